// A step against its formula, the range test against the same steps taken by
// hand, and the valleys that both searches find.
#include "tests/check.h"
#include "tests/drawn.h"

#define main rate_search_main
#include "ch04-optimizers/rate_search.c"
#undef main

static const Settings SMALL = {6, 10};

static void test_step(Dataset train) {
    test("a step of descent is -η g, and returns the cost from before it");
    Learner it = learner_new(&optimizer_descent, SMALL, train, 1);
    Matrix before = mat_new(1, it.n.parameters.cols);
    mat_copy(before, it.n.parameters);
    batches_next(&it.batches);
    Matrix a = network2_feed_forward(&it.n, it.batches.x);
    double want = it.n.cost->cost(it.n.z[3], a, it.batches.y) / 10;
    CHECK_NEAR(step(&it, 0.5f), want, 1e-6);
    for (int i = 0; i < before.cols; i++)
        CHECK_NEAR(it.n.parameters.at[i],
                   before.at[i] - 0.5f * it.n.gradient.at[i], 1e-7);
    mat_free(&before);
    learner_free(&it);
}

static void test_rising(void) {
    test("η rises by the same factor, from the lowest rate to the highest");
    CHECK_NEAR(raised(0), 1e-5, 1e-11);
    CHECK_NEAR(raised(1), 100, 1e-5);
    CHECK_NEAR(raised(0.3) / raised(0.2), raised(0.9) / raised(0.8), 1e-6);
    CHECK_NEAR(tested_rate(POINTS - 1) * tested_rate(0), 1e-3, 1e-8);

    test("the lowest of some costs");
    CHECK(lowest((double[]){3, 2, 4, 2}, 4) == 1, "another one");
    CHECK_NEAR(best_rate((double[SWEPT]){3, 3, 3, 3, 3, 3, 1, 3, 3, 3, 3, 3, 3,
                                         3, 3}), 0.01f, 0);
}

static void test_range(Dataset train) {
    test("the range test is an epoch of such steps, and gives their means");
    double cost[POINTS];
    range_test(cost, &optimizer_momentum, SMALL, train, 2);
    Learner it = learner_new(&optimizer_momentum, SMALL, train, 2);
    int T = train.x.rows / 10;                     // two steps per point
    double sum = 0;
    for (int t = 0; t < T; t++) {
        CHECK(batches_next(&it.batches), "step %d", t);
        sum += step(&it, (real)raised((double)t / T));
        if (t % 2 == 0) continue;
        CHECK_NEAR(cost[t / 2], sum / 2, 0);
        sum = 0;
    }
    CHECK(!batches_next(&it.batches), "not the whole epoch");
    learner_free(&it);
    int turn = lowest(cost, POINTS);
    CHECK(turn > 10 && turn < POINTS - 5, "lowest at %d", turn);
    CHECK(cost[turn] < 0.7 * cost[0], "no valley");
    CHECK(cost[POINTS - 1] > cost[0], "it does not climb");
}

static void test_sweep(Digits digits) {
    test("an epoch: too low learns nothing, good learns, too high is worst");
    double low = after_an_epoch(&optimizer_descent, 1e-5f, SMALL, digits, 1);
    double good = after_an_epoch(&optimizer_descent, 1, SMALL, digits, 1);
    double high = after_an_epoch(&optimizer_descent, 100, SMALL, digits, 1);
    CHECK(low > 2 && low < 3.5, "%g", low);
    CHECK(good < low / 2, "%g, %g", good, low);
    CHECK(high > low, "%g, %g", high, low);

    test("momentum does with a tenth of the rate what descent does");
    double ball = after_an_epoch(&optimizer_momentum, 0.01f, SMALL, digits, 1);
    double walk = after_an_epoch(&optimizer_descent, 0.1f, SMALL, digits, 1);
    CHECK_NEAR(ball / walk, 1, 0.05);
    CHECK(walk < 0.95 * low, "%g, %g", walk, low);

    test("with 1e-3 Adam is ahead of momentum, and momentum of descent");
    double adam = after_an_epoch(&optimizer_adam, 1e-3f, SMALL, digits, 1);
    ball = after_an_epoch(&optimizer_momentum, 1e-3f, SMALL, digits, 1);
    walk = after_an_epoch(&optimizer_descent, 1e-3f, SMALL, digits, 1);
    CHECK(adam < ball && ball < walk, "%g, %g, %g", adam, ball, walk);
}

static void too_wide(void) {
    rate_search_main(3, (char *[]){"rate_search", "--hidden", "10001", NULL});
}

int main(void) {
    Digits digits = drawn_digits(1000, 200);
    test_step(digits.train);
    test_rising();
    test_range(digits.train);
    test_sweep(digits);
    test("settings that make no sense are refused");
    check_dies(too_wide, 2, "--hidden");
    digits_free(&digits);
    return tests_end();
}
