// # What stands in for the batch when there is none
//
// In training, batch normalisation measures an example by its batch.  In use
// there is one image, and no batch.  "Ideal", say the slides, would be μ and σ
// over the whole training set; "practical" are moving averages, gathered while
// training.  How good are they?
//
//     make averages                           p = 0.9, as in the layer
//     make averages ARGS="--eta 30"           weights that move fast
//     make averages ARGS="--seeds 5"          is it luck?
//
// Time: 3 s
//
// What to look for: in the first picture grey points are the means of the last
// batches, each with its luck.  The blue line follows them, smoother, and some
// steps late; the black one is the mean over all training images, measured at
// the end, with the final weights.  The orange line has a longer memory: it is
// smoother still, and later.
//
// The second picture has the accuracy in use.  With averages, with all training
// images, or with the other images of a batch of 64 it is about the same: the
// ideal is not needed.  With the 0 and 1 that the averages start from, the
// network is not the one that has learned.  Grey is the same for a network that
// has seen only 300 images, in 25 steps: there the averages have not yet
// forgotten their start, and the ideal is better.
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

static const Settings TEXT = {9984, 5, 3, 100, 64, 1};

static Layers model_new(Settings set, Random *random) {
    Layers n = layers_new(PIXELS, set.batch);
    for (int h = 0; h < set.hidden; h++) {
        layers_dense(&n, set.width);
        layers_batch_norm(&n, 1);
        layers_sigmoid(&n);
    }
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    layers_start(&n, random);
    return n;
}

// Above the last batch_norm are σ, dense and softmax.
static int last_norm(const Layers *n) { return n->L - 3; }

// ## In use
//
//     z̃ = (z - μ̄) / √(σ̄² + ε)        ẑ = γ z̃ + β         slides, testing
//
// Whatever stands in for μ and σ, it is a constant now, as γ and β are.  The
// answer for an image no longer depends on other images, and what is left of
// batch normalisation is a dense layer: w times γ/√(σ̄² + ε), and another b.
//
// ## Practical: moving averages
//
//     μ̄ ← p μ̄ + (1 - p) μᵗ                                            slides
//
// The same for the variance.  The slides leave open what p is, where μ̄ starts,
// and whether σ or σ² is averaged.  In layers.c p = 0.9, and it is σ²; μ̄
// starts from 0 and σ̄² from 1, of which after 50 steps 0.9⁵⁰ = 0.005 is left.
//
// Written out, a batch of k steps ago has the weight (1 - p) pᵏ.  The mean age
// is Σ k (1 - p) pᵏ = p/(1 - p), nine steps with 0.9.  And if a single μᵗ has
// the variance s², their average has
//
//     s² Σ (1 - p)² p²ᵏ = s² (1 - p)/(1 + p)
//
// as if 19 batches had been put together: the luck of 1200 images, not of 64.
// But meanwhile w moves, and the oldest of these μᵗ belong to other weights.
// 0.99 has less luck and more delay: 199 batches, and 99 steps.
//
// How much does all this matter?  Not much: from η = 1 to η = 30 the averages
// read as many digits as the ideal does, give or take a point.  Only after few
// steps it is a matter of points: 300 images are 5 batches, and after 25 steps
// 0.9²⁵ = 7 % of the start is left.
static double moving_average(double average, double p, double now) {
    return p * average + (1 - p) * now;
}

// ## Ideal: all images
//
// Layer by layer, from below: what the second one reads depends on the μ and σ
// of the first.  So there is a pass through the training set for each layer.
typedef struct {
    double mean, variance;
} Moments;

static Moments moments(Matrix z, int j) {
    Moments it = {0, 0};
    for (int i = 0; i < z.rows; i++) it.mean += (double)AT(z, i, j) / z.rows;
    for (int i = 0; i < z.rows; i++) {
        double off = (double)AT(z, i, j) - it.mean;
        it.variance += off * off / z.rows;
    }
    return it;
}

