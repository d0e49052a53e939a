// A frozen layer keeps its weights and the others learn; deeper networks start
// later; the best epoch is the best one.
#define main depth_main
#include "ch05-vanishing-gradients/depth.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

int main(void) {
    Digits digits = drawn_digits(200, 60);
    Settings set = {10, 6, 10, 1, 1};

    test("frozen: the first layer keeps its weights, the others learn");
    for (int frozen = 0; frozen <= 1; frozen++) {
        Random random = random_new(1);
        Network2 n = network2_new(4, (int[]){PIXELS, 10, 10, CLASSES}, 10,
                                  &network2_cross_entropy, &random);
        n.lambda = set.lambda;
        Matrix before = mat_new(1, n.parameters.cols);
        mat_copy(before, n.parameters);
        Batches batches = batches_new(digits.train, 10);
        one_epoch(&n, &batches, set, frozen, &random);
        mat_sub(before, before, n.parameters);
        real moved = mat_norm(mat_view(before.at, 10, PIXELS));
        real later = mat_norm(mat_view(before.at + 10 * PIXELS, 1, 200));
        real bias = mat_norm(mat_view(before.at + n.weights.cols, 1, 10));
        CHECK((moved == 0) == frozen && (bias == 0) == frozen, "%g, %g",
              (double)moved, (double)bias);
        CHECK(later > 0, "the next layer does not learn");
        batches_free(&batches);
        mat_free(&before);
        network2_free(&n);
    }

    test("one hidden layer learns, four have not begun");
    Matrix accuracy = mat_new(1, 7);
    learn(accuracy, RUNS[0], set, digits, 2);
    double one = best(accuracy);
    CHECK(one > 50, "%g %%", one);
    CHECK(AT(accuracy, 0, 0) < 30, "%g %% at the start",
          (double)AT(accuracy, 0, 0));
    learn(accuracy, RUNS[3], set, digits, 2);
    CHECK(best(accuracy) < one - 10, "four: %g %%", best(accuracy));

    test("the best epoch is the best one");
    mat_fill(accuracy, 3);
    AT(accuracy, 0, 4) = 5;
    CHECK_NEAR(best(accuracy), 5, 0);
    mat_free(&accuracy);
    digits_free(&digits);
    return tests_end();
}
