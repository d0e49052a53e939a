// # Sure of nothing
//
// After the adversaries, Nielsen's chapter 6 tells of another paper (Nguyen,
// Yosinski and Clune, 2014): for a trained network one can make images that are
// white noise to us, and the network is sure that they are something.  Can
// noise be made to be any digit?  And how far from real noise is it then?
//
//     make white_noise                        the same noise, ten digits
//     make white_noise ARGS="--sure 0.9999"   surer still
//     make white_noise ARGS="--grey 0.2"      in faint noise the change shows
//     make white_noise SEED=2                 other noise, another network
//
// Time: 7 s
//
// What to look for: in the upper row, left, an image of noise, every pixel
// random.  The ten others are read as 0, 1, ... 9, each with more than 99 %,
// and you would not know them from the first.  The lower row shows what was
// changed, four times as strong.  It does not look like the digit, either: the
// network has learned what tells a 3 from an 8, not what a digit is, because
// nobody ever showed it anything else.
//
// The second picture shows what the network sees in noise that nobody has
// touched: mostly one digit.  It has ten answers, and none of them is
// "nothing".  From there it is one to four dozen steps to each of the others.
#include <stdio.h>

#include "ch06-convnets/network3.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: ours; the text has only words
typedef struct {
    int epochs, batch;         // m
    real eta, lambda;          // of the training
    real step;                 // s, the length of a step of the image
    real sure;                 // when to stop
    real grey;                 // how dark noise is, at most
} Settings;

static const Settings OURS = {2, 10, 0.03f, 1, 0.1f, 0.99f, 1};

// What is not there after STEPS_MOST steps, is given up.
enum { SIDE = 28, STEPS_MOST = 1000, NOISES = 1000 };

static Layers network_new(int batch) {
    Layers n = network3_new(1, SIDE, batch);
    network3_convolution(&n, 20, 5);
    network3_max_pool(&n, 2, 2);
    layers_relu(&n);
    layers_dense(&n, 100);
    layers_relu(&n);
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    return n;
}

// ## White noise
//
// Every pixel is drawn for itself, between paper, 0, and ink, 1.  Nothing of
// the kind is among the images that the network learns from, which are all
// mostly paper.
static void draw_noise(Matrix image, real grey, Random *random) {
    for (int k = 0; k < image.rows * image.cols; k++)
        image.at[k] = grey * random_uniform(random);
}

// So neighbours in white noise have nothing in common; in a digit they do.
// With x′ to the right of x or below it, and all pixels minus their mean,
//
//     likeness = Σ x x′ / Σ ½ (x² + x′²)
//
// is about 0 in noise, about 0.8 in a digit, and at most 1: the nearer, the
// less neighbours differ.
static double likeness(const real *image) {
    double mean = 0, products = 0, squares = 0;
    for (int k = 0; k < PIXELS; k++) mean += (double)image[k] / PIXELS;
    for (int k = 0; k < PIXELS - SIDE; k++) {
        if (k % SIDE == SIDE - 1) continue;      // nothing to the right
        double here = (double)image[k] - mean;
        double right = (double)image[k + 1] - mean;
        double below = (double)image[k + SIDE] - mean;
        products += here * (right + below);
        squares += here * here + (right * right + below * below) / 2;
    }
    return products / squares;
}

// ## To teach the image instead of the network
//
// Training keeps the images and changes the weights, against the slope of the
// cost.  Here the weights stay, and the image is changed.  We wish for a digit
// d, and the cost is that of any image with the label d:
//
//     C = -ln a_d                                                      (80)
//
// Backpropagation, taken one layer further down than in training, gives
// g = ∂C/∂x, a number for each pixel.
static Matrix slope(Layers *n, Matrix x, Matrix y) {
    n->to_input = true;
    layers_forward(n, x, false);
    layers_backward(n, y);
    return n->layer[0].delta;
}

