// # The drawn digits at a glance
//
// How does the program draw a digit, and are its digits like people's?
//
//     make contact_sheet
//     make contact_sheet ARGS="--digit 5 --spread 1"
//
// Time: 1 s
//
// What to look for: above, one digit step by step.  Below, the digits that a
// network gets to see first, class by class; MNIST's beside them, if it is
// there.
#include <stdio.h>
#include <string.h>

// The steps are static functions of the module, which shows to the outside
// only whole digits.  So it is included, and not linked.
#include "common/digits.c"

#include "common/data.h"

typedef struct {
    int digit;                 // whose making is shown
    float spread;
    uint64_t seed;
} Settings;

static void print_image(const char *block, const uint8_t *grey, int rows,
                        int columns) {
    block_begin(block, NULL);
    for (int i = 0; i < rows * columns; i++)
        printf("%d%c", grey[i], (i + 1) % columns ? ' ' : '\n');
    block_end();
}

// ## How a digit is made
//
// A line as x and y; an empty line, where gnuplot lifts its pen, after each
// stroke.
static void print_line(const char *block, const Line *line) {
    block_begin(block, "x y");
    for (int i = 0; i < line->n; i++)
        printf("%.2f %.2f\n%s", (double)line->at[i].x, (double)line->at[i].y,
               line->mark[i] == '|' ? "\n" : "");
    block_end();
}

// Where the points have strayed to, and how far from where they were.
static void print_points(const Line *line, const Line *blended) {
    block_begin("points", "x y back_x back_y");
    for (int i = 0; i < line->n; i++) {
        Point p = line->at[i], from = blended->at[i];
        printf("%.2f %.2f %.2f %.2f\n", (double)p.x, (double)p.y,
               (double)(from.x - p.x), (double)(from.y - p.y));
    }
    block_end();
}

static void print_writer(const char *block, const Way *way, float share) {
    Random random = random_new(0);
    Line line = blend(way, share, &random);
    line = join(&line);
    print_line(block, &line);
}

// digits_draw, with a block of data after each step.
static void print_making(Settings set) {
    Random random = random_new(set.seed);
    const Way *way = pick(set.digit, &random);
    print_writer("writer_one", way, 0);
    print_writer("writer_other", way, 1);
    float share = choose_share(&random);
    Line blended = blend(way, share, &random), line = blended;
    tremble(&line, set.digit, set.spread, &random);
    print_points(&line, &blended);
    line = join(&line);
    print_line("joined", &line);
    bend(&line, set.spread, &random);
    print_line("bent", &line);
    slant(&line, set.spread, &random);
    float radius = choose_pen(set.digit, &random);
    fit(&line, radius);
    print_line("slanted", &line);
    float ink[BOX * BOX];
    draw(ink, &line, radius, &random);
    uint8_t image[PIXELS];
    centre(image, ink);
    print_image("inked", image, 28, 28);
}

// ## Sheets: a row for each digit, and in it the first examples of the digit
enum { CELL = 30, WIDE = 24, NARROW = 12 };     // pixels; examples in a row

typedef struct {
    int across;                // examples in a row
    int filled[CLASSES], full_rows;
    uint8_t grey[CLASSES * CELL * WIDE * CELL];
} Sheet;

static void paste(Sheet *sheet, int digit, const uint8_t image[PIXELS]) {
    if (sheet->filled[digit] == sheet->across) return;
    int width = CELL * sheet->across, left = CELL * sheet->filled[digit]++;
    for (int i = 0; i < 28; i++)
        memcpy(sheet->grey + (CELL * digit + i) * width + left, image + 28 * i,
               28);
    sheet->full_rows += sheet->filled[digit] == sheet->across;
}

static void print_drawn(Settings set, int across) {
    Sheet sheet = {.across = across};
    for (uint64_t i = 0; sheet.full_rows < CLASSES; i++) {
        uint8_t image[PIXELS];
        int digit = digits_example(image, set.seed, i, set.spread);
        paste(&sheet, digit, image);
    }
    print_image("drawn", sheet.grey, CLASSES * CELL, across * CELL);
}

static void print_given(Dataset set, int across) {
    Sheet sheet = {.across = across};
    for (int i = 0; i < set.x.rows && sheet.full_rows < CLASSES; i++) {
        uint8_t image[PIXELS];
        for (int j = 0; j < PIXELS; j++)
            image[j] = (uint8_t)(255 * AT(set.x, i, j) + (real)0.5);
        paste(&sheet, set.label[i], image);
    }
    print_image("given", sheet.grey, CLASSES * CELL, across * CELL);
}

int main(int argc, char **argv) {
    real spread = DIGITS_SPREAD;
    Settings set = {.digit = 4};
    Options options = options_begin(
        argc, argv, "how a digit is drawn, and what many of them look like");
    option_int(&options, "--digit", &set.digit, 0, "the one drawn in steps");
    option_real(&options, "--spread", &spread,
                "how differently the writers write, 0 to 2");
    options_end(&options);
    set.seed = options.seed;
    set.spread = (float)spread;
    if (set.digit > 9)
        wrong_usage("--digit must be from 0 to 9, not %d", set.digit);
    if (!(set.spread >= 0 && set.spread <= 2))
        wrong_usage("--spread must be from 0 to 2, not %g", (double)spread);

    Digits digits = digits_load(NULL);
    bool others = strcmp(report_data_name(), "drawn digits") != 0;
    caption("spread %g, seed %llu", (double)set.spread,
            (unsigned long long)set.seed);
    print_making(set);
    print_drawn(set, others ? NARROW : WIDE);
    if (others) {
        printf("# beside: %s\n", report_data_name());      // for the picture
        print_given(digits.train, NARROW);
    }
    digits_free(&digits);
    return 0;
}
