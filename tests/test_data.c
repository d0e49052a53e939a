// Data sets: digits from files good and damaged, parts, mini-batches.
#include "tests/check.h"

#include <sys/stat.h>

#include "common/data.h"
#include "common/report.h"

// ## Files
//
// A folder of our own with 60 training and 12 test images, written anew for
// every test that damages one of them.

enum { TRAIN = 60, TEST = 12 };
static const uint32_t IMAGES = 0x0803, LABELS = 0x0801;

typedef const char *FourNames[4];
static const FourNames NAMES = {
    "train-images-idx3-ubyte", "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"};
static const FourNames DOTTED = {
    "train-images.idx3-ubyte", "train-labels.idx1-ubyte",
    "t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte"};

static char home[64];                      // all folders are in this one
static char folder[200];                   // where the four files are

static const char *path_of(const char *name) {
    static char path[400];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int pixel(int i) { return (i / PIXELS + 7 * i) % 256; }
static int label(int i) { return 3 * i % 10; }

// A header of some numbers, the highest byte first, then so many bytes.
static void write_idx(const char *name, int numbers, const uint32_t header[],
                      int bytes, int (*byte)(int)) {
    FILE *file = fopen(path_of(name), "wb");
    if (!file) exit(3);
    for (int i = 0; i < numbers; i++)
        for (int shift = 24; shift >= 0; shift -= 8)
            fputc((int)(header[i] >> shift & 255), file);
    for (int i = 0; i < bytes; i++) fputc(byte(i), file);
    if (fclose(file)) exit(3);
}

static void write_images(const char *name, uint32_t count, uint32_t rows,
                         uint32_t columns, int bytes) {
    uint32_t header[4] = {IMAGES, count, rows, columns};
    write_idx(name, 4, header, bytes, pixel);
}

static void write_labels(const char *name, uint32_t count, int bytes) {
    uint32_t header[2] = {LABELS, count};
    write_idx(name, 2, header, bytes, label);
}

static void write_set(const FourNames names, int train, int test) {
    write_images(names[0], (uint32_t)train, 28, 28, train * PIXELS);
    write_labels(names[1], (uint32_t)train, train);
    write_images(names[2], (uint32_t)test, 28, 28, test * PIXELS);
    write_labels(names[3], (uint32_t)test, test);
}

static void remove_set(void) {
    for (int i = 0; i < 4; i++) {
        remove(path_of(NAMES[i]));
        remove(path_of(DOTTED[i]));
    }
}

static void use_folder(const char *name) {
    snprintf(folder, sizeof folder, "%s%s", home, name);
    mkdir(folder, 0777);
}

// ## Good files

static void check_image(Dataset set, int i, int number) {
    for (int k = 0; k < PIXELS; k++)
        CHECK(AT(set.x, i, k) == (real)pixel(number * PIXELS + k) / 255,
              "image %d, pixel %d is %g", i, k, (double)AT(set.x, i, k));
    CHECK(set.label[i] == label(number), "label %d of %d", set.label[i], i);
    for (int c = 0; c < CLASSES; c++)
        CHECK(AT(set.y, i, c) == (c == label(number)), "y of %d at %d", i, c);
}

static bool is_shaped(Dataset set, int count) {
    return set.x.rows == count && set.x.cols == PIXELS &&
           set.y.rows == count && set.y.cols == CLASSES && set.label;
}

static void check_digits(void) {
    Digits digits = digits_load(folder);
    CHECK(is_shaped(digits.train, 50), "%d to train", digits.train.x.rows);
    CHECK(is_shaped(digits.validation, 10), "%d to validate",
          digits.validation.x.rows);
    CHECK(is_shaped(digits.test, TEST), "%d to test", digits.test.x.rows);
    CHECK(is_shaped(digits.all_train, TRAIN), "%d in the first file",
          digits.all_train.x.rows);
    CHECK(is_shaped(digits.all_test, TEST), "%d in the second file",
          digits.all_test.x.rows);
    for (int i = 0; i < 50; i++) check_image(digits.train, i, i);
    for (int i = 0; i < 10; i++) check_image(digits.validation, i, 50 + i);
    for (int i = 0; i < TEST; i++) check_image(digits.test, i, i);
    digits_free(&digits);
}

static void test_good_files(void) {
    test("good files: pixels are k / 255, y is one-hot, 5/6 train");
    write_set(NAMES, TRAIN, TEST);
    check_digits();
    remove_set();
    test("the other spelling, train-images.idx3-ubyte, is read as well");
    write_set(DOTTED, TRAIN, TEST);
    check_digits();
    remove_set();
}

static void test_split(void) {
    test("the last sixth of any number is held back for validation");
    static const int COUNTS[][2] = {{1, 0}, {5, 0}, {6, 1}, {11, 1}, {13, 2}};
    for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++) {
        int count = COUNTS[i][0], held_back = COUNTS[i][1];
        write_set(NAMES, count, 1);
        Digits digits = digits_load(folder);
        CHECK(digits.validation.x.rows == held_back &&
              digits.train.x.rows == count - held_back,
              "of %d images %d to train, %d to validate", count,
              digits.train.x.rows, digits.validation.x.rows);
        digits_free(&digits);
    }
    remove_set();
}

