// # What to do when it does not work
//
// A network reads too few digits.  More neurons?  Decay?  More images?  Buduma,
// figure 4-14, has a chart for this: after every epoch look at the error on the
// training images and on the validation images; when one of them has stopped
// falling, see which of them is too high, and only then look at the test
// images.  Each way out of the chart is a different cure.
//
//     make workflow                           four projects, each on its path
//     make workflow ARGS="--goal 4"           ask for more: 96 % read
//     make workflow ARGS="--shift 1"          test images that differ less
//
// Time: 7 s
//
// What to look for: three of the projects have been spoilt on purpose, each in
// its own way, and each leaves the chart at its own door.  Two hidden neurons
// cannot even learn what they are shown.  A network with 1000 images learns
// them by heart.  The third reads its validation images well, but is then used
// where all digits stand a little further to the right: nothing before the very
// last question gives that away.  In the fourth nothing is spoilt.
//
// The order of the questions matters.  Two hidden neurons are bad on the
// validation images as well; who asked about these first would take measures
// against over-fitting, where there is none.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ch03-crossentropy-regularization/network2.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: ours, as the text gives none
typedef struct {
    real goal;                 // an error up to this is low enough, in %
    int patience;              // epochs without a new least error: it is stuck
    int most_epochs;
    int few_images;            // of the second project
    int shift;                 // pixels, of the third project's test images
    int batch;                 // m
    real eta;                  // η
} Settings;

static const Settings OURS = {10, 5, 100, 1000, 3, 10, 0.5f};

// ## Define the problem, design the architecture, collect the data
//
// The text's example: in goes an image of tissue, a vector of its red, green
// and blue values (printed "RBG"); out come the probabilities of three classes
// of which exactly one is right: healthy, benign, malignant.  Ours: in go 784
// grey values, out come those of ten digits, so the output layer is a softmax
// of ten.
typedef struct {
    const char *name;          // a single word
    int hidden;
    int images;                // to train with
    bool large;                // start from N(0, 1), which over-fits more
    bool moved;                // its test images are shifted
} Project;

enum { FEW_NEURONS, FEW_IMAGES, SHIFTED_TEST, ALL_WELL, PROJECTS };

// The third project's test images: every digit some pixels to the right.
static Dataset shifted_new(Dataset set, int pixels) {
    Dataset moved = dataset_new(set.x.rows, PIXELS, CLASSES);
    mat_copy(moved.y, set.y);
    for (int i = 0; i < set.x.rows; i++) {
        moved.label[i] = set.label[i];
        for (int k = 0; k < PIXELS; k++)
            if (k % 28 >= pixels)
                AT(moved.x, i, k) = AT(set.x, i, k - pixels);
    }
    return moved;
}

// ## Split
//
// Training images to learn from, validation images to decide by, test images
// to believe (figures 4-12 and 4-13).  If they are put together badly, the text
// warns, no conclusion is worth anything: an image must not stand in two parts.
// Sorting brings equal images together; here is how many there are in all.
static int by_pixels(const void *a, const void *b) {
    return memcmp(*(const real *const *)a, *(const real *const *)b,
                  PIXELS * sizeof(real));
}

static int images_that_come_twice(Matrix x, Matrix y) {
    int count = x.rows + y.rows, twice = 0;
    const real **image = calloc((size_t)count + 1, sizeof *image);
    if (!image) die("no memory for %d images", count);
    for (int i = 0; i < count; i++)
        image[i] = i < x.rows ? &AT(x, i, 0) : &AT(y, i - x.rows, 0);
    qsort(image, (size_t)count, sizeof *image, by_pixels);
    for (int i = 1; i < count; i++)
        twice += by_pixels(&image[i - 1], &image[i]) == 0;
    free(image);
    return twice;
}

// ## After every epoch
//
// Errors in %, a row per epoch; row 0 is before any learning.
enum { TRAINING, VALIDATION, WATCHED };

