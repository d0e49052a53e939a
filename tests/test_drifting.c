// Mean and variance of columns; the slides' formulas by hand are what the layer
// computes; what is read with batch normalisation is β ± γ; and drift.
#define main drifting_main
#include "ch05-vanishing-gradients/drifting.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static const Settings SMALL = {120, 3, 3, 12, 20, 1};

static void check_by_hand(Dataset train) {
    test("by hand as in the layer: z, z̃, ẑ, a of one neuron and a batch");
    Random random = random_new(4);
    Layers n = model_new(WITH, SMALL, &random);
    Layer *norm = &n.layer[last_read(&n)];
    CHECK(strcmp(norm->name, "batch_norm") == 0, "it is %s", norm->name);
    mat_randn(norm->gamma, 1, &random);
    mat_randn(norm->b, 1, &random);
    layers_forward(&n, mat_rows(train.x, 0, 20), true);
    Matrix stages = mat_new(20, STAGES);
    for (int j = 0; j < 12; j++) {
        by_hand(stages, norm[-1].a, j, (double)norm->gamma.at[j],
                (double)norm->b.at[j]);
        for (int i = 0; i < 20; i++) {
            CHECK_NEAR(AT(stages, i, Z), AT(norm[-1].a, i, j), 0);
            CHECK_NEAR(AT(stages, i, Z_TILDE), AT(norm->kept, i, j), 1e-5);
            CHECK_NEAR(AT(stages, i, Z_HAT), AT(norm->a, i, j), 1e-5);
            CHECK_NEAR(AT(stages, i, A), AT(norm[1].a, i, j), 1e-5);
        }
    }

    test("what is read is β ± γ with it, and z without");
    Result it = result_new(SMALL);
    look(&it, WITH, &n, 2);
    for (int j = 0; j < 12; j++) {
        CHECK_NEAR(AT(it.mean[WITH], 2, j), norm->b.at[j], 1e-5);
        CHECK_NEAR(AT(it.sd[WITH], 2, j), fabsf(norm->gamma.at[j]), 1e-2);
    }
    Layers plain = model_new(WITHOUT, SMALL, &random);
    CHECK(strcmp(plain.layer[last_read(&plain)].name, "dense") == 0, "which");
    layers_free(&plain);
    result_free(&it);
    mat_free(&stages);
    layers_free(&n);
}

static void no_rate(void) {
    char *arguments[] = {"drifting", "--eta", "0", NULL};
    drifting_main(3, arguments);
}

int main(void) {
    Digits digits = drawn_digits(120, 10);
    Dataset train = digits.train;

    test("mean and variance of a column");
    real x[] = {1, 10, 2, 10, 6, 10, 7, 10};
    Moments it = moments(mat_view(x, 4, 2), 0);
    CHECK_NEAR(it.mean, 4, 1e-12);
    CHECK_NEAR(it.variance, (9 + 4 + 4 + 9) / 4.0, 1e-12);
    CHECK_NEAR(moments(mat_view(x, 4, 2), 1).variance, 0, 1e-12);

    test("standardised pixels: mean 0, variance σ² / (σ² + 0.01)");
    Moments before = moments(train.x, 14 * 28 + 14);
    standardise(train.x);
    it = moments(train.x, 14 * 28 + 14);
    CHECK(before.variance > 0.01, "a pixel that is always white");
    CHECK_NEAR(it.mean, 0, 1e-6);
    CHECK_NEAR(it.variance, before.variance / (before.variance + 0.01), 1e-5);
    check_by_hand(train);

    test("what a hidden layer reads drifts without, and hardly with");
    Result result = result_new(SMALL);
    CHECK(result.mean[WITH].rows == 3, "%d looks at 18 steps",
          result.mean[WITH].rows);
    for (int way = 0; way < WAYS; way++) watch(&result, way, SMALL, train, 2);
    CHECK(drift(&result, WITHOUT) > 3, "without %g", drift(&result, WITHOUT));
    CHECK(drift(&result, WITH) < 0.5, "with %g", drift(&result, WITH));
    for (int j = 0; j < 12; j++) {
        CHECK_NEAR(AT(result.mean[WITH], 0, j), 0, 1e-5);
        CHECK_NEAR(AT(result.sd[WITH], 0, j), 1, 1e-2);
    }
    CHECK(fabs((double)AT(result.mean[WITH], 2, 0)) > 1e-4, "nothing learned");
    CHECK(result.idle < 1e-5, "b moves: %g", result.idle);

    test("drift: how far the means went, in their first standard deviations");
    for (int j = 0; j < 12; j++) {
        AT(result.mean[WITH], 0, j) = 1;
        AT(result.mean[WITH], 2, j) = j % 2 ? 3 : -2;
        AT(result.sd[WITH], 0, j) = (real)0.5;
    }
    CHECK_NEAR(drift(&result, WITH), (4 + 6) / 2.0, 1e-6);
    CHECK_NEAR(way_gone(&result, WITH, false), (2 + 3) / 2.0, 1e-6);

    test("a learning rate of 0 is a mistake");
    check_dies(no_rate, 2, "--eta|above 0");
    result_free(&result);
    digits_free(&digits);
    return tests_end();
}
