// Images that are made on the fly: where they may stand, that the originals stay
// as they are, and that nothing is stored.
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

// The ink of image `at`, moved by whole pixels.
static bool is_moved(const real *x, const real *at, int down, int right) {
    for (int p = 0; p < PIXELS; p++) {
        int i = p / SIDE - down, j = p % SIDE - right;
        bool inside = i >= 0 && i < SIDE && j >= 0 && j < SIDE;
        if (x[p] != (inside ? at[i * SIDE + j] : 0)) return false;
    }
    return true;
}

// A learner with a network so small that a test can wait for it.
static Learner small_learner(Dataset train, uint64_t seed) {
    Learner it = {.random = random_new(seed)};
    it.network = network3_new(1, SIDE, 5);
    network3_convolution_with(&it.network, 4, 5, 2, 0);
    layers_relu(&it.network);
    layers_dense(&it.network, CLASSES);
    layers_softmax(&it.network);
    layers_start(&it.network, &it.random);
    it.batches = batches_new(train, 5);
    it.by = distorter_new(1);
    return it;
}

static double test_accuracy(int way, Settings set, Digits digits) {
    double sum = 0;
    for (uint64_t seed = 1; seed <= 2; seed++) {
        Learner it = small_learner(digits.train, seed);
        for (int e = 0; e < set.epochs; e++) one_epoch(&it, way, e, set);
        sum += layers_score(&it.network, digits.test).accuracy / 2;
        learner_free(&it);
    }
    return sum;
}

int main(void) {
    Settings set = {30, 25, 5, 3, 0.1f, {15, 0.3f, 2, 2, 0}};
    Digits digits = drawn_digits(30, 150);
    Dataset train = digits.train;
    Random random = random_new(1);
    Distorter by = distorter_new(1);
    Matrix x = mat_new(1, PIXELS), original = mat_rows(train.x, 3, 1);

    test("plain images are the images");
    mat_copy(x, original);
    move(x, PLAIN, set.most, &by, &random);
    CHECK(is_moved(x.at, original.at, 0, 0), "moved");

    test("shifted ones stand in the five positions, each as often");
    int seen[3][3] = {{0}}, elsewhere = 0;
    for (int k = 0; k < 1000; k++) {
        mat_copy(x, original);
        move(x, SHIFTED, set.most, &by, &random);
        bool found = false;
        for (int d = -1; d <= 1; d++)
            for (int r = -1; r <= 1; r++)
                if (is_moved(x.at, original.at, d, r))
                    seen[d + 1][r + 1]++, found = true;
        elsewhere += !found;
    }
    CHECK(elsewhere == 0, "%d elsewhere", elsewhere);
    for (int k = 0; k < 9; k++)
        CHECK_NEAR(seen[k / 3][k % 3], k == 4 || k % 2 ? 200 : 0,
                   k == 4 || k % 2 ? 55 : 0);

    test("all: every amount is in use, up to its limit");
    Distortion sum = {0};
    for (int k = 0; k < 1000; k++) {
        Distortion d = motion(ALL, set.most, &random);
        CHECK(fabsf(d.rotate) <= 15 && fabsf(d.skew) <= 0.3f &&
              fabsf(d.down) <= 2 && fabsf(d.right) <= 2 && d.elastic == 0,
              "too far");
        sum.rotate += fabsf(d.rotate) / 1000;
        sum.skew += fabsf(d.skew) / 1000;
        sum.down += fabsf(d.down) / 1000;
        sum.right += fabsf(d.right) / 1000;
    }
    CHECK_NEAR(sum.rotate, 7.5, 0.6);
    CHECK_NEAR(sum.skew, 0.15, 0.012);
    CHECK_NEAR(sum.down, 1, 0.08);
    CHECK_NEAR(sum.right, 1, 0.08);

    test("an epoch leaves the originals alone and works in one place");
    uint32_t before = hash_numbers(0, train.x.at, 30 * PIXELS);
    Learner it = small_learner(train, 1);
    one_epoch(&it, ALL, 0, set);
    real *place = it.batches.x.at;
    CHECK(place == it.batches.space_x.at, "not in the batches' own place");
    Matrix last = mat_rows(it.batches.x, 4, 1);
    int image = it.batches.order[29];
    CHECK(!is_moved(last.at, train.x.at + image * PIXELS, 0, 0), "not moved");
    mat_copy(x, last);
    one_epoch(&it, ALL, 1, set);
    CHECK(it.batches.x.at == place, "another place");
    CHECK(!is_moved(last.at, x.at, 0, 0), "the same image again");
    CHECK(hash_numbers(0, train.x.at, 30 * PIXELS) == before, "changed");

    test("in an epoch, no room for any image is allocated");
    bool counts = COUNT(on_malloc, on_free);
    allocated = 0;
    one_epoch(&it, ALL, 2, set);
    one_epoch(&it, SHIFTED, 3, set);
    CHECK(allocated == 0, "%d allocations", allocated);
    Matrix room = mat_new(1, PIXELS);
    CHECK(!counts || allocated > 0, "the hook does not count");
    mat_free(&room);
    learner_free(&it);

    test("the steps become smaller: in the last of 25 epochs, η/25");
    it = small_learner(data_part(train, 0, 1), 1);
    batches_next(&it.batches);
    layers_gradient(&it.network, &it.batches);
    int count = it.network.parameters.cols;
    Matrix expected = mat_new(1, count);
    mat_copy(expected, it.network.parameters);
    mat_step(expected, -0.1f / 25, it.network.gradient);
    one_epoch(&it, PLAIN, 24, set);
    real off = 0;
    for (int i = 0; i < count; i++)
        off = fmaxf(off, fabsf(expected.at[i] - it.network.parameters.at[i]));
    CHECK(off < 1e-6f, "off by %g", (double)off);
    mat_free(&expected);
    learner_free(&it);

    test("50 000 examples are 159 MB: 794 floats and a label each");
    CHECK_NEAR(megabytes(50000), 159, 1e-9);

    test("few images teach more when they move");
    double plain = test_accuracy(PLAIN, set, digits);
    double all = test_accuracy(ALL, set, digits);
    CHECK(all > plain + 2, "%g, plain %g", all, plain);

    mat_free(&x);
    distorter_free(&by);
    digits_free(&digits);
    return tests_end();
}
