// # Exercises: how to walk downhill
//
#ifdef STUB
// Change this file and say `make ex04`: the first exercise that is not right is
// shown, with what your code gave and what it should have given.  TODO stands
// where something is missing.  `make hint04` helps, `make diff04` shows our
// way once yours is right, `make run04` sends your rules over two valleys,
// `make reset04` begins anew and keeps a copy.
//
// What a Walker and the other types are stands in exercises.h: look there
// first.
#else
// Our answers.  `make diff04` shows them beside yours, one by one; read them
// there, after your own.  (Between STUB and else stands what exercises.c begins
// with: it is made from this file.)
#endif
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
#ifdef STUB
static const double ZIGZAG = TODO;
static const double TOO_LARGE = TODO;
static const double BEST = TODO;
#else
// x ← (1 - η) x and y ← (1 - 20 η) y.  BEST is where |1 - 20 η| = 1 - η.
static const double ZIGZAG = 1 / 20.0;
static const double TOO_LARGE = 2 / 20.0;
static const double BEST = 2 / 21.0;
#endif

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
#ifdef STUB
    return TODO;
#else
    return (count + m - 1) / m;
#endif
}

static Neuron1 batch_gradient(Neuron1 n, int count, const Example e[], int m,
                              int k) {
    Neuron1 g = {0, 0};
#ifdef STUB
    g.w = g.b = TODO;
#else
    int from = k * m, end = from + m < count ? from + m : count;
    for (int i = from; i < end; i++) {
        double y = n.w * e[i].x + n.b;
        g.w += (y - e[i].t) * e[i].x / (end - from);
        g.b += (y - e[i].t) / (end - from);
    }
#endif
    return g;
}

#ifdef STUB
static const double ETA_OF_SUM = TODO;
#else
static const double ETA_OF_SUM = 0.5 / 32;
#endif

// ## 4.3 A ball that rolls
//
// Slides, "momentum": a step depends on the slope, and on the step before.
//
//     v ← ρ v - η g,     θ ← θ + v
//
// w->theta and w->v have two elements each; g is the slope at w->theta; r.eta
// is η, r.rho is ρ.  `make run04` shows where the ball goes.
static void momentum(Walker *w, const double g[2], Rates r) {
#ifdef STUB
    for (int i = 0; i < 2; i++) w->theta[i] = w->v[i] = TODO;
#else
    for (int i = 0; i < 2; i++) {
        w->v[i] = r.rho * w->v[i] - r.eta * g[i];
        w->theta[i] += w->v[i];
    }
#endif
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
#ifdef STUB
    return TODO;
#else
    return j >= 1 && j <= t ? -eta * pow(rho, t - j) : 0;
#endif
}

#ifdef STUB
static const double TIMES_AS_LONG = TODO;
static const double ROLLS_ON = TODO;
#else
static const double TIMES_AS_LONG = 20;    // 1 + ρ + ρ² + ... = 1/(1 - ρ)
static const double ROLLS_ON = 19;         //     ρ + ρ² + ... = ρ/(1 - ρ)
#endif

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
#ifdef STUB
    for (int i = 0; i < 2; i++) w->theta[i] = w->v[i] = TODO;
#else
    double g[2], ahead[2];
    for (int i = 0; i < 2; i++) ahead[i] = w->theta[i] + r.rho * w->v[i];
    slope(g, ahead);
    momentum(w, g, r);
#endif
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
#ifdef STUB
    for (int i = 0; i < 2; i++) w->theta[i] = w->s[i] = TODO;
#else
    for (int i = 0; i < 2; i++) {
        w->s[i] += g[i] * g[i];
        w->theta[i] -= r.eta / sqrt(w->s[i] + r.epsilon) * g[i];
    }
#endif
}

static void rmsprop(Walker *w, const double g[2], Rates r) {
#ifdef STUB
    for (int i = 0; i < 2; i++) w->theta[i] = w->s[i] = TODO;
#else
    for (int i = 0; i < 2; i++) {
        w->s[i] = r.rho * w->s[i] + (1 - r.rho) * g[i] * g[i];
        w->theta[i] -= r.eta / sqrt(w->s[i] + r.epsilon) * g[i];
    }
#endif
}

