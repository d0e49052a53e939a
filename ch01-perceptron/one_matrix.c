// # Without activations, a deep network is one matrix
//
// Why not simply pass on the weighted sums, from layer to layer?  Elgendy,
// section 2.3: without activation functions a network can do no more than a
// single neuron, however many layers it has.  Section 2.3.1 gives the reason: a
// linear function of a linear function is linear.
//
//     make one_matrix                         walk through a network
//     make one_matrix ARGS="--layers 50"      more layers, and still straight
//     make one_matrix SEED=2                  other weights
//
// Time: 1 s
//
// What to look for: the input moves along a straight line, and we watch one
// output.  With nothing between the layers the output, too, draws a straight
// line, however many layers there are, and a single matrix gives the very same
// numbers (the circles).  With tanh or ReLU between the layers the same weights
// draw a curve, and no matrix does that.
//
// So depth pays only where something bends.  What a linear neuron can do it
// does learn, by the way, although its slope is constant: see fast_food.c.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/matrix.h"
#include "common/random.h"
#include "common/report.h"

// ## Settings: ours, as the text has an argument and no numbers
enum { MOST_LAYERS = 500 };    // far beyond, the outputs outgrow a double

typedef struct {
    int layers;                // L; the input is layer 1
    int width;                 // neurons in every layer
} Settings;

static const Settings OURS = {6, 8};

// ## What may stand between two layers
//
// Add a function of your own: it will be drawn.
static real identity(real z) { return z; }
static real relu(real z) { return z > 0 ? z : 0; }

typedef struct {
    const char *name;          // a single word
    real (*f)(real z);
} Activation;

static const Activation BETWEEN[] = {
    {"identity", identity}, {"tanh", tanh}, {"relu", relu},
};
enum { FUNCTIONS = sizeof BETWEEN / sizeof *BETWEEN };

// ## All layers in one
//
// Two layers with nothing between them are one:
//
//     w³ (w² x + b²) + b³ = (w³ w²) x + (w³ b² + b³)              section 2.3.1
//
// So a matrix W and a bias B that stand for all layers below layer l take in
// layer l by
//
//     W ← wˡ W          B ← wˡ B + bˡ
typedef struct {
    Matrix w, b;               // width x width; 1 x width
} Layer;

static Layer layer_new(int width) {
    return (Layer){mat_new(width, width), mat_new(1, width)};
}
static void layer_free(Layer *layer) {
    mat_free(&layer->b);
    mat_free(&layer->w);
}

static void take_in(Layer one, Layer next) {
    Layer old = layer_new(one.w.rows);
    mat_copy(old.w, one.w);
    mat_copy(old.b, one.b);
    mat_mul(one.w, next.w, old.w);
    mat_mul_bt(one.b, old.b, next.w);            // b is a row: (w B)ᵀ = Bᵀ wᵀ
    mat_add(one.b, one.b, next.b);
    layer_free(&old);
}

// The text's z = w a + b.  Here each row of a is an input: Z = A wᵀ + b.
static void weighted_sums(Matrix z, Layer layer, Matrix a) {
    mat_mul_bt(z, a, layer.w);
    mat_add_row(z, layer.b);
}

// ## The network
//
//     aˡ = f(wˡ aˡ⁻¹ + bˡ),  but  aᴸ = wᴸ aᴸ⁻¹ + bᴸ
//
// The weights are random, from N(0, 4 / width): large enough for tanh to bend.
// a rises from the input to the output, and on the way `one` takes in every
// layer; it begins as the layer that changes nothing.
static void climb(Matrix a, Layer one, real (*f)(real z), int layers,
                  Random *random) {
    int width = a.cols;
    Matrix z = mat_new(a.rows, width);
    Layer layer = layer_new(width);
    mat_fill(one.w, 0);
    mat_fill(one.b, 0);
    for (int j = 0; j < width; j++) AT(one.w, j, j) = 1;
    for (int l = 2; l <= layers; l++) {
        mat_randn(layer.w, 2 / sqrt(width), random);
        mat_randn(layer.b, 1, random);
        weighted_sums(z, layer, a);
        mat_map(a, l < layers ? f : identity, z);
        take_in(one, layer);
    }
    layer_free(&layer);
    mat_free(&z);
}

