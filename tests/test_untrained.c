#define REAL double
// What the program says of untrained networks: softmax and cross-entropy by
// other ways, an answer that is luck, an error that knows how sure it was.
#define main untrained_main
#include "ch02-backprop/untrained.c"
#undef main

#include "tests/check.h"

static void no_weights(void) {
    char *arguments[] = {"untrained", "--sd", "0", NULL};
    untrained_main(3, arguments);
}

int main(void) {
    test("softmax, by hand: odds are powers of e; a common shift changes none");
    real p[OUTPUTS], q[OUTPUTS];
    softmax(p, (real[]){0, 1, 2, -1, 0});
    softmax(q, (real[]){1000, 1001, 1002, 999, 1000});
    real sum = 0;
    for (int j = 0; j < OUTPUTS; j++) {
        sum += p[j];
        CHECK_NEAR(p[j], q[j], 1e-12);
    }
    CHECK_NEAR(sum, 1, 1e-15);
    CHECK_NEAR(p[2] / p[1], 2.718281828459045, 1e-12);
    CHECK_NEAR(p[0] / p[3], 2.718281828459045, 1e-12);

    test("the answer is the class with the largest output, counted from 1");
    CHECK(answer((real[]){0.1, 0.2, 0.3, 0.25, 0.15}) == 3, "not 3");
    CHECK(answer((real[]){0.35, 0.2, 0.15, 0.15, 0.15}) == 1, "not 1");
    CHECK(answer((real[]){0.1, 0.2, 0.1, 0.1, 0.5}) == 5, "not 5");

    test("cross-entropy: 0.223 for (0.8, 0.2); 0 only for certainty; ln n");
    CHECK_NEAR(cross_entropy((real[]){0.8, 0.2}, (real[]){1, 0}, 2),
               0.22314355131420976, 1e-15);
    CHECK_NEAR(cross_entropy((real[]){0.8, 0.2}, (real[]){0, 1}, 2),
               1.6094379124341003, 1e-15);
    CHECK_NEAR(cross_entropy((real[]){1, 0}, (real[]){1, 0}, 2), 0, 0);
    CHECK_NEAR(cross_entropy((real[]){0.25, 0.25, 0.5}, (real[]){0.5, 0.5, 0},
                             3), 1.3862943611198906, 1e-15);

    test("a layer is a sum of all inputs: variance is the sum of squares");
    Random draw = random_new(3);
    real square = 0, out[1];
    for (int i = 0; i < 4000; i++) {
        random_layer(out, 1, (real[]){1, -2, 2}, 3, &draw);
        square += out[0] * out[0] / 4000;
    }
    CHECK_NEAR(square, 9, 0.8);                  // 4 standard deviations

    test("tiny weights: all outputs a fifth, the error ln 5, right by luck");
    Result tiny = start_often((Settings){1e-4}, 1);
    CHECK_NEAR(tiny.largest, 0.2, 1e-6);
    CHECK_NEAR(tiny.error, log(5), 1e-6);
    CHECK_NEAR(tiny.right, 20, 5);
    CHECK(answer(tiny.first) != LABEL, "the first wrong start is right");
    CHECK(tiny.tried >= 1, "no start is wrong");

    test("large weights: sure, and mostly wrong, which costs more");
    Result large = start_often((Settings){3}, 1);
    CHECK(large.largest > 0.9, "largest %g", large.largest);
    CHECK(large.error > 5, "error %g", large.error);
    CHECK_NEAR(large.right, 20, 5);
    CHECK_NEAR(large.sum_gap, 0, 1e-12);

    test("weights of size 0 are refused");
    check_dies(no_weights, 2, "--sd|0");
    return tests_end();
}
