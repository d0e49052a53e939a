// # A flat spot, and how noise crosses it
//
// Batch gradient descent stops wherever the error is flat, be it high above the
// minimum.  Stochastic descent looks at one example at a time, and each example
// has an error curve of its own.  Buduma, "Stochastic and minibatch gradient
// descent", figures 4-6 and 4-7: one weight, and a curve with a flat part.
//
//     make flat_spot                          both figures
//     make flat_spot ARGS="--eta 0.2"         shorter steps: less noise
//     make flat_spot ARGS="--eta 0.8"         longer ones: across, and back
//     make flat_spot ARGS="--start 4.5"       a luckier start
//
// Time: 1 s
//
// What to look for: left, the ball of batch descent rolls down the slope and
// comes to rest on the shelf.  Right, the thin curves are those of single
// examples.  They cross the shelf with slopes to both sides, which cancel in
// the mean, but not in a single step: SGD wanders about on the shelf, finds its
// end, and stays in the valley, where most examples agree, trembling.  Below,
// the weight while it learns.  Nothing drives it across; with one seed it takes
// three epochs, with another nine.
//
// Mini-batches are a compromise here too.  Averaged over four examples, the
// noise is too weak to cross.  The text *sums* over the mini-batch, which makes
// the step four times as long, and then they cross much as SGD does.
//
// The text calls the flat part a saddle point "in higher dimensions".  It is
// none.  At a saddle the curvature is positive one way and negative another,
// which takes two weights.  Here it is 0, and the curve falls on both sides: an
// inflection, drawn out to a shelf.
//
// Nor does noise help everywhere.  On the far left the error is flat because
// *every* example's curve is flat there; nothing is left to cancel, there is no
// noise, and SGD stands still like the others.  Saturated neurons are such a
// place.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/matrix.h"
#include "common/report.h"

// ## Settings: ours, as the text's curves have no numbers
typedef struct {
    real start;                // the unlucky one
    real lucky;                // another, right of the valley
    real eta;                  // the text's ε; here η, as everywhere
    int batch;                 // m of the mini-batches
} Settings;

static const Settings OURS = {-1, 8, 0.4, 4};

// ## One weight, and what 120 examples think of it
//
// Each example k wants the weight to be t⁽ᵏ⁾.  Half of them are scattered over
// 0 ... 6, evenly, the other half agree on 6.5, give or take ½.
enum { SCATTERED = 60, N = 120, EPOCHS = 100 };

static real wanted(int k) {
    return k < SCATTERED ? 6 * (k + 0.5) / SCATTERED
                         : 6 + (k - SCATTERED + 0.5) / (N - SCATTERED);
}

// An answer that is off by REACH or more is simply wrong, and costs 1; a nearer
// one costs less (statistics knows this error as Tukey's biweight):
//
//     E⁽ᵏ⁾ = 1 - (1 - u²)³,     u = (w - t⁽ᵏ⁾) / REACH,     |u| < 1
static const real REACH = 2;

static real error_of(int k, real w) {
    real u = (w - wanted(k)) / REACH, v = 1 - u * u;
    return v > 0 ? 1 - v * v * v : 1;
}

//     dE⁽ᵏ⁾/dw = 6u (1 - u²)² / REACH
static real slope_of(int k, real w) {
    real u = (w - wanted(k)) / REACH, v = 1 - u * u;
    return v > 0 ? 6 * u * v * v / REACH : 0;
}

// What batch descent sees is the mean.  Among evenly scattered examples as many
// pull to the left as to the right, and the mean curve is flat, but for ripples
// of 10⁻⁵ in its slope.  (Scattered at random, they would make it a row of
// shallow dips: see many_valleys.c.)
//
//     E = 1/n Σ E⁽ᵏ⁾          dE/dw = 1/n Σ dE⁽ᵏ⁾/dw
static real mean_of(real (*f)(int k, real w), real w) {
    real sum = 0;
    for (int k = 0; k < N; k++) sum += f(k, w);
    return sum / N;
}

// How flat?  The largest slope, up or down, between two places.
static real steepest(real from, real to) {
    real most = 0;
    for (real w = from; w < to; w += 0.003)
        most = fmax(most, fabs(mean_of(slope_of, w)));
    return most;
}

