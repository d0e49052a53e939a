// # What the cross-entropy measures, and where it comes from
//
// Why this formula, with its logarithms?  Elgendy, section 2.5.5, computes it
// for a cat, a dog and a fish.  Nielsen, chapter 3, asks which way round it is,
// and what it is when y lies between 0 and 1 (64), and finds it by an integral
// (71-77).
//
//     make entropy                            run it, and draw the picture
//     make entropy ARGS="--y 0.05"            another truth, almost certain
//
// Time: 1 s
//
// What to look for: for every truth y the cross-entropy is least where the
// answer a is y; but it is not 0 there, unless y is 0 or 1.  What is left is
// the binary entropy, the dashed curve.  Drawn over y instead, each answer is a
// straight line, and all these lines lean on the dashed curve.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/report.h"

// ## Settings
typedef struct {
    real y;                    // a truth between 0 and 1; the others are ours
} Settings;

static const Settings OURS = {0.3};

// ## Cross-entropy of two distributions
//
//     E = -1/n Σᵢ Σⱼ yᵢⱼ ln pᵢⱼ                        (Elgendy, section 2.5.5)
//
// over n examples and m classes; log is the natural logarithm.  0 ln 0 is 0:
// what never happens adds nothing, whatever was expected.
//
// Information theory calls -ln p the surprise at what happens although it was
// expected with probability p only, so E is how surprised one is on average who
// expects p while y is true.
static real y_ln(real y, real p) { return y == 0 ? 0 : y * log(p); }

static real cross_entropy(int n, int m, const real *y, const real *p) {
    real sum = 0;
    for (int i = 0; i < n * m; i++) sum -= y_ln(y[i], p[i]);
    return sum / n;
}

// A picture of a dog, and what a network expects: early, later, at best.  (The
// text's sentence says dog, cat, fish; its tables have the order used here.)
enum { CAT, DOG, FISH, CLASSES, STAGES = 3 };

static const real IS_DOG[] = {0, 1, 0};
static const real EXPECTED[STAGES][CLASSES] = {
    {0.2, 0.3, 0.5}, {0.3, 0.5, 0.2}, {0, 1, 0}};

static real dog_loss(int stage) {
    return cross_entropy(1, CLASSES, IS_DOG, EXPECTED[stage]);
}

// ## The cross-entropy of a neuron
//
//     C = -[y ln a + (1 - y) ln(1 - a)]                (57), for one example
//
// is the same with two classes: y and 1 - y are true, a and 1 - a expected.
static real neuron_cost(real a, real y) {
    const real truth[] = {y, 1 - y}, expected[] = {a, 1 - a};
    return cross_entropy(1, 2, truth, expected);
}

// Which of a and y belongs in the logarithm?  With y there, the targets y = 0
// and y = 1 would make every other answer infinitely bad, and no answer better
// than another.  With a there, they only remove one of the two terms: an a from
// a sigmoid is never quite 0 or 1.
//
// What is left at the best answer, a = y, is the binary entropy (64).  It is 0
// only for y = 0 and y = 1.  In between it is not a mistake of the neuron, but
// what nobody can know; so the cross-entropy is not quite a distance of two
// distributions, as Elgendy calls it: a distance to oneself is 0.
static real binary_entropy(real y) { return neuron_cost(y, y); }

// The best answer is found by search, as in ch01-perceptron/errors.c: the cost
// falls, then rises, so the worse of two answers shows which third to drop.
static real best_answer(real y) {
    real low = 0, high = 1;
    for (int i = 0; i < 100; i++) {
        real third = (high - low) / 3;
        if (neuron_cost(low + third, y) < neuron_cost(high - third, y))
            high -= third;
        else
            low += third;
    }
    return (low + high) / 2;
}

// ## Where it comes from
//
//     a = σ(z) = 1 / (1 + e⁻ᶻ),     σ′(z) = e⁻ᶻ / (1 + e⁻ᶻ)² = a (1 - a)
static real sigmoid(real z) { return 1 / (1 + exp(-z)); }
static real sigmoid_prime(real a) { return a * (1 - a); }     // at a = σ(z)

// σ′(z) makes the quadratic cost slow (saturation.c).  Suppose we want a cost
// without it:
//
//     ∂C/∂w_j = x_j (a - y),     ∂C/∂b = a - y                     (71, 72)
//
// The chain rule leaves no choice:
//
//     ∂C/∂b = ∂C/∂a σ′(z) = ∂C/∂a a (1 - a)                        (73, 74)
//     ∂C/∂a = (a - y) / (a (1 - a))                                (75)
static real wanted_slope(real a, real y) {
    return (a - y) / sigmoid_prime(a);
}

