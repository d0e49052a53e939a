// # Sparse weights
//
// L2 makes all weights smaller.  L1 makes most of them zero, and keeps a few.
// Why, and how does it look?  Nielsen, chapter 3, "Other techniques for
// regularization", (95) to (98); Buduma, chapter 4, on L1.
//
//     make sparse                                none, L2 and L1
//     make sparse ARGS="--lambda-1 0.01"         a third of the pull
//     make sparse ARGS="--epochs 400"            fewer weights still
//     make sparse ARGS="--lambda 1"              can L2 do it, if it is strong?
//
// Time: 6 s
//
// What to look for: a step of L2 takes from each weight a part of it, a step of
// L1 takes the same from all.  Weights that no image moves show it (first
// picture, left): L2 lets them fade and never gets them to 0, L1 leads them
// down straight lines, and there they stay.  So L1 parts the weights (right):
// two heaps near 0, and the rest, which does the work.  As many digits are
// read.  The second picture shows what is left of some neurons.  (What L1 does
// to a neuron most of whose inputs mean nothing is in few_inputs.c.)
//
// *Two traps.*  A number that goes down in steps of ηλ/n hardly ever meets 0:
// it steps over it, and back, for ever.  So w == 0 finds nothing.  "At 0" here
// is closer than two steps, the first heap; "near 0" is closer than 0.001, with
// most of the second: there an image kicks a weight now and then, and it has to
// walk back.  And pixels that are white in all images move no weight.  To have
// theirs at 0 is no merit, and L2 gets them below any limit if it only goes on
// for long: no count here includes them.
//
// A λ for L1 is another thing than a λ for L2.  The two pull equally at weights
// of the size λ₁/λ, here 0.3; L1 harder at smaller ones, L2 at larger ones.
#include <math.h>
#include <stdio.h>

#include "ch03-crossentropy-regularization/network2.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: overfitting.c's first 1000 images, but a small start
typedef struct {
    int images;                // the first ones of the training data
    int epochs;
    int hidden;
    int batch;                 // m
    real eta;                  // η
    real lambda;               // λ of L2
    real lambda_1;             // λ of L1
} Settings;

static const Settings TEXT = {1000, 200, 30, 10, 0.5f, 0.1f, 0.03f};

enum { NONE, L2, L1, RUNS };
static const char *const NAME[] = {"none", "L2", "L1"};

// ## The two penalties
//
//     L1:  C = C₀ + λ/n Σ |w|                                          (95)
//          ∂C/∂w = ∂C₀/∂w + λ/n sgn(w),    sgn(0) = 0                  (96)
//          w → w - ηλ/n sgn(w) - η ∂C₀/∂w                              (97)
//     L2:  w → w (1 - ηλ/n) - η ∂C₀/∂w                             (93, 98)
//
// In both it is the old w that is shrunk: network2.c has sgn(w) and w as parts
// of the gradient.  What L1 takes is a constant, towards 0 (in the translation
// it has become "a constant close to 0").  Buduma adds λ |w|, or ½ λ w², to the
// error without dividing by n: his λ is λ/n here, and his L2 leaves 1 - ελ of a
// weight per step.  The decay he calls linear is in proportion to the weight:
// exponential.
//
// So what happens to a weight that ∂C₀/∂w leaves alone?  L2 leaves the part
// (1 - ηλ/n)^t of it after t steps; L1 takes t ηλ/n, until nothing is left.
static double step_size(real lambda, Settings set) {
    return (double)set.eta * (double)lambda / set.images;
}

// ## One run
//
// The same seed gives all three runs the same start.
typedef struct {
    double accuracy;           // on the test images, in %
    Matrix w;                  // the first layer in the end, hidden x PIXELS
    Matrix corner;             // what pixel 0 weighs for each neuron, a row per
                               // epoch; it is white in all images
} Result;

static Result result_new(Settings set) {
    return (Result){0, mat_new(set.hidden, PIXELS),
                    mat_new(set.epochs + 1, set.hidden)};
}

static void result_free(Result *it) {
    mat_free(&it->corner);
    mat_free(&it->w);
}

