// # Over-fitting
//
// What does a network learn when it has more parameters than the data can
// settle?  Nielsen, chapter 3: 30 hidden neurons, 23 860 parameters, and only
// the first 1000 training images, for 400 epochs.
//
//     make overfitting                            the text's two experiments
//     make overfitting ARGS="--images 5000"       five times as many images
//     make overfitting ARGS="--small"             start from smaller weights
//
// Time: 10 s
//
// What to look for: judged by the cost on the training images, all goes well,
// epoch after epoch.  But the accuracy on test images has stopped rising near
// epoch 280, and later epochs only jitter; by its cost on test images the
// network has been getting worse since about epoch 15.  It reads every single
// training image by then, and 82 % of the others: it has learned the images,
// not the digits.  With all 50 000 images (the second picture) the two
// accuracies stay within a few points of each other.
//
// Much of this is the start.  From N(0, 1) the weights begin large, and nothing
// pulls them back: with --small, weights from N(0, 1/n_in), the same network
// reads 87 %.
#include <stdio.h>

#include "ch03-crossentropy-regularization/network2.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: the text's
typedef struct {
    int images;                // the first ones of the training data
    int epochs;                // with these
    int full_epochs;           // with all of the training images
    int hidden;
    int batch;                 // m
    real eta;                  // η
    bool small;                // start from N(0, 1/n_in) instead of N(0, 1)
} Settings;

static const Settings TEXT = {1000, 400, 30, 30, 10, 0.5f, false};

// 1000 images in mini-batches of 10 are 100 steps per epoch, 40 000 in all;
// with 50 000 images 30 epochs are 150 000 steps.  So the first run is not
// worse for having been trained more: it takes fewer steps, but meets each
// image 400 times instead of 30.  There is no regularisation: that is
// weight_decay.c's part.

// ## One run, watched
//
// After every epoch network2_train writes down cost and accuracy on the
// training images, which descent works on, and on the test images, which it
// never sees.  (To give the accuracy of the best epoch on the test images, as
// the text does and claim_full with it, is a little too kind: these images have
// chosen the epoch.  grid_search.c leaves the choice to the validation images.)
typedef struct {
    const char *block;         // of its data
    int images, epochs;
    void (*claims)(Matrix seen);
} Run;

static Matrix learn(Settings set, Run run, Digits digits, uint64_t seed) {
    Random random = random_new(seed);
    int sizes[] = {PIXELS, set.hidden, CLASSES};
    Network2 n = network2_new(3, sizes, set.batch, &network2_cross_entropy,
                              &random);
    if (!set.small) network2_large_start(&n, &random);
    Matrix seen = mat_new(run.epochs + 1, MONITORS);
    Network2Plan plan = {.epochs = run.epochs, .eta = set.eta,
                         .monitors = seen, .name = "test images:"};
    Dataset train = data_part(digits.train, 0, run.images);
    network2_train(&n, train, digits.test, plan, &random);
    network2_free(&n);
    return seen;
}

// ## Reading the curves
static int lowest(Matrix seen, int column) {
    int best = 0;
    for (int epoch = 1; epoch < seen.rows; epoch++)
        if (AT(seen, epoch, column) < AT(seen, best, column)) best = epoch;
    return best;
}

// The highest value of a column in epochs first ... last.  The text's "stops
// rising at 280" is asked in this way: does any epoch after 280 read more than
// all those before?
static double highest(Matrix seen, int column, int first, int last) {
    double most = -INFINITY;
    for (int epoch = first; epoch <= last; epoch++)
        most = fmax(most, (double)AT(seen, epoch, column));
    return most;
}

// Does a column fall from each tenth of the run to the next?  From one epoch to
// the next it need not: mini-batches are random.
static bool falls(Matrix seen, int column) {
    int last = seen.rows - 1;
    for (int tenth = 1; tenth <= 10; tenth++)
        if (!(AT(seen, last * tenth / 10, column) <
              AT(seen, last * (tenth - 1) / 10, column)))
            return false;
    return true;
}

static double at_end(Matrix seen, int column) {
    return (double)AT(seen, seen.rows - 1, column);
}

