// Four texts, one step: by hand, and all along a training; and unconverted four
// different ones.
#define main same_decay_main
#include "ch03-crossentropy-regularization/same_decay.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static const Settings SMALL = {60, 10, 6, 10, 0.5f, 0.6f};

// A network [1, 1] with weight 2, bias 3, and the slopes 4 and 5.
static void step_by_hand(Convention text, Rates r, double want_w) {
    Random random = random_new(1);
    Network2 n = network2_new(2, (int[]){1, 1}, 1, &network2_cross_entropy,
                              &random);
    AT(n.w[2], 0, 0) = 2;
    AT(n.b[2], 0, 0) = 3;
    AT(n.nabla_w[2], 0, 0) = 4;
    AT(n.nabla_b[2], 0, 0) = 5;
    text.step(&n, r);
    CHECK(fabs((double)AT(n.w[2], 0, 0) - want_w) < 1e-6, "%s: weight %g, not "
          "%g", text.name, (double)AT(n.w[2], 0, 0), want_w);
    CHECK(fabs((double)AT(n.b[2], 0, 0) - (3 - 0.1 * 5)) < 1e-6,
          "%s: bias %g", text.name, (double)AT(n.b[2], 0, 0));
    network2_free(&n);
}

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"same_decay", option, value, NULL};
    same_decay_main(3, arguments);
}
static void refused_1(void) { main_with("--lambda", "-1"); }
static void refused_2(void) { main_with("--lambda", "100"); }

int main(void) {
    test("a step of each text, by hand: η = 0.1, m = 10, n = 200, λ = 0.5");
    Rates r = {0.5f, 0.1f, 10, 200};
    step_by_hand(TEXTS[0], r, 2 - 0.1 * (4 + 0.5 / 200 * 2));
    step_by_hand(TEXTS[1], r, 2 - 0.1 / 10 * (10 * 4 + 0.5 * 2));
    step_by_hand(TEXTS[2], r, 2 - 0.1 / 200 * (200 * 4 + 2 * 0.5 * 2));
    step_by_hand(TEXTS[3], r, 2 - 0.1 * (4 + 0.5 / (200.0 / 10) * 2));

    test("a converted λ takes away as much, in every text");
    for (int k = DECAY; k < PLAIN; k++) {
        Method m = method(k, SMALL);
        CHECK_NEAR(taken_away(m.text, m.rates), 0.5 * 0.6 / 60, 1e-6);
    }
    CHECK(taken_away(TEXTS[0], method(PLAIN, SMALL).rates) == 0, "λ = 0");

    test("converted, trainings are the same; with the same number, not");
    Digits digits = drawn_digits(60, 60);
    Training all[TRAININGS];
    for (int k = 0; k < TRAININGS; k++) {
        all[k] = training_new(SMALL);
        train(&all[k], SMALL, method(k, SMALL), digits, 2);
    }
    for (int k = 1; k < CONVENTIONS; k++) {
        CHECK(apart(&all[DECAY + k], &all[DECAY]) < 1e-4, "%s: %g",
              TEXTS[k].name, apart(&all[DECAY + k], &all[DECAY]));
        CHECK(apart(&all[NUMBER + k], &all[NUMBER]) > 0.1, "%s: %g",
              TEXTS[k].name, apart(&all[NUMBER + k], &all[NUMBER]));
    }
    CHECK(apart(&all[DECAY], &all[NUMBER]) == 0, "Nielsen is converted");

    test("Nielsen's steps are those of network2 with its own λ");
    Random random = random_new(2);
    Network2 n = network2_new(3, (int[]){PIXELS, 6, CLASSES}, 10,
                              &network2_cross_entropy, &random);
    network2_large_start(&n, &random);
    n.lambda = 0.6f;
    Network2Plan plan = {.epochs = 10, .eta = 0.5f};
    network2_train(&n, digits.train, digits.test, plan, &random);
    Training own = {{0, 0, NULL}, n.weights};
    CHECK(apart(&all[NUMBER], &own) < 1e-4, "%g", apart(&all[NUMBER], &own));
    CHECK_NEAR(at_end(&all[NUMBER]), network2_score(&n, digits.test).accuracy,
               1e-9);

    test("biases decay only if asked to; the weights' length is the measure");
    CHECK(apart(&all[BIASES], &all[NUMBER]) > 1e-4, "nothing changes");
    CHECK((double)mat_norm(all[NUMBER].weights) <
              0.9 * (double)mat_norm(all[PLAIN].weights), "no decay");
    Training twice = {{0, 0, NULL}, mat_new(1, n.weights.cols)};
    mat_scale(twice.weights, 3, n.weights);
    CHECK_NEAR(apart(&twice, &own), 2, 1e-5);
    mat_free(&twice.weights);
    network2_free(&n);
    for (int k = TRAININGS - 1; k >= 0; k--) training_free(&all[k]);
    digits_free(&digits);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--lambda");
    check_dies(refused_2, 2, "--lambda");
    return tests_end();
}
