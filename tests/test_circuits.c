#define REAL double
// Gates, circuits with two layers, trees: right in all cases, and their counts.
#include "tests/check.h"

#define main circuits_main
#include "ch05-vanishing-gradients/circuits.c"
#undef main

static bool majority(unsigned row) { return row == 3 || row >= 5; }
static bool never(unsigned row) { return row > 1000; }
static bool always(unsigned row) { return row < 1000; }

int main(void) {
    int gates = 0;
    Wire in[MOST_INPUTS];

    test("inputs run through all cases, gates are and, or, nand, not");
    inputs(in, 3, 0);
    CHECK((in[0].bits & 255) == 0xaa && (in[1].bits & 255) == 0xcc &&
          (in[2].bits & 255) == 0xf0, "inputs are not the bits of the case");
    inputs(in, 7, 64);
    CHECK(in[6].bits == ~0ull && in[0].bits == 0xaaaaaaaaaaaaaaaaull,
          "cases 64 ... 127");
    CHECK((gate(&gates, AND, in, 3).bits & 255) == 0x80, "and");
    CHECK((gate(&gates, OR, in, 3).bits & 255) == 0xfe, "or");
    Wire nand = gate(&gates, NAND, in, 3), not = gate_not(&gates, nand);
    CHECK((nand.bits & 255) == 0x7f && (not.bits & 255) == 0x80, "nand, not");
    CHECK(gates == 4 && nand.layer == 1 && not.layer == 1, "counts");
    CHECK(gate(&gates, OR, &not, 1).layer == 2, "layers");

    test("two layers do what the table says");
    inputs(in, 3, 0);
    Wire out = two_layers(&gates, in, 3, majority);
    CHECK((out.bits & 255) == 0xe8 && out.layer == 2, "majority of three");
    CHECK(two_layers(&gates, in, 3, never).bits == 0, "never");
    CHECK(two_layers(&gates, in, 3, always).bits == ~0ull, "always");

    test("without NOT, AND and NAND in two layers make all but parity");
    CHECK(without_not() == (0xffff & ~(1u << 6) & ~(1u << 9)), "%x",
          without_not());

    test("a network with one hidden layer computes every function");
    CHECK(functions_right(1) == 4, "%d of 4", functions_right(1));
    CHECK(functions_right(2) == 16, "%d of 16", functions_right(2));
    CHECK(functions_right(3) == 256, "%d of 256", functions_right(3));

    test("parity is right, with groups of any size, in every case");
    for (int n = 2; n <= 8; n++)
        for (int group = 2; group <= n; group++)
            CHECK(build(n, group, 1u << n).wrong == 0, "%d inputs, groups of "
                  "%d", n, group);

    test("two layers need 2ⁿ⁻¹ terms, a tree n - 1 XORs of five gates");
    for (int n = 2; n <= 9; n++) {
        Count shallow = build(n, n, 64), tree = build(n, 2, 64);
        CHECK(shallow.gates == (1 << (n - 1)) + n + 1, "%d", shallow.gates);
        CHECK(shallow.layers == 2 && shallow.groups == 1, "not two layers");
        CHECK(tree.groups == n - 1 && tree.gates == 5 * (n - 1), "%d inputs: "
              "%d XORs, %d gates", n, tree.groups, tree.gates);
    }
    CHECK(build(8, 2, 64).layers == 6, "three levels are six layers");
    CHECK(build(9, 3, 64).layers == 4, "two levels are four layers");

    test("no two odd rows differ in one input only: no term can be saved");
    for (unsigned row = 0; row < 256; row++)
        for (int k = 0; k < 8; k++)
            CHECK(odd(row) != odd(row ^ 1u << k), "row %u, input %d", row, k);
    return tests_end();
}
