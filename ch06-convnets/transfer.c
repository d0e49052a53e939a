// # What five digits teach about the other five
//
// A network has learned to read 0 to 4.  Now it is to read 5 to 9, and there
// are only few images of them.  Does it help to begin with what is known?  The
// slides, "Pre-training", say how to use a network that was trained for a
// similar problem, depending on how many new examples there are.
//
//     make transfer                           100 and 500 new images
//     make transfer ARGS="--base 300"         who knows little passes on little
//     make transfer ARGS="--tuned 0.02"       the slides advise a small η
//
// Time: 18 s
//
// What to look for: read the picture from left to right.  After 20 updates a
// network that comes from 0 to 4 reads 10 to 30 more of 100 new digits than one
// that comes from random weights.  After 200 there is hardly a difference.  So
// what is passed on, from digits to digits, is *speed*.  The bars are the range
// of the seeds: with few images and few updates much is luck.
//
// And look at the right ends.  If only a new top layer learns, it stops below
// all others, even below the network that began with nothing.  If the dense
// layer below it learns on, that is as good as if all four do: the kernels of
// 0 to 4 suit 5 to 9, but what the 100 neurons make of them does not.
#include <stdio.h>

#include "ch06-convnets/network3.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: the slides give rules, and no numbers
//
// The same η for all, so that the start alone makes the difference.
typedef struct {
    int base;                  // images of 0 to 4, seen once
    int maps, more_maps;       // of the two convolutions
    int hidden;
    int batch;                 // m
    int tests;                 // test images of 5 to 9
    real eta;                  // from random weights
    real eta_tuned;            // of what has been learned before
} Settings;

static const Settings OURS = {10000, 20, 40, 100, 10, 1000, 0.05f, 0.05f};

enum { HALF = 5 };             // classes: 0 to 4, or 5 to 9
static const int SIZES[] = {100, 500};                     // new images
static const int SEEN[] = {2, 5, 10, 20, 40, 60, 100, 200};  // updates
enum { SIZES_COUNT = 2, SEEN_COUNT = 8, AT_20 = 3, AT_END = 7 };

// ## Half of the digits
//
// count images of the classes first ... first + 4, in random order.  Their
// labels become 0 ... 4, as the network has five answers.
static Dataset half_new(Dataset from, int first, int count, Random *random) {
    Dataset half = dataset_new(count, PIXELS, HALF);
    Batches all = batches_new(from, 1);
    int found = 0;
    batches_shuffle(&all, random);
    while (found < count && batches_next(&all)) {
        int label = *all.label - first;
        if (label < 0 || label >= HALF) continue;
        mat_copy(mat_rows(half.x, found, 1), all.x);
        half.label[found] = label;
        AT(half.y, found++, label) = 1;
    }
    if (found < count)
        wrong_usage("of %d ... %d there are %d images, not %d", first,
                    first + HALF - 1, found, count);
    batches_free(&all);
    return half;
}

// ## The network: two convolutions, 100 neurons, 5 answers
static Layers network_new(Settings set) {
    Layers n = network3_new(1, 28, set.batch);
    network3_convolution(&n, set.maps, 5);
    network3_max_pool(&n, 2, 2);
    layers_relu(&n);
    network3_convolution(&n, set.more_maps, 5);
    network3_max_pool(&n, 2, 2);
    layers_relu(&n);
    layers_dense(&n, set.hidden);
    layers_relu(&n);
    layers_dense(&n, HALF);
    layers_softmax(&n);
    return n;
}

// ## Four ways
//
// The slides' rules, for problems like the old one and for others:
//
//     few new images, similar          only a new linear classifier on top
//     more new images                  the upper layers, with a small η
//     many images, not so similar      many layers, with a small η
//     few images, not similar          a classifier (SVM) on early features
//
// The first three are tried here, and a start from random weights, as if
// nothing were known.  (For the fourth, 5 to 9 are too similar to 0 to 4.)
typedef struct {
    const char *name;          // a single word
    int layers;                // with weights, that learn: so many from the top
    bool knows;                // starts from what reads 0 to 4
} Way;

