// # Deeper is worse, and the shortcut that repairs it
//
// A network of 56 layers can do what one of 20 can: its other layers need only
// pass on what they get.  Does it learn to?  And if every block of two layers
// has only to say what is to be *added* to its input?  The slides, "depth of
// the model" with its degradation, and "residual block".
//
//     make residual                          20 and 56 layers, two pictures
//     make residual ARGS="--deep 32"         where does it begin to go wrong?
//     make residual ARGS="--deep 70"         the shortcuts do not mind
//     make residual ARGS="--epochs 30"       does patience help the plain one?
//
// Time: 19 s
//
// What to look for: in the first picture, left, the plain network of 56 layers
// has not learned in the end what 20 layers know after one epoch.  This is the
// error on the *training* images: nothing is over-fitted, it is descent that
// fails.  On the right every block has its shortcut, and 56 layers are about
// as good as 20, and better than 20 plain ones.  After 30 epochs the deep plain
// network still has an error of some 70 %, and no residual one has any.
//
// The second picture compares blocks, error on a logarithmic axis.  Whether a
// ReLU stands on the shortcut or not matters little.  Even the normalisation
// can be left out if every block starts from F = 0; if not, the numbers double
// in each block, and after one step the deep network is not a number any more.
//
// Why the plain one fails, and whether the gradient vanishes in it, as the
// slides say, is another question: shortcut.c.
#include <stdio.h>

#include "ch05-vanishing-gradients/layers.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings
//
// The slides' networks are convolutional; ours are dense, which is quicker, and
// nothing but depth changes in them.  4992 images are 78 whole batches.
//
// Depth counts the dense layers, as the slides do: the first, two in each
// block, and the last.  So it is even.
typedef struct {
    int images;                // the first ones of the training data
    int epochs;
    int shallow, deep;
    int width;                 // neurons in every hidden layer
    int batch;                 // m
} Settings;

static const Settings OURS = {4992, 10, 20, 56, 64, 64};

enum { SHALLOW, DEEP, DEPTHS, DEEPEST = 70 };

// ## Blocks
//
//     F(x) = w₂ r(w₁ r(x) + b₁) + b₂,     r = ReLU            a plain block
//
//     F(x) + x                                                slides, shortcut
//
// To hand x on as it is, a plain block has to find an F that is the identity,
// through two layers of ReLUs; a residual one needs F = 0.  That is what the
// slides mean by "easier to optimise".
//
// All networks here are: dense, blocks, ReLU, dense, softmax.  Without
// shortcuts that is dense and ReLU in turns.  With them the difference is one
// line.  Weights start as He says, N(0, 2/n_in): for ReLU.
static void dense(Layers *n, int outputs) {
    int l = layers_dense(n, outputs);
    n->layer[l].sd = (real)sqrt(2.0 / n->layer[l].inputs);
}

static void plain(Layers *n, int width) {
    for (int i = 0; i < 2; i++) {
        layers_relu(n);
        dense(n, width);
    }
}

static void normed(Layers *n, int width) {     // with batch normalisation
    for (int i = 0; i < 2; i++) {
        layers_batch_norm(n, 1);
        layers_relu(n);
        dense(n, width);
    }
}

// "Try every permutation", say the slides of their picture of blocks.  Here the
// shortcut goes round everything, and x runs from the first block to the last
// without meeting anything but sums ("pre-activation"):
static void before(Layers *n, int width) {
    int x = n->L;
    normed(n, width);
    layers_sum(n, x);
}

// As residual networks were first published, batch normalisation comes behind
// each dense layer, and a ReLU behind each sum ("post-activation").  It is the
// ReLU with which the next block begins:
static void after(Layers *n, int width) {
    layers_relu(n);
    int x = n->L;
    dense(n, width);
    layers_batch_norm(n, 1);
    layers_relu(n);
    dense(n, width);
    layers_batch_norm(n, 1);
    layers_sum(n, x);
}

// And without any normalisation:
static void bare(Layers *n, int width) {
    int x = n->L;
    plain(n, width);
    layers_sum(n, x);
}

// From He's start, F(x) of a bare block is about as large as x, so the mean
// square doubles in each block.  27 blocks make 2²⁷ of it, a hundred million:
// "he" is not a number after the first step, though at 20 layers it still
// learns.  With w₂ = 0 every block begins as the identity: "zero".  Nothing
// holds its numbers back later, so its rate has to be small.
typedef struct {
    const char *name;
    void (*block)(Layers *n, int width);
    real eta;                  // at which its shallow network learns well
    bool normed;               // batch normalisation below the last ReLU
    bool zero;                 // w₂ of each block starts from 0
} Kind;

enum { PLAIN, NORMED, AFTER, BEFORE, ZERO, HE, KINDS };
static const Kind KIND[KINDS] = {
    {"plain", plain, 0.03f, false, false},
    {"normed", normed, 0.1f, true, false},
    {"after", after, 0.1f, false, false},
    {"before", before, 0.1f, true, false},
    {"zero", bare, 0.01f, false, true},
    {"he", bare, 0.01f, false, false},
};

static Layers net_new(const Kind *kind, int depth, Settings set,
                      Random *random) {
    Layers n = layers_new(PIXELS, set.batch);
    dense(&n, set.width);
    for (int b = 0; b < (depth - 2) / 2; b++) kind->block(&n, set.width);
    if (kind->normed) layers_batch_norm(&n, 1);
    layers_relu(&n);
    dense(&n, CLASSES);
    layers_softmax(&n);
    layers_start(&n, random);
    for (int l = 1; l <= n.L; l++)
        if (kind->zero && strcmp(n.layer[l].name, "sum") == 0)
            mat_fill(n.layer[l - 1].w, 0);
    return n;
}

