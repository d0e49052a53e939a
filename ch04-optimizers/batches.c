// # All examples, one, or some: three kinds of descent
//
// How many examples should be looked at before a step is taken?  Elgendy,
// 2.6.2 to 2.6.5, with the two paths in the table of 2.6.3; Buduma, "Stochastic
// and minibatch gradient descent".
//
//     make batches                            three paths down the same bowl
//     make batches ARGS="--batch 256"         larger mini-batches
//     make batches ARGS="--eta 0.5"           shorter steps bounce less
//
// Time: 1 s
//
// What to look for: three descents with the same start, the same η and the same
// number of steps.  Batch descent comes smoothly, on a nearly straight way, at
// a thousand examples for each step.  Stochastic descent (SGD) looks at one
// example, and every example pulls to another side: the path bounces, and goes
// on bouncing about the minimum for ever.  A mini-batch follows the mean of m
// pulls, and bounces less.  The black dots are the ends of 50 such walks.
//
// The second picture shows what it costs.  After a thousand examples batch
// descent has taken its first step, mini-batches are half way, and SGD has long
// arrived; but it does not settle as low as the others.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/data.h"
#include "common/report.h"

// ## Settings: ours, as the text's paths have no numbers
typedef struct {
    int batch;                 // m, of the mini-batches
    real eta;                  // η; Elgendy's α, Buduma's ε
} Settings;

static const Settings OURS = {32, 2};
enum { N = 1000, STEPS = 200, WALKS = 50 };

// ## The problem: one sigmoid neuron, two weights
//
// A thousand points about (0, 0) with targets 0 and 1: 1 the more often, the
// larger 2x₁ + x₂ is.  No weights answer all of them, so the examples never
// agree.
typedef struct { real w1, w2; } Point;
static const Point START = {-3, 0.5};

static Point plus(Point a, real c, Point b) {                   // a + c b
    return (Point){a.w1 + c * b.w1, a.w2 + c * b.w2};
}

static real sigmoid(real z) { return 1 / (1 + exp(-z)); }

static Dataset examples_new(Random *random) {
    Dataset set = dataset_new(N, 2, 1);
    for (int i = 0; i < N; i++) {
        real x1 = AT(set.x, i, 0) = random_normal(random);
        real x2 = AT(set.x, i, 1) = random_normal(random);
        AT(set.y, i, 0) = random_uniform(random) < sigmoid(2 * x1 + x2);
    }
    return set;
}

// ## Error and gradient
//
//     y = σ(w₁x₁ + w₂x₂)     E = 1/2n Σ (t - y)²     over n records; t: set.y
static real error_at(Point w, Dataset set) {
    real sum = 0;
    for (int i = 0; i < set.x.rows; i++) {
        real y = sigmoid(w.w1 * AT(set.x, i, 0) + w.w2 * AT(set.x, i, 1));
        sum += (AT(set.y, i, 0) - y) * (AT(set.y, i, 0) - y);
    }
    return sum / (2 * set.x.rows);
}

// Buduma's update, with the sum over the examples k of the mini-batch:
//
//     Δwᵢⱼ = -Σ ε yᵢ yⱼ (1 - yⱼ) ∂E/∂yⱼ         here yᵢ = xᵢ,  ∂E/∂yⱼ = y - t
//
// This is the sum without ε.  The gradient is its mean: divide by m.
static Point gradient_sum(Point w, Matrix x, Matrix t) {
    Point sum = {0, 0};
    for (int k = 0; k < x.rows; k++) {
        Point xk = {AT(x, k, 0), AT(x, k, 1)};
        real y = sigmoid(w.w1 * xk.w1 + w.w2 * xk.w2);
        sum = plus(sum, y * (1 - y) * (y - AT(t, k, 0)), xk);
    }
    return sum;
}

// ## One step
//
//     Δwᵢ = -α dE/dwᵢ          w[next] = w[current] + Δw         Elgendy, 2.6.2
//
// With the mean the length of a step hardly depends on m.  With Buduma's sum
// it does, and the conversion is ε = η/m.
static Point step(Point w, Matrix x, Matrix t, real epsilon) {
    return plus(w, -epsilon, gradient_sum(w, x, t));
}

