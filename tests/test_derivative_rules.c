#define REAL double
// The rules give the slopes that are measured, alone and put together.
#define main derivative_rules_main
#include "ch01-perceptron/derivative_rules.c"
#undef main

#include "tests/check.h"

static Function *function;
static double height;
static double at_height(void) { return function(height).at; }

static void check_rules(void) {
    test("all six rules give the slope that is measured");
    CHECK((int)RULES == 6, "%d rules", RULES);
    for (int k = 0; k < RULES; k++) {
        function = EXAMPLES[k].f;
        for (height = -1.2; height <= 1.2; height += 0.3) {
            double slope = function(height).slope;
            bool flat = k == 0 || fabs(height) < 0.1;
            check_gradient(EXAMPLES[k].rule, &height, &slope, 1, at_height,
                           flat);
        }
        CHECK(off_measured(function, 1, 1e-5) < 1e-6, "%s is off by %g",
              EXAMPLES[k].rule, off_measured(function, 1, 1e-5));
    }

    test("by hand: values and slopes");
    Value u = {3, 5}, v = {-2, 0.5};
    CHECK(sum(u, v).at == 1 && sum(u, v).slope == 5.5, "sum");
    CHECK(multiple(-4, u).at == -12 && multiple(-4, u).slope == -20, "c u");
    CHECK(product(u, v).at == -6 && product(u, v).slope == 1.5 - 10, "u v");
    CHECK(constant(7).at == 7 && constant(7).slope == 0, "constant");
    CHECK(chain(fifth, v).at == -32 && chain(fifth, v).slope == 40, "chain");
    CHECK(power(2, 3).at == 8 && power(2, 3).slope == 12, "power");
    CHECK(power(2, 1).at == 2 && power(0, 1).slope == 1, "n = 1");
    CHECK(power(2, 0).at == 1 && power(2, 0).slope == 0, "n = 0");
    CHECK(power(2, -1).at == 0.5 && power(2, -1).slope == -0.25, "n = -1");
    CHECK_NEAR(of_fifth(1).slope, 5 * exp(1), 1e-14);

    test("a wrong slope is seen, and NaN");
    CHECK(off_text(sigmoid, polynomial_slope, 1) > 1, "unseen");
    CHECK(off_measured(fifth, 1, 0.1) > 1e-3, "h = 0.1 is as good");
    CHECK(isnan(worse(NAN, 1)) && isnan(worse(1, NAN)) && worse(1, 2) == 2 &&
          worse(2, 1) == 2, "NaN is lost");
}

static void check_polynomial(void) {
    test("f′(2) = 2604, f′(6) = 1 371 180");
    CHECK_NEAR(polynomial(2).slope, 2604, 0);
    CHECK_NEAR(polynomial(6).slope, 1371180, 0);
    CHECK_NEAR(polynomial_slope(2), 2604, 0);
    CHECK_NEAR(polynomial_slope(6), 1371180, 0);
    CHECK_NEAR(polynomial(2).at, 856, 0);
    CHECK_NEAR(polynomial(6).at, 1197576, 0);
    CHECK_NEAR(measured(polynomial, 2, 1e-5), 2604, 1e-4);
    CHECK_NEAR(measured(polynomial, 6, 1e-5), 1371180, 1e-2);
    CHECK(off_text(polynomial, polynomial_slope, 1.5) < 1e-12, "off by %g",
          off_text(polynomial, polynomial_slope, 1.5));
}

static void check_sigmoid(void) {
    test("the sigmoid by the power rule: σ′ = σ (1 - σ)");
    CHECK_NEAR(sigmoid(0).at, 0.5, 0);
    CHECK_NEAR(sigmoid(0).slope, 0.25, 0);
    CHECK_NEAR(sigmoid(2).at, 0.880797077977882, 1e-15);
    CHECK_NEAR(sigmoid(-2).slope, sigmoid(2).slope, 1e-15);
    CHECK(off_text(sigmoid, sigmoid_slope, 8) < 1e-15, "off by %g",
          off_text(sigmoid, sigmoid_slope, 8));
    CHECK(off_measured(sigmoid, 8, 1e-5) < 1e-9, "off by %g",
          off_measured(sigmoid, 8, 1e-5));
}

static void no_distance(void) {
    derivative_rules_main(3, (char *[]){"derivative_rules", "--h", "0", NULL});
}

int main(void) {
    check_rules();
    check_polynomial();
    check_sigmoid();
    test("two points that are one are refused");
    check_dies(no_distance, 2, "--h|above 0");
    return tests_end();
}
