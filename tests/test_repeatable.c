// The three ways start and decay as they say; the spread is over the starts,
// and growth is a ratio of mean lengths.
#define main repeatable_main
#include "ch03-crossentropy-regularization/repeatable.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"repeatable", option, value, NULL};
    repeatable_main(3, arguments);
}
static void refused_1(void) { main_with("--eta", "0"); }
static void refused_2(void) { main_with("--lambda", "-1"); }
static void refused_3(void) { main_with("--hidden", "1000000000"); }

int main(void) {
    test("the range is over the starts at the end; growth is a ratio of means");
    Matrix m = mat_new(3, 4);
    real end[] = {80, 95, 90}, begin[] = {10, 20, 30};
    for (int i = 0; i < 3; i++) {
        AT(m, i, 0) = begin[i];
        AT(m, i, 2) = 1000;
        AT(m, i, 3) = end[i];
    }
    CHECK_NEAR(range(m), 15, 1e-9);
    CHECK_NEAR(growth(m), 265.0 / 60, 1e-6);
    CHECK_NEAR(at(m, 0).max, 30, 0);
    mat_free(&m);

    test("a large start has weights from N(0, 1), a small one from N(0, 1/n)");
    Digits digits = drawn_digits(200, 60);
    Settings set = {.hidden = 20, .epochs = 2, .batch = 10, .eta = 3,
                    .lambda = 0.5f};
    Runs runs[WAY_COUNT];
    for (int way = 0; way < WAY_COUNT; way++) {
        runs[way] = runs_new(set, 2);
        for (int i = 0; i < 2; i++)
            learn(&runs[way], i, set, WAYS[way], digits, 1 + (uint64_t)i);
    }
    double length = sqrt((784 + 10) * 20.0), short_one = sqrt(20 + 10.0);
    CHECK_NEAR(AT(runs[PLAIN].length, 0, 0), length, 0.03 * length);
    CHECK_NEAR(AT(runs[SMALL].length, 0, 0), short_one, 0.15 * short_one);
    CHECK(AT(runs[DECAY].length, 1, 0) == AT(runs[PLAIN].length, 1, 0),
          "decay begins elsewhere");

    test("long weights stay, fall with decay; short ones grow");
    CHECK(growth(runs[DECAY].length) < 0.95, "%g", growth(runs[DECAY].length));
    CHECK_NEAR(growth(runs[PLAIN].length), 1, 0.02);
    CHECK(growth(runs[SMALL].length) > 1.1, "%g", growth(runs[SMALL].length));

    test("two starts are two runs, and the same start is the same run");
    Runs again = runs_new(set, 1);
    learn(&again, 0, set, WAYS[PLAIN], digits, 2);
    CHECK(AT(again.length, 0, 2) == AT(runs[PLAIN].length, 1, 2), "not again");
    CHECK(AT(again.length, 0, 2) != AT(runs[PLAIN].length, 0, 2), "one run");

    test("without --cross-entropy the cost is the quadratic one");
    for (int other = 0; other < 2; other++) {
        set.cross_entropy = other;
        learn(&again, 0, set, WAYS[PLAIN], digits, 2);
        Random random = random_new(2);
        Network2 n = network2_new(3, (int[]){PIXELS, 20, CLASSES}, 10,
                                  other ? &network2_cross_entropy
                                        : &network2_quadratic, &random);
        network2_large_start(&n, &random);
        Network2Plan plan = {.epochs = 2, .eta = 3};
        network2_train(&n, digits.train, digits.test, plan, &random);
        CHECK(AT(again.length, 0, 2) == mat_norm(n.weights), "cost %d", other);
        network2_free(&n);
    }
    runs_free(&again);
    for (int way = WAY_COUNT - 1; way >= 0; way--) runs_free(&runs[way]);
    digits_free(&digits);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--eta|above 0");
    check_dies(refused_2, 2, "--lambda|0 or more");
    check_dies(refused_3, 2, "--hidden|at most");
    return tests_end();
}
