// The drawn digits, and the program that writes them as files.  Both are
// included whole, so that the steps of the drawing can be called one by one.
#include "tests/check.h"

#include <dirent.h>
#include <signal.h>
#include <sys/resource.h>

#include "common/digits.c"
#define main digits_main
#include "tools/digits.c"
#undef main

enum { PIXELS = 28 * 28, WAY_COUNT = sizeof WAYS / sizeof *WAYS };

static const uint64_t FNV_START = 14695981039346656037u;    // FNV-1a, 64 bits
static uint64_t fnv(uint64_t hash, const uint8_t *bytes, int n) {
    for (int i = 0; i < n; i++) hash = (hash ^ bytes[i]) * 1099511628211u;
    return hash;
}

// ## The table
static void test_ways(void) {
    test("every way of writing is a list of strokes in the box");
    int ways[10] = {0};
    for (int w = 0; w < WAY_COUNT; w++) {
        const Way *way = &WAYS[w];
        int n = (int)strlen(way->marks);
        CHECK(way->digit >= 0 && way->digit <= 9 && way->weight >= 1,
              "way %d: digit %d, weight %d", w, way->digit, way->weight);
        CHECK(n >= 2 && n <= MOST_POINTS, "way %d has %d points", w, n);
        CHECK(way->marks[n - 1] == '|' &&
                  strspn(way->marks, "-^?|") == (size_t)n,
              "way %d has the marks %s", w, way->marks);
        for (int i = 0; i < 2 * MOST_POINTS; i++) {
            float a = way->one[i], b = way->other[i];
            CHECK(a >= -5 && a <= 120 && fabsf(a - b) <= 40 &&
                      (i < 2 * n || (a == 0 && b == 0)),
                  "way %d, number %d: %g and %g", w, i, (double)a, (double)b);
        }
        ways[way->digit]++;
    }
    for (int d = 0; d < 10; d++) CHECK(ways[d] >= 2, "%d: %d ways", d, ways[d]);
}

// ## The steps
static void test_chance(void) {
    test("growth, wave and normal are near to exp, sin and a normal number");
    for (float x = -1; x <= 1; x += 0.125f) {
        CHECK_NEAR(growth(x) / expf(x), 1, 0.01);
        CHECK_NEAR(wave(3 * x), sin(6 * acos(-1.0) * (double)x), 0.06);
    }
    Random random = random_new(1);
    double sum = 0, squares = 0, n = 100000;
    for (int i = 0; i < n; i++) {
        double x = (double)normal(&random);
        sum += x;
        squares += x * x;
        CHECK(fabs(x) < 3.5, "%g", x);
    }
    CHECK_NEAR(sum / n, 0, 0.01);
    CHECK_NEAR(squares / n, 1, 0.02);
}

static void test_picking(void) {
    test("ways are picked as often as they weigh");
    int picked[WAY_COUNT] = {0}, n = 20000;
    Random random = random_new(1);
    for (int i = 0; i < n; i++) picked[pick(2, &random) - WAYS]++;
    for (int w = 0; w < WAY_COUNT; w++)
        CHECK_NEAR(picked[w] / (double)n,
                   WAYS[w].digit == 2 ? WAYS[w].weight / 32.0 : 0, 0.02);
}

static void test_curves(void) {
    test("the curve passes every point, and turns sharply in corners only");
    for (int w = 0; w < WAY_COUNT; w++) {
        Random random = random_new((uint64_t)w);
        Line points = blend(&WAYS[w], 0.3f, &random);
        Line path = join(&points);
        CHECK(path.n <= MOST_STEPS, "way %d: %d steps", w, path.n);
        for (int i = 0, k = 0; i < points.n; i++) {
            CHECK_NEAR(path.at[k].x, points.at[i].x, 1e-3);
            CHECK_NEAR(path.at[k].y, points.at[i].y, 1e-3);
            if (points.mark[i] == '-' && !begins_stroke(&points, i)) {
                Point a = path.at[k - 1], b = path.at[k], c = path.at[k + 1];
                float x = b.x - a.x, y = b.y - a.y;
                float u = c.x - b.x, v = c.y - b.y;
                float cosine = (x * u + y * v) /
                               sqrtf((x * x + y * y) * (u * u + v * v));
                CHECK(cosine > -0.3f, "way %d turns back at point %d: %g", w,
                      i, (double)cosine);
            }
            k += points.mark[i] == '|' ? 1 : STEPS;
        }
    }
}

