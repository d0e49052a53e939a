// The schedules, the change of the rule, and that a rate which falls settles
// where a constant one wanders.
#include "tests/check.h"
#include "tests/drawn.h"

#define main schedule_main
#include "ch04-optimizers/schedule.c"
#undef main

enum { EPOCHS = 10 };
static const Settings SMALL = {6, EPOCHS, 10, 1, 0.01f, 0.6f, 0.1f};

static void test_schedules(void) {
    test("constant, step and 1/t, by their formulas");
    CHECK_NEAR(constant(3, 0.9f, SMALL), 3, 0);
    CHECK_NEAR(step_decay(3, 0.59f, SMALL), 3, 0);
    CHECK_NEAR(step_decay(3, 0.6f, SMALL), 0.3f, 1e-7);
    CHECK_NEAR(one_over_t(3, 0, SMALL), 3, 0);
    CHECK_NEAR(one_over_t(3, 0.2f, SMALL), 1, 1e-6);
    CHECK_NEAR(one_over_t(3, 1, SMALL), 3 / 11.0, 1e-6);
}

// The rate in use at the end of each epoch, and the epochs before the drop.
static void test_rates(const Matrix seen[RUNS]) {
    test("the rate drops after six epochs of ten, and not before");
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        real want = epoch <= 6 ? 1 : 0.1f;
        CHECK_NEAR(AT(seen[STEP], epoch, ETA), want, 1e-7);
        CHECK_NEAR(AT(seen[CONSTANT], epoch, ETA), 1, 0);
        CHECK_NEAR(AT(seen[DROP_ADAM], epoch, ETA),
                   epoch <= 6 ? 0.01f : 0.001f, 1e-8);
        CHECK_NEAR(AT(seen[CHANGE], epoch, ETA), epoch <= 6 ? 0.01f : 0.1f,
                   1e-8);
    }
    CHECK_NEAR(AT(seen[ONE_OVER_T], EPOCHS, ETA), 1 / 11.0, 1e-3);

    test("until then step is constant, and the change is Adam");
    for (int epoch = 0; epoch <= EPOCHS; epoch++) {
        bool same = epoch <= 6;
        CHECK((AT(seen[STEP], epoch, TRAIN) ==
               AT(seen[CONSTANT], epoch, TRAIN)) == same, "epoch %d", epoch);
        CHECK((AT(seen[CHANGE], epoch, TRAIN) ==
               AT(seen[ADAM], epoch, TRAIN)) == same, "epoch %d", epoch);
    }
}

static void test_change(Dataset train) {
    test("after the change the first step is that of a ball at rest: -η g");
    Run runs[RUNS];
    list_runs(runs, SMALL);
    Learner it = learner_new(runs[CHANGE], SMALL, train, 1);
    Matrix before = mat_new(1, it.n.parameters.cols);
    int until = (int)(0.6f * it.T);
    CHECK(it.T == EPOCHS * 20, "T is %d", it.T);
    for (int t = 0; t <= until; t++) {
        if (!batches_next(&it.batches)) {
            batches_shuffle(&it.batches, &it.random);
            batches_next(&it.batches);
        }
        mat_copy(before, it.n.parameters);
        step(&it, runs[CHANGE], SMALL);
        CHECK(it.late.t == (t == until), "step %d", t);
    }
    for (int i = 0; i < before.cols; i++)
        CHECK_NEAR(it.n.parameters.at[i],
                   before.at[i] - 0.1f * it.n.gradient.at[i], 1e-6);
    mat_free(&before);
    learner_free(&it);
}

static void test_settling(const Matrix seen[RUNS], Dataset train) {
    test("what falls ends below what is constant, on the training images");
    CHECK(below(seen, STEP, CONSTANT, TRAIN), "step: %g, %g",
          end(seen[STEP], TRAIN), end(seen[CONSTANT], TRAIN));
    CHECK(below(seen, ONE_OVER_T, CONSTANT, TRAIN), "1/t: %g, %g",
          end(seen[ONE_OVER_T], TRAIN), end(seen[CONSTANT], TRAIN));
    CHECK(!below(seen, STEP, STEP, TRAIN), "below itself");

    test("all runs start alike, learn, and are seen on the right images");
    for (int k = 0; k < RUNS; k++) {
        CHECK(AT(seen[k], 0, TRAIN) == AT(seen[0], 0, TRAIN), "run %d", k);
        double start = (double)AT(seen[k], 0, TRAIN);
        CHECK(end(seen[k], TRAIN) < 0.8 * start, "run %d: %g", k, start);
        CHECK(end(seen[k], READ) > 30, "run %d reads %g %%", k,
              end(seen[k], READ));
    }
    Random random = random_new(1);
    Network2 n = network2_new(3, (int[]){PIXELS, 6, CLASSES}, 10,
                              &network2_log_likelihood, &random);
    CHECK_NEAR(AT(seen[0], 0, TRAIN),
               network2_score(&n, data_part(train, 0, 40)).cost, 1e-5);
    network2_free(&n);
}

static void no_rate(void) {
    schedule_main(3, (char *[]){"schedule", "--drop", "0", NULL});
}
static void endless(void) {
    schedule_main(3, (char *[]){"schedule", "--epochs", "1001", NULL});
}

int main(void) {
    Digits digits = drawn_digits(200, 50);
    Matrix seen[RUNS];
    Run runs[RUNS];
    list_runs(runs, SMALL);
    for (int k = 0; k < RUNS; k++) {
        seen[k] = mat_new(EPOCHS + 1, COLUMNS);
        learn(seen[k], runs[k], SMALL, digits, 1);
    }
    test_schedules();
    test_rates(seen);
    test_change(digits.train);
    test_settling(seen, digits.train);
    for (int k = RUNS - 1; k >= 0; k--) mat_free(&seen[k]);
    test("settings that make no sense are refused");
    check_dies(no_rate, 2, "others above 0");
    check_dies(endless, 2, "--epochs");
    digits_free(&digits);
    return tests_end();
}
