// The search asks the validation images alone, tries every pair, and takes the
// best; its two rules are the sum and the mean over a batch.
#define main grid_search_main
#include "ch03-crossentropy-regularization/grid_search.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static Digits digits;
static const Settings SMALL = {8, 1};

// How the parameters move in one epoch, by hand: for each batch, the gradients
// of its examples, one at a time.
static void by_hand(Matrix moved, Choice c, Dataset train, bool sum) {
    Random random = random_new(3);
    Network2 n = untrained_new(SMALL, c, &random);
    Batches batches = batches_new(train, BATCH[c.batch]);
    Matrix step = mat_new(1, n.parameters.cols);
    mat_copy(moved, n.parameters);
    batches_shuffle(&batches, &random);
    while (batches_next(&batches)) {
        int m = batches.x.rows;
        mat_fill(step, 0);
        for (int i = 0; i < m; i++) {
            Dataset one = {mat_rows(batches.x, i, 1), mat_rows(batches.y, i, 1),
                           NULL};
            Batches single = batches_new(one, 1);
            batches_next(&single);
            network2_gradient(&n, &single, &random);
            mat_step(step, EPSILON[c.epsilon] / (sum ? 1 : m), n.gradient);
            batches_free(&single);
        }
        mat_sub(n.parameters, n.parameters, step);
    }
    mat_sub(moved, n.parameters, moved);
    mat_free(&step);
    batches_free(&batches);
    network2_free(&n);
}

static void by_program(Matrix moved, Choice c, Dataset train) {
    Random random = random_new(3);
    Network2 n = untrained_new(SMALL, c, &random);
    mat_copy(moved, n.parameters);
    learn(&n, SMALL, c, train, &random);
    mat_sub(moved, n.parameters, moved);
    network2_free(&n);
}

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"grid_search", option, value, NULL};
    grid_search_main(3, arguments);
}
static void refused_1(void) { main_with("--hidden", "1000000000"); }

int main(void) {
    digits = drawn_digits(100, 60);

    test("a step is the sum, or the mean, of the batch; the last one is short");
    for (int r = 0; r < RULE_COUNT; r++) {
        Choice c = {RULES[r], 1, 0};
        Random random = random_new(1);
        Network2 n = untrained_new(SMALL, c, &random);
        Matrix want = mat_new(1, n.parameters.cols);
        Matrix got = mat_new(1, n.parameters.cols);
        by_hand(want, c, data_part(digits.train, 0, 25), r == 0);
        by_program(got, c, data_part(digits.train, 0, 25));
        double length = (double)mat_norm(want);
        mat_sub(got, got, want);
        CHECK((double)mat_norm(got) < 1e-4 * length, "%s is off by %g of %g",
              RULES[r].name, (double)mat_norm(got), length);
        CHECK(length > 1e-3, "nothing moves");
        mat_free(&got);
        mat_free(&want);
        network2_free(&n);
    }

    test("an epoch takes d/b steps, rounded up");
    for (int b = 0; b < BATCHES; b++) {
        Run it = run(SMALL, (Choice){RULES[0], 0, b}, digits.train,
                     digits.validation, 1);
        int want[] = {7, 2, 1};
        CHECK(it.steps == want[b], "%d steps of %d", it.steps, BATCH[b]);
        CHECK(it.parameters == 784 * 8 + 8 * 8 + 8 * 10 + 26, "%d",
              it.parameters);
    }

    test("each pair is asked about the validation images, and no others");
    Settings longer = {8, 6};
    Grid grid = {.run[0][0].steps = 0};
    search(&grid, longer, RULES[0], digits, 5);
    int differ = 0, e = EPSILONS - 1;
    for (int b = 0; b < BATCHES; b++) {
        Choice c = {RULES[0], e, b};
        Run same = run(longer, c, digits.train, digits.validation, 5);
        Run other = run(longer, c, digits.train, digits.test, 5);
        CHECK_NEAR(at(&grid, e, b), same.accuracy, 1e-12);
        CHECK(grid.run[0][b].steps == same.steps, "%d", grid.run[0][b].steps);
        differ += fabs(same.accuracy - other.accuracy) > 1;
    }
    CHECK(at(&grid, e, 0) > 20, "nothing learned: %g %%", at(&grid, e, 0));
    CHECK(differ > 0, "the test images answer like the validation images");

    test("the best mean over the seeds wins");
    Grid made = {.run[0][0].steps = 0};
    for (int k = 0; k < EPSILONS; k++)
        for (int b = 0; b < BATCHES; b++) {
            spread_add(&made.validation[k][b], k == 2 && b == 1 ? 80 : 95);
            spread_add(&made.validation[k][b], k == 2 && b == 1 ? 80 : 20);
        }
    Choice best = winner(&made, RULES[1]);
    CHECK(best.epsilon == 2 && best.batch == 1, "%d, %d", best.epsilon,
          best.batch);
    CHECK(best.rule.eta == eta_of_mean, "another rule");

    test("four times as large an ε, for the sum, is a batch four times larger");
    CHECK_NEAR(eta_of_sum(0.04f, 16), eta_of_sum(0.01f, 64), 1e-7);
    CHECK_NEAR(eta_of_mean(0.04f, 16), 0.04f, 0);
    digits_free(&digits);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--hidden|at most");
    return tests_end();
}
