#define REAL double
// What the program says of hidden layers: its network has the right gradient,
// its measures measure bends and worth, and layers bend one after another.
#define main spiral_main
#include "ch02-backprop/spiral.c"
#undef main

#include "tests/check.h"

// ## A network of two hidden layers, and its cost, written down once more
static Network n;
static Activation f;
static Matrix x, y;

static double entropy(void) {
    feed_forward(&n, f, x);
    double sum = 0;
    for (int i = 0; i < x.rows; i++) {
        double a = AT(n.a[n.L], i, 0), want = AT(y, i, 0);
        sum -= want * log(a) + (1 - want) * log(1 - a);
    }
    return sum / x.rows;
}

// With η = 1 the step is the gradient.
static void check_step(const char *name) {
    f = activation_named(name);
    Matrix before = mat_new(1, n.parameters.cols);
    Matrix gradient = mat_new(1, n.parameters.cols);
    mat_copy(before, n.parameters);
    learn(&n, f, x, y, 1);
    mat_sub(gradient, before, n.parameters);
    mat_copy(n.parameters, before);
    real *at = gradient.at;
    for (int l = 2; l <= n.L; l++) {             // all weights, then biases
        check_gradient("w", n.w[l].at, at, n.w[l].rows * n.w[l].cols, entropy,
                       false);
        at += n.w[l].rows * n.w[l].cols;
    }
    for (int l = 2; l <= n.L; l++) {
        check_gradient("b", n.b[l].at, at, n.b[l].cols, entropy, false);
        at += n.b[l].cols;
    }
    mat_free(&gradient);
    mat_free(&before);
}

// ## Wrong usage
static void run_with(char *option, char *value) {
    char *arguments[] = {"spiral", option, value, NULL};
    spiral_main(3, arguments);
}
static void unknown_function(void) { run_with("--activation", "sine"); }
static void too_deep(void) { run_with("--hidden", "7"); }
static void no_width(void) { run_with("--width", "0"); }
static void no_rate(void) { run_with("--eta", "0"); }

