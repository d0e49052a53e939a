// The linear output's gradient, the limit 2/λ, and what stops a run: a cost
// that is no number, which softmax never has and linear outputs have.
#define REAL double
#include "tests/check.h"
#include "tests/drawn.h"

#define main learning_rate_main
#include "ch04-optimizers/learning_rate.c"
#undef main

static Network2 tiny;
static Batches tiny_batch;

static double tiny_cost(void) {
    Matrix a = network2_feed_forward(&tiny, tiny_batch.x);
    return tiny.cost->cost(tiny.z[tiny.L], a, tiny_batch.y) /
           tiny_batch.x.rows;
}

static void test_linear_output(void) {
    test("the squared cost, by hand");
    real a[] = {1, -2, 0, 3}, y[] = {0, 0, 1, 1};
    double cost = squared_cost(mat_view(a, 2, 2), mat_view(a, 2, 2),
                               mat_view(y, 2, 2));
    CHECK_NEAR(cost, (1 + 4 + 1 + 4) / 2.0, 1e-15);

    test("the gradient behind a linear output is the slope of the cost");
    Random random = random_new(3);
    Dataset set = dataset_new(5, 4, 2);
    mat_randn(set.x, 1, &random);
    mat_randn(set.y, 1, &random);
    tiny = network2_new(3, (int[]){4, 3, 2}, 5, &linear_cost, &random);
    tiny_batch = batches_new(set, 5);
    batches_next(&tiny_batch);
    network2_gradient(&tiny, &tiny_batch, &random);
    check_gradient("all parameters", tiny.parameters.at, tiny.gradient.at,
                   tiny.parameters.cols, tiny_cost, false);
    Matrix out = network2_feed_forward(&tiny, tiny_batch.x);
    CHECK_NEAR(AT(out, 4, 1), AT(tiny.z[3], 4, 1), 0);
    batches_free(&tiny_batch);
    network2_free(&tiny);
    dataset_free(&set);
}

static void test_curvature(void) {
    test("the steepest curvature of one input and a bias, by the formula");
    real x[] = {0.5, 2, -1, 3, 0};
    double one = 4.5 / 5, two = (0.25 + 4 + 1 + 9) / 5;
    double want = (two + 1 + sqrt((two - 1) * (two - 1) + 4 * one * one)) / 2;
    CHECK_NEAR(steepest_curvature(mat_view(x, 5, 1)), want, 1e-6 * want);
}

// The whole set is one mini-batch: the bowl without noise, a step per epoch.
static Curve whole(Dataset train, real eta) {
    Settings set = {.epochs = POINTS, .batch = train.x.rows};
    return learn((Run){"linear", &linear_cost, 0, eta}, set, train, 1);
}

static void test_limit(Dataset train) {
    double limit = 2 / steepest_curvature(train.x);
    Curve below = whole(train, 0.98 * limit);
    Curve above = whole(train, 1.02 * limit);
    test("just below 2/λ the cost falls, just above it grows");
    CHECK(end(&below) < mean(&below, 20) && !below.broke, "%g, before %g",
          end(&below), mean(&below, 20));
    CHECK(end(&above) > 10 * mean(&above, 20), "%g, before %g", end(&above),
          mean(&above, 20));

    test("every step is counted, and each point is a mean");
    CHECK(below.steps == POINTS && below.in[7] == 1, "%d steps", below.steps);
    Curve curve = {.steps = 0};
    for (int i = 0; i < 2 * POINTS; i++) note(&curve, i, 2 * POINTS);
    CHECK_NEAR(mean(&curve, 0), 0.5, 0);
    CHECK_NEAR(end(&curve), 2 * POINTS - 1.5, 0);
}

static void test_stopping(Dataset train) {
    test("a cost that is infinite or NaN stops a run");
    Curve curve = {.steps = 0};
    note(&curve, 1e300, 10);
    CHECK(!curve.broke, "a large number");
    note(&curve, INFINITY, 10);
    CHECK(curve.broke, "infinity");
    curve.broke = false;
    note(&curve, NAN, 10);
    CHECK(curve.broke, "NaN");

    test("a foolish rate: softmax goes on, linear outputs are stopped");
    Settings set = {.epochs = 40, .batch = 10};
    Run run = {"softmax", &network2_log_likelihood, 8, 1e6};
    Curve softmax = learn(run, set, train, 1);
    run.cost = &linear_cost;
    Curve linear = learn(run, set, train, 1);
    int total = 40 * ((train.x.rows + 9) / 10);
    CHECK(!softmax.broke && softmax.steps == total, "%d of %d steps",
          softmax.steps, total);
    CHECK(end(&softmax) > log(CLASSES), "%g", end(&softmax));
    CHECK(linear.broke && linear.steps < total, "%d of %d steps", linear.steps,
          total);

    test("a good rate learns more than one that is too low");
    run = (Run){"softmax", &network2_log_likelihood, 8, 1};
    double good = end((Curve[]){learn(run, set, train, 1)});
    run.eta = 0.01;
    double low = end((Curve[]){learn(run, set, train, 1)});
    CHECK(good < low / 2, "%g, %g", good, low);
}

static void test_runs(void) {
    Run runs[RUNS];
    list_runs(runs, OURS);
    test("the mixed run is the network's with one thing changed");
    const Run *high = &runs[SOFTMAX + HIGH], *mixed = &runs[MIXED];
    CHECK(mixed->eta == high->eta && mixed->hidden == high->hidden, "not so");
    CHECK(mixed->cost == &linear_cost && high->cost != &linear_cost, "costs");
    CHECK(runs[LINEAR + WILD].hidden == 0, "the linear neurons are hidden");
}

static void no_rate(void) {
    learning_rate_main(3, (char *[]){"learning_rate", "--linear", "0", NULL});
}
static void endless(void) {
    learning_rate_main(3, (char *[]){"learning_rate", "--epochs", "1001",
                                     NULL});
}

int main(void) {
    Dataset train = drawn_set(25, 0);
    test_linear_output();
    test_curvature();
    test_limit(train);
    test_stopping(train);
    test_runs();
    dataset_free(&train);
    test("settings that make no sense are refused");
    check_dies(no_rate, 2, "--linear");
    check_dies(endless, 2, "--epochs");
    return tests_end();
}
