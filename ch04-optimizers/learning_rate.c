// # Learning rates: too low, good, high, and NaN
//
// "The objective changes too slowly: the rate is too low.  It becomes NaN: this
// usually means that the rate is too high" (optimisation slides, "learning
// rate").  Why does a network of chapter 3 never show NaN, then?  Elgendy,
// 2.6.2, has the same warnings in pictures of one weight.
//
//     make learning_rate                            four rates, two networks
//     make learning_rate ARGS="--linear 0.07"       how soon does NaN come?
//     make learning_rate ARGS="--eta 1e6"           absurd, but still no NaN
//     make learning_rate ARGS="--eta 1e38"          what NaN takes there
//
// Time: 2 s
//
// What to look for: on the left, ten linear neurons do what the slides say.
// There is a limit, 2/λ = 0.051, that can be computed beforehand.  Below it the
// cost falls.  A little above it the cost grows without end; on the right this
// run is drawn all the way.  On a logarithmic axis the line is nearly straight:
// each step multiplies by about the same factor, until the floats overflow.
// Then the run is stopped, and says so.
//
// In the middle is a network with a softmax output, which does no such thing.
// At a hundred times its good rate it is far worse than guessing, which costs
// ln 10 = 2.3: its hidden neurons are saturated, and large weights make it sure
// of wrong answers.  But its cost stays a number.  So NaN does mean that the
// rate is too high; the absence of NaN does not mean that it is low enough.
// Watch the cost.
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "ch03-crossentropy-regularization/network2.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: ours, as the slides draw no rates
//
// The lowest rate of the linear neurons lies in the middle of the range that
// the slides advise (rate_search.c says where that range is right).
enum { LOW, GOOD, HIGH, WILD, RATES };

typedef struct {
    int hidden;
    int epochs;
    int batch;                 // m
    real linear[RATES];        // η for the linear neurons
    real softmax[RATES];       // η for the network with a softmax output
} Settings;

static const Settings OURS = {
    30, 3, 32, {1e-4f, 0.02f, 0.045f, 0.054f}, {0.01f, 1, 10, 100},
};

// ## Two output layers
//
//     softmax      aⱼ = e^zⱼ / Σₖ e^zₖ      C = -ln a_label         δᴸ = a - y
//     linear       aⱼ = zⱼ                  C = ½ Σⱼ (aⱼ - yⱼ)²     δᴸ = a - y
//
// The same δᴸ; but softmax keeps every a within 0 ... 1, so that |δⱼ| <= 1.  A
// step then moves a weight of the last layer by η times its input at most.
// However foolish η is, they grow no faster than the number of steps.  And in
// front of saturated hidden neurons, where σ′ = 0, nothing moves at all.
//
// A linear output has no bounds.  Large weights make large errors, and these
// make large steps: where that is a circle, it multiplies without end.
static void linear_output(Matrix a, Matrix z) { mat_copy(a, z); }

static double squared_cost(Matrix z, Matrix a, Matrix y) {
    double sum = 0;
    (void)z;
    for (int i = 0; i < a.rows * a.cols; i++) {
        double miss = (double)(a.at[i] - y.at[i]);
        sum += miss * miss / 2;
    }
    return sum;
}

static void linear_delta(Matrix delta, Matrix z, Matrix a, Matrix y) {
    (void)z;
    mat_sub(delta, a, y);
}

static const Network2Cost linear_cost = {
    "linear", linear_output, squared_cost, linear_delta,
};

// ## The limit of the linear neurons
//
// Without a hidden layer the cost is a bowl whose curvature is the same
// everywhere, for each of the ten neurons:
//
//     H = 1/n Σₓ x xᵀ          with x = (784 pixels, 1), the 1 for the bias
//
// Along its steepest direction, with curvature λ, a step of descent multiplies
// the distance from the bottom by 1 - ηλ (ch01-perceptron/downhill.c).  That is
// growth for
//
//     η > 2/λ
//
// To find λ, multiply any vector u by H again and again.  What is left points
// into the steepest direction, and becomes λ times as long each time.
static double steepest_curvature(Matrix x) {
    enum { ROUNDS = 20 };
    Matrix u = mat_new(x.cols, 1), s = mat_new(x.rows, 1);
    double bias = 1, lambda = 1;                   // (u, bias) is the vector
    for (int round = 0; round < ROUNDS; round++) {
        double sum = 0;
        mat_mul(s, x, u);
        for (int i = 0; i < s.rows; i++)
            sum += (double)(s.at[i] += (real)bias);
        mat_mul_at(u, x, s);                       // H u = 1/n Σ s x
        bias = sum / x.rows;
        mat_scale(u, (real)1 / x.rows, u);
        lambda = hypot((double)mat_norm(u), bias);
        mat_scale(u, (real)(1 / lambda), u);
        bias /= lambda;
    }
    mat_free(&s);
    mat_free(&u);
    return lambda;
}

