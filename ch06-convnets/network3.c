// # Convolution and pooling
//
// A dense layer does not know that pixels have neighbours: mix them all up, in
// all images alike, and it learns as well as before.  A convolution looks at
// small windows, and looks for the same thing in every place.
//
//     Nielsen, chapter 6: local receptive fields, shared weights, pooling
#include "ch06-convnets/network3.h"

#include <string.h>

#include "common/report.h"

// Work is cut into so many parts, whatever the number of threads: so sums have
// one order, and their bits are the same.  More threads than that gain nothing.
enum { PARTS = 4 };

#ifdef _OPENMP
#define SHARED \
    _Pragma("omp parallel for schedule(static, 1) num_threads(n->threads)")
#else
#define SHARED
#endif

Layers network3_new(int maps, int side, int most_rows) {
    if (maps < 1 || side < 1)
        die("network3_new: %d maps of %d x %d", maps, side, side);
    Layers n = layers_new(maps * side * side, most_rows);
    n.layer[0].side = side;
    return n;
}

int network3_maps(const Layers *n, int l) {
    return n->layer[l].outputs / (n->layer[l].side * n->layer[l].side);
}

static Matrix shape(int rows, int cols) { return (Matrix){rows, cols, NULL}; }

static int side_out(const Layer *below, int window, int stride, int padding) {
    return (below->side + 2 * padding - window) / stride + 1;
}

// An example's output (or δ), as maps: a row for each.
static Matrix maps_of(Matrix all, int example, int maps) {
    size_t row = (size_t)example * (size_t)all.cols;
    return mat_view(&all.at[row], maps, all.cols / maps);
}

// ## Convolution, as it is defined
void network3_convolution_plain(Matrix z, Matrix w, Matrix b, Matrix x,
                                const Layer *it) {
    int side = it[-1].side, taps = it->window * it->window;
    for (int m = 0; m < z.rows; m++)
        for (int i = 0; i < it->side; i++)
            for (int j = 0; j < it->side; j++) {
                real sum = b.at[m];
                for (int c = 0; c < x.rows; c++)
                    for (int u = 0; u < it->window; u++)
                        for (int v = 0; v < it->window; v++) {
                            int row = i * it->stride + u - it->padding;
                            int col = j * it->stride + v - it->padding;
                            if (row < 0 || row >= side) continue;
                            if (col < 0 || col >= side) continue;
                            int tap = c * taps + u * it->window + v;
                            sum += AT(w, tap, m) *
                                   AT(x, c, row * side + col);
                        }
                AT(z, m, i * it->side + j) = sum;
            }
}

// ## Convolution as a product
//
// Write down, for every tap (c, u, v) of the window, what it sees in each place
// (i, j): a matrix, seen, with a row for each tap.  Then
//
//     z = wᵀ seen + b              ∂C/∂w = seen δᵀ              ∂C/∂seen = w δ
//
// for each example, and products are what we are fast at.  The price is that
// every pixel is copied as often as windows see it, 25 times.
//
// Gathering begins with a frame: the maps with their border of zeros.  Rows of
// it are copied in pieces of 8, which compilers make one instruction; what is
// copied too much, the next row writes over.  So seen and frame need 8 numbers
// more than they have.
enum { PIECE = 8 };

typedef struct {
    int maps, side;            // below
    int framed;                // side with the border
    int taps, places;          // seen is taps x places
    Matrix frame, seen;        // room
} Gather;

static Gather gather_new(const Layer *it, int part) {
    int side = it[-1].side, window = it->window;
    Gather g = {.side = side, .framed = side + 2 * it->padding};
    g.maps = it[-1].outputs / (side * side);
    g.taps = g.maps * window * window;
    g.places = it->side * it->side;
    if (it->room.at) {
        size_t row = (size_t)part * (size_t)it->room.cols;
        g.frame = mat_view(&it->room.at[row], g.maps, g.framed * g.framed);
        size_t frame = (size_t)g.maps * (size_t)g.frame.cols + PIECE;
        g.seen = mat_view(g.frame.at + frame, g.taps, g.places);
    }
    return g;
}

static int gather_size(const Layer *it) {
    Gather g = gather_new(it, 0);
    return g.maps * g.framed * g.framed + g.taps * g.places + 2 * PIECE;
}

