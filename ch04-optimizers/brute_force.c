// # Why not simply try all weights?
//
// A network should have the weights with the smallest error.  Why not try a
// thousand values for each, and keep the best?  Elgendy, 2.6.1 and figure 2.28.
//
//     make brute_force                        one weight, two, and the sum
//     make brute_force ARGS="--values 100"    a coarser search
//     make brute_force ARGS="--reach 0.5"     what if the best is outside?
//
// Time: 1 s
//
// What to look for: it works.  One weight takes a thousand trials and no time,
// two a million and a blink.  But every further weight makes it a thousand
// times as long.  On the logarithmic axis that is a straight line, and it
// passes the age of the universe at about eight weights on this computer, and
// at twelve on the text's, once the world's fastest.  The text's network, small
// as it is, has 25.
//
// The blue dots at the bottom are gradient descent.  It looks only downhill,
// from one place, and so it does not care much how many directions there are:
// the gradient has all their slopes, for the price of about two trials.  What
// it gives up is the certainty of the best; see many_valleys.c.  (Brute force
// has none either.  Between two values that were tried lies a better one, and
// perhaps beyond the last.)
//
// The text prints 1,000²⁵ = 1,075 combinations.  Its superscript was lost: they
// are 10⁷⁵, and with these the rest of its sum is right.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/random.h"
#include "common/report.h"

// ## Settings
enum { INPUTS = 4, HIDDEN = 5, HOUSES = 20, MOST = (INPUTS + 1) * HIDDEN };

typedef struct {
    int values;                // tried for each weight, the text's 1000
    real reach;                // evenly spread over -reach ... reach
    real eta;                  // η of gradient descent
    real goal;                 // an E that is small enough for the 25 weights:
                               // off by 0.04 or so, of prices up to 1.5
} Settings;

static const Settings TEXT = {1000, 2, 0.5, 0.0007};

// The text's computer, Sunway TaihuLight, and its clock.
static const double FLOPS = 93e15, DAY = 24 * 3600, YEAR = 365.25 * 24 * 3600,
                    UNIVERSE = 13.8e9;           // years

// ## What is to be found
//
// Prices of houses with four features (size, rooms, age, distance, each from 0
// to 1).  Neither formula nor houses are the text's.
typedef struct {
    real x[HOUSES][INPUTS], y[HOUSES];
} Houses;

static Houses build(Random *random) {
    Houses h;
    for (int i = 0; i < HOUSES; i++) {
        real *x = h.x[i];
        for (int k = 0; k < INPUTS; k++) x[k] = random_uniform(random);
        h.y[i] = x[0] * (1 + x[1] / 2) - x[2] * x[3] / 2;
    }
    return h;
}

// ## The networks
//
// Figure 2.28: four inputs, five hidden neurons, one output, no biases.  Every
// edge is a weight:  4 · 5 + 5 · 1 = 25.  (With biases there are 31.)
static int count_weights(int layers, const int sizes[]) {
    int count = 0;
    for (int l = 1; l < layers; l++) count += sizes[l - 1] * sizes[l];
    return count;
}

//     ŷ = Σ vⱼ σ(Σ wⱼₖ xₖ)      ∂ŷ/∂vⱼ = aⱼ      ∂ŷ/∂wⱼₖ = vⱼ aⱼ (1 - aⱼ) xₖ
//
// w holds the 20, then the 5 called v.  A network of fewer weights is a single
// linear neuron with so many of the inputs, ŷ = Σ wₖ xₖ.
static real answer(const real *w, int weights, const real *x, real *slope) {
    real sum = 0;
    if (weights < MOST) {
        for (int k = 0; k < weights; k++) sum += w[k] * (slope[k] = x[k]);
        return sum;
    }
    const real *v = w + INPUTS * HIDDEN;
    for (int j = 0; j < HIDDEN; j++) {
        real z = 0;
        for (int k = 0; k < INPUTS; k++) z += w[j * INPUTS + k] * x[k];
        real a = 1 / (1 + exp(-z));
        sum += v[j] * a;
        slope[INPUTS * HIDDEN + j] = a;
        for (int k = 0; k < INPUTS; k++)
            slope[j * INPUTS + k] = v[j] * a * (1 - a) * x[k];
    }
    return sum;
}

