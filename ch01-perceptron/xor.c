// # XOR: going round in a circle
//
// One of two, but not both: exclusive or.  No line separates its four points,
// so the perceptron cannot learn it.  What does it do instead?  And what can?
// The texts have no XOR; it is the smallest of the non-linear problems in
// Elgendy, sections 2.1.3 and 2.2.
//
//     make xor                                go round, and draw the picture
//
// Time: 1 s
//
// What to look for: the neuron is wrong about the point it looks at, corrects
// itself, is therefore wrong about the next, and after four corrections it is
// where it was.  Two lines do it: one neuron for each, and one for both.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/report.h"
#include "common/toys.h"

// ## A neuron, and the rule that corrects it, as in perceptron.c
//
//     ŷ = step(x₁ w₁ + x₂ w₂ + b)
//     wᵢ ← wᵢ + η (y - ŷ) xᵢ,     b ← b + η (y - ŷ)
typedef struct {
    real w[2], b;
} Neuron;

static real answer(Neuron n, const real *x) {
    return x[0] * n.w[0] + x[1] * n.w[1] + n.b >= 0 ? 1 : 0;
}

static Neuron corrected(Neuron n, const real *x, real y, real eta) {
    real error = y - answer(n, x);
    for (int i = 0; i < 2; i++) n.w[i] += eta * error * x[i];
    n.b += eta * error;
    return n;
}

// ## Why there is no end
//
// (0, 1) and (1, 0) are dark, (0, 0) and (1, 1) are not.  A line would need
//
//     w₂ + b >= 0  and  w₁ + b >= 0,    so  w₁ + w₂ + 2b >= 0
//     b < 0  and  w₁ + w₂ + b < 0,      so  w₁ + w₂ + 2b < 0
//
// No weights do both: every pass has a mistake in it, and the rule is never
// done.
//
// ## What it does instead
//
// From w = 0, b = 0 with η = 1 all its numbers are whole, so nothing is
// rounded.  What it does next depends only on the weights and on the point it
// looks at.  So if a pass ends with the weights that it began with, although
// there were mistakes in it, the next pass is the same, and every other.  (Here
// a pass may begin with any of the four points.)
enum { POINTS = 4, MOST_STEPS = 100 };

typedef struct {
    Neuron before[MOST_STEPS + 1];     // step k: the neuron that looks at k % 4
    int first;                         // before[first] = before[first + 4]
} Cycle;

static const real *example(Dataset set, int i) {
    return mat_rows(set.x, i, 1).at;
}

static bool is_same(Neuron n, Neuron m) {
    return n.w[0] == m.w[0] && n.w[1] == m.w[1] && n.b == m.b;
}

static Cycle learn_until_repeated(Dataset set) {
    Cycle cycle = {.first = -1};               // -1: not in MOST_STEPS
    for (int k = 0; k < MOST_STEPS && cycle.first < 0; k++) {
        cycle.before[k + 1] = corrected(cycle.before[k],
                                        example(set, k % POINTS),
                                        AT(set.y, k % POINTS, 0), 1);
        if (k >= 3 && is_same(cycle.before[k - 3], cycle.before[k + 1]))
            cycle.first = k - 3;
    }
    return cycle;
}

// In the pass that was repeated.
static int corrections(const Cycle *cycle) {
    int count = 0;
    for (int k = cycle->first; k >= 0 && k < cycle->first + POINTS; k++)
        count += !is_same(cycle->before[k], cycle->before[k + 1]);
    return count;
}

// ## Two lines
//
// Two neurons side by side: at least one of the inputs (OR), and not both
// (NAND).  A third looks at their answers, and fires if both are 1 (AND).
// These weights are set by hand; in chapter 2 networks find their own.
static const Neuron OR = {{1, 1}, -0.5}, NAND = {{-1, -1}, 1.5};
static const Neuron AND = {{1, 1}, -1.5};

static real exclusive_or(const real *x) {
    real hidden[2] = {answer(OR, x), answer(NAND, x)};
    return answer(AND, hidden);
}

// ## Data for the picture
//
// What is said in the square from (-0.6, -0.6) to (1.6, 1.6): by a neuron, or,
// if it is NULL, by the three.
static void print_region(const Neuron *n) {
    enum { GRID = 120 };
    for (int i = 0; i <= GRID; i++)
        for (int j = 0; j <= GRID; j++) {
            real x[2] = {-0.6 + 2.2 * j / GRID, -0.6 + 2.2 * i / GRID};
            printf("%g%c", n ? answer(*n, x) : exclusive_or(x),
                   j < GRID ? ' ' : '\n');
        }
}

// -b w / ‖w‖² is on the line z = 0, and (-w₂, w₁) is its direction.
static void print_line(Neuron n) {
    real length = hypot(n.w[0], n.w[1]);
    for (int end = -10; end <= 10; end += 20)
        printf("%.4f %.4f\n",
               (-n.b * n.w[0] / length - end * n.w[1]) / length,
               (-n.b * n.w[1] / length + end * n.w[0]) / length);
    printf("\n");
}

static void print_panel(const char *name, const Neuron *n) {
    char block[40];
    snprintf(block, sizeof block, "%s_region", name);
    block_begin(block, NULL);
    print_region(n);
    block_end();
    snprintf(block, sizeof block, "%s_lines", name);
    block_begin(block, "x1 x2");
    print_line(n ? *n : OR);
    if (!n) print_line(NAND);
    block_end();
}

// Once round: the four neurons, and the point each looks at.
static void print_cycle(const Cycle *cycle, Dataset set) {
    const char *name[] = {"turn_1", "turn_2", "turn_3", "turn_4"};
    const Neuron *n = &cycle->before[cycle->first];
    for (int i = 0; i < POINTS; i++) print_panel(name[i], &n[i]);
    block_begin("cycle", "turn x1 x2 dark answer w1 w2 b");
    for (int i = 0; i < POINTS; i++) {
        int k = (cycle->first + i) % POINTS;
        const real *x = example(set, k);          // + 0: no -0 in the picture
        printf("%d %g %g %g %g %g %g %g\n", i + 1, x[0], x[1],
               AT(set.y, k, 0), answer(n[i], x), n[i].w[0] + 0,
               n[i].w[1] + 0, n[i].b + 0);
    }
    block_end();
}

// ## What we found
static void make_claims(const Cycle *cycle, Dataset set) {
    claim_true("our finding: on XOR a pass with mistakes ends with the weights "
               "before it", cycle->first >= 0 && corrections(cycle) > 0);
    int right = 0;
    for (int i = 0; i < POINTS; i++)
        right += exclusive_or(example(set, i)) == AT(set.y, i, 0);
    claim("our finding: XOR by two hidden neurons, set by hand: right", "%",
          100, 100.0 * right / POINTS, 0);
}

int main(int argc, char **argv) {
    Options options = options_begin(argc, argv, "XOR: going round in a circle");
    options_end(&options);

    Dataset set = toys_xor();
    Cycle cycle = learn_until_repeated(set);
    say("A perceptron learns XOR, from w = 0 and b = 0, with η = 1");
    caption("from w = 0, b = 0, η = 1; nothing is random");
    block_begin("points", "x1 x2 dark");
    for (int i = 0; i < POINTS; i++) {
        const real *x = example(set, i);
        printf("%g %g %g\n", x[0], x[1], AT(set.y, i, 0));
    }
    block_end();
    if (cycle.first >= 0) print_cycle(&cycle, set);
    print_panel("xor", NULL);
    make_claims(&cycle, set);
    claims_print();
    dataset_free(&set);
    return 0;
}