// The cost is steep where the network is sure of another digit, and flat where
// it is nearly sure of d (∂C/∂z = a - y), so all steps are given the same
// length, s:
//
//     x → x - s g / ‖g‖
//
// and no pixel becomes whiter than paper or blacker than ink.
static void step_down(Matrix x, Matrix g, real length) {
    real norm = mat_norm(g);
    for (int k = 0; k < x.cols && norm > 0; k++) {
        real to = x.at[k] - length * g.at[k] / norm;
        x.at[k] = to < 0 ? 0 : to > 1 ? 1 : to;
    }
}

// ## Ten wishes
//
// All begin with the same noise, so that what differs in the end is what the
// wish has done.  Row d of x is wished to be d.
typedef struct {
    Matrix noise;              // one row
    Matrix x;                  // CLASSES x PIXELS
    int steps[CLASSES];
    double sure[CLASSES];      // after these, 0 ... 1
    int seen[CLASSES];         // in so many of NOISES other noises
} Wishes;

static Wishes wishes_new(void) {
    return (Wishes){mat_new(1, PIXELS), mat_new(CLASSES, PIXELS),
                    {0}, {0}, {0}};
}
static void wishes_free(Wishes *w) {
    mat_free(&w->x);
    mat_free(&w->noise);
}

static void fulfil(Wishes *w, int d, Layers *n, Settings set) {
    Matrix x = mat_rows(w->x, d, 1), y = data_one_hot(&d, 1, CLASSES);
    mat_copy(x, w->noise);
    for (w->steps[d] = 0;; w->steps[d]++) {
        Matrix g = slope(n, x, y);
        w->sure[d] = (double)AT(n->layer[n->L].a, 0, d);
        if (w->sure[d] > (double)set.sure || w->steps[d] == STEPS_MOST) break;
        step_down(x, g, set.step);
    }
    mat_free(&y);
}

// Of how much a pixel has changed, the root of the mean square.  Two noises
// that have nothing to do with each other differ by √(1/6) = 0.41: so far one
// would have to go to replace the noise by another.  Far less will do, because
// 784 small changes that were chosen for the same end add up.
static double change(const Wishes *w, int d) {
    double sum = 0;
    for (int k = 0; k < PIXELS; k++)
        sum += pow((double)(AT(w->x, d, k) - w->noise.at[k]), 2);
    return sqrt(sum / PIXELS);
}

// ## The experiment
static void train(Layers *n, Settings set, Digits digits, Random *random) {
    Batches batches = batches_new(digits.train, set.batch);
    network3_start(n, random);
    n->lambda = set.lambda;
    for (int epoch = 1; epoch <= set.epochs; epoch++) {
        layers_epoch(n, &batches, set.eta, random);
        say("epoch %d: test images read: %.2f %%", epoch,
            layers_score(n, digits.test).accuracy);
    }
    batches_free(&batches);
}

// First what it sees in noises that are left as they are.  The last of them is
// the one that is changed.
static void wish(Wishes *w, Layers *n, Settings set, Random *random) {
    for (int d = 0; d < CLASSES; d++) w->seen[d] = 0;
    for (int i = 0; i < NOISES; i++) {
        draw_noise(w->noise, set.grey, random);
        w->seen[mat_argmax_row(layers_forward(n, w->noise, false), 0)]++;
    }
    for (int d = 0; d < CLASSES; d++) fulfil(w, d, n, set);
}

// ## Data for the pictures
//
// One large image: images above, their changes below, four times as strong.
// There grey is no change, black more ink, white less.
enum { CELL = 32 };

static void paste(Matrix sheet, int row, int column, const real *image) {
    for (int k = 0; k < PIXELS; k++)
        AT(sheet, row * CELL + 2 + k / SIDE, column * CELL + 2 + k % SIDE) =
            image[k];
}

