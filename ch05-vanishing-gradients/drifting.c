// # What a hidden layer sees while the layers below it learn
//
// Inputs are standardised once, and then stay so.  What a hidden layer reads
// changes with every step of the layers below.  How much?  And what does batch
// normalisation make of it?  The slides, "hidden layers?", and the two formulas
// of "Batch normalization".
//
//     make drifting                            two pictures
//     make drifting ARGS="--eta 0.1"           slower steps, slower drift
//     make drifting ARGS="--hidden 5"          deeper: a worse start
//
// Time: 2 s
//
// What to look for: the bands of the first picture are what three neurons of
// the last hidden layer read, mean and standard deviation over a mini-batch.
// On the left, without batch normalisation, they begin as thin lines: up there
// all images look alike, each neuron sees its constant and hardly anything
// else.  Within a few dozen steps all of them are pushed to where they never
// were, by many times their own width, and to the same side (why there:
// activations_deep.c).  Then they go on wandering, each as it likes.  On the
// right all begin at 0 ± 1, one band upon the other, and every later change is
// one that γ and β have chosen.
//
// The second picture follows one neuron and one batch through the formulas.
// What the neuron says about the images keeps its order and its proportions;
// where it lies, and how wide, is settled anew.
#include <stdio.h>

#include "ch05-vanishing-gradients/layers.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: the network is the slides', the rest is ours
typedef struct {
    int images;                // the first ones of the training data
    int epochs;
    int hidden, width;         // sigmoid layers, and neurons in each
    int batch;                 // m
    real eta;
} Settings;

static const Settings TEXT = {9984, 3, 3, 100, 64, 1};

enum { WITHOUT, WITH, WAYS, STRIDE = 6, SHOWN = 3 };

// ## Mean and variance of a column: of one number in all examples
//
//     μ = 1/m Σ xᵢ          σ² = 1/m Σ (xᵢ - μ)²           slides, Algorithm 1
typedef struct {
    double mean, variance;
} Moments;

static Moments moments(Matrix x, int j) {
    Moments it = {0, 0};
    for (int i = 0; i < x.rows; i++) it.mean += (double)AT(x, i, j) / x.rows;
    for (int i = 0; i < x.rows; i++) {
        double off = (double)AT(x, i, j) - it.mean;
        it.variance += off * off / x.rows;
    }
    return it;
}

// ## Inputs: standardised once
//
//     x′ = (x - μ) / σ                               slides, standardisation
//
// A pixel that is nearly always white has a tiny σ, and in the few images where
// it is not it would become huge; 0.01 is added under the root for that.
// (standardised.c shows what this is good for.)
static void standardise(Matrix x) {
    for (int j = 0; j < x.cols; j++) {
        Moments it = moments(x, j);
        for (int i = 0; i < x.rows; i++)
            AT(x, i, j) = (real)(((double)AT(x, i, j) - it.mean) /
                                 sqrt(it.variance + 0.01));
    }
}

// ## Hidden layers: normalised in every batch
//
//     z = w a + b          z̃ = (z - μ) / σ          ẑ = γ ⊙ z̃ + β      slides
//     a = σ(ẑ)
//
// These are the slides' formulas for one neuron and the examples of a batch.
// They leave out the ε = 10⁻⁵ of Algorithm 1, σ² + ε under the root: without
// it, a neuron that says the same to all examples would divide 0 by 0.
//
// Without γ and β each σ would only ever see 0 ± 1, where it is nearly a
// straight line.  With them the layer can have any mean and width it needs, as
// before; but they are two numbers that descent moves by themselves, and not
// something that all the layers below have a hand in.
enum { Z, Z_TILDE, Z_HAT, A, STAGES };

static void by_hand(Matrix stages, Matrix z, int j, double gamma, double beta) {
    Moments it = moments(z, j);
    for (int i = 0; i < z.rows; i++) {
        double tilde = ((double)AT(z, i, j) - it.mean) /
                       sqrt(it.variance + 1e-5);
        double hat = gamma * tilde + beta;
        AT(stages, i, Z) = AT(z, i, j);
        AT(stages, i, Z_TILDE) = (real)tilde;
        AT(stages, i, Z_HAT) = (real)hat;
        AT(stages, i, A) = (real)(1 / (1 + exp(-hat)));
    }
}

// Adding the same number to all z moves μ, and not z̃.  So the b of a layer
// below batch normalisation does nothing, its slope is 0, and it stays where
// it starts; β is in its place.  The slides' listing keeps it, and so do we.
static Layers model_new(int way, Settings set, Random *random) {
    Layers n = layers_new(PIXELS, set.batch);
    for (int h = 0; h < set.hidden; h++) {
        layers_dense(&n, set.width);
        if (way == WITH) layers_batch_norm(&n, 1);
        layers_sigmoid(&n);
    }
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    layers_start(&n, random);
    return n;
}

// What the last σ of the network reads: below it are σ, dense and softmax.
static int last_read(const Layers *n) { return n->L - 3; }

// ## The experiment
//
// Both networks begin with the same weights and see the same batches.  Every
// few steps we look at what the last σ is given: without, the z of the layer
// below; with, the ẑ.
typedef struct {
    Matrix mean[WAYS], sd[WAYS];   // of what is read: a row for each look, a
                                   // column for each neuron
    Matrix stages;                 // of one neuron, at the last look
    double idle;                   // ‖b‖ below batch normalisation
} Result;

static Result result_new(Settings set) {
    int steps = set.epochs * ((set.images + set.batch - 1) / set.batch);
    int looks = (steps - 1) / STRIDE + 1;
    Result it = {.stages = mat_new(set.batch, STAGES)};
    for (int way = 0; way < WAYS; way++) {
        it.mean[way] = mat_new(looks, set.width);
        it.sd[way] = mat_new(looks, set.width);
    }
    return it;
}

