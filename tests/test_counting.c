#define REAL double
// The network 4-5-5-3 has 73 edges: by formula, by walking, and none twice.
#define main counting_main
#include "ch01-perceptron/counting.c"
#undef main

#include "tests/check.h"

static void test_text(void) {
    test("the text's network: 25 + 30 + 18 = 73");
    Count count = count_network("4 5 5 3");
    CHECK(count.parameters[2] == 25 && count.parameters[3] == 30 &&
          count.parameters[4] == 18, "%d + %d + %d", count.parameters[2],
          count.parameters[3], count.parameters[4]);
    CHECK(count.total == 73, "%d", count.total);
    CHECK(count.weights[2] + count.weights[3] + count.weights[4] == 60 &&
          count.biases[2] + count.biases[3] + count.biases[4] == 13,
          "60 edges between neurons and 13 biases");
    CHECK(count.parameters[1] == 0, "edges into the input");
    CHECK(by_formula(sizes_from("4 5 5 3")) == 73, "by formula");
    CHECK(count_network("4 5 5").total == 55, "without the output layer");
}

static void test_others(void) {
    test("formula and walk agree; 50 hidden neurons make 40 times as many");
    const char *sizes[] = {"1 1", "7 1 9", "784 30 10",
                           "3,2,2,2,2,2,2,2,2,2,2,4", "4 50 50 3"};
    const int expected[] = {2, 26, 23860, 8 + 9 * 6 + 12, 2953};
    for (int i = 0; i < 5; i++) {
        CHECK(count_network(sizes[i]).total == expected[i], "%s", sizes[i]);
        CHECK(by_formula(sizes_from(sizes[i])) == expected[i], "%s", sizes[i]);
    }
    CHECK_NEAR(count_network("4 50 50 3").total / 73.0, 40, 1);
    Count digits = count_network("784 30 10");
    CHECK(digits.parameters[2] > 0.98 * digits.total, "nearly all in front");
}

// Of the edges into one layer, how many join these two?
static int edges_between(const Edges *edges, int layer, int from, int to) {
    int found = 0;
    for (int i = 0; i < edges->count; i++)
        found += edges->at[i].layer == layer && edges->at[i].from == from &&
                 edges->at[i].to == to;
    return found;
}

static void test_fully_connected(void) {
    test("every neuron is joined once to each of the layer before, and to a 1");
    Sizes sizes = sizes_from("4 5 5 3");
    Edges edges = edges_new(sizes);
    int pairs = 0;
    for (int l = 2; l <= sizes.L; l++)
        for (int to = 1; to <= sizes.n[l]; to++)
            for (int from = 0; from <= sizes.n[l - 1]; from++, pairs++)
                CHECK(edges_between(&edges, l, from, to) == 1,
                      "layer %d: %d to %d: %d times", l, from, to,
                      edges_between(&edges, l, from, to));
    CHECK(pairs == edges.count, "%d edges, but %d pairs", edges.count, pairs);
    edges_free(&edges);
}

static void test_sizes(void) {
    test("sizes are read with blanks or commas between them");
    Sizes a = sizes_from("4 5 5 3"), b = sizes_from(" 4, 5,5  3 ");
    CHECK(a.L == 4 && b.L == 4, "%d and %d layers", a.L, b.L);
    CHECK(a.n[1] == 4 && a.n[2] == 5 && a.n[3] == 5 && a.n[4] == 3, "4 5 5 3");
    CHECK(memcmp(&a, &b, sizeof a) == 0, "with commas");
    CHECK(sizes_from("1 2 3 4 5 6 7 8 9 10 11 12").n[12] == 12, "12 layers");
}

static void test_drawing(void) {
    test("a column is centred, and its 1 stands above it");
    Sizes sizes = sizes_from("4 5 30");
    CHECK_NEAR(height(sizes, 2, 3), 0, 0);
    CHECK_NEAR(height(sizes, 1, 1) + height(sizes, 1, 4), 0, 0);
    CHECK_NEAR(height(sizes, 3, 1) + height(sizes, 3, SHOWN), 0, 0);
    CHECK_NEAR(height(sizes, 1, 0) - height(sizes, 1, 1), 1, 0);
    CHECK(drawn(5) == 5 && drawn(30) == SHOWN, "how many are drawn");
}

static const char *bad;
static void read_bad(void) {
    counting_main(3, (char *[]){"counting", "--layers", (char *)bad, NULL});
}

static void test_bad_sizes(void) {
    test("sizes that make no network are one line and exit status 2");
    static const char *const BAD[][2] = {
        {"", "two layers"}, {"4", "two layers|'4 5 5 3'|not '4'"},
        {"4 x 3", "whole numbers|'4 x 3'"}, {"4 5x 3", "whole numbers"},
        {"4 5.5 3", "whole numbers"}, {"4;5", "whole numbers"},
        {"4 0 3", "1 to 100000|not 0"}, {"4 -5 3", "not -5"},
        {"4 99999999999999999999", "1 to 100000"}, {"4 100001", "1 to 100000"},
        {"1 2 3 4 5 6 7 8 9 10 11 12 13", "not more than 12"},
        {"100000 100000 100000", "20000200000 edges"},
    };
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        bad = BAD[i][0];
        check_dies(read_bad, 2, BAD[i][1]);
        check_dies(read_bad, 2, "counting: --layers");
    }
}

int main(void) {
    test_text();
    test_others();
    test_fully_connected();
    test_sizes();
    test_drawing();
    test_bad_sizes();
    return tests_end();
}
