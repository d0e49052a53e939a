#define REAL double
// What the program says of the larger network: eleven deltas and thirty slopes,
// with and without activations; the order of deltas and weights matters.
#define main layer_by_layer_main
#include "ch02-backprop/layer_by_layer.c"
#undef main

#include "tests/check.h"

static Net net;
static double cost(void) { return evaluate(&net); }

// A layer at a time: pushes against deltas, weights against products.
static void check_layers(Activation activation, uint64_t seed) {
    net = net_random(activation, seed);
    evaluate(&net);
    find_deltas(&net);
    Net found = net;
    for (int l = 2; l <= L; l++) {
        check_gradient("deltas", net.m[l], found.delta[l], SIZES[l], cost,
                       false);
        for (int j = 0; j < SIZES[l]; j++) {
            double products[WIDEST];
            for (int k = 0; k < SIZES[l - 1]; k++)
                products[k] = found.o[l - 1][k] * found.delta[l][j];
            check_gradient("weights", net.w[l][j], products, SIZES[l - 1],
                           cost, false);
        }
    }
}

static void no_rate(void) {
    char *arguments[] = {"layer_by_layer", "--eta", "0", NULL};
    layer_by_layer_main(3, arguments);
}

int main(void) {
    test("outputs of a chain, by hand: each layer adds up all it gets");
    Net n = {.activation = NONE, .o[1] = {1, 0.5}};
    for (int l = 2; l <= L; l++)
        for (int j = 0; j < SIZES[l]; j++)
            for (int k = 0; k < SIZES[l - 1]; k++) n.w[l][j][k] = 1;
    CHECK_NEAR(evaluate(&n), (35.0 * 35 + 36 * 36) / 2, 0);  // 1.5 · 2 · 4 · 3
    CHECK_NEAR(n.o[2][1], 1.5, 0);
    CHECK_NEAR(n.o[4][2], 12, 0);

    test("its deltas, by hand: the sum of all deltas behind");
    find_deltas(&n);
    CHECK_NEAR(n.delta[5][0], 35, 0);
    CHECK_NEAR(n.delta[5][1], 36, 0);
    CHECK_NEAR(n.delta[4][2], 71, 0);
    CHECK_NEAR(n.delta[3][3], 213, 0);
    CHECK_NEAR(n.delta[2][0], 852, 0);

    test("multiply-adds: 30 to the right, 26 to the left");
    CHECK(n.forward == 30, "%d", n.forward);
    CHECK(n.backward == 26, "%d", n.backward);

    test("all deltas and all slopes, without activations");
    for (uint64_t seed = 1; seed <= 3; seed++) check_layers(NONE, seed);

    test("and with tanh");
    for (uint64_t seed = 1; seed <= 3; seed++) check_layers(TANH, seed);

    test("the program's own judge sees 11 deltas and 30 weights, and no gap");
    Gap deltas = gap_of_deltas(TANH, 4);
    Gap weights = gap_of_rule(deltas_first, 0.05, 4);
    CHECK(deltas.n == NEURONS && weights.n == WEIGHTS, "%d and %d", deltas.n,
          weights.n);
    CHECK(deltas.gap <= 1e-7, "deltas: %g", deltas.gap);
    CHECK(weights.gap <= 1e-7, "weights: %g", weights.gap);
    CHECK(deltas.largest > 0.01, "nothing to compare");

    test("updated on the way: another gradient, wrong in proportion to η");
    real far = gap_of_rule(update_on_the_way, 0.01, 4).gap;
    real near = gap_of_rule(update_on_the_way, 0.001, 4).gap;
    CHECK(far > 1e-4, "gap %g", far);
    CHECK(far / near > 5 && far / near < 20, "%g and %g", far, near);

    test("the judge notices a wrong number, and NaN");
    Gap gap = {0};
    gap_add(&gap, 1, 2);
    gap_add(&gap, 3, 3);
    CHECK_NEAR(gap.gap, 1, 0);
    gap_add(&gap, NAN, 3);
    CHECK(isnan(gap.gap), "NaN passed");

    test("a rate of 0 is refused: nothing could be compared");
    check_dies(no_rate, 2, "--eta|0");
    return tests_end();
}
