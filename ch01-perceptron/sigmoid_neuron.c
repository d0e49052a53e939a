// # Why a neuron is squashed
//
// Does a patient of this age have diabetes?  A neuron that only adds answers
// with probabilities below 0 and above 1; squashed into an S, it does not.
// Elgendy, 2.3.3 with its sidebar; Buduma, chapter 4, "Gradient descent with
// sigmoidal neurons".
//
//     make sigmoid_neuron                        run, and draw two pictures
//     make sigmoid_neuron ARGS="--eta 0.005"     learn ten times as slowly
//
// Time: 1 s
//
// What to look for: the straight line leaves the band between 0 and 1 for the
// youngest and the oldest patients.  The S-curve never does, but it needs
// weights of its own to be steep enough.  Neurons with tanh or ReLU learn from
// the same examples by the same rule, and faster, because their slopes are
// larger; but their answers are no probabilities, and fit less well.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/data.h"
#include "common/report.h"

// ## Settings: change them and run again
//
// Buduma's learning rate ε is our η; the ε further down is Elgendy's.
enum { INPUTS = 2 };

typedef struct {
    real w[INPUTS];            // where the neurons start
    real eta;                  // η, the learning rate
    int steps;
} Settings;

static const Settings TEXT = {{0.5, 0.1}, 0.05, 10000};

// ## The patients
//
// The text draws its patients without numbers.  These are made up, such that
// the straight line through them is the text's.
static const struct {
    int age;
    int sick;                  // t, the answer that the neuron should give
} PATIENTS[] = {
    {22, 0}, {26, 0}, {27, 0}, {28, 0}, {29, 0}, {31, 1}, {32, 0}, {33, 0},
    {34, 1}, {35, 0}, {37, 1}, {38, 1}, {40, 1}, {41, 1}, {43, 1}, {48, 1}};
enum { PEOPLE = sizeof PATIENTS / sizeof *PATIENTS };

// The neuron has two inputs.  x₀ is always 1, so its weight is the bias; x₁ is
// the age, in decades from 34, so that both inputs are of one size.
static real decades(real age) { return (age - 34) / 10; }

static Dataset patients_new(void) {
    Dataset m = dataset_new(PEOPLE, INPUTS, 1);
    for (int i = 0; i < PEOPLE; i++) {
        AT(m.x, i, 0) = 1;
        AT(m.x, i, 1) = decades(PATIENTS[i].age);
        AT(m.y, i, 0) = PATIENTS[i].sick;
    }
    return m;
}

// ## A neuron, and what it hands on
//
//     z = Σ w_k x_k,  y = y(z)            for the patients: z = β₀ + β₁ age
typedef struct {
    const char *name;
    real (*y)(real z);
    real (*dy_dz)(real z);
} Neuron;

static real weighted_sum(const real *w, Matrix x, int i) {
    real z = 0;
    for (int k = 0; k < x.cols; k++) z += w[k] * AT(x, i, k);
    return z;
}

static real z_at(const real *w, real age) {
    return w[0] + w[1] * decades(age);
}
static real age_at(const real *w, real z) {
    return 34 + 10 * (z - w[0]) / w[1];
}

// The straight line is a linear neuron: y = z, dy/dz = 1.
static real identity(real z) { return z; }
static real one(real z) { (void)z; return 1; }

// ## From z to a probability
//
// exp z is never negative.  Divided by something that is larger by ε, it is
// never above 1 either; and then the text divides above and below by exp z:
//
//     p = exp z        p = exp z / (exp z + ε)        p = 1/(1 + exp(-z))
//
// Its ε is 1, or something that may be very small.  But the division leaves ε
// where it was, 1/(1 + ε exp(-z)): only ε = 1 gives the sigmoid.  A smaller one
// moves the curve to the left, by ln 1/ε.
static real text_p(real z, real epsilon) {
    return exp(z) / (exp(z) + epsilon);
}

// The last form is also the one to compute with: exp 1000 is more than a double
// holds.  Its slope is simple once it is written in terms of y itself, says
// Buduma:
//
//     y = 1/(1 + e⁻ᶻ)      dy/dz = e⁻ᶻ/(1 + e⁻ᶻ)²
//                                = 1/(1 + e⁻ᶻ) (1 - 1/(1 + e⁻ᶻ)) = y (1 - y)
static real sigmoid(real z) { return 1 / (1 + exp(-z)); }
static real sigmoid_prime(real z) { return sigmoid(z) * (1 - sigmoid(z)); }

// The other neurons are his exercise.  The slope of tanh = sinh/cosh is 1 - y²,
// by the quotient rule; that of ReLU, max(0, z), is 1 or 0.
static real tanh_prime(real z) { return 1 - tanh(z) * tanh(z); }
static real relu(real z) { return z > 0 ? z : 0; }
static real relu_prime(real z) { return z > 0 ? 1 : 0; }

