// # What batch normalisation buys
//
// Every number that a layer hands on is measured from its mean over the
// mini-batch, in standard deviations.  Does a network learn better for it?
// The slides, "Batch normalization", say: at larger rates, faster, with less
// care for the start; but only with fairly large batches.  Inside: drifting.c.
//
//     make batch_norm                          rates, starts, batch sizes
//     make batch_norm ARGS="--hidden 1"        a shallow one needs it less
//     make batch_norm ARGS="--epochs 20"       later the others come, too
//     make batch_norm ARGS="--images 10000"    with a last batch of 16, below
//
// Time: 17 s
//
// What to look for: in the first picture the grey network, without, first sits
// at 10 %.  With batch normalisation it reads more than 80 % after one epoch,
// and at a rate of 10 only the blue one learns well in this time.  In the
// second picture, left, the blue one learns at every rate from 0.1 to 30.  In
// the middle, weights may start from a hundred times too small to ten times too
// large.  On the right the price: with batches of one or two it is worse than
// nothing.
//
// To be fair: at its own best rate, 3, the grey network ends only two or three
// points below, and after 20 epochs nothing is left of that.  What is bought is
// time and freedom of choice.  (Less need of regularisation is not tried here.)
#include <stdio.h>

#include "ch05-vanishing-gradients/layers.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: the network is the slides', the rest is ours
//
// Accuracy is that on the first half of the validation images.  9984 images are
// 156 whole batches of 64.  With 10 000 each epoch ends with a batch of 16,
// whose step is as long as any other, but whose gradient is that of 16 images
// measured by each other.  Then, at rates of 1 and above, the accuracy goes up
// and down by about ten points from epoch to epoch.
typedef struct {
    int images;                // the first ones of the training data
    int epochs;
    int hidden, width;         // hidden layers, and neurons in each
    int batch;                 // m, where it is not what is compared
    real eta;                  // η, where it is not what is compared
} Settings;

static const Settings TEXT = {9984, 5, 3, 100, 64, 0.3f};

enum { NONE, BEFORE, AFTER, WAYS };
static const char *const WAY[WAYS] = {"none", "before", "after"};

typedef struct {               // what one run varies
    int way;
    real eta;
    real scale;                // w starts from N(0, scale² / n_in)
    int images, batch, epochs;
} Run;

// ## The network of the slides, `bn_model`
//
//     z = w a + b          z̃ = (z - μ) / σ          ẑ = γ ⊙ z̃ + β      slides
//     a = σ(ẑ)
//
// μ and σ, mean and standard deviation, are measured for each neuron over the
// batch (but σ(ẑ) is the sigmoid); γ and β are learned, as w is.  layers.c has
// it forward and backward, with σ² + ε under the root, as in Algorithm 1.
//
// Why should it help?  Make all w of a layer ten times as large: z, μ and σ all
// grow ten times, and z̃ is what it was.  So nobody above notices the scale of
// the start, and after too long a step w is large, but not wrong.  And z̃ lies
// where the sigmoid is steep, in every layer, so that more of ∂C/∂w arrives
// below (learning_speed.c): a network of three such layers need not first wake
// up for some epochs.
//
// The slides' listing puts it between z and a, and says that z or a will do.
// Both are here: BEFORE the sigmoid, AFTER it.  (Its name there, myBatchNorm2d,
// is that for images; these layers are dense.)  The b of a dense layer does
// nothing BEFORE, for μ takes it away again; β is in its place.  As in the
// listing it is kept.
//
// AFTER, the next layer reads numbers about 0, not between 0 and 1; that makes
// the descent easier still.  But they are not bounded any more: at a rate of 3,
// γ and the next w drive each other up until the numbers overflow.
static void add_dense(Layers *n, int outputs, real scale) {
    int l = layers_dense(n, outputs);
    n->layer[l].sd = scale * (real)sqrt(1.0 / n->layer[l].inputs);
}

static Layers model_new(Run run, Settings set, Random *random) {
    Layers n = layers_new(PIXELS, run.batch);
    for (int h = 0; h < set.hidden; h++) {
        add_dense(&n, set.width, run.scale);
        if (run.way == BEFORE) layers_batch_norm(&n, 1);
        layers_sigmoid(&n);
        if (run.way == AFTER) layers_batch_norm(&n, 1);
    }
    add_dense(&n, CLASSES, run.scale);
    layers_softmax(&n);
    layers_start(&n, random);
    return n;
}

