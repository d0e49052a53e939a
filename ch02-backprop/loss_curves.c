// # What a loss curve tells, and what it does not
//
// The loss (cost, error) over the epochs is what one watches while a network
// learns.  How should it be read?  Elgendy: section 2.2.4, "if the error keeps
// oscillating, lower the learning rate", and 2.5.3 with figure 2.24, two models
// of which one is better before epoch 6, the other after it.
//
//     make loss_curves                        both experiments
//     make loss_curves ARGS="--large 0.3"     large, but not that large
//     make loss_curves ARGS="--eta 0.005"     and if the good one is too small?
//
// Time: 2 s
//
// What to look for: with η = 1 the loss of a network on the spiral jumps up and
// down for ever.  With η = 0.05 it falls, but for a few spikes.  Lowered half
// way, from 1 to 0.05, it is calm at once and stays high: the large steps have
// carried the weights to where small ones do not bring them back.  So lower the
// rate, and *start again*.
//
// In the other panel, whoever judges before epoch 6 takes the wrong model.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "ch02-backprop/network.h"
#include "common/report.h"
#include "common/toys.h"

// ## Settings: ours; the text gives words and a picture
typedef struct {
    int epochs;                // on the spiral
    real large, eta;           // a learning rate too large, a good one
} Settings;

static const Settings OURS = {400, 1, 0.05};
enum { POINTS = 500, BATCH = 10, MOST_HIDDEN = 4, SEEDS = 5 };

// ## The curves
//
// The spiral is that of spiral.c.  The two models of figure 2.24 look for the
// disc in the middle of the points of figure 2.9.  Model #2 has two neurons and
// learns in large steps; two lines cannot surround a disc.  Model #1 has 16 and
// learns in small steps, of a size that makes the losses cross near epoch 6: in
// the mean of five seeds, for one seed may cross at 2 and another at 9.
typedef struct {
    const char *name;
    int epochs, hidden, width; // hidden layers, and neurons in each of them
    real eta, later;           // η in the first half of the epochs; then
} Model;

enum { LARGE, LOWERED, GOOD, MODEL_1, MODEL_2, MODELS };

static void choose(Model models[MODELS], Settings set) {
    int epochs = set.epochs;
    models[LARGE] = (Model){"large", epochs, 3, 8, set.large, set.large};
    models[LOWERED] = (Model){"lowered", epochs, 3, 8, set.large, set.eta};
    models[GOOD] = (Model){"good", epochs, 3, 8, set.eta, set.eta};
    models[MODEL_1] = (Model){"first_model", 15, 1, 16, 0.15, 0.15};
    models[MODEL_2] = (Model){"second_model", 15, 1, 2, 1, 1};
}

// ## The network
//
// As in spiral.c: tanh in the hidden layers, a sigmoid at the end.  Weights
// start from N(0, 1/n), with n inputs to the neuron, biases at 0.
static real sigmoid(real z) { return 1 / (1 + real_exp(-z)); }
static real tanh_(real z) { return 2 * sigmoid(2 * z) - 1; }
static real tanh_slope(real z) { return 1 - tanh_(z) * tanh_(z); }

static Network start(Model it, Random *random) {
    int L = it.hidden + 2, sizes[MOST_HIDDEN + 2] = {2};
    for (int i = 1; i < L; i++) sizes[i] = i < L - 1 ? it.width : 1;
    Network n = network_new(L, sizes, POINTS, random);        // from N(0, 1)
    for (int l = 2; l <= L; l++) {
        mat_scale(n.w[l], 1 / sqrt(n.sizes[l - 1]), n.w[l]);
        mat_fill(n.b[l], 0);
    }
    return n;
}

//     zˡ = wˡ aˡ⁻¹ + bˡ        aˡ = tanh(zˡ),  but  aᴸ = σ(zᴸ)          (25)
static void feed_forward(Network *n, Matrix x) {
    n->a[1] = x;
    for (int l = 2; l <= n->L; l++) {
        n->z[l].rows = n->a[l].rows = n->sp[l].rows = n->delta[l].rows = x.rows;
        mat_mul_bt(n->z[l], n->a[l - 1], n->w[l]);
        mat_add_row(n->z[l], n->b[l]);
        mat_map(n->a[l], l < n->L ? tanh_ : sigmoid, n->z[l]);
    }
}

