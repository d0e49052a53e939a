// # Deltas: what a neuron's output does to the error
//
// Give every neuron one number, its *delta*: how much the error changes when
// the neuron's output does.  How is it found, and what is it good for?
// Glassner, chapter 14, "Backprop on a tiny neural network" and "Learning
// rate", figures 14-3 to 14-7, 14-13 to 14-20 and 14-27.
//
//     make deltas                             four neurons, two pictures
//     make deltas ARGS="--m 0.05"             a small change, predicted well
//     make deltas ARGS="--eta 1"              figure 14-15, taken at its word
//
// Time: 1 s
//
// What to look for: outputs are sums of weight times output, from left to
// right; deltas are sums of weight times delta, from right to left, along the
// same lines.  The predicted change, m times delta, holds for a small m.  The
// text says that the error changes in proportion, as a network without
// activation functions only multiplies and adds.  Its outputs do; but the error
// is a bowl over them, so for the error it is true of small changes only.
#define REAL double
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "common/report.h"

// ## Settings: the text gives no numbers; these are ours
typedef struct {
    real m;                    // what is added to the output of neuron A
    real eta;                  // η
} Settings;

static const Settings OURS = {0.5, 0.05};

// ## The network of four neurons (figures 14-5, 14-6)
//
//     X ─── A ─── C ─── P1
//        ╳     ╳                 no softmax, no activation functions
//     Y ─── B ─── D ─── P2
typedef struct {
    real m;                    // added to the output (figure 14-3)
    real o, delta;             // Ao and Aδ, of neuron A
} Neuron;

typedef struct {
    real XA, YA, XB, YB;       // weight XA leads from X to A
    real AC, BC, AD, BD;
    Neuron A, B, C, D;
} Net;

static const Net FOUR = {.XA = 0.5, .YA = 1, .XB = 1, .YB = -1,
                         .AC = -1, .BC = 1, .AD = 1, .BD = -0.5};
static const real X = 2, Y = 1;                  // a sample
static const real LABEL1 = 1, LABEL2 = 0;        // it belongs to class 1

// The quadratic cost, with the ½ that makes its slope a plain difference:
//
//     E = ½ (1 - P1)² + ½ (0 - P2)²
static real evaluate(Net *n) {
    n->A.o = X * n->XA + Y * n->YA + n->A.m;
    n->B.o = X * n->XB + Y * n->YB + n->B.m;
    n->C.o = n->A.o * n->AC + n->B.o * n->BC + n->C.m;
    n->D.o = n->A.o * n->AD + n->B.o * n->BD + n->D.m;
    real miss1 = n->C.o - LABEL1, miss2 = n->D.o - LABEL2;
    return (miss1 * miss1 + miss2 * miss2) / 2;
}

// ## Its deltas (figures 14-12, 14-19)
//
// Co - label is the slope of E.  (Figure 14-12 has label - Co, which is
// downhill, not a slope: see error_slopes.c.)  When Ao changes by Am, Co does
// by Am × AC, and so E by Am × AC × Cδ; likewise through D.  The two add up:
//
//     Em = Am × Aδ              Aδ = (AC × Cδ) + (AD × Dδ)
static void find_deltas(Net *n) {
    n->C.delta = n->C.o - LABEL1;
    n->D.delta = n->D.o - LABEL2;
    n->A.delta = n->AC * n->C.delta + n->AD * n->D.delta;
    n->B.delta = n->BC * n->C.delta + n->BD * n->D.delta;
}

// The judge: the slope of E over one number of the network (a weight, or an m),
// by two evaluations.  `place` must lie in *n.
static real slope(Net *n, real *place) {
    const real h = 1e-4;
    real keep = *place;
    *place = keep + h;
    real above = evaluate(n);
    *place = keep - h;
    real below = evaluate(n);
    *place = keep;
    evaluate(n);
    return (above - below) / (2 * h);
}

