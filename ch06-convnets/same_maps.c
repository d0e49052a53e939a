// # Different formulas, the same maps
//
// Look into two books, or two programs, and a convolutional layer is computed
// in two ways: with the kernel as it is or turned by 180°, with the bias before
// pooling or after, with the activation before or after.  Nielsen's
// network3.py, chapter 6, turns the kernel (Theano does), and adds the bias
// after pooling; our network3.c does neither.  Does it matter?
//
//     make same_maps                          a seven through one kernel
//     make same_maps ARGS="--digit 4"         another digit
//     make same_maps SEED=2                   other handwriting
//
// Time: 1 s
//
// What to look for: in each row of the picture, which maps are the same.  A
// turned kernel makes another map, unless the formula is turned, too.  ReLU may
// come before pooling or after it; |z| may not.  And if the digit moves, its
// map moves, and the pooled map moves half as far: for this we share weights.
#define REAL double
#include <stdio.h>

#include "common/digits.h"
#include "common/matrix.h"
#include "common/report.h"

// ## Settings: ours, as the text has programs and no numbers
typedef struct {
    int digit;
    int kernels;               // random ones, that the claims are tried on
} Settings;

static const Settings OURS = {7, 20};

enum { SIDE = 28, WINDOW = 3, MAP = SIDE - WINDOW + 1, HALF = MAP / 2 };

// Left edges of the ink: what is at the right of the window minus what is at
// its left.
static const real EDGE[WINDOW][WINDOW] = {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}};

// ## Convolution, read forwards and backwards
//
// Most programs that call a layer a convolution compute
//
//     z(i, j) = Σ w(u, v) x(i + u, j + v),     u, v = 0 ... window - 1
//
// Mathematics calls this a correlation.  A convolution, and Theano's, is
//
//     z(i, j) = Σ w(u, v) x(i - u, j - v)
//
// Where does z(0, 0) stand?  Here in both at the first place from which the
// kernel sees nothing outside the image: 2 further for a kernel of 3.
static void correlate(Matrix z, Matrix w, Matrix x) {
    for (int i = 0; i < z.rows; i++)
        for (int j = 0; j < z.cols; j++) {
            AT(z, i, j) = 0;
            for (int u = 0; u < w.rows; u++)
                for (int v = 0; v < w.cols; v++)
                    AT(z, i, j) += AT(w, u, v) * AT(x, i + u, j + v);
        }
}

static void convolve(Matrix z, Matrix w, Matrix x) {
    for (int i = 0; i < z.rows; i++)
        for (int j = 0; j < z.cols; j++) {
            int row = i + w.rows - 1, col = j + w.cols - 1;
            AT(z, i, j) = 0;
            for (int u = 0; u < w.rows; u++)
                for (int v = 0; v < w.cols; v++)
                    AT(z, i, j) += AT(w, u, v) * AT(x, row - u, col - v);
        }
}

// Put u = 2 - u′ and v = 2 - v′ into the second, and it becomes the first with
// the kernel w(2 - u′, 2 - v′): turned by 180°.  So a network that learns its
// kernels learns them turned, and computes the same.  Only who makes kernels by
// hand, or takes over somebody else's, has to know.
static void turn(Matrix turned, Matrix w) {
    for (int u = 0; u < w.rows; u++)
        for (int v = 0; v < w.cols; v++)
            AT(turned, u, v) = AT(w, w.rows - 1 - u, w.cols - 1 - v);
}

// ## Pooling before or after
//
// The largest of 2 x 2.  An odd row or column at the border is ignored.
static void max_pool(Matrix a, Matrix z) {
    for (int i = 0; i < a.rows; i++)
        for (int j = 0; j < a.cols; j++) {
            AT(a, i, j) = AT(z, 2 * i, 2 * j);
            for (int k = 1; k < 4; k++)
                AT(a, i, j) = fmax(AT(a, i, j),
                                   AT(z, 2 * i + k / 2, 2 * j + k % 2));
        }
}

