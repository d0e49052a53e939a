// Sizes of mini-batches on a few drawn digits.
#define main batch_sizes_main
#include "ch04-optimizers/batch_sizes.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static void too_wide(void) {
    batch_sizes_main(3, (char *[]){"batch_sizes", "--hidden", "10001", NULL});
}
static void endless(void) {
    batch_sizes_main(3, (char *[]){"batch_sizes", "--epochs", "101", NULL});
}

int main(void) {
    Digits digits = drawn_digits(300, 1);
    Settings set = {300, 2, 12};
    Run run;

    test("a run counts seconds and costs from before the first epoch on");
    run = (Run){.m = 300, .eta = 0};
    learn(&run, digits.train, set, 1);
    CHECK_NEAR(run.seconds[0], 0, 0);
    CHECK(run.seconds[1] > 0 && run.seconds[2] > run.seconds[1], "%g, %g",
          run.seconds[1], run.seconds[2]);
    CHECK_NEAR(run.cost[2], run.cost[0], 0);      // η = 0 changes nothing

    test("an epoch of batch descent is one step down the mean gradient");
    int sizes[] = {PIXELS, 12, CLASSES};
    Random random = random_new(1);
    Network2 n = network2_new(3, sizes, 300, &network2_cross_entropy, &random);
    Batches all = batches_new(digits.train, 300);
    CHECK_NEAR(network2_score(&n, digits.train).cost, run.cost[0], 1e-4);
    batches_next(&all);
    network2_gradient(&n, &all, &random);
    network2_step(&n, 0.3f);
    run.eta = 0.3f;
    learn(&run, digits.train, set, 1);
    CHECK_NEAR(network2_score(&n, digits.train).cost, run.cost[1], 1e-3);
    batches_free(&all);
    network2_free(&n);

    test("in an epoch, smaller mini-batches learn more");
    double cost[3];
    for (int i = 0; i < 3; i++) {
        run = (Run){.m = (int[]){8, 64, 300}[i], .eta = 0.3f};
        learn(&run, digits.train, set, 2);
        cost[i] = run.cost[2];
    }
    CHECK(cost[0] < cost[1] && cost[1] < cost[2], "%g, %g, %g", cost[0],
          cost[1], cost[2]);

    test("the time of a step: the quickest epoch's, over its steps");
    run = (Run){.m = 64, .seconds = {0, 10, 15, 22}};
    set.epochs = 3;
    CHECK_NEAR(step_time(&run, set), 5 / 5.0, 1e-12);
    run.m = 300;
    CHECK_NEAR(step_time(&run, set), 5, 1e-12);

    test("each size keeps the rate that got lowest");
    Run best[SIZES];
    Settings small = {40, 2, 8};
    experiment(best, data_part(digits.train, 0, 40), small, 1);
    CHECK(best[BATCH].m == 40 && best[ONE].m == 1 && best[M64].m == 64,
          "%d, %d, %d", best[BATCH].m, best[ONE].m, best[M64].m);
    for (int r = 0; r < RATES; r++) {
        run = (Run){.m = 8, .eta = RATE[r]};
        learn(&run, data_part(digits.train, 0, 40), small, 1);
        CHECK(best[EIGHT].cost[2] <= run.cost[2], "η = %g is better",
              (double)RATE[r]);
    }
    test("settings that make no sense are refused");
    check_dies(too_wide, 2, "--hidden");
    check_dies(endless, 2, "--epochs");
    digits_free(&digits);
    return tests_end();
}
