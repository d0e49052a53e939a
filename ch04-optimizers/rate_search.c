// # Looking for a learning rate
//
// The slides advise a rate of 1e-3 ... 1e-5.  Glassner, chapter 14, begins with
// about 0.001, Elgendy, 2.6.2, with 0.1 or 0.01; both then watch and adjust.
// For which rule of descent is each of them right, and must one really try out
// so many?
//
//     make rate_search                              three rules, 15 rates each
//     make rate_search ARGS="--batch 256"           fewer steps, less noise
//     make rate_search ARGS="--hidden 100"
//
// Time: 7 s
//
// What to look for: each rule has a valley of its own, about a factor of ten
// wide, and the valleys lie far apart.  The slides' range, in grey, ends where
// Adam's begins; for Adam they advise its upper end, 1e-3.  With plain descent
// 1e-3 learns next to nothing in an epoch; its best rate is a thousand times as
// large.  Momentum with ρ = 0.9 wants a tenth of that, and where rates are low
// it does with a tenth of them what descent does, to a percent.  A rate is
// advice only together with its rule.
//
// On the right, one epoch in which η rises from step to step finds the same
// valleys as the fifteen epochs on the left, with their lowest points at
// somewhat higher rates: the range test.
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "ch03-crossentropy-regularization/network2.h"
#include "ch04-optimizers/optimizer.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: ours
//
// The cost is a mean over the mini-batch, here and everywhere in this codebase.
// Who takes the sum over 32 examples has gradients 32 times as long, and must
// divide every rate below by 32.  Adam's rates stay: it divides by the length
// of the gradient anyway.
typedef struct {
    int hidden;
    int batch;                 // m
} Settings;

static const Settings OURS = {30, 32};

static const real RATES[] = {1e-5f, 3e-5f, 1e-4f, 3e-4f, 0.001f, 0.003f, 0.01f,
                             0.03f, 0.1f, 0.3f, 1, 3, 10, 30, 100};
enum { AT_001 = 4, AT_01 = 6, AT_1 = 8, SWEPT = sizeof RATES / sizeof *RATES };

// ## Three rules
//
//     descent      θ ← θ - η g
//     momentum     v ← ρv - η g,                       θ ← θ + v
//     Adam         v, s: means of g and of g ⊙ g,      θ ← θ - η v / √(s + ε)
//
// If g is constant, descent makes steps of η g, and momentum in the end steps
// of η g / (1 - ρ): ten times as long for ρ = 0.9.  Adam makes steps of about
// η, however long g is.  Here g is short: a mean over examples that mostly
// disagree, for weights of pixels that mostly are white.  So η g is far below
// η, and descent needs by far the largest number.
//
// The factor ten of momentum is exact as long as g hardly changes within ten
// steps.  With low rates that is so: the curves of descent and of momentum are
// one curve, moved by a factor of ten.  With high rates they part.
//
// (What would be a good step?  The weights of a neuron with 784 inputs begin at
// about 1/√784 = 0.04.  With η = 1e-3 Adam may change one of them by as much
// in forty steps.)
static const OptimizerRule *const RULES[] = {
    &optimizer_descent, &optimizer_momentum, &optimizer_adam,
};
enum { DESCENT, MOMENTUM, ADAM, RULE_COUNT };

// ## A network that learns
//
// The network of chapter 3, a rule, and what both need for an epoch.
typedef struct {
    Random random;
    Network2 n;
    Batches batches;
    Optimizer o;
} Learner;

static Learner learner_new(const OptimizerRule *rule, Settings set,
                           Dataset train, uint64_t seed) {
    Learner it = {.random = random_new(seed)};
    int sizes[] = {PIXELS, set.hidden, CLASSES};
    it.n = network2_new(3, sizes, set.batch, &network2_log_likelihood,
                        &it.random);
    it.batches = batches_new(train, set.batch);
    it.o = optimizer_new(rule, it.n.parameters.cols);
    batches_shuffle(&it.batches, &it.random);
    return it;
}

static void learner_free(Learner *it) {
    optimizer_free(&it->o);
    batches_free(&it->batches);
    network2_free(&it->n);
}

