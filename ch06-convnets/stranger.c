// # A network that never saw a real digit
//
// A program draws digits: strokes, bent and slanted at random, inked with a
// pen (common/digits.c).  A network learns from these, and from nothing else.
// Can it read what people wrote?  Nielsen, chapter 6, names among the steps
// towards 9967 of 10 000 the expansion of the training data by algorithm.  Here
// there is nothing to expand: *all* of it is made by algorithm.  What the
// network knows of handwriting is what a few hundred lines of C know of it.
//
//     make stranger                          four epochs of fresh digits
//     make stranger ARGS="--spread 0.3"      taught by tidy writers only
//     make stranger ARGS="--steps 400"       taught by a tenth of the digits
//     make stranger FULL=1                   five million digits: 20 minutes
//
// Time: 30 s
//
// What to look for: the network reads strangers better than its own kind!  We
// let the imagined writers write more differently than real ones do (spread 1),
// so that MNIST's digits lie among theirs; the drawn ones it is tested with
// are the harder test.  No digit comes twice, so nothing can be learnt by
// heart, and there is no over-fitting: both curves rise as long as we draw.
//
// Right, what it misreads, and is surest of.  These are digits that the
// program on the left would not draw: strokes thicker than they are long, 1s
// like a λ, specks, lines that are broken off.  Each is a hint how to draw
// better.  (ladder.c has the same network trained on MNIST itself.)
//
// No image of MNIST's is trained with.  Those for validation give the curve,
// and nothing is decided by them: the network after the last epoch counts, and
// the test images are looked at once, by that one.
//
// Without MNIST (`make mnist` fetches it), the "strangers" are the drawn digits
// of the data folder.  They come from the same program, by tidier writers, and
// say nothing about people.
#include <stdio.h>

#include "ch06-convnets/network3.h"
#include "ch06-convnets/network3_file.h"
#include "common/data.h"
#include "common/digits.h"
#include "common/report.h"

// ## Settings
typedef struct {
    int epochs;
    int steps;                 // mini-batches in an epoch
    int batch;                 // m
    int held;                  // drawn digits to validate with
    real eta;                  // η of the first epoch
    real decay;                // κ of weight decay: λ/n, if there were an n
    real spread;               // how differently the imagined writers write
    int threads;
    const char *folder;        // of the saved training
} Settings;

static const Settings BRIEF = {4, 4000, 10, 10000, 0.05f, 0.001f, 1, 1, "out"};
static const Settings FULL = {30, 6000, 10, 10000, 0.05f, 0.001f, 1, 1, "out"};

// ## Fresh digits
//
// Digit number i is always the same, and different numbers never share a random
// number: so the training digits are those from TRAINING on, and those to
// validate with stand far away from them; those of the data folder begin at 0.
// A mini-batch is drawn when it is needed, into the place of the one before.
// Five million digits need no more memory than ten.
static const uint64_t VALIDATION = (uint64_t)1 << 40;
static const uint64_t TRAINING = (uint64_t)1 << 41;

static void draw(Dataset set, uint64_t seed, uint64_t first, real spread) {
    uint8_t grey[PIXELS];
    mat_fill(set.y, 0);
    for (int i = 0; i < set.x.rows; i++) {
        set.label[i] =
            digits_example(grey, seed, first + (uint64_t)i, (float)spread);
        AT(set.y, i, set.label[i]) = 1;
        for (int p = 0; p < PIXELS; p++)
            AT(set.x, i, p) = grey[p] / (real)255;
    }
}

// ## The network: the ladder's, with two convolutions and ReLUs
static Layers network_new(int batch) {
    static const int MAPS[] = {20, 40};
    Layers n = network3_new(1, 28, batch);
    for (int i = 0; i < 2; i++) {
        network3_convolution(&n, MAPS[i], 5);
        network3_max_pool(&n, 2, 2);
        layers_relu(&n);
    }
    layers_dense(&n, 100);
    layers_relu(&n);
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    return n;
}

// ## Training
//
// The learning rate falls from epoch to epoch, along a line that would reach 0
// one epoch after the last:
//
//     η_e = η (1 - e/E),         e = 0, 1, ... E - 1
//
// Large steps first, to get anywhere; small ones at the end, to settle down.
static real eta_of(int epoch, Settings set) {
    return set.eta * (real)(set.epochs - epoch) / (real)set.epochs;
}

