// # What a gradient costs
//
// In what sense is backpropagation fast?  Nielsen, chapter 2, answers by
// comparison with the first thing one would think of, equation (46): change one
// weight a little, and see what the cost does.  Then his problem "fully
// matrix-based backpropagation": why a mini-batch should go through at once.
//
//     make cost_of_gradients                  measure, and draw both pictures
//     make cost_of_gradients ARGS="--epsilon 0.0001"      how exact is (46)?
//     make cost_of_gradients FULL=1           all the million weights, 2 min
//
// Time: 4 s
//
// What to look for: with ten times the weights backpropagation takes ten times
// as long, and (46) a hundred times: ten times as many forward passes, each ten
// times as long (below a thousand weights calling functions takes most of the
// time).  In the second picture a gradient is found twice, from one example
// after the other and from all at once.
//
// Times are noisy, and another machine has others.  What is shown is the best
// of several tries, in seconds of computing.  Verdicts are only on counts, on
// equality, and, with wide margins, on ratios.
#include <math.h>
#include <stdio.h>

#include "ch02-backprop/network.h"
#include "common/report.h"

// ## Settings
//
// Networks [inputs, hidden, outputs].  The last one has a million weights and
// biases, exactly, for the text's example.  There, (46) is not measured but
// *extrapolated*: SAMPLE partial derivatives are, and their time multiplied.
typedef struct {
    real epsilon;              // ε in (46)
    int hidden;                // of the network that learns in batches
    int tries;                 // of which the fastest counts
} Settings;

static const Settings TEXT = {0.01f, 30, 5};

enum { LAYERS = 3, SAMPLE = 200, MOST_ROWS = 100 };
static const int NETS[][LAYERS] = {
    {8, 4, 2}, {25, 10, 5}, {100, 10, 10}, {196, 20, 10}, {784, 15, 10},
    {784, 30, 10}, {784, 100, 10}, {802, 1230, 10},
};
enum { N_NETS = sizeof NETS / sizeof *NETS, IN_FULL = 100000 };
static const int ROWS[] = {1, 2, 5, 10, 32, 100};
enum { N_ROWS = sizeof ROWS / sizeof *ROWS };

// ## The material: a network, and random examples
//
// Images of digits would take the same time: a multiplication does not care
// what it multiplies.
typedef struct {
    Network n;
    Dataset set;               // MOST_ROWS examples
    Matrix other;              // room for the gradient found another way
    long long passes;          // forward passes, counted
    int rows;                  // examples of a mini-batch
    real epsilon;              // for (46)
    int partials;              // and how many partial derivatives it finds
} Work;

static Work work_new(const int sizes[LAYERS], real epsilon, uint64_t seed) {
    Random random = random_new(seed);
    Work w = {.n = network_new(LAYERS, sizes, MOST_ROWS, &random),
              .set = dataset_new(MOST_ROWS, sizes[0], sizes[LAYERS - 1]),
              .rows = 1, .epsilon = epsilon};
    for (int l = 2; l <= LAYERS; l++)        // not saturated: ∂C/∂w is not 0
        mat_scale(w.n.w[l], 1 / sqrtf((float)sizes[l - 2]), w.n.w[l]);
    for (int i = 0; i < w.set.x.rows * w.set.x.cols; i++)
        w.set.x.at[i] = random_uniform(&random);
    for (int i = 0; i < MOST_ROWS; i++)
        AT(w.set.y, i, random_below(&random, w.set.y.cols)) = 1;
    w.partials = w.n.parameters.cols;
    w.other = mat_new(1, w.partials);
    return w;
}

static void work_free(Work *w) {
    mat_free(&w->other);
    dataset_free(&w->set);
    network_free(&w->n);
}

// ## The gradient by (46)
//
//     ∂C/∂w_j ≈ (C(w + ε e_j) - C(w)) / ε                                (46)
//
// e_j is the direction of one weight; biases are treated alike.  The appeal is
// plain: nothing has to be known about the network.  The price is a forward
// pass for each weight, and one more for C(w).
static double cost_of_example(Work *w) {
    w->passes++;
    return network_cost(&w->n, data_part(w->set, 0, 1));
}

static void forward_difference(Work *w) {
    real *theta = w->n.parameters.at;
    double before = cost_of_example(w);
    for (int j = 0; j < w->partials; j++) {
        real keep = theta[j];
        theta[j] = keep + w->epsilon;
        w->other.at[j] = (real)((cost_of_example(w) - before) / w->epsilon);
        theta[j] = keep;
    }
}

