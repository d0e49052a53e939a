#define REAL double
// Equations find prices; for a sigmoid neuron they are not enough.
#define main clever_meals_main
#include "ch01-perceptron/clever_meals.c"
#undef main

#include "tests/check.h"

static Dataset meals;                   // seven, with exact totals
static double w[ITEMS];
static Neuron neuron;
static double cost(void) { return error(neuron, w, meals); }

static Dataset seven_meals(void) {
    Random random = random_new(3);
    return toys_meals(7, TEXT.prices, &random);
}

static void check_neurons(void) {
    test("the gradients of a linear and of a sigmoid neuron are slopes of E");
    real slope[ITEMS];
    meals = seven_meals();
    w[0] = 0.4, w[1] = -0.3, w[2] = 0.2;
    neuron = LINEAR;
    gradient(slope, neuron, w, meals);
    check_gradient("linear", w, slope, ITEMS, cost, false);
    neuron = SIGMOID;
    mat_map(meals.y, of_ten_guests, meals.y);       // targets between 0 and 1
    gradient(slope, neuron, w, meals);
    check_gradient("sigmoid", w, slope, ITEMS, cost, false);
    dataset_free(&meals);
}

static void check_equations(void) {
    test("equations find the prices, and make E least, exact totals or not");
    meals = seven_meals();
    real solved[ITEMS], walked[ITEMS] = {0}, slope[ITEMS];
    solve(solved, meals);
    for (int k = 0; k < ITEMS; k++)
        CHECK_NEAR(solved[k], TEXT.prices[k], 1e-9);
    for (int i = 0; i < 7; i++) AT(meals.y, i, 0) += i % 3 - 1;
    solve(solved, meals);
    gradient(slope, LINEAR, solved, meals);
    for (int step = 0; step < 5000; step++)
        delta_rule(walked, LINEAR, meals, 0.004);
    for (int k = 0; k < ITEMS; k++) {
        CHECK_NEAR(slope[k], 0, 1e-9);
        CHECK_NEAR(walked[k], solved[k], 1e-6);
    }
    CHECK(error(LINEAR, solved, meals) > 0.1, "the totals are exact after all");
    dataset_free(&meals);

    test("a charge on every bill is one more price, for an input of 1");
    Dataset plain = seven_meals(), charged = dataset_new(7, ITEMS + 1, 1);
    for (int i = 0; i < 7; i++) {
        for (int k = 0; k < ITEMS; k++)
            AT(charged.x, i, k) = AT(plain.x, i, k);
        AT(charged.x, i, ITEMS) = 1;
        AT(charged.y, i, 0) = AT(plain.y, i, 0) + 3;
    }
    real all[ITEMS + 1];
    solve(all, charged);
    CHECK_NEAR(all[ITEMS], 3, 1e-9);
    CHECK_NEAR(all[0], 8, 1e-9);
    dataset_free(&charged);
    dataset_free(&plain);

    test("clever meals: XᵀX is the identity, and one step with ε = 1 arrives");
    Dataset clever = clever_new(TEXT.prices);
    Matrix h = mat_new(ITEMS, ITEMS);
    mat_mul_at(h, clever.x, clever.x);
    for (int i = 0; i < ITEMS; i++)
        for (int j = 0; j < ITEMS; j++) CHECK_NEAR(AT(h, i, j), i == j, 0);
    real once[ITEMS] = {1, -5, 7};
    delta_rule(once, LINEAR, clever, 1);
    for (int k = 0; k < ITEMS; k++) CHECK_NEAR(once[k], TEXT.prices[k], 1e-12);
    mat_free(&h);
    dataset_free(&clever);
}

static void check_sigmoid(void) {
    test("they do not for a sigmoid neuron, not even with σ undone");
    for (uint64_t seed = 1; seed <= 10; seed++) {
        Result it = result_new(TEXT, seed);
        const real *ten = it.ten.error, *strong = it.strong.error;
        CHECK(ten[AS_IF_LINEAR] > 2 * ten[DOWNHILL], "%g, %g",
              ten[AS_IF_LINEAR], ten[DOWNHILL]);
        CHECK(ten[UNDONE] > ten[DOWNHILL], "%g, %g", ten[UNDONE],
              ten[DOWNHILL]);
        CHECK(ten[DOWNHILL] > 0 && ten[DOWNHILL] < 0.02, "%g", ten[DOWNHILL]);
        CHECK(strong[DOWNHILL] < 0.02 && strong[AS_IF_LINEAR] > 0.2,
              "strongly: %g, %g", strong[DOWNHILL], strong[AS_IF_LINEAR]);
        CHECK(!isfinite(strong[UNDONE]), "they do not agree: %g",
              strong[UNDONE]);
        for (int k = 0; k < ITEMS; k++) {
            CHECK_NEAR(it.exact.w[UNDONE][k], TEXT.liking[k], 1e-9);
            CHECK_NEAR(it.solved[k], TEXT.prices[k], 1e-9);
            CHECK_NEAR(it.clever[k], TEXT.prices[k], 0);
            CHECK_NEAR(it.one_step[k], TEXT.prices[k], 0);
        }
        CHECK(it.exact.error[AS_IF_LINEAR] > 0.01, "as if linear it is exact");
        CHECK_NEAR(error(SIGMOID, it.ten.w[UNDONE], it.ten.m), ten[UNDONE], 0);
        result_free(&it);
    }

    test("undoing σ: exact between 0 and 1, infinite there");
    for (real z = -4; z <= 4; z += 0.5)
        CHECK_NEAR(undo_sigmoid(sigmoid(z)), z, 1e-12);
    CHECK(isinf(undo_sigmoid(1)) && isinf(undo_sigmoid(0)), "finite");
    CHECK_NEAR(of_ten_guests(0), 0.5, 0);
    CHECK_NEAR(of_ten_guests(2), 0.9, 1e-15);       // σ(2) = 0.881
    CHECK_NEAR(of_ten_guests(3.5), 1, 0);           // σ(3.5) = 0.971
    CHECK_NEAR(sigmoid(1000) + sigmoid(-1000), 1, 0);
}

int main(void) {
    check_neurons();
    check_equations();
    check_sigmoid();
    return tests_end();
}
