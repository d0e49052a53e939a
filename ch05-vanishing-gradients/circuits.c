// # Two layers can do everything, at a price
//
// An engineer is to build a computer, and the customer wants no more than two
// layers of gates.  Is that mad?  Nielsen, chapter 5, begins with this story.
// Two layers can compute everything; but some functions then need very many
// gates, and in a deep circuit a few.  (A network with one hidden layer is what
// such a customer would order.)
//
//     make circuits                           build, count, and draw
//     make circuits ARGS="--inputs 10"        parity of fewer bits
//     make circuits ARGS="--drawn 4"          a larger circuit on the left
//
// Time: 2 s
//
// What to look for: on the left, a circuit with two layers, for the parity of
// three bits; a ring is a NOT.  In the middle, the gates that parity needs: in
// two layers every further input doubles them, in a tree of small circuits it
// costs five gates more.  On the right, trees of different heights: with four
// layers in place of two, a five-hundredth of the gates will do.
//
// The story's other circuit, the one that multiplies, is in multiplier.c.
#define REAL double
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "common/report.h"

// ## Settings: ours, as the text gives no numbers
enum { MOST_INPUTS = 16 };

typedef struct {
    int inputs;                // parity: of how many bits, at most
    int drawn;                 // inputs of the circuit in the picture
} Settings;

static const Settings OURS = {16, 3};

// ## Gates
//
// A wire carries 0 or 1.  Here it carries 64 cases at once, one in each bit of
// a word; so C's own & | ~ are the gates, and to simulate a circuit is to write
// it down: each gate is a call, which also counts it.
typedef struct {
    uint64_t bits;
    int layer;                 // gates on the longest way to here, without NOTs
} Wire;

typedef enum { AND, NAND, OR } Kind;

// As in the text, a gate may have any number of inputs.  AND is 1 if all of
// them are 1, OR if any of them is, and NAND is 0 if all of them are 1.  (With
// no inputs at all, AND is 1, and so NAND is 0.)
static Wire gate(int *gates, Kind kind, const Wire in[], int n) {
    Wire all = {~0ull, 0}, any = {0, 0};
    for (int i = 0; i < n; i++) {
        all.bits &= in[i].bits;
        any.bits |= in[i].bits;
        if (in[i].layer > any.layer) any.layer = in[i].layer;
    }
    ++*gates;
    return (Wire){kind == OR ? any.bits : kind == AND ? all.bits : ~all.bits,
                  any.layer + 1};
}

// A NOT is a gate, but no layer: usually the opposite of an input is at hand.
static Wire gate_not(int *gates, Wire x) {
    ++*gates;
    return (Wire){~x.bits, x.layer};
}

// Input k of case i is bit k of i.  These are the cases first, ... first + 63.
static void inputs(Wire in[], int n, uint64_t first) {
    for (int k = 0; k < n; k++) {
        in[k] = (Wire){0, 0};
        for (uint64_t i = 0; i < 64; i++)
            in[k].bits |= ((first + i) >> k & 1) << i;
    }
}

// ## Everything in two layers
//
// Write the function down as a table.  For each row in which it is 1, take a
// NAND of all inputs, with those negated that are 0 in it: this NAND is 0 in
// its own row only.  One NAND of them all is 1 in just these rows.  For "x or
// y, but not both", whose table has ones for x = 1, y = 0 and for x = 0, y = 1:
//
//     NAND(NAND(x, NOT y), NAND(NOT x, y))
static Wire two_layers(int *gates, const Wire in[], int n,
                       bool f(unsigned row)) {
    Wire negated[MOST_INPUTS], wanted[MOST_INPUTS], terms[1 << MOST_INPUTS];
    int count = 0;
    for (int k = 0; k < n; k++) negated[k] = gate_not(gates, in[k]);
    for (unsigned row = 0; row < 1u << n; row++) {
        if (!f(row)) continue;
        for (int k = 0; k < n; k++)
            wanted[k] = row >> k & 1 ? in[k] : negated[k];
        terms[count++] = gate(gates, NAND, wanted, n);
    }
    return gate(gates, NAND, terms, count);
}

// The text speaks of ANDs and NANDs.  Two layers of them, and no NOT in front,
// are not enough, even with only two inputs x and y: of the 16 functions they
// make 14, all but parity and its opposite.  (A NAND of one input is a NOT; but
// then it is a layer, and there are three.)  Here a table is four bits, and the
// result has a bit for each table that some circuit has: of all choices among
// the first layer's ANDs and NANDs, an AND or a NAND.
static unsigned without_not(void) {
    enum { X = 10, Y = 12, ONE = 15 };
    const unsigned ands[] = {ONE, X, Y, X & Y};
    unsigned made = 0;
    for (unsigned choice = 0; choice < 256; choice++) {
        unsigned all = ONE;
        for (int i = 0; i < 8; i++)
            if (choice >> i & 1) all &= i < 4 ? ands[i] : ONE ^ ands[i - 4];
        made |= 1u << all | 1u << (ONE ^ all);
    }
    return made;
}

// A perceptron needs no NOT: it negates by a negative weight.  So a network
// with one hidden layer computes everything.  It has a hidden neuron for every
// row with a 1, with weights 1 and -1 so that it fires in this row only, and
// the output neuron is an OR of them.
static bool network_answer(unsigned table, int n, unsigned x) {
    real z = -0.5;                               // OR: all w = 1, b = -1/2
    for (unsigned row = 0; row < 1u << n; row++) {
        real hidden = 0.5;                       // b = 1/2 - (ones in the row)
        for (int k = 0; k < n; k++) {
            int w = row >> k & 1 ? 1 : -1;
            hidden += w * (int)(x >> k & 1) - (w > 0);
        }
        z += (table >> row & 1) && hidden >= 0;
    }
    return z >= 0;
}

