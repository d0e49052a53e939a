// # Habits of a careful training
//
// Nielsen ends the listing of network3.py (chapter 6) with a list of what it
// cannot do.  It trains for as many epochs as it is told, always at the same
// rate, keeps no network, and says little about over-fitting.  His problems add
// that, one after another.  Here they are, in the order of the code:
//
//     1  accuracy on any data set
//     2  a learning rate that is a function of the epoch
//     3  turned, skewed and shifted images, without storing them
//     4  diagnostics: how much does it over-fit?
//     5  early stopping, and save and load for the best network
//
//     make habits                             four runs, 2000 images
//     make habits ARGS="--patience 3"         less patient
//     make habits ARGS="--half 2"             a rate that falls too fast
//
// Time: 11 s
//
// What to look for: on the left each run ends by itself, some epochs after its
// best one, the large dot.  Moved images take it two points higher.  On the
// right is how much it over-fits: the cost of validation images minus that of
// training images.  The bare run soon knows its images by heart (thin, on the
// left), and the gap grows and grows, though the accuracy rests.  A rate that
// halves brings the gap to a halt, and the jitter too; but only moved images
// make it small.  What is used in the end is the network of the dot: it is read
// back from a file, and does the same, to the bit.
#include <stdio.h>

#include "ch03-crossentropy-regularization/distort.h"
#include "ch06-convnets/network3.h"
#include "ch06-convnets/network3_file.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: ours; the problems name none
typedef struct {
    int images;                // the first ones; as many to validate
    int epochs;                // at most
    int patience;              // epochs without a better one, then it stops
    int half;                  // epochs until the rate has halved
    int maps, hidden, batch;
    real eta;                  // at first
    Distortion most;           // each image: between -most and most
} Settings;

static const Settings OURS = {
    2000, 60, 8, 5, 10, 100, 10, 0.05f, {15, 0.2f, 1, 1, 0}};

static Layers network_new(Settings set) {
    Layers n = network3_new(1, 28, set.batch);
    network3_convolution(&n, set.maps, 5);
    network3_max_pool(&n, 2, 2);
    layers_relu(&n);
    layers_dense(&n, set.hidden);
    layers_relu(&n);
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    return n;
}

// ## 1. Accuracy on any data set
//
// network3.py can ask for that of validation and test images only, as both are
// built into its compiled functions.  Here any set is asked in the same way.
static double accuracy(Layers *n, Dataset set) {
    int right = 0;
    for (int first = 0; first < set.x.rows; first += n->most_rows) {
        int left = set.x.rows - first;
        Dataset part = data_part(set, first,
                                 left < n->most_rows ? left : n->most_rows);
        Matrix a = layers_forward(n, part.x, false);
        for (int i = 0; i < a.rows; i++)
            right += mat_argmax_row(a, i) == part.label[i];
    }
    return 100.0 * right / set.x.rows;
}

// ## 2. A learning rate that is a function of the epoch
//
// Any function will do; write your own, and put it into the table below.
//
//     η(e) = η                     constant
//     η(e) = η / 2^⌊e / half⌋      in steps
static real constant(Settings set, int epoch) {
    (void)epoch;
    return set.eta;
}

static real halving(Settings set, int epoch) {
    real eta = set.eta;
    for (int e = set.half; e <= epoch; e += set.half) eta /= 2;
    return eta;
}

typedef struct {
    const char *name;          // a single word
    real (*eta)(Settings set, int epoch);
    bool moved;                // images, by section 3
} Way;

static const Way WAYS[] = {{"bare", constant, false},
                           {"halving", halving, false},
                           {"moved", constant, true},
                           {"both", halving, true}};
enum { BARE, HALVING, MOVED, WAYS_COUNT = 4 };

