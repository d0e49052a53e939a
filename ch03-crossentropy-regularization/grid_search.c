// # Which learning rate, which batch?
//
// Two numbers are chosen before anything is learned: the learning rate ε and
// the size of the mini-batches.  Buduma, "Test sets, validation sets, and
// overfitting": try all pairs of a few values of each, take the pair that reads
// the validation images best, and look at the test images with that one alone.
// Nielsen, chapter 3, says why: numbers chosen by the test images over-fit the
// test images.  (How the images are split, workflow.c draws.)
//
//     make grid_search                        his nine pairs, two ways to step
//     make grid_search ARGS="--epochs 1"      who is fast is not who is best
//     make grid_search ARGS="--epochs 40"     do the slow ones get there? 60 s
//
// Time: 16 s
//
// What to look for: on the left ε alone decides, and the batch hardly matters.
// That is Buduma's step, along the *sum* of the batch's gradients: whatever the
// batch, an epoch adds up the same 50 000 gradients, each times ε.  Only where
// ε is too large do large batches fail, as then 128 of them come at once.  On
// the right is Nielsen's step, along the *mean*, and the very same nine pairs
// are nine other trainings: a mean over 128 examples moves as little as one
// over 16, but eight times less often.  So a learning rate taken from a text is
// worth nothing without the text's step; η = ε m leads from one to the other.
//
// A winner at the edge of its grid, as on the right, says that the grid was in
// the wrong place: who knows how good the next pair would have been?
#include <stdio.h>

#include "ch03-crossentropy-regularization/network2.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: Buduma's grid; the number of epochs is ours
//
// Rates act by orders of magnitude, so a grid goes in factors, not in steps.
// It is dear: three values for each of two numbers are nine trainings, for each
// of six they are 729.  (The text's footnote names a search without a grid, the
// simplex of Nelder and Mead, which walks from the worst of a few tried points
// to the other side of the better ones.)
static const real EPSILON[] = {0.001f, 0.01f, 0.1f};
static const int BATCH[] = {16, 64, 128};
enum {
    EPSILONS = sizeof EPSILON / sizeof *EPSILON,
    BATCHES = sizeof BATCH / sizeof *BATCH,
};

typedef struct {
    int hidden;                // neurons in each of the two hidden layers
    int epochs;                // of each run
} Settings;

static const Settings TEXT = {30, 10};

// ## How far is a step?
//
//     Δw = - Σ ε ∂E⁽ᵏ⁾/∂w      over the k in the mini-batch          Buduma
//     Δw = - η/m Σ ∂Cₓ/∂w      over its m examples                    Nielsen
//
// network2_gradient gives the mean.  m times the mean is the sum, so that
// Buduma's step is one of η = ε m along it; m is what the batch really holds,
// the last of an epoch being a shorter one.  Add a rule of your own (ε √m?) and
// it is searched, too.
typedef struct {
    const char *name;          // a single word
    real (*eta)(real epsilon, int m);
} Rule;

static real eta_of_sum(real epsilon, int m) { return epsilon * m; }

static real eta_of_mean(real epsilon, int m) {
    (void)m;
    return epsilon;
}

static const Rule RULES[] = {{"sum", eta_of_sum}, {"mean", eta_of_mean}};
enum { RULE_COUNT = sizeof RULES / sizeof *RULES };

// ## One run
//
// His network for the digits: 784 inputs, two hidden layers of 30, and a
// softmax of ten.  The same pair and seed always take the same way.  Returns
// the number of steps in an epoch, which he counts as d/b for d examples in
// batches of b: d/b rounded up.
typedef struct {
    Rule rule;
    int epsilon, batch;        // places in EPSILON and BATCH
} Choice;

static Network2 untrained_new(Settings set, Choice c, Random *random) {
    int sizes[] = {PIXELS, set.hidden, set.hidden, CLASSES};
    return network2_new(4, sizes, BATCH[c.batch], &network2_log_likelihood,
                        random);
}

