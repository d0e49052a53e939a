// # A slow way to learn
//
// Without any mathematics: change one weight a little, at random; if the error
// falls, keep the change, else undo it.  How long does that take?  Glassner,
// chapter 14, "A slow way to learn" and "Gradient descent".
//
//     make slow_way                           the race, five starts each
//     make slow_way ARGS="--hidden 4"         few weights: it gets stuck
//     make slow_way ARGS="--enough 0.69"      the text: a right answer will do
//     make slow_way ARGS="--enough 0"         never content: it unlearns
//
// Time: 2 s
//
// What to look for: the axis is logarithmic.  Both ways see the same samples
// and leave them alone at the same error, and the slow one needs many times as
// many *evaluations* of the network.  Half of its tries go the wrong way, says
// the text, and so they do: at the start, to know the sign doubles what a try
// is worth.  To move all weights at once does the rest.  Backpropagation gives
// both, the slopes of all weights for the price of three evaluations.
#define REAL double
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "common/report.h"
#include "common/toys.h"

// ## Settings
//
// The text gives none, and ours decide by how much backpropagation wins: with
// `sd` or `eta` half or twice as large it is about 13 to 50 times.
typedef struct {
    int hidden;                // hidden neurons
    int tweaks;                // tries per sample
    real sd;                   // standard deviation of a try, m
    real eta;                  // η, for backpropagation
    real enough;               // an error that is left alone
    int evaluations;           // each learner may use
} Settings;

static const Settings OURS = {16, 10, 0.05, 0.05, 0.1, 800000};
enum { STARTS = 5, MOST_STARTS = 20 };

// ## A network
//
// Two inputs, a hidden layer with tanh, one sigmoid neuron that gives the
// probability of class 1.  A bias is a weight from a constant 1, the text's
// trick: there is nothing but weights.  Hidden neuron h has weights 3h (bias),
// 3h + 1 and 3h + 2; those of the output neuron follow, its bias first.
enum { WIDEST = 100, MOST_WEIGHTS = 4 * WIDEST + 1 };

typedef struct {
    int hidden, weights;
    real w[MOST_WEIGHTS];
    real slope[MOST_WEIGHTS];  // ∂E/∂w, in the same order
    real o[WIDEST], p;         // outputs of the hidden neurons; P(1)
} Net;

typedef struct { real x[2], y; } Sample;         // y is the class, 0 or 1

// Weights are uniform in ±√(6 / (n_in + n_out)), biases 0.
static Net net_random(int hidden, Random *random) {
    Net net = {.hidden = hidden, .weights = 4 * hidden + 1};
    for (int i = 0; i < net.weights; i++) {
        bool out = i >= 3 * hidden, bias = out ? i == 3 * hidden : i % 3 == 0;
        real reach = sqrt(6.0 / (hidden + (out ? 1 : 2)));
        net.w[i] = bias ? 0 : reach * (2 * random_uniform(random) - 1);
    }
    return net;
}

// ## One evaluation
//
//     E = -ln P(right class),     P(1) = σ(z),     P(0) = σ(-z)
//
// and -ln σ(s) = ln(1 + e⁻ˢ), which is written so that nothing overflows.  An
// error below ln 2 = 0.69 means that the answer is right.
static real evaluate(Net *net, Sample s) {
    const real *w = net->w, *out = w + 3 * net->hidden;
    real z = out[0];
    for (int h = 0; h < net->hidden; h++, w += 3) {
        net->o[h] = tanh(w[0] + w[1] * s.x[0] + w[2] * s.x[1]);
        z += out[1 + h] * net->o[h];
    }
    net->p = 1 / (1 + exp(-z));
    real sure = s.y == 1 ? z : -z;
    return fmax(-sure, 0) + log1p(exp(-fabs(sure)));
}

// ## One backward pass
//
//     δ = P(1) - y at the output        δ_h = w_h δ (1 - o_h²) at hidden h
//     ∂E/∂w = (what the weight multiplies) × (δ of the neuron it leads to)
//
// It follows an evaluation.  The deltas take no more multiplications than that
// did, and nor do the products, one for each weight.  We charge both: a
// gradient costs three evaluations, together with the one it follows.
enum { BACKWARD = 2 };

