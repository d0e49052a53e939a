#define REAL double
// The bowl over two weights: its slopes, its contours, and walks down.
#define main bowl_main
#include "ch01-perceptron/bowl.c"
#undef main

#include "tests/check.h"

static Dataset meals;
static Point weights;
static double cost(void) { return error(weights, meals); }

static void check_bowl(void) {
    test("the gradient is the slope of E; E is 0 at the true prices alone");
    weights = (Point){-1.3, 4.1};
    Point slope = gradient(weights, meals);
    check_gradient("∂E/∂w₁", &weights.w1, &slope.w1, 1, cost, false);
    check_gradient("∂E/∂w₂", &weights.w2, &slope.w2, 1, cost, false);
    CHECK_NEAR(error(TRUE_PRICES, meals), 0, 0);
    CHECK_NEAR(error((Point){0, 0}, meals),
               (28.0 * 28 + 16 * 16 + 24 * 24) / 2, 1e-12);

    test("the bowl: E curves by XᵀX, which is positive definite");
    const real h[2][2] = {{14, 9}, {9, 9}};
    Point here = gradient((Point){1, 2}, meals);
    Point right = gradient((Point){2, 2}, meals);
    Point up = gradient((Point){1, 3}, meals);
    CHECK_NEAR(right.w1 - here.w1, h[0][0], 1e-12);
    CHECK_NEAR(right.w2 - here.w2, h[1][0], 1e-12);
    CHECK_NEAR(up.w1 - here.w1, h[0][1], 1e-12);
    CHECK_NEAR(up.w2 - here.w2, h[1][1], 1e-12);
    CHECK(h[0][0] > 0 && h[0][0] * h[1][1] > h[0][1] * h[1][0], "it is not");

    test("on a contour E has its height, in all directions");
    for (real angle = 0; angle < TURN; angle += 0.1) {
        Point on = contour_point(angle, 123, meals);
        CHECK_NEAR(error(on, meals), 123, 1e-9);
        real across = on.w1 - TRUE_PRICES.w1, over = on.w2 - TRUE_PRICES.w2;
        CHECK_NEAR(across * sin(angle) - over * cos(angle), 0, 1e-9);
    }
}

static void check_direction(void) {
    test("the slope towards an angle, by hand");
    Point here = {0, 8}, slope = gradient(here, meals);
    CHECK_NEAR(slope_towards(0, here, meals), slope.w1, 1e-6);
    CHECK_NEAR(slope_towards(-TURN / 4, here, meals), -slope.w2, 1e-6);
    real along = atan2(slope.w2, slope.w1) + TURN / 4;      // the contour
    CHECK_NEAR(slope_towards(along, here, meals), 0, 1e-8);
    CHECK(fabs(slope_towards(along + 0.01, here, meals)) > 0.1, "unseen");

    test("of four directions 3 is the steepest; of all, against the gradient");
    CHECK(steepest(A, 4, meals) == 3, "direction %d", steepest(A, 4, meals));
    CHECK(steepest(here, 4, meals) == 1, "on the other side");
    slope = gradient(A, meals);
    real degrees = 360 * (atan2(slope.w2, slope.w1) / TURN + 0.5);
    CHECK_NEAR(steepest(A, 360, meals) - 1, degrees, 0.5);
    CHECK_NEAR(slope_towards(TURN * degrees / 360, A, meals),
               -hypot(slope.w1, slope.w2), 1e-8);
    CHECK_NEAR(from_gradient(A, meals), 180, 0.1);
    CHECK_NEAR(from_gradient((Point){-3, 20}, meals), 180, 0.1);
}

static void check_limit(void) {
    test("λmax by hand: 9 for two meals, 1 for clever ones: a round bowl");
    Dataset two = dataset_new(2, 2, 1);             // XᵀX = (5 4; 4 5)
    AT(two.x, 0, 0) = AT(two.x, 1, 1) = 1;
    CHECK_NEAR(largest_eigenvalue(two), 1, 1e-12);
    AT(two.x, 0, 1) = AT(two.x, 1, 0) = 2;
    CHECK_NEAR(largest_eigenvalue(two), 9, 1e-12);
    AT(two.x, 0, 0) = AT(two.x, 1, 0) = 0;          // (0 0; 0 5)
    CHECK_NEAR(largest_eigenvalue(two), 5, 1e-12);
    dataset_free(&two);

    test("a little below 2/λmax the walk arrives, a little above it runs away");
    real limit = 2 / largest_eigenvalue(meals);
    Point below = A, above = A;
    for (int step = 0; step < 2000; step++) {
        below = step_down(below, meals, 0.98 * limit);
        above = step_down(above, meals, 1.02 * limit);
    }
    CHECK(error(below, meals) < 1e-12, "%g", error(below, meals));
    CHECK(error(above, meals) > 1e6, "%g", error(above, meals));
    CHECK_NEAR(largest_epsilon_by_trying(meals) / limit, 1, 1e-3);
}

static void check_walks(void) {
    test("one step, worked out by hand");
    Point next = step_down(A, meals, 0.01);
    CHECK_NEAR(next.w1, 16 - 0.76, 1e-12);
    CHECK_NEAR(next.w2, -0.36, 1e-12);

    test("steps leave at right angles; good falls, slow is late, large rises");
    real limit = 2 / largest_eigenvalue(meals);
    Walk slow = walk_down(meals, TEXT.slow * limit);
    Walk good = walk_down(meals, TEXT.good * limit);
    Walk large = walk_down(meals, TEXT.large * limit);
    CHECK(slow.askew < 1e-9 && good.askew < 1e-9 && large.askew < 1e-9,
          "%g %g %g", slow.askew, good.askew, large.askew);
    CHECK(slow.falls && good.falls && !large.falls, "%d %d %d", slow.falls,
          good.falls, large.falls);
    CHECK(good.error[STEPS] < good.error[0] / 1000, "good: %g",
          good.error[STEPS]);
    CHECK(slow.error[STEPS] > slow.error[0] / 10, "slow: %g",
          slow.error[STEPS]);
    CHECK(large.error[STEPS] > 2 * large.error[0], "large: %g",
          large.error[STEPS]);
    for (int step = 0; step <= STEPS; step++)
        CHECK_NEAR(error(good.w[step], meals), good.error[step], 0);

    test("a long walk ends at the true prices");
    Point w = A;
    for (int step = 0; step < 200; step++)
        w = step_down(w, meals, TEXT.good * limit);
    CHECK_NEAR(w.w1, TRUE_PRICES.w1, 1e-6);
    CHECK_NEAR(w.w2, TRUE_PRICES.w2, 1e-6);
}

int main(void) {
    meals = three_meals_new();
    check_bowl();
    check_direction();
    check_limit();
    check_walks();
    dataset_free(&meals);
    return tests_end();
}
