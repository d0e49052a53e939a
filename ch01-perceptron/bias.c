// # Why a neuron has a bias
//
// Circles lie near (0, 0), stars further out.  A neuron without a bias has a
// line through (0, 0) and cannot tell them apart; a neuron with a bias can.
// How does it learn its bias?  Elgendy, 2.1.1, the sidebar on the bias with its
// two pictures; Buduma, chapter 4, "The delta rule": a bias is a weight.
//
//     make bias                               learn, and draw the picture
//     make bias SEED=2                        other points, another start
//
// Time: 1 s
//
// What to look for: without a bias the line turns about (0, 0) for ever, and at
// any time half of the points are on its wrong side.  With a bias it moves away
// from there, and after a few corrections nothing is wrong.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/report.h"
#include "common/toys.h"

// ## Settings: the text gives no numbers; these are ours
typedef struct {
    int points;                // half of them stars
    real eta;                  // η, the learning rate
} Settings;

static const Settings TEXT = {40, 0.2};

// ## A neuron, as in perceptron.c, of two inputs or three
//
//     z = Σ xᵢ wᵢ + b,     ŷ = step(z)
enum { MOST_INPUTS = 3 };

typedef struct {
    int inputs;
    real w[MOST_INPUTS];
    real b;                    // the bias
} Neuron;

static real weighted_sum(Neuron n, const real *x) {
    real z = 0;
    for (int i = 0; i < n.inputs; i++) z += x[i] * n.w[i];
    return z + n.b;
}

static real answer(Neuron n, const real *x) {
    return weighted_sum(n, x) >= 0 ? 1 : 0;
}

// ## What the line can do
//
// Where z = 0 the answer changes.  Without b this is the line
//
//     w₁ x₁ + w₂ x₂ = 0
//
// through (0, 0), and all points on a ray from there get the same answer.  Here
// each star stands behind a circle, on the same ray: one of the two is wrong,
// whatever the weights.
//
// The sidebar recalls y = m x + b, where b is the height at which a line meets
// the y axis, and says that this is the bias.  It is, for the line z = w x + b
// over a single input.  But the line that separates the classes lies in the
// plane of *two* inputs, and meets the x₂ axis where w₂ x₂ + b = 0:
static real height_on_axis(Neuron n) { return -n.b / n.w[1]; }

// ## Two rules
//
// One corrects the weights alone, the other the bias too (see perceptron.c):
//
//     wᵢ ← wᵢ + η (y - ŷ) xᵢ,     b ← b + η (y - ŷ)
typedef Neuron Rule(Neuron n, const real *x, real y, real eta);

static Neuron corrected_weights(Neuron n, const real *x, real y, real eta) {
    real error = y - answer(n, x);
    for (int i = 0; i < n.inputs; i++) n.w[i] += eta * error * x[i];
    return n;
}

static Neuron corrected(Neuron n, const real *x, real y, real eta) {
    real error = y - answer(n, x);
    n = corrected_weights(n, x, y, eta);
    n.b += eta * error;
    return n;
}

// Looks at all points, pass after pass, until all are right.
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