// ## How a neuron learns
//
// The error is a sum over the examples i, as in Buduma; the mean, which later
// chapters take, would need an η that is larger:
//
//     E = ½ Σᵢ (t - y)²
static real error(Neuron n, const real *w, Dataset m) {
    real sum = 0;
    for (int i = 0; i < m.x.rows; i++) {
        real miss = AT(m.y, i, 0) - n.y(weighted_sum(w, m.x, i));
        sum += miss * miss;
    }
    return sum / 2;
}

// How does E depend on a weight?  The weight moves the weighted sum z (which he
// calls the logit), z moves the answer y, and y moves E; by the chain rule the
// slopes multiply:
//
//     ∂z/∂w_k = x_k         ∂z/∂x_k = w_k
//     ∂y/∂w_k = dy/dz ∂z/∂w_k = x_k y (1 - y)
//     ∂E/∂w_k = Σᵢ ∂E/∂y ∂y/∂w_k = -Σᵢ x_k y (1 - y) (t - y)
//
// This is the delta rule with one more factor, the neuron's own slope; for the
// sigmoid that is at most ¼, and nearly 0 where y is nearly 0 or 1.
static void gradient(real *slope, Neuron n, const real *w, Dataset m) {
    for (int k = 0; k < m.x.cols; k++) slope[k] = 0;
    for (int i = 0; i < m.x.rows; i++) {
        real z = weighted_sum(w, m.x, i), t = AT(m.y, i, 0);
        for (int k = 0; k < m.x.cols; k++)
            slope[k] -= AT(m.x, i, k) * n.dy_dz(z) * (t - n.y(z));
    }
}

//     Δw_k = -η ∂E/∂w_k = Σᵢ η x_k y (1 - y) (t - y)
static void step_down(real *w, Neuron n, Dataset m, real eta) {
    real slope[INPUTS];
    gradient(slope, n, w, m);
    for (int k = 0; k < INPUTS; k++) w[k] -= eta * slope[k];
}

// Are the slopes true?  Measured, a little to both sides, they differ by this
// share.
static real off_gradient(Neuron n, const real *w, Dataset m) {
    const real h = 1e-5;
    real slope[INPUTS], off = 0, all = 0;
    gradient(slope, n, w, m);
    for (int k = 0; k < INPUTS; k++) {
        real right[INPUTS] = {w[0], w[1]}, left[INPUTS] = {w[0], w[1]};
        right[k] += h;
        left[k] -= h;
        real measured = (error(n, right, m) - error(n, left, m)) / (2 * h);
        off += fabs(slope[k] - measured);
        all += fabs(measured);
    }
    return off / all;
}

// ## The experiment: five neurons, one rule
//
// With the weights of the straight line σ is hardly an S: where the line goes
// from 0 to 1, σ goes from 0.5 to 0.73.  The weights have to be fitted again.
// For the text's S-curve that is logistic regression, which is the rule without
// the factor y (1 - y): whoever is sick pulls p up, whoever is not pulls it
// down, in proportion to the mistake.  Chapter 3 will say of which cost this is
// the slope.  (Put a neuron of your own into NEURONS; it will learn beside the
// others.)
static const Neuron LINE = {"line", identity, one};
static const Neuron LOGISTIC = {"logistic", sigmoid, one};

static const Neuron NEURONS[] = {{"sigmoid", sigmoid, sigmoid_prime},
                                 {"tanh", tanh, tanh_prime},
                                 {"ReLU", relu, relu_prime}};
enum { KINDS = sizeof NEURONS / sizeof *NEURONS };

typedef struct {
    Matrix error;              // a row per neuron, a column per step
    real w[KINDS][INPUTS];     // what the neurons have learned
    real line[INPUTS];         // the weights of the straight line,
    real s_curve[INPUTS];      // and those of logistic regression
} Result;

// errors, if not NULL, gets the error before each step, and the last.
static void learn(real *w, real *errors, Neuron n, Settings set, Dataset m) {
    for (int k = 0; k < INPUTS; k++) w[k] = set.w[k];
    for (int step = 0; step <= set.steps; step++) {
        if (step > 0) step_down(w, n, m, set.eta);
        if (errors) errors[step] = error(n, w, m);
    }
}

static Result result_new(Settings set, Dataset m) {
    Result it = {.error = mat_new(KINDS, set.steps + 1)};
    for (int kind = 0; kind < KINDS; kind++)
        learn(it.w[kind], mat_rows(it.error, kind, 1).at, NEURONS[kind], set,
              m);
    learn(it.line, NULL, LINE, set, m);
    learn(it.s_curve, NULL, LOGISTIC, set, m);
    return it;
}

