// # Seven activation functions and their slopes
//
// A neuron adds up its inputs, z = w x + b, and passes the sum through an
// activation function f.  What do these functions look like, and how steep are
// they?  Elgendy, section 2.3: figures 2.12 to 2.19 and table 2.1.
//
//     make activations                        the table, and three pictures
//     make activations ARGS="--reach 3"       nearer to the middle
//
// Time: 1 s
//
// What to look for: the slopes, more than the functions.  Gradient descent
// multiplies by f′, so a neuron learns where f is steep and sleeps where f is
// flat.  The step is flat everywhere; sigmoid, softmax and tanh are flat far
// from the middle: they *saturate*.  ReLU is flat on one side only, leaky ReLU
// nowhere, and so the text advises to use these two in hidden layers.  For the
// output it advises softmax if there is one class to choose of several, sigmoid
// if of two, and no function at all if a number is to be predicted.
//
// The text also asks that f keep its output within bounds.  The ReLU that it
// recommends does not.  What f must do is bend; one_matrix.c shows why.
#define REAL double
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "common/report.h"

// ## Settings
enum { LEAKS = 3, POINTS = 1601 };               // POINTS on each curve

typedef struct {
    real reach;                // curves are drawn for -reach <= z <= reach
    real leaks[LEAKS];         // leaky ReLUs to compare: the text's
} Settings;

static const Settings TEXT = {8, {0.1, 0.01, 0.002}};

// ## Linear: nothing happens (2.3.1)
//
//     f(z) = z        f′(z) = 1
//     f(z) = 4z       f′(z) = 4                          figures 2.12, 2.13
//
// The text concludes from the constant slope that nothing is learned.  A linear
// neuron learns (fast_food.c); what adds nothing is a second layer of them
// (one_matrix.c).  Table 2.1 lists this function as almost never used; yet it
// is what the text advises where a number is to be predicted.
static real identity(real z) { return z; }
static real identity_slope(real z) { (void)z; return 1; }

static real linear(real z) { return 4 * z; }
static real linear_slope(real z) { (void)z; return 4; }

// ## Step: yes or no (2.3.2)
//
//     f(z) = 1 if z >= 0, else 0                           figures 2.5, 2.14
//
// The step decides between two classes and does not say how surely.  Its slope
// is 0 wherever there is one, so gradient descent cannot use it.  (At z = 0 the
// text is of three minds; see perceptron.c.)
static real step(real z) { return z >= 0 ? 1 : 0; }
static real step_slope(real z) { (void)z; return 0; }

// ## Sigmoid: a probability (2.3.3)
//
//     σ(z) = 1 / (1 + e⁻ᶻ)                                       figure 2.15
//
// The text's formula has e⁻¹ here, a misprint; its listing has e⁻ᶻ.  For z =
// -1000, e⁻ᶻ is infinite, and 1 / ∞ = 0 is what we want.
//
// Where the step says yes or no, the sigmoid says how likely a yes is: ½ at
// z = 0.  Its slope is σ (1 - σ); derivative_rules.c works that out.
static real sigmoid(real z) { return 1 / (1 + exp(-z)); }
static real sigmoid_slope(real z) { return sigmoid(z) * (1 - sigmoid(z)); }

// ## Softmax: a probability for each of n classes
//
// (Section 2.3.4, whose number the text has lost.)
//
//     aⱼ = exp(zⱼ) / Σₖ exp(zₖ)        ∂aⱼ/∂zⱼ = aⱼ (1 - aⱼ)     figure 2.16
//
// The outputs lie between 0 and 1 and add up to 1; the largest z gets the
// largest a.  With two classes, one z being 0, it is the sigmoid of the other.
//
// Subtracting the largest z from all of them changes no aⱼ, because a factor
// cancels, and keeps exp from overflowing.
static void softmax(real a[], const real z[], int n) {
    real largest = z[0], sum = 0;
    for (int j = 1; j < n; j++) largest = fmax(largest, z[j]);
    for (int j = 0; j < n; j++) a[j] = exp(z[j] - largest);
    for (int j = 0; j < n; j++) sum += a[j];
    for (int j = 0; j < n; j++) a[j] /= sum;
}

// To draw it like the others: the first of three outputs, as its own z changes
// and the z of the other two stay at 1 and 0.
static real softmax_first(real z) {
    real a[3];
    softmax(a, (real[]){z, 1, 0}, 3);
    return a[0];
}
static real softmax_first_slope(real z) {
    return softmax_first(z) * (1 - softmax_first(z));
}