static void put_in_frame(const Gather *g, Matrix x, int first, int last) {
    int border = (g->framed - g->side) / 2;
    for (int c = first; c < last; c++) {
        real *to = &AT(g->frame, c, border * g->framed + border);
        for (int i = 0; i < g->side; i++)
            memcpy(to + i * g->framed, &AT(x, c, i * g->side),
                   sizeof(real) * (size_t)g->side);
    }
}

// What tap (c, u, v) sees in the first place; the other places of a row are
// stride apart, rows are stride rows of the frame apart.
static real *seen_first(const Gather *g, const Layer *it, int tap) {
    int window = it->window, square = window * window;
    int u = tap / window % window, v = tap % window;
    return &AT(g->frame, tap / square, u * g->framed + v);
}

// One row of seen: what the tap sees in all places.
static void gather_tap(const Gather *g, const Layer *it, int tap) {
    const real *from = seen_first(g, it, tap);
    real *to = &AT(g->seen, tap, 0);
    int side = it->side, stride = it->stride, below = stride * g->framed;
    for (int i = 0; i < side; i++, to += side, from += below)
        if (stride == 1)
            for (int j = 0; j < side; j += PIECE)
                memcpy(to + j, from + j, sizeof(real[PIECE]));
        else
            for (int j = 0; j < side; j++) to[j] = from[j * stride];
}

// And back: every place a number was copied to sends its part of ∂C/∂x.
static void add_numbers(real *restrict to, const real *restrict from,
                        int count) {
    int i = 0;
    for (; i + PIECE <= count; i += PIECE)
        for (int k = 0; k < PIECE; k++) to[i + k] += from[i + k];
    for (; i < count; i++) to[i] += from[i];
}

static void scatter_tap(const Gather *g, const Layer *it, int tap) {
    real *to = seen_first(g, it, tap);
    const real *from = &AT(g->seen, tap, 0);
    int side = it->side, stride = it->stride, below = stride * g->framed;
    for (int i = 0; i < side; i++, to += below, from += side)
        if (stride == 1) add_numbers(to, from, side);
        else
            for (int j = 0; j < side; j++) to[j * stride] += from[j];
}

static void add_from_frame(Matrix x, const Gather *g) {
    int border = (g->framed - g->side) / 2;
    for (int c = 0; c < g->maps; c++)
        for (int i = 0; i < g->side; i++) {
            int row = (border + i) * g->framed;
            const real *from = &AT(g->frame, c, row + border);
            real *to = &AT(x, c, i * g->side);
            for (int j = 0; j < g->side; j++) to[j] += from[j];
        }
}

static void add_to_all(real *z, int count, real bias) {
    for (int p = 0; p < count; p++) z[p] += bias;
}

static void convolution_forward(Layers *n, int l, bool training) {
    Layer *it = &n->layer[l];
    int examples = it->a.rows;
    (void)training;
    SHARED
    for (int part = 0; part < PARTS; part++) {
        Gather g = gather_new(it, part);
        mat_fill(g.frame, 0);
        for (int e = part; e < examples; e += PARTS) {
            Matrix z = maps_of(it->a, e, it->w.cols);
            put_in_frame(&g, maps_of(it[-1].a, e, g.maps), 0, g.maps);
            for (int tap = 0; tap < g.taps; tap++) gather_tap(&g, it, tap);
            mat_mul_at(z, it->w, g.seen);
            for (int m = 0; m < z.rows; m++)
                add_to_all(&AT(z, m, 0), z.cols, it->b.at[m]);
        }
    }
}

// A sum of many numbers, as 32 sums side by side, which compilers keep in
// vectors.
static real sum_of(const real *at, int count) {
    enum { SUMS = 32 };
    real sums[SUMS] = {0}, sum = 0;
    int i = 0;
    for (; i + SUMS <= count; i += SUMS)
        for (int k = 0; k < SUMS; k++) sums[k] += at[i + k];
    for (; i < count; i++) sum += at[i];
    for (int k = 0; k < SUMS; k++) sum += sums[k];
    return sum;
}