int main(void) {
    Random random = random_new(3);
    Settings set = {.epochs = 60, .eta = 0.1};

    test("a step is the gradient, with every activation function");
    n = start(2, 5, &random);
    x = mat_new(7, 2);
    y = mat_new(7, 1);
    mat_randn(x, 1, &random);
    for (int i = 0; i < 7; i++) AT(y, i, 0) = i % 3 == 0;
    for (int l = 2; l <= n.L; l++) mat_randn(n.b[l], 0.3, &random);
    check_step("tanh");
    check_step("relu");
    check_step("identity");

    test("forwards, by hand: f inside, the sigmoid at the end");
    Network small = start(1, 2, &random);
    mat_copy(small.w[2], mat_view((real[]){1, 2, -3, 1}, 2, 2));
    mat_copy(small.b[2], mat_view((real[]){0.5, 0}, 1, 2));
    mat_copy(small.w[3], mat_view((real[]){1, 4}, 1, 2));
    feed_forward(&small, activation_named("relu"),
                 mat_view((real[]){1, 0.25}, 1, 2));
    CHECK_NEAR(AT(small.a[2], 0, 0), 2, 1e-15);
    CHECK_NEAR(AT(small.a[2], 0, 1), 0, 0);
    CHECK_NEAR(AT(small.a[3], 0, 0), 1 / (1 + exp(-2)), 1e-15);
    network_free(&small);

    test("a network starts with weights from N(0, 1/n) and without biases");
    Network wide = start(2, 12, &random);
    CHECK_NEAR(mat_norm(wide.w[3]), sqrt(12), 1);
    CHECK_NEAR(mat_norm(wide.w[2]), sqrt(12), 1.5);
    CHECK_NEAR(mat_norm(wide.b[2]) + mat_norm(wide.b[4]), 0, 0);
    network_free(&wide);

    test("bend: 0 for lines, 1 for circles");
    Matrix plane = plane_new(), z = mat_new(plane.rows, 4);
    CHECK_NEAR(AT(plane, 0, 0), -REACH, 0);
    CHECK_NEAR(AT(plane, SIDE * SIDE - 1, 1), REACH, 0);
    for (int i = 0; i < z.rows; i++) {
        real u = AT(plane, i, 0), v = AT(plane, i, 1);
        AT(z, i, 0) = 3 * u - 0.7 * v + 1;
        AT(z, i, 1) = tanh(0.2 * u);             // falls off, but straight
        AT(z, i, 2) = u * u + v * v;
        AT(z, i, 3) = fabs(u) > fabs(v) ? u : v; // two directions, as often
    }
    CHECK_NEAR(bend(z, 0), 0, 1e-12);
    CHECK_NEAR(bend(z, 1), 0, 1e-12);
    CHECK_NEAR(bend(z, 2), 1, 0.02);
    CHECK(bend(z, 3) > 0.9, "two directions bend only %g", bend(z, 3));
    for (int i = 0; i < z.rows; i++) AT(z, i, 3) = 0.7;
    CHECK(isnan(bend(z, 3)), "a constant bends by %g", bend(z, 3));
    for (int i = 0; i < z.rows; i++) AT(z, i, 3) = NAN;
    CHECK(isnan(bend(z, 3)), "NaN bends by %g", bend(z, 3));

    test("alone: the best threshold, in either direction");
    real a[] = {1, 9, 2, 8, 3, 7, 4, 6};         // column 0, column 1
    Matrix two = mat_view(a, 4, 2);
    CHECK_NEAR(alone(two, 0, (int[]){0, 0, 1, 1}), 100, 0);
    CHECK_NEAR(alone(two, 1, (int[]){0, 0, 1, 1}), 100, 0);
    CHECK_NEAR(alone(two, 0, (int[]){0, 1, 0, 1}), 75, 0);

    test("a disc: two hidden layers find it, a single neuron does not");
    Activation hidden = activation_named("tanh");
    Dataset points = toys_circle(100, &random);
    Network deep = start(2, 6, &random), one = start(0, 0, &random);
    train(&deep, hidden, points, set, &random);
    train(&one, hidden, points, set, &random);
    Result it = look_into(&deep, hidden, points, plane);
    Result single = look_into(&one, hidden, points, plane);
    CHECK(it.alone[4].max >= 95, "%g %% right", it.alone[4].max);
    CHECK(single.alone[2].max <= 85, "%g %% right", single.alone[2].max);

    test("its first hidden layer sees lines, its second curves");
    CHECK(it.bend[2].n == 6 && it.bend[3].n == 6 && it.bend[4].n == 1,
          "%d, %d, %d maps", it.bend[2].n, it.bend[3].n, it.bend[4].n);
    CHECK_NEAR(it.bend[2].max, 0, 1e-12);
    CHECK(it.bend[3].min > 0.001, "a bend of %g", it.bend[3].min);
    CHECK(it.bend[4].max > 0.3, "the output bends only %g", it.bend[4].max);
    CHECK_NEAR(single.bend[2].max, 0, 1e-12);

    test("without activation every layer sees straight lines");
    hidden = activation_named("identity");
    train(&deep, hidden, points, set, &random);
    it = look_into(&deep, hidden, points, plane);
    for (int l = 2; l <= 4; l++) CHECK_NEAR(it.bend[l].max, 0, 1e-12);
    CHECK(it.alone[4].max <= 85, "%g %% right", it.alone[4].max);

    test("options that make no sense are refused");
    check_dies(unknown_function, 2, "--activation|sine");
    check_dies(too_deep, 2, "--hidden 6");
    check_dies(no_width, 2, "--width");
    check_dies(no_rate, 2, "--eta");

    network_free(&one);
    network_free(&deep);
    dataset_free(&points);
    mat_free(&z);
    mat_free(&plane);
    mat_free(&y);
    mat_free(&x);
    network_free(&n);
    return tests_end();
}
