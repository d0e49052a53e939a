#define REAL double
// The four equations, one example in columns: δ, ∂C/∂w and ∂C/∂b against small
// changes and against every index written out; the demon.
#include "tests/check.h"

#define main four_equations_main
#include "ch02-backprop/four_equations.c"
#undef main

static Net net;
static Example example;
static double cost_now(void) { return cost(&net, example, NOBODY); }

static void setup(uint64_t seed) {
    Random random = random_new(seed);
    net = net_new(1, &random);
    example = (Example){mat_new(3, 1), mat_new(2, 1)};
    mat_randn(example.x, 1, &random);
    mat_randn(example.y, 1, &random);           // not 0 or 1: a - y is not a
}
static void teardown(void) {
    mat_free(&example.y);
    mat_free(&example.x);
    net_free(&net);
}

static void no_push(void) {
    char *arguments[] = {"four_equations", "--push", "0", NULL};
    four_equations_main(3, arguments);
}

int main(void) {
    test("golden: weights ½, biases 0, x = (1, 2, 3), y = (0, 1)");
    setup(1);
    for (int l = 2; l <= L; l++) {
        mat_fill(net.w[l], 0.5);
        mat_fill(net.b[l], 0);
    }
    for (int k = 0; k < 3; k++) AT(example.x, k, 0) = k + 1;
    AT(example.y, 0, 0) = 0;
    AT(example.y, 1, 0) = 1;
    backprop(&net, example);
    CHECK_NEAR(AT(net.a[L], 0, 0), 0.7867943388783817, 1e-14);
    CHECK_NEAR(cost_now(), 0.332250992812688, 1e-14);
    CHECK_NEAR(AT(net.delta[4], 0, 0), 0.131983969207446, 1e-14);
    CHECK_NEAR(AT(net.delta[4], 1, 0), -0.03576503797986595, 1e-14);
    CHECK_NEAR(AT(net.delta[2], 3, 0), 0.00036757946576924976, 1e-15);
    CHECK_NEAR(AT(net.nabla_w[2], 1, 2), 3 * 0.00036757946576924976, 1e-15);
    teardown();

    test("∂C/∂w and ∂C/∂b are the slopes of the cost, in every layer");
    for (uint64_t seed = 1; seed <= 5; seed++) {
        setup(seed);
        backprop(&net, example);
        for (int l = 2; l <= L; l++) {
            check_gradient("∂C/∂w", net.w[l].at, net.nabla_w[l].at,
                           SIZES[l] * SIZES[l - 1], cost_now, false);
            check_gradient("∂C/∂b", net.b[l].at, net.nabla_b[l].at, SIZES[l],
                           cost_now, false);
        }
        teardown();
    }

    test("∂C/∂w_jk is a_k δ_j: to j, from k; ∂C/∂b_j is δ_j");
    setup(7);
    backprop(&net, example);
    for (int l = 2; l <= L; l++)
        for (int j = 0; j < SIZES[l]; j++) {
            real delta = AT(net.delta[l], j, 0);
            CHECK_NEAR(AT(net.nabla_b[l], j, 0), delta, 0);
            for (int k = 0; k < SIZES[l - 1]; k++)
                CHECK_NEAR(AT(net.nabla_w[l], j, k),
                           AT(net.a[l - 1], k, 0) * delta, 0);
        }

    test("the demon finds δ, at every neuron");
    Result result = examine(&net, example, OURS);
    for (int l = 2; l <= L; l++)
        for (int j = 0; j < SIZES[l]; j++)
            CHECK_NEAR(result.found[l][j], AT(net.delta[l], j, 0), 1e-6);
    CHECK(result.gap > 0 && result.gap < 1e-6, "gap %g", result.gap);
    real before = AT(net.z[3], 0, 0);
    feed_forward(&net, example.x, (Demon){3, 1, 0.25});
    CHECK_NEAR(AT(net.z[3], 0, 0), before, 0);
    CHECK_NEAR(AT(net.z[3], 1, 0) - AT(net.b[3], 1, 0) -
               mat_dot(mat_rows(net.w[3], 1, 1),
                       mat_view(net.a[2].at, 1, 4)), 0.25, 1e-14);

    test("a hard push finds something else: δ is a slope");
    result = examine(&net, example, (Settings){2, 1});
    CHECK(result.gap > 1e-4, "gap %g", result.gap);

    test("the errors of the check are small, and notice a wrong gradient");
    result = examine(&net, example, OURS);
    CHECK(result.w_error < 1e-7 && result.b_error < 1e-7, "%g, %g",
          result.w_error, result.b_error);
    CHECK(result.w_error > 0 && result.b_error > 0, "nothing was checked");
    AT(net.nabla_w[2], 3, 1) *= 1.001;
    real wrong = relative_error(&net, example, net.w[2], net.nabla_w[2], 1e-5);
    CHECK(wrong > 1e-6, "%g", wrong);
    AT(net.nabla_w[2], 0, 0) = NAN;
    CHECK(isnan(relative_error(&net, example, net.w[2], net.nabla_w[2], 1e-5)),
          "NaN is lost");
    teardown();

    test("without weights there is no gradient below L, and no error of it");
    setup(3);
    for (int l = 2; l <= L; l++) mat_fill(net.w[l], 0);
    result = examine(&net, example, OURS);
    CHECK_NEAR(mat_norm(net.nabla_w[2]), 0, 0);
    CHECK(result.w_error < 1e-7, "%g", result.w_error);
    teardown();

    test("a push of 0 is refused");
    check_dies(no_push, 2, "--push|0");
    return tests_end();
}