// So C is the integral of this; from 1/2 to a, by Simpson's rule, with no
// logarithm in sight:
static real integral(real a, real y) {
    enum { PIECES = 10000 };
    real h = (a - 0.5) / PIECES, sum = 0;
    for (int i = 0; i < PIECES; i++) {
        real left = 0.5 + i * h;
        sum += wanted_slope(left, y) + 4 * wanted_slope(left + h / 2, y) +
               wanted_slope(left + h, y);
    }
    return sum * h / 6;
}

// And that is the cross-entropy, up to a constant:
//
//     C = -[y ln a + (1 - y) ln(1 - a)] + constant                 (76, 77)
//
// Whatever y is, the cross-entropy at a = 1/2 is ln 2: this is the constant.
static real built(real a, real y) { return log(2) + integral(a, y); }

// ## Data for the pictures
static void print_classes(void) {
    static const char *const names[] = {"cat", "dog", "fish"};
    block_begin("classes", "stage class name true expected loss");
    for (int stage = 0; stage < STAGES; stage++)
        for (int j = 0; j < CLASSES; j++)
            printf("%d %d %s %g %g %.6f\n", stage, j, names[j], IS_DOG[j],
                   EXPECTED[stage][j], dog_loss(stage));
    block_end();
}

enum { TRUTHS = 6, CURVE = 200 };

static void print_over_a(const real truths[TRUTHS]) {
    block_begin("truths", "y a C built entropy");
    for (int k = 0; k < TRUTHS; k++) {
        for (int i = 1; i < CURVE; i++) {
            real y = truths[k], a = (real)i / CURVE;
            printf("%g %g %.6g %.6g %.6g\n", y, a, neuron_cost(a, y),
                   built(a, y), binary_entropy(a));
        }
        printf("\n");                           // the next y is a new line
    }
    block_end();
    block_begin("minima", "y a C");
    for (int k = 0; k < TRUTHS; k++) {
        real a = best_answer(truths[k]);
        printf("%g %.6f %.6f\n", truths[k], a, neuron_cost(a, truths[k]));
    }
    block_end();
}

static void print_over_y(void) {
    block_begin("answers", "a y C");
    for (int k = 1; k < 20; k++) {
        real a = k / 20.0;
        printf("%g 0 %.6g\n%g 1 %.6g\n\n", a, neuron_cost(a, 0), a,
               neuron_cost(a, 1));
    }
    block_end();
}

// ## The texts' numbers beside ours
static void claim_distributions(void) {
    claim("Elgendy 2.5.5: it is a dog, expected with 0.3: loss", "", 1.2,
          dog_loss(0), 0.005);
    claim("Elgendy 2.5.5: it is a dog, expected with 0.5: loss", "", 0.69,
          dog_loss(1), 0.005);
    claim("Elgendy 2.5.5: it is a dog, expected with 1: loss", "", 0,
          dog_loss(2), 0);
    claim_true("Nielsen ch3, exercise: for y = 0 and y = 1 the cost is finite, "
               "with a and y exchanged it is not",
               isfinite(neuron_cost(0.3, 0)) && isfinite(neuron_cost(0.3, 1)) &&
               isinf(neuron_cost(0, 0.3)) && isinf(neuron_cost(1, 0.3)));
}

static void claim_formulas(void) {
    const real h = 1e-5;
    real slope = 0, best = 0, build = 0;       // sums of 19 differences
    for (int i = 1; i < 20; i++) {
        real a = i / 20.0, z = log(a / (1 - a)), y = 1 - a / 3;
        slope += fabs((sigmoid(z + h) - sigmoid(z - h)) / (2 * h) -
                      sigmoid_prime(a));
        best += fabs(best_answer(a) - a);
        build += fabs(built(a, y) - neuron_cost(a, y));
    }
    claim_between("Nielsen ch3, exercise: σ′ = σ (1 - σ), off by", "", 0, 1e-9,
                  slope);
    claim_between("Nielsen ch3, exercise: the cost is least at a = y, off by",
                  "", 0, 1e-6, best);
    claim("Nielsen (64): what is left of it for y = 0.3", "", 0.6109,
          neuron_cost(best_answer(0.3), 0.3), 0.00005);
    claim_between("Nielsen (75), integrated, is (76), off by", "", 0, 1e-9,
                  build);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "what the cross-entropy "
                                                "measures");
    option_real(&options, "--y", &set.y, "a truth between 0 and 1");
    options_end(&options);
    if (!(set.y >= 0 && set.y <= 1)) wrong_usage("--y must be from 0 to 1");

    say("The cross-entropy of answers a and truths y, one of them %g", set.y);
    caption("Dots: least; rings: the integral of (75) for y = %g; nothing is "
            "random", set.y);
    print_classes();
    print_over_a((const real[]){0, 0.1, set.y, 0.5, 0.8, 1});
    print_over_y();
    claim_distributions();
    claim_formulas();
    claims_print();
    return 0;
}
