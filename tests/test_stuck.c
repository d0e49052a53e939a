// What the program says of stuck networks: it finds the digit that is never
// answered, and such a digit does not come back.
#define main stuck_main
#include "ch02-backprop/stuck.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static Digits digits;

// A small network, with weights too small for saturation, except that the
// output neuron for 3 is pushed into it.
static void learn_and_look(Result *result, real push, int epochs) {
    Random random = random_new(1);
    Network n = network_new(3, (int[]){PIXELS, 20, CLASSES}, 10, &random);
    Batches batches = batches_new(digits.train, 10);
    mat_scale(n.parameters, (real)0.2, n.parameters);
    AT(n.b[3], 0, 3) += push;
    for (int i = 0; i < epochs; i++) network_epoch(&n, &batches, 3, &random);
    look_at_digits(&n, digits.test, result->read, result->slope);
    batches_free(&batches);
    network_free(&n);
}

int main(void) {
    digits = drawn_digits(800, 300);
    Result result = result_new((Settings){.epochs = 1}, 1);

    test("a network that learns answers every digit, and is not called stuck");
    learn_and_look(&result, 0, 6);
    CHECK(!stuck(&result, 0), "it is called stuck");
    real awake = AT(result.slope, 0, 3);
    CHECK(AT(result.read, 0, 3) > 40, "%g %% of the threes are read",
          (double)AT(result.read, 0, 3));

    test("a saturated output neuron stays silent: the digit is never answered");
    learn_and_look(&result, -40, 6);
    CHECK(AT(result.read, 0, 3) == 0, "%g %% of the threes are read",
          (double)AT(result.read, 0, 3));
    CHECK(missing(&result, 0, 3) && stuck(&result, 0), "it is not called so");
    CHECK(!missing(&result, 0, 0), "0 is missing");
    CHECK(AT(result.slope, 0, 3) < awake / 100, "σ′ is %g, awake %g",
          (double)AT(result.slope, 0, 3), (double)awake);

    test("shares and slopes are means over the images of each digit");
    Random random = random_new(2);
    Network n = network_new(2, (int[]){PIXELS, CLASSES}, 10, &random);
    look_at_digits(&n, digits.test, result.read, result.slope);
    int sevens = 0, read = 0;
    double slope = 0;
    for (int i = 0; i < digits.test.x.rows; i++) {
        if (digits.test.label[i] != 7) continue;
        Matrix a = network_feed_forward(&n, mat_rows(digits.test.x, i, 1));
        sevens++;
        read += mat_argmax_row(a, 0) == 7;
        slope += (double)(a.at[7] * (1 - a.at[7]));
    }
    CHECK_NEAR(AT(result.read, 0, 7), 100.0 * read / sevens, 1e-3);
    CHECK_NEAR(AT(result.slope, 0, 7), slope / sevens, 1e-6);

    test("a digit without images is unknown, and not missing");
    for (int i = 0; i < digits.test.x.rows; i++)
        if (digits.test.label[i] == 7) digits.test.label[i] = 1;
    look_at_digits(&n, digits.test, result.read, result.slope);
    CHECK(isnan(AT(result.read, 0, 7)) && isnan(AT(result.slope, 0, 7)),
          "%g %% of no sevens", (double)AT(result.read, 0, 7));
    CHECK(!missing(&result, 0, 7), "7 is called missing");
    network_free(&n);

    result_free(&result);
    digits_free(&digits);
    return tests_end();
}
