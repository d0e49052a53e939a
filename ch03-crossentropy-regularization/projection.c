// # Descent on a leash
//
// Max-norm lets descent take its step, and then brings the weights back if they
// have become longer than c.  Where does such a walk end, and does it bear a
// learning rate that is too high?  Buduma, "Preventing overfitting": max-norm
// by *projected* descent.  max_norm.c does it to a network that reads digits.
//
//     make projection                         three walks of two weights
//     make projection ARGS="--c 4"            a longer leash
//     make projection ARGS="--fast 1.9"       high, but not too high
//
// Time: 1 s
//
// What to look for: a step (blue) leaves the ball of radius c, and the dotted
// line is the way back.  If the lowest point is out of reach, the walk glides
// along the circle to the best place there is, where the slope points straight
// out.  It does so even with a rate with which the free walk would fly away, as
// the text says: what the step overdoes, the projection undoes.  But if the
// lowest point is inside, nothing holds it there.  The walk jumps from one side
// to the other, for ever.  Bounded, it cannot run away; it does not arrive,
// either.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/report.h"

// ## Settings: c is the text's, the rest is ours
enum { STEPS = 60, DRAWN = 12, RING = 72 };

typedef struct {
    real c;                    // how long the weights may become
    real eta, fast;            // η: a good one, and one that is too high
} Settings;

static const Settings TEXT = {3, 0.5, 2.5};

static const real START[2] = {2, -1.5};
static const real OUTSIDE[2] = {4, 3}, INSIDE[2] = {1, 1};

// ## A bowl
//
// Its lowest point is u, and along w₁ it is three times as steep:
//
//     C = ½ (w₁ - u₁)² + ⅙ (w₂ - u₂)²
//     ∂C/∂w₁ = w₁ - u₁          ∂C/∂w₂ = ⅓ (w₂ - u₂)
//
// Free descent multiplies w₁ - u₁ by 1 - η with each step: it arrives if η is
// below 2, and flies away if η is above.
static const real STEEP[2] = {1, 1.0 / 3};

static void slope(real nabla[2], const real w[2], const real u[2]) {
    for (int k = 0; k < 2; k++) nabla[k] = STEEP[k] * (w[k] - u[k]);
}

// ## A step, and the way back
//
//     w → w - η ∂C/∂w
//     if ‖w‖ > c:  w → c w/‖w‖
//
// That is the nearest point of the ball.  The length changes, the direction
// does not, so what the neuron looks for stays the same.  network2.c does this
// with each row of each w, after every step.
static void descend(real w[2], const real u[2], real eta) {
    real nabla[2];
    slope(nabla, w, u);
    for (int k = 0; k < 2; k++) w[k] -= eta * nabla[k];
}

static void project(real w[2], real c) {
    real norm = hypot(w[0], w[1]);
    for (int k = 0; norm > c && k < 2; k++) w[k] *= c / norm;
}

// ## A walk
typedef struct {
    real longest;              // the largest ‖w‖
    real last;                 // length of the last step, the way back included
    real aslant;               // sine of the angle between -∂C/∂w and w, at the
                               // end: 0 where the slope points straight out
} Walk;

// Prints its first steps, if it has a name: from, out, back.
static Walk walk(const char *name, const real u[2], real eta, real c) {
    real w[2] = {START[0], START[1]}, nabla[2];
    Walk it = {0, 0, 0};
    for (int step = 0; step < STEPS; step++) {
        real from[2] = {w[0], w[1]}, out[2];
        descend(w, u, eta);
        out[0] = w[0];
        out[1] = w[1];
        project(w, c);
        if (name && step < DRAWN)
            printf("%s %.4f %.4f %.4f %.4f %.4f %.4f\n", name, from[0], from[1],
                   out[0], out[1], w[0], w[1]);
        it.longest = fmax(it.longest, hypot(w[0], w[1]));
        it.last = hypot(w[0] - from[0], w[1] - from[1]);
    }
    slope(nabla, w, u);
    it.aslant = fabs(w[0] * nabla[1] - w[1] * nabla[0]) /
                (hypot(w[0], w[1]) * hypot(nabla[0], nabla[1]));
    return it;
}

// ## Data for the picture: lines of equal cost, C = ½ r²
static void print_rings(const char *name, const real u[2]) {
    for (int r = 1; r <= 6; r++, printf("\n"))
        for (int i = 0; i <= RING; i++) {
            real angle = 2 * 3.14159265358979 * i / RING;
            printf("%s %.4f %.4f\n", name, u[0] + r * cos(angle),
                   u[1] + r * sqrt(3) * sin(angle));
        }
}

static void print_places(real c) {
    block_begin("rings", "lowest x y");
    print_rings("outside", OUTSIDE);
    print_rings("inside", INSIDE);
    block_end();
    block_begin("places", "lowest x y c");
    printf("outside %g %g %g\n", OUTSIDE[0], OUTSIDE[1], c);
    printf("inside %g %g %g\n", INSIDE[0], INSIDE[1], c);
    block_end();
}

// ## The experiment
static void walk_all(Settings set) {
    block_begin("steps", "walk x y out_x out_y to_x to_y");
    Walk good = walk("good", OUTSIDE, set.eta, set.c);
    Walk held = walk("held", OUTSIDE, set.fast, set.c);
    Walk jumps = walk("jumps", INSIDE, set.fast, set.c);
    block_end();
    Walk away = walk(NULL, INSIDE, set.fast, INFINITY);
    claim_between("Buduma, max-norm: the longest weights of three walks, as a "
                  "share of c", "", 0, 1 + 1e-12,
                  fmax(fmax(good.longest, held.longest), jumps.longest) /
                      set.c);
    claim_between("our finding: at the end the slope points straight out: sine "
                  "of the angle", "", 0, 1e-6, good.aslant);
    claim_true("Buduma, max-norm: with a rate too high, free weights grow out "
               "of control", away.longest > 1e6);
    claim_between("Buduma, max-norm: bounded ones do not, and arrive, if the "
                  "lowest point is outside: last step", "", 0, 1e-6, held.last);
    claim_between("our finding: if it is inside, the last step still is, as a "
                  "share of c", "", 1, 2, jumps.last / set.c);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "descent on a leash");
    option_real(&options, "--c", &set.c, "how long weights may become");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    option_real(&options, "--fast", &set.fast, "one that is too high");
    options_end(&options);
    real farthest = hypot(OUTSIDE[0], OUTSIDE[1]);
    if (!(set.c > 0 && set.c < farthest))
        wrong_usage("--c must be above 0 and below %g, where the lowest point "
                    "of two walks is, not %g", farthest, set.c);
    if (!(set.eta > 0 && set.eta <= 100 && set.fast > 0 && set.fast <= 100))
        wrong_usage("--eta and --fast must be above 0, at most 100");

    say("Two weights, at most c = %g long, walk down a bowl", set.c);
    caption("c = %g, η = %g, too high %g; nothing is random", set.c, set.eta,
            set.fast);
    print_places(set.c);
    walk_all(set);
    claims_print();
    return 0;
}
