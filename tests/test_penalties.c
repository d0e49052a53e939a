#define REAL double
// What penalties.c says: the penalties' slopes are slopes, weights shrink, and
// who is asked to win by a factor does.
#define main penalties_main
#include "ch02-backprop/penalties.c"
#undef main

#include "tests/check.h"

static double w[6] = {-3, -0.7, -0.4, 0.9, 1.2, 5};
static double penalty(void) {                    // none of w is at a kink, ±1
    double sum = 0;
    for (int i = 0; i < 6; i++) {
        double far = fmax(fabs(w[i]) - 1, 0);
        sum += far * far / 2;
    }
    return sum;
}

static double scores[5];
static int label;
static Wish asked_for;
static double wish(void) {
    double most = 0;
    for (int k = 0; k < 5; k++)
        if (k != label) most = fmax(most, scores[k]);
    double missing = fmax(asked_for.f * most + asked_for.d -
                          scores[label], 0);
    return 0.7 * missing * missing / 2;
}

static void negative(void) {
    char *arguments[] = {"penalties", "--c", "-1", NULL};
    penalties_main(3, arguments);
}

int main(void) {
    test("the weight penalty pulls outside [-1, 1] only; its slope is right");
    double slope[6];
    for (int i = 0; i < 6; i++) slope[i] = excess(w[i]);
    check_gradient("weights", w, slope, 6, penalty, false);
    CHECK_NEAR(slope[0], -2, 1e-15);
    CHECK_NEAR(slope[2], 0, 0);

    test("a step goes down the sum of both slopes");
    Random random = random_new(2);
    ReluNet n = relu_net_start(&random), g = {.all = {0}};
    n.all[0] = 3;
    ReluNet start = n;
    real x[] = {0.5, 0.3};
    relu_net_add_gradient(&g, &n, x, 1, false);
    step(&n, x, 1, 0.1, 0.2);
    CHECK_NEAR(n.all[0], 3 - 0.1 * (g.all[0] + 0.2 * 2), 1e-14);
    CHECK_NEAR(n.all[9], start.all[9] - 0.1 * g.all[9], 1e-14);

    test("the slope of a wish is its slope, whether fulfilled or not");
    double cases[3][5] = {{0.9, 0.3, 0.2, 0.7, 0.1},
                          {0.2, 0.3, 0.9, 0.5, 0.4},
                          {0.2, 0.95, 0.1, 0.3, 0.4}};
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 2; k++) {
            asked_for = k == 0 ? WIN : TWICE;
            memcpy(scores, cases[i], sizeof scores);
            label = 1;
            double s[5] = {0};
            add_wish_slope(s, scores, 5, label, asked_for, 0.7);
            check_gradient("wish", scores, s, 5, wish, i == 2);
        }
    CHECK(rival(cases[0], 5, 0) == 3, "rival %d", rival(cases[0], 5, 0));
    CHECK(rival(cases[0], 5, 3) == 0, "rival %d", rival(cases[0], 5, 3));

    test("where all scores are 0 only the margin is missing");
    double zeros[5] = {0}, up[5] = {0};
    add_wish_slope(up, zeros, 5, 1, TWICE, 1);
    CHECK_NEAR(up[1], 0, 0);
    add_wish_slope(up, zeros, 5, 1, WIN, 1);
    CHECK_NEAR(up[1], -0.2, 0);
    CHECK_NEAR(up[0], 0.2, 0);

    test("the moved target sends back the slopes of both wishes");
    Dataset set = clouds_new(&random);
    Batches batches = batches_new(set, 4);
    batches_next(&batches);
    Network net = network_new(3, (int[]){2, 6, CLOUDS}, 4, &random);
    Matrix a = network_feed_forward(&net, batches.x);
    aim(batches, a, 0.5);
    for (int i = 0; i < 4; i++) {
        real s[CLOUDS] = {0};
        add_wish_slope(s, &AT(a, i, 0), CLOUDS, batches.label[i], WIN, 1);
        add_wish_slope(s, &AT(a, i, 0), CLOUDS, batches.label[i], TWICE,
                       0.5);
        for (int k = 0; k < CLOUDS; k++)
            CHECK_NEAR(AT(a, i, k) - AT(batches.y, i, k), s[k], 1e-14);
    }
    network_free(&net);
    batches_free(&batches);
    dataset_free(&set);

    test("punished, the weights of the moons' run stay smaller");
    Moons free = learn_moons(0, 4, 2), held = learn_moons(0.05, 4, 2);
    CHECK(held.largest < 0.8 * free.largest, "%g, not punished %g",
          held.largest, free.largest);
    CHECK(free.accuracy > 95, "accuracy %g", free.accuracy);

    test("shares of the examples");
    Matrix ratio = mat_new(1, EXAMPLES);
    for (int i = 0; i < EXAMPLES; i++) ratio.at[i] = 4.0 * (i + 1) / EXAMPLES;
    CHECK_NEAR(share(ratio, 1), 75.1, 1e-9);
    CHECK_NEAR(share(ratio, 4), 0.1, 1e-9);

    test("asked to win, classes win; asked for twice as much, by twice");
    learn_clouds(ratio, 0, 13);                  // a seed that once sank
    CHECK(share(ratio, 1) >= 95, "%g %% won", share(ratio, 1));
    CHECK(share(ratio, 2) <= 80, "%g %% by twice", share(ratio, 2));
    mat_free(&ratio);

    test("a penalty that rewards is refused");
    check_dies(negative, 2, "--c");
    return tests_end();
}
