// # What does a burger cost?
//
// Every day we buy some burgers, fries and sodas; nothing has a price tag, and
// the cashier tells us the total only.  Can a linear neuron find the prices?
// Buduma, chapter 4: "The fast-food problem" (figure 4-1), "Gradient descent"
// (figures 4-2 and 4-3), "The delta rule and learning rates" (figure 4-4).
//
//     make fast_food                            run it, and draw three pictures
//     make fast_food ARGS="--epsilon 0.001"     learn more slowly
//     make fast_food ARGS="--epsilon 0.008"     too fast: it runs away
//
// Time: 1 s
//
// What to look for: the neuron finds all three prices, and in the end its error
// falls by the same factor with every step: a straight line where the axis is
// logarithmic.  With two weights the error is a bowl.  Every step leaves at a
// right angle to the contour it stands on.  With a learning rate a little too
// large the steps cross the valley, and soon each lands higher than the last.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/data.h"
#include "common/report.h"
#include "common/toys.h"

// ## Settings: change them and run again
//
// The text gives no prices.  Ours are 8, 4 and 2: the weights that Elgendy
// (2.1.1) gives to the size, the neighbourhood and the rooms of a house, each
// counting twice as much as the next.
enum { ITEMS = 3, MOST = ITEMS + 1 };  // burgers, fries, sodas; room for a bias

typedef struct {
    real prices[ITEMS];        // what the neuron must find
    int meals;                 // how many totals the cashier tells
    real epsilon;              // ε, the learning rate
    int steps;
} Settings;

static const Settings TEXT = {{8, 4, 2}, 10, 0.004, 600};

// ## The neuron
//
//     z = Σ w_k x_k          y = f(z)          linear: f(z) = z    (figure 4-1)
//
// A linear neuron hands z on as it is; the sigmoid neuron is here to see what
// does *not* work with it.  The text leaves out the bias.  It is the weight of
// one more input, which is always 1: a service charge that comes with every
// meal would be learned from a column of ones in x.
typedef struct {
    real (*f)(real z);
    real (*f_prime)(real z);
} Neuron;

static real identity(real z) { return z; }
static real one(real z) { (void)z; return 1; }
static real sigmoid(real z) { return 1 / (1 + exp(-z)); }
static real sigmoid_prime(real z) { return sigmoid(z) * (1 - sigmoid(z)); }

static const Neuron LINEAR = {identity, one};
static const Neuron SIGMOID = {sigmoid, sigmoid_prime};

static real weighted_sum(const real *w, Matrix x, int i) {
    real z = 0;
    for (int k = 0; k < x.cols; k++) z += w[k] * AT(x, i, k);
    return z;
}

// ## The error
//
//     E = ½ Σᵢ (t⁽ⁱ⁾ - y⁽ⁱ⁾)²
//
// Row i of m.x is a meal, and row i of m.y is its total: the text's t.  This is
// a sum over the meals: with twice as many, slopes are twice as steep, and ε
// must be half as large.  Elsewhere we take the mean over n examples, which
// needs an ε that is n times as large for the same step.
static real error(Neuron n, const real *w, Dataset m) {
    real sum = 0;
    for (int i = 0; i < m.x.rows; i++) {
        real miss = AT(m.y, i, 0) - n.f(weighted_sum(w, m.x, i));
        sum += miss * miss;
    }
    return sum / 2;
}

// ## The delta rule
//
// The copy of the text that we have lost its formula: after "in other words, we
// want:" the next section begins, and the sentence that says that this is
// gradient descent has slipped below that section's heading.  What is missing
// is the chain rule, from the error to the output y, to z, to a weight:
//
//     ∂E/∂w_k = Σᵢ ∂E/∂y dy/dz ∂z/∂w_k = -Σᵢ (t - y) f′(z) x_k
//
// For the linear neuron f′(z) = 1, which leaves -Σᵢ x_k (t - y).
static void gradient(real *slope, Neuron n, const real *w, Dataset m) {
    for (int k = 0; k < m.x.cols; k++) slope[k] = 0;
    for (int i = 0; i < m.x.rows; i++) {
        real z = weighted_sum(w, m.x, i), miss = AT(m.y, i, 0) - n.f(z);
        for (int k = 0; k < m.x.cols; k++)
            slope[k] -= miss * n.f_prime(z) * AT(m.x, i, k);
    }
}

