// The five runs: each learns from its own settings, and what is written down
// was measured on the images it names.
#define main cross_entropy_digits_main
#include "ch03-crossentropy-regularization/cross_entropy_digits.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"cross_entropy_digits", option, value, NULL};
    cross_entropy_digits_main(3, arguments);
}
static void refused_1(void) { main_with("--epochs", "1000000000"); }

int main(void) {
    Digits digits = drawn_digits(400, 100);
    Curve curve = curve_new(4), other = curve_new(4);

    test("a run learns, and 0 is the epoch before it has learned");
    learn(curve, RUNS[ENTROPY], 10, 1, digits);
    CHECK(AT(curve.test, 0, 0) < 35, "%g %%", (double)AT(curve.test, 0, 0));
    CHECK(AT(curve.test, 0, 1) != AT(curve.test, 0, 0), "epoch 1 is epoch 0");
    CHECK(best(curve.test) > 45, "%g %%", best(curve.test));

    test("the same seed, the same run; λ and the cost make another");
    learn(other, RUNS[ENTROPY], 10, 1, digits);
    for (int e = 0; e <= 4; e++)
        CHECK(AT(curve.test, 0, e) == AT(other.test, 0, e), "epoch %d", e);
    for (int change = 0; change < 2; change++) {
        Run run = RUNS[ENTROPY];
        if (change) run.cost = RUNS[QUADRATIC].cost;
        else run.lambda = 20;
        learn(other, run, 10, 1, digits);
        int same = 0;
        for (int e = 0; e <= 4; e++)
            same += AT(curve.test, 0, e) == AT(other.test, 0, e);
        CHECK(same < 4, "change %d: %d epochs alike", change, same);
    }

    test("the test curve is of the test images, the other of validation");
    Digits swapped = digits;
    swapped.test = digits.validation;
    swapped.validation = digits.test;
    learn(other, RUNS[ENTROPY], 10, 1, swapped);
    int differ = 0;
    for (int e = 0; e <= 4; e++) {
        CHECK(AT(curve.test, 0, e) == AT(other.validation, 0, e), "at %d", e);
        CHECK(AT(curve.validation, 0, e) == AT(other.test, 0, e), "at %d", e);
        differ += AT(curve.test, 0, e) != AT(curve.validation, 0, e);
    }
    CHECK(differ > 2, "the two sets give the same");

    test("the text's epochs, unless others are asked for");
    CHECK(epochs_of(RUNS[4], TEXT) == 60, "%d", epochs_of(RUNS[4], TEXT));
    CHECK(epochs_of(RUNS[4], (Settings){2, 10}) == 2, "not 2");
    curve_free(&other);
    curve_free(&curve);
    digits_free(&digits);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--epochs|at most");
    return tests_end();
}
