// # Writes the drawn digits as MNIST's four files
//
//     make digits                    60 000 to train, 10 000 to test
//     build/digits --spread 1 --count 600000 --out /tmp/wide
//
// Time: 1 s
//
// The files are in MNIST's format, IDX, under MNIST's names, so whoever reads
// MNIST reads them.  All numbers have four bytes, the highest first:
//
//     images   2051, count, 28, 28, then 784 bytes each, 0 paper ... 255 ink
//     labels   2049, count, then one byte each
//
// Every file is written under another name first and renamed when all four are
// complete: a file with its proper name can be trusted, and when the labels of
// the test part, which are renamed last, are there, everything is.
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/digits.h"
#include "common/report.h"

typedef struct {
    int count;                 // training images; a sixth as many to test
    real spread;
    const char *out;
    uint64_t seed;
} Settings;

static const Settings LIKE_MNIST = {60000, DIGITS_SPREAD, "data/digits", 1};

// Training examples are numbered from 0, test examples from far beyond.
static const uint64_t FIRST_TEST = UINT64_C(1) << 55;

// ## The four files
enum { FILES = 4 };            // images and labels to train, and two to test
static const char *const NAMES[FILES] = {
    "train-images-idx3-ubyte", "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"};

typedef struct {
    char name[4096], temporary[4096];
    FILE *file;
} Output;

static _Noreturn void give_up(Output out[FILES], int i) {
    int reason = errno;
    for (int k = 0; k < FILES; k++) remove(out[k].temporary);
    die("cannot write %s: %s", out[i].name, strerror(reason));
}

// Makes the folder, and the folders that it is in, where they are missing.
static void make_folder(const char *path) {
    char part[4096];
    size_t length = strlen(path);
    if (length < 1 || length + 80 > sizeof part)
        die("'%.60s' cannot be the name of a folder", path);
    for (size_t i = 1; i <= length; i++) {
        if (path[i] != '/' && path[i] != '\0') continue;
        memcpy(part, path, i);
        part[i] = '\0';
        if (mkdir(part, 0777) && errno != EEXIST)
            die("cannot make the folder %s: %s", part, strerror(errno));
    }
}

static void open_files(Output out[FILES], const char *folder) {
    for (int i = 0; i < FILES; i++) {
        snprintf(out[i].name, sizeof out[i].name, "%s/%s", folder, NAMES[i]);
        snprintf(out[i].temporary, sizeof out[i].temporary, "%s/%s.%ld.part",
                 folder, NAMES[i], (long)getpid());
    }
    for (int i = 0; i < FILES; i++) {
        out[i].file = fopen(out[i].temporary, "wb");
        if (!out[i].file) give_up(out, i);
    }
}

static void finish_files(Output out[FILES]) {
    for (int i = 0; i < FILES; i++)
        if (fclose(out[i].file)) give_up(out, i);
    for (int i = 0; i < FILES; i++)
        if (rename(out[i].temporary, out[i].name)) give_up(out, i);
}

static void write_bytes(Output out[FILES], int i, const void *bytes, size_t n) {
    if (fwrite(bytes, 1, n, out[i].file) != n) give_up(out, i);
}

static void write_number(Output out[FILES], int i, int n) {
    uint8_t bytes[4] = {(uint8_t)(n >> 24), (uint8_t)(n >> 16),
                        (uint8_t)(n >> 8), (uint8_t)n};
    write_bytes(out, i, bytes, 4);
}

// ## What is in them: part 0 to train, part 1 to test
static void write_part(Output out[FILES], int part, Settings set) {
    int images = 2 * part, labels = 2 * part + 1;
    int count = part == 0 ? set.count : set.count / 6;
    uint64_t first = part == 0 ? 0 : FIRST_TEST;

    const int header[] = {2051, count, 28, 28};
    for (int i = 0; i < 4; i++) write_number(out, images, header[i]);
    write_number(out, labels, 2049);
    write_number(out, labels, count);
    for (int i = 0; i < count; i++) {
        uint8_t image[28 * 28];
        int digit = digits_example(image, set.seed, first + (uint64_t)i,
                                   (float)set.spread);
        uint8_t label = (uint8_t)digit;
        write_bytes(out, images, image, sizeof image);
        write_bytes(out, labels, &label, 1);
    }
}

static void write_all(Settings set) {
    Output out[FILES];
    make_folder(set.out);
    open_files(out, set.out);
    write_part(out, 0, set);
    write_part(out, 1, set);
    finish_files(out);
}

int main(int argc, char **argv) {
    Settings set = LIKE_MNIST;
    Options options = options_begin(
        argc, argv, "draws digits and writes them as MNIST's four files");
    option_int(&options, "--count", &set.count, 6,
               "how many to train with; a sixth as many to test");
    option_real(&options, "--spread", &set.spread,
                "how differently the writers write, 0 to 2");
    option_text(&options, "--out", &set.out, "the folder for the files");
    options_end(&options);
    set.seed = options.seed;
    if (!(set.spread >= 0 && set.spread <= 2))
        wrong_usage("--spread must be from 0 to 2, not %g", (double)set.spread);

    double started = seconds();
    write_all(set);
    say("drew %d digits to train and %d to test into %s: seed %llu, spread %g,"
        " %.1f s", set.count, set.count / 6, set.out,
        (unsigned long long)set.seed, (double)set.spread,
        seconds() - started);
    return 0;
}
