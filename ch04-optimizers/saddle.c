// # Leaving a saddle
//
// At a saddle the gradient is 0, and nothing pushes.  Which rules get away from
// it, and how soon?  Optimisation slides (chapter 13, part 2), the second of
// the two pages with coloured paths, "saddle point".
//
//     make saddle                             paths, rates, starts
//     make saddle ARGS="--near 1e-3"          paths that start less near
//     make saddle ARGS="--near 0"             ... and on the ridge itself
//
// Time: 1 s
//
// What to look for: all rules walk down the ridge towards the saddle.  The
// adaptive ones leave it at once, momentum (green) and NAG (purple) linger, and
// descent (red) seems to have stopped.
//
// The slides give neither the start nor the rates, and the order depends on
// both: the second picture.  From 10⁻⁹ beside the ridge, with η = 0.05 for all,
// it is the slides'.  From 10⁻³ AdaGrad leaves after momentum; with the rate
// that the slides recommend for it, 0.01, it needs 1263 steps, momentum 72, and
// even descent only 349.  RMSProp is quick at all rates but this lowest, where
// it needs 73; Adam, which the slides leave out, at all.  And exactly on the
// ridge all rules stay, not only SGD.
#define REAL double
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "ch04-optimizers/optimizer.h"
#include "common/report.h"
#include "common/toys.h"

// ## Settings: ours
typedef struct {
    real x;                    // the start is (x, near), or (x, off):
    real near;                 // for the paths,
    real off;                  // and where rates are compared
    real eta, rho;             // η, ρ
} Settings;

static const Settings OURS = {1, 1e-9, 1e-3, 0.05, 0.9};

enum { DESCENT, MOMENTUM, NESTEROV, ADAGRAD, ADADELTA, RMSPROP, ADAM, RULES };

static const OptimizerRule *const RULE[RULES] = {
    &optimizer_descent, &optimizer_momentum, &optimizer_nesterov,
    &optimizer_adagrad, &optimizer_adadelta, &optimizer_rmsprop,
    &optimizer_adam,
};

static const real RATES[] = {0.01, 0.015, 0.02, 0.03, 0.05, 0.07,
                             0.1,  0.15,  0.2,  0.3,  0.5};
static const real STARTS[] = {1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6,
                              1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12};
enum { RATE_COUNT = sizeof RATES / sizeof *RATES,
       START_COUNT = sizeof STARTS / sizeof *STARTS };

// ## The saddle
//
//     J = x² - y²        g = (2x, -2y)        H = diag(2, -2)
//
// g is 0 at (0, 0), and the eigenvalues of H have both signs: along x this is
// the bottom of a valley, along y the top of a hill.  The line y = 0 is a ridge
// that leads down to the saddle.  On the ridge the slope has no part to either
// side, and 0 times any rate is 0.  In a computer, too: y stays 0 exactly.  A
// network never starts exactly there, and noise would push it off.
//
// ## How y grows
//
// Both sides of the ridge are alike; what matters is how near to it a walk
// begins.  Descent and momentum multiply y:
//
//     descent      y(t+1) = (1 + 2η) y(t)
//     momentum     y(t+1) = (1 + ρ + 2η) y(t) - ρ y(t-1)
//
// So from y(0) descent needs ln(1 / y(0)) / ln(1 + 2η) steps to y = 1: 73 from
// 10⁻³ with η = 0.05.  Momentum grows by 1.32 instead of 1.10 per step.  Each
// power of ten nearer to the ridge costs descent 24 steps, momentum 8.
//
// Rules that divide by √s take steps of about η, however small the slope is.
// Only where |g| is below √ε do they notice how near the ridge they are:
//
//     |g| << √ε    y(t+1) ≈ (1 + 2η / √ε) y(t) = 101 y(t)
//
// So a start nearer to the ridge costs them nearly nothing, and it is ε, meant
// against dividing by 0, that takes them away from it.
//
// From there on RMSProp's steps are η long, or longer: at most 1 / η of them.
// AdaGrad's s is the sum of all g² = 4y² so far, and slows it down:
//
//     y(t) = 2η √(2t)    has    s = Σ 32η² t = 16η² t²
//     step = η g / √s = η 4η √(2t) / (4η t) = η √(2 / t),    the slope of y(t)
//
// y = 1 is reached after t = 1 / (8η²) steps: 1250 with η = 0.01, 50 with 0.05.
// Descent's go like 1 / η, and momentum's change still less.  So with a small η
// AdaGrad is the last to leave, with a large one (0.15) the first but for
// RMSProp and Adam.
//
// ## A walk: to |y| > 1, or for so many steps
enum { MOST_STEPS = 3000 };

