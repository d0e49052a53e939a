// # How much do more training images help?
//
// Nielsen, chapter 3, artificial expansion of the training data, and the aside
// on big data: a network learns from 100, 200, ... 50 000 images.  How does its
// accuracy grow, how would it go on, and which of two algorithms is better?
//
//     make more_data                              the text's pictures
//     make more_data ARGS="--hidden 10"           a network that is too small
//     make more_data ARGS="--hidden 100"          a larger one, slower
//
// Time: 30 s
//
// What to look for: on a linear axis the accuracy soon seems to rest, on a
// logarithmic one it rises all along.  The text concludes that millions of
// images would be better yet.  But it rises less and less: 10 000 images
// instead of 2000 take nearly 40 % of the errors away, 50 000 instead of 10 000
// only a quarter or so, and in the text's own numbers a fifth.
//
// The text then takes a support vector machine, which is worse than the network
// at every size, and warns that two such curves may cross.  We have no SVM; the
// nearest neighbour stands in, and it is not one: it learns nothing and answers
// like the most similar training image.  With 500 images it is worse than the
// network, with 50 000 better: the curves do cross.  "Is A better than B?" has
// to be answered by "with how many images?"
//
// The text's problem: what becomes of the accuracy as n → ∞?  The third picture
// draws curves through the same points.  One ends at 0 errors, another at 2 or
// 3 %: a fit does not know what lies beyond its points.  Fitted to the sizes up
// to 20 000, the first is already wrong at 50 000.
#include <stdio.h>
#include <tgmath.h>

#include "ch03-crossentropy-regularization/network2.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: the text's
typedef struct {
    int all;                   // training images, at most;
    int epochs;                // with all of them,
    real lambda;               // and λ
    int hidden, batch;
    real eta;                  // η
} Settings;

static const Settings TEXT = {50000, 30, 5, 30, 10, 0.5f};

static const int SIZE[] = {
    100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000};
enum { N500 = 2, N5000 = 5, N10000, N50000 = 8, SIZES };       // places

// What the text's figure shows, in % of the validation images.
static const double TEXTS[SIZES] = {
    69.09, 76.37, 85.29, 88.85, 91.27, 93.24, 94.89, 95.85, 95.97};

// ## The same training for every size
//
// Fewer images get more epochs and less decay, both in proportion:
//
//     epochs = 30 · 50 000 / n          λ = 5 n / 50 000
//
// So every network takes 150 000 steps, and each step multiplies its weights
// by 1 - ηλ/n = 1 - 5e-5.  All of them forget their start equally well.
static real accuracy_with(int size, Settings set, Digits digits,
                          Random *random) {
    int sizes[] = {PIXELS, set.hidden, CLASSES};
    Network2 n = network2_new(3, sizes, set.batch, &network2_cross_entropy,
                              random);
    network2_large_start(&n, random);
    n.lambda = set.lambda * size / set.all;
    Network2Plan plan = {.eta = set.eta};
    plan.epochs = (int)((double)set.epochs * set.all / size);
    network2_train(&n, data_part(digits.train, 0, size), digits.validation,
                   plan, random);
    real accuracy = (real)network2_score(&n, digits.validation).accuracy;
    network2_free(&n);
    return accuracy;
}

// ## The nearest neighbour
//
// The distance of a new image v from every training image x,
//
//     ‖v - x‖² = ‖v‖² - 2 v·x + ‖x‖²
//
// ‖v‖² is the same for all x and can be left out.  The products v·x, of all v
// with a portion of the x, are one product of matrices.
typedef struct {
    Matrix distance;           // to the nearest x so far, less ‖v‖²; 1 per v
    Matrix answer;             // its label
} Nearest;

static void look_through(Nearest *it, Dataset portion, Dataset new, Matrix vx) {
    mat_mul_bt(vx, new.x, portion.x);
    for (int k = 0; k < portion.x.rows; k++) {
        Matrix x = mat_rows(portion.x, k, 1);
        real square = mat_dot(x, x);
        for (int i = 0; i < new.x.rows; i++) {
            real distance = square - 2 * AT(vx, i, k);
            if (distance >= AT(it->distance, 0, i)) continue;
            AT(it->distance, 0, i) = distance;
            AT(it->answer, 0, i) = (real)portion.label[k];
        }
    }
}

