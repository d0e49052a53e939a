// report.h -- how a program talks: options in, data and claims out.
//
// stdout is data, for gnuplot; stderr is the story, for the reader.  What is
// kept here between calls (the program's name, its claims) belongs to the
// process, like stdout itself; no mathematics depends on it.
#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "common/real.h"

// ## Errors
//
// One line on stderr, exit status 1.
_Noreturn void die(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

// The same with exit status 2, for options that make no sense.
_Noreturn void wrong_usage(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

// ## Options
//
//     Settings set = TEXT;
//     Options options = options_begin(argc, argv, "What this program shows");
//     option_int(&options, "--epochs", &set.epochs, 0, "passes over the data");
//     option_real(&options, "--eta", &set.eta, "learning rate η");
//     options_end(&options);
//
// --eta 0.1 and --eta=0.1 are the same; the last one given counts.  An unknown
// option or a bad number is one line on stderr and exit status 2.
typedef struct {
    int argc;
    char **argv;               // what has been understood is set to NULL
    bool help;                 // -h: each option prints itself; then exit
    uint64_t seed;             // --seed N, else 1
    int seeds;                 // --seeds K: run with N, N+1, ... N+K-1
    bool full;                 // --full: the text's own size
} Options;

Options options_begin(int argc, char **argv, const char *what_it_shows);
void option_int(Options *options, const char *name, int *value, int least,
                const char *meaning);                // at most 10⁹
void option_real(Options *options, const char *name, real *value,
                 const char *meaning);               // any finite number
void option_text(Options *options, const char *name, const char **value,
                 const char *meaning);
void option_flag(Options *options, const char *name, bool *value,
                 const char *meaning);
void option_seeds(Options *options, int standard);   // else 1 seed
void options_end(Options *options);

// ## The story, on stderr; silent with --quiet
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

// A bar that grows in place, or single lines where stderr is no terminal:
//
//     Progress bar = progress_begin("epoch", 30);
//     progress_show(&bar, epoch, "cost %.4f  accuracy %.2f %%", cost, acc);
//     progress_end(&bar);
typedef struct {
    const char *unit;
    int total;
    double started;            // seconds()
} Progress;

Progress progress_begin(const char *unit, int total);
void progress_show(Progress *bar, int done, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void progress_end(Progress *bar);

double seconds(void);          // a clock on the wall
double cpu_seconds(void);      // time this process has computed, all threads

// ## Data, on stdout
//
//     block_begin("accuracy", "epoch training test");   two or more blocks,
//     printf("%d %.2f %.2f\n", ...);                    columns by name
//     block_end();
//
// gnuplot reads it with `plot dat index "accuracy" using "epoch":"test"`.
// Names are single words, and none is the beginning of another.  columns is
// NULL for a block that is an image: only numbers.
void block_begin(const char *name, const char *columns);
void block_end(void);

// A line that plot scripts show above the picture: settings, data set, seeds.
void caption(const char *format, ...) __attribute__((format(printf, 1, 2)));

// ## Spread: the same quantity measured with several seeds
typedef struct {
    int n;
    double sum, min, max;
} Spread;

void spread_add(Spread *spread, double x);          // starts from {0}
double spread_mean(const Spread *spread);           // NaN when n is 0

// ## Claims: the text's number beside ours
//
// A claim made again with the same words (another seed) is one claim, whose
// measured value is the mean; NaN fails.  claims_print writes all of them at
// the end of main, on stderr and as `# claim` lines into the data.  A claim
// that fails never changes the exit status.
//
// There is no verdict where it would not be fair: when an option has changed
// the settings, and for data_claim..., whose number belongs to MNIST, on other
// digits.  claim_true is for what the text says in words, and for what we have
// seen ourselves: the words say whose claim it is.
void claim(const char *what, const char *unit, double text, double measured,
           double tolerance);
void claim_between(const char *what, const char *unit, double low, double high,
                   double measured);
void claim_true(const char *what, bool condition);
void claim_failed_because(const char *what, const char *unit, double text,
                          double measured, const char *reason);
void data_claim(const char *what, const char *unit, double text,
                double measured, double tolerance);
void data_claim_between(const char *what, const char *unit, double low,
                        double high, double measured);
void data_claim_true(const char *what, bool condition);
void claims_print(void);

// common/data says here what it has loaded; claims and captions name it.
void report_data_set(const char *name, bool is_mnist);
const char *report_data_name(void);                 // "MNIST", or "" so far

#endif
