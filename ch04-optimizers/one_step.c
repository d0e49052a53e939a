// # What moves a step: the gradient, and the step before
//
// Plain descent goes where the gradient says.  Momentum adds a part of its last
// move, Nesterov's momentum moves first and looks at the slope there.  What do
// these steps look like, drawn as arrows?  And what is in v after many of them?
// Optimisation slides (chapter 13, part 2): "plain gradient descent",
// "momentum", "Nesterov's momentum".
//
//     make one_step                           arrows, weights, a schedule
//     make one_step ARGS="--rho 0.9"          more of the past
//     make one_step ARGS="--steps 9"          a longer walk
//
// Time: 1 s
//
// What to look for: descent goes along its red arrow, -ηg, at a right angle to
// the contour.  Momentum goes along the blue one, the sum of the red and of
// what is kept of the last move, the dashed green one; so its first step is
// descent's, and the second is longer.  In the second picture both rules stand
// at the same place with the same v, on their way across the valley.  Nesterov
// measures the slope at the tip of the green arrow, where the other side of the
// valley already pushes back.
#define REAL double
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "ch04-optimizers/optimizer.h"
#include "common/report.h"
#include "common/toys.h"

// ## Settings: ours, for arrows long enough to be seen
typedef struct {
    real c;                    // J = ½ (x² + c y²)
    real x, y;                 // θ(1)
    real eta, rho;             // η, ρ
    int steps;                 // that are drawn
} Settings;

static const Settings OURS = {6, -6, 2, 0.1, 0.7, 4};

enum { MOST = 60 };            // steps of a long walk

// ## One step, in parts
//
//     descent      v(t) = -η g(t)
//     momentum     v(t) = ρ v(t-1) - η g(t)               v(0) = 0
//     NAG          v(t) = ρ v(t-1) - η ∇J(θ(t) + ρ v(t-1))
//     all          θ(t+1) = θ(t) + v(t)
//
// So there are two questions: how much of the last move is kept, and where the
// gradient is measured.  (The slides' words for NAG are "as if one had stepped
// along v"; their formula goes ρ v, not v.)
typedef struct {
    real at[2];                // θ(t), along x and along y
    real keep[2];              // ρ v(t-1)
    real look[2];              // where the gradient is measured
    real g[2], push[2];        // that gradient, and -η g
    real move[2];              // v(t)
} Step;

static void take(Step *step, bool ahead, Settings set) {
    for (int i = 0; i < 2; i++)
        step->look[i] = step->at[i] + (ahead ? step->keep[i] : 0);
    toys_bowl_slope(step->g, set.c, step->look[0], step->look[1]);
    for (int i = 0; i < 2; i++) {
        step->push[i] = -set.eta * step->g[i];
        step->move[i] = step->keep[i] + step->push[i];
    }
}

// rho is 0 for descent.
static void walk(Step steps[MOST], real rho, bool ahead, Settings set) {
    steps[0] = (Step){.at = {set.x, set.y}};
    take(&steps[0], ahead, set);
    for (int t = 1; t < MOST; t++) {
        for (int i = 0; i < 2; i++) {
            steps[t].at[i] = steps[t - 1].at[i] + steps[t - 1].move[i];
            steps[t].keep[i] = rho * steps[t - 1].move[i];
        }
        take(&steps[t], ahead, set);
    }
}

// The chapter's module, optimizer.c, does the same for any number of
// parameters: how far does a rule of its come from these steps?
static real apart(const Step steps[MOST], const OptimizerRule *rule,
                  Settings set) {
    real theta[2] = {set.x, set.y}, g[2], most = 0;
    Matrix all = mat_view(theta, 1, 2);
    Optimizer o = optimizer_new(rule, 2);
    o.eta = set.eta;
    o.rho = set.rho;
    for (int t = 0; t < MOST; t++) {
        for (int i = 0; i < 2; i++)
            most = fmax(most, fabs(theta[i] - steps[t].at[i]));
        optimizer_look_ahead(&o, all);
        toys_bowl_slope(g, set.c, theta[0], theta[1]);
        optimizer_step(&o, all, mat_view(g, 1, 2));
    }
    optimizer_free(&o);
    return most;
}

