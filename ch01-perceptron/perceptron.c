// # One neuron that decides
//
// A player is 150 cm tall and 12 years old: will the team take him?  Nobody
// writes down a rule.  One neuron is shown players of earlier years, says
// accepted or rejected, and is corrected where it is wrong.  Elgendy, sections
// 2.1.1 to 2.1.3 and 2.3, figures 2.4 to 2.7 and 2.11.  (Section 2.1.3 says
// "height and weight" once; its formula and its player have height and age.)
//
//     make perceptron                         learn, and draw three pictures
//     make perceptron ARGS="--eta 0.01"       smaller corrections, more of them
//     make perceptron SEED=2                  other players, another start
//
// Time: 1 s
//
// What to look for: each mistake turns the line, and where there are no more
// mistakes it stops.  With scaled inputs that takes a few corrections; with
// centimetres and years, a thousand passes are hardly ever enough.  And the
// neuron needs a bias: a line that must go through (0, 0) gets half of the
// circles and stars wrong, however it turns.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/report.h"
#include "common/toys.h"

// ## Settings
//
// The text gives nothing but the new player; the other numbers are ours.
typedef struct {
    int examples;              // players; and as many circles and stars
    real eta;                  // η, the learning rate
} Settings;

static const Settings TEXT = {40, 0.2};
static const real NEW_PLAYER[2] = {150, 12};    // cm, years

// ## The four parts of a neuron
//
// Inputs x, weights w, a weighted sum, and a step that decides (figure 2.4):
//
//     z = x₁ w₁ + x₂ w₂ + ... + xₙ wₙ + b,     ŷ = step(z)
enum { MOST_INPUTS = 3 };

typedef struct {
    int inputs;                // n
    real w[MOST_INPUTS];       // a weight for each input
    real b;                    // the bias
    real (*step)(real z);      // makes a decision of z
} Neuron;

static real weighted_sum(Neuron n, const real *x) {
    real z = 0;
    for (int i = 0; i < n.inputs; i++) z += x[i] * n.w[i];
    return z + n.b;
}

// Text and figure 2.5 let the neuron fire at z >= 0; so does this program.  The
// listing in 2.1.1 does not fire at z = 0, and 2.3.2 leaves that point open.
// The difference shows only where a sum is exactly 0, as it is where all
// weights start at 0.
static real step(real z) { return z >= 0 ? 1 : 0; }
static real step_as_listed(real z) { return z <= 0 ? 0 : 1; }

static real answer(Neuron n, const real *x) {
    return n.step(weighted_sum(n, x));
}

// ## The rule
//
// Section 2.1.2 says it in words: predict, compare, and if the prediction is
// too high, adjust the weights to make it lower, and the other way round.  The
// formula that does it is not in the text:
//
//     error = y - ŷ                            0, 1 or -1
//     wᵢ ← wᵢ + η · error · xᵢ
//     b  ← b  + η · error
//
// This moves the z of this example by η · error · (Σ xᵢ² + 1): always towards
// the right side.
typedef Neuron (*Rule)(Neuron n, const real *x, real y, real eta);

static Neuron move_weights(Neuron n, const real *x, real y, real eta) {
    real error = y - answer(n, x);
    for (int i = 0; i < n.inputs; i++) n.w[i] += eta * error * x[i];
    return n;
}

static Neuron move_weights_and_bias(Neuron n, const real *x, real y, real eta) {
    real error = y - answer(n, x);
    n = move_weights(n, x, y, eta);
    n.b += eta * error;
    return n;
}

// ## Learning: look at all examples, again and again, until all are right
//
// If there is a line that separates the classes, this comes to an end: the
// perceptron convergence theorem.  It ends at the *first* line that makes no
// mistake.  The text calls it the best one, but another start, or another order
// of the examples, ends at another line.
enum { PASSES = 1000, TRAIL = 100 };

typedef struct {
    Neuron neuron;             // in the end
    Neuron after[TRAIL];       // after 0, 1, 2, ... mistakes
    int mistakes;              // in all
    int errors[PASSES];        // mistakes in each pass
} Run;

static const real *example(Dataset set, int i) {
    return mat_rows(set.x, i, 1).at;
}

// One pass; the number of mistakes.  Any rule can be tried here.
static int look_at_all(Run *run, Dataset set, Rule rule, real eta) {
    int errors = 0;
    for (int i = 0; i < set.x.rows; i++) {
        const real *x = example(set, i), y = AT(set.y, i, 0);
        bool wrong = answer(run->neuron, x) != y;
        run->neuron = rule(run->neuron, x, y, eta);
        if (!wrong) continue;
        errors++;
        run->mistakes++;
        if (run->mistakes < TRAIL) run->after[run->mistakes] = run->neuron;
    }
    return errors;
}

