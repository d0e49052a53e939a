#define REAL double
// What the program says of slopes: they are slopes, tangents predict small
// changes, and the sign decides whether the error falls.
#define main error_slopes_main
#include "ch02-backprop/error_slopes.c"
#undef main

#include "tests/check.h"

static double theta = -1.3;
static double squared_here(void) { return squared(theta); }
static double half_here(void) { return half_squared(theta); }

static real cube(real x) { return x * x * x; }

int main(void) {
    test("difference measures slopes: 3 x² for x³");
    CHECK_NEAR(difference(cube, 2), 12, 1e-8);
    CHECK_NEAR(difference(cube, -1), 3, 1e-8);

    test("the curve of figure 14-9: 4 at -1, 1 at 0, 0 at 1, slope -4");
    CHECK_NEAR(squared(-1), 4, 0);
    CHECK_NEAR(squared(0), 1, 0);
    CHECK_NEAR(squared(1), 0, 0);
    CHECK_NEAR(squared_slope(-1), -4, 0);
    double slope = squared_slope(theta);
    check_gradient("(1 - P1)²", &theta, &slope, 1, squared_here, false);

    test("the quadratic cost has the slope output - label, not the opposite");
    slope = output_minus_label(theta);
    check_gradient("½ (1 - Co)²", &theta, &slope, 1, half_here, false);
    CHECK_NEAR(output_minus_label(2), 1, 0);
    CHECK_NEAR(label_minus_output(2), -1, 0);
    CHECK_NEAR(label_minus_output(5), -4, 0);
    CHECK_NEAR(difference(half_squared, 5), 4, 1e-8);

    test("the tangent through (-2, 8), (-1, 4), (0, 0); its miss is m²");
    CHECK_NEAR(predicted(squared, -1, -1), 8, 1e-8);
    CHECK_NEAR(predicted(squared, -1, 0), 4, 0);
    CHECK_NEAR(predicted(squared, -1, 1), 0, 1e-8);
    for (real m = 1; m > 0.01; m /= 2)
        CHECK_NEAR(squared(-1 + m) - predicted(squared, -1, m), m * m, 1e-9);

    test("a step against the slope lowers the error; with it, it rises");
    const real at[] = {-1.6, 0.3, 1.9};
    for (int i = 0; i < 3; i++) {
        real up = difference(hills, at[i]) > 0 ? 0.1 : -0.1;
        CHECK(improves(hills, at[i]), "not at %g", at[i]);
        CHECK(hills(at[i] + up) > hills(at[i]), "uphill at %g", at[i]);
    }
    CHECK(improves(bowl, -0.6) && improves(bowl, 1.6), "the bowl");
    CHECK(difference(bowl, -0.6) < 0 && difference(bowl, 1.6) > 0, "no bowl");

    test("figure 14-11: one error, slopes -3 and 2.5, neither curve reaches 0");
    CHECK_NEAR(over_p1(P1), over_p2(P2), 0);
    CHECK_NEAR(difference(over_p1, P1), -3, 1e-8);
    CHECK_NEAR(difference(over_p2, P2), 2.5, 1e-8);
    for (real x = -3; x <= 3; x += 0.125) {
        CHECK(over_p1(x) >= 1.5625, "%g at P1 = %g", over_p1(x), x);
        CHECK(over_p2(x) >= 2.25, "%g at P2 = %g", over_p2(x), x);
    }

    test("the walk: with the slope the miss shrinks by 0.9, else grows by 1.1");
    real right[STEPS + 1], literal[STEPS + 1];
    walk(right, output_minus_label);
    walk(literal, label_minus_output);
    for (int i = 0; i <= STEPS; i++) {
        CHECK_NEAR(right[i], 0.5 * pow(0.81, i), 1e-12);
        CHECK_NEAR(literal[i], 0.5 * pow(1.21, i), 1e-12);
    }
    return tests_end();
}