// A step; returns the mean cost of its mini-batch, from before the step.
static double step(Learner *it, real eta) {
    Network2 *n = &it->n;
    it->o.eta = eta;
    optimizer_look_ahead(&it->o, n->parameters);
    network2_gradient(n, &it->batches, &it->random);
    double cost = n->cost->cost(n->z[n->L], n->a[n->L], it->batches.y);
    optimizer_step(&it->o, n->parameters, n->gradient);
    return cost / it->batches.x.rows;
}

// ## The long way: an epoch with each rate
//
// All rates begin with the same weights and see the examples in the same order.
// What counts is the cost on the validation images: the training images decide
// on the weights, and the test images have to be kept for the end.
//
// An epoch is no whole training.  It shows where a rate is hopeless, on either
// side; between two good ones only longer runs decide.
static double after_an_epoch(const OptimizerRule *rule, real eta, Settings set,
                             Digits digits, uint64_t seed) {
    Learner it = learner_new(rule, set, digits.train, seed);
    while (batches_next(&it.batches)) step(&it, eta);
    double cost = network2_score(&it.n, digits.validation).cost;
    learner_free(&it);
    return cost;
}

// ## The short way: the range test
//
// Glassner mentions algorithms that look for a rate to begin with, and leaves
// them to his chapter 15.  This is one of them.  With each of the T steps of a
// single epoch η is raised a little, always by the same factor,
//
//     η(t) = η_low (η_high / η_low)^(t/T)
//
// and the cost of the mini-batches is watched.  While η is too low the cost
// hardly moves; then it falls; and where η becomes too high it turns and
// climbs.
//
// The turn lies above the best rate: a few steps with a high rate may help
// where an epoch of them would not.  So take a rate below the lowest point, by
// a factor of up to ten.  And the test begins with new weights: for a network
// that has learnt for some epochs a lower rate may be better (schedule.c).
enum { POINTS = 50 };          // of the curve

static double raised(double share) {
    double low = (double)RATES[0], high = (double)RATES[SWEPT - 1];
    return low * pow(high / low, share);
}

// The rate in the middle of a point.
static double tested_rate(int i) { return raised((i + 0.5) / POINTS); }

static void range_test(double cost[POINTS], const OptimizerRule *rule,
                       Settings set, Dataset train, uint64_t seed) {
    Learner it = learner_new(rule, set, train, seed);
    int T = (train.x.rows + set.batch - 1) / set.batch, in[POINTS] = {0};
    for (int i = 0; i < POINTS; i++) cost[i] = 0;
    for (int t = 0; batches_next(&it.batches); t++) {
        int i = (int)((long long)t * POINTS / T);
        cost[i] += step(&it, (real)raised((double)t / T));
        in[i]++;
    }
    for (int i = 0; i < POINTS; i++) cost[i] /= in[i];
    learner_free(&it);
}

static int lowest(const double cost[], int count) {
    int best = 0;
    for (int i = 1; i < count; i++)
        if (cost[i] < cost[best]) best = i;
    return best;
}

static double best_rate(const double cost[SWEPT]) {
    return (double)RATES[lowest(cost, SWEPT)];
}

// ## The experiment
//
// Fifteen epochs and one more for each rule: the price of the long way, and of
// the short one.
typedef struct {
    double sweep[RULE_COUNT][SWEPT], range[RULE_COUNT][POINTS];
} Result;

static Result search(Settings set, Digits digits, uint64_t seed) {
    Result result;
    Progress bar = progress_begin("rule", RULE_COUNT);
    for (int k = 0; k < RULE_COUNT; k++) {
        for (int i = 0; i < SWEPT; i++)
            result.sweep[k][i] = after_an_epoch(RULES[k], RATES[i], set, digits,
                                                seed);
        range_test(result.range[k], RULES[k], set, digits.train, seed);
        progress_show(&bar, k + 1, "%s: best rate %g, range test lowest at "
                      "%.2g", RULES[k]->name, best_rate(result.sweep[k]),
                      tested_rate(lowest(result.range[k], POINTS)));
    }
    progress_end(&bar);
    return result;
}

