// # Adversaries beside every image
//
// In 2013 Szegedy and others took images that a deep network read rightly and
// added a little noise, made for the purpose: we see the same image, the
// network something else.  Nielsen, chapter 6, shows three columns, the image,
// the noise, the image misread, and reports that there is such an adversary for
// every image, though in practice one hardly meets any.  Is it so with digits?
//
//     make adversarial                        two networks, 2000 test images
//     make adversarial ARGS="--shown 0.05"    hardly to be seen: who falls?
//     make adversarial ARGS="--steps 1"       the columns by a single step
//
// Time: 20 s
//
// What to look for: in the columns, you still read the label, and the network
// is sure of something else.  In the curves, all pixels change by up to ε.  With
// changes made for the purpose nothing is read any more before ε is 0.3.  With
// random signs, at ε = 0.1, it hardly matters.  So both is true: adversaries are
// near every image, and one does not come upon them by chance.  The text
// compares them to the rational numbers, which are near every number, and yet a
// number picked at random is not rational.
//
// The dense network falls first, the other holds out to about twice the ε.  It
// reads better, too, but that did not save it.
#include <stdio.h>

#include "ch06-convnets/network3.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings
//
// The text's images are ImageNet's; MNIST and all the settings are ours.
typedef struct {
    int epochs, batch;         // m
    real eta;
    int images;                // test images that are attacked
    int steps;                 // T, of the iterated attack
    real shown;                // ε in the columns
} Settings;

static const Settings OURS = {3, 10, 0.1f, 2000, 10, 0.15f};

// ## Two networks: the first two rungs of ladder.c
enum { DENSE, CONVOLUTION, NETWORKS };
static const char *const NAME[NETWORKS] = {"dense", "convolution"};

enum { AT_ONCE = 50 };         // examples, while attacking

static Layers network_new(int kind) {
    Layers n = network3_new(1, 28, AT_ONCE);
    if (kind == CONVOLUTION) {
        network3_convolution(&n, 20, 5);
        network3_max_pool(&n, 2, 2);
        layers_sigmoid(&n);
    }
    layers_dense(&n, 100);
    layers_sigmoid(&n);
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    return n;
}

// ## The slope of the cost, pixel by pixel
//
// In training, backpropagation says how the cost changes with each weight.  The
// same equations, taken one layer further down, say how it changes with each
// pixel:
//
//     δ⁰ = ∂Cₓ/∂x
//
// y is the label, so this is the way in which the *true* answer becomes less
// likely.  (The slopes of the weights come out as well; nobody looks at them.)
static Matrix slope(Layers *n, Matrix x, Matrix y) {
    n->to_input = true;
    layers_forward(n, x, false);
    layers_backward(n, y);
    return n->layer[0].delta;
}

// ## One step against the network
//
// Of all changes v by at most ε in every pixel, which one raises the cost most?
// As long as the cost is nearly straight,
//
//     C(x + v) ≈ C(x) + Σₖ vₖ ∂C/∂xₖ,      so     v = ε sign(∂C/∂x)
//
// is the best: each of 784 pixels adds its ε |∂C/∂xₖ|.  With random signs most
// of that cancels.  What is left of a sum of n numbers with random signs is
// about √n of them: 28 in 784.  That is why a network with many inputs can be
// deaf to noise, and still be led astray by whispers.
//
//     Goodfellow, Shlens, Szegedy: Explaining and harnessing adversarial
//     examples, 2014
//
// move is x + step sign(direction), but within ε of the original, and between
// paper, 0, and ink, 1: it must still be an image.
static real sign(real z) { return (real)((z > 0) - (z < 0)); }

static void move(Matrix x, Matrix original, Matrix direction, real step,
                 real epsilon) {
    for (int k = 0; k < x.rows * x.cols; k++) {
        real from = original.at[k];
        real least = from > epsilon ? from - epsilon : 0;
        real most = from < 1 - epsilon ? from + epsilon : 1;
        real to = x.at[k] + step * sign(direction.at[k]);
        x.at[k] = to < least ? least : to > most ? most : to;
    }
}

