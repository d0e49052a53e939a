// # Adversaries beside every image
//
// In 2013 Szegedy and others took images that a deep network read rightly and
// added a little noise, made for the purpose: we see the same image, the net
// something else.  Nielsen, chapter 6, shows it in three columns: image, noise,
// image misread.  They found such an adversary beside every image, and yet one
// hardly meets any in practice.  These were photographs; what of digits?
//
//     make adversarial                        two networks, 2000 test images
//     make adversarial ARGS="--sure 0"        columns: just enough to mislead
//     make adversarial ARGS="--steps 1"       a single step: some hold out
//
// Time: 20 s
//
// What to look for: in the columns, you still read the label, and the network
// is sure of something else.  The noise, drawn much too strong, makes strokes
// that matter paler (white), and lays a grey haze where another digit has its
// strokes (black).  Beside it stands ε, the most that any pixel has changed on
// the way from paper, 0, to ink, 1.
//
// In the curves ε grows from left to right.  With changes made for the purpose
// next to nothing is still read when it is 0.3.  With changes by as much, but
// with random signs, next to nothing is lost when it is 0.1.  So both is true:
// adversaries are near every image, and one does not come upon them by chance.
// The text compares them to the rational numbers, which are as near as you like
// to every number, and yet a number picked at random is not rational.
//
// The dense network falls first; the other holds out to nearly twice the ε.
#include <stdio.h>

#include "ch06-convnets/network3.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: ours; the text has only words, and pictures from ImageNet
typedef struct {
    int epochs, batch;         // m
    real eta;
    int images;                // test images that are attacked
    int steps;                 // T, of the iterated attack
    real sure;                 // of the wrong answer, in the columns
} Settings;

static const Settings OURS = {3, 10, 0.1f, 2000, 10, 0.9f};

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
// deaf to noise, and still be led astray by whispers (Goodfellow, Shlens and
// Szegedy, 2014).
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
// In % of the images, after changes by ε: by one step, by T of them, and, for
// comparison, with a random sign for each pixel of each image.
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
        signs.at[k] = random_below(random, 2) ? 1 : -1;
    for (int e = 0; e < SIZES; e++) {
        attack(x, n, set, EPSILON[e], 1);
        AT(read, e, ONE_STEP) = read_in(n, x, set);
        attack(x, n, set, EPSILON[e], steps);
        AT(read, e, ITERATED) = read_in(n, x, set);
        mat_copy(x, set.x);
        move(x, set.x, signs, EPSILON[e], EPSILON[e]);
        AT(read, e, RANDOM) = read_in(n, x, set);
        say("  ε = %g: %.1f %% are read", (double)EPSILON[e],
            (double)AT(read, e, ITERATED));
    }
    mat_free(&signs);
    mat_free(&x);
}

// What has been lost, in % of what was read before.
static double lost(Matrix read, int e, int by) {
    return 100 * (1 - (double)(AT(read, e, by) / AT(read, 0, by)));
}

static void print_read(int kind, Matrix read) {
    block_begin(NAME[kind], "epsilon one_step iterated random");
    for (int e = 0; e < read.rows; e++)
        printf("%g %.2f %.2f %.2f\n", (double)EPSILON[e],
               (double)AT(read, e, ONE_STEP), (double)AT(read, e, ITERATED),
               (double)AT(read, e, RANDOM));
    block_end();
}

// ## The columns: the smallest ε that will do
//
// ε grows by 0.01 until the network is as sure as we wish of a wrong answer; at
// 1 we give up.  answer_of is -1 where it is not so sure of any.
static int answer_of(Layers *n, Matrix image, real sure) {
    Matrix a = layers_forward(n, image, false);
    int answer = mat_argmax_row(a, 0);
    return AT(a, 0, answer) > sure ? answer : -1;
}

static real mislead(Matrix x, Layers *n, Dataset one, Settings set) {
    for (int percent = 1; percent <= 100; percent++) {
        real epsilon = (real)percent / 100;
        attack(x, n, one, epsilon, set.steps);
        int answer = answer_of(n, x, set.sure);
        if (answer >= 0 && answer != one.label[0]) return epsilon;
    }
    return 1;
}

// Five digits stand below each other, with room for words.  Of the noise, grey
// is none, black is ε more ink and white ε less: on paper, there is none less.
enum { WIDE = 44, HIGH = 34, DOWN = 5, ACROSS = 6 };

static void paste(Matrix sheet, int label, int column, Matrix image) {
    int top = label % DOWN * HIGH + 3;
    int left = (label / DOWN * 3 + column) * WIDE + 3;
    for (int k = 0; k < PIXELS; k++)
        AT(sheet, top + k / 28, left + k % 28) = image.at[k];
}

