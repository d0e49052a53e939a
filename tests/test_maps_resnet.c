#define REAL double
// Networks of so many layers, with maps of so many pixels; their gradients,
// against slopes; blocks that start from F = 0 hand on what they get; and deep
// networks learn with shortcuts, not without.
#include "tests/whole_net.h"

#define main maps_resnet_main
#include "ch06-convnets/maps_resnet.c"
#undef main

static const Settings SMALL = {20, 6, 4, 2, 5, 0.1, false};

static void check_layers(bool pool) {
    const int side[STAGES] = {12, 6, 3};
    Settings set = SMALL;
    set.pool = pool;
    Random random = random_new(1);
    for (int kind = 0; kind < KINDS; kind++)
        for (int d = 0; d < DEPTHS; d++) {
            int counted = 0, sums = 0, stage = 0, made = 0;
            Layers n = net_new(kind == RESIDUAL, blocks_of(d, set), set,
                               &random);
            for (int l = 1; l <= n.L; l++) {
                Layer *it = &n.layer[l];
                counted += it->w.cols > 0;
                if (l > 1 && it->side < it[-1].side && it->side > 1) {
                    bool unpooled = pool && it->w.cols > 0;
                    stage += !unpooled;
                }
                if (it->gamma.cols > 0)
                    CHECK(it->pixels == side[stage] * side[stage] &&
                          it->gamma.cols == (made ? made : 2),
                          "batch_norm %d of %d pixels", l, it->pixels);
                if (it->w.cols > 0) made = it->w.cols;
                if (strcmp(it->name, "sum") != 0) continue;
                sums++;
                CHECK(it->source == l - 7, "%d reads %d", l, it->source);
            }
            int blocks = STAGES * blocks_of(d, set);
            CHECK(counted == depth_of(d, set), "%d layers", counted);
            CHECK(sums == (kind == RESIDUAL ? blocks : 0), "%d sums", sums);
            CHECK(stage == 2 && n.layer[n.L - 2].side == 3, "stage %d", stage);
            CHECK(n.layer[n.L - 2].outputs == 9 * 8, "%d numbers",
                  n.layer[n.L - 2].outputs);
            layers_free(&n);
        }
}

static void check_identity(Dataset train) {
    test("F = 0: every block hands on what it gets");
    Random random = random_new(2);
    Layers n = net_new(true, 2, SMALL, &random);
    int sums = 0;
    for (int l = 1; l <= n.L; l++)
        if (strcmp(n.layer[l].name, "sum") == 0)
            mat_fill(n.layer[l - 1].w, 0);
    layers_forward(&n, mat_rows(train.x, 0, 5), true);
    for (int l = 1; l <= n.L; l++) {
        if (strcmp(n.layer[l].name, "sum") != 0) continue;
        sums++;
        for (int i = 0; i < 5 * n.layer[l].outputs; i++)
            CHECK_NEAR(n.layer[l].a.at[i], n.layer[l - 7].a.at[i], 0);
        CHECK(mat_norm(n.layer[l].a) > 1, "nothing to hand on");
    }
    CHECK(sums == 6, "%d sums", sums);
    layers_free(&n);

    test("He's start: N(0, 2/n_in)");
    Settings wide = SMALL;
    wide.maps = 32;
    n = net_new(true, 1, wide, &random);
    Matrix w = n.layer[4].w;
    CHECK(w.rows == 288 && w.cols == 32, "%d x %d", w.rows, w.cols);
    CHECK_NEAR(mat_norm(w) / sqrt(w.rows * w.cols), sqrt(2.0 / 288), 0.003);
    layers_free(&n);
}

static double growth_of(bool shortcuts, int blocks, Dataset train) {
    Settings set = SMALL;
    set.batch = 10;
    Random random = random_new(1);
    Layers n = net_new(shortcuts, blocks, set, &random);
    int count = 6 * blocks + 3;
    Matrix lengths = mat_new(1, count);
    measure_lengths(lengths, &n, data_part(train, 0, 10));
    double times = lengths.at[0] / lengths.at[count - 1], squares = 0;
    for (int i = 0; i < 25 * 2; i++)
        squares += n.layer[1].nabla_w.at[i] * n.layer[1].nabla_w.at[i];
    CHECK_NEAR(lengths.at[0], sqrt(squares), 1e-12 * sqrt(squares));
    CHECK(lengths.at[count - 1] > 0, "no gradient");
    mat_free(&lengths);
    layers_free(&n);
    return times;
}

static void too_deep(void) {
    char *arguments[] = {"maps_resnet", "--blocks", "12", NULL};
    maps_resnet_main(3, arguments);
}

int main(void) {
    test("too many blocks is a mistake");
    check_dies(too_deep, 2, "--blocks|12|11");

    Digits digits = drawn_digits(40, 10);
    test("so many layers and maps, a shortcut round each block: by stride");
    check_layers(false);
    test("the same, by pooling");
    check_layers(true);
    check_identity(digits.train);

    test("the whole network, with strides: ∇C is the slope of C");
    Settings tiny = SMALL;
    tiny.maps = 1;
    Random random = random_new(3);
    Layers n = net_new(true, 1, tiny, &random);
    check_whole_net(&n, 2);
    layers_free(&n);
    test("the gradient grows in plain layers, not with shortcuts");
    double plain = growth_of(false, 7, digits.train);
    double residual = growth_of(true, 7, digits.train);
    CHECK(plain > 20, "plain: %g", plain);
    CHECK(residual > 0 && residual < 20, "residual: %g", residual);

    test("28 layers learn with shortcuts, not without");
    Matrix errors = mat_new(1, SMALL.epochs + 1);
    double end[KINDS];
    for (int kind = 0; kind < KINDS; kind++) {
        random = random_new(1);
        n = net_new(kind == RESIDUAL, 4, SMALL, &random);
        learn(errors, &n, SMALL, digits, &random);
        CHECK(errors.at[0] > 70, "knows it already: %g", errors.at[0]);
        end[kind] = errors.at[SMALL.epochs];
        layers_free(&n);
    }
    CHECK(end[PLAIN] > 50, "plain: %g", end[PLAIN]);
    CHECK(end[RESIDUAL] < 40, "residual: %g", end[RESIDUAL]);
    mat_free(&errors);

    digits_free(&digits);
    return tests_end();
}