static int learn(Network2 *n, Settings set, Choice c, Dataset train,
                 Random *random) {
    Batches batches = batches_new(train, BATCH[c.batch]);
    int steps = 0;
    for (int epoch = 0; epoch < set.epochs; epoch++) {
        batches_shuffle(&batches, random);
        for (steps = 0; batches_next(&batches); steps++) {
            real eta = c.rule.eta(EPSILON[c.epsilon], batches.x.rows);
            network2_gradient(n, &batches, random);
            network2_step(n, eta);
        }
    }
    batches_free(&batches);
    return steps;
}

typedef struct {
    double accuracy;           // in %, of the images it was asked about
    int steps;                 // in an epoch
    int parameters;            // of the network
} Run;

static Run run(Settings set, Choice c, Dataset train, Dataset asked,
               uint64_t seed) {
    Random random = random_new(seed);
    Network2 n = untrained_new(set, c, &random);
    Run it = {.steps = learn(&n, set, c, train, &random),
              .parameters = n.parameters.cols};
    it.accuracy = network2_score(&n, asked).accuracy;
    network2_free(&n);
    return it;
}

// ## The search
//
// All pairs, each asked about the validation images.  Their answers choose, and
// so the winner's is a little too good: among pairs that are equally good the
// one wins that was lucky with just these images.  That is what the test images
// are kept for.  Where several seeds are run, the mean over them decides.
typedef struct {
    Spread validation[EPSILONS][BATCHES];        // accuracy in %, over seeds
    Run run[EPSILONS][BATCHES];                  // with the last of them
} Grid;

static void search(Grid *grid, Settings set, Rule rule, Digits digits,
                   uint64_t seed) {
    Progress bar = progress_begin("pair", EPSILONS * BATCHES);
    for (int e = 0; e < EPSILONS; e++)
        for (int b = 0; b < BATCHES; b++) {
            Choice c = {rule, e, b};
            Run it = run(set, c, digits.train, digits.validation, seed);
            grid->run[e][b] = it;
            spread_add(&grid->validation[e][b], it.accuracy);
            progress_show(&bar, e * BATCHES + b + 1,
                          "%s  ε %g  batch %d  validation %.2f %%", rule.name,
                          (double)EPSILON[e], BATCH[b], it.accuracy);
        }
    progress_end(&bar);
}

static Choice winner(const Grid *grid, Rule rule) {
    Choice best = {rule, 0, 0};
    for (int e = 0; e < EPSILONS; e++)
        for (int b = 0; b < BATCHES; b++)
            if (spread_mean(&grid->validation[e][b]) >
                spread_mean(&grid->validation[best.epsilon][best.batch]))
                best = (Choice){rule, e, b};
    return best;
}

// ## Data for the picture: a map per rule
static void print_maps(const Grid grids[RULE_COUNT]) {
    block_begin("maps", "rule row column epsilon batch validation low high "
                        "won");
    for (int r = 0; r < RULE_COUNT; r++) {
        Choice best = winner(&grids[r], RULES[r]);
        for (int e = 0; e < EPSILONS; e++)
            for (int b = 0; b < BATCHES; b++) {
                const Spread *s = &grids[r].validation[e][b];
                printf("%s %d %d %g %d %.2f %.2f %.2f %d\n", RULES[r].name, e,
                       b, (double)EPSILON[e], BATCH[b], spread_mean(s), s->min,
                       s->max, e == best.epsilon && b == best.batch);
            }
    }
    block_end();
}

// ## What the texts say
static double at(const Grid *grid, int epsilon, int batch) {
    return spread_mean(&grid->validation[epsilon][batch]);
}