static void show_one(Matrix sheet, Layers *n, Dataset one, Settings set) {
    real x_at[PIXELS], noise_at[PIXELS];
    Matrix x = mat_view(x_at, 1, PIXELS), noise = mat_view(noise_at, 1, PIXELS);
    int label = one.label[0];
    real epsilon = mislead(x, n, one, set);
    printf("%d %g %d\n", label, (double)epsilon, answer_of(n, x, 0));
    for (int k = 0; k < PIXELS; k++)
        noise.at[k] = (1 + (x.at[k] - one.x.at[k]) / epsilon) / 2;
    paste(sheet, label, 0, one.x);
    paste(sheet, label, 1, noise);
    paste(sheet, label, 2, x);
}

// Of each digit the first that is read rightly.
static void print_columns(Layers *n, Dataset test, Settings set) {
    Matrix sheet = mat_new(DOWN * HIGH, ACROSS * WIDE);
    bool done[CLASSES] = {false};
    block_begin("examples", "label epsilon answer");
    for (int i = 0; i < test.x.rows; i++) {
        Dataset one = data_part(test, i, 1);
        int label = one.label[0];
        if (done[label] || answer_of(n, one.x, 0) != label) continue;
        show_one(sheet, n, one, set);
        done[label] = true;
    }
    block_end();
    block_begin("columns", NULL);
    for (int k = 0; k < sheet.rows * sheet.cols; k++)
        printf("%.2g%c", (double)sheet.at[k],
               (k + 1) % sheet.cols ? ' ' : '\n');
    block_end();
    mat_free(&sheet);
}

// ## The text's words, measured
//
// An adversary beside every image: all that was read is lost.  Not met by
// chance: random changes of a size that misleads most do not matter.
static void make_claims(int kind, Matrix read) {
    char what[120];
    snprintf(what, sizeof what, "Nielsen ch6, %s: an adversary beside every "
             "image: lost at ε = 0.3, small steps", NAME[kind]);
    data_claim_between(what, "%", 99.5, 100, lost(read, SIZES - 1, ITERATED));
    snprintf(what, sizeof what, "Nielsen ch6, %s: not met by chance: lost at "
             "ε = 0.1, random signs", NAME[kind]);
    data_claim_between(what, "%", -1, 5, lost(read, TENTH, RANDOM));
    snprintf(what, sizeof what, "our finding, %s: lost at ε = 0.1, one step",
             NAME[kind]);
    data_claim_between(what, "%", kind == DENSE ? 75 : 30,
                       kind == DENSE ? 95 : 70, lost(read, TENTH, ONE_STEP));
}

// ## The experiment: one network is trained, then attacked
static void experiment(int kind, Settings set, Digits digits, uint64_t seed,
                       bool print) {
    Random random = random_new(seed);
    Layers n = network_new(kind);
    Batches batches = batches_new(digits.train, set.batch);
    Matrix read = mat_new(SIZES, ATTACKS);
    Dataset test = data_part(digits.test, 0, set.images);
    say("%s: %d epochs, then the attack", NAME[kind], set.epochs);
    network3_start(&n, &random);
    for (int epoch = 0; epoch < set.epochs; epoch++)
        layers_epoch(&n, &batches, set.eta, &random);
    attack_all(read, &n, test, set.steps, &random);
    make_claims(kind, read);
    if (print) print_read(kind, read);
    if (print && kind == CONVOLUTION) print_columns(&n, test, set);
    mat_free(&read);
    batches_free(&batches);
    layers_free(&n);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "adversaries of images");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over the images");
    option_int(&options, "--images", &set.images, 1, "that are attacked");
    option_int(&options, "--steps", &set.steps, 1, "of the iterated attack, T");
    option_real(&options, "--sure", &set.sure, "of a wrong answer, in columns");
    options_end(&options);
    if (!(set.sure >= 0 && set.sure < 1))
        wrong_usage("--sure must be from 0 to below 1");
    Digits digits = digits_load(NULL);
    if (set.images > digits.test.x.rows) set.images = digits.test.x.rows;
    caption("%d epochs, %d images of %s, T = %d, sure: %g, seed %llu",
            set.epochs, set.images, report_data_name(), set.steps,
            (double)set.sure, (unsigned long long)options.seed);
    for (int k = 0; k < options.seeds; k++)
        for (int kind = 0; kind < NETWORKS; kind++)
            experiment(kind, set, digits, options.seed + (uint64_t)k, k == 0);
    claims_print();
    digits_free(&digits);
    return 0;
}