// ## Data for the picture
static void print_row(double eta, double descent, double momentum,
                      double adam) {
    printf("%.4g %.5g %.5g %.5g\n", eta, descent, momentum, adam);
}

static void print_result(const Result *it) {
    block_begin("sweep", "eta descent momentum adam");
    for (int i = 0; i < SWEPT; i++)
        print_row((double)RATES[i], it->sweep[DESCENT][i],
                  it->sweep[MOMENTUM][i], it->sweep[ADAM][i]);
    block_end();
    block_begin("range", "eta descent momentum adam");
    for (int i = 0; i < POINTS; i++)
        print_row(tested_rate(i), it->range[DESCENT][i],
                  it->range[MOMENTUM][i], it->range[ADAM][i]);
    block_end();
}

// ## The texts beside what was measured
//
// The slides do not say for which rule their range is meant.  For Adam they
// name 1e-3 or 5e-4, at the upper end of it.
static void claim_texts(const Result *it) {
    const double *descent = it->sweep[DESCENT], *adam = it->sweep[ADAM];
    claim_failed_because("Slides, learning rate: 1e-3 ... 1e-5: best rate of "
                         "plain descent", "", 0.001, best_rate(descent),
                         "descent steps by η g, and g is small; the range "
                         "suits Adam, which steps by about η");
    data_claim_true("Glassner ch14: about 0.001 to begin with: too low for "
                    "plain descent, cost above 2 after an epoch (guessing: "
                    "2.3)", descent[AT_001] > 2);
    data_claim_true("Slides, Adam: 1e-3: after an epoch less than twice the "
                    "cost with the best rate",
                    adam[AT_001] < 2 * adam[lowest(adam, SWEPT)]);
    data_claim_true("Slides, methods: Adam is usually a good choice: with 1e-3 "
                    "for all, it is ahead of momentum, that of descent",
                    adam[AT_001] < it->sweep[MOMENTUM][AT_001] &&
                        it->sweep[MOMENTUM][AT_001] < descent[AT_001]);
    data_claim_true("Elgendy 2.6.2: 0.1 or 0.01 to begin with: for plain "
                    "descent better than 0.001, 0.1 best of the three",
                    descent[AT_1] < descent[AT_01] &&
                        descent[AT_01] < descent[AT_001]);
    data_claim("our finding: momentum at 0.01, descent at 0.1: ratio of the "
               "costs; 1 / (1 - ρ) is 10", "", 1,
               it->sweep[MOMENTUM][AT_01] / descent[AT_1], 0.03);
}

static void claim_test(const Result *it) {
    for (int k = 0; k < RULE_COUNT; k++) {
        char what[120];
        snprintf(what, sizeof what, "our finding: range test, %s: lowest point "
                 "over best rate (of rates a factor of 3 apart)",
                 RULES[k]->name);
        data_claim_between(what, "", 1 / 3.0, 10,
                           tested_rate(lowest(it->range[k], POINTS)) /
                               best_rate(it->sweep[k]));
    }
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "looking for a learning rate");
    option_int(&options, "--hidden", &set.hidden, 1, "hidden neurons");
    option_int(&options, "--batch", &set.batch, 1, "examples per step, m");
    options_end(&options);
    if (set.hidden > 10000) wrong_usage("--hidden: at most 10000");

    say("[784,%d,10] with softmax learns for an epoch with each of %d rates, "
        "mini-batches of %d, seed %llu", set.hidden, SWEPT, set.batch,
        (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    if (digits.train.x.rows / set.batch < POINTS)
        wrong_usage("--batch %d: the range test needs %d steps in an epoch",
                    set.batch, POINTS);
    caption("[784,%d,10], mini-batches of %d of %s, seed %llu", set.hidden,
            set.batch, report_data_name(), (unsigned long long)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        Result result = search(set, digits, options.seed + (uint64_t)i);
        if (i == 0) print_result(&result);
        claim_texts(&result);
        claim_test(&result);
    }
    claims_print();
    digits_free(&digits);
    return 0;
}
