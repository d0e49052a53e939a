// The six loops and the maximum against numbers worked out by hand, over
// several maps and an odd side; what kernels made by hand look for; counts.
#define main convolution_main
#include "ch06-convnets/convolution.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static void check_numbers(void) {
    test("two maps of 3 x 3 and a kernel of 2 x 2, worked out by hand");
    real x_at[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, /* */ 0, 1, 0, 2, 0, 3, 0, 4, 0};
    real w_at[] = {1, 10, 100, 1000, /* */ 1, 0, 0, 0,
                   0, 0, 0, 1, /* */ -1, 2, -3, 4};
    real b_at[] = {0.5, -1}, z_at[8];
    Maps x = {mat_view(x_at, 2, 9), 3}, z = {mat_view(z_at, 2, 4), 2};
    Kernels k = {mat_view(w_at, 2, 8), mat_view(b_at, 1, 2), 2};
    convolution(z, k, x);
    const double want[] = {5421.5, 6533.5, 8756.5, 9865.5,
                           // 5 + (0 + 2 - 6 + 0), 6 + (-1 + 0 + 0 + 12), ...
                           5 - 4 - 1, 6 + 11 - 1, 8 + 14 - 1, 9 - 6 - 1};
    for (int i = 0; i < 8; i++) CHECK_NEAR(z_at[i], want[i], 0);

    test("pooling takes the largest, also of negative ones; odd rests go");
    real odd[] = {-5, -2, 90, -3, -4, 90, 90, 90, 90}, top;
    max_pool((Maps){mat_view(&top, 1, 1), 1}, (Maps){mat_view(odd, 1, 9), 3});
    CHECK_NEAR(top, -2, 0);
    for (int largest = 0; largest < 4; largest++) {
        real four[] = {1, 1, 1, 1};
        four[largest] = 2;
        max_pool((Maps){mat_view(&top, 1, 1), 1},
                 (Maps){mat_view(four, 1, 4), 2});
        CHECK_NEAR(top, 2, 0);
    }
}

// A square of ink, rows and columns 10 ... 17.
static void check_by_hand(void) {
    test("left edges, upper edges, lower edges, outlines, blur: of a square");
    Maps x = maps_new(1, SIDE);
    for (int i = 10; i < 18; i++)
        for (int j = 10; j < 18; j++) AT(x.at, 0, i * SIDE + j) = 1;
    Kernels k = kernels_by_hand();
    Look it = look_new(k, x);
    CHECK(it.z.side == 26 && it.pooled.side == 13, "%d, %d", it.z.side,
          it.pooled.side);
    // The window whose middle is (i, j) has its corner at (i - 1, j - 1).
#define SEEN(m, i, j) AT(it.z.at, m, ((i) - 1) * 26 + (j) - 1)
    CHECK_NEAR(SEEN(0, 13, 10), 4, 0);
    CHECK_NEAR(SEEN(0, 13, 17), -4, 0);
    CHECK_NEAR(SEEN(1, 10, 13), 4, 0);
    CHECK_NEAR(SEEN(1, 17, 13), -4, 0);
    CHECK_NEAR(SEEN(2, 17, 13), 4, 0);
    CHECK_NEAR(SEEN(2, 10, 13), -4, 0);
    CHECK_NEAR(SEEN(4, 10, 13), 3, 0);
    for (int m = 0; m < HAND - 1; m++) CHECK_NEAR(SEEN(m, 13, 13), 0, 0);
    CHECK_NEAR(SEEN(5, 13, 13), 9, 0);
    CHECK_NEAR(SEEN(5, 10, 13), 6, 0);
    CHECK_NEAR(SEEN(3, 13, 5), 0, 0);
    AT(x.at, 0, 5 * SIDE + 6) = AT(x.at, 0, 6 * SIDE + 5) = 1;
    AT(x.at, 0, 7 * SIDE + 4) = 1;
    convolution(it.z, k, x);
    CHECK_NEAR(SEEN(3, 6, 5), 6, 0);
    look_free(&it);
    kernels_free(&k);
    mat_free(&x.at);
}

static void check_learned(void) {
    test("our maps are the network's; learned kernels are no noise");
    Digits digits = drawn_digits(100, 20);
    Settings small = {3, 1, 5, 0.1f, 0.01f};
    Layers n = network_new(small);
    learn(&n, digits.train, small, 5);
    Kernels k = kernels_of(&n);
    Maps x = {mat_rows(digits.test.x, small.image, 1), SIDE};
    Look it = look_new(k, x);
    double off = gap_between(&n, it, x);
    CHECK(off <= 1e-5, "%g apart", off);
    it.pooled.at.at[7] += (real)0.25;
    CHECK_NEAR(gap_between(&n, it, x), 0.25, 1e-5);
    CHECK(likeness(k) > 0.4, "likeness %g", likeness(k));
    Random random = random_new(1);
    mat_randn(k.w, 1, &random);
    CHECK(fabs(likeness(k)) < 0.12, "likeness of noise %g", likeness(k));
    mat_fill(k.w, 2);
    CHECK_NEAR(likeness(k), 1, 1e-6);
    for (int i = 0; i < MAPS * WINDOW * WINDOW; i++)
        k.w.at[i] = i % 25 % 2 ? 1 : -1;
    CHECK_NEAR(likeness(k), -1, 1e-6);

    test("520 numbers shared, 299 520 not shared, 9 043 200 dense");
    CHECK_NEAR(shared(&n.layer[1]), 520, 0);
    CHECK_NEAR(own(&n.layer[1], n.layer[1].w.rows), 299520, 0);
    CHECK_NEAR(own(&n.layer[1], n.layer[1].inputs), 9043200, 0);
    look_free(&it);
    kernels_free(&k);
    layers_free(&n);
    digits_free(&digits);
}

int main(void) {
    check_numbers();
    check_by_hand();
    check_learned();
    return tests_end();
}
