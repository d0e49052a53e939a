// # Early layers learn slowly
//
// How fast do the layers of a deep network learn?  Nielsen, chapter 5: the
// length of ∂C/∂b in each hidden layer, right after the start, and then while
// the network learns, with two, three and four hidden layers.
//
//     make learning_speed                        measure, and draw two pictures
//     make learning_speed ARGS="--epochs 2000"   and later?
//     make learning_speed SEED=2                 another start
//
// Time: 6 s
//
// What to look for: in the first picture every neuron has a bar, its |∂C/∂b|;
// in the second hidden layer nearly all bars are longer.  In the second picture
// the axis is logarithmic.  At the start each layer is about five times as slow
// as the next one, and so with four hidden layers the first is a hundred times
// slower than the last.  Later the distances change; the order stays, except
// that with two hidden layers the first may catch up, with some starts.
//
// The text's curves fall, and then bounce.  With two hidden layers ours fall,
// and rise steadily: the network leaves its plateau.  With three and four they
// fall, and stay: after 500 steps of batch descent the network with three still
// knows only one digit or two, and that with four has one answer for all
// images.
#include <stdio.h>

#include "ch03-crossentropy-regularization/network2.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: the text's
//
// [784,30,30,10] and deeper, cross-entropy, weights from N(0, 1/n_in).  (The
// text's shell lines rely on that start; its reasoning has N(0, 1): chain.c.
// And once it prints [784,30,30,10] where it speaks of three hidden layers.)
// The text does not say η and λ; these are the ones of its other runs.
//
// Batch descent, on few images, because mini-batches would make the curves
// jump.  The speeds are about the same, says the text.
typedef struct {
    int images;                // the first ones of the training data
    int epochs;                // of batch descent: a step each
    int width;                 // neurons in every hidden layer
    real eta, lambda;
} Settings;

static const Settings TEXT = {1000, 500, 30, 0.1f, 5};

enum { FEWEST = 2, MOST = 4, NETS = MOST - FEWEST + 1, SHOWN = 6 };

// ## Speed
//
//     ‖δˡ‖ = ‖∂C/∂bˡ‖                          chapter 5; BP3: ∂C/∂b = δ
//
// How fast do biases change?  A step changes b by η ∂C/∂b.  It changes w, too,
// and there the same δ is a factor (BP4).  So the length of the vector δˡ
// stands for the speed of the whole layer.
//
// Why is a layer five times as slow as the next?  From one to the other leads
//
//     δˡ = (wˡ⁺¹)ᵀ δˡ⁺¹ ⊙ σ′(zˡ)                                        (BP2)
//
// With 30 weights to a neuron, of variance 1/30, wᵀ leaves the length of δ as
// it is, more or less.  σ′ is at most 1/4, and for the z of such a start it is
// 0.2 or so: a fifth.  unstable.c goes deeper.
//
// C is the mean over all the images, so this is the length of the mean
// gradient, not the mean of lengths.  λ has no part in it: biases do not decay.
static Network2 net_new(int hidden, Settings set, Random *random) {
    int sizes[MOST + 2] = {PIXELS};
    for (int l = 1; l <= hidden; l++) sizes[l] = set.width;
    sizes[hidden + 1] = CLASSES;
    Network2 n = network2_new(hidden + 2, sizes, set.images,
                              &network2_cross_entropy, random);
    n.lambda = set.lambda;
    return n;
}

// Hidden layer 1 of the text is layer 2 of the network: the input is layer 1.
static real speed(const Network2 *n, int hidden_layer) {
    return mat_norm(n->nabla_b[hidden_layer + 1]);
}

// ## The experiment
typedef struct {
    Matrix speed[NETS];        // a row per epoch, a column per hidden layer
    Matrix bars[FEWEST];       // ∂C/∂b at the start, with two hidden layers
    double accuracy[NETS];     // on these images, in the end
} Result;

