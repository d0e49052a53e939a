// # Why a badly wrong neuron learns slowly
//
// We learn fastest from our worst mistakes.  Does a neuron?  Nielsen, chapter
// 3, "The cross-entropy cost function": one sigmoid neuron is to turn the input
// 1 into 0, and starts wrong (0.82) or badly wrong (0.98), equations (54) to
// (62).
//
//     make saturation                         the text's four animations
//     make saturation ARGS="--w 3 --b 3 --epochs 3000"         worse still
//     make saturation ARGS="--x 0.1"          an input near 0: watch w
//
// Time: 1 s
//
// What to look for: badly wrong, the quadratic cost stays high for 150 epochs
// before it falls.  The cross-entropy falls at once, and fastest at the start.
// The third column shows why: out there the sigmoid is flat, and with the
// quadratic cost the dots, ten epochs apart, pile up where it is.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/report.h"

// ## Settings: the text's; change them and run again
enum { WRONG, BADLY, STARTS };
enum { FAST, SLOW, RATES };

typedef struct { real w, b; } Neuron;

typedef struct {
    int epochs;
    real eta[RATES];           // η; the text has the second for cross-entropy
    Neuron starts[STARTS];     // wrong, badly wrong
    real x, y;                 // the only training example
} Settings;

static const Settings TEXT = {
    300, {0.15, 0.005}, {{0.6, 0.9}, {2, 2}}, 1, 0};

// ## The neuron
//
//     z = w x + b,     a = σ(z) = 1 / (1 + e⁻ᶻ)
//     σ′(z) = σ(z) (1 - σ(z)) = σ(z) σ(-z)
//
// 1 - σ(z) is σ(-z), and that keeps its digits where σ(z) is almost 1.
static real weighted_input(Neuron n, real x) { return n.w * x + n.b; }
static real sigmoid(real z) { return 1 / (1 + exp(-z)); }
static real sigmoid_prime(real z) { return sigmoid(z) * sigmoid(-z); }

// ## The quadratic cost
//
//     C = (y - a)² / 2                                                 (54)
//     ∂C/∂w = (a - y) σ′(z) x = a σ′(z)    for x = 1, y = 0            (55)
//     ∂C/∂b = (a - y) σ′(z)   = a σ′(z)                                (56)
//
// What the cost decides is δ = ∂C/∂z = (a - y) σ′(z).  The mistake, a - y, is
// largest where the neuron is badly wrong, but there σ′(z) is almost 0.
static real quadratic_cost(real z, real y) {
    real a = sigmoid(z);
    return (y - a) * (y - a) / 2;
}
static real quadratic_delta(real z, real y) {
    return (sigmoid(z) - y) * sigmoid_prime(z);
}

// ## The cross-entropy
//
// Of n examples it is the mean; here n = 1.
//
//     C = -1/n Σₓ [y ln a + (1 - y) ln(1 - a)]                         (57)
//
// It may be called a cost: it is never negative (the text has C > 0; C >= 0 is
// meant), and near 0 when a is near y = 0 or y = 1.  ln a is computed from z:
// it is finite even where a is rounded to 0.
static real ln_sigmoid(real z) {
    return z < 0 ? z - log1p(exp(z)) : -log1p(exp(-z));
}
static real entropy_cost(real z, real y) {
    return -(y * ln_sigmoid(z) + (1 - y) * ln_sigmoid(-z));
}

// Its slope has σ′(z), too, but over σ(z) (1 - σ(z)), which is the same:
//
//     ∂C/∂w_j = -1/n Σₓ (y/σ(z) - (1 - y)/(1 - σ(z))) σ′(z) x_j    (58, 59)
//             =  1/n Σₓ σ′(z) x_j / (σ(z) (1 - σ(z))) (σ(z) - y)       (60)
//             =  1/n Σₓ x_j (σ(z) - y)                                 (61)
//     ∂C/∂b   =  1/n Σₓ (σ(z) - y)                                     (62)
//
// What is left is the mistake alone: the more wrong, the faster.  With random
// weights some outputs are bound to be badly wrong, so wherever outputs are
// sigmoid the text prefers this cost.
static real entropy_delta(real z, real y) { return sigmoid(z) - y; }

// Add a cost of your own, as C and δ = ∂C/∂z: it gets a row in the picture.
typedef struct {
    const char *name;          // a single word
    real (*cost)(real z, real y);
    real (*delta)(real z, real y);
} Cost;

static const Cost COSTS[] = {
    {"quadratic", quadratic_cost, quadratic_delta},
    {"cross-entropy", entropy_cost, entropy_delta},
};
enum { QUADRATIC, ENTROPY, COST_COUNT = sizeof COSTS / sizeof *COSTS };