static const Way WAYS[] = {{"top", 1, true}, {"upper", 2, true},
                           {"all", 4, true}, {"scratch", 4, false}};
enum { TOP, UPPER, EVERY, SCRATCH, WAYS_COUNT };

// All layers but the last start where the old network ended.  The last one has
// new questions to answer, and starts from 0.
static void start(Layers *n, const Way *way, const Layers *old,
                  Random *random) {
    layers_start(n, random);
    if (!way->knows) return;
    mat_copy(n->parameters, old->parameters);
    mat_fill(n->layer[n->L - 1].w, 0);
    mat_fill(n->layer[n->L - 1].b, 0);
}

// Descent, but only in the uppermost layers.  Those below are frozen:
//
//     w ← w - η ∂C/∂w,    b ← b - η ∂C/∂b          in the uppermost layers
//
// (Their gradients are computed here all the same.  Who has not this figure to
// draw stops going backward where the frozen layers begin, and saves time.)
static void step(Layers *n, int layers, real eta) {
    for (int l = n->L; l >= 1 && layers > 0; l--) {
        Layer *it = &n->layer[l];
        if (it->w.rows == 0) continue;
        mat_step(it->w, -eta, it->nabla_w);
        mat_step(it->b, -eta, it->nabla_b);
        layers--;
    }
}

// ## One training
//
// The new images again and again, until the last update that SEEN names.
typedef struct {
    Dataset images, tests;     // of 5 to 9
    const Layers *old;         // has learned 0 to 4
    Settings set;
} Task;

static void next_batch(Batches *batches, Random *random) {
    if (batches_next(batches)) return;
    batches_shuffle(batches, random);
    batches_next(batches);
}

static void train(Matrix accuracy, Layers *n, const Way *way, const Task *task,
                  Random *random) {
    Batches batches = batches_new(task->images, n->most_rows);
    real eta = way->knows ? task->set.eta_tuned : task->set.eta;
    batches_shuffle(&batches, random);
    for (int update = 1, i = 0; i < accuracy.cols; update++) {
        next_batch(&batches, random);
        layers_gradient(n, &batches);
        step(n, way->layers, eta);
        if (update == SEEN[i])
            accuracy.at[i++] = (real)layers_score(n, task->tests).accuracy;
    }
    batches_free(&batches);
}

// ## The experiment
//
// Each seed has an old network and new images of its own.  Then all four ways
// see the same images in the same order.
typedef struct {
    Spread old;                                  // reads so much of 0 to 4
    Spread seen[SIZES_COUNT][WAYS_COUNT][SEEN_COUNT];
} Result;

static double learn_old(Layers *old, Settings set, Digits digits,
                        Random *random) {
    Dataset images = half_new(digits.train, 0, set.base, random);
    Dataset tests = half_new(digits.test, 0, set.tests, random);
    Batches batches = batches_new(images, set.batch);
    layers_start(old, random);
    layers_epoch(old, &batches, set.eta, random);
    double accuracy = layers_score(old, tests).accuracy;
    batches_free(&batches);
    dataset_free(&tests);
    dataset_free(&images);
    return accuracy;
}

static void learn_new(Spread seen[SEEN_COUNT], const Way *way,
                      const Task *task, Random random) {
    Matrix accuracy = mat_new(1, SEEN_COUNT);
    Layers n = network_new(task->set);
    start(&n, way, task->old, &random);
    train(accuracy, &n, way, task, &random);
    for (int i = 0; i < SEEN_COUNT; i++)
        spread_add(&seen[i], (double)accuracy.at[i]);
    layers_free(&n);
    mat_free(&accuracy);
}