// ## The gradient by backpropagation
//
// One forward pass, one backward pass, for all partial derivatives together.
// The backward pass multiplies by the transposed weights, and is about as much
// work as the forward pass, says the text; so about two forward passes in all.
// In a mini-batch of 10 or more it is so.  A single example takes nearer three,
// in a large network: its backward pass is mostly spent on writing down ∇C,
// which is cleared first and then added to.  (And the largest matrix, w², is
// not multiplied by at all: no δ¹ is wanted.  The products δ aᵀ are as many.)
static void forward(Work *w) {
    network_feed_forward(&w->n, mat_rows(w->set.x, 0, w->rows));
}
static void at_once(Work *w) {
    network_gradient(&w->n, mat_rows(w->set.x, 0, w->rows),
                     mat_rows(w->set.y, 0, w->rows));
}

// ## A mini-batch, one example at a time
//
// That is the text's network.py, and the mean of the gradients is their sum:
//
//     for each example x:  a¹ = x, forwards, backwards;
//                          ∇C ← ∇C + ∇Cₓ/m
//
// All at once, as the problem asks, the columns x become a matrix, and every
// product of a matrix and a vector becomes one of two matrices (with an example
// per row, as in network.c):
//
//     A¹ = X;  Zˡ = Aˡ⁻¹ (wˡ)ᵀ + bˡ,  Aˡ = σ(Zˡ)
//     Δᴸ = (Aᴸ - Y) ⊙ σ′(Zᴸ);  Δˡ = (Δˡ⁺¹ wˡ⁺¹) ⊙ σ′(Zˡ)
//     ∂C/∂wˡ = (Δˡ)ᵀ Aˡ⁻¹ / m,  ∂C/∂bˡ = Σ rows of Δˡ / m
//
// The sums are the same, up to rounding.  What is saved is to read w and write
// ∇C for each example.
static void one_by_one(Work *w) {
    mat_fill(w->other, 0);
    for (int i = 0; i < w->rows; i++) {
        network_gradient(&w->n, mat_rows(w->set.x, i, 1),
                         mat_rows(w->set.y, i, 1));
        mat_step(w->other, (real)1 / w->rows, w->n.gradient);
    }
}

// How far the two gradients differ, as a share of the largest component.
static double difference(const Work *w) {
    double worst = 0, largest = 0;
    for (int i = 0; i < w->partials; i++) {
        double it = (double)w->n.gradient.at[i];
        double off = fabs((double)w->other.at[i] - it);
        if (off > worst || isnan(off)) worst = off;          // NaN stays
        largest = fmax(largest, fabs(it));
    }
    return worst / largest;
}

// ## The stop-watch
//
// Seconds of computing that one call takes.  A try repeats the call until the
// clock can be trusted; of several tries the fastest was disturbed least.
static double time_of(void (*job)(Work *w), Work *w, int tries) {
    double best = INFINITY;
    for (int i = 0; i < tries; i++) {
        double start = cpu_seconds(), spent = 0;
        int calls = 0;
        do {
            job(w);
            calls++;
            spent = cpu_seconds() - start;
        } while (spent < 2e-3);
        best = fmin(best, spent / calls);
    }
    return best;
}

// ## Experiment: one gradient, several networks
typedef struct {
    int parameters;            // weights and biases
    bool sampled;              // (46) was measured in part and multiplied
    double passes;             // forward passes of (46)
    double slow;               // seconds: (46),
    double forward, fast;      // one forward pass, backpropagation
    double difference;         // of the two gradients
} Cost;

static Cost cost_of_net(const int sizes[LAYERS], Settings set, bool full,
                        uint64_t seed) {
    Work w = work_new(sizes, set.epsilon, seed);
    int all = w.partials;
    Cost it = {.parameters = all, .sampled = !full && all > IN_FULL};
    if (it.sampled) w.partials = SAMPLE;
    double times = (double)all / w.partials;
    at_once(&w);
    forward_difference(&w);
    it.passes = 1 + (double)(w.passes - 1) * times;
    it.difference = difference(&w);
    it.forward = time_of(forward, &w, set.tries);
    it.fast = time_of(at_once, &w, set.tries);
    it.slow = times * time_of(forward_difference, &w,
                              full && all > IN_FULL ? 1 : set.tries);
    work_free(&w);
    return it;
}

// ## Experiment: mini-batches
typedef struct {
    double one_by_one, at_once;         // seconds per example
    double forward;                     // its forward pass alone, at once
    double difference;                  // of the two gradients
} Batch;

