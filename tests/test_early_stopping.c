// The rule of patience on curves drawn by hand, and the same rule at work.
#define main early_stopping_main
#include "ch03-crossentropy-regularization/early_stopping.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static Matrix curve(const real accuracy[], int epochs) {
    Matrix seen = mat_new(epochs, MONITORS);
    for (int i = 0; i < epochs; i++) AT(seen, i, ACCURACY) = accuracy[i];
    return seen;
}

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"early_stopping", option, value, NULL};
    early_stopping_main(3, arguments);
}
static void refused_1(void) { main_with("--eta", "0"); }
static void refused_2(void) { main_with("--lambda", "-1"); }
static void refused_3(void) { main_with("--epochs", "1000000000"); }

int main(void) {
    test("patience counts epochs since the best one; as good is not better");
    real bumpy[] = {10, 30, 50, 40, 50, 45, 60, 59, 58, 57};
    Matrix seen = curve(bumpy, 10);
    CHECK(stop_after(seen, 1) == 3, "%d", stop_after(seen, 1));
    CHECK(stop_after(seen, 3) == 5, "%d", stop_after(seen, 3));
    CHECK(stop_after(seen, 4) == 9, "%d", stop_after(seen, 4));
    CHECK_NEAR(best_within(seen, 3), 50, 0);
    CHECK_NEAR(best_within(seen, 4), 60, 0);
    mat_free(&seen);

    test("the same rule stops the training itself");
    Digits digits = drawn_digits(100, 100);
    Settings set = {100, 40, 15, 10, 0.5f, 0.1f};
    Matrix whole = mat_new(41, MONITORS);
    learn(whole, set, set.lambda, digits, 4);
    Random random = random_new(4);
    Network2 n = network2_new(3, (int[]){PIXELS, 15, CLASSES}, 10,
                              &network2_cross_entropy, &random);
    network2_large_start(&n, &random);
    n.lambda = set.lambda;
    Matrix part = mat_new(41, MONITORS);
    Network2Plan plan = {40, 0.5f, 4, part, NULL};
    int stopped = network2_train(&n, digits.train, digits.validation, plan,
                                 &random);
    CHECK(stopped == stop_after(whole, 4), "%d, %d", stopped,
          stop_after(whole, 4));
    CHECK(stopped < 40, "it never stopped");

    test("the way can be gone again, and the test images are looked at there");
    Matrix again = mat_new(stopped + 1, MONITORS);
    double accuracy = learn(again, set, set.lambda, digits, 4);
    for (int epoch = 0; epoch <= stopped; epoch++)
        CHECK(AT(again, epoch, ACCURACY) == AT(whole, epoch, ACCURACY),
              "epoch %d", epoch);
    CHECK_NEAR(accuracy, network2_score(&n, digits.test).accuracy, 0);
    CHECK(accuracy != (double)AT(whole, stopped, ACCURACY), "not test images");

    test("the lowest validation cost comes early, learning by heart goes on");
    set.eta = 3;
    learn(whole, set, 0, digits, 4);
    learn(again, set, 10, digits, 4);
    CHECK(AT(again, stopped, LENGTH) < AT(whole, stopped, LENGTH) / 2,
          "no decay");
    int low = cheapest(whole);
    CHECK(low > 0 && low < 35, "epoch %d", low);
    CHECK(AT(whole, 40, TRAIN_COST) < AT(whole, low, TRAIN_COST), "no");
    mat_free(&again);
    mat_free(&part);
    network2_free(&n);
    mat_free(&whole);
    digits_free(&digits);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--eta|above 0");
    check_dies(refused_2, 2, "--lambda|0 or more");
    check_dies(refused_3, 2, "--epochs|at most");
    return tests_end();
}
