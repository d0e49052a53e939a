// product.c -- the three products of matrix.h, fast.
//
// Nearly all of a network's time is spent here.  A plain loop (mat_mul_plain)
// waits for every sum to finish before it adds to it again.  What helps is to
// have many sums under way at once, and to add to each of them whole vectors.
// Read it from either end: from the bottom, it is six functions of matrix.h,
// which cut a product into blocks; from here, it is one block and how it is
// multiplied.
//
// A block of the destination has at most 6 rows and 2 vectors: 12 sums, each of
// them a vector in a register, which leaves 4 of AVX2's 16 registers for what
// is multiplied.  (Of floats, 10 rows of 30 are four blocks of 5 rows and 16
// columns; the right ones overlap the left ones by two columns.)  One step is,
// for each of the sums,
//
//     sum += (vector from a row of a) ⊙ (vector from b)
//
// and is used in two ways:
//
//     tiles:  the lanes of a vector are neighbouring columns of the
//             destination; the vector from a is one number, repeated.
//     dots:   the lanes are neighbouring steps along the sum; in the end
//             the lanes of each vector are added up.
//
// Tiles suit a b and aᵀ b, where neighbouring columns of b lie side by side in
// memory; dots suit a bᵀ, where neighbouring steps do.
//
// Every product is added with one rounding (fma), in an order that depends on
// the shapes alone.  That is why all compilers and machines agree to the bit.
#include <stdbool.h>
#include <tgmath.h>

#include "common/matrix.h"
#include "common/report.h"

enum {
    LANES = 32 / sizeof(real), // numbers in a vector of 256 bits
    ROWS = 6,                  // a block has at most so many rows
    COLUMNS = 2 * LANES,       // and a tile so many columns
    STRETCH = 1024,            // so many steps of a sum at a time, so that what
                               // they read stays in the nearest cache; fewer
    STRETCH_DOWN = 256,        // where a is walked down its columns (aᵀ b), and
                               // every number is in another line of the cache
    COPY_ROWS = 48,            // from so many rows on, copying b pays
    LONG_SUM = 8,              // a bᵀ uses dots for sums longer than LONG_SUM
};                             // times the rows of a, else b is transposed

// ## Vectors
//
// gcc and clang do arithmetic on such types lane by lane.  Loose is the same
// vector anywhere in memory, not only at multiples of its size.
#define VECTOR(alignment) __attribute__((vector_size(32), aligned(alignment)))
typedef real Vector VECTOR(32);
typedef real Loose VECTOR(sizeof(real)) __attribute__((may_alias));

// Functions that must become part of their caller, because the caller then
// knows their arguments as constants.  So no vector is ever really passed to a
// function, and warnings of how it would be do not concern us.
#define INLINE static inline __attribute__((always_inline))
#pragma GCC diagnostic ignored "-Wpsabi"

INLINE Vector load(const real *from) { return *(const Loose *)from; }
INLINE void store(real *to, Vector v) { *(Loose *)to = v; }
INLINE Vector repeat(real x) { return x - (Vector){0}; }    // x in each lane

// a ⊙ b + c, each lane rounded once: one instruction where there is one.
INLINE Vector multiply_add(Vector a, Vector b, Vector c) {
    for (int i = 0; i < LANES; i++) c[i] = fma(a[i], b[i], c[i]);
    return c;
}

INLINE real sum_of_lanes(Vector v) {
    real half[LANES / 2], sum = 0;
    for (int i = 0; i < LANES / 2; i++) half[i] = v[i] + v[i + LANES / 2];
    for (int i = 0; i < LANES / 4; i++) sum += half[i] + half[i + LANES / 4];
    return sum;
}

// ## One block
//
// Row i of a begins at a + i * a_down and its next step is a_along further on;
// vector j of b begins at b + j * b_down.  The block of the destination begins
// at dst, row i at dst + i * dst_down.
typedef struct {
    const real *a, *b;
    size_t a_down, a_along, b_down, b_along;
    int steps;                 // length of the sums
    real *dst;
    size_t dst_down;
    bool add;                  // dst += scale ⊙ sums; else dst = sums
    const real *scale;         // one for each column of a tile
} Block;