// ## The experiment
typedef struct {
    Cost cost;
    Neuron start;
    real x, y, eta;
    int epochs;
} Run;

static Run run_of(Settings set, int cost, int start, int rate) {
    return (Run){COSTS[cost], set.starts[start], set.x, set.y, set.eta[rate],
                 set.epochs};
}

// One epoch:
//
//     w → w - η x δ,     b → b - η δ
static Neuron step(Neuron n, Run run) {
    real delta = run.cost.delta(weighted_input(n, run.x), run.y);
    return (Neuron){n.w - run.eta * run.x * delta, n.b - run.eta * delta};
}

static real output(Neuron n, Run run) {
    return sigmoid(weighted_input(n, run.x));
}
static real cost_of(Neuron n, Run run) {
    return run.cost.cost(weighted_input(n, run.x), run.y);
}

// ## What is measured
typedef struct {
    real before, half, after;  // outputs: at first, at half-time, at the end
    real gone;                 // the share of its way w has gone at half-time
    int steepest;              // the epoch in which the cost falls most, or -1
    int lost;                  // epochs lost by starting worse than WRONG
} Course;

// Once a badly wrong neuron is as wrong as the other one was at its start, it
// has that one's way still before it: the epochs until then are lost.
static Course course(Settings set, int cost, int start, int rate) {
    Run run = run_of(set, cost, start, rate);
    Course it = {.before = output(run.start, run), .steepest = -1};
    Neuron n = run.start, half = n;
    real most = 0;
    for (int epoch = 0; epoch < run.epochs; epoch++) {
        if (epoch == run.epochs / 2) half = n;
        it.lost += output(n, run) > output(set.starts[WRONG], run);
        Neuron next = step(n, run);
        real fall = cost_of(n, run) - cost_of(next, run);
        if (fall > most) it.steepest = epoch;
        most = fmax(most, fall);
        n = next;
    }
    it.half = output(half, run);
    it.after = output(n, run);
    it.gone = (half.w - run.start.w) / (n.w - run.start.w);
    return it;
}

// Slopes at the start, measured; nothing but C is used.  slope(run, 1, 0) is
// ∂C/∂w, slope(run, 0, 1) is ∂C/∂b.
//
// Their ratio is x for every cost, which answers the text's problem on (61): a
// cost knows w_j only through z, and ∂z/∂w_j = x_j.  With an input near 0 a
// weight learns slowly whatever the cost is, and the bias does its work.  (The
// text's problem calls the weight x_j, too; it means w_j.)
static real slope(Run run, real by_w, real by_b) {
    const real h = 1e-5;
    Neuron n = run.start;
    Neuron up = {n.w + h * by_w, n.b + h * by_b};
    Neuron down = {n.w - h * by_w, n.b - h * by_b};
    return (cost_of(up, run) - cost_of(down, run)) / (2 * h);
}

// A small step makes C smaller by η times this.  By (55) and (56) it should be
// 2 (a σ′(z))² at x = 1, y = 0, and by (61) and (62) 2 a².
static real steepness(Run run) {
    return pow(slope(run, 1, 0), 2) + pow(slope(run, 0, 1), 2);
}

// ## Data for the picture, some 300 epochs of a run
static void print_run(Run run, int start, int rate) {
    Neuron n = run.start;
    int every = (run.epochs - 1) / 300 + 1;
    for (int epoch = 0; epoch <= run.epochs; epoch++) {
        if (epoch % every == 0 || epoch == run.epochs)
            printf("%s %d %d %d %.6g %.6g %.6g %.6g %.6g\n", run.cost.name,
                   start, rate, epoch, n.w, n.b, weighted_input(n, run.x),
                   output(n, run), cost_of(n, run));
        n = step(n, run);
    }
    printf("\n");                               // the next run is a new line
}

static void print_sigmoid(real reach) {
    block_begin("curve", "z a");
    for (int i = -100; i <= 100; i++)
        printf("%g %.6g\n", reach * i / 100, sigmoid(reach * i / 100));
    block_end();
}

static void print_runs(Settings set) {
    block_begin("runs", "cost start rate epoch w b z a C");
    for (int c = 0; c < COST_COUNT; c++)
        for (int s = 0; s < STARTS; s++)
            for (int r = 0; r < RATES; r++)
                print_run(run_of(set, c, s, r), s, r);
    block_end();
}