static void test_ink(void) {
    test("a pen inks its radius: half grey at the edge");
    Line line = {.n = 2, .at = {{4, 10}, {16, 10}}, .mark = {'-', '|'}};
    float ink[BOX * BOX] = {0};
    draw_step(ink, line.at[0], line.at[1], 2.5f);
    CHECK_NEAR(ink[10 * BOX + 10], 1, 0);           // centre 0.5 away
    CHECK_NEAR(ink[12 * BOX + 10], 0.5, 1e-6);      // centre 2.5 away
    CHECK_NEAR(ink[13 * BOX + 10], 0, 0);           // centre 3.5 away
    CHECK_NEAR(ink[10 * BOX + 18], 0.459, 0.001);   // 2.55 off the end
    fit(&line, 2.5f);
    CHECK_NEAR(line.at[0].x, 2.5, 1e-5);
    CHECK_NEAR(line.at[1].x, 17.5, 1e-5);
    CHECK_NEAR(line.at[1].y, 10, 1e-5);
}

// ## Whole digits
static const uint64_t GOLDEN = 0x70094d113937e9be;
static const uint64_t GOLDEN_ONE = 0x4305fd86f4cd198a;

static void test_golden(void) {
    test("the same bytes with every compiler, in float and in double");
    uint8_t image[PIXELS];
    uint64_t hash = FNV_START;
    for (uint64_t i = 0; i < 1000; i++) {
        float spread = (float)(i % 5) / 2;
        uint8_t label = (uint8_t)digits_example(image, i % 3, i, spread);
        hash = fnv(fnv(hash, &label, 1), image, PIXELS);
    }
    CHECK(hash == GOLDEN, "the hash is 0x%016llx", (unsigned long long)hash);
    digits_example(image, 7, 1234, 0.58f);
    hash = fnv(FNV_START, image, PIXELS);
    CHECK(hash == GOLDEN_ONE, "the hash is 0x%016llx",
          (unsigned long long)hash);
}

typedef struct {
    int left, right, top, bottom;
    double mass, x, y;         // of the ink; where its centre of mass is
} Found;

static Found look_at(const uint8_t image[PIXELS]) {
    Found f = {28, -1, 28, -1, 0, 0, 0};
    for (int k = 0; k < PIXELS; k++) {
        if (!image[k]) continue;
        int i = k / 28, j = k % 28;
        if (j < f.left) f.left = j;
        if (j > f.right) f.right = j;
        if (i < f.top) f.top = i;
        if (i > f.bottom) f.bottom = i;
        f.mass += image[k];
        f.x += image[k] * j;
        f.y += image[k] * i;
    }
    f.x /= f.mass;
    f.y /= f.mass;
    return f;
}

static void check_page(const uint8_t image[PIXELS], int i) {
    Found f = look_at(image);
    CHECK(f.mass > 1000, "image %d: hardly any ink, %g", i, f.mass);
    CHECK(f.right - f.left < 20 && f.bottom - f.top < 20,
          "image %d is %d x %d", i, f.right - f.left + 1, f.bottom - f.top + 1);
    CHECK(fabs(f.x - 14) < 1 && fabs(f.y - 14) < 1,
          "image %d has its centre at %g, %g", i, f.x, f.y);
}

