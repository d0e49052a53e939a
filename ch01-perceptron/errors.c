// # How wrong is a prediction?
//
// A neuron can only become better at something if one number says how bad it
// is now.  Which number?  Elgendy, chapter 2: sections 2.5.3 (why errors must
// not cancel), 2.5.4 and table 2.2 (mean squared and mean absolute error),
// 2.5.6 with figure 2.25, shown again as figure 2.26 (the error over the
// weight).
//
//     make errors                             run it, and draw both pictures
//     make errors ARGS="--mansion 345"        no mansion: an ordinary house
//     make errors ARGS="--x 0.6"              another input: where is the 0?
//
// Time: 1 s
//
// What to look for: over the weight, the absolute error is a V and the squared
// error a bowl, and both touch 0 at the same weight, 8/3.  In the second
// picture one house in eleven becomes a mansion.  The price that is least wrong
// in the squared sense runs after it, until it is dearer than all the ordinary
// houses; the one that is least wrong in the absolute sense does not move.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/report.h"

// ## Settings: x and y are the text's; change them and run again
//
// The text has no house prices of its own; these, in thousands, are ours.
enum { HOUSES = 11 };

typedef struct {
    real x, y;                 // the perceptron's one example
    real prices[HOUSES];       // of ordinary houses
    real mansion;              // of what is built in place of the last of them
} Settings;

static const Settings TEXT = {
    0.3, 0.8, {180, 195, 210, 220, 230, 240, 255, 270, 290, 315, 345}, 1995};

// ## One weight, N examples
//
// Table 2.2 names what a prediction is measured with:
//
//     the text                      here
//     E(W, b), also J(W, b)         error(w, e)     the error, loss or cost
//     W, also θ; b                  w               the weights; the biases
//     N                             e.n             how many examples
//     ŷᵢ, also h(xᵢ)                w x[i]          what is predicted
//     yᵢ                            y[i]            the right answer, the label
//     ŷᵢ - yᵢ                       residual        what it is off by, signed
//
// One weight is enough for this page, ŷ = w x.  With x = 1 the weight itself is
// the prediction: the same for every example.
typedef struct {
    int n;                     // N
    const real *x, *y;         // n inputs, and n right answers
} Examples;

static real residual(real w, Examples e, int i) { return w * e.x[i] - e.y[i]; }

// ## Misses must not cancel
//
// The mean of the residuals is no measure: +10 and -10 average to 0, as if both
// predictions were perfect.  An archer who hits ten to the left and ten to the
// right of the mark is not a good one.
static real mean_residual(real w, Examples e) {
    real sum = 0;
    for (int i = 0; i < e.n; i++) sum += residual(w, e, i);
    return sum / e.n;
}

// So each residual is made positive first, by squaring it ...
//
//     MSE = 1/N Σ (ŷᵢ - yᵢ)²                                   (section 2.5.4)
static real mean_squared_error(real w, Examples e) {
    real sum = 0;
    for (int i = 0; i < e.n; i++) sum += residual(w, e, i) * residual(w, e, i);
    return sum / e.n;
}

// ... or by dropping its sign.
//
//     MAE = 1/N Σ |ŷᵢ - yᵢ|                                    (section 2.5.4)
static real mean_absolute_error(real w, Examples e) {
    real sum = 0;
    for (int i = 0; i < e.n; i++) sum += fabs(residual(w, e, i));
    return sum / e.n;
}

// The text calls both always positive.  They are never negative; 0 is what we
// want, and it is reached when every prediction is right, and only then.
//
// ## Their slopes
//
// Where the text squares, a factor 2 comes down:
//
//     dMSE/dw = 2/N Σ (ŷᵢ - yᵢ) xᵢ
static real squared_slope(real w, Examples e) {
    real sum = 0;
    for (int i = 0; i < e.n; i++) sum += 2 * residual(w, e, i) * e.x[i];
    return sum / e.n;
}

// Buduma and Nielsen write ½ in front of the square, to cancel this 2, and so
// do we in all that follows: in this codebase the quadratic cost has the ½, and
// what is called MSE has none.  The minimum is the same, the slope half as
// steep: the same walk downhill needs twice the learning rate.
//
//     d(½ MSE)/dw = 1/N Σ (ŷᵢ - yᵢ) xᵢ
static real half_squared_slope(real w, Examples e) {
    real sum = 0;
    for (int i = 0; i < e.n; i++) sum += residual(w, e, i) * e.x[i];
    return sum / e.n;
}

