// data.c -- see data.h.
#define _POSIX_C_SOURCE 200809L
#include "common/data.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/digits.h"
#include "common/report.h"

// ## Data sets

static int *new_labels(int count) {
    int *label = calloc((size_t)count + 1, sizeof *label);
    if (!label) die("no memory for %d labels", count);
    return label;
}

Dataset dataset_new(int count, int inputs, int outputs) {
    return (Dataset){mat_new(count, inputs), mat_new(count, outputs),
                     new_labels(count)};
}

void dataset_free(Dataset *set) {
    free(set->label);
    mat_free(&set->y);
    mat_free(&set->x);
    set->label = NULL;
}

Dataset data_part(Dataset set, int first, int count) {
    return (Dataset){mat_rows(set.x, first, count),
                     mat_rows(set.y, first, count),
                     set.label ? set.label + first : NULL};
}

void data_draw(Dataset set, uint64_t seed, uint64_t first, real spread) {
    uint8_t grey[PIXELS];
    mat_fill(set.y, 0);
    for (int i = 0; i < set.x.rows; i++) {
        set.label[i] =
            digits_example(grey, seed, first + (uint64_t)i, (float)spread);
        AT(set.y, i, set.label[i]) = 1;
        for (int p = 0; p < PIXELS; p++)
            AT(set.x, i, p) = grey[p] / (real)255;
    }
}

Matrix data_one_hot(const int *label, int count, int classes) {
    for (int i = 0; i < count; i++)
        if (label[i] < 0 || label[i] >= classes)
            die("label %d of example %d is not in 0 to %d", label[i], i,
                classes - 1);
    Matrix y = mat_new(count, classes);
    for (int i = 0; i < count; i++) AT(y, i, label[i]) = 1;
    return y;
}

// ## Files of MNIST's format (IDX)
//
// Four bytes that say what it is (0, 0, 8 for bytes, the number of
// dimensions), then each dimension as four bytes, the highest first, then the
// bytes themselves.
enum { IMAGES = 0x0803, LABELS = 0x0801 };

typedef struct {
    char path[4096];
    FILE *file;
    int count;                 // how many images or labels follow
} IdxFile;

static uint32_t read_number(IdxFile *idx) {
    unsigned char b[4];
    if (fread(b, 1, 4, idx->file) != 4)
        die("%s: ends within its header, after %ld bytes", idx->path,
            ftell(idx->file));
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 |
           b[3];
}

// Opens folder/what-idxN-ubyte, or folder/what.idxN-ubyte.
static FILE *open_either(IdxFile *idx, const char *folder, const char *what,
                         int dimensions) {
    for (const char *mark = ".-"; *mark; mark++) {
        int length = snprintf(idx->path, sizeof idx->path, "%s/%s%cidx%d-ubyte",
                              folder, what, *mark, dimensions);
        if (length >= (int)sizeof idx->path)
            die("%.60s...: the name of the folder is too long", folder);
        FILE *file = fopen(idx->path, "rb");
        if (file) return file;
        if (errno != ENOENT) break;             // there, but not for us
    }
    die("cannot read %s: %s; `make digits` or `make mnist` makes the four files"
        " of a data set",
        idx->path, strerror(errno));
}

// Reads the header and checks it against the length of the file.
static IdxFile open_idx(const char *folder, const char *what, uint32_t magic) {
    IdxFile idx;
    idx.file = open_either(&idx, folder, what, magic == IMAGES ? 3 : 1);
    struct stat about;
    if (fstat(fileno(idx.file), &about))
        die("%s: %s", idx.path, strerror(errno));
    if (S_ISDIR(about.st_mode)) die("%s is a folder, not a file", idx.path);

    uint32_t found = read_number(&idx);
    if (found != magic)
        die("%s: begins with 0x%08x, but %s begin with 0x%08x", idx.path, found,
            magic == IMAGES ? "images" : "labels", magic);
    uint32_t count = read_number(&idx), rows = 1, columns = 1;
    if (magic == IMAGES) {
        rows = read_number(&idx);
        columns = read_number(&idx);
        if (rows != 28 || columns != 28)
            die("%s: images are %u x %u, but must be 28 x 28", idx.path, rows,
                columns);
    }
    if (count < 1 || count > 10 * 1000 * 1000)
        die("%s: says it holds %u examples; 1 to 10000000 can be read",
            idx.path, count);
    long long header = magic == IMAGES ? 16 : 8;
    long long expected = header + (long long)count * rows * columns;
    if ((long long)about.st_size != expected)
        die("%s: %lld bytes long, but its header says %lld", idx.path,
            (long long)about.st_size, expected);
    idx.count = (int)count;
    return idx;
}

static void read_bytes(IdxFile *idx, unsigned char *bytes, size_t n) {
    if (fread(bytes, 1, n, idx->file) != n)
        die("%s: cannot read: %s", idx->path, strerror(errno));
}

static void read_images(Matrix x, IdxFile *idx) {
    real grey[256];                             // 0 paper ... 1 ink
    for (int i = 0; i < 256; i++) grey[i] = (real)i / 255;
    unsigned char image[PIXELS];
    for (int i = 0; i < x.rows; i++) {
        real *row = x.at + (size_t)i * PIXELS;
        read_bytes(idx, image, PIXELS);
        for (int k = 0; k < PIXELS; k++) row[k] = grey[image[k]];
    }
}

