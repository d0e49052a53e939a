// wrong_answers.h -- tests the exercises of a chapter: every solution must pass
// its check, every untouched exercise fail, and typical mistakes be refused.
//
//     #define REAL double
//     #include "ch01-perceptron/solutions.c"
//     #define main check_main
//     #include "ch01-perceptron/check_exercises.c"
//     #undef main
//     #include "tests/wrong_answers.h"
//     ...
//     int main(void) {
//         solutions_pass("ch01-perceptron/solutions.c");
//         REFUSED("1.3", "the bias is forgotten", a.weighted_sum = no_bias);
//         ...
//         return wrong_answers_end();
//     }
//
// Each wrong answer is put into a copy of our own, which is otherwise right.
#ifndef WRONG_ANSWERS_H
#define WRONG_ANSWERS_H

#include "tests/check.h"

enum { ALL = sizeof EXERCISES / sizeof *EXERCISES, ENOUGH = 5 };
static int refusals[ALL];

// Made from the same source, by make: what exercises.c is before it is touched.
Answers untouched_answers(void);

static inline int exercise_index(const char *number) {
    for (int i = 0; i < ALL; i++)
        if (strcmp(EXERCISES[i].number, number) == 0) return i;
    fprintf(stderr, "no exercise %s\n", number);
    exit(1);
}

static inline void solutions_pass(const char *file) {
    Answers ours = answers(), untouched = untouched_answers();
    for (int i = 0; i < ALL; i++) {
        const Exercise *e = &EXERCISES[i];
        static char names[ALL][100];
        snprintf(names[i], sizeof names[i], "%s %s", e->number, e->title);
        test(names[i]);
        Check it = run_check(e, &ours);
        CHECK(it.outcome == SOLVED, "our answer does not pass:\n%s%s", it.out,
              it.err);
        it = run_check(e, &untouched);
        CHECK(it.outcome == EMPTY || it.outcome == WRONG,
              "untouched, it ends with %d\n%s%s", it.outcome, it.out, it.err);
        CHECK(line_of(file, e->number) > 1, "no heading // ## %s", e->number);
        CHECK(e->hints[0] && e->hints[1], "fewer than two hints");
    }
    test("wrong answers are refused");
}

static inline void must_be_refused(const char *number, const char *why,
                                   const Answers *a) {
    int i = exercise_index(number);
    Check it = run_check(&EXERCISES[i], a);
    CHECK(it.outcome != SOLVED, "%s: passes, but %s", number, why);
    CHECK(it.outcome != EMPTY, "%s: looks empty: %s", number, why);
    refusals[i]++;
}

#define REFUSED(number, why, ...)           \
    do {                                    \
        Answers a = answers();              \
        __VA_ARGS__;                        \
        must_be_refused(number, why, &a);   \
    } while (0)

// Many mistakes in one function: it is an answer to `member`, right while the
// test's own variable `mistake` is 0, and wrong for each of the names that
// follow.
#define MISTAKES(number, member, function, ...)                             \
    do {                                                                    \
        const int names[] = {__VA_ARGS__};                                  \
        Answers right = answers();                                          \
        right.member = function;                                            \
        mistake = 0;                                                        \
        CHECK(run_check(&EXERCISES[exercise_index(number)], &right).outcome \
                  == SOLVED, "%s is wrong without a mistake", #function);   \
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {         \
            char why[500];                                                  \
            mistake = names[i];                                             \
            snprintf(why, sizeof why, "number %d of " #__VA_ARGS__,         \
                     (int)i + 1);                                           \
            REFUSED(number, why, a.member = function);                      \
        }                                                                   \
        mistake = 0;                                                        \
    } while (0)

static inline int wrong_answers_end(void) {
    for (int i = 0; i < ALL; i++)
        CHECK(refusals[i] >= ENOUGH, "%s: only %d wrong answers tried",
              EXERCISES[i].number, refusals[i]);
    return tests_end();
}

#endif