// Plain descent.  The same seed is the same start and the same order of images
// for all three ways.  accuracy gets a number for each epoch, and one before.
// There μ and σ are averages over many batches, not those of any batch.
static void learn(Matrix accuracy, Run run, Settings set, Digits digits,
                  uint64_t seed) {
    Random random = random_new(seed);
    Layers n = model_new(run, set, &random);
    Batches batches = batches_new(data_part(digits.train, 0, run.images),
                                  run.batch);
    Dataset held = digits.validation;
    held = data_part(held, 0, (held.x.rows + 1) / 2);
    AT(accuracy, 0, 0) = (real)layers_score(&n, held).accuracy;
    for (int epoch = 1; epoch <= run.epochs; epoch++) {
        layers_epoch(&n, &batches, run.eta, &random);
        AT(accuracy, 0, epoch) = (real)layers_score(&n, held).accuracy;
    }
    batches_free(&batches);
    layers_free(&n);
}

// ## Three comparisons
//
// *Rates*: the slides promise larger ones, and fewer epochs.
//
// *Starts*: every w of the usual start, N(0, 1/n_in), times the same number.
// The slides advise N(0, 0.01²) for networks with batch normalisation: that is
// 0.28 times the usual in the first layer, and a tenth of it in the others.
//
// *Batches*: each is compared with and without, never with another size.
// In an epoch of larger batches there are fewer steps, so at the same η the
// network without has a harder time on the right of that picture, for no other
// reason.  To save time this has half the images and half the epochs.
//
// With m = 1, z = μ: z̃ is 0 whatever the image is, and nothing of the image
// gets through.  With m = 2, z̃ is 1 for one image and -1 for the other: only
// who has more gets through, not how much.  And in use, when z is measured with
// averages over many batches, it is something that the network never saw.
enum { RATES, STARTS, BATCHES, COMPARISONS, VALUES = 6 };

typedef struct {
    const char *name;
    int ways;                  // AFTER is tried with rates alone
    real value[VALUES];
} Comparison;

static const Comparison COMPARE[COMPARISONS] = {
    {"rates", WAYS, {0.1f, 0.3f, 1, 3, 10, 30}},
    {"starts", AFTER, {0.01f, 0.1f, 0.3f, 1, 3, 10}},
    {"batches", AFTER, {1, 2, 4, 8, 16, 64}},
};

static Run run_of(int which, int i, int way, Settings set) {
    Run run = {way, set.eta, 1, set.images, set.batch, set.epochs};
    real value = COMPARE[which].value[i];
    if (which == RATES) run.eta = value;
    if (which == STARTS) run.scale = value;
    if (which == BATCHES) {
        run.batch = (int)value;
        run.images = (set.images + 1) / 2;
        run.epochs = (set.epochs + 1) / 2;
    }
    return run;
}

// A row for each value and way, a column for each epoch.
static int row_of(int i, int way) { return i * WAYS + way; }
static double at_end(Matrix accuracy, int i, int way) {
    return (double)AT(accuracy, row_of(i, way), accuracy.cols - 1);
}

static void compare(Matrix accuracy, int which, Settings set, Digits digits,
                    uint64_t seed) {
    const Comparison *c = &COMPARE[which];
    Progress bar = progress_begin(c->name, VALUES * c->ways);
    for (int i = 0; i < VALUES; i++)
        for (int way = 0; way < c->ways; way++) {
            learn(mat_rows(accuracy, row_of(i, way), 1),
                  run_of(which, i, way, set), set, digits, seed);
            progress_show(&bar, i * c->ways + way + 1, "%s %.1f %%", WAY[way],
                          at_end(accuracy, i, way));
        }
    progress_end(&bar);
}

// ## Data for the pictures
static void print_curves(Matrix accuracy, int which, uint64_t seed) {
    const Comparison *c = &COMPARE[which];
    for (int i = 0; i < VALUES; i++)
        for (int way = 0; way < c->ways; way++)
            for (int epoch = 0; epoch < accuracy.cols; epoch++)
                printf("%s %g %llu %d %.2f\n", WAY[way], (double)c->value[i],
                       (unsigned long long)seed, epoch,
                       (double)AT(accuracy, row_of(i, way), epoch));
}

// ## What the slides say
//
// Faster: how many epochs does it take to read 85 %, at the rate that is best
// for that?  Larger rates: which is the largest with 80 % in the end?  Less
// influence of the start: how good is the worst of them?
static int fewest_epochs(Matrix accuracy, int way) {
    for (int epoch = 1; epoch < accuracy.cols; epoch++)
        for (int i = 0; i < VALUES; i++)
            if (AT(accuracy, row_of(i, way), epoch) >= 85) return epoch;
    return accuracy.cols;
}

