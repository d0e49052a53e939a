#define REAL double
// What the program says of a changed weight: how far the change has come, and
// that equations (47) to (50) foretell it to first order.
#define main ripple_main
#include "ch02-backprop/ripple.c"
#undef main

#include "tests/check.h"

static void no_change(void) {
    char *arguments[] = {"ripple", "--dw", "0", NULL};
    ripple_main(3, arguments);
}

int main(void) {
    Trial t = trial_new(3);
    real dw = 1e-6;
    Change it = measured(&t, dw), said = foretold(&t, dw);

    test("(48): one neuron of its layer changes, by σ′(z) a Δw");
    CHECK_NEAR(it.a[2][J] / said.a[2][J], 1, 1e-5);
    CHECK(it.a[2][J] != 0, "nothing changes");
    for (int j = 0; j < SIZES[1]; j++)
        CHECK(j == J || (it.a[2][j] == 0 && said.a[2][j] == 0), "neuron %d", j);

    test("(49), (50): all of the next layer change, then all outputs");
    for (int l = 3; l <= L; l++)
        for (int q = 0; q < SIZES[l - 1]; q++) {
            CHECK(it.a[l][q] != 0, "layer %d, neuron %d stays", l, q);
            CHECK_NEAR(it.a[l][q] / said.a[l][q], 1, 1e-4);
        }

    test("(47): the cost; layer by layer and by the gradient the same");
    CHECK_NEAR(it.cost / said.by_gradient, 1, 1e-4);
    CHECK_NEAR(said.cost / said.by_gradient, 1, 1e-12);

    test("the neurons, from (23), one by one");
    real a[2][MOST];
    for (int j = 0; j < SIZES[1]; j++) {
        real z = AT(t.n.b[2], 0, j);
        for (int k = 0; k < SIZES[0]; k++)
            z += AT(t.n.w[2], j, k) * AT(t.one.x, 0, k);
        a[0][j] = 1 / (1 + exp(-z));
        a[1][j] = 1 / (1 + exp(-(z + (j == J) * 0.7 * AT(t.one.x, 0, K))));
    }
    it = measured(&t, 0.7);
    for (int j = 0; j < SIZES[1]; j++)
        CHECK_NEAR(it.a[2][j], a[1][j] - a[0][j], 1e-14);

    test("the weight is put back, so the next measurement is the same");
    real before = AT(t.n.w[2], J, K);
    Change again = measured(&t, 0.7);
    CHECK(AT(t.n.w[2], J, K) == before, "it has moved");
    CHECK_NEAR(again.cost, it.cost, 0);

    test("first order: half of Δw leaves a quarter of the misfit");
    for (real h = 1e-2; h > 1e-3; h /= 2)
        CHECK_NEAR(miss(&t, h) / miss(&t, h / 2), 4, 0.1);
    CHECK(fabs(miss(&t, 0.5)) > 1e-9, "no misfit to speak of");

    test("Δw = 0 is refused");
    check_dies(no_change, 2, "--dw|0");
    trial_free(&t);
    return tests_end();
}
