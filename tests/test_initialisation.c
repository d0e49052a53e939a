#define REAL double
// What the histograms are meant to show, on small networks; the gradient that
// goes down is the slope of what comes up.
#define main initialisation_main
#include "ch05-vanishing-gradients/initialisation.c"
#undef main

#include "tests/check.h"

// C = Σ u a of the last layer, for weights u that are neither equal nor of one
// sign; the parameter is a matrix w of the network.
enum { ROWS = 3, WIDE = 4, DEEP = 3 };
static Layer net[DEEP + 1];
static Matrix u;
static const Activation *bend;
static double cost(void) {
    go_up(net, DEEP, bend);
    return mat_dot(net[DEEP].a, u);
}

static void check_way_down(const char *what, const Activation *it) {
    Random random = random_new(5);
    bend = it;
    for (int l = 0; l <= DEEP; l++) {
        net[l] = layer_new(ROWS, WIDE);
        mat_randn(net[l].w, 0.7, &random);
    }
    u = mat_new(ROWS, WIDE);
    mat_randn(u, 1, &random);
    mat_randn(net[0].a, 1, &random);
    cost();
    mat_copy(net[DEEP].delta, u);
    go_down(net, DEEP, it);
    check_gradient(what, net[0].a.at, net[0].delta.at, ROWS * WIDE, cost,
                   false);
    Matrix slope = mat_new(WIDE, WIDE);          // BP4: ∂C/∂w = Σ δ a
    for (int l = 1; l <= DEEP; l++) {
        cost();
        mat_mul_at(slope, net[l].delta, net[l - 1].a);
        check_gradient(what, net[l].w.at, slope.at, WIDE * WIDE, cost, false);
    }
    mat_free(&slope);
    mat_free(&u);
    for (int l = DEEP; l >= 0; l--) layer_free(&net[l]);
}

static void too_deep(void) {
    char *arguments[] = {"initialisation", "--layers", "101", NULL};
    initialisation_main(3, arguments);
}

int main(void) {
    test("what goes down is the slope of what comes up");
    check_way_down("tanh", &TANH);
    check_way_down("ReLU", &RELU);

    test("the rules: variances for 30 inputs and 10 outputs");
    Sizes n = {30, 10};
    CHECK_NEAR(xavier(n), 0.05, 1e-15);
    CHECK_NEAR(he(n), 0.1, 1e-15);
    CHECK_NEAR(little_random(n), 1e-4, 1e-15);
    CHECK_NEAR(as_variance(n), 1e-2, 1e-15);

    test("a look at outputs known by hand");
    Layer by_hand = layer_new(1, 4);
    memcpy(by_hand.a.at, (real[]){-1, 1, 0.5, -0.5}, 4 * sizeof(real));
    memcpy(by_hand.delta.at, (real[]){3, 0, 0, -4}, 4 * sizeof(real));
    Look it = look(&by_hand, &TANH);
    CHECK_NEAR(it.std, sqrt(0.625), 1e-15);
    CHECK_NEAR(it.saturated, 50, 1e-12);
    CHECK_NEAR(it.gradient, 2.5, 1e-15);
    CHECK_NEAR(it.share[0], 25, 1e-12);
    CHECK_NEAR(it.share[30], 25, 1e-12);
    CHECK_NEAR(it.share[BINS - 1], 25, 1e-12);
    memcpy(by_hand.a.at, (real[]){0, 3, 5, 0}, 4 * sizeof(real));
    it = look(&by_hand, &RELU);
    CHECK_NEAR(it.rms, sqrt(8.5), 1e-15);
    CHECK_NEAR(it.std, sqrt(4.5), 1e-15);
    CHECK_NEAR(it.share[0], 50, 1e-12);
    CHECK_NEAR(it.share[30], 25, 1e-12);
    CHECK_NEAR(it.share[BINS - 1], 0, 0);        // 5 is outside of the picture
    by_hand.a.at[1] = 1e20;
    CHECK_NEAR(look(&by_hand, &RELU).share[0], 50, 1e-12);
    layer_free(&by_hand);

    test("small weights fade, large ones saturate, Xavier's and He's hold");
    static Result result;
    Settings set = {6, 60, 80};
    for (int way = 0; way < NUMBER; way++)
        look_at(result.looks[way], &STARTS[way], set, 1);
    Look (*looks)[MOST_LAYERS + 1] = result.looks;
    for (int l = 2; l <= 6; l++)                 // σ √60 = 0.077
        CHECK_NEAR(looks[LITTLE][l].std / looks[LITTLE][l - 1].std, 0.077,
                   0.01);
    CHECK_NEAR(looks[RANDOM][6].saturated, 81, 3);
    CHECK_NEAR(looks[XAVIER][1].std, 0.63, 0.03);
    CHECK(looks[XAVIER][6].std > 0.22, "%g", looks[XAVIER][6].std);
    CHECK_NEAR(looks[HE][6].rms, 1, 0.4);
    CHECK_NEAR(looks[HE][6].rms / looks[XAVIER_RELU][6].rms, 8, 1e-9);

    test("the gradient fades with small weights, and explodes with large ones");
    CHECK(looks[LITTLE][1].gradient < 1e-4 * looks[LITTLE][6].gradient,
          "it does not fade");
    CHECK(looks[RANDOM][1].gradient > 20 * looks[RANDOM][6].gradient,
          "it does not explode: %g, %g", looks[RANDOM][1].gradient,
          looks[RANDOM][6].gradient);
    CHECK_NEAR(looks[HE][1].gradient / looks[HE][6].gradient, 1, 0.4);

    test("more layers than there is room for are refused");
    check_dies(too_deep, 2, "--layers|100");
    return tests_end();
}
