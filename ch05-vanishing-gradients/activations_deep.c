// # Sigmoid, tanh and ReLU in a deep network
//
// Does another neuron cure the vanishing gradient?  Nielsen, chapter 5, "other
// obstacles to deep learning": Glorot and Bengio found in 2010 that sigmoids in
// the last hidden layer are pushed to 0 early in learning, and get stuck there.
// And a problem of chapter 6: what becomes of the analysis of unstable
// gradients if the neurons are ReLUs?
//
//     make activations_deep                         start, and ten epochs
//     make activations_deep ARGS="--eta 0.3"        the collapse is quicker
//     make activations_deep ARGS="--hidden 5"       one layer more: how long?
//
// Time: 4 s
//
// What to look for: the upper row shows all outputs of the last hidden layer,
// as a histogram that stands upright, from left to right while the network
// learns. The sigmoids begin around 1/2, and sink to 0 together: for some
// epochs nothing else happens, and the accuracy stays at chance.  Then they
// spread, first a few, and the network learns.  tanh has its middle at 0 and is
// not disturbed; later many of its outputs go to -1 and 1.  ReLU has half of
// its outputs at 0, which is no harm: the others have slope 1.
//
// The second picture has the length of the gradient in ten layers, at the
// start. Sigmoids lose a factor of about 4 in each layer; the others do not.
#include <math.h>
#include <stdio.h>

#include "ch05-vanishing-gradients/layers.h"
#include "common/report.h"

// ## Settings: the text tells of the experiment, and gives no numbers
typedef struct {
    int hidden, width;         // hidden layers, and neurons in each
    int deep;                  // hidden layers for the gradients at the start
    int images, epochs, batch;
    real eta;
} Settings;

static const Settings OURS = {4, 100, 10, 10000, 10, 10, 0.1f};

// Images to measure with; bins of a histogram; looks in every epoch.
enum { LOOKED_AT = 500, BINS = 40, LOOKS = 4, MOST_HIDDEN = 50 };

// ## Neurons, and the start that suits them
//
//     Var[w] = gain / N_in,      b = 0
//
// 1 is the start of chapter 3, right for neurons that are nearly linear; 2 is
// He's, for ReLU (variance.c).
typedef struct {
    const char *name;          // a single word
    int (*layer)(Layers *n);   // puts such neurons on top
    real gain;
    real low, high;            // what the histogram shows
} Neuron;

static const Neuron NEURONS[] = {
    {"sigmoid", layers_sigmoid, 1, 0, 1}, {"tanh", layers_tanh, 1, -1, 1},
    {"relu", layers_relu, 2, 0, 4}, {"small_relu", layers_relu, 1, 0, 4}};
enum { SIGMOID, TANH, RELU, SMALL_RELU, NUMBER, TRAINED = SMALL_RELU };

// ## The network: 784 inputs, hidden layers, ten outputs with softmax
//
// Dense layer and neurons in turns: the outputs of hidden layer h are a of
// layer 2h.  Its δ = ∂C/∂z is delta of the dense layer below.
static Layers net_new(const Neuron *neuron, int hidden, int width,
                      Random *random) {
    Layers n = layers_new(PIXELS, LOOKED_AT);
    for (int h = 1; h <= hidden + 1; h++) {
        int l = layers_dense(&n, h <= hidden ? width : CLASSES);
        n.layer[l].sd = (real)sqrt((double)neuron->gain / n.layer[l].inputs);
        if (h <= hidden) neuron->layer(&n);
    }
    layers_softmax(&n);
    layers_start(&n, random);
    return n;
}

static Matrix outputs(const Layers *n, int h) { return n->layer[2 * h].a; }
static const Layer *dense(const Layers *n, int h) {
    return &n->layer[2 * h - 1];
}

// ## The gradient at the start
//
// As for sigmoids,  δˡ = Σ′(zˡ) (wˡ⁺¹)ᵀ δˡ⁺¹:  each layer multiplies by weights
// and by slopes.  The weights of a layer with as many inputs as outputs keep
// the length of a vector times √gain, so what counts is the slope:
//
//     sigmoid   σ′ <= 1/4, so at most 1/4 of the length is left in each layer
//     tanh      slope 1 at 0, less elsewhere
//     ReLU      slope 1 for half of the neurons, 0 for the others: √½; the gain
//               of 2 makes that good, whatever the depth
//
// It is not safe for ever: the factor 1 is a matter of the weights, and these
// change.  Batch normalisation and residual connections keep watch over it.
//
// The length here is that of δ of one image, √(mean of ‖δ‖²) over the images.
static void gradients(Matrix lengths, const Neuron *neuron, Settings set,
                      Dataset part, Random *random) {
    Layers n = net_new(neuron, set.deep, set.width, random);
    layers_forward(&n, part.x, true);
    layers_backward(&n, part.y);
    for (int h = 1; h <= set.deep; h++)
        AT(lengths, 0, h - 1) = mat_norm(dense(&n, h)->delta) /
                                (real)sqrt(part.x.rows);
    layers_free(&n);
}

