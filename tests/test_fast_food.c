#define REAL double
// What the program says of the linear neuron: the delta rule is the slope of
// the error and finds the prices; a bias is a weight.
#define main fast_food_main
#include "ch01-perceptron/fast_food.c"
#undef main

#include "tests/check.h"

static Dataset meals;                   // seven, with exact totals
static double w[MOST];
static double cost(void) { return error(w, meals); }

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
    CHECK_NEAR(error(zero, meals), sum / 2, 1e-9);
    CHECK_NEAR(error(TEXT.prices, meals), 0, 0);
    w[0] = 0.4, w[1] = -0.3, w[2] = 0.2;
    CHECK(error(w, meals) > 1, "E is 0 elsewhere");

    test("the gradient is the slope of E");
    real slope[MOST];
    gradient(slope, w, meals);
    check_gradient("∂E/∂w", w, slope, ITEMS, cost, false);

    test("one step of the delta rule, worked out by hand");
    Dataset one_meal = dataset_new(1, 2, 1);        // 2 burgers, 3 fries, 28
    AT(one_meal.x, 0, 0) = 2, AT(one_meal.x, 0, 1) = 3;
    AT(one_meal.y, 0, 0) = 28;
    real hand[MOST] = {5, 2};                       // y = 16, t - y = 12
    delta_rule(hand, one_meal, 0.01);
    CHECK_NEAR(hand[0], 5.24, 1e-12);
    CHECK_NEAR(hand[1], 2.36, 1e-12);
    dataset_free(&one_meal);

    test("the prices are found: 8, 4, 2, each twice the next; E becomes 0");
    for (uint64_t seed = 1; seed <= 20; seed++) {
        random = random_new(seed);
        Dataset m = toys_meals(TEXT.meals, TEXT.prices, &random);
        Lesson it = lesson_new(TEXT, m);
        const real *learned = &AT(it.walk, TEXT.steps, 0);
        for (int k = 0; k < ITEMS; k++)
            CHECK_NEAR(learned[k], TEXT.prices[k], 0.01);
        CHECK_NEAR(learned[0] / learned[1], 2, 1e-3);
        CHECK_NEAR(learned[1] / learned[2], 2, 1e-3);
        CHECK_NEAR(learned[ITEMS], 0, 1e-9);
        CHECK(AT(it.walk, 0, ITEMS) > 100, "nothing to learn");
        CHECK(it.flatter < 1e-6, "the slope has not shrunk: %g", it.flatter);
        mat_free(&it.walk);
        dataset_free(&m);
    }

    test("a bias is a weight on an input of 1: the same walk, step by step");
    Dataset charged = with_charge(meals, 3), apart = meals;
    apart.y = charged.y;                            // without the input of 1
    real own[ITEMS] = {0}, b = 0, all[MOST] = {0};
    for (int step = 0; step < 100; step++) {
        step_with_bias(own, &b, apart, 0.003);
        delta_rule(all, charged, 0.003);
        for (int k = 0; k < ITEMS; k++) CHECK_NEAR(own[k], all[k], 0);
        CHECK_NEAR(b, all[ITEMS], 0);
    }
    dataset_free(&charged);
    dataset_free(&meals);

    test("exactly solved, the slope is 0; not before");
    real there[ITEMS] = {8, 4, 2};
    meals = toys_meals(5, TEXT.prices, &random);
    CHECK_NEAR(steepness(there, meals), 0, 0);
    there[1] = 4.1;
    CHECK(steepness(there, meals) > 0.01, "flat beside the prices");
    dataset_free(&meals);
    return tests_end();
}