static Result result_new(Settings set) {
    Result result;
    for (int i = 0; i < NETS; i++)
        result.speed[i] = mat_new(set.epochs + 1, FEWEST + i);
    for (int i = 0; i < FEWEST; i++) result.bars[i] = mat_new(1, set.width);
    return result;
}

static void result_free(Result *result) {
    for (int i = FEWEST - 1; i >= 0; i--) mat_free(&result->bars[i]);
    for (int i = NETS - 1; i >= 0; i--) mat_free(&result->speed[i]);
}

// All images are one batch: an epoch is a gradient and a step.
static void watch(Result *result, int hidden, Settings set, Dataset images,
                  uint64_t seed) {
    Random random = random_new(seed);
    Network2 n = net_new(hidden, set, &random);
    Batches all = batches_new(images, images.x.rows);
    Matrix speeds = result->speed[hidden - FEWEST];
    Progress bar = progress_begin("epoch", set.epochs);
    for (int epoch = 0; epoch <= set.epochs; epoch++) {
        batches_rewind(&all);
        batches_next(&all);
        network2_gradient(&n, &all, &random);
        for (int h = 1; h <= hidden; h++)
            AT(speeds, epoch, h - 1) = speed(&n, h);
        if (hidden == FEWEST && epoch == 0)
            for (int h = 1; h <= FEWEST; h++)
                mat_copy(result->bars[h - 1], n.nabla_b[h + 1]);
        if (epoch < set.epochs) network2_step(&n, set.eta);
        if (epoch > 0)
            progress_show(&bar, epoch, "%d hidden layers  first %.2e  last "
                          "%.2e", hidden, (double)speed(&n, 1),
                          (double)speed(&n, hidden));
    }
    progress_end(&bar);
    result->accuracy[hidden - FEWEST] = network2_score(&n, images).accuracy;
    batches_free(&all);
    network2_free(&n);
}

// ## Data for the pictures
static void print_bars(const Result *result) {
    int shown = result->bars[0].cols < SHOWN ? result->bars[0].cols : SHOWN;
    block_begin("bars", "layer neuron slope");
    for (int h = 1; h <= FEWEST; h++)
        for (int j = 0; j < shown; j++)
            printf("%d %d %.6f\n", h, j + 1,
                   fabs((double)AT(result->bars[h - 1], 0, j)));
    block_end();
}

static void print_speeds(const Result *result) {
    block_begin("speeds", "hidden layer epoch speed");
    for (int i = 0; i < NETS; i++)
        for (int h = 1; h <= FEWEST + i; h++, printf("\n"))
            for (int epoch = 0; epoch < result->speed[i].rows; epoch++)
                printf("%d %d %d %.4e\n", FEWEST + i, h, epoch,
                       (double)AT(result->speed[i], epoch, h - 1));
    block_end();
}

// ## The text's numbers beside ours
//
// From start to start the lengths differ by a factor of two, and that much is
// allowed here; how many times slower the first layer is differs less.
static const double TEXTS_SPEED[NETS][MOST] = {
    {0.07, 0.31}, {0.012, 0.060, 0.283}, {0.003, 0.017, 0.070, 0.285}};

static double first_speed(const Result *result, int hidden, int h) {
    return (double)AT(result->speed[hidden - FEWEST], 0, h - 1);
}

static void claim_lengths(const Result *result, int hidden) {
    for (int h = 1; h <= hidden; h++) {
        char what[100];
        double text = TEXTS_SPEED[hidden - FEWEST][h - 1];
        snprintf(what, sizeof what, "Nielsen ch5, %d hidden layers: ‖δ‖ of "
                 "layer %d (text %g)", hidden, h, text);
        data_claim_between(what, "", text / 2, 2 * text,
                           first_speed(result, hidden, h));
    }
}

