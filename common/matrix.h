// matrix.h -- rectangles of numbers, and the few operations the texts need.
//
// A Matrix is a small handle (16 bytes); pass it by value.  Rows are stored
// one after another.  A vector is a matrix with one column, as in the texts, or
// with one row: from mini-batches on, examples are rows, because an image is
// then contiguous.
//
// Rules that hold for every function here:
//   1. The destination comes first, as in memcpy, and nothing else is written.
//   2. Only mat_new allocates.  Whoever calls mat_new calls mat_free.
//   3. A mistake in the shapes stops the program and prints them.
//   4. The destination of a product, of mat_transpose and of mat_sum_rows may
//      not be one of its operands; element-by-element functions may work in
//      place: mat_sub(a, a, y).
//   5. Empty matrices (0 rows or 0 columns) are allowed everywhere.
//   6. The same arguments give the same bits with every compiler, at every
//      level of optimisation, on every machine (in double, real_exp
//      excepted).
#ifndef MATRIX_H
#define MATRIX_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "common/random.h"
#include "common/real.h"

typedef struct {
    int rows, cols;
    real *at;                  // at[i * cols + j] is in row i, column j
} Matrix;

// Element access, checked: AT(m, i, j) can be read or assigned.
#define AT(m, i, j) ((m).at[mat_index((m), (i), (j))])
_Noreturn void mat_no_entry(Matrix m, int i, int j);
static inline size_t mat_index(Matrix m, int i, int j) {
    if (i < 0 || i >= m.rows || j < 0 || j >= m.cols) mat_no_entry(m, i, j);
    return (size_t)i * (size_t)m.cols + (size_t)j;
}

// ## Birth and death
Matrix mat_new(int rows, int cols);                  // all zeros
void mat_free(Matrix *m);                            // m becomes 0 x 0

// ## Views: handles on numbers that somebody else owns; never freed
Matrix mat_view(real *at, int rows, int cols);       // of a parameter block
Matrix mat_rows(Matrix m, int first, int count);     // some rows of m

// ## Filling
void mat_fill(Matrix dst, real c);                   // c everywhere
void mat_copy(Matrix dst, Matrix src);
void mat_randn(Matrix dst, real sd, Random *random); // ~ N(0, sd²)

// ## Products                                        the texts write
void mat_mul(Matrix dst, Matrix a, Matrix b);        // a b
void mat_mul_at(Matrix dst, Matrix a, Matrix b);     // aᵀ b
void mat_mul_bt(Matrix dst, Matrix a, Matrix b);     // a bᵀ
void mat_add_mul(Matrix dst, real c, Matrix a, Matrix b);     // dst + c a b
void mat_add_mul_at(Matrix dst, real c, Matrix a, Matrix b);  // dst + c aᵀ b
void mat_add_mul_bt(Matrix dst, real c, Matrix a, Matrix b);  // dst + c a bᵀ

// ## Element by element; mat_map(dst, f, a), below, is dst = f(a)
void mat_add(Matrix dst, Matrix a, Matrix b);        // a + b
void mat_sub(Matrix dst, Matrix a, Matrix b);        // a - b
void mat_hadamard(Matrix dst, Matrix a, Matrix b);   // a ⊙ b
void mat_scale(Matrix dst, real c, Matrix a);        // c a
void mat_step(Matrix dst, real c, Matrix a);         // dst + c a (descent)
void mat_transpose(Matrix dst, Matrix a);            // aᵀ

// ## Rows: b is one row (or one column) of m.cols numbers
void mat_add_row(Matrix m, Matrix b);                // each row of m, plus b
void mat_sum_rows(Matrix b, Matrix m);               // sum of the rows of m
void mat_add_sum_rows(Matrix b, real c, Matrix m);   // b + c (sum of the rows)

// ## Asking
real mat_dot(Matrix a, Matrix b);                    // Σ aᵢⱼ bᵢⱼ
real mat_norm(Matrix a);                             // √(Σ aᵢⱼ²)
int mat_argmax_row(Matrix m, int i);                 // column of its largest
void mat_print(const char *name, Matrix m);          // on stderr

// The definitions of the products: three loops.  Only tests call them.
void mat_mul_plain(Matrix dst, Matrix a, Matrix b);
void mat_mul_at_plain(Matrix dst, Matrix a, Matrix b);
void mat_mul_bt_plain(Matrix dst, Matrix a, Matrix b);

// ## Functions of every element
//
// e to the x, to within 1 unit in the last place; NaN stays NaN.  In float, x
// is first brought into -87 ... 87, so that neither the result nor 1 / result
// ever overflows: 1 / (1 + real_exp(-z)) is safe for every z.
//
// C libraries round expf differently; this is float arithmetic alone, the same
// everywhere, and compilers turn a loop over it into vector instructions:
//
//     x = n ln 2 + r,    |r| <= ln 2 / 2,    eˣ = 2ⁿ eʳ
//
// n is found by adding 1.5 * 2²³, where floats are whole numbers; its lowest
// bits then are n, and go where a float keeps its exponent.  ln 2 is subtracted
// in two parts to lose nothing, and eʳ is a polynomial.
static inline float float_exp(float x) {
    x = x < -87 ? -87 : x;
    x = x > 87 ? 87 : x;
    float shifted = fmaf(x, 1.44269504f, 12582912.0f);   // 1 / ln 2, 1.5 * 2²³
    float n = shifted - 12582912.0f;
    float r = fmaf(n, -0.693359375f, x);
    r = fmaf(n, 2.12194440e-4f, r);
    float p = fmaf(1.9875691e-4f, r, 1.3981999e-3f);
    p = fmaf(p, r, 8.3334519e-3f);
    p = fmaf(p, r, 4.1665795e-2f);
    p = fmaf(p, r, 1.6666665e-1f);
    p = fmaf(p, r, 0.5f);
    p = fmaf(p, r * r, r) + 1;
    uint32_t bits;
    memcpy(&bits, &shifted, sizeof bits);
    bits = (bits + 127) << 23;
    float power;                                         // 2ⁿ
    memcpy(&power, &bits, sizeof power);
    return p * power;
}
static inline real real_exp(real x) {
    return sizeof(real) == sizeof(float) ? (real)float_exp((float)x)
                                         : (real)exp((double)x);
}

// dst = f(a), element by element: the texts' "vectorised" function.  It stands
// in the header so that compilers see f and vectorise the loop.
_Noreturn void mat_misfit(const char *function, Matrix dst, Matrix a, Matrix b);
static inline void mat_map(Matrix dst, real (*f)(real), Matrix a) {
    if (dst.rows != a.rows || dst.cols != a.cols)
        mat_misfit("mat_map", dst, a, a);
    size_t n = (size_t)a.rows * (size_t)a.cols;
    for (size_t i = 0; i < n; i++) dst.at[i] = f(a.at[i]);
}

#endif
