#define REAL double
// What the program says of loss curves: they are of a network that goes down
// the gradient, a rate is lowered half way, and curves are read rightly.
#define main loss_curves_main
#include "ch02-backprop/loss_curves.c"
#undef main

#include "tests/check.h"

static Network n;
static Dataset set;

static double entropy(void) {
    feed_forward(&n, set.x);
    double sum = 0;
    for (int i = 0; i < set.x.rows; i++) {
        double a = AT(n.a[n.L], i, 0), want = AT(set.y, i, 0);
        sum -= want * log(a) + (1 - want) * log(1 - a);
    }
    return sum / set.x.rows;
}

static Matrix curve_of(real at[], int epochs) {
    return mat_view(at, 1, epochs + 1);
}

static void run_with(char *option, char *value) {
    char *arguments[] = {"loss_curves", option, value, NULL};
    loss_curves_main(3, arguments);
}
static void one_epoch(void) { run_with("--epochs", "1"); }
static void no_rate(void) { run_with("--eta", "-0.1"); }
static void no_large_rate(void) { run_with("--large", "0"); }

int main(void) {
    Random random = random_new(4);

    test("a step is the gradient of the loss");
    n = start((Model){.hidden = 3, .width = 5}, &random);
    set = toys_moons(8, 0.1, &random);
    for (int l = 2; l <= n.L; l++) mat_randn(n.b[l], 0.3, &random);
    Matrix before = mat_new(1, n.parameters.cols);
    Matrix gradient = mat_new(1, n.parameters.cols);
    mat_copy(before, n.parameters);
    CHECK_NEAR(loss(&n, set), entropy(), 1e-12);
    learn(&n, set.x, set.y, 1);
    mat_sub(gradient, before, n.parameters);
    mat_copy(n.parameters, before);
    real *at = gradient.at;
    for (int l = 2; l <= n.L; l++) {             // all weights, then biases
        check_gradient("w", n.w[l].at, at, n.w[l].rows * n.w[l].cols, entropy,
                       false);
        at += n.w[l].rows * n.w[l].cols;
    }
    for (int l = 2; l <= n.L; l++) {
        check_gradient("b", n.b[l].at, at, n.b[l].cols, entropy, false);
        at += n.b[l].cols;
    }
    mat_free(&gradient);
    mat_free(&before);

    test("a loss of 1000 is still a number");
    mat_scale(n.w[n.L], 0, n.w[n.L]);
    mat_fill(n.b[n.L], 1000);
    double zeros = 0;
    for (int i = 0; i < 8; i++) zeros += set.label[i] == 0;
    CHECK_NEAR(loss(&n, set), 1000 * zeros / 8, 1e-9);
    network_free(&n);

    test("rises count upward steps, in the second half only");
    Matrix jumpy = curve_of((real[]){1, 5, 1, 1, 2, 1.5, 3}, 6);
    CHECK_NEAR(rises(jumpy), 1 + 1.5, 1e-15);
    Matrix falling = curve_of((real[]){6, 5, 4, 3, 2, 1, 0}, 6);
    CHECK_NEAR(rises(falling), 0, 0);

    test("lowest, and what is gained after epoch 6");
    Matrix bumpy = curve_of((real[]){9, 8, 3, 6, 5, 4, 7, 2, 1}, 8);
    CHECK_NEAR(lowest(bumpy, 1), 8, 0);
    CHECK_NEAR(lowest(bumpy, 4), 3, 0);
    CHECK_NEAR(lowest(bumpy, 8), 1, 0);
    CHECK_NEAR(later_gain(bumpy), 2, 0);

    test("crossing: the last time, between epochs; 0 and infinity");
    Matrix flat = curve_of((real[]){2, 2, 2, 2, 2}, 4);
    CHECK_NEAR(crossing(curve_of((real[]){5, 4, 3, 1, 0}, 4), flat), 2.5,
               1e-15);
    CHECK_NEAR(crossing(curve_of((real[]){5, 1, 3, 2.5, 0}, 4), flat), 3.2,
               1e-15);
    CHECK_NEAR(crossing(curve_of((real[]){1, 1, 1, 1, 1}, 4), flat), 0, 0);
    CHECK(isinf(crossing(flat, flat)), "equal curves cross");
    CHECK(isinf(crossing(curve_of((real[]){0, 0, 0, 0, 5}, 4), flat)),
          "a curve that ends above has crossed");

    test("a rate is lowered half way, not before and not after");
    Model models[MODELS];
    choose(models, (Settings){8, 1, 0.05});
    real large[9], lowered[9], good[9];
    watch(large, models[LARGE], set, random);
    watch(lowered, models[LOWERED], set, random);
    watch(good, models[GOOD], set, random);
    for (int e = 0; e <= 4; e++) CHECK_NEAR(lowered[e], large[e], 0);
    for (int e = 5; e <= 8; e++)
        CHECK(lowered[e] != large[e], "epoch %d is the same", e);
    CHECK(large[1] != good[1], "both rates are the same");

    test("two models: the text's figure, with one seed");
    Matrix curves[MODELS];
    for (int k = 0; k < MODELS; k++)
        curves[k] = mat_new(1, models[k].epochs + 1);
    watch_all(curves, models, 0, 1);
    real *first = curves[MODEL_1].at, *second = curves[MODEL_2].at;
    CHECK(second[3] < first[3] - 0.1, "after 3 epochs: %g and %g", first[3],
          second[3]);
    CHECK(first[15] < second[15] - 0.1, "after 15: %g and %g", first[15],
          second[15]);
    for (int k = MODELS - 1; k >= 0; k--) mat_free(&curves[k]);

    test("options that make no sense are refused");
    check_dies(one_epoch, 2, "--epochs");
    check_dies(no_rate, 2, "--eta");
    check_dies(no_large_rate, 2, "--large");

    dataset_free(&set);
    return tests_end();
}
