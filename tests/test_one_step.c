#define REAL double
// What the program says of steps: their parts, the sum in v, and what a
// schedule does to it.
#define main one_step_main
#include "ch04-optimizers/one_step.c"
#undef main

#include "tests/check.h"

static void long_walk(void) {
    char *arguments[] = {"one_step", "--steps", "61", NULL};
    one_step_main(3, arguments);
}
static void no_rate(void) {
    char *arguments[] = {"one_step", "--eta", "0", NULL};
    one_step_main(3, arguments);
}

int main(void) {
    static Walks w;
    all_walks(&w, OURS);

    test("descent's and momentum's traces, by hand");
    CHECK_NEAR(w.plain[1].at[0], -6 + 0.6, 1e-15);
    CHECK_NEAR(w.plain[1].at[1], 2 - 1.2, 1e-15);
    CHECK_NEAR(w.plain[1].move[1], -0.48, 1e-15);
    CHECK_NEAR(w.ball[0].move[1], -1.2, 1e-15);
    CHECK_NEAR(w.ball[1].keep[1], -0.84, 1e-15);
    CHECK_NEAR(w.ball[1].push[1], -0.48, 1e-15);
    CHECK_NEAR(w.ball[1].move[1], -1.32, 1e-15);
    CHECK_NEAR(w.ball[2].at[0], -4.44, 1e-15);
    CHECK_NEAR(w.ball[2].at[1], -0.52, 1e-15);

    test("the first step of all three is the same: nothing is kept yet");
    for (int i = 0; i < 2; i++) {
        CHECK_NEAR(w.ball[0].move[i], w.plain[0].move[i], 0);
        CHECK_NEAR(w.nag[0].move[i], w.plain[0].move[i], 0);
    }

    test("Nesterov's third step looks ahead, momentum's does not");
    for (int i = 0; i < 2; i++) {
        CHECK_NEAR(w.third[0].look[i], w.ball[2].at[i], 0);
        CHECK_NEAR(w.third[1].look[i], w.ball[2].at[i] + w.ball[2].keep[i], 0);
        CHECK_NEAR(w.third[0].move[i], w.ball[2].move[i], 0);
    }
    CHECK_NEAR(w.third[1].g[1], 6 * (-0.52 - 0.7 * 1.32), 1e-14);

    test("on a bowl Nesterov's gradient is g + ρHv");
    CHECK_NEAR(w.third[1].g[0], w.third[0].g[0] + w.third[0].keep[0], 1e-14);
    CHECK_NEAR(w.third[1].g[1], w.third[0].g[1] + 6 * w.third[0].keep[1],
               1e-14);

    test("it turns back across the valley earlier");
    CHECK(w.third[1].move[1] > w.third[0].move[1] + 0.5, "%g and %g",
          w.third[1].move[1], w.third[0].move[1]);

    test("the module takes the same steps, also with η outside v");
    CHECK_NEAR(apart(w.plain, &optimizer_descent, OURS), 0, 1e-12);
    CHECK_NEAR(apart(w.ball, &optimizer_momentum, OURS), 0, 1e-12);
    CHECK_NEAR(apart(w.nag, &optimizer_nesterov, OURS), 0, 1e-12);
    CHECK_NEAR(apart(w.ball, &momentum_outside, OURS), 0, 1e-12);
    CHECK(apart(w.ball, &optimizer_nesterov, OURS) > 0.1, "no difference");

    test("v is the weighted sum; the third one by hand");
    CHECK_NEAR(sums_off(w.ball, OURS), 0, 1e-12);
    CHECK_NEAR(weighted_sum(w.ball, 3, 1, OURS),
               -0.1 * (0.49 * 12 + 0.7 * 4.8 + -3.12), 1e-14);
    CHECK(sums_off(w.nag, OURS) < 1e-12, "Nesterov's v is such a sum, too");

    test("with the text's minus, v(3) is off by 2ρ² v(1)");
    for (int i = 0; i < 2; i++)
        CHECK_NEAR(expanded(w.ball, i, OURS),
                   w.ball[2].move[i] - 2 * 0.49 * w.ball[0].move[i], 1e-14);

    test("on an even slope steps become 1 / (1 - ρ) times as long");
    for (int t = 0; t < MOST / 2; t++) {
        real want = 0.1 * (1 - pow(0.7, t + 1)) / (1 - 0.7);
        CHECK_NEAR(w.slides[t], want, 1e-12);
        CHECK_NEAR(w.outside[t], want, 1e-12);
    }

    test("η becomes a tenth: at once outside v, little by little inside");
    real before = 0.1 / 0.3, after = 0.01 / 0.3;
    for (int t = MOST / 2; t < MOST; t++) {
        CHECK_NEAR(w.outside[t], after, 1e-5);
        CHECK_NEAR(w.slides[t],
                   after + (before - after) * pow(0.7, t + 1 - MOST / 2), 1e-5);
    }

    test("settings that make no sense are refused");
    check_dies(long_walk, 2, "--steps");
    check_dies(no_rate, 2, "--eta");
    return tests_end();
}