// ## Descent
//
// Elgendy's two columns, in one function:
//
//     GD                              SGD
//     1. take all the data            1. shuffle the examples
//     2. compute the gradient         2. take one
//     3. update the weights           3. compute the gradient
//     4. repeat for n epochs          4. update the weights
//                                     5. take another one
//                                     6. repeat for n epochs
//
// Take m instead of one, and this is mini-batch descent; m = n gives the left.
typedef struct {
    Point w[STEPS + 1];        // the start, and where each step led
    int seen[STEPS + 1];       // examples looked at so far
} Walk;

static void descend(Walk *walk, Dataset set, int m, real eta, Random *random) {
    Batches batches = batches_new(set, m);
    int i = 0;
    walk->w[0] = START;
    walk->seen[0] = 0;
    while (i < STEPS) {
        batches_shuffle(&batches, random);                             // 1
        while (i < STEPS && batches_next(&batches)) {                  // 2, 5
            int rows = batches.x.rows;
            walk->seen[i + 1] = walk->seen[i] + rows;
            walk->w[i + 1] = step(walk->w[i], batches.x, batches.y,
                                  eta / rows);                         // 3, 4
            i++;
        }
    }
    batches_free(&batches);
}

// ## What is measured
static real distance(Point a, Point b) {
    return hypot(a.w1 - b.w1, a.w2 - b.w2);
}

static real path_length(const Walk *walk) {
    real sum = 0;
    for (int i = 0; i < STEPS; i++) sum += distance(walk->w[i], walk->w[i + 1]);
    return sum;
}

static int steps_uphill(const Walk *walk, Dataset set) {
    int up = 0;
    for (int i = 0; i < STEPS; i++)
        up += error_at(walk->w[i + 1], set) > error_at(walk->w[i], set);
    return up;
}

// The ends of many walks: how far from their middle, as a root mean square.
static real scatter(const Point end[WALKS]) {
    Point mean = {0, 0};
    real sum = 0;
    for (int i = 0; i < WALKS; i++) mean = plus(mean, 1.0 / WALKS, end[i]);
    for (int i = 0; i < WALKS; i++) sum += pow(distance(end[i], mean), 2);
    return sqrt(sum / WALKS);
}

// ## The gradients of an epoch
//
// The gradient of a mini-batch is an estimate, and it is not biased: each
// example is as likely to be in it as any other.  An epoch takes every example
// once, so the mean of its estimates is exact,
//
//     1/b Σ ∇E(mini-batch)  =  ∇E,          b mini-batches of the same size
//
// if the weights stay where they are, as they do here.  (Of 1000 examples in
// batches of 256 the last has 232, which count a little more than the others.)
typedef struct {
    int count, last;           // mini-batches, and examples in the last one
    real off;                  // of their mean from ∇E, as a share of it
} Epoch;

static Epoch one_epoch(Dataset set, int m, Random *random) {
    Batches batches = batches_new(set, m);
    Epoch it = {0, 0, 0};
    Point sum = {0, 0}, all = gradient_sum(START, set.x, set.y);
    batches_shuffle(&batches, random);
    for (; batches_next(&batches); it.count++) {
        it.last = batches.x.rows;
        sum = plus(sum, 1.0 / it.last,
                   gradient_sum(START, batches.x, batches.y));
    }
    Point off = plus(all, -(real)N / it.count, sum);       // N times
    it.off = hypot(off.w1, off.w2) / hypot(all.w1, all.w2);
    batches_free(&batches);
    return it;
}

// ## The experiment
enum { WHOLE, SOME, SINGLE, KINDS };
static const char *const KIND[KINDS] = {"whole", "some", "single"};

typedef struct {
    Dataset set;               // to be freed
    Walk walk[KINDS];
    Point end[KINDS][WALKS];   // of this walk, and of others
    Epoch equal, unequal;      // epochs of mini-batches of 250, and of 256
} Result;