static void result_free(Result *it) {
    for (int way = WAYS - 1; way >= 0; way--) {
        mat_free(&it->sd[way]);
        mat_free(&it->mean[way]);
    }
    mat_free(&it->stages);
}

static void look(Result *it, int way, const Layers *n, int row) {
    const Layer *read = &n->layer[last_read(n)];
    for (int j = 0; j < read->outputs; j++) {
        Moments seen = moments(read->a, j);
        AT(it->mean[way], row, j) = (real)seen.mean;
        AT(it->sd[way], row, j) = (real)sqrt(seen.variance);
    }
    if (way == WITHOUT) return;
    int j = mat_argmax_row(read->mean, 0);       // which comes from far
    it->stages.rows = read->a.rows;
    by_hand(it->stages, read[-1].a, j, (double)read->gamma.at[j],
            (double)read->b.at[j]);
    it->idle = (double)mat_norm(read[-1].b);
}

static void watch(Result *it, int way, Settings set, Dataset train,
                  uint64_t seed) {
    Random random = random_new(seed);
    Layers n = model_new(way, set, &random);
    Batches batches = batches_new(train, set.batch);
    for (int epoch = 1, t = 0; epoch <= set.epochs; epoch++) {
        batches_shuffle(&batches, &random);
        for (; batches_next(&batches); t++) {
            layers_gradient(&n, &batches);
            if (t % STRIDE == 0) look(it, way, &n, t / STRIDE);
            mat_step(n.parameters, -set.eta, n.gradient);
        }
    }
    batches_free(&batches);
    layers_free(&n);
}

// ## Data for the pictures
static void print_bands(const Result *it) {
    block_begin("bands", "with neuron step mean sd");
    for (int way = 0; way < WAYS; way++)
        for (int j = 0; j < SHOWN && j < it->mean[way].cols; j++, printf("\n"))
            for (int row = 0; row < it->mean[way].rows; row++)
                printf("%d %d %d %.4f %.4f\n", way, j, row * STRIDE,
                       (double)AT(it->mean[way], row, j),
                       (double)AT(it->sd[way], row, j));
    block_end();
}

static void print_stages(const Result *it) {
    block_begin("stages", "example stage value");
    for (int i = 0; i < it->stages.rows; i++, printf("\n"))
        for (int s = 0; s < STAGES; s++)
            printf("%d %d %.4f\n", i, s, (double)AT(it->stages, i, s));
    block_end();
}

// ## Claims
//
// *Drift* is how far the mean of what a neuron reads has gone since the first
// batch, in standard deviations that it had then; its mean over the neurons.
// For what has been learned above, that is the measure: there a change of one
// standard deviation is the difference between one image and another.  (At a
// rate of 0.1 it is about 5 without, and 0.01 with.)
//
// But without batch normalisation these standard deviations are small.  *Way*
// is the same without division: four times as far then, not a hundred times.
static double way_gone(const Result *it, int way, bool divided) {
    Matrix mean = it->mean[way], sd = it->sd[way];
    double sum = 0;
    for (int j = 0; j < mean.cols; j++)
        sum += fabs((double)(AT(mean, mean.rows - 1, j) - AT(mean, 0, j))) /
               (divided ? (double)AT(sd, 0, j) : 1);
    return sum / mean.cols;
}

static double drift(const Result *it, int way) {
    return way_gone(it, way, true);
}

static void make_claims(const Result *it) {
    Moments tilde = moments(it->stages, Z_TILDE);
    claim("slides, BN: mean of z̃ over the batch", "", 0, tilde.mean, 1e-4);
    claim("slides, BN: variance of z̃ over the batch", "", 1, tilde.variance,
          1e-3);
    data_claim_between("slides, hidden layers: inputs standardised, and what "
                       "they read drifts by", "standard deviations", 5, 200,
                       drift(it, WITHOUT));
    data_claim_between("slides, BN: keeps it more stable, drift",
                       "standard deviations", 0, 2, drift(it, WITH));
    data_claim_between("our finding: way of the mean, without over with",
                       "times", 2, 20, way_gone(it, WITHOUT, false) /
                                           way_gone(it, WITH, false));
    claim("our finding: ‖b‖ below batch normalisation, after training", "", 0,
          it->idle, 1e-4);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "what a hidden layer sees");
    option_int(&options, "--images", &set.images, 2, "training images");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over them");
    option_int(&options, "--hidden", &set.hidden, 1, "sigmoid layers");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    options_end(&options);
    if (set.hidden > 50 || set.epochs > 1000 || !(set.eta > 0))
        wrong_usage("at most --hidden 50, --epochs 1000; --eta above 0");

    say("What the last of %d hidden layers reads, η = %g, seed %llu",
        set.hidden, (double)set.eta, (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    if (set.images > digits.train.x.rows)
        wrong_usage("--images: there are only %d", digits.train.x.rows);
    Dataset train = data_part(digits.train, 0, set.images);
    standardise(train.x);
    caption("%d sigmoid layers of %d, %d images of %s, η = %g, seed %llu",
            set.hidden, set.width, set.images, report_data_name(),
            (double)set.eta, (unsigned long long)options.seed);
    Result result = result_new(set);
    for (int k = 0; k < options.seeds; k++) {
        for (int way = 0; way < WAYS; way++)
            watch(&result, way, set, train, options.seed + (uint64_t)k);
        if (k == 0) print_bands(&result);
        if (k == 0) print_stages(&result);
        make_claims(&result);
    }
    claims_print();
    result_free(&result);
    digits_free(&digits);
    return 0;
}
