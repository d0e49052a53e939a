// # Pre-training: layer by layer, without labels
//
// A deep network of sigmoids does not get going.  Before there was a better
// start, or batch normalisation, it was *pre-trained*: each layer alone first
// learns to give back its own input, from images without labels.  The slides'
// list of remedies, "pre-training" (and they say that it is no longer common).
//
//     make pretraining                        four hidden layers, three ways
//     make pretraining ARGS="--layers 2"      are two in need of it?
//     make pretraining ARGS="--unlabelled 1000"      from few images
//
// Time: 5 s
//
// What to look for: from a random start the network with four hidden layers
// reads one image in ten, for all of its thirty epochs: it guesses.
// Pre-trained, the very same network reads 80 % after a few epochs.  But a
// network with one hidden layer, and no pre-training, reads nearly as well:
// pre-training makes depth possible, not yet useful.
//
// The digits below went through one hidden layer of 100 neurons, and back: 784
// numbers told by 100.  Beside them, what each layer's auto-encoder misses
// before it has learnt and after, and what their mean would miss as an answer.
//
// (The slides' second way, to begin with the parameters of a network that has
// learnt something similar, is not tried here.)
#include <stdio.h>

#include "ch05-vanishing-gradients/layers.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: ours, as the slides only name it
typedef struct {
    int layers;                // hidden layers
    int hidden;                // neurons in each
    int unlabelled;            // images to pre-train with, the first ones
    int labelled;              // images to learn from, the first ones
    int coding;                // epochs for each layer's pre-training
    int epochs;                // and then, with labels
    real eta_coding, eta;      // η of the two
} Settings;

static const Settings OURS = {4, 100, 5000, 1000, 5, 30, 0.1f, 0.5f};

enum { MOST = 10, BATCH = 20, SHOWN = 10, MANY = 10000 };

// ## An auto-encoder
//
// A network that is to answer with its own input x, by way of fewer neurons:
//
//     h = σ(w x + b)        x̂ = σ(w′ h + b′)        C: cross-entropy of x̂, x
//
// To give x back it has to keep in h what matters of x.  w and b are what we
// want; w′ and b′ are thrown away.
//
// An auto-encoder has two layers of weights, whatever the depth of the network
// that is wanted.  So no gradient has a long way to go, and none vanishes.  The
// cross-entropy is chapter 3's (63): a pixel is a number from 0 to 1, as if it
// were the probability that it is black.
enum { ENCODER = 1, CODE = 2 };        // its layers: dense, sigmoid, dense, ...

static Layers auto_encoder(int inputs, int hidden, Random *random) {
    Layers n = layers_new(inputs, BATCH);
    layers_dense(&n, hidden);
    layers_sigmoid(&n);
    layers_dense(&n, inputs);
    layers_cross_entropy(&n);
    layers_start(&n, random);
    return n;
}

// The mean squared miss of a pixel.
static double miss(Layers *n, Dataset set) {
    double sum = 0;
    for (int i = 0; i < set.x.rows; i++) {
        Matrix x = mat_rows(set.x, i, 1), again = layers_forward(n, x, false);
        for (int k = 0; k < x.cols; k++)
            sum += pow((double)(again.at[k] - x.at[k]), 2);
    }
    return sum / set.x.rows / set.x.cols;
}

// What would be missed if the answer were always the mean example: so much is
// there to be learnt.
static double miss_of_mean(Dataset set) {
    double sum = 0;
    for (int k = 0; k < set.x.cols; k++) {
        Spread x = {0}, squares = {0};
        for (int i = 0; i < set.x.rows; i++) {
            double one = (double)AT(set.x, i, k);
            spread_add(&x, one);
            spread_add(&squares, one * one);
        }
        sum += spread_mean(&squares) - pow(spread_mean(&x), 2);
    }
    return sum / set.x.cols;
}

// What the hidden neurons say of every example: the next layer's examples.
static void encode(Matrix codes, Layers *n, Dataset set) {
    for (int i = 0; i < set.x.rows; i++) {
        layers_forward(n, mat_rows(set.x, i, 1), false);
        mat_copy(mat_rows(codes, i, 1), n->layer[CODE].a);
    }
}

