#define REAL double
// Nielsen's step and Buduma's: the same gradient, sum against mean; and a step
// that forgets the output layer is caught.
#define main same_step_main
#include "ch02-backprop/same_step.c"
#undef main

#include "tests/check.h"

static Network net;
static Dataset set;
static double sum_of_costs(void) {
    return set.x.rows * network_cost(&net, set);
}

static void setup(int m) {
    Random random = random_new(4);
    net = network_new(L, SIZES, m, &random);
    set = dataset_new(m, SIZES[0], SIZES[L - 1]);
    mat_randn(set.x, 1, &random);
    mat_randn(set.y, 1, &random);
}
static void teardown(void) {
    dataset_free(&set);
    network_free(&net);
}

// How far w[l] gets in one step.
static real moved(Step *step, int l) {
    setup(5);
    Matrix before = mat_new(net.w[l].rows, net.w[l].cols);
    mat_copy(before, net.w[l]);
    step(&net, set, 0.1);
    mat_sub(before, before, net.w[l]);
    real distance = mat_norm(before);
    mat_free(&before);
    teardown();
    return distance;
}

int main(void) {
    test("Buduma's Δw is -ε times the slope of the sum of the costs");
    setup(5);
    mat_fill(net.gradient, 0);
    for (int k = 0; k < 5; k++)
        add_change(&net, mat_rows(set.x, k, 1), mat_rows(set.y, k, 1), -1);
    for (int l = 2; l <= L; l++) {
        check_gradient("∂E/∂w", net.w[l].at, net.nabla_w[l].at,
                       SIZES[l - 1] * SIZES[l - 2], sum_of_costs, false);
        check_gradient("∂E/∂b", net.b[l].at, net.nabla_b[l].at, SIZES[l - 1],
                       sum_of_costs, false);
    }

    test("his step adds Δw: downhill, in every layer");
    Matrix expected = mat_new(1, PARAMETERS);
    mat_copy(expected, net.parameters);
    mat_step(expected, -0.1, net.gradient);
    buduma(&net, set, 0.1);
    CHECK_NEAR(largest_gap(expected, net.parameters), 0, 1e-15);
    mat_free(&expected);
    teardown();

    test("every layer learns, the output layer included; not as printed");
    for (int l = 2; l <= L; l++) {
        CHECK(moved(nielsen, l) > 1e-5, "Nielsen, layer %d", l);
        CHECK_NEAR(moved(buduma, l), 5 * moved(nielsen, l), 1e-12);
    }
    for (int l = 2; l < L; l++)
        CHECK_NEAR(moved(as_printed, l), moved(nielsen, l), 1e-15);
    CHECK_NEAR(moved(as_printed, L), 0, 0);

    test("walks: ε = η/m is the mean, ε = η m times as long");
    Walk walks[WALKS];
    for (int k = 0; k < WALKS; k++) walks[k] = walk_new(50);
    go_all(walks, (Settings){6, 50, 0.5}, 3);
    CHECK_NEAR(largest_gap(walks[0].cost, walks[1].cost), 0, 1e-13);
    CHECK_NEAR(mat_norm(walks[2].first) / mat_norm(walks[0].first), 6, 1e-10);
    CHECK(AT(walks[0].cost, 0, 50) < AT(walks[0].cost, 0, 0), "no learning");
    CHECK(AT(walks[0].cost, 0, 50) < AT(walks[3].cost, 0, 50),
          "the output layer does not matter");
    CHECK(walks[0].output_moved > 0.01, "%g", walks[0].output_moved);
    CHECK_NEAR(walks[3].output_moved, 0, 0);

    test("all walks begin at the same place, and differ after");
    for (int k = 1; k < WALKS; k++)
        CHECK_NEAR(AT(walks[k].cost, 0, 0), AT(walks[0].cost, 0, 0), 0);
    CHECK(largest_gap(walks[0].cost, walks[2].cost) > 1e-3, "the same");
    AT(walks[0].cost, 0, 3) = NAN;
    CHECK(isnan(largest_gap(walks[0].cost, walks[1].cost)), "NaN is lost");
    for (int k = WALKS - 1; k >= 0; k--) walk_free(&walks[k]);

    test("examples have one output at 1");
    Random random = random_new(2);
    Dataset some = examples_new(20, &random);
    int firsts = 0;
    for (int i = 0; i < 20; i++) {
        CHECK_NEAR(AT(some.y, i, 0) + AT(some.y, i, 1), 1, 0);
        firsts += AT(some.y, i, 0) == 1;
    }
    CHECK(firsts > 2 && firsts < 18, "%d of 20", firsts);
    dataset_free(&some);
    return tests_end();
}
