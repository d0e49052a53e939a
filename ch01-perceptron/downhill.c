// # Walking down a slope
//
// A weight is a knob, and the error is a valley over its settings.  Which way
// should the knob be turned, and how far?  Elgendy, 2.6.1 and 2.6.2 with the
// calculus refresher; figures 2.6, 2.27 and 2.29 to 2.32.
//
//     make downhill                          run, and draw the four pictures
//     make downhill ARGS="--large 22"        steps that are almost too long
//
// Time: 1 s
//
// What to look for: the same learning rate makes long steps where the valley is
// steep and short ones near its bottom.  A weight that is too small is turned
// up, one that is too large is turned down.  A rate ten times smaller needs ten
// times as many steps; one that is too large leaps across the valley, and each
// leap ends higher.  With two weights, the steps cross the contour lines at
// right angles.
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
    real eta_two;              // η of the walk with two weights
} Settings;

static const Settings TEXT = {0, 6, 3, 24, 0.5};

enum { STEPS = 20 };           // of each walk that is drawn

// ## The valley of one weight
//
// The text's neuron (2.5.6) has one input, x = 0.3, and should answer y = 0.8:
//
//     ŷ = w x        E = ½ (ŷ - y)²        dE/dw = (ŷ - y) x
//
// The text's squared error (2.5.4) has no ½, and so twice this slope.  Ours has
// it everywhere, as in Buduma and Nielsen, to cancel the 2.  It matters little:
// twice the slope at half the learning rate makes the same step.
static const real X = 0.3, Y = 0.8;

static real E(real w) { return (w * X - Y) * (w * X - Y) / 2; }
static real dE_dw(real w) { return (w * X - Y) * X; }

// The slope of a curve at a point is that of its tangent there (figure 2.29),
// and nearly that of a line through two points of the curve close by:
//
//     dE/dw ≈ (E(w + h) - E(w - h)) / 2h
static const real H = 1e-5;

static real measured_slope(real (*f)(real), real x) {
    return (f(x + H) - f(x - H)) / (2 * H);
}

// ## Gradient descent
//
// The slope gives the direction, η the size.  The minus is there because the
// slope points uphill:
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
// than the last.  So figure 2.32, where the error never falls, needs an η of at
// least 2/a.  Here that limit is looked for by walking, without the formula:
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

// ## The valley of two weights
//
// A neuron with two inputs, and three examples that it answers rightly with the
// weights 1 and 2 (figure 2.27).  The error is the mean over the n examples:
//
//     ŷ = w₁x₁ + w₂x₂    E = 1/2n Σ (ŷ - y)²    ∂E/∂wₖ = 1/n Σ (ŷ - y) xₖ
typedef struct { real w1, w2; } Point;

static const struct { real x1, x2, y; } EXAMPLES[] = {
    {1, 0.4, 1.8}, {0.8, 0.8, 2.4}, {0.9, -0.5, -0.1}};
enum { N = sizeof EXAMPLES / sizeof *EXAMPLES };

static real residual(Point w, int i) {
    return w.w1 * EXAMPLES[i].x1 + w.w2 * EXAMPLES[i].x2 - EXAMPLES[i].y;
}

static real surface(Point w) {
    real sum = 0;
    for (int i = 0; i < N; i++) sum += residual(w, i) * residual(w, i);
    return sum / (2 * N);
}

static Point gradient(Point w) {
    Point nabla = {0, 0};
    for (int i = 0; i < N; i++) {
        nabla.w1 += residual(w, i) * EXAMPLES[i].x1 / N;
        nabla.w2 += residual(w, i) * EXAMPLES[i].x2 / N;
    }
    return nabla;
}

// The same rule, for each weight with its own slope.
typedef struct {
    Point w[STEPS + 1];
} Trail;

static Trail descend_two(Point (*slope)(Point), Point w, real eta) {
    Trail trail = {{w}};
    for (int i = 1; i <= STEPS; i++) {
        Point nabla = slope(w);
        w = (Point){w.w1 - eta * nabla.w1, w.w2 - eta * nabla.w2};
        trail.w[i] = w;
    }
    return trail;
}

// ## Which way is down?
//
// Figure 2.31 asks us to stand at A, look in four directions, and take the one
// that falls most; suppose, it says, that is 3.  Our direction 1 makes w₁
// larger, 2 is a quarter turn to the left of it, and so on; A is a place where
// the answer is 3.  Of *all* directions, the one against the gradient falls
// most.
static const Point A = {4, 4};
static const real TURN = 2 * 3.14159265358979323846;

static real fall(Point w, real angle) {
    Point h = {H * cos(angle), H * sin(angle)};
    Point ahead = {w.w1 + h.w1, w.w2 + h.w2};
    Point behind = {w.w1 - h.w1, w.w2 - h.w2};
    return (surface(behind) - surface(ahead)) / (2 * H);
}

static int steepest(Point w, int count) {
    int best = 0;
    for (int i = 1; i < count; i++)
        if (fall(w, TURN * i / count) > fall(w, TURN * best / count)) best = i;
    return best + 1;
}

// A contour line runs where nothing falls.  At right angles to each step, how
// much does the error fall, for a fall of 1 along the step?  At most:
static real off_contour(const Trail *trail) {
    real worst = 0;
    for (int i = 0; i < STEPS; i++) {
        Point from = trail->w[i], to = trail->w[i + 1];
        real angle = atan2(to.w2 - from.w2, to.w1 - from.w1);
        real share = fall(from, angle + TURN / 4) / fall(from, angle);
        worst = fmax(worst, fabs(share));
    }
    return worst;
}

