// # Half of the network is gone
//
// Dropout deletes hidden neurons at random, for one mini-batch, and puts them
// back.  Which network is it that learns, and which one is used?  Nielsen,
// chapter 3, "Dropout"; Buduma, figure 4-16 and the formulas for E[output]; the
// slides, "Dropout" and "Dropout as an ensemble".  What it is good for is
// measured in dropout.c.
//
//     make thinned                            8 hidden neurons, half deleted
//     make thinned ARGS="--p 0.2"             one in five
//     make thinned SEED=2                     other masks
//
// Time: 1 s
//
// What to look for: the first picture has the text's network before dropout,
// four mini-batches with the neurons that were really deleted, and the network
// in use.  A coin is thrown for each neuron, so it is half of them on average
// only.  A deleted neuron learns nothing: it comes back exactly as it went.
//
// The second picture, left: what a neuron passes on, on average, for any p.
// Right: 8 neurons make 2⁸ = 256 thinned networks, and all of them answer the
// same question.  The mean of their weighted sums is *exactly* the one in use;
// the mean of their outputs is near it, but not the same: σ is bent.  The two
// differ by 0.06 on average, and by up to 0.17 with the first five seeds.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "ch03-crossentropy-regularization/network2.h"
#include "common/report.h"

// ## Settings: p is the text's, the rest is ours
enum {
    INPUTS = 5, HIDDEN = 8,
    MASKS = 1 << HIDDEN,       // thinned networks that there are
    EXAMPLES = 200, BATCH = 10,
    SHOWN = 4,                 // mini-batches in the picture
    COINS = 1000000,           // thrown for E[output]
};

typedef struct {
    real p_drop;               // part of the hidden neurons that is deleted
    int epochs;
} Settings;

static const Settings TEXT = {0.5, 40};

// ## A task: is the first of five inputs larger than the second?
static Dataset new_task(Random *random) {
    Dataset set = dataset_new(EXAMPLES, INPUTS, 1);
    for (int i = 0; i < EXAMPLES; i++) {
        for (int k = 0; k < INPUTS; k++)
            AT(set.x, i, k) = random_uniform(random);
        AT(set.y, i, 0) = AT(set.x, i, 0) > AT(set.x, i, 1);
    }
    return set;
}

// ## What is measured
typedef struct {
    bool deleted[SHOWN][HIDDEN];   // in the first mini-batches
    real share;                // of deleted neurons, over all mini-batches
    real slope;                // Σ |∂C/∂θ| at deleted neurons
    real gap_naive;            // mean of all thinned networks against the one
    real gap_inverted;         // in use: z³, the largest difference
    real gap_a;                // and a³, the mean one
    real late;                 // the largest output by the slides' formula
} Result;

// ## Learning, with a list of factors
//
//     a² = σ(w² x + b²)      ã² = r ⊙ a²      z³ = w³ ã² + b³   slides, Dropout
//
// network2.c draws r anew for every mini-batch, one for all its examples, and
// goes back through the same thinned network:
//
//     δ² = r ⊙ ((w³)ᵀ δ³) ⊙ σ′(z²)                     (BP2), and the mask
//     ∂C/∂w² = δ² xᵀ       ∂C/∂b² = δ²       ∂C/∂w³ = δ³ (ã²)ᵀ
//
// Each slope at a deleted neuron has a factor 0: into it by δ², out of it by
// ã².  So it is 0, not small, and a step leaves the neuron as it was.  (Weight
// decay would shorten it all the same.)
static real slopes_at(const Network2 *n, int j) {
    real sum = fabs(AT(n->nabla_b[2], 0, j));
    for (int k = 0; k < INPUTS; k++) sum += fabs(AT(n->nabla_w[2], j, k));
    return sum + fabs(AT(n->nabla_w[3], 0, j));
}

static void look_at_mask(Result *it, const Network2 *n, int batch) {
    for (int j = 0; j < HIDDEN; j++) {
        bool deleted = AT(n->mask[2], 0, j) == 0;
        if (batch < SHOWN) it->deleted[batch][j] = deleted;
        if (deleted) it->slope += slopes_at(n, j);
        it->share += deleted;
    }
}