static double percent_right(Matrix answer, const int *label) {
    int right = 0;
    for (int i = 0; i < answer.cols; i++)
        right += (int)AT(answer, 0, i) == label[i];
    return 100.0 * right / answer.cols;
}

// The sizes are nested, so that one walk through the images serves for all.
static void walk_neighbours(Matrix accuracy, Digits digits) {
    enum { PORTION = 100 };
    Dataset new = digits.validation;
    Nearest it = {mat_new(1, new.x.rows), mat_new(1, new.x.rows)};
    Matrix vx = mat_new(new.x.rows, PORTION);
    mat_fill(it.distance, INFINITY);
    for (int first = 0, k = 0; k < accuracy.cols; first += PORTION) {
        look_through(&it, data_part(digits.train, first, PORTION), new, vx);
        if (first + PORTION == SIZE[k])
            AT(accuracy, 0, k++) = (real)percent_right(it.answer, new.label);
    }
    mat_free(&vx);
    mat_free(&it.answer);
    mat_free(&it.distance);
}

// ## Where would it end?
//
// The text's problem: find a curve that fits.  The error E = 100 - accuracy,
//
//     E(n) = c + a n⁻ᵇ
//
// is a straight line in logarithms once c is known: ln (E - c) = ln a - b ln n.
// The line is found by least squares.  c = 0 is the pure power law; or c, what
// no amount of data removes, is the one of many that comes nearest to ln E.
typedef struct {
    double c, a, b, miss;      // miss: root mean square, of ln E
} Curve;

static double error_at(Curve f, double n) { return f.c + f.a * pow(n, -f.b); }

static Curve fit_above(double c, const double *error, int points) {
    double x = 0, y = 0, xx = 0, xy = 0;
    for (int i = 0; i < points; i++) {
        double ln_n = log((double)SIZE[i]), ln_e = log(error[i] - c);
        x += ln_n / points;
        y += ln_e / points;
        xx += ln_n * ln_n / points;
        xy += ln_n * ln_e / points;
    }
    double b = -(xy - x * y) / (xx - x * x);
    Curve curve = {c, exp(y + b * x), b, 0};
    for (int i = 0; i < points; i++)
        curve.miss += pow(log(error_at(curve, SIZE[i]) / error[i]), 2) / points;
    curve.miss = sqrt(curve.miss);
    return curve;
}

static Curve fit_with_floor(const double *error, int points) {
    double least = error[0];
    for (int i = 1; i < points; i++) least = fmin(least, error[i]);
    Curve best = fit_above(0, error, points);
    for (int k = 1; k < 200; k++) {
        Curve curve = fit_above(least * k / 200, error, points);
        if (curve.miss < best.miss) best = curve;
    }
    return best;
}

// ## The experiment
static void measure(Matrix accuracy, Settings set, Digits digits,
                    uint64_t seed) {
    Progress bar = progress_begin("size", SIZES);
    for (int k = 0; k < SIZES; k++) {
        Random random = random_new(seed);
        AT(accuracy, 0, k) = accuracy_with(SIZE[k], set, digits, &random);
        progress_show(&bar, k + 1, "%d images  %.2f %%", SIZE[k],
                      (double)AT(accuracy, 0, k));
    }
    progress_end(&bar);
}

// ## Data for the pictures
static void print_accuracies(Matrix network, Matrix nearest, int seed) {
    block_begin("accuracies", "seed size network nearest text");
    for (int row = 0; row < network.rows; row++, printf("\n"))
        for (int k = 0; k < SIZES; k++)
            printf("%d %d %.2f %.2f %.2f\n", seed + row, SIZE[k],
                   (double)AT(network, row, k), (double)AT(nearest, 0, k),
                   TEXTS[k]);
    block_end();
}

// The network's error, mean over the seeds, and the curves through it.
static void mean_error(double error[SIZES], Matrix network) {
    for (int k = 0; k < SIZES; k++) {
        double sum = 0;
        for (int row = 0; row < network.rows; row++)
            sum += (double)AT(network, row, k);
        error[k] = fmax(100 - sum / network.rows, 0.01);
    }
}

