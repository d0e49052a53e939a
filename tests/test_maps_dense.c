#define REAL double
// Maps grow linearly, by k; old ones go through a block unchanged, under the
// new ones; the count of parameters is the network's; the gradient of the whole
// network, against slopes; and it learns.
#include "tests/whole_net.h"

#define main maps_dense_main
#include "ch06-convnets/maps_dense.c"
#undef main

static const Settings SMALL = {20, 8, 2, 2, 5, 0.1};

static void check_maps(void) {
    test("8 12 16 ... 32, half of them 16 ... 40, half of them 20 ... 44");
    const int entered[BLOCKS] = {8, 16, 20}, side[BLOCKS] = {12, 6, 3};
    Random random = random_new(1);
    Layers n = net_new(true, 4, OURS, &random);
    int l = 1, convolutions = 2;                   // with the dense layer
    for (int b = 0; b < BLOCKS; b++) {
        CHECK(network3_maps(&n, l) == entered[b], "%d maps into block %d",
              network3_maps(&n, l), b);
        for (int i = 1; i <= 6; i++) {
            l += 4;
            convolutions++;
            Layer *it = &n.layer[l];
            CHECK(strcmp(it->name, "concat") == 0 && it->source == l - 4,
                  "layer %d: %s of %d", l, it->name, it->source);
            CHECK(network3_maps(&n, l) == entered[b] + 4 * i &&
                  it->side == side[b], "f%d of block %d: %d maps of side %d",
                  i, b, network3_maps(&n, l), it->side);
            CHECK(it[-1].window == 3 && it[-1].w.cols == 4 &&
                  it[-3].pixels == side[b] * side[b], "f%d", i);
        }
        l += 4;
        convolutions += b < BLOCKS - 1;
        CHECK(b == BLOCKS - 1 || (n.layer[l].window == 2 &&
              n.layer[l - 1].window == 1), "no transition after block %d", b);
    }
    CHECK(convolutions == 22 && l == n.L, "%d layers, %d of %d", convolutions,
          l, n.L);
    layers_free(&n);
}

static void check_count(void) {
    test("parameters: counted as the network has them, dense and plain");
    Random random = random_new(2);
    for (int layers = 1; layers <= 5; layers += 2)
        for (int width = 1; width <= 5; width++)
            for (int dense = 0; dense < 2; dense++) {
                Settings set = SMALL;
                set.layers = layers;
                Layers n = net_new(dense, width, set, &random);
                CHECK(parameters_of(dense, width, set) == n.parameters.cols,
                      "%d layers of %d: %d, but %d", layers, width,
                      parameters_of(dense, width, set), n.parameters.cols);
                layers_free(&n);
            }
    int wanted = parameters_of(true, 4, OURS);
    CHECK(wanted == 22702, "%d", wanted);
    CHECK(width_of(PLAIN, OURS) == 12 && width_of(DENSE, OURS) == 4 &&
          width_of(CUT, OURS) == 4, "%d maps", width_of(PLAIN, OURS));
    CHECK(parameters_of(false, 12, OURS) >= wanted &&
          parameters_of(false, 11, OURS) < wanted, "not the least");
}

// x₃ = [f₂(x₂), f₁(x), x], each part from its definition.
static void check_block(Dataset train) {
    test("x₃ = [f₂([f₁(x), x]), f₁(x), x], and a transition mixes maps");
    Random random = random_new(3);
    Layers n = net_new(true, 2, SMALL, &random);
    layers_forward(&n, mat_rows(train.x, 0, 5), true);
    Matrix x = n.layer[1].a, x3 = n.layer[9].a, z = mat_new(2, 144);
    for (int e = 0; e < 5; e++) {
        for (int i = 0; i < 4 * 144; i++)
            CHECK_NEAR(AT(x3, e, 4 * 144 + i), AT(x, e, i), 0);
        for (int i = 0; i < 2 * 144; i++)
            CHECK_NEAR(AT(x3, e, 2 * 144 + i), AT(n.layer[4].a, e, i), 0);
        Layer *f2 = &n.layer[8];
        Matrix read = mat_view(&AT(n.layer[7].a, e, 0), 6, 144);
        network3_convolution_plain(z, f2->w, f2->b, read, f2);
        for (int i = 0; i < 2 * 144; i++)
            CHECK_NEAR(AT(x3, e, i), z.at[i], 1e-12);
        for (int p = 0; p < 144; p++) {
            double sum = 0;
            for (int c = 0; c < 8; c++)
                sum += AT(n.layer[12].w, c, 3) *
                       AT(n.layer[11].a, e, c * 144 + p);
            CHECK_NEAR(AT(n.layer[12].a, e, 3 * 144 + p), sum, 1e-12);
        }
    }
    CHECK(mat_norm(x) > 1, "nothing there");
    mat_free(&z);
    layers_free(&n);
}

// What print_maps writes, read again.
static void check_print(void) {
    test("the rows of the first picture: one stack of maps after another");
    fflush(stdout);
    int keep = dup(STDOUT_FILENO), ends[2];
    if (pipe(ends)) exit(3);
    dup2(ends[1], STDOUT_FILENO);
    Random random = random_new(1);
    Layers n = net_new(true, 2, SMALL, &random);
    print_maps(&n, 2);
    layers_free(&n);
    fflush(stdout);
    dup2(keep, STDOUT_FILENO);
    close(ends[1]);
    FILE *file = fdopen(ends[0], "r");
    int r[6], rows = 0, below = 0;
    while (fscanf(file, "%d %d %d %d %d %d", r, r + 1, r + 2, r + 3, r + 4,
                  r + 5) == 6) {
        if (r[3] == 0) below = 0;
        CHECK(r[4] == below && r[5] > r[4], "%d ... %d", r[4], r[5]);
        CHECK(r[3] == 0 || r[5] - r[4] == 2, "%d maps", r[5] - r[4]);
        CHECK(r[2] == 12 >> (r[0] - 1), "side %d in block %d", r[2], r[0]);
        below = r[5];
        rows++;
    }
    CHECK(rows == BLOCKS * (1 + 2 + 3) && below == 4 + 2 + 2 && r[0] == 3,
          "%d rows, %d maps, block %d", rows, below, r[0]);
    fclose(file);
}

static void too_long(void) {
    char *arguments[] = {"maps_dense", "--layers", "17", NULL};
    maps_dense_main(3, arguments);
}

int main(void) {
    test("too long blocks are a mistake");
    check_dies(too_long, 2, "--layers 17|16");

    Digits digits = drawn_digits(20, 10);
    check_maps();
    check_count();
    check_block(digits.train);
    check_print();

    test("the whole network: ∇C is the slope of C");
    Random random = random_new(4);
    Layers n = net_new(true, 1, SMALL, &random);
    check_whole_net(&n, 2);
    layers_free(&n);

    test("it learns, and better than its layers without connections");
    Settings set = SMALL;
    set.layers = 4;
    Matrix errors = mat_new(1, set.epochs + 1);
    double end[2];
    for (int dense = 0; dense < 2; dense++) {
        random = random_new(1);
        n = net_new(dense, set.growth, set, &random);
        learn(errors, &n, set, digits, &random);
        CHECK(errors.at[0] > 70, "knows it already: %g", errors.at[0]);
        end[dense] = errors.at[set.epochs];
        layers_free(&n);
    }
    CHECK(end[1] < 20, "dense: %g", end[1]);
    CHECK(end[0] > 40, "cut: %g", end[0]);
    mat_free(&errors);

    digits_free(&digits);
    return tests_end();
}
