#define REAL double
// The product with matrices is the slope of the cost, singular values are right
// and bound it; a steeper σ is the same as larger weights, and no cure.
#include "tests/check.h"

#define main unstable_main
#include "ch05-vanishing-gradients/unstable.c"
#undef main

// A cost whose slope at the last layer is what backprop begins with.
static Net net;
static double cost_now(void) {
    forward(&net, 1.7);
    double sum = 0;
    for (int j = 0; j < net.z[net.L].rows; j++)
        sum += AT(net.z[net.L], j, 0) / sqrt(net.z[net.L].rows);
    return sum;
}

static void check_values(Matrix m, const double want[3]) {
    Matrix values = mat_new(3, 1);
    double squares = 0;
    for (int i = 0; i < 9; i++) squares += m.at[i] * m.at[i];
    singular_values(values, m);
    for (int i = 0; i < 3; i++) {
        double nearest = HUGE_VAL;
        for (int k = 0; k < 3; k++)
            nearest = fmin(nearest, fabs(values.at[k] - want[i]));
        CHECK(nearest < 1e-12, "no singular value is near %g", want[i]);
        squares -= values.at[i] * values.at[i];
    }
    CHECK_NEAR(squares, 0, 1e-12);
    mat_free(&values);
}

int main(void) {
    Random random = random_new(3);
    double log_speed[MOST + 1];

    test("the product is the slope of the cost, in every layer");
    net = net_new(4, 5, &random);
    forward(&net, 1.7);
    backprop(&net, 1.7, log_speed);
    for (int l = 1; l <= 3; l++) {
        mat_scale(net.delta[l], pow(10, log_speed[l]), net.delta[l]);
        check_gradient("biases", net.b[l].at, net.delta[l].at, 5, cost_now,
                       false);
    }
    CHECK_NEAR(log_speed[4], 0, 0);

    test("σ(c z) is σ with weights and biases c times as large");
    double steep[MOST + 1], scaled[MOST + 1];
    forward(&net, 3);
    backprop(&net, 3, steep);
    for (int l = 1; l <= 4; l++) {
        mat_scale(net.w[l], 3, net.w[l]);
        mat_scale(net.b[l], 3, net.b[l]);
    }
    forward(&net, 1);
    backprop(&net, 1, scaled);
    for (int l = 1; l <= 4; l++) CHECK_NEAR(steep[l], scaled[l], 1e-12);
    CHECK(fabs(steep[1] - log_speed[1]) > 0.01, "c makes no difference");
    net_free(&net);

    test("singular values: of a diagonal, a turned and a singular matrix");
    Matrix m = mat_new(3, 3);
    AT(m, 0, 1) = -2;
    AT(m, 1, 2) = 0.5;
    AT(m, 2, 0) = 7;
    check_values(m, (double[]){7, 2, 0.5});
    mat_fill(m, 1);
    check_values(m, (double[]){3, 0, 0});
    mat_fill(m, 0);                              // 1 1, 0 1: the golden ratio
    AT(m, 0, 0) = AT(m, 0, 1) = AT(m, 1, 1) = 1;
    check_values(m, (double[]){(1 + sqrt(5)) / 2, (sqrt(5) - 1) / 2, 0});
    mat_free(&m);

    test("no layer shrinks or grows δ by more than its singular values");
    net = net_new(8, 12, &random);
    Matrix values = mat_new(12, 1);
    forward(&net, 4);
    backprop(&net, 4, log_speed);
    for (int l = 1; l < 8; l++) {
        double least = HUGE_VAL, most = 0;
        factor(net.factor, &net, l, 4);
        singular_values(values, net.factor);
        for (int i = 0; i < 12; i++) {
            least = fmin(least, values.at[i]);
            most = fmax(most, values.at[i]);
        }
        double growth = pow(10, log_speed[l] - log_speed[l + 1]);
        CHECK(growth < most && growth > least, "%g is not in %g ... %g", growth,
              least, most);
    }
    mat_free(&values);
    net_free(&net);

    test("chains vanish with every slope, and luck decides how much");
    Result it = {.growth = {{0}}};
    it.speed[CHAIN] = mat_new(60, 10);
    for (int i = 0; i < 60; i++) {
        net = net_new(10, 1, &random);
        add_network(&it, &net, CHAIN, i);
        net_free(&net);
    }
    Spread luck = {0};
    double slowest = 0;
    for (int i = 0; i < 60; i++) spread_add(&luck, AT(it.speed[CHAIN], i, 9));
    for (int s = 0; s < SLOPES; s++) {
        CHECK(it.growth[CHAIN][s] < -0.7, "c = %g: it grows", slope_at(s));
        slowest = fmin(slowest, it.growth[CHAIN][s]);
    }
    CHECK_NEAR(slowest, it.growth[CHAIN][STEEPEST], 0);
    CHECK_NEAR(spread_mean(&luck) / 9, it.growth[CHAIN][TEXTS], 1e-12);
    CHECK_NEAR(spread_mean(&luck) / 9, -1, 0.15);
    CHECK(luck.max - luck.min > 3, "no luck: %g", luck.max - luck.min);
    mat_free(&it.speed[CHAIN]);

    test("wide layers vanish with σ(z) and explode with σ(64 z)");
    net = net_new(12, 200, &random);
    forward(&net, 1);
    backprop(&net, 1, log_speed);
    CHECK_NEAR(log_speed[1] / 11, log10(0.2), 0.05);
    forward(&net, 64);
    backprop(&net, 64, log_speed);
    CHECK(log_speed[1] > 0.5, "δ grows by only %g powers of ten", log_speed[1]);
    net_free(&net);
    return tests_end();
}