// An error is stuck when its least value lies so many epochs back.  In the end
// it will be, if only because there is nothing below 0 %.
static bool stuck(Matrix errors, int rows, int which, int patience) {
    int least = 0;
    for (int epoch = 1; epoch < rows; epoch++)
        if (AT(errors, epoch, which) < AT(errors, least, which)) least = epoch;
    return rows - 1 - least >= patience;
}

static real error_on(Network2 *n, Dataset set) {
    return (real)(100 - network2_score(n, set).accuracy);
}

// Learns until one of the two is stuck; returns the epochs that took.  The text
// stops here as well, not when both are: what the training error still gains
// while the validation error stands is learned by heart.
static int learn(Network2 *n, Matrix errors, Settings set, Dataset train,
                 Dataset validation, Random *random) {
    Batches batches = batches_new(train, set.batch);
    int epoch = 0;
    for (;;) {
        AT(errors, epoch, TRAINING) = error_on(n, train);
        AT(errors, epoch, VALIDATION) = error_on(n, validation);
        if (epoch == set.most_epochs ||
            stuck(errors, epoch + 1, TRAINING, set.patience) ||
            stuck(errors, epoch + 1, VALIDATION, set.patience))
            break;
        network2_epoch(n, &batches, set.eta, random);
        epoch++;
    }
    batches_free(&batches);
    return epoch;
}

// ## Which way out?
//
// The text asks which of the errors is stuck.  In the end both are, so the
// question here is which is stuck too high.  The training images come first:
// what a network cannot do with those, it will do nowhere.  The test images
// come last, and only if all else is well.
typedef enum { BETTER_FEATURES, AGAINST_OVERFITTING, MORE_DATA, DONE } Verdict;

static Verdict decide(real training, real validation, real test, real goal) {
    if (!(training <= goal)) return BETTER_FEATURES;
    if (!(validation <= goal)) return AGAINST_OVERFITTING;
    if (!(test <= goal)) return MORE_DATA;
    return DONE;
}

// Where the cures are shown:
//
//     better features         hidden neurons; chapter 5, depth; chapter 6,
//                             convolutions, which find features by themselves
//     against over-fitting    weight_decay.c, early_stopping.c, vote.c
//     more data               overfitting.c: 50 000 images instead of 1000
static const char *const ADVICE[] = {
    "the training error is too high: better features, another architecture",
    "the validation error is too high: measures against over-fitting",
    "the test error is too high: more data, or other data",
    "done",
};

// ## The experiment
//
// The errors in the chart are those after the last epoch, when one of them had
// been stuck for so long.
typedef struct {
    Project project;
    Matrix errors;             // WATCHED columns, a row per epoch
    int epochs;
    real test;                 // its error, in %
    Verdict verdict;
} Path;

static Path path_new(Project project, Settings set) {
    return (Path){.project = project,
                  .errors = mat_new(set.most_epochs + 1, WATCHED)};
}
static void path_free(Path *path) { mat_free(&path->errors); }

static real at_end(const Path *path, int which) {
    return AT(path->errors, path->epochs, which);
}

static void follow(Path *path, Settings set, Digits digits, uint64_t seed) {
    Project p = path->project;
    Random random = random_new(seed);
    int sizes[] = {PIXELS, p.hidden, CLASSES};
    Network2 n = network2_new(3, sizes, set.batch, &network2_log_likelihood,
                              &random);
    if (p.large) network2_large_start(&n, &random);
    path->epochs = learn(&n, path->errors, set,
                         data_part(digits.train, 0, p.images),
                         digits.validation, &random);
    Dataset moved = shifted_new(digits.test, p.moved ? set.shift : 0);
    path->test = error_on(&n, moved);
    path->verdict = decide(at_end(path, TRAINING), at_end(path, VALIDATION),
                           path->test, set.goal);
    dataset_free(&moved);
    network2_free(&n);
}

