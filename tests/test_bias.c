#define REAL double
// With a bias and without, for many seeds; and the bias as a weight.
#define main bias_main
#include "ch01-perceptron/bias.c"
#undef main

#include "tests/check.h"

enum { SEEDS = 20 };

static void test_rules(void) {
    test("weighted sum and answer, by hand, of two inputs and of three");
    Neuron n = {3, {0.5, -1, 2}, 0.25};
    const real x[] = {2, 3, 1};
    CHECK_NEAR(weighted_sum(n, x), 0.25, 0);
    CHECK(answer(n, x) == 1, "it does not fire");
    n.inputs = 2;                                 // the third is not looked at
    CHECK_NEAR(weighted_sum(n, x), -1.75, 0);
    CHECK(answer(n, x) == 0, "it fires");
    n.b = 2;                                      // z = 0
    CHECK(answer(n, x) == 1, "it does not fire at 0");

    test("a correction by hand: with the bias, and of the weights alone");
    n = (Neuron){2, {1, -2}, 0.5};
    const real at[] = {1, 3};                     // z = -4.5: 0
    Neuron m = corrected(n, at, 1, 0.5);
    CHECK(m.w[0] == 1.5 && m.w[1] == -0.5 && m.b == 1, "%g %g %g", m.w[0],
          m.w[1], m.b);
    m = corrected_weights(n, at, 1, 0.5);
    CHECK(m.w[0] == 1.5 && m.w[1] == -0.5 && m.b == 0.5, "b is moved");
    n.b = 6;                                      // z = 1: 1
    m = corrected(n, at, 0, 0.5);
    CHECK(m.w[0] == 0.5 && m.w[1] == -3.5 && m.b == 5.5, "%g %g %g", m.w[0],
          m.w[1], m.b);
    m = corrected(n, at, 1, 0.5);
    CHECK(m.w[0] == 1 && m.w[1] == -2 && m.b == 6, "it is moved when right");
}

static void test_bias(void) {
    test("circles and stars: all right with a bias, half without, at any time");
    int most = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        Result result = learn_all(TEXT, seed);
        CHECK(percent_right(result.with.neuron, result.stars) == 100, "with");
        CHECK(result.without.neuron.b == 0, "there is a bias");
        for (int i = 0; i < TRAIL; i++)
            CHECK(percent_right(result.without.after[i], result.stars) == 50,
                  "after %d mistakes", i);
        for (int i = 0; i < PASSES; i++)
            CHECK(result.without.errors[i] > 0, "it has ended");
        int sum = 0;
        for (int i = 0; i < PASSES; i++) sum += result.with.errors[i];
        CHECK(sum == result.with.mistakes, "the passes are not counted");
        most = result.with.mistakes > most ? result.with.mistakes : most;
        result_free(&result);
    }
    CHECK(most > 10, "nothing was learned: at most %d mistakes", most);

    test("the line meets the x2 axis at -b / w2, where the answer changes");
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        Result result = learn_all(TEXT, seed);
        Neuron n = result.with.neuron;
        const real above[] = {0, height_on_axis(n) + 1e-9};
        const real below[] = {0, height_on_axis(n) - 1e-9};
        CHECK(answer(n, above) == 1 && answer(n, below) == 0, "seed %d",
              (int)seed);
        result_free(&result);
    }
}

static void test_bias_as_weight(void) {
    test("the third input is 1, the others are the points");
    Result result = learn_all(TEXT, 3);
    for (int i = 0; i < TEXT.points; i++) {
        for (int k = 0; k < 2; k++)
            CHECK(AT(result.with_one.x, i, k) == AT(result.stars.x, i, k),
                  "with_one differs");
        CHECK(AT(result.with_one.x, i, 2) == 1, "the third is not 1");
    }
    result_free(&result);

    test("the bias as the weight of a 1: the same weights after every mistake");
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        result = learn_all(TEXT, seed);
        CHECK(difference(&result.with, &result.as_weight) == 0, "they differ");
        CHECK(result.as_weight.neuron.b == 0, "and b is not used");
        if (result.with.mistakes > 1) {           // would it be noticed?
            result.as_weight.after[1].w[2] += 1e-9;
            CHECK(difference(&result.with, &result.as_weight) > 0, "not seen");
        }
        result_free(&result);
    }
}

int main(void) {
    test_rules();
    test_bias();
    test_bias_as_weight();
    return tests_end();
}
