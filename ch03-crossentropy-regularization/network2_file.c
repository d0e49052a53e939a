// network2_file.c -- see network2_file.h.
#define _POSIX_C_SOURCE 200809L
#include "ch03-crossentropy-regularization/network2_file.h"

#include <stdio.h>
#include <stdlib.h>

#include "common/report.h"

static const Network2Cost *const COSTS[] = {
    &network2_quadratic, &network2_cross_entropy, &network2_log_likelihood,
};

// So many digits bring every number back to the bit.
enum { DIGITS_OF_A_REAL = sizeof(real) == sizeof(float) ? 9 : 17 };

static const uint32_t SUM_OF_NOTHING = 2166136261u;
static uint32_t sum_text(uint32_t sum, const char *text) {
    for (; *text; text++) sum = (sum ^ (unsigned char)*text) * 16777619u;
    return sum;
}

// The first line says how to make the network: if it is damaged, the numbers
// below are worth nothing.
enum { HEADER = 256 };         // 12 sizes of at most 10 digits fit
static void write_header(char header[HEADER], const Network2 *n) {
    int at = snprintf(header, HEADER, "network2 %s %d layers:", n->cost->name,
                      n->L);
    for (int l = 1; l <= n->L; l++)
        at += snprintf(header + at, HEADER - (size_t)at, " %d", n->sizes[l]);
    snprintf(header + at, HEADER - (size_t)at, "\n");
}

void network2_save(const Network2 *n, const char *path) {
    char part[4096], header[HEADER], number[40];
    for (int i = 0; i < n->parameters.cols; i++)
        if (!isfinite(n->parameters.at[i]))
            die("network2_save: %s is not written: number %d is not finite",
                path, i + 1);
    if (snprintf(part, sizeof part, "%s.part", path) >= (int)sizeof part)
        die("network2_save: the path is too long: %s", path);
    FILE *file = fopen(part, "w");
    if (!file) die("network2_save: %s cannot be written", part);
    write_header(header, n);
    fputs(header, file);
    uint32_t sum = sum_text(SUM_OF_NOTHING, header);
    for (int i = 0; i < n->parameters.cols; i++) {
        snprintf(number, sizeof number, "%.*g", DIGITS_OF_A_REAL,
                 (double)n->parameters.at[i]);
        sum = sum_text(sum_text(sum, number), "\n");
        fprintf(file, "%s\n", number);
    }
    fprintf(file, "sum %08lx\n", (unsigned long)sum);
    bool failed = ferror(file);
    if (fclose(file) || failed || rename(part, path))
        die("network2_save: %s cannot be written", path);
}

static const Network2Cost *cost_named(const char *path, const char *name) {
    for (size_t i = 0; i < sizeof COSTS / sizeof *COSTS; i++)
        if (strcmp(COSTS[i]->name, name) == 0) return COSTS[i];
    die("%s: '%s' is no cost that is known here", path, name);
}

// A number takes two characters at least.  So a size that is damaged shows
// before memory is taken for it.
static void check_length(FILE *file, const char *path, int layers,
                         const int sizes[]) {
    double numbers = 0;
    for (int l = 1; l < layers; l++)
        numbers += ((double)sizes[l - 1] + 1) * sizes[l];
    long here = ftell(file);
    fseek(file, 0, SEEK_END);
    if (2 * numbers > (double)ftell(file))
        die("%s: is too short for %.0f numbers", path, numbers);
    fseek(file, here, SEEK_SET);
}

static Network2 load_header(FILE *file, const char *path, int most_rows) {
    char name[40];
    int layers, sizes[NETWORK2_MOST_LAYERS] = {0};
    if (fscanf(file, "network2 %39s %d layers:", name, &layers) != 2 ||
        layers < 2 || layers > NETWORK2_MOST_LAYERS)
        die("%s: does not begin like a saved network", path);
    for (int l = 0; l < layers; l++)
        if (fscanf(file, "%d", &sizes[l]) != 1 || sizes[l] < 1)
            die("%s: the sizes of %d layers are not all there", path, layers);
    const Network2Cost *cost = cost_named(path, name);
    check_length(file, path, layers, sizes);
    Random any = random_new(0);                 // its numbers are replaced
    return network2_new(layers, sizes, most_rows, cost, &any);
}

static void load_numbers(Network2 *n, FILE *file, const char *path) {
    char header[HEADER], text[40], *end;
    write_header(header, n);                    // as it was understood
    uint32_t sum = sum_text(SUM_OF_NOTHING, header);
    for (int i = 0; i < n->parameters.cols; i++) {
        if (fscanf(file, "%39s", text) != 1)
            die("%s: ends after %d of %d numbers", path, i,
                n->parameters.cols);
        double number = strtod(text, &end);
        if (*end || !isfinite((real)number))
            die("%s: number %d of %d is '%s'", path, i + 1,
                n->parameters.cols, text);
        n->parameters.at[i] = (real)number;
        sum = sum_text(sum_text(sum, text), "\n");
    }
    unsigned long expected;
    char more;
    if (fscanf(file, " sum %lx %c", &expected, &more) != 1)
        die("%s: does not end with the sum of %d numbers", path,
            n->parameters.cols);
    if (expected != sum)
        die("%s: is damaged: its first line and its numbers sum to %08lx, not "
            "%08lx", path, (unsigned long)sum, expected);
}

Network2 network2_load(const char *path, int most_rows) {
    FILE *file = fopen(path, "r");
    if (!file) die("%s cannot be read", path);
    Network2 n = load_header(file, path, most_rows);
    load_numbers(&n, file, path);
    fclose(file);
    return n;
}