//     E = 1/2n Σ (ŷ - y)²          ∂E/∂w = 1/n Σ (ŷ - y) ∂ŷ/∂w
//
// Returns E; writes the gradient unless it is NULL.
static real error_at(const real *w, int weights, const Houses *h,
                     real *gradient) {
    real sum = 0, slope[MOST];
    for (int k = 0; gradient && k < weights; k++) gradient[k] = 0;
    for (int i = 0; i < HOUSES; i++) {
        real off = answer(w, weights, h->x[i], slope) - h->y[i];
        sum += off * off;
        for (int k = 0; gradient && k < weights; k++)
            gradient[k] += off * slope[k] / HOUSES;
    }
    return sum / (2 * HOUSES);
}

// ## Brute force
//
// The indices of the values count like the wheels of a mileage counter: when a
// wheel has come round, the next one moves on.  So all combinations come, each
// once, and the last wheel's return is the end.
typedef struct {
    double trials;             // how often E was computed
    double seconds;            // of computing
    real error;                // the smallest E
} Search;

static Search try_all(int weights, Settings set, const Houses *h) {
    int wheel[MOST] = {0}, k = 0;
    real w[MOST], step = 2 * set.reach / set.values;
    Search it = {0, 0, INFINITY};
    for (int i = 0; i < weights; i++) w[i] = -set.reach;
    double start = cpu_seconds();
    while (k < weights) {
        it.error = fmin(it.error, error_at(w, weights, h, NULL));
        it.trials++;
        for (k = 0; k < weights; k++) {
            wheel[k] = (wheel[k] + 1) % set.values;
            w[k] = -set.reach + wheel[k] * step;
            if (wheel[k]) break;
        }
    }
    it.seconds = cpu_seconds() - start;
    return it;
}

// ## Gradient descent
//
// From a random place, until E is as small as `goal`.  A gradient costs about
// as much as two trials, backwards and forwards (Nielsen, chapter 2), and is
// counted as two.  Steps that are too long never come there, and end when
// patience does.
static Search descend(int weights, Settings set, const Houses *h, real goal,
                      Random *random) {
    const double patience = 1e6;
    real w[MOST], gradient[MOST];
    for (int k = 0; k < weights; k++) w[k] = random_normal(random);
    Search it = {2, 0, 0};
    double start = cpu_seconds();
    while (!((it.error = error_at(w, weights, h, gradient)) <= goal) &&
           it.trials < patience) {
        for (int k = 0; k < weights; k++) w[k] -= set.eta * gradient[k];
        it.trials += 2;
    }
    it.seconds = cpu_seconds() - start;
    return it;
}

// ## The experiment
//
// One weight and two are searched by brute force, and descent has to come as
// low as the best of all that was tried.  With 25 nobody knows what the best
// is; there `goal` must do.  How long a trial of 25 weights takes is measured
// on the way; the line of this computer goes by it.
enum { ONE, TWO, WHOLE, SIZES };
static const int WEIGHTS[SIZES] = {1, 2, MOST};

typedef struct {
    Search brute[SIZES], descent[SIZES];     // brute[WHOLE] is not tried
    double trial;              // seconds for one E of the 25 weights
} Result;

static Result experiment(Settings set, uint64_t seed) {
    Random random = random_new(seed);
    Houses h = build(&random);
    Result it = {.trial = 0};
    for (int i = 0; i < SIZES; i++) {
        if (i < WHOLE) it.brute[i] = try_all(WEIGHTS[i], set, &h);
        real goal = i < WHOLE ? it.brute[i].error : set.goal;
        it.descent[i] = descend(WEIGHTS[i], set, &h, goal, &random);
        if (!(it.descent[i].error <= goal))
            die("descent with η = %g does not come down to E = %g with %d "
                "weights", set.eta, goal, WEIGHTS[i]);
    }
    it.trial = it.descent[WHOLE].seconds / it.descent[WHOLE].trials;
    return it;
}

// ## The sum
//
//     1000²⁵ = 10⁷⁵ combinations      10⁷⁵ / (93 · 10¹⁵ per second)
//
// which allows one floating-point operation for each: generous, as a single
// house takes fifty.
static double combinations(int values, int weights) {
    return pow(values, weights);
}

