// # Walking down a slope
//
// A weight is a knob, and the error is a valley over its settings.  Which way
// should the knob be turned, and how far?  Elgendy, 2.6.1 and 2.6.2; figures
// 2.6, 2.29, 2.30 and 2.32.
//
//     make downhill                          run, and draw two pictures
//     make downhill ARGS="--large 22"        steps that are almost too long
//
// Time: 1 s
//
// What to look for: the same learning rate makes long steps where the valley is
// steep and short ones near its bottom.  A weight that is too small is turned
// up, one that is too large is turned down.  A rate ten times smaller needs ten
// times as many steps; one that is too large leaps across the valley, and each
// leap ends higher.  (Two weights: bowl.c.)
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/report.h"

// ## Settings
//
// The text draws its walks without numbers; these are ours.
typedef struct {
    real low, high;            // weights to start from: too small, too large
    real eta;                  // η, the learning rate (the text's α)
    real large;                // η of the walk that leaps across the valley
} Settings;

static const Settings TEXT = {0, 6, 3, 24};

enum { STEPS = 20 };           // of each walk that is drawn

// ## The valley of one weight
//
// The text's neuron (2.5.6) has one input, x = 0.3, and should answer y = 0.8:
//
//     ŷ = w x        E = ½ (ŷ - y)²        dE/dw = (ŷ - y) x
//
// The ½ is ours, not the text's (see errors.c).  It matters little: twice the
// slope at half the learning rate makes the same step.
static const real X = 0.3, Y = 0.8;

static real E(real w) { return (w * X - Y) * (w * X - Y) / 2; }
static real dE_dw(real w) { return (w * X - Y) * X; }

// The slope of a curve at a point is that of its tangent there, and nearly that
// of a line through two points of the curve close by.  (Figure 2.29 has the
// tangent; its caption speaks of the rate of change of the slope, which would
// be the second derivative.)
//
//     dE/dw ≈ (E(w + h) - E(w - h)) / 2h
static const real H = 1e-5;

static real measured_slope(real (*f)(real), real x) {
    return (f(x + H) - f(x - H)) / (2 * H);
}

// ## Gradient descent
//
// The slope of the error with respect to the weight (2.6.2 once says it the
// other way round) gives the direction, η the size.  The minus is there because
// the slope points uphill:
//
//     Δw = -η dE/dw                w_next = w_current + Δw
static real next(real (*slope)(real), real w, real eta) {
    return w - eta * slope(w);
}

// The slope is a parameter: descend(yours, w, eta) walks down your function.
typedef struct {
    real w[STEPS + 1];         // the weight at the start, and after each step
} Walk;

static Walk descend(real (*slope)(real), real w, real eta) {
    Walk walk = {{w}};
    for (int i = 1; i <= STEPS; i++)
        walk.w[i] = next(slope, walk.w[i - 1], eta);
    return walk;
}

// ## Too large
//
// This valley is the parabola E = ½ a (w - w*)², with a = x² = 0.09 and its
// bottom at w* = y/x = 2.67.  A step multiplies the distance from the bottom:
//
//     w_next - w* = (1 - η a) (w_current - w*)
//
// For η < 1/a the walk comes straight down; up to 2/a it leaps across and still
// comes down; at 2/a it leaps to and fro for ever; beyond, each leap is longer
// than the last.  So the error of figure 2.32, which oscillates for ever and
// does not fall, needs exactly η = 2/a; with more it rises.  Here that limit is
// looked for by walking, without the formula:
static real error_after(int steps, real w, real eta) {
    for (int i = 0; i < steps; i++) w = next(dE_dw, w, eta);
    return E(w);
}

static real largest_rate(real w) {
    real falls = 0, rises = 1000;
    for (int i = 0; i < 60; i++) {
        real eta = (falls + rises) / 2;
        if (error_after(1000, w, eta) < E(w)) falls = eta;
        else rises = eta;
    }
    return falls;
}

// ## Too small
//
// The text begins with 0.1 or 0.01, and goes down to 0.00001 (2.6.2, 2.6.5).
// In this valley all of them arrive.  How many steps does it take until a
// hundredth of the error is left?
static const real RATES[] = {0.1, 0.01, 0.001, 0.0001, 0.00001};
enum { SWEPT = sizeof RATES / sizeof *RATES };

