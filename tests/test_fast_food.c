#define REAL double
// What the program says of the linear neuron: the delta rule is the slope of
// the error, finds the prices, and arrives below 2/λmax only.
#define main fast_food_main
#include "ch01-perceptron/fast_food.c"
#undef main

#include "tests/check.h"

static Dataset meals;                   // seven, with exact totals
static double w[MOST];
static Neuron neuron;
static double cost(void) { return error(neuron, w, meals); }

static void start_somewhere(void) {
    w[0] = 0.4, w[1] = -0.3, w[2] = 0.2, w[3] = 0;
}

// A step with a bias of its own, beside the weights: ∂E/∂b = -Σ (t - y).
static void step_with_bias(real *weights, real *b, Dataset m, real epsilon) {
    real change[ITEMS] = {0}, change_b = 0;
    for (int i = 0; i < m.x.rows; i++) {
        real miss = AT(m.y, i, 0) - (weighted_sum(weights, m.x, i) + *b);
        for (int k = 0; k < ITEMS; k++)
            change[k] -= miss * AT(m.x, i, k);
        change_b -= miss;
    }
    for (int k = 0; k < ITEMS; k++) weights[k] -= epsilon * change[k];
    *b -= epsilon * change_b;
}

// The same meals with a charge on every total, and an input that is always 1.
static Dataset with_charge(Dataset plain, real charge) {
    Dataset m = dataset_new(plain.x.rows, ITEMS + 1, 1);
    for (int i = 0; i < m.x.rows; i++) {
        for (int k = 0; k < ITEMS; k++) AT(m.x, i, k) = AT(plain.x, i, k);
        AT(m.x, i, ITEMS) = 1;
        AT(m.y, i, 0) = AT(plain.y, i, 0) + charge;
    }
    return m;
}

