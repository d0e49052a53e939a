#define REAL double
// The straight line and the S-curve through the patients, and the slopes by
// which a sigmoid, tanh or ReLU neuron learns.
#define main sigmoid_neuron_main
#include "ch01-perceptron/sigmoid_neuron.c"
#undef main

#include "tests/check.h"

// A neuron with three inputs, on examples that no line fits.
enum { MANY = 3 };
static Dataset examples;
static real weights[MANY];
static Neuron neuron;

static real at;

static double answer_now(void) { return neuron.y(at); }
static double error_now(void) { return error(neuron, weights, examples); }
static double z_now(void) { return weighted_sum(weights, examples.x, 0); }

static void check_line(void) {
    test("the straight line is that of the text: β₁ = 1/18, β₀ = -25/18");
    Dataset m = patients_new();
    real w[INPUTS], up[INPUTS] = {0.25, 0.5};
    learn(w, NULL, LINE, TEXT, m);
    CHECK_NEAR(w[1] / 10, 1 / 18.0, 1e-12);
    CHECK_NEAR(z_at(w, 0), -25 / 18.0, 1e-12);
    CHECK_NEAR(age_at(w, 0), 25, 1e-9);
    CHECK_NEAR(age_at(w, 1), 43, 1e-9);
    CHECK_NEAR(z_at(up, 44), 0.75, 1e-15);
    CHECK_NEAR(weighted_sum(up, m.x, 15), z_at(up, 48), 1e-15);

    test("no line fits better: its mistakes, and those times age, add up to 0");
    real mistakes = 0, times_age = 0;
    for (int i = 0; i < PEOPLE; i++) {
        real mistake = PATIENTS[i].sick - z_at(w, PATIENTS[i].age);
        mistakes += mistake;
        times_age += mistake * PATIENTS[i].age;
    }
    CHECK_NEAR(mistakes, 0, 1e-12);
    CHECK_NEAR(times_age, 0, 1e-10);
    CHECK(z_at(w, 22) < 0 && z_at(w, 48) > 1, "nobody is outside");
    dataset_free(&m);
}

static void check_s_curve(void) {
    test("p with ε is the sigmoid, moved to the left by ln 1/ε");
    for (real z = -6; z <= 6; z += 0.75) {
        CHECK_NEAR(text_p(z, 1), sigmoid(z), 1e-15);
        CHECK_NEAR(text_p(z, 0.01), sigmoid(z + log(100)), 1e-14);
    }
    CHECK(text_p(0, 0.01) > 0.99, "ε makes no difference");

    test("the sigmoid: ½ at 0, 0.8808 at 2, and safe far out");
    CHECK_NEAR(sigmoid(0), 0.5, 0);
    CHECK_NEAR(sigmoid(2), 0.880797077977882, 1e-15);
    CHECK_NEAR(sigmoid(1000), 1, 0);
    CHECK_NEAR(sigmoid(-1000), 0, 0);

    test("σ of the straight line is no S; fitted again, it is");
    Dataset m = patients_new();
    real line[INPUTS], s[INPUTS];
    learn(line, NULL, LINE, TEXT, m);
    learn(s, NULL, LOGISTIC, TEXT, m);
    CHECK_NEAR(sigmoid(z_at(line, 25)), 0.5, 1e-12);
    CHECK_NEAR(sigmoid(z_at(line, 43)), 0.731058578630005, 1e-12);
    CHECK(rises_inside(s), "it does not rise from 0 to 1");
    CHECK(sigmoid(z_at(s, 25)) < 0.05 && sigmoid(z_at(s, 43)) > 0.95,
          "it is too flat");
    CHECK(!rises_inside((real[]){0, -1}), "a falling curve passes");

    test("logistic regression has arrived: mistakes add up to 0");
    real pull[INPUTS] = {0};
    for (int i = 0; i < PEOPLE; i++)
        for (int k = 0; k < INPUTS; k++)
            pull[k] += AT(m.x, i, k) *
                       (AT(m.y, i, 0) - sigmoid(weighted_sum(s, m.x, i)));
    CHECK_NEAR(pull[0], 0, 1e-9);
    CHECK_NEAR(pull[1], 0, 1e-9);
    dataset_free(&m);
}