static void print_fits(const double error[SIZES]) {
    Curve pure = fit_above(0, error, SIZES);
    Curve before = fit_above(0, error, SIZES - 1);       // without the last
    Curve ending = fit_with_floor(error, SIZES);
    say("error ≈ %.0f n^-%.2f, or %.2f + %.0f n^-%.2f", pure.a, pure.b,
        ending.c, ending.a, ending.b);
    block_begin("fits", "size pure before ending");
    for (double n = 100; n < 1.01e7; n *= pow(10, 0.1))
        printf("%.0f %.4f %.4f %.4f\n", n, error_at(pure, n),
               error_at(before, n), error_at(ending, n));
    block_end();
}

// ## Claims
//
// The text's numbers, and ours, are those of the last epoch of a run, which
// jitters by 0.4 points, theirs as well as ours: hence the ± 0.8.
static void claim_seed(const real *network, const real *nearest) {
    char what[100];
    bool rising = true;
    for (int k = 0; k < SIZES; k++) {
        snprintf(what, sizeof what, "Nielsen ch3, more data: accuracy with %d "
                                    "images", SIZE[k]);
        data_claim(what, "%", TEXTS[k], (double)network[k], 0.8);
        rising = rising && (k == 0 || network[k] > network[k - 1]);
    }
    data_claim_true("Nielsen ch3: more images are better, to the end", rising);
    data_claim_true("Nielsen ch3, of an SVM: with 50 000 images it beats the "
                    "network with 5000; so does the nearest neighbour",
                    nearest[N50000] > network[N5000]);
    data_claim_true("Nielsen ch3: two curves may cross; the nearest neighbour "
                    "is worse with 500 images, better with 50 000",
                    nearest[N500] < network[N500] &&
                        nearest[N50000] > network[N50000]);
}

static void claim_errors(const double *error) {
    Curve before = fit_above(0, error, SIZES - 1);
    data_claim_between("our finding: of the errors with 10 000 images, 50 000 "
                       "take away", "%", 20, 35,
                       100 * (1 - error[N50000] / error[N10000]));
    data_claim_between("our finding: a power law through the sizes to 20 000 "
                       "promises less error with 50 000 than there is, by",
                       "points", 0.5, 2,
                       error[N50000] - error_at(before, SIZE[N50000]));
}

static void read_options(Options *options, Settings *set) {
    option_int(options, "--epochs", &set->epochs, 1, "passes over all images");
    option_int(options, "--hidden", &set->hidden, 1, "hidden neurons");
    option_int(options, "--batch", &set->batch, 1, "examples per step, m");
    option_real(options, "--eta", &set->eta, "learning rate η");
    option_real(options, "--lambda", &set->lambda, "λ, with 50 000 images");
    options_end(options);
    if (!(set->eta > 0 && set->lambda >= 0))
        wrong_usage("--eta must be above 0, --lambda not below");
    if (set->hidden > 1000 || set->epochs > 1000 || set->batch > 10000)
        wrong_usage("at most --hidden 1000, --epochs 1000, --batch 10000");
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "accuracy against the number "
                                                "of training images");
    read_options(&options, &set);

    say("[784,%d,10] learns from 100 to 50 000 images, seed %llu", set.hidden,
        (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    caption("[784,%d,10], cross-entropy, η = %g, λ = %g n/50 000, on %s, "
            "seed%s %llu", set.hidden, (double)set.eta, (double)set.lambda,
            report_data_name(), options.seeds > 1 ? "s from" : "",
            (unsigned long long)options.seed);
    if (digits.train.x.rows < SIZE[N50000])
        die("needs 50000 training images, not %d", digits.train.x.rows);
    Matrix network = mat_new(options.seeds, SIZES), nearest = mat_new(1, SIZES);
    double error[SIZES];
    walk_neighbours(nearest, digits);
    for (int i = 0; i < options.seeds; i++) {
        measure(mat_rows(network, i, 1), set, digits,
                options.seed + (uint64_t)i);
        claim_seed(&AT(network, i, 0), nearest.at);
    }
    mean_error(error, network);
    claim_errors(error);
    print_accuracies(network, nearest, (int)options.seed);
    print_fits(error);
    claims_print();
    mat_free(&nearest);
    mat_free(&network);
    digits_free(&digits);
    return 0;
}
