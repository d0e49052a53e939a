// # One neuron that decides
//
// A player is 150 cm tall and 12 years old: will the team take him?  Nobody
// writes down a rule.  One neuron is shown players of earlier years, says
// accepted or rejected, and is corrected where it is wrong.  Elgendy, sections
// 2.1.1 to 2.1.3 and 2.3, figures 2.4 to 2.7 and 2.11.
//
//     make perceptron                         learn, and draw two pictures
//     make perceptron ARGS="--eta 0.01"       smaller corrections, more of them
//     make perceptron SEED=2                  other players, another start
//
// Time: 1 s
//
// What to look for: each mistake turns the line, and where there are no more
// mistakes it stops.  With scaled inputs that takes a few corrections; with
// centimetres and years, a thousand passes are hardly ever enough.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/report.h"
#include "common/toys.h"

// ## Settings
//
// The text gives the new player and nothing else; the other numbers are ours.
enum { INPUTS = 2 };           // height and age (2.1.3 says weight, once)

typedef struct {
    int examples;              // players of earlier years
    real eta;                  // η, the learning rate
} Settings;

static const Settings TEXT = {40, 0.2};
static const real NEW_PLAYER[INPUTS] = {150, 12};    // cm, years

// ## The four parts of a neuron
//
// Inputs x, weights w, a weighted sum, and a step that decides (figure 2.4):
//
//     z = x₁ w₁ + x₂ w₂ + ... + xₙ wₙ + b,     ŷ = step(z)
typedef struct {
    real w[INPUTS];            // a weight for each input
    real b;                    // the bias; what it is for: bias.c
    real (*step)(real z);      // makes a decision of z
} Neuron;

static real weighted_sum(Neuron n, const real *x) {
    real z = 0;
    for (int i = 0; i < INPUTS; i++) z += x[i] * n.w[i];
    return z + n.b;
}

// At z = 0 the neuron of figure 2.5 fires, and so does ours; the listing's does
// not, and 2.3.2 leaves it open.  It matters where all weights start at 0.
static real step(real z) { return z >= 0 ? 1 : 0; }
static real step_as_listed(real z) { return z <= 0 ? 0 : 1; }

static real answer(Neuron n, const real *x) {
    return n.step(weighted_sum(n, x));
}

// ## The rule
//
// Section 2.1.2 says it in words: if the prediction is too high, adjust the
// weights to make it lower, and the other way round.  The formula is not there:
//
//     error = y - ŷ                            0, 1 or -1
//     wᵢ ← wᵢ + η · error · xᵢ
//     b  ← b  + η · error
//
// It moves the z of this example by η · error · (Σ xᵢ² + 1): the right way.
typedef Neuron Rule(Neuron n, const real *x, real y, real eta);

static Neuron corrected(Neuron n, const real *x, real y, real eta) {
    real error = y - answer(n, x);
    for (int i = 0; i < INPUTS; i++) n.w[i] += eta * error * x[i];
    n.b += eta * error;
    return n;
}

// ## Learning: look at all examples, again and again, until all are right
//
// If a line separates the classes, this comes to an end (the perceptron
// convergence theorem), at the *first* line that makes no mistake.  The text
// calls it the best one; another start, or another order, ends at another line.
enum { PASSES = 1000, TRAIL = 100 };

typedef struct {
    Neuron neuron;             // in the end
    Neuron after[TRAIL];       // after 0, 1, 2, ... mistakes
    int mistakes;              // in all
    int errors[PASSES];        // mistakes in each pass, 0 if not needed
} Run;

static const real *example(Dataset set, int i) {
    return mat_rows(set.x, i, 1).at;
}

// Any rule can be tried here.
static Run learn(Neuron start, Dataset set, Rule *rule, real eta) {
    Run run = {.neuron = start, .after = {start}};
    for (int pass = 0; pass < PASSES; pass++) {
        for (int i = 0; i < set.x.rows; i++) {
            const real *x = example(set, i);
            real y = AT(set.y, i, 0);
            bool wrong = answer(run.neuron, x) != y;
            run.neuron = rule(run.neuron, x, y, eta);
            if (!wrong) continue;
            run.errors[pass]++;
            run.mistakes++;
            if (run.mistakes < TRAIL) run.after[run.mistakes] = run.neuron;
        }
        if (run.errors[pass] == 0) break;
    }
    return run;
}

static double percent_right(Neuron n, Dataset set) {
    int right = 0;
    for (int i = 0; i < set.x.rows; i++)
        right += answer(n, example(set, i)) == AT(set.y, i, 0);
    return 100.0 * right / set.x.rows;
}

// ## Scaling
//
// A height is about 170, an age about 15, and the input of the bias is 1: one
// correction moves w₁ ten times as far as w₂ and 170 times as far as b.  So
// each feature is measured from its mean, in standard deviations,
//
//     x ← (x - mean) / sd            (of the others, for the new player too)
typedef struct { real mean[INPUTS], sd[INPUTS]; } Scale;

static Scale scale_of(Matrix x) {
    Scale scale = {{0, 0}, {0, 0}};
    for (int k = 0; k < INPUTS; k++) {
        real variance = 0;
        for (int i = 0; i < x.rows; i++) scale.mean[k] += AT(x, i, k) / x.rows;
        for (int i = 0; i < x.rows; i++) {
            real d = AT(x, i, k) - scale.mean[k];
            variance += d * d / x.rows;
        }
        scale.sd[k] = sqrt(variance);
    }
    return scale;
}

static void scale_to(real *to, const real *x, Scale scale) {
    for (int k = 0; k < INPUTS; k++)
        to[k] = (x[k] - scale.mean[k]) / scale.sd[k];
}