static void check_slopes(void) {
    Random random = random_new(3);
    examples = dataset_new(7, MANY, 1);
    mat_randn(examples.x, 1, &random);
    mat_randn(examples.y, 1, &random);
    mat_randn(mat_view(weights, 1, MANY), 1, &random);

    test("∂z/∂w_k = x_k and ∂z/∂x_k = w_k");
    check_gradient("∂z/∂w", weights, examples.x.at, MANY, z_now, false);
    check_gradient("∂z/∂x", examples.x.at, weights, MANY, z_now, false);

    test("dy/dz is the measured slope: sigmoid, tanh and ReLU");
    for (int kind = 0; kind < KINDS; kind++)
        for (at = -4.95; at < 5; at += 0.3) {
            double slope = NEURONS[kind].dy_dz(at);
            neuron = NEURONS[kind];
            check_gradient(neuron.name, &at, &slope, 1, answer_now, true);
        }
    CHECK_NEAR(sigmoid_prime(0), 0.25, 0);
    CHECK_NEAR(tanh_prime(0), 1, 0);
    CHECK(relu_prime(-1) == 0 && relu_prime(1) == 1, "ReLU");

    test("∂E/∂w is the measured slope: sigmoid, tanh and ReLU");
    for (int kind = 0; kind < KINDS; kind++) {
        real slope[MANY];
        neuron = NEURONS[kind];
        gradient(slope, neuron, weights, examples);
        check_gradient(neuron.name, weights, slope, MANY, error_now, false);
    }
    CHECK_NEAR(error(NEURONS[2], (real[]){0, 0, 0}, examples),
               mat_dot(examples.y, examples.y) / 2, 1e-12);
    dataset_free(&examples);
}

// A neuron whose bias b is no weight.
static void learn_with_bias(real *b, real *w, Neuron n, Dataset m, real eta) {
    real slope_b = 0, slope_w = 0;
    for (int i = 0; i < m.x.rows; i++) {
        real x = AT(m.x, i, 1), t = AT(m.y, i, 0), z = *b + *w * x;
        slope_b -= n.dy_dz(z) * (t - n.y(z));
        slope_w -= x * n.dy_dz(z) * (t - n.y(z));
    }
    *b -= eta * slope_b;
    *w -= eta * slope_w;
}

static void check_learning(void) {
    Settings set = {{0.5, 0.1}, 0.05, 2000};
    Dataset m = patients_new();
    Result result = result_new(set, m);

    test("a bias is the weight of an input that is always 1: the same bits");
    for (int kind = 0; kind < KINDS; kind++) {
        real b = set.w[0], w = set.w[1];
        real together[INPUTS] = {b, w};
        for (int step = 0; step < 50; step++) {
            learn_with_bias(&b, &w, NEURONS[kind], m, set.eta);
            step_down(together, NEURONS[kind], m, set.eta);
            CHECK(b == together[0] && w == together[1], "%s, step %d",
                  NEURONS[kind].name, step);
        }
    }

    test("the sigmoid neuron starts slowest and ends with the least error");
    const real *sigmoids = mat_rows(result.error, 0, 1).at;
    CHECK(never_rises(sigmoids, set.steps), "its error rises");
    for (int kind = 1; kind < KINDS; kind++) {
        const real *others = mat_rows(result.error, kind, 1).at;
        CHECK(others[0] - others[10] > sigmoids[0] - sigmoids[10] &&
              others[set.steps] > sigmoids[set.steps], "%s is better",
              NEURONS[kind].name);
    }
    CHECK_NEAR(sigmoids[0], error(NEURONS[0], set.w, m), 0);
    CHECK_NEAR(sigmoids[set.steps], error(NEURONS[0], result.w[0], m), 0);
    CHECK(!never_rises((real[]){3, 1, 2}, 2), "a rise is not seen");

    test("only the sigmoid neuron's answers stay within 0 ... 1");
    CHECK(rises_inside(result.w[0]), "the sigmoid neuron's");
    CHECK(tanh(z_at(result.w[1], 22)) < 0, "tanh is positive");
    CHECK(relu(z_at(result.w[2], 48)) > 1, "ReLU is small");
    mat_free(&result.error);
    dataset_free(&m);
}

int main(void) {
    check_line();
    check_s_curve();
    check_slopes();
    check_learning();
    return tests_end();
}