typedef enum { TILE, DOTS } Way;

// One step of the sums of one row.
INLINE void step_row(Way way, bool used, int vectors, const real *a, Vector b0,
                     Vector b1, Vector *s0, Vector *s1) {
    if (!used) return;
    Vector x = way == DOTS ? load(a) : repeat(*a);
    *s0 = multiply_add(x, b0, *s0);
    if (vectors > 1) *s1 = multiply_add(x, b1, *s1);
}

// Puts vector v of a row of sums where it belongs.
INLINE void put_vector(const Block *it, real *row, int v, Vector s) {
    real *dst = row + v * LANES;
    const real *scale = it->scale + v * LANES;
    store(dst, it->add ? multiply_add(load(scale), s, load(dst)) : s);
}

// Dots: adds up the lanes, and what is left when the length of the sum is no
// multiple of LANES; a and b stand at the beginning of that rest.
INLINE void put_dot(const Block *it, real *dst, Vector s, const real *a,
                    const real *b) {
    real sum = sum_of_lanes(s);
    for (int p = 0; p < it->steps % LANES; p++) sum = fma(a[p], b[p], sum);
    *dst = it->add ? fma(*it->scale, sum, *dst) : sum;
}

INLINE void put_row(Way way, bool used, int vectors, const Block *it, int i,
                    const real *a, const real *b, Vector s0, Vector s1) {
    if (!used) return;
    real *dst = it->dst + i * it->dst_down;
    if (way == TILE) {
        put_vector(it, dst, 0, s0);
        if (vectors > 1) put_vector(it, dst, 1, s1);
    } else {
        put_dot(it, dst, s0, a, b);
        if (vectors > 1) put_dot(it, dst + 1, s1, a, b + it->b_down);
    }
}

// The 12 sums are named variables, not an array, since compilers keep those in
// registers.  way, rows and vectors are constants in every copy of this
// function, so that nothing is left of the rows that are not used.
INLINE void block_of(Way way, int rows, int vectors, const Block *block) {
    const Block copy = *block, *it = &copy;     // in registers: the compiler
                                                // sees that no store changes it
    Vector s00 = {0}, s10 = {0}, s20 = {0}, s30 = {0}, s40 = {0}, s50 = {0};
    Vector s01 = {0}, s11 = {0}, s21 = {0}, s31 = {0}, s41 = {0}, s51 = {0};
    const real *a = it->a, *b = it->b;
    size_t down = it->a_down;
    for (int p = it->steps / (way == DOTS ? LANES : 1); p > 0; p--) {
        Vector b0 = load(b), b1 = vectors > 1 ? load(b + it->b_down) : b0;
        step_row(way, rows > 0, vectors, a, b0, b1, &s00, &s01);
        step_row(way, rows > 1, vectors, a + down, b0, b1, &s10, &s11);
        step_row(way, rows > 2, vectors, a + 2 * down, b0, b1, &s20, &s21);
        step_row(way, rows > 3, vectors, a + 3 * down, b0, b1, &s30, &s31);
        step_row(way, rows > 4, vectors, a + 4 * down, b0, b1, &s40, &s41);
        step_row(way, rows > 5, vectors, a + 5 * down, b0, b1, &s50, &s51);
        a += it->a_along;
        b += it->b_along;
    }
    put_row(way, rows > 0, vectors, it, 0, a, b, s00, s01);
    put_row(way, rows > 1, vectors, it, 1, a + down, b, s10, s11);
    put_row(way, rows > 2, vectors, it, 2, a + 2 * down, b, s20, s21);
    put_row(way, rows > 3, vectors, it, 3, a + 3 * down, b, s30, s31);
    put_row(way, rows > 4, vectors, it, 4, a + 4 * down, b, s40, s41);
    put_row(way, rows > 5, vectors, it, 5, a + 5 * down, b, s50, s51);
}

