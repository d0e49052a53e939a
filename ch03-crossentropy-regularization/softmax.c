// # Softmax: outputs that share one whole
//
// Sigmoid outputs are separate opinions: "a 3: 0.9", "a 5: 0.8".  How do
// outputs become the probabilities of one distribution?  And does a network
// learn fast from them?  Nielsen, chapter 3, section "Softmax": the four
// sliders, equations (78) to (84), the exercises and problems around them.
//
//     make softmax                            the text's three slider positions
//     make softmax ARGS="--z3 -1"             who takes what neuron 3 gives up?
//     make softmax ARGS="--shift 1000"        every z larger by 1000
//
// Time: 1 s
//
// What to look for: one slider moves, z₄, and all four outputs move.  What a₄
// gains the others lose, so the bars always stack up to 1 (the translation has
// the same hold for "other activation functions"; the other *outputs* are
// meant).  Sigmoids of the same z stack up to anything.  With a shift, softmax
// stays as it was: only differences between the z count.
#define REAL double
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "common/report.h"

// ## Settings: the text's sliders, and the outputs printed beside them
enum { OUTPUTS = 4, SLIDERS = 3 };

typedef struct {
    real z[OUTPUTS - 1];       // z₁, z₂, z₃ stay where they are
    real z4[SLIDERS];          // three positions of the last slider
    real shift;                // added to every z
    real text[SLIDERS][OUTPUTS];
} Settings;

static const Settings TEXT = {
    {2.5, -1, 3.2}, {0.5, 1.6, 3.5}, 0,
    {{0.315, 0.009, 0.633, 0.043},
     {0.290, 0.009, 0.584, 0.118},
     {0.174, 0.005, 0.349, 0.472}}};

// ## The function
//
//     aⱼ = e^(c zⱼ) / Σₖ e^(c zₖ)                                      (83)
//
// with c = 1 for the softmax itself (78).  Every exponential is positive, and
// dividing by the sum makes the sum 1 (79): a probability distribution.
static void as_written(real a[OUTPUTS], const real z[OUTPUTS], real c) {
    real sum = 0;
    for (int j = 0; j < OUTPUTS; j++) sum += a[j] = exp(c * z[j]);
    for (int j = 0; j < OUTPUTS; j++) a[j] /= sum;
}

// But e¹⁰⁰⁰ is too large for a double and e⁻¹⁰⁰⁰ too small, so this ends in ∞/∞
// or 0/0.  The same number added to all z multiplies numerator and denominator
// alike.  So the largest z may be moved to 0: then no exponential is above 1,
// and one of them is 1.
static real largest_of(const real z[OUTPUTS]) {
    real largest = z[0];
    for (int j = 1; j < OUTPUTS; j++) largest = fmax(largest, z[j]);
    return largest;
}

static void softmax(real a[OUTPUTS], const real z[OUTPUTS], real c) {
    real largest = largest_of(z), sum = 0;
    for (int j = 0; j < OUTPUTS; j++) sum += a[j] = exp(c * (z[j] - largest));
    for (int j = 0; j < OUTPUTS; j++) a[j] /= sum;
}

static real sigmoid(real z) { return 1 / (1 + exp(-z)); }

// ## Exercises: monotone, and not local
//
// By the quotient rule, with 1{j = k} for "1 if j = k, else 0",
//
//     ∂aⱼ/∂zₖ = aⱼ (1{j = k} - aₖ)
//
// All a lie between 0 and 1.  So this is positive for j = k and negative for
// every other pair: raising zₖ raises aₖ and lowers all others.  It is never 0:
// each output depends on all z.  For sigmoids, only j = k would be left.
static real jacobian(const real a[OUTPUTS], int j, int k) {
    return a[j] * ((j == k) - a[k]);
}

// ## Problem: back from the outputs to z
//
//     zⱼ = ln aⱼ + C
//
// as ln aⱼ = zⱼ - ln Σₖ e^zₖ, and the sum is the same for all j.  C remains
// unknown: a shift of all z does not show in the outputs.
static real inverse(real a, real constant) { return log(a) + constant; }

// ## The log-likelihood cost, and its error
//
//     C = -ln a_y                                                       (80)
//
// where y is the neuron that ought to answer.  With -ln a_y = ln Σₖ e^zₖ - z_y
// the logarithm meets no output that has been rounded to 0.
static real log_likelihood(const real z[OUTPUTS], int y) {
    real largest = largest_of(z), sum = 0;
    for (int k = 0; k < OUTPUTS; k++) sum += exp(z[k] - largest);
    return log(sum) - (z[y] - largest);
}

