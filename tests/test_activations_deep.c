// What the pictures are meant to show, on a few drawn digits: lengths of δ in
// deep networks, and the outputs of the last hidden layer while it learns.
#define main activations_deep_main
#include "ch05-vanishing-gradients/activations_deep.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static void too_many(void) {
    char *arguments[] = {"activations_deep", "--deep", "51", NULL};
    activations_deep_main(3, arguments);
}
static void no_rate(void) {
    char *arguments[] = {"activations_deep", "--eta", "0", NULL};
    activations_deep_main(3, arguments);
}

int main(void) {
    Digits digits = drawn_digits(300, 500);
    Settings set = {2, 30, 6, 300, 2, 10, 0.1f};
    Dataset part = data_part(digits.train, 0, 50);

    test("dense layers and neurons in turns, with the weights asked for");
    Random random = random_new(1);
    Layers n = net_new(&NEURONS[RELU], 3, 60, &random);
    for (int h = 1; h <= 3; h++) {
        CHECK(strcmp(dense(&n, h)->name, "dense") == 0, "%s",
              dense(&n, h)->name);
        CHECK(strcmp(n.layer[2 * h].name, "relu") == 0, "%s",
              n.layer[2 * h].name);
        Matrix w = dense(&n, h)->w;
        CHECK_NEAR(mat_norm(w), sqrt(2 * 60), 1);  // 60 rows of length √2
    }
    layers_free(&n);

    test("the length is the root of the mean of ‖δ‖² over the images");
    Matrix lengths = mat_new(1, set.deep);
    random = random_new(7);
    gradients(lengths, &NEURONS[TANH], set, part, &random);
    random = random_new(7);
    n = net_new(&NEURONS[TANH], set.deep, set.width, &random);
    double squares = 0;
    for (int i = 0; i < part.x.rows; i++) {
        Dataset one = data_part(part, i, 1);
        layers_forward(&n, one.x, true);
        layers_backward(&n, one.y);
        for (int j = 0; j < set.width; j++)
            squares += pow((double)AT(dense(&n, 2)->delta, 0, j), 2);
    }
    CHECK_NEAR(AT(lengths, 0, 1), sqrt(squares / part.x.rows), 1e-5);
    layers_free(&n);

    test("sigmoids fade by 4 in a layer, ReLUs by √2 with chapter 3's start");
    double kept[NUMBER], want[NUMBER] = {0.24, 0.9, 1, 0.707};
    for (int k = 0; k < NUMBER; k++) {
        double product = 1;
        for (uint64_t seed = 1; seed <= 3; seed++) {
            random = random_new(seed);
            gradients(lengths, &NEURONS[k], set, part, &random);
            product *= factor(lengths, 0);
        }
        kept[k] = pow(product, 1 / 3.0);
        CHECK_NEAR(kept[k], want[k], 0.12 * want[k]);
    }
    AT(lengths, 0, 0) = 1;
    AT(lengths, 0, set.deep - 1) = 32;
    CHECK_NEAR(factor(lengths, 0), 0.5, 1e-6);
    mat_free(&lengths);

    test("a look: outputs in bars, and what is outside of them");
    Matrix seen = mat_new(set.epochs * LOOKS + 1, COLUMNS);
    Matrix a = mat_view((real[]){0, 1, 3.95f, 8}, 2, 2);
    look(seen, 1, &NEURONS[RELU], a);
    CHECK_NEAR(AT(seen, 1, MEAN), 12.95 / 4, 1e-5);
    CHECK_NEAR(AT(seen, 1, 0), 25, 1e-4);
    CHECK_NEAR(AT(seen, 1, 10), 25, 1e-4);
    CHECK_NEAR(AT(seen, 1, BINS - 1), 25, 1e-4);
    a = mat_view((real[]){-1, 1}, 1, 2);
    look(seen, 0, &NEURONS[TANH], a);
    CHECK_NEAR(AT(seen, 0, BINS - 1), 50, 1e-4);
    a = mat_view((real[]){-0.5f, 1e30f, 5, (real)NAN}, 2, 2);
    look(seen, 2, &NEURONS[RELU], a);        // none of these has a bar
    for (int bin = 0; bin < BINS; bin++)
        CHECK_NEAR(AT(seen, 2, bin), 0, 0);
    mat_free(&seen);

    test("while tanh learns, sigmoids sink");
    Matrix sigmoid = mat_new(set.epochs * LOOKS + 1, COLUMNS);
    Matrix other = mat_new(set.epochs * LOOKS + 1, COLUMNS);
    random = random_new(3);
    set.hidden = 3;
    set.eta = 1;
    watch(sigmoid, &NEURONS[SIGMOID], set, digits, &random);
    set.eta = 0.1f;
    watch(other, &NEURONS[TANH], set, digits, &random);
    int last = set.epochs * LOOKS;
    CHECK_NEAR(AT(sigmoid, 0, MEAN), 0.5, 0.06);
    CHECK(AT(sigmoid, last, MEAN) < AT(sigmoid, 0, MEAN) - (real)0.2,
          "from %g to %g", (double)AT(sigmoid, 0, MEAN),
          (double)AT(sigmoid, last, MEAN));
    CHECK_NEAR(AT(other, last, MEAN), 0, 0.1);
    CHECK(AT(sigmoid, last, ACCURACY) < 30, "the sigmoids learn: %g %%",
          (double)AT(sigmoid, last, ACCURACY));
    CHECK(AT(other, last, ACCURACY) > 40, "tanh: %g %%",
          (double)AT(other, last, ACCURACY));
    CHECK_NEAR(epochs_to(sigmoid, 99), set.epochs + 1.0 / LOOKS, 1e-9);
    CHECK_NEAR(epochs_to(sigmoid, 0), 0, 0);
    mat_free(&other);
    mat_free(&sigmoid);

    test("more hidden layers than there is room for, and η = 0, are refused");
    check_dies(too_many, 2, "--deep|50");
    check_dies(no_rate, 2, "--eta|above 0");
    digits_free(&digits);
    return tests_end();
}