// And every step shortens the weights a little (weight decay; chapter 3):
//
//     w ← (1 - η_e κ) w - η_e ∂C/∂w           for each mini-batch of new digits
//     b ← b - η_e ∂C/∂b
static void one_epoch(Layers *n, Dataset batch, int epoch, Settings set,
                      uint64_t seed) {
    real eta = eta_of(epoch, set);
    uint64_t m = (uint64_t)batch.x.rows, steps = (uint64_t)set.steps;
    uint64_t next = TRAINING + (uint64_t)epoch * steps * m;
    for (uint64_t step = 0; step < steps; step++, next += m) {
        draw(batch, seed, next, set.spread);
        layers_forward(n, batch.x, true);
        mat_fill(n->gradient, 0);
        layers_backward(n, batch.y);
        mat_scale(n->weights, 1 - eta * set.decay, n->weights);
        mat_step(n->parameters, -eta, n->gradient);
    }
}

// A row of scores for each epoch: % of the images read.
enum { DRAWN, REAL_ONES, SCORES };

// path NULL: nothing is saved.
static void train(Layers *n, Network3Run *run, Settings set, uint64_t seed,
                  Dataset strangers, const char *path) {
    Dataset batch = dataset_new(set.batch, PIXELS, CLASSES);
    Dataset held = dataset_new(set.held, PIXELS, CLASSES);
    draw(held, seed, VALIDATION, set.spread);
    int first = run->epoch;
    Progress bar = progress_begin("epoch", set.epochs - first);
    while (run->epoch < set.epochs) {
        one_epoch(n, batch, run->epoch, set, seed);
        real *row = &AT(run->scores, run->epoch++, 0);
        row[DRAWN] = (real)layers_score(n, held).accuracy;
        row[REAL_ONES] = (real)layers_score(n, strangers).accuracy;
        if (path) network3_save(n, run, path);
        progress_show(&bar, run->epoch - first, "drawn %.2f %%  strangers "
                      "%.2f %%", (double)row[DRAWN], (double)row[REAL_ONES]);
    }
    progress_end(&bar);
    dataset_free(&held);
    dataset_free(&batch);
}

// ## The examination
//
// Of the misread images of each digit, the ROWS that the network is surest of.
enum { ROWS = 6 };

typedef struct {
    int image, answer;
    real sure;                 // the output for the answer, 0 ... 1
} Misread;

typedef struct {
    int count[CLASSES], misread[CLASSES];
    double accuracy;           // %
    Misread worst[CLASSES][ROWS];       // the surest first; sure 0: no more
} Examination;

// Everyone below the new one moves down, and the last falls out.
static void insert(Misread worst[ROWS], Misread it) {
    for (int k = 0; k < ROWS; k++)
        if (it.sure > worst[k].sure) {
            Misread lesser = worst[k];
            worst[k] = it;
            it = lesser;
        }
}

static Examination examine(Layers *n, Dataset set) {
    Examination e = {0};
    int right = 0;
    for (int i = 0; i < set.x.rows; i++) {
        Matrix a = layers_forward(n, mat_rows(set.x, i, 1), false);
        int label = set.label[i], answer = mat_argmax_row(a, 0);
        e.count[label]++;
        right += answer == label;
        if (answer == label) continue;
        e.misread[label]++;
        insert(e.worst[label], (Misread){i, answer, AT(a, 0, answer)});
    }
    e.accuracy = 100.0 * right / set.x.rows;
    return e;
}

// ## Data for the pictures
static void print_scores(Matrix scores, Settings set, uint64_t seed) {
    for (int e = 0; e < scores.rows; e++)
        printf("%llu %d %lld %g %.2f %.2f\n", (unsigned long long)seed, e + 1,
               (long long)(e + 1) * set.steps * set.batch,
               (double)eta_of(e, set), (double)AT(scores, e, DRAWN),
               (double)AT(scores, e, REAL_ONES));
    printf("\n");
}

// Sheets: a column for each digit, ROWS images below each other.
enum { SIDE = 28, CELL = SIDE + 4 };

static void paste(Matrix sheet, int row, int column, Matrix image) {
    for (int p = 0; p < PIXELS; p++)
        AT(sheet, row * CELL + p / SIDE, column * CELL + p % SIDE) =
            image.at[p];
}

