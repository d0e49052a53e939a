// # A learning rate that falls
//
// A high rate is quick at first and never settles; a low one would settle, but
// takes for ever.  Optimisation slides, "methods of optimisation": SGD with
// momentum and a falling rate is usually a little better than Adam, but needs
// tuning; or begin with Adam, which is quick, and change to SGD later.
//
//     make schedule                             six runs of 20 epochs
//     make schedule ARGS="--eta 0.05"           a lower rate to start from
//     make schedule ARGS="--at 0.3"             dropped, and changed, early
//
// Time: 17 s
//
// What to look for: in the first picture the training cost of the constant rate
// wanders to and fro.  Where the rate drops to a tenth, after epoch 12, the
// cost falls by a third within one epoch: the network had been near a minimum
// for long, and only been shaken too much.  A rate that falls from the first
// step is ahead until then, and on new images it stays ahead; there the cost
// has begun to rise for the constant rate.
//
// In the second picture the change from Adam to SGD gains in the same way: on
// new images it ends below Adam and below SGD, as the slides hope.  (On the
// training images Adam alone ends about as low: it learns them by heart.)  But
// the other two lines say why.  Adam whose own rate drops in that epoch ends a
// little lower than the change, and SGD with momentum and a rate that falls
// from the first step ends lower still.  What helps is the low rate at the end,
// not the change of the rule.
//
// Nor is Adam quicker at the start than momentum which may begin with a high
// rate, because it will fall.  What Adam spares is the search: the advised 1e-3
// works (rate_search.c).
#include <stdbool.h>
#include <stdio.h>

#include "ch03-crossentropy-regularization/network2.h"
#include "ch04-optimizers/optimizer.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: ours, as the slides give none
//
// Both rates are among the best that rate_search.c finds for a single epoch.
// For twenty epochs at the same rate lower ones are better: try --eta 0.05.
// That is the reason for a rate that falls: no single one is right for the
// beginning and for the end.
typedef struct {
    int hidden, epochs, batch;
    real eta;                  // η of momentum, at first
    real adam;                 // η of Adam
    real at;                   // the part of a run after which the rate drops
    real drop;                 // to this part of it
} Settings;

static const Settings OURS = {30, 20, 32, 0.2f, 0.003f, 0.6f, 0.1f};

// ## Schedules
//
// Why should η fall?  The gradient of a mini-batch is the true one plus noise,
// and the noise does not become less near a minimum.  Steps of η g therefore
// shake the weights about it, the more the larger η is.  With
//
//     η₁ + η₂ + η₃ + ... = ∞           η₁² + η₂² + η₃² + ... < ∞
//
// the steps reach as far as needed, and the shaking dies away (Robbins and
// Monro, 1951).  η₀/t is such a sequence.  In practice runs are short, and many
// schedules do.  With s, the part of the run that is over, from 0 to 1:
//
//     constant     η = η₀
//     step         η = η₀ until s = 0.6, from there on η₀/10
//     1/t          η = η₀ / (1 + 10 s)
//
// so that the last two end at about the same rate.  Write one of your own, and
// put it on the list of runs.  (With momentum, steps from before a drop live on
// for a while with their old rate: one_step.c.)
typedef real Schedule(real eta, real s, Settings set);

static real constant(real eta, real s, Settings set) {
    (void)s, (void)set;
    return eta;
}

static real step_decay(real eta, real s, Settings set) {
    return s < set.at ? eta : eta * set.drop;
}

static real one_over_t(real eta, real s, Settings set) {
    (void)set;
    return eta / (1 + 10 * s);
}

// ## The runs
//
// The rule changes where the step schedule drops its rate, and goes on with the
// rate that momentum has after that drop.  So `step` and `change` have the same
// late part, and `drop_adam` and `change` the same early part.
typedef struct {
    const char *name;          // a single word
    const OptimizerRule *rule, *late;          // until s = at, and from there
    real eta, late_eta;
    Schedule *schedule;
} Run;

enum { CONSTANT, STEP, ONE_OVER_T, ADAM, DROP_ADAM, CHANGE, RUNS };

static void list_runs(Run runs[RUNS], Settings set) {
    const OptimizerRule *ball = &optimizer_momentum, *adam = &optimizer_adam;
    real low = set.eta * set.drop;
    const Run list[RUNS] = {
        {"constant", ball, ball, set.eta, 0, constant},
        {"step", ball, ball, set.eta, 0, step_decay},
        {"one_over_t", ball, ball, set.eta, 0, one_over_t},
        {"adam", adam, adam, set.adam, 0, constant},
        {"drop_adam", adam, adam, set.adam, 0, step_decay},
        {"change", adam, ball, set.adam, low, constant},
    };
    for (int i = 0; i < RUNS; i++) runs[i] = list[i];
}

