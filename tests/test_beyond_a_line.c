#define REAL double
// One, two, three lines: what they can and cannot do, for several seeds.
#define main beyond_a_line_main
#include "ch01-perceptron/beyond_a_line.c"
#undef main

#include "tests/check.h"

enum { SEEDS = 6 };
static const Settings SMALL = {100, 60, 0.1};

static void test_parts(void) {
    test("a correction by hand");
    Neuron n = {{1, -2}, 0.5};
    const real x[] = {1, 3};                      // z = -4.5: 0
    CHECK_NEAR(weighted_sum(n, x), -4.5, 0);
    Neuron m = corrected(n, x, 1, 0.5);
    CHECK(m.w[0] == 1.5 && m.w[1] == -0.5 && m.b == 1, "too low");
    m = corrected(n, x, 0, 0.5);
    CHECK(m.w[0] == 1 && m.w[1] == -2 && m.b == 0.5, "it is moved when right");
    n.b = 5;                                      // z = 0: 1
    m = corrected(n, x, 0, 0.5);
    CHECK(m.w[0] == 0.5 && m.w[1] == -3.5 && m.b == 4.5, "too high");

    test("a network says 1 only where all of its neurons do");
    Network net = {3, {{{1, 0}, 0}, {{0, 1}, 0}, {{-1, -1}, 1}}};
    const real at[][3] = {{0.2, 0.2, 1}, {0, 0, 1}, {-0.1, 0.2, 0},
                          {0.2, -0.1, 0}, {0.7, 0.7, 0}, {-1, -1, 0}};
    for (int i = 0; i < 6; i++)
        CHECK(answer(&net, at[i]) == at[i][2], "at %g, %g", at[i][0], at[i][1]);
    net.units = 2;
    CHECK(answer(&net, at[4]) == 1, "the third is not in it");
}

static void test_tasks(void) {
    test("all dark points are everybody's task, each other is one's");
    Random random = random_new(1);
    Dataset set = toys_circle(101, &random);      // 51 others, 50 dark
    for (int units = 1; units <= 3; units++) {
        int rows = 0, dark = 0;
        for (int unit = 0; unit < units; unit++) {
            Dataset task = task_new(set, unit, units);
            rows += task.x.rows;
            for (int i = 0; i < task.x.rows; i++) dark += AT(task.y, i, 0) == 1;
            CHECK(task.y.rows == task.x.rows, "labels are missing");
            CHECK(task.x.rows > 50 + 51 / units / 2, "too few others");
            dataset_free(&task);
        }
        CHECK(dark == 50 * units && rows == dark + 51, "%d, dark %d", rows,
              dark);
    }

    test("a sector is narrow: no two of its points look past each other");
    for (int unit = 0; unit < 3; unit++) {
        Dataset task = task_new(set, unit, 3);
        for (int i = 0; i < task.x.rows; i++)
            for (int j = 0; j < task.x.rows; j++) {
                if (AT(task.y, i, 0) == 1 || AT(task.y, j, 0) == 1) continue;
                const real *x = example(task, i), *u = example(task, j);
                real cosine = (x[0] * u[0] + x[1] * u[1]) /
                              (hypot(x[0], x[1]) * hypot(u[0], u[1]));
                CHECK(cosine > -0.5 - 1e-9, "cosine %g", cosine);
            }
        dataset_free(&task);
    }
    dataset_free(&set);
}

// The share of 3600 directions in which the network says dark, far away.
static double open(const Network *net) {
    int dark = 0;
    for (int i = 0; i < 3600; i++) {
        double angle = 2 * acos(-1) * i / 3600;
        const real x[] = {1e6 * cos(angle), 1e6 * sin(angle)};
        dark += answer(net, x) == 1;
    }
    return dark / 3600.0;
}

// The best of the lines through any two of the points (pushed a little to this
// side or that of either of them, and either way round).
static double best_line(Dataset set) {
    int best = 0;
    for (int i = 0; i < set.x.rows; i++)
        for (int j = 0; j < i; j++)
            for (int k = 0; k < 8; k++) {
                const real *x = example(set, i), *u = example(set, j);
                real way = k & 1 ? 1 : -1, turn = k & 2 ? 1e-7 : -1e-7;
                Neuron n = {{way * (u[1] - x[1] + turn),
                             way * (x[0] - u[0] + turn)}, 0};
                n.b = -weighted_sum(n, x) + (k & 4 ? 1e-9 : -1e-9);
                Network net = {1, {n}};
                int right = count_right(&net, set);
                best = right > best ? right : best;
            }
    return 100.0 * best / set.x.rows;
}

static void test_circle(void) {
    test("one line < two lines < 100 %; three are right (2.8, 2.9)");
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        Result result = learn_all(SMALL, seed);
        double right[4];
        for (int units = 1; units <= 3; units++)
            right[units] = percent_right(&result.units[units], result.circle);
        CHECK(60 < right[1] && right[1] + 5 < right[2] && right[2] < 100,
              "%g, %g", right[1], right[2]);
        CHECK(right[3] == 100, "three: %g", right[3]);
        CHECK(percent_right(&result.line, result.linear) == 100, "linear data");
        CHECK(open(&result.units[1]) > 0.49 && open(&result.units[2]) > 0,
              "one or two lines enclose something: %g, %g",
              open(&result.units[1]), open(&result.units[2]));
        CHECK(open(&result.units[3]) == 0 && is_triangle(&result.units[3]),
              "three lines are open");
        result_free(&result);
    }

    test("it is the line that fails, not the learning: no line does better");
    Result result = learn_all(SMALL, 1);
    double best = best_line(result.circle);
    double learned = percent_right(&result.units[1], result.circle);
    CHECK(best < 90 && learned <= best && learned > best - 5,
          "learned %g, the best line %g", learned, best);
    CHECK(best_line(result.linear) == 100, "not even linear data");
    result_free(&result);
}

static void test_pocket(void) {
    test("what is kept is never worse than the start");
    Random random = random_new(5);
    Dataset set = toys_circle(60, &random);
    for (int i = 0; i < 20; i++) {
        Neuron start = {{0.1 * i - 1, 0.3}, 1.0 - 0.1 * i};
        Network before = {1, {start}};
        Network after = {1, {learn(start, set, (Settings){60, 1 + i, 1})}};
        CHECK(count_right(&after, set) >= count_right(&before, set), "worse");
        CHECK(count_right(&after, set) > 30, "half of the points, no more");
    }
    dataset_free(&set);
}

static void test_triangle(void) {
    test("three lines that leave a way out are no triangle");
    Network net = {3, {{{1, 0}, 0}, {{0, 1}, 0}, {{-1, -1}, 1}}};
    CHECK(is_triangle(&net), "x >= 0, y >= 0, x + y <= 1 is one");
    net.hidden[2] = (Neuron){{1, 1}, 1};
    CHECK(!is_triangle(&net), "a corner of the plane");
    net.hidden[2] = (Neuron){{-1, -1}, -1};
    CHECK(!is_triangle(&net), "nothing at all");
    net.hidden[2] = (Neuron){{-1, 0}, 1};
    CHECK(!is_triangle(&net), "a strip with one end");
    net.units = 2;
    CHECK(!is_triangle(&net), "two lines");
}

int main(void) {
    test_parts();
    test_tasks();
    test_circle();
    test_pocket();
    test_triangle();
    return tests_end();
}
