// Frozen layers stay as they are, what is known is passed on, and what begins
// with it is sooner there.
#define main transfer_main
#include "ch06-convnets/transfer.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static const Settings SMALL = {440, 3, 4, 15, 5, 20, 0.05f, 0.05f};

// ## Half of the digits
static void test_half(Dataset from) {
    test("half of the digits: 5 to 9 become 0 to 4, no image twice");
    Random random = random_new(3);
    Dataset half = half_new(from, 5, 20, &random);
    int used = 0;
    for (int i = 0; i < 20; i++) {
        int twins = 0;
        for (int k = 0; k < from.x.rows; k++)
            if (memcmp(&AT(half.x, i, 0), &AT(from.x, k, 0),
                       sizeof(real[PIXELS])) == 0) {
                CHECK(half.label[i] == from.label[k] - 5, "label %d",
                      half.label[i]);
                twins++;
            }
        CHECK(twins == 1, "found %d times", twins);
        for (int k = 0; k < i; k++)
            used += memcmp(&AT(half.x, i, 0), &AT(half.x, k, 0),
                           sizeof(real[PIXELS])) == 0;
        for (int c = 0; c < HALF; c++)
            CHECK_NEAR(AT(half.y, i, c), c == half.label[i], 0);
    }
    CHECK(used == 0, "%d twice", used);
    dataset_free(&half);
}

// ## What learns
static bool same(Matrix a, Matrix b) {
    return memcmp(a.at, b.at, sizeof(real) * (size_t)(a.rows * a.cols)) == 0;
}

static void test_frozen(Dataset from) {
    test("only the uppermost layers move, and the old network is the start");
    static const int DENSE[] = {1, 4, 7, 9};     // layers with weights
    Random random = random_new(4);
    Dataset half = half_new(from, 5, 10, &random);
    Layers old = network_new(SMALL);
    layers_start(&old, &random);
    Batches batches = batches_new(half, 5);
    batches_next(&batches);
    for (int w = 0; w < WAYS_COUNT; w++) {
        Layers n = network_new(SMALL);
        Random again = random;
        start(&n, &WAYS[w], &old, &again);
        for (int i = 0; i < 3; i++)
            CHECK(same(n.layer[DENSE[i]].w, old.layer[DENSE[i]].w) ==
                  WAYS[w].knows, "%s, layer %d", WAYS[w].name, DENSE[i]);
        CHECK((mat_norm(n.layer[9].w) == 0) == WAYS[w].knows,
              "%s: the top starts from %g", WAYS[w].name,
              (double)mat_norm(n.layer[9].w));
        Matrix before = mat_new(1, n.parameters.cols);
        mat_copy(before, n.parameters);
        for (int i = 0; i < 3; i++) {
            layers_gradient(&n, &batches);
            step(&n, WAYS[w].layers, 0.1f);
        }
        for (int i = 0; i < 4; i++) {
            Layer *it = &n.layer[DENSE[i]];
            size_t at = (size_t)(it->w.at - n.parameters.at);
            Matrix w_before = mat_view(before.at + at, it->w.rows, it->w.cols);
            at = (size_t)(it->b.at - n.parameters.at);
            Matrix b_before = mat_view(before.at + at, 1, it->b.cols);
            bool free = i >= 4 - WAYS[w].layers;
            CHECK(same(it->w, w_before) != free, "%s, w of layer %d",
                  WAYS[w].name, DENSE[i]);
            CHECK(same(it->b, b_before) != free, "%s, b of layer %d",
                  WAYS[w].name, DENSE[i]);
        }
        mat_free(&before);
        layers_free(&n);
    }
    batches_free(&batches);
    layers_free(&old);
    dataset_free(&half);
}

static void test_sooner(Digits digits) {
    enum { FIRST = 5 };                          // looks, up to 40 updates
    test("what has learned 0 to 4 learns 5 to 9 sooner");
    Random random = random_new(2);
    Layers old = network_new(SMALL);
    double reads = learn_old(&old, SMALL, digits, &random);
    CHECK(reads > 45, "0 to 4: %g %%", reads);
    Dataset images = half_new(digits.train, 5, 60, &random);
    Dataset tests = half_new(digits.test, 5, 20, &random);
    Task task = {images, tests, &old, SMALL};
    Spread seen[WAYS_COUNT][SEEN_COUNT] = {{{0}}};
    Matrix first = mat_new(1, FIRST);
    for (int w = UPPER; w < WAYS_COUNT; w++) {
        Layers n = network_new(SMALL);
        Random again = random;
        start(&n, &WAYS[w], &old, &again);
        train(first, &n, &WAYS[w], &task, &again);
        for (int i = 0; i < FIRST; i++)
            spread_add(&seen[w][i], (double)first.at[i]);
        layers_free(&n);
    }
    double lead = 0;
    for (int i = 1; i < FIRST; i++)
        lead += (spread_mean(&seen[EVERY][i]) -
                 spread_mean(&seen[SCRATCH][i])) / (FIRST - 1);
    CHECK(lead > 5, "lead %g points", lead);
    mat_free(&first);
    dataset_free(&tests);
    dataset_free(&images);
    layers_free(&old);
}

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"transfer", option, value, NULL};
    transfer_main(3, arguments);
}
static void refused_1(void) { main_with("--eta", "0"); }
static void refused_2(void) { main_with("--tuned", "-1"); }
static void too_many(void) {
    Random random = random_new(1);
    Dataset set = drawn_set(20, 0);
    half_new(set, 5, 15, &random);
}

int main(void) {
    Digits digits = drawn_digits(960, 60);
    test_half(digits.train);
    test_frozen(digits.train);
    test_sooner(digits);
    digits_free(&digits);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--eta|above 0");
    check_dies(refused_2, 2, "--tuned|above 0");
    check_dies(too_many, 2, "images, not 15");
    return tests_end();
}
