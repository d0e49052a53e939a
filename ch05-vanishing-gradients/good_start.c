// # Where a deep network has to start to learn at all
//
// Slides on optimisation, "advice on initialisation": ReLUs start as He says;
// with batch normalisation small normal weights will do (or trained ones, see
// pretraining.c); biases are 0, in simple models all weights may be.  Nielsen,
// chapter 5: Sutskever and others found in 2013 that a good start and momentum
// both matter.  A problem of chapter 6: what if all weights are multiplied?
//
//     make good_start                            twelve runs of ten epochs
//     make good_start ARGS="--eta 0.03"          a larger learning rate
//     make good_start ARGS="--hidden 1"          little depth, little danger
//
// Time: 12 s
//
// What to look for: four panels, one for each way to learn.  From weights of 0,
// and from small ones, nothing is learnt, with momentum or without.  From He's
// start all learn, with momentum much faster at the same η; but ten times the η
// does as much, less smoothly.  So the start decides whether a network learns,
// momentum only how soon.  With batch normalisation the small start is as good
// as He's, mostly a little better: the scale of the weights is divided out, and
// the smaller they are, the more a step turns them.  0 stays hopeless.
#include <math.h>
#include <stdio.h>

#include "ch04-optimizers/optimizer.h"
#include "ch05-vanishing-gradients/layers.h"
#include "common/report.h"

// ## Settings: the texts give advice, and no numbers
typedef struct {
    int hidden, width;         // hidden layers, and neurons in each
    int images, epochs, batch;
    real eta;
} Settings;

static const Settings OURS = {4, 100, 10000, 10, 32, 0.01f};
enum { LOOKED_AT = 500, MOST = 50 };

// ## Starts: the standard deviation of a layer's weights; biases are 0
enum { ZERO, LITTLE, HE, STARTS_NUMBER };
static const char *const START[] = {"zero", "little", "he"};
static real sd_of(int start, int inputs) {
    return start == ZERO ? 0 : start == LITTLE ? (real)0.01
                                               : (real)sqrt(2.0 / inputs);
}

// ## Ways to learn
//
//     descent:    θ ← θ - η g
//     momentum:   v ← ρv - η g,   θ ← θ + v,   with ρ = 0.9      (chapter 4)
//
// Where g hardly changes, v grows to -η g / (1 - ρ): ten times as far per step.
// So, to be fair, `ten_times` is descent with ten times the rate.
typedef struct {
    const char *name;          // a single word
    const OptimizerRule *rule;
    real times;                // η is multiplied by
    bool batch_norm;           // between z and ReLU, in every hidden layer
} Way;
static const Way WAYS[] = {
    {"descent", &optimizer_descent, 1, false},
    {"momentum", &optimizer_momentum, 1, false},
    {"ten_times", &optimizer_descent, 10, false},
    {"batch_norm", &optimizer_descent, 1, true}};
enum { DESCENT, MOMENTUM, TEN_TIMES, BATCH_NORM, WAYS_NUMBER };

// ## The network: hidden layers of ReLUs or others, ten outputs with softmax
// Without hidden layers it is softmax regression, the simple model.
typedef int Neurons(Layers *n);                  // layers_relu, ...

static Layers net_new(Settings set, Neurons *neurons, bool batch_norm) {
    Layers n = layers_new(PIXELS, LOOKED_AT);
    for (int h = 1; h <= set.hidden; h++) {
        layers_dense(&n, set.width);
        if (batch_norm) layers_batch_norm(&n, 1);
        neurons(&n);
    }
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    return n;
}

// layers_start takes sd = 0 for "not said": here the weights are drawn again.
static void start(Layers *n, int from, Random *random) {
    layers_start(n, random);
    for (int l = 1; l <= n->L; l++)
        if (n->layer[l].w.at)
            mat_randn(n->layer[l].w, sd_of(from, n->layer[l].inputs), random);
}

static void learn(Layers *n, Batches *batches, Optimizer *o, Random *random) {
    batches_shuffle(batches, random);
    while (batches_next(batches)) {
        layers_gradient(n, batches);
        optimizer_step(o, n->parameters, n->gradient);
    }
}

