// # Six rules for slopes
//
// How steep is a curve at a point?  One can measure it, close by, or work it
// out by rules, exactly.  Elgendy, 2.6.2: the calculus refresher with its table
// of rules and its two examples, a polynomial and the sigmoid.
//
//     make derivative_rules                     try them all, and draw
//     make derivative_rules ARGS="--h 0.1"      measure not so close by
//
// Time: 1 s
//
// What to look for: a rule makes a function out of smaller ones, and its slope
// out of theirs.  So nobody has to differentiate 10x⁵ + 4x⁷ + 12x: the program
// writes it down as a sum of multiples of powers, and out come 2604 at x = 2
// and 1 371 180 at x = 6, the slopes of the tangents in the picture.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/report.h"

// ## Settings
typedef struct {
    real h;                    // how close by a slope is measured
} Settings;

static const Settings TEXT = {1e-5};

// ## A function at x: how high, and how steep
typedef struct {
    real at;                   // f(x)
    real slope;                // f′(x)
} Value;

// ## The rules
//
// For a constant c, a power, and functions u and v of x:
//
//     c′ = 0                 (xⁿ)′ = n xⁿ⁻¹            (c u)′ = c u′
//     (u + v)′ = u′ + v′     (u v)′ = u v′ + v u′      v(u)′ = v′(u) u′
static Value constant(real c) { return (Value){c, 0}; }

static real to_the(real x, int n) {              // xⁿ, also for n < 0
    if (n < 0) return 1 / to_the(x, -n);
    return n == 0 ? 1 : x * to_the(x, n - 1);
}

static Value power(real x, int n) {
    return (Value){to_the(x, n), n * to_the(x, n - 1)};
}

static Value multiple(real c, Value u) {
    return (Value){c * u.at, c * u.slope};
}

static Value sum(Value u, Value v) {
    return (Value){u.at + v.at, u.slope + v.slope};
}

static Value product(Value u, Value v) {
    return (Value){u.at * v.at, u.at * v.slope + v.at * u.slope};
}

// The chain rule is for a function of a function; v′ is its slope at u.
typedef Value Function(real x);

static Value chain(Function *v, Value u) {
    Value outer = v(u.at);
    return (Value){outer.at, outer.slope * u.slope};
}

// ## A function for each rule
//
// The exponential is not in the text's table: eˣ is its own slope.  A row for a
// function of your own will be checked like the others.
static Value exponential(real x) { return (Value){exp(x), exp(x)}; }

static Value ten(real x) { (void)x; return constant(10); }
static Value fifth(real x) { return power(x, 5); }
static Value ten_fifths(real x) { return multiple(10, fifth(x)); }
static Value plus(real x) { return sum(fifth(x), exponential(x)); }
static Value times(real x) { return product(fifth(x), exponential(x)); }
static Value of_fifth(real x) { return chain(exponential, fifth(x)); }

static const struct {
    const char *rule;          // a single word
    Function *f;
} EXAMPLES[] = {
    {"constant", ten},         // 10
    {"power", fifth},          // x⁵
    {"multiple", ten_fifths},  // 10 x⁵
    {"sum", plus},             // x⁵ + eˣ
    {"product", times},        // x⁵ eˣ
    {"chain", of_fifth},       // e to the x⁵
};
enum { RULES = sizeof EXAMPLES / sizeof *EXAMPLES };

// ## The text's two examples
//
//     f(x) = 10x⁵ + 4x⁷ + 12x             f′(x) = 50x⁴ + 28x⁶ + 12
static Value polynomial(real x) {
    return sum(sum(multiple(10, power(x, 5)), multiple(4, power(x, 7))),
               multiple(12, power(x, 1)));
}

static real polynomial_slope(real x) {           // the text's
    return 50 * to_the(x, 4) + 28 * to_the(x, 6) + 12;
}

// The sigmoid is the power n = -1 of 1 + e⁻ᶻ.
//
//     σ(z) = (1 + e⁻ᶻ)⁻¹                  σ′(z) = σ(z) (1 - σ(z))
static Value inverse(real x) { return power(x, -1); }