static void find_slopes(Net *net, Sample s) {
    const real *out = net->w + 3 * net->hidden;
    real delta = net->p - s.y, *slope = net->slope;
    slope[3 * net->hidden] = delta;
    for (int h = 0; h < net->hidden; h++) {
        real o = net->o[h], delta_h = out[1 + h] * delta * (1 - o * o);
        slope[3 * net->hidden + 1 + h] = o * delta;
        slope[3 * h] = delta_h;
        slope[3 * h + 1] = s.x[0] * delta_h;
        slope[3 * h + 2] = s.x[1] * delta_h;
    }
}

// ## Two ways to learn from a sample
//
// Each is called after an evaluation, whose error was not small enough, and
// returns how many more it has used.
typedef int Learner(Net *net, Sample s, real error, const Settings *set,
                    Random *random);

// One try:
//
//     w → w + m,   and back again unless E(w + m) < E(w)
//
// All other weights are frozen.  Returns the error afterwards, which is `error`
// again if the try was undone.
static real tweak(Net *net, Sample s, real error, real *weight, real m) {
    real keep = *weight;
    *weight += m;
    real after = evaluate(net, s);
    if (after < error) return after;
    *weight = keep;
    return error;
}

// The slow way: many tries, each at another weight; m is as often above as
// below 0.
static int slow(Net *net, Sample s, real error, const Settings *set,
                Random *random) {
    int used = 0;
    for (; used < set->tweaks && error >= set->enough; used++) {
        real *weight = &net->w[random_below(random, net->weights)];
        real m = set->sd * random_normal(random);
        error = tweak(net, s, error, weight, m);
    }
    return used;
}

// Backpropagation: all weights at once, each against its own slope.
//
//     w → w - η ∂E/∂w
//
// Nobody checks whether the error has fallen; that would cost an evaluation.
static int backprop(Net *net, Sample s, real error, const Settings *set,
                    Random *random) {
    (void)error, (void)random;
    find_slopes(net, s);
    for (int i = 0; i < net->weights; i++)
        net->w[i] -= set->eta * net->slope[i];
    return BACKWARD;
}

// ## The race
//
// After 1, 1.3, 1.6, 2, ... evaluations we look at the mean error over all
// samples.  That is not charged.
enum { MARKS = 94, SAMPLES = 200 };              // ten marks for a factor of 10
static const real GOAL = 0.1;

typedef struct {
    int marks;                 // so many were passed
    real error[MARKS];         // the mean over all samples at each
    int needed;                // evaluations to GOAL, or all that there were
    bool there;                // was it reached?
} Run;

static real mark_at(int i) { return pow(10, i / 10.0); }

static Sample sample(Dataset set, int i) {
    return (Sample){{AT(set.x, i, 0), AT(set.x, i, 1)}, AT(set.y, i, 0)};
}

// Learners work on one sample at a time; whether they have learned is a matter
// of all samples.
static void look(Run *run, Net *net, Dataset data, int used) {
    real mean = 0;
    for (int i = 0; i < SAMPLES; i++)
        mean += evaluate(net, sample(data, i)) / SAMPLES;
    run->error[run->marks++] = mean;
    if (!run->there) run->needed = used;
    run->there = run->there || mean <= GOAL;
}

// The same seed gives both learners the same moons and the same start.
static Run race(Learner *learn, const Settings *set, uint64_t seed) {
    Random random = random_new(seed);
    Dataset data = toys_moons(SAMPLES, 0.05, &random);
    Net net = net_random(set->hidden, &random);
    Run run = {.marks = 0};
    int order[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) order[i] = i;
    for (int used = 0, i = 0; used < set->evaluations; i = (i + 1) % SAMPLES) {
        if (i == 0) random_shuffle(order, SAMPLES, &random);
        while (run.marks < MARKS && mark_at(run.marks) <= used + 1)
            look(&run, &net, data, used);
        Sample s = sample(data, order[i]);
        real error = evaluate(&net, s);
        used++;
        if (error >= set->enough) used += learn(&net, s, error, set, &random);
    }
    dataset_free(&data);
    return run;
}

// ## The first tries
//
// From the start, and always back to it: how many tries are kept, and how far
// do they lower the error if chance decides about the sign of m, and how far if
// the slope does?
enum { TRIES = 10 * SAMPLES };
typedef struct { real kept, by_chance, with_sign; } First;