// How many weights can be searched in so many seconds?
static int feasible(double seconds, double per_second, int values) {
    return (int)floor(log(seconds * per_second) / log(values));
}

// ## Data for the picture
static void print_edges(void) {
    const int sizes[] = {INPUTS, HIDDEN, 1};
    block_begin("edges", "x y dx dy");
    for (int l = 0; l < 2; l++)
        for (int k = 0; k < sizes[l]; k++)
            for (int j = 0; j < sizes[l + 1]; j++) {
                real y = (sizes[l] - 1) / 2.0 - k;
                printf("%d %g 1 %g\n", l, y, (sizes[l + 1] - 1) / 2.0 - j - y);
            }
    block_end();
}

static void print_result(const Result *it, Settings set) {
    say("smallest E tried: %.5f with one weight, %.5f with two",
        it->brute[ONE].error, it->brute[TWO].error);
    say("in a day this computer could try all values of %d weights",
        feasible(DAY, 1 / it->trial, set.values));
    print_edges();
    block_begin("measured", "weights brute descent trials steps");
    for (int i = 0; i < SIZES; i++)
        printf("%d %.3g %.3g %.0f %.0f\n", WEIGHTS[i],
               i < WHOLE ? it->brute[i].seconds : NAN, it->descent[i].seconds,
               it->brute[i].trials, it->descent[i].trials / 2);
    block_end();
    block_begin("extrapolated", "weights here taihulight");
    for (int k = 1; k <= MOST; k++)
        printf("%d %.3g %.3g\n", k, combinations(set.values, k) * it->trial,
               combinations(set.values, k) / FLOPS);
    block_end();
    block_begin("marks", "seconds name");
    printf("%g \"a day\"\n%g \"age of the universe\"\n", DAY, UNIVERSE * YEAR);
    block_end();
}

// ## The text's numbers beside ours
static void make_claims(const Result *it, Settings set) {
    int weights = count_weights(3, (int[]){INPUTS, HIDDEN, 1});
    double all = combinations(set.values, weights), time = all / FLOPS;
    claim("Elgendy fig 2.28: weights of 4-5-1", "", 25, weights, 0);
    claim("Elgendy 2.6.1: combinations, power of 10 (printed: 1,075)", "", 75,
          log10(all), 1e-9);
    claim("Elgendy 2.6.1: TaihuLight needs", "s", 1.08e58, time, 0.005e58);
    claim("Elgendy 2.6.1: that is", "years", 3.41e50, time / YEAR, 0.005e50);
    claim_true("Elgendy 2.6.1: longer than the universe exists",
               time > UNIVERSE * YEAR);
    claim("Elgendy 2.6.1: brute force works for one weight: trials", "", 1000,
          it->brute[ONE].trials, 0);
    claim("Elgendy 2.6.1: and for two", "", 1e6, it->brute[TWO].trials, 0);
    claim_true("our finding: for two it takes less than a minute",
               it->brute[TWO].seconds < 60);
    claim("our finding: weights that TaihuLight could have done since the "
          "universe began", "", 11, feasible(UNIVERSE * YEAR, FLOPS,
                                             set.values), 0);
    claim_between("our finding: descent gets as low with two weights in",
                  "trials", 1, 1000, it->descent[TWO].trials);
    claim_between("our finding: and has trained all 25 in", "trials", 1, 100000,
                  it->descent[WHOLE].trials);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "why not try all weights?");
    option_int(&options, "--values", &set.values, 2, "values for each weight");
    option_real(&options, "--reach", &set.reach, "the values are -r ... r");
    option_real(&options, "--eta", &set.eta, "learning rate η of descent");
    options_end(&options);
    if (set.values > 10000 || !(set.reach > 0 && set.eta > 0))
        wrong_usage("--values must be at most 10000, --reach and --eta above "
                    "0");

    say("%d values for each weight, or gradient descent with η = %g",
        set.values, set.eta);
    caption("%d values for each weight, %d houses, one core, seed %d",
            set.values, HOUSES, (int)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        Result it = experiment(set, options.seed + (uint64_t)i);
        if (i == 0) print_result(&it, set);
        make_claims(&it, set);
    }
    claims_print();
    return 0;
}
