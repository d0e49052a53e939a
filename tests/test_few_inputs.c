#define REAL double
// The puzzle is what its formula says; L1 finds the inputs that matter, L2 does
// not; and at its end each weight is where the two pulls are equal.
#define main few_inputs_main
#include "ch03-crossentropy-regularization/few_inputs.c"
#undef main

#include "tests/check.h"

static void run_with(char *option, char *value) {
    char *arguments[] = {"few_inputs", option, value, NULL};
    few_inputs_main(3, arguments);
}
static void no_rate(void) { run_with("--eta", "0"); }
static void pushed(void) { run_with("--lambda", "-1"); }
static void huge(void) { run_with("--examples", "1000000000"); }

// ∂C₀/∂w of the one neuron, written anew: 1/n Σ x (a - y).
static double slope(Dataset set, Matrix w, double b, int k) {
    double sum = 0;
    for (int i = 0; i < set.x.rows; i++) {
        double z = b;
        for (int j = 0; j < INPUTS; j++) z += w.at[j] * AT(set.x, i, j);
        sum += AT(set.x, i, k) * (1 / (1 + exp(-z)) - AT(set.y, i, 0));
    }
    return sum / set.x.rows;
}

// The bias is not among the results: it makes the sum of all errors 0.
static double bias_of(Dataset set, Matrix w) {
    double low = -50, high = 50;
    for (int half = 0; half < 60; half++) {
        double b = (low + high) / 2, sum = 0;
        for (int i = 0; i < set.x.rows; i++) {
            double z = b;
            for (int j = 0; j < INPUTS; j++) z += w.at[j] * AT(set.x, i, j);
            sum += 1 / (1 + exp(-z)) - AT(set.y, i, 0);
        }
        if (sum > 0) high = b;
        else low = b;
    }
    return (low + high) / 2;
}

int main(void) {
    test("the puzzle: four inputs tell, with chance, and the others do not");
    Random random = random_new(4);
    Dataset puzzle = puzzle_new(4000, &random);
    for (int k = 0; k < 6; k++) {
        int agree = 0;
        for (int i = 0; i < 4000; i++)
            agree += (AT(puzzle.x, i, k) > 0) == puzzle.label[i];
        double want = k >= MATTER ? 50 : k % 2 ? 35.2 : 64.8;
        CHECK_NEAR(agree / 40.0, want, 3);       // ½ + asin(1/√5)/π
    }
    CHECK_NEAR(puzzle.y.at[7], puzzle.label[7], 0);
    dataset_free(&puzzle);

    test("a share, and what counts as at 0");
    Settings set = OURS;
    Matrix w = mat_new(1, INPUTS);
    w.at[0] = -3;
    w.at[39] = 1;
    CHECK_NEAR(share(w), 75, 1e-12);
    CHECK(at_zero(w, set) == 35, "%d", at_zero(w, set));
    w.at[20] = -0.0099;                          // two steps are 0.01
    w.at[21] = -0.0101;
    CHECK(at_zero(w, set) == 34, "%d", at_zero(w, set));
    mat_free(&w);

    test("L1 solves it with few inputs, and better");
    set.epochs = 1000;
    Result it[RUNS];
    for (int r = 0; r < RUNS; r++) {
        it[r] = (Result){mat_new(1, INPUTS), 0};
        learn(&it[r], r, set, 2);
    }
    CHECK(at_zero(it[L1].w, set) >= 20 && at_zero(it[L2].w, set) <= 6,
          "%d and %d", at_zero(it[L1].w, set), at_zero(it[L2].w, set));
    CHECK(it[L1].right > it[L2].right + 1 && it[L1].right < 87,
          "%g and %g %%", it[L1].right, it[L2].right);
    CHECK(share(it[L1].w) > share(it[L2].w) + 20, "%g and %g %%",
          share(it[L1].w), share(it[L2].w));

    test("at rest both pull equally: by λ/n |w|, or by λ/n");
    set.epochs = 3000;
    learn(&it[L1], L1, set, 2);
    learn(&it[L2], L2, set, 2);
    random = random_new(2);
    Dataset old = puzzle_new(set.examples, &random);
    double b1 = bias_of(old, it[L1].w), b2 = bias_of(old, it[L2].w);
    for (int k = 0; k < INPUTS; k++) {
        double w1 = it[L1].w.at[k], w2 = it[L2].w.at[k];
        CHECK_NEAR(slope(old, it[L2].w, b2, k), -0.05 * w2, 1e-3);
        if (fabs(w1) > 0.02)
            CHECK_NEAR(slope(old, it[L1].w, b1, k), w1 > 0 ? -0.05 : 0.05,
                       6e-3);
        else
            CHECK(fabs(slope(old, it[L1].w, b1, k)) < 0.056, "input %d", k);
    }
    dataset_free(&old);
    for (int r = RUNS - 1; r >= 0; r--) mat_free(&it[r].w);

    test("options out of range: one line, exit status 2");
    check_dies(no_rate, 2, "--eta|above 0");
    check_dies(pushed, 2, "--lambda");
    check_dies(huge, 2, "at most|--examples");
    return tests_end();
}