// ## The experiment
//
// The inputs lie on a line, x = p + t q, with t from -3 to 3.
enum { INPUTS = 241 };

static real t_at(int i) { return 6.0 * i / (INPUTS - 1) - 3; }

typedef struct {
    real deep[INPUTS];         // the first output: of the network,
    real one[INPUTS];          // and of W x + B
    real gap;                  // the largest difference between them
    real bend;                 // how far `deep` gets from the straight line
                               // through its ends; both as shares of its range
} Result;

static void fill_with_line(Matrix x, Random *random) {
    for (int j = 0; j < x.cols; j++) {
        real p = random_normal(random), q = random_normal(random);
        for (int i = 0; i < x.rows; i++) AT(x, i, j) = p + t_at(i) * q;
    }
}

static real worse(real worst, real error) {
    return error > worst || isnan(error) ? error : worst;    // NaN stays
}

static void compare(Result *it) {
    real start = it->deep[0], end = it->deep[INPUTS - 1];
    real low = start, high = start;
    for (int i = 0; i < INPUTS; i++) {
        real straight = start + (end - start) * i / (INPUTS - 1);
        it->gap = worse(it->gap, fabs(it->deep[i] - it->one[i]));
        it->bend = worse(it->bend, fabs(it->deep[i] - straight));
        low = fmin(low, it->deep[i]);
        high = fmax(high, it->deep[i]);
    }
    it->gap /= high - low;
    it->bend /= high - low;
}

// The same seed gives the same weights, whatever f is.
static Result walk(real (*f)(real z), Settings set, uint64_t seed) {
    Random random = random_new(seed);
    Matrix x = mat_new(INPUTS, set.width), by_one = mat_new(INPUTS, set.width);
    Matrix a = mat_new(INPUTS, set.width);
    Layer one = layer_new(set.width);
    fill_with_line(x, &random);
    mat_copy(a, x);
    climb(a, one, f, set.layers, &random);
    weighted_sums(by_one, one, x);
    Result it = {.gap = 0};
    for (int i = 0; i < INPUTS; i++) {
        it.deep[i] = AT(a, i, 0);
        it.one[i] = AT(by_one, i, 0);
    }
    compare(&it);
    layer_free(&one);
    mat_free(&a);
    mat_free(&by_one);
    mat_free(&x);
    return it;
}

// ## Data for the picture
static void print_walks(const Result walks[FUNCTIONS]) {
    block_begin("walks", "function t output one_matrix");
    for (int k = 0; k < FUNCTIONS; k++)
        for (int i = 0; i < INPUTS; i++)
            printf("%s %g %.6g %.6g\n", BETWEEN[k].name, t_at(i),
                   walks[k].deep[i], walks[k].one[i]);
    block_end();
}

// ## What the text says
static void make_claims(const Result walks[FUNCTIONS]) {
    claim_between("Elgendy 2.3: layers without activation against one matrix, "
                  "largest difference, as a share of the range", "", 0, 1e-12,
                  walks[0].gap);
    claim_between("Elgendy 2.3.1: how far their output gets from a straight "
                  "line, as a share of the range", "", 0, 1e-12, walks[0].bend);
    claim_true("Elgendy 2.3: with tanh, or ReLU, between the same layers, the "
               "output is bent", walks[1].bend > 0.05 && walks[2].bend > 0.05);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "without activations, a deep "
                                                "network is one matrix");
    option_int(&options, "--layers", &set.layers, 2, "layers, with the input");
    option_int(&options, "--width", &set.width, 1, "neurons in every layer");
    options_end(&options);
    if (set.layers > MOST_LAYERS)
        wrong_usage("--layers must be at most %d", MOST_LAYERS);

    say("%d layers of %d neurons, random weights, seed %d", set.layers,
        set.width, (int)options.seed);
    caption("%d layers of %d neurons, random weights, seed %d", set.layers,
            set.width, (int)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        Result walks[FUNCTIONS];
        for (int k = 0; k < FUNCTIONS; k++)
            walks[k] = walk(BETWEEN[k].f, set, options.seed + (uint64_t)i);
        if (i == 0) print_walks(walks);
        make_claims(walks);
    }
    claims_print();
    return 0;
}