//     δᴸ = aᴸ - y                                                     (BP1)
//     δˡ = ((wˡ⁺¹)ᵀ δˡ⁺¹) ⊙ tanh′(zˡ)                                 (BP2)
//     b → b - (η/m) Σₓ δ                                              (BP3)
//     w → w - (η/m) Σₓ δ aᵀ                                           (BP4)
static void learn(Network *n, Matrix x, Matrix y, real eta) {
    feed_forward(n, x);
    mat_sub(n->delta[n->L], n->a[n->L], y);
    for (int l = n->L - 1; l >= 2; l--) {
        mat_mul(n->delta[l], n->delta[l + 1], n->w[l + 1]);
        mat_map(n->sp[l], tanh_slope, n->z[l]);
        mat_hadamard(n->delta[l], n->delta[l], n->sp[l]);
    }
    for (int l = 2; l <= n->L; l++) {
        mat_add_sum_rows(n->b[l], -eta / x.rows, n->delta[l]);
        mat_add_mul_at(n->w[l], -eta / x.rows, n->delta[l], n->a[l - 1]);
    }
}

// The loss whose δᴸ that is, the cross-entropy (chapter 3):
//
//     C = -1/n Σ [y ln a + (1 - y) ln (1 - a)]
//
// With a = σ(z) each term is y z - ln(1 + eᶻ), which no z can overflow.
static real loss(Network *n, Dataset set) {
    feed_forward(n, set.x);
    Matrix z = n->z[n->L];
    real sum = 0;
    for (int i = 0; i < z.rows; i++)
        sum += fmax(z.at[i], 0) + log1p(exp(-fabs(z.at[i]))) -
               set.y.at[i] * z.at[i];
    return sum / z.rows;
}

// ## The experiment
//
// curve[e] becomes the loss after e epochs.
static void watch(real curve[], Model it, Dataset set, Random random) {
    Network n = start(it, &random);
    Batches batches = batches_new(set, BATCH);
    curve[0] = loss(&n, set);
    for (int epoch = 1; epoch <= it.epochs; epoch++) {
        real eta = 2 * epoch <= it.epochs ? it.eta : it.later;
        batches_shuffle(&batches, &random);
        while (batches_next(&batches))
            learn(&n, batches.x, batches.y, eta);
        curve[epoch] = loss(&n, set);
    }
    batches_free(&batches);
    network_free(&n);
}

// curves[k] has a row for each seed; models of one seed see the same points.
static void watch_all(Matrix curves[], const Model models[], int row,
                      uint64_t seed) {
    Random random = random_new(seed);
    Dataset spiral = toys_spiral(POINTS, 1.75, 0.05, &random);
    Dataset disc = toys_circle(POINTS, &random);
    for (int k = 0; k < MODELS; k++)
        watch(mat_rows(curves[k], row, 1).at, models[k],
              k < MODEL_1 ? spiral : disc, random);
    dataset_free(&disc);
    dataset_free(&spiral);
}

// ## Reading a curve
//
// How restless is it?  The sum of all rises, in the second half:
static real rises(Matrix curve) {
    real sum = 0;
    for (int e = curve.cols / 2 + 1; e < curve.cols; e++)
        sum += fmax(0, curve.at[e] - curve.at[e - 1]);
    return sum;
}

// The best of the first so many epochs:
static real lowest(Matrix curve, int epochs) {
    real least = curve.at[0];
    for (int e = 1; e <= epochs; e++) least = fmin(least, curve.at[e]);
    return least;
}

// From which epoch on is the first curve below the second?  A straight line is
// drawn between two epochs.  Infinity if it does not end below.
static real crossing(Matrix first, Matrix second) {
    int e = first.cols - 1;
    if (first.at[e] >= second.at[e]) return INFINITY;
    while (e > 0 && first.at[e] < second.at[e]) e--;
    real before = first.at[e] - second.at[e];
    real after = first.at[e + 1] - second.at[e + 1];
    return before <= 0 ? e : e + before / (before - after);
}