// ## The experiment
//
// The error is that on the training images, in per cent; in use, with averages
// for μ and σ.  A network that is not a number answers 0 to all: 90 %.
static double error(Layers *n, Dataset train) {
    return fmax(0, 100 - layers_score(n, train).accuracy);
}

static void learn(Matrix errors, const Kind *kind, int depth, Settings set,
                  Dataset train, uint64_t seed) {
    Random random = random_new(seed);
    Layers n = net_new(kind, depth, set, &random);
    Batches batches = batches_new(train, set.batch);
    AT(errors, 0, 0) = (real)error(&n, train);
    for (int epoch = 1; epoch < errors.cols; epoch++) {
        layers_epoch(&n, &batches, kind->eta, &random);
        AT(errors, 0, epoch) = (real)error(&n, train);
    }
    batches_free(&batches);
    layers_free(&n);
}

// errors has a row for each kind and depth, a column for each epoch.
static int row_of(int kind, int d) { return kind * DEPTHS + d; }
static int depth_of(int d, Settings set) {
    return d == DEEP ? set.deep : set.shallow;
}

static void measure(Matrix errors, Settings set, Dataset train, uint64_t seed) {
    Progress bar = progress_begin("network", KINDS * DEPTHS);
    for (int k = 0; k < KINDS; k++)
        for (int d = 0; d < DEPTHS; d++) {
            int row = row_of(k, d), depth = depth_of(d, set);
            learn(mat_rows(errors, row, 1), &KIND[k], depth, set, train, seed);
            progress_show(&bar, row + 1, "%s, %d layers: %.1f %%",
                          KIND[k].name, depth,
                          (double)AT(errors, row, set.epochs));
        }
    progress_end(&bar);
}

// ## Data for the pictures
static void print_errors(Matrix errors, Settings set, uint64_t seed) {
    for (int k = 0; k < KINDS; k++)
        for (int d = 0; d < DEPTHS; d++)
            for (int epoch = 0; epoch <= set.epochs; epoch++)
                printf("%s %d %d %llu %d %.3f\n", KIND[k].name, d == DEEP,
                       depth_of(d, set), (unsigned long long)seed, epoch,
                       (double)AT(errors, row_of(k, d), epoch));
}

// ## Claims
static void claim_end(const char *what, Matrix errors, int row, double low,
                      double high) {
    data_claim_between(what, "%", low, high,
                       (double)AT(errors, row, errors.cols - 1));
}

static void make_claims(Matrix e) {
    claim_end("slides, degradation: training error of 20 layers, with BN", e,
              row_of(NORMED, SHALLOW), 0, 10);
    claim_end("slides, degradation: 56 layers, with BN", e,
              row_of(NORMED, DEEP), 50, 95);
    claim_end("slides, degradation: 20 layers, without BN", e,
              row_of(PLAIN, SHALLOW), 0, 15);
    claim_end("slides, degradation: 56 layers, without BN", e,
              row_of(PLAIN, DEEP), 50, 95);
    claim_end("slides, residual block: 20 layers", e, row_of(BEFORE, SHALLOW),
              0, 2);
    claim_end("slides, residual block: 56 layers", e, row_of(BEFORE, DEEP), 0,
              2);
    claim_end("slides, different blocks: ReLU behind the sum, 56 layers", e,
              row_of(AFTER, DEEP), 0, 4);
    claim_end("our finding: no BN, F = 0 at first, 56 layers", e,
              row_of(ZERO, DEEP), 0, 10);
    claim_end("our finding: no BN, He's start, 20 layers", e,
              row_of(HE, SHALLOW), 0, 10);
    claim_end("our finding: no BN, He's start, 56 layers: not a number", e,
              row_of(HE, DEEP), 85, 95);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "deeper is worse, residual "
                                    "connections repair it");
    option_int(&options, "--images", &set.images, 1, "training images");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over them");
    option_int(&options, "--shallow", &set.shallow, 2, "layers, even");
    option_int(&options, "--deep", &set.deep, 2, "layers, even");
    options_end(&options);
    if (set.shallow % 2 || set.deep % 2 || set.deep <= set.shallow ||
        set.deep > DEEPEST)
        wrong_usage("--shallow %d --deep %d: must be even and in this order, "
                    "and at most %d", set.shallow, set.deep, DEEPEST);

    say("Plain and residual networks of %d and %d layers, seed %llu",
        set.shallow, set.deep, (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    if (set.images > digits.train.x.rows)
        wrong_usage("--images: there are only %d", digits.train.x.rows);
    Dataset train = data_part(digits.train, 0, set.images);
    caption("dense layers of %d, %d images of %s, seed%s %llu", set.width,
            set.images, report_data_name(), options.seeds > 1 ? "s from" : "",
            (unsigned long long)options.seed);
    Matrix errors = mat_new(KINDS * DEPTHS, set.epochs + 1);
    block_begin("errors", "kind deep depth seed epoch error");
    for (int k = 0; k < options.seeds; k++) {
        measure(errors, set, train, options.seed + (uint64_t)k);
        print_errors(errors, set, options.seed + (uint64_t)k);
        make_claims(errors);
    }
    block_end();
    claims_print();
    mat_free(&errors);
    digits_free(&digits);
    return 0;
}