static real lowest_weight(void) {
    real best = 0;
    for (real w = 0; w < 10; w += 0.005)
        if (mean_of(error_of, w) < mean_of(error_of, best)) best = w;
    return best;
}

// ## Descent
//
// An epoch goes through all examples in a new order; after every m of them,
//
//     w ← w - η 1/m Σ dE⁽ᵏ⁾/dw,        the sum over these m
//
// m = n is batch descent, m = 1 stochastic descent.  Buduma has no 1/m there,
// but ε for η: his step is ours with η = ε m.
//
// w is written down after every example, also where it has not moved.
static void descend(Matrix w, real start, int m, real eta, Random *random) {
    int order[N];
    for (int k = 0; k < N; k++) order[k] = k;
    real here = start, sum = 0;
    for (int i = 0; i < w.cols; i++) {
        if (i % N == 0) random_shuffle(order, N, random);
        sum += slope_of(order[i % N], here);
        if ((i + 1) % m == 0) {
            here -= eta * sum / m;
            sum = 0;
        }
        AT(w, 0, i) = here;
    }
}

// Does batch descent stand still at last?  Its order does not matter.
typedef struct {
    real w, slope;             // where, and how steep it is there
    int steps;                 // until the slope was less than 10⁻⁶
} Rest;

static Rest roll(real start, real eta) {
    const int patience = 100000;
    Rest it = {start, mean_of(slope_of, start), 0};
    for (; fabs(it.slope) >= 1e-6 && it.steps < patience; it.steps++) {
        it.w -= eta * it.slope;
        it.slope = mean_of(slope_of, it.w);
    }
    return it;
}

// ## How far does noise carry?
//
// On the shelf the slopes of the examples have the mean 0 and some standard
// deviation s.  A mini-batch that averages takes steps of about η s / √m, and
// n/m of them in an epoch; random steps add up like their square root:
//
//     √(n/m) · η s / √m  =  √n η s / m
//
// So it gets m times less far than SGD in an epoch.  With sums instead, m
// cancels.  (All of them get less far than this.  A new order serves each
// example once in an epoch, so that a push is mostly taken back by the others.)
//
// ## The experiment: four walks from the unlucky start
enum { WHOLE, AVERAGED, SUMMED, STOCHASTIC, WALKS };
static const char *const WALK[WALKS] = {"whole", "averaged", "summed",
                                        "stochastic"};

typedef struct {
    real lowest;               // the weight with the smallest mean error
    Rest stopped, lucky;       // batch descent, from either start
    real start;
    Matrix w;                  // a row per walk: w after every example
    real tremor;               // SGD's mean error in its last tenth, over the
                               // smallest error
    real moved;                // by SGD, from where all curves are flat
} Result;

// The epoch in which a walk first comes to the minimum; -1: never.
static int arrival(const Result *it, int walk) {
    for (int i = 0; i < it->w.cols; i++)
        if (fabs(AT(it->w, walk, i) - it->lowest) < 0.1) return i / N + 1;
    return -1;
}

static real last_error(Matrix w) {
    int tail = w.cols / 10;
    real sum = 0;
    for (int i = w.cols - tail; i < w.cols; i++)
        sum += mean_of(error_of, w.at[i]);
    return sum / tail;
}

static const real FAR_LEFT = -3;       // no t⁽ᵏ⁾ is within REACH

static void experiment(Result *it, Settings set, uint64_t seed) {
    Random random = random_new(seed);
    Matrix stochastic = mat_rows(it->w, STOCHASTIC, 1);
    descend(stochastic, FAR_LEFT, 1, set.eta, &random);
    it->moved = fabs(AT(stochastic, 0, stochastic.cols - 1) - FAR_LEFT);
    const int m[WALKS] = {N, set.batch, set.batch, 1};
    for (int walk = 0; walk < WALKS; walk++) {
        random = random_new(seed);
        real eta = walk == SUMMED ? set.eta * set.batch : set.eta;
        descend(mat_rows(it->w, walk, 1), set.start, m[walk], eta, &random);
    }
    it->start = set.start;
    it->lowest = lowest_weight();
    it->stopped = roll(set.start, set.eta);
    it->lucky = roll(set.lucky, set.eta);
    it->tremor = last_error(stochastic) / mean_of(error_of, it->lowest);
}