static void print_sheet(const char *name, Matrix sheet) {
    block_begin(name, NULL);
    for (int i = 0; i < sheet.rows; i++)
        for (int j = 0; j < sheet.cols; j++)
            printf("%.2g%c", (double)AT(sheet, i, j),
                   j + 1 < sheet.cols ? ' ' : '\n');
    block_end();
}

static void show_lessons(Settings set, uint64_t seed) {
    Matrix sheet = mat_new(ROWS * CELL, CLASSES * CELL);
    Dataset one = dataset_new(1, PIXELS, CLASSES);
    int shown[CLASSES] = {0};
    for (uint64_t i = 0; i < 40 * ROWS * CLASSES; i++) {
        draw(one, seed, TRAINING + i, set.spread);
        int digit = one.label[0];
        if (shown[digit] < ROWS) paste(sheet, shown[digit]++, digit, one.x);
    }
    print_sheet("lessons", sheet);
    dataset_free(&one);
    mat_free(&sheet);
}

static void show_misread(const Examination *e, Dataset set) {
    Matrix sheet = mat_new(ROWS * CELL, CLASSES * CELL);
    block_begin("worst", "row digit answer sure");
    for (int k = 0; k < ROWS * CLASSES; k++) {
        int row = k / CLASSES, digit = k % CLASSES;
        const Misread *it = &e->worst[digit][row];
        if (it->sure == 0) continue;
        paste(sheet, row, digit, mat_rows(set.x, it->image, 1));
        printf("%d %d %d %.4f\n", row, digit, it->answer, (double)it->sure);
    }
    block_end();
    print_sheet("sheet", sheet);
    block_begin("classes", "digit count misread");
    for (int digit = 0; digit < CLASSES; digit++)
        printf("%d %d %d\n", digit, e->count[digit], e->misread[digit]);
    block_end();
    mat_free(&sheet);
}

// ## The experiment
//
// With --full, a training that was stopped goes on after its last epoch.
static Examination learn(Settings set, const Options *options, Digits digits,
                         Layers *n) {
    char path[4096], settings[200];
    uint64_t seed = options->seed;
    Network3Run run = {settings, 0, random_new(seed),
                       mat_new(set.epochs, SCORES)};
    layers_start(n, &run.random);
    snprintf(settings, sizeof settings, "drawn digits, spread %g, %d epochs of "
             "%d mini-batches of %d, eta %g, decay %g, seed %llu, then %s",
             (double)set.spread, set.epochs, set.steps, set.batch,
             (double)set.eta, (double)set.decay, (unsigned long long)seed, report_data_name());
    snprintf(path, sizeof path, "%s/stranger-%llu.run", set.folder,
             (unsigned long long)seed);
    if (options->full && network3_load(n, &run, path))
        say("%s: goes on after epoch %d", path, run.epoch);
    train(n, &run, set, seed, digits.validation, options->full ? path : NULL);
    print_scores(run.scores, set, seed);
    mat_free(&run.scores);
    return examine(n, digits.test);
}

// TODO claims
static void read_options(Options *options, Settings *set) {
    option_int(options, "--epochs", &set->epochs, 1, "with an η each");
    option_int(options, "--steps", &set->steps, 1, "mini-batches per epoch");
    option_int(options, "--batch", &set->batch, 1, "digits per step, m");
    option_real(options, "--eta", &set->eta, "η of the first epoch");
    option_real(options, "--decay", &set->decay, "κ of weight decay");
    option_real(options, "--spread", &set->spread, "of the writers, 0 to 2");
    option_int(options, "--threads", &set->threads, 1, "that share the work");
    option_text(options, "--folder", &set->folder, "of the saved training");
    options_end(options);
    if (!(set->spread >= 0 && set->spread <= 2))
        wrong_usage("--spread must be from 0 to 2, not %g",
                    (double)set->spread);
}

int main(int argc, char **argv) {
    Options options = options_begin(argc, argv, "drawn digits teach to read");
    Settings set = options.full ? FULL : BRIEF;
    read_options(&options, &set);
    Digits digits = digits_load(NULL);
    block_begin("epochs", "seed epoch digits eta drawn strangers");
    Layers n = network_new(set.batch);
    Examination e = learn(set, &options, digits, &n);
    block_end();
    show_lessons(set, options.seed);
    show_misread(&e, digits.test);
    fprintf(stderr, "test %.2f\n", e.accuracy);
    claims_print();
    layers_free(&n);
    digits_free(&digits);
}
