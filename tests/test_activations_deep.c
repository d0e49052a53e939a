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
            product *= factor(lengths);
        }
        kept[k] = pow(product, 1 / 3.0);
        CHECK_NEAR(kept[k], want[k], 0.12 * want[k]);
    }
    AT(lengths, 0, 0) = 1;
    AT(lengths, 0, set.deep - 1) = 32;
    CHECK_NEAR(factor(lengths), 0.5, 1e-6);
    mat_free(&lengths);

    test("a look: outputs in bars, and what is outside of them");
    Watched watched = watched_new(set.epochs * LOOKS + 1);
    Matrix a = mat_view((real[]){0, 1, 3.95f, 8}, 2, 2);
    look(&watched, 1, &NEURONS[RELU], a);
    CHECK_NEAR(AT(watched.mean, 0, 1), 12.95 / 4, 1e-5);
    CHECK_NEAR(AT(watched.shares, 1, 0), 25, 1e-4);
    CHECK_NEAR(AT(watched.shares, 1, 10), 25, 1e-4);
    CHECK_NEAR(AT(watched.shares, 1, BINS - 1), 25, 1e-4);
    a = mat_view((real[]){-1, 1}, 1, 2);
    look(&watched, 0, &NEURONS[TANH], a);
    CHECK_NEAR(AT(watched.shares, 0, BINS - 1), 50, 1e-4);
    watched_free(&watched);

    test("while tanh learns, sigmoids sink");
    Watched sigmoid = watched_new(set.epochs * LOOKS + 1);
    Watched other = watched_new(set.epochs * LOOKS + 1);
    random = random_new(3);
    set.hidden = 3;
    set.eta = 1;
    watch(&sigmoid, &NEURONS[SIGMOID], set, digits, &random);
    set.eta = 0.1f;
    watch(&other, &NEURONS[TANH], set, digits, &random);
    int last = set.epochs * LOOKS;
    CHECK_NEAR(AT(sigmoid.mean, 0, 0), 0.5, 0.06);
    CHECK(AT(sigmoid.mean, 0, last) < AT(sigmoid.mean, 0, 0) - (real)0.2,
          "from %g to %g", (double)AT(sigmoid.mean, 0, 0),
          (double)AT(sigmoid.mean, 0, last));
    CHECK_NEAR(AT(other.mean, 0, last), 0, 0.1);
    CHECK(AT(sigmoid.accuracy, 0, last) < 30, "the sigmoids learn: %g %%",
          (double)AT(sigmoid.accuracy, 0, last));
    CHECK(AT(other.accuracy, 0, last) > 40, "tanh: %g %%",
          (double)AT(other.accuracy, 0, last));
    CHECK_NEAR(epochs_to(&sigmoid, 99), set.epochs + 1.0 / LOOKS, 1e-9);
    CHECK_NEAR(epochs_to(&sigmoid, 0), 0, 0);
    watched_free(&other);
    watched_free(&sigmoid);

    test("more hidden layers than there is room for are refused");
    check_dies(too_many, 2, "50");
    digits_free(&digits);
    return tests_end();
}
