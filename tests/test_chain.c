#define REAL double
// The chain of single neurons: its product is the slope of the cost, each
// factor is needed, small changes follow it, and it vanishes or explodes.
#include "tests/check.h"

#define main chain_main
#include "ch05-vanishing-gradients/chain.c"
#undef main

static Chain chain;
static double cost_now(void) {
    forward(&chain);
    return cost(&chain);
}

int main(void) {
    test("one chain by hand: a = σ(w a + b), four times");
    Chain c = {.w = {0, 1, -2, 3, 0.5}, .b = {0, 0, 1, -1, 0.25}, .a = {0.6}};
    c.y = 0.1;
    forward(&c);
    double a1 = 1 / (1 + exp(-0.6)), a2 = 1 / (1 + exp(2 * a1 - 1));
    double a3 = 1 / (1 + exp(1 - 3 * a2));
    double a4 = 1 / (1 + exp(-0.5 * a3 - 0.25));
    CHECK_NEAR(c.a[2], a2, 1e-15);
    CHECK_NEAR(c.a[4], a4, 1e-15);
    CHECK_NEAR(cost(&c), (a4 - 0.1) * (a4 - 0.1) / 2, 1e-15);
    double by_hand = a1 * (1 - a1) * -2 * a2 * (1 - a2) * 3 * a3 * (1 - a3) *
                     0.5 * a4 * (1 - a4) * (a4 - 0.1);
    CHECK_NEAR(product(&c, 1) / by_hand, 1, 1e-13);

    test("without w₄, as once in the text, the product is another one");
    CHECK(fabs(product(&c, 1) / c.w[4] / by_hand - 1) > 0.5, "no difference");

    test("product and backpropagation are the slopes of the cost");
    for (uint64_t seed = 1; seed <= 5; seed++) {
        Random random = random_new(seed);
        chain = chain_random(2, &random);
        chain.y = 0.3;
        double nabla_b[N + 1], products[N + 1] = {0};
        backprop(&chain, nabla_b);
        for (int j = 1; j <= N; j++) products[j] = product(&chain, j);
        check_gradient("product", chain.b + 1, products + 1, N, cost_now,
                       false);
        check_gradient("backprop", chain.b + 1, nabla_b + 1, N, cost_now,
                       false);
    }

    test("a change is foretold by the product: a tenth of Δb, a tenth of the "
         "misfit");
    double miss[2], db[2] = {1e-2, 1e-3};
    for (int i = 0; i < 2; i++) {
        Chain after = changed(&c, db[i]);
        CHECK_NEAR(after.b[1], c.b[1] + db[i], 0);
        for (int j = 1; j <= N; j++)
            CHECK_NEAR((after.a[j] - c.a[j]) / (gain(&c, 1, j) * db[i]), 1,
                       3 * db[i]);
        miss[i] = (cost(&after) - cost(&c)) / db[i] / product(&c, 1) - 1;
    }
    CHECK_NEAR(miss[0] / miss[1], 10, 0.5);

    test("σ′ is σ (1 - σ), 1/4 at most, and not 0 far out");
    for (double z = -8; z <= 8; z += 0.5) {
        CHECK_NEAR(sigmoid_prime(z), sigmoid(z) * (1 - sigmoid(z)), 1e-15);
        CHECK(z == 0 || sigmoid_prime(z) < 0.25, "σ′(%g) too large", z);
    }
    CHECK_NEAR(sigmoid_prime(0), 0.25, 0);
    CHECK_NEAR(sigmoid_prime(50) / exp(-50), 1, 1e-12);

    test("random chains: two thirds of the weights are below 1, and then b₁ is "
         "16 times as slow as b₃, or more");
    Random random = random_new(7);
    Settings set = TEXT;
    set.chains = 3000;
    Study it = study(set, &random);
    CHECK_NEAR(it.small_weights, 0.6827, 0.02);
    CHECK(it.small_terms > it.small_weights && it.small_terms < 0.9,
          "small terms: %g", it.small_terms);
    CHECK(it.worst < 1.0 / 16 && it.worst > 0.02, "worst %g", it.worst);
    CHECK(it.sixteenth > 0.85 && it.sixteenth < 0.95, "%g", it.sixteenth);
    CHECK(it.disagreement < 1e-14, "they differ by %g", it.disagreement);
    CHECK_NEAR(it.largest_slope, 0.25, 1e-3);

    test("where both are 0, product and backpropagation agree");
    Chain zero = {.y = 1};
    forward(&zero);
    Study of_zero = {0};
    look_at(&of_zero, &zero, 1);
    CHECK_NEAR(of_zero.disagreement, 0, 0);

    test("with large weights it is no longer so");
    set.weight = 8;
    it = study(set, &random);
    CHECK(it.small_weights < 0.15, "%g", it.small_weights);
    CHECK(it.sixteenth < 0.9, "%g", it.sixteenth);

    test("all w = 100, all z = 0: every neuron multiplies by 25");
    c = exploding(100, 0.3);
    for (int j = 1; j <= N; j++) CHECK_NEAR(c.z[j], 0, 0);
    CHECK_NEAR(c.b[1], -30, 1e-13);
    for (int j = 1; j < N; j++)
        CHECK_NEAR(product(&c, j) / product(&c, j + 1), 25, 0);
    c.a[0] += 0.01;
    forward(&c);
    CHECK(fabs(product(&c, 1) / product(&c, N)) < 1e-6, "it still explodes");
    return tests_end();
}
