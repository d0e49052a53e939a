// Likeness of images whose likeness is known; steps go down the cost's slope,
// have their length and stay images; a trained network sees wished-for digits.
#define main white_noise_main
#include "ch06-convnets/white_noise.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static void check_likeness(void) {
    test("likeness: 0 in noise, -1 on a chessboard, near 1 in large areas");
    Random random = random_new(3);
    Matrix x = mat_new(1, PIXELS);
    double mean = 0;
    for (int i = 0; i < 20; i++) {
        draw_noise(x, 0.5f, &random);
        mean += likeness(x.at) / 20;
        for (int k = 0; k < PIXELS; k++)
            CHECK(x.at[k] >= 0 && x.at[k] < 0.5f, "%g", (double)x.at[k]);
    }
    CHECK(fabs(mean) < 0.03, "likeness of noise: %g", mean);
    for (int k = 0; k < PIXELS; k++) x.at[k] = (k / SIDE + k % SIDE) % 2;
    CHECK_NEAR(likeness(x.at), -1, 1e-6);
    for (int k = 0; k < PIXELS; k++) x.at[k] = k % 2;        // rows alike
    CHECK_NEAR(likeness(x.at), 0, 1e-6);
    for (int k = 0; k < PIXELS; k++) x.at[k] = k / SIDE < SIDE / 2;
    CHECK(likeness(x.at) > 0.9, "two halves: %g", likeness(x.at));
    Dataset drawn = drawn_set(1, 6);
    CHECK(likeness(drawn.x.at) > 0.5, "a digit: %g", likeness(drawn.x.at));
    dataset_free(&drawn);
    mat_free(&x);
}

static void check_step(void) {
    test("a step has its length, goes downhill, ends at paper and ink");
    real x_at[] = {0.5f, 0.5f, 0.5f}, g_at[] = {3, 0, -4};
    Matrix x = mat_view(x_at, 1, 3), g = mat_view(g_at, 1, 3);
    step_down(x, g, 0.5f);
    CHECK_NEAR(x_at[0], 0.2, 1e-6);
    CHECK_NEAR(x_at[1], 0.5, 0);
    CHECK_NEAR(x_at[2], 0.9, 1e-6);
    step_down(x, g, 0.5f);
    CHECK(x_at[0] == 0 && x_at[2] == 1, "%g %g", (double)x_at[0],
          (double)x_at[2]);
    mat_fill(g, 0);
    step_down(x, g, 0.5f);
    CHECK(x_at[1] == 0.5f, "without a slope it moves: %g", (double)x_at[1]);
}

// Random weights are sure of something, too.
static void check_wishes(void) {
    test("from noise to several digits, within small changes");
    Settings set = OURS;
    set.step = 0.2f;
    set.sure = 0.6f;
    Random random = random_new(1);
    Layers n = network_new(set.batch);
    network3_start(&n, &random);
    mat_randn(n.layer[n.L - 1].w, 0.2f, &random);
    Wishes w = wishes_new();
    draw_noise(w.noise, 1, &random);
    for (int d = 2; d < 10; d += 3) {
        fulfil(&w, d, &n, set);
        Matrix a = layers_forward(&n, mat_rows(w.x, d, 1), false);
        CHECK(w.steps[d] > 0 && w.steps[d] < STEPS_MOST, "%d steps",
              w.steps[d]);
        CHECK(w.sure[d] > 0.6 && mat_argmax_row(a, 0) == d, "%d: %g", d,
              w.sure[d]);
        CHECK_NEAR(AT(a, 0, d), w.sure[d], 1e-5);
        CHECK(change(&w, d) <= 0.2 * w.steps[d] / SIDE + 1e-6 &&
                  change(&w, d) > 0, "changed by %g in %d steps", change(&w, d),
              w.steps[d]);
    }
    mat_copy(mat_rows(w.x, 4, 1), w.noise);
    CHECK_NEAR(change(&w, 4), 0, 0);
    AT(w.x, 4, 100) += 0.56f;
    CHECK_NEAR(change(&w, 4), 0.02, 1e-6);

    test("a digit stands below its number");
    Matrix sheet = mat_new(2 * CELL, (CLASSES + 1) * CELL);
    paste(sheet, 1, 4, w.noise.at);
    for (int k = 0; k < PIXELS; k += 11)
        CHECK_NEAR(AT(sheet, 34 + k / 28, 130 + k % 28), w.noise.at[k], 0);
    mat_free(&sheet);
    wishes_free(&w);
    layers_free(&n);
}

static void run_with(char *option, char *value) {
    char *arguments[] = {"white_noise", option, value, NULL};
    white_noise_main(3, arguments);
}
static void no_epochs(void) { run_with("--epochs", "0"); }
static void too_sure(void) { run_with("--sure", "1"); }
static void no_step(void) { run_with("--step", "0"); }
static void too_dark(void) { run_with("--grey", "1.5"); }

int main(void) {
    check_likeness();
    check_step();
    check_wishes();
    test("what cannot be is refused");
    check_dies(no_epochs, 2, "--epochs");
    check_dies(too_sure, 2, "--sure");
    check_dies(no_step, 2, "--step");
    check_dies(too_dark, 2, "--grey");
    return tests_end();
}