static int steps_needed(real w, real eta) {
    const int patience = 10000000;
    int steps = 0;
    for (real first = E(w); E(w) > first / 100 && steps < patience; steps++)
        w = next(dE_dw, w, eta);
    return steps;
}

// ## The experiments
typedef struct {
    Walk up, down;             // from a weight too small, and one too large
    Walk leaps;                // with too large a rate
    real limit;                // the largest rate at which the error falls
    int needed[SWEPT];         // steps, for each of RATES
} Result;

static Result walk_all(Settings set) {
    Result result = {.up = descend(dE_dw, set.low, set.eta),
                     .down = descend(dE_dw, set.high, set.eta),
                     .leaps = descend(dE_dw, set.low, set.large),
                     .limit = largest_rate(set.low)};
    for (int i = 0; i < SWEPT; i++)
        result.needed[i] = steps_needed(set.low, RATES[i]);
    return result;
}

// ## Data for the pictures
static void print_valley(void) {
    block_begin("valley", "w error");
    for (int i = -40; i <= 180; i++) printf("%g %g\n", i / 20.0, E(i / 20.0));
    block_end();
}

static void print_walk(const char *name, const Walk *walk) {
    block_begin(name, "step w error slope");
    for (int i = 0; i <= STEPS; i++) {
        real w = walk->w[i];
        printf("%d %g %g %g\n", i, w, E(w), dE_dw(w));
    }
    block_end();
}

// The share of the error that is left, at ever longer intervals.
static void print_sweep(real w, const int needed[SWEPT]) {
    block_begin("sweep", "eta step left");
    for (int i = 0; i < SWEPT; i++) {
        for (int step = 1; step <= needed[i]; step += 1 + step / 5)
            printf("%g %d %g\n", RATES[i], step,
                   error_after(step, w, RATES[i]) / E(w));
        printf("%g %d 0.01\n\n", RATES[i], needed[i]);
    }
    block_end();
}

// ## The text beside what was measured
static bool comes_down(const real w[STEPS + 1]) {
    for (int i = 1; i <= STEPS; i++)
        if (!(E(w[i]) < E(w[i - 1]))) return false;
    return true;
}

static bool steps_shrink(const real w[STEPS + 1]) {
    for (int i = 2; i <= STEPS; i++)
        if (!(fabs(w[i] - w[i - 1]) < fabs(w[i - 1] - w[i - 2]))) return false;
    return true;
}

static void make_claims(const Result *result, Settings set) {
    claim("Elgendy fig 2.6: a weight too small is turned up, to 8/3", "",
          8 / 3.0, result->up.w[STEPS], 0.01);
    claim("Elgendy fig 2.6: a weight too large is turned down, to 8/3", "",
          8 / 3.0, result->down.w[STEPS], 0.01);
    claim("Elgendy fig 2.29: the derivative at A, and the slope there", "",
          dE_dw(set.low), measured_slope(E, set.low), 1e-9);
    claim_true("Elgendy fig 2.30: every step lowers the error",
               comes_down(result->up.w) && comes_down(result->down.w));
    claim_true("Elgendy fig 2.30: with one η, the steps become shorter",
               steps_shrink(result->up.w) && steps_shrink(result->down.w));
    claim("our finding: the error falls for η up to 2/a", "", 2 / (X * X),
          result->limit, 1e-6);
    claim_true("Elgendy fig 2.32: with a larger η it never falls",
               E(result->leaps.w[STEPS]) > E(set.low));
    claim("Elgendy 2.6.5: steps with η = 0.00001, for one with 0.1", "", 10000,
          (real)result->needed[SWEPT - 1] / result->needed[0], 100);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "walking down a slope");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    option_real(&options, "--large", &set.large, "a learning rate too large");
    options_end(&options);

    say("Walking down the error of one weight, from %g and from %g, with η = "
        "%g and %g", set.low, set.high, set.eta, set.large);
    Result result = walk_all(set);
    caption("E = ½ (0.3 w - 0.8)², η = %g; too large: %g", set.eta, set.large);
    print_valley();
    print_walk("up", &result.up);
    print_walk("down", &result.down);
    print_walk("leaps", &result.leaps);
    print_sweep(set.low, result.needed);
    make_claims(&result, set);
    claims_print();
    return 0;
}