// At most PASSES passes; the errors of those that are not needed are 0.
static Run learn(Neuron start, Dataset set, Rule rule, real eta) {
    Run run = {.neuron = start, .after = {start}};
    for (int pass = 0; pass < PASSES; pass++) {
        run.errors[pass] = look_at_all(&run, set, rule, eta);
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
//     x ← (x - mean) / sd
//
// and the new player with the mean and sd of the *others*.
typedef struct {
    real mean[2], sd[2];
} Scale;

static Scale scale_of(Matrix x) {
    Scale scale = {{0, 0}, {0, 0}};
    for (int k = 0; k < 2; k++) {
        for (int i = 0; i < x.rows; i++) scale.mean[k] += AT(x, i, k) / x.rows;
        real variance = 0;
        for (int i = 0; i < x.rows; i++) {
            real d = AT(x, i, k) - scale.mean[k];
            variance += d * d / x.rows;
        }
        scale.sd[k] = sqrt(variance);
    }
    return scale;
}

static real scaled(Scale scale, int k, real x) {
    return (x - scale.mean[k]) / scale.sd[k];
}

// A third column, if there is one, is left at 1.
static Matrix scaled_new(Matrix x, Scale scale, int columns) {
    Matrix result = mat_new(x.rows, columns);
    mat_fill(result, 1);
    for (int i = 0; i < x.rows; i++)
        for (int k = 0; k < 2; k++)
            AT(result, i, k) = scaled(scale, k, AT(x, i, k));
    return result;
}

// The same neuron for inputs in cm and years, as in section 2.1.3:
//
//     z = height · w₁ + age · w₂ + b
//     w (x - mean) / sd + b = (w / sd) x + (b - mean w / sd)
static Neuron in_cm_and_years(Neuron n, Scale scale) {
    for (int k = 0; k < 2; k++) {
        n.w[k] /= scale.sd[k];
        n.b -= scale.mean[k] * n.w[k];
    }
    return n;
}

// ## Why a bias
//
// Without b the line w₁ x₁ + w₂ x₂ = 0 goes through (0, 0), and all points on a
// ray from there get the same answer.  Here each star stands behind a circle:
// one of the two is wrong, whatever the weights.  (A line with b meets the x₂
// axis at -b / w₂, not at b as in the sidebar's y = m x + b.)
//
// The sidebar's second picture, and Buduma: the bias is the weight of one more
// input, which is always 1.  Then `move_weights` alone learns it.

// ## The experiments: five runs
typedef struct {
    Scale scale;               // of the players
    Dataset measured;          // players, in cm and years
    Dataset players;           // the same, scaled
    Dataset with_one;          // scaled, and a third input: 1
    Dataset stars;             // and circles; a star is 1
    real newcomer[2];          // the new player, scaled
    Run unscaled, run, as_weight;      // from measured, players, with_one
    Run with, without;                 // from stars: with a bias, b = 0
} Result;

static Neuron random_neuron(Random *random) {
    Neuron n = {.inputs = 2, .step = step};
    for (int i = 0; i < 2; i++) n.w[i] = random_normal(random);
    n.b = random_normal(random);
    return n;
}

static void learn_players(Result *result, Neuron start, real eta) {
    result->scale = scale_of(result->measured.x);
    result->players = result->with_one = result->measured;  // with its labels
    result->players.x = scaled_new(result->measured.x, result->scale, 2);
    result->with_one.x = scaled_new(result->measured.x, result->scale, 3);
    for (int k = 0; k < 2; k++)
        result->newcomer[k] = scaled(result->scale, k, NEW_PLAYER[k]);
    Neuron three = {3, {start.w[0], start.w[1], start.b}, 0, step};
    Rule rule = move_weights_and_bias;
    result->unscaled = learn(start, result->measured, rule, eta);
    result->run = learn(start, result->players, rule, eta);
    result->as_weight = learn(three, result->with_one, move_weights, eta);
}

static Result learn_all(Settings set, uint64_t seed) {
    Random random = random_new(seed);
    Result result = {.measured = toys_players(set.examples, &random)};
    Neuron start = random_neuron(&random);
    learn_players(&result, start, set.eta);
    result.stars = toys_stars_and_circles(set.examples, &random);
    result.with = learn(start, result.stars, move_weights_and_bias, set.eta);
    start.b = 0;
    result.without = learn(start, result.stars, move_weights, set.eta);
    return result;
}

static void result_free(Result *result) {
    dataset_free(&result->stars);
    mat_free(&result->with_one.x);
    mat_free(&result->players.x);
    dataset_free(&result->measured);
}

// How far two runs are apart, at most, after any of their mistakes, if the
// second has its bias in w₃.
static real difference(const Run *run, const Run *as_weight) {
    real most = fabs((real)run->mistakes - as_weight->mistakes);
    for (int i = 0; i <= run->mistakes && i < TRAIL; i++) {
        Neuron n = run->after[i], m = as_weight->after[i];
        for (int k = 0; k < 2; k++) most = fmax(most, fabs(n.w[k] - m.w[k]));
        most = fmax(most, fabs(n.b - m.w[2]));
    }
    return most;
}

// ## Data for the pictures

typedef struct {
    real left, right, low, high;
} Frame;

// The line z = 0, from the left side of the frame to the right; it ends
// earlier where it leaves the frame at the top or at the bottom.
static void print_line(int name, Neuron n, Frame frame) {
    printf("%d", name);
    for (int end = 0; end < 2; end++) {
        real x = end == 0 ? frame.left : frame.right;
        real y = -(n.w[0] * x + n.b) / n.w[1];
        real inside = fmin(fmax(y, frame.low), frame.high);
        if (inside != y) x = -(n.w[1] * inside + n.b) / n.w[0];
        printf(" %.4f %.4f", x, inside);
    }
    printf("\n");
}

static void print_players(const Result *result) {
    block_begin("players", "height age accepted");
    for (int i = 0; i < result->measured.x.rows; i++)
        printf("%g %g %g\n", AT(result->measured.x, i, 0),
               AT(result->measured.x, i, 1), AT(result->measured.y, i, 0));
    block_end();
    block_begin("lines", "mistakes height age to_height to_age");
    const Run *run = &result->run;
    for (int i = 0; i <= run->mistakes && i < TRAIL; i++)
        if (i <= 4 || i % 8 == 0 || i == run->mistakes)
            print_line(i, in_cm_and_years(run->after[i], result->scale),
                       (Frame){125, 215, 9, 21});
    block_end();
}

// The four parts, with the numbers of the new player.
static void print_parts(const Result *result) {
    Neuron n = result->run.neuron;
    const real *x = result->newcomer;
    block_begin("newcomer", "height age z answer");
    printf("%g %g %.3f %g\n", NEW_PLAYER[0], NEW_PLAYER[1], weighted_sum(n, x),
           answer(n, x));
    block_end();
    block_begin("parts", "input x w product");
    for (int k = 0; k < 2; k++)
        printf("%d %.3f %.3f %.3f\n", k + 1, x[k], n.w[k], x[k] * n.w[k]);
    printf("3 1 %.3f %.3f\n", n.b, n.b);        // the bias, an input of 1
    block_end();
    block_begin("step", "z text listing");
    for (int i = -30; i <= 30; i++)
        printf("%g %g %g\n", 0.1 * i, step(0.1 * i), step_as_listed(0.1 * i));
    block_end();
}

static void print_stars(const Result *result) {
    const Run *with = &result->with, *without = &result->without;
    block_begin("stars", "x1 x2 star with without");
    for (int i = 0; i < result->stars.x.rows; i++) {
        const real *x = example(result->stars, i);
        printf("%.4f %.4f %g %g %g\n", x[0], x[1], AT(result->stars.y, i, 0),
               answer(with->neuron, x), answer(without->neuron, x));
    }
    block_end();
    Frame frame = {-0.7, 2.4, -0.7, 2.4};
    block_begin("turns", "mistakes x1 x2 to_x1 to_x2");     // without a bias
    for (int i = 0; i <= without->mistakes && i < TRAIL / 2; i++)
        print_line(i, without->after[i], frame);
    block_end();
    block_begin("ends", "bias x1 x2 to_x1 to_x2");          // the last lines
    print_line(0, without->neuron, frame);
    print_line(1, with->neuron, frame);
    block_end();
}

static void print_errors(const Result *result) {
    for (int i = 0; i < PASSES; i++)
        if (i < 100 || i % 10 == 9)             // it is drawn logarithmically
            printf("%d %d %d %d %d\n", i + 1, result->run.errors[i],
                   result->unscaled.errors[i], result->with.errors[i],
                   result->without.errors[i]);
    printf("\n");                               // the next seed is a new line
}

// ## The text's statements, measured
static void make_claims(const Result *result) {
    Neuron n = result->run.neuron;
    claim("Elgendy fig 2.5: the step at z = 0", "", 1, n.step(0), 0);
    claim("Elgendy fig 2.7: players on their side of the line", "%", 100,
          percent_right(n, result->players), 0);
    claim("Elgendy 2.1.3: the player of 150 cm and 12 years is accepted", "", 0,
          answer(n, result->newcomer), 0);
    claim_true("inputs in cm and years: over a hundred times as many mistakes",
               result->unscaled.mistakes > 100 * result->run.mistakes);
    claim("Elgendy 2.1.1: circles and stars on their side, with a bias", "%",
          100, percent_right(result->with.neuron, result->stars), 0);
    claim("without a bias: one of each circle and star", "%", 50,
          percent_right(result->without.neuron, result->stars), 0);
    claim("Elgendy 2.1.1, Buduma: after each mistake, b and the weight of a 1 "
          "differ by", "", 0, difference(&result->run, &result->as_weight), 0);
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
        Result result = learn_all(set, options.seed + (uint64_t)i);
        if (i == 0) {
            print_players(&result);
            print_parts(&result);
            print_stars(&result);
            block_begin("errors", "pass scaled unscaled with without");
        }
        print_errors(&result);
        make_claims(&result);
        result_free(&result);
    }
    block_end();
    claims_print();
    return 0;
}
