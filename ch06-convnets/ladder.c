// # The ladder to 99.6 %
//
// How many of MNIST's 10 000 test images can a network read?  Nielsen climbs
// in steps: a dense network, one convolution, two, ReLU, more images, wider
// layers with dropout, five networks that vote.  His last one reads 9967.
//
//     make ladder                             the first four, for a few epochs
//     make ladder FULL=1                      all, at the text's length: hours
//     make ladder FULL=1 ARGS="--rung 3"      one of them: 1 dense ... 6 wide
//     make ladder FULL=1 ARGS="--threads 2"   the same bits, sooner
//
// Time: 50 s
//
// What to look for: each rung misreads less than the one before it.  Only two
// convolutions with sigmoids begin late: for half an epoch, some thousands of
// mini-batches, the cost stays at ln 10 (first_steps.c).  ReLUs begin at once.
//
// A training with --full saves itself after every epoch in out/, and goes on
// from there when it is started again.
#include <stdio.h>

#include "ch06-convnets/network3.h"
#include "ch06-convnets/network3_file.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: the text's
//
// The text's λ is network3's: it is divided by the number of mini-batches, ours
// by that of examples.  So its 0.1 is our 1, and a fifth of it where there are
// five times as many mini-batches.
typedef struct {
    const char *name;          // a single word
    double text;               // %, test images
    int full, brief;           // epochs
    real eta, lambda;
    bool relu;                 // else sigmoids
    int convolutions;
    int dense, hidden;         // so many layers of so many neurons
    bool shifted;              // five times as many images
    real p_drop;
} Rung;

static const Rung RUNGS[] = {
    {"dense", 97.80, 60, 5, 0.1f, 0, false, 0, 1, 100, false, 0},
    {"convolution", 98.78, 60, 3, 0.1f, 0, false, 1, 1, 100, false, 0},
    {"two", 99.06, 60, 3, 0.1f, 0, false, 2, 1, 100, false, 0},
    {"relu", 99.23, 60, 3, 0.03f, 1, true, 2, 1, 100, false, 0},
    {"shifted", 99.37, 60, 0, 0.03f, 1, true, 2, 1, 100, true, 0},
    {"wide", 99.60, 40, 0, 0.03f, 0, true, 2, 2, 1000, true, 0.5f},
};
enum { RUNG_COUNT = sizeof RUNGS / sizeof *RUNGS, POSITIONS = 5 };

typedef struct {
    int batch;                 // m
    int rung;                  // 0: all
    int threads;
    const char *folder;        // of the saved trainings
} Settings;

static const Settings TEXT = {10, 0, 1, "out"};

// ## The networks
static void activation(Layers *n, const Rung *rung) {
    if (rung->relu) layers_relu(n);
    else layers_sigmoid(n);
}

static Layers network_new(const Rung *rung, int batch) {
    static const int MAPS[] = {20, 40};
    Layers n = network3_new(1, 28, batch);
    for (int i = 0; i < rung->convolutions; i++) {
        network3_convolution(&n, MAPS[i], 5);
        network3_max_pool(&n, 2, 2);
        activation(&n, rung);
    }
    for (int i = 0; i < rung->dense; i++) {
        if (rung->p_drop > 0) layers_dropout(&n, rung->p_drop);
        layers_dense(&n, rung->hidden);
        activation(&n, rung);
    }
    if (rung->p_drop > 0) layers_dropout(&n, rung->p_drop);
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    return n;
}

// ## More images
//
// Every image in five positions: as it is, and shifted by one pixel up, down,
// left and right.  None of them is stored: a shifted image is made when its
// mini-batch is, and an epoch is five passes over the images, in each of which
// an image stands in another position.
static const int DOWN[POSITIONS] = {0, -1, 1, 0, 0};
static const int RIGHT[POSITIONS] = {0, 0, 0, -1, 1};

static void shift(real *image, int down, int right) {
    enum { SIDE = 28 };
    real old[PIXELS];
    memcpy(old, image, sizeof old);
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < SIDE; j++) {
            int row = i - down, col = j - right;
            bool inside = row >= 0 && row < SIDE && col >= 0 && col < SIDE;
            image[i * SIDE + j] = inside ? old[row * SIDE + col] : 0;
        }
}

