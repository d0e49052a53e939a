// Words become steps, steps become shapes; every network that network3 can make
// has the same neurons and parameters there; numbers of the papers.
#define main shapes_main
#include "ch06-convnets/shapes.c"
#undef main

#include "ch06-convnets/network3.h"
#include "tests/check.h"

static Step step_from(const char *word) { return next_step(&word); }

static void check_words(void) {
    test("words: what the signs mean, and what is left out");
    Step it = step_from("c256x5/3+2:4");
    CHECK(it.kind == 'c' && it.maps == 256 && it.window == 5 &&
          it.stride == 3 && it.padding == 2 && it.groups == 4, "c256x5/3+2:4");
    it = step_from("p3/2");
    CHECK(it.kind == 'p' && it.window == 3 && it.stride == 2 &&
          it.padding == 0, "p3/2");
    it = step_from("d10 c3");
    CHECK(it.kind == 'd' && it.maps == 10 && it.window == 1 &&
          it.stride == 1 && it.groups == 1, "d10");
    it = step_from("m1,2,3,4,5,6");
    for (int i = 0; i < BRANCHES; i++) CHECK_NEAR(it.branch[i], i + 1, 0);
}

static void check_shapes(void) {
    test("sides are rounded down, and what is left over is known");
    Shape below = {.maps = 4, .side = 10};
    Step it = step_from("c6x3/2+1:2");
    Shape z = shape_of(below, &it);                 // (10 + 2 - 3) / 2 + 1
    CHECK(z.side == 5 && z.left_over == 1, "%ld, %ld", z.side, z.left_over);
    CHECK(z.maps == 6 && z.depth == 1, "%ld maps", z.maps);
    CHECK(z.weights == 6 * 2 * 9 && z.biases == 6, "%ld", z.weights);
    it = step_from("p3/2");
    z = shape_of(below, &it);
    CHECK(z.side == 4 && z.left_over == 1 && z.maps == 4 && z.weights == 0 &&
          z.biases == 0 && z.depth == 0, "pool: side %ld", z.side);
    it = step_from("d7");
    z = shape_of(below, &it);
    CHECK(z.side == 1 && z.maps == 7 && z.weights == 2800 && z.biases == 7 &&
          z.depth == 1, "dense: %ld", z.weights);

    test("a module: four networks side by side");
    it = step_from("m1,2,3,4,5,6");
    z = shape_of(below, &it);
    CHECK(z.maps == 1 + 3 + 5 + 6 && z.side == 10 && z.depth == 2, "%ld maps",
          z.maps);
    CHECK(z.weights == 4 + (8 + 2 * 9 * 3) + (16 + 4 * 25 * 5) + 24, "%ld",
          z.weights);
    CHECK(z.biases == 1 + 2 + 3 + 4 + 5 + 6, "%ld", z.biases);
}

// A network of only c, p, d, as network3 makes it.
static Layers network_of(const Net *net, const Sizes *sizes) {
    Layers n = network3_new(net->maps, net->side, 1);
    for (int l = 1; l <= sizes->count; l++) {
        const Step *it = &sizes->step[l];
        if (it->kind == 'p') network3_max_pool(&n, it->window, it->stride);
        else if (it->kind == 'd') layers_dense(&n, it->maps);
        else network3_convolution_with(&n, it->maps, it->window, it->stride,
                                       it->padding);
    }
    return n;
}

static int check_layers(const Net *net) {
    Sizes sizes = sizes_of(net);
    Layers n = network_of(net, &sizes);
    int count = n.L;
    for (int l = 1; l <= n.L; l++) {
        Shape it = sizes.shape[l];
        Matrix w = n.layer[l].w, b = n.layer[l].b;
        CHECK(n.layer[l].outputs == neurons(it), "%s, layer %d: %ld",
              net->name, l, neurons(it));
        CHECK((long)w.rows * w.cols == it.weights &&
              (long)b.rows * b.cols == it.biases, "%s, layer %d: %ld, %ld",
              net->name, l, it.weights, it.biases);
    }
    layers_free(&n);
    return count;
}

// Before layers_start a network is only shapes: VGG takes no memory.
static void check_against_network3(void) {
    static const Net odd = {"odd", 0, 0, 0, 2, 31,
                            "c5x4/3+1 p3/2 c7x2+1 p2/2 d3"};
    static const Net alone = {"one_gpu", 0, 0, 0, 3, 227,
                              "c96x11/4 p3/2 c256x5+2 p3/2 c384x3+1 d10"};
    test("every layer as network3 makes it, VGG's, too");
    int compared = check_layers(&TEXT[0]) + check_layers(&TEXT[2]) +
                   check_layers(&odd) + check_layers(&alone);
    CHECK(compared > 40, "%d layers", compared);
}

static void check_counts(void) {
    test("parameters that others have counted: KSH, VGG-19, GoogLeNet, LeNet");
    CHECK_NEAR(sizes_of(&TEXT[KSH]).parameters, 60965224, 0);
    CHECK_NEAR(sizes_of(&TEXT[2]).parameters, 143667240, 0);
    CHECK_NEAR(sizes_of(&TEXT[GOOGLENET]).parameters, 6998552, 0);
    CHECK_NEAR(sizes_of(&TEXT[0]).parameters, 61706, 0);
    CHECK_NEAR(sizes_of(&TEXT[GOOGLENET]).depth, 22, 0);
    CHECK_NEAR(sizes_of(&TEXT[2]).depth, 19, 0);
}

// Every pixel that some window sees, by walking along the row.
static void check_ends(void) {
    test("what is left over: the windows, one by one");
    for (int side = 220; side < 232; side++)
        for (int padding = 0; padding < 3; padding++) {
            int count = 0, end = 0;
            for (int at = 0; at + 11 <= side + 2 * padding; at += 4) {
                count++;
                end = at + 11;
            }
            Shape it = first_windows(side, padding);
            CHECK(it.side == count && it.left_over == side + 2 * padding - end,
                  "%d + 2 x %d: %ld, %ld", side, padding, it.side,
                  it.left_over);
        }
}

static void with_layers(const char *layers) {
    char text[80], *arguments[] = {"shapes", "--layers", text, NULL};
    snprintf(text, sizeof text, "%s", layers);
    shapes_main(3, arguments);
}
static void no_kind(void) { with_layers("d10 x5"); }
static void a_zero(void) { with_layers("p3/0"); }
static void too_few(void) { with_layers("m1,2"); }
static void odd_groups(void) { with_layers("c6x3:2"); }
static void too_wide(void) { with_layers("c6x300"); }
static void sign(void) { with_layers("c6x3=3"); }
static void no_number(void) { with_layers("c6x"); }
static void less(void) { with_layers("c6x3+-1"); }
static void too_many(void) { with_layers("m1,2,3,4,5,6,7"); }

int main(void) {
    check_words();
    check_shapes();
    check_against_network3();
    check_counts();
    check_ends();
    test("words that make no sense");
    check_dies(no_kind, 2, "x5");
    check_dies(a_zero, 2, "p3/0|0");
    check_dies(too_few, 2, "m1,2");
    check_dies(odd_groups, 2, "3 maps|2 groups");
    check_dies(too_wide, 2, "300|227");
    check_dies(sign, 2, "c6x3=3");
    check_dies(no_number, 2, "c6x");
    check_dies(less, 2, "c6x3+-1");
    check_dies(too_many, 2, "m1,2,3,4,5,6,7");
    return tests_end();
}
