// Lengths are those of the right layers and are not lost below 10⁻²⁰; without
// shortcuts the gradient of sigmoids vanishes, with them it does not.
#define main shortcut_main
#include "ch05-vanishing-gradients/shortcut.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static const Settings SMALL = {40, 8, 30, 16};

static void check_rows(const Kind *kind, Dataset images, int layers_per_block) {
    Random random = random_new(5);
    Layers n = net_new(kind, 10, SMALL, &random);
    Batches all = batches_new(images, SMALL.images);
    batches_next(&all);
    layers_gradient(&n, &all);
    Matrix lengths = mat_new(1, 4);
    measure(lengths, kind, 10, SMALL, images, 5);
    for (int b = 0; b < 4; b++) {
        int l = 1 + layers_per_block * (b + 1) - kind->summed;
        double want = (double)mat_norm(n.layer[l].nabla_w);
        CHECK(strcmp(n.layer[l].name, "dense") == 0, "%s", n.layer[l].name);
        CHECK_NEAR(AT(lengths, 0, b), want, 1e-5 * want);
        CHECK_NEAR(n.layer[l].sd, sqrt(2.0 / SMALL.width), 1e-6);
    }
    mat_free(&lengths);
    batches_free(&all);
    layers_free(&n);
}

// The way without factors: if all w₂ are 0, every block gets the same δ.
static void check_identity(Dataset images) {
    Random random = random_new(6);
    Layers n = net_new(&KIND[SIGMOID_SUMMED], 10, SMALL, &random);
    for (int b = 0; b < 4; b++) mat_fill(n.layer[5 * (b + 1)].w, 0);
    Batches all = batches_new(images, SMALL.images);
    batches_next(&all);
    layers_gradient(&n, &all);
    for (int b = 1; b < 4; b++)
        for (int j = 0; j < SMALL.width; j++)
            CHECK_NEAR(n.layer[5 * (b + 1)].nabla_b.at[j],
                       n.layer[5].nabla_b.at[j], 1e-6);
    batches_free(&all);
    layers_free(&n);
}

int main(void) {
    Digits digits = drawn_digits(40, 10);
    Dataset images = digits.train;

    test("length: √Σ, also where the squares are too small for a float");
    real v[] = {3, 4, 0, 12};
    CHECK_NEAR(length(mat_view(v, 2, 2)), 13, 1e-12);
    for (int i = 0; i < 4; i++) v[i] *= (real)1e-30;
    CHECK_NEAR(1e30 * length(mat_view(v, 2, 2)), 13, 1e-5);

    test("the second dense layer of each block, from below");
    check_rows(&KIND[SIGMOID], images, 4);
    check_rows(&KIND[SIGMOID_SUMMED], images, 5);
    check_rows(&KIND[RELU], images, 4);
    check_rows(&KIND[RELU_NORMED], images, 6);
    check_rows(&KIND[RELU_SUMMED], images, 7);

    test("where F′ is 0 the shortcuts hand all of δ down");
    check_identity(images);

    test("sigmoids: it vanishes without shortcuts, ever more, not with them");
    Matrix lengths = mat_new(KINDS * DEPTHS, blocks_of(DEEP, SMALL));
    measure_all(lengths, SMALL, images, 1);
    double few = growth(lengths, SIGMOID, SHALLOW, SMALL);
    double many = growth(lengths, SIGMOID, DEEP, SMALL);
    double summed = growth(lengths, SIGMOID_SUMMED, DEEP, SMALL);
    CHECK(few > 50 && few < 1e5, "8 layers: %g", few);
    CHECK(many > 1e10 && many < 1e20, "30 layers: %g", many);
    CHECK(summed > 0.2 && summed < 5, "with shortcuts: %g", summed);

    test("in a block: the root of what the lower half of them does");
    Matrix row = row_of(lengths, SIGMOID, DEEP, SMALL);
    CHECK(row.cols == 14, "%d blocks", row.cols);
    double block = per_block(lengths, SIGMOID, SMALL);
    CHECK(block > 0.07 && block < 0.125, "sigmoids: %g", block);
    for (int b = 0; b < row.cols; b++)
        AT(row, 0, b) = (real)pow(2, b < 7 ? b : 7);
    CHECK_NEAR(per_block(lengths, SIGMOID, SMALL), 0.5, 1e-6);

    test("ReLUs: nothing vanishes from He's start");
    double relu = growth(lengths, RELU, DEEP, SMALL);
    double normed = growth(lengths, RELU_NORMED, DEEP, SMALL);
    CHECK(relu > 0.02 && relu < 50, "plain: %g", relu);
    CHECK(normed < 0.1, "with batch normalisation the first get more: %g",
          normed);
    mat_free(&lengths);
    digits_free(&digits);
    return tests_end();
}
