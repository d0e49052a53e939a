// # A race on a surface with two valleys
//
// Six rules start at the same place, on a slope above two valleys.  Which way
// does each one go?  Optimisation slides (chapter 13, part 2), the first of the
// two pages with coloured paths ("what the improved rules look like").
//
//     make race                               the paths, and how high they are
//     make race ARGS="--faster 0.5"           all rates halved
//     make race ARGS="--x 1.5"                another start
//
// Time: 1 s
//
// What to look for: AdaGrad, AdaDelta and RMSProp bend to the right at once,
// into the valley that holds the minimum.  Momentum (green) and NAG (purple)
// are carried past it, down into another narrow region at the lower edge,
// before they turn.  NAG corrects faster: it does not go as deep, its way is
// shorter, and it turns sooner.  (The last is so from this start; from (1.5,
// 1.5) momentum may turn first.)
//
// A detour is not a defeat.  In the second picture the two that went astray are
// the first to arrive.  Plain descent takes the short way, too, and is last.
// But speeds depend on the rates, and those are chosen here: trust the ways.
#define REAL double
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "ch04-optimizers/optimizer.h"
#include "common/report.h"
#include "common/toys.h"

// ## Settings
//
// The slides name neither the surface nor a number.  The surface must have two
// valleys, and rates must suit it; these are ours.  Steep as it is here (g is
// about 100 at the start), descent and its relatives need small rates: with η =
// 0.01 momentum and NAG fly off.  AdaGrad needs a large one, since it divides
// by all slopes so far, the first ones included; with the slides' 0.01 it takes
// a third of a million steps.  AdaDelta has no rate (η = 1); its first steps
// are as long as √ε allows.
typedef struct {
    const char *name;          // of its block of data
    const OptimizerRule *rule;
    real eta, rho, epsilon;    // η, ρ, ε
} Racer;

enum { DESCENT, MOMENTUM, NESTEROV, ADAGRAD, ADADELTA, RMSPROP, RACERS };

static const Racer OURS[RACERS] = {
    {"descent", &optimizer_descent, 0.003, 0, 0},
    {"momentum", &optimizer_momentum, 0.003, 0.9, 0},
    {"nesterov", &optimizer_nesterov, 0.003, 0.9, 0},
    {"adagrad", &optimizer_adagrad, 0.5, 0, 1e-6},
    {"adadelta", &optimizer_adadelta, 1, 0.95, 1e-4},
    {"rmsprop", &optimizer_rmsprop, 0.02, 0.9, 1e-6},
};

// Adam is not in the slides' picture.  Put {"adam", &optimizer_adam, 0.01, 0.9,
// 1e-7} in the place of another rule to race it: at 0.01 it takes the adaptive
// rules' way; at 0.1 it has so much momentum that it takes the detour.
typedef struct {
    real x, y;                 // the start
    real faster;               // times all η but AdaDelta's
} Settings;

static const Settings START = {1, 1.5, 1};

// ## The surface
//
//     J = (3/2 - x + x y)² + (9/4 - x + x y²)² + (21/8 - x + x y³)²
//
// Beale's function.  Its minimum is 0 at (3, 1/2), where all three brackets are
// 0.  Where x = 0 or y = 1 they are constant, and J = 14.2.  These two lines
// cross in a saddle and part the plane: high ground above right, with the
// start, and below left; low ground above left and, with the minimum, below
// right.  At its lower edge that valley has an arm, narrow and almost level,
// between the line x = 0 and a steep wall.
static const real MINIMUM_X = 3, MINIMUM_Y = 0.5;

static real off(real x, real y) { return hypot(x - MINIMUM_X, y - MINIMUM_Y); }

// ## Why the ways part
//
// At the start g = (34.5, 92.5): the slope pushes down more than to the left.
//
// *Descent* follows it only as long as it is steep, with steps that shrink as g
// shrinks; at y = 0 they are small enough for a turn.  *Momentum* and *NAG*
// have gathered speed.  On even ground a ball with velocity v rolls on by
//
//     ρv + ρ²v + ρ³v + ... = ρ / (1 - ρ) v = 9 v,     ρ = 0.9
//
// so with steps of 0.4 it takes more than a bend in the valley to stop it.  The
// *adaptive rules* divide each coordinate by its own √s.  At first only the
// sign of g is left: the first step goes as far to the left as down.  And they
// have no v: where the slope turns, they turn.
//
// ## A path
//
// It ends as soon as it comes within 0.1 of the minimum.  Rules that divide by
// √s go on in steps of about η there, however small the slope is: in the end
// they dance around a minimum, unless η is lowered.
enum { MOST_STEPS = 3000 };

typedef struct {
    int steps;                 // taken; x[0], y[0] is the start
    real x[MOST_STEPS + 1], y[MOST_STEPS + 1];
    real lowest;               // the least y on the way
    int right;                 // the step from which on x stays above 2
    real length;               // of the whole path
    bool hit;
    real eta;                  // the rate it was taken with
} Path;

static void note(Path *path, const real theta[2]) {
    int t = ++path->steps;
    path->x[t] = theta[0];
    path->y[t] = theta[1];
    path->length += hypot(theta[0] - path->x[t - 1], theta[1] - path->y[t - 1]);
    path->lowest = fmin(path->lowest, theta[1]);
    if (!(theta[0] > 2)) path->right = t + 1;
    path->hit = off(theta[0], theta[1]) < 0.1;
}

