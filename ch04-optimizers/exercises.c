// # Exercises: how to walk downhill
//
// Change this file and say `make ex04`: the first exercise that is not right is
// shown, with what your code gave and what it should have given.  TODO stands
// where something is missing.  `make hint04` helps, `make diff04` shows our
// way once yours is right, `make run04` sends your rules over two valleys,
// `make reset04` begins anew and keeps a copy.
//
// What a Walker and the other types are stands in exercises.h: look there
// first.
#include "ch04-optimizers/exercises.h"

// ## 4.1 Three rates for a long bowl
//
// Slides, "comparison 2": where one slope is much steeper than the other,
// descent leaps to and fro across the valley and hardly gets on along it.  Let
// J = ½ (x² + 20 y²), and a step θ ← θ - η g.  Foretell, without trying (three
// digits will do, here and below):
//
//     ZIGZAG       above this η, y changes its sign with every step
//     TOO_LARGE    above this η, y grows instead
//     BEST         with this η, the slower of the two, x or y, is fastest
static const double ZIGZAG = TODO;
static const double TOO_LARGE = TODO;
static const double BEST = TODO;

// ## 4.2 An epoch in mini-batches
//
// Elgendy 2.6.5: 1,000 examples and a batch size of 256 make batches of 256,
// 256, 256 and 232.  How many steps are in an epoch of `count` examples, in
// batches of m?  (All answers are doubles, whole numbers too.)
//
// Then the gradient of batch k, k = 0, 1, 2, ..., of a neuron y = w x + b: the
// *mean*, over the examples of this batch, of the slopes of ½ (t - y)².  Batch
// 0 begins with e[0], batch 1 with e[m].
//
// Buduma adds up where others take the mean.  If η = 0.5 suits means over
// batches of 32: which η makes the same steps with sums?
static double steps_in_epoch(int count, int m) {
    return TODO;
}

static Neuron1 batch_gradient(Neuron1 n, int count, const Example e[], int m,
                              int k) {
    Neuron1 g = {0, 0};
    g.w = g.b = TODO;
    return g;
}

static const double ETA_OF_SUM = TODO;

// ## 4.3 A ball that rolls
//
// Slides, "momentum": a step depends on the slope, and on the step before.
//
//     v ← ρ v - η g,     θ ← θ + v
//
// w->theta and w->v have two elements each; g is the slope at w->theta; r.eta
// is η, r.rho is ρ.  `make run04` shows where the ball goes.
static void momentum(Walker *w, const double g[2], Rates r) {
    for (int i = 0; i < 2; i++) w->theta[i] = w->v[i] = TODO;
}

// ## 4.4 What the ball remembers
//
// Slides, "momentum": put v⁽¹⁾ = ρ v⁽⁰⁾ - η g⁽¹⁾ into v⁽²⁾, that into v⁽³⁾, and
// so on, with v⁽⁰⁾ = 0.  So v⁽ᵗ⁾ is a sum of all slopes there have been, each
// with a weight.  Do it on paper, and return the weight of g⁽ʲ⁾ in v⁽ᵗ⁾.  It
// must be right for any whole t and j that are not negative: what is the weight
// of a slope that is still to come?  And of g⁽⁰⁾, of which the slides speak?
//
// Then foretell, for ρ = 0.95: on an even slope, how many times as long as
// those of descent do the ball's steps become?  And if the slope then ends, how
// much further does it roll in all, measured in steps like the last one?
static double weight(int t, int j, double eta, double rho) {
    return TODO;
}

static const double TIMES_AS_LONG = TODO;
static const double ROLLS_ON = TODO;

// ## 4.5 Look before you leap
//
// Slides, "Nesterov": the same, but the slope is that of the place to which
// the old velocity alone would lead.
//
//     v ← ρ v - η ∇J(θ + ρ v),     θ ← θ + v
//
// slope(g, at) puts the gradient at the place `at` into g.  Whoever looks ahead
// sees the other side of the valley in time, and brakes.
static void nesterov(Walker *w, Slope *slope, Rates r) {
    for (int i = 0; i < 2; i++) w->theta[i] = w->v[i] = TODO;
}

// ## 4.6 To each parameter its own rate
//
// Slides, "AdaGrad" and "RMSProp": whose slopes have been steep gets a smaller
// rate.  Both remember squares of slopes, the one all, the other the recent:
//
//     AdaGrad      s ← s + g ⊙ g
//     RMSProp      s ← ρ s + (1 - ρ) g ⊙ g
//     both         θ ← θ - η / √(s + ε) ⊙ g
//
// ⊙ and √ go element by element.  ε is r.epsilon.  What becomes of the steps
// on a slope that stays the same, with the one and with the other?
static void adagrad(Walker *w, const double g[2], Rates r) {
    for (int i = 0; i < 2; i++) w->theta[i] = w->s[i] = TODO;
}