// Some examples above, and what comes back of each below; a block of pixels.
static void print_images(Layers *n, Dataset set) {
    block_begin("images", NULL);
    for (int row = 0; row < 2 * 28; row++) {
        for (int i = 0; i < SHOWN; i++) {
            Matrix x = mat_rows(set.x, i, 1);
            if (row >= 28) x = layers_forward(n, x, false);
            for (int k = 0; k < 28; k++)
                printf("%.2f ", (double)x.at[row % 28 * 28 + k]);
        }
        printf("\n");
    }
    block_end();
}

// ## Greedy: one layer after the other
//
// Trains an auto-encoder for each hidden layer on the codes of the layer below,
// and writes its w and b into the network.  Greedy, because each layer takes
// what is best for itself, and none asks what the next one would need.
typedef struct {
    double before[MOST], after[MOST];  // miss of each layer's auto-encoder
    double mean[MOST];                 // if it always answered with the mean
} Coding;

static Coding pretrain(Layers *network, Settings set, Dataset images,
                       Random *random, bool draw) {
    Coding coding = {.mean = {0}};
    Matrix codes = mat_new(images.x.rows, images.x.cols);
    mat_copy(codes, images.x);
    for (int h = 0; h < set.layers; h++) {
        Dataset own = {codes, codes, NULL};            // the target is x itself
        Layers n = auto_encoder(codes.cols, set.hidden, random);
        Batches batches = batches_new(own, BATCH);
        coding.mean[h] = miss_of_mean(own);
        coding.before[h] = miss(&n, own);
        for (int epoch = 0; epoch < set.coding; epoch++)
            layers_epoch(&n, &batches, set.eta_coding, random);
        coding.after[h] = miss(&n, own);
        if (draw && h == 0) print_images(&n, own);
        Layer *to = &network->layer[2 * h + 1];        // its dense layers
        mat_copy(to->w, n.layer[ENCODER].w);
        mat_copy(to->b, n.layer[ENCODER].b);
        Matrix next = mat_new(images.x.rows, set.hidden);
        encode(next, &n, own);
        batches_free(&batches);
        layers_free(&n);
        mat_free(&codes);
        codes = next;
    }
    mat_free(&codes);
    return coding;
}

// ## Then as always
//
// A network with softmax; the pre-trained weights are only its start.  With
// labels, and ordinary descent, all layers go on learning.  Nobody has told the
// last layer anything yet: its weights are random in all three ways.
static Layers classifier(int layers, int hidden, Random *random) {
    Layers n = layers_new(PIXELS, BATCH);
    for (int h = 0; h < layers; h++) {
        layers_dense(&n, hidden);
        layers_sigmoid(&n);
    }
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    layers_start(&n, random);
    return n;
}

static void fine_tune(Matrix accuracy, Layers *n, Settings set, Digits digits,
                      Random *random, const char *name) {
    Batches batches = batches_new(data_part(digits.train, 0, set.labelled),
                                  BATCH);
    Progress bar = progress_begin("epoch", set.epochs);
    for (int epoch = 0; epoch <= set.epochs; epoch++) {
        if (epoch > 0) layers_epoch(n, &batches, set.eta, random);
        double percent = layers_score(n, digits.validation).accuracy;
        AT(accuracy, 0, epoch) = (real)percent;
        if (epoch > 0)
            progress_show(&bar, epoch, "%s  %.2f %%", name, percent);
    }
    progress_end(&bar);
    batches_free(&batches);
}

// ## The experiment: a random start, a pre-trained one, and one hidden layer
enum { RANDOM_START, PRETRAINED, SHALLOW, WAYS };
static const char *const NAME[WAYS] = {"random", "pretrained", "shallow"};

typedef struct {
    Matrix accuracy[WAYS];     // on the validation images, %, by epoch
    Coding coding;
} Result;

