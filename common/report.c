// report.c -- see report.h.
#define _POSIX_C_SOURCE 200809L
#include "common/report.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char *program = "program";
static bool quiet;
static bool settings_changed;  // by an option of the program's own

// ## Errors

static _Noreturn void complain_and_exit(int status, const char *format,
                                        va_list values) {
    fflush(stdout);
    fprintf(stderr, "%s: ", program);
    vfprintf(stderr, format, values);
    fputc('\n', stderr);
    exit(status);
}

void die(const char *format, ...) {
    va_list values;
    va_start(values, format);
    complain_and_exit(1, format, values);
}

void wrong_usage(const char *format, ...) {
    va_list values;
    va_start(values, format);
    complain_and_exit(2, format, values);
}

// ## Options

// The value given for an option, or NULL.  Marks the words it has understood.
static const char *option_find(Options *options, const char *name) {
    const char *value = NULL;
    size_t length = strlen(name);
    for (int i = 1; i < options->argc; i++) {
        char *word = options->argv[i];
        if (!word || strncmp(word, name, length) != 0) continue;
        if (word[length] == '=') {
            value = word + length + 1;
        } else if (word[length] == '\0') {
            if (i + 1 == options->argc || !options->argv[i + 1])
                wrong_usage("%s needs a value", name);
            value = options->argv[i + 1];
            options->argv[i + 1] = NULL;
        } else {
            continue;
        }
        options->argv[i] = NULL;
    }
    return value;
}

static bool flag_find(Options *options, const char *name) {
    bool found = false;
    for (int i = 1; i < options->argc; i++)
        if (options->argv[i] && strcmp(options->argv[i], name) == 0) {
            options->argv[i] = NULL;
            found = true;
        }
    return found;
}

static long long whole_number(const char *name, const char *text,
                              long long least, long long most) {
    char *end;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (end == text || *end)
        wrong_usage("%s needs a whole number, not '%s'", name, text);
    if (errno || number < least || number > most)
        wrong_usage("%s must be from %lld to %lld, not %s", name, least, most,
                    text);
    return number;
}

static void help_line(const char *name, const char *value, const char *meaning,
                      const char *standard) {
    printf("  %-10s %-8s %s%s%s%s\n", name, value, meaning,
           standard ? " [" : "", standard ? standard : "", standard ? "]" : "");
}

Options options_begin(int argc, char **argv, const char *what_it_shows) {
    if (argc > 0) {
        const char *slash = strrchr(argv[0], '/');
        program = slash ? slash + 1 : argv[0];
    }
    Options options = {.argc = argc, .argv = argv, .seed = 1, .seeds = 0};
    if (flag_find(&options, "-h") || flag_find(&options, "--help")) {
        options.help = true;
        printf("%s: %s\n\n", program, what_it_shows);
        return options;
    }
    const char *text = option_find(&options, "--seed");
    if (text)
        options.seed = (uint64_t)whole_number("--seed", text, 0, LLONG_MAX);
    text = option_find(&options, "--seeds");
    if (text) options.seeds = (int)whole_number("--seeds", text, 1, 1000);
    quiet = flag_find(&options, "--quiet");
    options.full = flag_find(&options, "--full");
    return options;
}

void option_int(Options *options, const char *name, int *value, int least,
                const char *meaning) {
    if (options->help) {
        char standard[32];
        snprintf(standard, sizeof standard, "%d", *value);
        help_line(name, "N", meaning, standard);
        return;
    }
    const char *text = option_find(options, name);
    if (!text) return;
    const int most = 1000000000;       // not INT_MAX: programs need epochs + 1
    *value = (int)whole_number(name, text, least, most);
    settings_changed = true;
}

void option_real(Options *options, const char *name, real *value,
                 const char *meaning) {
    if (options->help) {
        char standard[32];
        snprintf(standard, sizeof standard, "%g", (double)*value);
        help_line(name, "X", meaning, standard);
        return;
    }
    const char *text = option_find(options, name);
    if (!text) return;
    char *end;
    double number = strtod(text, &end);
    if (end == text || *end || !isfinite((real)number))
        wrong_usage("%s needs a number, not '%s'", name, text);
    *value = (real)number;
    settings_changed = true;
}

