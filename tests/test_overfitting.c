// What over-fitting is: every training image read, fewer of the others; the
// cost of the others lowest long before the end.  And how curves are read.
#define main overfitting_main
#include "ch03-crossentropy-regularization/overfitting.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"overfitting", option, value, NULL};
    overfitting_main(3, arguments);
}
static void refused_1(void) { main_with("--eta", "0"); }
static void refused_2(void) { main_with("--hidden", "1000000000"); }

int main(void) {
    test("the lowest and the highest point of a curve, its end");
    Matrix seen = mat_new(5, MONITORS);
    real costs[] = {3, 1, 2, 1, 4}, accuracies[] = {9, 20, 60, 40, 50};
    for (int i = 0; i < 5; i++) {
        AT(seen, i, COST) = costs[i];
        AT(seen, i, ACCURACY) = accuracies[i];
    }
    CHECK(lowest(seen, COST) == 1, "%d", lowest(seen, COST));
    CHECK_NEAR(highest(seen, ACCURACY, 0, 4), 60, 0);
    CHECK_NEAR(highest(seen, ACCURACY, 3, 4), 50, 0);
    CHECK_NEAR(at_end(seen, COST), 4, 0);
    mat_free(&seen);

    test("with few images: all of them read, not the others, and ever dearer");
    Digits digits = drawn_digits(120, 100);
    Settings set = {.hidden = 30, .batch = 10, .eta = 1};
    Run few = {"few", 60, 90, NULL};
    seen = learn(set, few, digits, 1);
    CHECK(seen.rows == 91, "%d rows", seen.rows);
    CHECK_NEAR(at_end(seen, TRAIN_ACCURACY), 100, 0);
    CHECK(at_end(seen, ACCURACY) < 85, "%g %%", at_end(seen, ACCURACY));
    CHECK(lowest(seen, TRAIN_COST) > 85, "%d", lowest(seen, TRAIN_COST));
    CHECK(lowest(seen, COST) < 40 && lowest(seen, COST) > 0, "epoch %d",
          lowest(seen, COST));

    test("the gap between the accuracies shrinks with more images");
    double gap = at_end(seen, TRAIN_ACCURACY) - at_end(seen, ACCURACY);
    Run more = {"all", 120, 30, NULL};
    Matrix wider = learn(set, more, digits, 1);
    CHECK(at_end(wider, TRAIN_ACCURACY) - at_end(wider, ACCURACY) < gap - 3,
          "%g and %g", at_end(wider, TRAIN_ACCURACY) - at_end(wider, ACCURACY),
          gap);

    test("the small start is another start");
    set.small = true;
    Matrix small = learn(set, few, digits, 1);
    CHECK(at_end(small, ACCURACY) > at_end(seen, ACCURACY), "%g, %g",
          at_end(small, ACCURACY), at_end(seen, ACCURACY));
    mat_free(&small);
    mat_free(&wider);
    mat_free(&seen);
    digits_free(&digits);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--eta|above 0");
    check_dies(refused_2, 2, "--hidden|at most");
    return tests_end();
}
