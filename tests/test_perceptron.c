#define REAL double
// The perceptron: its parts by hand, its rule, and what the text says of it,
// for many seeds.
#define main perceptron_main
#include "ch01-perceptron/perceptron.c"
#undef main

#include "tests/check.h"

enum { SEEDS = 20 };

static void test_parts(void) {
    test("weighted sum and step, by hand");
    Neuron n = {{0.5, -1}, 0.25, step};
    const real x[] = {2, 3}, y[] = {2, 1};
    CHECK_NEAR(weighted_sum(n, y), 0.25, 0);
    CHECK(answer(n, y) == 1, "it does not fire");
    CHECK_NEAR(weighted_sum(n, x), -1.75, 0);
    CHECK(answer(n, x) == 0, "it fires");
    n.step = step_as_listed;
    n.b = 2;                                      // z = 1 - 3 + 2 = 0
    CHECK(weighted_sum(n, x) == 0 && answer(n, x) == 0, "not its own step");

    test("the step fires at 0 as in the text, the listing's does not");
    CHECK(step(0) == 1 && step_as_listed(0) == 0, "at 0");
    for (real z = 1e-12; z < 1e12; z *= 10) {
        CHECK(step(z) == 1 && step_as_listed(z) == 1, "at %g", z);
        CHECK(step(-z) == 0 && step_as_listed(-z) == 0, "at %g", -z);
    }
}

static void test_rule(void) {
    test("a correction by hand: too low, too high, right");
    Neuron n = {{1, -2}, 0.5, step};
    const real x[] = {1, 3};                      // z = -4.5: 0
    Neuron m = corrected(n, x, 1, 0.5);
    CHECK(m.w[0] == 1.5 && m.w[1] == -0.5 && m.b == 1, "%g %g %g", m.w[0],
          m.w[1], m.b);
    n.b = 6;                                      // z = 1: 1
    m = corrected(n, x, 0, 0.5);
    CHECK(m.w[0] == 0.5 && m.w[1] == -3.5 && m.b == 5.5, "%g %g %g", m.w[0],
          m.w[1], m.b);
    m = corrected(n, x, 1, 0.5);
    CHECK(m.w[0] == 1 && m.w[1] == -2 && m.b == 6, "it is moved when right");

    test("z moves by η error (Σ x² + 1): up if too low, down if too high");
    Random random = random_new(1);
    for (int i = 0; i < 100; i++) {
        n = random_neuron(&random);
        const real at[] = {random_normal(&random), random_normal(&random)};
        real y = 1 - answer(n, at), error = y == 1 ? 1 : -1;
        m = corrected(n, at, y, 0.3);
        real length2 = at[0] * at[0] + at[1] * at[1];
        CHECK_NEAR(weighted_sum(m, at) - weighted_sum(n, at),
                   0.3 * error * (length2 + 1), 1e-12);
    }
}

static void test_scaling(void) {
    test("scaled features have mean 0 and standard deviation 1");
    Result result = learn_both(TEXT, 3);
    for (int k = 0; k < 2; k++) {
        real mean = 0, square = 0;
        for (int i = 0; i < TEXT.examples; i++) {
            real x = AT(result.players.x, i, k);
            mean += x / TEXT.examples;
            square += x * x / TEXT.examples;
        }
        CHECK_NEAR(mean, 0, 1e-12);
        CHECK_NEAR(square, 1, 1e-12);
    }

    test("the neuron in cm and years has the same z");
    Neuron n = result.scaled.neuron, m = in_cm_and_years(n, result.scale);
    for (int i = 0; i < TEXT.examples; i++)
        CHECK_NEAR(weighted_sum(m, example(result.measured, i)),
                   weighted_sum(n, example(result.players, i)), 1e-12);
    CHECK_NEAR(weighted_sum(m, NEW_PLAYER), weighted_sum(n, result.newcomer),
               1e-12);
    result_free(&result);
}