static int by_size(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void test_examples(void) {
    test("20 000 + 4 000 examples: as MNIST has them, and all different");
    enum { TRAIN = 20000, ALL = 24000 };
    static uint64_t hashes[ALL];
    int labels[10] = {0};
    for (int i = 0; i < ALL; i++) {
        uint8_t image[PIXELS];
        uint64_t index = (uint64_t)i;
        if (i >= TRAIN) index += FIRST_TEST - TRAIN;
        int label = digits_example(image, 1, index, DIGITS_SPREAD);
        CHECK(label >= 0 && label <= 9, "label %d", label);
        labels[label]++;
        check_page(image, i);
        hashes[i] = fnv(FNV_START, image, PIXELS);
    }
    for (int d = 0; d < 10; d++)            // standard deviation: 46
        CHECK(abs(labels[d] - ALL / 10) < 200, "%d is drawn %d times", d,
              labels[d]);
    qsort(hashes, ALL, sizeof *hashes, by_size);
    for (int i = 1; i < ALL; i++)
        CHECK(hashes[i] != hashes[i - 1], "two images are the same");
}

static void test_spread(void) {
    test("spread 0 and spread 2 can be drawn; more spread, more variety");
    const float spreads[] = {0, 0.5f, 2};
    double variance[3] = {0};
    for (int s = 0; s < 3; s++) {
        double sum[PIXELS] = {0}, squares[PIXELS] = {0}, n = 500;
        for (int i = 0; i < n; i++) {
            uint8_t image[PIXELS];
            Random random = random_new((uint64_t)i);
            digits_draw(image, 0, spreads[s], &random);
            check_page(image, i);
            for (int k = 0; k < PIXELS; k++) {
                sum[k] += image[k] / n;
                squares[k] += image[k] * image[k] / n;
            }
        }
        for (int k = 0; k < PIXELS; k++)
            variance[s] += squares[k] - sum[k] * sum[k];
    }
    CHECK(variance[0] < variance[1] && variance[1] < variance[2],
          "variances %g, %g, %g", variance[0], variance[1], variance[2]);
}

static void test_random_numbers(void) {
    test("a digit takes at most 100 random numbers, and only its own");
    uint8_t image[PIXELS], again[PIXELS];
    for (int i = 0; i < 2000; i++) {
        Random random = random_new((uint64_t)i), copy = random;
        digits_draw(image, i % 10, 1, &random);
        int taken = 0;
        for (; copy.count != random.count && taken <= 100; taken++)
            random_bits(&copy);
        CHECK(taken <= 99, "a %d took more", i % 10);
    }
    int label = digits_example(image, 5, 17, 1);
    for (uint64_t i = 0; i < 20; i++) digits_example(again, 5, i, 1);
    CHECK(digits_example(again, 5, 17, 1) == label &&
              memcmp(image, again, PIXELS) == 0,
          "example 17 depends on what was drawn before it");
}

static void draw_with(int digit, float spread) {
    uint8_t image[PIXELS];
    Random random = random_new(1);
    digits_draw(image, digit, spread, &random);
}
static void draw_ten(void) { draw_with(10, 1); }
static void draw_minus_one(void) { draw_with(-1, 1); }
static void draw_too_wide(void) { draw_with(1, 2.01f); }
static void draw_negative(void) { draw_with(1, -0.01f); }
static void draw_nan(void) { draw_with(1, NAN); }
static void draw_far_out(void) {
    uint8_t image[PIXELS];
    digits_example(image, 1, UINT64_C(1) << 56, 1);
}

static void test_arguments(void) {
    test("what cannot be drawn is an error");
    check_dies(draw_ten, 1, "digit 10");
    check_dies(draw_minus_one, 1, "digit -1");
    check_dies(draw_too_wide, 1, "spread 2.01");
    check_dies(draw_negative, 1, "spread -0.01");
    check_dies(draw_nan, 1, "spread|nan");
    check_dies(draw_far_out, 1, "digits_example|2^56");
}

// ## The writer
static char scratch[] = "/tmp/test_digits_XXXXXX";

static int write_digits(const char *folder, const char *option,
                        const char *value) {
    char out[200];
    snprintf(out, sizeof out, "%s/%s", scratch, folder);
    char *words[] = {"digits", "--quiet", "--count", "13", "--out", out,
                     (char *)option, (char *)value};
    return digits_main(option ? 8 : 6, words);
}

static int files_in(const char *folder) {
    char path[200];
    snprintf(path, sizeof path, "%s/%s", scratch, folder);
    DIR *dir = opendir(path);
    int n = 0;
    for (struct dirent *entry; dir && (entry = readdir(dir));)
        n += entry->d_name[0] != '.';
    if (dir) closedir(dir);
    return n;
}

// A whole file; how long it is.
static int read_file(const char *folder, int i, uint8_t bytes[20000]) {
    char path[200];
    snprintf(path, sizeof path, "%s/%s/%s", scratch, folder, NAMES[i]);
    FILE *file = fopen(path, "rb");
    CHECK(file, "no file %s", path);
    if (!file) return -1;
    int length = (int)fread(bytes, 1, 20000, file);
    fclose(file);
    return length;
}

static void check_files(const char *folder, int part, int count,
                        uint64_t first) {
    static uint8_t images[20000], labels[20000];
    const uint8_t image_header[16] = {0, 0, 8, 3, 0, 0, 0, (uint8_t)count,
                                      0, 0, 0, 28, 0, 0, 0, 28};
    const uint8_t label_header[8] = {0, 0, 8, 1, 0, 0, 0, (uint8_t)count};
    int length = read_file(folder, 2 * part, images);
    CHECK(length == 16 + count * PIXELS, "%d bytes of images", length);
    length = read_file(folder, 2 * part + 1, labels);
    CHECK(length == 8 + count, "%d bytes of labels", length);
    CHECK(!memcmp(images, image_header, 16), "part %d: images' header", part);
    CHECK(!memcmp(labels, label_header, 8), "part %d: labels' header", part);
    for (int i = 0; i < count; i++) {
        uint8_t image[PIXELS];
        int label = digits_example(image, 1, first + (uint64_t)i,
                                   DIGITS_SPREAD);
        CHECK(labels[8 + i] == label, "part %d: label %d", part, i);
        CHECK(!memcmp(images + 16 + i * PIXELS, image, PIXELS),
              "part %d: image %d", part, i);
    }
}

static void test_files(void) {
    test("the writer writes four files in MNIST's format");
    CHECK(write_digits("new/folder", NULL, NULL) == 0, "not written");
    check_files("new/folder", 0, 13, 0);
    check_files("new/folder", 1, 2, FIRST_TEST);
    CHECK(files_in("new/folder") == 4, "%d files", files_in("new/folder"));

    CHECK(write_digits("new/folder", "--seed", "2") == 0, "not written again");
    uint8_t bytes[20000], image[PIXELS];
    read_file("new/folder", 0, bytes);
    digits_example(image, 2, 0, DIGITS_SPREAD);
    CHECK(!memcmp(bytes + 16, image, PIXELS), "still the old digits");
}

static void write_under_a_file(void) {
    write_digits("new/folder/t10k-labels-idx1-ubyte/x", NULL, NULL);
}
static void write_too_much(void) {
    struct rlimit few = {5000, 5000};       // bytes in a file
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &few);
    write_digits("full", NULL, NULL);
}
static void write_over_a_folder(void) { write_digits("taken", NULL, NULL); }
static void write_nowhere(void) { write_digits("x", "--out", ""); }
static void write_too_few(void) { write_digits("x", "--count", "5"); }
static void write_too_wide(void) { write_digits("x", "--spread", "2.5"); }
static void write_infinite(void) { write_digits("x", "--spread", "inf"); }
static void write_unknown(void) { write_digits("x", "--colour", "red"); }

