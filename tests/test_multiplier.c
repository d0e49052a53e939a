// Bits, numbers and products, made by gates, against C's + and *.
#include "tests/check.h"

#define main multiplier_main
#include "ch05-vanishing-gradients/multiplier.c"
#undef main

static Wire wire(unsigned bit) { return (Wire){bit, 0}; }

int main(void) {
    test("two bits, and three bits, with their carry");
    int gates = 0;
    for (unsigned i = 0; i < 8; i++) {
        unsigned x = i & 1, y = i >> 1 & 1, z = i >> 2;
        Bit two = add_two(&gates, wire(x), wire(y));
        CHECK((two.sum.bits & 1) + 2 * (two.carry.bits & 1) == x + y,
              "%u + %u", x, y);
        Bit three = add_three(&gates, wire(x), wire(y), wire(z));
        CHECK((three.sum.bits & 1) + 2 * (three.carry.bits & 1) == x + y + z,
              "%u + %u + %u", x, y, z);
    }
    CHECK(gates == 8 * (6 + 13), "%d gates", gates);

    test("two numbers");
    for (unsigned i = 0; i < 256; i++) {
        Wire x[4], y[4];
        Bit out[4];
        for (int k = 0; k < 4; k++) x[k] = wire(i >> k & 1);
        for (int k = 0; k < 4; k++) y[k] = wire(i >> (k + 4) & 1);
        add(&gates, out, x, y, 4);
        unsigned sum = (unsigned)(out[3].carry.bits & 1) << 4;
        for (int k = 0; k < 4; k++) sum |= (unsigned)(out[k].sum.bits & 1) << k;
        CHECK(sum == i % 16 + i / 16, "%u + %u is %u", i % 16, i / 16, sum);
    }

    test("all products of numbers with 2, 3, 4 and 5 bits");
    for (int n = 2; n <= 5; n++)
        CHECK(wrong_products(n) == 0, "%d bits: %d are wrong", n,
              wrong_products(n));

    test("one product, in its place among 64");
    Multiplier m;
    multiply_cases(&m, 4, 13 | 11 << 4);
    CHECK(product_of(&m, 4, 0) == 143, "%u", product_of(&m, 4, 0));
    CHECK(product_of(&m, 4, 1) == 14 * 11, "%u", product_of(&m, 4, 1));

    test("gates: n² ANDs, n - 1 half and (n - 1)² full bit adders");
    for (int n = 2; n <= MOST; n++) {
        multiply_cases(&m, n, 0);
        CHECK(m.gates == n * n + 6 * (n - 1) + 13 * (n - 1) * (n - 1),
              "%d bits: %d gates", n, m.gates);
        CHECK(m.layers == 8 * n - 11, "%d bits: %d layers", n, m.layers);
    }

    test("a table is cheaper for three bits, and ruinous for eight");
    multiply_cases(&m, 3, 0);
    CHECK(table_gates(3) < m.gates, "%d, %d", table_gates(3), m.gates);
    CHECK(table_gates(8) == 255 * 255 + 32, "%d", table_gates(8));
    return tests_end();
}