// ## What is in v
//
// Put each v into the next:
//
//     v(1) = -η g(1)
//     v(2) = ρ v(1) - η g(2) = -ρη g(1) - η g(2)
//     v(3) = ρ v(2) - η g(3) = -ρ²η g(1) - ρη g(2) - η g(3)
//
//     v(t) = -η Σ ρᵗ⁻ʲ g(j),     j = 1 ... t
//
// A gradient counts the less, the older it is.  In words the slides begin with
// g(0).  There is none: v(0) = 0, and their sum, too, begins with j = 1.  (Here
// steps[0] is step 1.)
static real weighted_sum(const Step *steps, int t, int i, Settings set) {
    real sum = 0;
    for (int j = 1; j <= t; j++)
        sum += pow(set.rho, t - j) * steps[j - 1].g[i];
    return -set.eta * sum;
}

static real sums_off(const Step steps[MOST], Settings set) {
    real off = 0;
    for (int t = 1; t <= MOST; t++)
        for (int i = 0; i < 2; i++)
            off = fmax(off, fabs(weighted_sum(steps, t, i, set) -
                                 steps[t - 1].move[i]));
    return off;
}

// The slides' line before the sum has a minus too many: it should be ρ v(t-2).
//
//     v(t) = ρ (-ρ v(t-2) - η g(t-1)) - η g(t)         (so in the text)
//
// This is what it makes of v(3): wrong by 2ρ² v(1), a good part of a step.
static real expanded(const Step *steps, int i, Settings set) {
    real v1 = steps[0].move[i];
    return set.rho * (-set.rho * v1 + steps[1].push[i]) + steps[2].push[i];
}

// The sum is called an average, but its weights do not add up to 1:
//
//     1 + ρ + ρ² + ... = 1 / (1 - ρ)
//
// On an even slope, with ρ = 0.9, the steps become ten times as long as
// descent's.  So whoever adds momentum should lower η.
//
// ## Where η stands
//
// Others leave η out of v:
//
//     the slides   v ← ρ v - η g        θ ← θ + v
//     outside      v ← ρ v + g          θ ← θ - η v
//
// As long as η is the same, so are the walks.  When a schedule lowers η, the
// slides' ball keeps the speed it has, and slows down over the next 1 / (1 - ρ)
// steps; outside, all of v is scaled at once.  Here is the other rule, written
// the way any rule can be added:
static void outside(Optimizer *o, Matrix theta, Matrix g) {
    mat_scale(o->v, o->rho, o->v);
    mat_add(o->v, o->v, g);
    mat_step(theta, -o->eta, o->v);
}
static const OptimizerRule momentum_outside = {
    .name = "outside", .step = outside,
};

// An even slope, g = 1.  Half way, η becomes a tenth.
static void scheduled(real length[MOST], const OptimizerRule *rule,
                      Settings set) {
    real theta = 0, g = 1;
    Optimizer o = optimizer_new(rule, 1);
    o.eta = set.eta;
    o.rho = set.rho;
    for (int t = 0; t < MOST; t++) {
        real before = theta;
        if (t == MOST / 2) o.eta /= 10;
        optimizer_step(&o, mat_view(&theta, 1, 1), mat_view(&g, 1, 1));
        length[t] = before - theta;
    }
    optimizer_free(&o);
}

// ## The experiment
//
// Three walks, two schedules; and the third step of momentum's walk once more,
// as Nesterov's rule would have taken it from there.
typedef struct {
    Step plain[MOST], ball[MOST], nag[MOST];
    Step third[2];             // from the same θ and v: momentum's, NAG's
    real slides[MOST], outside[MOST];              // steps with a schedule
} Walks;

static void all_walks(Walks *w, Settings set) {
    walk(w->plain, 0, false, set);
    walk(w->ball, set.rho, false, set);
    walk(w->nag, set.rho, true, set);
    w->third[0] = w->third[1] = w->ball[2];
    take(&w->third[1], true, set);
    scheduled(w->slides, &optimizer_momentum, set);
    scheduled(w->outside, &momentum_outside, set);
}