static void test_failures_to_write(void) {
    test("what cannot be written is one line, and leaves nothing behind");
    check_dies(write_under_a_file, 1, "cannot make the folder|Not a directory");
    check_dies(write_too_much, 1, "cannot write|full/train-images|large");
    CHECK(files_in("full") == 0, "%d files are left", files_in("full"));

    char path[300];
    snprintf(path, sizeof path, "%s/taken", scratch);
    mkdir(path, 0777);
    snprintf(path, sizeof path, "%s/taken/%s", scratch, NAMES[3]);
    mkdir(path, 0777);                      // in the place of the last file
    check_dies(write_over_a_folder, 1, "cannot write|taken/t10k-labels");
    CHECK(files_in("taken") == 4, "%d files are left", files_in("taken"));

    check_dies(write_nowhere, 1, "folder");
    check_dies(write_too_few, 2, "--count|5");
    check_dies(write_too_wide, 2, "--spread|2.5");
    check_dies(write_infinite, 2, "--spread|inf");
    check_dies(write_unknown, 2, "--colour");
}

static void clean_up(void) {
    static const char *const FOLDERS[] = {"new/folder", "new", "full", "taken",
                                          "."};
    for (int f = 0; f < 5; f++) {
        char path[300];
        for (int i = 0; i < FILES; i++) {
            snprintf(path, sizeof path, "%s/%s/%s", scratch, FOLDERS[f],
                     NAMES[i]);
            remove(path);
        }
        snprintf(path, sizeof path, "%s/%s", scratch, FOLDERS[f]);
        rmdir(f == 4 ? scratch : path);
    }
}

int main(void) {
    test_ways();
    test_chance();
    test_picking();
    test_curves();
    test_ink();
    test_golden();
    test_examples();
    test_spread();
    test_random_numbers();
    test_arguments();
    if (!mkdtemp(scratch)) return 1;
    test_files();
    test_failures_to_write();
    clean_up();
    return tests_end();
}
