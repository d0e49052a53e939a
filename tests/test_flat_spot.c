#define REAL double
// Where the mean curve is flat, why, and who gets across.
#define main flat_spot_main
#include "ch04-optimizers/flat_spot.c"
#undef main

#include "tests/check.h"

static real weight;
static int example;
static double error_of_example(void) { return error_of(example, weight); }
static double mean_error(void) { return mean_of(error_of, weight); }

static void check_curves(void) {
    test("every curve falls as its slope says, and so does the mean");
    for (weight = -2.3; weight < 9; weight += 0.77) {
        for (example = 0; example < N; example += 17) {
            double slope = slope_of(example, weight);
            check_gradient("dE/dw", &weight, &slope, 1, error_of_example,
                           true);
        }
        double mean = mean_of(slope_of, weight);
        check_gradient("mean", &weight, &mean, 1, mean_error, true);
    }

    test("an example's curve: 0 where it is met, 27/64 half way, 1 beyond");
    for (int k = 0; k < N; k += 7) {
        CHECK_NEAR(error_of(k, wanted(k)), 0, 0);
        CHECK_NEAR(error_of(k, wanted(k) + 1), 1 - 27 / 64.0, 1e-12);
        CHECK_NEAR(error_of(k, wanted(k) - 2.5), 1, 0);
        CHECK(slope_of(k, wanted(k) + 1) > 0.5, "it does not rise");
    }
    CHECK_NEAR(wanted(0), 0.05, 1e-12);
    CHECK_NEAR(wanted(SCATTERED - 1), 5.95, 1e-12);
    CHECK_NEAR(wanted(N - 1), 7 - 0.5 / 60, 1e-12);

    test("down, flat, down, minimum, up: no dip before the shelf's end");
    real here = mean_of(error_of, -2.5);
    for (real w = -2.4; w < lowest_weight(); w += 0.1) {
        real next = mean_of(error_of, w);
        CHECK(next <= here + 1e-9, "it rises at %g", w);
        here = next;
    }
    CHECK(steepest(2, 4) < 1e-5, "not flat: %g", steepest(2, 4));
    CHECK(steepest(2, 4) > 5e-6, "no ripples: %g", steepest(2, 4));
    CHECK_NEAR(steepest(1, 1.002), fabs(mean_of(slope_of, 1)), 1e-15);
    CHECK(mean_of(error_of, 8) > mean_of(error_of, 6.4) + 0.2, "no valley");
}

static void check_descent(void) {
    test("with all examples a step is η times the mean slope, in any order");
    Random random = random_new(3);
    Matrix w = mat_new(1, 2 * N);
    descend(w, 0.3, N, 0.7, &random);
    real one = 0.3 - 0.7 * mean_of(slope_of, 0.3);
    CHECK_NEAR(w.at[N - 2], 0.3, 0);
    CHECK_NEAR(w.at[N - 1], one, 1e-14);
    CHECK_NEAR(w.at[2 * N - 1], one - 0.7 * mean_of(slope_of, one), 1e-14);

    test("an epoch takes every example once, in random order");
    int order[N], seen = 0;
    Random same = random_new(9);
    random = same;
    for (int k = 0; k < N; k++) order[k] = k;
    random_shuffle(order, N, &same);
    descend(w, 6.4, 1, 1e-3, &random);
    real here = 6.4;
    for (int i = 0; i < N; i++) {
        here -= 1e-3 * slope_of(order[i], here);
        seen += fabs(w.at[i] - here) < 1e-14;
    }
    CHECK(seen == N, "%d of %d steps", seen, N);
    mat_free(&w);

    test("rolling stops where it is flat, or in the minimum");
    Rest rest = roll(-1, 0.4);
    CHECK(fabs(rest.slope) < 1e-6 && rest.w > 1.5 && rest.w < 4, "at %g",
          rest.w);
    CHECK_NEAR(roll(4.9, 0.4).w, lowest_weight(), 0.01);
}

static void check_figure(void) {
    test("SGD crosses, batch descent and averages do not, sums do");
    Result it = {.w = mat_new(WALKS, N * EPOCHS)};
    for (uint64_t seed = 1; seed <= 3; seed++) {
        experiment(&it, OURS, seed);
        CHECK(arrival(&it, STOCHASTIC) > 0, "SGD, seed %d", (int)seed);
        CHECK(arrival(&it, SUMMED) > 0, "sums, seed %d", (int)seed);
        CHECK(arrival(&it, AVERAGED) < 0, "averages, seed %d", (int)seed);
        CHECK(arrival(&it, WHOLE) < 0, "batch, seed %d", (int)seed);
        CHECK(it.tremor > 1.001 && it.tremor < 1.1, "tremor %g", it.tremor);
        CHECK_NEAR(it.moved, 0, 0);
    }

    test("an arrival is the epoch of the first visit");
    mat_fill(it.w, 0);
    CHECK(arrival(&it, 0) == -1, "%d", arrival(&it, 0));
    AT(it.w, 0, 2 * N) = AT(it.w, 0, 4 * N) = it.lowest;
    CHECK(arrival(&it, 0) == 3, "%d", arrival(&it, 0));
    CHECK(arrival(&it, 1) == -1, "%d", arrival(&it, 1));
    mat_free(&it.w);
}

static void odd_batch(void) {
    flat_spot_main(3, (char *[]){"flat_spot", "--batch", "7", NULL});
}

static void no_rate(void) {
    flat_spot_main(3, (char *[]){"flat_spot", "--eta", "-1", NULL});
}

int main(void) {
    check_curves();
    check_descent();
    check_figure();
    test("mini-batches must fit into an epoch");
    check_dies(odd_batch, 2, "--batch|120");
    check_dies(no_rate, 2, "--eta");
    return tests_end();
}