// A step downhill, in proportion to the slope, is the delta rule:
//
//     Δw_k = -ε ∂E/∂w_k = Σᵢ ε x_k (t - y)
//
// It says: when we paid more than expected, raise the prices, and most of all
// the price of what there was most of.
static void delta_rule(real *w, Neuron n, Dataset m, real epsilon) {
    real slope[MOST];
    gradient(slope, n, w, m);
    for (int k = 0; k < m.x.cols; k++) w[k] -= epsilon * slope[k];
}

static void descend(real *w, Neuron n, Dataset m, real epsilon, int steps) {
    for (int step = 0; step < steps; step++) delta_rule(w, n, m, epsilon);
}

// Elgendy (2.3.1) writes that a linear neuron cannot learn: its derivative is
// constant, so the gradient is the same each time.  f′ is constant indeed, but
// the gradient has another factor, t - y, and shrinks with the mistakes.  (What
// linear neurons do lack: many layers of them are no more than one.)
static real steepness(const real *w, Dataset m) {
    real slope[MOST];
    gradient(slope, LINEAR, w, m);
    return mat_norm(mat_view(slope, m.x.cols, 1));
}

// ## How large may ε be?
//
// Moving by s changes the slopes by H s, where H = XᵀX (the Hessian) is the
// same everywhere: E is a bowl.  In the direction in which it is steepest, H
// does nothing but stretch, by its largest eigenvalue λmax, and a step of the
// delta rule multiplies the distance from the minimum by 1 - ε λmax.  The walk
// arrives if that is between -1 and 1; in other directions λ is smaller, and
// the same ε will do:
//
//     0 < ε < 2/λmax
static Matrix hessian_new(Dataset m) {
    Matrix h = mat_new(m.x.cols, m.x.cols);
    mat_mul_at(h, m.x, m.x);
    return h;
}

// λmax by power iteration: multiplied by H again and again, an arrow turns to
// where H stretches most.  Portions are never negative, so an arrow with equal
// parts of everything has something of that direction.
static real largest_eigenvalue(Dataset m) {
    Matrix h = hessian_new(m), u = mat_new(h.rows, 1), hu = mat_new(h.rows, 1);
    mat_fill(hu, 1);
    for (int i = 0; i < 1000; i++) {
        mat_scale(u, 1 / mat_norm(hu), hu);      // length 1
        mat_mul(hu, h, u);
    }
    real lambda = mat_norm(hu);
    mat_free(&hu);
    mat_free(&u);
    mat_free(&h);
    return lambda;
}

// The limit once more, without theory: try, and halve what is uncertain.
static real largest_epsilon_by_trying(Dataset m) {
    real low = 0, high = 1, start[MOST] = {0};
    for (int i = 0; i < 40; i++) {
        real w[MOST] = {0}, middle = (low + high) / 2;
        descend(w, LINEAR, m, middle, 2000);
        if (error(LINEAR, w, m) < error(LINEAR, start, m)) low = middle;
        else high = middle;
    }
    return low;
}

// ## Why not simply solve the equations?
//
// Each meal is an equation for the prices, X w = t.  Multiplied by Xᵀ these are
// as many equations as prices,
//
//     XᵀX w = Xᵀt
//
// and they say that all ∂E/∂w_k are 0, because the slopes of a linear neuron
// are linear in w.  Gauss and Jordan solve them.  (XᵀX is positive definite if
// the meals tell all prices at all; then no rows need to change places.)
static void solve(real *w, Dataset m) {
    int n = m.x.cols;
    Matrix a = hessian_new(m), b = mat_new(n, 1);
    mat_mul_at(b, m.x, m.y);
    for (int k = 0; k < n; k++)
        for (int i = 0; i < n; i++) {
            real factor = AT(a, i, k) / AT(a, k, k);
            if (i == k) continue;
            for (int j = k; j < n; j++) AT(a, i, j) -= factor * AT(a, k, j);
            AT(b, i, 0) -= factor * AT(b, k, 0);
        }
    for (int k = 0; k < n; k++) w[k] = AT(b, k, 0) / AT(a, k, k);
    mat_free(&b);
    mat_free(&a);
}

