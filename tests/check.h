// check.h -- the whole test framework.
//
//     test("the gradient is the slope of the cost");     begins a test
//     CHECK(a < b, "a is %g, b is %g", a, b);
//     CHECK_NEAR(got, want, tolerance);
//     return tests_end();                                ends main
//
// A test fails if one of its checks fails, or its check_dies does not die.
// Comparisons are written so that NaN fails.  make compiles tests with
// -D_POSIX_C_SOURCE=200809L, for fork and pipe.
#ifndef CHECK_H
#define CHECK_H

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/real.h"

// The leak sanitizer asks for these.  What the library of OpenMP keeps for its
// threads is no leak of ours, and what dies has no time to free anything.
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) { return "leak:libomp\n"; }
const char *__lsan_default_options(void);
const char *__lsan_default_options(void) { return "print_suppressions=0"; }
static bool dies_here;
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void) { return dies_here; }

static const char *test_name;
static int test_failures, tests_passed, tests_failed;

static inline void test_close(void) {
    if (!test_name) return;
    if (test_failures) tests_failed++;
    else tests_passed++;
    printf("  %s %s\n", test_failures ? "✗" : "✓", test_name);
    fflush(stdout);
}

static inline void test(const char *what_is_shown) {
    test_close();
    test_name = what_is_shown;
    test_failures = 0;
}

static inline int tests_end(void) {
    test_close();
    printf("%d passed, %d failed\n", tests_passed, tests_failed);
    fflush(stdout);
    return tests_failed != 0;
}

// Only the first three failures of a test are printed.
#define CHECK(condition, ...)                                       \
    do {                                                            \
        if (!(condition) && test_failures++ < 3) {                  \
            printf("    %s:%d: ", __FILE__, __LINE__);              \
            printf(__VA_ARGS__);                                    \
            printf("\n");                                           \
        }                                                           \
    } while (0)

#define CHECK_NEAR(got, want, tolerance)                                  \
    CHECK(fabs((double)(got) - (double)(want)) <= (double)(tolerance),    \
          "%s is %.10g, expected %.10g, within %g", #got, (double)(got),  \
          (double)(want), (double)(tolerance))

// ## Bits
//
// FNV-1a over the bytes of n numbers; begin with hash 0.
static inline uint32_t hash_numbers(uint32_t hash, const real *at, int n) {
    if (hash == 0) hash = 2166136261u;
    const unsigned char *bytes = (const unsigned char *)at;
    for (size_t i = 0; i < (size_t)n * sizeof *at; i++)
        hash = (hash ^ bytes[i]) * 16777619u;
    return hash;
}

// ## Programs that must end with an error
//
// Runs f in a process of its own and checks that it ends with this status and
// one line on stderr that contains every word of words (separated by '|').
static inline void check_dies(void (*f)(void), int status, const char *words) {
    int ends[2];
    fflush(stdout);
    if (pipe(ends)) exit(3);
    pid_t child = fork();
    if (child == 0) {
        dies_here = true;
        dup2(ends[1], STDERR_FILENO);
        if (!freopen("/dev/null", "w", stdout)) _exit(3);
        f();
        _exit(0);
    }
    close(ends[1]);
    char line[2000];
    size_t length = 0;
    ssize_t got;
    while (length < sizeof line - 1 &&
           (got = read(ends[0], line + length, sizeof line - 1 - length)) > 0)
        length += (size_t)got;
    line[length] = '\0';
    close(ends[0]);
    int result = 0;
    waitpid(child, &result, 0);
    int ended = WIFEXITED(result) ? WEXITSTATUS(result) : -1;
    CHECK(ended == status, "exit status %d, expected %d: %s", ended, status,
          line);
    char *newline = strchr(line, '\n');
    CHECK(newline && newline[1] == '\0', "not one line: %s", line);
    char wanted[500];
    snprintf(wanted, sizeof wanted, "%s", words);
    for (char *word = strtok(wanted, "|"); word; word = strtok(NULL, "|"))
        CHECK(strstr(line, word), "no '%s' in: %s", word, line);
}

// ## Gradients
//
// Compares a gradient from backpropagation with the slope of the cost,
//
//     ∂C/∂θᵢ ≈ (C(θ + h eᵢ) - C(θ - h eᵢ)) / 2h,     h = 10⁻⁵
//
// for one array of n parameters (the weights of one layer, say), in double.
// cost_now() recomputes the cost from whatever theta now holds.  The rule is the
// same everywhere: max |g - s| <= 10⁻⁷ max(|g|, |s|) over the array, plus a
// floor of 10⁻¹⁰ (1 + |C|) for gradients that are exactly 0.  An array whose
// gradient should not vanish must be larger than that floor.
static inline void check_gradient(const char *what, double *theta,
                                  const double *gradient, int n,
                                  double (*cost_now)(void), bool may_vanish) {
    const double h = 1e-5;
    double worst = 0, largest = 0;
    for (int i = 0; i < n; i++) {
        double keep = theta[i];
        theta[i] = keep + h;
        double above = cost_now();
        theta[i] = keep - h;
        double below = cost_now();
        theta[i] = keep;
        double slope = (above - below) / (2 * h);
        double miss = fabs(gradient[i] - slope);
        if (miss > worst || isnan(miss)) worst = miss;
        largest = fmax(largest, fmax(fabs(gradient[i]), fabs(slope)));
    }
    double floor = 1e-10 * (1 + fabs(cost_now()));
    CHECK(worst <= 1e-7 * largest + floor,
          "%s: off by %g where the largest component is %g", what, worst,
          largest);
    CHECK(may_vanish || largest > 1000 * floor, "%s: the gradient is 0", what);
    CHECK(n > 0, "%s: nothing to check", what);
}

#endif