// The sign of z: figure 2.11.
static int on_wrong_side(const Result *result) {
    int wrong = 0;
    for (int i = 0; i < TEXT.examples; i++) {
        const real *x = example(result->players, i);
        real z = weighted_sum(result->scaled.neuron, x);
        wrong += !(AT(result->players.y, i, 0) == 1 ? z > 0 : z < 0);
    }
    return wrong;
}

static void test_players(void) {
    test("players are separated: z > 0 if accepted, z < 0 if not (2.7, 2.11)");
    int most = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        Result result = learn_both(TEXT, seed);
        CHECK(on_wrong_side(&result) == 0, "seed %d", (int)seed);
        CHECK(percent_right(result.scaled.neuron, result.players) == 100,
              "seed %d", (int)seed);
        CHECK(result.scaled.errors[9] == 0, "ten passes are not enough");
        CHECK(weighted_sum(result.scaled.neuron, result.newcomer) < 0,
              "seed %d: the new player is accepted", (int)seed);
        CHECK(result.unscaled.mistakes > 100 * result.scaled.mistakes &&
                  result.unscaled.errors[PASSES - 1] > 0,
              "seed %d: unscaled %d mistakes, scaled %d", (int)seed,
              result.unscaled.mistakes, result.scaled.mistakes);
        int sum = 0;
        for (int i = 0; i < PASSES; i++) sum += result.unscaled.errors[i];
        CHECK(sum == result.unscaled.mistakes, "the passes are not counted");
        most = result.scaled.mistakes > most ? result.scaled.mistakes : most;
        result_free(&result);
    }
    CHECK(most > 10, "nothing was learned: at most %d mistakes", most);
}

static void test_step_at_0(void) {
    test("the listing's step learns the same, except where z is exactly 0");
    Result result = learn_both(TEXT, 1);
    Neuron start = result.scaled.after[0];
    start.step = step_as_listed;
    Run listed = learn(start, result.players, corrected, TEXT.eta);
    CHECK(listed.mistakes == result.scaled.mistakes &&
              listed.neuron.w[0] == result.scaled.neuron.w[0] &&
              listed.neuron.b == result.scaled.neuron.b, "another line");
    Neuron zero = {{0}, 0, step};              // the first z is 0
    Run fires = learn(zero, result.players, corrected, 1);
    zero.step = step_as_listed;
    Run does_not = learn(zero, result.players, corrected, 1);
    CHECK(fires.after[1].b == -1 && does_not.after[1].b == 1,
          "the first corrections are %g and %g", fires.after[1].b,
          does_not.after[1].b);
    CHECK(percent_right(fires.neuron, result.players) == 100 &&
              percent_right(does_not.neuron, result.players) == 100,
          "both separate the players");
    result_free(&result);
}

// A rule of one's own: corrects by the size of the mistake.
static Neuron move_by_z(Neuron n, const real *x, real y, real eta) {
    real error = (2 * y - 1) - weighted_sum(n, x);
    for (int i = 0; i < INPUTS; i++) n.w[i] += eta * error * x[i];
    n.b += eta * error;
    return n;
}

static Neuron never_move(Neuron n, const real *x, real y, real eta) {
    (void)x, (void)y, (void)eta;
    return n;
}

static void test_own_rule(void) {
    test("another rule can be learned with");
    Result result = learn_both(TEXT, 1);
    Neuron start = result.scaled.after[0];
    Run run = learn(start, result.players, move_by_z, 0.05);
    CHECK(percent_right(run.neuron, result.players) >= 95, "%g %% right",
          percent_right(run.neuron, result.players));
    run = learn(start, result.players, never_move, 1);
    int wrong = (int)round(TEXT.examples / 100.0 *
                           (100 - percent_right(start, result.players)));
    CHECK(run.mistakes == PASSES * wrong && wrong > 0, "%d mistakes, %d wrong",
          run.mistakes, wrong);
    result_free(&result);
}

int main(void) {
    test_parts();
    test_rule();
    test_scaling();
    test_players();
    test_step_at_0();
    test_own_rule();
    return tests_end();
}