// ## The text's numbers beside ours
// The text says that up to epoch 150 or so weight and bias hardly change.  They
// go a quarter of their way of 300 epochs; what stays is the output.
static void claim_quadratic(Settings set) {
    Course wrong = course(set, QUADRATIC, WRONG, FAST);
    Course badly = course(set, QUADRATIC, BADLY, FAST);
    claim("Nielsen ch3, quadratic, start 0.6, 0.9: first output", "", 0.82,
          wrong.before, 0.005);
    claim("Nielsen ch3, quadratic, start 0.6, 0.9: last output", "", 0.09,
          wrong.after, 0.005);
    claim("Nielsen ch3, quadratic, start 2, 2: first output", "", 0.98,
          badly.before, 0.005);
    claim_between("Nielsen ch3, quadratic, start 2, 2: of its way the output "
                  "has gone at half-time", "%", 0, 10,
                  100 * (badly.half - badly.before) /
                  (badly.after - badly.before));
    claim_between("our finding: but of its way the weight has gone by then",
                  "%", 20, 30, 100 * badly.gone);
    claim_true("Nielsen ch3, quadratic, start 2, 2: the cost falls fastest in "
               "the second half", badly.steepest > set.epochs / 2);
    claim_between("our finding: quadratic, epochs lost by starting at 2, 2", "",
                  150, 250, badly.lost);
}

// No η means the same for two costs, so the text compares not how fast they
// fall, but when; and that is the same with both η.  It names η = 0.005 for the
// cross-entropy, which in 300 epochs brings no output near 0; 0.15 does.
static void claim_entropy(Settings set) {
    Course wrong = course(set, ENTROPY, WRONG, FAST);
    Course badly = course(set, ENTROPY, BADLY, FAST);
    Course wrong_slow = course(set, ENTROPY, WRONG, SLOW);
    Course badly_slow = course(set, ENTROPY, BADLY, SLOW);
    claim_true("Nielsen ch3, cross-entropy, both starts, both η: the cost "
               "falls fastest at first", !wrong.steepest && !badly.steepest &&
               !wrong_slow.steepest && !badly_slow.steepest);
    claim_between("our finding: cross-entropy, η = 0.15, start 2, 2: last "
                  "output", "", 0, 0.05, badly.after);
    claim_between("our finding: cross-entropy, η = 0.005, start 0.6, 0.9: last "
                  "output", "", 0.4, 0.45, wrong_slow.after);
    claim_between("our finding: cross-entropy, η = 0.005, start 2, 2: last "
                  "output", "", 0.75, 0.8, badly_slow.after);
    claim_between("our finding: cross-entropy, epochs lost by starting at 2, 2",
                  "", 5, 15, badly.lost);
}

static void claim_slopes(Settings set) {
    claim("Nielsen (55), (56), start 2, 2: steepness of the quadratic cost", "",
          6.0e-4, steepness(run_of(set, QUADRATIC, BADLY, FAST)), 0.05e-4);
    claim("Nielsen (61), (62), start 2, 2: steepness of the cross-entropy", "",
          1.93, steepness(run_of(set, ENTROPY, BADLY, FAST)), 0.005);
    real off = 0;
    for (int c = 0; c < COST_COUNT; c++) {
        Run run = run_of(set, c, BADLY, FAST);
        run.x = 0.1;
        off += fabs(slope(run, 1, 0) / slope(run, 0, 1) - run.x);
    }
    claim_between("Nielsen ch3, problem: with every cost, ∂C/∂w over ∂C/∂b is "
                  "x, off by", "", 0, 1e-6, off);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "why a badly wrong neuron "
                                                "learns slowly");
    option_int(&options, "--epochs", &set.epochs, 1, "steps");
    option_real(&options, "--eta", &set.eta[FAST], "learning rate η");
    option_real(&options, "--w", &set.starts[BADLY].w, "weight, badly wrong");
    option_real(&options, "--b", &set.starts[BADLY].b, "bias, badly wrong");
    option_real(&options, "--x", &set.x, "the input");
    options_end(&options);
    if (!(set.eta[FAST] > 0) || set.epochs > 1000000)
        wrong_usage("--eta must be above 0, --epochs at most 1000000");

    say("A sigmoid neuron learns to turn %g into %g: %d epochs, η = %g and %g",
        set.x, set.y, set.epochs, set.eta[FAST], set.eta[SLOW]);
    caption("x = %g, y = %g, η = %g (dashed: %g), %d epochs; nothing is random",
            set.x, set.y, set.eta[FAST], set.eta[SLOW], set.epochs);
    print_runs(set);
    print_sigmoid(fabs(weighted_input(set.starts[BADLY], set.x)) + 2);
    claim_quadratic(set);
    claim_entropy(set);
    claim_slopes(set);
    claims_print();
    return 0;
}