// ## 3. Moved images, without storing them
//
// The text warns that all of them would not fit into memory.  They need not: an
// image is moved when its mini-batch is, and the mini-batch is a copy.  Ten
// moved images at a time are all there ever is, and no two epochs see the same.
static void move_images(Batches *batches, Distortion most, Distorter *by,
                        Random *random) {
    for (int i = 0; i < batches->x.rows; i++)
        distort(mat_rows(batches->x, i, 1), distort_draw(most, random), by,
                random);
}

typedef struct {
    const Way *way;
    Settings set;
    Digits digits;
    Distorter *by;
    const char *path;          // of the best network
} Task;

static void one_epoch(Layers *n, Batches *batches, const Task *task, real eta,
                      Random *random) {
    batches_shuffle(batches, random);
    while (batches_next(batches)) {
        if (task->way->moved)
            move_images(batches, task->set.most, task->by, random);
        layers_gradient(n, batches);
        mat_step(n->parameters, -eta, n->gradient);
    }
}

// ## 4. How much does it over-fit?
//
// Accuracy and cost, on training and on validation images, and the length of
// all weights, after each epoch.  The gap of the two costs tells most:
// accuracies reach 100 %, and say no more.
enum { TRAIN, VALIDATION, TRAIN_COST, COST, WEIGHTS, SCORES };

static void look(Matrix row, Layers *n, Digits digits) {
    LayersScore train = layers_score(n, digits.train);
    LayersScore validation = layers_score(n, digits.validation);
    row.at[TRAIN] = (real)train.accuracy;
    row.at[TRAIN_COST] = (real)train.cost;
    row.at[VALIDATION] = (real)validation.accuracy;
    row.at[COST] = (real)validation.cost;
    row.at[WEIGHTS] = mat_norm(n->weights);
}

static double gap(Matrix scores, int epoch) {
    return (double)AT(scores, epoch, COST) -
           (double)AT(scores, epoch, TRAIN_COST);
}

// ## 5. Early stopping, save and load
//
// Whenever the validation accuracy is the best so far, the network is saved (of
// two that are equally good the later one, as in network3.py).  Training stops
// when that is `patience` epochs ago.  What is used then is not the network at
// hand, but the saved one.
static int best_epoch(Matrix scores, int epochs) {
    int best = 0;
    for (int e = 1; e < epochs; e++)
        if (AT(scores, e, VALIDATION) >= AT(scores, best, VALIDATION)) best = e;
    return best;
}

static bool enough(Matrix scores, int epochs, int patience) {
    return epochs - 1 - best_epoch(scores, epochs) >= patience;
}

static int train(Layers *n, Matrix scores, Matrix best, const Task *task,
                 Random *random) {
    Batches batches = batches_new(task->digits.train, task->set.batch);
    int epoch = 0;
    while (epoch < scores.rows && !enough(scores, epoch, task->set.patience)) {
        one_epoch(n, &batches, task, task->way->eta(task->set, epoch), random);
        look(mat_rows(scores, epoch++, 1), n, task->digits);
        if (best_epoch(scores, epoch) == epoch - 1) {
            network3_save(n, NULL, task->path);
            mat_copy(best, n->parameters);
        }
    }
    batches_free(&batches);
    return epoch;
}

typedef struct {
    int epochs, best;          // trained; the best of them, from 0
    double seen, again;        // its validation accuracy; asked of the file
    bool same;                 // does it come back to the bit?
    double gap;                // of the costs, at the end
    double test;               // accuracy of the loaded network
} Result;

// It comes back from the file, into a network that knew nothing.
static void come_back(Result *result, Matrix best, const Task *task) {
    Random other = random_new(0);
    Layers n = network_new(task->set);
    layers_start(&n, &other);
    if (!network3_load(&n, NULL, task->path)) die("%s: gone", task->path);
    result->same = memcmp(n.parameters.at, best.at,
                          sizeof(real) * (size_t)best.cols) == 0;
    result->again = accuracy(&n, task->digits.validation);
    result->test = accuracy(&n, task->digits.test);
    layers_free(&n);
}

