#define REAL double
// Backpropagation with any neuron anywhere; a forgotten f′ is noticed; (33) to
// (35); linear neurons.
#include "tests/check.h"

#define main other_neurons_main
#include "ch02-backprop/other_neurons.c"
#undef main

static Net net;
static double cost_now(void) { return cost(&net); }

static void check_all(void) {
    backprop(&net);
    for (int l = 2; l <= L; l++) {
        Matrix w = net.nabla_w[l], b = net.nabla_b[l];
        check_gradient("∂C/∂w", net.w[l].at, w.at, w.rows * w.cols, cost_now,
                       false);
        check_gradient("∂C/∂b", net.b[l].at, b.at, b.rows, cost_now, false);
    }
}

static void check_delta_35(void) {
    // (35) for one element of δ², every sum written out.
    const Matrix *w = net.w, *fp = net.fp;
    real sum = 0;
    for (int j4 = 0; j4 < 2; j4++)
        for (int j3 = 0; j3 < 3; j3++)
            sum += AT(fp[2], 3, 0) * AT(w[3], j3, 3) * AT(fp[3], j3, 0) *
                   AT(w[4], j4, j3) * AT(fp[4], j4, 0) *
                   (AT(net.a[4], j4, 0) - AT(net.y, j4, 0));
    Matrix delta = mat_new(4, 1);
    by_diagonals(delta, &net, 2);
    CHECK_NEAR(AT(delta, 3, 0), sum, 1e-15);
    CHECK_NEAR(AT(net.delta[2], 3, 0), sum, 1e-15);
    mat_free(&delta);
}

int main(void) {
    test("slopes: f′ is the slope of f");
    const Neuron all[] = {SIGMOID, LINEAR, SINE};
    for (int i = 0; i < 3; i++)
        for (real z = -2; z <= 2; z += 0.5) {
            real slope = (all[i].f(z + 1e-5) - all[i].f(z - 1e-5)) / 2e-5;
            CHECK_NEAR(all[i].f_prime(z), slope, 1e-9);
        }

    test("the gradient is right: sigmoids, one other neuron, all linear");
    net = net_new(SIGMOID, 5);
    check_all();
    net.neuron[2][3] = SINE;
    net.neuron[4][0] = LINEAR;
    check_all();

    test("with Σ′ in place of ⊙: all three equations, neurons mixed");
    backprop(&net);
    CHECK_NEAR(diagonal_gap(&net), 0, 1e-14);
    check_delta_35();
    AT(net.delta[3], 1, 0) += 0.01;
    CHECK_NEAR(diagonal_gap(&net), 0.01, 1e-12);
    net_free(&net);
    net = net_new(LINEAR, 6);
    check_all();
    net_free(&net);

    test("only layers at and below the neuron need its f′");
    Modified one_neuron = modify_one(2);
    for (int l = 2; l <= L; l++)
        CHECK(one_neuron.right[l] > 0 && one_neuron.right[l] < 1e-7,
              "layer %d: %g", l, one_neuron.right[l]);
    CHECK(one_neuron.forgotten[4] < 1e-7, "layer 4: %g",
          one_neuron.forgotten[4]);
    for (int l = 2; l <= 3; l++)
        CHECK(one_neuron.forgotten[l] > 0.01, "layer %d: %g", l,
              one_neuron.forgotten[l]);

    test("linear neurons: δᴸ = aᴸ - y, and the network is one matrix");
    Linear linear = make_linear(3);
    CHECK_NEAR(linear.delta_gap, 0, 0);
    CHECK_NEAR(linear.one_matrix, 0, 1e-13);
    CHECK(largest(linear.error) < 1e-7, "%g", largest(linear.error));
    net = net_new(SIGMOID, 3);
    CHECK(linear_gap(&net) > 0.01, "sigmoids are one matrix");
    net_free(&net);

    test("NaN is the worst of all");
    CHECK(isnan(worse(worse(0, NAN), 1)), "NaN is lost");
    return tests_end();
}
