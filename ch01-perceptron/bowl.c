// # Which way is down, and how far?
//
// The error over two weights is a bowl.  Elgendy, 2.6.1 and 2.6.2, stands on
// its rim and looks for the steepest way down (figures 2.27, 2.31).  Buduma,
// chapter 4, "Gradient descent" and "The delta rule and learning rates", draws
// the bowl, its contours, and steps that are too long (figures 4-2 to 4-4).
//
//     make bowl                               walk down, draw two pictures
//     make bowl ARGS="--large 0.99"           almost too long a step
//
// Time: 1 s
//
// What to look for: of all directions the one against the gradient is steepest,
// and it is at a right angle to the contour line.  It points to the bottom from
// a few places only (or where contours are circles).  With too small a learning
// rate the walk is not there after 20 steps; with a good one it gets there to
// and fro; with one a little too large each step, in the end, lands higher.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/data.h"
#include "common/report.h"

// ## Settings: the texts give no numbers; these are ours
typedef struct {
    real slow, good, large;    // learning rates, as shares of the limit below
} Settings;

static const Settings TEXT = {0.05, 0.75, 1.02};

// ## The bowl
//
// The neuron of fast_food.c, without sodas.  Its weights are the prices of
// burgers and fries that it believes; with the true ones E is 0.
//
//     y = w₁ x₁ + w₂ x₂          E = ½ Σᵢ (t - y)²
typedef struct { real w1, w2; } Point;

static const Point TRUE_PRICES = {8, 4};

static Dataset three_meals_new(void) {
    static const real portions[3][2] = {{3, 1}, {1, 2}, {2, 2}};
    Dataset m = dataset_new(3, 2, 1);
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 2; k++) AT(m.x, i, k) = portions[i][k];
        AT(m.y, i, 0) = portions[i][0] * TRUE_PRICES.w1 +
                        portions[i][1] * TRUE_PRICES.w2;
    }
    return m;
}

static real miss(Point w, Dataset m, int i) {
    return AT(m.y, i, 0) - w.w1 * AT(m.x, i, 0) - w.w2 * AT(m.x, i, 1);
}

static real error(Point w, Dataset m) {
    real sum = 0;
    for (int i = 0; i < m.x.rows; i++) sum += miss(w, m, i) * miss(w, m, i);
    return sum / 2;
}

// ## Which way?
//
// A step by h at this angle, and one by -h: how much does E rise in between?
// Angle 0 makes w₁ larger, a quarter turn w₂.
static const real TURN = 2 * 3.14159265358979323846;

static real slope_towards(real angle, Point w, Dataset m) {
    const real h = 1e-3;
    Point ahead = {w.w1 + h * cos(angle), w.w2 + h * sin(angle)};
    Point behind = {w.w1 - h * cos(angle), w.w2 - h * sin(angle)};
    return (error(ahead, m) - error(behind, m)) / (2 * h);
}

// Figure 2.31 asks us to stand at A, look in four directions, and take the one
// that falls most; suppose, it says, that is 3.  Our direction 1 is angle 0, 2
// a quarter turn to the left of it, and so on; A is where the answer is 3.
static const Point A = {16, 0};

static int steepest(Point w, int directions, Dataset m) {
    int best = 0;
    for (int i = 1; i < directions; i++)
        if (slope_towards(TURN * i / directions, w, m) <
            slope_towards(TURN * best / directions, w, m)) best = i;
    return best + 1;
}

// Of *all* directions it is the one against the gradient, the vector of the
// slopes for each weight.  (Buduma calls the way down itself the gradient; it
// points up.)
//
//     ∂E/∂w_k = -Σᵢ x_k (t - y)          Δw_k = -ε ∂E/∂w_k
static Point gradient(Point w, Dataset m) {
    Point slope = {0, 0};
    for (int i = 0; i < m.x.rows; i++) {
        slope.w1 -= miss(w, m, i) * AT(m.x, i, 0);
        slope.w2 -= miss(w, m, i) * AT(m.x, i, 1);
    }
    return slope;
}

