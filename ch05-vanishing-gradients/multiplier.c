// # A multiplier, made of adders, made of bit adders
//
// How does one design a circuit that multiplies?  Not from a table of all
// products, but from circuits that add, and these from circuits that add two
// bits.  Nielsen, chapter 5, where this stands for what depth is good for:
// several levels of abstraction, each one simple.
//
//     make multiplier                         build it, check it, draw it
//     make multiplier ARGS="--x 9 --y 14"     other numbers in the picture
//     make multiplier ARGS="--bits 6 --x 45 --y 51"     more bits
//
// Time: 1 s
//
// What to look for: the picture holds the text's boxes in boxes.  The large box
// multiplies; the boxes in it are adders, one for each bit of y but the first;
// the small boxes are bit adders, and show the bits of 13 × 11.  They are added
// as on paper, each row one place further to the left; below is the product.
// On the right, how many gates that takes, beside a table of all products in
// two layers (as in circuits.c): with eight bits, 743, or more than sixty
// thousand.
//
// Every product of two numbers is checked, gate by gate.
#include <stdint.h>
#include <stdio.h>

#include "common/report.h"

// ## Settings: ours, as the text gives no numbers
enum { MOST = 8 };             // bits

typedef struct {
    int bits;                  // of both factors
    int x, y;                  // the factors in the picture
} Settings;

static const Settings OURS = {4, 13, 11};

// ## Gates
//
// A wire carries 0 or 1.  Here it carries 64 cases at once, one in each bit of
// a word; so C's own & | ~ are the gates, and to simulate a circuit is to write
// it down: each gate is a call, which also counts it.  What follows is written
// in gates only; nowhere does it add or multiply numbers of the circuit.
typedef struct {
    uint64_t bits;
    int layer;                 // gates on the longest way to here, without NOTs
} Wire;

static int above_both(Wire x, Wire y) {
    return (x.layer > y.layer ? x.layer : y.layer) + 1;
}
static Wire and(int *gates, Wire x, Wire y) {
    ++*gates;
    return (Wire){x.bits & y.bits, above_both(x, y)};
}
static Wire or(int *gates, Wire x, Wire y) {
    ++*gates;
    return (Wire){x.bits | y.bits, above_both(x, y)};
}
static Wire not(int *gates, Wire x) {
    ++*gates;
    return (Wire){~x.bits, x.layer};
}

// ## First level: two bits
//
// Their sum is 1 if one of them is 1 and the other is not.  If both are 1,
// there is a carry.  That takes six gates:
//
//     sum = (x AND NOT y) OR (NOT x AND y)         carry = x AND y
typedef struct { Wire x, y, sum, carry; } Bit;

static Bit add_two(int *gates, Wire x, Wire y) {
    Wire only_x = and(gates, x, not(gates, y));
    Wire only_y = and(gates, not(gates, x), y);
    return (Bit){x, y, or(gates, only_x, only_y), and(gates, x, y)};
}

// With the carry from the place to the right there are three bits.  They are
// added two at a time, and at most one of these additions has a carry.  From
// here on nobody needs to know how two bits are added, only that they are.
static Bit add_three(int *gates, Wire x, Wire y, Wire carry) {
    Bit one = add_two(gates, x, y), two = add_two(gates, one.sum, carry);
    return (Bit){x, y, two.sum, or(gates, one.carry, two.carry)};
}

// ## Second level: two numbers
//
// Bit number i stands for 2ⁱ, as always.  The carry wanders from bit to bit,
// from right to left; so the last bit has to wait for all the others, and the
// way is long.  (Faster adders guess, or look ahead, with more gates.)
static void add(int *gates, Bit out[], const Wire x[], const Wire y[], int n) {
    out[0] = add_two(gates, x[0], y[0]);
    for (int i = 1; i < n; i++)
        out[i] = add_three(gates, x[i], y[i], out[i - 1].carry);
}

// ## Third level: the product
//
// As on paper: x times the first bit of y; to it x times the second bit is
// added, one place further to the left; and so on.  A number times one bit is
// an AND with each of its bits.  What an adder leaves at its right end is
// final.
//
//     x y = Σⱼ yⱼ 2ʲ x
typedef struct {
    int gates, layers;
    Bit adder[MOST][MOST];     // adder[j], j > 0, takes in bit j of y
    Wire product[2 * MOST];
} Multiplier;

static void multiply(Multiplier *m, const Wire x[], const Wire y[], int n) {
    Wire row[MOST], sum[MOST + 1] = {{0, 0}};
    m->gates = m->layers = 0;
    for (int i = 0; i < n; i++) sum[i] = and(&m->gates, x[i], y[0]);
    sum[n] = (Wire){0, 0};
    for (int j = 1; j < n; j++) {
        m->product[j - 1] = sum[0];
        for (int i = 0; i < n; i++) row[i] = and(&m->gates, x[i], y[j]);
        add(&m->gates, m->adder[j], sum + 1, row, n);
        for (int i = 0; i < n; i++) sum[i] = m->adder[j][i].sum;
        sum[n] = m->adder[j][n - 1].carry;
    }
    for (int i = 0; i <= n; i++) m->product[n - 1 + i] = sum[i];
    for (int i = 0; i < 2 * n; i++)
        if (m->product[i].layer > m->layers) m->layers = m->product[i].layer;
}

