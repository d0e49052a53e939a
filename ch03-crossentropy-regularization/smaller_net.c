// # A smaller network instead?
//
// The first remedy against over-fitting that comes to mind: fewer neurons, so
// that the network cannot learn everything by heart.  Nielsen, chapter 3, names
// it together with more images, and does not like it: large networks can do
// more.  Is it a remedy at all?
//
//     make smaller_net                        six sizes, 1000 images
//     make smaller_net ARGS="--small"         start from smaller weights
//     make smaller_net ARGS="--images 5000 --epochs 100"         40 s
//
// Time: 8 s
//
// What to look for: ten hidden neurons learn 1000 images by heart as well as
// thirty do, and five nearly.  So on the way from thirty down to five, on the
// left, over-fitting never ends; only test images are lost.  Where it does end,
// with two neurons, the network cannot read.  Weight decay, on the right, keeps
// all the neurons, and the more there are, the more test images are read.
//
// By the way, the gap between training and test images is no measure of
// quality: that of the two neurons is one of the smallest.
#include <stdio.h>

#include "ch03-crossentropy-regularization/network2.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: overfitting.c's and weight_decay.c's, from the text
typedef struct {
    int images;                // the first ones of the training data
    int epochs;
    int batch;                 // m
    real eta;                  // η
    real lambda;               // of the runs with decay
    bool small;                // start from N(0, 1/n_in) instead of N(0, 1)
} Settings;

static const Settings TEXT = {1000, 400, 10, 0.5f, 0.1f, false};

static const int HIDDEN[] = {2, 5, 10, 15, 30, 100};
enum { SIZES = sizeof HIDDEN / sizeof *HIDDEN, THIRTY = 4, HUNDRED = 5 };
enum { PLAIN, DECAY, KINDS };

// ## How much is there to choose?
//
// A network [784, h, 10] has (784 + 1) h + (h + 1) 10 numbers to learn.  1000
// labels say little beside that: even the smallest network here has more
// numbers than examples.
static int parameters(int hidden) {
    return (PIXELS + 1) * hidden + (hidden + 1) * CLASSES;
}

// ## One run
//
// As in weight_decay.c: cross-entropy, plain descent, and with λ > 0
//
//     w → (1 - ηλ/n) w - η/m Σₓ ∂Cₓ/∂w                                  (93)
//
// The start is from N(0, 1): part of what over-fits here is the noise of the
// first weights, which decay can forget and a smaller network cannot.  With
// --small there is less of it, and decay gains less; the smaller networks lose
// as they did.
typedef struct {
    double training, test;     // accuracy in %, at the end
} Result;

static Result learn(Settings set, int hidden, real lambda, Digits digits,
                    uint64_t seed) {
    Random random = random_new(seed);
    int sizes[] = {PIXELS, hidden, CLASSES};
    Network2 n = network2_new(3, sizes, set.batch, &network2_cross_entropy,
                              &random);
    if (!set.small) network2_large_start(&n, &random);
    n.lambda = lambda;
    Network2Plan plan = {.epochs = set.epochs, .eta = set.eta};
    Dataset train = data_part(digits.train, 0, set.images);
    network2_train(&n, train, digits.test, plan, &random);
    Result it = {network2_score(&n, train).accuracy,
                 network2_score(&n, digits.test).accuracy};
    network2_free(&n);
    return it;
}

// ## The experiment
//
// Every size without decay, then every size with it; the same seed for all.
typedef struct {
    Spread training[KINDS][SIZES], test[KINDS][SIZES];      // over the seeds
} Results;

static void measure(Results *all, Settings set, Digits digits, uint64_t seed) {
    Progress bar = progress_begin("network", KINDS * SIZES);
    for (int kind = PLAIN; kind < KINDS; kind++)
        for (int size = 0; size < SIZES; size++) {
            real lambda = kind == DECAY ? set.lambda : 0;
            Result it = learn(set, HIDDEN[size], lambda, digits, seed);
            spread_add(&all->training[kind][size], it.training);
            spread_add(&all->test[kind][size], it.test);
            progress_show(&bar, kind * SIZES + size + 1,
                          "%3d hidden  λ = %g  training %.2f %%  test %.2f %%",
                          HIDDEN[size], (double)lambda, it.training, it.test);
        }
    progress_end(&bar);
}