// ## A network that learns
//
// Where the rule changes, the new one begins with v = 0: the velocity of Adam
// is a mean of gradients, that of momentum a sum of steps, and one is no use to
// the other.
typedef struct {
    Random random;
    Network2 n;
    Batches batches;
    Optimizer early, late;     // late is used by a run that changes its rule
    int t, T;                  // steps taken, steps of the whole run
} Learner;

static Learner learner_new(Run run, Settings set, Dataset train,
                           uint64_t seed) {
    int sizes[] = {PIXELS, set.hidden, CLASSES};
    Learner it = {.random = random_new(seed)};
    it.T = set.epochs * ((train.x.rows + set.batch - 1) / set.batch);
    it.n = network2_new(3, sizes, set.batch, &network2_log_likelihood,
                        &it.random);
    it.batches = batches_new(train, set.batch);
    it.early = optimizer_new(run.rule, it.n.parameters.cols);
    it.late = optimizer_new(run.late, it.n.parameters.cols);
    return it;
}

static void learner_free(Learner *it) {
    optimizer_free(&it->late);
    optimizer_free(&it->early);
    batches_free(&it->batches);
    network2_free(&it->n);
}

// The next step, and the η it takes.
static real step(Learner *it, Run run, Settings set) {
    real s = (real)it->t++ / it->T;
    bool changed = run.late != run.rule && s >= set.at;
    Optimizer *o = changed ? &it->late : &it->early;
    o->eta = changed ? run.late_eta : run.schedule(run.eta, s, set);
    optimizer_look_ahead(o, it->n.parameters);
    network2_gradient(&it->n, &it->batches, &it->random);
    optimizer_step(o, it->n.parameters, it->n.gradient);
    return o->eta;
}

// ## The experiment
//
// A row per epoch; row 0 is before the first.  Training cost is that of the
// first fifth of the training images, as they stand in the file.
enum { ETA, TRAIN, VALIDATION, READ, COLUMNS };

static void look(Matrix row, Learner *it, real eta, Digits digits) {
    Dataset some = data_part(digits.train, 0, digits.train.x.rows / 5);
    Network2Score validation = network2_score(&it->n, digits.validation);
    AT(row, 0, ETA) = eta;
    AT(row, 0, TRAIN) = (real)network2_score(&it->n, some).cost;
    AT(row, 0, VALIDATION) = (real)validation.cost;
    AT(row, 0, READ) = (real)validation.accuracy;
}

static void learn(Matrix seen, Run run, Settings set, Digits digits,
                  uint64_t seed) {
    Learner it = learner_new(run, set, digits.train, seed);
    Progress bar = progress_begin("epoch", set.epochs);
    real eta = run.eta;
    look(mat_rows(seen, 0, 1), &it, eta, digits);
    for (int epoch = 1; epoch <= set.epochs; epoch++) {
        batches_shuffle(&it.batches, &it.random);
        while (batches_next(&it.batches)) eta = step(&it, run, set);
        look(mat_rows(seen, epoch, 1), &it, eta, digits);
        progress_show(&bar, epoch, "%s: training cost %.4f, validation %.4f",
                      run.name, (double)AT(seen, epoch, TRAIN),
                      (double)AT(seen, epoch, VALIDATION));
    }
    progress_end(&bar);
    learner_free(&it);
}

// ## Data for the pictures: each run's epochs, then the next run's
static void print_run(const char *name, uint64_t seed, Matrix seen) {
    for (int epoch = 0; epoch < seen.rows; epoch++)
        printf("%s %d %d %g %.5f %.5f %.2f\n", name, (int)seed, epoch,
               (double)AT(seen, epoch, ETA), (double)AT(seen, epoch, TRAIN),
               (double)AT(seen, epoch, VALIDATION),
               (double)AT(seen, epoch, READ));
    printf("\n");
}

// ## The slides beside what was measured
//
// Runs are compared at their ends, and with runs of the same seed, which begin
// with the same weights and see the mini-batches in the same order.
static double end(Matrix seen, int column) {
    return (double)AT(seen, seen.rows - 1, column);
}