static Run learn(Neuron start, Dataset set, Rule *rule, real eta) {
    Run run = {.neuron = start, .after = {start}};
    for (int pass = 0; pass < PASSES; pass++) {
        for (int i = 0; i < set.x.rows; i++) {
            const real *x = example(set, i), y = AT(set.y, i, 0);
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

// ## The bias as a weight
//
// The sidebar's second picture, and Buduma: let there be one more input, which
// is always 1.  Its weight is added to every z, as b is, and the rule for
// weights moves it by η (y - ŷ) · 1, as b is moved.  So `corrected_weights`
// alone learns the bias, and whatever is said of weights holds for biases.
static Dataset with_one_new(Dataset set) {
    Dataset result = dataset_new(set.x.rows, 3, 1);
    mat_copy(result.y, set.y);
    for (int i = 0; i < set.x.rows; i++) {
        AT(result.x, i, 0) = AT(set.x, i, 0);
        AT(result.x, i, 1) = AT(set.x, i, 1);
        AT(result.x, i, 2) = 1;
    }
    return result;
}

// How far two runs are apart, over all their mistakes, if the second has its
// bias in w₃.
static real difference(const Run *run, const Run *as_weight) {
    real sum = fabs((real)run->mistakes - as_weight->mistakes);
    for (int i = 0; i <= run->mistakes && i < TRAIL; i++) {
        Neuron n = run->after[i], m = as_weight->after[i];
        for (int k = 0; k < 2; k++) sum += fabs(n.w[k] - m.w[k]);
        sum += fabs(n.b - m.w[2]);
    }
    return sum;
}

// ## The experiment: three runs from the same weights
typedef struct {
    Dataset stars, with_one;   // and circles; and a third input, 1
    Run with, without;         // a bias; its b stays 0
    Run as_weight;             // with_one
} Result;

static Neuron random_neuron(Random *random) {
    Neuron n = {.inputs = 2};
    for (int i = 0; i < 2; i++) n.w[i] = random_normal(random);
    n.b = random_normal(random);
    return n;
}

static Result learn_all(Settings set, uint64_t seed) {
    Random random = random_new(seed);
    Result result = {.stars = toys_stars_and_circles(set.points, &random)};
    result.with_one = with_one_new(result.stars);
    Neuron start = random_neuron(&random), none = start;
    Neuron three = {3, {start.w[0], start.w[1], start.b}, 0};
    none.b = 0;
    result.with = learn(start, result.stars, corrected, set.eta);
    result.without = learn(none, result.stars, corrected_weights, set.eta);
    result.as_weight = learn(three, result.with_one, corrected_weights,
                             set.eta);
    return result;
}

static void result_free(Result *result) {
    dataset_free(&result->with_one);
    dataset_free(&result->stars);
}

// ## Data for the picture
//
// The line z = 0 goes through -b w / ‖w‖² in the direction (-w₂, w₁), and is
// drawn to both sides, beyond the picture.
static void print_line(const char *kind, Neuron n) {
    real length = hypot(n.w[0], n.w[1]), far = 10;
    real x1 = -n.b * n.w[0] / length, x2 = -n.b * n.w[1] / length;
    printf("%s %.4f %.4f %.4f %.4f\n", kind,
           (x1 + far * n.w[1]) / length, (x2 - far * n.w[0]) / length,
           (x1 - far * n.w[1]) / length, (x2 + far * n.w[0]) / length);
}

static void print_points(const Result *result) {
    const Neuron with = result->with.neuron, without = result->without.neuron;
    block_begin("points", "x1 x2 star with without");
    for (int i = 0; i < result->stars.x.rows; i++) {
        const real *x = example(result->stars, i);
        printf("%.4f %.4f %g %g %g\n", x[0], x[1], AT(result->stars.y, i, 0),
               answer(with, x), answer(without, x));
    }
    block_end();
    block_begin("lines", "kind x1 x2 to_x1 to_x2");
    for (int i = 0; i <= result->without.mistakes && i < TRAIL / 2; i++)
        print_line("turns", result->without.after[i]);
    print_line("without", without);
    print_line("with", with);
    block_end();
    block_begin("axis", "b w2 x2");
    printf("%.2f %.2f %.4f\n", with.b, with.w[1], height_on_axis(with));
    block_end();
}

static void print_errors(const Result *result) {
    for (int i = 0; i < PASSES; i++)
        if (i < 100 || i % 10 == 9)             // it is drawn logarithmically
            printf("%d %d %d\n", i + 1, result->with.errors[i],
                   result->without.errors[i]);
    printf("\n");                               // the next seed is a new line
}

// ## The texts' statements, measured
static void make_claims(const Result *result) {
    Neuron n = result->with.neuron;
    claim("Elgendy 2.1.1: circles and stars on their side, with a bias", "%",
          100, percent_right(n, result->stars), 0);
    claim("our finding: without a bias, one of each pair is right", "%", 50,
          percent_right(result->without.neuron, result->stars), 0);
    claim("Elgendy 2.1.1, Buduma: after each mistake, b and the weight of a 1 "
          "differ by", "", 0, difference(&result->with, &result->as_weight), 0);
    claim_failed_because("Elgendy 2.1.1: the height at which the line meets "
                         "the axis, divided by b", "", 1,
                         height_on_axis(n) / n.b,
                         "there w₂ x₂ + b = 0, so that x₂ = -b/w₂");
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "why a neuron has a bias");
    option_int(&options, "--points", &set.points, 2, "half of them stars");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    options_end(&options);

    say("Perceptrons with and without a bias learn %d points: η = %g, at most "
        "%d passes, seed %d", set.points, set.eta, PASSES, (int)options.seed);
    caption("%d points, η = %g, seed %d", set.points, set.eta,
            (int)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        Result result = learn_all(set, options.seed + (uint64_t)i);
        if (i == 0) {
            print_points(&result);
            block_begin("errors", "pass with without");
        }
        print_errors(&result);
        make_claims(&result);
        result_free(&result);
    }
    block_end();
    claims_print();
    return 0;
}
