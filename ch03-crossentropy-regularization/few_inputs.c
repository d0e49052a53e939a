// # Which inputs matter?
//
// A neuron has forty inputs, and only four have to do with its answer.  Does
// learning find out which?  Buduma, chapter 4: with L1 a neuron ends with a
// small subset of its inputs, the most important ones, and bears noise in the
// others; with L2 it ends with many small weights.  So L1 is what one takes to
// learn which features decide.  sparse.c does the same to a reader of digits.
//
//     make few_inputs                         no penalty, L2, L1
//     make few_inputs ARGS="--lambda 1"       a weaker pull
//     make few_inputs ARGS="--examples 1000"  enough examples: who needs it?
//
// Time: 1 s
//
// What to look for: without a penalty all forty weights are used: the hundred
// examples are learned by heart.  L2 makes all of them smaller, in proportion,
// so that the order of their sizes hardly changes and the answers stay about as
// good.  L1 leads most of the thirty-six to 0 and keeps the four.  New examples
// gain from it, as all that the others brought was noise.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "ch03-crossentropy-regularization/network2.h"
#include "common/report.h"

// ## Settings: ours, as the text gives none
enum { INPUTS = 40, MATTER = 4, NEW = 2000 };

typedef struct {
    int examples;              // n, to learn from
    int epochs;                // steps, as all examples are one mini-batch
    real eta;                  // η
    real lambda;               // λ, of L2 and of L1
} Settings;

static const Settings OURS = {100, 3000, 0.1, 5};

enum { NONE, L2, L1, RUNS };
static const char *const NAME[RUNS] = {"none", "L2", "L1"};

// ## The puzzle
//
//     y = 1 if x₁ - x₂ + x₃ - x₄ + chance > 0, else 0
//
// All inputs, and chance, are N(0, 1).  Inputs 5 to 40 are not in the formula;
// but among a hundred examples some of them agree with y more often than not,
// and nothing in the examples tells that from a cause.
static Dataset puzzle_new(int count, Random *random) {
    Dataset set = dataset_new(count, INPUTS, 1);
    mat_randn(set.x, 1, random);
    for (int i = 0; i < count; i++) {
        real sum = random_normal(random);                // chance
        for (int k = 0; k < MATTER; k++)
            sum += k % 2 ? -AT(set.x, i, k) : AT(set.x, i, k);
        AT(set.y, i, 0) = set.label[i] = sum > 0;
    }
    return set;
}

// ## Learning
//
//     L2:  w → w - ηλ/n w      - η ∂C₀/∂w                              (93)
//     L1:  w → w - ηλ/n sgn(w) - η ∂C₀/∂w                              (97)
//
// (Buduma divides by no n: his λ is λ/n here.)  When a weight rests, the slope
// of the cost and the penalty pull equally:
//
//     L2:  |∂C₀/∂w| = λ/n |w|              L1:  |∂C₀/∂w| = λ/n
//
// L2 pulls less, the smaller the weight is: where there is any slope at all
// some weight remains.  L1 pulls with all its force to the end: a weight whose
// slope at 0 is below λ/n stays there.  All examples come in one batch, so that
// nothing else shakes the weights.
typedef struct {
    Matrix w;                  // 1 x INPUTS
    double right;              // of new examples, in %
} Result;

static void learn(Result *it, int run, Settings set, uint64_t seed) {
    Random random = random_new(seed);
    Dataset old = puzzle_new(set.examples, &random);
    Dataset new = puzzle_new(NEW, &random);
    int rows = set.examples > NEW ? set.examples : NEW, right = 0;
    Network2 n = network2_new(2, (int[]){INPUTS, 1}, rows,
                              &network2_cross_entropy, &random);
    n.lambda = run == L2 ? set.lambda : 0;
    n.lambda_1 = run == L1 ? set.lambda : 0;
    Network2Plan plan = {.epochs = set.epochs, .eta = set.eta};
    network2_train(&n, old, new, plan, &random);
    Matrix a = network2_feed_forward(&n, new.x);
    for (int i = 0; i < NEW; i++) right += (a.at[i] > 0.5) == new.label[i];
    it->right = 100.0 * right / NEW;
    mat_copy(it->w, n.w[2]);
    network2_free(&n);
    dataset_free(&new);
    dataset_free(&old);
}

