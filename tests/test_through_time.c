#define REAL double
// Backpropagation through time against slopes; what vanishes and what does not.
#include "tests/check.h"

#define main through_time_main
#include "ch06-convnets/through_time.c"
#undef main

enum { T = 6, N = 3 };

static const real X[T + 1] = {0, 0.8, -1.1, 0.3, 1.4, -0.2, 0.6};

// C = Σ weight_j h_T,j.
static real cost(const Net *net) {
    real sum = 0;
    for (int j = 0; j < N; j++) sum += (1 + 0.5 * j) * net->h[T].at[j];
    return sum;
}

// h_t or c_t of neuron j is moved by that much, and time goes on.  What a cell
// keeps its neuron tells at once, but not at t = 0, when nothing is told yet.
static real cost_with(Net *net, int t, int j, bool cell, real by) {
    for (int s = 1; s <= T; s++) {
        if (s == t + 1) *(cell ? &net->c[t].at[j] : &net->h[t].at[j]) += by;
        if (s == t + 1 && cell && t > 0 && net->gates > 1)
            net->h[t].at[j] = net->a[OUT][t].at[j] * tanh(net->c[t].at[j]);
        step(net, s, X[s]);
    }
    mat_fill(net->h[0], 0);
    mat_fill(net->c[0], 0);
    return cost(net);
}

static real slope_at(Net *net, int t, int j, bool cell) {
    const real h = 1e-5;
    return (cost_with(net, t, j, cell, h) - cost_with(net, t, j, cell, -h)) /
           (2 * h);
}

static void gradients_are_right(int gates) {
    Random random = random_new(3);
    Net net = net_new((Settings){T, N, 1}, gates, 1.5, &random);
    test(gates == 1 ? "recurrent neurons: the gradient is the slope"
                    : "memory cells: the gradient is the slope");
    for (int t = 1; t <= T; t++) step(&net, t, X[t]);
    mat_fill(net.delta_c[T], 0);
    for (int j = 0; j < N; j++) net.delta_h[T].at[j] = 1 + 0.5 * j;
    for (int t = T; t >= 1; t--) step_back(&net, t);
    for (int t = T - 1; t >= 0; t--)
        for (int j = 0; j < N; j++) {
            CHECK_NEAR(net.delta_h[t].at[j], slope_at(&net, t, j, false), 1e-8);
            CHECK_NEAR(net.delta_c[t].at[j], slope_at(&net, t, j, true), 1e-8);
        }
    net_free(&net);
}

// A cell with closed gates keeps what it has: i = 0.
static void cells_remember(void) {
    Random random = random_new(4);
    Net net = net_new((Settings){T, N, 1}, GATES, 1, &random);
    test("a cell whose gate is shut keeps its number");
    mat_fill(net.w[IN], 0);
    mat_fill(net.u[IN], -1000);
    net.c[0].at[1] = 0.7;
    for (int t = 1; t <= T; t++) step(&net, t, 1);
    CHECK_NEAR(net.c[T].at[1], 0.7, 1e-12);
    CHECK_NEAR(net.h[T].at[1], net.a[OUT][T].at[1] * tanh(0.7), 1e-12);
    net_free(&net);
}

// Without w, nothing of an ordinary neuron's past is left; cells have theirs.
static void only_cells_have_a_past(void) {
    test("without weights only cells hand something on");
    for (int gates = 1; gates <= GATES; gates += 2) {
        Random random = random_new(5);
        Net net = net_new((Settings){T, N, 1}, gates, 0, &random);
        run(&net, &random);
        if (gates == 1) CHECK_NEAR(length(&net, 0), 0, 1e-12);
        else CHECK(length(&net, 0) > 0.05, "%g", length(&net, 0));
        if (gates == GATES)
            CHECK_NEAR(length(&net, 0), length(&net, T - 1), 1e-12);
        net_free(&net);
    }
}

static void short_ones_have_a_length(void) {
    test("a gradient of 10⁻²⁰⁰ has a length");
    Random random = random_new(6);
    Net net = net_new((Settings){T, N, 1}, GATES, 1, &random);
    for (int j = 0; j < N; j++) {
        net.delta_h[2].at[j] = 1e-200 * (j + 1);
        net.delta_c[2].at[j] = -1e-200 * (j + 4);
    }
    CHECK_NEAR(1e200 * length(&net, 2), sqrt(91), 1e-12);
    net_free(&net);
}

static void lines_differ(void) {
    Settings set = {40, 20, 5};
    Random random = random_new(1);
    Matrix back = mat_new(1, 41);
    real lost[KIND_COUNT];
    test("ordinary neurons vanish or explode, cells do neither");
    for (int k = 0; k < KIND_COUNT; k++) {
        measure(back, &KINDS[k], set, &random);
        CHECK_NEAR(back.at[0], 0, k == CELLS ? 0.1 : 1e-12);
        lost[k] = back.at[4] - back.at[40];
    }
    CHECK(lost[SMALL] > 10, "%g", lost[SMALL]);
    CHECK(lost[ONE] > 3 && lost[ONE] < lost[SMALL], "%g", lost[ONE]);
    CHECK(lost[LARGE] < -1, "%g", lost[LARGE]);
    CHECK(fabs(lost[CELLS]) < 2, "%g", lost[CELLS]);
    mat_free(&back);
}

int main(void) {
    gradients_are_right(1);
    gradients_are_right(GATES);
    cells_remember();
    only_cells_have_a_past();
    short_ones_have_a_length();
    lines_differ();
    return tests_end();
}
