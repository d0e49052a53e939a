// exercises.h -- the machine behind `make ex01`; no lesson, as check.h is none.
//
// A chapter's check_exercises.c is a list of Exercises.  Each has a check, that
// asks the reader's functions for numbers, through a struct Answers which the
// chapter's exercises.h declares:
//
//     static void check_step(const Answers *a) {
//         expect(a->step(0), 1, "step(0)");
//     }
//     static const Exercise EXERCISES[] = {
//         {"1.1", "The step", "Elgendy 2.1.1", check_step, {"hint", ...}}, ...
//     };
//     int main(int argc, char **argv) {
//         return exercises_main(argc, argv, EXERCISES, COUNT);
//     }
//
// A check runs in a process of its own and ends at the first number that is
// wrong; what crashes or does not end hurts nobody else.
#ifndef EXERCISES_H
#define EXERCISES_H

#include <math.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tools/todo.h"

typedef struct {
    const char *number;        // "1.1", as in the heading `// ## 1.1 The step`
    const char *title;
    const char *where;         // in the text
    void (*check)(const Answers *a);
    const char *hints[3];      // the last one nearly tells it
} Exercise;

// How a check has ended: the exit status of its process.  SOLVED is not 0, so
// that an exit() in an answer solves nothing.
typedef enum { SOLVED = 40, WRONG, EMPTY, ENDLESS, CRASHED } Outcome;

// ## What checks say
//
// The numbers of one question.  The relative error is |got - want| over the
// larger of both, or over 1 where both are smaller than that would be fair for:
// 0 against 1e-17 is right.
static inline double relative_error(double got, double want) {
    if (got == want) return 0;
    if (isinf(got) || isinf(want)) return INFINITY;
    double size = fmax(fabs(got), fabs(want));
    return fabs(got - want) / fmax(size, 1e-6);
}

static inline bool is_todo(double x) {
    const double todo = TODO;
    return memcmp(&x, &todo, sizeof x) == 0;
}

static inline const char *band(double error) {
    return error > 1e-2 ? "wrong"
         : error > 1e-4 ? "close, but something small is missing"
         : error > 1e-7 ? "nearly: rounding?  a float somewhere?"
                        : "1e-7 makes us happy, but here it must be exact";
}

static inline void report(double got, double want, bool secret,
                          const char *format, va_list words) {
    printf("      ");
    vprintf(format, words);
    if (isnan(got))
        printf("\n      got              no number: 0/0, √ or log of something "
               "negative,\n                       or used before it was set\n");
    else printf("\n      got              %.10g\n", got);
    if (secret) printf("      want             that is the question\n");
    else printf("      want             %.10g\n", want);
    if (isnan(got)) return;
    double error = relative_error(got, want);
    if (secret) {              // how far off it is would tell it
        if (got == 0) printf("      (in C 1/2 is 0, and 1.0/2 is 0.5)\n");
        else if (error < 1e-4) printf("      %s\n", band(error));
        return;
    }
    printf("      relative error   %.1e: %s   (1e-2: wrong; 1e-7: happy)\n",
           error, band(error));
}

static inline void judge(double got, double want, double tolerance, bool secret,
                         const char *format, va_list words) {
    if (relative_error(got, want) <= tolerance) return;
    if (is_todo(got)) {
        printf("      nothing yet for ");
        vprintf(format, words);
        printf("\n");
    } else {
        report(got, want, secret, format, words);
    }
    fflush(stdout);
    _exit(is_todo(got) ? EMPTY : WRONG);
}

// expect(got, want, "step(%g)", z): the answer must be `want`, to 7 digits.
static inline void __attribute__((format(printf, 3, 4)))
expect(double got, double want, const char *format, ...) {
    va_list words;
    va_start(words, format);
    judge(got, want, 1e-7, false, format, words);
    va_end(words);
}

// The same for answers that are measured, with another tolerance.
static inline void __attribute__((format(printf, 4, 5)))
expect_near(double got, double want, double tolerance, const char *format,
            ...) {
    va_list words;
    va_start(words, format);
    judge(got, want, tolerance, false, format, words);
    va_end(words);
}

// The same for a number that the reader is to foretell: `want` is not printed.
static inline void __attribute__((format(printf, 3, 4)))
expect_secret(double got, double want, const char *format, ...) {
    va_list words;
    va_start(words, format);
    judge(got, want, 1e-7, true, format, words);
    va_end(words);
}

// What an answer is to fill is full of TODO before.
static inline void todo_fill(double *at, int n) {
    for (int i = 0; i < n; i++) at[i] = TODO;
}

// ## One check, in a process of its own
//
// Two seconds of computing are an endless loop, and a million characters too.
// What the process prints is kept: the reader's own printf is shown below the
// heading, and of the sanitizers' pages only a sentence and a line number.
enum { CPU_SECONDS = 2, WALL_SECONDS = 10, MOST_PRINTED = 1000000 };

