// # What hidden layers learn
//
// Two arms of a spiral wind around each other, and no line parts them.  A few
// dozen neurons do it.  What does each of them answer?  Elgendy 2.2.1, 2.2.2,
// 2.4.2; figures 2.10 and 2.23, one picture from the TensorFlow playground.
//
//     make spiral                               train five, look into the first
//     make spiral ARGS="--activation identity"  straight in every layer
//     make spiral ARGS="--activation relu"      folded paper instead of waves
//     make spiral ARGS="--hidden 1 --width 12"  nothing but lines to add up
//
// Time: 3 s
//
// What to look for: each small square is the whole plane as one neuron sees it,
// blue where it is active, orange where it is not.  (The lines are weights,
// blue above 0, orange below.)  In the first hidden layer borders are straight.
// The second bends them into corners and bands, the next ones close them to
// spots and curls, and the output draws the spiral.  Nobody tells a layer what
// to look for: each learns what helps the next.  Are those borders straight, or
// do they only look so?  And what would a neuron be worth if it had to decide
// alone?  Both are measured, and stand below the layers: a bend of 0 is
// straight, and "alone" is how many examples one neuron would get right.
#define REAL double
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "ch02-backprop/network.h"
#include "common/report.h"
#include "common/toys.h"

// ## Settings: ours, for the text has only the picture
typedef struct {
    int hidden, width;         // hidden layers, and neurons in each of them
    const char *activation;    // f of these neurons, by its name
    int epochs;
    real eta;                  // η
} Settings;

static const Settings OURS = {4, 8, "tanh", 800, 0.03};
enum { MOST_HIDDEN = 6, POINTS = 500, BATCH = 10, SEEDS = 5 };

// ## The neuron
//
// Backpropagation asks one thing of an activation function f: its slope f′.
// Give a function of your own a line in activation_named.
typedef struct {
    real (*f)(real z);
    real (*slope)(real z);
} Activation;

static real sigmoid(real z) { return 1 / (1 + real_exp(-z)); }
static real tanh_slope(real z) { return 1 - tanh(z) * tanh(z); }
static real relu(real z) { return z > 0 ? z : 0; }
static real relu_slope(real z) { return z > 0 ? 1 : 0; }
static real identity(real z) { return z; }
static real always_1(real z) { (void)z; return 1; }

static Activation activation_named(const char *name) {
    if (!strcmp(name, "tanh")) return (Activation){tanh, tanh_slope};
    if (!strcmp(name, "relu")) return (Activation){relu, relu_slope};
    if (!strcmp(name, "identity")) return (Activation){identity, always_1};
    wrong_usage("--activation is tanh, relu or identity, not '%s'", name);
}

// ## The network
//
// It is the one of network.h, with other verbs: f between the layers, a sigmoid
// at the end.  Layer 1 is the input, so the text's first hidden layer is layer
// 2 here; an example is a row.
//
// A weight starts at random, from N(0, 1/n) if its neuron has n inputs, so that
// z is neither tiny nor huge; biases start at 0.
enum { SIDE = 49 };                              // SIDE x SIDE rows at most

static Network start(int hidden, int width, Random *random) {
    int L = hidden + 2, sizes[MOST_HIDDEN + 2] = {2};
    for (int i = 1; i < L; i++) sizes[i] = i < L - 1 ? width : 1;
    Network n = network_new(L, sizes, SIDE * SIDE, random);   // from N(0, 1)
    for (int l = 2; l <= L; l++) {
        mat_scale(n.w[l], 1 / sqrt(n.sizes[l - 1]), n.w[l]);
        mat_fill(n.b[l], 0);
    }
    return n;
}

//     zˡ = wˡ aˡ⁻¹ + bˡ        aˡ = f(zˡ),  but  aᴸ = σ(zᴸ)             (25)
//
// There is room for SIDE * SIDE examples; of it, x.rows rows are used.
static void feed_forward(Network *n, Activation hidden, Matrix x) {
    n->a[1] = x;
    for (int l = 2; l <= n->L; l++) {
        n->z[l].rows = n->a[l].rows = n->sp[l].rows = n->delta[l].rows = x.rows;
        mat_mul_bt(n->z[l], n->a[l - 1], n->w[l]);
        mat_add_row(n->z[l], n->b[l]);
        mat_map(n->a[l], l < n->L ? hidden.f : sigmoid, n->z[l]);
    }
}

