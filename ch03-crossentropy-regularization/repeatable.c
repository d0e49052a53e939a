// # Another start, another result
//
// Without regularisation, Nielsen observes in chapter 3, networks get stuck now
// and then, and what comes out depends on where they began; with it the results
// can be repeated.  His guess at the reason: the weights grow so long that a
// step can hardly turn them any more.
//
//     make repeatable                              five starts, three ways
//     make repeatable ARGS=--cross-entropy         nothing is stuck
//     make repeatable ARGS="--lambda 1"            weaker decay
//
// Time: 33 s
//
// What to look for: with the quadratic cost the starts end far apart, and some
// stay below 80 %.  With λ = 5 all of them end within two or three points.  So
// the observation holds.  But the reason must be another one.  Where starts
// are stuck, on the left, the weights hardly grow: they are too long to begin
// with.  And on the right, where they begin small, they become seven times as
// long without any decay, and no start is stuck.  That is the simpler cure, and
// the better one.  (What a stuck network lacks, ch02-backprop/stuck.c shows.)
//
// With the cross-entropy no start is stuck at all; decay makes the results
// better, but brings them no closer together.
#include <stdio.h>

#include "ch03-crossentropy-regularization/network2.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: chapter 1's network of 100 hidden neurons, and λ of chapter 3
typedef struct {
    int hidden, epochs, batch;
    real eta;                  // 3 with the quadratic cost
    real lambda;               // of the runs with decay
    bool cross_entropy;        // instead of the quadratic cost; η is 0.5 then
} Settings;

static const Settings TEXT = {100, 8, 10, 3, 5, false};
enum { STARTS = 5 };           // seeds, unless --seeds says otherwise

// ## Three ways
//
//     plain      w ~ N(0, 1),        λ = 0
//     decay      w ~ N(0, 1),        λ = 5
//     small      w ~ N(0, 1/n_in),   λ = 0
//
// All use the same seeds; "plain" and "decay" begin from the very same weights.
typedef struct {
    const char *name;          // a single word
    bool decay;
    bool small;                // weights from N(0, 1/n_in), else N(0, 1)
} Way;

static const Way WAYS[] = {
    {"plain", false, false}, {"decay", true, false}, {"small", false, true},
};
enum { PLAIN, DECAY, SMALL, WAY_COUNT };

// ## One run, from one start
//
// Nielsen thinks of the weights as an arrow.  A step adds a small arrow to it,
// and the longer the first one is, the less its direction can change:
//
//     angle of a step ≈ η ‖∇C‖ / ‖w‖
//
// So beside the accuracy the length ‖w‖ is written down.
typedef struct {
    Matrix accuracy;           // in %, on the test images: a row per start, a
                               // column per epoch; column 0 is the start
    Matrix length;             // ‖w‖, in the same places
} Runs;

static Runs runs_new(Settings set, int starts) {
    return (Runs){mat_new(starts, set.epochs + 1),
                  mat_new(starts, set.epochs + 1)};
}
static void runs_free(Runs *runs) {
    mat_free(&runs->length);
    mat_free(&runs->accuracy);
}

static void learn(Runs *runs, int start, Settings set, Way way, Digits digits,
                  uint64_t seed) {
    Random random = random_new(seed);
    int sizes[] = {PIXELS, set.hidden, CLASSES};
    Network2 n = network2_new(3, sizes, set.batch,
                              set.cross_entropy ? &network2_cross_entropy
                                                : &network2_quadratic,
                              &random);
    if (!way.small) network2_large_start(&n, &random);
    n.lambda = way.decay ? set.lambda : 0;
    Batches batches = batches_new(digits.train, set.batch);
    for (int epoch = 0; epoch <= set.epochs; epoch++) {
        if (epoch > 0) network2_epoch(&n, &batches, set.eta, &random);
        AT(runs->accuracy, start, epoch) =
            (real)network2_score(&n, digits.test).accuracy;
        AT(runs->length, start, epoch) = mat_norm(n.weights);
    }
    batches_free(&batches);
    network2_free(&n);
}

// ## How far do the starts end apart?
//
// With five starts the range, best minus worst, says more than a standard
// deviation: the ends of stuck networks lie on steps of 9 %, a digit each.
static Spread at(Matrix runs, int epoch) {
    Spread spread = {0};
    for (int start = 0; start < runs.rows; start++)
        spread_add(&spread, (double)AT(runs, start, epoch));
    return spread;
}

static double range(Matrix runs) {
    Spread end = at(runs, runs.cols - 1);
    return end.max - end.min;
}

