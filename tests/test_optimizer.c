#define REAL double
// Each rule against steps computed by hand, and against its identity; all of
// them walk down a bowl, and none uphill.
#include "ch04-optimizers/optimizer.h"
#include "tests/check.h"

static const OptimizerRule *const RULES[] = {
    &optimizer_descent, &optimizer_momentum, &optimizer_nesterov,
    &optimizer_adagrad, &optimizer_rmsprop, &optimizer_adadelta,
    &optimizer_adam, &optimizer_adam_published,
};
enum { RULE_COUNT = sizeof RULES / sizeof *RULES };

// One step with a given gradient; theta has two parameters.
static void step(Optimizer *o, real theta[2], real g0, real g1) {
    real g[] = {g0, g1};
    Matrix at = mat_view(theta, 1, 2);
    optimizer_look_ahead(o, at);
    optimizer_step(o, at, mat_view(g, 1, 2));
}

// Two steps from (1, 2) with the gradients (3, -4) and (1, 2).
static void walk(const OptimizerRule *rule, real theta[2], real eta) {
    Optimizer o = optimizer_new(rule, 2);
    o.eta = eta;
    theta[0] = 1;
    theta[1] = 2;
    step(&o, theta, 3, -4);
    step(&o, theta, 1, 2);
    CHECK(o.t == 2, "t is %d", o.t);
    optimizer_free(&o);
}

static void test_two_steps(void) {
    real theta[2];
    test("two steps by hand: descent");
    walk(&optimizer_descent, theta, 0.1);
    CHECK_NEAR(theta[0], 1 - 0.3 - 0.1, 1e-15);
    CHECK_NEAR(theta[1], 2 + 0.4 - 0.2, 1e-15);

    test("two steps by hand: momentum, and Nesterov's for constant gradients");
    for (int i = 1; i <= 2; i++) {
        walk(RULES[i], theta, 0.1);
        CHECK_NEAR(theta[0], 1 - 0.3 + (0.9 * -0.3 - 0.1), 1e-15);
        CHECK_NEAR(theta[1], 2 + 0.4 + (0.9 * 0.4 - 0.2), 1e-15);
    }
    test("two steps by hand: AdaGrad");
    walk(&optimizer_adagrad, theta, 0.1);
    CHECK_NEAR(theta[0], 1 - 0.1 * 3 / sqrt(9 + 1e-6)
                           - 0.1 * 1 / sqrt(10 + 1e-6), 1e-15);
    CHECK_NEAR(theta[1], 2 + 0.1 * 4 / sqrt(16 + 1e-6)
                           - 0.1 * 2 / sqrt(20 + 1e-6), 1e-15);

    test("two steps by hand: RMSProp");
    double r = 0.9, s = (1 - r) * 9;
    walk(&optimizer_rmsprop, theta, 0.1);
    double want = 1 - 0.1 * 3 / sqrt(s + 1e-6);
    s = r * s + (1 - r) * 1;
    CHECK_NEAR(theta[0], want - 0.1 * 1 / sqrt(s + 1e-6), 1e-14);

    test("two steps by hand: AdaDelta");
    r = 0.95;
    s = (1 - r) * 9;
    double d = -sqrt(1e-6) / sqrt(s + 1e-6) * 3, v = (1 - r) * d * d;
    want = 1 + 0.5 * d;
    s = r * s + (1 - r) * 1;
    want += 0.5 * -sqrt(v + 1e-6) / sqrt(s + 1e-6) * 1;
    walk(&optimizer_adadelta, theta, 0.5);
    CHECK_NEAR(theta[0], want, 1e-14);

    test("two steps by hand: Adam, the slides' and the published one");
    double r1 = 0.9, r2 = 0.999;
    v = (1 - r1) * 3;
    s = (1 - r2) * 9;
    double slides = 1 - 0.1 * v / sqrt(s + 1e-7);
    double published = 1 - 0.1 * (v / (1 - r1)) / (sqrt(s / (1 - r2)) + 1e-8);
    v = r1 * v + (1 - r1) * 1;
    s = r2 * s + (1 - r2) * 1;
    slides -= 0.1 * v / sqrt(s + 1e-7);
    published -= 0.1 * (v / (1 - r1 * r1)) / (sqrt(s / (1 - r2 * r2)) + 1e-8);
    walk(&optimizer_adam, theta, 0.1);
    CHECK_NEAR(theta[0], slides, 1e-14);
    walk(&optimizer_adam_published, theta, 0.1);
    CHECK_NEAR(theta[0], published, 1e-14);
}