// Here the copies are made: one for each number of rows and vectors.
INLINE void block_rows(Way way, int rows, int vectors, const Block *it) {
    switch (rows) {
    case 1: block_of(way, 1, vectors, it); break;
    case 2: block_of(way, 2, vectors, it); break;
    case 3: block_of(way, 3, vectors, it); break;
    case 4: block_of(way, 4, vectors, it); break;
    case 5: block_of(way, 5, vectors, it); break;
    case 6: block_of(way, 6, vectors, it); break;
    }
}

static void tile(int rows, int vectors, const Block *it) {
    if (vectors == 1) block_rows(TILE, rows, 1, it);
    else block_rows(TILE, rows, 2, it);
}

static void dots(int rows, int vectors, const Block *it) {
    if (vectors == 1) block_rows(DOTS, rows, 1, it);
    else block_rows(DOTS, rows, 2, it);
}

// ## A whole product, block by block
//
// A factor as the sums walk through it.  For a: down leads to the next row of
// the destination; for b: to its next column; along to the next step.
typedef struct {
    const real *at;
    size_t down, along;
} Walk;

static int smaller(int a, int b) { return a < b ? a : b; }

// rows are shared out evenly: 10 are 5 + 5, not 6 + 4.
static int next_rows(int rows_left) {
    int blocks = (rows_left + ROWS - 1) / ROWS;
    return rows_left / blocks;
}

// `columns` columns of b, side by side in a copy that is `width` wide; what
// stands in the rest of the width does not matter, but must be a number.
static void copy_columns(real *copy, Walk b, int columns, int width,
                         int steps) {
    for (int p = 0; p < steps; p++, copy += width, b.at += b.along) {
        for (int j = 0; j < columns; j++) copy[j] = b.at[j * b.down];
        for (int j = columns; j < width; j++) copy[j] = 0;
    }
}

// A destination narrower than any tile: computed aside, then moved.
static void narrow_tile(int rows, const Block *it, int columns) {
    real aside[ROWS * LANES];
    Block whole = *it;
    whole.dst = aside;
    whole.dst_down = LANES;
    whole.add = false;
    tile(rows, 1, &whole);
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < columns; j++) {
            real *dst = it->dst + i * it->dst_down + j;
            real sum = aside[i * LANES + j];
            *dst = it->add ? fma(*it->scale, sum, *dst) : sum;
        }
}

// Tiles, from left to right, each from top to bottom.  Where the last columns
// do not fill a tile, it begins further left, so that b can still be read where
// it is.  What it repeats of the tile before comes out the same again, or is
// added with a scale of 0 (which makes NaN of an infinite sum).
static void tiles(Matrix dst, Walk a, Walk b, Block it) {
    _Alignas(64) real copy[STRETCH * COLUMNS];
    real last_scale[COLUMNS];
    for (int j = 0, width; j < dst.cols; j += width) {
        int left = dst.cols - j;
        int vectors = left > LANES && dst.cols >= COLUMNS ? 2 : 1;
        width = vectors * LANES;
        int columns = smaller(width, dst.cols);
        if (left < columns) {
            j = dst.cols - width;
            memcpy(last_scale, it.scale, sizeof last_scale);
            memset(last_scale, 0, sizeof(real) * (size_t)(width - left));
            it.scale = last_scale;
        }
        Walk tile_b = {b.at + j * b.down, b.down, b.along};
        if (b.down != 1 || columns < width || dst.rows >= COPY_ROWS) {
            copy_columns(copy, tile_b, columns, width, it.steps);
            tile_b = (Walk){copy, 1, (size_t)width};
        }
        it.b = tile_b.at;
        it.b_down = LANES;
        it.b_along = tile_b.along;
        for (int i = 0, rows; i < dst.rows; i += rows) {
            rows = next_rows(dst.rows - i);
            it.a = a.at + i * a.down;
            it.dst = dst.at + i * it.dst_down + j;
            if (columns == width) tile(rows, vectors, &it);
            else narrow_tile(rows, &it, columns);
        }
    }
}