static void claim_maps(const Grid grids[RULE_COUNT]) {
    const Grid *sum = &grids[0];
    Choice best = winner(sum, RULES[0]), corner = winner(&grids[1], RULES[1]);
    data_claim("our finding: sum: the ε that wins", "", 0.01,
               (double)EPSILON[best.epsilon], 1e-6);
    data_claim_between("our finding: sum, ε = 0.001: what another batch size "
                       "changes", "points", 0, 0.5,
                       fabs(at(sum, 0, 0) - at(sum, 0, BATCHES - 1)));
    data_claim_true("our finding: sum, ε = 0.1: the larger the batch, the "
                    "worse", at(sum, 2, 0) > at(sum, 2, 1) &&
                    at(sum, 2, 1) > at(sum, 2, 2));
    data_claim_true("our finding: mean: the winner stands in a corner, the "
                    "largest ε and the smallest batch",
                    corner.epsilon == EPSILONS - 1 && corner.batch == 0);
}

static void claim_steps(const Grid *grid, int examples) {
    for (int b = 0; b < BATCHES; b++) {
        char what[80];
        snprintf(what, sizeof what, "Buduma: d/b steps in an epoch, b = %d",
                 BATCH[b]);
        claim(what, "", (double)examples / BATCH[b], grid->run[0][b].steps, 1);
    }
    claim("Buduma: parameters, nearly 25 000", "", 25000,
          grid->run[0][0].parameters, 500);
}

// ## The test images, at last
//
// With the pair that has won, trained once more: with the same seed it becomes
// the same network.
static void test_winner(const Grid *grid, Settings set, Rule rule,
                        Digits digits, Options options) {
    Choice best = winner(grid, rule);
    for (int i = 0; i < options.seeds; i++) {
        Run it = run(set, best, digits.train, digits.test,
                     options.seed + (uint64_t)i);
        double chosen = at(grid, best.epsilon, best.batch);
        say("%s: ε = %g and batches of %d read %.2f %% of the validation "
            "images; of the test images %.2f %%", rule.name,
            (double)EPSILON[best.epsilon], BATCH[best.batch], chosen,
            it.accuracy);
        printf("%s %g %d %.2f %.2f\n", rule.name,
               (double)EPSILON[best.epsilon], BATCH[best.batch], chosen,
               it.accuracy);
        if (rule.eta == eta_of_sum)
            data_claim_between("our finding: sum: the winner on the test "
                               "images", "%", 95.5, 97, it.accuracy);
    }
}

static void read_options(Options *options, Settings *set) {
    option_int(options, "--hidden", &set->hidden, 1, "neurons per layer");
    option_int(options, "--epochs", &set->epochs, 1, "of each run");
    options_end(options);
    if (set->hidden > 1000 || set->epochs > 100000)
        wrong_usage("at most --hidden 1000, --epochs 100000");
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "which learning rate, which "
                                                "batch?");
    read_options(&options, &set);

    say("[784,%d,%d,10] learns %d times, %d epochs each, seed %llu", set.hidden,
        set.hidden, RULE_COUNT * EPSILONS * BATCHES * options.seeds, set.epochs,
        (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    caption("[784,%d,%d,10], softmax, %d epochs, on %s, seed%s %llu",
            set.hidden, set.hidden, set.epochs, report_data_name(),
            options.seeds > 1 ? "s from" : "",
            (unsigned long long)options.seed);
    Grid grids[RULE_COUNT] = {{.run[0][0].steps = 0}};
    for (int r = 0; r < RULE_COUNT; r++)
        for (int i = 0; i < options.seeds; i++)
            search(&grids[r], set, RULES[r], digits,
                   options.seed + (uint64_t)i);
    print_maps(grids);
    block_begin("winners", "rule epsilon batch validation test");
    for (int r = 0; r < RULE_COUNT; r++)
        test_winner(&grids[r], set, RULES[r], digits, options);
    block_end();
    claim_steps(&grids[0], digits.train.x.rows);
    claim_maps(grids);
    claims_print();
    digits_free(&digits);
    return 0;
}
