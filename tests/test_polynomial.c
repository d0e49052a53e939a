#define REAL double
// What the program says of polynomials: the fit is the least squares, a large
// one meets its points and fails on new ones, and the normal equations fail.
#define main polynomial_main
#include "ch03-crossentropy-regularization/polynomial.c"
#undef main

#include "tests/check.h"

// A data set of given points; free with dataset_free.
static Dataset points_of(int n, const real *x, const real *y) {
    Dataset set = dataset_new(n, 1, 1);
    for (int i = 0; i < n; i++) {
        set.x.at[i] = x[i];
        set.y.at[i] = y[i];
    }
    return set;
}

static Dataset near_2x(int n, uint64_t seed) {
    Random random = random_new(seed);
    return toys_line(n, 2, 0, 0.05, &random);
}

// The polynomial through all points, without any equation: Lagrange's form.
static real lagrange(Dataset set, real x) {
    real sum = 0;
    for (int i = 0; i < set.x.rows; i++) {
        real term = set.y.at[i];
        for (int j = 0; j < set.x.rows; j++)
            if (j != i)
                term *= (x - set.x.at[j]) / (set.x.at[i] - set.x.at[j]);
        sum += term;
    }
    return sum;
}

static Dataset judged;
static Polynomial fitted;
static double squared(void) { return mean_square(&fitted, judged); }

static void degree_too_large(void) {
    char *arguments[] = {"polynomial", "--degree", "13", NULL};
    polynomial_main(3, arguments);
}
static void noise_below_0(void) {
    char *arguments[] = {"polynomial", "--noise", "-1", NULL};
    polynomial_main(3, arguments);
}

int main(void) {
    test("a polynomial's value; the highest power comes first");
    Polynomial cubic = {3, {2, -1, 0, 5}};       // 2x³ - x² + 5
    CHECK_NEAR(value(&cubic, 0), 5, 0);
    CHECK_NEAR(value(&cubic, 2), 17, 0);
    CHECK_NEAR(value(&cubic, -1), 2, 0);

    test("a line by hand: through (0, 1), (1, 2), (2, 6) goes 0.5 + 2.5 x");
    Dataset three = points_of(3, (real[]){0, 1, 2}, (real[]){1, 2, 6});
    for (int way = 0; way < 2; way++) {
        Polynomial line = fit(three, 1, way ? normal_equations : least_squares);
        CHECK_NEAR(line.a[0], 2.5, 1e-14);
        CHECK_NEAR(line.a[1], 0.5, 1e-14);
        CHECK_NEAR(mean_square(&line, three), 0.5, 1e-14);
        CHECK_NEAR(largest_miss(&line, three), 1, 1e-14);
    }
    dataset_free(&three);

    test("columns at right angles, of length 1; Q R is X again");
    Dataset ten = near_2x(10, 1);
    Matrix X = mat_new(10, 10), q = mat_new(10, 10), r = mat_new(10, 10);
    Matrix qr = mat_new(10, 10);
    fill_with_powers(X, ten.x);
    mat_copy(q, X);
    right_angles(q, r);
    mat_mul(qr, q, r);
    for (int j = 0; j < 10; j++)
        for (int k = 0; k < 10; k++) {
            CHECK_NEAR(dot(q, j, k), j == k, 1e-14);
            CHECK_NEAR(AT(qr, j, k), AT(X, j, k), 1e-14);
            CHECK(k >= j || AT(r, j, k) == 0, "R has %g", AT(r, j, k));
        }
    mat_free(&qr);
    mat_free(&r);
    mat_free(&q);
    mat_free(&X);

    test("the 9th degree meets ten points, and is Lagrange's polynomial");
    Polynomial ninth = fit(ten, 9, least_squares);
    CHECK(largest_miss(&ninth, ten) < 1e-9, "%g", largest_miss(&ninth, ten));
    for (real x = -0.1; x < 1.2; x += 0.07) {
        real want = lagrange(ten, x);
        CHECK_NEAR(value(&ninth, x), want, 1e-7 * (1 + fabs(want)));
    }
    CHECK_NEAR(value(&ninth, 2e4) / value(&ninth, 1e4), 512, 5);

    test("of a cubic without noise the cubic is found, with any degree");
    Dataset exact = near_2x(12, 1);             // its y is replaced
    for (int i = 0; i < 12; i++) exact.y.at[i] = value(&cubic, exact.x.at[i]);
    for (int degree = 3; degree <= 8; degree++) {
        Polynomial p = fit(exact, degree, least_squares);
        for (int k = 0; k < degree - 3; k++) CHECK_NEAR(p.a[k], 0, 1e-8);
        for (int k = 0; k <= 3; k++)
            CHECK_NEAR(p.a[degree - 3 + k], cubic.a[k], 1e-8);
    }
    dataset_free(&exact);

    test("at the least squares every slope of the squared error is 0");
    judged = ten;
    fitted = fit(ten, 4, least_squares);
    real none[5] = {0};
    check_gradient("mean square", fitted.a, none, 5, squared, true);
    fitted.a[2] += 0.01;
    real before = squared();
    fitted.a[2] -= 0.01;
    CHECK(squared() < before, "another polynomial is better");
    dataset_free(&ten);

    test("normal equations lose it: they miss what right angles meet");
    for (uint64_t seed = 1; seed <= 5; seed++) {
        Dataset set = near_2x(13, seed);
        Polynomial good = fit(set, 12, least_squares);
        Polynomial bad = fit(set, 12, normal_equations);
        CHECK(largest_miss(&good, set) < 1e-6, "%g", largest_miss(&good, set));
        CHECK(largest_miss(&bad, set) > 1e-4, "%g", largest_miss(&bad, set));
        good = fit(set, 5, least_squares);      // where they still agree
        bad = fit(set, 5, normal_equations);
        for (int k = 0; k <= 5; k++) CHECK_NEAR(good.a[k], bad.a[k], 1e-6);
        dataset_free(&set);
    }

    test("old points praise every degree; on new ones the line is best");
    Settings few = TEXT;
    few.draws = 20;
    Drawings it = draw_again_and_again(few, 3);
    CHECK(it.line_better == 20, "better in %d of 20", it.line_better);
    for (int k = 1; k <= 12; k++) {
        CHECK(spread_mean(&it.old[k]) < spread_mean(&it.old[k - 1]),
              "degree %d is worse on old points", k);
        CHECK(spread_mean(&it.fresh[1]) <= spread_mean(&it.fresh[k]),
              "degree %d is better than the line", k);
        CHECK(it.fresh[k].n == 20, "%d drawings", it.fresh[k].n);
    }
    CHECK(spread_mean(&it.fresh[12]) > 10 * spread_mean(&it.fresh[1]), "%g",
          spread_mean(&it.fresh[12]));

    test("errors of many points: n - 2 of n are left to a line, σ² by σ²");
    few.draws = 300;
    few.degree = 1;
    it = draw_again_and_again(few, 7);
    CHECK_NEAR(spread_mean(&it.old[1]) / (0.05 * 0.05), 11.0 / 13, 0.06);
    CHECK(it.line_better == 0, "the line is better than itself");

    test("with ten times the points degree 12 does no harm");
    few = (Settings){0.05, 130, 12, 40, 3};
    it = draw_again_and_again(few, 1);
    CHECK(spread_mean(&it.fresh[12]) < 2 * spread_mean(&it.fresh[1]), "%g",
          spread_mean(&it.fresh[12]));

    test("a degree not below the number of points, a negative noise: refused");
    check_dies(degree_too_large, 2, "--degree|below --points");
    check_dies(noise_below_0, 2, "--noise|0 or more");
    return tests_end();
}