// If f never falls, the largest number stays the largest:
//
//     max(f(z₁), f(z₂), ...) = f(max(z₁, z₂, ...))
//
// Adding a bias is such an f, and so are ReLU, σ and tanh.  Rounding never
// falls either, so even the last bits are the same.  Whoever pools first has
// less to do: a quarter of the biases and activations.  |z| falls and rises.
enum { FUNCTIONS = 4, RELU = 2, SIZE };

static real plus_bias(real z) { return z + (real)0.1; }
static real minus_bias(real z) { return z - (real)0.7; }
static real relu(real z) { return fmax(z, 0); }
static real size(real z) { return fabs(z); }

typedef struct {
    const char *name;          // a single word
    real (*f)(real z);
} Function;

static const Function F[FUNCTIONS] = {
    {"plus_bias", plus_bias}, {"minus_bias", minus_bias},
    {"relu", relu}, {"size", size},
};

// ## The experiment
//
// The largest differences; the largest of all kernels that are tried.
typedef struct {
    double turned, other;      // z against convolutions with w turned, and w
    double order[FUNCTIONS];   // f then pooling, against pooling then f
    double map, pooled;        // the digit moved, against its map moved
} Gaps;

static void widen(double *gap, Matrix a, Matrix b) {
    for (int i = 0; i < a.rows * a.cols; i++) {
        double off = fabs(a.at[i] - b.at[i]);
        if (off > *gap || isnan(off)) *gap = off;            // NaN stays
    }
}

// An image for gnuplot.
static void show(const char *name, Matrix m, bool wanted) {
    if (!wanted) return;
    block_begin(name, NULL);
    for (int i = 0; i < m.rows; i++)
        for (int j = 0; j < m.cols; j++)
            printf("%.3g%c", AT(m, i, j), j + 1 < m.cols ? ' ' : '\n');
    block_end();
}

// Both formulas, and the second with both kernels.
static void try_turning(Gaps *gaps, Matrix w, Matrix x, bool pictures) {
    Matrix turned = mat_new(w.rows, w.cols);
    Matrix z = mat_new(MAP, MAP), convolved = mat_new(MAP, MAP);
    turn(turned, w);
    correlate(z, w, x);
    show("kernel", w, pictures);
    show("turned_kernel", turned, pictures);
    show("correlation", z, pictures);
    convolve(convolved, w, x);
    show("convolution", convolved, pictures);
    widen(&gaps->other, z, convolved);
    convolve(convolved, turned, x);
    show("turned_convolution", convolved, pictures);
    widen(&gaps->turned, z, convolved);
    mat_free(&convolved);
    mat_free(&z);
    mat_free(&turned);
}

// Every f, before pooling and after it.
static void try_orders(Gaps *gaps, Matrix w, Matrix x, bool pictures) {
    Matrix z = mat_new(MAP, MAP), f = mat_new(MAP, MAP);
    Matrix before = mat_new(HALF, HALF), after = mat_new(HALF, HALF);
    correlate(z, w, x);
    for (int k = 0; k < FUNCTIONS; k++) {
        char name[80];
        mat_map(f, F[k].f, z);
        max_pool(before, f);
        max_pool(after, z);
        mat_map(after, F[k].f, after);
        widen(&gaps->order[k], before, after);
        snprintf(name, sizeof name, "%s_first", F[k].name);
        show(name, before, pictures);
        snprintf(name, sizeof name, "%s_last", F[k].name);
        show(name, after, pictures);
    }
    mat_free(&after);
    mat_free(&before);
    mat_free(&f);
    mat_free(&z);
}

// ## A digit that moves
//
// All neurons of a map have the same weights.  So what is two pixels further in
// the image is two further in the map, and one further after pooling.  (One
// pixel further, and other neurons share a window of the pool: the pooled map
// changes, but a little.  This is what makes pooling forgiving.)
//
// Right and down; what comes in is like the corner: paper.
static void move(Matrix to, Matrix from, int by) {
    for (int i = 0; i < to.rows; i++)
        for (int j = 0; j < to.cols; j++) {
            bool inside = i >= by && j >= by;
            AT(to, i, j) = AT(from, inside ? i - by : 0, inside ? j - by : 0);
        }
}

