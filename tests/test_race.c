#define REAL double
// What the program says of the race: who goes which way, and how far.
#define main race_main
#include "ch04-optimizers/race.c"
#undef main

#include "tests/check.h"

static Path paths[RACERS + 1], path;

static void no_speed(void) {
    char *arguments[] = {"race", "--faster", "0", NULL};
    race_main(3, arguments);
}
static void far_away(void) {
    char *arguments[] = {"race", "--x", "1e9", NULL};
    race_main(3, arguments);
}

static double at[2];
static double height(void) { return toys_beale(at[0], at[1]); }

int main(void) {
    char *quiet[] = {"race", "--quiet", NULL};
    Options options = options_begin(2, quiet, "");
    options_end(&options);
    race(paths, START);

    test("the surface: its minimum, its two level lines, its slope");
    CHECK_NEAR(toys_beale(MINIMUM_X, MINIMUM_Y), 0, 1e-15);
    for (real z = -2; z <= 2; z += 0.5) {
        CHECK_NEAR(toys_beale(0, z), 14.203125, 1e-12);
        CHECK_NEAR(toys_beale(z, 1), 14.203125, 1e-12);
    }
    at[0] = 1, at[1] = 1.5;
    double g[2];
    toys_beale_slope(g, at[0], at[1]);
    check_gradient("Beale", at, g, 2, height, false);
    CHECK_NEAR(g[0], 34.5, 1e-12);
    CHECK_NEAR(g[1], 92.5, 1e-12);

    test("the first step: along -g, or as far to the left as down");
    const Path *first = &paths[MOMENTUM];
    CHECK_NEAR((first->y[1] - 1.5) / (first->x[1] - 1), 92.5 / 34.5, 1e-12);
    first = &paths[ADAGRAD];
    CHECK_NEAR(first->x[1], 0.5, 1e-6);
    CHECK_NEAR(first->y[1], 1.0, 1e-6);
    first = &paths[RMSPROP];
    CHECK_NEAR(first->x[1], 1 - 0.02 / sqrt(0.1), 1e-6);
    CHECK_NEAR(first->y[1], 1.5 - 0.02 / sqrt(0.1), 1e-6);

    test("every rule arrives, and its path ends there");
    for (int i = 0; i < RACERS; i++) {
        int t = paths[i].steps;
        CHECK(paths[i].hit, "%s does not arrive", OURS[i].name);
        CHECK(off(paths[i].x[t], paths[i].y[t]) < 0.1, "%s", OURS[i].name);
        CHECK(off(paths[i].x[t - 1], paths[i].y[t - 1]) >= 0.1, "%s goes on",
              OURS[i].name);
    }

    test("momentum and NAG dive below -1; the adaptive rules stay above 0");
    CHECK(paths[MOMENTUM].lowest < paths[NESTEROV].lowest - 0.3, "%g and %g",
          paths[MOMENTUM].lowest, paths[NESTEROV].lowest);
    CHECK(paths[NESTEROV].lowest < -1, "%g", paths[NESTEROV].lowest);
    CHECK(direct(&paths[ADAGRAD], START), "AdaGrad");
    CHECK(direct(&paths[ADADELTA], START), "AdaDelta");
    CHECK(direct(&paths[RMSPROP], START), "RMSProp");
    CHECK(!direct(&paths[MOMENTUM], START), "momentum");

    test("paths are longer in this order: adaptive, NAG, momentum");
    for (int i = ADAGRAD; i < RACERS; i++)
        CHECK(paths[i].length < 0.8 * paths[NESTEROV].length, "%s: %g",
              OURS[i].name, paths[i].length);
    CHECK(paths[NESTEROV].length < 0.8 * paths[MOMENTUM].length, "NAG: %g",
          paths[NESTEROV].length);

    test("momentum's path, by hand: depth, the turn, length");
    real theta[2] = {1, 1.5}, v[2] = {0, 0}, lowest = 2, length = 0;
    int steps = 0, right = 0;
    while (off(theta[0], theta[1]) >= 0.1 && steps < 200) {
        toys_beale_slope(g, theta[0], theta[1]);
        for (int i = 0; i < 2; i++) {
            v[i] = 0.9 * v[i] - 0.003 * g[i];
            theta[i] += v[i];
        }
        steps++;
        length += sqrt(v[0] * v[0] + v[1] * v[1]);
        if (theta[1] < lowest) lowest = theta[1];
        if (theta[0] <= 2) right = steps + 1;
    }
    CHECK(paths[MOMENTUM].steps == steps && steps == 77, "%d steps", steps);
    CHECK(paths[MOMENTUM].right == right && right == 39, "right %d", right);
    CHECK_NEAR(paths[MOMENTUM].lowest, lowest, 1e-9);
    CHECK_NEAR(paths[MOMENTUM].length, length, 1e-9);

    test("depths and lengths are in this order with other rates and starts");
    Settings set = START;
    set.faster = 2.0 / 3;
    for (int k = 0; k < 2; k++, set.x = 1.5) {
        race(paths, set);
        CHECK(paths[MOMENTUM].lowest < paths[NESTEROV].lowest - 0.3, "depth");
        CHECK(paths[NESTEROV].length < 0.85 * paths[MOMENTUM].length, "way");
        for (int i = ADAGRAD; i < RACERS; i++)
            CHECK(direct(&paths[i], set), "%s", OURS[i].name);
    }

    test("a rate that is too large: the ball flies off, the program goes on");
    set = START;
    set.faster = 4;
    run(&path, OURS[MOMENTUM], set);
    CHECK(!path.hit && path.steps < MOST_STEPS, "%d steps", path.steps);

    test("settings that make no sense are refused");
    check_dies(no_speed, 2, "--faster");
    check_dies(far_away, 2, "--x");
    return tests_end();
}
