#define REAL double
// Two differences for the slope of the cost: what they miss, and where the last
// digits take over.
#define main small_changes_main
#include "ch02-backprop/small_changes.c"
#undef main

#include "tests/check.h"

int main(void) {
    Random random = random_new(1);
    Network n = network_new(3, (int[]){3, 4, 2}, 1, &random);
    Dataset example = dataset_new(1, 3, 2);
    mat_randn(example.x, 1, &random);
    AT(example.y, 0, 0) = 1;

    test("one weight: the differences are those of the cost by hand");
    double keep = n.parameters.at[5], c = network_cost(&n, example);
    n.parameters.at[5] = keep + 0.5;
    double above = network_cost(&n, example);
    n.parameters.at[5] = keep - 0.5;
    double below = network_cost(&n, example);
    n.parameters.at[5] = keep;
    CHECK_NEAR(forward_difference(&n, example, 5, 0.5), (above - c) / 0.5, 0);
    CHECK_NEAR(central_difference(&n, example, 5, 0.5), above - below, 0);
    CHECK_NEAR(n.parameters.at[5], keep, 0);
    CHECK(above != below && c != below, "this weight does nothing");

    test("forward falls like h, central like h²");
    Result it = measure(&n, example);
    CHECK_NEAR(it.h[at_power(3)], 1e-3, 1e-12);
    CHECK_NEAR(it.forward[at_power(2)] / it.forward[at_power(4)], 100, 2);
    CHECK_NEAR(it.central[at_power(1)] / it.central[at_power(2)], 100, 5);
    CHECK_NEAR(it.central[at_power(2)] / it.central[at_power(3)], 100, 1);

    test("then noise: both are best in between, central further right");
    int f = best(it.forward), k = best(it.central);
    CHECK(it.h[f] > 1e-10 && it.h[f] < 1e-6, "forward at %g", it.h[f]);
    CHECK(it.h[k] > 1e-7 && it.h[k] < 1e-3, "central at %g", it.h[k]);
    CHECK(it.forward[f] < 1e-6, "forward %g", it.forward[f]);
    CHECK(it.central[k] < it.forward[f] / 10, "central %g", it.central[k]);
    CHECK(it.forward[STEPS - 1] > 1e-4, "no noise at 10⁻¹⁴");

    test("the error is a share of the gradient, and sees a wrong one");
    mat_scale(n.gradient, 2, n.gradient);
    CHECK_NEAR(relative_error(central_difference, &n, example, 1e-5), 0.5,
               1e-7);

    test("the least of a list");
    real list[STEPS];
    for (int i = 0; i < STEPS; i++) list[i] = fabs(i - 17.0);
    CHECK(best(list) == 17, "%d", best(list));
    dataset_free(&example);
    network_free(&n);
    return tests_end();
}