static void try_moving(Gaps *gaps, Matrix w, Matrix x, bool pictures) {
    Matrix moved_x = mat_new(SIDE, SIDE), z = mat_new(MAP, MAP);
    Matrix wanted = mat_new(MAP, MAP), a = mat_new(HALF, HALF);
    Matrix pooled = mat_new(HALF, HALF), moved_a = mat_new(HALF, HALF);
    correlate(z, w, x);
    max_pool(pooled, z);
    move(wanted, z, 2);
    move(moved_a, pooled, 1);
    move(moved_x, x, 2);
    correlate(z, w, moved_x);
    max_pool(a, z);
    widen(&gaps->map, z, wanted);
    widen(&gaps->pooled, a, moved_a);
    show("image", x, pictures);
    show("moved_image", moved_x, pictures);
    show("moved_map", z, pictures);
    show("pooled", pooled, pictures);
    show("moved_pooled", a, pictures);
    Matrix *all[] = {&moved_x, &z, &wanted, &a, &pooled, &moved_a};
    for (int i = 5; i >= 0; i--) mat_free(all[i]);
}

// The edge kernel for the pictures, and random ones for the claims.
static Gaps try_all(Settings set, Matrix x, bool pictures, Random *random) {
    Gaps gaps = {0};
    Matrix w = mat_new(WINDOW, WINDOW);
    for (int k = 0; k <= set.kernels; k++) {
        if (k == 0) memcpy(w.at, EDGE, sizeof EDGE);
        else mat_randn(w, 1, random);
        try_turning(&gaps, w, x, pictures && k == 0);
        try_orders(&gaps, w, x, pictures && k == 0);
        try_moving(&gaps, w, x, pictures && k == 0);
    }
    mat_free(&w);
    return gaps;
}

static void draw(Matrix x, int digit, Random *random) {
    uint8_t image[SIDE * SIDE];
    digits_draw(image, digit, DIGITS_SPREAD, random);
    for (int p = 0; p < SIDE * SIDE; p++) x.at[p] = image[p] / 255.0;
}

// ## What the text's program relies on
static void make_claims(Gaps gaps) {
    claim_between("network3.py: Theano's convolution against ours, kernel "
                  "turned, difference", "", 0, 1e-13, gaps.turned);
    claim_between("network3.py: the same, kernel not turned", "", 0.1, 100,
                  gaps.other);
    claim("network3.py: the bias before pooling, or after, difference", "", 0,
          fmax(gaps.order[0], gaps.order[1]), 0);
    claim("network3.py: ReLU before pooling, or after, difference", "", 0,
          gaps.order[RELU], 0);
    claim_between("our finding: |z| before pooling, or after, difference", "",
                  0.1, 100, gaps.order[SIZE]);
    claim("our finding: the digit two pixels further, its map two further, "
          "difference", "", 0, gaps.map, 0);
    claim("our finding: and one further when pooled, difference", "", 0,
          gaps.pooled, 0);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "different formulas, the same "
                                                "maps");
    option_int(&options, "--digit", &set.digit, 0, "that is drawn");
    option_int(&options, "--kernels", &set.kernels, 0, "random ones");
    options_end(&options);
    if (set.digit > 9) wrong_usage("--digit is 0 to 9");

    say("A %d, one kernel made by hand, and %d random ones", set.digit,
        set.kernels);
    caption("a drawn %d, a kernel for left edges, seed %llu", set.digit,
            (unsigned long long)options.seed);
    Matrix x = mat_new(SIDE, SIDE);
    for (int i = 0; i < options.seeds; i++) {
        Random random = random_new(options.seed + (uint64_t)i);
        draw(x, set.digit, &random);
        make_claims(try_all(set, x, i == 0, &random));
    }
    mat_free(&x);
    claims_print();
    return 0;
}
