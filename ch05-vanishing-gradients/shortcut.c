// # How much of the gradient arrives
//
// "Depth fails because the gradient fades on its way through the layers", say
// the slides, and residual connections are the remedy.  How long is ∂C/∂w in
// each block of a deep network, before its first step?  Networks of sigmoids
// and of ReLUs, without and with a shortcut round every block.
//
//     make shortcut                          20 and 56 layers
//     make shortcut ARGS="--deep 70"         deeper still
//     make shortcut ARGS="--shallow 8"       and not so deep
//
// Time: 2 s
//
// What to look for: the axis is logarithmic.  Without shortcuts the gradient of
// sigmoid layers fades by a factor of ten in each block; of 56 layers, the
// first get 10⁻²⁶ of what the last one gets.  With shortcuts all get the same.
// That is the text's story, and here it is true.
//
// But look at the ReLUs.  Started as He says, plain layers get as much below
// as above; with batch normalisation the first ones get thousands of times
// *more*: that gradient explodes.  And of both kinds 56 layers do not learn
// (residual.c).  A gradient that vanishes is one reason why depth fails, and
// not the only one.  Shortcuts repair what vanishes and what explodes: with
// them all lengths are within a factor of about ten.
#include <stdio.h>

#include "ch05-vanishing-gradients/layers.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings
//
// Depth counts the dense layers: the first, two in each block, and the last.
typedef struct {
    int images;                // the first ones of the training data: C is
                               // their mean cost
    int shallow, deep;
    int width;                 // neurons in every hidden layer
} Settings;

static const Settings OURS = {1000, 20, 56, 64};

enum { SHALLOW, DEEP, DEPTHS, DEEPEST = 70 };

// ## Blocks
//
//     F(x) = w₂ f(w₁ f(x) + b₁) + b₂      f: the activation     a plain block
//     F(x) + x                                         slides, residual block
//
// On the way down (BP2), x gets from δ = ∂C/∂F
//
//     F′(x)ᵀ δ               in a plain block
//     F′(x)ᵀ δ + δ           in a residual one
//
// In B plain blocks B factors F′ are multiplied, and if each is a tenth, 10⁻ᴮ
// is left.  In residual ones the product is (F₁′ + 1) (F₂′ + 1) ... : written
// out, a sum over all ways down, through or round each block, and among them is
// one without any factor.  (This sum of 2ᴮ networks, most of them of middling
// depth, is the slides' "ensemble".)
typedef struct {
    const char *name;
    int (*activation)(Layers *n);
    bool normed;               // batch normalisation below each activation
    bool summed;               // with a shortcut
} Kind;

enum { SIGMOID, SIGMOID_SUMMED, RELU, RELU_NORMED, RELU_SUMMED, KINDS };
static const Kind KIND[KINDS] = {
    {"sigmoid", layers_sigmoid, false, false},
    {"sigmoid_summed", layers_sigmoid, false, true},
    {"relu", layers_relu, false, false},
    {"relu_normed", layers_relu, true, false},
    {"relu_summed", layers_relu, true, true},
};

// He's start for all of them: √(2/n_in).  How much of δ is left after a plain
// block?  A dense layer of such weights, with as many outputs as inputs, makes
// ‖δ‖² twice as long, on average.  And two activations follow two such layers:
//
//     sigmoid         σ′² <= 1/16:  (2/16)² of ‖δ‖², 1/8 of ‖δ‖, at most
//     ReLU            half of ‖δ‖² at each:  all of it
//     ReLU with BN    more than all
//
// More, for an output of a ReLU that reads N(0, 1) has the mean square 1/2, but
// the mean 1/√2π, so that the variance 1/2 - 1/2π is left.  The next z has
// twice that, and batch normalisation divides by its root, going up *and*
// coming down: ‖δ‖² grows π/(π - 1) times in a layer, ‖δ‖ in a block.
static void dense(Layers *n, int outputs) {
    int l = layers_dense(n, outputs);
    n->layer[l].sd = (real)sqrt(2.0 / n->layer[l].inputs);
}

static void activate(Layers *n, const Kind *kind) {
    if (kind->normed) layers_batch_norm(n, 1);
    kind->activation(n);
}

static void block(Layers *n, const Kind *kind, int width) {
    int x = n->L;
    for (int i = 0; i < 2; i++) {
        activate(n, kind);
        dense(n, width);
    }
    if (kind->summed) layers_sum(n, x);
}

static Layers net_new(const Kind *kind, int depth, Settings set,
                      Random *random) {
    Layers n = layers_new(PIXELS, set.images);
    dense(&n, set.width);
    for (int b = 0; b < (depth - 2) / 2; b++) block(&n, kind, set.width);
    activate(&n, kind);
    dense(&n, CLASSES);
    layers_softmax(&n);
    layers_start(&n, random);
    return n;
}

// ## Length
//
//     ‖∂C/∂w‖ = √(Σ (∂C/∂w_jk)²)
//
// of the second dense layer of each block.  Chapter 5 of Nielsen measures
// ‖∂C/∂b‖, but below batch normalisation that is 0.  The squares of what is
// left below 50 sigmoid layers are too small for a float.
static double length(Matrix nabla) {
    double squares = 0;
    for (int i = 0; i < nabla.rows * nabla.cols; i++)
        squares += (double)nabla.at[i] * (double)nabla.at[i];
    return sqrt(squares);
}