// What a program loads that is started in home: the folders differ in their
// number of training images.
static void check_default(int count, const char *name) {
    char start[1000];
    if (!getcwd(start, sizeof start) || chdir(home)) exit(3);
    Digits digits = digits_load(NULL);
    CHECK(digits.all_train.x.rows == count, "%d images, expected %d",
          digits.all_train.x.rows, count);
    CHECK(strcmp(report_data_name(), name) == 0, "%s", report_data_name());
    digits_free(&digits);
    if (chdir(start)) exit(3);
}

static void test_default_folder(void) {
    test("no folder given: $MNIST, else data/mnist, else data/digits");
    use_folder("/elsewhere");
    write_set(NAMES, 6, 1);
    use_folder("/data");
    use_folder("/data/digits");
    write_set(NAMES, 7, 1);
    setenv("MNIST", "elsewhere", 1);
    check_default(6, "other digits");
    setenv("MNIST", "", 1);
    check_default(7, "drawn digits");
    unsetenv("MNIST");
    check_default(7, "drawn digits");
    use_folder("/data/mnist");
    write_set(NAMES, 8, 1);
    check_default(8, "other digits");

    static const char *const FOLDERS[] = {"/elsewhere", "/data/digits",
                                          "/data/mnist", "/data"};
    for (int i = 0; i < 4; i++) {
        use_folder(FOLDERS[i]);
        remove_set();
        rmdir(folder);
    }
    use_folder("");
}

// ## Damaged files: one line that names the file, and exit status 1

// What a dying function holds is no leak: leave before the sanitizer looks.
static void leave(void) { _exit(1); }

static void load(void) {
    atexit(leave);
    Digits digits = digits_load(folder);
    digits_free(&digits);
}

static void test_missing(void) {
    test("a missing file is named, and how to make it");
    for (int i = 0; i < 4; i++) {
        write_set(NAMES, TRAIN, TEST);
        remove(path_of(NAMES[i]));
        char words[200];
        snprintf(words, sizeof words, "%s|No such file|make digits", NAMES[i]);
        check_dies(load, 1, words);
    }
    remove_set();
    test("a folder that does not exist, or with an endless name, is named");
    use_folder("");
    snprintf(folder, sizeof folder, "%s/nowhere", home);
    check_dies(load, 1, "/nowhere/train-images|No such file|make digits");
    use_folder("");
}

static void endless(void) {
    char name[6000];
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    digits_load(name);
}

static void test_odd_files(void) {
    test("a folder in place of a file, an unreadable file, are named");
    check_dies(endless, 1, "aaaaa|too long");
    for (int i = 0; i < 4; i++) {
        write_set(NAMES, TRAIN, TEST);
        remove(path_of(NAMES[i]));
        mkdir(path_of(NAMES[i]), 0777);
        char words[200];
        snprintf(words, sizeof words, "%s|is a folder|not a file", NAMES[i]);
        check_dies(load, 1, words);
        rmdir(path_of(NAMES[i]));
    }
    if (geteuid() != 0) {                  // root can read everything
        write_set(NAMES, TRAIN, TEST);
        chmod(path_of(NAMES[1]), 0);
        check_dies(load, 1, "train-labels-idx1-ubyte|Permission denied");
    }
    remove_set();
}

static int zero(int i) {
    (void)i;
    return 0;
}