static void learn(Result *it, int run, Settings set, Digits digits,
                  uint64_t seed) {
    Random random = random_new(seed);
    int sizes[] = {PIXELS, set.hidden, CLASSES};
    Network2 n = network2_new(3, sizes, set.batch, &network2_cross_entropy,
                              &random);
    if (run == L2) n.lambda = set.lambda;
    if (run == L1) n.lambda_1 = set.lambda_1;
    Batches batches = batches_new(data_part(digits.train, 0, set.images),
                                  set.batch);
    for (int epoch = 0; epoch <= set.epochs; epoch++) {
        if (epoch > 0) network2_epoch(&n, &batches, set.eta, &random);
        for (int j = 0; j < set.hidden; j++)
            AT(it->corner, epoch, j) = AT(n.w[2], j, 0);
    }
    mat_copy(it->w, n.w[2]);
    it->accuracy = network2_score(&n, digits.test).accuracy;
    batches_free(&batches);
    network2_free(&n);
}

// ## Counting
typedef struct {
    bool at[PIXELS];           // has this pixel ink in any image?
} Ink;

static Ink ink_of(Dataset train) {
    Ink ink = {{false}};
    for (int i = 0; i < train.x.rows; i++)
        for (int k = 0; k < PIXELS; k++)
            if (AT(train.x, i, k) > 0) ink.at[k] = true;
    return ink;
}

// The share, in %, of the weights with low <= |w| < high.
static double share(Matrix w, const Ink *ink, double low, double high) {
    int inside = 0, all = 0;
    for (int i = 0; i < w.rows * w.cols; i++) {
        if (!ink->at[i % PIXELS]) continue;
        double size = fabs((double)w.at[i]);
        inside += size >= low && size < high;
        all++;
    }
    return 100.0 * inside / all;
}

// ## Data for the pictures
static void print_paths(const Result it[RUNS]) {
    block_begin("paths", "neuron epoch none L2 L1");
    for (int j = 0; j < it->corner.cols; j++) {
        for (int t = 0; t < it->corner.rows; t++) {
            printf("%d %d", j, t);
            for (int r = 0; r < RUNS; r++)
                printf(" %.6f", (double)AT(it[r].corner, t, j));
            printf("\n");
        }
        printf("\n");
    }
    block_end();
}

static void print_shares(const Result it[RUNS], const Ink *ink) {
    const double WIDTH = pow(10, 0.125);         // 8 bars for a power of ten
    block_begin("sizes", "size none L2 L1");
    for (double low = 1e-7; low < 4; low *= WIDTH) {
        printf("%.4g", low * sqrt(WIDTH));
        for (int r = 0; r < RUNS; r++)
            printf(" %.3f", share(it[r].w, ink, low, low * WIDTH));
        printf("\n");
    }
    block_end();
}

// A row of squares for each run: what a neuron weighs the pixels with.
enum { SHOWN = 7, SQUARE = 30 };                 // a margin of 1 around 28

static double weight_at(Matrix w, int neuron, int row, int column) {
    bool inside = row >= 0 && row < 28 && column >= 0 && column < 28;
    if (!inside || neuron >= w.rows) return 0;
    return (double)AT(w, neuron, 28 * row + column);
}

static void print_neurons(const Result it[RUNS]) {
    block_begin("neurons", NULL);
    for (int y = 0; y < RUNS * SQUARE; y++) {
        for (int x = 0; x < SHOWN * SQUARE; x++)
            printf("%.3f ", weight_at(it[y / SQUARE].w, x / SQUARE,
                                      y % SQUARE - 1, x % SQUARE - 1));
        printf("\n");
    }
    block_end();
}

// ## What the texts say, and what we see
//
// The largest weight of the white corner, under L2 to the end, under L1 for
// some epochs.
static void claim_steps(const Result it[RUNS], Settings set) {
    int far = 0, some = set.epochs < 10 ? set.epochs : 10;
    int steps = (set.images + set.batch - 1) / set.batch;    // in an epoch
    for (int j = 1; j < set.hidden; j++)
        if (fabs(AT(it->corner, 0, j)) > fabs(AT(it->corner, 0, far))) far = j;
    double w = (double)AT(it->corner, 0, far);
    claim("Nielsen (98): of a weight that no image moves, L2 leaves", "",
          pow(1 - step_size(set.lambda, set), steps * set.epochs),
          (double)AT(it[L2].corner, set.epochs, far) / w, 1e-3);
    claim("Nielsen (97): in 10 epochs L1 takes from it", "",
          step_size(set.lambda_1, set) * steps * some,
          fabs(w) - fabs((double)AT(it[L1].corner, some, far)), 1e-4);
}