static void print_sheet(const Wishes *w) {
    Matrix sheet = mat_new(2 * CELL, (CLASSES + 1) * CELL);
    paste(sheet, 0, 0, w->noise.at);
    for (int d = 0; d < CLASSES; d++) {
        real changed[PIXELS];
        for (int k = 0; k < PIXELS; k++)
            changed[k] = (real)0.5 + 4 * (AT(w->x, d, k) - w->noise.at[k]);
        paste(sheet, 0, d + 1, &AT(w->x, d, 0));
        paste(sheet, 1, d + 1, changed);
    }
    block_begin("sheet", NULL);
    for (int k = 0; k < sheet.rows * sheet.cols; k++)
        printf("%.2g%c", (double)sheet.at[k],
               (k + 1) % sheet.cols ? ' ' : '\n');
    block_end();
    mat_free(&sheet);
}

static void print_numbers(const Wishes *w) {
    block_begin("wishes", "digit steps sure change likeness seen");
    for (int d = 0; d < CLASSES; d++)
        printf("%d %d %.3f %.3f %.3f %d\n", d, w->steps[d],
               100 * w->sure[d], change(w, d),
               likeness(&AT(w->x, d, 0)), w->seen[d]);
    block_end();
}

// ## The text's words, measured
//
// Sure of something; and still white noise, measured by the likeness of its
// pixels, in the worst of the ten cases.
static void make_claims(const Wishes *w, Dataset test) {
    double sure = 1, alike = -1, changed = 0, digits = 0, seen = 0;
    for (int d = 0; d < CLASSES; d++) {
        sure = fmin(sure, w->sure[d]);
        alike = fmax(alike, likeness(&AT(w->x, d, 0)));
        changed = fmax(changed, change(w, d));
        seen = fmax(seen, w->seen[d]);
    }
    for (int i = 0; i < test.x.rows; i++)
        digits += likeness(&AT(test.x, i, 0)) / test.x.rows;
    data_claim_between("Nielsen ch6: how sure it is of noise, the least of ten "
                       "digits", "%", 99, 100, 100 * sure);
    data_claim_between("Nielsen ch6: still white noise: likeness of pixels, "
                       "the most of ten", "", -0.1, 0.25, alike);
    data_claim_between("our finding: the same in test images", "", 0.7, 0.85,
                       digits);
    data_claim_between("our finding: change of a pixel, root of the mean "
                       "square, the most of ten", "", 0.05, 0.25, changed);
    data_claim_between("our finding: untouched noises in which it sees the "
                       "same digit", "%", 50, 100, 100 * seen / NOISES);
}

static void read_options(Options *options, Settings *set) {
    option_int(options, "--epochs", &set->epochs, 1, "passes over the images");
    option_real(options, "--sure", &set->sure, "when to stop, 0 to 1");
    option_real(options, "--step", &set->step, "length of a step, s");
    option_real(options, "--grey", &set->grey, "how dark noise is, at most");
    options_end(options);
    if (!(set->sure > 0 && set->sure < 1))
        wrong_usage("--sure must be above 0 and below 1");
    if (!(set->step > 0)) wrong_usage("--step must be above 0");
    if (!(set->grey > 0 && set->grey <= 1))
        wrong_usage("--grey must be above 0, at most 1");
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "noise that is a digit");
    read_options(&options, &set);
    Digits digits = digits_load(NULL);
    caption("%d epochs, noise up to %g, steps of %g, until %g sure, %s, seed "
            "%llu", set.epochs, (double)set.grey, (double)set.step,
            (double)set.sure, report_data_name(),
            (unsigned long long)options.seed);
    Wishes wishes = wishes_new();
    for (int k = 0; k < options.seeds; k++) {
        Random random = random_new(options.seed + (uint64_t)k);
        Layers n = network_new(set.batch);
        train(&n, set, digits, &random);
        wish(&wishes, &n, set, &random);
        make_claims(&wishes, digits.test);
        if (k == 0) print_sheet(&wishes);
        if (k == 0) print_numbers(&wishes);
        layers_free(&n);
    }
    claims_print();
    wishes_free(&wishes);
    digits_free(&digits);
    return 0;
}
