#define REAL double
// Trying everything finds the best of what was tried; descent comes as low.
#define main brute_force_main
#include "ch04-optimizers/brute_force.c"
#undef main

#include "tests/check.h"

static Houses houses;
static real weights[MOST];
static int size;
static double error_now(void) {
    return error_at(weights, size, &houses, NULL);
}

static void check_networks(void) {
    test("gradients: of a linear neuron, and of the network with 25 weights");
    Random random = random_new(2);
    houses = build(&random);
    for (int k = 0; k < MOST; k++) weights[k] = random_normal(&random);
    const int sizes[] = {1, 2, MOST};
    for (int i = 0; i < 3; i++) {
        double gradient[MOST];
        size = sizes[i];
        error_at(weights, size, &houses, gradient);
        check_gradient("weights", weights, gradient, size, error_now, false);
    }

    test("what the networks answer");
    real x[INPUTS] = {0.5, 0.25, 1, 0.75}, w[MOST] = {2, 4}, slope[MOST];
    CHECK_NEAR(answer(w, 1, x, slope), 1, 1e-15);
    CHECK_NEAR(answer(w, 2, x, slope), 2, 1e-15);
    for (int k = 0; k < MOST; k++) w[k] = 0;
    w[0] = 2;                                   // first hidden neuron: z = 1
    w[20] = 3;                                  // and its way out
    w[24] = 1;                                  // a hidden neuron that says ½
    CHECK_NEAR(answer(w, MOST, x, slope), 3 / (1 + exp(-1)) + 0.5, 1e-14);

    test("4 · 5 + 5 · 1 = 25 weights; 784-30-10 has 23820");
    CHECK(count_weights(3, (int[]){4, 5, 1}) == 25, "not 25");
    CHECK(count_weights(3, (int[]){784, 30, 10}) == 23820, "not 23820");
}

static real best_of_two(void) {            // of 30 values for each weight
    real best = INFINITY, w[2];
    for (int i = 0; i < 900; i++) {
        w[0] = -2 + (i / 30) * 4 / 30.0;
        w[1] = -2 + (i % 30) * 4 / 30.0;
        best = fmin(best, error_at(w, 2, &houses, NULL));
    }
    return best;
}

static void check_search(void) {
    Settings set = {30, 2, 0.5, 0.001};
    test("all values of two weights are tried, and the best is kept");
    for (int i = 0; i < HOUSES; i++) houses.y[i] *= -1;   // weights below 0
    CHECK_NEAR(try_all(2, set, &houses).error, best_of_two(), 1e-15);
    for (int i = 0; i < HOUSES; i++) houses.y[i] *= -1;
    Search it = try_all(2, set, &houses);
    CHECK_NEAR(it.error, best_of_two(), 1e-15);
    CHECK_NEAR(it.trials, 900, 0);
    CHECK_NEAR(try_all(1, set, &houses).trials, 30, 0);
    CHECK(it.error < try_all(1, set, &houses).error, "one weight is better");

    test("descent comes as low, in a few hundred trials; a gradient is two");
    Random random = random_new(5);
    Search down = descend(2, set, &houses, it.error, &random);
    CHECK(down.error <= it.error && down.trials < 1000, "%g after %g",
          down.error, down.trials);
    CHECK_NEAR(descend(2, set, &houses, 100, &random).trials, 2, 0);
    down = descend(MOST, set, &houses, set.goal, &random);
    CHECK(down.error <= set.goal && down.trials < 1e5, "%g after %g",
          down.error, down.trials);
}

static void too_many(void) {
    brute_force_main(3, (char *[]){"brute_force", "--values", "10001", NULL});
}
static void no_rate(void) {
    brute_force_main(3, (char *[]){"brute_force", "--eta", "0", NULL});
}

int main(void) {
    check_networks();
    check_search();
    test("the text's sum, and what could have been done since the beginning");
    CHECK_NEAR(combinations(1000, 25) / 1e75, 1, 1e-12);
    CHECK_NEAR(combinations(1000, 25) / FLOPS / 1.0752688e58, 1, 1e-6);
    CHECK_NEAR(combinations(1000, 25) / FLOPS / YEAR / 3.4073e50, 1, 1e-4);
    CHECK(feasible(1.1e4, 1, 10) == 4 && feasible(0.9e4, 1, 10) == 3, "wrong");
    CHECK(feasible(11, 1e3, 10) == 4, "per second");
    CHECK(feasible(UNIVERSE * YEAR, FLOPS, 1000) == 11, "not 11");
    test("settings that make no sense are refused");
    check_dies(too_many, 2, "--values");
    check_dies(no_rate, 2, "--eta");
    return tests_end();
}
