// # Sigmoid, tanh and ReLU in a deep network
//
// Does another neuron cure the vanishing gradient?  Nielsen, chapter 5, "other
// obstacles to deep learning": Glorot and Bengio found in 2010 that sigmoids in
// the last hidden layer are pushed to 0 early in learning, and get stuck there.
// And a problem of chapter 6: what becomes of the analysis of unstable
// gradients if the neurons are ReLUs?
//
//     make activations_deep                         start, and ten epochs
//     make activations_deep ARGS="--eta 0.3 --epochs 15"   lower, and up again
//     make activations_deep ARGS="--hidden 5"       one layer more: no way out
//
// Time: 4 s
//
// What to look for: the upper row shows all outputs of the last hidden layer,
// as a histogram that stands upright, from left to right while the network
// learns.  The sigmoids begin around 1/2, and sink together to about 1/10: for
// some epochs nothing else happens, and the accuracy stays at chance.  Then
// they spread, first a few, and the network learns.  tanh has its middle at 0
// and is not disturbed; later many of its outputs go to -1 and 1.  ReLU has
// most of its outputs in the lowest bar, at 0 or just above.  That is no harm:
// the others have slope 1, and for another image they are others.
//
// The second picture has the length of the gradient in ten layers, at the
// start.  Sigmoids lose a factor of 4 and a little more in each layer, tanh
// hardly anything, ReLUs with He's start nothing.  With the start that suits
// sigmoids, ReLUs lose a factor of √2 in each layer.
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
enum { LOOKED_AT = 500, BINS = 40, LOOKS = 4, MOST = 50 };

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
// For every activation,  δˡ = Σ′(zˡ) (wˡ⁺¹)ᵀ δˡ⁺¹:  each layer multiplies by
// weights and by slopes.  Random weights between layers of the same size
// multiply the length of a vector by about √gain:  δ_k = Σⱼ w_jk δⱼ  has the
// variance  gain/N ‖δ‖²,  and there are N of them.  Then come the slopes:
//
//     sigmoid   σ′ <= 1/4, so at most 1/4 of the length is left in each layer
//     tanh      slope 1 at 0, less elsewhere
//     ReLU      slope 1 for half of the neurons, 0 for the others: half of ‖δ‖²
//               is left, √½ of the length; a gain of 2 makes that good
//
// So ReLUs do not end the analysis of unstable gradients.  They take the slopes
// out of the product, and the weights remain: if these grow or shrink while
// they learn, so does δ.  batch_norm.c and shortcut.c have remedies for that.
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
// Why should sigmoids sink?  Glorot and Bengio explain it so.  In the beginning
// the outputs of the last hidden layer say nothing about the digit: the layers
// below are random.  But they are positive, all about 1/2, and whatever weight
// stands behind them disturbs the answer.  The quickest way to a smaller cost
// is to trust the output biases and push these outputs towards 0.  But there
//
//     σ′ = a (1 - a)
//
// is small, too: 0.09 at a = 0.1, and not 1/4, so that still less of δ arrives
// below.  For tanh, 0 is the middle, where its slope is largest.
//
// Each look at the network is a row of numbers: for each bin the share of the
// outputs in it, in %; then their mean, and the accuracy on validation images.
enum { MEAN = BINS, ACCURACY, COLUMNS };

static void look(Matrix seen, int at, const Neuron *neuron, Matrix a) {
    int count = a.rows * a.cols;
    real wide = neuron->high - neuron->low;
    for (int i = 0; i < count; i++) {
        AT(seen, at, MEAN) += a.at[i] / count;
        if (!(a.at[i] >= neuron->low && a.at[i] <= neuron->high)) continue;
        int bin = (int)((a.at[i] - neuron->low) / wide * BINS);
        AT(seen, at, bin < BINS ? bin : BINS - 1) += (real)100 / count;
    }
}

static void watch(Matrix seen, const Neuron *neuron, Settings set,
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
        AT(seen, at, ACCURACY) = (real)layers_score(&n, part).accuracy;
        look(seen, at, neuron, outputs(&n, set.hidden));
        if (at > 0)
            progress_show(&bar, at, "%s  mean output %.2f  accuracy %.1f %%",
                          neuron->name, (double)AT(seen, at, MEAN),
                          (double)AT(seen, at, ACCURACY));
    }
    progress_end(&bar);
    batches_free(&batches);
    layers_free(&n);
}

// ## The experiment, and data for the pictures
typedef struct {
    Matrix lengths;            // of δ: a row per neuron, a column per layer
    Matrix seen[TRAINED];      // while they learn: a row per look
} Result;