// ## The experiment: every start with every way
//
// accuracy has a column for each epoch, in % of the validation images.
static void run(Matrix accuracy, int from, const Way *way, Settings set,
                Digits digits, Random *random) {
    Layers n = net_new(set, layers_relu, way->batch_norm);
    start(&n, from, random);
    Optimizer o = optimizer_new(way->rule, n.parameters.cols);
    o.eta = set.eta * way->times;
    Batches batches = batches_new(data_part(digits.train, 0, set.images),
                                  set.batch);
    for (int epoch = 0; epoch <= set.epochs; epoch++) {
        if (epoch > 0) learn(&n, &batches, &o, random);
        AT(accuracy, 0, epoch) =
            (real)layers_score(&n, digits.validation).accuracy;
    }
    batches_free(&batches);
    optimizer_free(&o);
    layers_free(&n);
}

// ## Why not 0?
//
// With weights of 0, ReLU and tanh have outputs of 0, so ∂C/∂w = δ a is 0, and
// δ, which comes down through the weights, is 0 too: only the output biases
// ever move.  Batch normalisation does not help: all images are alike, z - μ is
// 0 for all of them, and 0 is what ReLU gets.
//
// Sigmoids begin at 1/2, and their weights do move; but all neurons of a layer
// have the same weights, the same output, the same δ, and so the same weights
// for ever.  A hidden layer of a hundred is a hidden layer of one.  Random
// weights, however small, break this symmetry.
//
// Without hidden layers there is nothing to tell apart: each output has a
// target of its own, and C has one valley.  There 0 is as good a start as any.
typedef struct {
    double apart;              // largest difference of two neurons in a layer
    double moved;              // ‖w‖ of the hidden layers
    double accuracy;
} Zero;

static Zero from_zero(int hidden, Settings set, Digits digits, Random *random) {
    set.hidden = hidden;
    Layers n = net_new(set, layers_sigmoid, false);
    start(&n, ZERO, random);
    Batches batches = batches_new(data_part(digits.train, 0, set.images), 10);
    for (int i = 0; i < 3; i++) layers_epoch(&n, &batches, 0.1f, random);
    Zero it = {.accuracy = layers_score(&n, digits.validation).accuracy};
    for (int h = 1; h <= hidden; h++) {
        Matrix w = n.layer[2 * h - 1].w;
        it.moved += (double)mat_norm(w);
        for (int i = 0; i < w.rows * w.cols; i++)    // all rows as the first?
            it.apart = fmax(it.apart,
                            fabs((double)(w.at[i] - w.at[i % w.cols])));
    }
    batches_free(&batches);
    layers_free(&n);
    return it;
}

// ## Why not small?
//
//     max(c z, 0) = c max(z, 0)    for c > 0            chapter 6, problem
//
// All weights of a network of ReLUs times c give c^L times the numbers that go
// into softmax, L being the layers of weights (the text says c times, which is
// one layer), as long as biases are 0.  So the answers stay, and softmax is
// only more sure of them, or less.
//
// That sounds harmless.  But N(0, 0.01²) is He's start times 0.2 in the first
// layer, with its 784 inputs, and times 0.07 in the four others: together, 5 in
// a million.  All images get the same answer, to six digits; and as z and δ
// are products of the same weights, ∂C/∂w is as small.  (The start for
// sigmoids, Var[w] = 1/N_in, is He's with c = √½: activations_deep.c.)
typedef struct {
    double off;                // ‖c^L z(w) - z(c w)‖ / ‖z(c w)‖
    double sure, surer;        // mean largest probability, before and after
    int changed;               // answers
} Scaled;
static double mean_largest(Matrix a) {
    double sum = 0;
    for (int i = 0; i < a.rows; i++)
        sum += (double)AT(a, i, mat_argmax_row(a, i)) / a.rows;
    return sum;
}

static Scaled scale_weights(Settings set, real c, Matrix x, Random *random) {
    Layers n = net_new(set, layers_relu, false);
    start(&n, HE, random);
    Matrix z = mat_new(x.rows, CLASSES);
    Scaled it = {.sure = mean_largest(layers_forward(&n, x, false))};
    mat_scale(z, (real)pow((double)c, set.hidden + 1), n.layer[n.L - 1].a);
    mat_scale(n.weights, c, n.weights);
    Matrix a = layers_forward(&n, x, false);
    it.surer = mean_largest(a);
    for (int i = 0; i < a.rows; i++)
        it.changed += mat_argmax_row(a, i) != mat_argmax_row(z, i);
    mat_sub(z, z, n.layer[n.L - 1].a);
    it.off = (double)(mat_norm(z) / mat_norm(n.layer[n.L - 1].a));
    mat_free(&z);
    layers_free(&n);
    return it;
}

// ## All of it, and data for the picture
typedef struct {
    Matrix accuracy;           // a row per start and way
    Zero deep, simple;
    Scaled scaled;
} Result;