// The four equations.  The cost is the one whose δᴸ is the mistake itself, the
// cross-entropy; chapter 3 says why.  Its gradient is the mean over the m
// examples of a mini-batch.
//
//     δᴸ = aᴸ - y                                                     (BP1)
//     δˡ = ((wˡ⁺¹)ᵀ δˡ⁺¹) ⊙ f′(zˡ)                                    (BP2)
//     b → b - (η/m) Σₓ δ                                              (BP3)
//     w → w - (η/m) Σₓ δ aᵀ                                           (BP4)
static void learn(Network *n, Activation hidden, Matrix x, Matrix y, real eta) {
    feed_forward(n, hidden, x);
    mat_sub(n->delta[n->L], n->a[n->L], y);
    for (int l = n->L - 1; l >= 2; l--) {
        mat_mul(n->delta[l], n->delta[l + 1], n->w[l + 1]);
        mat_map(n->sp[l], hidden.slope, n->z[l]);
        mat_hadamard(n->delta[l], n->delta[l], n->sp[l]);
    }
    for (int l = 2; l <= n->L; l++) {
        mat_add_sum_rows(n->b[l], -eta / x.rows, n->delta[l]);
        mat_add_mul_at(n->w[l], -eta / x.rows, n->delta[l], n->a[l - 1]);
    }
}

// The examples come in a new order in every epoch: POINTS / BATCH steps each.
static void train(Network *n, Activation hidden, Dataset points, Settings set,
                  Random *random) {
    Batches batches = batches_new(points, BATCH);
    for (int epoch = 1; epoch <= set.epochs; epoch++) {
        batches_shuffle(&batches, random);
        while (batches_next(&batches))
            learn(n, hidden, batches.x, batches.y, set.eta);
    }
    batches_free(&batches);
}

// ## How bent are a neuron's level lines?
//
// SIDE x SIDE points cover the plane.  A level line joins points with the same
// z, and so the same a; it crosses the slope of z at a right angle.  If the
// slope has one direction everywhere, or its opposite, all level lines are
// straight and parallel.  So take the angle φ of the slope at each point, and
// double it: then opposite directions are one.  The mean of all the arrows
// (cos 2φ, sin 2φ) is 1 long if they agree, and 0 if they point everywhere.
//
//     bend = 1 - |mean of (cos 2φ, sin 2φ)|
//
// In the first hidden layer z = w x + b is linear, and the bend must be 0.  A
// neuron whose z is the same everywhere has no level lines: NaN.
static const real REACH = 2.4;                   // x₁ and x₂: -REACH ... REACH

static Matrix plane_new(void) {
    Matrix plane = mat_new(SIDE * SIDE, 2);
    for (int i = 0; i < plane.rows; i++) {
        AT(plane, i, 0) = REACH * (2.0 * (i % SIDE) / (SIDE - 1) - 1);
        AT(plane, i, 1) = REACH * (2.0 * (i / SIDE) / (SIDE - 1) - 1);
    }
    return plane;
}

// The slope is (∂z/∂x₁, ∂z/∂x₂), found from the neighbours on the grid: right
// minus left, upper minus lower.  Only its direction counts, so nothing is
// divided by their distance.
static real bend(Matrix z, int j) {
    real cosines = 0, sines = 0, points = 0;
    for (int i = SIDE; i < z.rows - SIDE; i++) {
        if (i % SIDE == 0 || i % SIDE == SIDE - 1) continue;     // the border
        real dx = AT(z, i + 1, j) - AT(z, i - 1, j);
        real dy = AT(z, i + SIDE, j) - AT(z, i - SIDE, j);
        if (dx == 0 && dy == 0) continue;                // no slope, no angle
        cosines += cos(2 * atan2(dy, dx));
        sines += sin(2 * atan2(dy, dx));
        points++;
    }
    if (points == 0) return NAN;
    real it = 1 - hypot(cosines, sines) / points;
    return it < 0 ? 0 : it;                      // of rounding; NaN stays
}

// ## What is a neuron worth alone?
//
// Let it answer "1" where a reaches some threshold and "0" elsewhere, or the
// reverse.  With the best threshold, how many examples are right, in percent?
// For the output neuron this is the accuracy of the network.
static real alone(Matrix a, int j, const int label[]) {
    int best = 0;
    for (int k = 0; k < a.rows; k++) {
        int right = 0;
        for (int i = 0; i < a.rows; i++)
            right += (AT(a, i, j) >= AT(a, k, j)) == label[i];
        if (right > best) best = right;
        if (a.rows - right > best) best = a.rows - right;
    }
    return 100.0 * best / a.rows;
}

// ## Looking into a trained network
typedef struct {
    int L;
    Spread bend[MOST_HIDDEN + 3], alone[MOST_HIDDEN + 3];    // of layer l
} Result;

// Worth is measured on the examples, bends on the plane.  The plane goes last:
// its answers stay in the network, and are what the picture shows.
static Result look_into(Network *n, Activation hidden, Dataset points,
                        Matrix plane) {
    Result it = {.L = n->L};
    feed_forward(n, hidden, points.x);
    for (int l = 2; l <= n->L; l++)
        for (int j = 0; j < n->sizes[l]; j++)
            spread_add(&it.alone[l], alone(n->a[l], j, points.label));
    feed_forward(n, hidden, plane);
    for (int l = 2; l <= n->L; l++)
        for (int j = 0; j < n->sizes[l]; j++)
            spread_add(&it.bend[l], bend(n->z[l], j));
    return it;
}