// ## Many small steps
//
// The cost is not straight.  So go a part of the way, ask for the slope again,
// and so on, T times.  Steps of 2ε/T leave some room to turn back.
static void attack(Matrix x, Layers *n, Dataset set, real epsilon, int steps) {
    real step = steps == 1 ? epsilon : 2 * epsilon / (real)steps;
    mat_copy(x, set.x);
    for (int first = 0; first < set.x.rows; first += AT_ONCE) {
        int left = set.x.rows - first;
        Dataset part = data_part(set, first, left < AT_ONCE ? left : AT_ONCE);
        Matrix its = mat_rows(x, first, part.x.rows);
        for (int t = 0; t < steps && epsilon > 0; t++)
            move(its, part.x, slope(n, its, part.y), step, epsilon);
    }
}

// ## What is still read
//
// In % of the images, after changes by 0, 0.025, ... of the way from paper to
// ink: by one step, by T of them, and, for comparison, with a random sign for
// each pixel of each image.
enum { ONE_STEP, ITERATED, RANDOM, ATTACKS };

static const real EPSILON[] = {0, 0.025f, 0.05f, 0.075f, 0.1f, 0.15f, 0.2f,
                               0.3f};
enum { SIZES = sizeof EPSILON / sizeof *EPSILON, TENTH = 4 };

static real read_in(Layers *n, Matrix x, Dataset set) {
    return (real)layers_score(n, (Dataset){x, set.y, set.label}).accuracy;
}

static void attack_all(Matrix read, Layers *n, Dataset set, int steps,
                       Random *random) {
    Matrix x = mat_new(set.x.rows, PIXELS), signs = mat_new(set.x.rows, PIXELS);
    for (int k = 0; k < signs.rows * signs.cols; k++)
        signs.at[k] = random_uniform(random) < (real)0.5 ? -1 : 1;
    Progress bar = progress_begin("size", SIZES);
    for (int e = 0; e < SIZES; e++) {
        attack(x, n, set, EPSILON[e], 1);
        AT(read, e, ONE_STEP) = read_in(n, x, set);
        attack(x, n, set, EPSILON[e], steps);
        AT(read, e, ITERATED) = read_in(n, x, set);
        mat_copy(x, set.x);
        move(x, set.x, signs, EPSILON[e], EPSILON[e]);
        AT(read, e, RANDOM) = read_in(n, x, set);
        progress_show(&bar, e + 1, "ε %g  read %.1f %%", (double)EPSILON[e],
                      (double)AT(read, e, ITERATED));
    }
    progress_end(&bar);
    mat_free(&signs);
    mat_free(&x);
}

// What has been lost, in % of what was read before.
static double lost(Matrix read, int e, int by) {
    return 100 * (1 - (double)(AT(read, e, by) / AT(read, 0, by)));
}

// ## The columns
//
// Of each digit the first test image that is read rightly, and then is not, in
// a sheet with room for words.  Of the noise, grey is none, black is ε more ink
// and white ε less: where there is paper, there can be none less.
enum { WIDE = 44, HIGH = 34, DOWN = 5, ACROSS = 6 };

static void paste(Matrix sheet, int label, int column, Matrix image, real grey,
                  real scale) {
    int top = label % DOWN * HIGH + 3;
    int left = (label / DOWN * 3 + column) * WIDE + 3;
    for (int k = 0; k < PIXELS; k++)
        AT(sheet, top + k / 28, left + k % 28) = grey + scale * image.at[k];
}

static bool show_one(Matrix sheet, Matrix room, Layers *n, Dataset one,
                     Settings set) {
    int label = one.label[0];
    Matrix x = mat_rows(room, 0, 1), noise = mat_rows(room, 1, 1);
    Matrix a = layers_forward(n, one.x, false);
    double sure = (double)AT(a, 0, label);
    if (mat_argmax_row(a, 0) != label) return false;
    attack(x, n, one, set.shown, set.steps);
    a = layers_forward(n, x, false);
    int answer = mat_argmax_row(a, 0);
    if (answer == label) return false;
    printf("%d %.2f %d %.2f\n", label, 100 * sure, answer,
           100 * (double)AT(a, 0, answer));
    mat_sub(noise, x, one.x);
    paste(sheet, label, 0, one.x, 0, 1);
    paste(sheet, label, 1, noise, (real)0.5, (real)0.5 / set.shown);
    paste(sheet, label, 2, x, 0, 1);
    return true;
}