typedef struct {
    int steps;
    real x[MOST_STEPS + 1], y[MOST_STEPS + 1];
} Walk;

// AdaDelta has no rate: its η is 1.  ε is the slides', ρ₂ Adam's.
static Optimizer prepared(int rule, real eta, real rho) {
    Optimizer o = optimizer_new(RULE[rule], 2);
    o.eta = rule == ADADELTA ? 1 : eta;
    o.rho = rule == ADADELTA ? 0.95 : rho;
    o.rho_2 = 0.999;
    o.epsilon = rule == ADAM ? 1e-7 : 1e-6;
    return o;
}

static void leave(Walk *walk, Optimizer *o, real x, real y) {
    real theta[2] = {x, y}, g[2];
    Matrix all = mat_view(theta, 1, 2);
    *walk = (Walk){.x = {x}, .y = {y}};
    while (fabs(theta[1]) <= 1 && walk->steps < MOST_STEPS) {
        optimizer_look_ahead(o, all);
        toys_saddle_slope(g, theta[0], theta[1]);
        optimizer_step(o, all, mat_view(g, 1, 2));
        walk->steps++;
        walk->x[walk->steps] = theta[0];
        walk->y[walk->steps] = theta[1];
    }
}

static int steps_to_leave(int rule, real eta, real y, Settings set) {
    Walk walk;
    Optimizer o = prepared(rule, eta, set.rho);
    leave(&walk, &o, set.x, y);
    optimizer_free(&o);
    return walk.steps;
}

// ## The experiment
//
// Paths for the first picture; then the same walks again and again, to count
// their steps.
typedef struct {
    Walk paths[RULES];
    int by_rate[RATE_COUNT][RULES];        // steps until |y| > 1, from off
    int by_start[START_COUNT][RULES];      // the same, with eta
} Result;

static void run(Result *result, Settings set) {
    for (int k = 0; k < RULES; k++) {
        Optimizer o = prepared(k, set.eta, set.rho);
        leave(&result->paths[k], &o, set.x, set.near);
        optimizer_free(&o);
        for (int i = 0; i < RATE_COUNT; i++)
            result->by_rate[i][k] = steps_to_leave(k, RATES[i], set.off, set);
        for (int i = 0; i < START_COUNT; i++)
            result->by_start[i][k] = steps_to_leave(k, set.eta, STARTS[i], set);
    }
}

// ## Data for the pictures
//
// Adam has a path, too, but the slides do not draw it.
static void print_paths(const Result *result) {
    for (int k = 0; k < RULES; k++) {
        const Walk *walk = &result->paths[k];
        block_begin(RULE[k]->name, "step x y height");
        for (int t = 0; t <= walk->steps; t++)
            printf("%d %.6g %.6g %.6g\n", t, walk->x[t], walk->y[t],
                   toys_saddle(walk->x[t], walk->y[t]));
        block_end();
    }
    block_begin("surface", "x y height");
    for (int i = -12; i <= 12; i++, printf("\n"))
        for (int j = -12; j <= 12; j++)
            printf("%g %g %g\n", i / 10.0, j / 10.0,
                   toys_saddle(i / 10.0, j / 10.0));
    block_end();
}

static void print_counts(const char *name, const char *what, int n,
                         const real *values, const int counts[][RULES]) {
    char columns[200];
    snprintf(columns, sizeof columns, "%s descent momentum nesterov adagrad "
             "adadelta rmsprop adam", what);
    block_begin(name, columns);
    say("%s", columns);
    for (int i = 0; i < n; i++) {
        printf("%g", values[i]);
        for (int k = 0; k < RULES; k++) printf(" %d", counts[i][k]);
        printf("\n");
        say("%-6g %4d %8d %8d %7d %8d %7d %4d", values[i], counts[i][0],
            counts[i][1], counts[i][2], counts[i][3], counts[i][4],
            counts[i][5], counts[i][6]);
    }
    block_end();
}

