// The race: all rules learn from the same start, the best rate is chosen by
// accuracy on images that are not the test's, and means are taken over starts.
#define main digits_race_main
#include "ch04-optimizers/digits_race.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static Digits digits;
static const Settings SMALL = {8, 10, 2, 0.03f};

static void test_learning(void) {
    test("every rule learns, from the same start");
    Matrix curve = mat_new(3, COLUMNS);
    real first = -1;
    for (int i = 0; i < ENTRANT_COUNT; i++) {
        Run run = {ENTRANTS[i].rule, ENTRANTS[i].eta[2], digits.test};
        learn(curve, run, SMALL, digits, 1);
        CHECK(AT(curve, 2, COST_COLUMN) <
                  (real)0.95 * AT(curve, 0, COST_COLUMN),
              "%s: %g from %g", run.rule->name,
              (double)AT(curve, 2, COST_COLUMN),
              (double)AT(curve, 0, COST_COLUMN));
        if (i == 0) first = AT(curve, 0, COST_COLUMN);
        CHECK(AT(curve, 0, COST_COLUMN) == first, "%s starts elsewhere",
              run.rule->name);
    }
    test("Nesterov's rule looks ahead: it goes another way than momentum");
    Matrix other = mat_new(3, COLUMNS);
    learn(curve, (Run){&optimizer_momentum, 0.02f, digits.test}, SMALL, digits,
          1);
    learn(other, (Run){&optimizer_nesterov, 0.02f, digits.test}, SMALL, digits,
          1);
    double one = (double)AT(curve, 2, COST_COLUMN);
    double two = (double)AT(other, 2, COST_COLUMN);
    CHECK(one != two, "the same");
    CHECK_NEAR(one, two, 0.1 * one);            // but not far from it
    mat_free(&other);
    mat_free(&curve);
}

static void test_choice(void) {
    test("the best of three rates is neither the useless nor the wild one");
    Entrant entrant = {&optimizer_descent, {1e-6f, 0.3f, 1e4f}};
    for (int i = 0; i < RATES; i++) {
        CHECK_NEAR(best_rate(entrant, SMALL, digits, 1), 0.3, 1e-6);
        real turn = entrant.eta[0];            // whatever their order is
        entrant.eta[0] = entrant.eta[1];
        entrant.eta[1] = entrant.eta[2];
        entrant.eta[2] = turn;
    }
}

static void test_means(void) {
    test("means, least and most are over the starts, after each epoch");
    Race race;
    for (int i = 0; i < ENTRANT_COUNT; i++) {
        race.curves[i] = mat_new(2 * 3, COLUMNS);      // two starts, 2 epochs
        for (int r = 0; r < 6; r++)
            AT(race.curves[i], r, ACCURACY_COLUMN) = (real)(10 * i + r);
    }
    Spread spread = over_starts(&race, 4, 1, ACCURACY_COLUMN, SMALL);
    CHECK_NEAR(spread_mean(&spread), 42.5, 0);         // of 41 and 44
    CHECK(spread.n == 2 && spread.min == 41 && spread.max == 44, "%d starts",
          spread.n);
    CHECK_NEAR(mean_after(&race, 2, 2, SMALL), 23.5, 0);
    for (int i = 0; i < ENTRANT_COUNT; i++) mat_free(&race.curves[i]);
}

static void no_rate(void) {
    digits_race_main(3, (char *[]){"digits_race", "--same", "-1", NULL});
}
static void endless(void) {
    digits_race_main(3, (char *[]){"digits_race", "--epochs", "1001", NULL});
}

int main(void) {
    digits = drawn_digits(300, 60);
    test_learning();
    test_choice();
    test_means();
    test("settings that make no sense are refused");
    check_dies(no_rate, 2, "--same");
    check_dies(endless, 2, "--epochs");
    digits_free(&digits);
    return tests_end();
}