static Point step_down(Point w, Dataset m, real epsilon) {
    Point slope = gradient(w, m);
    return (Point){w.w1 - epsilon * slope.w1, w.w2 - epsilon * slope.w2};
}

// In degrees, from 0 to 360: from the gradient to the steepest way down, which
// is found by trying 3600 directions.  Number n is at (n - 1) / 10 degrees.
static real from_gradient(Point w, Dataset m) {
    Point slope = gradient(w, m);
    real up = atan2(slope.w2, slope.w1) / TURN * 360;
    return fmod(steepest(w, 3600, m) / 10.0 - 0.1 - up + 720, 360);
}

// ## How far?
//
// (Who has not met eigenvalues may read on at the function after the next: it
// finds the same limit by trying.)
//
// Moving by s changes the slopes by H s, where H = XᵀX (the Hessian) is the
// same everywhere.  In the direction in which the bowl is steepest, H does
// nothing but stretch, by its largest eigenvalue λmax, and a step of the delta
// rule multiplies the distance from the minimum by 1 - ε λmax.  The walk
// arrives if that is between -1 and 1; in other directions λ is smaller, and
// the same ε will do:
//
//     0 < ε < 2/λmax             H = (a b; b d)
//     λmax = (a + d)/2 + √(((a - d)/2)² + b²)
static real largest_eigenvalue(Dataset m) {
    real a = 0, b = 0, d = 0;
    for (int i = 0; i < m.x.rows; i++) {
        a += AT(m.x, i, 0) * AT(m.x, i, 0);
        b += AT(m.x, i, 0) * AT(m.x, i, 1);
        d += AT(m.x, i, 1) * AT(m.x, i, 1);
    }
    return (a + d) / 2 + hypot((a - d) / 2, b);
}

// The limit once more, without theory: try, and halve what is uncertain.
static real largest_epsilon_by_trying(Dataset m) {
    real low = 0, high = 1;
    for (int i = 0; i < 40; i++) {
        real middle = (low + high) / 2;
        Point w = A;
        for (int step = 0; step < 2000; step++) w = step_down(w, m, middle);
        if (error(w, m) < error(A, m)) low = middle;
        else high = middle;
    }
    return low;
}

// ## The experiment: three walks from A
//
// If each step leaves at a right angle to the contour, then at a right angle to
// the step is the contour, along which E does not change.  So the slope of E
// there is measured, as a share of its slope along the step.
enum { STEPS = 20 };

typedef struct {
    real epsilon;
    Point w[STEPS + 1];
    real error[STEPS + 1];
    real askew;                // the largest slope beside a step; should be 0
    bool falls;                // was every step one down?
} Walk;

static real worse(real worst, real share) {
    return share > worst || isnan(share) ? share : worst;    // NaN stays
}

static Walk walk_down(Dataset m, real epsilon) {
    Walk walk = {.epsilon = epsilon, .falls = true};
    Point w = A;
    for (int step = 0; step <= STEPS; step++) {
        Point next = step_down(w, m, epsilon);
        real angle = atan2(next.w2 - w.w2, next.w1 - w.w1);
        real beside = slope_towards(angle + TURN / 4, w, m) /
                      slope_towards(angle, w, m);
        walk.w[step] = w;
        walk.error[step] = error(w, m);
        walk.askew = worse(walk.askew, fabs(beside));
        if (!(error(next, m) < error(w, m))) walk.falls = false;
        w = next;
    }
    return walk;
}

// ## Data for the pictures
//
// A contour is where E has the same value.  Along a straight line out of the
// minimum, E grows with the square of the distance: E at distance 1 tells where
// on this line E reaches any height.
static Point contour_point(real angle, real height, Dataset m) {
    Point lowest = TRUE_PRICES;
    Point near = {lowest.w1 + cos(angle), lowest.w2 + sin(angle)};
    real distance = sqrt(height / error(near, m));
    return (Point){lowest.w1 + distance * cos(angle),
                   lowest.w2 + distance * sin(angle)};
}

