// Readings, their order and the table against readings made by hand; the grid
// holds the very images; a network that the ladder has saved is read again.
#define main mistakes_main
#include "ch06-convnets/mistakes.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static char folder[] = "/tmp/mistakes.XXXXXX";

// Image, label, answer, sure.
static const Reading BY_HAND[] = {
    {0, 7, 7, 0.99}, {1, 5, 3, 0.6},  {2, 5, 3, 0.95}, {3, 3, 3, 0.4},
    {4, 3, 5, 0.95}, {5, 0, 0, 0.9},  {6, 4, 9, 0.9},  {7, 7, 7, 0.89},
};
enum { HAND = sizeof BY_HAND / sizeof *BY_HAND };

static void check_count(void) {
    test("mistakes first, the surest of them before all");
    Reading reading[HAND];
    memcpy(reading, BY_HAND, sizeof reading);
    qsort(reading, HAND, sizeof *reading, compare);
    static const int WANT[HAND] = {2, 4, 6, 1, 0, 5, 7, 3};
    for (int i = 0; i < HAND; i++)
        CHECK(reading[i].image == WANT[i], "place %d: image %d, not %d", i,
              reading[i].image, WANT[i]);

    test("the table: label down, answer across; who asks, and what is left");
    Count c = count_up(reading, HAND);
    CHECK(c.images == HAND && c.mistakes == 4, "%d of %d", c.mistakes,
          c.images);
    CHECK(c.taken[5][3] == 2 && c.taken[3][5] == 1 && c.taken[4][9] == 1,
          "%d %d %d", c.taken[5][3], c.taken[3][5], c.taken[4][9]);
    CHECK(c.taken[7][7] == 2 && c.taken[9][4] == 0, "%d %d", c.taken[7][7],
          c.taken[9][4]);
    CHECK(between(&c, 3, 5) == 3 && between(&c, 9, 4) == 1, "%d %d",
          between(&c, 3, 5), between(&c, 9, 4));
    CHECK(c.asked == 3 && c.left == 3, "asked %d, left %d", c.asked, c.left);
}

static void check_grid(void) {
    test("the fourteenth digit stands in the second row, third from the left");
    Matrix grid = mat_new(2 * HIGH, ACROSS * WIDE), image = mat_new(1, PIXELS);
    image.at[0] = 1;
    image.at[27] = 2;
    image.at[27 * 28 + 5] = 3;
    paste(grid, 13, image);
    CHECK_NEAR(AT(grid, HIGH + MARGIN, 2 * WIDE + MARGIN), 1, 0);
    CHECK_NEAR(AT(grid, HIGH + MARGIN, 2 * WIDE + MARGIN + 27), 2, 0);
    CHECK_NEAR(AT(grid, HIGH + MARGIN + 27, 2 * WIDE + MARGIN + 5), 3, 0);
    real sum = 0;
    for (int k = 0; k < grid.rows * grid.cols; k++) sum += grid.at[k];
    CHECK_NEAR(sum, 6, 0);
    mat_free(&image);
    mat_free(&grid);
}

// So few images teach it nothing; what is compared are readings.
static void check_experiment(void) {
    test("readings are those of the network that was trained");
    enum { TESTED = 12 };
    Digits digits = drawn_digits(20, TESTED);
    Settings set = {.epochs = 1, .batch = 10, .eta = 0.03f, .lambda = 1};
    Reading reading[TESTED];
    Count c = experiment(reading, set, digits, 3);
    Random random = random_new(3);
    Layers n = network_new(false, set.batch);
    network3_start(&n, &random);
    train(&n, set, digits, &random);
    double read = layers_score(&n, digits.test).accuracy;
    CHECK_NEAR(100.0 * (TESTED - c.mistakes) / TESTED, read, 1e-4);
    CHECK(c.images == TESTED && c.mistakes > 0, "%d", c.mistakes);
    for (int i = 0; i < TESTED; i++) {
        const Reading *r = &reading[i];
        Dataset one = data_part(digits.test, r->image, 1);
        Matrix a = layers_forward(&n, one.x, false);
        CHECK(one.label[0] == r->label, "place %d: another's label", i);
        CHECK(wrong(r) == (i < c.mistakes), "place %d: not sorted", i);
        CHECK(mat_argmax_row(a, 0) == r->answer, "place %d: no maximum", i);
        CHECK_NEAR(AT(a, 0, r->answer), r->sure, 1e-5);
    }
    layers_free(&n);
    digits_free(&digits);
}

// As ladder.c saves it, at the end of its training; a narrow one, for speed.
static void check_saved(void) {
    test("a network that the ladder has saved is loaded with all its weights");
    char path[100], settings[100];
    Random random = random_new(8);
    Layers n = network_new(false, 10), other = network_new(false, 10);
    network3_start(&n, &random);
    network3_start(&other, &random);
    snprintf(path, sizeof path, "%s/ladder-wide-4.run", folder);
    snprintf(settings, sizeof settings,
             "wide, 40 epochs, mini-batches of 10, seed 4, %s",
             report_data_name());
    Network3Run run = {settings, 40, random, mat_new(40, 3)};
    network3_save(&n, &run, path);
    load(&other, folder, 4);
    CHECK(memcmp(n.parameters.at, other.parameters.at,
                 (size_t)n.parameters.cols * sizeof(real)) == 0, "differs");
    remove(path);
    mat_free(&run.scores);
    layers_free(&other);
    layers_free(&n);

    test("both networks are rungs of the ladder, by their parameters");
    static const int WANT[] = {
        20 * 26 + 40 * 501 + 641 * 100 + 101 * 10,
        20 * 26 + 40 * 501 + 641 * 1000 + 1001 * 1000 + 1001 * 10};
    for (int wide = 0; wide < 2; wide++) {
        Layers it = network_new(wide, 1);
        network3_start(&it, &random);
        CHECK(it.parameters.cols == WANT[wide], "%d, not %d",
              it.parameters.cols, WANT[wide]);
        int drops = 0;
        for (int l = 1; l <= it.L; l++) drops += it.layer[l].p_drop > 0;
        CHECK(drops == 3 * wide, "%d layers drop", drops);
        layers_free(&it);
    }
}

static void not_there(void) {
    Random random = random_new(1);
    Layers n = network_new(false, 1);
    network3_start(&n, &random);
    load(&n, "/nowhere", 1);
}
static void run_with(char *option, char *value) {
    char *arguments[] = {"mistakes", option, value, NULL};
    mistakes_main(3, arguments);
}
static void no_epochs(void) { run_with("--epochs", "0"); }
static void none_shown(void) { run_with("--shown", "0"); }
static void too_many(void) { run_with("--shown", "1000000"); }

int main(void) {
    if (!mkdtemp(folder)) return 1;
    check_count();
    check_grid();
    check_experiment();
    check_saved();
    rmdir(folder);
    test("what cannot be is refused");
    check_dies(not_there, 1, "/nowhere/ladder-wide-1.run|make ladder");
    check_dies(no_epochs, 2, "--epochs");
    check_dies(none_shown, 2, "--shown");
    check_dies(too_many, 2, "--shown|1000");
    return tests_end();
}