// The text's clever training set makes it easier still: one meal is a burger
// alone, one is fries alone, one a soda alone.  Then X is the identity, and the
// totals are the prices.
static Dataset clever_meals(const real *prices) {
    Dataset m = dataset_new(ITEMS, ITEMS, 1);
    for (int k = 0; k < ITEMS; k++) {
        AT(m.x, k, k) = 1;
        AT(m.y, k, 0) = prices[k];
    }
    return m;
}

// ## Experiment: the prices
typedef struct {
    Matrix walk;               // a row per step: the weights, then E
    real limit, tried;         // 2/λmax, and what trying finds for it
    real flatter;              // the last slope, as a share of the first
    real solved[ITEMS];        // prices from the equations of all meals,
    real clever[ITEMS];        // and from those of the clever ones
} Lesson;

static Lesson lesson_new(Settings set, Dataset m) {
    Lesson it = {.walk = mat_new(set.steps + 1, ITEMS + 1)};
    real w[ITEMS] = {0}, first = steepness(w, m);
    for (int step = 0; step <= set.steps; step++) {
        if (step > 0) delta_rule(w, LINEAR, m, set.epsilon);
        for (int k = 0; k < ITEMS; k++) AT(it.walk, step, k) = w[k];
        AT(it.walk, step, ITEMS) = error(LINEAR, w, m);
    }
    it.flatter = steepness(w, m) / first;
    it.limit = 2 / largest_eigenvalue(m);
    it.tried = largest_epsilon_by_trying(m);
    solve(it.solved, m);
    Dataset clever = clever_meals(set.prices);
    solve(it.clever, clever);
    dataset_free(&clever);
    return it;
}

// ## Experiment: where the equations stop helping
//
// Ten guests taste each meal, and t is the share of them that would order it
// again.  A sigmoid neuron shall predict it: burgers speak for a meal, fries
// and sodas against.
static const double LIKING[ITEMS] = {0.5, -0.2, -0.2};

static real of_ten_guests(real z) { return round(10 * sigmoid(z)) / 10; }

// The equations are now σ(X w) = t, and not linear.  There is a way out, to
// undo σ in the targets: X w = σ⁻¹(t).  It finds the weights if all answers are
// exact.  Shares of ten guests are not, and as σ⁻¹ stretches some misses more
// than others, the solution of the new equations is not where E is least.  And
// where all guests agree, t = 0 or 1, they have infinite right sides.
static real undo_sigmoid(real t) { return log(t / (1 - t)); }

typedef struct {
    real as_if_linear, undone, walked;           // E where each way ends
} Ways;

static Ways guests_taste(int meals, Random *random) {
    Dataset m = toys_meals(meals, LIKING, random), undone = m;
    undone.y = mat_new(meals, 1);
    mat_map(m.y, of_ten_guests, m.y);
    mat_map(undone.y, undo_sigmoid, m.y);
    real linear[ITEMS], inverse[ITEMS], walked[ITEMS] = {0};
    solve(linear, m);
    solve(inverse, undone);
    real epsilon = 4 / largest_eigenvalue(m);    // flatter: σ′ is at most ¼
    descend(walked, SIGMOID, m, epsilon, 10000);
    Ways e = {error(SIGMOID, linear, m), error(SIGMOID, inverse, m),
              error(SIGMOID, walked, m)};
    mat_free(&undone.y);
    dataset_free(&m);
    return e;
}

// ## Experiment: the bowl
//
// Burgers and fries alone, so that E can be drawn over both weights.
static Dataset burgers_and_fries(const real *prices) {
    static const real portions[3][2] = {{3, 1}, {1, 2}, {2, 2}};
    Dataset m = dataset_new(3, 2, 1);
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 2; k++) AT(m.x, i, k) = portions[i][k];
        AT(m.y, i, 0) = weighted_sum(prices, m.x, i);
    }
    return m;
}