// ## The update (figures 14-15, 14-27)
//
// The weight AC meets C as the number Ao × AC, so its slope is Ao × Cδ:
//
//     AC ← AC - η (Ao × Cδ)
static void update(Net *n, real eta) {
    n->AC -= eta * n->A.o * n->C.delta;
    n->BC -= eta * n->B.o * n->C.delta;
    n->AD -= eta * n->A.o * n->D.delta;
    n->BD -= eta * n->B.o * n->D.delta;
    n->XA -= eta * X * n->A.delta;
    n->YA -= eta * Y * n->A.delta;
    n->XB -= eta * X * n->B.delta;
    n->YB -= eta * Y * n->B.delta;
}

static Net four_new(void) {
    Net n = FOUR;
    evaluate(&n);
    find_deltas(&n);
    return n;
}

// E after one update of all eight weights.
static real error_after(real eta) {
    Net n = four_new();
    update(&n, eta);
    return evaluate(&n);
}

// ## What changes do to E
//
// m is added to the output of A (figures 14-7, 14-16, 14-18).  Am × AC arrives
// at C, Am × AD at D, exactly.  On its way through the bowl E adds a second
// term to the prediction:
//
//     E(Ao + m) - E = m Aδ + ½ m² (AC² + AD²)
static real change_a(Net n, real m) {
    real before = evaluate(&n);
    n.A.m = m;
    return evaluate(&n) - before;
}

// Into D itself (figure 14-3), or to what BD brings to D (figure 14-4): here
// the weight is moved until BD × Bo is larger by m.
static real change_d(Net n, real m, bool by_weight) {
    real before = evaluate(&n);
    if (by_weight) n.BD += m / n.B.o;
    else n.D.m = m;
    return evaluate(&n) - before;
}

// Neurons of one layer do not use each other's outputs.  A weight into C and
// one into D, each moved so far that E falls by 1: what do both together?
//
//     ½ (o - label)² falls by 1 where |o - label| becomes √((o - label)² - 2)
static real lower_by_one(real o, real label) {
    real miss = o - label;
    return label + copysign(sqrt(miss * miss - 2), miss) - o;
}
static real lower(bool at_c, bool at_d) {
    Net n = four_new();
    real before = evaluate(&n), o = n.A.o;
    if (at_c) n.AC += lower_by_one(n.C.o, LABEL1) / o;
    if (at_d) n.AD += lower_by_one(n.D.o, LABEL2) / o;
    return evaluate(&n) - before;
}

// ## Data for the pictures
enum { POINTS = 101 };

static void print_net(const Net *n) {
    block_begin("neurons", "name x y output delta");
    printf("X 0 1 %g NaN\nY 0 0 %g NaN\n", X, Y);
    printf("A 1 1 %g %g\nB 1 0 %g %g\n", n->A.o, n->A.delta, n->B.o,
           n->B.delta);
    printf("C 2 1 %g %g\nD 2 0 %g %g\n", n->C.o, n->C.delta, n->D.o,
           n->D.delta);
    block_end();
    const real w[2][4] = {{n->XA, n->YA, n->XB, n->YB},
                          {n->AC, n->BC, n->AD, n->BD}};
    static const char *const names[2][4] = {{"XA", "YA", "XB", "YB"},
                                            {"AC", "BC", "AD", "BD"}};
    block_begin("weights", "name x y to value");
    for (int l = 0; l < 2; l++)
        for (int i = 0; i < 4; i++)
            printf("%s %d %d %d %g\n", names[l][i], l, 1 - i % 2, 1 - i / 2,
                   w[l][i]);
    block_end();
}

