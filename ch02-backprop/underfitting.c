// # When a network does not fit: more neurons, more layers, what between them?
//
// A network answers too many of its *training* examples wrongly.  What should
// be changed?  Elgendy tells his readers to try: sections 2.2.3 and 2.2.4 (more
// neurons, more layers), 2.3 (layers need an activation function), 2.3.7 (leaks
// of 0.1, 0.01, 0.002).
//
//     make underfitting                                  fifteen networks
//     make underfitting ARGS="--epochs 100"              less patience
//     make underfitting ARGS="--points 100 --noise 0.2"  now they overfit
//
// Time: 8 s
//
// What to look for: all learn the spiral of spiral.c.  More neurons in a single
// layer help; more layers help more, and sooner.  But layers without an
// activation between them are worth a single neuron.  Which function it is, or
// which leak, matters less than the luck of the start.
//
// Other points of the same spiral are the test.  With 500 points and little
// noise they tell the same story; with 100 noisy ones the deep networks learn
// the noise, and the two part.  Chapter 3 takes it up there.
#define REAL double
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "ch02-backprop/network.h"
#include "common/report.h"
#include "common/toys.h"

// ## Settings: ours; the text gives only the leaks
typedef struct {
    int epochs, points;
    real eta, noise;           // η; of the points
} Settings;

static const Settings OURS = {600, 500, 0.05, 0.05};
enum { BATCH = 10, TEST_POINTS = 1000, MOST_HIDDEN = 4, SEEDS = 5 };

// ## What may stand between two layers: f and its slope
typedef struct {
    real (*f)(real z);
    real (*slope)(real z);
} Activation;

//     tanh(z) = 2σ(2z) - 1        tanh′(z) = 1 - tanh²(z)
//     leaky ReLU: z above 0, c z below;  its slope is 1, and c
//
// ReLU is the leak c = 0.  With c = 1 it is the identity, which is to have no
// activation at all: such layers are one matrix (one_matrix.c).
static real sigmoid(real z) { return 1 / (1 + real_exp(-z)); }
static real tanh_(real z) { return 2 * sigmoid(2 * z) - 1; }         // 2.3.5
static real tanh_slope(real z) { return 1 - tanh_(z) * tanh_(z); }
static real relu(real z) { return z > 0 ? z : 0; }
static real relu_slope(real z) { return z > 0 ? 1 : 0; }
static real leak_1(real z) { return z > 0 ? z : 0.1 * z; }
static real leak_1_slope(real z) { return z > 0 ? 1 : 0.1; }
static real leak_01(real z) { return z > 0 ? z : 0.01 * z; }
static real leak_01_slope(real z) { return z > 0 ? 1 : 0.01; }
static real leak_002(real z) { return z > 0 ? z : 0.002 * z; }
static real leak_002_slope(real z) { return z > 0 ? 1 : 0.002; }
static real identity(real z) { return z; }
static real identity_slope(real z) { (void)z; return 1; }

#define TANH {tanh_, tanh_slope}

// ## What is tried
//
// In each panel one thing changes: how many neurons a single layer has, how
// many layers of 8 there are, or what stands between three of them.  Add a row
// of your own: it will be trained and drawn.
typedef struct {
    const char *panel, *name;  // where it is drawn, and as what; single words
    int hidden, width;         // hidden layers, and neurons in each
    Activation between;
} Variant;

static const Variant TRIED[] = {
    {"width", "2", 1, 2, TANH},
    {"width", "4", 1, 4, TANH},
    {"width", "8", 1, 8, TANH},
    {"width", "16", 1, 16, TANH},
    {"depth", "0", 0, 0, TANH},                  // a single neuron
    {"depth", "1", 1, 8, TANH},
    {"depth", "2", 2, 8, TANH},
    {"depth", "3", 3, 8, TANH},
    {"depth", "4", 4, 8, TANH},
    {"between", "nothing", 3, 8, {identity, identity_slope}},
    {"between", "tanh", 3, 8, TANH},
    {"between", "ReLU", 3, 8, {relu, relu_slope}},
    {"between", "0.002", 3, 8, {leak_002, leak_002_slope}},
    {"between", "0.01", 3, 8, {leak_01, leak_01_slope}},
    {"between", "0.1", 3, 8, {leak_1, leak_1_slope}},
};
enum { VARIANTS = sizeof TRIED / sizeof *TRIED };