// ## Data for the pictures
static void print_patients(void) {
    block_begin("patients", "age sick");
    for (int i = 0; i < PEOPLE; i++)
        printf("%d %d\n", PATIENTS[i].age, PATIENTS[i].sick);
    block_end();
}

static void print_curves(const Result *result) {
    block_begin("curves", "age line squashed s_curve");
    for (real age = 15; age <= 55; age += 0.25) {
        real z = z_at(result->line, age);
        printf("%g %.6f %.6f %.6f\n", age, z, sigmoid(z),
               sigmoid(z_at(result->s_curve, age)));
    }
    block_end();
}

// Two blocks with a column for each neuron.
static void begin_columns(const char *name, const char *first) {
    char columns[100];
    int end = snprintf(columns, sizeof columns, "%s", first);
    for (int kind = 0; kind < KINDS && end < (int)sizeof columns; kind++)
        end += snprintf(columns + end, sizeof columns - (size_t)end, " %s",
                        NEURONS[kind].name);
    block_begin(name, columns);
}

static void print_neurons(const Result *result) {
    begin_columns("error", "step");
    for (int step = 0; step < result->error.cols; step += 1 + step / 20) {
        printf("%d", step);
        for (int kind = 0; kind < KINDS; kind++)
            printf(" %g", AT(result->error, kind, step));
        printf("\n");
    }
    block_end();
    begin_columns("answers", "age");
    for (real age = 15; age <= 55; age += 0.25) {
        printf("%g", age);
        for (int kind = 0; kind < KINDS; kind++)
            printf(" %g", NEURONS[kind].y(z_at(result->w[kind], age)));
        printf("\n");
    }
    block_end();
}

// ## The texts beside what was measured
static bool rises_inside(const real *w) {
    for (real age = 15; age <= 55; age++) {
        real p = sigmoid(z_at(w, age));
        real next = sigmoid(z_at(w, age + 1));
        if (!(p > 0 && p < next && next < 1)) return false;
    }
    return true;
}

static bool never_rises(const real *errors, int steps) {   // rounding apart
    for (int step = 1; step <= steps; step++)
        if (!(errors[step] <= errors[step - 1] * (1 + 1e-12))) return false;
    return true;
}

static void claims_on_squashing(const Result *result) {
    const real *line = result->line;
    claim("Elgendy 2.3.3: the straight line is 0 at the age of", "years", 25,
          age_at(line, 0), 1e-9);
    claim("Elgendy 2.3.3: the straight line is 1 at the age of", "years", 43,
          age_at(line, 1), 1e-9);
    claim("Elgendy 2.3.3: σ of that line, at 25 years", "", 0.5,
          sigmoid(z_at(line, 25)), 1e-9);
    claim("Elgendy 2.3.3: σ of that line, at 43 years", "", 0.73,
          sigmoid(z_at(line, 43)), 0.005);
    claim_true("Elgendy 2.3.3: fitted again it rises with age, within 0 ... 1",
               rises_inside(result->s_curve));
    claim("Elgendy 2.3.3: exp z / (exp z + 1) is σ(z), at z = 2", "",
          sigmoid(2), text_p(2, 1), 1e-15);
    claim_failed_because("Elgendy 2.3.3: so is exp z / (exp z + 0.01)", "",
                         sigmoid(2), text_p(2, 0.01), "division by exp z "
                         "leaves 1/(1 + ε exp(-z)), the sigmoid only if ε = 1");
}

static void claims_on_learning(const Result *result, Settings set, Dataset m) {
    claim_between("Buduma: gradient of a sigmoid neuron is off by", "",
                  0, 1e-7, off_gradient(NEURONS[0], set.w, m));
    claim_between("Buduma, exercise: gradient of a tanh neuron is off by", "",
                  0, 1e-7, off_gradient(NEURONS[1], set.w, m));
    claim_between("Buduma, exercise: gradient of a ReLU neuron is off by", "",
                  0, 1e-7, off_gradient(NEURONS[2], set.w, m));
    claim_true("Buduma: no step raises the sigmoid neuron's error",
               never_rises(mat_rows(result->error, 0, 1).at, set.steps));
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "why a neuron is squashed");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    options_end(&options);

    say("%d patients: a line, an S-curve, and %d neurons that learn for %d "
        "steps with η = %g", PEOPLE, KINDS, set.steps, set.eta);
    Dataset m = patients_new();
    Result result = result_new(set, m);
    caption("%d made-up patients, η = %g", PEOPLE, set.eta);
    print_patients();
    print_curves(&result);
    print_neurons(&result);
    claims_on_squashing(&result);
    claims_on_learning(&result, set, m);
    claims_print();
    mat_free(&result.error);
    dataset_free(&m);
    return 0;
}