// With mini-batches H is a little different at every step, and yet the limit is
// sharp to within a few percent.
//
// λ goes with the square of the scale of x.  Were the pixels 0 ... 255, as they
// are in the files, instead of 0 ... 1, the limit would be 255² = 65 025 times
// lower: 8e-7, below all that the slides advise.  "Too high" is no property of
// a number, but of a number and the units of its data.

// ## A run
//
// It is stopped when its cost is no finite number any more.  Infinity is what
// comes first: the largest float is 3.4e38, and a linear neuron may exceed it.
// A step later there are infinities of both signs to add, and ∞ - ∞ is NaN.
// From there every weight, every output, every cost is NaN: waiting is useless,
// and so are the weights.
typedef struct {
    const char *name;          // a single word
    const Network2Cost *cost;
    int hidden;                // 0: no hidden layer
    real eta;
} Run;

// The cost of a mini-batch is a by-product of its gradient, and jumps about.  A
// curve has 200 points, each of them the mean over one part of the run.
enum { POINTS = 200 };         // of a curve

typedef struct {
    double sum[POINTS];        // of the mini-batches' mean costs, and how many
    int in[POINTS];            // of them there are, in each part of the run
    int steps;
    bool broke;                // the last cost was infinite or NaN
} Curve;

static double mean(const Curve *curve, int i) {
    return curve->in[i] > 0 ? curve->sum[i] / curve->in[i] : NAN;
}

static Network2 new_network(Run run, int batch, Random *random) {
    int deep[] = {PIXELS, run.hidden, CLASSES}, flat[] = {PIXELS, CLASSES};
    return run.hidden > 0 ? network2_new(3, deep, batch, run.cost, random)
                          : network2_new(2, flat, batch, run.cost, random);
}

static void note(Curve *curve, double cost, int total) {
    int i = (int)((long long)curve->steps++ * POINTS / total);
    curve->sum[i] += cost;
    curve->in[i]++;
    curve->broke = !isfinite(cost);
}

static Curve learn(Run run, Settings set, Dataset train, uint64_t seed) {
    Random random = random_new(seed);
    Network2 n = new_network(run, set.batch, &random);
    Batches batches = batches_new(train, set.batch);
    int total = set.epochs * ((train.x.rows + set.batch - 1) / set.batch);
    Curve curve = {.steps = 0};
    for (int epoch = 0; epoch < set.epochs; epoch++) {
        batches_shuffle(&batches, &random);
        while (!curve.broke && batches_next(&batches)) {
            network2_gradient(&n, &batches, &random);
            double cost = n.cost->cost(n.z[n.L], n.a[n.L], batches.y);
            note(&curve, cost / batches.x.rows, total);
            network2_step(&n, run.eta);
        }
    }
    batches_free(&batches);
    network2_free(&n);
    return curve;
}

// ## The experiment
//
// The last run, which is not drawn, settles what it hangs on: not the hidden
// layer.  It is the network with that layer, at a rate where it still learns
// something; only its output is linear.  It lasts about 14 steps.
enum { LINEAR, SOFTMAX = LINEAR + RATES, MIXED = SOFTMAX + RATES, RUNS };

static void list_runs(Run runs[RUNS], Settings set) {
    for (int i = 0; i < RATES; i++) {
        runs[LINEAR + i] = (Run){"linear", &linear_cost, 0, set.linear[i]};
        runs[SOFTMAX + i] = (Run){"softmax", &network2_log_likelihood,
                                  set.hidden, set.softmax[i]};
    }
    runs[MIXED] = (Run){"mixed", &linear_cost, set.hidden, set.softmax[HIGH]};
}