// ## Data for the picture: a network that has just seen the plane
//
// A column for each neuron: too many to name in a string, as block_begin wants
// it, so the block's head is printed here.
static void print_maps(const Network *n) {
    printf("# plane\n");
    for (int l = 1; l <= n->L; l++)
        for (int j = 0; j < n->sizes[l]; j++) printf("a%d_%d ", l, j + 1);
    printf("\n");
    for (int i = 0; i < n->a[1].rows; i++) {
        for (int l = 1; l <= n->L; l++)
            for (int j = 0; j < n->sizes[l]; j++)
                printf("%.3g ", AT(n->a[l], i, j));
        printf("\n");
    }
    block_end();
}

static void print_all(const Network *n, Result it, Dataset points) {
    print_maps(n);
    block_begin("edges", "layer to from weight");
    for (int l = 2; l <= n->L; l++)
        for (int j = 0; j < n->sizes[l]; j++)
            for (int k = 0; k < n->sizes[l - 1]; k++)
                printf("%d %d %d %.3f\n", l, j + 1, k + 1, AT(n->w[l], j, k));
    block_end();
    block_begin("layers", "layer size bend_low bend_high alone_low alone_high");
    for (int l = 2; l <= n->L; l++)
        printf("%d %d %.2f %.2f %.0f %.0f\n", l, n->sizes[l], it.bend[l].min,
               it.bend[l].max, it.alone[l].min, it.alone[l].max);
    block_end();
    block_begin("points", "x1 x2 class");
    for (int i = 0; i < points.x.rows; i++)
        printf("%.3f %.3f %d\n", AT(points.x, i, 0), AT(points.x, i, 1),
               points.label[i]);
    block_end();
}

// ## What the text says, and what we see
static void make_claims(Result it, Result one) {
    int last = it.L - 1;                         // hidden layers: 2 ... last
    claim_between("Elgendy fig 2.10: a network fits the spiral: right", "%",
                  95, 100, it.alone[it.L].max);
    claim_between("Elgendy 2.2.1: a single neuron does not: right", "%", 50, 70,
                  one.alone[2].max);
    if (last < 3) return;                        // no later hidden layer
    Spread later = {0};
    for (int l = 3; l <= last; l++) spread_add(&later, it.bend[l].min);
    claim_between("Elgendy fig 2.23: the first hidden layer sees straight "
                  "lines: largest bend", "", 0, 1e-12, it.bend[2].max);
    claim_between("Elgendy fig 2.23: the later ones see curves: smallest bend",
                  "", 0.01, 1, later.min);
    claim_between("our finding: alone, the best neuron of the first hidden "
                  "layer gets right", "%", 50, 70, it.alone[2].max);
    claim_between("our finding: alone, the best neuron of the last hidden "
                  "layer gets right", "%", 70, 100, it.alone[last].max);
}

// ## The experiment
//
// Beside the network a single neuron learns from the same points, as long.  It
// is what the text begins with, and can draw one line.
static void experiment(Settings set, uint64_t seed, bool print) {
    Random random = random_new(seed);
    Dataset points = toys_spiral(POINTS, 1.75, 0.05, &random);
    Matrix plane = plane_new();
    Network one = start(0, 0, &random);
    Network n = start(set.hidden, set.width, &random);
    Activation hidden = activation_named(set.activation);
    train(&one, hidden, points, set, &random);
    train(&n, hidden, points, set, &random);
    Result it = look_into(&n, hidden, points, plane);
    make_claims(it, look_into(&one, hidden, points, plane));
    if (print) print_all(&n, it, points);
    network_free(&n);
    network_free(&one);
    mat_free(&plane);
    dataset_free(&points);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "what hidden layers learn");
    option_int(&options, "--hidden", &set.hidden, 0, "hidden layers");
    option_int(&options, "--width", &set.width, 1, "neurons in each of them");
    option_text(&options, "--activation", &set.activation,
                "tanh, relu or identity");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over the points");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    option_seeds(&options, SEEDS);
    options_end(&options);
    activation_named(set.activation);
    if (set.hidden > MOST_HIDDEN || set.eta <= 0)
        wrong_usage("at most --hidden %d, and --eta above 0", MOST_HIDDEN);

    caption("%d hidden layers of %d, %s, η = %g, mini-batches of %d, %d epochs,"
            " %d points, seed %d", set.hidden, set.width, set.activation,
            set.eta, BATCH, set.epochs, POINTS, (int)options.seed);
    say("%d hidden layers of %d learn a spiral, with %d seeds from %d",
        set.hidden, set.width, options.seeds, (int)options.seed);
    for (int i = 0; i < options.seeds; i++)
        experiment(set, options.seed + (uint64_t)i, i == 0);
    claims_print();
    return 0;
}
