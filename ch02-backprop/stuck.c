// # Why a larger network can do worse
//
// With 100 hidden neurons instead of 30, the text's first network reads 96.59 %
// of the test digits (Nielsen, chapter 1, quoted in chapter 3) - if it is
// lucky.  From most starting points it stays near 87 or 78 %.  What has gone
// wrong there?
//
//     make stuck                              five starts of 30 epochs each
//     make stuck ARGS="--hidden 30"           does the small network get stuck?
//     make stuck ARGS="--scale 0.1"           a start that is never stuck
//
// Time: 45 s
//
// What to look for: a stuck network is not a little worse at everything.  It
// hardly ever gives one of the ten answers, or two, and reads the others as
// well as a good network does; when such a digit is found after all, the curve
// climbs a step of 9 %.
//
// Nine targets in ten are 0.  So within the first twenty steps nearly all
// outputs are pushed down, to z of about -10.  Most find their way back.  But
// with a hundred large random weights in front of it, an output neuron may be
// left with z far below 0 for every image of its digit.  The error that should
// wake it,
//
//     δᴸ = (aᴸ - y) ⊙ σ′(zᴸ)                                      (BP1, 30)
//
// has the factor σ′(z), which is almost 0 there, however wrong the answer is.
// Output weights ten times smaller (--scale 0.1) prevent it; chapter 3 finds
// the better cure, a cost without the factor σ′.
#include <math.h>
#include <stdio.h>

#include "ch02-backprop/network.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: the text's; change them and run again
typedef struct {
    int hidden;                // neurons in the hidden layer
    int epochs;
    int batch;                 // m
    real eta;                  // η
    real scale;                // standard deviation of the first output weights
} Settings;

static const Settings TEXT = {100, 30, 10, 3, 1};
enum { STARTS = 5 };           // seeds, unless --seeds says otherwise

// ## What is measured, a row per start
typedef struct {
    Matrix test;               // accuracy in %, a column per epoch
    Matrix read;               // of each digit's test images, % read rightly
    Matrix slope;              // σ′(z) of each digit's own output neuron, the
                               // mean over that digit's test images
} Result;

static Result result_new(Settings set, int starts) {
    return (Result){.test = mat_new(starts, set.epochs + 1),
                    .read = mat_new(starts, CLASSES),
                    .slope = mat_new(starts, CLASSES)};
}

static void result_free(Result *result) {
    mat_free(&result->slope);
    mat_free(&result->read);
    mat_free(&result->test);
}

// ## Looking at each digit separately
//
// Adds, for every image, 1 or 0 in the column of its digit (was it read?), and
// the slope at the output neuron that ought to answer; then divides by the
// number of images of that digit.  Of a digit without images nothing is known:
// NaN, and not "never read".
static void look_at_digits(Network *n, Dataset set, Matrix read, Matrix slope) {
    int count[CLASSES] = {0};
    mat_fill(read, 0);
    mat_fill(slope, 0);
    for (int i = 0; i < set.x.rows; i++) {
        Matrix a = network_feed_forward(n, mat_rows(set.x, i, 1));
        int digit = set.label[i];
        real own = AT(a, 0, digit);
        count[digit]++;
        AT(read, 0, digit) += mat_argmax_row(a, 0) == digit;
        AT(slope, 0, digit) += own * (1 - own);           // σ′ = σ (1 - σ)
    }
    for (int digit = 0; digit < CLASSES; digit++) {
        real images = count[digit] > 0 ? (real)count[digit] : NAN;
        AT(read, 0, digit) *= 100 / images;
        AT(slope, 0, digit) /= images;
    }
}

