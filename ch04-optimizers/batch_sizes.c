// # How large a mini-batch?
//
// Large mini-batches have better gradients, small ones take more steps.  Which
// learns faster, by epochs and by the clock?  Elgendy, 2.6.2 to 2.6.5, who
// calls 256 usual in one place, and in another begins with 32, 64, 128, 256.
//
//     make batch_sizes                        eight sizes, each at its best η
//     make batch_sizes ARGS="--epochs 30"     25 s
//     make batch_sizes ARGS="--images 50000"  40 s
//
// Time: 8 s
//
// What to look for: left, in epochs, smaller is better, down to a few examples:
// what counts is the number of steps.  Batch descent takes one in an epoch, and
// after ten is hardly better than guessing: ten outputs that always say 0.1
// cost 3.25.  In the middle, by the clock, single
// examples lose their lead: a step with 8 takes about twice as long as one with
// 1, not eight times, because matrices are multiplied faster than vectors.  So
// the best size is a compromise, and not a sharp one; in this network it is
// nearer to 8 than to 256.  Right, from some ten examples on, a step takes as
// much longer as it has more of them; with the text's hundred million records,
// minutes.
//
// Is it true that larger mini-batches learn faster, as one often hears?  In an
// epoch they learn less.  Per second they gain only as long as a larger product
// is faster than several small ones, which with another processor, or a larger
// network, may go on longer.
//
// Comparing all sizes at one η would be unfair: a single example may mislead,
// and bears only short steps; the mean of 32 bears longer ones.  So each size
// tries four rates and keeps the one that got lowest.  (Glassner mentions
// algorithms that search for η, or change it while learning; this is the
// plainest.)
#include <stdio.h>

#include "ch03-crossentropy-regularization/network2.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings
typedef struct {
    int images;                // n: the first ones of the training data
    int epochs;
    int hidden;
} Settings;

static const Settings OURS = {10000, 10, 30};

enum { SIZES = 8, RATES = 4, MOST_EPOCHS = 100, SAMPLE = 2000 };
static const int ALL = 0;      // stands for n
static const int SIZE[SIZES] = {1, 8, 32, 64, 128, 256, 1000, ALL};
static const real RATE[RATES] = {0.1f, 0.3f, 1, 3};

// ## One run
//
// network2's epoch is what batches.c shows on two weights: shuffle, and for
// every mini-batch a gradient, the mean over its m examples, and a step:
//
//     θ ← θ - η 1/m Σ ∇Cₓ
//
// Only this is timed, not the measuring of the cost.
typedef struct {
    int m;
    real eta;
    double cost[MOST_EPOCHS + 1];      // of SAMPLE training images
    double seconds[MOST_EPOCHS + 1];   // of computing, without the measuring
} Run;

static void learn(Run *run, Dataset train, Settings set, uint64_t seed) {
    Random random = random_new(seed);
    int sizes[] = {PIXELS, set.hidden, CLASSES};
    int rows = run->m > 100 ? run->m : 100;
    Network2 n = network2_new(3, sizes, rows, &network2_cross_entropy,
                              &random);
    Batches batches = batches_new(train, run->m);
    int sample = train.x.rows < SAMPLE ? train.x.rows : SAMPLE;
    Dataset seen = data_part(train, 0, sample);
    run->seconds[0] = 0;
    run->cost[0] = network2_score(&n, seen).cost;
    for (int epoch = 1; epoch <= set.epochs; epoch++) {
        double start = cpu_seconds();
        network2_epoch(&n, &batches, run->eta, &random);
        double spent = cpu_seconds() - start;
        run->seconds[epoch] = run->seconds[epoch - 1] + spent;
        run->cost[epoch] = network2_score(&n, seen).cost;
    }
    batches_free(&batches);
    network2_free(&n);
}

// How long a step takes: the quickest of the epochs, which was disturbed least,
// over its number of steps.  The last mini-batch may be smaller: of 10 000
// examples in batches of 256 it has 16.
static double step_time(const Run *run, Settings set) {
    double least = run->seconds[1];
    for (int epoch = 2; epoch <= set.epochs; epoch++) {
        double it = run->seconds[epoch] - run->seconds[epoch - 1];
        if (it < least) least = it;
    }
    int steps = (set.images + run->m - 1) / run->m;
    return least / steps;
}

