#define REAL double
// What the program says of output layers: their slopes, which of them slow
// down, and how long each takes.
#define main output_layers_main
#include "ch03-crossentropy-regularization/output_layers.c"
#undef main

#include "tests/check.h"

static Layer layer;
static Output some;
static double some_cost(void) { return layer_cost(&layer, some); }

static void right_from_the_start(void) {
    char *arguments[] = {"output_layers", "--w", "-2", NULL};
    output_layers_main(3, arguments);
}

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"output_layers", option, value, NULL};
    output_layers_main(3, arguments);
}
static void refused_1(void) { main_with("--eta", "0"); }
static void refused_2(void) { main_with("--epochs", "1000000000"); }

int main(void) {
    Random random = random_new(7);
    layer = random_layer(&random);

    test("the slopes (65), (67), (69), (70) of a whole layer");
    for (int o = 0; o < COUNT; o++) {
        real gradient[OUT * (IN + 1)];
        some = OUTPUTS[o];
        for (int i = 0; i < OUT * (IN + 1); i++)
            gradient[i] = layer_slope(&layer, some, i / (IN + 1), i % (IN + 1));
        check_gradient(some.name, &layer.w[0][0], gradient, OUT * (IN + 1),
                       some_cost, false);
        CHECK(slopes_off(layer, some) < 1e-9, "off by more");
    }

    test("and a wrong slope is noticed");
    Output forgot = OUTPUTS[SLOW];
    forgot.delta = mistake;
    CHECK(slopes_off(layer, forgot) > 0.1, "it is not");

    test("(63) of a layer, by hand");
    Layer plain = {.y = {{0, 1}, {1, 1}, {0, 0}, {0.25, 0.5}}};
    plain.w[0][IN] = log(3);                     // a = 3/4 and 1/2, always
    for (int i = 0; i < N; i++) plain.a_in[i][IN] = 1;
    // The second output costs ln 2 every time, whatever its target is.
    double first = 2.75 * log(4) - 1.25 * log(0.75);
    CHECK_NEAR(layer_cost(&plain, OUTPUTS[ENTROPY]),
               (first + 4 * log(2)) / 4, 1e-14);
    CHECK_NEAR(layer_cost(&plain, OUTPUTS[SLOW]),
               (0.5625 + 0.0625 + 0.5625 + 0.25 + 0.25 * 3) / 8, 1e-14);

    test("δ by hand: y = 0, badly wrong");
    CHECK_NEAR(OUTPUTS[SLOW].delta(0.98, 0), 0.019208, 1e-12);
    CHECK_NEAR(OUTPUTS[ENTROPY].delta(0.98, 0), 0.98, 0);
    CHECK_NEAR(OUTPUTS[LINEAR].delta(-3, 1), -4, 0);

    test("quadratic, sigmoid: the push is largest at 2/3, and 0 at 1");
    real best = 0;
    for (int i = 0; i <= 300; i++)
        if (slow(i / 300.0, 0) > slow(best, 0)) best = i / 300.0;
    CHECK_NEAR(best, 2.0 / 3, 1e-12);
    CHECK_NEAR(slow(1, 0), 0, 0);

    test("a step moves z by -2 η δ");
    CHECK_NEAR(learn(4, OUTPUTS[LINEAR], 0.15), 2.8, 1e-15);
    CHECK_NEAR(learn(0, OUTPUTS[SLOW], 0.15), -0.0375, 1e-15);

    test("half-lives: like e^z, like z, and constant");
    int far = half_life(8, OUTPUTS[SLOW], 0.15);
    int near = half_life(4, OUTPUTS[SLOW], 0.15);
    CHECK(far > 30 * near, "%d and %d epochs", far, near);
    far = half_life(80, OUTPUTS[ENTROPY], 0.15);
    near = half_life(40, OUTPUTS[ENTROPY], 0.15);
    CHECK(far - near >= 133 && far - near <= 134, "%d epochs more", far - near);
    far = half_life(400, OUTPUTS[LINEAR], 0.15);
    near = half_life(0.04, OUTPUTS[LINEAR], 0.15);
    CHECK(far == 2 && near == 2, "%d and %d epochs", far, near);
    CHECK(half_life(4, OUTPUTS[LINEAR], 1) == 1000000, "z → -z has halved it");

    test("a start that is not wrong is refused");
    check_dies(right_from_the_start, 2, "--w|--b");

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--eta|above 0");
    check_dies(refused_2, 2, "--epochs|at most");
    return tests_end();
}