static void rmsprop(Walker *w, const double g[2], Rates r) {
    for (int i = 0; i < 2; i++) w->theta[i] = w->s[i] = TODO;
}

// ## 4.7 Adam, uphill and down
//
// Slides, "Adam": a mean v of slopes, divided by the root of a mean s of their
// squares.
// `adam` is the slides' formula as it is printed, and something is wrong with
// it.  Mend it, so that it does what their program does.
//
// v and s begin at 0, so both are too small at first.  Foretell how long the
// first step is, in units of η, for ρ₁ = 0.9 and ρ₂ = 0.999 (r.rho, r.rho_2),
// ε = 0 and any slope.
//
// As published (Kingma and Ba), Adam divides v and s by how full they are:
//
//     θ ← θ - η v̂ / (√ŝ + ε),     v̂ = v / (1 - ρ₁ᵗ),     ŝ = s / (1 - ρ₂ᵗ)
//
// w->t is t, 1 in the first step.  v and s themselves stay as they are; and ε
// now stands outside of the root.
static void adam(Walker *w, const double g[2], Rates r) {
    for (int i = 0; i < 2; i++) {
        w->v[i] = r.rho * w->v[i] - (1 - r.rho) * g[i];
        w->s[i] = r.rho_2 * w->s[i] + (1 - r.rho_2) * g[i] * g[i];
        w->theta[i] -= r.eta / sqrt(w->s[i] + r.epsilon) * w->v[i];
    }
}

static const double FIRST_STEP = TODO;

static void adam_corrected(Walker *w, const double g[2], Rates r) {
    for (int i = 0; i < 2; i++) w->theta[i] = w->v[i] = w->s[i] = TODO;
}

// ## 4.8 A rate that falls
//
// Slides, "methods of optimisation": SGD with a falling rate.  Why falling?
// Let w be a single number, example t ask for x⁽ᵗ⁾, and its error be
// ½ (w - x⁽ᵗ⁾)².  With a constant η, w follows the newest examples for ever.
// Which rate must step t = 1, 2, 3, ... have, so that after each step w is the
// mean of all examples so far, wherever it began?
//
// In practice rates often fall in steps.  Return η for an epoch, counted from
// 0, if the rate is halved after every `every` epochs.
static double mean_rate(int t) {
    return TODO;
}

static double halved_rate(double eta, int every, int epoch) {
    return TODO;
}

// ## 4.9 In search of a rate
//
// Slides: rates from 1e-5 to 1e-3; Elgendy 2.6.5: 0.01, 0.001, 0.0001, ...;
// Buduma tries a grid.  All of them think in powers of ten: drawn evenly
// between 0.00001 and 0.1, nine rates of ten would be above 0.01.  Turn a
// number u, drawn evenly from 0 ... 1, into a rate between low and high of
// which every power of ten gets the same share: at 0 it is low, at 1 high.
//
// Then search: make a rate of each u[0] ... u[tries - 1], ask loss(eta) for
// each, and return the rate with the least loss.  Some rates are too high, and
// their loss is no number, NaN; some give infinity.
static double on_log_scale(double u, double low, double high) {
    return TODO;
}

static double find_rate(int tries, const double u[], double low, double high,
                        double (*loss)(double eta)) {
    return TODO;
}

// ## 4.10 A rule of your own
//
// Slides, "newer optimisers".  Make one: each call is one step of w.  v, s and
// t are yours to remember with; ask slope(g, at) wherever you like, but it is
// counted.  In 60 slopes at most it must come within 0.01 of the minimum on
// each of four courses, with the same numbers for all:
//
//     a long bowl            ½ (x² + 20 y²), from (10, 1)
//     a bowl that is tilted  50 times as steep across as along, from (3, 5)
//     two valleys, twice     the surface of race.c, from (1, 1.5), (0.5, 1.2)
//
// (All are moved to another place, so there is no use in knowing the minimum.)
// Adam with η = 0.1 needs 111, 77, 311 and 79.  One of the rules above can do
// it, if you search for its numbers; one that looks at how slopes change
// between two steps finds its own, and needs 31 at most.
static void own_rule(Walker *w, Slope *slope) {
    double g[2];
    slope(g, w->theta);
    for (int i = 0; i < 2; i++) w->theta[i] = TODO;
}

// ## What make ex04 looks at: leave this as it is
Answers answers(void) {
    return (Answers){
        ZIGZAG, TOO_LARGE, BEST, steps_in_epoch, batch_gradient, ETA_OF_SUM,
        momentum, weight, TIMES_AS_LONG, ROLLS_ON, nesterov, adagrad, rmsprop,
        adam, FIRST_STEP, adam_corrected, mean_rate, halved_rate, on_log_scale,
        find_rate, own_rule};
}