static void shift_batch(Batches *batches, int pass) {
    const int *image = &batches->order[batches->next - batches->x.rows];
    for (int i = 0; i < batches->x.rows; i++) {
        int position = (image[i] + pass) % POSITIONS;
        shift(&AT(batches->x, i, 0), DOWN[position], RIGHT[position]);
    }
}

// ## One epoch
//
// The order depends on random alone, not on the order before: so it is the
// same when a training is continued.
static void one_epoch(Layers *n, Batches *batches, const Rung *rung,
                      Random *random) {
    for (int pass = 0; pass < (rung->shifted ? POSITIONS : 1); pass++) {
        for (int i = 0; i < batches->set.x.rows; i++) batches->order[i] = i;
        batches_shuffle(batches, random);
        while (batches_next(batches)) {
            if (rung->shifted) shift_batch(batches, pass);
            layers_gradient(n, batches);
            mat_step(n->parameters, -rung->eta, n->gradient);
        }
    }
}

// ## A training
//
// As in network3.py, what counts is the accuracy on the test images after the
// epoch that is best on the validation images; of two that are equally good,
// the later.
enum { VALIDATION, TEST, COST, SCORES };

typedef struct {
    int epoch;
    double validation, test;
} Best;

static Best best_of(Matrix scores, int epochs) {
    Best best = {0, -1, -1};
    for (int e = 0; e < epochs; e++) {
        double validation = (double)AT(scores, e, VALIDATION);
        if (validation >= best.validation)
            best = (Best){e + 1, validation, (double)AT(scores, e, TEST)};
    }
    return best;
}

static void score(Layers *n, Matrix row, Digits digits) {
    LayersScore validation = layers_score(n, digits.validation);
    row.at[VALIDATION] = (real)validation.accuracy;
    row.at[TEST] = (real)layers_score(n, digits.test).accuracy;
    row.at[COST] = (real)validation.cost;
    if (!isfinite(validation.cost)) die("the cost is no number any more");
}

// path NULL: nothing is saved.
static void train(Layers *n, Network3Run *run, const Rung *rung,
                  Digits digits, const char *path) {
    Batches batches = batches_new(digits.train, n->most_rows);
    int first = run->epoch, epochs = run->scores.rows;
    Progress bar = progress_begin("epoch", epochs - first);
    while (run->epoch < epochs) {
        one_epoch(n, &batches, rung, &run->random);
        score(n, mat_rows(run->scores, run->epoch, 1), digits);
        run->epoch++;
        if (path) network3_save(n, run, path);
        Best best = best_of(run->scores, run->epoch);
        progress_show(&bar, run->epoch - first, "%s  validation %.2f %%  "
                      "test, at the best of them, %.2f %%", rung->name,
                      (double)AT(run->scores, run->epoch - 1, VALIDATION),
                      best.test);
    }
    progress_end(&bar);
    batches_free(&batches);
}

// ## A vote: each network has one for each test image
static void vote(Matrix votes, Layers *n, Dataset test) {
    for (int first = 0; first < test.x.rows; first += n->most_rows) {
        int left = test.x.rows - first;
        int count = left < n->most_rows ? left : n->most_rows;
        Matrix a = layers_forward(n, data_part(test, first, count).x, false);
        for (int i = 0; i < count; i++)
            AT(votes, first + i, mat_argmax_row(a, i)) += 1;
    }
}

static double right(Matrix votes, Dataset test) {
    int count = 0;
    for (int i = 0; i < test.x.rows; i++)
        count += mat_argmax_row(votes, i) == test.label[i];
    return 100.0 * count / test.x.rows;
}

// ## The experiment
static void print_scores(const Rung *rung, uint64_t seed, Matrix scores) {
    for (int e = 0; e < scores.rows; e++)
        printf("%s %llu %d %.2f %.2f %.4f\n", rung->name,
               (unsigned long long)seed, e + 1,
               (double)AT(scores, e, VALIDATION), (double)AT(scores, e, TEST),
               (double)AT(scores, e, COST));
    printf("\n");
}