// ## Data for the two pictures
static void print_paths(const Path paths[PROJECTS]) {
    block_begin("paths", "number project hidden images epochs training "
                         "validation test verdict");
    for (int i = 0; i < PROJECTS; i++)
        printf("%d %s %d %d %d %.2f %.2f %.2f %d\n", i,
               paths[i].project.name, paths[i].project.hidden,
               paths[i].project.images, paths[i].epochs,
               (double)at_end(&paths[i], TRAINING),
               (double)at_end(&paths[i], VALIDATION), (double)paths[i].test,
               (int)paths[i].verdict);
    block_end();
}

static void print_split(Digits digits) {
    int train = digits.train.x.rows, all = digits.all_train.x.rows;
    int test = digits.test.x.rows;
    block_begin("split", "figure part first count");
    printf("12 training 0 %d\n12 test %d %d\n", all, all, test);
    printf("13 training 0 %d\n13 validation %d %d\n13 test %d %d\n", train,
           train, all - train, all, test);
    block_end();
}

// ## What the texts say
static void claim_split(Digits digits) {
    int train = digits.train.x.rows, validation = digits.validation.x.rows;
    data_claim("Nielsen ch3: training images", "", 50000, train, 0);
    data_claim("Nielsen ch3: validation images", "", 10000, validation, 0);
    data_claim("Nielsen ch3: test images", "", 10000, digits.test.x.rows, 0);
    claim("Buduma fig 4-12, 4-13: images that come twice, in any parts", "", 0,
          images_that_come_twice(digits.all_train.x, digits.all_test.x), 0);
}

static void claim_paths(const Path paths[PROJECTS]) {
    data_claim_true("Buduma fig 4-14: 2 hidden neurons: better features",
                    paths[FEW_NEURONS].verdict == BETTER_FEATURES);
    data_claim_true("Buduma fig 4-14: 1000 images: against over-fitting",
                    paths[FEW_IMAGES].verdict == AGAINST_OVERFITTING);
    data_claim_true("Buduma fig 4-14: shifted test images: more data",
                    paths[SHIFTED_TEST].verdict == MORE_DATA);
    data_claim_true("Buduma fig 4-14: 30 hidden neurons, all images: done",
                    paths[ALL_WELL].verdict == DONE);
    data_claim_between("our finding: 3 pixels to the right, and of the test "
                       "images is misread", "%", 20, 60,
                       (double)paths[SHIFTED_TEST].test);
}

static void measure(Settings set, Digits digits, uint64_t seed, bool draw) {
    int all = digits.train.x.rows;
    Project projects[PROJECTS] = {
        {"few_neurons", 2, all, false, false},
        {"few_images", 30, set.few_images, true, false},
        {"shifted_test", 30, all, false, true},
        {"all_well", 30, all, false, false},
    };
    Path paths[PROJECTS];
    for (int i = 0; i < PROJECTS; i++) {
        paths[i] = path_new(projects[i], set);
        follow(&paths[i], set, digits, seed);
        say("%s, %d epochs: %s", projects[i].name, paths[i].epochs,
            ADVICE[paths[i].verdict]);
    }
    if (draw) print_paths(paths);
    claim_paths(paths);
    for (int i = PROJECTS - 1; i >= 0; i--) path_free(&paths[i]);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "what to do when it does not "
                                                "work");
    option_real(&options, "--goal", &set.goal, "low enough an error, in %");
    option_int(&options, "--patience", &set.patience, 1, "epochs: then stuck");
    option_int(&options, "--shift", &set.shift, 0, "pixels, of the third one");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    options_end(&options);
    if (!(set.eta > 0 && set.goal >= 0))
        wrong_usage("--eta must be above 0, --goal not below");

    say("Four projects, until an error is stuck for %d epochs, seed %llu",
        set.patience, (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    caption("errors up to %g %% are low enough, patience %d epochs, η = %g, on "
            "%s, seed %llu", (double)set.goal, set.patience, (double)set.eta,
            report_data_name(), (unsigned long long)options.seed);
    print_split(digits);
    claim_split(digits);
    for (int i = 0; i < options.seeds; i++)
        measure(set, digits, options.seed + (uint64_t)i, i == 0);
    claims_print();
    digits_free(&digits);
    return 0;
}
