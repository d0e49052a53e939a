#define REAL double
// Slopes, walks down them, and what becomes of a walk when η is too large.
#define main downhill_main
#include "ch01-perceptron/downhill.c"
#undef main

#include "tests/check.h"

static const real BOTTOM = 8 / 3.0;
static const real CURVATURE = 0.09;            // a = x²

// Two functions of a reader's own, with other slopes than the neuron's.
static real cosine_slope(real w) { return -sin(w); }
static real twice_dE_dw(real w) { return 2 * dE_dw(w); }

static real weight;
static double error_of_weight(void) { return E(weight); }

static void check_slopes(void) {
    test("the error falls as its slope says");
    for (weight = -3; weight < 8; weight += 0.7) {
        double slope = dE_dw(weight);
        check_gradient("dE/dw", &weight, &slope, 1, error_of_weight, false);
        CHECK_NEAR(measured_slope(E, weight), slope, 1e-9);
    }
}

static void check_walks(void) {
    test("from both sides, ever shorter steps lead down to 8/3");
    for (real start = -2; start < 8; start += 3) {
        Walk walk = descend(dE_dw, start, 5);
        CHECK(comes_down(walk.w) && steps_shrink(walk.w), "not from %g", start);
        CHECK_NEAR(walk.w[0], start, 0);
        CHECK_NEAR(walk.w[STEPS], BOTTOM, 0.01);
    }

    test("a step multiplies the distance from the bottom by 1 - η a");
    for (real eta = 1; eta < 40; eta += 6) {
        Walk walk = descend(dE_dw, 1, eta);
        for (int i = 1; i < 5; i++)
            CHECK_NEAR(walk.w[i] - BOTTOM, (1 - eta * CURVATURE) *
                       (walk.w[i - 1] - BOTTOM), 1e-12);
    }
    CHECK_NEAR(next(dE_dw, 7, 1 / CURVATURE), BOTTOM, 1e-14);

    test("without the ½, half the learning rate makes the same walk");
    Walk with = descend(dE_dw, 0, 3), without = descend(twice_dE_dw, 0, 1.5);
    for (int i = 0; i <= STEPS; i++)
        CHECK_NEAR(without.w[i], with.w[i], 0);

    test("another function's slope leads down that function");
    CHECK_NEAR(descend(cosine_slope, 2, 1).w[STEPS], acos(-1), 1e-9);
}

static void check_rates(void) {
    test("below 2/a the error falls, at 2/a it stays, above it rises");
    real limit = 2 / CURVATURE;
    CHECK_NEAR(largest_rate(0), limit, 1e-6);
    CHECK_NEAR(largest_rate(-4), limit, 1e-6);
    CHECK(error_after(100, 0, 0.99 * limit) < 0.02 * E(0), "it stays");
    CHECK_NEAR(error_after(1000, 0, limit), E(0), 1e-9);
    CHECK(error_after(100, 0, 1.01 * limit) > 7 * E(0), "it stays");

    test("A, B and C are on both sides of the valley, each higher");
    Walk leaps = descend(dE_dw, TEXT.low, TEXT.large);
    for (int i = 1; i <= STEPS; i++) {
        CHECK((leaps.w[i] < BOTTOM) != (leaps.w[i - 1] < BOTTOM),
              "step %d stays on its side", i);
        CHECK(E(leaps.w[i]) > E(leaps.w[i - 1]), "step %d leads down", i);
    }

    test("a hundredth of the error is left after ln 100 / (2 η a) steps");
    for (int i = 0; i < SWEPT - 1; i++) {
        int steps = steps_needed(0, RATES[i]);
        CHECK_NEAR(steps, log(100) / (2 * RATES[i] * CURVATURE), 2);
        CHECK(error_after(steps, 0, RATES[i]) <= E(0) / 100 &&
              error_after(steps - 1, 0, RATES[i]) > E(0) / 100,
              "%d steps with η = %g", steps, RATES[i]);
    }
    CHECK(steps_needed(BOTTOM + 1e-10, 0.00001) > 0, "it never ends");
}

int main(void) {
    check_slopes();
    check_walks();
    check_rates();
    return tests_end();
}
