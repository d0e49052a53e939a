// The slope at the pixels is the slope of the cost; a step stays an image and
// within ε; a trained network is misled by it, and not by random signs.
#define REAL double
#define main adversarial_main
#include "ch06-convnets/adversarial.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

// On noise: on blank paper all of a pool's window is equal, and the largest
// changes at once.  Twenty pixels are tried, for speed.
static Layers *net;
static Dataset one_image;
static double cost_now(void) { return layers_score(net, one_image).cost; }

static void check_slope(int kind) {
    enum { TRIED = 20 };
    test(kind == DENSE ? "dense: the slope at the pixels is the cost's"
                       : "convolution: the slope at the pixels is the cost's");
    Random random = random_new(4);
    Layers n = network_new(kind);
    network3_start(&n, &random);
    mat_randn(n.layer[n.L - 1].w, 0.3, &random);
    one_image = dataset_new(1, PIXELS, CLASSES);
    net = &n;
    one_image.label[0] = 3;
    AT(one_image.y, 0, 3) = 1;
    for (int k = 0; k < PIXELS; k++)
        one_image.x.at[k] = random_uniform(&random);
    double g[PIXELS];
    memcpy(g, slope(&n, one_image.x, one_image.y).at, sizeof g);
    for (int first = 5; first < PIXELS; first += 20 * 28)
        check_gradient("pixels", &one_image.x.at[first], &g[first], TRIED / 2,
                       cost_now, false);
    dataset_free(&one_image);
    layers_free(&n);
}

static void check_move(void) {
    test("every pixel moves by a step uphill, within ε, paper and ink");
    real from[] = {0.5, 0.5, 0.5, 0.05, 0.95, 0.5, 0.5};
    real slope_at[] = {3, -0.001, 0, -1, 1, 1, -1};
    real x_at[] = {0.5, 0.5, 0.5, 0.05, 0.95, 0.58, 0.42};
    const double want[] = {0.55, 0.45, 0.5, 0, 1, 0.6, 0.4};
    Matrix x = mat_view(x_at, 1, 7);
    move(x, mat_view(from, 1, 7), mat_view(slope_at, 1, 7), 0.05, 0.1);
    for (int k = 0; k < 7; k++) CHECK_NEAR(x_at[k], want[k], 1e-6);
    CHECK(x_at[3] == 0 && x_at[4] == 1, "%g %g", (double)x_at[3],
          (double)x_at[4]);
}

enum { HELD = 24 };

// A dense one: it learns 160 drawn digits in a moment.
static Layers trained(Dataset train) {
    Random random = random_new(2);
    Layers n = network_new(DENSE);
    Batches batches = batches_new(train, 10);
    network3_start(&n, &random);
    for (int epoch = 0; epoch < 8; epoch++)
        layers_epoch(&n, &batches, 0.5, &random);
    batches_free(&batches);
    return n;
}

// Two steps by hand, for an image in the second part.
static void check_two_steps(Layers *n) {
    test("each step asks for the slope where it stands; in all parts");
    enum { IMAGES = AT_ONCE + 4, LAST = IMAGES - 1 };
    Dataset set = drawn_set(IMAGES, 500), one = data_part(set, LAST, 1);
    Matrix x = mat_new(IMAGES, PIXELS), by_hand = mat_new(1, PIXELS);
    attack(x, n, set, 0.1, 2);
    mat_copy(by_hand, one.x);
    move(by_hand, one.x, slope(n, one.x, one.y), 0.1, 0.1);
    move(by_hand, one.x, slope(n, by_hand, one.y), 0.1, 0.1);
    for (int k = 0; k < PIXELS; k++)
        CHECK_NEAR(AT(x, LAST, k), by_hand.at[k], 1e-12);
    mat_free(&by_hand);
    mat_free(&x);
    dataset_free(&set);
}

