#define REAL double
// Layers without activation are one matrix; with tanh or ReLU they are not.
#define main one_matrix_main
#include "ch01-perceptron/one_matrix.c"
#undef main

#include "tests/check.h"

static void fill(Layer layer, const real w[4], const real b[2]) {
    memcpy(layer.w.at, w, 4 * sizeof *w);
    memcpy(layer.b.at, b, 2 * sizeof *b);
}

static void test_take_in(void) {
    test("two layers become one: w³ w² and w³ b² + b³, by hand");
    Layer one = layer_new(2), next = layer_new(2);
    fill(one, (real[]){1, 2, 3, 4}, (real[]){5, 6});
    fill(next, (real[]){0, 1, -1, 2}, (real[]){10, 20});
    take_in(one, next);
    const real w[] = {3, 4, 5, 6}, b[] = {16, 27};
    for (int i = 0; i < 4; i++) CHECK_NEAR(one.w.at[i], w[i], 0);
    for (int i = 0; i < 2; i++) CHECK_NEAR(one.b.at[i], b[i], 0);

    Matrix a = mat_new(1, 2), z = mat_new(1, 2);
    a.at[0] = 7;
    a.at[1] = -1;
    weighted_sums(z, one, a);
    CHECK_NEAR(z.at[0], 3 * 7 - 4 + 16, 0);
    CHECK_NEAR(z.at[1], 5 * 7 - 6 + 27, 0);
    mat_free(&z);
    mat_free(&a);
    layer_free(&next);
    layer_free(&one);
}

static void test_any_depth(void) {
    test("without activation: the same numbers, straight, at any depth");
    for (int layers = 2; layers <= 100; layers += 7)
        for (uint64_t seed = 1; seed <= 5; seed++) {
            Result it = walk(identity, (Settings){layers, 8}, seed);
            CHECK(it.gap <= 1e-12, "%d layers differ by %g", layers, it.gap);
            CHECK(it.bend <= 1e-12, "%d layers bend by %g", layers, it.bend);
            CHECK(fabs(it.deep[0] - it.deep[INPUTS - 1]) > 1e-3, "no way");
        }
    Result narrow = walk(identity, (Settings){4, 1}, 1);
    CHECK(narrow.gap <= 1e-12, "one neuron per layer: %g", narrow.gap);
}

static real double_it(real z) { return 2 * z; }

static void test_bends(void) {
    test("tanh and ReLU bend the way; what is linear does not");
    for (uint64_t seed = 1; seed <= 20; seed++) {
        Result by_tanh = walk(tanh, OURS, seed);
        Result by_relu = walk(relu, OURS, seed);
        CHECK(by_tanh.bend > 0.05 && by_relu.bend > 0.05, "seed %d: %g, %g",
              (int)seed, by_tanh.bend, by_relu.bend);
        CHECK(by_tanh.gap > 0.05, "the one matrix does it, too");
    }
    Result doubled = walk(double_it, OURS, 1);
    CHECK(doubled.bend <= 1e-12, "2z bends by %g", doubled.bend);
    CHECK(doubled.gap > 0.05, "f is not applied");
    Result shallow = walk(relu, (Settings){2, 8}, 1);
    CHECK(shallow.bend <= 1e-12, "two layers have nothing between them");
}

static void test_same_weights(void) {
    test("the weights depend on the seed alone");
    Result a = walk(identity, OURS, 1), b = walk(tanh, OURS, 1);
    Result other = walk(identity, OURS, 2);
    for (int i = 0; i < INPUTS; i++) CHECK_NEAR(a.one[i], b.one[i], 0);
    CHECK(a.one[0] != other.one[0], "another seed, the same weights");
    CHECK(t_at(0) == -3 && t_at(INPUTS - 1) == 3, "t from -3 to 3");
}

static void too_deep(void) {
    one_matrix_main(3, (char *[]){"one_matrix", "--layers", "501", NULL});
}

int main(void) {
    test_take_in();
    test_any_depth();
    test_bends();
    test_same_weights();
    test("more layers than a double can bear are refused");
    check_dies(too_deep, 2, "one_matrix|--layers|500");
    return tests_end();
}
