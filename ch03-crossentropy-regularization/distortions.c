// # Still a five
//
// A training 5, and the same 5 turned by 15°: for us nothing has changed, but
// hardly a pixel is what it was.  Nielsen, chapter 3, artificial expansion of
// the training data, shows the two, and names skewing, shifting, and elastic
// distortions, as by a hand that trembles (Simard, Steinkraus and Platt, 2003).
// What do they look like?  And is the turned 5 really new?
//
//     make distortions                            the first 5 of the data
//     make distortions ARGS="--rotate 90"
//     make distortions ARGS="--sigma 1 --elastic 8"    jagged, not smooth
//     make distortions ARGS="--elastic 100"       which is unreadable?
//
// Time: 1 s
//
// What to look for: above, the 5, and what becomes of it.  The arrows belong to
// the 5 on their left; they show from where each pixel fetches its ink.
// Neighbours fetch from neighbouring places, so lines bend but do not break.
//
// The numbers below each image are distances, ‖image - other‖ over all pixels:
// to the 5 it was made from, and to the nearest of all other training images.
// Turned by 15°, the 5 is nearer to somebody else's than to itself: for a
// network, which sees pixels, it is a new image.  And a shift by two pixels,
// which we hardly notice, changes it most of all.
//
// In the sheet, each row distorts the same ten digits in another way.  They
// stay readable, all but the last row's.  Turned by 180°, a 6 would be a 9;
// expand.c shows what a network learns from such images.
#include <stdio.h>

#include "ch03-crossentropy-regularization/distort.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: the text's 15°, Simard's α and σ; skew and shift are ours
typedef struct {
    int digit;                 // the one that is shown large
    real sigma;                // σ, in pixels
    Distortion most;
} Settings;

// Degrees count counter-clockwise; a skew of 0.3 moves the top line of a digit
// twenty pixels high by 6 pixels against its bottom line; α is how far a place
// would move before smoothing, which leaves a twenty-fifth of it (distort.c).
static const Settings TEXT = {5, 4, {15, 0.3f, 2, 2, 34}};

// The one digit is distorted as far as may be, in one way after the other.
enum { PLAIN, TURNED, SKEWED, SHIFTED, ELASTIC, WAYS };
static const char *const NAME[WAYS] = {
    "as_it_is", "turned", "skewed", "shifted", "elastic",
};

static Distortion one_way(int way, Distortion most) {
    switch (way) {
    case TURNED:  return (Distortion){.rotate = most.rotate};
    case SKEWED:  return (Distortion){.skew = most.skew};
    case SHIFTED: return (Distortion){.down = most.down, .right = most.right};
    case ELASTIC: return (Distortion){.elastic = most.elastic};
    default:      return (Distortion){0};
    }
}

// ## How new is an image?
//
//     ‖a - b‖ = √ Σ (aₖ - bₖ)²                over all pixels k
//
// That is how a network sees it: each pixel is an input of its own, and nothing
// says that two of them are neighbours.  What is near for us, the same stroke
// one pixel further on, may be far in this sense.
static double distance(Matrix a, Matrix b) {
    double sum = 0;
    for (int k = 0; k < PIXELS; k++) {
        double apart = (double)(a.at[k] - b.at[k]);
        sum += apart * apart;
    }
    return sqrt(sum);
}

typedef struct {
    double own;                // distance to the image it was made from
    double other;              // to the nearest of all others
    int label;                 // what that one is
} Nearness;

static Nearness how_near(Matrix image, Dataset train, int made_from) {
    Nearness it = {.other = INFINITY};
    for (int i = 0; i < train.x.rows; i++) {
        double away = distance(image, mat_rows(train.x, i, 1));
        if (i == made_from) {
            it.own = away;
        } else if (away < it.other) {
            it.other = away;
            it.label = train.label[i];
        }
    }
    return it;
}

static int first_of(int digit, Dataset set) {
    for (int i = 0; i < set.x.rows; i++)
        if (set.label[i] == digit) return i;
    die("there is no %d among the training images", digit);
}

// ## Sheets: images side by side, a little paper between them
enum { CELL = SIDE + 2 };

static void paste(Matrix sheet, int row, int column, Matrix image) {
    for (int p = 0; p < PIXELS; p++)
        AT(sheet, row * CELL + p / SIDE, column * CELL + p % SIDE) =
            image.at[p];
}

static void print_sheet(const char *name, Matrix sheet) {
    block_begin(name, NULL);
    for (int i = 0; i < sheet.rows; i++)
        for (int j = 0; j < sheet.cols; j++)
            printf("%.3f%c", (double)AT(sheet, i, j),
                   j + 1 < sheet.cols ? ' ' : '\n');
    block_end();
}

