#define REAL double
// Seven activation functions: their values, their slopes, how they are related.
#define main activations_main
#include "ch01-perceptron/activations.c"
#undef main

#include "tests/check.h"

// ## Slopes, as gradients: the cost Σ uᵢ f(zᵢ) has the gradient uᵢ f′(zᵢ)
enum { Z = 6, TEXTS = 8 };     // the first TEXTS functions are the text's
static const Activation *under_test;
static real z[Z];
static const real u[Z] = {0.7, -1.3, 0.4, 2.1, -0.6, 1.1};

static double cost(void) {
    double sum = 0;
    for (int i = 0; i < Z; i++) sum += u[i] * under_test->f(z[i]);
    return sum;
}

static void test_slopes(void) {
    test("the slopes are the slopes of the functions");
    for (int k = 0; k < FUNCTIONS; k++) {
        const real start[Z] = {-3.1, -1.2, -0.2, 0.3, 0.9, 2.7};
        real gradient[Z];
        under_test = &TABLE[k];
        memcpy(z, start, sizeof z);
        for (int i = 0; i < Z; i++) gradient[i] = u[i] * TABLE[k].slope(z[i]);
        bool flat = strcmp(TABLE[k].name, "step") == 0;
        check_gradient(TABLE[k].name, z, gradient, Z, cost, flat);
        CHECK(slope_error(TABLE[k].f, TABLE[k].slope, 8) < 1e-8,
              "%s: the program finds its slope wrong", TABLE[k].name);
    }
    CHECK((int)FUNCTIONS >= TEXTS, "only %d functions", FUNCTIONS);
    CHECK(slope_error(sigmoid, tanh_slope, 8) > 0.5, "a wrong slope passes");
    CHECK_NEAR(difference(linear, 2), 4, 1e-8);
    CHECK_NEAR(difference(leaky_relu, -1), 0.01, 1e-9);
}

static void test_every_softmax_slope(void) {
    test("softmax: ∂aⱼ/∂zⱼ = aⱼ (1 - aⱼ) for every output");
    const real h = 1e-5;
    for (int j = 0; j < 4; j++) {
        real at[4] = {0.3, -1.1, 2.0, 0.5}, a[4], above[4], below[4];
        softmax(a, at, 4);
        at[j] += h;
        softmax(above, at, 4);
        at[j] -= 2 * h;
        softmax(below, at, 4);
        CHECK_NEAR((above[j] - below[j]) / (2 * h), a[j] * (1 - a[j]), 1e-9);
    }
}

// ## Values
static void test_step(void) {
    test("the step is 1 from 0 on, as in figure 2.5, and flat");
    CHECK(step(0) == 1 && step(-0.0) == 1, "at 0");
    CHECK(step(-1e-300) == 0 && step(1e-300) == 1, "beside 0");
    CHECK(step_slope(-1) == 0 && step_slope(2) == 0, "not flat");
}

static void test_sigmoid(void) {
    test("the sigmoid: ½ in the middle, and safe far out");
    CHECK_NEAR(sigmoid(0), 0.5, 0);
    CHECK_NEAR(sigmoid(1), 0.7310585786300049, 1e-15);
    CHECK_NEAR(sigmoid(2) + sigmoid(-2), 1, 1e-15);
    CHECK(sigmoid(-1000) == 0 && sigmoid(1000) == 1, "at ±1000");
    CHECK(sigmoid_slope(-1000) == 0 && sigmoid_slope(1000) == 0, "at ±1000");
    CHECK(slope_error(sigmoid, sigmoid_slope, 8) < 1e-9, "σ (1 - σ)");
}