static Dataset scaled_new(Dataset measured, Scale scale) {
    Dataset result = dataset_new(measured.x.rows, INPUTS, 1);
    mat_copy(result.y, measured.y);
    for (int i = 0; i < result.x.rows; i++)
        scale_to(mat_rows(result.x, i, 1).at, example(measured, i), scale);
    return result;
}

// The same neuron for inputs in cm and years, as in section 2.1.3:
//
//     z = height · w₁ + age · w₂ + b
//     w (x - mean) / sd + b = (w / sd) x + (b - mean w / sd)
static Neuron in_cm_and_years(Neuron n, Scale scale) {
    for (int k = 0; k < INPUTS; k++) {
        n.w[k] /= scale.sd[k];
        n.b -= scale.mean[k] * n.w[k];
    }
    return n;
}

// ## The experiment: one learns in cm and years, one with scaled inputs
typedef struct {
    Dataset measured, players; // in cm and years; the same, scaled
    Scale scale;               // of the players
    real newcomer[INPUTS];     // the new player, scaled
    Run unscaled, scaled;      // from measured, from players
} Result;

static Neuron random_neuron(Random *random) {
    Neuron n = {.step = step};
    for (int i = 0; i < INPUTS; i++) n.w[i] = random_normal(random);
    n.b = random_normal(random);
    return n;
}

static Result learn_both(Settings set, uint64_t seed) {
    Random random = random_new(seed);
    Result result = {.measured = toys_players(set.examples, &random)};
    Neuron start = random_neuron(&random);
    result.scale = scale_of(result.measured.x);
    result.players = scaled_new(result.measured, result.scale);
    scale_to(result.newcomer, NEW_PLAYER, result.scale);
    result.unscaled = learn(start, result.measured, corrected, set.eta);
    result.scaled = learn(start, result.players, corrected, set.eta);
    return result;
}

static void result_free(Result *result) {
    dataset_free(&result->players);
    dataset_free(&result->measured);
}

// ## Data for the pictures
//
// The line z = 0 from left to right, as far as it is inside the picture.
static void print_line(int mistakes, Neuron n) {
    const real left = 125, right = 215, low = 9, high = 21;
    printf("%d", mistakes);
    for (int end = 0; end < 2; end++) {
        real height = end == 0 ? left : right;
        real age = -(n.w[0] * height + n.b) / n.w[1];
        real inside = fmin(fmax(age, low), high);
        if (inside != age) height = -(n.w[1] * inside + n.b) / n.w[0];
        printf(" %.4f %.4f%s", height, inside, end ? "\n" : "");
    }
}

static void print_players(const Result *result) {
    block_begin("players", "height age accepted");
    for (int i = 0; i < result->measured.x.rows; i++) {
        const real *x = example(result->measured, i);
        printf("%g %g %g\n", x[0], x[1], AT(result->measured.y, i, 0));
    }
    block_end();
    block_begin("lines", "mistakes height age to_height to_age");
    const Run *run = &result->scaled;
    for (int i = 0; i <= run->mistakes && i < TRAIL; i++)
        if (i <= 4 || i % 8 == 0 || i == run->mistakes)
            print_line(i, in_cm_and_years(run->after[i], result->scale));
    block_end();
}

// With the numbers of the new player; the bias is the weight of an input 1.
static void print_parts(const Result *result) {
    Neuron n = result->scaled.neuron;
    const real *x = result->newcomer;
    block_begin("newcomer", "height age z answer");
    printf("%g %g %.3f %g\n", NEW_PLAYER[0], NEW_PLAYER[1],
           weighted_sum(n, x), answer(n, x));
    block_end();
    block_begin("parts", "input x w product");
    for (int k = 0; k < INPUTS; k++)
        printf("%d %.3f %.3f %.3f\n", k + 1, x[k], n.w[k], x[k] * n.w[k]);
    printf("3 1 %.3f %.3f\n", n.b, n.b);
    block_end();
    block_begin("step", "z text listing");
    for (int i = -30; i <= 30; i++)
        printf("%g %g %g\n", 0.1 * i, step(0.1 * i), step_as_listed(0.1 * i));
    block_end();
}

static void print_errors(const Result *result) {
    for (int i = 0; i < PASSES; i++)
        if (i < 100 || i % 10 == 9)             // it is drawn logarithmically
            printf("%d %d %d\n", i + 1, result->scaled.errors[i],
                   result->unscaled.errors[i]);
    printf("\n");                               // the next seed is a new line
}

// ## The text's statements, measured
static void make_claims(const Result *result) {
    Neuron n = result->scaled.neuron;
    claim("Elgendy fig 2.5: the step at z = 0", "", 1, n.step(0), 0);
    claim("Elgendy fig 2.7: players on their side of the line", "%", 100,
          percent_right(n, result->players), 0);
    claim("Elgendy 2.1.3: answer for 150 cm and 12 years (1: accepted)", "", 0,
          answer(n, result->newcomer), 0);
    claim_true("our finding: inputs in cm and years make over a hundred times "
               "as many mistakes", result->unscaled.mistakes >
                                   100 * result->scaled.mistakes);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "one neuron that decides");
    option_int(&options, "--examples", &set.examples, 2, "to learn from");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    options_end(&options);

    say("A perceptron learns from %d examples: η = %g, at most %d passes, seed "
        "%d", set.examples, set.eta, PASSES, (int)options.seed);
    caption("%d examples, η = %g, seed %d", set.examples, set.eta,
            (int)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        Result result = learn_both(set, options.seed + (uint64_t)i);
        if (i == 0) {
            print_players(&result);
            print_parts(&result);
            block_begin("errors", "pass scaled unscaled");
        }
        print_errors(&result);
        make_claims(&result);
        result_free(&result);
    }
    block_end();
    claims_print();
    return 0;
}
