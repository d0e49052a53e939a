// # What one line cannot do
//
// A neuron with a step cuts the plane along a straight line.  Dark points in
// the middle of others cannot be cut off by a line.  What do two neurons do,
// and three?  Elgendy, sections 2.1.3 and 2.2, figures 2.8 and 2.9, and the
// sidebar on linear and non-linear data.
//
//     make beyond_a_line                      learn, and draw the picture
//     make beyond_a_line SEED=2               other points
//
// Time: 1 s
//
// What to look for: every neuron adds a side.  One line leaves about half of
// the others on the side of the dark points; two leave a wedge that is open at
// one end, if not a strip that is open at both; three close.  (The smallest
// problem that is not linear has four points: xor.c.)
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/report.h"
#include "common/toys.h"

// ## Settings: the text gives no numbers; these are ours
typedef struct {
    int points;                // half of them dark
    int passes;                // through the points, at most
    real eta;                  // η
} Settings;

static const Settings TEXT = {200, 200, 0.1};

// ## A neuron, and the rule that corrects it, as in perceptron.c
//
//     ŷ = step(x₁ w₁ + x₂ w₂ + b)
//     wᵢ ← wᵢ + η (y - ŷ) xᵢ,     b ← b + η (y - ŷ)
typedef struct {
    real w[2], b;
} Neuron;

static real weighted_sum(Neuron n, const real *x) {
    return x[0] * n.w[0] + x[1] * n.w[1] + n.b;
}

static real step(real z) { return z >= 0 ? 1 : 0; }

static Neuron corrected(Neuron n, const real *x, real y, real eta) {
    real error = y - step(weighted_sum(n, x));
    for (int i = 0; i < 2; i++) n.w[i] += eta * error * x[i];
    n.b += eta * error;
    return n;
}

// ## A network: hidden neurons, and one that fires if all of them do
//
// Every weight of the output neuron is 1, and its bias -(K - ½): only K ones
// lift the sum above 0.  That is a logical AND.  Dark, for the network, is what
// lies on the 1-side of every line.  These weights stay as they are; what is
// learned are the lines.
//
//     hₖ = step(wₖ · x + bₖ),     ŷ = step(h₁ + ... + h_K - (K - ½))
enum { MOST_UNITS = 3 };

typedef struct {
    int units;                 // K
    Neuron hidden[MOST_UNITS];
} Network;

static real answer(const Network *net, const real *x) {
    real z = (real)0.5 - net->units;
    for (int k = 0; k < net->units; k++)
        z += step(weighted_sum(net->hidden[k], x));
    return step(z);
}

static const real *example(Dataset set, int i) {
    return mat_rows(set.x, i, 1).at;
}

static int count_right(const Network *net, Dataset set) {
    int right = 0;
    for (int i = 0; i < set.x.rows; i++)
        right += answer(net, example(set, i)) == AT(set.y, i, 0);
    return right;
}

// ## Who tells a hidden neuron what to say?
//
// The rule needs the right answer for the neuron that it corrects, but the
// examples give it for the *output* alone.  So the work is divided by hand.
// Around the middle lie K equal sectors, and hidden neuron k has to say 1 for
// all dark points and 0 for the others in sector k.  A line can cut off a third
// of the others, as seen from the middle, but not half of them: the first and
// the last are on opposite sides of the dark points.  How a network divides its
// work without being told is chapter 2.
static bool concerns(int unit, int units, const real *x, real y) {
    double turn = atan2(x[1], x[0]) / (2 * acos(-1)) + 0.5;     // 0 ... 1
    int sector = (int)(turn * units) % units;
    return y == 1 || sector == unit;
}

static Dataset task_new(Dataset set, int unit, int units) {
    Dataset task = dataset_new(set.x.rows, 2, 1);
    int count = 0;
    for (int i = 0; i < set.x.rows; i++) {
        if (!concerns(unit, units, example(set, i), AT(set.y, i, 0))) continue;
        mat_copy(mat_rows(task.x, count, 1), mat_rows(set.x, i, 1));
        AT(task.y, count, 0) = AT(set.y, i, 0);
        count++;
    }
    task.x.rows = task.y.rows = count;
    return task;
}

// Where no line can do the task, the corrections never end.  Kept is the neuron
// that was right most often (the "pocket" algorithm).
static Neuron learn(Neuron start, Dataset task, Settings set) {
    Network now = {1, {start}}, best = now;
    int most = count_right(&now, task);
    for (int pass = 0; pass < set.passes && most < task.x.rows; pass++)
        for (int i = 0; i < task.x.rows; i++) {
            now.hidden[0] = corrected(now.hidden[0], example(task, i),
                                      AT(task.y, i, 0), set.eta);
            int right = count_right(&now, task);
            if (right <= most) continue;
            most = right;
            best = now;
        }
    return best.hidden[0];
}

static Network learn_network(int units, Dataset set, Settings settings,
                             Random *random) {
    Network net = {.units = units};
    for (int k = 0; k < units; k++) {
        Neuron start;
        for (int i = 0; i < 2; i++) start.w[i] = random_normal(random);
        start.b = random_normal(random);
        Dataset task = task_new(set, k, units);
        net.hidden[k] = learn(start, task, settings);
        dataset_free(&task);
    }
    return net;
}