// A table of n inputs has 2ⁿ rows, and there are as many tables as there are
// numbers with 2ⁿ bits: with four inputs 65 536.  How many of them does the
// network get right in every row?
static int functions_right(int n) {
    int right = 0;
    for (unsigned table = 0; table < 1u << (1u << n); table++) {
        bool same = true;
        for (unsigned x = 0; x < 1u << n; x++)
            same = same && network_answer(table, n, x) == (table >> x & 1);
        right += same;
    }
    return right;
}

// So the customer is not mad.  But a thing that is possible need not be a good
// idea, says the text.
//
// ## Parity: where two layers are dear
//
// Is the number of ones odd?  In two layers that takes a term for each of the
// 2ⁿ⁻¹ odd rows.  None can be saved: a term that leaves an input out is the
// same for two rows that differ in this input only, and of those one is odd and
// one even.
static bool odd(unsigned row) {
    bool is = false;
    for (; row; row &= row - 1) is = !is;
    return is;
}

// Or a tree, as in the text: the parity of pairs, then of pairs of pairs, and
// so on.  That takes n - 1 XORs, which are parities of two in two layers, with
// five gates each.  With larger groups the tree is lower; a single group of n
// is the circuit with two layers.  What is left over at the end of a row waits
// for the next one.
typedef struct { int gates, layers, groups, wrong; } Count;

static Wire parity(Count *it, Wire in[], int n, int group) {
    while (n > 1) {
        int made = 0;
        for (int i = 0; i < n; i += group, made++) {
            int size = n - i < group ? n - i : group;
            in[made] = in[i];
            if (size == 1) continue;
            it->groups++;
            in[made] = two_layers(&it->gates, in + i, size, odd);
        }
        n = made;
    }
    return in[0];
}

// Builds the circuit, and checks it in some or in all of its 2ⁿ cases, 64 at a
// time.  The circuit is the same each time, and so are the numbers of gates.
static Count build(int n, int group, unsigned cases) {
    Count it = {0};
    for (unsigned first = 0; first < cases; first += 64) {
        Wire in[MOST_INPUTS];
        it.gates = it.groups = 0;
        inputs(in, n, first);
        Wire out = parity(&it, in, n, group);
        it.layers = out.layer;
        for (unsigned i = 0; i < 64; i++)
            it.wrong += (out.bits >> i & 1) != odd((first + i) % (1u << n));
    }
    return it;
}

// ## Data for the picture
//
// The circuit with two layers is drawn as it is built: a term for every odd
// row, with a ring where the row has a 0.
static void print_two_layers(int n) {
    real terms = 1 << (n - 1);
    block_begin("terms", "y input_y zero");
    for (unsigned row = 0, t = 0; row < 1u << n; row++) {
        for (int k = 0; odd(row) && k < n; k++)
            printf("%g %g %d\n", t - (terms - 1) / 2,
                   ((n - 1) / 2.0 - k) * terms / n, !(row >> k & 1));
        t += odd(row);
    }
    block_end();
}

static void print_counts(int most) {
    block_begin("parity", "n shallow tree");
    for (int n = 2; n <= most; n++)
        printf("%d %d %d\n", n, build(n, n, 64).gates, build(n, 2, 64).gates);
    block_end();
    block_begin("depth", "group layers gates");
    for (int group = 2, layers = 0; group <= most; group++) {
        Count it = build(most, group, 64);
        if (it.layers != layers)                 // the cheapest of this height
            printf("%d %d %d\n", group, it.layers, it.gates);
        layers = it.layers;
    }
    block_end();
}

// ## The text's words beside our numbers
//
// The text says "exponentially many", and gives no numbers.  2ⁿ⁻¹ terms against
// n - 1 XORs is what it amounts to.
static void claim_parity(int n, int terms, int xors) {
    char what[100];
    Count shallow = build(n, n, 1u << n), tree = build(n, 2, 1u << n);
    snprintf(what, sizeof what, "our finding: parity of %d bits in two layers, "
             "terms", n);
    claim(what, "", terms, shallow.gates - n - 1, 0);        // NOTs, last NAND
    snprintf(what, sizeof what, "our finding: parity of %d bits in pairs of "
             "pairs, XORs", n);
    claim(what, "", xors, tree.groups, 0);
    snprintf(what, sizeof what, "Nielsen ch5: both compute parity; wrong "
             "answers in all %d cases", 1 << n);
    claim(what, "", 0, shallow.wrong + tree.wrong, 0);
}

static void claim_everything(void) {
    unsigned made = without_not();
    int count = 0;
    for (; made; made &= made - 1) count++;
    claim("Nielsen ch5: two layers compute every function: of all 65 536 with "
          "4 inputs", "", 65536, functions_right(4), 0);
    claim("our finding: with ANDs and NANDs, but no NOT: of the 16 functions "
          "of 2 inputs", "", 14, count, 0);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "two layers can do everything");
    option_int(&options, "--inputs", &set.inputs, 3, "of parity, at most");
    option_int(&options, "--drawn", &set.drawn, 2, "inputs of the one drawn");
    options_end(&options);
    if (set.inputs > MOST_INPUTS || set.drawn > 5)
        wrong_usage("--inputs: at most %d, --drawn: at most 5", MOST_INPUTS);

    say("parity of up to %d bits, in two layers and in more", set.inputs);
    caption("every gate counted, NOTs too; nothing is random");
    print_two_layers(set.drawn);
    print_counts(set.inputs);
    claim_parity(4, 8, 3);
    claim_parity(8, 128, 7);
    claim_parity(16, 32768, 15);
    claim_everything();
    claims_print();
    return 0;
}