static Best climb(const Rung *rung, Settings set, Digits digits,
                  const Options *options, Matrix votes) {
    char path[4096], settings[200];
    int epochs = options->full ? rung->full : rung->brief;
    Network3Run run = {settings, 0, random_new(options->seed),
                       mat_new(epochs, SCORES)};
    Layers n = network_new(rung, set.batch);
    network3_start(&n, &run.random);
    n.threads = set.threads;
    n.lambda = rung->lambda / (rung->shifted ? POSITIONS : 1);
    snprintf(settings, sizeof settings,
             "%s, %d epochs, mini-batches of %d, seed %llu, %s", rung->name,
             epochs, set.batch, (unsigned long long)options->seed,
             report_data_name());
    snprintf(path, sizeof path, "%s/ladder-%s-%llu.run", set.folder,
             rung->name, (unsigned long long)options->seed);
    if (options->full && network3_load(&n, &run, path))
        say("%s: goes on after epoch %d", path, run.epoch);
    train(&n, &run, rung, digits, options->full ? path : NULL);
    print_scores(rung, options->seed, run.scores);
    Best best = best_of(run.scores, epochs);
    vote(votes, &n, digits.test);
    layers_free(&n);
    mat_free(&run.scores);
    return best;
}

// ## The text's numbers beside ours
static void claim_rung(const Rung *rung, Best best) {
    char what[80];
    snprintf(what, sizeof what, "Nielsen, original experiments, %s: test "
             "images read", rung->name);
    data_claim(what, "%", rung->text, best.test,
               rung->convolutions ? 0.2 : 0.3);
}

static void claim_steps(const double test[RUNG_COUNT]) {
    data_claim_between("Nielsen ch6: what a convolution adds", "points", 0.05,
                       3, test[1] - test[0]);
    data_claim_between("Nielsen ch6: what a second one adds", "points", 0.05,
                       3, test[2] - test[1]);
    data_claim_between("Nielsen ch6: what ReLU adds", "points", 0.05, 3,
                       test[3] - test[2]);
}

// All seeds of a rung.  The test accuracies, on the average.
static double climb_all(int r, Settings set, Digits digits, Options options) {
    const Rung *rung = &RUNGS[r];
    Matrix votes = mat_new(digits.test.x.rows, CLASSES);
    Spread test = {0};
    for (int k = 0; k < options.seeds; k++, options.seed++) {
        Best best = climb(rung, set, digits, &options, votes);
        spread_add(&test, best.test);
        if (options.full) claim_rung(rung, best);
    }
    if (options.full && r == RUNG_COUNT - 1 && options.seeds >= 5)
        data_claim("Nielsen ch6, the wide ones vote: test images read", "%",
                   99.67, right(votes, digits.test), 0.1);
    mat_free(&votes);
    return spread_mean(&test);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    double test[RUNG_COUNT] = {0};
    Options options = options_begin(argc, argv, "the ladder to 99.6 %");
    option_int(&options, "--rung", &set.rung, 0, "only this one, 1 to 6");
    option_int(&options, "--batch", &set.batch, 1, "examples per step, m");
    option_int(&options, "--threads", &set.threads, 1, "that share the work");
    option_text(&options, "--folder", &set.folder, "of saved trainings");
    options_end(&options);
    if (set.rung > RUNG_COUNT) wrong_usage("--rung is 1 to %d", RUNG_COUNT);

    Digits digits = digits_load(NULL);
    caption("%smini-batches of %d, %s, %s %llu",
            options.full ? "" : "few epochs (text: 60), ", set.batch,
            report_data_name(), options.seeds > 1 ? "seeds from" : "seed",
            (unsigned long long)options.seed);
    block_begin("rungs", "rung seed epoch validation test cost");
    for (int r = 0; r < RUNG_COUNT; r++)
        if ((set.rung == 0 || set.rung == r + 1) &&
            (options.full || RUNGS[r].brief > 0))
            test[r] = climb_all(r, set, digits, options);
    block_end();
    if (set.rung == 0) claim_steps(test);
    claims_print();
    digits_free(&digits);
    return 0;
}
