// # When to stop
//
// A network that learns too long gets worse.  Early stopping watches images
// that it does not learn from, and stops when these are read no better: after
// how many epochs without a better one?  Nielsen, chapter 3; the slides' curves
// of training and validation; Buduma, "Preventing overfitting".
//
//     make early_stopping                             the text's 1000 images
//     make early_stopping ARGS="--lambda 1"           more weight decay
//     make early_stopping ARGS="--hidden 100"
//
// Time: 14 s
//
// What to look for: in the left picture the cost of the validation images is
// lowest at the mark; what follows is learning by heart.  Accuracy, in the
// right one, is what the text watches, and there the decision is harder.  It
// rests for some epochs and then rises again, most of all with weight decay,
// which goes on for hundreds of epochs: a patience of 5 stops on such a step,
// and gives away points.  (Accuracy even rises after the cost has begun to: the
// images that are wrong become more wrong, and some others right.)
//
// The validation images have chosen the epoch, so they no longer count as new.
// The story ends with the accuracy on the test images, looked at once.
#include <stdio.h>

#include "ch03-crossentropy-regularization/network2.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: overfitting.c's, from the text
typedef struct {
    int images;                // the first ones of the training data
    int epochs;                // the longest run
    int hidden;
    int batch;                 // m
    real eta;
    real lambda;               // of the run with decay
} Settings;

static const Settings TEXT = {1000, 400, 30, 10, 0.5f, 0.1f};

// How many epochs without a better one are enough?  These are tried.
static const int PATIENCE[] = {2, 5, 10, 50};
enum { PATIENCES = sizeof PATIENCE / sizeof *PATIENCE };

// ## The rule
//
// Stop when the best epoch so far lies so many epochs back:
//
//     epoch - best epoch so far >= patience
//
// network2_train has this rule built in; here it is asked of a finished run, so
// that all patiences are compared on the same curve.  What counts is the best
// accuracy, not the last: single epochs jitter, and a rule that stopped at the
// first fall would stop at once.
static int stop_after(Matrix seen, int patience) {
    for (int epoch = 0; epoch < seen.rows; epoch++)
        if (epoch - network2_best_epoch(seen, epoch + 1) >= patience)
            return epoch;
    return seen.rows - 1;
}

static int cheapest(Matrix seen) {
    int best = 0;
    for (int epoch = 1; epoch < seen.rows; epoch++)
        if (AT(seen, epoch, COST) < AT(seen, best, COST)) best = epoch;
    return best;
}

// ## One run
//
// The same seed takes the same way: to have the network of epoch 57, go there
// again.  Returns the accuracy on the test images at the end of the run.
static double learn(Matrix seen, Settings set, real lambda, Digits digits,
                    uint64_t seed) {
    Random random = random_new(seed);
    int sizes[] = {PIXELS, set.hidden, CLASSES};
    Network2 n = network2_new(3, sizes, set.batch, &network2_cross_entropy,
                              &random);
    network2_large_start(&n, &random);
    n.lambda = lambda;
    Network2Plan plan = {.epochs = seen.rows - 1, .eta = set.eta,
                         .monitors = seen, .name = "validation:"};
    network2_train(&n, data_part(digits.train, 0, set.images),
                   digits.validation, plan, &random);
    double test = network2_score(&n, digits.test).accuracy;
    network2_free(&n);
    return test;
}

// ## Data for the picture
static void print_curve(const char *name, Matrix seen) {
    for (int epoch = 1; epoch < seen.rows; epoch++)
        printf("%s %d %.5f %.5f %.2f %.2f\n", name, epoch,
               (double)AT(seen, epoch, TRAIN_COST),
               (double)AT(seen, epoch, COST),
               (double)AT(seen, epoch, TRAIN_ACCURACY),
               (double)AT(seen, epoch, ACCURACY));
    printf("\n");
}

static double best_within(Matrix seen, int patience) {
    int stop = stop_after(seen, patience);
    return (double)AT(seen, network2_best_epoch(seen, stop + 1), ACCURACY);
}

static void print_stops(const char *name, Matrix seen) {
    for (int i = 0; i < PATIENCES; i++)
        printf("%s %d %d %.2f\n", name, PATIENCE[i],
               stop_after(seen, PATIENCE[i]), best_within(seen, PATIENCE[i]));
}