static int row_of(int start, int way) { return start * WAYS_NUMBER + way; }
static double at(const Result *it, int s, int w, int epoch) {
    return (double)AT(it->accuracy, row_of(s, w), epoch);
}
static double end(const Result *it, int s, int w) {
    return at(it, s, w, it->accuracy.cols - 1);
}

static void try_all(Result *result, Settings set, Digits digits,
                    uint64_t seed) {
    Progress bar = progress_begin("run", STARTS_NUMBER * WAYS_NUMBER);
    for (int s = 0; s < STARTS_NUMBER; s++)
        for (int w = 0; w < WAYS_NUMBER; w++) {
            Random random = random_new(seed);
            run(mat_rows(result->accuracy, row_of(s, w), 1), s, &WAYS[w], set,
                digits, &random);
            progress_show(&bar, row_of(s, w) + 1, "%s from %s", WAYS[w].name,
                          START[s]);
        }
    progress_end(&bar);
    Random random = random_new(seed);
    result->deep = from_zero(2, set, digits, &random);
    result->simple = from_zero(0, set, digits, &random);
    result->scaled = scale_weights(
        set, 1.5f, mat_rows(digits.train.x, 0, LOOKED_AT), &random);
}

static void print_result(const Result *result, Settings set) {
    block_begin("accuracy", "start way epoch validation");
    for (int s = 0; s < STARTS_NUMBER; s++)
        for (int w = 0; w < WAYS_NUMBER; w++, printf("\n"))
            for (int epoch = 0; epoch <= set.epochs; epoch++)
                printf("%s %s %d %.2f\n", START[s], WAYS[w].name, epoch,
                       at(result, s, w, epoch));
    block_end();
}

// ## What the texts say, beside what we measure
static void make_claims(const Result *it) {
    data_claim_between("Slides: ReLU without batch normalisation: He; accuracy "
                       "in the end", "%", 88, 100, end(it, HE, DESCENT));
    data_claim_between("our finding: N(0, 0.01²), even with momentum", "%", 0,
                       15, end(it, LITTLE, MOMENTUM));
    data_claim_between("Slides: with batch normalisation N(0, 0.01²) will do",
                       "%", 88, 100, end(it, LITTLE, BATCH_NORM));
    data_claim_between("our finding: 0 will not", "%", 0, 15,
                       end(it, ZERO, BATCH_NORM));
    data_claim_between("Nielsen ch5, Sutskever: momentum helps a good start, "
                       "after 1 epoch by", "points", 3, 30,
                       at(it, HE, MOMENTUM, 1) - at(it, HE, DESCENT, 1));
    data_claim_between("our finding: momentum against ten times the η, from "
                       "He, in the end", "points", -3, 3,
                       end(it, HE, MOMENTUM) - end(it, HE, TEN_TIMES));
    claim("Slides, start at 0: sigmoids of a layer stay equal; largest "
          "difference", "", 0, it->deep.apart, 0);
    claim_true("our finding: although they move", it->deep.moved > 0.1);
    data_claim_between("Slides: a simple model may start at 0; accuracy", "%",
                       85, 100, it->simple.accuracy);
    claim("Nielsen ch6: ReLUs' weights times 1.5: output times 1.5^L, off by",
          "", 0, it->scaled.off, 1e-4);
    claim_true("our finding: no answer changes, but softmax is surer of them",
               it->scaled.changed == 0 &&
               it->scaled.surer > 1.5 * it->scaled.sure);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "good starts, and others");
    option_int(&options, "--hidden", &set.hidden, 1, "hidden layers");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over the images");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    options_end(&options);
    if (set.hidden > MOST || set.epochs > 1000 || !(set.eta > 0))
        wrong_usage("at most --hidden %d, --epochs 1000; --eta above 0", MOST);
    say("%d starts, %d ways to learn", STARTS_NUMBER, WAYS_NUMBER);
    Digits digits = digits_load(NULL);
    caption("%d hidden layers of %d ReLUs, %d images of %s, η = %g, seed %d",
            set.hidden, set.width, set.images, report_data_name(),
            (double)set.eta, (int)options.seed);
    Result result = {.accuracy = mat_new(STARTS_NUMBER * WAYS_NUMBER,
                                         set.epochs + 1)};
    for (int k = 0; k < options.seeds; k++) {
        try_all(&result, set, digits, options.seed + (uint64_t)k);
        if (k == 0) print_result(&result, set);
        make_claims(&result);
    }
    claims_print();
    mat_free(&result.accuracy);
    digits_free(&digits);
    return 0;
}
