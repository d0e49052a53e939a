#define REAL double
// What the program says of saddles: steps of each rule, what they depend on,
// and that nobody leaves the ridge itself.
#define main saddle_main
#include "ch04-optimizers/saddle.c"
#undef main

#include "tests/check.h"

static double at[2];
static double height(void) { return toys_saddle(at[0], at[1]); }

static void no_rate(void) {
    char *arguments[] = {"saddle", "--eta", "-1", NULL};
    saddle_main(3, arguments);
}

static int steps(int rule, real eta, real y) {
    return steps_to_leave(rule, eta, y, OURS);
}

int main(void) {
    test("the slope is the slope of x² - y², and 0 at the saddle");
    at[0] = 0.7, at[1] = -0.4;
    double g[2];
    toys_saddle_slope(g, at[0], at[1]);
    check_gradient("saddle", at, g, 2, height, false);
    toys_saddle_slope(g, 0, 0);
    CHECK(g[0] == 0 && g[1] == 0, "(%g, %g)", g[0], g[1]);

    test("descent: ln(1 / y) / ln(1 + 2η) steps");
    for (int i = 0; i < RATE_COUNT; i++)
        CHECK(steps(DESCENT, RATES[i], 1e-3) ==
              (int)ceil(log(1e3) / log(1 + 2 * RATES[i])),
              "η = %g: %d steps", RATES[i], steps(DESCENT, RATES[i], 1e-3));

    test("momentum and NAG: as their recurrences");
    for (int nag = 0; nag < 2; nag++) {
        real y = 1e-3, old = 1e-3;
        int count = 0;
        while (y <= 1) {
            real next = nag ? 1.1 * (1.9 * y - 0.9 * old)
                            : (1 + 0.9 + 0.1) * y - 0.9 * old;
            old = y, y = next, count++;
        }
        int got = steps(nag ? NESTEROV : MOMENTUM, 0.05, 1e-3);
        CHECK(got == count, "%d steps, not %d", got, count);
    }
    CHECK(steps(MOMENTUM, 0.05, 1e-3) == 27, "momentum");
    CHECK(steps(NESTEROV, 0.05, 1e-3) == 24, "NAG");

    test("AdaGrad and RMSProp: as their formulas");
    for (int mean = 0; mean < 2; mean++) {
        real y = 1e-3, s = 0;
        int count = 0;
        while (y <= 1) {
            real slope = -2 * y;
            s = mean ? 0.9 * s + 0.1 * slope * slope : s + slope * slope;
            y -= 0.1 * slope / sqrt(s + 1e-6);
            count++;
        }
        int got = steps(mean ? RMSPROP : ADAGRAD, 0.1, 1e-3);
        CHECK(got == count, "%d steps, not %d", got, count);
    }
    CHECK(steps(ADAGRAD, 0.1, 1e-3) == 17 && steps(RMSPROP, 0.1, 1e-3) == 4,
          "not 17 and 4");

    test("AdaGrad needs about 1 / (8η²) steps, wherever it starts");
    CHECK(steps(ADAGRAD, 0.01, 1e-3) == 1263, "not 1263");
    CHECK_NEAR(steps(ADAGRAD, 0.01, 1e-3) * 8e-4, 1, 0.02);
    CHECK_NEAR(steps(ADAGRAD, 0.02, 1e-3) * 32e-4, 1, 0.05);
    int near = steps(ADAGRAD, 0.05, 1e-12), far = steps(ADAGRAD, 0.05, 1e-2);
    CHECK(near - far < 6 && near >= far, "%d and %d", near, far);
    CHECK(steps(DESCENT, 0.05, 1e-12) > 5 * steps(DESCENT, 0.05, 1e-2),
          "descent does not mind the start");

    test("both sides of the ridge are the same; AdaDelta has no rate");
    for (int k = 0; k < RULES; k++)
        CHECK(steps(k, 0.05, 1e-3) == steps(k, 0.05, -1e-3), "%s",
              RULE[k]->name);
    CHECK(steps(ADADELTA, 0.05, 1e-3) == steps(ADADELTA, 0.5, 1e-3), "rate");

    test("from 10⁻⁹: adaptive rules, NAG, momentum, descent; from 10⁻³ not");
    int of[RULES];
    for (int k = 0; k < RULES; k++) of[k] = steps(k, 0.05, 1e-9);
    CHECK(of[RMSPROP] < of[ADADELTA] && of[ADADELTA] < of[ADAGRAD] &&
          of[ADAGRAD] < of[NESTEROV] && of[NESTEROV] < of[MOMENTUM] &&
          of[MOMENTUM] < of[DESCENT], "another order");
    CHECK(steps(MOMENTUM, 0.05, 1e-3) < steps(ADAGRAD, 0.05, 1e-3), "10⁻³");
    CHECK(steps(DESCENT, 0.01, 1e-3) < steps(ADAGRAD, 0.01, 1e-3), "0.01");

    test("on the ridge all stay");
    for (int k = 0; k < RULES; k++)
        CHECK(off_the_ridge(k, OURS) == 0, "%s leaves", RULE[k]->name);

    test("a walk has its start, and ends with its first |y| > 1");
    static Walk walk;
    Optimizer o = prepared(MOMENTUM, 0.05, 0.9);
    leave(&walk, &o, 1, 1e-3);
    optimizer_free(&o);
    CHECK(walk.x[0] == 1 && walk.y[0] == 1e-3, "start");
    CHECK(walk.y[walk.steps] > 1 && walk.y[walk.steps - 1] <= 1, "end");

    test("a negative rate is refused");
    check_dies(no_rate, 2, "--eta");
    return tests_end();
}