// Does run a end below run b in this column?
static bool below(const Matrix seen[RUNS], int a, int b, int column) {
    return end(seen[a], column) < end(seen[b], column);
}

static void claim_falling(const Matrix seen[RUNS], Settings set) {
    data_claim_true("Slides, SGD with a falling rate: ends below the constant "
                    "rate, in training and validation cost",
                    below(seen, STEP, CONSTANT, TRAIN) &&
                        below(seen, STEP, CONSTANT, VALIDATION) &&
                        below(seen, ONE_OVER_T, CONSTANT, TRAIN) &&
                        below(seen, ONE_OVER_T, CONSTANT, VALIDATION));
    int last = (int)(set.at * set.epochs);         // epoch at the high rate
    data_claim_between("our finding: the training cost after an epoch at a "
                       "tenth of the rate, over that before it", "", 0.5, 0.8,
                       (double)(AT(seen[STEP], last + 1, TRAIN) /
                                AT(seen[STEP], last, TRAIN)));
    data_claim_between("Slides: SGD with momentum and a falling rate is a "
                       "little better than Adam: validation accuracy",
                       "points", 0, 1,
                       end(seen[STEP], READ) - end(seen[ADAM], READ));
}

static void claim_change(const Matrix seen[RUNS]) {
    data_claim_true("Slides: Adam first, SGD later: ends below Adam and below "
                    "SGD, in validation cost",
                    below(seen, CHANGE, ADAM, VALIDATION) &&
                        below(seen, CHANGE, CONSTANT, VALIDATION));
    data_claim_between("our finding: training cost of this change over that of "
                       "Adam", "", 0.9, 1.2,
                       end(seen[CHANGE], TRAIN) / end(seen[ADAM], TRAIN));
    data_claim_true("our finding: Adam with a falling rate ends lower than the "
                    "change", below(seen, DROP_ADAM, CHANGE, VALIDATION));
    data_claim_true("our finding: momentum with 1/t ends lower than the change",
                    below(seen, ONE_OVER_T, CHANGE, VALIDATION));
    data_claim_between("our finding: is Adam quicker?  Its validation cost "
                       "after an epoch over that of momentum", "", 0.8, 1.2,
                       (double)(AT(seen[ADAM], 1, VALIDATION) /
                                AT(seen[CONSTANT], 1, VALIDATION)));
}

static void measure(Settings set, Digits digits, uint64_t seed) {
    Run runs[RUNS];
    Matrix seen[RUNS];
    list_runs(runs, set);
    for (int k = 0; k < RUNS; k++) {
        seen[k] = mat_new(set.epochs + 1, COLUMNS);
        learn(seen[k], runs[k], set, digits, seed);
        print_run(runs[k].name, seed, seen[k]);
    }
    claim_falling(seen, set);
    claim_change(seen);
    for (int k = RUNS - 1; k >= 0; k--) mat_free(&seen[k]);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "a learning rate that falls");
    option_int(&options, "--hidden", &set.hidden, 1, "hidden neurons");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over the images");
    option_int(&options, "--batch", &set.batch, 1, "examples per step, m");
    option_real(&options, "--eta", &set.eta, "η of momentum, at first");
    option_real(&options, "--adam", &set.adam, "η of Adam");
    option_real(&options, "--at", &set.at, "when the rate drops, 0 ... 1");
    option_real(&options, "--drop", &set.drop, "to this part of it");
    options_end(&options);
    if (set.hidden > 10000 || set.batch > 10000 || set.epochs > 1000)
        wrong_usage("--hidden and --batch: at most 10000; --epochs: 1000");
    if (!(set.at >= 0 && set.at < 1) ||
        !(set.eta > 0 && set.adam > 0 && set.drop > 0))
        wrong_usage("--at must be 0 to below 1, the others above 0");

    say("[784,%d,10] learns %d epochs in %d ways, mini-batches of %d",
        set.hidden, set.epochs, RUNS, set.batch);
    Digits digits = digits_load(NULL);
    caption("[784,%d,10], mini-batches of %d of %s, seed%s %llu", set.hidden,
            set.batch, report_data_name(), options.seeds > 1 ? "s from" : "",
            (unsigned long long)options.seed);
    block_begin("runs", "run seed epoch eta train validation accuracy");
    for (int i = 0; i < options.seeds; i++)
        measure(set, digits, options.seed + (uint64_t)i);
    block_end();
    claims_print();
    digits_free(&digits);
    return 0;
}