// ## Data for the picture
static void print_spread(const Spread *s) {
    printf(" %.2f %.2f %.2f", spread_mean(s), s->min, s->max);
}

static void print_results(const Results *all) {
    block_begin("sizes", "hidden parameters "
                "plain_train plain_train_low plain_train_high "
                "plain plain_low plain_high "
                "decay_train decay_train_low decay_train_high "
                "decay decay_low decay_high");
    for (int size = 0; size < SIZES; size++) {
        printf("%d %d", HIDDEN[size], parameters(HIDDEN[size]));
        for (int kind = PLAIN; kind < KINDS; kind++) {
            print_spread(&all->training[kind][size]);
            print_spread(&all->test[kind][size]);
        }
        printf("\n");
    }
    block_end();
}

// ## What the text says, and what we found
static void make_claims(const Results *all) {
    double test[KINDS][SIZES], best_smaller = 0, least_gain = 100;
    for (int kind = PLAIN; kind < KINDS; kind++)
        for (int size = 0; size < SIZES; size++)
            test[kind][size] = spread_mean(&all->test[kind][size]);
    for (int size = 0; size < THIRTY; size++)
        best_smaller = fmax(best_smaller, test[PLAIN][size]);
    for (int size = 2; size < SIZES; size++)
        least_gain = fmin(least_gain, test[DECAY][size] - test[PLAIN][size]);
    data_claim_between("our finding: ten hidden neurons learn the 1000 images "
                       "by heart", "%", 98.5, 100,
                       spread_mean(&all->training[PLAIN][2]));
    data_claim_between("our finding: fewer than 30 neurons, the best of them, "
                       "gain on the test images", "points", -5, 0,
                       best_smaller - test[PLAIN][THIRTY]);
    data_claim_between("our finding: from 10 neurons on decay gains at least",
                       "points", 2, 8, least_gain);
    data_claim_true("Nielsen ch3: large networks can do more: with decay, 100 "
                    "hidden neurons, more than 30, more than 15",
                    test[DECAY][HUNDRED] > test[DECAY][THIRTY] &&
                        test[DECAY][THIRTY] > test[DECAY][THIRTY - 1]);
}

static void read_options(Options *options, Settings *set) {
    option_int(options, "--images", &set->images, 1, "training images");
    option_int(options, "--epochs", &set->epochs, 1, "passes over them");
    option_int(options, "--batch", &set->batch, 1, "examples per step, m");
    option_real(options, "--eta", &set->eta, "learning rate η");
    option_real(options, "--lambda", &set->lambda, "of the runs with decay");
    option_flag(options, "--small", &set->small, "start from N(0, 1/n_in)");
    options_end(options);
    if (!(set->eta > 0))
        wrong_usage("--eta must be above 0, not %g", (double)set->eta);
    if (!(set->lambda >= 0))
        wrong_usage("--lambda must be 0 or more, not %g", (double)set->lambda);
    if (set->epochs > 100000 || set->batch > 10000)
        wrong_usage("at most --epochs 100000, --batch 10000");
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "a smaller network instead?");
    read_options(&options, &set);

    say("Networks of %d to %d hidden neurons learn from %d images, seed %llu",
        HIDDEN[0], HIDDEN[SIZES - 1], set.images,
        (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    if (set.images > digits.train.x.rows)
        wrong_usage("--images %d: there are %d", set.images,
                    digits.train.x.rows);
    caption("%d images, %d epochs, η = %g, decay λ = %g, start from N(0, %s), "
            "on %s, seed%s %llu", set.images, set.epochs, (double)set.eta,
            (double)set.lambda, set.small ? "1/n_in" : "1", report_data_name(),
            options.seeds > 1 ? "s from" : "",
            (unsigned long long)options.seed);
    Results all = {.test[0][0].n = 0};
    for (int i = 0; i < options.seeds; i++)
        measure(&all, set, digits, options.seed + (uint64_t)i);
    print_results(&all);
    make_claims(&all);
    claims_print();
    digits_free(&digits);
    return 0;
}
