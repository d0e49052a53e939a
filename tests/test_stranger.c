// The digits are fresh, and nobody's but the training's; a step is what the
// formula says; epochs are counted; the surest mistakes are found.
#define main stranger_main
#include "ch06-convnets/stranger.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static const Settings SMALL = {3, 4, 5, 20, 0.1f, 0.01f, 1};

// A network so small that a test can wait for it.
static Layers small_network(uint64_t seed) {
    Random random = random_new(seed);
    Layers n = network3_new(1, 28, 5);
    network3_convolution_with(&n, 3, 5, 3, 0);
    layers_relu(&n);
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    layers_start(&n, &random);
    return n;
}

static void test_fresh(void) {
    test("a digit depends on its number alone");
    Dataset ten = dataset_new(10, PIXELS, CLASSES);
    Dataset one = dataset_new(1, PIXELS, CLASSES);
    data_draw(ten, 7, TRAINING, 1);
    for (int i = 0; i < 10; i++) {
        data_draw(one, 7, TRAINING + (uint64_t)i, 1);
        CHECK(memcmp(one.x.at, &AT(ten.x, i, 0), PIXELS * sizeof(real)) == 0,
              "digit %d is another one in company", i);
        CHECK(one.label[0] == ten.label[i], "digit %d: another label", i);
        for (int c = 0; c < CLASSES; c++)
            CHECK_NEAR(AT(ten.y, i, c), c == ten.label[i], 0);
    }
    test("pixels are grey levels from 0, paper, to 1");
    real most = 0;
    for (int p = 0; p < PIXELS; p++) {
        most = fmaxf(most, ten.x.at[p]);
        CHECK(ten.x.at[p] >= 0 && ten.x.at[p] <= 1, "%g",
              (double)ten.x.at[p]);
    }
    CHECK(most > 0.9f && ten.x.at[0] == 0, "at most %g", (double)most);

    test("no digit to validate with is ever trained with, nor the folder's");
    uint64_t most_digits = (uint64_t)1000000000 * 1000;
    CHECK(VALIDATION > most_digits && TRAINING - VALIDATION > most_digits,
          "too near each other");
    dataset_free(&one);
    dataset_free(&ten);
}

static void test_step(void) {
    test("a step goes against the gradient and shortens the weights only");
    Settings set = SMALL;
    set.steps = 1;
    Dataset batch = dataset_new(set.batch, PIXELS, CLASSES);
    Layers n = small_network(1), m = small_network(1);
    for (int i = n.weights.cols; i < n.parameters.cols; i++)
        n.parameters.at[i] = m.parameters.at[i] = 1;     // biases, not 0
    one_epoch(&n, batch, 1, set, 9);
    Dataset same = dataset_new(set.batch, PIXELS, CLASSES);
    data_draw(same, 9, TRAINING + 5, 1);        // the second batch of five
    CHECK(memcmp(same.x.at, batch.x.at, 5 * PIXELS * sizeof(real)) == 0,
          "not the digits after those of the first epoch");
    layers_forward(&m, same.x, true);
    mat_fill(m.gradient, 0);
    layers_backward(&m, same.y);
    double eta = 0.1 * 2 / 3, kappa = 0.01;     // the second epoch of three
    for (int i = 0; i < m.parameters.cols; i++) {
        double theta = (double)m.parameters.at[i];
        if (i < m.weights.cols) theta -= eta * kappa * theta;
        theta -= eta * (double)m.gradient.at[i];
        CHECK_NEAR(n.parameters.at[i], theta, 1e-6);    // κ takes 7e-4
    }
    CHECK(m.weights.cols < m.parameters.cols, "there are no biases");

    test("an epoch's mini-batches follow one another, without a gap");
    set.steps = 3;
    one_epoch(&n, batch, 2, set, 9);
    data_draw(same, 9, TRAINING + 8 * 5, 1);         // batches 6, 7, 8
    CHECK(memcmp(same.x.at, batch.x.at, 5 * PIXELS * sizeof(real)) == 0,
          "not the last digits of the third epoch");
    dataset_free(&same);
    dataset_free(&batch);
    layers_free(&m);
    layers_free(&n);
}

static void test_examination(void) {
    test("of many mistakes the surest are kept, in order");
    Misread worst[SHOWN] = {{0}};
    for (int i = 0; i < 101; i++)                // 0, 37, 74, 10, ... of 101
        insert(worst, (Misread){i, 0, (real)(i * 37 % 101 + 1) / 101});
    for (int k = 0; k < SHOWN; k++)
        CHECK_NEAR(worst[k].sure, (101 - k) / 101.0, 1e-6);

    test("the examination counts as layers_score does; what it keeps is wrong");
    Layers n = small_network(3);
    Dataset set = drawn_set(60, 0);
    Examination e = examine(&n, set);
    CHECK_NEAR(e.accuracy, layers_score(&n, set).accuracy, 1e-9);
    for (int k = 0; k < SHOWN; k++) {
        CHECK(e.worst[k].answer != set.label[e.worst[k].image], "read well");
        Matrix x = mat_rows(set.x, e.worst[k].image, 1);
        Matrix a = layers_forward(&n, x, false);
        CHECK(mat_argmax_row(a, 0) == e.worst[k].answer, "another answer");
        CHECK(e.worst[k].sure == AT(a, 0, e.worst[k].answer), "another output");
    }
    dataset_free(&set);
    layers_free(&n);
}

static void test_learns(void) {
    test("from drawn digits it learns to read tidier ones");
    Settings set = {4, 100, 5, 100, 0.1f, 0.002f, 1};
    Matrix scores = mat_new(4, SCORES);
    Layers n = small_network(1);
    Dataset strangers = drawn_set(200, 0);
    train(&n, scores, set, 1, strangers);
    real *last = &AT(scores, 3, 0);
    CHECK(last[STRANGERS] > 60, "%g %%", (double)last[STRANGERS]);
    CHECK(last[STRANGERS] > last[DRAWN] + 5, "%g %%, drawn %g %%",
          (double)last[STRANGERS], (double)last[DRAWN]);
    CHECK_NEAR(last[STRANGERS], layers_score(&n, strangers).accuracy, 1e-4);
    dataset_free(&strangers);
    layers_free(&n);
    mat_free(&scores);
}

static void too_wild(void) {
    char *words[] = {"stranger", "--spread", "3", NULL};
    stranger_main(3, words);
}

// (First what ends a process, while OpenMP has no memory of its own yet.)
int main(void) {
    test("a spread out of range is one line");
    check_dies(too_wild, 2, "--spread|0 to 2");
    test_fresh();
    test_step();
    test_examination();
    test_learns();
    test("the network is the ladder's, with 85 670 parameters");
    Random random = random_new(1);
    Layers n = network_new(SMALL);
    layers_start(&n, &random);
    CHECK(n.parameters.cols == 85670, "%d", n.parameters.cols);
    layers_free(&n);
    return tests_end();
}