static void print_changes(const Net *n, Settings set) {
    Net copy = *n;
    real error = evaluate(&copy), em = set.m * n->A.delta;
    block_begin("bars", "Ao Am Adelta Em E predicted really");
    printf("%g %g %g %g %g %g %g\n", n->A.o, set.m, n->A.delta, em, error,
           error + em, error + change_a(*n, set.m));
    block_end();
    block_begin("rates", "eta error");
    for (int i = 0; i < POINTS; i++)
        printf("%g %.6g\n", 0.1 * i / (POINTS - 1),
               error_after(0.1 * i / (POINTS - 1)));
    block_end();
    block_begin("chosen", "eta error");
    printf("%g %.6g\n", set.eta, error_after(set.eta));
    block_end();
}

// ## What the text says
static real worst_gap(void) {
    Net n = four_new();
    real *m[] = {&n.A.m, &n.B.m, &n.C.m, &n.D.m}, gap = 0;
    const real delta[] = {n.A.delta, n.B.delta, n.C.delta, n.D.delta};
    for (int i = 0; i < 4; i++)
        gap = fmax(gap, fabs(slope(&n, m[i]) - delta[i]));
    return gap;
}

static void claim_deltas(void) {
    Net n = four_new();
    real E = evaluate(&n), m = 1e-4;
    claim("Glassner fig 14-3, 14-6: deltas of A, B, C, D against measured "
          "slopes, largest gap", "", 0, worst_gap(), 1e-9);
    claim("Glassner fig 14-4: m added behind BD, against m put into D", "", 0,
          change_d(n, 0.5, true) - change_d(n, 0.5, false), 1e-12);
    claim("Glassner fig 14-7: change of E for a small Am, divided by Am", "",
          n.A.delta, change_a(n, m) / m, 1e-3);
    claim("Glassner fig 14-17, 14-19: (AC × Cδ) + (AD × Dδ) is the slope of E "
          "over Ao", "", n.AC * n.C.delta + n.AD * n.D.delta,
          slope(&n, &n.A.m), 1e-9);
    claim("Glassner fig 14-13: Ao × Cδ is the slope of E over AC", "",
          n.A.o * n.C.delta, slope(&n, &n.AC), 1e-9);
    n.AC += 1;
    claim_failed_because("Glassner fig 14-13: change of E when AC grows by 1",
                         "", n.A.o * n.C.delta, evaluate(&n) - E,
                         "1 is not small: E is a bowl, not its tangent");
}

static void claim_steps(void) {
    real E = error_after(0), both = lower(true, true);
    claim("Glassner, output layer: E falls by 1 at C alone", "", -1,
          lower(true, false), 1e-12);
    claim("Glassner, output layer: E falls by 1 at D alone", "", -1,
          lower(false, true), 1e-12);
    claim("Glassner, output layer: both together", "", -2, both, 1e-12);
    Net n = four_new();
    claim("Glassner fig 14-27: change of E with η = 0", "", 0,
          E - evaluate(&n), 0);
    claim_true("Glassner, learning rate: a step with η = 0.001 lowers E",
               error_after(0.001) < E);
    claim_true("Glassner, learning rate: η = 1, figure 14-15 at its word, may "
               "raise E, and does here", error_after(1) > E);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "deltas: what a neuron's "
                                                "output does to the error");
    option_real(&options, "--m", &set.m, "m, added to the output of A");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    options_end(&options);

    Net n = four_new();
    real E = error_after(0);
    say("Four neurons, no activation functions; E = %g", E);
    say("  Cδ = %g, Dδ = %g from the label, then Aδ = %g, Bδ = %g", n.C.delta,
        n.D.delta, n.A.delta, n.B.delta);
    say("  Ao + %g: predicted E = %g, really %g", set.m,
        E + set.m * n.A.delta, E + change_a(n, set.m));
    say("  one update with η = %g: E = %g", set.eta, error_after(set.eta));
    caption("sample (%g, %g), label (%g, %g), E = %g; m = %g, η = %g; nothing "
            "is random", X, Y, LABEL1, LABEL2, E, set.m, set.eta);
    print_net(&n);
    print_changes(&n, set);
    claim_deltas();
    claim_steps();
    claims_print();
    return 0;
}
