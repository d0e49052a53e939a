// # Momentum: a ball that rolls down a long valley
//
// Where a bowl is long, gradient descent jumps from side to side and creeps
// along.  What does it help to remember the steps before?  Optimisation slides
// (chapter 13, part 2): "gradient descent", where a Hessian is ill-conditioned;
// "Nesterov's momentum"; the two pages "comparing momentum methods".
//
//     make momentum                           the slides' two comparisons
//     make momentum ARGS="--rho 0.9"          a ball too heavy for this bowl
//     make momentum ARGS="--c 1"              a round bowl: nothing to gain
//
// Time: 1 s
//
// What to look for: in the first column all rates are the same, and descent
// takes 456 steps, momentum 81, Nesterov's momentum (NAG) 28.  Momentum runs
// past the minimum and comes back; NAG sees it coming.  In the second column
// descent changes sides with every one of its 93 steps; momentum lets these
// moves cancel and adds up those along the valley.  NAG is the smoothest there,
// but not the first: 58 steps, momentum 24.
//
// No single η shows all of this.  Where descent zig-zags, NAG does so too, or
// leaves the bowl: the second picture.  So in the second column NAG has a rate
// of its own.  The third picture removes the cause instead of the zig-zag.
#define REAL double
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "ch04-optimizers/optimizer.h"
#include "common/report.h"
#include "common/toys.h"

// ## Settings: the slides give no numbers; these are ours
typedef struct {
    real c;                    // how much steeper y is than x
    real x, y;                 // the start
    real near;                 // so close to the minimum a walk has arrived
    real eta, rho;             // first comparison
    real eta_zigzag, rho_zigzag;        // second: descent and momentum,
    real eta_nesterov;                  // and NAG, which has rho
} Settings;

static const Settings OURS = {20, 10, 1, 1e-3, 0.02, 0.8, 0.095, 0.5, 0.05};

enum { MOST_STEPS = 2000 };

// ## The bowl
//
//     J(θ) = ½ (x² + c y²)        g = (x, c y)        H = ∇²J = diag(1, c)
//
// A Hessian is ill-conditioned when its largest curvature, here c, is much more
// than its smallest, 1: η must suit the steep direction, and is far too small
// for the flat one.
//
// This is the cost of a linear neuron, over its two weights, if its inputs are
// independent with standard deviations 1 and √c.  So units matter: one length
// in metres beside another in feet is enough for c = 10.8.  With each feature
// divided by its standard deviation, and its weight multiplied by it, answers
// and cost are what they were, but the bowl is round, c = 1.
static Settings scaled(Settings set) {
    set.y *= sqrt(set.c);
    return set;
}

// ## Three velocities
//
//     descent      v = -η g(θ)
//     momentum     v = ρ v - η g(θ)
//     NAG          v = ρ v - η g(θ + ρ v)             and always  θ ← θ + v
//
// If g hardly changes, v grows until it is -η g / (1 - ρ): along the valley
// momentum is descent with a rate 1 / (1 - ρ) times as large.  With ρ = 0.5
// that is the slides' "half as many steps".
typedef struct {
    const char *name;          // of its block of data
    const OptimizerRule *rule;
    real eta, rho, c;
} Run;

typedef struct {
    real x[MOST_STEPS + 1], y[MOST_STEPS + 1];
    int steps;                 // from x[0], y[0]
    int sides;                 // how many of them changed the sign of y
    real past;                 // how far x got beyond the minimum
    bool arrived;
} Walk;

static void note(Walk *walk, const real theta[2], real near) {
    int t = ++walk->steps;
    walk->x[t] = theta[0];
    walk->y[t] = theta[1];
    walk->sides += walk->y[t - 1] * walk->y[t] < 0;
    walk->past = fmax(walk->past, -theta[0]);
    walk->arrived = hypot(theta[0], theta[1]) < near;
}

static void descend(Walk *walk, Run run, Settings set) {
    real theta[2] = {set.x, set.y}, g[2];
    Matrix all = mat_view(theta, 1, 2);
    Optimizer o = optimizer_new(run.rule, 2);
    o.eta = run.eta;
    o.rho = run.rho;
    *walk = (Walk){.x = {set.x}, .y = {set.y}};
    while (!walk->arrived && walk->steps < MOST_STEPS &&
           fabs(theta[0]) + fabs(theta[1]) < 1e6) {
        optimizer_look_ahead(&o, all);
        toys_bowl_slope(g, run.c, theta[0], theta[1]);
        optimizer_step(&o, all, mat_view(g, 1, 2));
        note(walk, theta, set.near);
    }
    optimizer_free(&o);
}

