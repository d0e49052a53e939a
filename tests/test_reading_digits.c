// The program that learns to read: it learns, and says truly what it read.
#define main reading_digits_main
#include "ch02-backprop/reading_digits.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

int main(void) {
    Digits digits = drawn_digits(800, 150);
    Settings small = {.hidden = 30, .epochs = 6, .batch = 10, .eta = 3};
    Result result = result_new(small, 2);
    learn_from(&result, 0, 1, small, digits);
    learn_from(&result, 1, 2, small, digits);

    test("before learning it is chance, after a few epochs it reads");
    for (int i = 0; i < 2; i++) {
        double before = (double)AT(result.test, i, 0);
        double after = (double)AT(result.test, i, small.epochs);
        CHECK(before < 25, "%g %% before", before);
        CHECK(after > 60, "%g %% after", after);
        CHECK(AT(result.train, i, small.epochs) > AT(result.test, i, 6),
              "not better on what it has learned from");
    }
    test("another seed is another run, the same seed the same");
    CHECK(AT(result.test, 0, 2) != AT(result.test, 1, 2) ||
              AT(result.test, 0, 3) != AT(result.test, 1, 3),
          "two seeds agree");
    small.epochs = 2;
    Result again = result_new(small, 1);
    learn_from(&again, 0, 1, small, digits);
    for (int epoch = 0; epoch <= 2; epoch++)
        CHECK(AT(again.test, 0, epoch) == AT(result.test, 0, epoch),
              "epoch %d differs", epoch);

    test("the grid shows the answers of the first seed's network");
    int right = 0;
    for (int i = 0; i < SHOWN; i++)
        right += result.answer[i] == digits.test.label[i];
    double share = 100.0 * right / SHOWN;
    CHECK_NEAR(share, (double)AT(result.test, 0, 6), 12);
    test("the grid puts image i into row i / 12, column i % 12");
    for (int i = 0; i < SHOWN; i += 17)
        for (int k = 0; k < PIXELS; k += 5) {
            int row = i / 12 * 32 + 2 + k / 28;
            int column = i % 12 * 32 + 2 + k % 28;
            CHECK(ink(digits.test, row, column) ==
                      (double)AT(digits.test.x, i, k),
                  "image %d, pixel %d", i, k);
        }
    CHECK(ink(digits.test, 0, 0) == 0 && ink(digits.test, 31, 31) == 0,
          "the margin is not empty");

    result_free(&again);
    result_free(&result);
    digits_free(&digits);
    return tests_end();
}
