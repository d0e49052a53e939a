#define REAL double
// What the program says of the cross-entropy: its values, where it is least,
// what is left there, and that the integral leads to it.
#define main entropy_main
#include "ch03-crossentropy-regularization/entropy.c"
#undef main

#include "tests/check.h"

static double answer, truth = 0.35;
static double cost_of_answer(void) { return neuron_cost(answer, truth); }

static void truth_above_one(void) {
    char *arguments[] = {"entropy", "--y", "1.5", NULL};
    entropy_main(3, arguments);
}

int main(void) {
    test("cat, dog, fish: the text's losses");
    CHECK_NEAR(dog_loss(0), 1.2039728043, 1e-10);
    CHECK_NEAR(dog_loss(1), 0.6931471806, 1e-10);
    CHECK(dog_loss(2) == 0 && !signbit(dog_loss(2)), "%g", dog_loss(2));

    test("of several examples it is the mean; soft truths count, too");
    const real y[] = {0, 1, 0, 0.5, 0.5, 0};
    const real p[] = {0.2, 0.3, 0.5, 0.1, 0.4, 0.5};
    CHECK_NEAR(cross_entropy(2, 3, y, p), 1.4067053584, 1e-10);
    CHECK_NEAR(cross_entropy(2, 3, y, y), 0.3465735903, 1e-10);

    test("0 ln 0 is 0, but what is true must not be held impossible");
    CHECK_NEAR(y_ln(0, 0), 0, 0);
    const real sure[] = {1, 0}, wrong[] = {0, 1};
    CHECK(isinf(cross_entropy(1, 2, sure, wrong)), "it is finite");

    test("the cost of a neuron: by hand, and symmetric");
    CHECK_NEAR(neuron_cost(0.2, 0), 0.2231435513, 1e-10);
    CHECK_NEAR(neuron_cost(0.2, 1), 1.6094379124, 1e-10);
    CHECK_NEAR(neuron_cost(0.2, 0.3), 0.6390318597, 1e-10);
    CHECK_NEAR(neuron_cost(0.8, 0.7), neuron_cost(0.2, 0.3), 1e-14);

    test("with a and y exchanged, y = 0 and y = 1 are no targets any more");
    for (int i = 1; i < 10; i++)
        for (int end = 0; end <= 1; end++) {
            CHECK(isinf(neuron_cost(end, i / 10.0)), "finite for a = %d/10", i);
            CHECK(neuron_cost(i / 10.0, end) > 0, "not positive");
            CHECK(isfinite(neuron_cost(i / 10.0, end)), "infinite");
        }

    test("least at a = y, and the binary entropy is left");
    for (int i = 0; i <= 20; i++)
        CHECK_NEAR(best_answer(i / 20.0), i / 20.0, 1e-7);
    CHECK_NEAR(neuron_cost(best_answer(0.3), 0.3), 0.6108643021, 1e-10);
    CHECK_NEAR(binary_entropy(0.5), 0.6931471806, 1e-10);
    CHECK_NEAR(binary_entropy(0), 0, 0);
    CHECK_NEAR(binary_entropy(1), 0, 0);

    test("drawn over y: straight lines that touch the binary entropy at y = a");
    for (int i = 1; i < 10; i++) {
        real a = i / 10.0;
        CHECK_NEAR(neuron_cost(a, 0.5),
                   (neuron_cost(a, 0) + neuron_cost(a, 1)) / 2, 1e-14);
        for (int k = 0; k <= 10; k++) {
            real above = neuron_cost(a, k / 10.0) - binary_entropy(k / 10.0);
            CHECK(k == i ? fabs(above) < 1e-14 : above > 1e-3, "%g", above);
        }
    }

    test("σ′ = σ (1 - σ)");
    for (int z = -6; z <= 6; z++) {
        double by_exp = exp(-z) / pow(1 + exp(-z), 2);
        CHECK_NEAR(sigmoid_prime(sigmoid(z)), by_exp, 1e-15);
    }

    test("(75) is the slope of the cross-entropy, its integral (76)");
    for (int i = 1; i < 10; i++) {
        answer = i / 10.0;
        double gradient = wanted_slope(answer, truth);
        check_gradient("(75)", &answer, &gradient, 1, cost_of_answer, false);
        CHECK_NEAR(built(answer, truth), cost_of_answer(), 1e-11);
    }
    CHECK_NEAR(integral(0.9, 0), 1.6094379124, 1e-9);     // ln(1/2) - ln(1/10)
    CHECK_NEAR(integral(0.5, 0.3), 0, 0);

    test("a truth is from 0 to 1");
    check_dies(truth_above_one, 2, "--y");
    return tests_end();
}