static void run(Path *path, Racer racer, Settings set) {
    real theta[2] = {set.x, set.y}, g[2];
    Matrix all = mat_view(theta, 1, 2);
    Optimizer o = optimizer_new(racer.rule, 2);
    o.eta = racer.eta;
    if (racer.rule != &optimizer_adadelta) o.eta *= set.faster;
    o.rho = racer.rho;
    o.epsilon = racer.epsilon;
    *path = (Path){.x = {set.x}, .y = {set.y}, .lowest = set.y,
                   .eta = o.eta};
    while (!path->hit && path->steps < MOST_STEPS &&
           hypot(theta[0], theta[1]) < 100) {
        optimizer_look_ahead(&o, all);
        toys_beale_slope(g, theta[0], theta[1]);
        optimizer_step(&o, all, mat_view(g, 1, 2));
        note(path, theta);
    }
    optimizer_free(&o);
}

// ## The experiment
//
// The six, and AdaGrad once more with the rate that the slides recommend.
static void race(Path paths[RACERS + 1], Settings set) {
    for (int i = 0; i < RACERS; i++) run(&paths[i], OURS[i], set);
    Racer slow = OURS[ADAGRAD];
    slow.eta = 0.01;
    run(&paths[RACERS], slow, set);
    say("          steps  lowest y  x > 2 from  length");
    for (int i = 0; i < RACERS; i++)
        say("%-10s %4d  %8.2f  %10d  %6.2f  %s", OURS[i].name, paths[i].steps,
            paths[i].lowest, paths[i].right, paths[i].length,
            paths[i].hit ? "" : "(has not arrived)");
}

// ## Data for the pictures
//
// Each path with its height; then the surface on a grid, of which gnuplot draws
// the contours.
static void print_paths(const Path paths[RACERS]) {
    for (int i = 0; i < RACERS; i++) {
        const Path *path = &paths[i];
        block_begin(OURS[i].name, "step x y height eta");
        for (int t = 0; t <= path->steps; t++)
            printf("%d %.6g %.6g %.6g %g\n", t, path->x[t], path->y[t],
                   toys_beale(path->x[t], path->y[t]), path->eta);
        block_end();
    }
}

static void print_surface(void) {
    block_begin("surface", "x y height");
    for (int i = 0; i <= 100; i++, printf("\n"))
        for (int j = 0; j <= 80; j++) {
            real x = i / 20.0 - 1, y = j / 20.0 - 2;
            printf("%g %g %.5g\n", x, y, toys_beale(x, y));
        }
    block_end();
}

// ## What the slides say
//
// The straight way to the minimum is 2.24 long.  "Straight" cannot be meant to
// the letter: a path counts as direct if it is less than twice as long, and
// does not leave the valley at its lower edge.
static bool direct(const Path *path, Settings set) {
    return path->hit && path->lowest > 0 &&
           path->length < 2 * off(set.x, set.y);
}

static void make_claims(const Path paths[RACERS + 1], Settings set) {
    const Path *ball = &paths[MOMENTUM], *nag = &paths[NESTEROV];
    claim_true("Slides: AdaGrad goes straight to the minimum on the right",
               direct(&paths[ADAGRAD], set));
    claim_true("Slides: AdaDelta goes straight there",
               direct(&paths[ADADELTA], set));
    claim_true("Slides: RMSProp goes straight there",
               direct(&paths[RMSPROP], set));
    claim_true("Slides: momentum first enters another narrow region (y < -1), "
               "then turns to the minimum", ball->lowest < -1 && ball->hit);
    claim_true("Slides: NAG first enters it too", nag->lowest < -1 && nag->hit);
    claim("our finding: momentum's lowest y", "", -1.553, ball->lowest, 0.001);
    claim("our finding: NAG's lowest y", "", -1.068, nag->lowest, 0.001);
    claim_true("Slides: NAG corrects faster: x stays above 2 from an earlier "
               "step", nag->hit && nag->right < ball->right);
    claim_true("our finding: NAG's path is shorter by a quarter",
               nag->length < 0.75 * ball->length);
    claim_true("our finding: momentum and NAG arrive first all the same",
               fmax(ball->steps, nag->steps) < paths[RMSPROP].steps &&
               paths[RMSPROP].steps < paths[ADADELTA].steps &&
               paths[ADADELTA].steps < paths[ADAGRAD].steps);
    claim_true("our finding: descent takes the short way, and is last",
               direct(&paths[DESCENT], set) &&
               paths[DESCENT].steps > 2 * paths[ADAGRAD].steps);
    claim_true("our finding: with η = 0.01 AdaGrad is not half way after 3000 "
               "steps", off(paths[RACERS].x[MOST_STEPS],
                            paths[RACERS].y[MOST_STEPS]) >
                        off(set.x, set.y) / 2);
}

int main(int argc, char **argv) {
    Settings set = START;
    Options options = options_begin(argc, argv, "a race on a surface with two "
                                                "valleys");
    option_real(&options, "--x", &set.x, "the start");
    option_real(&options, "--y", &set.y, "the start");
    option_real(&options, "--faster", &set.faster, "multiplies the rates η");
    options_end(&options);
    if (!(set.faster > 0)) wrong_usage("--faster must be above 0");
    if (!(hypot(set.x, set.y) < 100))
        wrong_usage("--x and --y: the start must be nearer to the minimum");

    say("Six rules race on Beale's function, from (%g, %g)", set.x, set.y);
    caption("Beale's function, from (%g, %g); nothing is random", set.x, set.y);
    Path paths[RACERS + 1];
    race(paths, set);
    print_paths(paths);
    print_surface();
    make_claims(paths, set);
    claims_print();
    return 0;
}