static void test_headers(void) {
    test("an empty file and a cut header are named");
    const uint32_t images[4] = {IMAGES, TRAIN, 28, 28};
    const uint32_t labels[2] = {LABELS, TRAIN};
    write_set(NAMES, TRAIN, TEST);
    for (int bytes = 0; bytes < 16; bytes++) {
        write_idx(NAMES[0], bytes / 4, images, bytes % 4, zero);
        check_dies(load, 1, "train-images-idx3-ubyte|header");
    }
    write_images(NAMES[0], TRAIN, 28, 28, TRAIN * PIXELS);
    for (int bytes = 0; bytes < 8; bytes++) {
        write_idx(NAMES[1], bytes / 4, labels, bytes % 4, zero);
        check_dies(load, 1, "train-labels-idx1-ubyte|header");
    }

    test("a file that begins with another magic number is named");
    write_set(NAMES, TRAIN, TEST);
    write_labels(NAMES[2], TEST, TEST);
    check_dies(load, 1, "t10k-images-idx3-ubyte|0x00000801|0x00000803|images");
    write_set(NAMES, TRAIN, TEST);
    write_images(NAMES[3], TEST, 28, 28, TEST * PIXELS);
    check_dies(load, 1, "t10k-labels-idx1-ubyte|0x00000803|0x00000801|labels");
    const uint32_t backwards[2] = {0x01080000, TRAIN};     // lowest byte first
    write_set(NAMES, TRAIN, TEST);
    write_idx(NAMES[1], 2, backwards, TRAIN, label);
    check_dies(load, 1, "train-labels-idx1-ubyte|0x01080000|0x00000801");
    remove_set();
}

// Training images that say they are so many of such a size.
static void check_images(uint32_t count, uint32_t rows, uint32_t columns,
                         int bytes, const char *words) {
    char all_words[200];
    snprintf(all_words, sizeof all_words, "train-images-idx3-ubyte|%s", words);
    write_images(NAMES[0], count, rows, columns, bytes);
    check_dies(load, 1, all_words);
}

static void check_labels(uint32_t count, int bytes, const char *words) {
    char all_words[200];
    snprintf(all_words, sizeof all_words, "train-labels-idx1-ubyte|%s", words);
    write_labels(NAMES[1], count, bytes);
    check_dies(load, 1, all_words);
}

static void test_lengths(void) {
    test("a file shorter or longer than its header says is named");
    enum { LENGTH = TRAIN * PIXELS };                      // 47040
    write_set(NAMES, TRAIN, TEST);
    check_images(TRAIN, 28, 28, LENGTH - 1, "47055 bytes|47056");
    check_images(TRAIN, 28, 28, LENGTH + 1, "47057 bytes|47056");
    check_images(TRAIN, 28, 28, 0, "16 bytes|47056");
    check_images(TRAIN + 1, 28, 28, LENGTH, "47056 bytes|47840");
    write_set(NAMES, TRAIN, TEST);
    check_labels(TRAIN, TRAIN - 1, "67 bytes|68");
    check_labels(TRAIN, TRAIN + 1, "69 bytes|68");

    test("images and labels of different number: both files are named");
    check_labels(TRAIN - 1, TRAIN - 1, "train-images|60 images|59 labels");
    check_labels(TRAIN + 1, TRAIN + 1, "train-images|60 images|61 labels");
    write_set(NAMES, TRAIN, TEST);
    write_labels(NAMES[3], TRAIN, TRAIN);
    check_dies(load, 1, "t10k-images|12 images|t10k-labels|60 labels");
    remove_set();
}

static void test_sizes(void) {
    test("impossible numbers of images and labels are named");
    write_set(NAMES, TRAIN, TEST);
    check_images(0, 28, 28, 0, "holds 0 examples");
    check_images(0xffffffff, 28, 28, 784, "holds 4294967295 examples");
    check_images(0x80000000, 28, 28, 0, "holds 2147483648 examples");
    // 5478275 * 784 is 2³² + 304: in 32 bits it would fit the file
    check_images(5478275, 28, 28, 304, "320 bytes|4294967616");
    write_set(NAMES, TRAIN, TEST);
    check_labels(0, 0, "holds 0 examples");
    check_labels(0xffffffff, 60, "holds 4294967295 examples");
    check_labels(0x80000000, 60, "holds 2147483648 examples");
    check_labels(0x7fffffff, 60, "holds 2147483647 examples");

    test("images that are not 28 x 28 are named with their size");
    check_images(TRAIN, 27, 28, TRAIN * 27 * 28, "27 x 28|28 x 28");
    check_images(TRAIN, 28, 29, TRAIN * 28 * 29, "28 x 29|28 x 28");
    check_images(TRAIN, 14, 56, TRAIN * PIXELS, "14 x 56|28 x 28");
    check_images(TRAIN, 0, 0, 0, "0 x 0|28 x 28");
    check_images(TRAIN, 0xffffffff, 28, 0, "4294967295 x 28|28 x 28");
    check_images(TRAIN, 0x80000000, 2, 0, "2147483648 x 2|28 x 28");
    remove_set();
}

static int label_ten(int i) { return i == 41 ? 10 : 9; }
static int label_255(int i) { return i == 0 ? 255 : 0; }