// ## 4.7 Adam, uphill and down
//
// Slides, "Adam": a mean v of slopes, divided by the root of a mean s of their
// squares.
#ifdef STUB
// `adam` is the slides' formula as it is printed, and something is wrong with
// it.  Mend it, so that it does what their program does.
#else
// As printed, v has -(1 - ρ₁) g: with the minus before η, it goes uphill.
#endif
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
#ifdef STUB
        w->v[i] = r.rho * w->v[i] - (1 - r.rho) * g[i];
#else
        w->v[i] = r.rho * w->v[i] + (1 - r.rho) * g[i];
#endif
        w->s[i] = r.rho_2 * w->s[i] + (1 - r.rho_2) * g[i] * g[i];
        w->theta[i] -= r.eta / sqrt(w->s[i] + r.epsilon) * w->v[i];
    }
}

#ifdef STUB
static const double FIRST_STEP = TODO;
#else
static const double FIRST_STEP = 3.16228;      // 0.1 / √0.001
#endif

static void adam_corrected(Walker *w, const double g[2], Rates r) {
#ifdef STUB
    for (int i = 0; i < 2; i++) w->theta[i] = w->v[i] = w->s[i] = TODO;
#else
    for (int i = 0; i < 2; i++) {
        w->v[i] = r.rho * w->v[i] + (1 - r.rho) * g[i];
        w->s[i] = r.rho_2 * w->s[i] + (1 - r.rho_2) * g[i] * g[i];
        double v = w->v[i] / (1 - pow(r.rho, w->t));
        double s = w->s[i] / (1 - pow(r.rho_2, w->t));
        w->theta[i] -= r.eta * v / (sqrt(s) + r.epsilon);
    }
#endif
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
#ifdef STUB
    return TODO;
#else
    return 1.0 / t;
#endif
}

static double halved_rate(double eta, int every, int epoch) {
#ifdef STUB
    return TODO;
#else
    return eta / pow(2, epoch / every);        // a whole number of halvings
#endif
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
#ifdef STUB
    return TODO;
#else
    return low * pow(high / low, u);
#endif
}

static double find_rate(int tries, const double u[], double low, double high,
                        double (*loss)(double eta)) {
#ifdef STUB
    return TODO;
#else
    double best = NAN, least = INFINITY;
    for (int i = 0; i < tries; i++) {
        double eta = on_log_scale(u[i], low, high), here = loss(eta);
        if (here < least) {                    // never so for NaN
            least = here;
            best = eta;
        }
    }
    return best;
#endif
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
#ifdef STUB
    double g[2];
    slope(g, w->theta);
    for (int i = 0; i < 2; i++) w->theta[i] = TODO;
#else
    // In a bowl of steepness λ slopes change by Δg = λ Δθ, and the best rate is
    // 1/λ.  So the last step tells the rate of the next (Barzilai and Borwein,
    // 1988):  η = |Δθ · Δg| / |Δg|².  No step is longer than 1.
    double g[2];
    slope(g, w->theta);
    double length = hypot(g[0], g[1]), eta = 0.1 / length;
    if (w->t > 1) {
        double change[2] = {g[0] - w->s[0], g[1] - w->s[1]};     // Δg
        eta = fabs(w->v[0] * change[0] + w->v[1] * change[1]) /
              (change[0] * change[0] + change[1] * change[1]);
    }
    eta = fmin(eta, 1 / length);
    for (int i = 0; i < 2; i++) {
        w->v[i] = -eta * g[i];                                   // Δθ
        w->s[i] = g[i];
        w->theta[i] += w->v[i];
    }
#endif
}

// ## What make ex04 looks at: leave this as it is
Answers answers(void) {
    return (Answers){
        ZIGZAG, TOO_LARGE, BEST, steps_in_epoch, batch_gradient, ETA_OF_SUM,
        momentum, weight, TIMES_AS_LONG, ROLLS_ON, nesterov, adagrad, rmsprop,
        adam, FIRST_STEP, adam_corrected, mean_rate, halved_rate, on_log_scale,
        find_rate, own_rule};
}