// The length of the weights at the end, as a multiple of that at the start.
static double growth(Matrix length) {
    Spread begin = at(length, 0), end = at(length, length.cols - 1);
    return spread_mean(&end) / spread_mean(&begin);
}

// ## Data for the picture
static void print_runs(const Runs runs[WAY_COUNT]) {
    block_begin("runs", "way start epoch test length");
    for (int way = 0; way < WAY_COUNT; way++)
        for (int start = 0; start < runs[way].accuracy.rows; start++) {
            for (int epoch = 0; epoch < runs[way].accuracy.cols; epoch++)
                printf("%s %d %d %.2f %.2f\n", WAYS[way].name, start + 1, epoch,
                       (double)AT(runs[way].accuracy, start, epoch),
                       (double)AT(runs[way].length, start, epoch));
            printf("\n");
        }
    block_end();
    block_begin("ends", "way place low mean high");
    for (int way = 0; way < WAY_COUNT; way++) {
        Matrix m = runs[way].accuracy;
        Spread s = at(m, m.cols - 1);
        printf("%s %d %.2f %.2f %.2f\n", WAYS[way].name, way, s.min,
               spread_mean(&s), s.max);
    }
    block_end();
}

// ## What the text says, and what we found
static void make_claims(const Runs runs[WAY_COUNT]) {
    Matrix plain = runs[PLAIN].accuracy, decay = runs[DECAY].accuracy;
    Matrix small = runs[SMALL].accuracy;
    Spread stuck = at(plain, plain.cols - 1), free = at(decay, decay.cols - 1);
    Spread best = at(small, small.cols - 1);
    data_claim_between("Nielsen ch3: without decay the starts end far apart, "
                       "by", "points", 5, 40, range(plain));
    data_claim_between("Nielsen ch3: with decay they end close together, by",
                       "points", 0, 3, range(decay));
    data_claim_true("Nielsen ch3: the worst start with decay is better than "
                    "the best one without", free.min > stuck.max);
    data_claim_between("our finding: without decay the weights grow only to",
                       "times their length", 1, 1.1,
                       growth(runs[PLAIN].length));
    data_claim_true("our finding: small first weights, without decay, are as "
                    "repeatable, and better",
                    range(small) < 3 && best.min > free.min);
    data_claim_between("our finding: and there they grow to", "times their "
                       "length", 5, 10, growth(runs[SMALL].length));
}

static void read_options(Options *options, Settings *set) {
    option_int(options, "--hidden", &set->hidden, 1, "hidden neurons");
    option_int(options, "--epochs", &set->epochs, 1, "of each run");
    option_int(options, "--batch", &set->batch, 1, "examples per step, m");
    option_flag(options, "--cross-entropy", &set->cross_entropy,
                "as cost; η = 0.5");
    if (set->cross_entropy) set->eta = 0.5f;
    option_real(options, "--eta", &set->eta, "learning rate η");
    option_real(options, "--lambda", &set->lambda, "of the runs with decay");
    option_seeds(options, STARTS);
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
    Options options = options_begin(argc, argv, "another start, another "
                                                "result");
    read_options(&options, &set);

    say("[784,%d,10] starts %d times in %d ways, %d epochs each, seeds from "
        "%llu", set.hidden, options.seeds, WAY_COUNT, set.epochs,
        (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    Runs runs[WAY_COUNT];
    Progress bar = progress_begin("run", WAY_COUNT * options.seeds);
    for (int way = 0; way < WAY_COUNT; way++) {
        runs[way] = runs_new(set, options.seeds);
        for (int i = 0; i < options.seeds; i++) {
            learn(&runs[way], i, set, WAYS[way], digits,
                  options.seed + (uint64_t)i);
            progress_show(&bar, way * options.seeds + i + 1, "%s  test %.2f %%",
                          WAYS[way].name,
                          (double)AT(runs[way].accuracy, i, set.epochs));
        }
    }
    progress_end(&bar);
    caption("[784,%d,10], %s cost, η = %g, λ = %g, on %s, seeds from %llu",
            set.hidden, set.cross_entropy ? "cross-entropy" : "quadratic",
            (double)set.eta, (double)set.lambda, report_data_name(),
            (unsigned long long)options.seed);
    print_runs(runs);
    make_claims(runs);
    claims_print();
    for (int way = WAY_COUNT - 1; way >= 0; way--) runs_free(&runs[way]);
    digits_free(&digits);
    return 0;
}