// ## What the slides say
//
// Steps from 10⁻³ beside the ridge, as plain loops over the formulas give them;
// the slides have no numbers.
static const struct {
    const char *what;
    int rule;
    real eta;
    int steps;
} COUNTS[] = {
    {"our finding: η = 0.05: steps of descent", DESCENT, 0.05, 73},
    {"our finding: η = 0.05: steps of momentum", MOMENTUM, 0.05, 27},
    {"our finding: η = 0.05: steps of NAG", NESTEROV, 0.05, 24},
    {"our finding: η = 0.05: steps of AdaGrad", ADAGRAD, 0.05, 57},
    {"our finding: η = 0.05: steps of RMSProp", RMSPROP, 0.05, 9},
    {"our finding: η = 0.1: steps of descent", DESCENT, 0.1, 38},
    {"our finding: η = 0.1: steps of momentum", MOMENTUM, 0.1, 19},
    {"our finding: η = 0.1: steps of NAG", NESTEROV, 0.1, 16},
    {"our finding: η = 0.1: steps of AdaGrad", ADAGRAD, 0.1, 17},
    {"our finding: η = 0.1: steps of RMSProp", RMSPROP, 0.1, 4},
    {"our finding: η = 0.01: steps of descent", DESCENT, 0.01, 349},
    {"our finding: η = 0.01: steps of momentum", MOMENTUM, 0.01, 72},
    {"our finding: η = 0.01, the slides' for AdaGrad: its steps", ADAGRAD,
     0.01, 1263},
};

// The walker who started on the ridge itself: how far off it did it get?
static real off_the_ridge(int rule, Settings set) {
    Walk walk;
    Optimizer o = prepared(rule, set.eta, set.rho);
    leave(&walk, &o, set.x, 0);
    optimizer_free(&o);
    return fabs(walk.y[walk.steps]);
}

// What they say in words holds for the paths of the first picture.  "SGD stops"
// is meant as: by the time the other five have left, it is still there.  It
// leaves later, after 218 steps; and its x has long come to rest.
static void make_claims(const Result *result, Settings set) {
    for (unsigned i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++)
        claim(COUNTS[i].what, "", COUNTS[i].steps,
              steps_to_leave(COUNTS[i].rule, COUNTS[i].eta, set.off, set), 0);
    const Walk *p = result->paths;
    real g[2], along_x[2], along_y[2];
    toys_saddle_slope(g, 0, 0);
    toys_saddle_slope(along_x, 1, 0);
    toys_saddle_slope(along_y, 0, 1);
    claim_true("Slides: at a saddle g = 0, and H has eigenvalues of both signs",
               g[0] == 0 && g[1] == 0 && along_x[0] == 2 && along_y[1] == -2);
    int ball = p[MOMENTUM].steps, nag = p[NESTEROV].steps;
    int first = ball < nag ? ball : nag, last = ball > nag ? ball : nag;
    claim_true("Slides: three adaptive rules leave before momentum and NAG "
               "(η = 0.05, start 10⁻⁹ off the ridge)",
               p[ADAGRAD].steps < first && p[ADADELTA].steps < first &&
               p[RMSPROP].steps < first);
    claim_true("Slides: momentum and NAG linger, then leave",
               last < MOST_STEPS && first > 50);
    claim_true("Slides: when they have left, SGD is still at the saddle",
               hypot(p[DESCENT].x[last], p[DESCENT].y[last]) < 0.001);
    claim("our finding: AdaGrad's steps, η = 0.01, of 1 / (8η²)", "", 1,
          steps_to_leave(ADAGRAD, 0.01, set.off, set) * 8 * 0.01 * 0.01, 0.05);
    real most = 0;
    for (int k = 0; k < RULES; k++) most = fmax(most, off_the_ridge(k, set));
    claim("our finding: started on the ridge, all rules stay on it; |y|", "", 0,
          most, 0);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "leaving a saddle");
    option_real(&options, "--near", &set.near, "y of the start of the paths");
    option_real(&options, "--eta", &set.eta, "learning rate η of the paths");
    option_real(&options, "--rho", &set.rho, "what is kept of the past, ρ");
    options_end(&options);
    if (!(set.eta > 0 && set.rho >= 0 && set.rho < 1))
        wrong_usage("--eta must be above 0, --rho 0 ... below 1");
    if (!(fabs(set.near) <= 1)) wrong_usage("--near must be -1 ... 1");

    say("Seven rules leave the saddle x² - y²");
    caption("x² - y² from (%g, %g), η = %g, ρ = %g; nothing is random", set.x,
            set.near, set.eta, set.rho);
    Result result;
    run(&result, set);
    print_paths(&result);
    print_counts("rates", "eta", RATE_COUNT, RATES, result.by_rate);
    print_counts("starts", "start", START_COUNT, STARTS, result.by_start);
    make_claims(&result, set);
    claims_print();
    return 0;
}
