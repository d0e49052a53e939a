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
// as good as 20, and better than 20 plain ones.  Patience is no help: after 30
// epochs the deep plain network still has an error above 70 %.
//
// The second picture compares blocks, error on a logarithmic axis.  Whether a
// ReLU stands on the shortcut or not matters little.  Even the normalisation
// can be left out if every block starts from F = 0.  If it is left out and F
// starts as He says, the numbers grow from block to block, and the deep network
// soon overflows: it has no answer at all, which counts as an error of 100 %.
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

// From He's start, F(x) of a bare block is about as large as x and independent
// of it, so the mean square doubles in each block.  27 blocks make 2²⁷ of it, a
// hundred million, and the first steps overflow: "he".  At 20 layers, with 2⁹,
// it still learns.  With w₂ = 0 every block begins as the identity: "zero".
// Nothing holds its numbers back later, so its rate has to be small.
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
// for μ and σ.  A network whose outputs are no numbers has all of them wrong.
static double error(Layers *n, Dataset train) {
    LayersScore score = layers_score(n, train);
    return isfinite(score.cost) ? fmax(0, 100 - score.accuracy) : 100;
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
                printf("%s %g %d %d %llu %d %.3f\n", KIND[k].name,
                       (double)KIND[k].eta, d == DEEP, depth_of(d, set),
                       (unsigned long long)seed, epoch,
                       (double)AT(errors, row_of(k, d), epoch));
}

// ## Claims: the error at the end
//
// Degradation is a deep network that is worse than a shallow one *on the images
// it has learned*; the slides' promise of residual blocks is that it goes away.
// Between the two claims lies a wide gap: chance is 90 %.
static const struct {
    const char *what;          // with the number of layers
    int kind, d;
    double low, high;
} CLAIM[] = {
    {"slides, degradation: training error of %d layers, with BN", NORMED,
     SHALLOW, 0, 10},
    {"slides, degradation: %d layers, with BN", NORMED, DEEP, 50, 95},
    {"slides, degradation: %d layers, without BN", PLAIN, SHALLOW, 0, 15},
    {"slides, degradation: %d layers, without BN", PLAIN, DEEP, 50, 95},
    {"slides, residual block: %d layers", BEFORE, SHALLOW, 0, 2},
    {"slides, residual block: %d layers", BEFORE, DEEP, 0, 2},
    {"slides, different blocks: ReLU behind the sum, %d layers", AFTER, DEEP,
     0, 4},
    {"our finding: no BN, F = 0 at first, %d layers", ZERO, DEEP, 0, 10},
    {"our finding: no BN, He's start, %d layers", HE, SHALLOW, 0, 10},
    {"our finding: no BN, He's start, %d layers: no numbers", HE, DEEP, 100,
     100},
};

static void make_claims(Matrix errors, Settings set) {
    for (size_t i = 0; i < sizeof CLAIM / sizeof *CLAIM; i++) {
        char what[100];
        snprintf(what, sizeof what, CLAIM[i].what, depth_of(CLAIM[i].d, set));
        data_claim_between(what, "%", CLAIM[i].low, CLAIM[i].high,
                           (double)AT(errors, row_of(CLAIM[i].kind, CLAIM[i].d),
                                      errors.cols - 1));
    }
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
    if (set.epochs > 1000) wrong_usage("--epochs must be at most 1000");

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
    block_begin("errors", "kind eta deep depth seed epoch error");
    for (int k = 0; k < options.seeds; k++) {
        measure(errors, set, train, options.seed + (uint64_t)k);
        print_errors(errors, set, options.seed + (uint64_t)k);
        make_claims(errors, set);
    }
    block_end();
    claims_print();
    mat_free(&errors);
    digits_free(&digits);
    return 0;
}