static void claim_shares(const Result it[RUNS], const Ink *ink, Settings set) {
    double near[RUNS], zero = 2 * step_size(set.lambda_1, set);
    for (int r = 0; r < RUNS; r++) near[r] = share(it[r].w, ink, 0, 1e-3);
    data_claim_between("Nielsen ch3, L1: times as many weights near 0 as with "
                       "L2", "", 10, 200, near[L1] / near[L2]);
    data_claim_between("Nielsen ch3, L1: the share of weights near 0", "%", 40,
                       80, near[L1]);
    data_claim_between("our finding: of these are at 0, within two steps", "%",
                       30, 70, 100 * share(it[L1].w, ink, 0, zero) / near[L1]);
    data_claim_between("our finding: and exactly 0", "%", 0, 0.5,
                       100 * share(it[L1].w, ink, 0, 1e-30) / near[L1]);
    data_claim_between("Nielsen ch3, L1: large weights shrink less: weights "
                       "above 0.5, L1 over L2", "times", 1.2, 10,
                       share(it[L1].w, ink, 0.5, 99) /
                           share(it[L2].w, ink, 0.5, 99));
    data_claim_between("our finding: as many digits are read, L1 less L2",
                       "points", -1.5, 1.5, it[L1].accuracy - it[L2].accuracy);
}

// ## The experiment: three runs, three solutions, from one seed
static void experiment(Settings set, Digits digits, uint64_t seed, bool print) {
    Ink ink = ink_of(data_part(digits.train, 0, set.images));
    Result it[RUNS];
    for (int r = 0; r < RUNS; r++) {
        it[r] = result_new(set);
        learn(&it[r], r, set, digits, seed);
        say("%-4s  %.2f %% of the digits, %.1f %% of the weights near 0",
            NAME[r], it[r].accuracy, share(it[r].w, &ink, 0, 1e-3));
    }
    if (print) print_paths(it);
    if (print) print_shares(it, &ink);
    if (print) print_neurons(it);
    claim_steps(it, set);
    claim_shares(it, &ink, set);
    for (int r = RUNS - 1; r >= 0; r--) result_free(&it[r]);
}

static void read_options(Options *options, Settings *set) {
    option_int(options, "--images", &set->images, 1, "training images");
    option_int(options, "--epochs", &set->epochs, 1, "passes over them");
    option_int(options, "--hidden", &set->hidden, 1, "hidden neurons");
    option_int(options, "--batch", &set->batch, 1, "examples per step, m");
    option_real(options, "--eta", &set->eta, "learning rate η");
    option_real(options, "--lambda", &set->lambda, "λ of L2");
    option_real(options, "--lambda-1", &set->lambda_1, "λ of L1");
    option_seeds(options, 5);
    options_end(options);
    if (!(set->eta > 0))
        wrong_usage("--eta must be above 0, not %g", (double)set->eta);
    if (!(set->lambda >= 0 && set->lambda_1 >= 0))
        wrong_usage("--lambda and --lambda-1 must be 0 or more");
    if (set->hidden > 1000 || set->epochs > 100000 || set->batch > 10000)
        wrong_usage("at most --hidden 1000, --epochs 100000, --batch 10000");
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "what L1 does and L2 does not");
    read_options(&options, &set);

    say("[784,%d,10] learns from %d images: no penalty, L2 with λ = %g, L1 "
        "with λ = %g", set.hidden, set.images, (double)set.lambda,
        (double)set.lambda_1);
    Digits digits = digits_load(NULL);
    if (set.images > digits.train.x.rows)
        wrong_usage("--images %d: there are %d", set.images,
                    digits.train.x.rows);
    caption("[784,%d,10], %d images of %s, %d epochs, η = %g, L2: λ = %g, L1: "
            "λ = %g, seed %llu", set.hidden, set.images, report_data_name(),
            set.epochs, (double)set.eta, (double)set.lambda,
            (double)set.lambda_1, (unsigned long long)options.seed);
    for (int i = 0; i < options.seeds; i++)
        experiment(set, digits, options.seed + (uint64_t)i, i == 0);
    claims_print();
    digits_free(&digits);
    return 0;
}