// ## The experiment
static void learn_from(Result *result, int start, uint64_t seed, Settings set,
                       Digits digits) {
    Random random = random_new(seed);
    int sizes[] = {PIXELS, set.hidden, CLASSES};
    Network n = network_new(3, sizes, set.batch, &random);
    mat_scale(n.w[3], set.scale, n.w[3]);
    Batches batches = batches_new(digits.train, set.batch);
    Progress bar = progress_begin("epoch", set.epochs);
    for (int epoch = 0; epoch <= set.epochs; epoch++) {
        if (epoch > 0) network_epoch(&n, &batches, set.eta, &random);
        int right = network_evaluate(&n, digits.test);
        real percent = (real)100 * right / digits.test.x.rows;
        AT(result->test, start, epoch) = percent;
        if (epoch > 0)
            progress_show(&bar, epoch, "start %d  test %.2f %%", start + 1,
                          (double)percent);
    }
    progress_end(&bar);
    look_at_digits(&n, digits.test, mat_rows(result->read, start, 1),
                   mat_rows(result->slope, start, 1));
    batches_free(&batches);
    network_free(&n);
}

// A digit is missing when hardly any of its images is read (chance would be
// 10 %).  A network is stuck when, at the end, a digit is missing.
static bool missing(const Result *result, int start, int digit) {
    return AT(result->read, start, digit) < 5;
}

static bool stuck(const Result *result, int start) {
    for (int digit = 0; digit < CLASSES; digit++)
        if (missing(result, start, digit)) return true;
    return false;
}

// ## Data for the picture
static void print_result(const Result *result) {
    int starts = result->test.rows, epochs = result->test.cols - 1;
    block_begin("accuracy", "start epoch test stuck");
    for (int i = 0; i < starts; i++) {
        for (int epoch = 0; epoch <= epochs; epoch++)
            printf("%d %d %.2f %d\n", i + 1, epoch,
                   (double)AT(result->test, i, epoch), stuck(result, i));
        printf("\n");                           // the next start is a new line
    }
    block_end();
    block_begin("digits", "start digit read slope");
    for (int i = 0; i < starts; i++)
        for (int digit = 0; digit < CLASSES; digit++)
            printf("%d %d %.1f %.2e\n", i + 1, digit,
                   (double)AT(result->read, i, digit),
                   (double)AT(result->slope, i, digit));
    block_end();
}

// ## The text's number beside ours
static void make_claims(const Result *result) {
    double best = 0;
    bool some_stuck = false;
    Spread asleep = {0}, awake = {0};           // σ′ of missing, other digits
    for (int i = 0; i < result->test.rows; i++) {
        int epoch = mat_argmax_row(result->test, i);
        best = fmax(best, (double)AT(result->test, i, epoch));
        some_stuck = some_stuck || stuck(result, i);
        for (int digit = 0; digit < CLASSES; digit++)
            if (!isnan(AT(result->slope, i, digit)))      // it has images
                spread_add(missing(result, i, digit) ? &asleep : &awake,
                           (double)AT(result->slope, i, digit));
    }
    data_claim("Nielsen ch1, [784,100,10]: best test accuracy, best start", "%",
               96.59, best, 0.3);
    data_claim_true("our finding: some starts miss a digit", some_stuck);
    if (some_stuck)
        data_claim_true("our finding: the output neuron of a missing digit is "
                        "saturated, its σ′ 100 times below the others' mean",
                        asleep.max < spread_mean(&awake) / 100);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "why a larger network can do "
                                                "worse");
    option_int(&options, "--hidden", &set.hidden, 1, "hidden neurons");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over the images");
    option_int(&options, "--batch", &set.batch, 1, "examples per step, m");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    option_real(&options, "--scale", &set.scale, "of first output weights");
    option_seeds(&options, STARTS);
    options_end(&options);

    say("A network [784,%d,10] starts %d times: %d epochs, mini-batches of %d, "
        "η = %g, seeds from %llu", set.hidden, options.seeds, set.epochs,
        set.batch, (double)set.eta, (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    Result result = result_new(set, options.seeds);
    for (int i = 0; i < options.seeds; i++)
        learn_from(&result, i, options.seed + (uint64_t)i, set, digits);

    caption("[784,%d,10], quadratic cost, η = %g, mini-batches of %d, output "
            "weights × %g, on %s, seeds %llu to %llu", set.hidden,
            (double)set.eta, set.batch, (double)set.scale, report_data_name(),
            (unsigned long long)options.seed,
            (unsigned long long)options.seed + (unsigned)options.seeds - 1);
    print_result(&result);
    make_claims(&result);
    claims_print();
    result_free(&result);
    digits_free(&digits);
    return 0;
}