static double largest_rate(Matrix accuracy, int way) {
    double largest = NAN;
    for (int i = 0; i < VALUES; i++)
        if (at_end(accuracy, i, way) >= 80)
            largest = (double)COMPARE[RATES].value[i];
    return largest;
}

static Spread ends(Matrix accuracy, int way) {
    Spread all = {0};
    for (int i = 0; i < VALUES; i++) spread_add(&all, at_end(accuracy, i, way));
    return all;
}

static void claim_rates(Matrix a) {
    data_claim_between("slides, BN, faster: η = 0.1, one epoch with it", "%",
                       80, 95, (double)AT(a, row_of(0, BEFORE), 1));
    data_claim_between("slides, BN, faster: η = 0.1, all epochs without", "%",
                       5, 50, at_end(a, 0, NONE));
    data_claim_between("slides, BN, faster: epochs to 85 %, without over with",
                       "times", 2, 5, (double)fewest_epochs(a, NONE) /
                                          fewest_epochs(a, BEFORE));
    data_claim_between("slides, BN: the largest rate, with over without",
                       "times", 3, 100,
                       largest_rate(a, BEFORE) / largest_rate(a, NONE));
    data_claim_between("our finding: gain at the best rate of each", "points",
                       0, 5, ends(a, BEFORE).max - ends(a, NONE).max);
    data_claim_between("our finding: η = 1, gain of normalising a, not z",
                       "points", 1, 6, at_end(a, 2, AFTER) -
                                           at_end(a, 2, BEFORE));
    data_claim_between("our finding: η = 3, normalising a", "%", 5, 15,
                       at_end(a, 3, AFTER));
}

static void claim_starts(Matrix a) {
    data_claim_between("slides, BN: from the worst start, with it", "%", 75, 95,
                       ends(a, BEFORE).min);
    data_claim_between("slides, BN: from the worst start, without", "%", 5, 15,
                       ends(a, NONE).min);
}

static void claim_batches(Matrix a) {
    data_claim_between("slides, BN: batches of 1, with it", "%", 5, 15,
                       at_end(a, 0, BEFORE));
    data_claim_between("our finding: batches of 2, gain", "points", -60, -5,
                       at_end(a, 1, BEFORE) - at_end(a, 1, NONE));
    data_claim_between("slides, BN: batches of 64, with it", "%", 80, 95,
                       at_end(a, 5, BEFORE));
}

static void measure(Settings set, Digits digits, const Options *options) {
    void (*const claims[])(Matrix) = {claim_rates, claim_starts, claim_batches};
    for (int which = 0; which < COMPARISONS; which++) {
        int epochs = run_of(which, 0, NONE, set).epochs;
        Matrix accuracy = mat_new(VALUES * WAYS, epochs + 1);
        block_begin(COMPARE[which].name, "way value seed epoch accuracy");
        for (int k = 0; k < options->seeds; k++) {
            uint64_t seed = options->seed + (uint64_t)k;
            compare(accuracy, which, set, digits, seed);
            print_curves(accuracy, which, seed);
            claims[which](accuracy);
        }
        block_end();
        mat_free(&accuracy);
    }
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "with and without batch norm.");
    option_int(&options, "--images", &set.images, 1, "training images");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over them");
    option_int(&options, "--hidden", &set.hidden, 1, "hidden layers");
    option_real(&options, "--eta", &set.eta, "rate η of starts and batches");
    options_end(&options);
    if (set.hidden > 50 || set.epochs > 1000 || !(set.eta > 0))
        wrong_usage("at most --hidden 50, --epochs 1000; --eta above 0");
    say("With and without batch normalisation, %d images, seed %d", set.images,
        (int)options.seed);
    Digits digits = digits_load(NULL);
    if (set.images > digits.train.x.rows)
        wrong_usage("--images: there are only %d", digits.train.x.rows);
    caption("%d sigmoid layers of %d, %d images of %s, rates and starts: m = "
            "%d, starts and batches: η = %g, seed%s %d", set.hidden, set.width,
            set.images, report_data_name(), set.batch, (double)set.eta,
            options.seeds > 1 ? "s from" : "", (int)options.seed);
    measure(set, digits, &options);
    claims_print();
    digits_free(&digits);
    return 0;
}
