#define REAL double
// What the program says of errors: they do not cancel, their slopes are slopes,
// the search finds their lowest points, and those are the mean and the median.
#define main errors_main
#include "ch01-perceptron/errors.c"
#undef main

#include "tests/check.h"

// Four examples and a weight for which no prediction is exact.
static const real X[] = {0.3, -1.2, 2, 0.7}, Y[] = {0.8, 1, -0.4, 2.5};
static const Examples four = {4, X, Y};
static double theta = 0.37;
static double mse(void) { return mean_squared_error(theta, four); }
static double half_mse(void) { return mse() / 2; }
static double mae(void) { return mean_absolute_error(theta, four); }

static void without_input(void) {
    char *arguments[] = {"errors", "--x", "0", NULL};
    errors_main(3, arguments);
}

// A price of c for houses: x = 1.
static Examples houses(int n, const real *prices) {
    static const real ones[HOUSES] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    return (Examples){n, ones, prices};
}

int main(void) {
    test("+10 and -10 average to 0, but their MSE is 100 and their MAE 10");
    Examples two = {2, (real[]){10, -10}, (real[]){0, 0}};
    CHECK_NEAR(mean_residual(1, two), 0, 0);
    CHECK_NEAR(mean_squared_error(1, two), 100, 0);
    CHECK_NEAR(mean_absolute_error(1, two), 10, 0);

    test("errors of four examples, by hand; 0 only when all is right");
    Examples hand = {4, (real[]){1, 2, 3, 4}, (real[]){0, 5, 3, 9}};
    CHECK_NEAR(mean_residual(1, hand), -1.75, 1e-15);
    CHECK_NEAR(mean_squared_error(1, hand), 8.75, 1e-15);
    CHECK_NEAR(mean_absolute_error(1, hand), 2.25, 1e-15);
    Examples right = {3, (real[]){1, -2, 3}, (real[]){2, -4, 6}};
    CHECK_NEAR(mean_squared_error(2, right), 0, 0);
    CHECK_NEAR(mean_absolute_error(2, right), 0, 0);
    CHECK(mean_squared_error(2.1, right) > 0, "0 for a wrong weight");
    CHECK(mean_absolute_error(2.1, right) > 0, "0 for a wrong weight");

    test("the slopes are the slopes of the errors");
    double slope = squared_slope(theta, four);
    check_gradient("MSE", &theta, &slope, 1, mse, false);
    slope = half_squared_slope(theta, four);
    check_gradient("½ MSE", &theta, &slope, 1, half_mse, false);
    slope = absolute_slope(theta, four);
    check_gradient("MAE", &theta, &slope, 1, mae, false);

    test("at the tip of the V the slope is 0, by convention");
    CHECK_NEAR(sign(0), 0, 0);
    CHECK_NEAR(sign(-1e-300), -1, 0);
    CHECK_NEAR(sign(1e-300), 1, 0);
    Examples exact = {1, (real[]){0.5}, (real[]){1}};
    CHECK_NEAR(absolute_slope(2, exact), 0, 0);
    CHECK_NEAR(absolute_slope(2 + 1e-9, exact), 0.5, 0);
    CHECK_NEAR(absolute_slope(2 - 1e-9, exact), -0.5, 0);

    test("|0.3 w - 0.8| and its square are least at 8/3, and there 0");
    Examples text = {1, &TEXT.x, &TEXT.y};
    Perceptron p = one_perceptron(text, 1);
    CHECK_NEAR(p.tip, 8.0 / 3, 1e-12);
    CHECK_NEAR(p.bottom, 8.0 / 3, 1e-12);
    CHECK_NEAR(mean_absolute_error(8.0 / 3, text), 0, 1e-15);

    test("V: everywhere as steep; bowl: twice as far, twice as steep");
    CHECK_NEAR(absolute_slope(2.6, text), -0.3, 0);
    CHECK_NEAR(absolute_slope(-50, text), -0.3, 0);
    CHECK_NEAR(absolute_slope(50, text), 0.3, 0);
    CHECK_NEAR(squared_slope(p.bottom - 2, text) /
               squared_slope(p.bottom - 1, text), 2, 1e-9);

    test("with ½ and twice the learning rate the walk is the same");
    CHECK_NEAR(p.apart, 0, 0);
    CHECK_NEAR(squared_slope(theta, four) / half_squared_slope(theta, four), 2,
               1e-12);

    test("the squared error is least at the mean, the absolute at the median");
    Town plain, rich;
    one_price_for_all(&plain, TEXT.prices, TEXT.prices[HOUSES - 1]);
    one_price_for_all(&rich, TEXT.prices, TEXT.mansion);
    CHECK_NEAR(plain.squared, 250, 1e-4);
    CHECK_NEAR(plain.absolute, 240, 1e-9);
    CHECK_NEAR(rich.squared, 400, 1e-4);
    CHECK_NEAR(rich.absolute, 240, 1e-9);
    CHECK_NEAR(mean(rich.e), 400, 1e-12);
    CHECK_NEAR(median(rich.e), 240, 0);

    test("below the dearest house the mansion changes nothing for the MAE");
    for (real c = 150; c < 345; c += 15)
        CHECK_NEAR(above_least(mean_absolute_error, c, 240, plain.e),
                   above_least(mean_absolute_error, c, 240, rich.e), 1e-9);

    test("mean, median and search: any order, one house, an even number");
    Examples mixed = houses(5, (real[]){7, 100, 3, 9, 1});
    CHECK_NEAR(mean(mixed), 24, 0);
    CHECK_NEAR(median(mixed), 7, 0);
    CHECK_NEAR(search(mean_absolute_error, mixed), 7, 1e-9);
    Examples one = houses(1, (real[]){42});
    CHECK_NEAR(median(one), 42, 0);
    CHECK_NEAR(search(mean_squared_error, one), 42, 1e-6);
    Examples even = houses(4, (real[]){4, 1, 2, 8});
    real found = search(mean_absolute_error, even);
    CHECK(found >= 2 - 1e-9 && found <= 4 + 1e-9, "found %g", found);
    CHECK(median(even) == 4 || median(even) == 2, "median %g", median(even));
    CHECK(isnan(median(houses(0, NULL))), "a median of no houses");

    test("an input of 0, with which no weight matters, is refused");
    check_dies(without_input, 2, "--x|0");
    return tests_end();
}