// The outputs of layer l for all of x, batch by batch.  In training mode each
// batch is measured by itself.
static void outputs(Matrix a, Layers *n, int l, Matrix x, bool training) {
    for (int i = 0; i < x.rows; i += n->most_rows) {
        int count = x.rows - i < n->most_rows ? x.rows - i : n->most_rows;
        layers_forward(n, mat_rows(x, i, count), training);
        mat_copy(mat_rows(a, i, count), n->layer[l].a);
    }
}

static void measure_all(Layers *n, Matrix x) {
    for (int l = 1; l <= n->L; l++) {
        Layer *it = &n->layer[l];
        if (it->mean.cols == 0) continue;
        Matrix z = mat_new(x.rows, it->outputs);
        outputs(z, n, l - 1, x, false);
        for (int j = 0; j < z.cols; j++) {
            Moments of_all = moments(z, j);
            it->mean.at[j] = (real)of_all.mean;
            it->variance.at[j] = (real)of_all.variance;
        }
        mat_free(&z);
    }
}

// ## The experiment
//
// A network learns; then the same network answers in four ways, each with other
// constants for μ and σ, or with none.  FEW images make the small experiment.
enum { NOTHING, AVERAGES, BATCHES, ALL, WAYS, FEW = 300 };
static const char *const WAY[WAYS] = {"nothing", "averages", "batches",
                                      "all"};

typedef struct {
    Matrix last;               // a row for each step of the last epoch: μᵗ of
                               // a neuron, its μ̄ with p = 0.9, with p = 0.99
    double of_all;             // and its μ over all images
    double accuracy[WAYS];     // on the validation images
    double same;               // of them get the same answer by averages as by
} Result;                      // the others of their batch, in %

static double percent_right(Matrix a, const int *label) {
    int right = 0;
    for (int i = 0; i < a.rows; i++)
        right += mat_argmax_row(a, i) == label[i];
    return 100.0 * right / a.rows;
}

static double percent_same(Matrix a, Matrix b) {
    int same = 0;
    for (int i = 0; i < a.rows; i++)
        same += mat_argmax_row(a, i) == mat_argmax_row(b, i);
    return 100.0 * same / a.rows;
}

static int steps_of(Settings set) {
    return (set.images + set.batch - 1) / set.batch;
}

static void learn(Result *it, Layers *n, Settings set, Dataset train,
                  Random *random) {
    Batches batches = batches_new(train, set.batch);
    const Layer *norm = &n->layer[last_norm(n)];
    double slow = 0;                             // with p = 0.99
    for (int epoch = 1; epoch <= set.epochs; epoch++) {
        batches_shuffle(&batches, random);
        for (int step = 0; batches_next(&batches); step++) {
            layers_gradient(n, &batches);
            double now = moments(norm[-1].a, 0).mean;
            slow = moving_average(slow, 0.99, now);
            AT(it->last, step, 0) = (real)now;
            AT(it->last, step, 1) = norm->mean.at[0];
            AT(it->last, step, 2) = (real)slow;
            mat_step(n->parameters, -set.eta, n->gradient);
        }
    }
    batches_free(&batches);
}

// With the μ and σ of the batch an answer depends on who else is asked.  That
// is no way to use a network, but it is how this one has learned: the other
// three ways have to agree with it.  In training mode the averages move, so
// that comes after their use; then they are replaced.
static void use(Result *it, Layers *n, Dataset train, Dataset held) {
    Matrix a = mat_new(held.x.rows, CLASSES), b = mat_new(held.x.rows, CLASSES);
    outputs(a, n, n->L, held.x, false);
    outputs(b, n, n->L, held.x, true);
    it->accuracy[AVERAGES] = percent_right(a, held.label);
    it->accuracy[BATCHES] = percent_right(b, held.label);
    it->same = percent_same(a, b);
    measure_all(n, train.x);
    it->of_all = (double)n->layer[last_norm(n)].mean.at[0];
    outputs(a, n, n->L, held.x, false);
    it->accuracy[ALL] = percent_right(a, held.label);
    for (int l = 1; l <= n->L; l++) {
        mat_fill(n->layer[l].mean, 0);
        mat_fill(n->layer[l].variance, 1);
    }
    outputs(a, n, n->L, held.x, false);
    it->accuracy[NOTHING] = percent_right(a, held.label);
    mat_free(&b);
    mat_free(&a);
}