static void print_contour(real height, Dataset m) {
    for (int i = 0; i <= 120; i++) {
        Point w = contour_point(TURN * i / 120, height, m);
        printf("%.5g %.5g %.5g\n", w.w1, w.w2, height);
    }
    printf("\n");                                // the next contour
}

// For the picture from above, heights are evenly spaced: where the contours are
// close, the bowl is steep.  Its other picture is drawn with closer ones below.
static void print_bowl(Dataset m) {
    block_begin("contours", "w1 w2 error");
    for (int i = 1; i <= 16; i++) print_contour(50 * i, m);
    block_end();
    block_begin("bowl", "w1 w2 error");
    for (int i = 0; i <= 12; i++) print_contour(2 * i * i, m);
    block_end();
    block_begin("directions", "number w1 w2 dw1 dw2 slope");
    for (int i = 0; i < 4; i++) {
        real angle = TURN * i / 4;
        printf("%d %g %g %.3f %.3f %g\n", i + 1, A.w1, A.w2, cos(angle),
               sin(angle), slope_towards(angle, A, m));
    }
    block_end();
}

static void print_walk(const char *name, const Walk *walk) {
    block_begin(name, "step epsilon w1 w2 error");
    for (int step = 0; step <= STEPS; step++)
        printf("%d %.4f %.6g %.6g %.6g\n", step, walk->epsilon,
               walk->w[step].w1, walk->w[step].w2, walk->error[step]);
    block_end();
}

// ## The texts' statements beside our numbers
static void claims_on_direction(Dataset m) {
    claim("Elgendy fig 2.31: the steepest of four directions", "", 3,
          steepest(A, 4, m), 0);
    claim_failed_because("Buduma ch4: from the gradient to the steepest way "
                         "down", "degrees", 0, from_gradient(A, m), "the "
                         "gradient points up; the minus in the delta rule "
                         "turns it round");
}

static void claims_on_walks(const Walk *slow, const Walk *good,
                            const Walk *large) {
    claim("Buduma fig 4-3, Elgendy fig 2.31: slope of E at a right angle to a "
          "step, at most, as a share of the slope along it", "", 0,
          worse(slow->askew, worse(good->askew, large->askew)), 1e-9);
    claim_true("Buduma fig 4-3: the error falls at every step",
               slow->falls && good->falls);
    claim_true("Buduma fig 4-4: a good ε, below 2/λmax, arrives",
               good->error[STEPS] < good->error[0] / 1000);
    claim_true("Buduma fig 4-4: too large an ε, above it, does not",
               large->error[STEPS] > large->error[0]);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "which way is down?");
    option_real(&options, "--slow", &set.slow, "small ε, as a share of 2/λmax");
    option_real(&options, "--good", &set.good, "good ε, as a share of 2/λmax");
    option_real(&options, "--large", &set.large, "large ε, as a share of it");
    options_end(&options);

    Dataset m = three_meals_new();
    real limit = 2 / largest_eigenvalue(m);
    say("Three walks down a bowl from (%g, %g): ε = %g, %g and %g times 2/λmax "
        "= %.5f", A.w1, A.w2, set.slow, set.good, set.large, limit);
    caption("ε = %.4f, nothing is random", set.good * limit);
    Walk slow = walk_down(m, set.slow * limit);
    Walk good = walk_down(m, set.good * limit);
    Walk large = walk_down(m, set.large * limit);
    print_bowl(m);
    print_walk("path_slow", &slow);
    print_walk("path_good", &good);
    print_walk("path_large", &large);
    claims_on_direction(m);
    claims_on_walks(&slow, &good, &large);
    claim("our finding: the largest ε that arrives, found by trying, as a "
          "share of 2/λmax", "", 1, largest_epsilon_by_trying(m) / limit,
          0.001);
    claims_print();
    dataset_free(&m);
    return 0;
}
