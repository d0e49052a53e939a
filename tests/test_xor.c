#define REAL double
// The perceptron on XOR goes round; OR, NAND and AND do it.
#define main xor_main
#include "ch01-perceptron/xor.c"
#undef main

#include "tests/check.h"

static int count_right(Neuron n, Dataset set) {
    int right = 0;
    for (int i = 0; i < POINTS; i++)
        right += answer(n, example(set, i)) == AT(set.y, i, 0);
    return right;
}

static void test_rule(void) {
    test("a correction by hand");
    Neuron n = {{1, -2}, 0.5};
    const real x[] = {1, 3};                      // z = -4.5: 0
    Neuron m = corrected(n, x, 1, 0.5);
    CHECK(m.w[0] == 1.5 && m.w[1] == -0.5 && m.b == 1, "too low");
    CHECK(is_same(corrected(n, x, 0, 0.5), n), "it is moved when right");
    n.b = 5;                                      // z = 0: 1
    m = corrected(n, x, 0, 0.5);
    CHECK(m.w[0] == 0.5 && m.w[1] == -3.5 && m.b == 4.5, "too high");
}

static void test_cycle(Dataset set) {
    test("the perceptron goes round, wrong four times in each pass");
    Cycle cycle = learn_until_repeated(set);
    const Neuron round_trip[] = {{{-1, 0}, -1}, {{-1, 1}, 0}, {{0, 1}, 1},
                                 {{-1, 0}, 0}, {{-1, 0}, -1}};
    CHECK(cycle.first == 5, "it starts at step %d", cycle.first);
    CHECK(corrections(&cycle) == 4, "%d corrections", corrections(&cycle));
    for (int i = 0; i <= 4 && cycle.first >= 0; i++) {
        Neuron n = cycle.before[cycle.first + i];
        int k = (cycle.first + i) % POINTS;
        CHECK(is_same(n, round_trip[i]), "%g %g %g", n.w[0], n.w[1], n.b);
        CHECK(answer(n, example(set, k)) != AT(set.y, k, 0),
              "it is right at %d", k);
    }

    test("nor does it end from other places, for no line is right: 3 of 4");
    Random random = random_new(1);
    int most = 0;
    for (int i = 0; i < 200; i++) {
        Neuron n = {{random_normal(&random), random_normal(&random)},
                    random_normal(&random)};
        for (int pass = 0; pass < 100; pass++) {
            int corrections = 0;
            for (int k = 0; k < POINTS; k++) {
                Neuron before = n;
                n = corrected(n, example(set, k), AT(set.y, k, 0), 0.1);
                corrections += !is_same(n, before);
            }
            CHECK(corrections > 0, "a pass without a correction");
            int right = count_right(n, set);
            most = right > most ? right : most;
        }
    }
    CHECK(most == 3, "%d right", most);

    test("where a line is enough (OR), there is an end");
    AT(set.y, 3, 0) = 1;
    Cycle end = learn_until_repeated(set);
    CHECK(end.first >= 0 && corrections(&end) == 0, "no end");
    CHECK(count_right(end.before[end.first < 0 ? 0 : end.first], set) == 4,
          "it is wrong");
    AT(set.y, 3, 0) = 0;
}

static void test_three_neurons(Dataset set) {
    test("OR, NAND and AND are XOR");
    const real or[] = {0, 1, 1, 1}, nand[] = {1, 1, 1, 0}, and[] = {0, 0, 0, 1};
    for (int i = 0; i < POINTS; i++) {
        const real *x = example(set, i);
        CHECK(answer(OR, x) == or[i] && answer(NAND, x) == nand[i] &&
              answer(AND, x) == and[i], "at %g, %g", x[0], x[1]);
        CHECK(exclusive_or(x) == AT(set.y, i, 0), "XOR at %g, %g", x[0], x[1]);
    }
}

int main(void) {
    Dataset set = toys_xor();
    test_rule();
    test_cycle(set);
    test_three_neurons(set);
    dataset_free(&set);
    return tests_end();
}
