// # Sure of nothing
//
// At the end of its survey of images, Nielsen's chapter 6 tells of a paper
// (Nguyen, Yosinski and Clune, 2014): for a trained network one can make images
// that are white noise to us, and the network is sure that they are something.
// How far from real noise must one go?  And what does the network see there?
//
//     make white_noise                        noise that is each of the digits
//     make white_noise ARGS="--sure 0.5"      half as sure
//     make white_noise ARGS="--grey 0.1"      begin with fainter noise
//     make white_noise SEED=2                 other noise, another network
//
// Time: 7 s
//
// What to look for: in the upper row, left, an image of noise: every pixel is
// random.  The ten others are read as 0, 1, ... 9, each with more than 99 %, and
// you would not know them from the first.  The lower row shows what was changed,
// made stronger for the eye.  It does not look like the digit, either: the
// network knows what tells a 3 from an 8, not what a digit is, since nobody ever
// showed it anything else.
//
// Which digit it sees in noise to begin with, says the curve on the left of the
// second picture: many noises, one answer or two.  The network has ten answers,
// and none of them is "nothing".
#include <stdio.h>

#include "ch06-convnets/network3.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: ours; the text has only words
typedef struct {
    int epochs, batch;         // m
    real eta;                  // of the training
    real step;                 // length of a step on the image
    real sure;                 // when to stop
    real grey;                 // how dark noise is, at most
} Settings;

static const Settings OURS = {2, 10, 0.1f, 0.1f, 0.99f, 1};

// Who is not there after so many steps stays where he is.
enum { STEPS_MOST = 1000, NOISES = 1000 };

static Layers network_new(int batch) {
    Layers n = network3_new(1, 28, batch);
    network3_convolution(&n, 20, 5);
    network3_max_pool(&n, 2, 2);
    layers_sigmoid(&n);
    layers_dense(&n, 100);
    layers_sigmoid(&n);
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    return n;
}

static void draw_noise(Matrix image, real grey, Random *random) {
    for (int k = 0; k < image.rows * image.cols; k++)
        image.at[k] = grey * random_uniform(random);
}

// ## To teach the image instead of the network
//
// Training keeps the images and changes the weights, against the slope of the
// cost.  Here the weights stay, and the image is changed.  The wish is an answer
// d, and the cost is that of any example with the label d,
//
//     C = -ln a_d                                                      (80)
//
// Backpropagation, taken down to the input, gives g = ∂C/∂x, a number for each
// pixel.  All steps have the same length, s, so that there is no difference
// between steep and flat places:
//
//     x → x - s g / ‖g‖
//
// and no pixel becomes whiter than paper or blacker than ink.
static Matrix slope(Layers *n, Matrix x, Matrix y) {
    n->to_input = true;
    layers_forward(n, x, false);
    layers_backward(n, y);
    return n->layer[0].delta;
}

static void step_down(Matrix x, Matrix g, real length) {
    real norm = mat_norm(g);
    for (int k = 0; k < x.cols && norm > 0; k++) {
        real to = x.at[k] - length * g.at[k] / norm;
        x.at[k] = to < 0 ? 0 : to > 1 ? 1 : to;
    }
}

// ## Ten wishes
//
// All begin with the same noise.  Row d of x is wished to be d; sure has a
// column for each step.
typedef struct {
    Matrix noise;              // one row
    Matrix x;                  // CLASSES x PIXELS
    Matrix sure;               // of the wish, CLASSES x (STEPS_MOST + 1)
    int steps[CLASSES];
} Wishes;

static Wishes wishes_new(void) {
    return (Wishes){mat_new(1, PIXELS), mat_new(CLASSES, PIXELS),
                    mat_new(CLASSES, STEPS_MOST + 1), {0}};
}

static void wishes_free(Wishes *wishes) {
    mat_free(&wishes->sure);
    mat_free(&wishes->x);
    mat_free(&wishes->noise);
}

static void fulfil(Wishes *wishes, int d, Layers *n, real sure, real length) {
    Matrix x = mat_rows(wishes->x, d, 1);
    Matrix y = data_one_hot(&d, 1, CLASSES);
    mat_copy(x, wishes->noise);
    int *step = &wishes->steps[d];
    for (*step = 0;; ++*step) {
        Matrix g = slope(n, x, y);
        real now = AT(n->layer[n->L].a, 0, d);
        AT(wishes->sure, d, *step) = now;
        if (now > sure || *step == STEPS_MOST) break;
        step_down(x, g, length);
    }
    mat_free(&y);
}

// How much pixels have changed: the root of the mean square.  Two noises
// differ by 0.41, noise from plain grey by 0.29.
static double change(const Wishes *wishes, int d) {
    double sum = 0;
    for (int k = 0; k < PIXELS; k++)
        sum += pow((double)(AT(wishes->x, d, k) - wishes->noise.at[k]), 2);
    return sqrt(sum / PIXELS);
}

