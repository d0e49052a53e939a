#define REAL double
// What the program says of four neurons: outputs and deltas by hand, weights
// by finite differences, changes that add up, rates that are too large.
#define main deltas_main
#include "ch02-backprop/deltas.c"
#undef main

#include "tests/check.h"

static Net net;
static double cost(void) { return evaluate(&net); }

// Any network, not only the one with the simple numbers.
static Net other(void) {
    Net n = {.XA = 0.3, .YA = -0.7, .XB = 1.1, .YB = 0.4,
             .AC = -0.9, .BC = 0.6, .AD = 1.3, .BD = -0.2};
    evaluate(&n);
    find_deltas(&n);
    return n;
}

int main(void) {
    test("outputs, error and deltas, by hand");
    Net n = four_new();
    CHECK_NEAR(n.A.o, 2, 0);
    CHECK_NEAR(n.B.o, 1, 0);
    CHECK_NEAR(n.C.o, -1, 0);
    CHECK_NEAR(n.D.o, 1.5, 0);
    CHECK_NEAR(evaluate(&n), 3.125, 0);
    CHECK_NEAR(n.C.delta, -2, 0);
    CHECK_NEAR(n.D.delta, 1.5, 0);
    CHECK_NEAR(n.A.delta, 3.5, 0);
    CHECK_NEAR(n.B.delta, -2.75, 0);

    test("a delta is the slope of E over what is added to the output");
    net = other();
    double *m[] = {&net.A.m, &net.B.m, &net.C.m, &net.D.m};
    double delta[] = {net.A.delta, net.B.delta, net.C.delta, net.D.delta};
    for (int i = 0; i < 4; i++)
        check_gradient("delta", m[i], &delta[i], 1, cost, false);
    CHECK_NEAR(slope(&net, &net.A.m), delta[0], 1e-9);
    CHECK_NEAR(net.A.m, 0, 0);

    test("an update moves every weight by -η times its slope");
    Net before = other(), after = before;
    update(&after, 0.125);
    double *w[] = {&net.XA, &net.YA, &net.XB, &net.YB,
                   &net.AC, &net.BC, &net.AD, &net.BD};
    double moved[] = {before.XA - after.XA, before.YA - after.YA,
                      before.XB - after.XB, before.YB - after.YB,
                      before.AC - after.AC, before.BC - after.BC,
                      before.AD - after.AD, before.BD - after.BD};
    net = before;
    for (int i = 0; i < 8; i++) {
        double gradient = moved[i] / 0.125;
        check_gradient("weight", w[i], &gradient, 1, cost, false);
    }

    test("m at A: the prediction misses by ½ m² (AC² + AD²), exactly");
    Net odd = other();
    real bowl = (odd.AC * odd.AC + odd.AD * odd.AD) / 2;
    for (real step = -1; step <= 1; step += 0.25) {
        CHECK_NEAR(change_a(four_new(), step) - 3.5 * step, step * step,
                   1e-15);
        CHECK_NEAR(change_a(odd, step) - odd.A.delta * step,
                   bowl * step * step, 1e-12);
    }

    test("m into D, or through the weight BD: the same; by hand for 0.5");
    CHECK_NEAR(change_d(four_new(), 0.5, false), 0.875, 0);
    CHECK_NEAR(change_d(four_new(), 0.5, true), 0.875, 0);
    CHECK(fabs(odd.B.o - 1) > 0.5, "Bo = %g hides a factor", odd.B.o);
    CHECK_NEAR(change_d(odd, 0.5, true), 0.5 * odd.D.delta + 0.125, 1e-12);
    CHECK_NEAR(change_d(odd, 0.5, false), 0.5 * odd.D.delta + 0.125, 1e-12);

    test("two outputs, each 1 less: together 2 less");
    CHECK_NEAR(lower(false, false), 0, 0);
    CHECK_NEAR(lower(true, false), -1, 1e-14);
    CHECK_NEAR(lower(false, true), -1, 1e-14);
    CHECK_NEAR(lower(true, true), -2, 1e-14);

    test("η = 0 changes nothing, a small η helps, η = 1 does harm");
    CHECK_NEAR(error_after(0), 3.125, 0);
    CHECK_NEAR((error_after(1e-6) - 3.125) / 1e-6, -130.3125, 1e-2);
    CHECK(error_after(0.05) < 0.01, "E = %g", error_after(0.05));
    CHECK_NEAR(error_after(1), 6.40625, 1e-12);  // by hand
    return tests_end();
}
