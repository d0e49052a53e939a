// Votes are counted, ties and all; and voters that start differently read
// better together than alone.
#define main vote_main
#include "ch03-crossentropy-regularization/vote.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"vote", option, value, NULL};
    vote_main(3, arguments);
}
static void refused_1(void) { main_with("--eta", "0"); }
static void refused_2(void) { main_with("--voters", "1000000000"); }

int main(void) {
    test("the class with most votes wins, the lower one of two");
    Matrix votes = mat_new(4, CLASSES);
    AT(votes, 0, 3) = 3;
    AT(votes, 0, 5) = 2;
    AT(votes, 1, 9) = 1;
    AT(votes, 2, 4) = AT(votes, 2, 6) = 2;
    AT(votes, 3, 0) = 5;
    CHECK_NEAR(percent_right(votes, (int[]){3, 9, 4, 0}), 100, 0);
    CHECK_NEAR(percent_right(votes, (int[]){5, 9, 6, 0}), 50, 0);

    test("a network has one vote for each image, that of its largest output");
    Digits digits = drawn_digits(300, 100);
    Random random = random_new(1);
    Network2 n = network2_new(2, (int[]){PIXELS, CLASSES}, 1,
                              &network2_log_likelihood, &random);
    Matrix hundred = mat_new(100, CLASSES);
    vote(hundred, &n, digits.test);
    vote(hundred, &n, digits.test);
    for (int i = 0; i < 100; i++) {
        Matrix a = network2_feed_forward(&n, mat_rows(digits.test.x, i, 1));
        for (int j = 0; j < CLASSES; j++)
            CHECK(AT(hundred, i, j) == (j == mat_argmax_row(a, 0) ? 2 : 0),
                  "image %d", i);
    }
    network2_free(&n);
    mat_free(&hundred);
    mat_free(&votes);

    test("together they read better than alone, the first vote is the first's");
    Settings set = {.voters = 5, .hidden = 15, .epochs = 4, .batch = 10,
                    .eta = 0.5f};
    Result result = result_new(5, 100);
    hold_vote(result, set, digits, 1);
    double mean = 0;
    int differ = 0;
    for (int v = 0; v < 5; v++) {
        mean += (double)AT(result.single, 0, v) / 5;
        differ += AT(result.single, 0, v) != AT(result.single, 0, 0);
    }
    CHECK(differ > 0, "all voters are the same");
    CHECK(AT(result.together, 0, 0) == AT(result.single, 0, 0), "not alone");
    CHECK((double)AT(result.together, 0, 4) > mean, "%g, alone %g",
          (double)AT(result.together, 0, 4), mean);
    double total = 0;
    for (int i = 0; i < 100 * CLASSES; i++) total += (double)result.all.at[i];
    CHECK(total == 500, "%g votes", total);
    result_free(&result);
    digits_free(&digits);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--eta|above 0");
    check_dies(refused_2, 2, "at most --voters");
    return tests_end();
}