void option_text(Options *options, const char *name, const char **value,
                 const char *meaning) {
    if (options->help) {
        help_line(name, "TEXT", meaning, *value);
        return;
    }
    const char *text = option_find(options, name);
    if (!text) return;
    *value = text;
    settings_changed = true;
}

void option_flag(Options *options, const char *name, bool *value,
                 const char *meaning) {
    if (options->help)
        help_line(name, "", meaning, NULL);
    else if (flag_find(options, name))
        *value = settings_changed = true;
}

void option_seeds(Options *options, int standard) {
    if (options->seeds == 0) options->seeds = standard;
}

static _Noreturn void finish_help(const Options *options) {
    char seeds[32];
    snprintf(seeds, sizeof seeds, "%d", options->seeds);
    help_line("--seed", "N", "start of the random numbers", "1");
    help_line("--seeds", "K", "run with K seeds, show the spread", seeds);
    help_line("--quiet", "", "print only the results", NULL);
    help_line("--full", "", "the text's own size, where that takes long", NULL);
    exit(fflush(stdout) ? 1 : 0);
}

void options_end(Options *options) {
    option_seeds(options, 1);
    if (options->help) finish_help(options);
    for (int i = 1; i < options->argc; i++)
        if (options->argv[i])
            wrong_usage("unknown option '%s'; make %s ARGS=-h lists them",
                        options->argv[i], program);
}

// ## The story

void say(const char *format, ...) {
    if (quiet) return;
    va_list values;
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
    fputc('\n', stderr);
}