// Dots: a few rows of a at a time, and with them all rows of b.
static void all_dots(Matrix dst, Walk a, Walk b, Block it) {
    it.b_down = b.down;
    it.b_along = LANES;
    for (int i = 0, rows; i < dst.rows; i += rows) {
        rows = next_rows(dst.rows - i);
        it.a = a.at + i * a.down;
        for (int j = 0, vectors; j < dst.cols; j += vectors) {
            vectors = smaller(dst.cols - j, 2);
            it.b = b.at + j * b.down;
            it.dst = dst.at + i * it.dst_down + j;
            dots(rows, vectors, &it);
        }
    }
}

// The sums, a stretch at a time: the first one sets the destination (or adds
// to it), the others add to that.
static void product(Way way, Matrix dst, Walk a, Walk b, int steps, bool add,
                    real scale) {
    int stretch = a.along == 1 ? STRETCH : STRETCH_DOWN;
    real scales[COLUMNS];
    for (int j = 0; j < COLUMNS; j++) scales[j] = add ? scale : 1;
    if (steps == 0 && !add) mat_fill(dst, 0);
    for (int p = 0; p < steps; p += stretch) {
        Block it = {.steps = smaller(steps - p, stretch),
                    .a_down = a.down,
                    .a_along = way == DOTS ? LANES : a.along,
                    .dst_down = (size_t)dst.cols,
                    .add = add || p > 0,
                    .scale = scales};
        Walk a_here = {a.at + p * a.along, a.down, a.along};
        Walk b_here = {b.at + p * b.along, b.down, b.along};
        if (way == DOTS) all_dots(dst, a_here, b_here, it);
        else tiles(dst, a_here, b_here, it);
    }
}

// ## The six functions of matrix.h

static void fit(const char *function, bool shapes, Matrix dst, Matrix a,
                Matrix b) {
    if (!shapes) mat_misfit(function, dst, a, b);
    if (dst.at && (dst.at == a.at || dst.at == b.at))
        die("%s: the destination is one of the factors", function);
}

static void ab(const char *function, Matrix dst, Matrix a, Matrix b, bool add,
               real scale) {
    bool shapes = dst.rows == a.rows && dst.cols == b.cols && a.cols == b.rows;
    fit(function, shapes, dst, a, b);
    product(TILE, dst, (Walk){a.at, (size_t)a.cols, 1},
            (Walk){b.at, 1, (size_t)b.cols}, a.cols, add, scale);
}

static void atb(const char *function, Matrix dst, Matrix a, Matrix b, bool add,
                real scale) {
    bool shapes = dst.rows == a.cols && dst.cols == b.cols && a.rows == b.rows;
    fit(function, shapes, dst, a, b);
    product(TILE, dst, (Walk){a.at, 1, (size_t)a.cols},
            (Walk){b.at, 1, (size_t)b.cols}, a.rows, add, scale);
}

static void abt(const char *function, Matrix dst, Matrix a, Matrix b, bool add,
                real scale) {
    bool shapes = dst.rows == a.rows && dst.cols == b.rows && a.cols == b.cols;
    fit(function, shapes, dst, a, b);
    Way way = a.cols > LONG_SUM * a.rows ? DOTS : TILE;
    product(way, dst, (Walk){a.at, (size_t)a.cols, 1},
            (Walk){b.at, (size_t)b.cols, 1}, a.cols, add, scale);
}

void mat_mul(Matrix dst, Matrix a, Matrix b) {
    ab("mat_mul", dst, a, b, false, 1);
}
void mat_add_mul(Matrix dst, real c, Matrix a, Matrix b) {
    ab("mat_add_mul", dst, a, b, true, c);
}
void mat_mul_at(Matrix dst, Matrix a, Matrix b) {
    atb("mat_mul_at", dst, a, b, false, 1);
}
void mat_add_mul_at(Matrix dst, real c, Matrix a, Matrix b) {
    atb("mat_add_mul_at", dst, a, b, true, c);
}
void mat_mul_bt(Matrix dst, Matrix a, Matrix b) {
    abt("mat_mul_bt", dst, a, b, false, 1);
}
void mat_add_mul_bt(Matrix dst, real c, Matrix a, Matrix b) {
    abt("mat_add_mul_bt", dst, a, b, true, c);
}