// ## Watching the last hidden layer while the network learns
//
// Why should sigmoids sink?  In the beginning the outputs of the last hidden
// layer say nothing about the digit: the layers below are random.  But they are
// positive, all about 1/2, and whatever weight stands behind them disturbs the
// answer.  The quickest way to a smaller cost is to trust the output biases and
// to push these outputs towards 0, where σ′ is nearly 0 as well: learning dies.
// For tanh, 0 is the middle, where its slope is largest.
typedef struct {
    Matrix shares;             // a row per look, a column per bin, in %
    Matrix mean;               // of the outputs; a column per look
    Matrix accuracy;           // on validation images, in %
} Watched;

static Watched watched_new(int looks) {
    return (Watched){mat_new(looks, BINS), mat_new(1, looks),
                     mat_new(1, looks)};
}
static void watched_free(Watched *it) {
    mat_free(&it->accuracy);
    mat_free(&it->mean);
    mat_free(&it->shares);
}

static void look(Watched *it, int at, const Neuron *neuron, Matrix a) {
    int count = a.rows * a.cols;
    real wide = neuron->high - neuron->low, sum = 0;
    for (int i = 0; i < count; i++) {
        int bin = (int)((a.at[i] - neuron->low) / wide * BINS);
        if (bin == BINS && a.at[i] == neuron->high) bin--;
        if (bin < BINS) AT(it->shares, at, bin) += (real)100 / count;
        sum += a.at[i];
    }
    AT(it->mean, 0, at) = sum / count;
}

static void watch(Watched *it, const Neuron *neuron, Settings set,
                  Digits digits, Random *random) {
    Layers n = net_new(neuron, set.hidden, set.width, random);
    Batches batches = batches_new(data_part(digits.train, 0, set.images),
                                  set.batch);
    Dataset part = data_part(digits.validation, 0, LOOKED_AT);
    Progress bar = progress_begin("look", set.epochs * LOOKS);
    for (int at = 0; at <= set.epochs * LOOKS; at++) {
        if (at % LOOKS == 1) batches_shuffle(&batches, random);
        for (int i = 0; at > 0 && i < set.images / set.batch / LOOKS; i++) {
            batches_next(&batches);
            layers_gradient(&n, &batches);
            mat_step(n.parameters, -set.eta, n.gradient);
        }
        double accuracy = layers_score(&n, part).accuracy;
        AT(it->accuracy, 0, at) = (real)accuracy;
        look(it, at, neuron, outputs(&n, set.hidden));
        if (at > 0)
            progress_show(&bar, at, "%s  mean output %.2f  accuracy %.1f %%",
                          neuron->name, (double)AT(it->mean, 0, at), accuracy);
    }
    progress_end(&bar);
    batches_free(&batches);
    layers_free(&n);
}

// ## The experiment, and data for the pictures
typedef struct {
    Matrix lengths[NUMBER];    // of δ, a column per hidden layer
    Watched watched[TRAINED];
} Result;

static Result result_new(Settings set) {
    Result result;
    for (int k = 0; k < NUMBER; k++) result.lengths[k] = mat_new(1, set.deep);
    for (int k = 0; k < TRAINED; k++)
        result.watched[k] = watched_new(set.epochs * LOOKS + 1);
    return result;
}
static void result_free(Result *result) {
    for (int k = TRAINED - 1; k >= 0; k--) watched_free(&result->watched[k]);
    for (int k = NUMBER - 1; k >= 0; k--) mat_free(&result->lengths[k]);
}

static void try_all(Result *result, Settings set, Digits digits,
                    uint64_t seed) {
    Random random = random_new(seed);
    Dataset part = data_part(digits.train, 0, LOOKED_AT);
    for (int k = 0; k < NUMBER; k++)
        gradients(result->lengths[k], &NEURONS[k], set, part, &random);
    for (int k = 0; k < TRAINED; k++)
        watch(&result->watched[k], &NEURONS[k], set, digits, &random);
}