// ## Three lines close
//
// One line, or two, always leave a way out to infinity.  Three enclose a
// triangle if each two of them cross on the 1-side of the third.  The crossing
// of lines k and m solves w · x + b = 0 for both (Cramer's rule).
static bool is_triangle(const Network *net) {
    if (net->units != 3) return false;
    for (int k = 0; k < 3; k++) {
        Neuron n = net->hidden[k], m = net->hidden[(k + 1) % 3];
        real cross = n.w[0] * m.w[1] - n.w[1] * m.w[0];
        real corner[2] = {(n.w[1] * m.b - m.w[1] * n.b) / cross,
                          (m.w[0] * n.b - n.w[0] * m.b) / cross};
        if (!(weighted_sum(net->hidden[(k + 2) % 3], corner) > 0)) return false;
    }
    return true;
}

// ## The experiment
typedef struct {
    Dataset linear, circle;
    Network line;                      // learned from the linear data
    Network units[MOST_UNITS + 1];     // [K]: K hidden neurons, for the circle
} Result;

static Result learn_all(Settings set, uint64_t seed) {
    Random random = random_new(seed);
    Result result;
    result.linear = toys_stars_and_circles(set.points, &random);
    result.circle = toys_circle(set.points, &random);
    result.line = learn_network(1, result.linear, set, &random);
    for (int units = 1; units <= MOST_UNITS; units++)
        result.units[units] = learn_network(units, result.circle, set, &random);
    return result;
}

static void result_free(Result *result) {
    dataset_free(&result->circle);
    dataset_free(&result->linear);
}

static double percent_right(const Network *net, Dataset set) {
    return 100.0 * count_right(net, set) / set.x.rows;
}

// ## Data for the picture

// What the network says in the square from (low, low) to (high, high).
static void print_region(const Network *net, real low, real high) {
    enum { GRID = 120 };
    for (int i = 0; i <= GRID; i++)
        for (int j = 0; j <= GRID; j++) {
            real x[2] = {low + (high - low) * j / GRID,
                         low + (high - low) * i / GRID};
            printf("%g%c", answer(net, x), j < GRID ? ' ' : '\n');
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

static void print_panel(const char *name, Dataset set, const Network *net,
                        real low, real high) {
    char block[40];
    snprintf(block, sizeof block, "%s_region", name);
    block_begin(block, NULL);
    print_region(net, low, high);
    block_end();
    snprintf(block, sizeof block, "%s_points", name);
    block_begin(block, "x1 x2 dark");
    for (int i = 0; i < set.x.rows; i++)
        printf("%.4f %.4f %g\n", AT(set.x, i, 0), AT(set.x, i, 1),
               AT(set.y, i, 0));
    block_end();
    snprintf(block, sizeof block, "%s_lines", name);
    block_begin(block, "x1 x2");
    for (int k = 0; k < net->units; k++) print_line(net->hidden[k]);
    block_end();
}

static const char *const UNITS[] = {"linear", "one", "two", "three"};

static void print_result(const Result *result) {
    print_panel("linear", result->linear, &result->line, 0, 2.4);
    for (int units = 1; units <= MOST_UNITS; units++)
        print_panel(UNITS[units], result->circle, &result->units[units], -1.6,
                    1.6);
}

static void print_right(const Spread right[]) {
    block_begin("right", "panel percent min max");
    for (int i = 0; i <= MOST_UNITS; i++)
        printf("%s %.3g %.3g %.3g\n", UNITS[i], spread_mean(&right[i]),
               right[i].min, right[i].max);
    block_end();
}

// ## The text's statements, measured
static void make_claims(const Result *result, Spread right[]) {
    double percent[MOST_UNITS + 1];
    percent[0] = percent_right(&result->line, result->linear);
    for (int units = 1; units <= MOST_UNITS; units++)
        percent[units] = percent_right(&result->units[units], result->circle);
    for (int i = 0; i <= MOST_UNITS; i++) spread_add(&right[i], percent[i]);
    claim("Elgendy 2.2: linear data, one line: right", "%", 100, percent[0],
          0);
    claim_between("Elgendy fig 2.8: not linear, one line: wrong", "%", 1, 50,
                  100 - percent[1]);
    claim_between("Elgendy fig 2.8: two lines are better, by", "%", 1, 49,
                  percent[2] - percent[1]);
    claim_between("Elgendy fig 2.8: still wrong with two", "%", 0.1, 49,
                  100 - percent[2]);
    claim("Elgendy fig 2.9: three lines: right", "%", 100, percent[3], 0);
    claim_true("Elgendy fig 2.9: they make a triangle around the dark points",
               is_triangle(&result->units[3]));
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "what one line cannot do");
    option_int(&options, "--points", &set.points, 2, "half of them dark");
    option_int(&options, "--passes", &set.passes, 1, "at most, through them");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    options_end(&options);

    say("One, two and three perceptrons learn %d points: η = %g, at most %d "
        "passes, seed %d", set.points, set.eta, set.passes, (int)options.seed);
    caption("%d points, η = %g, seed %d", set.points, set.eta,
            (int)options.seed);
    Spread right[MOST_UNITS + 1] = {{0}};
    for (int i = 0; i < options.seeds; i++) {
        Result result = learn_all(set, options.seed + (uint64_t)i);
        if (i == 0) print_result(&result);
        make_claims(&result, right);
        result_free(&result);
    }
    print_right(right);
    claims_print();
    return 0;
}
