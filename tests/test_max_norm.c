#define REAL double
// What the bound does to a small network: no neuron is longer than c, in no
// epoch; without it they are; and too tight a bound hinders learning.
#define main max_norm_main
#include "ch03-crossentropy-regularization/max_norm.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"max_norm", option, value, NULL};
    max_norm_main(3, arguments);
}
static void refused_1(void) { main_with("--eta", "0"); }
static void refused_2(void) { main_with("--hidden", "1000000000"); }

int main(void) {
    Digits digits = drawn_digits(120, 60);
    Settings set = {.images = 80, .epochs = 15, .hidden = 12, .batch = 10,
                    .eta = 0.5};

    test("from N(0, 1): 28 long without a bound, c with it, to the last bit");
    Result none = result_new(set), bound = result_new(set);
    learn(&none, (Run){"large", false, 0, 1}, set, digits, 1);
    learn(&bound, (Run){"large", false, 3, 1}, set, digits, 1);
    CHECK(none.seen.rows == 4, "%d measurements", none.seen.rows);
    for (int i = 0; i < 4; i++)
        CHECK(AT(none.seen, i, AT_EPOCH) == 5 * i, "measurement %d", i);
    CHECK(AT(none.seen, 0, READ) == AT(bound.seen, 0, READ), "other starts");
    for (int j = 0; j < 12; j++)
        CHECK_NEAR(AT(none.norms, 0, j), 28, 4);
    CHECK_NEAR(bound.longest, 3, 1e-12);
    for (int j = 0; j < 22; j++)
        CHECK(AT(bound.norms, 0, j) <= 3 * (1 + 1e-12), "neuron %d", j);

    test("the longest is the longest of all epochs, hidden and output alike");
    real longest = 0;
    for (int j = 0; j < 22; j++) longest = fmax(longest, none.norms.at[j]);
    CHECK(none.longest >= longest && longest > 25, "%g", none.longest);

    test("the bound brings accuracy from there; 1 is too tight to learn");
    CHECK(at_end(&bound, READ) > at_end(&none, READ) + 3, "%g, %g without",
          at_end(&bound, READ), at_end(&none, READ));
    Result tight = result_new(set);
    learn(&tight, (Run){"small", true, 0.3, 1}, set, digits, 1);
    CHECK(at_end(&tight, TRAIN_READ) < at_end(&bound, TRAIN_READ) - 10, "%g",
          at_end(&tight, TRAIN_READ));
    Result all[ALL] = {none, bound};
    CHECK_NEAR(gain(all, LARGE_4, LARGE),
               at_end(&bound, READ) - at_end(&none, READ), 1e-12);

    test("faster is a larger η; the small start is about 1 long");
    Result slow = result_new(set), fast = result_new(set);
    set.epochs = 1;
    learn(&slow, (Run){"small", true, 0, 1e-9}, set, digits, 1);
    learn(&fast, (Run){"fast", true, 0, 100}, set, digits, 1);
    for (int j = 0; j < 12; j++) CHECK_NEAR(slow.norms.at[j], 1, 0.15);
    CHECK(fast.longest > 10 * slow.longest, "%g", fast.longest);

    test("weights that are no numbers are noticed");
    Random random = random_new(1);
    Network2 n = network2_new(2, (int[]){3, 22}, 1, &network2_cross_entropy,
                              &random);
    AT(n.w[2], 1, 1) = NAN;
    measure_norms(&slow, &n);
    CHECK(isnan(slow.longest), "the longest is %g", (double)slow.longest);
    network2_free(&n);

    test("neurons are sorted from the longest down");
    real some[] = {1, 3, 2, 3};
    qsort(some, 4, sizeof *some, by_length);
    CHECK(some[0] == 3 && some[1] == 3 && some[2] == 2 && some[3] == 1, "no");

    result_free(&fast);
    result_free(&slow);
    result_free(&tight);
    result_free(&bound);
    result_free(&none);
    digits_free(&digits);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--eta|above 0");
    check_dies(refused_2, 2, "--hidden|at most");
    return tests_end();
}
