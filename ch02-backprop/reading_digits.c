// # A network learns to read
//
// Can a few neurons, shown nothing but examples, learn to read handwriting?
// The text's first network has 784 inputs (the pixels), 30 hidden neurons and
// 10 outputs (one for each digit), and learns from 50 000 labelled images by
// stochastic gradient descent.  Nielsen, chapter 2, "The code"; the result,
// 95.42 %, is that of his chapter 1, quoted in chapter 3.  The network itself
// is network.c, beside this file.
//
//     make reading_digits                     train, and draw the picture
//     make reading_digits ARGS="--eta 0.3"    learn ten times as slowly
//     make reading_digits SEEDS=5             start from five places
//
// Time: 6 s
//
// What to look for: after a single look at the examples nine digits in ten are
// read.  From then on it is slow work, and it goes better for the images that
// are learned from than for the others: chapter 3 says why.  (With several
// seeds, one may stay a good deal lower for some epochs: stuck.c says why.)  In
// the grid, the digits that were read wrongly: would you have got them all?
#include <stdio.h>

#include "ch02-backprop/network.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: the text's; change them and run again
typedef struct {
    int hidden;                // neurons in the hidden layer
    int epochs;                // passes over the training images
    int batch;                 // m, examples per step
    real eta;                  // η, the learning rate
} Settings;

static const Settings TEXT = {30, 30, 10, 3};

// ## What is measured
enum { ACROSS = 12, DOWN = 10, SHOWN = ACROSS * DOWN };

typedef struct {
    Matrix train, test;        // accuracy in %: a row per seed, a column per
                               // epoch; column 0 is before any learning
    int answer[SHOWN];         // what the first seed's network reads in the
                               // first SHOWN test images
    Spread seconds;            // of computing for the training of an epoch
} Result;

static Result result_new(Settings set, int seeds) {
    return (Result){.train = mat_new(seeds, set.epochs + 1),
                    .test = mat_new(seeds, set.epochs + 1)};
}

static void result_free(Result *result) {
    mat_free(&result->test);
    mat_free(&result->train);
}

// ## The experiment
static real accuracy(Network *n, Dataset set) {
    return (real)100 * network_evaluate(n, set) / set.x.rows;
}

// Trains one network, and notes how well it reads after each epoch.
static void learn(Result *result, int row, Network *n, Settings set,
                  Digits digits, Random *random) {
    Batches batches = batches_new(digits.train, set.batch);
    Progress bar = progress_begin("epoch", set.epochs);
    for (int epoch = 0; epoch <= set.epochs; epoch++) {
        double started = cpu_seconds();
        if (epoch > 0) network_epoch(n, &batches, set.eta, random);
        if (epoch > 0) spread_add(&result->seconds, cpu_seconds() - started);
        real train = accuracy(n, digits.train), test = accuracy(n, digits.test);
        AT(result->train, row, epoch) = train;
        AT(result->test, row, epoch) = test;
        if (epoch > 0)
            progress_show(&bar, epoch, "training %.2f %%  test %.2f %%",
                          (double)train, (double)test);
    }
    progress_end(&bar);
    batches_free(&batches);
}

static void learn_from(Result *result, int row, uint64_t seed, Settings set,
                       Digits digits) {
    Random random = random_new(seed);
    int sizes[] = {PIXELS, set.hidden, CLASSES};
    Network n = network_new(3, sizes, set.batch, &random);
    learn(result, row, &n, set, digits, &random);
    int shown = digits.test.x.rows < SHOWN ? digits.test.x.rows : SHOWN;
    if (row == 0)
        network_answers(&n, data_part(digits.test, 0, shown), result->answer);
    network_free(&n);
}

// ## Data for the picture
//
// A line for each seed, and their mean.
static double mean(Matrix accuracy, int epoch) {
    Spread spread = {0};
    for (int i = 0; i < accuracy.rows; i++)
        spread_add(&spread, (double)AT(accuracy, i, epoch));
    return spread_mean(&spread);
}

static void print_accuracy(const Result *result) {
    block_begin("mean", "epoch train test");
    for (int epoch = 0; epoch < result->test.cols; epoch++)
        printf("%d %.2f %.2f\n", epoch, mean(result->train, epoch),
               mean(result->test, epoch));
    block_end();
    block_begin("seeds", "epoch train test");
    for (int i = 0; i < result->test.rows; i++) {
        for (int epoch = 0; epoch < result->test.cols; epoch++)
            printf("%d %.2f %.2f\n", epoch,
                   (double)AT(result->train, i, epoch),
                   (double)AT(result->test, i, epoch));
        printf("\n");                           // the next seed is a new line
    }
    block_end();
}

// The grid is one large image: cells of 32 x 32 pixels, a digit in each.
enum { CELL = 32, MARGIN = (CELL - 28) / 2 };

static double ink(Dataset set, int row, int column) {
    int i = row / CELL * ACROSS + column / CELL;
    int y = row % CELL - MARGIN, x = column % CELL - MARGIN;
    bool inside = y >= 0 && y < 28 && x >= 0 && x < 28 && i < set.x.rows;
    return inside ? (double)AT(set.x, i, 28 * y + x) : 0;
}

static void print_grid(const Result *result, Dataset test) {
    block_begin("grid", NULL);
    for (int row = 0; row < DOWN * CELL; row++)
        for (int column = 0; column < ACROSS * CELL; column++)
            printf("%.2g%c", ink(test, row, column),
                   column + 1 < ACROSS * CELL ? ' ' : '\n');
    block_end();
    block_begin("misread", "left top answer");
    for (int i = 0; i < SHOWN && i < test.x.rows; i++)
        if (result->answer[i] != test.label[i])
            printf("%d %d %d\n", i % ACROSS * CELL, i / ACROSS * CELL,
                   result->answer[i]);
    block_end();
}

// ## The text's number beside ours
//
// As in the text, the best epoch of the run.
static void make_claims(const Result *result) {
    for (int i = 0; i < result->test.rows; i++) {
        int best_epoch = mat_argmax_row(result->test, i);
        data_claim("Nielsen ch1, [784,30,10]: best test accuracy", "%", 95.42,
                   (double)AT(result->test, i, best_epoch), 0.6);
    }
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "a network learns to read");
    option_int(&options, "--hidden", &set.hidden, 1, "hidden neurons");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over the images");
    option_int(&options, "--batch", &set.batch, 1, "examples per step, m");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    options_end(&options);

    say("A network [784,%d,10] learns to read: %d epochs, mini-batches of %d, "
        "η = %g, seed %llu", set.hidden, set.epochs, set.batch, (double)set.eta,
        (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    Result result = result_new(set, options.seeds);
    for (int i = 0; i < options.seeds; i++)
        learn_from(&result, i, options.seed + (uint64_t)i, set, digits);

    caption("[784,%d,10], quadratic cost, η = %g, mini-batches of %d, on %s, "
            "%d start%s from seed %llu", set.hidden, (double)set.eta, set.batch,
            report_data_name(), options.seeds, options.seeds > 1 ? "s" : "",
            (unsigned long long)options.seed);
    say("an epoch of %d images took %.3f s: %.0f images/s, forwards, backwards "
        "and downhill", digits.train.x.rows, spread_mean(&result.seconds),
        digits.train.x.rows / spread_mean(&result.seconds));
    print_accuracy(&result);
    print_grid(&result, digits.test);
    make_claims(&result);
    claims_print();
    result_free(&result);
    digits_free(&digits);
    return 0;
}