static void claim_start(const Result *result) {
    const double low[NETS] = {3, 12, 30}, high[NETS] = {7, 40, 300};
    for (int i = 0; i < NETS; i++) {
        char what[100];
        int last = FEWEST + i;
        snprintf(what, sizeof what, "Nielsen ch5, %d hidden layers: the first "
                 "is slower than the last (text %.3g)", last,
                 TEXTS_SPEED[i][last - 1] / TEXTS_SPEED[i][0]);
        claim_lengths(result, last);
        data_claim_between(what, "times", low[i], high[i],
                           first_speed(result, last, last) /
                               first_speed(result, last, 1));
    }
    int longer = 0, shown = result->bars[0].cols;
    for (int j = 0; j < shown; j++)
        longer += fabs((double)AT(result->bars[1], 0, j)) >
                  fabs((double)AT(result->bars[0], 0, j));
    data_claim_between("Nielsen ch5, the bars: neurons that are faster in the "
                       "second hidden layer", "%", 66, 100,
                       100.0 * longer / shown);
}

// In what part of the epochs is each layer slower than the next?
static double share_in_order(Matrix speeds) {
    int in_order = 0;
    for (int epoch = 0; epoch < speeds.rows; epoch++) {
        bool ordered = true;
        for (int h = 1; h < speeds.cols; h++)
            if (!(AT(speeds, epoch, h - 1) < AT(speeds, epoch, h)))
                ordered = false;
        in_order += ordered;
    }
    return 100.0 * in_order / speeds.rows;
}

static void claim_epochs(const Result *result) {
    for (int i = 0; i < NETS; i++) {
        char what[100];
        snprintf(what, sizeof what, "Nielsen ch5, %d hidden layers: epochs in "
                 "which each layer is slower than the next", FEWEST + i);
        data_claim_between(what, "%", 51, 100,
                           share_in_order(result->speed[i]));
    }
    Matrix four = result->speed[NETS - 1];
    Spread ratio = {0};
    for (int epoch = 0; epoch < four.rows; epoch++)
        spread_add(&ratio, (double)(AT(four, epoch, 3) / AT(four, epoch, 0)));
    data_claim_between("Nielsen ch5, 4 hidden layers (text: about 100): the "
                       "first is slower, mean of the epochs", "times", 30, 300,
                       spread_mean(&ratio));
    data_claim_between("our finding: 2 hidden layers bounce; accuracy after "
                       "500 steps", "%", 25, 60, result->accuracy[0]);
    data_claim_between("our finding: 3 hidden layers do not, and know at most "
                       "two digits; accuracy", "%", 5, 25,
                       result->accuracy[1]);
    data_claim_between("our finding: nor do 4, and know one digit; accuracy",
                       "%", 5, 15, result->accuracy[2]);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "early layers learn slowly");
    option_int(&options, "--images", &set.images, 1, "training images");
    option_int(&options, "--epochs", &set.epochs, 1, "steps of batch descent");
    option_int(&options, "--width", &set.width, 1, "neurons of hidden layers");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    option_real(&options, "--lambda", &set.lambda, "weight decay λ");
    options_end(&options);
    if (!(set.eta > 0)) wrong_usage("--eta must be above 0");
    if (set.width > 1000 || set.epochs > 100000)
        wrong_usage("--width: at most 1000, --epochs: at most 100000");

    say("2, 3 and 4 hidden layers of %d, %d steps of batch descent on %d "
        "images, seed %llu", set.width, set.epochs, set.images,
        (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    if (set.images > digits.train.x.rows)
        wrong_usage("--images %d: there are %d", set.images,
                    digits.train.x.rows);
    Dataset images = data_part(digits.train, 0, set.images);
    caption("hidden layers of %d, %d images of %s, η = %g, λ = %g, seed %llu",
            set.width, set.images, report_data_name(), (double)set.eta,
            (double)set.lambda, (unsigned long long)options.seed);
    for (int k = 0; k < options.seeds; k++) {
        Result result = result_new(set);
        for (int hidden = FEWEST; hidden <= MOST; hidden++)
            watch(&result, hidden, set, images, options.seed + (uint64_t)k);
        if (k == 0) print_bars(&result);
        if (k == 0) print_speeds(&result);
        claim_start(&result);
        claim_epochs(&result);
        result_free(&result);
    }
    claims_print();
    digits_free(&digits);
    return 0;
}