// ## One digit, distorted in every way
//
// Here each amount is the largest one; the elastic field is drawn.
static void show_ways(Nearness near[WAYS], Settings set, Dataset train,
                      Distorter *by, Random *random) {
    Matrix sheet = mat_new(CELL, CELL * WAYS), image = mat_new(1, PIXELS);
    int original = first_of(set.digit, train);
    for (int way = 0; way < WAYS; way++) {
        mat_copy(image, mat_rows(train.x, original, 1));
        distort(image, one_way(way, set.most), by, random);
        near[way] = how_near(image, train, original);
        paste(sheet, 0, way, image);
    }
    print_sheet("ways", sheet);
    mat_free(&image);
    mat_free(&sheet);
}

// From where each second pixel of the last image fetched its ink.
static void print_field(const Distorter *by) {
    block_begin("field", "x y dx dy");
    for (int i = 0; i < SIDE; i += 2)
        for (int j = 0; j < SIDE; j += 2)
            printf("%d %d %.2f %.2f\n", j, i, (double)AT(by->right, i, j),
                   (double)AT(by->down, i, j));
    block_end();
}

static void print_nearness(const Nearness near[WAYS]) {
    block_begin("distances", "place way own other label");
    for (int way = 0; way < WAYS; way++)
        printf("%d %s %.3f %.3f %d\n", way, NAME[way], near[way].own,
               near[way].other, near[way].label);
    block_end();
}

// ## Ten digits, as an epoch of expand.c might bring them
//
// Here every amount is drawn, for each digit anew.
static void show_digits(Settings set, Dataset train, Distorter *by,
                        Random *random) {
    Distortion three = set.most;
    three.elastic = 0;
    Distortion rows[] = {
        {0}, three, {.elastic = set.most.elastic}, {.rotate = 180},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    Matrix sheet = mat_new(CELL * ROWS, CELL * CLASSES);
    Matrix image = mat_new(1, PIXELS);
    for (int row = 0; row < ROWS; row++)
        for (int digit = 0; digit < CLASSES; digit++) {
            mat_copy(image, mat_rows(train.x, first_of(digit, train), 1));
            distort(image, distort_draw(rows[row], random), by, random);
            paste(sheet, row, digit, image);
        }
    print_sheet("digits", sheet);
    mat_free(&image);
    mat_free(&sheet);
}

// ## Claims
//
// "Still a 5" cannot be measured by asking somebody; the label of the nearest
// other training image is a poor man's answer.
static void make_claims(const Nearness near[WAYS], int digit) {
    data_claim_true("our finding: the turned 5 is farther from its original "
                    "than the original is from its nearest neighbour",
                    near[TURNED].own > near[0].other);
    data_claim_true("Nielsen ch3: it is still a 5: so is its nearest other "
                    "training image", near[TURNED].label == digit);
    data_claim_true("our finding: it is nearer to that one than to the 5 it "
                    "was made from", near[TURNED].other < near[TURNED].own);
}

static void read_options(Options *options, Settings *set) {
    option_int(options, "--digit", &set->digit, 0, "the one shown large");
    option_real(options, "--rotate", &set->most.rotate, "degrees");
    option_real(options, "--skew", &set->most.skew, "pixels per row");
    option_real(options, "--down", &set->most.down, "shift, in pixels");
    option_real(options, "--right", &set->most.right, "shift, in pixels");
    option_real(options, "--elastic", &set->most.elastic, "α");
    option_real(options, "--sigma", &set->sigma, "σ of the elastic field");
    options_end(options);
    if (set->digit > 9) wrong_usage("--digit must be from 0 to 9");
    if (!(set->sigma > 0)) wrong_usage("--sigma must be more than 0");
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "a digit turned, skewed, "
                                                "shifted, stretched");
    read_options(&options, &set);
    say("A %d is distorted, seed %llu", set.digit,
        (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    caption("%g°, skew %g, shift %g and %g pixels, elastic with α = %g and "
            "σ = %g, on %s, seed %llu", (double)set.most.rotate,
            (double)set.most.skew, (double)set.most.down,
            (double)set.most.right, (double)set.most.elastic,
            (double)set.sigma, report_data_name(),
            (unsigned long long)options.seed);
    Random random = random_new(options.seed);
    Distorter by = distorter_new(set.sigma);
    Nearness near[WAYS];
    show_ways(near, set, digits.train, &by, &random);
    print_field(&by);
    print_nearness(near);
    show_digits(set, digits.train, &by, &random);
    make_claims(near, set.digit);
    claims_print();
    distorter_free(&by);
    digits_free(&digits);
    return 0;
}