static void measure(Result *it, Settings set, Dataset train, Dataset held,
                    uint64_t seed) {
    Random random = random_new(seed);
    Layers n = model_new(set, &random);
    learn(it, &n, set, train, &random);
    use(it, &n, train, held);
    layers_free(&n);
}

// ## Data for the pictures
static void print_last(const Result *it, Settings set) {
    int before = (set.epochs - 1) * it->last.rows;
    block_begin("last", "step batch fast slow all");
    for (int i = 0; i < it->last.rows; i++)
        printf("%d %.5f %.5f %.5f %.5f\n", before + i + 1,
               (double)AT(it->last, i, 0), (double)AT(it->last, i, 1),
               (double)AT(it->last, i, 2), it->of_all);
    block_end();
}

static void print_accuracy(const Result *it, int images, uint64_t seed) {
    for (int way = 0; way < WAYS; way++)
        printf("%s %d %d %llu %.2f\n", WAY[way], way, images,
               (unsigned long long)seed, it->accuracy[way]);
}

// ## What the slides say, beside what we measure
//
// That averages are nearly as good as the ideal says nothing if everything is:
// so 0 and 1 have to be worse, and averages of a few steps.
static void make_claims(const Result *it, const Result *few) {
    data_claim_between("slides, BN in use: accuracy with averages, less that "
                       "with all training images", "points", -2, 2,
                       it->accuracy[AVERAGES] - it->accuracy[ALL]);
    data_claim_between("slides, BN in use: the same answer by averages as by "
                       "the batch", "%", 90, 100, it->same);
    data_claim_between("our finding: lost with 0 and 1 for μ and σ", "points",
                       10, 85, it->accuracy[ALL] - it->accuracy[NOTHING]);
    data_claim_between("our finding: lost with averages of 25 steps", "points",
                       0, 10, few->accuracy[ALL] - few->accuracy[AVERAGES]);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "what stands in for the batch");
    option_int(&options, "--images", &set.images, FEW, "training images");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over them");
    option_int(&options, "--hidden", &set.hidden, 1, "sigmoid layers");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    options_end(&options);
    if (!(set.eta > 0) || set.epochs > 1000 || set.hidden > 50)
        wrong_usage("--eta must be above 0, and at most --epochs 1000, "
                    "--hidden 50");

    say("Batch normalisation in use, %d images, η = %g, seed %llu", set.images,
        (double)set.eta, (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    if (set.images > digits.train.x.rows)
        wrong_usage("--images: there are only %d", digits.train.x.rows);
    Dataset train = data_part(digits.train, 0, set.images);
    caption("%d sigmoid layers of %d, %d images of %s, η = %g, seed%s %llu",
            set.hidden, set.width, set.images, report_data_name(),
            (double)set.eta, options.seeds > 1 ? "s from" : "",
            (unsigned long long)options.seed);
    Settings small = set;
    small.images = FEW;
    Result result = {.last = mat_new(steps_of(set), 3)};
    Result few = {.last = mat_new(steps_of(small), 3)};
    block_begin("accuracy", "way number images seed accuracy");
    for (int k = 0; k < options.seeds; k++) {
        uint64_t seed = options.seed + (uint64_t)k;
        measure(&few, small, data_part(train, 0, FEW), digits.validation, seed);
        measure(&result, set, train, digits.validation, seed);
        print_accuracy(&few, FEW, seed);
        print_accuracy(&result, set.images, seed);
        make_claims(&result, &few);
    }
    block_end();
    print_last(&result, set);
    claims_print();
    mat_free(&few.last);
    mat_free(&result.last);
    digits_free(&digits);
    return 0;
}
