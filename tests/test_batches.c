#define REAL double
// One gradient and its estimates; three descents that use them.
#define main batches_main
#include "ch04-optimizers/batches.c"
#undef main

#include "tests/check.h"

static Dataset set;
static Point here;
static double error_now(void) { return error_at(here, set); }

static void check_gradients(void) {
    test("the gradient is the sum over all examples, divided by n");
    here = (Point){-0.7, 1.3};
    Point sum = gradient_sum(here, set.x, set.y);
    double gradient[2] = {sum.w1 / N, sum.w2 / N};
    check_gradient("∂E/∂w₁", &here.w1, &gradient[0], 1, error_now, false);
    check_gradient("∂E/∂w₂", &here.w2, &gradient[1], 1, error_now, false);

    test("Buduma's formula, by hand, for one example");
    Matrix x = mat_rows(set.x, 7, 1), t = mat_rows(set.y, 7, 1);
    real y = 1 / (1 + exp(-(-0.7 * x.at[0] + 1.3 * x.at[1])));
    Point one = gradient_sum(here, x, t);
    CHECK_NEAR(one.w1, x.at[0] * y * (1 - y) * (y - t.at[0]), 1e-14);
    CHECK_NEAR(one.w2, x.at[1] * y * (1 - y) * (y - t.at[0]), 1e-14);

    test("sum with ε = η/m and mean with η take the same step");
    Matrix part = mat_rows(set.x, 100, 32), goal = mat_rows(set.y, 100, 32);
    Point mean = {0, 0};
    for (int i = 0; i < 32; i++) {
        Point g = gradient_sum(here, mat_rows(part, i, 1),
                               mat_rows(goal, i, 1));
        mean.w1 += g.w1 / 32;
        mean.w2 += g.w2 / 32;
    }
    Point to = step(here, part, goal, 2.0 / 32);
    CHECK_NEAR(to.w1, here.w1 - 2 * mean.w1, 1e-14);
    CHECK_NEAR(to.w2, here.w2 - 2 * mean.w2, 1e-14);
}

// In batches of 256 of this order: the last 232 count too much.
static real off_by_hand(Random random) {
    int order[N];
    Point all = gradient_sum(START, set.x, set.y), off = {0, 0};
    for (int i = 0; i < N; i++) order[i] = i;
    random_shuffle(order, N, &random);
    for (int i = 0; i < N; i++) {
        Point g = gradient_sum(START, mat_rows(set.x, order[i], 1),
                               mat_rows(set.y, order[i], 1));
        real weight = (i < 768 ? 1 / 256.0 : 1 / 232.0) / 4 - 1.0 / N;
        off = plus(off, weight * N, g);
    }
    return hypot(off.w1, off.w2) / hypot(all.w1, all.w2);
}

static void check_epochs(void) {
    test("1000 examples come as 256, 256, 256, 232; 250 are without bias");
    Random random = random_new(8);
    Epoch it = one_epoch(set, 256, &random);
    CHECK(it.count == 4 && it.last == 232, "%d, %d", it.count, it.last);
    CHECK_NEAR(it.off, off_by_hand(random_new(8)), 1e-12);
    CHECK(it.off > 1e-5 && it.off < 0.1, "off by %g", it.off);
    it = one_epoch(set, 250, &random);
    CHECK(it.count == 4 && it.last == 250, "%d, %d", it.count, it.last);
    CHECK(it.off <= 1e-12, "off by %g", it.off);
    it = one_epoch(set, 1, &random);
    CHECK(it.count == N && it.off <= 1e-12, "%d, off by %g", it.count, it.off);
}

static void check_walks(void) {
    test("a step looks at m examples, at fewer where an epoch ends");
    Walk walk;
    Random random = random_new(6);
    descend(&walk, set, 256, 2, &random);
    CHECK(walk.seen[3] == 768 && walk.seen[4] == 1000 && walk.seen[5] == 1256,
          "%d, %d, %d", walk.seen[3], walk.seen[4], walk.seen[5]);
    descend(&walk, set, N, 2, &random);
    Point first = step(START, set.x, set.y, 2.0 / N);
    CHECK_NEAR(walk.w[0].w1, START.w1, 0);
    CHECK_NEAR(walk.w[1].w1, first.w1, 1e-12);
    CHECK_NEAR(walk.w[1].w2, first.w2, 1e-12);
    CHECK(walk.seen[STEPS] == N * STEPS, "%d", walk.seen[STEPS]);

    test("batch descent is smooth, SGD bounces");
    CHECK(steps_uphill(&walk, set) == 0, "uphill");
    real smooth = path_length(&walk);
    CHECK(smooth < 1.1 * distance(START, walk.w[STEPS]), "a detour");
    CHECK(error_at(walk.w[STEPS], set) < 0.08, "it does not arrive");
    descend(&walk, set, 1, 2, &random);
    CHECK(steps_uphill(&walk, set) > STEPS / 10, "no step uphill");
    CHECK(path_length(&walk) > 2 * smooth, "%g and %g", path_length(&walk),
          smooth);

    test("length of a path, scatter of ends");
    Point ends[WALKS];
    for (int i = 0; i < WALKS; i++)
        ends[i] = (Point){7 + 3 * (i % 2), 1 + 4 * (i % 2)};
    CHECK_NEAR(scatter(ends), 2.5, 1e-12);
    for (int i = 0; i <= STEPS; i++) walk.w[i] = ends[i % 2];
    CHECK_NEAR(path_length(&walk), 5 * STEPS, 1e-9);
}

static void no_rate(void) {
    batches_main(3, (char *[]){"batches", "--eta", "0", NULL});
}
static void too_large(void) {
    batches_main(3, (char *[]){"batches", "--batch", "1001", NULL});
}

int main(void) {
    Random random = random_new(1);
    set = examples_new(&random);
    check_gradients();
    check_epochs();
    check_walks();
    test("ends of SGD scatter most, those of batch descent not at all");
    Result it = experiment(OURS, 2);
    CHECK(scatter(it.end[WHOLE]) < 1e-12, "%g", scatter(it.end[WHOLE]));
    CHECK(scatter(it.end[SINGLE]) > 2 * scatter(it.end[SOME]), "%g, %g",
          scatter(it.end[SINGLE]), scatter(it.end[SOME]));
    CHECK(scatter(it.end[SOME]) > 0.01, "%g", scatter(it.end[SOME]));
    dataset_free(&it.set);
    dataset_free(&set);
    test("settings that make no sense are refused");
    check_dies(no_rate, 2, "--eta");
    check_dies(too_large, 2, "--batch|1000");
    return tests_end();
}
