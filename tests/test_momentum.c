#define REAL double
// What the program says of momentum: how many steps each rule takes and how
// often it changes sides, which the recurrences foretell, limits included.
#define main momentum_main
#include "ch04-optimizers/momentum.c"
#undef main

#include "tests/check.h"

static Walk walk, other;

static void go(Walk *w, const OptimizerRule *rule, real eta, real rho, real c) {
    descend(w, (Run){"", rule, eta, rho, c}, OURS);
}

static void flat_bowl(void) {
    char *arguments[] = {"momentum", "--c", "0", NULL};
    momentum_main(3, arguments);
}
static void no_loss(void) {
    char *arguments[] = {"momentum", "--rho", "1", NULL};
    momentum_main(3, arguments);
}

// One step in a direction of curvature 1, as the program's equations have it.
static real next(const OptimizerRule *rule, real a, real rho, real y,
                 real old) {
    if (rule == &optimizer_descent) return (1 - a) * y;
    if (rule == &optimizer_momentum) return (1 + rho - a) * y - rho * old;
    return (1 - a) * ((1 + rho) * y - rho * old);
}

int main(void) {
    const OptimizerRule *rules[] = {&optimizer_descent, &optimizer_momentum,
                                    &optimizer_nesterov};

    test("walks are the recurrences, in both directions of the bowl");
    for (int k = 0; k < 3; k++) {
        go(&walk, rules[k], 0.03, 0.6, 20);
        real x = 10, y = 1, old_x = 10, old_y = 1;
        for (int t = 1; t <= 20; t++) {
            real new_x = next(rules[k], 0.03, 0.6, x, old_x);
            real new_y = next(rules[k], 0.03 * 20, 0.6, y, old_y);
            old_x = x, old_y = y, x = new_x, y = new_y;
            CHECK_NEAR(walk.x[t], x, 1e-12);
            CHECK_NEAR(walk.y[t], y, 1e-12);
        }
    }

    test("the first comparison: 456, 81 and 28 steps; NAG does not run past");
    go(&walk, &optimizer_descent, 0.02, 0, 20);
    CHECK(walk.arrived && walk.steps == 456, "%d steps", walk.steps);
    CHECK(10 * pow(0.98, 455) >= 1e-3 && 10 * pow(0.98, 456) < 1e-3, "456?");
    CHECK(walk.sides == 0 && walk.past == 0, "%d sides", walk.sides);
    go(&walk, &optimizer_momentum, 0.02, 0.8, 20);
    go(&other, &optimizer_nesterov, 0.02, 0.8, 20);
    CHECK(walk.arrived && walk.steps == 81, "%d steps", walk.steps);
    CHECK(other.arrived && other.steps == 28, "%d steps", other.steps);
    CHECK_NEAR(walk.past, 0.2963913417, 1e-9);
    CHECK_NEAR(other.past, 0, 0);

    test("the second: descent changes sides 93 times in 93 steps");
    go(&walk, &optimizer_descent, 0.095, 0, 20);
    CHECK(walk.steps == 93 && walk.sides == 93, "%d of %d", walk.sides,
          walk.steps);
    go(&walk, &optimizer_momentum, 0.095, 0.5, 20);
    CHECK(walk.steps == 24 && walk.sides == 14, "%d of %d", walk.sides,
          walk.steps);

    test("a walk that leaves the bowl ends, and has not arrived");
    go(&walk, &optimizer_nesterov, 0.095, 0.5, 20);
    CHECK(!walk.arrived && walk.steps < 60, "%d steps", walk.steps);
    CHECK(walk.sides > walk.steps - 3, "%d sides", walk.sides);

    test("the larger root: of two, of a pair, of a negative one");
    Factor f = larger_root(5, 6);                           // 2 and 3
    CHECK(f.size == 3 && !f.sides, "%g", f.size);
    f = larger_root(-5, 6);                                 // -2 and -3
    CHECK(f.size == 3 && f.sides, "%g", f.size);
    f = larger_root(2, 2);                                  // 1 ± i
    CHECK_NEAR(f.size, sqrt(2), 1e-15);
    f = larger_root(1, -6);                                 // 3 and -2
    CHECK(f.size == 3 && !f.sides, "%g", f.size);

    test("the roots foretell how walks shrink: the mean over 400 steps");
    for (int k = 0; k < 3; k++)
        for (real a = 0.3; a < 1.36; a += 0.21) {
            real y = 1, old = 1, logs = 0;
            for (int t = 0; t < 400; t++) {
                real new_y = next(rules[k], a, 0.8, y, old);
                real scale = fmax(fabs(new_y), fabs(y));
                logs += log(scale);
                old = y / scale, y = new_y / scale;
            }
            f = factor(rules[k], a, 0.8);
            CHECK_NEAR(exp(logs / 400), f.size, 0.01);
            CHECK(!f.sides || y * old < 0, "no change of sides, a = %g", a);
        }

    test("limits: 2, 2 + 2ρ, (2 + 2ρ) / (1 + 2ρ)");
    for (real rho = 0.3; rho < 0.95; rho += 0.2) {
        CHECK_NEAR(limit(&optimizer_descent, rho), 2, 1e-9);
        CHECK_NEAR(limit(&optimizer_momentum, rho), 2 + 2 * rho, 1e-9);
        CHECK_NEAR(limit(&optimizer_nesterov, rho),
                   (2 + 2 * rho) / (1 + 2 * rho), 1e-9);
    }

    test("momentum changes sides for good only above (1 + √ρ)²");
    CHECK(!factor(&optimizer_momentum, 3.58, 0.8).sides, "below");
    CHECK(factor(&optimizer_momentum, 3.60, 0.8).sides, "above");

    test("where ηλ = 1, NAG's step is Newton's: y is 0 at once, and stays");
    go(&walk, &optimizer_nesterov, 0.05, 0.8, 20);
    for (int t = 1; t <= walk.steps; t++) CHECK_NEAR(walk.y[t], 0, 1e-15);

    test("on a round bowl descent goes straight, 14 steps with η = 0.5");
    go(&walk, &optimizer_descent, 0.5, 0, 1);
    CHECK(walk.steps == 14 && walk.sides == 0, "%d steps", walk.steps);
    for (int t = 0; t <= walk.steps; t++)
        CHECK_NEAR(walk.x[t], 10 * walk.y[t], 1e-15);

    test("scaled features: the same answers and cost, on a round bowl");
    Settings round = scaled(OURS);
    CHECK_NEAR(toys_bowl(1, round.x, round.y), toys_bowl(20, OURS.x, OURS.y),
               1e-12);
    CHECK_NEAR(round.y, sqrt(20), 1e-15);

    test("inputs with standard deviations 1 and √20 make this bowl");
    real x1[] = {1, 1, -1, -1}, x2[] = {1, -1, 1, -1}, w[] = {0.7, -0.3};
    real cost = 0;
    for (int i = 0; i < 4; i++) {
        real a = w[0] * x1[i] + w[1] * sqrt(20) * x2[i];
        cost += a * a / 2 / 4;
    }
    CHECK_NEAR(cost, toys_bowl(20, w[0], w[1]), 1e-14);

    test("settings that make no sense are refused");
    check_dies(flat_bowl, 2, "--c");
    check_dies(no_loss, 2, "--rho");
    return tests_end();
}
