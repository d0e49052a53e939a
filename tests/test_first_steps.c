// The first cost, what is below a layer of zeros, how images become alike, and
// where a plateau ends.
#define main first_steps_main
#include "ch06-convnets/first_steps.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static const Settings SMALL = {2, 200, 1};

static void test_starts(void) {
    test("starts: widths by n_out or n_in, biases, and the top");
    for (int w = 0; w < WAYS_COUNT; w++) {
        const Way *way = &WAYS[w];
        Random random = random_new(3);
        Layers n = network_new(way);
        start(&n, way, SMALL, &random);
        int dense = 3 * way->convolutions + 1;
        const Layer *first = &n.layer[1], *hidden = &n.layer[dense];
        const Layer *top = &n.layer[dense + 2];
        CHECK(top == top_of(&n) && hidden->b.cols == 100, "layer %d", dense);
        double sd = (double)mat_norm(first->w) / sqrt(500);
        CHECK_NEAR(sd, way->n_in ? 0.2 : 1 / sqrt(125), 0.02);
        sd = (double)mat_norm(hidden->w) / sqrt(100.0 * hidden->inputs);
        CHECK_NEAR(sd, way->n_in ? 1 / sqrt(hidden->inputs) : 0.1, 0.002);
        CHECK((mat_norm(hidden->b) == 0) == way->n_in, "biases of %s",
              way->name);
        sd = (double)mat_norm(top->w) / sqrt(1000);
        CHECK_NEAR(sd, way->top ? 0.1 : 0, 0.01);
        CHECK(mat_norm(top->b) == 0, "%s: the top has biases", way->name);
        layers_free(&n);
    }
    test("--times multiplies the convolutions, and nothing else");
    Random random = random_new(3), again = random;
    Layers n = network_new(&WAYS[ONE]), large = network_new(&WAYS[ONE]);
    start(&n, &WAYS[ONE], SMALL, &random);
    start(&large, &WAYS[ONE], (Settings){2, 200, 3}, &again);
    CHECK_NEAR(large.layer[1].w.at[7], 3 * n.layer[1].w.at[7], 0);
    CHECK_NEAR(large.layer[4].w.at[7], n.layer[4].w.at[7], 0);
    layers_free(&large);
    layers_free(&n);
}

static void test_spread(void) {
    test("spread: standard deviation over the rows, root mean square over "
         "columns");
    real a[] = {1, 5,  3, 5,  1, 5,  3, 5};
    CHECK_NEAR(spread_of(mat_view(a, 4, 2)), sqrt(0.5), 1e-12);
}

static void test_below(Digits digits) {
    test("below zeros no gradient arrives; below drawn weights it does");
    for (int w = 0; w < WAYS_COUNT; w++) {
        Random random = random_new(5);
        Layers n = network_new(&WAYS[w]);
        start(&n, &WAYS[w], SMALL, &random);
        Batches batches = batches_new(digits.train, 2);
        batches_next(&batches);
        Beginning it = {NAN, NAN, 0, 0};
        double cost = 0;
        one_step(&it, &cost, &n, &batches, 0);
        CHECK((it.below == 0) != WAYS[w].top, "%s: %g", WAYS[w].name,
              it.below);
        if (WAYS[w].top)
            CHECK(fabs(it.first - log(10)) > 1e-3, "first cost %g", it.first);
        else
            CHECK_NEAR(it.first, log(10), 1e-6);
        CHECK_NEAR(cost * LOOK, it.first, 1e-9);
        double all = pow((double)mat_norm(n.gradient), 2);
        double top = pow((double)mat_norm(top_of(&n)->nabla_w), 2) +
                     pow((double)mat_norm(top_of(&n)->nabla_b), 2);
        CHECK_NEAR(it.below * it.below, all - top, 1e-5 * all);
        batches_free(&batches);
        layers_free(&n);
    }
    test("sigmoids make images alike, layer by layer; ReLUs do not");
    Matrix x = data_part(digits.train, 0, 8).x;
    double seen[WAYS_COUNT];
    for (int w = 0; w < WAYS_COUNT; w++) {
        Random random = random_new(5);
        Layers n = network_new(&WAYS[w]);
        start(&n, &WAYS[w], SMALL, &random);
        seen[w] = hidden_spread(&n, x);
        layers_free(&n);
    }
    CHECK(seen[NETWORK3] < 0.01 && seen[NETWORK3] > 0, "%g", seen[NETWORK3]);
    CHECK(seen[ONE] > 2 * seen[NETWORK3], "one %g", seen[ONE]);
    CHECK(seen[RELU] > 10 * seen[NETWORK3], "ReLU %g", seen[RELU]);
    CHECK_NEAR(seen[DRAWN], seen[NETWORK3], 1e-9);
}

static void test_plateau(Digits digits) {
    test("one convolution: the plateau ends when the cost falls, or never");
    Way quick = {"quick", 0, true, true, true, 0.1f};
    Beginning it = learn(&quick, SMALL, digits, 2, false);
    CHECK(it.plateau == 0, "ends after %d", it.plateau);
    Way never = {"never", 0, false, true, false, 0};
    it = learn(&never, SMALL, digits, 2, false);
    CHECK(it.plateau == SMALL.most, "ends after %d", it.plateau);
    CHECK_NEAR(it.first, log(10), 1e-6);
}

static void refused_1(void) {
    char *arguments[] = {"first_steps", "--batch", "101", NULL};
    first_steps_main(3, arguments);
}

int main(void) {
    Digits digits = drawn_digits(100, 30);
    Digits seen = digits;
    seen.validation = data_part(digits.train, 0, EXAMPLES);
    test_starts();
    test_spread();
    test_below(seen);
    test_plateau(seen);
    digits_free(&digits);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--batch|100");
    return tests_end();
}