static void test_labels(void) {
    test("a label above 9 is named with its place");
    const uint32_t header[2] = {LABELS, TRAIN};
    write_set(NAMES, TRAIN, TEST);
    write_idx(NAMES[1], 2, header, TRAIN, label_ten);
    check_dies(load, 1, "train-labels-idx1-ubyte|label 10|example 41|digit");
    write_idx(NAMES[1], 2, header, TRAIN, label_255);
    check_dies(load, 1, "train-labels-idx1-ubyte|label 255|example 0|digit");
    remove_set();
}

// ## Data sets and their parts

static void hot_label_10(void) {
    atexit(leave);
    data_one_hot((int[]){0, 9, 10}, 3, CLASSES);
}
static void hot_label_negative(void) {
    atexit(leave);
    data_one_hot((int[]){-1}, 1, 2);
}

static void test_one_hot(void) {
    test("one-hot: a 1 in the column of the label; other labels are errors");
    const int labels[4] = {2, 0, 1, 2};
    Matrix y = data_one_hot(labels, 4, 3);
    CHECK(y.rows == 4 && y.cols == 3, "%d x %d", y.rows, y.cols);
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < 3; k++)
            CHECK(AT(y, i, k) == (labels[i] == k), "(%d, %d)", i, k);
    mat_free(&y);
    check_dies(hot_label_10, 1, "label 10|example 2|0 to 9");
    check_dies(hot_label_negative, 1, "label -1|example 0|0 to 1");
}

// Row i of x is i, i + 1/2, -i; row i of y is i, 2i; its label is i.
static Dataset counted(int count) {
    Dataset set = dataset_new(count, 3, 2);
    for (int i = 0; i < count; i++) {
        AT(set.x, i, 0) = (real)i;
        AT(set.x, i, 1) = (real)i + (real)0.5;
        AT(set.x, i, 2) = (real)-i;
        AT(set.y, i, 0) = (real)i;
        AT(set.y, i, 1) = (real)(2 * i);
        set.label[i] = i;
    }
    return set;
}

static Dataset ten;
static void part_too_long(void) { data_part(ten, 5, 6); }
static void part_before(void) { data_part(ten, -1, 2); }

static void test_parts(void) {
    test("a new data set is all zeros");
    Dataset set = dataset_new(7, 3, 2);
    for (int i = 0; i < 7; i++)
        CHECK(AT(set.x, i, 2) == 0 && AT(set.y, i, 1) == 0 && !set.label[i],
              "row %d", i);
    dataset_free(&set);
    CHECK(!set.label && !set.x.at && !set.y.at, "not empty when freed");

    test("parts are views, and stay within their data set");
    ten = counted(10);
    Dataset part = data_part(ten, 4, 3), inner = data_part(part, 1, 2);
    CHECK(part.x.rows == 3 && part.y.rows == 3 && inner.x.rows == 2, "rows");
    CHECK(part.x.at == &AT(ten.x, 4, 0) && part.y.at == &AT(ten.y, 4, 0) &&
          part.label == ten.label + 4, "part is a copy");
    CHECK(AT(inner.x, 0, 1) == 5.5 && inner.label[1] == 6, "part of a part");
    AT(part.x, 0, 0) = 99;
    CHECK(AT(ten.x, 4, 0) == 99, "part is a copy");
    CHECK(data_part(ten, 10, 0).x.rows == 0, "the empty part at the end");
    Dataset nameless = {ten.x, ten.y, NULL};
    CHECK(!data_part(nameless, 4, 3).label, "labels from nowhere");
    check_dies(part_too_long, 1, "mat_rows|5 to 10|10 rows");
    check_dies(part_before, 1, "mat_rows|-1");
    dataset_free(&ten);
}

// ## Mini-batches

// x, y and label of each row of the batch belong to the same example; that it
// has passed is noted.
static void check_batch(const Batches *batches, int passed[]) {
    for (int i = 0; i < batches->x.rows; i++) {
        int k = (int)AT(batches->x, i, 0);
        CHECK(AT(batches->x, i, 1) == (real)k + (real)0.5 &&
              AT(batches->x, i, 2) == (real)-k &&
              AT(batches->y, i, 0) == (real)k &&
              AT(batches->y, i, 1) == (real)(2 * k) && batches->label[i] == k,
              "row %d is of several examples", i);
        passed[k]++;
    }
}

