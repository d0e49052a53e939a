// # How wrong is a network that has learned nothing?
//
// Five classes, small random weights, one sample of class 3.  What is the
// answer, and which single number says how bad it is?  Glassner, chapter 14,
// "Punishing error" and "Calculating the error", figures 14-1 and 14-8.
//
//     make untrained                          a thousand starts
//     make untrained ARGS="--sd 0.01"         very small weights
//     make untrained ARGS="--sd 3"            large ones: sure of itself, wrong
//
// Time: 1 s
//
// What to look for: with small weights all five outputs are near 1/5.  The
// largest of them is the answer, and which one that is, is luck: one start in
// five is right.  The error does not ask who is largest, only how probable the
// right class is held to be, so it has something to improve on from the first
// step: about ln 5 = 1.6 at the start, 0.22 at 80 %, 0 at 100 %.
#define REAL double
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "common/random.h"
#include "common/report.h"

// ## Settings
//
// The text says "small" weights.  With a standard deviation of 0.3 the largest
// output is about 0.3; in figure 14-1 it is 0.35.
enum { INPUTS = 2, HIDDEN = 8, OUTPUTS = 5, LABEL = 3, STARTS = 1000 };

typedef struct {
    real sd;                   // standard deviation of the weights
} Settings;

static const Settings OURS = {0.3};

// ## The network
//
// Two layers of weighted sums; the text leaves out activation functions in this
// chapter.  The weights are drawn as they are used: out = w in.
static void random_layer(real out[], int n_out, const real in[], int n_in,
                         Random *draw) {
    for (int j = 0; j < n_out; j++) {
        out[j] = 0;
        for (int k = 0; k < n_in; k++) out[j] += random_normal(draw) * in[k];
    }
}

// Softmax makes the last sums positive and lets them add up to 1.  (To subtract
// the largest changes nothing but keeps exp from overflowing.)
//
//     Pⱼ = exp(zⱼ) / Σₖ exp(zₖ)
static void softmax(real p[OUTPUTS], const real z[OUTPUTS]) {
    real largest = z[0], sum = 0;
    for (int j = 1; j < OUTPUTS; j++) largest = fmax(largest, z[j]);
    for (int j = 0; j < OUTPUTS; j++) sum += exp(z[j] - largest);
    for (int j = 0; j < OUTPUTS; j++) p[j] = exp(z[j] - largest) / sum;
}

static void untrained(real p[OUTPUTS], real sd, Random *draw) {
    real x[INPUTS] = {1, -1}, hidden[HIDDEN], z[OUTPUTS];
    random_layer(hidden, HIDDEN, x, INPUTS, draw);
    random_layer(z, OUTPUTS, hidden, HIDDEN, draw);
    for (int j = 0; j < OUTPUTS; j++) z[j] *= sd * sd;      // sd for each layer
    softmax(p, z);
}

// The answer is the class with the largest output; classes are 1 ... 5.
static int answer(const real p[OUTPUTS]) {
    int best = 0;
    for (int j = 1; j < OUTPUTS; j++)
        if (p[j] > p[best]) best = j;
    return best + 1;
}

// ## One number (figure 14-8)
//
// The label is a list as well, *one-hot*: 1 for the right class, 0 elsewhere.
// The two lists are compared by their cross-entropy,
//
//     E = -Σ yᵢ ln Pᵢ
//
// where all terms but one are 0, and 0 ln 0 counts as 0.  E is never negative;
// it is 0 for a right answer given with certainty.
static real cross_entropy(const real p[], const real y[], int n) {
    real sum = 0;
    for (int i = 0; i < n; i++)
        if (y[i] != 0) sum -= y[i] * log(p[i]);
    return sum;
}

// ## The experiment
typedef struct {
    real first[OUTPUTS];       // outputs of the first start with a wrong answer
    int tried;                 // which start that is
    real right;                // starts that answer with the label, in %
    real largest;              // the largest output, mean over the starts
    real error;                // E, mean over the starts
    real sum_gap;              // the largest |P1 + ... + P5 - 1|
} Result;

static void look_at(Result *it, const real p[OUTPUTS], int start) {
    real y[OUTPUTS] = {0}, sum = 0;
    y[LABEL - 1] = 1;
    for (int j = 0; j < OUTPUTS; j++) sum += p[j];
    it->sum_gap = fmax(it->sum_gap, fabs(sum - 1));
    it->right += 100.0 * (answer(p) == LABEL) / STARTS;
    it->largest += p[answer(p) - 1] / STARTS;
    it->error += cross_entropy(p, y, OUTPUTS) / STARTS;
    if (it->tried || answer(p) == LABEL) return;
    it->tried = start;
    memcpy(it->first, p, sizeof it->first);
}

static Result start_often(Settings set, uint64_t seed) {
    Random draw = random_new(seed);
    Result it = {.tried = 0};
    for (int start = 1; start <= STARTS; start++) {
        real p[OUTPUTS];
        untrained(p, set.sd, &draw);
        look_at(&it, p, start);
    }
    return it;
}

// ## Data for the picture
static void print_result(const Result *it) {
    block_begin("outputs", "class p label answer");
    for (int j = 0; j < OUTPUTS; j++)
        printf("%d %.4f %d %d\n", j + 1, it->first[j], j + 1 == LABEL,
               j + 1 == answer(it->first));
    block_end();
    block_begin("errors", "p error");
    for (int i = 1; i <= 100; i++) {
        real p[] = {i / 100.0, 1 - i / 100.0}, y[] = {1, 0};
        printf("%g %.5f\n", p[0], cross_entropy(p, y, 2));
    }
    block_end();
    block_begin("marks", "p error");
    printf("0.8 %.5f\n%.4f %.5f\n", -log(0.8), it->first[LABEL - 1],
           -log(it->first[LABEL - 1]));
    block_end();
}

// ## The text's numbers beside ours
static void make_claims(const Result *it) {
    real p[] = {0.8, 0.2}, y[] = {1, 0};
    claim("Glassner fig 14-1: five outputs add up to 1, largest gap", "", 0,
          it->sum_gap, 1e-12);
    claim_between("Glassner fig 14-1: the largest output, between a fifth and "
                  "the figure's 0.35", "", 0.2, 0.35, it->largest);
    claim("Glassner fig 14-1: starts that are right, by luck, one in five", "%",
          20, it->right, 4);                     // 3 standard deviations: 3.8
    claim("Glassner fig 14-8: error of (0.8, 0.2) for the label (1, 0)", "",
          0.223, cross_entropy(p, y, 2), 5e-4);
    claim("our finding: mean error of a start, about ln 5", "", log(OUTPUTS),
          it->error, 0.1);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "how wrong a network is that "
                                                "has learned nothing");
    option_real(&options, "--sd", &set.sd, "standard deviation of the weights");
    options_end(&options);
    if (!(set.sd > 0 && set.sd <= 100))
        wrong_usage("--sd must be above 0, up to 100, not %g", set.sd);

    say("%d untrained networks %d-%d-%d, weights from N(0, %g²), seed %d",
        STARTS, INPUTS, HIDDEN, OUTPUTS, set.sd, (int)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        Result it = start_often(set, options.seed + (uint64_t)i);
        if (i == 0) {
            caption("weights from N(0, %g²), seed %d, start %d, the first that "
                    "is wrong", set.sd, (int)options.seed, it.tried);
            print_result(&it);
        }
        make_claims(&it);
    }
    claims_print();
    return 0;
}