// ## What is seen in noise that nobody has touched
static void answers_to_noise(int count[CLASSES], Layers *n, real grey,
                             Random *random) {
    Matrix x = mat_new(1, PIXELS);
    for (int i = 0; i < NOISES; i++) {
        draw_noise(x, grey, random);
        count[mat_argmax_row(layers_forward(n, x, false), 0)]++;
    }
    mat_free(&x);
}

// ## The experiment
static void experiment(Wishes *wishes, int count[CLASSES], Settings set,
                       Digits digits, uint64_t seed) {
    Random random = random_new(seed);
    Layers n = network_new(set.batch);
    network3_start(&n, &random);
    Batches batches = batches_new(digits.train, set.batch);
    Progress bar = progress_begin("epoch", set.epochs);
    for (int epoch = 1; epoch <= set.epochs; epoch++) {
        layers_epoch(&n, &batches, set.eta, &random);
        progress_show(&bar, epoch, "test images read: %.2f %%",
                      layers_score(&n, digits.test).accuracy);
    }
    progress_end(&bar);
    draw_noise(wishes->noise, set.grey, &random);
    for (int d = 0; d < CLASSES; d++)
        fulfil(wishes, d, &n, set.sure, set.step);
    answers_to_noise(count, &n, set.grey, &random);
    batches_free(&batches);
    layers_free(&n);
}

// ## Data for the pictures
//
// Images above, their changes below, four times as strong: grey is none.
enum { CELL = 32 };

static void paste(Matrix sheet, int row, int column, const real *image) {
    for (int k = 0; k < PIXELS; k++)
        AT(sheet, row * CELL + 2 + k / 28, column * CELL + 2 + k % 28) =
            image[k];
}

static void print_sheet(const Wishes *wishes) {
    Matrix sheet = mat_new(2 * CELL, (CLASSES + 1) * CELL);
    paste(sheet, 0, 0, wishes->noise.at);
    for (int d = 0; d < CLASSES; d++) {
        real seen[PIXELS];
        const real *x = &AT(wishes->x, d, 0);
        for (int k = 0; k < PIXELS; k++)
            seen[k] = (real)0.5 + 4 * (x[k] - wishes->noise.at[k]);
        paste(sheet, 0, d + 1, x);
        paste(sheet, 1, d + 1, seen);
    }
    block_begin("sheet", NULL);
    for (int k = 0; k < sheet.rows * sheet.cols; k++)
        printf("%.2g%c", (double)sheet.at[k],
               (k + 1) % sheet.cols ? ' ' : '\n');
    block_end();
    mat_free(&sheet);
}

static void print_numbers(const Wishes *wishes, const int count[CLASSES]) {
    block_begin("wishes", "digit steps sure change answers");
    for (int d = 0; d < CLASSES; d++)
        printf("%d %d %.3f %.4f %d\n", d, wishes->steps[d],
               100 * (double)AT(wishes->sure, d, wishes->steps[d]),
               change(wishes, d), count[d]);
    block_end();
    block_begin("path", "digit step sure");
    for (int d = 0; d < CLASSES; d++) {
        for (int t = 0; t <= wishes->steps[d]; t++)
            printf("%d %d %.3f\n", d, t, 100 * (double)AT(wishes->sure, d, t));
        printf("\n");
    }
    block_end();
}

// ## The text's words, measured
static void make_claims(const Wishes *wishes, const int count[CLASSES]) {
    double least = 1, most = 0;
    int largest = 0;
    for (int d = 0; d < CLASSES; d++) {
        least = fmin(least, (double)AT(wishes->sure, d, wishes->steps[d]));
        most = fmax(most, change(wishes, d));
        largest = count[d] > largest ? count[d] : largest;
    }
    data_claim_between("Nielsen ch6: white noise is read as each of the "
                       "digits, the least sure of ten", "%", 99, 100,
                       100 * least);
    data_claim_between("our finding: pixels changed for that, root of the mean "
                       "square, at most", "", 0.005, 0.15, most);
    data_claim_between("our finding: of 1000 noises, those with the most "
                       "frequent answer", "%", 50, 100,
                       100.0 * largest / NOISES);
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
    if (!(set->grey >= 0 && set->grey <= 1))
        wrong_usage("--grey must be from 0 to 1");
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "noise that a network is sure "
                                                "of");
    read_options(&options, &set);
    say("A convolutional network learns for %d epochs, then noise does, seed "
        "%llu", set.epochs, (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    caption("%d epochs, steps of %g, until sure by %g, %s, seed %llu",
            set.epochs, (double)set.step, (double)set.sure, report_data_name(),
            (unsigned long long)options.seed);
    Wishes wishes = wishes_new();
    for (int k = 0; k < options.seeds; k++) {
        int count[CLASSES] = {0};
        experiment(&wishes, count, set, digits, options.seed + (uint64_t)k);
        make_claims(&wishes, count);
        if (k == 0) print_sheet(&wishes);
        if (k == 0) print_numbers(&wishes, count);
    }
    claims_print();
    wishes_free(&wishes);
    digits_free(&digits);
    return 0;
}
