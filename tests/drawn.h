// drawn.h -- a few drawn digits in memory, for tests of programs that want
// MNIST: no files, no download.
#ifndef DRAWN_H
#define DRAWN_H

#include "common/data.h"

static inline Dataset drawn_set(int count, uint64_t first) {
    Dataset set = dataset_new(count, PIXELS, CLASSES);
    data_draw(set, 1, first, 0.5f);
    return set;
}

// train examples to train with, held to validate and as many others to test.
static inline Digits drawn_digits(int train, int held) {
    Digits digits = {.all_train = drawn_set(train + held, 0),
                     .all_test = drawn_set(held, 1000000)};
    digits.train = data_part(digits.all_train, 0, train);
    digits.validation = data_part(digits.all_train, train, held);
    digits.test = digits.all_test;
    return digits;
}

#endif