// ## Data for the picture
static void print_curves(void) {
    block_begin("mean", "w error");
    for (real w = -3; w <= 11; w += 0.05)
        printf("%g %.5f\n", w, mean_of(error_of, w));
    block_end();
    block_begin("single", "w error");
    for (int k = 4; k < N; k += 8, printf("\n"))
        for (real w = -3; w <= 11; w += 0.05)
            printf("%g %.5f\n", w, error_of(k, w));
    block_end();
}

static void print_walks(const Result *it) {
    const Rest rest[] = {it->stopped, it->lucky};
    block_begin("rests", "w error steps");
    for (int i = 0; i < 2; i++)
        printf("%.4f %.5f %d\n", rest[i].w, mean_of(error_of, rest[i].w),
               rest[i].steps);
    block_end();
    for (int walk = 0; walk < WALKS; walk++) {
        block_begin(WALK[walk], "epoch w error");
        for (int i = -1; i < it->w.cols; i += 4) {
            real w = i < 0 ? it->start : AT(it->w, walk, i);
            printf("%.3f %.4f %.5f\n", (i + 1.0) / N, w,
                   mean_of(error_of, w));
        }
        block_end();
    }
}

// ## The text in words, and what was measured
static void make_claims(const Result *it) {
    real least = mean_of(error_of, it->lowest), w = it->stopped.w;
    claim_between("Buduma fig 4-6: batch descent comes to rest on the flat "
                  "part; slope there", "", 0, 1e-6, fabs(it->stopped.slope));
    claim_true("Buduma fig 4-6: far above the minimum (more than 1.2 times)",
               mean_of(error_of, w) > 1.2 * least);
    claim("Buduma fig 4-6: from a lucky start it finds the minimum; off by", "",
          0, it->lucky.w - it->lowest, 0.01);
    claim_true("Buduma fig 4-7: SGD crosses the flat part to the minimum",
               arrival(it, STOCHASTIC) > 0);
    claim_between("our finding: and trembles there: mean error, for 1 at the "
                  "minimum", "", 1.001, 1.1, it->tremor);
    claim_true("our finding: mini-batches of 4 that average do not cross",
               arrival(it, AVERAGED) < 0);
    claim_true("Buduma: mini-batches (of 4, summed as in the text) cross",
               arrival(it, SUMMED) > 0);
    claim_between("our finding: no saddle: E neither rises nor falls on the "
                  "flat part: largest slope, w = 2 ... 4", "", 0, 1e-5,
                  steepest(2, 4));
    claim_true("our finding: no saddle: E falls to the right on both sides",
               mean_of(slope_of, 1) < 0 && mean_of(slope_of, 5) < 0);
    claim("our finding: where every single curve is flat, SGD moves by", "", 0,
          it->moved, 0);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "a flat spot, and how noise "
                                                "crosses it");
    option_real(&options, "--start", &set.start, "weight to start from");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    option_int(&options, "--batch", &set.batch, 1, "of the mini-batches");
    options_end(&options);
    if (N % set.batch || !(set.eta > 0))
        wrong_usage("--batch must divide %d, --eta be above 0", N);

    say("One weight, %d examples, η = %g, from w = %g: batch descent, "
        "mini-batches of %d, SGD; seed %d", N, set.eta, set.start, set.batch,
        (int)options.seed);
    caption("%d examples, η = %g, mini-batches of %d, from w = %g, seed %d", N,
            set.eta, set.batch, set.start, (int)options.seed);
    Result it = {.w = mat_new(WALKS, N * EPOCHS)};
    for (int i = 0; i < options.seeds; i++) {
        experiment(&it, set, options.seed + (uint64_t)i);
        say("SGD comes to the minimum in epoch %d", arrival(&it, STOCHASTIC));
        if (i == 0) {
            print_curves();
            print_walks(&it);
        }
        make_claims(&it);
    }
    claims_print();
    mat_free(&it.w);
    return 0;
}
