// Speeds are lengths of ∂C/∂b, measured before the step; early layers are
// slower; and how curves are counted.
#define main learning_speed_main
#include "ch05-vanishing-gradients/learning_speed.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

int main(void) {
    Digits digits = drawn_digits(60, 10);
    Settings set = {60, 6, 12, 0.5f, 1};
    Result result = result_new(set);
    for (int hidden = FEWEST; hidden <= MOST; hidden++)
        watch(&result, hidden, set, digits.train, 3);

    test("speed is the length of the mean gradient of the biases");
    Random random = random_new(3);
    Network2 n = net_new(2, set, &random);
    Batches all = batches_new(digits.train, 60);
    batches_next(&all);
    n.lambda = 0;                                // it has no part in it
    network2_gradient(&n, &all, &random);
    for (int h = 1; h <= 2; h++) {
        double squares = 0;
        for (int j = 0; j < set.width; j++) {
            double sum = 0;
            for (int i = 0; i < 60; i++)
                sum += (double)AT(n.delta[h + 1], i, j);
            squares += sum / 60 * sum / 60;
            CHECK_NEAR(AT(result.bars[h - 1], 0, j), sum / 60, 1e-6);
        }
        CHECK_NEAR(AT(result.speed[0], 0, h - 1), sqrt(squares), 1e-6);
    }
    test("the next row is the speed after one step");
    n.lambda = set.lambda;
    network2_gradient(&n, &all, &random);
    network2_step(&n, set.eta);
    network2_gradient(&n, &all, &random);
    CHECK_NEAR(AT(result.speed[0], 1, 0), mat_norm(n.nabla_b[2]), 1e-7);
    batches_free(&all);
    network2_free(&n);

    test("each layer is slower than the next, more so with more layers");
    double before = 1;
    for (int i = 0; i < NETS; i++) {
        double ratio = first_speed(&result, FEWEST + i, FEWEST + i) /
                       first_speed(&result, FEWEST + i, 1);
        CHECK(ratio > 2 * before, "%d layers: %g", FEWEST + i, ratio);
        CHECK(share_in_order(result.speed[i]) > 80, "%d: not in order",
              FEWEST + i);
        before = ratio;
    }
    AT(result.speed[1], 2, 1) = AT(result.speed[1], 2, 2);
    CHECK_NEAR(share_in_order(result.speed[1]), 100 * 6.0 / 7, 1e-9);
    result_free(&result);
    digits_free(&digits);
    return tests_end();
}
