#define REAL double
// What the program says of softmax: outputs sum to 1 and move as the exercises
// say, nothing overflows, and the slopes of the log-likelihood are a - y.
#define main softmax_main
#include "ch03-crossentropy-regularization/softmax.c"
#undef main

#include "common/random.h"
#include "tests/check.h"

static real z[OUTPUTS] = {0.7, -1.3, 2.1, 0.4};
static real weights[OUTPUTS] = {1.5, -0.8, 0.3, 2.2};
static int right;

// A sum of the outputs with uneven weights, which sees the sign of each slope.
static double mixture(void) {
    real a[OUTPUTS], sum = 0;
    softmax(a, z, 1);
    for (int j = 0; j < OUTPUTS; j++) sum += weights[j] * a[j];
    return sum;
}
static double cost(void) { return log_likelihood(z, right); }

// A layer of its own in front of the softmax, for (81) and (82).
enum { INPUTS = 3 };
static real w[OUTPUTS][INPUTS], b[OUTPUTS], x[INPUTS] = {0.9, -1.7, 0.4};
static void layer(real into[OUTPUTS]) {
    for (int j = 0; j < OUTPUTS; j++) {
        into[j] = b[j];
        for (int k = 0; k < INPUTS; k++) into[j] += w[j][k] * x[k];
    }
}
static double layer_cost(void) {
    real into[OUTPUTS];
    layer(into);
    return log_likelihood(into, right);
}

static void unknown_option(void) {
    char *arguments[] = {"softmax", "--z5", "1", NULL};
    softmax_main(3, arguments);
}