// For a small m the error changes by (∂E/∂w) m.  So the sign of m that lowers
// it is the opposite of the slope's, and a random one is right half the time.
static real gain(Net net, Sample s, int i, real m) {
    real error = evaluate(&net, s);
    return error - tweak(&net, s, error, &net.w[i], m);
}

static First first_tries(const Settings *set, uint64_t seed) {
    Random random = random_new(seed);
    Dataset data = toys_moons(SAMPLES, 0.05, &random);
    Net net = net_random(set->hidden, &random);
    First first = {0};
    for (int try = 0; try < TRIES; try++) {
        Sample s = sample(data, try % SAMPLES);
        int i = random_below(&random, net.weights);
        real m = set->sd * random_normal(&random);
        evaluate(&net, s);
        find_slopes(&net, s);
        first.kept += gain(net, s, i, m) > 0;
        first.by_chance += gain(net, s, i, m);
        first.with_sign += gain(net, s, i, copysign(m, -net.slope[i]));
    }
    dataset_free(&data);
    return first;
}

// ## Data for the picture
static void print_runs(const char *name, const Run runs[], int starts) {
    block_begin(name, "start evaluations error");
    for (int i = 0; i < starts; i++, printf("\n"))
        for (int k = 0; k < runs[i].marks; k++)
            printf("%d %.6g %.5f\n", i + 1, mark_at(k), runs[i].error[k]);
    block_end();
}

// ## What the text says
//
// One unlucky start must not decide: the factor is a geometric mean over them.
static real factor(const Run slowly[], const Run fast[], int starts) {
    real sum = 0;
    for (int i = 0; i < starts; i++)
        sum += log((real)slowly[i].needed / fast[i].needed);
    return exp(sum / starts);
}

static void claim_start(const Run *slowly, First first) {
    claim("Glassner, gradient descent: tries that are kept, at the start, half",
          "%", 50, 100.0 * first.kept / TRIES, 5);
    claim("Glassner, gradient descent: a try with the right sign is worth, in "
          "tries by chance", "", 2, first.with_sign / first.by_chance, 0.2);
    claim_true("Glassner, slow way: the error falls",
               slowly->error[slowly->marks - 1] < slowly->error[0]);
}

int main(int argc, char **argv) {
    static Run slowly[MOST_STARTS], fast[MOST_STARTS];
    Settings set = OURS;
    Options options = options_begin(argc, argv, "a slow way to learn");
    option_int(&options, "--hidden", &set.hidden, 1, "hidden neurons");
    option_real(&options, "--sd", &set.sd, "standard deviation of a try");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    option_real(&options, "--enough", &set.enough, "error that is left alone");
    option_int(&options, "--evaluations", &set.evaluations, 100, "for each");
    option_seeds(&options, STARTS);
    options_end(&options);
    if (set.hidden > WIDEST || options.seeds > MOST_STARTS || !(set.sd > 0) ||
        set.evaluations > 1000000000)
        wrong_usage("at most --hidden %d, --seeds %d, --evaluations 1e9; "
                    "--sd above 0", WIDEST, MOST_STARTS);

    say("2-%d-1, two moons: evaluations to an error of %g", set.hidden, GOAL);
    caption("2-%d-1, tries from N(0, %g²), η = %g, left alone below %g, %d "
            "starts from seed %d", set.hidden, set.sd, set.eta,
            set.enough, options.seeds, (int)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        uint64_t seed = options.seed + (uint64_t)i;
        slowly[i] = race(slow, &set, seed);
        fast[i] = race(backprop, &set, seed);
        say("  start %d: %d%s, by backpropagation %d%s", i + 1,
            slowly[i].needed, slowly[i].there ? "" : " are too few",
            fast[i].needed, fast[i].there ? "" : " are too few");
        claim_start(&slowly[i], first_tries(&set, seed));
    }
    print_runs("slow", slowly, options.seeds);
    print_runs("backprop", fast, options.seeds);
    claim_between("our finding: evaluations of the slow way, in times those of "
                  "backpropagation", "", 10, 1000,
                  factor(slowly, fast, options.seeds));
    claims_print();
    return 0;
}