// The error δⱼ = ∂C/∂zⱼ is -1/a_y, times ∂a_y/∂zⱼ from above.  a_y cancels and
// leaves the mistake itself, as with the cross-entropy: no factor that could be
// small while the answer is wrong.  Here y stands for a vector too, with 1 for
// the right neuron and 0 elsewhere:
//
//     δⱼ = aⱼ - yⱼ                                                      (84)
static real error_of(const real a[OUTPUTS], int y, int j) {
    return a[j] - (j == y);
}

// The layer in front computes zⱼ = Σₖ wⱼₖ xₖ + bⱼ, where x is the text's aᴸ⁻¹.
// So zⱼ moves as fast as bⱼ does, and xₖ times as fast as wⱼₖ:
//
//     ∂C/∂bⱼ = aⱼ - yⱼ                                                  (81)
//     ∂C/∂wⱼₖ = xₖ (aⱼ - yⱼ)                                            (82)
//
// A bias is like a weight whose input x is always 1.
static real weight_slope(const real a[OUTPUTS], int y, int j, real x) {
    return x * error_of(a, y, j);
}

// The same, measured: (C(w + h) - C(w - h)) / 2h.
static real measured_slope(const real z[OUTPUTS], int y, int j, real x) {
    real above[OUTPUTS], below[OUTPUTS], h = 1e-5;
    for (int i = 0; i < OUTPUTS; i++) {
        above[i] = z[i] + (i == j) * x * h;
        below[i] = z[i] - (i == j) * x * h;
    }
    return (log_likelihood(above, y) - log_likelihood(below, y)) / (2 * h);
}

// ## Data for the pictures
static void outputs(real z[OUTPUTS], real a[OUTPUTS], Settings set, real z4) {
    for (int j = 0; j < OUTPUTS; j++)
        z[j] = set.shift + (j < OUTPUTS - 1 ? set.z[j] : z4);
    softmax(a, z, 1);
}

static void print_sliders(Settings set) {
    block_begin("sliders", "slider z4 neuron z softmax foot sigmoid sigmoids");
    for (int i = 0; i < SLIDERS; i++) {
        real z[OUTPUTS], a[OUTPUTS], foot = 0, sigmoids = 0;  // sums so far
        outputs(z, a, set, set.z4[i]);
        for (int j = 0; j < OUTPUTS; j++) {
            printf("%d %g %d %g %.6f %.6f %.6f %.6f\n", i + 1, set.z4[i], j + 1,
                   z[j], a[j], foot, sigmoid(z[j]), sigmoids);
            foot += a[j];
            sigmoids += sigmoid(z[j]);
        }
    }
    block_end();
}

// The slider glides; then c grows, once as the slider first stood, once with
// z₄ = z₃.
static void print_curves(Settings set) {
    real z[OUTPUTS], a[OUTPUTS];
    block_begin("glide", "z4 a1 a2 a3 a4");
    for (real z4 = -4; z4 <= 10; z4 += 0.125) {
        outputs(z, a, set, z4);
        printf("%g %.5f %.5f %.5f %.5f\n", z4, a[0], a[1], a[2], a[3]);
    }
    block_end();
    block_begin("sharpness", "tie c a1 a2 a3 a4");
    for (int tie = 0; tie <= 1; tie++)
        for (int i = -80; i <= 80; i++) {
            real c = pow(10, i / 40.0);
            outputs(z, a, set, tie ? set.z[2] : set.z4[0]);
            softmax(a, z, c);
            printf("%d %.4g %.5f %.5f %.5f %.5f\n", tie, c, a[0], a[1], a[2],
                   a[3]);
        }
    block_end();
}

static void print_jacobian(Settings set) {
    real z[OUTPUTS], a[OUTPUTS];
    outputs(z, a, set, set.z4[1]);
    block_begin("jacobian", "j k softmax sigmoid");
    for (int j = 0; j < OUTPUTS; j++)
        for (int k = 0; k < OUTPUTS; k++)
            printf("%d %d %.6g %.6g\n", j + 1, k + 1, jacobian(a, j, k),
                   (j == k) * sigmoid(z[j]) * sigmoid(-z[j]));
    block_end();
}

// ## The text's numbers beside ours
static real worse(real worst, real error) {
    return error > worst || isnan(error) ? error : worst;    // NaN stays
}

typedef struct {
    real sum, inverse, slope;  // how far off, at most: (79), inverse, (81, 82)
    int signs;                 // slopes ∂aⱼ/∂zₖ with the sign of the exercise
} Checks;

