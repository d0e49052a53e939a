// # The slope of the error
//
// One number says how wrong an answer is.  How would that number change if one
// output were a little larger?  Glassner, chapter 14, "Gradient descent" and
// "Finding deltas for the output neurons", figures 14-2 and 14-9 to 14-12.
//
//     make error_slopes                       all of it, with four pictures
//     make error_slopes ARGS="--m 1"          a change that is not small
//     make error_slopes ARGS="--p1 2"         the other side of the bowl
//
// Time: 1 s
//
// What to look for: the slope of the error predicts what a change of an output
// will do to it, before anything is changed.  Such a slope is a *delta*.  The
// tangent and the curve agree near the dot and part further away: a step from
// P1 = -1 to 0 should make the error 0 and leaves 1.  And the sign is not a
// matter of taste: with the one that figure 14-12 prints, the error grows.
#define REAL double
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "common/report.h"

// ## Settings
typedef struct {
    real p1;                   // P1, where figure 14-9 draws the tangent
    real m;                    // Cm: figure 14-10 changes P1 by it
} Settings;

static const Settings TEXT = {-1, 0.25};

// ## Slopes (figure 14-2)
//
// Freeze the whole network but for one weight, and draw the error over it: an
// *error curve*.  Each weight has one of its own, and we never see it whole.
// What can be had at little cost is its slope where we are.  Two curves, to
// look at:
typedef real Function(real x);

static real bowl(real w) { return 0.5 + (w - 0.5) * (w - 0.5); }
static real hills(real w) { return 1.5 + w * w * w / 3 - w; }

// The slope, measured: the change of the error over a very small change of x.
// It judges every formula on this page.
//
//     f′(x) ≈ (f(x + h) - f(x - h)) / 2h
static real difference(Function *f, real x) {
    const real h = 1e-5;
    return (f(x + h) - f(x - h)) / (2 * h);
}

// Where the slope is positive the weight must become smaller, where it is
// negative, larger.  This is all of gradient descent: walk against the slope.
static bool improves(Function *error, real w) {
    real change = difference(error, w) > 0 ? -0.1 : 0.1;
    return error(w + change) < error(w);
}

// The tangent is a prediction of the error after a change.  The smaller the
// change, the better it is.
static real predicted(Function *error, real x, real change) {
    return error(x) + difference(error, x) * change;
}

// ## One output (figures 14-9, 14-10)
//
//     E = (1 - P1)²            Cδ = ∂E/∂P1 = -2 (1 - P1)
//     Em = Cm × Cδ
//
// The text draws this curve without its formula; the numbers it reads off, 4 at
// -1, 1 at 0, slope -4, are those of (1 - P1)², without a factor ½.  P1 is
// another name for Co, the output of neuron C, and the slope is its delta.
static real squared(real p1) { return (1 - p1) * (1 - p1); }
static real squared_slope(real p1) { return -2 * (1 - p1); }

// ## Two outputs (figure 14-11)
//
//     E = (1 - P1)² + (0 - P2)²                           label (1, 0)
//
// Slopes of -3 and 2.5 put the dots at P1 = -0.5 and P2 = 1.25.  Each curve
// freezes the other output, so neither can reach 0; moving both does.
//
// The text divides 1.25 by -0.5 and gets 2.5: the error falls, so it must be
// -1.25 that is divided.
static const real P1 = -0.5, P2 = 1.25;
static real over_p1(real p1) { return squared(p1) + P2 * P2; }
static real over_p2(real p2) { return squared(P1) + p2 * p2; }

// ## Which sign, which factor? (figure 14-12)
//
// With the quadratic cost, the text says, the delta is the label minus the
// output: -1 for Co = 2 and label 1.  That contradicts its own Cδ = -4 from
// figure 14-9, where the error *falls* as Co grows.  At Co = 2 the error rises.
// A delta is a slope, and the update subtracts it, so in this codebase
//
//     E = ½ (y - Co)²          Cδ = Co - y
//
// The ½ makes the slope the plain difference.  Without it every delta doubles,
// as in figure 14-9.  (label - output goes with "add".)
static real half_squared(real co) { return (1 - co) * (1 - co) / 2; }
static real output_minus_label(real co) { return co - 1; }
static real label_minus_output(real co) { return 1 - co; }

// The update, AC ← AC - η (Ao × Cδ), where Co = Ao × AC and Ao = 1, starts from
// Co = 2.  errors[i] is the error before step i.
enum { STEPS = 12 };

static void walk(real errors[STEPS + 1], Function *delta) {
    const real eta = 0.1, Ao = 1;
    real AC = 2;
    for (int i = 0; i <= STEPS; i++) {
        errors[i] = half_squared(Ao * AC);
        AC -= eta * Ao * delta(Ao * AC);
    }
}

// ## Data for the pictures
enum { POINTS = 121 };

typedef struct {
    const char *name;          // of the block
    Function *error;
    real low, high;            // drawn from here to there
    real dots[2];              // where tangents touch it
} Curve;

static void print_curve(Curve curve) {
    block_begin(curve.name, "x error");
    for (int i = 0; i < POINTS; i++) {
        real x = curve.low + (curve.high - curve.low) * i / (POINTS - 1);
        printf("%.4f %.6g\n", x, curve.error(x));
    }
    block_end();
}

