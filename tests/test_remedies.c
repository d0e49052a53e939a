// Each remedy changes what it should; what arrives of δ is what multiplying
// layer by layer gives; shortcuts cure, ReLU and He's start only together.
#define main remedies_main
#include "ch05-vanishing-gradients/remedies.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static void too_deep(void) {
    char *arguments[] = {"remedies", "--hidden", "51", NULL};
    remedies_main(3, arguments);
}
static void no_epsilon(void) {
    char *arguments[] = {"remedies", "--epsilon", "0", NULL};
    remedies_main(3, arguments);
}

static double deviation(Matrix w) {
    return (double)mat_norm(w) / sqrt((double)w.rows * w.cols);
}

static int layers_named(const Layers *n, const char *name) {
    int count = 0;
    for (int l = 1; l <= n->L; l++) count += !strcmp(n->layer[l].name, name);
    return count;
}

// ‖δ¹‖ / ‖δᴴ‖ of plain sigmoids, from the δᴴ that backpropagation left, by
// (BP2) written out: δˡ = (w^{l+1})ᵀ δ^{l+1} ⊙ σ′.  Dense layers: 1, 3, 5 ...
static double by_hand(const Layers *n, int hidden) {
    double above = 0, below = 0;
    const Layer *top = &n->layer[2 * hidden - 1];
    for (int x = 0; x < top->a.rows; x++) {
        double delta[50], next[50];
        for (int j = 0; j < top->outputs; j++) {
            delta[j] = (double)AT(top->delta, x, j);
            above += delta[j] * delta[j];
        }
        for (int h = hidden; h > 1; h--) {
            const Layer *it = &n->layer[2 * h - 1];
            for (int k = 0; k < it->inputs; k++) {
                double a = (double)AT(it[-1].a, x, k);
                next[k] = 0;
                for (int j = 0; j < it->outputs; j++)
                    next[k] += (double)AT(it->w, j, k) * delta[j];
                next[k] *= a * (1 - a);
            }
            memcpy(delta, next, sizeof delta);
        }
        for (int j = 0; j < top->outputs; j++) below += delta[j] * delta[j];
    }
    return sqrt(below / above);
}

int main(void) {
    Digits digits = drawn_digits(200, 100);
    Settings its = {4, 16, 200, 6, 50, 10, 0.1f, 0.01f, 1e-6f};
    Random random = random_new(1);

    test("28 sets: one remedy, all but one, sixteen of those of the network");
    int count = 0;
    for (int set = 0; set < SETS; set++) count += tried(set);
    CHECK(count == 28 && count == TRIED, "%d sets", count);
    for (int bit = 1; bit <= FOUR_TIMES; bit *= 2) {
        CHECK(tried(bit | BATCHES), "%d alone is not tried", bit);
        CHECK(bit == FOUR_TIMES || tried(ALL - bit), "all but %d is not", bit);
        CHECK(bit == BATCHES || !tried(bit), "%d without mini-batches", bit);
    }
    CHECK(tried(0) && tried(ALL) && tried(NORM + RELU + BATCHES), "missing");

    test("descent, momentum, RMSProp, Adam, each with its rate");
    const OptimizerRule *rules[] = {&optimizer_descent, &optimizer_momentum,
                                    &optimizer_rmsprop, &optimizer_adam};
    const double rates[] = {0.1, 0.03, 0.01, 0.01};
    for (int i = 0; i < 4; i++) {
        Optimizer o = optimizer_for(i * MOMENTUM | BATCHES | RELU, its, 3);
        CHECK(o.rule == rules[i], "%d: %s", i, o.rule->name);
        CHECK_NEAR(o.eta, rates[i], 1e-8);
        if (i >= 2) CHECK_NEAR(o.epsilon, 1e-6, 1e-12);
        optimizer_free(&o);
    }

    test("the start: 0.01, Xavier, four times Xavier, He");
    CHECK_NEAR(sd(BATCHES | RELU, 70, 30), 0.01, 1e-9);
    CHECK_NEAR(sd(START, 170, 30), 0.1, 1e-7);
    CHECK_NEAR(sd(FOUR_TIMES, 170, 30), 0.4, 1e-7);
    CHECK_NEAR(sd(START | RELU, 50, 30), 0.2, 1e-7);

    test("the network is made of what the set says");
    Layers n = net_new(BATCHES, its, 50, &random);
    CHECK(n.L == 10 && layers_named(&n, "sigmoid") == 4, "%d layers", n.L);
    CHECK_NEAR(deviation(n.layer[3].w), 0.01, 0.001);
    double arrives = part_arriving(&n, data_part(digits.train, 0, 50));
    CHECK_NEAR(arrives / by_hand(&n, 4), 1, 1e-4);
    CHECK(arrives < 1e-3, "%g arrives", arrives);
    layers_free(&n);

    n = net_new(ALL, its, 50, &random);
    CHECK(layers_named(&n, "relu") == 4 && layers_named(&n, "batch_norm") == 4,
          "activations");
    CHECK(layers_named(&n, "sum") == 3, "%d shortcuts",
          layers_named(&n, "sum"));
    CHECK_NEAR(deviation(n.layer[4].w), sqrt(0.125), 0.04);
    layers_free(&n);

    test("with shortcuts all of δ arrives; through 12 layers hardly any");
    n = net_new(SHORTCUT, its, 50, &random);
    CHECK_NEAR(part_arriving(&n, data_part(digits.train, 0, 50)), 1, 0.1);
    layers_free(&n);
    Settings deep = its;
    deep.hidden = 12;
    n = net_new(BATCHES, deep, 50, &random);
    arrives = part_arriving(&n, data_part(digits.train, 0, 50));
    CHECK(arrives > 1e-26 && arrives < 1e-15, "%g arrives", arrives);
    layers_free(&n);

    test("the quarrel: shortcuts on He's ReLUs more than double the squares");
    n = net_new(START | RELU | SHORTCUT, its, 50, &random);
    layers_forward(&n, mat_rows(digits.train.x, 0, 50), true);
    for (int h = 2, below = 2; h <= 4; below = 3 * h++ - 1)
        CHECK(length(n.layer[3 * h - 1].a) > 1.4 * length(n.layer[below].a),
              "layer %d", h);
    layers_free(&n);

    test("shortcuts cure; ReLU and He's start do so only together");
    const int cure[] = {BATCHES | START | RELU, BATCHES | SHORTCUT | RELU};
    const int none[] = {BATCHES | START, BATCHES | RELU};
    for (int i = 0; i < 2; i++) {
        Outcome it = treat(cure[i], its, digits, 1);
        CHECK(it.accuracy > 40, "set %d: %g", cure[i], it.accuracy);
    }
    for (int i = 0; i < 2; i++) {
        Outcome it = treat(none[i], its, digits, 1);
        CHECK(it.accuracy < 25, "set %d: %g", none[i], it.accuracy);
    }

    test("without mini-batches an epoch is one step");
    its.epochs = 1;
    its.eta = 0;                                 // descent stays where it is
    Outcome still = treat(START | RELU, its, digits, 1);
    its.eta = 0.1f;
    Outcome one = treat(START | RELU, its, digits, 1);
    Outcome many = treat(BATCHES | START | RELU, its, digits, 1);
    CHECK(still.arrives == one.arrives && one.arrives == many.arrives,
          "not the same start");
    CHECK(many.accuracy > one.accuracy + 3, "%g, %g", one.accuracy,
          many.accuracy);

    test("bad options are refused");
    check_dies(too_deep, 2, "--hidden|50");
    check_dies(no_epsilon, 2, "--epsilon|0");
    digits_free(&digits);
    return tests_end();
}
