// The shapes and counts that were published; what the network computes, beside
// a LeNet written as six loops; the maps as they are printed; it learns.
#define main lenet_main
#include "ch06-convnets/lenet.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static void check_counts(void) {
    static const int outputs[STAGES] = {4704, 1176, 1600, 400, 120, 84, 10};
    static const long here[STAGES] = {156, 0, 2416, 0, 48120, 10164, 850};
    static const long then[STAGES] = {156, 12, 1516, 32, 48120, 10164, 0};
    static const long connections[STAGES] = {122304, 5880, 151600, 2000, 48120,
                                             10164, 840};
    test("neurons, parameters and connections, layer by layer");
    Layers n = lenet_new(1);
    for (int k = 0; k < STAGES; k++) {
        Counts it = counts_of(&n, k);
        CHECK(n.layer[STAGE[k].shown].outputs == outputs[k], "%s: %d",
              STAGE[k].name, n.layer[STAGE[k].shown].outputs);
        CHECK(n.layer[STAGE[k].layer].outputs == outputs[k], "%s: %d",
              STAGE[k].name, n.layer[STAGE[k].layer].outputs);
        CHECK(it.parameters == here[k], "%s: %ld", STAGE[k].name,
              it.parameters);
        CHECK(STAGE[k].then.parameters == then[k], "%s: %ld in 1998",
              STAGE[k].name, STAGE[k].then.parameters);
        CHECK(STAGE[k].then.connections == connections[k], "%s: %ld in 1998",
              STAGE[k].name, STAGE[k].then.connections);
    }
    Totals all = totals_of(&n);
    CHECK(all.depth == 5, "depth %d", all.depth);
    CHECK(all.here.parameters == 61706, "%ld", all.here.parameters);
    CHECK(all.then.parameters == 60000, "%ld", all.then.parameters);
    CHECK(all.then.connections == 340908, "%ld", all.then.connections);
    CHECK(all.here.connections == 122304 + 241600 + 48120 + 10164 + 850, "%ld",
          all.here.connections);
    layers_free(&n);

    test("the dense network has as many parameters, and not one neuron more");
    Random random = random_new(1);
    n = lenet_new(1);
    Layers dense = dense_new(OURS.hidden, 1);
    Layers more = dense_new(OURS.hidden + 1, 1);
    layers_start(&n, &random);
    layers_start(&dense, &random);
    layers_start(&more, &random);
    CHECK(n.parameters.cols == 61706, "%d", n.parameters.cols);
    CHECK(dense.parameters.cols <= n.parameters.cols, "%d",
          dense.parameters.cols);
    CHECK(more.parameters.cols > n.parameters.cols, "%d", more.parameters.cols);
    layers_free(&more);
    layers_free(&dense);
    layers_free(&n);
}

// ## LeNet, written once more: double, six loops, max(z, 0) before the pool
static void convolve(double *to, const double *from, int below, int side,
                     int border, const Layer *it) {
    int out = side + 2 * border - 4, maps = it->w.cols;
    for (int m = 0; m < maps; m++)
        for (int i = 0; i < out; i++)
            for (int j = 0; j < out; j++) {
                double sum = (double)it->b.at[m];
                for (int c = 0; c < below; c++)
                    for (int u = 0; u < 5; u++)
                        for (int v = 0; v < 5; v++) {
                            int row = i + u - border, col = j + v - border;
                            if (row < 0 || row >= side || col < 0 ||
                                col >= side) continue;
                            sum += from[(c * side + row) * side + col] *
                                   (double)AT(it->w, 25 * c + 5 * u + v, m);
                        }
                to[(m * out + i) * out + j] = fmax(sum, 0);
            }
}

static void halve(double *to, const double *from, int maps, int side) {
    for (int p = 0; p < maps * side * side / 4; p++) {
        int m = p / (side * side / 4), rest = p % (side * side / 4);
        int i = rest / (side / 2), j = rest % (side / 2);
        const double *at = &from[(m * side + 2 * i) * side + 2 * j];
        to[p] = fmax(fmax(at[0], at[1]), fmax(at[side], at[side + 1]));
    }
}

static void connect(double *to, const double *from, const Layer *it) {
    for (int j = 0; j < it->w.rows; j++) {
        to[j] = (double)it->b.at[j];
        for (int k = 0; k < it->w.cols; k++)
            to[j] += (double)AT(it->w, j, k) * from[k];
    }
}

static void positive(double *z, int count) {
    for (int j = 0; j < count; j++) z[j] = fmax(z[j], 0);
}

static void check_forward(Dataset set) {
    static double x[PIXELS], c1[4704], s2[1176], c3[1600], s4[400], c5[120];
    double f6[84], z[CLASSES], sum = 0;
    test("the network is LeNet, as six loops compute it");
    Random random = random_new(4);
    Layers n = lenet_new(2);
    layers_start(&n, &random);
    for (int l = 1; l <= n.L; l++)
        mat_randn(n.layer[l].b, 0.1f, &random);
    Matrix a = layers_forward(&n, mat_rows(set.x, 0, 1), false);
    for (int i = 0; i < PIXELS; i++) x[i] = (double)AT(set.x, 0, i);
    convolve(c1, x, 1, 28, 2, &n.layer[1]);
    halve(s2, c1, 6, 28);
    convolve(c3, s2, 6, 14, 0, &n.layer[4]);
    halve(s4, c3, 16, 10);
    connect(c5, s4, &n.layer[7]);
    positive(c5, 120);
    connect(f6, c5, &n.layer[9]);
    positive(f6, 84);
    connect(z, f6, &n.layer[11]);
    for (int j = 0; j < CLASSES; j++) sum += exp(z[j]);
    for (int j = 0; j < CLASSES; j++)
        CHECK_NEAR(AT(a, 0, j), exp(z[j]) / sum, 1e-5);
    for (int i = 0; i < 1176; i++)
        CHECK_NEAR(n.layer[STAGE[1].shown].a.at[i], s2[i], 1e-4);
    for (int i = 0; i < 400; i++)
        CHECK_NEAR(n.layer[STAGE[3].shown].a.at[i], s4[i], 1e-4);
    layers_free(&n);
}

// Few images, known by heart: the sanitizers are slow.
static void check_learning(void) {
    Settings set = OURS;
    set.epochs = 8;
    set.hidden = 20;
    set.eta = 0.1f;
    test("both networks learn, each in its column");
    Digits digits = drawn_digits(20, 10);
    digits.test = digits.train;
    Matrix misread = mat_new(set.epochs, NETS);
    Layers lenet = lenet_new(5);
    run(&lenet, misread, set, digits, 1);
    for (int net = 0; net < NETS; net++)
        CHECK(AT(misread, set.epochs - 1, net) < 50, "network %d: %g %%", net,
              (double)AT(misread, set.epochs - 1, net));
    LayersScore score = layers_score(&lenet, digits.test);
    CHECK_NEAR(AT(misread, set.epochs - 1, LENET), 100 - score.accuracy, 1e-4);
    layers_free(&lenet);
    mat_free(&misread);
    digits_free(&digits);
}

static void no_epochs(void) {
    char *arguments[] = {"lenet", "--epochs", "0", NULL};
    lenet_main(3, arguments);
}

int main(void) {
    test("no epochs are a wrong option");
    check_dies(no_epochs, 2, "--epochs|0");
    Digits digits = drawn_digits(1, 1);
    check_counts();
    check_forward(digits.test);
    check_learning();
    digits_free(&digits);
    return tests_end();
}
