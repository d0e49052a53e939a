#define REAL double
// Both formulas, worked out by hand; what turning, pooling and moving do; and
// that a difference which is there is found.
#define main same_maps_main
#include "ch06-convnets/same_maps.c"
#undef main

#include "tests/check.h"

static void check_formulas(void) {
    test("a kernel of 2 x 2 on 3 x 3, both formulas by hand");
    real x_at[] = {1, 2, 3, 4, 5, 6, 7, 8, 9}, w_at[] = {1, 10, 100, 1000};
    real z_at[4], turned_at[4];
    Matrix x = mat_view(x_at, 3, 3), w = mat_view(w_at, 2, 2);
    Matrix z = mat_view(z_at, 2, 2), turned = mat_view(turned_at, 2, 2);
    correlate(z, w, x);
    const double correlation[] = {5421, 6532, 8754, 9865};
    for (int i = 0; i < 4; i++) CHECK_NEAR(z_at[i], correlation[i], 0);
    convolve(z, w, x);
    const double convolution[] = {1245, 2356, 4578, 5689};
    for (int i = 0; i < 4; i++) CHECK_NEAR(z_at[i], convolution[i], 0);
    turn(turned, w);
    const double by_180[] = {1000, 100, 10, 1};
    for (int i = 0; i < 4; i++) CHECK_NEAR(turned_at[i], by_180[i], 0);

    test("pooling 2 x 2; the odd row and column are ignored");
    real top;
    max_pool(mat_view(&top, 1, 1), x);
    CHECK_NEAR(top, 5, 0);
    real negative[] = {-4, -3, -2, -1};
    max_pool(mat_view(&top, 1, 1), mat_view(negative, 2, 2));
    CHECK_NEAR(top, -1, 0);

    test("an image moves right and down");
    real to_at[9];
    move(mat_view(to_at, 3, 3), x, 1);
    const double moved[] = {1, 1, 1, 1, 1, 2, 1, 4, 5};
    for (int i = 0; i < 9; i++) CHECK_NEAR(to_at[i], moved[i], 0);
}

static void check_gaps(void) {
    test("what is the same is, what is not is not, whatever the digit");
    Matrix x = mat_new(SIDE, SIDE);
    for (int digit = 0; digit < 10; digit++) {
        Random random = random_new((uint64_t)digit + 3);
        Settings few = {digit, 3};
        draw(x, digit, &random);
        for (int p = 0; p < SIDE; p++)              // a clean border
            for (int q = 0; q < 4; q++)
                AT(x, q, p) = AT(x, p, q) = AT(x, SIDE - 1 - q, p) =
                    AT(x, p, SIDE - 1 - q) = 0;
        Gaps gaps = try_all(few, x, false, &random);
        CHECK(gaps.turned <= 1e-13, "turned: %g", gaps.turned);
        CHECK(gaps.other > 1, "not turned: %g", gaps.other);
        for (int k = 0; k < SIZE; k++) CHECK_NEAR(gaps.order[k], 0, 0);
        CHECK(gaps.order[SIZE] > 0.1, "|z|: %g", gaps.order[SIZE]);
        CHECK_NEAR(gaps.map, 0, 0);
        CHECK_NEAR(gaps.pooled, 0, 0);
    }

    test("the functions: two biases that change z, ReLU, |z|");
    CHECK(F[0].f(0.5) > 0.5 && F[1].f(0.5) < 0.5, "no bias");
    CHECK_NEAR(F[RELU].f(-2), 0, 0);
    CHECK_NEAR(F[RELU].f(2), 2, 0);
    CHECK_NEAR(F[SIZE].f(-2), 2, 0);

    test("the largest difference; NaN is never overlooked");
    double gap = 0.1;
    real a[] = {1, 2, 3}, b[] = {1, 2.5, 3.25};
    widen(&gap, mat_view(a, 1, 3), mat_view(b, 1, 3));
    CHECK_NEAR(gap, 0.5, 0);
    b[0] = NAN;
    widen(&gap, mat_view(a, 1, 3), mat_view(b, 1, 3));
    CHECK(isnan(gap), "gap %g", gap);
    b[0] = 1;
    widen(&gap, mat_view(a, 1, 3), mat_view(b, 1, 3));
    CHECK(isnan(gap), "forgotten: %g", gap);
    mat_free(&x);
}

int main(void) {
    check_formulas();
    check_gaps();
    return tests_end();
}
