#define REAL double
// The first network: its gradient against slopes of the cost, with every term
// that a mistake could lose; one example against many; learning.
#include "ch02-backprop/network.h"
#include "common/toys.h"
#include "tests/check.h"

// A net with different numbers everywhere, so that no index can be swapped.
static Network net;
static Dataset some;

static double cost(void) { return network_cost(&net, some); }

static void setup(int layers, const int sizes[], int examples) {
    Random random = random_new(11);
    net = network_new(layers, sizes, examples, &random);
    some = dataset_new(examples, sizes[0], sizes[layers - 1]);
    mat_randn(some.x, 1, &random);
    mat_randn(some.y, 1, &random);              // not 0 or 1: a - y is not a
}

static void teardown(void) {
    dataset_free(&some);
    network_free(&net);
}

static void check_gradients(int layers, const int sizes[], int examples) {
    setup(layers, sizes, examples);
    network_gradient(&net, some.x, some.y);
    for (int l = 2; l <= layers; l++) {
        char what[40];
        snprintf(what, sizeof what, "∂C/∂w%d", l);
        check_gradient(what, net.w[l].at, net.nabla_w[l].at,
                       sizes[l - 1] * sizes[l - 2], cost, false);
        snprintf(what, sizeof what, "∂C/∂b%d", l);
        check_gradient(what, net.b[l].at, net.nabla_b[l].at, sizes[l - 1],
                       cost, false);
    }
    teardown();
}

static void test_gradients(void) {
    test("backpropagation finds the slope of the cost, for w and b");
    check_gradients(2, (int[]){3, 2}, 1);
    check_gradients(3, (int[]){4, 5, 3}, 1);
    check_gradients(3, (int[]){4, 5, 3}, 7);
    check_gradients(5, (int[]){3, 4, 2, 5, 2}, 6);
}

static void test_delta(void) {
    test("δ is ∂C/∂z: the demon's little push changes the cost by δ Δz");
    setup(4, (int[]){3, 4, 2, 3}, 1);
    network_backprop(&net, some.x, some.y);
    for (int l = 2; l <= 4; l++)
        for (int j = 0; j < net.sizes[l]; j++) {
            double delta = AT(net.delta[l], 0, j), push = 1e-5;
            double before = cost();
            AT(net.b[l], 0, j) += push;         // b enters z with a factor 1
            CHECK_NEAR((cost() - before) / push, delta, 1e-5);
            AT(net.b[l], 0, j) -= push;
            network_backprop(&net, some.x, some.y);
        }
    teardown();
}

// The text's feed-forward (23), for one example, neuron by neuron.
static void test_forward(void) {
    test("feed-forward is aⱼ = σ(Σₖ wⱼₖ aₖ + bⱼ), neuron by neuron (23)");
    setup(3, (int[]){4, 5, 3}, 6);
    Matrix a = network_feed_forward(&net, some.x);
    for (int i = 0; i < 6; i++) {
        double hidden[5];
        for (int j = 0; j < 5; j++) {
            double z = AT(net.b[2], 0, j);
            for (int k = 0; k < 4; k++)
                z += AT(net.w[2], j, k) * AT(some.x, i, k);
            hidden[j] = 1 / (1 + exp(-z));
        }
        for (int j = 0; j < 3; j++) {
            double z = AT(net.b[3], 0, j);
            for (int k = 0; k < 5; k++) z += AT(net.w[3], j, k) * hidden[k];
            CHECK_NEAR(AT(a, i, j), 1 / (1 + exp(-z)), 1e-14);
        }
    }
    test("the cost is half the squared distance, mean over examples (26)");
    double sum = 0;
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 3; j++)
            sum += pow(AT(some.y, i, j) - AT(a, i, j), 2);
    CHECK_NEAR(cost(), sum / (2 * 6), 1e-14);
    teardown();
}

static void test_update(void) {
    test("one step is w → w - η ∂C/∂w, in every layer, L included");
    setup(4, (int[]){3, 4, 2, 3}, 5);
    Matrix expected = mat_new(1, net.parameters.cols);
    network_gradient(&net, some.x, some.y);
    mat_copy(expected, net.parameters);
    mat_step(expected, -0.7, net.gradient);
    network_update(&net, some.x, some.y, 0.7);
    for (int i = 0; i < expected.cols; i++)
        CHECK_NEAR(net.parameters.at[i], expected.at[i], 1e-14);
    test("with η = 0 nothing moves");
    mat_copy(expected, net.parameters);
    network_update(&net, some.x, some.y, 0);
    for (int i = 0; i < expected.cols; i++)
        CHECK(net.parameters.at[i] == expected.at[i], "parameter %d", i);
    mat_free(&expected);

    test("the gradient of a batch is the mean of its examples' gradients");
    Matrix mean = mat_new(1, net.parameters.cols);
    for (int i = 0; i < 5; i++) {
        network_gradient(&net, mat_rows(some.x, i, 1), mat_rows(some.y, i, 1));
        mat_step(mean, 1.0 / 5, net.gradient);
    }
    network_gradient(&net, some.x, some.y);
    for (int i = 0; i < mean.cols; i++)
        CHECK_NEAR(net.gradient.at[i], mean.at[i], 1e-15);
    mat_free(&mean);
    teardown();
}