// How many of the inputs that do not matter are at 0?  A step over 0 is as long
// as any other, so that a weight chatters around it: closer than two steps
// counts as at 0.
static int at_zero(Matrix w, Settings set) {
    int zeros = 0;
    for (int k = MATTER; k < INPUTS; k++)
        zeros += fabs(w.at[k]) < 2 * set.eta * set.lambda / set.examples;
    return zeros;
}

// What the four that matter have of Σ |w|, in %.
static double share(Matrix w) {
    double four = 0, all = 0;
    for (int k = 0; k < INPUTS; k++) {
        all += fabs(w.at[k]);
        if (k < MATTER) four += fabs(w.at[k]);
    }
    return 100 * four / all;
}

// ## Data for the picture
static void print_weights(const Result it[RUNS]) {
    block_begin("weights", "input none L2 L1");
    for (int k = 0; k < INPUTS; k++)
        printf("%d %.4f %.4f %.4f\n", k + 1, it[NONE].w.at[k], it[L2].w.at[k],
               it[L1].w.at[k]);
    block_end();
    block_begin("right", "none L2 L1");
    printf("%.1f %.1f %.1f\n", it[NONE].right, it[L2].right, it[L1].right);
    block_end();
}

// ## What the text says
static void make_claims(const Result it[RUNS], Settings set) {
    claim_between("Buduma, L1: of 36 inputs that do not matter, at 0", "", 18,
                  36, at_zero(it[L1].w, set));
    claim_between("Buduma, L2: all weights small, of these at 0", "", 0, 4,
                  at_zero(it[L2].w, set));
    claim_between("Buduma, L2: the length of all weights, of that without a "
                  "penalty", "", 0.05, 0.5,
                  mat_norm(it[L2].w) / mat_norm(it[NONE].w));
    claim_between("Buduma, L1: of all Σ |w|, the four that matter have", "%",
                  70, 100, share(it[L1].w));
    claim_between("our finding: their share with L2, less that without a "
                  "penalty", "points", -10, 10,
                  share(it[L2].w) - share(it[NONE].w));
    claim_between("Buduma, L1: so it resists noise: more new examples right "
                  "than with L2", "points", 1, 20, it[L1].right - it[L2].right);
}

static void experiment(Settings set, uint64_t seed, bool print) {
    Result it[RUNS];
    for (int r = 0; r < RUNS; r++) {
        it[r] = (Result){mat_new(1, INPUTS), 0};
        learn(&it[r], r, set, seed);
        say("%-4s  seed %llu: %.1f %% right, %d of %d at 0", NAME[r],
            (unsigned long long)seed, it[r].right, at_zero(it[r].w, set),
            INPUTS - MATTER);
    }
    if (print) print_weights(it);
    make_claims(it, set);
    for (int r = RUNS - 1; r >= 0; r--) mat_free(&it[r].w);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "which inputs matter?");
    option_int(&options, "--examples", &set.examples, 2, "to learn from, n");
    option_int(&options, "--epochs", &set.epochs, 1, "steps");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    option_real(&options, "--lambda", &set.lambda, "λ of L2 and L1");
    option_seeds(&options, 5);
    options_end(&options);
    if (!(set.eta > 0 && set.lambda >= 0))
        wrong_usage("--eta must be above 0, --lambda not below");
    if (set.examples > 100000 || set.epochs > 1000000)
        wrong_usage("at most --examples 100000, --epochs 1000000");

    say("A neuron with %d inputs learns from %d examples, λ = %g", INPUTS,
        set.examples, set.lambda);
    caption("%d of %d inputs matter; %d examples, η = %g, λ = %g, seed %llu",
            MATTER, INPUTS, set.examples, set.eta, set.lambda,
            (unsigned long long)options.seed);
    for (int i = 0; i < options.seeds; i++)
        experiment(set, options.seed + (uint64_t)i, i == 0);
    claims_print();
    return 0;
}
