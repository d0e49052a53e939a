// A network drawn, trained and used comes out the same to the bit: with every
// compiler, at every level of optimisation, on every machine.
#include "ch02-backprop/network.h"
#include "tests/check.h"
#include "tests/drawn.h"

static uint32_t hash_of(Matrix m) {
    return hash_numbers(0, m.at, m.rows * m.cols);
}

int main(void) {
    test("the start of a network, its training, its answers");
    Digits digits = drawn_digits(300, 20);
    Random random = random_new(1);
    Network n = network_new(3, (int[]){PIXELS, 30, CLASSES}, 10, &random);
    uint32_t start = hash_of(n.parameters);
    CHECK(start == 0x6e723e74, "start: hash 0x%08x", start);
    Batches batches = batches_new(digits.train, 10);
    network_epoch(&n, &batches, 3, &random);
    network_epoch(&n, &batches, 3, &random);
    uint32_t trained = hash_of(n.parameters);
    CHECK(trained == 0x233d5202, "after two epochs: hash 0x%08x", trained);
    uint32_t output =
        hash_of(network_feed_forward(&n, mat_rows(digits.test.x, 0, 10)));
    CHECK(output == 0x44121454, "outputs: hash 0x%08x", output);
    batches_free(&batches);
    network_free(&n);
    digits_free(&digits);
    return tests_end();
}