static void print_all(Matrix plain, Matrix decay) {
    block_begin("curves", "run epoch train_cost cost train validation");
    print_curve("plain", plain);
    print_curve("decay", decay);
    block_end();
    block_begin("lowest", "epoch cost");
    printf("%d %.5f\n", cheapest(plain),
           (double)AT(plain, cheapest(plain), COST));
    block_end();
    block_begin("stops", "run patience stop accuracy");
    print_stops("plain", plain);
    print_stops("decay", decay);
    block_end();
}

// ## Claims
//
// The text puts the rest at epoch 280.  Without decay a patience of 50 stops at
// epochs 108 to 400, the first five seeds: where a curve rests is luck.  But it
// gives little away, as the curve hardly rises any more.
static void make_claims(Matrix plain, Matrix decay) {
    int last = plain.rows - 1, low = cheapest(plain);
    data_claim_between("Nielsen ch3, 1000 images: epoch of the lowest "
                       "validation cost", "", 5, 30, low);
    data_claim_true("slides: the validation cost then rises, while the "
                    "training cost falls",
                    AT(plain, last, COST) > AT(plain, low, COST) &&
                        AT(plain, last, TRAIN_COST) <
                            AT(plain, low, TRAIN_COST));
    data_claim_between("our finding: what a patience of 50 gives away of the "
                       "best accuracy, without decay", "points", 0, 0.3,
                       (double)AT(plain, network2_best_epoch(plain, last + 1),
                                  ACCURACY) - best_within(plain, 50));
    data_claim_true("our finding: with decay, accuracy rests and then rises "
                    "again: a patience of 5 gives away more than 1 point",
                    best_within(decay, 5) + 1 <
                        (double)AT(decay, network2_best_epoch(decay, last + 1),
                                   ACCURACY));
}

// ## The experiment: a run without decay, and one with it
static void measure(Settings set, Digits digits, uint64_t seed, bool draw) {
    Matrix plain = mat_new(set.epochs + 1, MONITORS);
    Matrix decay = mat_new(set.epochs + 1, MONITORS);
    learn(plain, set, 0, digits, seed);
    learn(decay, set, set.lambda, digits, seed);
    if (draw) print_all(plain, decay);
    make_claims(plain, decay);

    int best = network2_best_epoch(decay, stop_after(decay, 50) + 1);
    Matrix again = mat_new(best + 1, MONITORS);
    double test = learn(again, set, set.lambda, digits, seed);
    say("λ = %g, patience 50: epoch %d is best, %.2f %% of the validation "
        "images; that network reads %.2f %% of the test images",
        (double)set.lambda, best, (double)AT(decay, best, ACCURACY), test);
    mat_free(&again);
    mat_free(&decay);
    mat_free(&plain);
}

static void read_options(Options *options, Settings *set) {
    option_int(options, "--images", &set->images, 1, "training images");
    option_int(options, "--epochs", &set->epochs, 1, "the longest run");
    option_int(options, "--hidden", &set->hidden, 1, "hidden neurons");
    option_int(options, "--batch", &set->batch, 1, "examples per step, m");
    option_real(options, "--eta", &set->eta, "learning rate η");
    option_real(options, "--lambda", &set->lambda, "of the run with decay");
    options_end(options);
    if (!(set->eta > 0))
        wrong_usage("--eta must be above 0, not %g", (double)set->eta);
    if (!(set->lambda >= 0))
        wrong_usage("--lambda must be 0 or more, not %g", (double)set->lambda);
    if (set->hidden > 1000 || set->epochs > 100000 || set->batch > 10000)
        wrong_usage("at most --hidden 1000, --epochs 100000, --batch 10000");
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "when to stop learning");
    read_options(&options, &set);

    say("[784,%d,10] learns from %d images, watched on the validation images, "
        "seed %llu", set.hidden, set.images, (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    if (set.images > digits.train.x.rows)
        wrong_usage("--images %d: there are %d", set.images,
                    digits.train.x.rows);
    caption("[784,%d,10], %d images of %s, η = %g, decay λ = %g, start from "
            "N(0, 1), seed %llu", set.hidden, set.images, report_data_name(),
            (double)set.eta, (double)set.lambda,
            (unsigned long long)options.seed);
    for (int i = 0; i < options.seeds; i++)
        measure(set, digits, options.seed + (uint64_t)i, i == 0);
    claims_print();
    digits_free(&digits);
    return 0;
}