// ## The network, as in spiral.c
//
// Weights start from N(0, 1/n), with n inputs to the neuron, biases at 0.
static Network start(Variant it, int most_rows, Random *random) {
    int L = it.hidden + 2, sizes[MOST_HIDDEN + 2] = {2};
    for (int i = 1; i < L; i++) sizes[i] = i < L - 1 ? it.width : 1;
    Network n = network_new(L, sizes, most_rows, random);     // from N(0, 1)
    for (int l = 2; l <= L; l++) {
        mat_scale(n.w[l], 1 / sqrt(n.sizes[l - 1]), n.w[l]);
        mat_fill(n.b[l], 0);
    }
    return n;
}

//     zˡ = wˡ aˡ⁻¹ + bˡ        aˡ = f(zˡ),  but  aᴸ = σ(zᴸ)             (25)
static void feed_forward(Network *n, Activation between, Matrix x) {
    n->a[1] = x;
    for (int l = 2; l <= n->L; l++) {
        n->z[l].rows = n->a[l].rows = n->sp[l].rows = n->delta[l].rows = x.rows;
        mat_mul_bt(n->z[l], n->a[l - 1], n->w[l]);
        mat_add_row(n->z[l], n->b[l]);
        mat_map(n->a[l], l < n->L ? between.f : sigmoid, n->z[l]);
    }
}

// With the cross-entropy for a cost (below; chapter 3 says why) the output's
// error is the mistake itself, and no factor σ′ can put it to sleep:
//
//     δᴸ = aᴸ - y                                                     (BP1)
//     δˡ = ((wˡ⁺¹)ᵀ δˡ⁺¹) ⊙ f′(zˡ)                                    (BP2)
//     b → b - (η/m) Σₓ δ                                              (BP3)
//     w → w - (η/m) Σₓ δ aᵀ                                           (BP4)
static void learn(Network *n, Activation between, Matrix x, Matrix y,
                  real eta) {
    feed_forward(n, between, x);
    mat_sub(n->delta[n->L], n->a[n->L], y);
    for (int l = n->L - 1; l >= 2; l--) {
        mat_mul(n->delta[l], n->delta[l + 1], n->w[l + 1]);
        mat_map(n->sp[l], between.slope, n->z[l]);
        mat_hadamard(n->delta[l], n->delta[l], n->sp[l]);
    }
    for (int l = 2; l <= n->L; l++) {
        mat_add_sum_rows(n->b[l], -eta / x.rows, n->delta[l]);
        mat_add_mul_at(n->w[l], -eta / x.rows, n->delta[l], n->a[l - 1]);
    }
}

// The answer is class 1 where a >= ½, that is where z >= 0.
static real percent_right(Network *n, Activation between, Dataset set) {
    feed_forward(n, between, set.x);
    int right = 0;
    for (int i = 0; i < set.x.rows; i++)
        right += (AT(n->a[n->L], i, 0) >= 0.5) == set.label[i];
    return 100.0 * right / set.x.rows;
}

// The cost whose δᴸ that is, for the examples that went through last:
//
//     C = -1/n Σ [y ln a + (1 - y) ln (1 - a)]
//
// With a = σ(z) each term is y z - ln(1 + eᶻ), which no z can overflow.
static real cross_entropy(const Network *n, Matrix y) {
    Matrix z = n->z[n->L];
    real sum = 0;
    for (int i = 0; i < z.rows; i++)
        sum += fmax(z.at[i], 0) + log1p(exp(-fabs(z.at[i]))) -
               y.at[i] * z.at[i];
    return sum / z.rows;
}

// ## One run
//
// Underfitting is a matter of the training points: can the network draw this
// border at all?  A single step can throw it far back, so its best epoch
// counts.  The test points are asked about that epoch, and do not choose it.
typedef struct {
    real train, test;          // % right, at the best epoch on the train points
    real cost;                 // the least of all epochs
    int numbers;               // weights and biases
} Run;

static Run run(Variant it, Settings set, Dataset points, Dataset test,
               Random random) {
    Network n = start(it, points.x.rows + test.x.rows, &random);
    Batches batches = batches_new(points, BATCH);
    Run best = {.cost = INFINITY, .numbers = n.parameters.cols};
    for (int epoch = 1; epoch <= set.epochs; epoch++) {
        batches_shuffle(&batches, &random);
        while (batches_next(&batches))
            learn(&n, it.between, batches.x, batches.y, set.eta);
        real train = percent_right(&n, it.between, points);
        best.cost = fmin(best.cost, cross_entropy(&n, points.y));
        if (train <= best.train) continue;
        best.train = train;
        best.test = percent_right(&n, it.between, test);
    }
    batches_free(&batches);
    network_free(&n);
    return best;
}

// ## The experiment
typedef struct {
    Spread train, test, cost;  // over the seeds
    int numbers;
} Outcome;