// Each part has some rows of ∂C/∂w, and goes through all examples.
static void convolution_weights(Layers *n, int l) {
    Layer *it = &n->layer[l];
    int examples = it->a.rows, taps = it->w.rows;
    real each = (real)1 / examples;
    SHARED
    for (int part = 0; part < PARTS; part++) {
        Gather g = gather_new(it, part);
        int first = taps * part / PARTS, last = taps * (part + 1) / PARTS;
        int square = it->window * it->window;
        Matrix nabla = mat_rows(it->nabla_w, first, last - first);
        Matrix seen = mat_rows(g.seen, first, last - first);
        mat_fill(g.frame, 0);
        for (int e = 0; e < examples && first < last; e++) {
            Matrix delta = maps_of(it->delta, e, it->w.cols);
            put_in_frame(&g, maps_of(it[-1].a, e, g.maps), first / square,
                         (last - 1) / square + 1);
            for (int tap = first; tap < last; tap++) gather_tap(&g, it, tap);
            mat_add_mul_bt(nabla, each, seen, delta);
        }
    }
    for (int e = 0; e < examples; e++)
        for (int m = 0; m < it->w.cols; m++) {
            Matrix delta = maps_of(it->delta, e, it->w.cols);
            it->nabla_b.at[m] += each * sum_of(&AT(delta, m, 0), delta.cols);
        }
}

static void convolution_backward(Layers *n, int l) {
    Layer *it = &n->layer[l];
    int examples = it->a.rows;
    convolution_weights(n, l);
    if (l == 1 && !n->to_input) return;
    SHARED
    for (int part = 0; part < PARTS; part++) {
        Gather g = gather_new(it, part);
        for (int e = part; e < examples; e += PARTS) {
            mat_mul(g.seen, it->w, maps_of(it->delta, e, it->w.cols));
            mat_fill(g.frame, 0);
            for (int tap = 0; tap < g.taps; tap++) scatter_tap(&g, it, tap);
            add_from_frame(maps_of(it[-1].delta, e, g.maps), &g);
        }
    }
}

int network3_convolution_with(Layers *n, int maps, int window, int stride,
                              int padding) {
    Layer *below = &n->layer[n->L];
    if (maps < 1 || window < 1 || stride < 1 || padding < 0)
        die("network3: %d maps, window %d, stride %d, padding %d", maps,
            window, stride, padding);
    if (window > below->side + 2 * padding)
        die("network3: a window of %d on maps of side %d", window,
            below->side + 2 * padding);
    int side = side_out(below, window, stride, padding);
    int taps = network3_maps(n, n->L) * window * window;
    int l = layers_put(n, (Layer){
        .name = "convolution", .outputs = maps * side * side, .side = side,
        .window = window, .stride = stride, .padding = padding,
        .w = shape(taps, maps), .b = shape(1, maps),
        .sd = (real)sqrt(1.0 / taps),
        .forward = convolution_forward, .backward = convolution_backward});
    n->layer[l].room = shape(PARTS, gather_size(&n->layer[l]));
    return l;
}

int network3_convolution(Layers *n, int maps, int window) {
    return network3_convolution_with(n, maps, window, 1, 0);
}

// ## Max-pooling
//
//     a(i, j) = max over the window of z(stride i + u, stride j + v)
//
// Backward: a change of the largest number moves a, a small change of the
// others does not.  So δ goes to the largest.  kept remembers where in the map
// it stands, as seen from the window's corner.
//
// First the largest of each column of a window, then the largest of those:
// neighbouring columns are neighbours in memory, and compilers use vectors.
// Both functions become part of their caller, which knows window and stride as
// constants.
#define INLINE static inline __attribute__((always_inline))

INLINE void pool_columns(int window, int side, const real *restrict z,
                         real *restrict tallest, real *restrict where) {
    for (int j = 0; j < side; j++) {
        real largest = z[j], at = 0;
        for (int u = 1; u < window; u++) {
            real seen = z[u * side + j], here = (real)(u * side);
            at = seen > largest ? here : at;
            largest = seen > largest ? seen : largest;
        }
        tallest[j] = largest;
        where[j] = at;
    }
}

INLINE void pool_row(int window, int stride, int count,
                     const real *restrict tallest, const real *restrict where,
                     real *restrict a, real *restrict kept) {
    for (int j = 0; j < count; j++) {
        real largest = tallest[j * stride], at = where[j * stride];
        for (int v = 1; v < window; v++) {
            real seen = tallest[j * stride + v];
            real here = where[j * stride + v] + (real)v;
            at = seen > largest ? here : at;
            largest = seen > largest ? seen : largest;
        }
        a[j] = largest;
        kept[j] = at;
    }
}