static Value sigmoid(real z) {
    Value e = chain(exponential, multiple(-1, power(z, 1)));
    return chain(inverse, sum(constant(1), e));
}

static real sigmoid_slope(real z) {              // the text's
    return sigmoid(z).at * (1 - sigmoid(z).at);
}

// ## Measured
//
// The derivative at x is the slope of the tangent there, and nearly that of a
// line through two points of the curve, close by on both sides of x:
//
//     f′(x) ≈ (f(x + h) - f(x - h)) / 2h
static real measured(Function *f, real x, real h) {
    return (f(x + h).at - f(x - h).at) / (2 * h);
}

// ## The experiment: are the slopes by the rules true?
//
// From x = -reach to reach, how far are they from what is measured, at most?
// And from what the text works out?
enum { POINTS = 301 };

static real point(int i, real reach) {
    return reach * (2 * i - (POINTS - 1)) / (POINTS - 1);
}

static real worse(real worst, real miss) {
    return miss > worst || isnan(miss) ? miss : worst;           // NaN stays
}

static real off_measured(Function *f, real reach, real h) {
    real off = 0;
    for (int i = 0; i < POINTS; i++) {
        real x = point(i, reach);
        off = worse(off, fabs(f(x).slope - measured(f, x, h)));
    }
    return off;
}

static real off_text(Function *f, real (*text)(real x), real reach) {
    real off = 0;
    for (int i = 0; i < POINTS; i++) {
        real x = point(i, reach);
        off = worse(off, fabs(f(x).slope - text(x)));
    }
    return off;
}

// ## Data for the picture
static void print_rules(real h) {
    block_begin("rules", "rule slope measured");
    say("slope at 1:   by the rule     measured");
    for (int k = 0; k < RULES; k++) {
        Function *f = EXAMPLES[k].f;
        printf("%s %.9g %.9g\n", EXAMPLES[k].rule, f(1).slope,
               measured(f, 1, h));
        say("  %-9s %13.7f %12.7f", EXAMPLES[k].rule, f(1).slope,
            measured(f, 1, h));
    }
    block_end();
}

static void print_curve(const char *name, Function *f, real from, real to) {
    block_begin(name, "x f slope");
    for (int i = 0; i <= 140; i++) {
        real x = from + (to - from) * i / 140;
        printf("%g %.9g %.9g\n", x, f(x).at, f(x).slope);
    }
    block_end();
}

// ## The text beside what comes out
static void make_claims(real h) {
    real off = 0;
    for (int k = 0; k < RULES; k++)
        off = worse(off, off_measured(EXAMPLES[k].f, 1, h));
    claim_between("Elgendy, refresher: from a rule's slope to the measured one",
                  "", 0, 1e-6, off);
    claim("Elgendy, refresher: f′(2) = 50·2⁴ + 28·2⁶ + 12", "", 2604,
          polynomial(2).slope, 0);
    claim("Elgendy, refresher: f′(6), likewise", "", 1371180,
          polynomial(6).slope, 0);
    claim_between("Elgendy, refresher: f′ = 50x⁴ + 28x⁶ + 12 is off by at most",
                  "", 0, 1e-12, off_text(polynomial, polynomial_slope, 1.5));
    claim_between("Elgendy, refresher: σ′ = σ (1 - σ) is off by at most", "", 0,
                  1e-15, off_text(sigmoid, sigmoid_slope, 8));
    claim_between("Elgendy, refresher: and from the measured slope of σ", "", 0,
                  1e-9, off_measured(sigmoid, 8, h));
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "six rules for slopes");
    option_real(&options, "--h", &set.h, "how close by slopes are measured");
    options_end(&options);
    if (!(set.h > 0)) wrong_usage("--h must be above 0, not %g", set.h);

    say("Slopes by rules, and measured with h = %g", set.h);
    caption("slopes by the rules");
    print_rules(set.h);
    print_curve("polynomial", polynomial, 0, 7);
    print_curve("sigmoid", sigmoid, -7, 7);
    make_claims(set.h);
    claims_print();
    return 0;
}
