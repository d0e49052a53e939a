// The four poolings: their windows, their sides, the same start for two of
// them; no pooling is a window of one; and what the gap means.
#define main overlap_main
#include "ch06-convnets/overlap.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static const Settings SMALL = {60, 20, 3, 20, 10, 0.05f};

static void check_shapes(void) {
    const int side[POOLINGS] = {12, 12, 8, 13};
    test("sides 12, 12, 8, 13; z = 2 and z = 3 start from the same weights");
    uint32_t hash[POOLINGS];
    for (int k = 0; k < POOLINGS; k++) {
        Random random = random_new(5);
        Layers n = net_new(&POOLING[k], SMALL, &random);
        int pixels = side[k] * side[k];
        int wanted = 16 * 3 + 3 + 3 * pixels * 20 + 20 + 20 * 10 + 10;
        CHECK(n.layer[POOLED].side == side[k], "%s: %d", POOLING[k].name,
              n.layer[POOLED].side);
        CHECK(n.parameters.cols == wanted, "%s: %d parameters",
              POOLING[k].name, n.parameters.cols);
        hash[k] = hash_numbers(0, n.parameters.at, n.parameters.cols);
        layers_free(&n);
    }
    CHECK(hash[APART] == hash[OVERLAPPING], "another start");
}

// Every pooled number is the largest of z x z numbers, s apart.
static void check_windows(Dataset train) {
    test("z x z numbers, s apart: 2 2, 3 2, 3 3");
    const int z[] = {2, 3, 3}, s[] = {2, 2, 3};
    for (int k = 0; k < NONE; k++) {
        Random random = random_new(6);
        Layers n = net_new(&POOLING[k], SMALL, &random);
        layers_forward(&n, mat_rows(train.x, 0, 1), false);
        int side = n.layer[POOLED].side;
        for (int i = 0; i < side; i++)
            for (int j = 0; j < side; j++) {
                real largest = -INFINITY;
                for (int u = 0; u < z[k] * z[k]; u++)
                    largest = fmaxf(largest, n.layer[1].a.at[
                        (i * s[k] + u / z[k]) * 25 + j * s[k] + u % z[k]]);
                CHECK_NEAR(n.layer[POOLED].a.at[i * side + j], largest, 0);
            }
        layers_free(&n);
    }
}

static void check_none(Dataset train) {
    test("a convolution with stride 2 is pooling with a window of 1");
    Random random = random_new(7);
    Layers n = net_new(&POOLING[NONE], SMALL, &random);
    Layers pooled = network3_new(1, 28, 1);
    network3_convolution(&pooled, 3, 4);
    network3_max_pool(&pooled, 1, 2);
    layers_softmax(&pooled);
    layers_start(&pooled, &random);
    mat_copy(pooled.layer[1].w, n.layer[1].w);
    layers_forward(&n, mat_rows(train.x, 3, 1), false);
    layers_forward(&pooled, mat_rows(train.x, 3, 1), false);
    for (int i = 0; i < 3 * 13 * 13; i++)
        CHECK_NEAR(n.layer[1].a.at[i], pooled.layer[2].a.at[i], 1e-6);
    layers_free(&pooled);
    layers_free(&n);
}

static void no_images(void) {
    char *arguments[] = {"overlap", "--images", "0", NULL};
    overlap_main(3, arguments);
}

int main(void) {
    Digits digits = drawn_digits(60, 40);
    check_shapes();
    check_windows(digits.train);
    check_none(digits.train);

    test("trained: few errors on training images, and a gap to the others");
    Result r[POOLINGS] = {{0}};
    for (int k = 0; k < 2; k++) {
        r[k] = learn(&POOLING[k], SMALL, digits.train, digits.test, 1);
        CHECK(error(r[k].train) <= 5, "%g", error(r[k].train));
        CHECK(error(r[k].test) < 80, "%g", error(r[k].test));
        CHECK(gap(r[k]) > 0.1, "gap %g", gap(r[k]));
        CHECK_NEAR(r[k].train.cost + gap(r[k]), r[k].test.cost, 1e-12);
    }
    CHECK_NEAR(less(r, APART, OVERLAPPING),
               r[1].test.accuracy - r[0].test.accuracy, 1e-9);

    test("no images is a mistake");
    check_dies(no_images, 2, "--images|0");
    digits_free(&digits);
    return tests_end();
}