// lengths gets a column for each block, from below.
static void measure(Matrix lengths, const Kind *kind, int depth, Settings set,
                    Dataset images, uint64_t seed) {
    Random random = random_new(seed);
    Layers n = net_new(kind, depth, set, &random);
    Batches all = batches_new(images, set.images);
    batches_next(&all);
    layers_gradient(&n, &all);
    for (int l = 1, i = 0; i < depth - 1; l++) {
        if (n.layer[l].w.cols == 0) continue;            // not a dense layer
        if (i > 0 && i % 2 == 0)
            AT(lengths, 0, i / 2 - 1) = (real)length(n.layer[l].nabla_w);
        i++;
    }
    batches_free(&all);
    layers_free(&n);
}

// ## The experiment
static int depth_of(int d, Settings set) {
    return d == DEEP ? set.deep : set.shallow;
}

static int blocks_of(int d, Settings set) { return (depth_of(d, set) - 2) / 2; }

// A row for each kind and depth.
static Matrix row_of(Matrix lengths, int kind, int d, Settings set) {
    return mat_view(&AT(lengths, kind * DEPTHS + d, 0), 1, blocks_of(d, set));
}

static void measure_all(Matrix lengths, Settings set, Dataset images,
                        uint64_t seed) {
    for (int k = 0; k < KINDS; k++)
        for (int d = 0; d < DEPTHS; d++)
            measure(row_of(lengths, k, d, set), &KIND[k], depth_of(d, set), set,
                    images, seed);
}

static void print_lengths(Matrix lengths, Settings set, uint64_t seed) {
    for (int k = 0; k < KINDS; k++)
        for (int d = 0; d < DEPTHS; d++, printf("\n"))
            for (int b = 0; b < blocks_of(d, set); b++)
                printf("%s %d %d %llu %d %.4e\n", KIND[k].name, d == DEEP,
                       depth_of(d, set), (unsigned long long)seed, b + 1,
                       (double)AT(row_of(lengths, k, d, set), 0, b));
}

// ## Claims: how many times as long in the last block as in the first?
//
// And in one block on the way down, on average?  That is measured in the lower
// half, for next to the outputs δ is not yet as random as the theory has it.
static double growth(Matrix lengths, int kind, int d, Settings set) {
    Matrix row = row_of(lengths, kind, d, set);
    return (double)AT(row, 0, row.cols - 1) / (double)AT(row, 0, 0);
}

static double per_block(Matrix lengths, int kind, Settings set) {
    Matrix row = row_of(lengths, kind, DEEP, set);
    int middle = row.cols / 2;
    return pow((double)(AT(row, 0, 0) / AT(row, 0, middle)), 1.0 / middle);
}

static void claim_times(const char *what, int layers, double low, double high,
                        double measured) {
    char text[100];
    snprintf(text, sizeof text, what, layers);
    data_claim_between(text, "times", low, high, measured);
}

// For sigmoids, a block leaves at most 1/8, and we say not less than 0.08.
static void make_claims(Matrix it, Settings set) {
    for (int d = 0; d < DEPTHS; d++) {
        int between = blocks_of(d, set) - 1;
        claim_times("slides, vanishing: %d layers of sigmoids, last over first",
                    depth_of(d, set), pow(8, between), pow(1 / 0.08, between),
                    growth(it, SIGMOID, d, set));
    }
    data_claim_between("our finding: a block of sigmoids leaves (theory: at "
                       "most 1/8)", "", 0.08, 0.125,
                       per_block(it, SIGMOID, set));
    claim_times("slides, residual: %d layers of sigmoids, with shortcuts",
                set.deep, 0.1, 10, growth(it, SIGMOID_SUMMED, DEEP, set));
    claim_times("our finding: %d plain layers of ReLUs, nothing vanishes",
                set.deep, 0.1, 10, growth(it, RELU, DEEP, set));
    data_claim("our finding: with BN a block makes it longer (theory: "
               "π/(π - 1))", "times", 3.14159265 / 2.14159265,
               per_block(it, RELU_NORMED, set), 0.05);
    claim_times("our finding: %d layers with BN, first over last", set.deep,
                1e3, 1e5, 1 / growth(it, RELU_NORMED, DEEP, set));
    claim_times("our finding: %d with BN and shortcuts, first over last",
                set.deep, 1, 20, 1 / growth(it, RELU_SUMMED, DEEP, set));
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "how much gradient arrives");
    option_int(&options, "--images", &set.images, 2, "training images");
    option_int(&options, "--shallow", &set.shallow, 4, "layers, even");
    option_int(&options, "--deep", &set.deep, 4, "layers, even");
    options_end(&options);
    if (set.shallow % 2 || set.deep % 2 || set.deep <= set.shallow ||
        set.deep > DEEPEST)
        wrong_usage("--shallow %d --deep %d: must be even and in this order, "
                    "and at most %d", set.shallow, set.deep, DEEPEST);

    say("Gradients of networks of %d and %d layers before learning, seed %llu",
        set.shallow, set.deep, (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    if (set.images > digits.train.x.rows)
        wrong_usage("--images: there are only %d", digits.train.x.rows);
    Dataset images = data_part(digits.train, 0, set.images);
    caption("dense layers of %d, %d images of %s, He's start, seed%s %llu",
            set.width, set.images, report_data_name(),
            options.seeds > 1 ? "s from" : "",
            (unsigned long long)options.seed);
    Matrix lengths = mat_new(KINDS * DEPTHS, blocks_of(DEEP, set));
    block_begin("lengths", "kind deep depth seed block length");
    for (int k = 0; k < options.seeds; k++) {
        measure_all(lengths, set, images, options.seed + (uint64_t)k);
        print_lengths(lengths, set, options.seed + (uint64_t)k);
        make_claims(lengths, set);
    }
    block_end();
    claims_print();
    mat_free(&lengths);
    digits_free(&digits);
    return 0;
}
