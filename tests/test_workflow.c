// Each way out of the chart is taken for its own reason, the errors are watched
// as the rule says, and the shifted images are the same digits further right.
#define main workflow_main
#include "ch03-crossentropy-regularization/workflow.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static void put(Matrix errors, int which, const real at[], int count) {
    for (int i = 0; i < count; i++) AT(errors, i, which) = at[i];
}

static void check_patience(void) {
    test("an error is stuck when its least value lies so many epochs back");
    Matrix errors = mat_new(7, WATCHED);
    put(errors, TRAINING, (real[]){90, 50, 40, 45, 40, 42, 39}, 7);
    put(errors, VALIDATION, (real[]){90, 80, 70, 60, 50, 40, 30}, 7);
    CHECK(!stuck(errors, 5, TRAINING, 3), "two epochs are not three");
    CHECK(stuck(errors, 6, TRAINING, 3), "as low is not lower");
    CHECK(!stuck(errors, 7, TRAINING, 1), "it has fallen at last");
    CHECK(stuck(errors, 4, TRAINING, 1), "one epoch");
    CHECK(!stuck(errors, 7, VALIDATION, 1), "it falls all the time");
    CHECK(!stuck(errors, 1, TRAINING, 1), "before the first epoch");
    mat_free(&errors);
}

static void check_verdicts(void) {
    test("the training error is asked about first, the test error last");
    CHECK(decide(50, 50, 50, 10) == BETTER_FEATURES, "training");
    CHECK(decide(5, 50, 50, 10) == AGAINST_OVERFITTING, "validation");
    CHECK(decide(5, 6, 50, 10) == MORE_DATA, "test");
    CHECK(decide(5, 6, 7, 10) == DONE, "done");
    CHECK(decide(10, 10, 10, 10) == DONE, "the goal itself is low enough");
    CHECK(decide(NAN, 1, 1, 10) == BETTER_FEATURES, "NaN is never low enough");
}

static void check_shift(Dataset set) {
    test("a shifted digit is the same digit, further to the right");
    Dataset moved = shifted_new(set, 3);
    for (int i = 0; i < 5; i++)
        for (int row = 0; row < 28; row++)
            for (int column = 0; column < 28; column++) {
                real was = column < 3 ? 0
                                      : AT(set.x, i, 28 * row + column - 3);
                CHECK(AT(moved.x, i, 28 * row + column) == was, "%d, %d", row,
                      column);
            }
    CHECK(moved.label[4] == set.label[4], "another label");
    CHECK(AT(moved.y, 4, set.label[4]) == 1, "another answer");
    dataset_free(&moved);
}

static void check_split(Digits digits) {
    test("no part of the split stands in another, and no image comes twice");
    const real *train = digits.train.x.at, *test_images = digits.test.x.at;
    const real *validation = digits.validation.x.at;
    CHECK(train + digits.train.x.rows * PIXELS == validation, "a gap");
    CHECK(test_images + digits.test.x.rows * PIXELS <= train ||
          validation + digits.validation.x.rows * PIXELS <= test_images,
          "test images among the others");
    Matrix all = digits.all_train.x, others = digits.all_test.x;
    CHECK(images_that_come_twice(all, others) == 0, "there are some");
    AT(all, 7, 400) += 0.25f;
    mat_copy(mat_rows(others, 3, 1), mat_rows(all, 7, 1));
    CHECK(images_that_come_twice(all, others) == 1, "one is not noticed");
    mat_copy(mat_rows(all, 30, 1), mat_rows(all, 8, 1));
    CHECK(images_that_come_twice(all, others) == 2, "two are not noticed");
}

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"workflow", option, value, NULL};
    workflow_main(3, arguments);
}
static void refused_1(void) { main_with("--eta", "0"); }
static void refused_2(void) { main_with("--goal", "-1"); }

int main(void) {
    check_patience();
    check_verdicts();
    Digits digits = drawn_digits(250, 60);
    check_shift(digits.test);

    test("few neurons, few images, shifted images: each has its own way out");
    Settings set = {30, 4, 15, 100, 6, 10, 0.5f};
    Project projects[] = {{"one", 1, 250, false, false},
                          {"few", 20, 50, true, false},
                          {"shifted", 10, 250, false, true},
                          {"well", 10, 250, false, false}};
    for (int i = 0; i < PROJECTS; i++) {
        Path path = path_new(projects[i], set);
        follow(&path, set, digits, 1);
        CHECK(path.verdict == (Verdict)i, "%s: verdict %d, errors %g %g %g",
              projects[i].name, (int)path.verdict,
              (double)at_end(&path, TRAINING),
              (double)at_end(&path, VALIDATION), (double)path.test);
        bool over = stuck(path.errors, path.epochs + 1, TRAINING, 4) ||
                    stuck(path.errors, path.epochs + 1, VALIDATION, 4);
        CHECK(over || path.epochs == 15, "%s stops too soon", projects[i].name);
        CHECK(path.epochs == 0 ||
              (!stuck(path.errors, path.epochs, TRAINING, 4) &&
               !stuck(path.errors, path.epochs, VALIDATION, 4)),
              "%s stops too late", projects[i].name);
        path_free(&path);
    }
    check_split(digits);
    digits_free(&digits);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--eta|above 0");
    check_dies(refused_2, 2, "--goal");
    return tests_end();
}
