// Fits find the curve that points were taken from; the nearest neighbour is
// the nearest; more images are better.
#define main more_data_main
#include "ch03-crossentropy-regularization/more_data.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"more_data", option, value, NULL};
    more_data_main(3, arguments);
}
static void refused_1(void) { main_with("--eta", "0"); }
static void refused_2(void) { main_with("--lambda", "-1"); }
static void refused_3(void) { main_with("--epochs", "1000000000"); }

int main(void) {
    test("a power law is found from its points, with every floor but the right "
         "one it misses");
    double error[SIZES];
    Curve truth = {0, 133, 0.35, 0};
    for (int k = 0; k < SIZES; k++) error[k] = error_at(truth, SIZE[k]);
    CHECK_NEAR(error[0], 133 * exp(-0.35 * log(100)), 1e-9);
    Curve pure = fit_above(0, error, SIZES);
    CHECK_NEAR(pure.a, 133, 1e-9);
    CHECK_NEAR(pure.b, 0.35, 1e-12);
    CHECK_NEAR(pure.miss, 0, 1e-12);
    CHECK_NEAR(fit_with_floor(error, SIZES).c, 0, 0);

    test("so is one with a floor; without a floor it is missed, and promises "
         "too much");
    truth = (Curve){2, 300, 0.5, 0};
    for (int k = 0; k < SIZES; k++) error[k] = error_at(truth, SIZE[k]);
    Curve ending = fit_with_floor(error, SIZES);
    CHECK_NEAR(ending.c, 2, error[SIZES - 1] / 200);
    CHECK_NEAR(ending.b, 0.5, 0.01);
    CHECK(fit_above(0, error, SIZES).miss > 5 * ending.miss, "%g", ending.miss);
    CHECK(error_at(fit_above(0, error, SIZES - 1), 50000) < error[8] - 0.2,
          "%g", error_at(fit_above(0, error, SIZES - 1), 50000));

    test("how far a curve is off: the root of the mean square, of ln E");
    for (int k = 0; k < SIZES; k++) error[k] = k % 2 ? 11 : 10;
    Curve flat = fit_above(0, error, SIZES);
    double square = 0;
    for (int k = 0; k < SIZES; k++)
        square += pow(log(error[k]) - log(error_at(flat, SIZE[k])), 2);
    CHECK_NEAR(flat.miss, sqrt(square / 9), 1e-12);
    CHECK(flat.miss > 0.04, "%g", flat.miss);

    test("the nearest neighbour, against every distance");
    Digits digits = drawn_digits(200, 50);
    Matrix percent = mat_new(1, 2);                  // with 100, with 200
    walk_neighbours(percent, digits);
    for (int k = 0; k < 2; k++) {
        int right = 0;
        for (int v = 0; v < 50; v++) {
            double least = INFINITY;
            int label = -1;
            for (int i = 0; i < SIZE[k]; i++) {
                double away = 0;
                for (int p = 0; p < PIXELS; p++)
                    away += pow((double)(AT(digits.validation.x, v, p) -
                                         AT(digits.train.x, i, p)), 2);
                if (away < least) {
                    least = away;
                    label = digits.train.label[i];
                }
            }
            right += label == digits.validation.label[v];
        }
        CHECK_NEAR(AT(percent, 0, k), 2 * right, 1e-4);
    }
    CHECK(AT(percent, 0, 1) > AT(percent, 0, 0), "%g, %g",
          (double)AT(percent, 0, 1), (double)AT(percent, 0, 0));
    mat_free(&percent);

    test("the network: more images are better, with as many steps");
    Settings set = {200, 10, 1, 8, 10, 0.5f};
    Random random = random_new(1);
    double few = (double)accuracy_with(20, set, digits, &random);
    double all = (double)accuracy_with(200, set, digits, &random);
    CHECK(all > few + 10, "%g with 20, %g with 200", few, all);

    test("as many steps: 200 from 20 images are 100 epochs");
    Random again = random_new(1), same = random_new(1);
    accuracy_with(20, set, digits, &again);
    int sizes[] = {PIXELS, 8, CLASSES};
    Network2 n = network2_new(3, sizes, 10, &network2_cross_entropy, &same);
    network2_large_start(&n, &same);
    n.lambda = 0.1f;
    Network2Plan plan = {.epochs = 100, .eta = 0.5f};
    network2_train(&n, data_part(digits.train, 0, 20), digits.validation, plan,
                   &same);
    CHECK(random_bits(&again) == random_bits(&same), "other epochs");
    CHECK_NEAR(network2_score(&n, digits.validation).accuracy, few, 0);
    network2_free(&n);

    digits_free(&digits);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--eta|above 0");
    check_dies(refused_2, 2, "--lambda|not below");
    check_dies(refused_3, 2, "--epochs|at most");
    return tests_end();
}