static void print_columns(Layers *n, Dataset test, Settings set) {
    Matrix sheet = mat_new(DOWN * HIGH, ACROSS * WIDE);
    Matrix room = mat_new(2, PIXELS);
    bool done[CLASSES] = {false};
    block_begin("examples", "label sure answer surer");
    for (int i = 0; i < test.x.rows; i++)
        if (!done[test.label[i]])
            done[test.label[i]] =
                show_one(sheet, room, n, data_part(test, i, 1), set);
    block_end();
    block_begin("columns", NULL);
    for (int k = 0; k < sheet.rows * sheet.cols; k++)
        printf("%.2g%c", (double)sheet.at[k],
               (k + 1) % sheet.cols ? ' ' : '\n');
    block_end();
    mat_free(&room);
    mat_free(&sheet);
}

// ## The experiment
static void experiment(Matrix read, int kind, Settings set, Digits digits,
                       uint64_t seed, bool draw) {
    Random random = random_new(seed);
    Layers n = network_new(kind);
    network3_start(&n, &random);
    Batches batches = batches_new(digits.train, set.batch);
    for (int epoch = 0; epoch < set.epochs; epoch++)
        layers_epoch(&n, &batches, set.eta, &random);
    Dataset test = data_part(digits.test, 0, set.images);
    attack_all(read, &n, test, set.steps, &random);
    if (draw) print_columns(&n, test, set);
    batches_free(&batches);
    layers_free(&n);
}

static void print_read(int kind, Matrix read) {
    block_begin(NAME[kind], "epsilon one_step iterated random");
    for (int e = 0; e < read.rows; e++)
        printf("%g %.2f %.2f %.2f\n", (double)EPSILON[e],
               (double)AT(read, e, ONE_STEP), (double)AT(read, e, ITERATED),
               (double)AT(read, e, RANDOM));
    block_end();
}

// ## The text's words, measured
//
// An adversary for every image: what is read is lost.  Not met by chance: random
// changes of the same size do not matter.
static void make_claims(int kind, Matrix read) {
    char what[120];
    snprintf(what, sizeof what, "Nielsen ch6, %s: an adversary for every image: "
             "lost at ε = 0.3, iterated", NAME[kind]);
    data_claim_between(what, "%", 99.5, 100, lost(read, SIZES - 1, ITERATED));
    snprintf(what, sizeof what, "Nielsen ch6, %s: not met by chance: lost at "
             "ε = 0.1, random signs", NAME[kind]);
    data_claim_between(what, "%", -1, 5, lost(read, TENTH, RANDOM));
    snprintf(what, sizeof what, "our finding, %s: lost at ε = 0.1, one step",
             NAME[kind]);
    data_claim_between(what, "%", kind == DENSE ? 75 : 30,
                       kind == DENSE ? 95 : 60, lost(read, TENTH, ONE_STEP));
}

static void read_options(Options *options, Settings *set) {
    option_int(options, "--epochs", &set->epochs, 1, "passes over the images");
    option_int(options, "--images", &set->images, 1, "that are attacked");
    option_int(options, "--steps", &set->steps, 1, "of the iterated attack, T");
    option_real(options, "--shown", &set->shown, "ε in the columns");
    options_end(options);
    if (!(set->shown > 0 && set->shown <= 1))
        wrong_usage("--shown must be above 0, at most 1");
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "adversaries of every image");
    read_options(&options, &set);
    say("Two networks learn for %d epochs and are attacked, seed %llu",
        set.epochs, (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    if (set.images > digits.test.x.rows) set.images = digits.test.x.rows;
    caption("%d epochs, %d images of %s, %d small steps, the columns with "
            "ε = %g, seed %llu", set.epochs, set.images, report_data_name(),
            set.steps, (double)set.shown, (unsigned long long)options.seed);
    Matrix read = mat_new(SIZES, ATTACKS);
    for (int k = 0; k < options.seeds; k++)
        for (int kind = 0; kind < NETWORKS; kind++) {
            experiment(read, kind, set, digits, options.seed + (uint64_t)k,
                       k == 0 && kind == CONVOLUTION);
            if (k == 0) print_read(kind, read);
            make_claims(kind, read);
        }
    claims_print();
    mat_free(&read);
    digits_free(&digits);
    return 0;
}
