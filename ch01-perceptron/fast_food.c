// # What does a burger cost?
//
// Every day we buy some burgers, fries and sodas; nothing has a price tag, and
// the cashier tells us the total only.  Can a linear neuron find the prices?
// Buduma, chapter 4: "The fast-food problem" (figure 4-1), and "The delta rule
// and learning rates".  (His figures 4-2 to 4-4 are in bowl.c.)
//
//     make fast_food                            run it, and draw the picture
//     make fast_food ARGS="--epsilon 0.001"     learn more slowly
//     make fast_food ARGS="--epsilon 0.008"     too fast: it runs away
//
// Time: 1 s
//
// What to look for: the neuron finds all three prices.  Its steps become ever
// shorter, and in the end its error falls by the same factor with every step: a
// straight line where the axis is logarithmic.
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
//     y = z = Σ w_k x_k                                            (figure 4-1)
//
// A linear neuron hands its weighted sum on as it is.  The text leaves out the
// bias.  It is the weight of one more input, which is always 1 (bias.c): a
// charge on every bill would be learned from a column of ones in x.
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
static real error(const real *w, Dataset m) {
    real sum = 0;
    for (int i = 0; i < m.x.rows; i++) {
        real miss = AT(m.y, i, 0) - weighted_sum(w, m.x, i);
        sum += miss * miss;
    }
    return sum / 2;
}

// ## The delta rule
//
// Our copy of the text has lost the formula: where it should stand, after "in
// other words, we want:", the next section begins; and the last sentence of
// this one, that this is gradient descent, has slipped below that section's
// heading.  Missing is the chain rule, from the error to y, and on to a weight:
//
//     ∂E/∂w_k = Σᵢ ∂E/∂y ∂y/∂w_k = -Σᵢ (t - y) x_k
static void gradient(real *slope, const real *w, Dataset m) {
    for (int k = 0; k < m.x.cols; k++) slope[k] = 0;
    for (int i = 0; i < m.x.rows; i++) {
        real miss = AT(m.y, i, 0) - weighted_sum(w, m.x, i);
        for (int k = 0; k < m.x.cols; k++) slope[k] -= miss * AT(m.x, i, k);
    }
}

// A step downhill, in proportion to the slope, is the delta rule:
//
//     Δw_k = -ε ∂E/∂w_k = Σᵢ ε x_k (t - y)
//
// It says: when we paid more than expected, raise the prices, and most of all
// the price of what there was most of.
static void delta_rule(real *w, Dataset m, real epsilon) {
    real slope[MOST];
    gradient(slope, w, m);
    for (int k = 0; k < m.x.cols; k++) w[k] -= epsilon * slope[k];
}

// Elgendy (2.3.1) writes that a linear neuron cannot learn: its derivative is
// constant, so the gradient is the same each time.  f′ is constant indeed, but
// the gradient has another factor, t - y, and shrinks with the mistakes.  (What
// linear neurons do lack: many layers of them are no more than one, see
// one_matrix.c.)
static real steepness(const real *w, Dataset m) {
    real slope[MOST];
    gradient(slope, w, m);
    return mat_norm(mat_view(slope, m.x.cols, 1));
}

// ## The experiment
typedef struct {
    Matrix walk;               // a row per step: the weights, then E
    real flatter;              // the last slope, as a share of the first
} Lesson;

static Lesson lesson_new(Settings set, Dataset m) {
    Lesson it = {.walk = mat_new(set.steps + 1, ITEMS + 1)};
    real w[ITEMS] = {0}, first = steepness(w, m);
    for (int step = 0; step <= set.steps; step++) {
        if (step > 0) delta_rule(w, m, set.epsilon);
        for (int k = 0; k < ITEMS; k++) AT(it.walk, step, k) = w[k];
        AT(it.walk, step, ITEMS) = error(w, m);
    }
    it.flatter = steepness(w, m) / first;
    return it;
}

// ## Data for the picture
static void print_lesson(const Lesson *it) {
    for (int step = 0; step < it->walk.rows; step++) {
        if (!isfinite(AT(it->walk, step, ITEMS))) break;     // it ran away
        printf("%d", step);
        for (int k = 0; k <= ITEMS; k++) printf(" %.6g", AT(it->walk, step, k));
        printf("\n");
    }
    printf("\n");                                // the next seed is a new line
}

// ## The texts' statements beside our numbers
static void make_claims(const Lesson *it, const real *prices) {
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
    block_begin("steps", "step burger fries soda error");
    for (int i = 0; i < options.seeds; i++) {
        Random random = random_new(options.seed + (uint64_t)i);
        Dataset m = toys_meals(set.meals, set.prices, &random);
        Lesson it = lesson_new(set, m);
        print_lesson(&it);
        make_claims(&it, set.prices);
        mat_free(&it.walk);
        dataset_free(&m);
    }
    block_end();
    block_begin("prices", "burger fries soda");
    printf("%g %g %g\n", set.prices[0], set.prices[1], set.prices[2]);
    block_end();
    claims_print();
    return 0;
}