static Result measure(Settings set, Digits digits, uint64_t seed, bool draw) {
    Result result;
    for (int way = 0; way < WAYS; way++) {
        Random random = random_new(seed);
        Layers n = classifier(way == SHALLOW ? 1 : set.layers, set.hidden,
                              &random);
        if (way == PRETRAINED)
            result.coding = pretrain(
                &n, set, data_part(digits.train, 0, set.unlabelled), &random,
                draw);
        result.accuracy[way] = mat_new(1, set.epochs + 1);
        fine_tune(result.accuracy[way], &n, set, digits, &random, NAME[way]);
        layers_free(&n);
    }
    return result;
}

static void result_free(Result *result) {
    for (int way = WAYS - 1; way >= 0; way--)
        mat_free(&result->accuracy[way]);
}

// ## Data for the picture
static void print_result(const Result *result, int layers) {
    const Coding *it = &result->coding;
    block_begin("coding", "layer before mean after");
    for (int h = 0; h < layers; h++)
        printf("%d %.5f %.5f %.5f\n", h + 1, it->before[h], it->mean[h],
               it->after[h]);
    block_end();
    block_begin("curves", "way epoch accuracy");
    for (int way = 0; way < WAYS; way++, printf("\n"))
        for (int epoch = 0; epoch < result->accuracy[way].cols; epoch++)
            printf("%s %d %.2f\n", NAME[way], epoch,
                   (double)AT(result->accuracy[way], 0, epoch));
    block_end();
}

// ## What we found
static double end(const Result *result, int way) {
    Matrix accuracy = result->accuracy[way];
    return (double)AT(accuracy, 0, accuracy.cols - 1);
}

static void make_claims(const Result *result, int layers) {
    Spread left = {0};
    for (int h = 0; h < layers; h++)
        spread_add(&left, 100 * result->coding.after[h] /
                              result->coding.mean[h]);
    data_claim_between("Slides, pre-training: auto-encoders learn to give back "
                       "their input; what they miss, at most, of what its mean "
                       "would miss", "%", 0, 50, left.max);
    data_claim_between("our finding: the random start, in the end", "%", 5, 20,
                       end(result, RANDOM_START));
    data_claim_between("our finding: the pre-trained start, in the end", "%",
                       85, 92, end(result, PRETRAINED));
    data_claim_between("our finding: what pre-training and depth add to one "
                       "hidden layer", "points", -2, 2,
                       end(result, PRETRAINED) - end(result, SHALLOW));
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "pre-training, layer by layer");
    option_int(&options, "--layers", &set.layers, 1, "hidden layers");
    option_int(&options, "--hidden", &set.hidden, 1, "neurons in each");
    option_int(&options, "--unlabelled", &set.unlabelled, SHOWN, "images");
    option_int(&options, "--labelled", &set.labelled, 1, "images");
    option_int(&options, "--coding", &set.coding, 0, "epochs of pre-training");
    option_int(&options, "--epochs", &set.epochs, 1, "epochs with labels");
    option_real(&options, "--eta", &set.eta, "learning rate η, with labels");
    options_end(&options);
    if (!(set.eta > 0)) wrong_usage("--eta must be above 0");
    if (set.layers > MOST || set.hidden > MANY || set.epochs > MANY ||
        set.coding > MANY)
        wrong_usage("at most %d layers, %d neurons or epochs", MOST, MANY);

    say("%d hidden layers of %d: %d images without labels, %d with, seed %llu",
        set.layers, set.hidden, set.unlabelled, set.labelled,
        (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    int most = digits.train.x.rows;
    if (set.unlabelled > most || set.labelled > most)
        wrong_usage("there are %d training images", most);
    caption("%d hidden layers of %d, %d images without labels, %d with, of %s, "
            "seed %llu", set.layers, set.hidden, set.unlabelled, set.labelled,
            report_data_name(), (unsigned long long)options.seed);
    for (int k = 0; k < options.seeds; k++) {
        uint64_t seed = options.seed + (uint64_t)k;
        Result result = measure(set, digits, seed, k == 0);
        if (k == 0) print_result(&result, set.layers);
        make_claims(&result, set.layers);
        result_free(&result);
    }
    claims_print();
    digits_free(&digits);
    return 0;
}
