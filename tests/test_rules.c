#define REAL double
// What the program says of adaptive rules: their rates on known slopes are the
// closed forms, and Adam's printed formula goes uphill.
#define main rules_main
#include "ch04-optimizers/rules.c"
#undef main

#include "tests/check.h"

static Result r;

static void no_loss(void) {
    char *arguments[] = {"rules", "--rho", "1", NULL};
    rules_main(3, arguments);
}
static void no_cliff(void) {
    char *arguments[] = {"rules", "--steep", "0", NULL};
    rules_main(3, arguments);
}
static real hundred(int t, Settings set) { return 100 * even(t, set); }

int main(void) {
    run(&r, TEXT);

    test("on an even slope: AdaGrad 1 / √t, falling with every step");
    for (int t = 1; t <= STEPS; t++) {
        CHECK_NEAR(r.even[ADAGRAD][t - 1], 1 / sqrt(t + 1e-6), 1e-9);
        CHECK(t == 1 || r.even[ADAGRAD][t - 1] < r.even[ADAGRAD][t - 2],
              "it rises at %d", t);
    }

    test("RMSProp 1 / √(1 - ρᵗ), which stays");
    for (int t = 1; t <= STEPS; t++)
        CHECK_NEAR(r.even[RMSPROP][t - 1], 1 / sqrt(1 - pow(0.9, t) + 1e-6),
                   1e-6);
    CHECK_NEAR(r.even[RMSPROP][STEPS - 1], 1, 1e-6);

    test("Adam (1 - ρ₁ᵗ) / √(1 - ρ₂ᵗ): 3.162 first, 6.57 at most");
    real most = 0;
    for (int t = 1; t <= STEPS; t++) {
        real want = (1 - pow(0.9, t)) / sqrt(1 - pow(0.999, t) + 1e-7);
        CHECK_NEAR(r.even[ADAM][t - 1], want, 1e-4);
        most = fmax(most, want);
    }
    CHECK_NEAR(r.even[ADAM][0], 0.1 / sqrt(0.001), 1e-3);
    CHECK_NEAR(most, 6.57, 0.01);

    test("as published: 1, all the time");
    for (int t = 0; t < STEPS; t++) CHECK_NEAR(r.even[PUBLISHED][t], 1, 1e-4);

    test("AdaDelta's rate rises from √(ε / (1 - ρ))");
    CHECK_NEAR(r.even[ADADELTA][0], sqrt(1e-6 / 0.1), 1e-6);
    CHECK(r.even[ADADELTA][STEPS - 1] > 3 * r.even[ADADELTA][0], "it does not");

    test("after a cliff RMSProp recovers, AdaGrad does not, Adam slowly");
    CHECK_NEAR(r.cliff[RMSPROP][CLIFF - 1],
               1 / sqrt((1 - pow(0.9, CLIFF)) * 1e4), 1e-6);
    CHECK_NEAR(r.cliff[RMSPROP][CLIFF + 150], 1, 0.001);
    CHECK_NEAR(r.cliff[ADAGRAD][STEPS - 1],
               1 / sqrt(CLIFF * 1e4 + STEPS - CLIFF), 1e-9);
    CHECK(r.cliff[ADAM][300] < 0.1, "%g", r.cliff[ADAM][300]);

    test("rarely moved: larger rates, unless the slope is large");
    int last = STEPS - 1;
    int moves = STEPS / EVERY;
    CHECK_NEAR(r.rare[ADAGRAD][last], 1 / sqrt(moves), 1e-6);
    CHECK_NEAR(r.rare_large[ADAGRAD][last], 1 / sqrt(100.0 * moves), 1e-6);
    CHECK(r.rare[RMSPROP][last] > r.even[RMSPROP][last], "RMSProp");
    CHECK(r.rare_large[RMSPROP][last] < r.even[RMSPROP][last], "RMSProp");

    test("slopes a hundred times as large: the same steps");
    static real rate[STEPS];
    for (int k = 0; k < RULES; k++) {
        effective(rate, RULE[k], hundred, TEXT);
        for (int t = 0; t < STEPS; t += 100)
            CHECK_NEAR(100 * rate[t], r.even[k][t], 1e-3);
    }

    test("the slides' program, the module and Adam by hand are the same");
    real x = 1, v = 0, s = 0;
    for (int t = 0; t <= WALK; t++)
        CHECK_NEAR(r.program[t], r.module[t], 1e-12);
    real y = 1, vy = 0, sy = 0;
    for (int t = 0; t < 20; t++) {
        CHECK_NEAR(r.program[t], (x * x + 20 * y * y) / 2, 1e-12);
        v = 0.9 * v + 0.1 * x, s = 0.999 * s + 0.001 * x * x;
        vy = 0.9 * vy + 0.1 * 20 * y, sy = 0.999 * sy + 0.001 * 400 * y * y;
        x -= 0.01 * v / sqrt(s + 1e-7);
        y -= 0.01 * vy / sqrt(sy + 1e-7);
    }

    test("the program goes down, the printed formula up, with every step");
    CHECK(r.program[WALK] < 1e-3, "%g", r.program[WALK]);
    for (int t = 1; t <= WALK; t++)
        CHECK(r.printed[t] > r.printed[t - 1], "not at step %d", t);
    CHECK_NEAR(r.printed[1], 10.5 * pow(1 + 0.01 * 0.1 / sqrt(0.001), 2), 0.01);

    test("settings that make no sense are refused");
    check_dies(no_loss, 2, "--rho");
    check_dies(no_cliff, 2, "--steep");
    return tests_end();
}