// A contour is where E has the same value.  Along a straight line out of the
// minimum, E grows with the square of the distance: E at distance 1 tells where
// on this line E reaches any height.
static void contour_point(real *w, const real *lowest, real phi, real height,
                          Dataset m) {
    real out[2] = {cos(phi), sin(phi)};
    real near[2] = {lowest[0] + out[0], lowest[1] + out[1]};
    real distance = sqrt(height / error(LINEAR, near, m));
    for (int k = 0; k < 2; k++) w[k] = lowest[k] + distance * out[k];
}

// Three walks from one place.  If each step leaves at a right angle to the
// contour, then at a right angle to the step is the contour, along which E does
// not change.  So the slope of E there is measured, as a share of its slope
// along the step.
enum { BOWL_STEPS = 20 };

typedef struct {
    real epsilon;
    real w[BOWL_STEPS + 1][2], error[BOWL_STEPS + 1];
    real askew;                // the largest slope beside a step; should be 0
    bool falls;                // was every step one down?
} Walk;

static real slope_along(const real *w, real right, real up, Dataset m) {
    real h = 1e-3 / hypot(right, up);
    real ahead[2] = {w[0] + h * right, w[1] + h * up};
    real behind[2] = {w[0] - h * right, w[1] - h * up};
    return (error(LINEAR, ahead, m) - error(LINEAR, behind, m)) / 2e-3;
}

static Walk walk_down(Dataset m, real epsilon) {
    Walk walk = {.epsilon = epsilon, .falls = true};
    real w[2] = {0, 8};
    for (int step = 0; step <= BOWL_STEPS; step++) {
        real *from = walk.w[step], height = error(LINEAR, w, m);
        from[0] = w[0];
        from[1] = w[1];
        walk.error[step] = height;
        delta_rule(w, LINEAR, m, epsilon);
        if (!(error(LINEAR, w, m) < height)) walk.falls = false;
        real right = w[0] - from[0], up = w[1] - from[1];
        real beside = slope_along(from, -up, right, m)
                    / slope_along(from, right, up, m);
        walk.askew = fmax(walk.askew, fabs(beside));
    }
    return walk;
}

// ## Data for the pictures
static void print_lesson(const Lesson *it) {
    for (int step = 0; step < it->walk.rows; step++) {
        if (!isfinite(AT(it->walk, step, ITEMS))) break;     // it ran away
        printf("%d", step);
        for (int k = 0; k <= ITEMS; k++) printf(" %.6g", AT(it->walk, step, k));
        printf("\n");
    }
    printf("\n");                                // the next seed is a new line
}

static void print_contour(const real *lowest, real height, Dataset m) {
    for (int i = 0; i <= 120; i++) {
        real w[2], phi = 2 * acos((real)-1) * i / 120;
        contour_point(w, lowest, phi, height, m);
        printf("%.5g %.5g %.5g\n", w[0], w[1], height);
    }
    printf("\n");                                // the next contour
}

// For the picture from above, heights are evenly spaced: where the contours are
// close, the bowl is steep.  Its other picture is drawn with closer ones below.
static void print_bowl(const real *lowest, Dataset m) {
    block_begin("contours", "w1 w2 error");
    for (int i = 1; i <= 16; i++) print_contour(lowest, 50 * i, m);
    block_end();
    block_begin("bowl", "w1 w2 error");
    for (int i = 0; i <= 12; i++) print_contour(lowest, 2 * i * i, m);
    block_end();
}

static void print_walk(const char *name, const Walk *walk) {
    block_begin(name, "step epsilon w1 w2 error");
    for (int step = 0; step <= BOWL_STEPS; step++)
        printf("%d %.4f %.6g %.6g %.6g\n", step, walk->epsilon,
               walk->w[step][0], walk->w[step][1], walk->error[step]);
    block_end();
}