// ## Data for the picture
static void print_curves(const Matrix curves[], const Model models[]) {
    for (int k = 0; k < MODELS; k++) {
        block_begin(models[k].name, "seed epoch loss");
        for (int i = 0; i < curves[k].rows; i++) {
            for (int e = 0; e < curves[k].cols; e++)
                printf("%d %d %.4f\n", i, e, AT(curves[k], i, e));
            printf("\n");                        // the next seed is a new line
        }
        block_end();
    }
}

// Rings in the picture, and what its legends say.
static void print_rest(const Matrix curves[], const Model models[]) {
    block_begin("crossings", "epoch loss");
    for (int i = 0; i < curves[MODEL_1].rows; i++) {
        Matrix two = mat_rows(curves[MODEL_2], i, 1);
        real when = crossing(mat_rows(curves[MODEL_1], i, 1), two);
        if (isinf(when)) continue;
        int e = (int)when;
        real share = when - e, next = e + 1 < two.cols ? two.at[e + 1] : 0;
        printf("%.2f %.4f\n", when, (1 - share) * two.at[e] + share * next);
    }
    block_end();
    block_begin("models", "hidden width eta later");
    for (int k = 0; k < MODELS; k++)
        printf("%d %d %g %g\n", models[k].hidden, models[k].width,
               models[k].eta, models[k].later);
    block_end();
}

// ## What the text says, and what we see
//
// How much better does a curve become after the text's epoch 6?
static real later_gain(Matrix curve) {
    return lowest(curve, 6) - lowest(curve, curve.cols - 1);
}

static void make_claims(const Matrix curves[], int row, int epochs) {
    Matrix of[MODELS];
    for (int k = 0; k < MODELS; k++) of[k] = mat_rows(curves[k], row, 1);
    claim_between("Elgendy 2.2.4: η = 1, the loss oscillates: rises of the "
                  "second half, added up", "", 2, 100, rises(of[LARGE]));
    claim_between("Elgendy 2.2.4: and stays high (0.69 is a guess): lowest "
                  "loss", "", 0.2, 0.69, lowest(of[LARGE], epochs));
    claim_between("Elgendy 2.2.4: a lower rate, η = 0.05, cures it: lowest "
                  "loss", "", 0, 0.1, lowest(of[GOOD], epochs));
    claim_true("our finding: lowered half way, the loss is calm, but stays "
               "higher than that of a new start",
               rises(of[LOWERED]) < rises(of[LARGE]) / 4 &&
               lowest(of[LOWERED], epochs) > 2 * lowest(of[GOOD], epochs));
    if (curves[MODEL_1].rows >= SEEDS)           // a mean of fewer: just luck
        claim("Elgendy fig 2.24: model #2 is better before epoch, mean of 5 or "
              "more seeds (rates chosen for it)", "", 6,
              crossing(of[MODEL_1], of[MODEL_2]), 1);
    claim_between("Elgendy fig 2.24: then #2 is flat: it still falls by", "",
                  0, 0.1, later_gain(of[MODEL_2]));
    claim_between("Elgendy fig 2.24: and #1 keeps falling: by", "", 0.1, 1,
                  later_gain(of[MODEL_1]));
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "what a loss curve tells");
    option_int(&options, "--epochs", &set.epochs, 2, "on the spiral");
    option_real(&options, "--large", &set.large, "η that is too large");
    option_real(&options, "--eta", &set.eta, "η that is right");
    option_seeds(&options, SEEDS);
    options_end(&options);
    if (set.large <= 0 || set.eta <= 0)
        wrong_usage("--large and --eta must be above 0");

    say("Losses on %d points of a spiral, %d epochs, η = %g and %g, and of two "
        "models", POINTS, set.epochs, set.large, set.eta);
    caption("%d points, mini-batches of %d, seeds %d to %d", POINTS, BATCH,
            (int)options.seed, (int)options.seed + options.seeds - 1);
    Model models[MODELS];
    Matrix curves[MODELS];
    choose(models, set);
    for (int k = 0; k < MODELS; k++)
        curves[k] = mat_new(options.seeds, models[k].epochs + 1);
    for (int i = 0; i < options.seeds; i++) {
        watch_all(curves, models, i, options.seed + (uint64_t)i);
        make_claims(curves, i, set.epochs);
    }
    print_curves(curves, models);
    print_rest(curves, models);
    claims_print();
    for (int k = MODELS - 1; k >= 0; k--) mat_free(&curves[k]);
    return 0;
}