// ## tanh: a sigmoid around 0 (2.3.5)
//
//     tanh z = (eᶻ - e⁻ᶻ) / (eᶻ + e⁻ᶻ) = 2 σ(2z) - 1             figure 2.17
//     tanh′ z = 1 - tanh² z
//
// The text calls it a sigmoid moved down; it is also twice as high and half as
// wide.  Its outputs lie around 0, not around ½, and therefore the text prefers
// it to the sigmoid in hidden layers.  But half as wide also means that it
// saturates sooner: at z = 5 it has less than 1/30 of the sigmoid's slope.
static real tanh_slope(real z) { return 1 - tanh(z) * tanh(z); }

// ## ReLU and leaky ReLU (2.3.6, 2.3.7)
//
//     f(z) = max(0, z)           f′(z) = 0 or 1                  figure 2.18
//     f(z) = max(leak z, z)      f′(z) = leak or 1               figure 2.19
//
// ReLU does not saturate for large z, but where z < 0 it has no slope at all.
// The leak, about 0.01, is there to have one; the text also proposes 0.1 and
// 0.002.  What it calls a small "negative slope" is a small positive slope, at
// negative z.  In the kink at 0 there is no slope; we take that of the left.
static real relu(real z) { return z < 0 ? 0 : z; }
static real relu_slope(real z) { return z > 0 ? 1 : 0; }

static real leaky(real leak, real z) { return z < 0 ? leak * z : z; }
static real leaky_slope(real leak, real z) { return z > 0 ? 1 : leak; }

static real leaky_relu(real z) { return leaky(0.01, z); }
static real leaky_relu_slope(real z) { return leaky_slope(0.01, z); }

// ## Table 2.1
//
// Give a function of your own a row here: it will be checked, tabled and drawn.
typedef struct {
    const char *name;          // a single word
    real (*f)(real z);
    real (*slope)(real z);
} Activation;

static const Activation TABLE[] = {
    {"identity", identity, identity_slope},
    {"linear", linear, linear_slope},
    {"step", step, step_slope},
    {"sigmoid", sigmoid, sigmoid_slope},
    {"softmax", softmax_first, softmax_first_slope},
    {"tanh", tanh, tanh_slope},
    {"relu", relu, relu_slope},
    {"leaky_relu", leaky_relu, leaky_relu_slope},
};
enum { FUNCTIONS = sizeof TABLE / sizeof *TABLE };

// ## Is it true?
//
// A curve has POINTS points.  `worse` finds the largest error on it.
static real z_at(int i, real reach) {
    return reach * (2 * i - (POINTS - 1)) / (POINTS - 1);
}
static real worse(real worst, real error) {
    return error > worst || isnan(error) ? error : worst;    // NaN stays
}

// The slope, measured; not across the kink at 0:
//
//     f′(z) ≈ (f(z + h) - f(z - h)) / 2h
static real difference(real (*f)(real z), real z) {
    const real h = 1e-5;
    return (f(z + h) - f(z - h)) / (2 * h);
}
static real slope_error(real (*f)(real z), real (*slope)(real z), real reach) {
    real worst = 0;
    for (int i = 0; i < POINTS; i++) {
        real z = z_at(i, reach);
        if (z == 0) continue;
        worst = worse(worst, fabs(slope(z) - difference(f, z)));
    }
    return worst;
}

// And what the text says of softmax, tanh and sigmoid, on the whole curve:
typedef struct {
    real sum;                  // softmax adds up to 1: largest error
    bool in_order;             // softmax: the larger z has the larger a
    real two_classes;          // largest |softmax(z, 0)₁ - σ(z)|
    real tanh;                 // largest |tanh z - (2 σ(2z) - 1)|
    real mean_sigmoid, mean_tanh;
} Relations;

static Relations compare(real reach) {
    Relations are = {.in_order = true};
    for (int i = 0; i < POINTS; i++) {
        real z = z_at(i, reach), a[3], pair[2];
        softmax(a, (real[]){z, 1, 0}, 3);
        softmax(pair, (real[]){z, 0}, 2);
        are.sum = worse(are.sum, fabs(a[0] + a[1] + a[2] - 1));
        are.in_order = are.in_order && a[1] > a[2] &&
                       (a[0] > a[1]) == (z > 1) && (a[0] > a[2]) == (z > 0);
        are.two_classes = worse(are.two_classes, fabs(pair[0] - sigmoid(z)));
        are.tanh = worse(are.tanh, fabs(tanh(z) - (2 * sigmoid(2 * z) - 1)));
        are.mean_sigmoid += sigmoid(z) / POINTS;
        are.mean_tanh += tanh(z) / POINTS;
    }
    return are;
}

// ## Data for the pictures
//
// A curve is interrupted where f or f′ jumps.
static bool jumps(Activation it, real before, real z) {
    return fabs(it.f(z) - it.f(before)) > 0.9 ||
           fabs(it.slope(z) - it.slope(before)) > 0.9;
}

