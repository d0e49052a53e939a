// network3_file.c -- see network3_file.h.
#define _POSIX_C_SOURCE 200809L
#include "ch06-convnets/network3_file.h"

#include <errno.h>
#include <stdio.h>

#include "common/report.h"

typedef struct {
    FILE *file;
    const char *path;
    uint32_t sum;              // of all bytes so far
} Stream;

static const uint32_t SUM_OF_NOTHING = 2166136261u;
static void add_to_sum(Stream *s, int byte) {
    s->sum = (s->sum ^ (uint32_t)byte) * 16777619u;
}

// ## Bytes
static void put(Stream *s, int byte) {
    add_to_sum(s, byte);
    putc(byte, s->file);
}
static int get(Stream *s) {
    int byte = getc(s->file);
    if (byte == EOF) die("%s: ends too early", s->path);
    add_to_sum(s, byte);
    return byte;
}

static void put_number(Stream *s, uint64_t number, int bytes) {
    for (int i = 0; i < bytes; i++) put(s, (int)(number >> (8 * i) & 255));
}
static uint64_t get_number(Stream *s, int bytes) {
    uint64_t number = 0;
    for (int i = 0; i < bytes; i++) number |= (uint64_t)get(s) << (8 * i);
    return number;
}

// A real, by its bits.
static uint64_t bits_of(real x) {
    uint32_t four;
    uint64_t eight;
    if (sizeof x == sizeof eight) memcpy(&eight, &x, sizeof x);
    else memcpy(&four, &x, sizeof x);
    return sizeof x == sizeof eight ? eight : four;
}
static real real_of(uint64_t eight) {
    real x;
    uint32_t four = (uint32_t)eight;
    if (sizeof x == sizeof eight) memcpy(&x, &eight, sizeof x);
    else memcpy(&x, &four, sizeof x);
    return x;
}

static void put_matrix(Stream *s, Matrix m) {
    for (size_t i = 0; i < (size_t)m.rows * (size_t)m.cols; i++)
        put_number(s, bits_of(m.at[i]), sizeof(real));
}
static void get_matrix(Stream *s, Matrix m) {
    for (size_t i = 0; i < (size_t)m.rows * (size_t)m.cols; i++)
        m.at[i] = real_of(get_number(s, sizeof(real)));
}

// ## What there is to save, in order
static void each_matrix(Stream *s, const Layers *n, const Network3Run *run,
                        void (*put_or_get)(Stream *, Matrix)) {
    put_or_get(s, n->parameters);
    for (int l = 1; l <= n->L; l++) {
        put_or_get(s, n->layer[l].mean);
        put_or_get(s, n->layer[l].variance);
    }
    put_or_get(s, run->scores);
}

// ## The two lines
//
// Whoever loads knows which lines to expect.
static void describe(char *line, size_t size, const Layers *n) {
    size_t used = 0;
    used += (size_t)snprintf(line, size, "network3 %d bytes:",
                             (int)sizeof(real));
    for (int l = 0; l <= n->L && used < size; l++)
        used += (size_t)snprintf(line + used, size - used, " %s %d",
                                 n->layer[l].name, n->layer[l].outputs);
    if (used >= size) die("network3_file: too many layers");
}

static void put_line(Stream *s, const char *line) {
    for (; *line; line++) put(s, (unsigned char)*line);
    put(s, '\n');
}

static void expect_line(Stream *s, const char *what, const char *expected) {
    char line[8000];
    size_t length = 0;
    for (int c; (c = get(s)) != '\n' && length < sizeof line - 1;)
        line[length++] = (char)c;
    line[length] = 0;
    if (strcmp(line, expected) != 0)
        die("%s: other %s: '%.300s', not '%.300s'; move it away to begin anew",
            s->path, what, line, expected);
}

static Network3Run no_run(void) { return (Network3Run){.settings = ""}; }

// ## Save
void network3_save(const Layers *n, const Network3Run *run, const char *path) {
    char part[4096], layers[8000];
    Network3Run none = no_run();
    if (!run) run = &none;
    describe(layers, sizeof layers, n);
    if (snprintf(part, sizeof part, "%s.part", path) >= (int)sizeof part)
        die("network3_save: the path is too long: %s", path);
    Stream s = {fopen(part, "wb"), part, SUM_OF_NOTHING};
    if (!s.file) die("network3_save: %s cannot be written", part);
    put_line(&s, layers);
    put_line(&s, run->settings);
    put_number(&s, (uint64_t)run->epoch, 4);
    put_number(&s, run->random.count, 8);
    put_number(&s, n->random.count, 8);
    each_matrix(&s, n, run, put_matrix);
    put_number(&s, s.sum, 4);
    bool failed = ferror(s.file);
    if (fclose(s.file) || failed || rename(part, path))
        die("network3_save: %s cannot be written", path);
}

// ## Load
//
// First the sum: nothing is changed by a damaged file.
static void check_sum(Stream *s) {
    long length;
    if (fseek(s->file, 0, SEEK_END) || (length = ftell(s->file)) < 4)
        die("%s: is no saved network", s->path);
    rewind(s->file);
    for (long i = 0; i < length - 4; i++) get(s);
    uint32_t sum = s->sum;
    if (get_number(s, 4) != sum)
        die("%s: is damaged, or not a saved network: its sum is not %08lx",
            s->path, (unsigned long)sum);
    rewind(s->file);
}

static void expect_end(Stream *s) {
    for (int i = 0; i < 4; i++) get(s);          // the sum
    if (getc(s->file) != EOF) die("%s: is longer than expected", s->path);
}

bool network3_load(Layers *n, Network3Run *run, const char *path) {
    char layers[8000];
    Network3Run none = no_run();
    if (!run) run = &none;
    describe(layers, sizeof layers, n);
    Stream s = {fopen(path, "rb"), path, SUM_OF_NOTHING};
    if (!s.file && errno == ENOENT) return false;
    if (!s.file) die("%s cannot be read", path);
    check_sum(&s);
    expect_line(&s, "layers", layers);
    expect_line(&s, "settings", run->settings);
    run->epoch = (int)get_number(&s, 4);
    run->random.count = get_number(&s, 8);
    n->random.count = get_number(&s, 8);
    each_matrix(&s, n, run, get_matrix);
    expect_end(&s);
    fclose(s.file);
    return true;
}