// ## The text's numbers beside ours
//
// Those of the few images are taken at the end, as the text does; those of all
// images at the best epoch, since the last ones jitter by some tenths.  The
// tolerances are what starts differ by.
static void claim_few(Matrix seen) {
    int last = seen.rows - 1, halfway = last / 2, late = last * 7 / 10;
    data_claim("Nielsen ch3, 1000 images: training accuracy at the end", "%",
               100, at_end(seen, TRAIN_ACCURACY), 0);
    data_claim("Nielsen ch3, 1000 images: test accuracy at the end", "%",
               82.27, at_end(seen, ACCURACY), 1);
    data_claim("Nielsen ch3, 1000 images: test accuracy at epoch 200", "%",
               82, (double)AT(seen, halfway, ACCURACY), 1);
    data_claim_between("Nielsen ch3, 1000 images: what epochs after 280 add to "
                       "the best test accuracy before", "points", -1, 0.3,
                       highest(seen, ACCURACY, late, last) -
                           highest(seen, ACCURACY, 0, late));
    data_claim_between("Nielsen ch3, 1000 images: epoch of the lowest test "
                       "cost", "", 5, 30, lowest(seen, COST));
    data_claim_true("Nielsen ch3, 1000 images: afterwards the test cost rises",
                    at_end(seen, COST) >
                        1.2 * (double)AT(seen, lowest(seen, COST), COST));
    data_claim_true("Nielsen ch3, 1000 images: the training cost falls to the "
                    "end", falls(seen, TRAIN_COST));
}

static void claim_full(Matrix seen) {
    int last = seen.rows - 1;
    double train = highest(seen, TRAIN_ACCURACY, 0, last);
    double test = highest(seen, ACCURACY, 0, last);
    data_claim("Nielsen ch3, 50 000 images: best training accuracy", "%",
               97.86, train, 0.4);
    data_claim("Nielsen ch3, 50 000 images: best test accuracy", "%", 95.33,
               test, 0.4);
    data_claim("Nielsen ch3, 50 000 images: gap between them", "points", 2.53,
               train - test, 0.5);
}

// ## Data for the picture, a seed after the other
static void print_monitors(uint64_t seed, Matrix seen) {
    for (int epoch = 0; epoch < seen.rows; epoch++)
        printf("%llu %d %.5f %.2f %.5f %.2f\n", (unsigned long long)seed,
               epoch, (double)AT(seen, epoch, TRAIN_COST),
               (double)AT(seen, epoch, TRAIN_ACCURACY),
               (double)AT(seen, epoch, COST),
               (double)AT(seen, epoch, ACCURACY));
    printf("\n");
}

static void measure(Settings set, Run run, Digits digits,
                    const Options *options) {
    block_begin(run.block, "seed epoch train_cost train test_cost test");
    for (int i = 0; i < options->seeds; i++) {
        uint64_t seed = options->seed + (uint64_t)i;
        Matrix seen = learn(set, run, digits, seed);
        print_monitors(seed, seen);
        run.claims(seen);
        mat_free(&seen);
    }
    block_end();
}

static void read_options(Options *options, Settings *set) {
    option_int(options, "--images", &set->images, 1, "training images");
    option_int(options, "--epochs", &set->epochs, 1, "passes over them");
    option_int(options, "--full-epochs", &set->full_epochs, 1, "over all");
    option_int(options, "--hidden", &set->hidden, 1, "hidden neurons");
    option_int(options, "--batch", &set->batch, 1, "examples per step, m");
    option_real(options, "--eta", &set->eta, "learning rate η");
    option_flag(options, "--small", &set->small, "start from N(0, 1/n_in)");
    options_end(options);
    if (!(set->eta > 0))
        wrong_usage("--eta must be above 0, not %g", (double)set->eta);
    if (set->hidden > 1000 || set->batch > 10000)
        wrong_usage("at most --hidden 1000, --batch 10000");
    if (set->epochs > 100000 || set->full_epochs > 100000)
        wrong_usage("at most --epochs 100000, --full-epochs 100000");
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "a network that learns images "
                                                "instead of digits");
    read_options(&options, &set);

    say("A network [784,%d,10] learns from %d images, then from all; seed %llu",
        set.hidden, set.images, (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    if (set.images > digits.train.x.rows)
        wrong_usage("--images %d: there are %d", set.images,
                    digits.train.x.rows);
    caption("[784,%d,10], cross-entropy, η = %g, start from N(0, %s), %d "
            "images of %s, seed%s %llu", set.hidden, (double)set.eta,
            set.small ? "1/n_in" : "1", set.images, report_data_name(),
            options.seeds > 1 ? "s from" : "",
            (unsigned long long)options.seed);
    Run few = {"few", set.images, set.epochs, claim_few};
    Run all = {"all", digits.train.x.rows, set.full_epochs, claim_full};
    measure(set, few, digits, &options);
    measure(set, all, digits, &options);
    claims_print();
    digits_free(&digits);
    return 0;
}
