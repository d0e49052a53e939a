#define REAL double
// Several valleys; who ends in which.
#define main many_valleys_main
#include "ch04-optimizers/many_valleys.c"
#undef main

#include "tests/check.h"

static real weight;
static double error_now(void) { return E(weight, 8); }

static void check_curve(void) {
    test("the error falls as its slope says; examples average to it");
    for (weight = 0.5; weight < 11; weight += 0.9) {
        double g = slope(weight, 8), sum = 0;
        check_gradient("dE/dw", &weight, &g, 1, error_now, false);
        for (int k = 0; k < N; k++) sum += slope_of(k, weight, 8) / N;
        CHECK_NEAR(sum, g, 1e-14);
    }
    CHECK_NEAR(E(8, 8), 0, 0);
    CHECK_NEAR(E(0, 3), (pow(sin(1.2), 2) + pow(sin(2.4), 2) +
                         pow(sin(3.6), 2) + pow(sin(4.8), 2) +
                         pow(sin(6), 2)) / 10, 1e-14);

    test("five valleys, each lower than what is around it; 8 is the lowest");
    Valleys v = look_everywhere(8);
    CHECK(v.count == 5, "%d valleys", v.count);
    for (int i = 0; i < v.count; i++) {
        CHECK(E(v.w[i] - 0.05, 8) > v.error[i] &&
              E(v.w[i] + 0.05, 8) > v.error[i], "at %g", v.w[i]);
        CHECK(fabs(slope(v.w[i], 8)) < 2e-3, "not flat at %g", v.w[i]);
        CHECK(i == v.lowest || v.error[i] > 0.1, "at %g", v.w[i]);
    }
    CHECK_NEAR(v.w[v.lowest], 8, 0.0011);
}

static void check_balls(void) {
    Settings set = OURS;
    Valleys v = look_everywhere(8);

    test("a ball stays in the valley it starts in, or leaves the page");
    CHECK(valley_of(1.5, &v, set) == 0, "%d", valley_of(1.5, &v, set));
    CHECK(valley_of(2.8, &v, set) == 1, "%d", valley_of(2.8, &v, set));
    CHECK(valley_of(6.5, &v, set) == 2, "%d", valley_of(6.5, &v, set));
    CHECK(valley_of(7, &v, set) == 3, "%d", valley_of(7, &v, set));
    CHECK(valley_of(9.2, &v, set) == 4, "%d", valley_of(9.2, &v, set));
    CHECK(valley_of(0.5, &v, set) == v.count, "the edge");

    test("without momentum the ball stops below; with it, in the lowest");
    CHECK_NEAR(with_momentum(10.2, 0, set), roll_down(10.2, set), 1e-6);
    CHECK(valley_of(with_momentum(10.2, 0.9, set), &v, set) == v.lowest,
          "it ends at %g", with_momentum(10.2, 0.9, set));
    CHECK(valley_of(with_momentum(7, 0.93, set), &v, set) != v.lowest,
          "it ends at %g", with_momentum(7, 0.93, set));

    test("an epoch of SGD is one step for each example, in random order");
    Random random = random_new(4), same = random;
    int order[N] = {0, 1, 2, 3, 4};
    real w = 5.1;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        random_shuffle(order, N, &same);
        for (int i = 0; i < N; i++)
            w -= 0.02 * (sin(w * X[order[i]]) - sin(8 * X[order[i]])) *
                 cos(w * X[order[i]]) * X[order[i]];
    }
    CHECK_NEAR(stochastic(5.1, 0.02, set, &random), w, 1e-9);

    test("at the right weight SGD rests, whatever its steps");
    CHECK_NEAR(stochastic(8, 0.8, set, &random), 8, 1e-9);
    CHECK(fabs(stochastic(4.81, 0.3, set, &random) - 4.8108) > 1e-4,
          "it rests in a local minimum too");
}

static void no_rate(void) {
    many_valleys_main(3, (char *[]){"many_valleys", "--loud", "0", NULL});
}
static void too_many(void) {
    many_valleys_main(3, (char *[]){"many_valleys", "--starts", "100001",
                                    NULL});
}

int main(void) {
    check_curve();
    check_balls();
    test("SGD with short steps ends like batch descent, with long ones not");
    Settings set = OURS;
    set.starts = 60;
    Result it = experiment(set, 1);
    int all[WAYS] = {0}, goal = it.valleys.lowest;
    for (int way = 0; way < WAYS; way++)
        for (int i = 0; i <= it.valleys.count; i++)
            all[way] += it.ends[way][i];
    CHECK(all[BATCH] == 60 && all[QUIET] == 60 && all[LOUD] == 60, "lost");
    CHECK(it.strays <= 5, "%d strays", it.strays);
    CHECK(it.ends[LOUD][goal] > it.ends[BATCH][goal] * 3 / 2, "%d and %d",
          it.ends[LOUD][goal], it.ends[BATCH][goal]);
    CHECK_NEAR(it.best, 8, 1e-3);
    CHECK(it.pushed[0][0] != goal && with_rho(&it, 0, goal) > 5, "no hope");
    CHECK(it.pushed[1][0] == goal && with_rho(&it, 1, goal) < 98, "certain");
    test("settings that make no sense are refused");
    check_dies(no_rate, 2, "--loud");
    check_dies(too_many, 2, "--starts");
    return tests_end();
}