typedef struct {
    Outcome outcome;
    int signal;                // that it crashed with, or 0
    char out[3000];            // the end of what it printed
    char err[20000];           // the beginning of what it said on stderr
} Check;

static inline void run_child(const Exercise *e, const Answers *a, FILE *out,
                             FILE *err) {
    struct rlimit cpu = {CPU_SECONDS, CPU_SECONDS + 1};
    struct rlimit size = {MOST_PRINTED, MOST_PRINTED};
    setrlimit(RLIMIT_CPU, &cpu);
    setrlimit(RLIMIT_FSIZE, &size);
    alarm(WALL_SECONDS);
    dup2(fileno(out), STDOUT_FILENO);
    dup2(fileno(err), STDERR_FILENO);
    e->check(a);
    fflush(stdout);
    _exit(SOLVED);
}

static inline void read_back(char *text, size_t room, FILE *f, bool its_end) {
    if (!its_end || fseek(f, 1 - (long)room, SEEK_END)) rewind(f);
    text[fread(text, 1, room - 1, f)] = '\0';
    fclose(f);
}

static inline Check run_check(const Exercise *e, const Answers *a) {
    Check it = {.outcome = CRASHED};
    FILE *out = tmpfile(), *err = tmpfile();
    int status = 0;
    if (!out || !err) perror("tmpfile"), exit(3);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) run_child(e, a, out, err);
    if (child < 0 || waitpid(child, &status, 0) < 0) perror("fork"), exit(3);
    read_back(it.out, sizeof it.out, out, true);
    read_back(it.err, sizeof it.err, err, false);
    if (WIFEXITED(status) && WEXITSTATUS(status) >= SOLVED &&
        WEXITSTATUS(status) <= EMPTY) it.outcome = (Outcome)WEXITSTATUS(status);
    if (WIFSIGNALED(status)) it.signal = WTERMSIG(status);
    if (it.signal == SIGXCPU || it.signal == SIGALRM ||
        it.signal == SIGKILL || it.signal == SIGXFSZ) it.outcome = ENDLESS;
    return it;
}

// ## Where an exercise stands in the reader's file
//
// The first line of code below its heading, `// ## 1.1 ...`; 1 if the heading
// has gone.
static inline int line_of(const char *file, const char *number) {
    FILE *f = fopen(file, "r");
    if (!f) return 1;
    char line[1000], heading[50];
    snprintf(heading, sizeof heading, "// ## %s ", number);
    int at = 0, found = 0;
    while (fgets(line, sizeof line, f)) {
        at++;
        if (!found && strncmp(line, heading, strlen(heading)) == 0) found = at;
        else if (found && strncmp(line, "//", 2) && line[0] != '\n') break;
    }
    fclose(f);
    return found ? at : 1;
}

// ## A crash, in a sentence; else the first line of what it said itself
static inline const char *plain_words(char *said, int with) {
    static const char *const WORDS[][2] = {
        {"stack-overflow", "a function that calls itself without end"},
        {"buffer-overflow", "an array is read or written beyond its end"},
        {"buffer-underflow", "an array is read or written before its start"},
        {"use-after", "memory is used that has already been given back"},
        {"out of bounds", "an array is read or written beyond its end"},
        {"null pointer", "a pointer that points nowhere is followed"},
        {"division by zero", "a whole number is divided by 0"},
        {"signed integer overflow", "a whole number has become too large"},
        {"SEGV", "a pointer that points nowhere is followed"}};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strstr(said, WORDS[i][0])) return WORDS[i][1];
    if (with) return strsignal(with);
    said[strcspn(said, "\n")] = '\0';
    return *said ? said : "it ended the program";
}

// The line of the reader's file that the sanitizers name first, or 0.
static inline int crash_line(const char *said, const char *file) {
    const char *found = strstr(said, file);
    if (!found || found[strlen(file)] != ':') return 0;
    return atoi(found + strlen(file) + 1);
}

// ## What make says
typedef struct {
    const Exercise *all;
    int count;
    const char *file;          // the reader's
} Sheet;

static inline void say_heading(Outcome outcome, const Exercise *e) {
    bool colour = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
    const char *mark = outcome == SOLVED ? "✓" : outcome == EMPTY ? "next:"
                                                                  : "✗";
    const char *on = outcome == SOLVED ? "\033[32m" : "\033[31m";
    if (outcome == EMPTY || !colour) on = "";
    printf("  %s%s%s %s %s", on, mark, *on ? "\033[0m" : "", e->number,
           e->title);
    printf("\n");
    if (outcome != SOLVED) printf("      %s\n", e->where);
}