// ## The texts' statements beside our numbers
static void claim_lesson(const Lesson *it, const real *prices) {
    const real *w = &AT(it->walk, it->walk.rows - 1, 0);
    claim("Buduma fig 4-1: price of a burger, learned (Elgendy 2.1.1: weight "
          "8)", "", prices[0], w[0], 0.01);
    claim("Buduma fig 4-1: price of fries, learned (Elgendy 2.1.1: weight 4)",
          "", prices[1], w[1], 0.01);
    claim("Buduma fig 4-1: price of a soda, learned (Elgendy 2.1.1: weight 2)",
          "", prices[2], w[2], 0.01);
    claim("Buduma ch4: with exact totals the error becomes", "", 0, w[ITEMS],
          1e-9);
    claim_failed_because("Elgendy 2.3.1: a linear neuron's gradient stays the "
                         "same: the last one is, of the first", "", 1,
                         it->flatter, "f′ is constant, but the gradient also "
                         "has the factor t - y, and that shrinks");
    claim("Buduma fig 4-4: the largest ε that arrives, found by trying, as a "
          "share of 2/λmax", "", 1, it->tried / it->limit, 0.001);
    claim("Buduma ch4: price of a burger by equations", "", prices[0],
          it->solved[0], 1e-9);
    claim("Buduma ch4: price of a burger by equations, clever meals", "",
          prices[0], it->clever[0], 0);
}

static void claim_ways(Ways e) {
    say("sigmoid neuron: E = %.5f by equations as if it were linear, %.5f with "
        "σ undone, %.5f by descent", e.as_if_linear, e.undone, e.walked);
    claim_true("Buduma ch4: sigmoid neuron: equations as if it were linear "
               "leave a larger error than descent", e.as_if_linear > e.walked);
    claim_true("Buduma ch4: sigmoid neuron: equations with σ undone leave a "
               "larger error than descent", e.undone > e.walked);
}

static void claim_walks(const Walk *slow, const Walk *good, const Walk *large) {
    claim("Buduma fig 4-3: slope of E at a right angle to a step, at most, as "
          "a share of the slope along it", "", 0,
          fmax(slow->askew, fmax(good->askew, large->askew)), 1e-9);
    claim_true("Buduma fig 4-3: the error falls at every step",
               slow->falls && good->falls);
    claim_true("Buduma fig 4-4: ε below 2/λmax arrives",
               good->error[BOWL_STEPS] < good->error[0] / 1000);
    claim_true("Buduma fig 4-4: ε above 2/λmax does not",
               large->error[BOWL_STEPS] > large->error[0]);
}

static void learn_prices(Settings set, Options options) {
    block_begin("steps", "step burger fries soda error");
    for (int i = 0; i < options.seeds; i++) {
        Random random = random_new(options.seed + (uint64_t)i);
        Dataset m = toys_meals(set.meals, set.prices, &random);
        Lesson it = lesson_new(set, m);
        say("2/λmax = %.5f", it.limit);
        print_lesson(&it);
        claim_lesson(&it, set.prices);
        claim_ways(guests_taste(set.meals, &random));
        mat_free(&it.walk);
        dataset_free(&m);
    }
    block_end();
    block_begin("prices", "burger fries soda");
    printf("%g %g %g\n", set.prices[0], set.prices[1], set.prices[2]);
    block_end();
}

static void walk_in_the_bowl(const real *prices) {
    Dataset m = burgers_and_fries(prices);
    real limit = 2 / largest_eigenvalue(m);
    Walk slow = walk_down(m, limit / 20), good = walk_down(m, limit * 3 / 4);
    Walk large = walk_down(m, limit * 102 / 100);
    print_bowl(prices, m);
    print_walk("path_slow", &slow);
    print_walk("path_good", &good);
    print_walk("path_large", &large);
    claim_walks(&slow, &good, &large);
    dataset_free(&m);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "what does a burger cost?");
    option_int(&options, "--meals", &set.meals, 3, "totals that are told");
    option_real(&options, "--epsilon", &set.epsilon, "learning rate ε");
    option_int(&options, "--steps", &set.steps, 1, "steps downhill");
    options_end(&options);

    say("A linear neuron learns %d prices from %d meals: ε = %g, %d steps, "
        "seed %d", ITEMS, set.meals, set.epsilon, set.steps, (int)options.seed);
    caption("%d meals, ε = %g, %d seed%s from %d", set.meals, set.epsilon,
            options.seeds, options.seeds > 1 ? "s" : "", (int)options.seed);
    learn_prices(set, options);
    walk_in_the_bowl(set.prices);
    claims_print();
    return 0;
}