int main(void) {
    Random random = random_new(3);
    meals = toys_meals(7, TEXT.prices, &random);

    test("the error is half the sum of squares, and 0 at the prices alone");
    real zero[MOST] = {0}, sum = 0;
    for (int i = 0; i < 7; i++) sum += AT(meals.y, i, 0) * AT(meals.y, i, 0);
    CHECK_NEAR(error(LINEAR, zero, meals), sum / 2, 1e-9);
    CHECK_NEAR(error(LINEAR, TEXT.prices, meals), 0, 0);
    start_somewhere();
    CHECK(error(LINEAR, w, meals) > 1, "E is 0 elsewhere");

    test("the gradients of a linear and of a sigmoid neuron are slopes of E");
    real slope[MOST];
    neuron = LINEAR;
    gradient(slope, neuron, w, meals);
    check_gradient("linear", w, slope, ITEMS, cost, false);
    neuron = SIGMOID;
    mat_map(meals.y, of_ten_guests, meals.y);       // targets between 0 and 1
    gradient(slope, neuron, w, meals);
    check_gradient("sigmoid", w, slope, ITEMS, cost, false);
    dataset_free(&meals);
    random = random_new(3);
    meals = toys_meals(7, TEXT.prices, &random);

    test("one step of the delta rule, worked out by hand");
    Dataset one_meal = dataset_new(1, 2, 1);        // 2 burgers, 3 fries, 28
    AT(one_meal.x, 0, 0) = 2, AT(one_meal.x, 0, 1) = 3;
    AT(one_meal.y, 0, 0) = 28;
    real hand[MOST] = {5, 2};                       // y = 16, t - y = 12
    delta_rule(hand, LINEAR, one_meal, 0.01);
    CHECK_NEAR(hand[0], 5.24, 1e-12);
    CHECK_NEAR(hand[1], 2.36, 1e-12);
    dataset_free(&one_meal);

    test("the prices are found: 8, 4, 2, each twice the next; E becomes 0");
    for (uint64_t seed = 1; seed <= 20; seed++) {
        random = random_new(seed);
        Dataset m = toys_meals(TEXT.meals, TEXT.prices, &random);
        Lesson it = lesson_new(TEXT, m);
        const real *learned = &AT(it.walk, TEXT.steps, 0);
        for (int k = 0; k < ITEMS; k++) {
            CHECK_NEAR(learned[k], TEXT.prices[k], 0.01);
            CHECK_NEAR(it.solved[k], TEXT.prices[k], 1e-9);
            CHECK_NEAR(it.clever[k], TEXT.prices[k], 0);
        }
        CHECK_NEAR(learned[0] / learned[1], 2, 1e-3);
        CHECK_NEAR(learned[1] / learned[2], 2, 1e-3);
        CHECK_NEAR(learned[ITEMS], 0, 1e-9);
        CHECK(AT(it.walk, 0, ITEMS) > 100, "nothing to learn");
        CHECK(it.flatter < 1e-6, "the slope has not shrunk: %g", it.flatter);
        CHECK_NEAR(it.tried / it.limit, 1, 1e-3);
        mat_free(&it.walk);
        dataset_free(&m);
    }

    test("a little below 2/λmax the walk arrives, a little above it runs away");
    real limit = 2 / largest_eigenvalue(meals);
    real below[MOST] = {0}, above[MOST] = {0};
    descend(below, LINEAR, meals, 0.98 * limit, 2000);
    descend(above, LINEAR, meals, 1.02 * limit, 2000);
    CHECK(error(LINEAR, below, meals) < 1e-12, "%g",
          error(LINEAR, below, meals));
    CHECK(error(LINEAR, above, meals) > 1e6, "%g",
          error(LINEAR, above, meals));

    test("λmax by hand: 9 for two meals, 1 for the clever ones: a round bowl");
    Dataset two = dataset_new(2, 2, 1);             // XᵀX = (5 4; 4 5)
    AT(two.x, 0, 0) = AT(two.x, 1, 1) = 1;
    AT(two.x, 0, 1) = AT(two.x, 1, 0) = 2;
    CHECK_NEAR(largest_eigenvalue(two), 9, 1e-12);
    dataset_free(&two);
    Dataset clever = clever_meals(TEXT.prices);
    CHECK_NEAR(largest_eigenvalue(clever), 1, 1e-12);
    real once[MOST] = {0};
    delta_rule(once, LINEAR, clever, 1);            // one step, and there
    for (int k = 0; k < ITEMS; k++) CHECK_NEAR(once[k], TEXT.prices[k], 1e-12);
    dataset_free(&clever);

    test("a bias is a weight on an input of 1: the same walk, step by step");
    Dataset charged = with_charge(meals, 3), apart = meals;
    apart.y = charged.y;                            // without the input of 1
    real own[ITEMS] = {0}, b = 0, all[MOST] = {0};
    for (int step = 0; step < 100; step++) {
        step_with_bias(own, &b, apart, 0.003);
        delta_rule(all, LINEAR, charged, 0.003);
        for (int k = 0; k < ITEMS; k++) CHECK_NEAR(own[k], all[k], 0);
        CHECK_NEAR(b, all[ITEMS], 0);
    }
    solve(all, charged);
    CHECK_NEAR(all[ITEMS], 3, 1e-9);
    CHECK_NEAR(all[0], 8, 1e-9);
    dataset_free(&charged);

    test("the equations make E of a linear neuron least, exact totals or not");
    for (int i = 0; i < 7; i++) AT(meals.y, i, 0) += i % 3 - 1;
    real solved[MOST], walked[MOST] = {0};
    solve(solved, meals);
    CHECK(steepness(solved, meals) < 1e-9, "slope %g",
          steepness(solved, meals));
    descend(walked, LINEAR, meals, limit / 2, 3000);
    for (int k = 0; k < ITEMS; k++) CHECK_NEAR(walked[k], solved[k], 1e-6);
    CHECK(error(LINEAR, solved, meals) > 0.1, "the totals are exact after all");
    dataset_free(&meals);

    test("they do not for a sigmoid neuron, not even with σ undone");
    for (uint64_t seed = 1; seed <= 10; seed++) {
        random = random_new(seed);
        Ways e = guests_taste(10, &random);
        CHECK(e.as_if_linear > 2 * e.walked, "%g, %g", e.as_if_linear,
              e.walked);
        CHECK(e.undone > e.walked, "%g, %g", e.undone, e.walked);
        CHECK(e.walked > 0 && e.walked < 0.02, "%g", e.walked);
    }

    test("undoing σ: exact between 0 and 1, infinite there");
    for (real z = -4; z <= 4; z += 0.5)
        CHECK_NEAR(undo_sigmoid(sigmoid(z)), z, 1e-12);
    CHECK(isinf(undo_sigmoid(1)) && isinf(undo_sigmoid(0)), "finite");
    CHECK_NEAR(of_ten_guests(0), 0.5, 0);
    CHECK_NEAR(of_ten_guests(2), 0.9, 1e-15);       // σ(2) = 0.881
    CHECK_NEAR(sigmoid(1000) + sigmoid(-1000), 1, 0);

    test("the bowl: E curves by XᵀX, which is positive definite");
    Dataset m = burgers_and_fries(TEXT.prices);
    Matrix h = hessian_new(m);
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++) {
            real up[2] = {1, 2}, here[2] = {1, 2}, a[2], c[2];
            up[j] += 1;
            gradient(a, LINEAR, up, m);
            gradient(c, LINEAR, here, m);
            CHECK_NEAR(a[i] - c[i], AT(h, i, j), 1e-12);
        }
    CHECK_NEAR(AT(h, 0, 0), 14, 0);
    real det = AT(h, 0, 0) * AT(h, 1, 1) - AT(h, 0, 1) * AT(h, 1, 0);
    CHECK(AT(h, 0, 0) > 0 && det > 0, "not positive definite");
    mat_free(&h);

    test("on a contour E has its height, in all directions");
    for (real phi = 0; phi < 6.3; phi += 0.1) {
        real on[2];
        contour_point(on, TEXT.prices, phi, 123, m);
        CHECK_NEAR(error(LINEAR, on, m), 123, 1e-9);
        real across = on[0] - TEXT.prices[0], up = on[1] - TEXT.prices[1];
        CHECK_NEAR(across * sin(phi) - up * cos(phi), 0, 1e-9);
    }

    test("steps leave at right angles; good falls, slow is late, large rises");
    real most = 2 / largest_eigenvalue(m);
    Walk slow = walk_down(m, most / 20), good = walk_down(m, most * 3 / 4);
    Walk large = walk_down(m, most * 1.02);
    CHECK(slow.askew < 1e-9 && good.askew < 1e-9 && large.askew < 1e-9,
          "%g %g %g", slow.askew, good.askew, large.askew);
    CHECK(slow.falls && good.falls && !large.falls, "%d %d %d", slow.falls,
          good.falls, large.falls);
    CHECK(good.error[BOWL_STEPS] < good.error[0] / 1000, "good: %g",
          good.error[BOWL_STEPS]);
    CHECK(slow.error[BOWL_STEPS] > slow.error[0] / 10, "slow: %g",
          slow.error[BOWL_STEPS]);
    CHECK(large.error[BOWL_STEPS] > 2 * large.error[0], "large: %g",
          large.error[BOWL_STEPS]);

    test("the slope beside a step that is askew is seen");
    real here[2] = {0, 8};
    gradient(slope, LINEAR, here, m);
    CHECK_NEAR(slope_along(here, 1, 0, m), slope[0], 1e-6);
    CHECK_NEAR(slope_along(here, 0, -5, m), -slope[1], 1e-6);
    dataset_free(&m);
    return tests_end();
}