// The last line is a place: an editor, or a terminal, can jump there.
static inline void say_trouble(const Sheet *s, const Exercise *e, Check *it) {
    int line = 0;
    printf("%s", it->out);
    if (it->outcome == ENDLESS && it->signal == SIGXFSZ) {
        printf("\n      stopped: it printed without end\n");
    } else if (it->outcome == ENDLESS) {
        printf("      stopped after %d seconds: a loop that does not end?\n",
               CPU_SECONDS);
    } else if (it->outcome == CRASHED) {
        line = crash_line(it->err, s->file);
        printf("      crashed: %s\n", plain_words(it->err, it->signal));
    }
    printf("      make hint%02d gives a hint\n%s:%d: %s\n", atoi(e->number),
           s->file, line ? line : line_of(s->file, e->number), e->title);
}

// Solved ones, one line each; then the first that is not, and no further.
// Silent, it is found all the same: its index, or count.
static inline int first_unsolved(const Sheet *s, const Answers *a, bool quiet) {
    for (int i = 0; i < s->count; i++) {
        const Exercise *e = &s->all[i];
        Check it = run_check(e, a);
        if (!quiet) say_heading(it.outcome, e);
        if (it.outcome == SOLVED) continue;
        if (!quiet) say_trouble(s, e, &it);
        return i;
    }
    return s->count;
}

static inline int check_all(const Sheet *s, const Answers *a) {
    if (first_unsolved(s, a, false) < s->count) return 1;
    int chapter = atoi(s->all[0].number);
    printf("all %d done: make diff%02d shows ours beside yours, make run%02d "
           "your curve over ours\n", s->count, chapter, chapter);
    return 0;
}

// Lines of at most 78 characters; a byte that goes on with one is none.
static inline void say_wrapped(const char *text) {
    int column = 0;
    while (*text) {
        int bytes = (int)strcspn(text, " "), wide = 0;
        for (int i = 0; i < bytes; i++) wide += (text[i] & 0xC0) != 0x80;
        if (column + 1 + wide > 78) column = 0;
        printf("%s%.*s", column ? " " : "\n  ", bytes, text);
        column += column ? 1 + wide : 2 + wide;
        text += bytes + strspn(text + bytes, " ");
    }
    printf("\n");
}

// The next hint for the first unsolved exercise.  `file` keeps what has been
// shown, as "1.1 2".
static inline int give_hint(const Sheet *s, const Answers *a,
                            const char *file) {
    int i = first_unsolved(s, a, true), shown = 0, known = 0;
    if (i == s->count) {
        printf("all %d done: no hint is needed\n", s->count);
        return 0;
    }
    const Exercise *e = &s->all[i];
    char number[20] = "";
    FILE *f = fopen(file, "r");
    if (f && fscanf(f, "%19s %d", number, &shown) < 2) shown = 0;
    if (f) fclose(f);
    if (strcmp(number, e->number)) shown = 0;
    while (known < 3 && e->hints[known]) known++;
    if (shown < known) shown++;
    printf("%s %s, hint %d of %d:", e->number, e->title, shown, known);
    say_wrapped(e->hints[shown - 1]);
    f = fopen(file, "w");
    if (f) fprintf(f, "%s %d\n", e->number, shown);
    if (f) fclose(f);
    return 0;
}

static inline int show_progress(const Sheet *s, const Answers *a) {
    int done = 0, first = s->count;
    printf("ch%02d  ", atoi(s->all[0].number));
    for (int i = 0; i < s->count; i++) {
        bool solved = run_check(&s->all[i], a).outcome == SOLVED;
        done += solved;
        if (!solved && i < first) first = i;
        printf("%s", solved ? "█" : "░");
    }
    printf("%*s  %2d of %2d", s->count < 12 ? 12 - s->count : 0, "", done,
           s->count);
    if (first < s->count)
        printf("   next: %s %s", s->all[first].number, s->all[first].title);
    printf("\n");
    return 0;
}

// The solved ones up to the first that is not: what `make diff01` may show.
static inline int list_solved(const Sheet *s, const Answers *a) {
    for (int i = 0, n = first_unsolved(s, a, true); i < n; i++)
        printf("%s\n", s->all[i].number);
    return 0;
}

// exercises_main: PROGRAM check|progress|solved READERS_FILE, or
// PROGRAM hint READERS_FILE FILE.
static inline int exercises_main(int argc, char **argv, const Exercise *all,
                                 int count) {
    if (argc < 3) return 2;
    Sheet s = {all, count, argv[2]};
    Answers a = answers();
    if (strcmp(argv[1], "check") == 0) return check_all(&s, &a);
    if (strcmp(argv[1], "progress") == 0) return show_progress(&s, &a);
    if (strcmp(argv[1], "solved") == 0) return list_solved(&s, &a);
    if (strcmp(argv[1], "hint") == 0 && argc > 3)
        return give_hint(&s, &a, argv[3]);
    return 2;
}

#endif