static Batch cost_of_batch(int rows, Settings set, uint64_t seed) {
    int sizes[LAYERS] = {784, set.hidden, 10};
    Work w = work_new(sizes, set.epsilon, seed);
    w.rows = rows;
    one_by_one(&w);
    at_once(&w);
    Batch it = {.difference = difference(&w)};
    it.one_by_one = time_of(one_by_one, &w, set.tries) / rows;
    it.at_once = time_of(at_once, &w, set.tries) / rows;
    it.forward = time_of(forward, &w, set.tries) / rows;
    work_free(&w);
    return it;
}

// ## Data for the pictures
static void print_costs(const Cost cost[N_NETS]) {
    say("%10s%12s%14s%14s", "weights", "passes", "(46)", "backprop");
    block_begin("nets", "parameters sampled passes slow forward fast");
    for (int i = 0; i < N_NETS; i++) {
        Cost c = cost[i];
        say("%10d%12.0f%12.2g s%12.2g s%s", c.parameters, c.passes, c.slow,
            c.fast, c.sampled ? "   extrapolated" : "");
        printf("%d %d %.0f %.3e %.3e %.3e\n", c.parameters, c.sampled,
               c.passes, c.slow, c.forward, c.fast);
    }
    block_end();
}

static void print_batches(const Batch batch[N_ROWS], int hidden) {
    block_begin("batches", "rows hidden one_by_one at_once forward");
    for (int i = 0; i < N_ROWS; i++)
        printf("%d %d %.3e %.3e %.3e\n", ROWS[i], hidden, batch[i].one_by_one,
               batch[i].at_once, batch[i].forward);
    block_end();
}

// ## The text's numbers beside ours
static void claim_nets(const Cost cost[N_NETS]) {
    const Cost *million = &cost[N_NETS - 1], *large = &cost[N_NETS - 2];
    bool part = million->sampled;
    claim("Nielsen ch2 (46): forward passes, counted: weights + 1, "
          "[784,100,10]", "", 79511, large->passes, 0);
    if (!part)
        claim("Nielsen ch2 (46): forward passes for a million weights", "",
              1000001, million->passes, 0);
    claim_between("Nielsen ch2 (46): off the true gradient, as a share, "
                  "[784,100,10], ε = 0.01", "", 0, 0.03, large->difference);
    claim_between("Nielsen ch2: time of (46) over time of backpropagation, per "
                  "weight, [784,100,10] (text: n + 1 passes against 2)", "",
                  0.15, 0.85, large->slow / large->fast / large->parameters);
    claim_between(part ? "Nielsen ch2: a million weights: (46) takes longer by "
                         "a factor, extrapolated (text: 1000001 / 2)"
                       : "Nielsen ch2: a million weights: (46) takes longer by "
                         "a factor (text: 1000001 / 2)", "", 1e5, 1e6,
                  million->slow / million->fast);
}

static void claim_batch(int rows, Batch it) {
    if (rows == 10)
        claim_between("Nielsen ch2: mini-batch of 10 as a matrix, faster by a "
                      "factor (text: 2, on his laptop)", "", 1.5, 20,
                      it.one_by_one / it.at_once);
    if (rows == 32)
        claim("Nielsen ch2: backpropagation, in forward passes, mini-batch of "
              "32", "", 2, it.at_once / it.forward, 1);
    if (rows == 100)
        claim_between("Nielsen ch2: gradient of 100 examples, at once and one "
                      "by one, differ by, as a share", "", 0, 1e-5,
                      it.difference);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "what a gradient costs");
    option_real(&options, "--epsilon", &set.epsilon, "ε in (46)");
    option_int(&options, "--hidden", &set.hidden, 1, "neurons, for batches");
    option_int(&options, "--tries", &set.tries, 1, "the fastest counts");
    options_end(&options);
    if (set.epsilon == 0) wrong_usage("--epsilon must not be 0");

    say("Gradients by (46) with ε = %g and by backpropagation; seed %d",
        (double)set.epsilon, (int)options.seed);
    caption("one core, float, best of %d tries, random data, seed %d",
            set.tries, (int)options.seed);
    for (int k = 0; k < options.seeds; k++) {
        uint64_t seed = options.seed + (uint64_t)k;
        Cost cost[N_NETS];
        Batch batch[N_ROWS];
        for (int i = 0; i < N_NETS; i++)
            cost[i] = cost_of_net(NETS[i], set, options.full, seed);
        for (int i = 0; i < N_ROWS; i++)
            batch[i] = cost_of_batch(ROWS[i], set, seed);
        if (k == 0) print_costs(cost);
        if (k == 0) print_batches(batch, set.hidden);
        claim_nets(cost);
        for (int i = 0; i < N_ROWS; i++) claim_batch(ROWS[i], batch[i]);
    }
    claims_print();
    return 0;
}