static void one_seed(Result *result, Settings set, Digits digits,
                     uint64_t seed) {
    Random random = random_new(seed);
    Layers old = network_new(set);
    spread_add(&result->old, learn_old(&old, set, digits, &random));
    Dataset images = half_new(digits.train, HALF, SIZES[SIZES_COUNT - 1],
                              &random);
    Dataset tests = half_new(digits.test, HALF, set.tests, &random);
    for (int s = 0; s < SIZES_COUNT; s++) {
        Task task = {data_part(images, 0, SIZES[s]), tests, &old, set};
        for (int w = 0; w < WAYS_COUNT; w++)
            learn_new(result->seen[s][w], &WAYS[w], &task, random);
    }
    dataset_free(&tests);
    dataset_free(&images);
    layers_free(&old);
}

static void print_result(const Result *result) {
    block_begin("accuracy", "images way updates mean min max");
    for (int s = 0; s < SIZES_COUNT; s++)
        for (int w = 0; w < WAYS_COUNT; w++, printf("\n"))
            for (int i = 0; i < SEEN_COUNT; i++) {
                const Spread *it = &result->seen[s][w][i];
                printf("%d %s %d %.2f %.2f %.2f\n", SIZES[s], WAYS[w].name,
                       SEEN[i], spread_mean(it), it->min, it->max);
            }
    block_end();
}

// ## What we find
//
// What tuning all layers reads more than another way does.  The slides' second
// rule holds: the upper layers are enough.  The first one, that a new top is
// enough where images are few, does not hold here, not even with 100.
static void claim_lead(const Result *result, int way, int i,
                       const char *what, const double range[2]) {
    for (int s = 0; s < SIZES_COUNT; s++) {
        char words[160];
        const Spread (*seen)[SEEN_COUNT] = result->seen[s];
        snprintf(words, sizeof words, "%s, %d images", what, SIZES[s]);
        data_claim_between(words, "points", range[0], range[1],
                           spread_mean(&seen[EVERY][i]) -
                               spread_mean(&seen[way][i]));
    }
}

static void make_claims(const Result *it) {
    data_claim_between("our finding: the old network reads 0 to 4", "%", 97,
                       100, spread_mean(&it->old));
    claim_lead(it, SCRATCH, AT_20, "slides, a very good start: lead over "
               "random weights after 20 updates", (double[]){8, 50});
    claim_lead(it, SCRATCH, AT_END, "our finding: this lead after 200 updates",
               (double[]){-3, 4});
    claim_lead(it, UPPER, AT_END, "slides, tune the upper layers: what all "
               "layers gain over two", (double[]){-2, 2});
    claim_lead(it, TOP, AT_END, "our finding: what all layers gain over a new "
               "top", (double[]){1, 12});
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "what five digits teach about "
                                                "the other five");
    option_int(&options, "--base", &set.base, 1, "images of 0 to 4");
    option_real(&options, "--eta", &set.eta, "η, from random weights");
    option_real(&options, "--tuned", &set.eta_tuned, "η, for what is known");
    option_seeds(&options, 3);
    options_end(&options);
    if (!(set.eta > 0 && set.eta_tuned > 0))
        wrong_usage("--eta and --tuned must be above 0");

    say("From 0 ... 4 to 5 ... 9, seed %llu", (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    caption("%d images of 0 to 4, %s, η = %g, tuned with %g, %d seeds from "
            "%llu", set.base, report_data_name(), (double)set.eta,
            (double)set.eta_tuned, options.seeds,
            (unsigned long long)options.seed);
    Result result = {0};
    Progress bar = progress_begin("seed", options.seeds);
    for (int k = 0; k < options.seeds; k++) {
        one_seed(&result, set, digits, options.seed + (uint64_t)k);
        progress_show(&bar, k + 1, "0 to 4: %.1f %%", spread_mean(&result.old));
    }
    progress_end(&bar);
    print_result(&result);
    make_claims(&result);
    claims_print();
    digits_free(&digits);
    return 0;
}