static void test_softmax(void) {
    test("softmax: known values, in order, safe, and the sigmoid of two");
    real a[3], pair[2];
    softmax(a, (real[]){1, 2, 3}, 3);
    CHECK_NEAR(a[0], 0.09003057317038046, 1e-15);
    CHECK_NEAR(a[1], 0.24472847105479767, 1e-15);
    CHECK_NEAR(a[2], 0.6652409557748219, 1e-15);
    softmax(a, (real[]){1000, 0, 999}, 3);
    CHECK_NEAR(a[0], 0.7310585786300049, 1e-12);
    CHECK_NEAR(a[0] + a[1] + a[2], 1, 1e-12);
    softmax(a, (real[]){-1000, -1000, -1000}, 3);
    CHECK_NEAR(a[1], 1.0 / 3, 1e-15);
    for (real x = -40; x <= 40; x += 0.7) {
        softmax(pair, (real[]){x, 0}, 2);
        CHECK_NEAR(pair[0], sigmoid(x), 1e-15);
    }
    softmax(a, (real[]){0.4, 1, 0}, 3);
    CHECK_NEAR(softmax_first(0.4), a[0], 0);
}

static void test_tanh(void) {
    test("tanh and sigmoid saturate, tanh first; ReLU does not");
    CHECK(tanh_slope(5) < 2e-4 && tanh_slope(-5) < 2e-4, "figure 2.17");
    CHECK_NEAR(tanh_slope(5), 1.8158e-4, 1e-8);
    CHECK(tanh_slope(5) < sigmoid_slope(5) / 30, "tanh is not the first");
    CHECK(sigmoid_slope(1000) + tanh_slope(1000) == 0, "not saturated");
    CHECK(relu_slope(1000) == 1, "ReLU is");
}

static void test_relu(void) {
    test("ReLU and its leaks are max(0, z) and max(leak z, z)");
    for (real x = -3; x <= 3; x += 0.25) {
        CHECK_NEAR(relu(x), fmax(0, x), 0);
        CHECK_NEAR(leaky_relu(x), fmax(0.01 * x, x), 0);
        for (int k = 0; k < LEAKS; k++)
            CHECK_NEAR(leaky(TEXT.leaks[k], x), fmax(TEXT.leaks[k] * x, x), 0);
    }
    CHECK(relu_slope(0) == 0 && leaky_relu_slope(0) == 0.01, "in the kink");
    CHECK(leaky_relu_slope(-1) == 0.01 && leaky_slope(0.1, -1) == 0.1, "left");
    CHECK(leaky_slope(0.1, 1) == 1, "right");
}

// ## What the program says of them
static void test_relations(void) {
    test("the program measures what the text says of softmax and tanh");
    Relations are = compare(8);
    CHECK(are.sum <= 1e-12 && are.in_order, "softmax");
    CHECK(are.two_classes <= 1e-15 && are.tanh <= 1e-15, "σ, tanh");
    CHECK_NEAR(are.mean_sigmoid, 0.5, 1e-12);
    CHECK_NEAR(are.mean_tanh, 0, 1e-12);
}

static void test_curves(void) {
    test("a curve reaches from -reach to reach; it breaks where f or f′ jumps");
    CHECK(z_at(0, 8) == -8 && z_at(POINTS - 1, 8) == 8, "its ends");
    CHECK(z_at(POINTS / 2, 8) == 0, "its middle");
    for (int k = 0; k < TEXTS; k++) {
        const char *name = TABLE[k].name;
        bool broken = !strcmp(name, "step") || strstr(name, "relu");
        int jumps_seen = 0;
        for (int i = 1; i < POINTS; i++)
            jumps_seen += jumps(TABLE[k], z_at(i - 1, 8), z_at(i, 8));
        CHECK(jumps_seen == broken, "%s jumps %d times", name, jumps_seen);
    }
    CHECK(isnan(worse(NAN, 1)) && isnan(worse(1, NAN)) && worse(1, 2) == 2 &&
          worse(2, 1) == 2, "NaN is lost");
}

static void too_far(void) {
    activations_main(3, (char *[]){"activations", "--reach", "0", NULL});
}

int main(void) {
    test_slopes();
    test_every_softmax_slope();
    test_step();
    test_sigmoid();
    test_softmax();
    test_tanh();
    test_relu();
    test_relations();
    test_curves();
    test("a reach of 0 is refused");
    check_dies(too_far, 2, "activations|--reach|0.1 to 100|0");
    return tests_end();
}