static void check_position(Checks *it, Settings set, real z4) {
    static const real x[] = {1, -0.7, 2.3};     // a bias and two weights
    real z[OUTPUTS], a[OUTPUTS], sum = 0;
    outputs(z, a, set, z4);
    for (int j = 0; j < OUTPUTS; j++) {
        real back = inverse(a[j], z[0] - log(a[0]));
        it->inverse = worse(it->inverse, fabs(back - z[j]));
        sum += a[j];
        for (int k = 0; k < OUTPUTS; k++)
            it->signs += (j == k ? 1 : -1) * jacobian(a, j, k) > 0;
        for (int y = 0; y < OUTPUTS; y++)
            for (int k = 0; k < 3; k++) {
                real slope = measured_slope(z, y, j, x[k]);
                real error = fabs(weight_slope(a, y, j, x[k]) - slope);
                it->slope = worse(it->slope, error);
            }
    }
    it->sum = worse(it->sum, fabs(sum - 1));
}

static void claim_sliders(Settings set) {
    real z[OUTPUTS], a[OUTPUTS], sigmoids = 0;
    for (int i = 0; i < SLIDERS; i++) {
        outputs(z, a, set, set.z4[i]);
        for (int j = 0; j < OUTPUTS; j++) {
            char what[80];
            snprintf(what, sizeof what, "Nielsen ch3, sliders: z4 = %g, output "
                     "a%d", set.z4[i], j + 1);
            claim(what, "", set.text[i][j], a[j], 0.0005);
        }
    }
    for (int j = 0; j < OUTPUTS; j++) sigmoids += sigmoid(z[j]);
    claim_between("Nielsen ch3, exercise: sigmoids of the last z, their sum",
                  "", 1.1, OUTPUTS, sigmoids);
}

static void claim_checks(Checks it) {
    claim("Nielsen ch3, (79): sum of the outputs, off 1 by", "", 0, it.sum,
          1e-14);
    claim("Nielsen ch3, exercises: slopes ∂a/∂z, of 48, above 0 for the own z, "
          "below 0 for the others", "", 48, it.signs, 0);
    claim("Nielsen ch3, problem: ln a + C gives z back, off by", "", 0,
          it.inverse, 1e-12);
    claim("Nielsen ch3, (81), (82), (84): off the measured slopes by", "", 0,
          it.slope, 1e-8);
}

static void claim_limits(void) {
    real a[OUTPUTS], b[OUTPUTS], low[OUTPUTS], z[] = {2.5, -1, 3.2, 0.5};
    softmax(a, z, 100);
    claim("Nielsen ch3, (83), c = 100: the output of the largest z", "", 1,
          a[2], 1e-9);
    softmax(a, (real[]){2.5, 3.2, 3.2, 0.5}, 100);
    claim("Nielsen ch3, (83), c = 100: each of two largest z", "", 0.5, a[2],
          1e-9);
    claim_between("Nielsen ch3, (80): -ln a for the right answer, given with "
                  "z = 20 above the others", "", 0, 1e-6,
                  log_likelihood((real[]){0, 0, 20, 0}, 2));
    claim("our finding: -ln a for the right answer, 2000 below the largest z",
          "", 2000, log_likelihood((real[]){1000, -1000, 0, 0}, 1), 1e-9);
    as_written(a, (real[]){1000, 999, 998, 997}, 1);
    as_written(b, (real[]){-1000, -1001, -1002, -1003}, 1);
    claim_true("our finding: (78) as it is written fails for z = ±1000",
               isnan(a[0]) && isnan(b[0]));
    softmax(a, (real[]){1000, 999, 998, 997}, 1);
    softmax(b, (real[]){-1000, -1001, -1002, -1003}, 1);
    softmax(low, (real[]){3, 2, 1, 0}, 1);
    claim_true("our finding: with the largest z moved to 0, z = ±1000 gives "
               "what z = 3 gives", a[0] == low[0] && b[0] == low[0]);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "softmax: outputs that share "
                                                "one whole");
    option_real(&options, "--z1", &set.z[0], "weighted input of neuron 1");
    option_real(&options, "--z2", &set.z[1], "of neuron 2");
    option_real(&options, "--z3", &set.z[2], "of neuron 3");
    option_real(&options, "--shift", &set.shift, "added to every z");
    options_end(&options);

    say("Softmax of z = %g, %g, %g and a slider z4; shift %g", set.z[0],
        set.z[1], set.z[2], set.shift);
    caption("z₁ = %g, z₂ = %g, z₃ = %g, shift %g; nothing is random", set.z[0],
            set.z[1], set.z[2], set.shift);
    print_sliders(set);
    print_curves(set);
    print_jacobian(set);
    Checks checks = {.signs = 0};
    for (int i = 0; i < SLIDERS; i++) check_position(&checks, set, set.z4[i]);
    claim_sliders(set);
    claim_checks(checks);
    claim_limits();
    claims_print();
    return 0;
}