static void test_batches(void) {
    test("1000 examples by 256 come as 256, 256, 256, 232, each once");
    static const int SIZES[4] = {256, 256, 256, 232};
    Dataset set = counted(1000);
    Batches batches = batches_new(set, 256);
    Random random = random_new(1);
    for (int epoch = 0; epoch < 3; epoch++) {
        int passed[1000] = {0}, number = 0;
        batches_shuffle(&batches, &random);
        for (; batches_next(&batches); number++) {
            int expected = number < 4 ? SIZES[number] : 0;
            CHECK(batches.x.rows == expected && batches.y.rows == expected,
                  "batch %d has %d rows", number, batches.x.rows);
            check_batch(&batches, passed);
        }
        CHECK(number == 4, "%d batches", number);
        CHECK(!batches_next(&batches), "a batch after the last one");
        for (int i = 0; i < 1000; i++)
            CHECK(passed[i] == 1, "example %d came %d times", i, passed[i]);
    }
    batches_free(&batches);
    dataset_free(&set);
}

// Labels in the order of one epoch.
static void run_epoch(Batches *batches, int order[]) {
    int n = 0;
    while (batches_next(batches))
        for (int i = 0; i < batches->x.rows; i++)
            order[n++] = batches->label[i];
}

static int alike(const int a[], const int b[], int n) {
    int count = 0;
    for (int i = 0; i < n; i++) count += a[i] == b[i];
    return count;
}

static void test_order(void) {
    test("every epoch has another order; the same seed has the same orders");
    enum { COUNT = 100 };
    int first[COUNT], second[COUNT], again[COUNT];
    Dataset set = counted(COUNT);
    Batches batches = batches_new(set, 7), twin = batches_new(set, 30);
    Random random = random_new(5), same = random_new(5);
    run_epoch(&batches, first);
    for (int i = 0; i < COUNT; i++)
        CHECK(first[i] == i, "not in order before the first shuffle");
    batches_shuffle(&batches, &random);
    run_epoch(&batches, first);
    batches_rewind(&batches);
    run_epoch(&batches, again);
    CHECK(alike(first, again, COUNT) == COUNT, "rewind changed the order");
    batches_shuffle(&batches, &random);
    run_epoch(&batches, second);
    CHECK(alike(first, second, COUNT) < 10, "%d of %d at the same place",
          alike(first, second, COUNT), COUNT);
    batches_shuffle(&twin, &same);
    run_epoch(&twin, again);
    CHECK(alike(first, again, COUNT) == COUNT, "epoch 1 differs");
    batches_shuffle(&twin, &same);
    run_epoch(&twin, again);
    CHECK(alike(second, again, COUNT) == COUNT, "epoch 2 differs");
    batches_free(&twin);
    batches_free(&batches);
    dataset_free(&set);
}

static void batches_of_none(void) { batches_new(ten, 0); }

static void test_odd_batches(void) {
    test("batches: larger than the set, of a part, without labels, of nothing");
    ten = counted(10);
    int passed[10] = {0};
    Batches batches = batches_new(data_part(ten, 3, 4), 50);
    CHECK(batches_next(&batches) && batches.x.rows == 4, "not one batch");
    check_batch(&batches, passed);
    CHECK(passed[2] == 0 && passed[3] == 1 && passed[6] == 1, "another part");
    AT(batches.x, 0, 0) = -5;
    CHECK(AT(ten.x, 3, 0) == 3, "a batch is a view");
    CHECK(!batches_next(&batches), "a second batch");
    batches_free(&batches);

    batches = batches_new((Dataset){ten.x, ten.y, NULL}, 4);
    CHECK(batches_next(&batches) && !batches.label, "labels from nowhere");
    batches_free(&batches);
    batches = batches_new(data_part(ten, 0, 0), 4);
    Random random = random_new(1);
    batches_shuffle(&batches, &random);
    CHECK(!batches_next(&batches), "a batch of nothing");
    batches_free(&batches);
    check_dies(batches_of_none, 1, "batches of 0");
    dataset_free(&ten);
}

int main(void) {
    char *words[] = {"test_data", "--quiet", NULL};
    Options options = options_begin(2, words, "tests");
    options_end(&options);
    snprintf(home, sizeof home, "build/test_data_XXXXXX");
    if (!mkdtemp(home)) {
        snprintf(home, sizeof home, "/tmp/test_data_XXXXXX");
        if (!mkdtemp(home)) exit(3);
    }
    use_folder("");
    test_good_files();
    test_split();
    test_default_folder();
    test_missing();
    test_odd_files();
    test_headers();
    test_lengths();
    test_sizes();
    test_labels();
    test_one_hot();
    test_parts();
    test_batches();
    test_order();
    test_odd_batches();
    CHECK(rmdir(home) == 0, "%s is not empty", home);
    return tests_end();
}