// ## The refresher's rules
//
// For a constant c, a power, and functions u and v of x:
//
//     c′ = 0                 (xⁿ)′ = n xⁿ⁻¹            (c u)′ = c u′
//     (u + v)′ = u′ + v′     (u v)′ = u v′ + v u′      v(u)′ = v′(u) u′
//
// Each is tried, in this order, with c = 10, u = x⁵ and v = e⁻ˣ: is the slope
// that it gives the slope that is measured?
enum { RULES = 6 };
static const char *const RULE[RULES] = {"constant", "power",   "multiple",
                                        "sum",      "product", "chain"};

static real rule_value(int rule, real x) {
    real c = 10, u = pow(x, 5), v = exp(-x);
    real value[RULES] = {c, u, c * u, u + v, u * v, exp(-u)};
    return value[rule];
}

static real rule_slope(int rule, real x) {
    real c = 10, u = pow(x, 5), du = 5 * pow(x, 4), v = exp(-x), dv = -v;
    real slope[RULES] = {0,       du,              c * du,
                         du + dv, u * dv + v * du, -exp(-u) * du};
    return slope[rule];
}

static real measured_rule(int rule, real x) {
    return (rule_value(rule, x + H) - rule_value(rule, x - H)) / (2 * H);
}

static real off_rules(real x) {            // the largest difference
    real worst = 0;
    for (int i = 0; i < RULES; i++)
        worst = fmax(worst, fabs(rule_slope(i, x) - measured_rule(i, x)));
    return worst;
}

// The text's example needs the powers, the multiples and the sum:
static real polynomial(real x) {
    return 10 * pow(x, 5) + 4 * pow(x, 7) + 12 * x;
}
static real polynomial_slope(real x) {
    return 50 * pow(x, 4) + 28 * pow(x, 6) + 12;
}

// ## The experiments
typedef struct {
    Walk up, down;             // from a weight too small, and one too large
    Walk leaps;                // with too large a rate
    real limit;                // the largest rate at which the error falls
    int needed[SWEPT];         // steps, for each of RATES
    Trail trail;               // down the valley of two weights
} Result;

static Result walk_all(Settings set) {
    Result result = {.up = descend(dE_dw, set.low, set.eta),
                     .down = descend(dE_dw, set.high, set.eta),
                     .leaps = descend(dE_dw, set.low, set.large),
                     .limit = largest_rate(set.low),
                     .trail = descend_two(gradient, A, set.eta_two)};
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

static void print_trail(const Trail *trail) {
    block_begin("surface", "w1 w2 error");
    for (int i = 0; i <= 40; i++) {
        for (int j = 0; j <= 40; j++) {
            Point w = {-3 + j / 5.0, -2 + i / 5.0};
            printf("%g %g %g\n", w.w1, w.w2, surface(w));
        }
        printf("\n");                           // the next line of the grid
    }
    block_end();
    block_begin("trail", "step w1 w2 error");
    for (int i = 0; i <= STEPS; i++) {
        Point w = trail->w[i];
        printf("%d %g %g %g\n", i, w.w1, w.w2, surface(w));
    }
    block_end();
    block_begin("directions", "number w1 w2 dx dy fall");
    for (int i = 0; i < 4; i++) {
        real angle = TURN * i / 4;
        printf("%d %g %g %.2f %.2f %g\n", i + 1, A.w1, A.w2, 0.7 * cos(angle),
               0.7 * sin(angle), fall(A, angle));
    }
    block_end();
}

static void print_refresher(void) {
    block_begin("rules", "rule slope measured");
    for (int i = 0; i < RULES; i++)
        printf("%s %.9g %.9g\n", RULE[i], rule_slope(i, 1.5),
               measured_rule(i, 1.5));
    block_end();
    block_begin("polynomial", "x f slope");
    for (int i = 0; i <= 140; i++) {
        real x = i / 20.0;
        printf("%g %g %.9g\n", x, polynomial(x), polynomial_slope(x));
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
    claim("Elgendy fig 2.32: the error falls for η up to 2/a", "", 2 / (X * X),
          result->limit, 1e-6);
    claim_true("Elgendy fig 2.32: with a larger η it never falls",
               E(result->leaps.w[STEPS]) > E(set.low));
    claim("Elgendy 2.6.5: steps with η = 0.00001, for one with 0.1", "", 10000,
          (real)result->needed[SWEPT - 1] / result->needed[0], 100);
    claim("Elgendy fig 2.31: the steepest of four directions", "", 3,
          steepest(A, 4), 0);
    claim_between("Elgendy fig 2.31: fall across a step, for 1 along it", "",
                  0, 1e-8, off_contour(&result->trail));
    claim_between("Elgendy, refresher: from a rule's slope to the measured one",
                  "", 0, 1e-6, off_rules(1.5));
    claim("Elgendy, refresher: f′(2)", "", 2604, polynomial_slope(2), 0);
    claim("Elgendy, refresher: f′(6)", "", 1371180, polynomial_slope(6), 0);
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
    print_trail(&result.trail);
    print_refresher();
    make_claims(&result, set);
    claims_print();
    return 0;
}