static Result result_new(Settings set) {
    Result result = {.lengths = mat_new(NUMBER, set.deep)};
    for (int k = 0; k < TRAINED; k++)
        result.seen[k] = mat_new(set.epochs * LOOKS + 1, COLUMNS);
    return result;
}
static void result_free(Result *result) {
    for (int k = TRAINED - 1; k >= 0; k--) mat_free(&result->seen[k]);
    mat_free(&result->lengths);
}

static void try_all(Result *result, Settings set, Digits digits,
                    uint64_t seed) {
    Random random = random_new(seed);
    Dataset part = data_part(digits.train, 0, LOOKED_AT);
    for (int k = 0; k < NUMBER; k++)
        gradients(mat_rows(result->lengths, k, 1), &NEURONS[k], set, part,
                  &random);
    for (int k = 0; k < TRAINED; k++)
        watch(result->seen[k], &NEURONS[k], set, digits, &random);
}

static void print_result(const Result *result, Settings set) {
    block_begin("gradients", "neuron layer length");
    for (int k = 0; k < NUMBER; k++, printf("\n"))
        for (int h = 1; h <= set.deep; h++)
            printf("%s %d %.4e\n", NEURONS[k].name, h,
                   (double)AT(result->lengths, k, h - 1));
    block_end();
    block_begin("learning", "neuron epoch mean accuracy");
    for (int k = 0; k < TRAINED; k++, printf("\n"))
        for (int at = 0; at <= set.epochs * LOOKS; at++)
            printf("%s %g %.4f %.2f\n", NEURONS[k].name, (double)at / LOOKS,
                   (double)AT(result->seen[k], at, MEAN),
                   (double)AT(result->seen[k], at, ACCURACY));
    block_end();
    for (int k = 0; k < TRAINED; k++) {
        block_begin(NEURONS[k].name, "epoch value share");
        for (int at = 0; at <= set.epochs * LOOKS; at++)
            for (int bin = 0; bin < BINS; bin++)
                printf("%g %g %.3f\n", (double)at / LOOKS,
                       (double)(NEURONS[k].low + (bin + 0.5f) *
                       (NEURONS[k].high - NEURONS[k].low) / BINS),
                       (double)AT(result->seen[k], at, bin));
        block_end();
    }
}

// ## What the texts say, beside what we measure
//
// The factor of a layer is the mean over the layers, on a logarithmic scale.
static double factor(Matrix lengths, int k) {
    int last = lengths.cols - 1;
    return pow((double)(AT(lengths, k, 0) / AT(lengths, k, last)), 1.0 / last);
}

static double epochs_to(Matrix seen, real percent) {
    int at = 0;
    while (at < seen.rows && AT(seen, at, ACCURACY) < percent) at++;
    return (double)at / LOOKS;
}

static Spread means(Matrix seen) {
    Spread all = {0};
    for (int at = 0; at < seen.rows; at++)
        spread_add(&all, (double)AT(seen, at, MEAN));
    return all;
}

static void make_claims(const Result *result) {
    claim_between("Nielsen ch5: sigmoids keep at most 1/4 of the gradient in a "
                  "layer; kept", "times", 0.15, 0.25,
                  factor(result->lengths, SIGMOID));
    claim_between("our finding: tanh, the same", "times", 0.75, 1.05,
                  factor(result->lengths, TANH));
    claim("our finding: ReLU with He's start (theory: 1)", "times", 1,
          factor(result->lengths, RELU), 0.1);
    claim("our finding: ReLU with chapter 3's start (theory: √½)", "times",
          sqrt(0.5), factor(result->lengths, SMALL_RELU), 0.1);
    const Matrix *seen = result->seen;
    Spread sigmoid = means(seen[SIGMOID]), middle = means(seen[TANH]);
    data_claim_between("Nielsen ch5, Glorot and Bengio: last sigmoids sink "
                       "towards 0; lowest mean output (start: 0.5)", "", 0,
                       0.15, sigmoid.min);
    data_claim_between("Nielsen ch5: tanh is not disturbed; farthest mean "
                       "output from 0", "", 0, 0.15,
                       fmax(-middle.min, middle.max));
    data_claim_between("Nielsen ch5: learning is slow meanwhile; sigmoid reads "
                       "half of the digits after", "epochs", 3, 10,
                       epochs_to(seen[SIGMOID], 50));
    data_claim_between("our finding: tanh and ReLU do after", "epochs", 0, 1,
                       fmax(epochs_to(seen[TANH], 50),
                            epochs_to(seen[RELU], 50)));
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
    if (set.hidden > MOST || set.deep > MOST || set.epochs > 1000 ||
        !(set.eta > 0))
        wrong_usage("--hidden and --deep must be at most %d, --epochs 1000, "
                    "and --eta above 0", MOST);
    say("Sigmoid, tanh and ReLU: %d epochs, η = %g, seed %d", set.epochs,
        (double)set.eta, (int)options.seed);
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
