#define REAL double
// What the program says of the forward pass: three ways give the same numbers
// in every node, and unscaled inputs leave sigmoids at 0 and 1.
#define main forward_main
#include "ch02-backprop/forward.c"
#undef main

#include "tests/check.h"

static const Settings PLAIN = {
    {0.5, 1, -1}, {0.2, -0.3, 0.4}, {0, 0, 0}, {1, 1, 1}};

// Figure 2.20 written out, all eight equations, every index by hand.
static void written_out(const Net *n, real layer2[3], real layer3[4], real *y) {
    const real *x = n->a[1].at, *w = n->w[2].at, *b = n->b[2].at;
    const real *a = layer2, *c = layer3;
    layer2[0] = sigmoid(w[0] * x[0] + w[1] * x[1] + w[2] * x[2] + b[0]);
    layer2[1] = sigmoid(w[3] * x[0] + w[4] * x[1] + w[5] * x[2] + b[1]);
    layer2[2] = sigmoid(w[6] * x[0] + w[7] * x[1] + w[8] * x[2] + b[2]);
    w = n->w[3].at, b = n->b[3].at;
    layer3[0] = sigmoid(w[0] * a[0] + w[1] * a[1] + w[2] * a[2] + b[0]);
    layer3[1] = sigmoid(w[3] * a[0] + w[4] * a[1] + w[5] * a[2] + b[1]);
    layer3[2] = sigmoid(w[6] * a[0] + w[7] * a[1] + w[8] * a[2] + b[2]);
    layer3[3] = sigmoid(w[9] * a[0] + w[10] * a[1] + w[11] * a[2] + b[3]);
    w = n->w[4].at, b = n->b[4].at;
    *y = sigmoid(w[0] * c[0] + w[1] * c[1] + w[2] * c[2] + w[3] * c[3] + b[0]);
}

static void check_way(Forward *forward, uint64_t seed) {
    Net n = net_new(seed);
    real y, a[3], c[4], got = price(&n, forward, TEXT.house, TEXT, true);
    written_out(&n, a, c, &y);
    CHECK_NEAR(got, y, 1e-15);
    for (int j = 0; j < 3; j++) CHECK_NEAR(AT(n.a[2], j, 0), a[j], 1e-15);
    for (int j = 0; j < 4; j++) CHECK_NEAR(AT(n.a[3], j, 0), c[j], 1e-15);
    net_free(&n);
}

int main(void) {
    test("loops, matrices, and the bias as a weight: the eight equations");
    for (uint64_t seed = 1; seed <= 20; seed++) {
        check_way(by_loops, seed);
        check_way(by_matrices, seed);
        check_way(with_bias_in_w, seed);
    }

    test("golden: weights all ½, biases all 1, inputs 1, 2, 3");
    Net n = net_new(1);
    for (int l = 2; l <= L; l++) {
        mat_fill(n.w[l], 0.5);
        mat_fill(n.b[l], 1);
    }
    const real x[] = {1, 2, 3};
    CHECK_NEAR(price(&n, by_loops, x, PLAIN, true), 0.9450314699302986,
               1e-14);
    CHECK_NEAR(AT(n.z[2], 2, 0), 4, 0);
    CHECK_NEAR(AT(n.a[2], 0, 0), 0.98201379003790845, 1e-15);
    net_free(&n);

    test("σ, and its slope");
    CHECK_NEAR(sigmoid(0), 0.5, 0);
    CHECK_NEAR(sigmoid(log(3)), 0.75, 1e-15);
    CHECK_NEAR(sigmoid(-1000), 0, 0);
    CHECK_NEAR(sigmoid(1000), 1, 0);
    double z = 0.7, slope = sigmoid_prime(z);
    CHECK_NEAR(slope, (sigmoid(z + 1e-5) - sigmoid(z - 1e-5)) / 2e-5, 1e-10);

    test("w_jk leads to j from k: only neuron j feels it");
    Net one = net_new(3), other = net_new(3);
    AT(other.w[3], 1, 2) += 1;
    price(&one, by_matrices, TEXT.house, TEXT, true);
    price(&other, by_matrices, TEXT.house, TEXT, true);
    for (int j = 0; j < 4; j++)
        CHECK_NEAR(AT(other.z[3], j, 0) - AT(one.z[3], j, 0),
                   j == 1 ? AT(one.a[2], 2, 0) : 0, 1e-15);
    net_free(&other);
    net_free(&one);

    test("inputs are scaled to their distance from the mean, in spreads");
    Net house = net_new(1);
    price(&house, by_loops, TEXT.house, TEXT, true);
    CHECK_NEAR(AT(house.a[1], 0, 0), 0.5, 0);
    CHECK_NEAR(AT(house.a[1], 1, 0), 1, 0);
    CHECK_NEAR(AT(house.a[1], 2, 0), -1, 0);
    price(&house, by_loops, TEXT.house, TEXT, false);
    CHECK_NEAR(AT(house.a[1], 1, 0), 2000, 0);

    test("unscaled, layer 2 is saturated and all houses cost the same");
    Visit raw = visit(&house, TEXT, false);
    for (int j = 0; j < 3; j++) {
        real a = AT(house.a[2], j, 0);
        CHECK(a < 1e-9 || a > 1 - 1e-9, "layer 2, neuron %d is %g", j, a);
    }
    CHECK(raw.slope < 1e-9, "a slope of %g", raw.slope);
    CHECK_NEAR(raw.price, raw.hut_price, 1e-9);

    test("scaled, it is not, and prices differ; the house is left in the net");
    Visit scaled = visit(&house, TEXT, true);
    CHECK(scaled.slope > 0.1 && scaled.slope <= 0.25, "%g", scaled.slope);
    CHECK(fabs(scaled.price - scaled.hut_price) > 0.001, "%g and %g",
          scaled.price, scaled.hut_price);
    CHECK_NEAR(AT(house.a[L], 0, 0), scaled.price, 0);
    CHECK_NEAR(AT(house.a[1], 0, 0), 0.5, 0);
    net_free(&house);

    test("refresher: a number times a matrix; transposes");
    real at[] = {1, 2, 3, 4, 5, 6}, into[6];
    Matrix m = mat_view(at, 2, 3), t = mat_view(into, 3, 2);
    mat_transpose(t, m);
    CHECK_NEAR(AT(t, 2, 0), 3, 0);
    CHECK_NEAR(AT(t, 0, 1), 4, 0);
    mat_scale(m, 10, m);
    CHECK_NEAR(AT(m, 1, 2), 60, 0);
    CHECK(m.rows == 2 && m.cols == 3, "%d x %d", m.rows, m.cols);
    CHECK_NEAR(square(-3), 9, 0);
    return tests_end();
}