int main(void) {
    real a[OUTPUTS], plain[OUTPUTS];

    test("e^z of 0, ln 2, ln 3, ln 4 shared out: 1, 2, 3, 4 tenths");
    real logs[] = {0, log(2), log(3), log(4)};
    softmax(a, logs, 1);
    for (int j = 0; j < OUTPUTS; j++) CHECK_NEAR(a[j], (j + 1) / 10.0, 1e-15);
    softmax(a, logs, 2);                        // squares: 1, 4, 9, 16 of 30
    for (int j = 0; j < OUTPUTS; j++)
        CHECK_NEAR(a[j], (j + 1) * (j + 1) / 30.0, 1e-15);

    test("moving the largest z to 0 changes nothing that can be computed");
    for (real c = 0.5; c < 5; c *= 2) {
        softmax(a, z, c);
        as_written(plain, z, c);
        for (int j = 0; j < OUTPUTS; j++) CHECK_NEAR(a[j], plain[j], 1e-15);
    }

    test("z = ±1000: as it is written, no number; here a distribution");
    real far[] = {1000, -1000, 999, 0};
    softmax(a, far, 1);
    as_written(plain, far, 1);
    CHECK(isnan(plain[0]), "%g", plain[0]);
    CHECK_NEAR(a[0], sigmoid(1), 1e-15);        // of two, a sigmoid
    CHECK_NEAR(a[2], sigmoid(-1), 1e-15);
    CHECK_NEAR(a[1], 0, 0);
    CHECK_NEAR(log_likelihood(far, 1), 2000 + log(1 + exp(-1)), 1e-9);
    CHECK_NEAR(log_likelihood(far, 0), log(1 + exp(-1)), 1e-12);

    test("the text's sliders, to three decimals; each position sums to 1");
    for (int i = 0; i < SLIDERS; i++) {
        real at[OUTPUTS], sum = 0;
        outputs(at, a, TEXT, TEXT.z4[i]);
        for (int j = 0; j < OUTPUTS; j++) {
            CHECK_NEAR(a[j], TEXT.text[i][j], 0.0005);
            sum += a[j];
        }
        CHECK_NEAR(sum, 1, 1e-14);
    }

    test("a shift of all z does not show in the outputs");
    Settings moved = TEXT;
    moved.shift = 1000;
    for (int i = 0; i < SLIDERS; i++) {
        real at[OUTPUTS], there[OUTPUTS];
        outputs(at, a, TEXT, TEXT.z4[i]);
        outputs(at, there, moved, TEXT.z4[i]);
        CHECK_NEAR(at[3], TEXT.z4[i] + 1000, 0);
        for (int j = 0; j < OUTPUTS; j++) CHECK_NEAR(there[j], a[j], 1e-12);
    }

    test("the Jacobian is the slope of the outputs, its rows sum to 0");
    softmax(a, z, 1);
    real slope[OUTPUTS] = {0};
    for (int k = 0; k < OUTPUTS; k++) {
        real row = 0;
        for (int j = 0; j < OUTPUTS; j++) {
            slope[k] += weights[j] * jacobian(a, j, k);
            row += jacobian(a, k, j);
            CHECK((jacobian(a, j, k) > 0) == (j == k), "sign at %d, %d", j, k);
            CHECK(jacobian(a, j, k) != 0, "0 at %d, %d", j, k);
        }
        CHECK_NEAR(row, 0, 1e-15);
    }
    check_gradient("outputs", z, slope, OUTPUTS, mixture, false);

    test("ln a + C gives z back, and only up to C");
    real constant = z[0] - log(a[0]);
    for (int j = 0; j < OUTPUTS; j++) {
        CHECK_NEAR(inverse(a[j], constant), z[j], 1e-14);
        plain[j] = inverse(a[j], -7);
    }
    softmax(plain, plain, 1);
    for (int j = 0; j < OUTPUTS; j++) CHECK_NEAR(plain[j], a[j], 1e-15);

    test("the log-likelihood is -ln of the right output, its error is a - y");
    for (right = 0; right < OUTPUTS; right++) {
        real delta[OUTPUTS];
        CHECK_NEAR(cost(), -log(a[right]), 1e-14);
        for (int j = 0; j < OUTPUTS; j++) delta[j] = error_of(a, right, j);
        check_gradient("delta", z, delta, OUTPUTS, cost, false);
    }

    test("(81) and (82) are the slopes of a layer's biases and weights");
    Random random = random_new(3);
    for (int j = 0; j < OUTPUTS; j++) {
        b[j] = random_normal(&random);
        for (int k = 0; k < INPUTS; k++) w[j][k] = random_normal(&random);
    }
    for (right = 0; right < OUTPUTS; right++) {
        real into[OUTPUTS], nabla_b[OUTPUTS], nabla_w[OUTPUTS][INPUTS];
        layer(into);
        softmax(a, into, 1);
        for (int j = 0; j < OUTPUTS; j++) {
            nabla_b[j] = weight_slope(a, right, j, 1);
            for (int k = 0; k < INPUTS; k++) {
                nabla_w[j][k] = weight_slope(a, right, j, x[k]);
                CHECK_NEAR(measured_slope(into, right, j, x[k]), nabla_w[j][k],
                           1e-9);
            }
        }
        check_gradient("b", b, nabla_b, OUTPUTS, layer_cost, false);
        check_gradient("w", &w[0][0], &nabla_w[0][0], OUTPUTS * INPUTS,
                       layer_cost, false);
    }

    test("large c: the largest takes all, equals share; small c: equal shares");
    real tie[] = {5, 3, 5, 1};
    softmax(a, z, 1000);
    CHECK_NEAR(a[2], 1, 1e-15);
    softmax(a, tie, 1000);
    CHECK_NEAR(a[0], 0.5, 0);
    CHECK_NEAR(a[2], 0.5, 0);
    softmax(a, tie, 1e-9);
    for (int j = 0; j < OUTPUTS; j++) CHECK_NEAR(a[j], 0.25, 1e-8);

    test("what is claimed at a slider position: signs, sum, inverse, slopes");
    Checks checks = {.signs = 0};
    check_position(&checks, TEXT, 1.6);
    CHECK(checks.signs == 16, "%d signs", checks.signs);
    CHECK(checks.sum <= 1e-14, "sum %g", checks.sum);
    CHECK(checks.inverse <= 1e-14, "inverse %g", checks.inverse);
    CHECK(checks.slope <= 1e-9 && checks.slope > 0, "slope %g", checks.slope);
    CHECK(isnan(worse(worse(0, NAN), 1)), "NaN is lost");

    test("an option it does not have is refused");
    check_dies(unknown_option, 2, "--z5");
    return tests_end();
}