// ## The experiment: for each size the best of the rates
//
// The best is the one with the lowest cost at the end.  All runs begin with the
// same weights.  A rate that is too large for its size shows in the story:
// single examples with η = 3 learn nothing.
static void experiment(Run best[SIZES], Dataset train, Settings set,
                       uint64_t seed) {
    int last = set.epochs;
    Progress bar = progress_begin("run", SIZES * RATES);
    for (int i = 0; i < SIZES; i++)
        for (int r = 0; r < RATES; r++) {
            Run run = {.m = SIZE[i] == ALL ? set.images : SIZE[i],
                       .eta = RATE[r]};
            learn(&run, train, set, seed);
            if (r == 0 || run.cost[last] < best[i].cost[last]) best[i] = run;
            progress_show(&bar, i * RATES + r + 1, "m = %d, η = %g: cost %.3f",
                          run.m, (double)run.eta, run.cost[last]);
        }
    progress_end(&bar);
}

// ## Data for the picture
static void print_runs(const Run best[SIZES], Settings set) {
    block_begin("curves", "m eta epoch seconds cost");
    for (int i = 0; i < SIZES; i++, printf("\n"))
        for (int epoch = 0; epoch <= set.epochs; epoch++)
            printf("%d %g %d %.5f %.4f\n", best[i].m, (double)best[i].eta,
                   epoch, best[i].seconds[epoch], best[i].cost[epoch]);
    block_end();
    block_begin("steps", "m step");
    for (int i = 0; i < SIZES; i++)
        printf("%d %.3e\n", best[i].m, step_time(&best[i], set));
    block_end();
}

// ## What the text says, and what was measured
//
// Seconds differ from machine to machine; verdicts are only on ratios, with
// wide margins.
enum { ONE, EIGHT, M32, M64, M128, M256, THOUSAND, BATCH };

static void make_claims(const Run best[SIZES], Settings set) {
    int last = set.epochs;
    double cost[SIZES], time[SIZES], step[SIZES];
    for (int i = 0; i < SIZES; i++) {
        cost[i] = best[i].cost[last];
        time[i] = best[i].seconds[last];
        step[i] = step_time(&best[i], set);
    }
    claim_between("Elgendy 2.6.2: a step takes time in proportion to n: with "
                  "10000 examples, for 1 with 1000", "", 5, 20,
                  step[BATCH] / step[THOUSAND]);
    claim_true("Elgendy 2.6.4: mini-batches (of 256) converge faster than "
               "batch descent", cost[M256] < cost[BATCH] / 2);
    claim_between("Elgendy 2.6.4: mini-batches (of 32) compute faster than SGD:"
                  " seconds per epoch, for 1 of SGD", "", 0, 0.7,
                  time[M32] / time[ONE]);
    claim_true("Elgendy 2.6.3: SGD is better and faster than batch descent: "
               "lower cost after its first epoch",
               best[ONE].cost[1] < cost[BATCH] / 2);
    data_claim_true("our finding: of the text's sizes, 32 learns most in an "
                    "epoch, then 64, 128, 256",
                    cost[M32] < cost[M64] && cost[M64] < cost[M128] &&
                        cost[M128] < cost[M256]);
    data_claim_true("our finding: single examples bear shorter steps than 32",
                    best[ONE].eta < best[M32].eta);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "how large a mini-batch?");
    option_int(&options, "--images", &set.images, 1, "training images, n");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over them");
    option_int(&options, "--hidden", &set.hidden, 1, "hidden neurons");
    options_end(&options);
    if (set.epochs > MOST_EPOCHS)
        wrong_usage("--epochs must be at most %d", MOST_EPOCHS);
    if (set.hidden > 10000) wrong_usage("--hidden must be at most 10000");

    say("[784,%d,10], %d images, %d epochs, %d sizes of mini-batches, %d rates "
        "each; seed %d", set.hidden, set.images, set.epochs, SIZES, RATES,
        (int)options.seed);
    Digits digits = digits_load(NULL);
    if (set.images > digits.train.x.rows)
        wrong_usage("--images %d: there are %d", set.images,
                    digits.train.x.rows);
    caption("[784,%d,10], cross-entropy, %d images of %s, best of %d rates, "
            "seed %d", set.hidden, set.images, report_data_name(), RATES,
            (int)options.seed);
    for (int k = 0; k < options.seeds; k++) {
        Run best[SIZES];
        experiment(best, data_part(digits.train, 0, set.images), set,
                   options.seed + (uint64_t)k);
        if (k == 0) print_runs(best, set);
        make_claims(best, set);
        say("with 100 million records a step of batch descent would take %.0f "
            "s", 1e8 / set.images * step_time(&best[BATCH], set));
    }
    claims_print();
    digits_free(&digits);
    return 0;
}
