#define REAL double
// What saturation and silence do to the gradient, and that only those weights
// are slow that the equations name.
#define main slow_weights_main
#include "ch02-backprop/slow_weights.c"
#undef main

#include "tests/check.h"

static Dataset example;

static Network prepared(Case which, real z) {
    Random random = random_new(2);
    Network n = network_new(L, SIZES, 1, &random);
    prepare(&n, example, which, z);
    return n;
}

static void minus_z(void) {
    char *arguments[] = {"slow_weights", "--z", "-1", NULL};
    slow_weights_main(3, arguments);
}

int main(void) {
    Random random = random_new(9);
    example = dataset_new(1, 3, 2);
    mat_randn(example.x, 1, &random);
    AT(example.y, 0, 1) = 1;
    Network ordinary = prepared(ORDINARY, 8);
    Network saturated = prepared(SATURATED, 8), silent = prepared(SILENT, 8);

    test("neurons are where they were pushed");
    CHECK_NEAR(AT(ordinary.z[4], 0, 0), 0, 1e-14);
    CHECK_NEAR(AT(ordinary.z[3], 0, 1), 0, 1e-14);
    CHECK_NEAR(AT(saturated.z[4], 0, 0), 8, 1e-14);
    CHECK_NEAR(AT(saturated.z[3], 0, 1), 0, 1e-14);
    CHECK_NEAR(AT(silent.z[3], 0, 1), -8, 1e-14);
    CHECK_NEAR(AT(silent.z[4], 0, 0), 0, 1e-14);

    test("means of |∂C/∂w| into a neuron and out of it");
    real in = 0, out = 0;
    for (int k = 0; k < 4; k++) in += fabs(AT(silent.nabla_w[3], 1, k)) / 4;
    for (int j = 0; j < 2; j++) out += fabs(AT(silent.nabla_w[4], j, 1)) / 2;
    Means s[CASES] = {measure(&ordinary), measure(&saturated),
                      measure(&silent)};
    CHECK_NEAR(s[SILENT].hidden_in, in, 1e-18);
    CHECK_NEAR(s[SILENT].hidden_out, out, 1e-18);

    test("saturated at 8: δ is σ(8) σ′(8) in place of σ(0) σ′(0)");
    real share = 0.99966464986953352 * 0.00033523767075636996 / (0.5 * 0.25);
    CHECK_NEAR(s[SATURATED].output_bias / s[ORDINARY].output_bias, share,
               1e-10);
    CHECK_NEAR(s[SATURATED].output_in / s[ORDINARY].output_in, share, 1e-10);

    test("the other output neuron's weights learn as before");
    CHECK_NEAR(into(&saturated, 4, 1), into(&ordinary, 4, 1), 1e-15);

    test("silent: weights out of it and into it are slow, others are not");
    CHECK(s[SILENT].hidden_out < 0.01 * s[ORDINARY].hidden_out, "out: %g, %g",
          s[SILENT].hidden_out, s[ORDINARY].hidden_out);
    CHECK(s[SILENT].hidden_in < 0.01 * s[ORDINARY].hidden_in, "in: %g, %g",
          s[SILENT].hidden_in, s[ORDINARY].hidden_in);
    CHECK(out_of(&silent, 3, 0) > 0.2 * out_of(&ordinary, 3, 0), "others too");

    test("δ of one neuron is the slope of its cost, sigmoid and tilted");
    for (real z = -3; z <= 9; z += 1.5) {
        const real h = 1e-5;
        real slope = (pow(sigmoid(z + h), 2) - pow(sigmoid(z - h), 2)) / 2;
        CHECK_NEAR(sigmoid_delta(z), slope / (2 * h), 1e-9);
        slope = (pow(tilted(z + h), 2) - pow(tilted(z - h), 2)) / 2;
        CHECK_NEAR(tilted_delta(z), slope / (2 * h), 1e-9);
        CHECK(tilted_prime(z) > 0.1, "a slope of %g", tilted_prime(z));
        slope = tilted(z + h) - tilted(z - h);
        CHECK_NEAR(tilted_prime(z), slope / (2 * h), 1e-9);
    }
    network_free(&silent);
    network_free(&saturated);
    network_free(&ordinary);
    dataset_free(&example);

    test("a z that does not saturate is refused");
    check_dies(minus_z, 2, "--z|-1");
    return tests_end();
}