static void print_curves(Settings set) {
    const Curve curves[] = {
        {"bowl", bowl, -1.5, 2.5, {-0.6, 1.6}},
        {"hills", hills, -2.2, 2.2, {-1.6, 0.3}},
        {"squared", squared, -2.2, 4, {set.p1, set.p1}},
        {"first", over_p1, -1.5, 3, {P1, P1}},
        {"second", over_p2, -2, 2, {P2, P2}},
    };
    for (int k = 0; k < 5; k++) print_curve(curves[k]);
    block_begin("dots", "curve x error slope");
    for (int k = 0; k < 10; k++) {
        Function *error = curves[k / 2].error;
        real x = curves[k / 2].dots[k % 2];
        printf("%s %g %g %.6g\n", curves[k / 2].name, x, error(x),
               difference(error, x));
    }
    block_end();
}

static void print_changes(Settings set) {
    real error = squared(set.p1), em = set.m * squared_slope(set.p1);
    block_begin("bars", "place m em error predicted really");
    printf("1 %g %g %g %g %g\n", set.m, em, error, error + em,
           squared(set.p1 + set.m));
    block_end();
    real right[STEPS + 1], literal[STEPS + 1];
    walk(right, output_minus_label);
    walk(literal, label_minus_output);
    block_begin("walks", "step right literal");
    for (int i = 0; i <= STEPS; i++)
        printf("%d %.5f %.5f\n", i, right[i], literal[i]);
    block_end();
}

// ## The text's numbers beside ours
static void claim_one_output(Settings set) {
    real at = squared(set.p1), slope = difference(squared, set.p1);
    claim_true("Glassner fig 14-2: a step against the sign of the slope lowers "
               "the error, at all four dots",
               improves(bowl, -0.6) && improves(bowl, 1.6) &&
               improves(hills, -1.6) && improves(hills, 0.3));
    claim("Glassner fig 14-9: the error at P1 = -1", "", 4, at, 0);
    claim("Glassner fig 14-9: Cδ, the measured slope there", "", -4, slope,
          1e-8);
    claim("Glassner fig 14-9: the tangent at P1 = -2", "", 8,
          predicted(squared, set.p1, -1), 1e-8);
    claim("Glassner fig 14-9: the tangent at P1 = 0", "", 0,
          predicted(squared, set.p1, 1), 1e-8);
    claim("Glassner fig 14-9: the error itself at P1 = 0", "", 1,
          squared(set.p1 + 1), 0);
    claim("Glassner fig 14-9: change of E predicted for P1 + 0.5", "", -2,
          predicted(squared, set.p1, 0.5) - at, 1e-8);
    claim("Glassner fig 14-9: change of E predicted for P1 - 0.1", "", 0.4,
          predicted(squared, set.p1, -0.1) - at, 1e-8);
    claim("Glassner fig 14-9: true change of E for P1 + 0.01", "", -0.04,
          squared(set.p1 + 0.01) - at, 5e-4);
    claim("Glassner fig 14-9: true change of E for P1 + 0.02", "", -0.08,
          squared(set.p1 + 0.02) - at, 5e-4);
    claim("Glassner fig 14-10: 4 + (-1), predicted after Cm = 1/4", "", 3,
          predicted(squared, set.p1, set.m), 1e-8);
}

static void claim_two_outputs(void) {
    real c = difference(over_p1, P1), d = difference(over_p2, P2);
    claim("Glassner fig 14-11: Cδ", "", -3, c, 1e-8);
    claim("Glassner fig 14-11: Dδ", "", 2.5, d, 1e-8);
    claim("Glassner fig 14-11: change of E for P1 + 0.5", "", -1.5, 0.5 * c,
          1e-8);
    claim("Glassner fig 14-11: change of E for P2 - 0.5", "", -1.25, -0.5 * d,
          1e-8);
    claim("Glassner fig 14-11: lowest error if only P1 moves, about", "", 2,
          over_p1(1), 0.5);
    claim("Glassner fig 14-11: lowest error if only P2 moves, about", "", 2,
          over_p2(0), 0.5);
    claim_failed_because("Glassner fig 14-11: 1.25 / -0.5, as printed", "",
                         2.5, fabs(-0.5 * d) / -0.5, "the change is -1.25; the "
                         "minus is missing in print");
}

static void claim_sign(void) {
    real right[STEPS + 1], literal[STEPS + 1];
    walk(right, output_minus_label);
    walk(literal, label_minus_output);
    claim("Glassner fig 14-12: Cδ for Co = 1", "", 0,
          difference(half_squared, 1), 1e-8);
    claim_failed_because("Glassner fig 14-12: Cδ for Co = 2", "", -1,
                         difference(half_squared, 2),
                         "the slope is output - label; the text has it the "
                         "other way round");
    claim_failed_because("Glassner fig 14-12: Cδ for Co = 5", "", -4,
                         difference(half_squared, 5), "the same");
    claim_true("our finding: output - label takes the error down, label - "
               "output takes it up", right[STEPS] < right[1] &&
               right[1] < right[0] && literal[STEPS] > literal[1] &&
               literal[1] > literal[0]);
    claim("our finding: with ½, as in 14-12, the slope at -1 is not -4 but", "",
          -2, difference(half_squared, -1), 1e-8);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "the slope of the error");
    option_real(&options, "--p1", &set.p1, "P1, where the tangent is drawn");
    option_real(&options, "--m", &set.m, "Cm, the change of P1");
    options_end(&options);

    say("Error curves and tangents; P1 = %g, changed by %g", set.p1, set.m);
    caption("P1 = %g, changed by %g; nothing is random", set.p1, set.m);
    print_curves(set);
    print_changes(set);
    claim_one_output(set);
    claim_two_outputs();
    claim_sign();
    claims_print();
    return 0;
}
