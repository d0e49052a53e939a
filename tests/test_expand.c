// With so few images that a network learns them by heart, distorted ones teach
// it more; the images themselves stay as they are.
#define main expand_main
#include "ch03-crossentropy-regularization/expand.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"expand", option, value, NULL};
    expand_main(3, arguments);
}
static void refused_1(void) { main_with("--eta", "0"); }
static void refused_2(void) { main_with("--hidden", "1000000000"); }

int main(void) {
    Digits digits = drawn_digits(60, 100);
    Settings set = {30, 60, 10, 10, 0.5f, 4, {15, 0.3f, 2, 2, 34}};

    test("of each kind the right ones, together what was alone");
    Distortion sum = {0};
    for (int kind = TURNED; kind <= SHIFTED; kind++) {
        Distortion d = of_kind(kind, set.most);
        sum.rotate += d.rotate;
        sum.skew += d.skew;
        sum.down += d.down;
        sum.right += d.right;
        CHECK(d.elastic == 0, "%s is elastic", NAME[kind]);
        CHECK((d.rotate > 0) + (d.skew > 0) + (d.down > 0) == 1, "%d", kind);
    }
    Distortion three = of_kind(THREE, set.most), all = of_kind(ALL, set.most);
    CHECK(memcmp(&sum, &three, sizeof sum) == 0, "the three");
    CHECK(memcmp(&all, &set.most, sizeof all) == 0, "all four");
    Distortion elastic = of_kind(ELASTIC, set.most), none = {0};
    CHECK(elastic.elastic == 34 && elastic.rotate == 0, "elastic");
    elastic.elastic = 0;
    CHECK(memcmp(&elastic, &none, sizeof none) == 0, "elastic is more");

    test("an epoch trains with distorted copies and leaves the images alone");
    uint32_t images = hash_numbers(0, digits.train.x.at, 60 * PIXELS);
    Random random = random_new(1);
    int sizes[] = {PIXELS, 10, CLASSES};
    Network2 n = network2_new(3, sizes, 10, &network2_cross_entropy, &random);
    Batches batches = batches_new(digits.train, 10);
    Distorter by = distorter_new(4);
    epoch(&n, &batches, set, &by, &random);
    CHECK(hash_numbers(0, digits.train.x.at, 60 * PIXELS) == images, "changed");
    real moved = 0;
    for (int i = 0; i < PIXELS; i++) moved += fabsf(by.right.at[i]);
    CHECK(moved > 50, "the last image moved by %g", (double)moved);
    bool copied = false;
    for (int i = 0; i < 60; i++)
        copied = copied || memcmp(mat_rows(digits.train.x, i, 1).at,
                                  mat_rows(batches.x, 9, 1).at,
                                  PIXELS * sizeof(real)) == 0;
    CHECK(!copied, "the last image is not distorted");

    test("sixes for nines and nines for sixes are counted, no other mistake");
    mat_fill(n.parameters, 0);
    AT(n.b[3], 0, 6) = 1;                            // always a 6
    int sixes = 0, nines = 0;
    for (int i = 0; i < 100; i++) {
        sixes += digits.test.label[i] == 6;
        nines += digits.test.label[i] == 9;
    }
    CHECK_NEAR(six_for_nine(&n, digits.test), 100.0 * nines / (sixes + nines),
               1e-9);
    AT(n.b[3], 0, 5) = 2;                            // always a 5
    CHECK_NEAR(six_for_nine(&n, digits.test), 0, 0);
    distorter_free(&by);
    batches_free(&batches);
    network2_free(&n);

    test("distorted images teach more than the same ones again");
    Settings run = set;
    run.most = of_kind(NONE, set.most);
    double plain = learn(run, digits, 1).accuracy;
    run.most = of_kind(TURNED, set.most);
    double turned = learn(run, digits, 1).accuracy;
    CHECK(turned > plain + 2, "%g, without %g", turned, plain);

    test("too large rotations harm");
    run.most = (Distortion){.rotate = 180};
    turned = learn(run, digits, 1).accuracy;
    CHECK(turned < plain - 10, "%g, without %g", turned, plain);
    digits_free(&digits);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--eta|above 0");
    check_dies(refused_2, 2, "--hidden|at most");
    return tests_end();
}