// ## Data for the pictures
//
// The slides trace the first steps line by line: θ(1), g(1), v(1), θ(2), and so
// on.  So does this table, on stderr.
static void print_steps(const char *name, const Step *steps, int count) {
    block_begin(name, "t x y keep_x keep_y push_x push_y move_x move_y");
    for (int t = 0; t < count; t++) {
        const Step s = steps[t];
        printf("%d %.6g %.6g %.6g %.6g %.6g %.6g %.6g %.6g\n", t + 1, s.at[0],
               s.at[1], s.keep[0], s.keep[1], s.push[0], s.push[1], s.move[0],
               s.move[1]);
    }
    block_end();
    say("%-12s θ                  g                  v", name);
    for (int t = 0; t < count; t++)
        say("%10d  (%6.3f, %6.3f)  (%6.3f, %6.3f)  (%6.3f, %6.3f)", t + 1,
            steps[t].at[0], steps[t].at[1], steps[t].g[0], steps[t].g[1],
            steps[t].move[0], steps[t].move[1]);
}

static void print_schedule(const Walks *w, real rho) {
    block_begin("lengths", "t slides outside weight");
    for (int t = 0; t < MOST; t++)
        printf("%d %.6g %.6g %.6g\n", t + 1, w->slides[t], w->outside[t],
               pow(rho, t));
    block_end();
}

static void print_contours(real c) {
    block_begin("contours", "x y");
    for (int r = 1; r <= 9; r++, printf("\n"))
        for (int i = 0; i <= 120; i++) {
            real angle = 2 * acos(-1) * i / 120;
            printf("%.6g %.6g\n", r * cos(angle), r * sin(angle) / sqrt(c));
        }
    block_end();
}

// ## What the slides say
//
// Identities, so nothing but rounding may be left.
static void claim_steps(const Walks *w, Settings set) {
    const Step *ball = w->ball;
    claim("Slides, momentum: 60 steps by hand and by the module differ by", "",
          0, apart(w->ball, &optimizer_momentum, set), 1e-12);
    claim("Slides, Nesterov: 60 steps by hand and by the module differ by", "",
          0, apart(w->nag, &optimizer_nesterov, set), 1e-12);
    claim("Slides, momentum: v is -η times the weighted sum of gradients; off "
          "by", "", 0, sums_off(w->ball, set), 1e-12);
    claim("our finding: expanded as in the text, with - ρ v(1), v(3) is off "
          "by", "", -2 * set.rho * set.rho * ball[0].move[0],
          expanded(ball, 0, set) - ball[2].move[0], 1e-12);
    claim("our finding: η outside v, but constant: the walks differ by", "", 0,
          apart(w->ball, &momentum_outside, set), 1e-12);
}

static void claim_schedule(const Walks *w, Settings set) {
    const int half = MOST / 2;
    const real *in = w->slides, *out = w->outside;
    claim("our finding: steps on an even slope, of descent's", "",
          1 / (1 - set.rho), in[half - 1] / set.eta, 0.001);
    claim("our finding: η becomes a tenth: next step, of the last, by the "
          "slides", "", set.rho + (1 - set.rho) / 10, in[half] / in[half - 1],
          0.001);
    claim("our finding: the same with η outside v", "", 0.1,
          out[half] / out[half - 1], 0.001);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "what moves a step");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    option_real(&options, "--rho", &set.rho, "what is kept of v, ρ");
    option_int(&options, "--steps", &set.steps, 3, "how many are drawn");
    options_end(&options);
    if (!(set.eta > 0 && set.eta <= 10 && set.rho >= 0 && set.rho < 1) ||
        set.steps > MOST)
        wrong_usage("--eta must be above 0, up to 10, --rho 0 ... below 1, "
                    "--steps at most %d", MOST);

    say("Steps down ½ (x² + %g y²), η = %g, ρ = %g", set.c, set.eta, set.rho);
    caption("η = %g, ρ = %g; the bowl is ½ (x² + %g y²); nothing is random",
            set.eta, set.rho, set.c);
    Walks walks;
    all_walks(&walks, set);
    print_steps("descent", walks.plain, set.steps);
    print_steps("momentum", walks.ball, set.steps);
    print_steps("nesterov", walks.third, 2);
    print_schedule(&walks, set.rho);
    print_contours(set.c);
    claim_steps(&walks, set);
    claim_schedule(&walks, set);
    claims_print();
    return 0;
}
