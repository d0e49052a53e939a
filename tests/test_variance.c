#define REAL double
// Variances against theory, in small networks; the rules for sizes, by hand.
#define main variance_main
#include "ch05-vanishing-gradients/variance.c"
#undef main

#include "tests/check.h"

static void no_width(void) {
    char *arguments[] = {"variance", "--thin", "0", NULL};
    variance_main(3, arguments);
}

int main(void) {
    Random random = random_new(1);

    test("normal and uniform numbers have mean 0 and the variance asked for");
    Draw *draws[] = {random_normal, uniform};
    Matrix m = mat_new(200, 100);
    for (int k = 0; k < 2; k++) {
        fill(m, draws[k], 3, &random);
        double sum = 0, fourth = 0;
        for (int i = 0; i < 20000; i++) {
            sum += m.at[i] / 20000;
            fourth += pow(m.at[i] / 3, 4) / 20000;
        }
        CHECK_NEAR(sum, 0, 0.1);
        CHECK_NEAR(mean_square(m), 9, 0.3);
        CHECK_NEAR(fourth, k == 0 ? 3 : 1.8, 0.3);     // the two are different
    }
    mat_free(&m);
    CHECK_NEAR(drawn(0.01, uniform, &random), 0.01, 0.0003);

    test("a layer multiplies variances by N_in σ² up, and by N_out σ² down");
    Variances it = measure((Layer){{80, 20}, 0.09, 4, uniform}, 10, &random);
    CHECK_NEAR(it.up, 80 * 0.09 * 4, 1.5);
    CHECK_NEAR(it.down, 20 * 0.09, 0.1);

    test("the rules, for 30 inputs and 10 outputs");
    Sizes n = {30, 10};
    const double by_hand[] = {1 / 30., 0.1, 0.05, 0.025, 0.1, 1 / 15.};
    for (int r = 0; r < NUMBER; r++)
        CHECK_NEAR(RULES[r].variance(n), by_hand[r], 1e-15);
    Sizes square = {40, 40};
    CHECK_NEAR(he(square), he_on_slides(square), 1e-15);

    test("ReLU layers multiply the mean square by ½ N_in σ²");
    Settings set = {60, 20, 8, 30};
    Matrix squares = mat_new(1, set.layers + 1);
    const double kept[] = {0, 0, 3 / 16., 3 / 64., 3 / 4., 1};  // two layers
    for (int r = XAVIER; r < NUMBER; r++) {
        climb(squares, &RULES[r], set, &random);
        CHECK_NEAR(AT(squares, 0, 0), 1, 0);
        CHECK_NEAR(AT(squares, 0, 1), 30 * RULES[r].variance((Sizes){60, 20}),
                   0.1);
        for (int l = 2; l <= set.layers; l += 2)
            CHECK_NEAR(AT(squares, 0, l) / pow(kept[r], l / 2), 1, 0.35);
    }
    mat_free(&squares);

    test("the printed sum is not the variance");
    CHECK_NEAR(printed_sum(LAYERS[HUNDRED]) / product(LAYERS[HUNDRED]), 101,
               1e-9);
    CHECK_NEAR(measure(LAYERS[HUNDRED], 5, &random).up, 1, 0.06);

    test("from 1/8 to 7/8 of the neurons before the weights");
    Settings text = OURS;
    CHECK(shape(text, 0).in == 50 && shape(text, 0).out == 350, "first");
    CHECK(shape(text, FAR).in == 300 && shape(text, FAR).out == 100, "far");

    test("layers of 0 neurons are refused");
    check_dies(no_width, 2, "--thin");
    return tests_end();
}