// ## Data for the picture
//
// Where a run has no mini-batches any more, or none yet, the cost is NaN, and
// gnuplot draws nothing.
static void print_curves(const Run runs[RUNS], const Curve curves[RUNS],
                         Settings set) {
    block_begin("curves", "run epoch cost");
    for (int k = 0; k < RUNS; k++, printf("\n"))
        for (int i = 0; i < POINTS; i++)
            printf("%d %.4f %.6g\n", k, (i + 0.5) * set.epochs / POINTS,
                   mean(&curves[k], i));
    block_end();
    block_begin("runs", "run name eta steps broke");
    for (int k = 0; k < RUNS; k++)
        printf("%d %s %g %d %d\n", k, runs[k].name, (double)runs[k].eta,
               curves[k].steps, curves[k].broke);
    block_end();
}

// ## The slides beside what was measured
//
// That NaN means too high a rate is confirmed.  What has to be added is that
// too high a rate need not mean NaN.
static double end(const Curve *curve) {
    int i = POINTS - 1;
    while (i > 0 && curve->in[i] == 0) i--;        // short runs have gaps
    return mean(curve, i);
}

static void make_claims(const Curve curves[RUNS], Settings set, double limit) {
    const Curve *linear = curves + LINEAR, *softmax = curves + SOFTMAX;
    data_claim("our finding: 2/λ of ten linear neurons", "", 0.0507, limit,
               0.0005);
    data_claim_true("Slides, learning rate: too low: the cost changes too "
                    "slowly", end(&linear[LOW]) > 2 * end(&linear[GOOD]) &&
                                  end(&softmax[LOW]) > 2 * end(&softmax[GOOD]));
    data_claim_true("Slides, learning rate: NaN means too high: above 2/λ the "
                    "linear neurons end so, below it not",
                    linear[WILD].broke && (double)set.linear[WILD] > limit &&
                        !linear[HIGH].broke &&
                        (double)set.linear[HIGH] < limit);
    data_claim_true("our finding: softmax, η = 100: worse than guessing, and "
                    "no NaN",
                    !softmax[WILD].broke && end(&softmax[WILD]) > log(CLASSES));
    data_claim_true("our finding: η = 10: linear outputs on the same hidden "
                    "layer end in NaN, softmax does not",
                    curves[MIXED].broke && !softmax[HIGH].broke);
}

static void measure(Settings set, Digits digits, uint64_t seed, bool draw) {
    Run runs[RUNS];
    Curve curves[RUNS];
    list_runs(runs, set);
    for (int k = 0; k < RUNS; k++) {
        curves[k] = learn(runs[k], set, digits.train, seed);
        say(curves[k].broke ? "%-7s  η = %-7g stopped after %d steps: its cost "
                              "is infinite or NaN"
                            : "%-7s  η = %-7g %d steps, cost %.3g at the end",
            runs[k].name, (double)runs[k].eta, curves[k].steps,
            end(&curves[k]));
    }
    if (draw) print_curves(runs, curves, set);
    Matrix some = mat_rows(digits.train.x, 0, digits.train.x.rows / 5);
    make_claims(curves, set, 2 / steepest_curvature(some));
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "what a learning rate does");
    option_int(&options, "--hidden", &set.hidden, 1, "hidden neurons");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over the images");
    option_int(&options, "--batch", &set.batch, 1, "examples per step, m");
    option_real(&options, "--linear", &set.linear[WILD], "η, linear neurons");
    option_real(&options, "--eta", &set.softmax[WILD], "η, softmax network");
    options_end(&options);
    if (set.hidden > 10000 || set.batch > 10000 || set.epochs > 1000)
        wrong_usage("--hidden and --batch: at most 10000; --epochs: 1000");
    if (!(set.linear[WILD] > 0 && set.softmax[WILD] > 0))
        wrong_usage("--linear and --eta must be above 0");

    say("[784,10] with linear outputs, and [784,%d,10] with softmax, with %d "
        "rates each, mini-batches of %d, seed %llu", set.hidden, RATES,
        set.batch, (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    caption("mini-batches of %d of %s, seed %llu", set.batch,
            report_data_name(), (unsigned long long)options.seed);
    for (int i = 0; i < options.seeds; i++)
        measure(set, digits, options.seed + (uint64_t)i, i == 0);
    claims_print();
    digits_free(&digits);
    return 0;
}