static void learn(Result *it, Network2 *n, Dataset task, int epochs,
                  Random *random) {
    Batches batches = batches_new(task, BATCH);
    int batch = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
        batches_shuffle(&batches, random);
        for (; batches_next(&batches); batch++) {
            network2_gradient(n, &batches, random);
            look_at_mask(it, n, batch);
            network2_step(n, 1);                 // η = 1
        }
    }
    it->share /= (real)batch * HIDDEN;
    batches_free(&batches);
}

// ## What a neuron passes on, on average
//
// In use, for p = ½, twice as many neurons speak as while learning.  The text
// makes up for it in use: there it halves the weights that lead out of them,
// w³ → (1 - p) w³.  Buduma calls this naive, and does it while learning
// (*inverted* dropout): what is left passes on 1/(1 - p) times as much.  Both
// are one function, written with other weights; but the inverted slopes are
// steeper: the same η moves w³ by steps 1/(1 - p)² times as long.
//
//     E[output] = (1 - p) x + p 0 = (1 - p) x                     naive
//     E[output] = (1 - p) x/(1 - p) + p 0 = x                     inverted
//
// Mind the letter: with Buduma p is the part that is *kept*, and these read p x
// and x.  With Nielsen and on the slides it is the part that is deleted, and so
// p_drop is here.
static real inverted(real p_drop) { return 1 / (1 - p_drop); }

static real mean_output(real scale, real p_drop, Random *random) {
    real sum = 0, r;
    for (int i = 0; i < COINS; i++) {
        random_mask(&r, 1, p_drop, random);
        sum += r * scale;
    }
    return sum / COINS;
}

// ## All thinned networks
//
// A thinned network is a list r.  Where a² is known, its z³ is
static real weighted_sum(const Network2 *n, const real r[]) {
    real z3 = AT(n->b[3], 0, 0);
    for (int j = 0; j < HIDDEN; j++)
        z3 += AT(n->w[3], 0, j) * r[j] * AT(n->a[2], 0, j);
    return z3;
}

static real sigmoid(real z) { return 1 / (1 + exp(-z)); }

// Number 0 ... 255: bit j deletes neuron j.  A list that deletes d neurons has
// the probability p^d (1 - p)^(8 - d), and so a mean over all of them is a sum.
static real numbered_mask(real r[], int number, real scale, real p_drop) {
    real probability = 1;
    for (int j = 0; j < HIDDEN; j++) {
        bool deleted = number >> j & 1;
        r[j] = deleted ? 0 : scale;
        probability *= deleted ? p_drop : 1 - p_drop;
    }
    return probability;
}

typedef struct { real z, a; } Answer;

static Answer mean_of_all(const Network2 *n, real scale) {
    Answer mean = {0, 0};
    for (int number = 0; number < MASKS; number++) {
        real r[HIDDEN];
        real probability = numbered_mask(r, number, scale, n->p_drop);
        real z3 = weighted_sum(n, r);
        mean.z += probability * z3;
        mean.a += probability * sigmoid(z3);
    }
    return mean;
}

// The slides mask a² too, but write the scale at the next activation:
//
//     z³ = w³ (r ⊙ a²) + b³           a³ = 1/(1 - p) σ(z³)
//
// Then z³ - b³ has only 1 - p of its size, on average, and outputs go beyond 1.
// The scale belongs where the mask is.  (In the middle of a deep network nobody
// notices, as each layer gets the scale of the one below.)

static real worse(real worst, real gap) {
    return gap > worst || isnan(gap) ? gap : worst;      // NaN stays
}

// ## The experiment: a question to the network in use
static void ask(Result *it, Network2 *n, Matrix x) {
    real p = n->p_drop, a = network2_feed_forward(n, x).at[0];
    real z = AT(n->z[3], 0, 0), b = AT(n->b[3], 0, 0);
    real halved = b + (1 - p) * (z - b);         // by the weights (1 - p) w³
    Answer naive = mean_of_all(n, 1), mean = mean_of_all(n, inverted(p));
    it->gap_naive = worse(it->gap_naive, fabs(naive.z - halved));
    it->gap_inverted = worse(it->gap_inverted, fabs(mean.z - z));
    it->gap_a += fabs(mean.a - a) / EXAMPLES;
    it->late = fmax(it->late, inverted(p) * naive.a);
}

// ## Data for the pictures
//
// Panel 0 is the network before dropout, 1 ... 4 are mini-batches, 5 is in use.
static void print_masks(const Result *it) {
    block_begin("masks", "panel neuron deleted");
    for (int panel = 0; panel <= SHOWN + 1; panel++)
        for (int j = 0; j < HIDDEN; j++)
            printf("%d %d %d\n", panel, j + 1, panel >= 1 && panel <= SHOWN &&
                                               it->deleted[panel - 1][j]);
    block_end();
}

