// What decay does: shorter weights, a higher whole cost that falls, another
// network; and that the λ term is the one of the text.
#define main weight_decay_main
#include "ch03-crossentropy-regularization/weight_decay.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"weight_decay", option, value, NULL};
    weight_decay_main(3, arguments);
}
static void refused_1(void) { main_with("--eta", "-1"); }
static void refused_2(void) { main_with("--lambda", "-1"); }
static void refused_3(void) { main_with("--full-epochs", "1000000000"); }

int main(void) {
    Digits digits = drawn_digits(150, 100);
    Settings set = {.hidden = 10, .batch = 10, .eta = 0.5f};
    Run plain = {"plain", 100, 30, 0}, decay = {"decay", 100, 30, 0.3f};
    Matrix without = learn(set, plain, digits, 1);
    Matrix with = learn(set, decay, digits, 1);

    test("weights grow without decay, and shrink with it");
    CHECK(at_end(without, LENGTH) > (double)AT(without, 0, LENGTH), "shrink");
    CHECK(at_end(with, LENGTH) < 0.8 * (double)AT(with, 0, LENGTH), "grow");
    CHECK(AT(with, 0, LENGTH) == AT(without, 0, LENGTH), "another start");

    test("the small start is smaller; 0.1 of 1000 is 5 of 50 000");
    set.small = true;
    Matrix small = learn(set, (Run){"small", 100, 1, 0}, digits, 1);
    CHECK(AT(small, 0, LENGTH) < AT(with, 0, LENGTH) / 10, "not smaller");
    mat_free(&small);
    CHECK_NEAR(shrink(0.5, 0.1, 1000), shrink(0.5, 5, 50000), 1e-18);
    CHECK_NEAR(shrink(0.5, 0.2, 10), 0.01, 1e-15);
    CHECK_NEAR(measured_shrink(0.5, 0.2, 10), 0.01, 1e-7);

    test("the λ term is λ/2n ‖w‖², and the whole cost falls");
    CHECK_NEAR(lambda_term(3, 10, 4), 3 / 20.0 * 16, 1e-12);
    CHECK_NEAR(whole_cost(plain, without, 30), at_end(without, TRAIN_COST),
               1e-12);
    CHECK_NEAR(whole_cost(decay, with, 30) - at_end(with, TRAIN_COST),
               0.3 / 200 * pow(at_end(with, LENGTH), 2), 1e-6);
    CHECK(falls(decay, with), "it does not fall");
    AT(with, 12, TRAIN_COST) += 1;              // a bump, at a tenth
    CHECK(!falls(decay, with), "a bump is not noticed");

    test("a gap is training minus test accuracy at the end");
    CHECK_NEAR(gap(with), at_end(with, TRAIN_ACCURACY) - at_end(with, ACCURACY),
               1e-12);
    CHECK_NEAR(best(with, ACCURACY),
               (double)AT(with, network2_best_epoch(with, 31), ACCURACY), 0);
    mat_free(&with);
    mat_free(&without);
    digits_free(&digits);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--eta|above 0");
    check_dies(refused_2, 2, "--lambda|0 or more");
    check_dies(refused_3, 2, "--full-epochs|at most");
    return tests_end();
}