// ## Why no η shows every statement
//
// In a direction of curvature λ, where g = λ y, what counts is a = ηλ:
//
//     descent      y(t+1) = (1 - a) y(t)
//     momentum     y(t+1) = (1 + ρ - a) y(t) - ρ y(t-1)
//     NAG          y(t+1) = (1 - a) ((1 + ρ) y(t) - ρ y(t-1))
//
// (The last one holds for the places θ that NAG comes to, not for those where
// it looks.)  All are y(t+1) = B y(t) - C y(t-1), and in the long run y is
// multiplied, with every step, by the larger root of z² = B z - C.  If that is
// negative, each step changes sides; if it is complex, y swings; beyond ±1 the
// walk leaves.  Momentum's is complex over a wide range, where |z| = √ρ.
typedef struct {
    real size;                 // |z|
    bool sides;                // z < 0
} Factor;

static Factor larger_root(real B, real C) {
    real inside = B * B - 4 * C;
    if (inside < 0) return (Factor){sqrt(C), false};         // |z|² = C
    return (Factor){(fabs(B) + sqrt(inside)) / 2, B < 0};
}

static Factor factor(const OptimizerRule *rule, real a, real rho) {
    if (rule == &optimizer_descent) return larger_root(1 - a, 0);
    if (rule == &optimizer_momentum) return larger_root(1 + rho - a, rho);
    return larger_root((1 - a) * (1 + rho), (1 - a) * rho);
}

// The a from which on the walk leaves, by halving.  With pencil and paper:
//
//     descent  2          momentum  2 + 2ρ          NAG  (2 + 2ρ) / (1 + 2ρ)
//
// NAG's is 1.5 with ρ = 0.5, and 1.385 with ρ = 0.8.  Descent changes sides for
// 1 < a < 2.  There NAG does the same, until it leaves altogether; and below
// a = 1 descent goes straight, and it is momentum that swings.
static real limit(const OptimizerRule *rule, real rho) {
    real low = 1, high = 5;
    for (int i = 0; i < 60; i++) {
        real a = (low + high) / 2;
        if (factor(rule, a, rho).size < 1) low = a;
        else high = a;
    }
    return low;
}

// ## Like Newton's method?
//
// Newton's step is θ ← θ - H⁻¹ g.  It divides each direction by its curvature,
// and is in the middle of a bowl at once.  The slides find NAG similar, for it
// knows more of the second derivatives.  So it does: on a bowl
//
//     g(θ + ρ v) = g(θ) + ρ H v
//
// And where ηλ = 1, v = ρ v - (y + ρ v) = -y: in such a direction NAG takes
// exactly Newton's step, whatever v was.  In the second column y is such a
// direction, as 0.05 × 20 = 1: after one step it is done with.  In all others
// NAG only leans that way.
//
// ## The experiment
//
// Two columns of the picture, ρ = 0.5 in the first, NAG with descent's η in the
// second, and a round bowl.
enum { HALF = 3, SECOND = 5, SCALED = 9, RUNS };    // where these runs begin

static void list_runs(Run runs[RUNS], Settings s) {
    const OptimizerRule *descent = &optimizer_descent;
    const OptimizerRule *ball = &optimizer_momentum, *nag = &optimizer_nesterov;
    const Run list[RUNS] = {
        {"one_descent", descent, s.eta, 0, s.c},
        {"one_momentum", ball, s.eta, s.rho, s.c},
        {"one_nesterov", nag, s.eta, s.rho, s.c},
        {"half_momentum", ball, s.eta, 0.5, s.c},
        {"half_nesterov", nag, s.eta, 0.5, s.c},
        {"two_descent", descent, s.eta_zigzag, 0, s.c},
        {"two_momentum", ball, s.eta_zigzag, s.rho_zigzag, s.c},
        {"two_nesterov", nag, s.eta_nesterov, s.rho, s.c},
        {"same_nesterov", nag, s.eta_zigzag, s.rho_zigzag, s.c},
        {"scaled_descent", descent, 0.5, 0, 1},
    };
    for (int i = 0; i < RUNS; i++) runs[i] = list[i];
}

// ## Data for the pictures
//
// Each step with the settings and totals of its walk, for the titles.
static void print_walks(const Run runs[RUNS], const Walk walks[RUNS]) {
    for (int i = 0; i < RUNS; i++) {
        block_begin(runs[i].name, "step x y eta rho steps sides");
        for (int t = 0; t <= walks[i].steps; t++)
            printf("%d %.8g %.8g %g %g %d %d\n", t, walks[i].x[t],
                   walks[i].y[t], runs[i].eta, runs[i].rho, walks[i].steps,
                   walks[i].sides);
        block_end();
    }
}

