#define REAL double
// Standardised columns have mean 0 and variance 1; the bowl is that of the mean
// square; its eigenvalues; and descent needs as many steps as they say.
#define main standardised_main
#include "ch05-vanishing-gradients/standardised.c"
#undef main

#include "tests/check.h"

// ½ 1/m Σ (v·x)², from the examples themselves.
static real cost(Matrix x, real v1, real v2) {
    real sum = 0;
    for (int i = 0; i < x.rows; i++)
        sum += pow(v1 * AT(x, i, 0) + v2 * AT(x, i, 1), 2) / (2 * x.rows);
    return sum;
}

static void too_few(void) {
    char *arguments[] = {"standardised", "--players", "2", NULL};
    standardised_main(3, arguments);
}

int main(void) {
    real numbers[] = {1, 10, 3, 10, 5, 16, 7, 24};
    Matrix x = mat_view(numbers, 4, 2);

    test("the bowl is the mean square, its slope H v");
    Bowl it = bowl_of(x);
    for (int k = 0; k < 5; k++) {
        real v[2] = {0.3 * k - 0.5, 0.7 - 0.2 * k};
        real h = it.a * v[0] * v[0] + 2 * it.b * v[0] * v[1] +
                 it.c * v[1] * v[1];
        CHECK_NEAR(h / 2, cost(x, v[0], v[1]), 1e-11);
        real next[2] = {v[0], v[1]}, e = 1e-6;
        descend(next, it);
        CHECK_NEAR((v[0] - next[0]) * it.large, (cost(x, v[0] + e, v[1]) -
                   cost(x, v[0] - e, v[1])) / (2 * e), 1e-6);
        CHECK_NEAR((v[1] - next[1]) * it.large, (cost(x, v[0], v[1] + e) -
                   cost(x, v[0], v[1] - e)) / (2 * e), 1e-6);
    }

    test("eigenvalues: their sum and product");
    CHECK_NEAR(it.large + it.small, it.a + it.c, 1e-10);
    CHECK_NEAR(it.large * it.small, it.a * it.c - it.b * it.b, 1e-10);
    CHECK(it.large > it.small && it.small > 0, "%g, %g", it.large, it.small);

    test("centred: mean 0, the same differences; standardised: variance 1");
    standardise(x, false);
    CHECK_NEAR(AT(x, 0, 0), -3, 1e-12);
    CHECK_NEAR(AT(x, 3, 1) - AT(x, 0, 1), 14, 1e-12);
    standardise(x, true);
    it = bowl_of(x);
    CHECK_NEAR(AT(x, 0, 0) + AT(x, 1, 0) + AT(x, 2, 0) + AT(x, 3, 0), 0, 1e-12);
    CHECK_NEAR(AT(x, 0, 0), -3 / sqrt(5), 1e-12);
    CHECK_NEAR(it.a, 1, 1e-12);
    CHECK_NEAR(it.c, 1, 1e-12);
    CHECK_NEAR(it.large, 1 + fabs(it.b), 1e-12);

    test("steps: 4.6 times the condition number, less for a nearer start");
    Bowl valley = {.a = 100, .c = 1, .large = 100, .small = 1};
    int want = (int)ceil(log(hypot(0.8, 0.3) / 100 / 0.3) / log(0.99));
    CHECK(abs(steps_down(valley) - want) <= 1, "%d, expected %d",
          steps_down(valley), want);
    Bowl round = {.a = 3, .c = 3, .large = 3, .small = 3};
    CHECK(steps_down(round) == 1, "a round bowl: %d", steps_down(round));

    test("the best η, 2/(λ_max + λ_min), saves less than half of the steps");
    real v[2] = {0.8, 0.3}, goal = hypot(v[0], v[1]) / 100;
    int best = 0;
    for (; hypot(v[0], v[1]) > goal; best++) {
        v[0] *= 1 - 100 * 2 / 101.0;
        v[1] *= 1 - 1 * 2 / 101.0;
    }
    CHECK(2 * best > steps_down(valley) && best < steps_down(valley),
          "%d steps, not %d", best, steps_down(valley));

    test("a bias makes the raw condition worse; standardised it is an axis");
    real bare[] = {1, 10, 3, 10, 5, 16, 7, 24};
    for (int scaled = 0; scaled < 2; scaled++) {
        Matrix y = mat_view(bare, 4, 2);
        if (scaled) standardise(y, true);
        Bowl h = bowl_of(y);
        real m1 = 0, m2 = 0;                     // H of x and 1: its corner
        for (int i = 0; i < 4; i++) {
            m1 += AT(y, i, 0) / 4;
            m2 += AT(y, i, 1) / 4;
        }
        // The characteristic polynomial of (a b m1; b c m2; m1 m2 1) at λ_max
        // and λ_min of H: of the sign that says a root lies outside of them.
        for (int end = 0; end < 2; end++) {
            real l = end ? h.large : h.small;
            real p = (h.a - l) * ((h.c - l) * (1 - l) - m2 * m2) -
                     h.b * (h.b * (1 - l) - m1 * m2) +
                     m1 * (h.b * m2 - m1 * (h.c - l));
            if (scaled) CHECK_NEAR(p, 0, 1e-12);
            else CHECK(end ? p > 0 : p < 0, "at %g it is %g", l, p);
        }
    }

    test("players: a ravine, a valley, a bowl");
    Bowl bowl[WAYS];
    measure(bowl, OURS, 2);
    real condition[WAYS];
    for (int way = 0; way < WAYS; way++)
        condition[way] = bowl[way].large / bowl[way].small;
    CHECK(condition[RAW] > 1000, "raw %g", condition[RAW]);
    CHECK(condition[CENTRED] > 20 && condition[CENTRED] < 200, "centred %g",
          condition[CENTRED]);
    CHECK(condition[STANDARDISED] < 2, "standardised %g",
          condition[STANDARDISED]);
    check_dies(too_few, 2, "--players");
    return tests_end();
}
