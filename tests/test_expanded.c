// Images that are made on the fly: which number is which image, that the stored
// set is the same, that the originals stay as they are and nothing is stored.
#define main expanded_main
#include "ch06-convnets/expanded.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

// The sanitizers tell of every allocation; without them nothing is counted.
// What counts is what could hold an image: OpenMP has small things of its own.
#ifndef __has_feature
#define __has_feature(x) 0
#endif
#if defined __SANITIZE_ADDRESS__ || __has_feature(address_sanitizer)
int __sanitizer_install_malloc_and_free_hooks(
    void (*on_malloc)(const volatile void *, size_t),
    void (*on_free)(const volatile void *));
#define COUNT(on_malloc, on_free) \
    (__sanitizer_install_malloc_and_free_hooks(on_malloc, on_free) > 0)
#else
#define COUNT(on_malloc, on_free) ((void)on_malloc, (void)on_free, false)
#endif
static int allocated;
static void on_malloc(const volatile void *at, size_t size) {
    (void)at;
    allocated += size >= PIXELS * sizeof(real);
}
static void on_free(const volatile void *at) { (void)at; }

// A multiple of 5: with 14, k mod 5 would be all positions, too.
enum { IMAGES = 15 };
static const Settings SMALL = {IMAGES, 3, 5, 0.1f, {15, 0.3f, 2, 2, 0}};

// The ink of image `at`, moved by whole pixels.
static bool is_moved(const real *x, const real *at, int down, int right) {
    for (int p = 0; p < PIXELS; p++) {
        int i = p / SIDE - down, j = p % SIDE - right;
        bool inside = i >= 0 && i < SIDE && j >= 0 && j < SIDE;
        if (x[p] != (inside ? at[i * SIDE + j] : 0)) return false;
    }
    return true;
}

// A learner whose network is so small that a test can wait for it.
static Learner small_learner(Dataset images, uint64_t seed) {
    Learner it = learner_new(SMALL, images, seed);
    layers_free(&it.network);
    it.network = network3_new(1, SIDE, SMALL.batch);
    network3_convolution_with(&it.network, 4, 5, 2, 0);
    layers_relu(&it.network);
    layers_dense(&it.network, CLASSES);
    layers_softmax(&it.network);
    layers_start(&it.network, &it.random);
    return it;
}

static void test_numbers(Dataset images) {
    test("five numbers are the five positions of an image, whatever falls off");
    Learner it = small_learner(images, 1);
    Matrix x = mat_rows(it.batch.x, 0, 1);
    AT(images.x, 3, 0) = 0.5f;                  // ink in two corners
    AT(images.x, 3, PIXELS - 1) = 0.25f;
    int seen[IMAGES][3][3] = {{{0}}};
    for (int k = 0; k < POSITIONS * IMAGES; k++) {
        mat_fill(x, 7);
        show_shifted(x, k, &it);
        const real *image = &AT(images.x, k % IMAGES, 0);
        for (int d = -1; d <= 1; d++)
            for (int r = -1; r <= 1; r++)
                seen[k % IMAGES][d + 1][r + 1] += is_moved(x.at, image, d, r);
    }
    for (int k = 0; k < 9 * IMAGES; k++) {
        int at = k % 9, times = seen[k / 9][at / 3][at % 3];
        CHECK(times == (at == 4 || at % 2), "image %d at %d: %d times", k / 9,
              at, times);
    }

    test("the stored set has number k in row k");
    it.stored = stored_new(&it);
    CHECK(it.stored.rows == 5 * IMAGES, "%d rows", it.stored.rows);
    for (int k = 0; k < it.stored.rows; k++) {
        show_shifted(x, k, &it);
        CHECK(is_moved(&AT(it.stored, k, 0), x.at, 0, 0), "row %d", k);
    }
    test("plain images are the images");
    show_plain(x, 2 * IMAGES + 3, &it);
    CHECK(is_moved(x.at, &AT(images.x, 3, 0), 0, 0), "moved");

    test("all motions: the same number is another image each time");
    show_moved(mat_rows(it.batch.x, 1, 1), 5, &it);
    show_moved(x, 5, &it);
    CHECK(!is_moved(x.at, &AT(it.batch.x, 1, 0), 0, 0), "the same again");
    CHECK(!is_moved(x.at, &AT(images.x, 5, 0), 0, 0), "not moved");
    learner_free(&it);
}

static void test_gather(Dataset images) {
    test("a mini-batch has the order's numbers, with their images' labels");
    Learner it = small_learner(images, 1);
    for (int k = 0; k < POSITIONS * IMAGES; k++)
        it.order[k] = POSITIONS * IMAGES - 1 - k;
    gather(&it, 10, 4, SHIFTED);
    for (int i = 0; i < 4; i++) {
        int k = POSITIONS * IMAGES - 1 - 10 - i;
        Matrix x = mat_rows(it.batch.x, 4, 1);
        show_shifted(x, k, &it);
        CHECK(is_moved(&AT(it.batch.x, i, 0), x.at, 0, 0), "row %d", i);
        CHECK(mat_argmax_row(it.batch.y, i) == images.label[k % IMAGES],
              "label %d", i);
    }
    learner_free(&it);
}