// All answers to the last question.
static void print_answers(const Network2 *n) {
    real r[HIDDEN], scale = inverted(n->p_drop);
    block_begin("thinned", "z a probability");
    for (int number = 0; number < MASKS; number++) {
        real probability = numbered_mask(r, number, scale, n->p_drop);
        real z = weighted_sum(n, r);
        printf("%.5f %.5f %.3g\n", z, sigmoid(z), probability);
    }
    block_end();
    Answer mean = mean_of_all(n, scale);
    block_begin("whole", "z a mean_z mean_a");
    printf("%.5f %.5f %.5f %.5f\n", AT(n->z[3], 0, 0), AT(n->a[3], 0, 0),
           mean.z, mean.a);
    block_end();
}

static void throw_coins(Random *random, bool print) {
    real naive_gap = 0, inverted_gap = 0;
    if (print) block_begin("coins", "p_drop naive inverted");
    for (int tenth = 0; tenth <= 8; tenth++) {
        real p = tenth / 10.0;
        real naive = mean_output(1, p, random);
        real scaled = mean_output(inverted(p), p, random);
        if (print) printf("%g %.5f %.5f\n", p, naive, scaled);
        naive_gap = worse(naive_gap, fabs(naive / (1 - p) - 1));
        inverted_gap = worse(inverted_gap, fabs(scaled - 1));
    }
    if (print) block_end();
    claim_between("Buduma, naive dropout: E[output] = p x, off by at most, "
                  "keeping p = 0.2 ... 1", "%", 0, 1, 100 * naive_gap);
    claim_between("Buduma, inverted dropout: E[output] = x, off by at most",
                  "%", 0, 1, 100 * inverted_gap);
}

// ## Claims
static void make_claims(const Result *it) {
    claim("Nielsen ch3: hidden neurons that are deleted, over all mini-batches",
          "%", 50, 100 * it->share, 2);          // 3 standard deviations: 1.9
    claim("slides: what deleted neurons learn: the sum of their slopes", "", 0,
          it->slope, 0);
    claim_between("Nielsen ch3: weights halved in use, against the mean of all "
                  "256 thinned networks, as they are: z³ differs by", "", 0,
                  1e-12, it->gap_naive);
    claim_between("slides, Dropout as ensemble: the mean z³ of all 256 thinned "
                  "networks, scaled, against the one in use: differs by", "", 0,
                  1e-12, it->gap_inverted);
    claim_between("our finding: the mean of their outputs, against the one in "
                  "use: differs, on average, by", "", 0.001, 0.1, it->gap_a);
    claim_true("our finding: by the slides' formula, read as it stands, "
               "outputs go beyond 1", it->late > 1);
}

static void run(Settings set, uint64_t seed, bool print) {
    Random random = random_new(seed);
    Network2 n = network2_new(3, (int[]){INPUTS, HIDDEN, 1}, BATCH,
                              &network2_cross_entropy, &random);
    n.p_drop = set.p_drop;
    Dataset task = new_task(&random);
    Result it = {.slope = 0};
    learn(&it, &n, task, set.epochs, &random);
    for (int i = 0; i < EXAMPLES; i++) ask(&it, &n, mat_rows(task.x, i, 1));
    if (print) print_masks(&it), print_answers(&n);
    throw_coins(&random, print);
    make_claims(&it);
    dataset_free(&task);
    network2_free(&n);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "half of a network is gone");
    option_real(&options, "--p", &set.p_drop, "part that is deleted");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over the data");
    options_end(&options);
    if (!(set.p_drop > 0 && set.p_drop < 1) || set.epochs > 100000)
        wrong_usage("--p must be between 0 and 1, --epochs at most 100000");

    say("[%d,%d,1] learns with dropout, p = %g, seed %llu", INPUTS, HIDDEN,
        set.p_drop, (unsigned long long)options.seed);
    caption("[%d,%d,1], p = %g, %d epochs, seed %llu", INPUTS, HIDDEN,
            set.p_drop, set.epochs, (unsigned long long)options.seed);
    for (int i = 0; i < options.seeds; i++)
        run(set, options.seed + (uint64_t)i, i == 0);
    claims_print();
    return 0;
}