// Rows that have nothing left over are one long row.
INLINE void pool_map(const Layer *it, int window, int stride, const real *z,
                     real *a, real *kept, real *room) {
    int side = it[-1].side, out = it->side;
    real *tallest = room, *where = room + out * side;
    for (int i = 0; i < out; i++)
        pool_columns(window, side, z + i * stride * side, tallest + i * side,
                     where + i * side);
    if (side == out * stride)
        pool_row(window, stride, out * out, tallest, where, a, kept);
    else
        for (int i = 0; i < out; i++)
            pool_row(window, stride, out, tallest + i * side, where + i * side,
                     a + i * out, kept + i * out);
}

static void pool_example(const Layer *it, int e, int maps, real *room) {
    Matrix z = maps_of(it[-1].a, e, maps), a = maps_of(it->a, e, maps);
    Matrix kept = maps_of(it->kept, e, maps);
    for (int m = 0; m < maps; m++)
        if (it->window == 2 && it->stride == 2)
            pool_map(it, 2, 2, &AT(z, m, 0), &AT(a, m, 0), &AT(kept, m, 0),
                     room);
        else
            pool_map(it, it->window, it->stride, &AT(z, m, 0), &AT(a, m, 0),
                     &AT(kept, m, 0), room);
}

static void max_pool_forward(Layers *n, int l, bool training) {
    Layer *it = &n->layer[l];
    int maps = network3_maps(n, l);
    (void)training;
    SHARED
    for (int part = 0; part < PARTS; part++)
        for (int e = part; e < it->a.rows; e += PARTS)
            pool_example(it, e, maps, &AT(it->room, part, 0));
}

static void unpool_map(const Layer *it, const real *delta, const real *kept,
                       real *to) {
    int side = it[-1].side, out = it->side;
    for (int i = 0; i < out; i++)
        for (int j = 0; j < out; j++) {
            int corner = (i * side + j) * it->stride, p = i * out + j;
            to[corner + (int)kept[p]] += delta[p];
        }
}

static void max_pool_backward(Layers *n, int l) {
    Layer *it = &n->layer[l];
    int maps = network3_maps(n, l);
    SHARED
    for (int part = 0; part < PARTS; part++)
        for (int e = part; e < it->a.rows; e += PARTS)
            for (int m = 0; m < maps; m++)
                unpool_map(it, &AT(maps_of(it->delta, e, maps), m, 0),
                           &AT(maps_of(it->kept, e, maps), m, 0),
                           &AT(maps_of(it[-1].delta, e, maps), m, 0));
}

int network3_max_pool(Layers *n, int window, int stride) {
    Layer *below = &n->layer[n->L];
    if (window < 1 || stride < 1 || window > below->side)
        die("network3: pooling with window %d, stride %d on maps of side %d",
            window, stride, below->side);
    int maps = network3_maps(n, n->L);
    int side = side_out(below, window, stride, 0);
    return layers_put(n, (Layer){
        .name = "max_pool", .outputs = maps * side * side, .side = side,
        .window = window, .stride = stride,
        .kept = shape(n->most_rows, maps * side * side),
        .room = shape(PARTS, 2 * side * below->side),
        .forward = max_pool_forward, .backward = max_pool_backward});
}

// ## The start
void network3_start(Layers *n, Random *random) {
    int last = 0;
    for (int l = 1; l <= n->L; l++) {
        Layer *it = &n->layer[l];
        if (strcmp(it->name, "dense") == 0) {
            it->sd = (real)sqrt(1.0 / it->outputs);
            last = l;
        } else if (strcmp(it->name, "convolution") == 0) {
            int n_out = network3_maps(n, l) * it->window * it->window;
            it->sd = (real)sqrt(4.0 / n_out);
        }
    }
    layers_start(n, random);
    for (int l = 1; l <= n->L; l++) mat_randn(n->layer[l].b, 1, random);
    mat_fill(n->layer[last].w, 0);
    mat_fill(n->layer[last].b, 0);
}