static void read_labels(int *label, IdxFile *idx) {
    for (int i = 0; i < idx->count; i++) {
        unsigned char byte;
        read_bytes(idx, &byte, 1);
        if (byte >= CLASSES)
            die("%s: label %d of example %d is not a digit", idx->path, byte,
                i);
        label[i] = byte;
    }
}

// One pair of files: images and their labels.
static Dataset load_pair(const char *folder, const char *part) {
    char name[32];
    snprintf(name, sizeof name, "%s-images", part);
    IdxFile images = open_idx(folder, name, IMAGES);
    snprintf(name, sizeof name, "%s-labels", part);
    IdxFile labels = open_idx(folder, name, LABELS);
    if (images.count != labels.count)
        die("%s holds %d images, but %s %d labels", images.path, images.count,
            labels.path, labels.count);
    Dataset set = {mat_new(images.count, PIXELS), {0, 0, NULL},
                   new_labels(images.count)};
    read_images(set.x, &images);
    read_labels(set.label, &labels);
    set.y = data_one_hot(set.label, labels.count, CLASSES);
    fclose(images.file);
    fclose(labels.file);
    return set;
}

// ## Digits

// MNIST is known by its labels: their FNV-1a hash.
static bool is_mnist(Dataset train) {
    uint32_t hash = 2166136261u;
    for (int i = 0; i < train.x.rows; i++)
        hash = (hash ^ (uint32_t)train.label[i]) * 16777619u;
    return train.x.rows == 60000 && hash == 0x0c382745;
}

static const char *default_folder(void) {
    const char *folder = getenv("MNIST");
    if (folder && *folder) return folder;
    bool there = access("data/mnist/t10k-labels-idx1-ubyte", F_OK) == 0 ||
                 access("data/mnist/t10k-labels.idx1-ubyte", F_OK) == 0;
    return there ? "data/mnist" : "data/digits";
}

// The drawn digits are known by their folder.
static bool is_drawn(const char *folder) {
    const char *last = strstr(folder, "data/digits");
    return last && (!last[11] || strcmp(last + 11, "/") == 0);
}

Digits digits_load(const char *folder) {
    if (!folder) folder = default_folder();
    Digits digits = {.all_train = load_pair(folder, "train"),
                     .all_test = load_pair(folder, "t10k")};
    int count = digits.all_train.x.rows, held_back = count / 6;
    int used = count - held_back;
    digits.train = data_part(digits.all_train, 0, used);
    digits.validation = data_part(digits.all_train, used, held_back);
    digits.test = data_part(digits.all_test, 0, digits.all_test.x.rows);

    bool mnist = is_mnist(digits.all_train);
    report_data_set(mnist              ? "MNIST"
                    : is_drawn(folder) ? "drawn digits"
                                       : "other digits",
                    mnist);
    say("%s from %s: %d to train, %d to validate, %d to test",
        report_data_name(), folder, used, held_back, digits.test.x.rows);
    return digits;
}

void digits_free(Digits *digits) {
    dataset_free(&digits->all_test);
    dataset_free(&digits->all_train);
}

// ## Mini-batches

Batches batches_new(Dataset set, int size) {
    if (size < 1) die("batches of %d examples", size);
    int count = set.x.rows;
    if (size > count) size = count;
    Batches batches = {.set = set,
                       .space_x = mat_new(size, set.x.cols),
                       .space_y = mat_new(size, set.y.cols),
                       .space_label = new_labels(size),
                       .order = new_labels(count),
                       .size = size};
    for (int i = 0; i < count; i++) batches.order[i] = i;
    return batches;
}

void batches_rewind(Batches *batches) { batches->next = 0; }

void batches_shuffle(Batches *batches, Random *random) {
    random_shuffle(batches->order, batches->set.x.rows, random);
    batches_rewind(batches);
}

static void copy_row(Matrix dst, int i, Matrix src, int k) {
    memcpy(dst.at + (size_t)i * (size_t)dst.cols,
           src.at + (size_t)k * (size_t)src.cols,
           (size_t)src.cols * sizeof(real));
}

bool batches_next(Batches *batches) {
    Dataset set = batches->set;
    int left = set.x.rows - batches->next;
    int m = left < batches->size ? left : batches->size;
    if (m == 0) return false;
    for (int i = 0; i < m; i++) {
        int k = batches->order[batches->next + i];
        copy_row(batches->space_x, i, set.x, k);
        copy_row(batches->space_y, i, set.y, k);
        if (set.label) batches->space_label[i] = set.label[k];
    }
    batches->x = mat_rows(batches->space_x, 0, m);
    batches->y = mat_rows(batches->space_y, 0, m);
    batches->label = set.label ? batches->space_label : NULL;
    batches->next += m;
    return true;
}

void batches_free(Batches *batches) {
    free(batches->order);
    free(batches->space_label);
    mat_free(&batches->space_y);
    mat_free(&batches->space_x);
}
