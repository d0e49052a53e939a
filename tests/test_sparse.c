// What sparse.c shows: L2 leaves a part, L1 takes steps; L1 alone ends with
// many weights near 0.
#define main sparse_main
#include "ch03-crossentropy-regularization/sparse.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static void run_with(char *option, char *value) {
    char *arguments[] = {"sparse", option, value, NULL};
    sparse_main(3, arguments);
}
static void no_epochs(void) { run_with("--epochs", "0"); }
static void no_images(void) { run_with("--images", "-3"); }
static void no_rate(void) { run_with("--eta", "0"); }
static void pushed(void) { run_with("--lambda-1", "-0.1"); }
static void huge(void) { run_with("--hidden", "1000000000"); }

int main(void) {
    Digits digits = drawn_digits(100, 60);
    Settings set = {.images = 100, .epochs = 45, .hidden = 5, .batch = 10,
                    .eta = 0.5f, .lambda = 0.05f, .lambda_1 = 0.08f};
    Result it[RUNS];
    for (int r = 0; r < RUNS; r++) {
        it[r] = result_new(set);
        learn(&it[r], r, set, digits, 3);
    }
    Ink ink = ink_of(data_part(digits.train, 0, set.images));

    test("all three runs start alike");
    for (int j = 0; j < 5; j++) {
        real w = AT(it[NONE].corner, 0, j);
        CHECK(w != 0 && AT(it[L2].corner, 0, j) == w &&
              AT(it[L1].corner, 0, j) == w, "neuron %d", j);
    }

    test("ηλ/n: a weight that no image moves fades, or walks to 0 and stays");
    CHECK_NEAR(step_size(0.08f, set), 4e-4, 1e-9);
    CHECK_NEAR(step_size(0.03f, TEXT), 1.5e-5, 1e-10);
    for (int j = 0; j < 5; j++) {
        double w = (double)AT(it[NONE].corner, 0, j);
        CHECK_NEAR(AT(it[NONE].corner, 45, j), w, 0);
        CHECK_NEAR(AT(it[L2].corner, 45, j), w * pow(1 - 0.00025, 450), 2e-6);
        double left = fabs(w) - 50 * 4e-4;                   // 5 epochs later
        CHECK_NEAR(fabs((double)AT(it[L1].corner, 5, j)), fmax(left, 0),
                   left > 0 ? 2e-6 : 4.01e-4);
        CHECK(fabs((double)AT(it[L1].corner, 45, j)) < 4.01e-4, "no rest");
    }

    test("a share counts |w|, from low on and below high, and ink alone");
    Matrix w = mat_new(2, PIXELS);
    mat_fill(w, 5);
    Ink three = {.at = {[1] = true, [2] = true, [100] = true}};
    AT(w, 0, 1) = -0.5f, AT(w, 0, 2) = 0.25f, AT(w, 1, 100) = 1;
    AT(w, 0, 3) = 0.5f;                                      // no ink there
    CHECK_NEAR(share(w, &three, 0.25, 1), 200.0 / 6, 1e-12);
    CHECK_NEAR(share(w, &three, 0.3, 9), 500.0 / 6, 1e-12);
    mat_free(&w);
    CHECK(!ink.at[0] && ink.at[14 * 28 + 14], "ink is elsewhere");
    int inked = 0;
    for (int k = 0; k < PIXELS; k++) inked += ink.at[k];
    CHECK(inked > 300 && inked < 700, "%d pixels have ink", inked);

    test("L1 has many weights near 0, L2 hardly any; none is exactly 0");
    double near[RUNS];
    for (int r = 0; r < RUNS; r++) near[r] = share(it[r].w, &ink, 0, 1e-3);
    CHECK(near[L1] > 20, "%g %%", near[L1]);
    CHECK(near[L1] > 8 * near[L2] && near[L2] < 5, "%g %%", near[L2]);
    CHECK(share(it[L1].w, &ink, 0, 1e-30) < 0.5, "zeros");
    CHECK(it[L1].accuracy > 50, "it reads %g %%", it[L1].accuracy);

    test("a neuron is shown pixel by pixel, with a white margin");
    CHECK_NEAR(weight_at(it[L2].w, 3, 2, 5), AT(it[L2].w, 3, 61), 0);
    CHECK(weight_at(it[L2].w, 3, -1, 5) == 0 &&
          weight_at(it[L2].w, 3, 28, 5) == 0 &&
          weight_at(it[L2].w, 3, 5, 28) == 0 &&
          weight_at(it[L2].w, 5, 5, 5) == 0, "the margin");

    test("options out of range: one line, exit status 2");
    check_dies(no_epochs, 2, "--epochs|0");
    check_dies(no_images, 2, "--images|-3");
    check_dies(no_rate, 2, "--eta|0");
    check_dies(pushed, 2, "--lambda-1");
    check_dies(huge, 2, "--hidden 1000");
    for (int r = RUNS - 1; r >= 0; r--) result_free(&it[r]);
    digits_free(&digits);
    return tests_end();
}