static void print_curves(real reach) {
    block_begin("curves", "function z f slope");
    for (int k = 0; k < FUNCTIONS; k++)
        for (int i = 0; i < POINTS; i++) {
            Activation it = TABLE[k];
            real z = z_at(i, reach);
            if (i > 0 && jumps(it, z_at(i - 1, reach), z))
                printf("%s NaN NaN NaN\n", it.name);
            printf("%s %g %.6g %.6g\n", it.name, z, it.f(z), it.slope(z));
        }
    block_end();
}

static void print_leaks(const Settings *set) {
    block_begin("leaks", "leak z f");
    for (int k = 0; k < LEAKS; k++) {
        for (int i = 0; i < POINTS; i++) {
            real z = z_at(i, set->reach), leak = set->leaks[k];
            printf("%g %g %.6g\n", leak, z, leaky(leak, z));
        }
        printf("\n");                            // the next leak is a new line
    }
    block_end();
}

// f, then f′, at -2, -1, 0, 1, 2: as data, and on stderr.
static void print_table(void) {
    block_begin("table", "function f_m2 f_m1 f_0 f_1 f_2"
                         " slope_m2 slope_m1 slope_0 slope_1 slope_2");
    say("%-10s f at -2, -1, 0, 1, 2 %10s f′ at -2, -1, 0, 1, 2", "", "");
    for (int k = 0; k < FUNCTIONS; k++) {
        char row[120];
        int n = 0;
        for (int i = 0; i < 10; i++) {
            real (*f)(real z) = i < 5 ? TABLE[k].f : TABLE[k].slope;
            n += snprintf(row + n, sizeof row - (size_t)n, " %6.3f",
                          f(i % 5 - 2));
        }
        printf("%s%s\n", TABLE[k].name, row);
        say("%-10s%s", TABLE[k].name, row);
    }
    block_end();
}

// ## The text's numbers beside ours
static void claims_on_table(real reach) {
    real worst = 0;
    for (int k = 0; k < FUNCTIONS; k++)
        worst = worse(worst,
                      slope_error(TABLE[k].f, TABLE[k].slope, reach));
    claim_between("Elgendy table 2.1: largest difference between f′ and "
                  "measured slopes", "", 0, 1e-8, worst);
    claim("Elgendy fig 2.13: measured slope of 4z at 2", "", 4,
          difference(linear, 2), 1e-8);
    claim("Elgendy fig 2.13: the same at -2", "", 4, difference(linear, -2),
          1e-8);
    claim("Elgendy fig 2.15: σ(0)", "", 0.5, sigmoid(0), 0);
    claim_true("Elgendy 2.3.3: the sigmoid at -1000 is 0, at 1000 it is 1",
               sigmoid(-1000) == 0 && sigmoid(1000) == 1);
    claim_between("Elgendy fig 2.17: slope of tanh at -5 or 5", "", 0, 2e-4,
                  fmax(tanh_slope(-5), tanh_slope(5)));
    claim("Elgendy 2.3.7: measured slope of leaky ReLU at -1", "", 0.01,
          difference(leaky_relu, -1), 1e-9);
    claim_true("Elgendy 2.3, advice: at 1000 sigmoid and tanh have no slope "
               "left, ReLU has", sigmoid_slope(1000) + tanh_slope(1000) == 0 &&
                                 relu_slope(1000) == 1);
}

static void claims_on_relations(Relations are) {
    claim_between("Elgendy fig 2.16: softmax adds up to 1, largest error", "",
                  0, 1e-12, are.sum);
    claim_true("Elgendy fig 2.16: the larger z has the larger probability",
               are.in_order);
    claim_between("Elgendy 2.3.4: with two classes softmax is the sigmoid, "
                  "largest error", "", 0, 1e-15, are.two_classes);
    claim_between("Elgendy 2.3.5: tanh z = 2 σ(2z) - 1, largest error", "", 0,
                  1e-15, are.tanh);
    claim("Elgendy 2.3.5: mean output of the sigmoid, z and -z equally often",
          "", 0.5, are.mean_sigmoid, 1e-12);
    claim("Elgendy 2.3.5: mean output of tanh, z and -z equally often", "", 0,
          are.mean_tanh, 1e-12);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "seven activation functions "
                                                "and their slopes");
    option_real(&options, "--reach", &set.reach, "z goes from -reach to reach");
    options_end(&options);
    if (set.reach < 0.1 || set.reach > 100)
        wrong_usage("--reach must be from 0.1 to 100, not %g", set.reach);

    say("Seven activation functions, linear twice, for z from %g to %g",
        -set.reach, set.reach);
    caption("z from %g to %g", -set.reach, set.reach);
    print_table();
    print_curves(set.reach);
    print_leaks(&set);
    claims_on_table(set.reach);
    claims_on_relations(compare(set.reach));
    claims_print();
    return 0;
}