static void print_result(const Result *result, Settings set) {
    block_begin("gradients", "neuron layer length");
    for (int k = 0; k < NUMBER; k++, printf("\n"))
        for (int h = 1; h <= set.deep; h++)
            printf("%s %d %.4e\n", NEURONS[k].name, h,
                   (double)AT(result->lengths[k], 0, h - 1));
    block_end();
    block_begin("learning", "neuron epoch mean accuracy");
    for (int k = 0; k < TRAINED; k++, printf("\n"))
        for (int at = 0; at <= set.epochs * LOOKS; at++)
            printf("%s %g %.4f %.2f\n", NEURONS[k].name, (double)at / LOOKS,
                   (double)AT(result->watched[k].mean, 0, at),
                   (double)AT(result->watched[k].accuracy, 0, at));
    block_end();
    for (int k = 0; k < TRAINED; k++) {
        block_begin(NEURONS[k].name, "epoch value share");
        for (int at = 0; at <= set.epochs * LOOKS; at++)
            for (int bin = 0; bin < BINS; bin++)
                printf("%g %g %.3f\n", (double)at / LOOKS,
                       (double)(NEURONS[k].low + (bin + 0.5f) *
                       (NEURONS[k].high - NEURONS[k].low) / BINS),
                       (double)AT(result->watched[k].shares, at, bin));
        block_end();
    }
}

// ## What the texts say, beside what we measure
//
// The factor of a layer is the mean over the layers, on a logarithmic scale.
static double factor(Matrix lengths) {
    int last = lengths.cols - 1;
    return pow((double)(AT(lengths, 0, 0) / AT(lengths, 0, last)), 1.0 / last);
}

static double epochs_to(const Watched *it, real percent) {
    int at = 0;
    while (at < it->accuracy.cols && AT(it->accuracy, 0, at) < percent) at++;
    return (double)at / LOOKS;
}

static void make_claims(const Result *result) {
    claim_between("Nielsen ch5: sigmoids keep at most 1/4 of the gradient in a "
                  "layer; kept", "times", 0.15, 0.25,
                  factor(result->lengths[SIGMOID]));
    claim_between("our finding: tanh, the same", "times", 0.75, 1.05,
                  factor(result->lengths[TANH]));
    claim("our finding: ReLU with He's start (theory: 1)", "times", 1,
          factor(result->lengths[RELU]), 0.15);
    claim("our finding: ReLU with chapter 3's start (theory: √½)", "times",
          sqrt(0.5), factor(result->lengths[SMALL_RELU]), 0.15);
    const Watched *sigmoid = &result->watched[SIGMOID];
    const Watched *other = &result->watched[TANH];
    Spread low = {0}, off_middle = {0};
    for (int at = 0; at < sigmoid->mean.cols; at++) {
        spread_add(&low, (double)AT(sigmoid->mean, 0, at));
        spread_add(&off_middle, fabs((double)AT(other->mean, 0, at)));
    }
    data_claim_between("Nielsen ch5, Glorot and Bengio: last sigmoids sink "
                       "towards 0; lowest mean output (start: 0.5)", "", 0,
                       0.15, low.min);
    data_claim_between("Nielsen ch5: tanh is not disturbed; farthest mean "
                       "output from 0", "", 0, 0.15, off_middle.max);
    data_claim_between("Nielsen ch5: learning is slow meanwhile; sigmoid reads "
                       "half of the digits after", "epochs", 3, 10,
                       epochs_to(sigmoid, 50));
    data_claim_between("our finding: tanh does after", "epochs", 0, 1,
                       epochs_to(other, 50));
    data_claim_between("our finding: ReLU does after", "epochs", 0, 1,
                       epochs_to(&result->watched[RELU], 50));
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "sigmoid, tanh and ReLU in "
                                                "a deep network");
    option_int(&options, "--hidden", &set.hidden, 1, "hidden layers");
    option_int(&options, "--deep", &set.deep, 2, "layers for the gradients");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over the images");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    options_end(&options);
    if (set.hidden > MOST_HIDDEN || set.deep > MOST_HIDDEN)
        wrong_usage("at most %d hidden layers", MOST_HIDDEN);

    say("%d hidden layers of %d neurons, %d epochs, η = %g, seed %d",
        set.hidden, set.width, set.epochs, (double)set.eta, (int)options.seed);
    Digits digits = digits_load(NULL);
    caption("%d hidden layers of %d (%d for gradients), %d images of %s, η = "
            "%g, seed %d", set.hidden, set.width, set.deep, set.images,
            report_data_name(), (double)set.eta, (int)options.seed);
    for (int k = 0; k < options.seeds; k++) {
        Result result = result_new(set);
        try_all(&result, set, digits, options.seed + (uint64_t)k);
        if (k == 0) print_result(&result, set);
        make_claims(&result);
        result_free(&result);
    }
    claims_print();
    digits_free(&digits);
    return 0;
}