// Where ½ (x² + c y²) is that of (r, 0): an ellipse.
static void print_contours(const char *name, real c) {
    block_begin(name, "x y");
    for (int r = 2; r <= 12; r += 2, printf("\n"))
        for (int i = 0; i <= 120; i++) {
            real angle = 2 * acos(-1) * i / 120;
            printf("%.6g %.6g\n", r * cos(angle), r * sin(angle) / sqrt(c));
        }
    block_end();
}

static void print_factors(real rho) {
    const OptimizerRule *rules[] = {&optimizer_descent, &optimizer_momentum,
                                    &optimizer_nesterov};
    block_begin("factors", "a descent side_d momentum side_m nesterov side_n");
    for (int i = 0; i <= 420; i++) {
        printf("%g", i / 100.0);
        for (int k = 0; k < 3; k++) {
            Factor f = factor(rules[k], i / 100.0, rho);
            printf(" %.6g %d", f.size, f.sides);
        }
        printf("\n");
    }
    block_end();
}

// ## What the slides say
static void claim_first(const Walk *one, const Walk *half) {
    claim("our finding: column 1: steps of descent", "", 456, one[0].steps, 0);
    claim("our finding: column 1: steps of momentum", "", 81, one[1].steps, 0);
    claim("our finding: column 1: steps of NAG", "", 28, one[2].steps, 0);
    claim("Slides, comparison 1: momentum (ρ = 0.5) takes, of descent's steps",
          "", 0.5, (real)half[0].steps / one[0].steps, 0.05);
    claim_true("Slides, comparison 1: momentum runs past the minimum and comes "
               "back", one[1].past > 0.1 && one[1].arrived);
    claim_true("Slides, comparison 1: NAG takes fewer steps and hardly runs "
               "past", one[2].steps < one[1].steps && one[2].arrived &&
                       one[2].past < one[1].past / 10);
    claim_true("our finding: with ρ = 0.5 NAG takes more steps than momentum",
               half[1].steps > half[0].steps && half[1].arrived);
}

static void claim_second(const Walk *two, Settings s) {
    claim("our finding: column 2: steps of descent", "", 93, two[0].steps, 0);
    claim("our finding: column 2: steps of momentum", "", 24, two[1].steps, 0);
    claim("our finding: column 2: steps of NAG", "", 58, two[2].steps, 0);
    claim("Slides, comparison 2: descent's steps that change sides", "%", 100,
          100.0 * two[0].sides / two[0].steps, 0);
    claim("our finding: momentum's that do", "", 14, two[1].sides, 0);
    claim("our finding: NAG's, with a smaller η", "", 0, two[2].sides, 0);
    claim("our finding: ηλ = 1: y after one step of NAG", "", 0, two[2].y[1],
          1e-12);
    claim_true("our finding: with descent's η = 0.095 NAG leaves the bowl",
               hypot(two[3].x[two[3].steps], two[3].y[two[3].steps]) > 1e5);
    claim("our finding: NAG leaves where ηλ is above (2 + 2ρ) / (1 + 2ρ)", "",
          (2 + 2 * s.rho_zigzag) / (1 + 2 * s.rho_zigzag),
          limit(&optimizer_nesterov, s.rho_zigzag), 1e-9);
    claim("Slides, comparison 2: with scaled features, changes of side", "", 0,
          two[4].sides, 0);
    claim("our finding: and steps, instead of 93", "", 14, two[4].steps, 0);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "momentum in a long valley");
    option_real(&options, "--c", &set.c, "how much steeper y is than x");
    option_real(&options, "--eta", &set.eta, "learning rate η, first column");
    option_real(&options, "--rho", &set.rho, "what is kept of v, ρ");
    options_end(&options);
    if (!(set.c > 0 && set.eta > 0 && set.rho >= 0 && set.rho < 1))
        wrong_usage("--c and --eta must be above 0, --rho 0 ... below 1");

    say("Walks down ½ (x² + %g y²) from (%g, %g)", set.c, set.x, set.y);
    caption("½ (x² + %g y²) from (%g, %g) until %g from the minimum; nothing "
            "is random", set.c, set.x, set.y, set.near);
    Run runs[RUNS];
    Walk walks[RUNS];
    list_runs(runs, set);
    for (int i = 0; i < RUNS; i++)
        descend(&walks[i], runs[i], i == SCALED ? scaled(set) : set);
    print_walks(runs, walks);
    print_contours("contours", set.c);
    print_contours("circles", 1);
    print_factors(set.rho);
    claim_first(walks, walks + HALF);
    claim_second(walks + SECOND, set);
    claims_print();
    return 0;
}