// ## Is it right?
//
// All products of two n-bit numbers.  The case is the number with the bits of x
// below and those of y above; these are the cases first, ... first + 63.
static void multiply_cases(Multiplier *m, int n, uint64_t first) {
    Wire in[2 * MOST] = {{0, 0}};
    for (int k = 0; k < 2 * n; k++)
        for (uint64_t i = 0; i < 64; i++)
            in[k].bits |= ((first + i) >> k & 1) << i;
    multiply(m, in, in + n, n);
}

static unsigned product_of(const Multiplier *m, int n, unsigned which) {
    unsigned product = 0;
    for (int k = 0; k < 2 * n; k++)
        product |= (unsigned)(m->product[k].bits >> which & 1) << k;
    return product;
}

static int wrong_products(int n) {
    Multiplier m;
    int wrong = 0;
    for (unsigned i = 0; i < 1u << 2 * n; i++) {
        if (i % 64 == 0) multiply_cases(&m, n, i);
        unsigned x = i % (1u << n), y = i >> n;
        wrong += product_of(&m, n, i % 64) != x * y;
    }
    return wrong;
}

// With a table there is a term for every pair of numbers whose product is not 0
// (products share them), a NOT for every input, and an OR for every bit of the
// product.  Fewer terms might do; nobody would look for them by hand.
static int table_gates(int n) {
    int numbers = (1 << n) - 1;
    return numbers * numbers + 2 * n + 2 * n;
}

// ## Data for the picture
//
// Every bit adder with what went in and what came out; and the counts.
static void print_multiplier(Settings set) {
    Multiplier m;
    multiply_cases(&m, set.bits, (uint64_t)(set.x | set.y << set.bits));
    block_begin("adders", "adder place x y sum carry");
    for (int j = 1; j < set.bits; j++)
        for (int i = 0; i < set.bits; i++) {
            Bit b = m.adder[j][i];
            printf("%d %d %d %d %d %d\n", j, i + j, (int)(b.x.bits & 1),
                   (int)(b.y.bits & 1), (int)(b.sum.bits & 1),
                   (int)(b.carry.bits & 1));
        }
    block_end();
    block_begin("product", "place bit");
    for (int i = 0; i < 2 * set.bits; i++)
        printf("%d %d\n", i, (int)(m.product[i].bits & 1));
    block_end();
    block_begin("numbers", "bits x y product");
    printf("%d %d %d %u\n", set.bits, set.x, set.y,
           product_of(&m, set.bits, 0));
    block_end();
}

static void print_counts(void) {
    block_begin("gates", "bits deep layers table");
    for (int n = 2; n <= MOST; n++) {
        Multiplier m;
        multiply_cases(&m, n, 0);
        printf("%d %d %d %d\n", n, m.gates, m.layers, table_gates(n));
    }
    block_end();
}

// ## The text's words beside our numbers
//
// The text says that the circuit has at least three levels, and in truth more.
// As layers of gates we count 21 with four bits, and 8 more for each further
// bit.
static void make_claims(void) {
    Multiplier m;
    int wrong = 0;
    for (int n = 2; n <= MOST; n++) wrong += wrong_products(n);
    multiply_cases(&m, MOST, 0);
    claim("Nielsen ch5: the circuit multiplies; wrong products, of all with 2 "
          "to 8 bits", "", 0, wrong, 0);
    claim("our finding: 8 bits take n² ANDs, n - 1 half and (n - 1)² full bit "
          "adders; gates", "", 64 + 7 * 6 + 49 * 13, m.gates, 0);
    claim("our finding: 8 n - 11 layers of gates, with 8 bits", "", 8 * 8 - 11,
          m.layers, 0);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "a multiplier made of adders");
    option_int(&options, "--bits", &set.bits, 2, "of both factors");
    option_int(&options, "--x", &set.x, 0, "a factor");
    option_int(&options, "--y", &set.y, 0, "the other one");
    options_end(&options);
    if (set.bits > MOST) wrong_usage("--bits: at most %d", MOST);
    if (set.x >> set.bits || set.y >> set.bits)
        wrong_usage("--x and --y: at most %d bits", set.bits);

    say("a multiplier for %d bits: %d × %d", set.bits, set.x, set.y);
    caption("%d × %d = %d, nothing is random", set.x, set.y, set.x * set.y);
    print_multiplier(set);
    print_counts();
    make_claims();
    claims_print();
    return 0;
}