static void print_run(const char *name, Matrix scores, int epochs) {
    for (int e = 0; e < epochs; e++)
        printf("%s %d %d %.3f %.3f %.5f %.3f\n", name, e + 1,
               e == best_epoch(scores, epochs), (double)AT(scores, e, TRAIN),
               (double)AT(scores, e, VALIDATION), gap(scores, e),
               (double)AT(scores, e, WEIGHTS));
    printf("\n");
}

static Result learn(const Task *task, uint64_t seed, bool draw) {
    Random random = random_new(seed);
    Layers n = network_new(task->set);
    layers_start(&n, &random);
    Matrix best = mat_new(1, n.parameters.cols);
    Matrix scores = mat_new(task->set.epochs, SCORES);
    int epochs = train(&n, scores, best, task, &random);
    if (draw) print_run(task->way->name, scores, epochs);
    Result result = {.epochs = epochs, .best = best_epoch(scores, epochs),
                     .gap = gap(scores, epochs - 1)};
    result.seen = (double)AT(scores, result.best, VALIDATION);
    come_back(&result, best, task);
    mat_free(&scores);
    mat_free(&best);
    layers_free(&n);
    return result;
}

// ## The text's problems, solved?
static void make_claims(const Result it[WAYS_COUNT], int most) {
    claim_true("Nielsen ch6, problem, load and save: the same weights, to the "
               "bit", it[MOVED].same);
    claim_between("Nielsen ch6, problem, accuracy of any set: the loaded "
                  "network's against the one noted", "points", -1e-4, 1e-4,
                  it[MOVED].again - it[MOVED].seen);
    data_claim_true("Nielsen ch6, problem, early stopping: the bare run stops "
                    "by itself", it[BARE].epochs < most);
    data_claim_between("Nielsen ch6, problem, η by epoch: gap of the costs, "
                       "halving against bare", "times", 0.3, 0.95,
                       it[HALVING].gap / it[BARE].gap);
    data_claim_between("Nielsen ch6, problem, moved images: gain on test "
                       "images", "points", 0.5, 4,
                       it[MOVED].test - it[BARE].test);
    data_claim_between("Nielsen ch6, problem, diagnostics: gap of the costs, "
                       "moved against bare", "times", 0, 0.6,
                       it[MOVED].gap / it[BARE].gap);
}

static void four_runs(Settings set, Digits digits, uint64_t seed, bool draw) {
    Result it[WAYS_COUNT];
    Distorter by = distorter_new(1);
    for (int w = 0; w < WAYS_COUNT; w++) {
        char path[100];
        snprintf(path, sizeof path, "out/habits-%s-%llu.net", WAYS[w].name,
                 (unsigned long long)seed);
        it[w] = learn(&(Task){&WAYS[w], set, digits, &by, path}, seed, draw);
        say("%s: epoch %d of %d is best, %.2f %% of the test images",
            WAYS[w].name, it[w].best + 1, it[w].epochs, it[w].test);
    }
    distorter_free(&by);
    make_claims(it, set.epochs);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "habits of a careful training");
    option_int(&options, "--images", &set.images, 1, "to train");
    option_int(&options, "--patience", &set.patience, 1, "epochs to wait");
    option_int(&options, "--half", &set.half, 1, "epochs until η halves");
    options_end(&options);
    say("Four ways, seed %llu", (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    if (set.images > digits.validation.x.rows)
        wrong_usage("--images: at most %d", digits.validation.x.rows);
    digits.train = data_part(digits.train, 0, set.images);
    digits.validation = data_part(digits.validation, 0, set.images);
    caption("%d images of %s, η = %g, halved in %d, patience %d, seed %llu",
            set.images, report_data_name(), (double)set.eta, set.half,
            set.patience, (unsigned long long)options.seed);
    block_begin("runs", "run epoch best train validation gap weights");
    for (int k = 0; k < options.seeds; k++)
        four_runs(set, digits, options.seed + (uint64_t)k, k == 0);
    block_end();
    claims_print();
    digits_free(&digits);
    return 0;
}