static double clock_now(clockid_t id) {
    struct timespec now;
    clock_gettime(id, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

double seconds(void) { return clock_now(CLOCK_MONOTONIC); }
double cpu_seconds(void) { return clock_now(CLOCK_PROCESS_CPUTIME_ID); }

Progress progress_begin(const char *unit, int total) {
    return (Progress){unit, total, seconds()};
}

void progress_show(Progress *bar, int done, const char *format, ...) {
    enum { WIDTH = 20, LINES = 50 };
    if (quiet || bar->total < 1) return;
    bool in_place = isatty(STDERR_FILENO);
    // Is this one of at most LINES lines, evenly spread?
    long long before = (long long)(done - 1) * LINES / bar->total;
    long long here = (long long)done * LINES / bar->total;
    if (!in_place && bar->total > LINES && here == before) return;

    fprintf(stderr, in_place ? "\r\033[K%s %d/%d  " : "%s %d/%d  ", bar->unit,
            done, bar->total);
    for (int i = 0; in_place && i < WIDTH; i++)
        fputs(i * bar->total < done * WIDTH ? "█" : "░", stderr);
    if (in_place) fprintf(stderr, "  ");
    va_list values;
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
    double left = (seconds() - bar->started) * (bar->total - done) / done;
    if (in_place && done > 0 && done < bar->total)
        fprintf(stderr, "  %.0f s left", left);
    if (!in_place) fputc('\n', stderr);
}

void progress_end(Progress *bar) {
    if (!quiet && bar->total > 0 && isatty(STDERR_FILENO)) fputc('\n', stderr);
}

// ## Data

enum { MOST_BLOCKS = 400 };
static char *block_names[MOST_BLOCKS];
static int blocks;

static char *copy_of(const char *text) {
    char *copy = malloc(strlen(text) + 1);
    if (!copy) die("out of memory");
    return strcpy(copy, text);
}

static void check_block_name(const char *name) {
    if (!*name || strpbrk(name, " \t\n\"'"))
        die("block name '%s' is not a single word", name);
    for (int i = 0; i < blocks; i++) {
        size_t length = strlen(block_names[i]), mine = strlen(name);
        if (strncmp(name, block_names[i], mine < length ? mine : length) == 0)
            die("block name '%s' begins like '%s': gnuplot would mix them up",
                name, block_names[i]);
    }
    if (blocks == MOST_BLOCKS) die("more than %d data blocks", MOST_BLOCKS);
    block_names[blocks++] = copy_of(name);
}

void block_begin(const char *name, const char *columns) {
    check_block_name(name);
    printf("# %s\n", name);
    if (columns) printf("%s\n", columns);
}

void block_end(void) {
    printf("\n\n");
    if (fflush(stdout) || ferror(stdout))
        die("cannot write the data: %s", strerror(errno));
}

void caption(const char *format, ...) {
    va_list values;
    va_start(values, format);
    printf("# caption: ");
    vprintf(format, values);
    printf("\n");
    va_end(values);
}

// ## Spread

void spread_add(Spread *spread, double x) {
    if (spread->n == 0) spread->min = spread->max = x;
    if (x < spread->min || isnan(x)) spread->min = x;       // NaN stays
    if (x > spread->max || isnan(x)) spread->max = x;
    spread->sum += x;
    spread->n++;
}

double spread_mean(const Spread *spread) {
    return spread->n ? spread->sum / spread->n : NAN;
}

// ## Claims

enum { MOST_CLAIMS = 400 };
typedef enum { NEAR, BETWEEN, TRUE, KNOWN } ClaimKind;

typedef struct {
    ClaimKind kind;
    bool of_data;              // the text's number belongs to MNIST
    const char *what, *unit, *reason;       // what: a copy of our own
    double low, high;          // the text's number (both the same), or range
    double tolerance;
    Spread measured;
} Claim;

static Claim claims[MOST_CLAIMS];
static int claims_made;
static const char *data_name = "";
static bool data_is_mnist;

void report_data_set(const char *name, bool is_mnist) {
    data_name = name;
    data_is_mnist = is_mnist;
}

const char *report_data_name(void) { return data_name; }

static void make(Claim claim, double measured) {
    int i = 0;
    while (i < claims_made && strcmp(claims[i].what, claim.what) != 0) i++;
    if (i == MOST_CLAIMS) die("more than %d claims", MOST_CLAIMS);
    if (i == claims_made) {
        claims[claims_made++] = claim;
        claims[i].what = copy_of(claim.what);
    }
    spread_add(&claims[i].measured, measured);
}

void claim(const char *what, const char *unit, double text, double measured,
           double tolerance) {
    make((Claim){NEAR, false, what, unit, "", text, text, tolerance, {0}},
         measured);
}

void claim_between(const char *what, const char *unit, double low, double high,
                   double measured) {
    make((Claim){BETWEEN, false, what, unit, "", low, high, 0, {0}}, measured);
}

void claim_true(const char *what, bool condition) {
    make((Claim){TRUE, false, what, "", "", 1, 1, 0, {0}}, condition);
}

void claim_failed_because(const char *what, const char *unit, double text,
                          double measured, const char *reason) {
    make((Claim){KNOWN, false, what, unit, reason, text, text, 0, {0}},
         measured);
}

void data_claim(const char *what, const char *unit, double text,
                double measured, double tolerance) {
    make((Claim){NEAR, true, what, unit, "", text, text, tolerance, {0}},
         measured);
}

void data_claim_between(const char *what, const char *unit, double low,
                        double high, double measured) {
    make((Claim){BETWEEN, true, what, unit, "", low, high, 0, {0}}, measured);
}

void data_claim_true(const char *what, bool condition) {
    make((Claim){TRUE, true, what, "", "", 1, 1, 0, {0}}, condition);
}

static bool holds(const Claim *claim) {
    double mean = spread_mean(&claim->measured);
    switch (claim->kind) {
    case NEAR:    return fabs(mean - claim->low) <= claim->tolerance;
    case BETWEEN: return mean >= claim->low && mean <= claim->high;
    case TRUE:    return claim->measured.min == 1;  // with every seed
    case KNOWN:   return false;
    }
    return false;
}

enum { NUMBER = 32, TEXT = 128 };                   // sizes of buffers

// Whole numbers in full, others to four digits.
static const char *show(char out[NUMBER], double x) {
    bool whole = x == floor(x) && fabs(x) < 1e15;
    snprintf(out, NUMBER, whole ? "%.0f" : "%.4g", x);
    return out;
}

static void show_text(char out[TEXT], const Claim *claim) {
    char low[NUMBER], high[NUMBER];
    const char *space = *claim->unit ? " " : "", *unit = claim->unit;
    if (claim->kind == TRUE)
        *out = '\0';
    else if (claim->kind == BETWEEN)
        snprintf(out, TEXT, "%s..%s%s%s", show(low, claim->low),
                 show(high, claim->high), space, unit);
    else
        snprintf(out, TEXT, "%s%s%s", show(low, claim->low), space, unit);
}

static void show_measured(char out[TEXT], const Claim *claim) {
    const Spread *m = &claim->measured;
    const char *space = *claim->unit ? " " : "", *unit = claim->unit;
    char mean[NUMBER], min[NUMBER], max[NUMBER];
    if (claim->kind == TRUE && m->n == 1)
        snprintf(out, TEXT, "%s", m->sum == 1 ? "true" : "false");
    else if (claim->kind == TRUE)
        snprintf(out, TEXT, "true with %.0f of %d seeds", m->sum, m->n);
    else if (m->n == 1)
        snprintf(out, TEXT, "%s%s%s", show(mean, m->sum), space, unit);
    else
        snprintf(out, TEXT, "%s%s%s (%s..%s, %d seeds)",
                 show(mean, spread_mean(m)), space, unit, show(min, m->min),
                 show(max, m->max), m->n);
}

// Why there is no verdict, or NULL.
static const char *unfair(const Claim *claim) {
    if (settings_changed) return "other settings";
    return claim->of_data && !data_is_mnist ? "other data" : NULL;
}

static void print_claim(const Claim *claim, bool colour) {
    bool good = holds(claim);
    const char *verdict = unfair(claim)          ? unfair(claim)
                        : good                   ? "✓"
                        : claim->kind == KNOWN   ? "✗ (known)"
                                                 : "✗";
    const char *paint = !colour || unfair(claim) ? ""
                      : good                     ? "\033[32m"
                      : claim->kind == KNOWN     ? "\033[33m"
                                                 : "\033[31m";
    char text[TEXT], here[TEXT], tolerance[NUMBER] = "";
    show_text(text, claim);
    show_measured(here, claim);
    if (claim->kind == NEAR) show(tolerance, claim->tolerance);

    fprintf(stderr, "%s%s%s %s", paint, unfair(claim) ? "·" : verdict,
            *paint ? "\033[0m" : "", claim->what);
    bool ours = claim->kind == BETWEEN ||        // ranges are ours, too
                strncmp(claim->what, "our finding", 11) == 0;
    if (*text)
        fprintf(stderr, "   %s%s %s", ours ? "expected" : "text",
                claim->of_data ? " (MNIST)" : "", text);
    if (*tolerance) fprintf(stderr, " ±%s", tolerance);
    fprintf(stderr, "   here %s", here);
    if (unfair(claim)) fprintf(stderr, "   (not judged: %s)", unfair(claim));
    fprintf(stderr, "%s%s\n", *claim->reason ? "   because " : "",
            claim->reason);
    printf("# claim\t%s\t%s\t%s\t%s\t%s\t%s\n", verdict, claim->what, text,
           here, tolerance, claim->reason);
}

void claims_print(void) {
    bool colour = isatty(STDERR_FILENO) && !getenv("NO_COLOR");
    for (int i = 0; i < claims_made; i++) {
        print_claim(&claims[i], colour);
        free((char *)claims[i].what);
    }
    claims_made = 0;
    while (blocks) free(block_names[--blocks]);
    if (fflush(stdout) || ferror(stdout))
        die("cannot write the data: %s", strerror(errno));
}