static Result experiment(Settings set, uint64_t seed) {
    const int m[KINDS] = {N, set.batch, 1};
    Random random = random_new(seed);
    Result it = {.set = examples_new(&random)};
    for (int kind = 0; kind < KINDS; kind++)
        for (int i = WALKS - 1; i >= 0; i--) {
            descend(&it.walk[kind], it.set, m[kind], set.eta, &random);
            it.end[kind][i] = it.walk[kind].w[STEPS];
        }
    it.equal = one_epoch(it.set, 250, &random);
    it.unequal = one_epoch(it.set, 256, &random);
    return it;
}

// ## Data for the pictures
static void print_surface(Dataset set) {
    block_begin("surface", "w1 w2 error");
    for (int i = 0; i <= 50; i++, printf("\n"))
        for (int j = 0; j <= 80; j++) {
            Point w = {-4 + 0.1 * j, -1.5 + 0.1 * i};
            printf("%g %g %.5f\n", w.w1, w.w2, error_at(w, set));
        }
    block_end();
}

static void print_walks(const Result *it) {
    for (int kind = 0; kind < KINDS; kind++) {
        const Walk *walk = &it->walk[kind];
        block_begin(KIND[kind], "step seen w1 w2 error");
        for (int i = 0; i <= STEPS; i++)
            printf("%d %d %.4f %.4f %.5f\n", i, walk->seen[i], walk->w[i].w1,
                   walk->w[i].w2, error_at(walk->w[i], it->set));
        block_end();
    }
    block_begin("ends", "kind w1 w2");
    for (int kind = 0; kind < KINDS; kind++, printf("\n"))
        for (int i = 0; i < WALKS; i++)
            printf("%d %.4f %.4f\n", kind, it->end[kind][i].w1,
                   it->end[kind][i].w2);
    block_end();
}

// ## What the texts say, and what was measured
static void claim_paths(const Result *it) {
    const Walk *whole = &it->walk[WHOLE], *single = &it->walk[SINGLE];
    real length = path_length(whole), off = scatter(it->end[SINGLE]);
    claim_between("Elgendy 2.6.3: batch descent: smooth, nearly straight: path "
                  "over straight line", "", 1, 1.1,
                  length / distance(START, whole->w[STEPS]));
    claim("Elgendy 2.6.3: batch descent: steps uphill", "", 0,
          steps_uphill(whole, it->set), 0);
    claim_between("Elgendy 2.6.3: SGD: not every step goes down: uphill", "%",
                  10, 90, 100.0 * steps_uphill(single, it->set) / STEPS);
    claim_between("Elgendy 2.6.3: SGD zigzags: path over batch descent's", "",
                  2, 10, path_length(single) / length);
    claim_between("Elgendy 2.6.3: SGD never settles: scatter of its ends", "",
                  0.1, 2, off);
    claim_true("Buduma: mini-batches scatter less",
               scatter(it->end[SOME]) < off / 2);
    real last = error_at(single->w[STEPS], it->set);
    claim_true("Elgendy 2.6.3: SGD is faster: arrived before batch descent has "
               "taken a step", last < error_at(whole->w[1], it->set) / 2);
}

static void claim_epochs(const Result *it) {
    claim("Elgendy 2.6.5: 1000 samples, batches of 256: number of batches", "",
          4, it->unequal.count, 0);
    claim("Elgendy 2.6.5: samples in the last", "", 232, it->unequal.last, 0);
    claim("Buduma: gradients are not biased: mean over an epoch, off by", "", 0,
          it->equal.off, 1e-12);
    claim_between("our finding: with a last batch of 232 it is off by", "",
                  1e-5, 0.1, it->unequal.off);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "all examples, one, or some");
    option_int(&options, "--batch", &set.batch, 1, "m of the mini-batches");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    options_end(&options);
    if (set.batch > N || !(set.eta > 0))
        wrong_usage("--batch: at most %d; --eta: above 0", N);

    say("One sigmoid neuron walks downhill: all examples, %d, one", set.batch);
    caption("%d steps with η = %g, %d examples, mini-batches of %d, seed %d",
            STEPS, set.eta, N, set.batch, (int)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        Result it = experiment(set, options.seed + (uint64_t)i);
        if (i == 0) print_surface(it.set), print_walks(&it);
        claim_paths(&it);
        claim_epochs(&it);
        dataset_free(&it.set);
    }
    claims_print();
    return 0;
}