static void test_start(void) {
    test("the start is N(0, 1) in weights and biases; 23 860 parameters");
    Random random = random_new(1);
    Network n = network_new(3, (int[]){784, 30, 10}, 10, &random);
    CHECK(n.parameters.cols == 784 * 30 + 30 * 10 + 30 + 10, "%d",
          n.parameters.cols);
    double norm = mat_norm(n.parameters);
    CHECK_NEAR(norm * norm / n.parameters.cols, 1, 0.05);
    CHECK(mat_norm(n.b[3]) > 0, "biases start at 0");
    network_free(&n);
}

static void test_learning(void) {
    test("a small network learns two moons; its cost falls");
    Random random = random_new(5);
    Dataset moons = toys_moons(400, 0.05, &random);
    Network n = network_new(3, (int[]){2, 8, 1}, 10, &random);
    Batches batches = batches_new(moons, 10);
    double before = network_cost(&n, moons);
    for (int epoch = 0; epoch < 300; epoch++)
        network_epoch(&n, &batches, 3, &random);
    double after = network_cost(&n, moons);
    CHECK(after < before / 20, "cost %g, then %g", before, after);
    int right = 0;
    for (int i = 0; i < 400; i++) {
        Matrix a = network_feed_forward(&n, mat_rows(moons.x, i, 1));
        right += (AT(a, 0, 0) > 0.5) == moons.label[i];
    }
    CHECK(right >= 396, "%d of 400 right", right);
    batches_free(&batches);
    network_free(&n);
    dataset_free(&moons);
}

static void test_answers(void) {
    test("answers and their count agree, also for a last, smaller portion");
    Random random = random_new(6);
    Network n = network_new(2, (int[]){4, 3}, 10, &random);
    Dataset set = dataset_new(27, 4, 3);
    mat_randn(set.x, 1, &random);
    for (int i = 0; i < 27; i++) set.label[i] = i % 3;
    int answer[27], right = 0;
    network_answers(&n, set, answer);
    for (int i = 0; i < 27; i++) {
        Matrix a = network_feed_forward(&n, mat_rows(set.x, i, 1));
        CHECK(answer[i] == mat_argmax_row(a, 0), "answer %d", i);
        right += answer[i] == set.label[i];
    }
    CHECK(network_evaluate(&n, set) == right, "%d right", right);
    dataset_free(&set);
    network_free(&n);
}

static void one_layer(void) {
    Random random = random_new(1);
    network_new(1, (int[]){3}, 1, &random);
}
static void no_neurons(void) {
    Random random = random_new(1);
    network_new(3, (int[]){3, 0, 2}, 1, &random);
}
static void too_large(void) {
    Random random = random_new(1);
    network_new(3, (int[]){784, 5402475, 10}, 1, &random);
}
static void no_labels(void) { network_evaluate(&net, some); }
static void too_many_rows(void) { network_feed_forward(&net, some.x); }
static void wrong_inputs(void) { network_feed_forward(&net, some.y); }

static void test_mistakes(void) {
    test("mistakes end the program with one line");
    check_dies(one_layer, 1, "network_new|1 layers");
    check_dies(too_large, 1, "network_new|parameters");
    check_dies(no_neurons, 1, "network_new|0 neurons in layer 2");
    setup(2, (int[]){4, 3}, 5);
    net.most_rows = 4;
    check_dies(too_many_rows, 1, "5 examples at once|made for 4");
    net.most_rows = 5;
    int *label = some.label;
    some.label = NULL;
    check_dies(no_labels, 1, "network_evaluate|labels");
    some.label = label;
    check_dies(wrong_inputs, 1, "mat_mul_bt|5 x 3|3 x 4");
    teardown();
}

int main(void) {
    test_forward();
    test_delta();
    test_gradients();
    test_update();
    test_start();
    test_learning();
    test_answers();
    test_mistakes();
    return tests_end();
}