static void test_first_steps(void) {
    test("the first step: η g, η sign g, or 3.162 times that for Adam");
    real theta[2] = {0, 0};
    for (int i = 0; i < RULE_COUNT; i++) {
        Optimizer o = optimizer_new(RULES[i], 2);
        o.eta = 0.01;
        theta[0] = theta[1] = 0;
        step(&o, theta, 5, -0.2);
        double want[] = {-0.05, 0.002};
        bool adaptive = i >= 3;
        double size = RULES[i] == &optimizer_rmsprop ? 1 / sqrt(0.1)
                    : RULES[i] == &optimizer_adam ? 0.1 / sqrt(0.001) : 1;
        if (adaptive) want[0] = -0.01 * size;
        if (adaptive) want[1] = 0.01 * size;
        if (RULES[i] != &optimizer_adadelta) {
            CHECK_NEAR(theta[0], want[0], 1e-4 * fabs(want[0]));
            CHECK_NEAR(theta[1], want[1], 2e-3 * fabs(want[1]));
        }
        optimizer_free(&o);
    }
}

static void test_weighted_sum(void) {
    test("the velocity is -η Σ ρ^(t-j) g(j)");
    Optimizer o = optimizer_new(&optimizer_momentum, 2);
    Random random = random_new(3);
    real theta[2] = {0, 0};
    double g[30];
    for (int t = 0; t < 30; t++) {
        g[t] = random_normal(&random);
        step(&o, theta, g[t], 0);
        double sum = 0;
        for (int j = 0; j <= t; j++) sum += pow(o.rho, t - j) * g[j];
        CHECK_NEAR(o.v.at[0], -o.eta * sum, 1e-14);
    }
    optimizer_free(&o);
}

// A bowl, ½(x² + 20y²), from (10, 1).
static int steps_down(const OptimizerRule *rule, real eta, real rho,
                      real near) {
    Optimizer o = optimizer_new(rule, 2);
    if (eta > 0) o.eta = eta;
    if (rho > 0) o.rho = rho;
    real theta[2] = {10, 1};
    Matrix at = mat_view(theta, 2, 1);
    int t = 0;
    while (t < 200000 && !(hypot(theta[0], theta[1]) < near)) {
        optimizer_look_ahead(&o, at);
        real g[] = {theta[0], 20 * theta[1]};
        optimizer_step(&o, at, mat_view(g, 2, 1));
        t++;
    }
    optimizer_free(&o);
    return t;
}

static void test_bowl(void) {
    test("down a bowl: 456 steps, 81 with momentum, 28 with Nesterov's");
    int plain = steps_down(&optimizer_descent, 0.02, 0, 1e-3);
    int rolling = steps_down(&optimizer_momentum, 0.02, 0.8, 1e-3);
    int nesterov = steps_down(&optimizer_nesterov, 0.02, 0.8, 1e-3);
    CHECK(plain == 456, "descent: %d", plain);
    CHECK(rolling == 81, "momentum: %d", rolling);
    CHECK(nesterov == 28, "nesterov: %d", nesterov);

    test("every rule goes downhill, and arrives; AdaDelta stays near");
    const real eta[] = {0, 0, 0, 0.5, 0, 0, 0, 0};
    for (int i = 0; i < RULE_COUNT; i++) {
        real near = RULES[i] == &optimizer_adadelta ? 0.3 : 0.01;
        int steps = steps_down(RULES[i], eta[i], 0, near);
        CHECK(steps < 100000, "%s: %d", RULES[i]->name, steps);
    }
}

// Nesterov's gradient is taken at θ + ρv: on a parabola, by hand.
static void test_look_ahead(void) {
    test("Nesterov looks ahead, and takes its step from where it was");
    Optimizer o = optimizer_new(&optimizer_nesterov, 1);
    o.eta = 0.1;
    o.rho = 0.5;
    real x = 2, v = 0, theta = 2;
    for (int t = 0; t < 10; t++) {
        v = 0.5 * v - 0.1 * (x + 0.5 * v);     // the slope of x²/2
        x += v;
        Matrix at = mat_view(&theta, 1, 1);
        optimizer_look_ahead(&o, at);
        real g = theta;
        optimizer_step(&o, at, mat_view(&g, 1, 1));
        CHECK_NEAR(theta, x, 1e-15);
    }
    optimizer_free(&o);
    test("the others do not look ahead");
    Optimizer plain = optimizer_new(&optimizer_momentum, 2);
    real at[2] = {1, 2};
    step(&plain, at, 1, 1);
    real before = at[0];
    optimizer_look_ahead(&plain, mat_view(at, 1, 2));
    CHECK(at[0] == before, "it moved");
    optimizer_free(&plain);
}

static void wrong_size(void) {
    Optimizer o = optimizer_new(&optimizer_descent, 3);
    real theta[2] = {0, 0};
    step(&o, theta, 0, 0);
}

int main(void) {
    test_two_steps();
    test_first_steps();
    test_weighted_sum();
    test_bowl();
    test_look_ahead();
    test("another number of parameters ends with one line");
    check_dies(wrong_size, 1, "1 x 2|made for 3");
    return tests_end();
}