// |r| has the slope -1 left of 0 and +1 right of it, but none at 0, the tip of
// the V: lines through it, of any slope from -1 to +1, stay below the V (they
// are *subgradients*).  We take the middle one, 0, so that an exact prediction
// asks for no change.
//
//     dMAE/dw = 1/N Σ sign(ŷᵢ - yᵢ) xᵢ,     sign(0) = 0
static real sign(real r) { return (real)((r > 0) - (r < 0)); }

static real absolute_slope(real w, Examples e) {
    real sum = 0;
    for (int i = 0; i < e.n; i++) sum += sign(residual(w, e, i)) * e.x[i];
    return sum / e.n;
}

// ## Where is an error least?
//
// By search: both errors fall, then rise.  Of two weights, each a third of the
// way in from its end, the worse one shows which outer third cannot hold the
// minimum.  This needs no formula and no slope.  (A least squared error above 0
// is so flat that only half of a double's 16 digits are found.)
typedef real Error(real w, Examples e);

static real search(Error *error, Examples e) {
    real low = -1e9, high = 1e9;
    for (int i = 0; i < 200; i++) {
        real third = (high - low) / 3;
        if (error(low + third, e) < error(high - third, e)) high -= third;
        else low += third;
    }
    return (low + high) / 2;
}

// ## Experiment: the error of one perceptron over its weight
//
//     error = |ŷ - y| = |w 0.3 - 0.8|                  (2.5.6, figure 2.25)
//
// The weight is the only knob.  (The text counts the error as a second one, but
// the error only follows.)  Two walks down the bowl show what the ½ does.
typedef struct {
    real tip, bottom;          // where |ŷ - y| and (ŷ - y)² are least
    real apart;                // with and without ½: how far the walks are
                               // apart, over all steps
} Perceptron;

static Perceptron one_perceptron(Examples e, real eta) {
    Perceptron p = {.tip = search(mean_absolute_error, e),
                    .bottom = search(mean_squared_error, e)};
    real w = 0, w_half = 0;
    for (int step = 0; step < 20; step++) {
        w -= eta * squared_slope(w, e);
        w_half -= 2 * eta * half_squared_slope(w_half, e);
        p.apart += fabs(w - w_half);
    }
    return p;
}

// ## Experiment: one price for all houses
//
// Which single price is least wrong about eleven houses?  With x = 1 it is a
// weight like any other.  What the search finds is compared with two numbers
// that know nothing of errors:
static real mean(Examples e) {
    real sum = 0;
    for (int i = 0; i < e.n; i++) sum += e.y[i];
    return sum / e.n;
}

// The median has no more than half of the houses below it, and no more than
// half above.  (Of an even number of houses it is one of the middle two.)
static real median(Examples e) {
    for (int i = 0; i < e.n; i++) {
        int below = 0, above = 0;
        for (int j = 0; j < e.n; j++) {
            below += e.y[j] < e.y[i];
            above += e.y[j] > e.y[i];
        }
        if (2 * below <= e.n && 2 * above <= e.n) return e.y[i];
    }
    return NAN;                                  // no houses
}

// Why these two: the slope of the MSE is 2 (c - mean), and the slope of the MAE
// is (houses below c - houses above c) / N.  That one only counts houses, and a
// mansion is one dearer house, like any other.
typedef struct {
    real x[HOUSES], y[HOUSES]; // inputs, all 1; prices
    Examples e;                // both
    real squared, absolute;    // the prices where MSE and MAE are least
} Town;

static void one_price_for_all(Town *town, const real *prices, real last) {
    for (int i = 0; i < HOUSES; i++) {
        town->x[i] = 1;
        town->y[i] = i < HOUSES - 1 ? prices[i] : last;
    }
    town->e = (Examples){HOUSES, town->x, town->y};
    town->squared = search(mean_squared_error, town->e);
    town->absolute = search(mean_absolute_error, town->e);
}

// ## Data for the pictures
enum { CURVE = 240 };          // pieces that a curve is drawn with

static void print_perceptron(Perceptron p, Examples e) {
    block_begin("weights", "w absolute squared");
    for (int i = 0; i <= CURVE; i++) {
        real w = p.tip - 3 + (real)6 * i / CURVE;
        printf("%.6g %.6g %.6g\n", w, mean_absolute_error(w, e),
               mean_squared_error(w, e));
    }
    block_end();
    block_begin("minimum", "x y absolute squared");
    printf("%g %g %.6f %.6f\n", *e.x, *e.y, p.tip, p.bottom);
    block_end();
}

// The errors of the two towns differ much in size: each is drawn from its own
// least value up.
static real above_least(Error *error, real price, real least, Examples e) {
    return error(price, e) - error(least, e);
}