static void test_round(Dataset images) {
    test("a round shows every number once, and leaves the originals alone");
    uint32_t before = hash_numbers(0, images.x.at, IMAGES * PIXELS);
    Learner it = small_learner(images, 1);
    one_round(&it, ALL, 0.1f);
    int shown[POSITIONS * IMAGES] = {0};
    for (int i = 0; i < POSITIONS * IMAGES; i++) shown[it.order[i]]++;
    for (int k = 0; k < POSITIONS * IMAGES; k++)
        CHECK(shown[k] == 1, "number %d: %d times", k, shown[k]);
    CHECK(it.order[0] != 0 || it.order[1] != 1 || it.order[2] != 2, "in order");
    CHECK(hash_numbers(0, images.x.at, IMAGES * PIXELS) == before, "changed");

    test("in a round, no room for any image is allocated");
    bool counts = COUNT(on_malloc, on_free);
    allocated = 0;
    one_round(&it, ALL, 0.1f);
    one_round(&it, SHIFTED, 0.1f);
    CHECK(allocated == 0, "%d allocations", allocated);
    Matrix room = mat_new(1, PIXELS);
    CHECK(!counts || allocated > 0, "the hook does not count");
    mat_free(&room);
    learner_free(&it);
}

// One mini-batch of all there is: one step of descent, by hand.
static void test_step(Dataset images) {
    test("a step is -η ∂C/∂θ, also of a last mini-batch that is smaller");
    Learner it = small_learner(data_part(images, 0, 1), 1);
    Learner by_hand = small_learner(data_part(images, 0, 1), 1);
    Layers *n = &by_hand.network;
    n->most_rows = it.network.most_rows = 3;    // 5 numbers: 3 and 2
    one_round(&it, PLAIN, 0.1f);
    for (int rows = 3; rows >= 2; rows--) {
        gather(&by_hand, 0, rows, PLAIN);       // all show the same image
        layers_forward(n, mat_rows(by_hand.batch.x, 0, rows), true);
        mat_fill(n->gradient, 0);
        layers_backward(n, mat_rows(by_hand.batch.y, 0, rows));
        mat_step(n->parameters, -0.1f, n->gradient);
    }
    for (int i = 0; i < n->parameters.cols; i++)
        CHECK_NEAR(it.network.parameters.at[i], n->parameters.at[i], 1e-6);
    learner_free(&by_hand);
    learner_free(&it);

    test("the steps become smaller: η, 2/3 η, 1/3 η");
    for (int r = 0; r < 3; r++)
        CHECK_NEAR(eta_of(r, SMALL), 0.1 * (3 - r) / 3, 1e-7);
}

static Learner trained(int way, Dataset images) {
    Settings set = SMALL;
    set.rounds = 10;
    Learner it = small_learner(images, 1);
    if (way == STORED) it.stored = stored_new(&it);
    for (int r = 0; r < set.rounds; r++) one_round(&it, way, eta_of(r, set));
    return it;
}

static void test_ways(Dataset images, Dataset test_set) {
    Learner it[WAYS];
    double accuracy[WAYS];
    for (int k = 0; k < WAYS; k++) {
        it[k] = trained(k, images);
        accuracy[k] = layers_score(&it[k].network, test_set).accuracy;
    }
    test("stored or made on the fly: the same bits; plain: others");
    int bytes = it[0].network.parameters.cols * (int)sizeof(real);
    real *stored = it[STORED].network.parameters.at;
    CHECK(memcmp(stored, it[SHIFTED].network.parameters.at, (size_t)bytes) == 0,
          "other bits");
    CHECK(memcmp(stored, it[PLAIN].network.parameters.at, (size_t)bytes) != 0,
          "the same bits");
    test("thirty images teach more when they move in all ways");
    CHECK(accuracy[ALL] > accuracy[PLAIN] + 2, "all %g, plain %g",
          accuracy[ALL], accuracy[PLAIN]);
    for (int k = 0; k < WAYS; k++) learner_free(&it[k]);
}

int main(void) {
    Dataset images = drawn_set(IMAGES, 0);
    Dataset more = drawn_set(30, 0), test_set = drawn_set(150, 1000000);
    test_numbers(images);
    test_gather(images);
    test_round(images);
    test_step(images);
    test_ways(more, test_set);
    dataset_free(&test_set);
    dataset_free(&more);
    dataset_free(&images);
    return tests_end();
}