static void check_attack(Layers *n, Dataset set) {
    test("attacked images stay within ε");
    Matrix x = mat_new(HELD, PIXELS);
    for (int steps = 1; steps < 5; steps += 3) {
        double most = 0, changed = 0;
        attack(x, n, set, 0.1, steps);
        for (int k = 0; k < HELD * PIXELS; k++) {
            double by = fabs((double)(x.at[k] - set.x.at[k]));
            most = fmax(most, by);
            changed += k >= 20 * PIXELS && by > 0.01;
            CHECK(x.at[k] >= 0 && x.at[k] <= 1, "pixel %g", (double)x.at[k]);
        }
        CHECK_NEAR(most, 0.1, 1e-6);
        CHECK(changed > 500, "%d steps: %g pixels changed", steps, changed);
    }
    mat_free(&x);

    test("made for the purpose it misleads, small steps most; at random not");
    Matrix read = mat_new(SIZES, ATTACKS);
    Random random = random_new(7);
    attack_all(read, n, set, 3, &random);
    for (int by = 0; by < ATTACKS; by++) {
        CHECK(AT(read, 0, by) > 60, "untouched: %g", (double)AT(read, 0, by));
        CHECK_NEAR(lost(read, 0, by), 0, 0);
    }
    CHECK(lost(read, TENTH, ONE_STEP) > 50, "%g",
          lost(read, TENTH, ONE_STEP));
    CHECK(lost(read, TENTH, ITERATED) >= lost(read, TENTH, ONE_STEP), "%g",
          lost(read, TENTH, ITERATED));
    CHECK(lost(read, SIZES - 1, ITERATED) > 99, "%g",
          lost(read, SIZES - 1, ITERATED));
    CHECK(lost(read, TENTH, RANDOM) < 20, "%g", lost(read, TENTH, RANDOM));
    mat_free(&read);
}

static void check_columns(Layers *n, Dataset set) {
    test("the smallest ε that makes it sure of something else");
    Settings few = OURS;
    few.steps = 3;
    few.sure = 0.5;
    Matrix x = mat_new(1, PIXELS);
    int tried = 0;
    for (int i = 0; tried < 3 && i < HELD; i++) {
        Dataset one = data_part(set, i, 1);
        if (answer_of(n, one.x, 0) != one.label[0]) continue;
        tried++;
        real epsilon = mislead(x, n, one, few);
        int answer = answer_of(n, x, few.sure);
        CHECK(answer >= 0 && answer != one.label[0], "%d is read as %d",
              one.label[0], answer);
        CHECK(epsilon > 0 && epsilon < 0.9, "ε is %g", (double)epsilon);
        attack(x, n, one, epsilon - 0.01, few.steps);
        answer = answer_of(n, x, few.sure);
        CHECK(answer < 0 || answer == one.label[0], "less than %g is enough",
              (double)epsilon);
    }
    CHECK(tried == 3, "only %d were read", tried);
    CHECK(answer_of(n, x, 1) == -1, "surer than 1");
    mat_free(&x);

    test("7 stands in the right group, third row; columns side by side");
    Matrix sheet = mat_new(DOWN * HIGH, ACROSS * WIDE);
    paste(sheet, 7, 1, mat_rows(set.x, 0, 1));
    for (int k = 0; k < PIXELS; k += 13)
        CHECK_NEAR(AT(sheet, 71 + k / 28, 179 + k % 28), AT(set.x, 0, k), 0);
    mat_free(&sheet);
}

static void run_with(char *option, char *value) {
    char *arguments[] = {"adversarial", option, value, NULL};
    adversarial_main(3, arguments);
}
static void no_epochs(void) { run_with("--epochs", "0"); }
static void no_images(void) { run_with("--images", "-3"); }
static void no_steps(void) { run_with("--steps", "0"); }
static void too_sure(void) { run_with("--sure", "1"); }

int main(void) {
    check_slope(DENSE);
    check_slope(CONVOLUTION);
    check_move();
    Digits digits = drawn_digits(160, HELD);
    Layers n = trained(digits.train);
    check_two_steps(&n);
    check_attack(&n, digits.test);
    check_columns(&n, digits.test);
    layers_free(&n);
    digits_free(&digits);
    test("what cannot be is refused");
    check_dies(no_epochs, 2, "--epochs");
    check_dies(no_images, 2, "--images");
    check_dies(no_steps, 2, "--steps");
    check_dies(too_sure, 2, "--sure");
    return tests_end();
}
