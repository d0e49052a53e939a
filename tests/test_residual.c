// Networks of so many layers; a block that starts from F = 0 changes nothing,
// one from He's start doubles the mean square; and deep networks learn with
// shortcuts, not without.
#define main residual_main
#include "ch05-vanishing-gradients/residual.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static const Settings SMALL = {120, 8, 6, 40, 12, 20};

static double mean_square(Matrix a) {
    double sum = 0;
    for (int i = 0; i < a.rows * a.cols; i++)
        sum += (double)a.at[i] * (double)a.at[i];
    return sum / (a.rows * a.cols);
}

static void check_layers(void) {
    test("so many dense layers; a shortcut for every block that has one");
    Random random = random_new(1);
    for (int k = 0; k < KINDS; k++)
        for (int d = 0; d < DEPTHS; d++) {
            int depth = depth_of(d, SMALL), denses = 0, sums = 0, norms = 0;
            Layers n = net_new(&KIND[k], depth, SMALL, &random);
            for (int l = 1; l <= n.L; l++) {
                denses += n.layer[l].w.cols > 0;
                norms += n.layer[l].gamma.cols > 0;
                sums += strcmp(n.layer[l].name, "sum") == 0;
            }
            bool shortcut = k != PLAIN && k != NORMED;
            bool normed = k == NORMED || k == BEFORE;
            CHECK(denses == depth, "%s: %d", KIND[k].name, denses);
            CHECK(sums == (shortcut ? (depth - 2) / 2 : 0), "%s: %d sums",
                  KIND[k].name, sums);
            CHECK(norms == (normed ? depth - 1 : k == AFTER ? depth - 2 : 0),
                  "%s: %d times batch_norm", KIND[k].name, norms);
            layers_free(&n);
        }
}

static void check_start(Dataset train) {
    test("F = 0: all blocks hand on what they get; He: it doubles");
    Random random = random_new(2);
    Settings wide = SMALL;
    wide.width = 64;
    const int blocks = 10;
    Layers zero = net_new(&KIND[ZERO], 2 * blocks + 2, wide, &random);
    Layers he = net_new(&KIND[HE], 2 * blocks + 2, wide, &random);
    layers_forward(&zero, mat_rows(train.x, 0, 20), true);
    layers_forward(&he, mat_rows(train.x, 0, 20), true);
    for (int b = 1; b <= blocks; b++)
        for (int i = 0; i < 20 * 64; i++)
            CHECK_NEAR(zero.layer[1 + 5 * b].a.at[i], zero.layer[1].a.at[i], 0);
    double grown = mean_square(he.layer[1 + 5 * blocks].a) /
                   mean_square(he.layer[1].a);
    CHECK(grown > pow(1.7, blocks) && grown < pow(2.3, blocks),
          "%g times per block", pow(grown, 1.0 / blocks));
    layers_free(&he);
    layers_free(&zero);

    test("where the shortcuts begin: at the input of the block; after a ReLU");
    Layers n = net_new(&KIND[BEFORE], 6, SMALL, &random);
    CHECK(n.layer[8].source == 1 && n.layer[15].source == 8, "%d, %d",
          n.layer[8].source, n.layer[15].source);
    layers_free(&n);
    n = net_new(&KIND[AFTER], 6, SMALL, &random);
    CHECK(n.layer[8].source == 2 && n.layer[15].source == 9, "%d, %d",
          n.layer[8].source, n.layer[15].source);
    layers_free(&n);
}

static void even_only(void) {
    char *arguments[] = {"residual", "--deep", "57", NULL};
    residual_main(3, arguments);
}

int main(void) {
    Digits digits = drawn_digits(120, 10);
    check_layers();
    check_start(digits.train);

    test("a network without numbers has an error of 100 %");
    Random random = random_new(4);
    Layers n = net_new(&KIND[PLAIN], 6, SMALL, &random);
    double some = error(&n, digits.train);
    CHECK_NEAR(some, 100 - layers_score(&n, digits.train).accuracy, 1e-9);
    CHECK(some < 100, "all wrong: %g", some);
    mat_fill(n.parameters, (real)NAN);
    CHECK_NEAR(error(&n, digits.train), 100, 0);
    layers_free(&n);

    test("deep networks learn with shortcuts, not without");
    Matrix errors = mat_new(KINDS * DEPTHS, SMALL.epochs + 1);
    const int kinds[] = {NORMED, BEFORE};
    for (int i = 0; i < 2; i++)
        for (int d = 0; d < DEPTHS; d++)
            learn(mat_rows(errors, row_of(kinds[i], d), 1), &KIND[kinds[i]],
                  depth_of(d, SMALL), SMALL, digits.train, 3);
    double end[4];
    for (int i = 0; i < 4; i++)
        end[i] = (double)AT(errors, row_of(kinds[i / 2], i % 2), SMALL.epochs);
    CHECK(AT(errors, row_of(NORMED, DEEP), 0) > 70, "knows it already");
    CHECK(end[0] < 40, "plain, shallow: %g", end[0]);
    CHECK(end[1] > 70, "plain, deep: %g", end[1]);
    CHECK(end[2] < 40, "residual, shallow: %g", end[2]);
    CHECK(end[3] < 40, "residual, deep: %g", end[3]);

    test("an odd number of layers is a mistake");
    check_dies(even_only, 2, "--deep|57|even");
    mat_free(&errors);
    digits_free(&digits);
    return tests_end();
}