static void print_towns(const Town *plain, const Town *rich) {
    real low = plain->y[0] - 30, high = fmax(450, rich->squared + 50);
    block_begin("constants", "price mse_plain mae_plain mse_rich mae_rich");
    for (int i = 0; i <= CURVE; i++) {
        real c = low + (high - low) * i / CURVE;
        printf("%.6g %.6g %.6g %.6g %.6g\n", c,
               above_least(mean_squared_error, c, plain->squared, plain->e),
               above_least(mean_absolute_error, c, plain->absolute, plain->e),
               above_least(mean_squared_error, c, rich->squared, rich->e),
               above_least(mean_absolute_error, c, rich->absolute, rich->e));
    }
    block_end();
    block_begin("answers", "mansion mse_plain mae_plain mse_rich mae_rich");
    printf("%g %.3f %.3f %.3f %.3f\n", rich->y[HOUSES - 1], plain->squared,
           plain->absolute, rich->squared, rich->absolute);
    block_end();
    block_begin("houses", "price");
    for (int i = 0; i < HOUSES; i++) printf("%g\n", plain->y[i]);
    block_end();
}

// ## The text's numbers beside ours
static void claim_misses(void) {
    Examples e = {2, (real[]){10, -10}, (real[]){0, 0}};     // the mark is at 0
    claim("Elgendy 2.5.3: errors of +10 and -10 average to", "", 0,
          mean_residual(1, e), 0);
    claim("Elgendy 2.5.3: their MSE", "", 100, mean_squared_error(1, e), 0);
    claim("Elgendy 2.5.3: their MAE", "", 10, mean_absolute_error(1, e), 0);
}

static void claim_perceptron(Perceptron p, Examples e) {
    claim("Elgendy fig 2.25: |0.3 w - 0.8| is least at w =", "", 8.0 / 3, p.tip,
          1e-9);
    claim("Elgendy fig 2.25: a V: its slope on the left", "", -0.3,
          absolute_slope(p.tip - 1, e), 1e-12);
    claim("Elgendy fig 2.25: a V: its slope on the right", "", 0.3,
          absolute_slope(p.tip + 1, e), 1e-12);
    claim("Elgendy fig 2.26: squared, a bowl, least at w =", "", 8.0 / 3,
          p.bottom, 1e-9);
    claim("Elgendy 2.5.4 has no ½, Buduma has: with twice the learning rate "
          "the walks differ by", "", 0, p.apart, 0);
}

static void claim_towns(const Town *plain, const Town *rich) {
    claim("Elgendy 2.5.4: MSE of ordinary houses, least at their mean",
          "thousand", mean(plain->e), plain->squared, 1e-4);
    claim("Elgendy 2.5.4: MSE with a mansion, least at the mean", "thousand",
          mean(rich->e), rich->squared, 1e-4);
    claim_true("Elgendy 2.5.4: that price is above all houses but the mansion",
               rich->squared > plain->y[HOUSES - 1]);
    claim("Elgendy 2.5.4: MAE of ordinary houses, least at their median",
          "thousand", median(plain->e), plain->absolute, 1e-9);
    claim("Elgendy 2.5.4: MAE with a mansion, least at the median", "thousand",
          median(rich->e), rich->absolute, 1e-9);
    claim("Elgendy 2.5.4: the mansion moves that price by", "thousand", 0,
          rich->absolute - plain->absolute, 1e-9);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "how wrong is a prediction?");
    option_real(&options, "--x", &set.x, "input of the perceptron");
    option_real(&options, "--y", &set.y, "its right answer");
    option_real(&options, "--mansion", &set.mansion, "price of the mansion");
    options_end(&options);
    if (set.x == 0) wrong_usage("--x must not be 0: no weight would matter");

    say("Errors of a perceptron with x = %g, y = %g, and of one price for %d "
        "houses", set.x, set.y, HOUSES);
    Examples example = {1, &set.x, &set.y};
    Perceptron perceptron = one_perceptron(example, 1);
    Town plain, rich;
    one_price_for_all(&plain, set.prices, set.prices[HOUSES - 1]);
    one_price_for_all(&rich, set.prices, set.mansion);

    caption("x = %g, y = %g; %d houses, a mansion for %g thousand; nothing is "
            "random", set.x, set.y, HOUSES, set.mansion);
    print_perceptron(perceptron, example);
    print_towns(&plain, &rich);
    claim_misses();
    claim_perceptron(perceptron, example);
    claim_towns(&plain, &rich);
    claims_print();
    return 0;
}
