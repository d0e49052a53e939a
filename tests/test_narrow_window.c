#define REAL double
// The window of |wσ′| ≥ 1: its width, where it is widest, how rarely neurons
// are in it; and neurons that pass on their input.
#include "tests/check.h"

#define main narrow_window_main
#include "ch05-vanishing-gradients/narrow_window.c"
#undef main

int main(void) {
    test("at the ends of the window the factor is 1");
    for (double w = 4.5; w < 60; w *= 1.5) {
        double half = width(w) / 2;
        CHECK_NEAR(w * sigmoid_prime(w * half), 1, 1e-12);
        CHECK_NEAR(width(-w), width(w), 0);
    }

    test("the formula agrees with a search, wherever the window is");
    CHECK_NEAR(width_by_search(7, 0), width(7), 3e-5);
    CHECK_NEAR(width_by_search(-20, 3), width(20), 3e-5);
    CHECK_NEAR(width_by_search(3.99, 0), 0, 0);

    test("it opens at |w| = 4, and is widest at 6.9: 0.45");
    CHECK_NEAR(width(3.999), 0, 0);
    CHECK_NEAR(width(4), 0, 0);
    CHECK(width(4.001) > 0, "it is closed at 4.001");
    double best = widest();
    CHECK_NEAR(best, 6.894, 0.001);
    CHECK_NEAR(width(best), 0.4477, 0.0001);
    for (double w = 4; w < 100; w += 0.25)
        CHECK(width(w) <= width(best), "wider at %g", w);

    test("random neurons: none from N(0, 1), some with larger weights");
    Random random = random_new(5);
    CHECK(share_in_window(1, &random) < 2e-4, "many are in it");
    double share = share_in_window(8, &random);
    CHECK(share > 0.06 && share < 0.1, "share %g", share);

    test("with an offset, a small w₁ is the identity; Taylor says how well");
    for (double w1 = 1; w1 > 0.005; w1 /= 10) {
        Neuron n = with_offset(w1);
        CHECK_NEAR(output(n, 0.5), 0.5, 1e-12);
        CHECK_NEAR(worst_error(n) / (w1 * w1 / 96), 1, 0.03);
    }

    CHECK(isnan(worst_error((Neuron){NAN, 0, 1, 0})), "NaN is lost");

    test("without, right in value and slope at 1/2, w₁ is larger than 2");
    for (double w1 = 2.5; w1 < 8; w1++) {
        Neuron n = literal(w1);
        CHECK_NEAR(output(n, 0.5), 0.5, 1e-12);
        CHECK_NEAR((output(n, 0.5001) - output(n, 0.4999)) / 2e-4, 1, 1e-6);
        CHECK(worst_error(n) > 0.1, "w₁ = %g works", w1);
    }

    test("the best without offset misses by 0.056, and is the best around");
    Neuron n = best_literal();
    CHECK_NEAR(worst_error(n), 0.05604, 1e-4);
    CHECK_NEAR(n.offset, 0, 0);
    for (int i = 0; i < 200; i++) {
        Neuron other = {n.w1 + random_normal(&random),
                        n.b + random_normal(&random),
                        n.w2 + 0.2 * random_normal(&random), 0};
        CHECK(worst_error(other) > worst_error(n) - 1e-4, "%g, %g, %g",
              other.w1, other.b, other.w2);
    }

    test("a row of identity neurons passes the gradient on");
    Neuron one = with_offset(0.5);                // two of them, by hand
    double second = output(one, 1), h = 1e-5;
    double z = one.w1 * second + one.b;
    CHECK_NEAR(4 * sigmoid(one.w1 + one.b) - 2, z, 1e-12);
    double slope = (output(one, output(one, 1 + h)) -
                    output(one, output(one, 1 - h))) / (2 * h);
    CHECK_NEAR(passed_on(0.5, 2), slope, 1e-8);
    CHECK_NEAR(passed_on(0.1, 100), 0.9406, 0.001);
    CHECK(passed_on(2, 100) < 0.1, "large w₁, too");
    return tests_end();
}