// All networks of a seed get the same points.
static void try_all(Outcome of[VARIANTS], Settings set, uint64_t seed) {
    Random random = random_new(seed);
    Dataset points = toys_spiral(set.points, 1.75, set.noise, &random);
    Dataset test = toys_spiral(TEST_POINTS, 1.75, set.noise, &random);
    for (int v = 0; v < VARIANTS; v++) {
        Run it = run(TRIED[v], set, points, test, random);
        printf("%d %s %.1f %.1f\n", v, TRIED[v].panel, it.train, it.test);
        spread_add(&of[v].train, it.train);
        spread_add(&of[v].test, it.test);
        spread_add(&of[v].cost, it.cost);
        of[v].numbers = it.numbers;
    }
    dataset_free(&test);
    dataset_free(&points);
}

static void print_means(const Outcome of[VARIANTS]) {
    block_begin("means", "row panel name numbers train test");
    for (int v = 0; v < VARIANTS; v++)
        printf("%d %s %s %d %.1f %.1f\n", v, TRIED[v].panel, TRIED[v].name,
               of[v].numbers, spread_mean(&of[v].train),
               spread_mean(&of[v].test));
    block_end();
}

// ## What the text says, and what we see
static const Outcome *find(const Outcome of[VARIANTS], const char *panel,
                           const char *name) {
    for (int v = 0; v < VARIANTS; v++)
        if (!strcmp(TRIED[v].panel, panel) && !strcmp(TRIED[v].name, name))
            return &of[v];
    die("underfitting: nothing is tried as %s %s", panel, name);
}

// Do the networks of a panel fit better from each row to the next?
static bool each_better(const Outcome of[VARIANTS], const char *panel,
                        int most_hidden) {
    bool better = true;
    for (int v = 1; v < VARIANTS; v++)
        if (!strcmp(TRIED[v - 1].panel, panel) &&
            !strcmp(TRIED[v].panel, panel) && TRIED[v].hidden <= most_hidden)
            better = better && spread_mean(&of[v].train) >
                                   spread_mean(&of[v - 1].train);
    return better;
}

static void make_claims(const Outcome of[VARIANTS]) {
    const Outcome *one = find(of, "depth", "0"),
                  *nothing = find(of, "between", "nothing");
    Spread leaks = {0};
    for (int v = 0; v < VARIANTS; v++)
        if (strstr(TRIED[v].name, "0."))
            spread_add(&leaks, spread_mean(&of[v].train));
    claim_true("Elgendy 2.2.4: one layer of 2, 4, 8, 16 neurons: each fits "
               "better than the one before", each_better(of, "width", 1));
    claim_true("Elgendy 2.2.2: 0, 1, 2 hidden layers of 8: each fits better",
               each_better(of, "depth", 2));
    claim_between("Elgendy 2.2.2: 3 hidden layers of 8 fit the spiral: right",
                  "%", 95, 100, spread_mean(&find(of, "depth", "3")->train));
    claim("Elgendy 2.3: 3 hidden layers without activation, their least cost "
          "minus that of one neuron", "", 0,
          spread_mean(&nothing->cost) - spread_mean(&one->cost), 0.002);
    claim_between("Elgendy 2.3.7: leaks of 0.1, 0.01, 0.002 all learn: the "
                  "least mean", "%", 95, 100, leaks.min);
    claim_between("Elgendy 2.3.7: and the leak hardly matters: the means are "
                  "apart by", "%", 0, 1, leaks.max - leaks.min);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "when a network does not fit");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over the points");
    option_int(&options, "--points", &set.points, 2, "of the spiral");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    option_real(&options, "--noise", &set.noise, "of the points");
    option_seeds(&options, SEEDS);
    options_end(&options);
    if (set.eta <= 0 || set.noise < 0)
        wrong_usage("--eta must be above 0, and --noise not below");

    say("%d networks learn a spiral of %d points: η = %g, %d epochs, %d times",
        VARIANTS, set.points, set.eta, set.epochs, options.seeds);
    caption("spiral of %d points, noise %g, η = %g, best of %d epochs, "
            "seeds %d to %d", set.points, set.noise, set.eta, set.epochs,
            (int)options.seed, (int)options.seed + options.seeds - 1);
    Outcome of[VARIANTS] = {0};
    Progress bar = progress_begin("seed", options.seeds);
    block_begin("runs", "row panel train test");
    for (int i = 0; i < options.seeds; i++) {
        try_all(of, set, options.seed + (uint64_t)i);
        progress_show(&bar, i + 1, "%d networks", VARIANTS);
    }
    block_end();
    progress_end(&bar);
    print_means(of);
    make_claims(of);
    claims_print();
    return 0;
}
