#define REAL double
// Every kind of layer against slopes of the cost: all its parameters, and its
// input; what forward computes, by hand; what training leaves alone.
#include "tests/check.h"

#include "ch03-crossentropy-regularization/network2.h"
#include "ch05-vanishing-gradients/layers.h"
#include "common/toys.h"

enum { EXAMPLES = 9, BATCH = 4, INPUTS = 6 };
static Layers net;
static Dataset set;
static Batches batches;
static Random masks;
static bool training;

// A network is built by one of the functions below; targets sum to 1.
static void setup(void (*build)(Layers *n)) {
    Random random = random_new(21);
    net = layers_new(INPUTS, BATCH);
    build(&net);
    layers_start(&net, &random);
    for (int i = net.weights.cols; i < net.parameters.cols; i++)
        net.parameters.at[i] += (real)0.3 * random_normal(&random);
    int outputs = net.layer[net.L].outputs;
    set = dataset_new(EXAMPLES, INPUTS, outputs);
    mat_randn(set.x, 1, &random);
    for (int i = 0; i < EXAMPLES; i++) {
        real sum = 0;
        for (int j = 0; j < outputs; j++)
            sum += AT(set.y, i, j) = (real)0.1 + random_uniform(&random);
        for (int j = 0; j < outputs; j++) AT(set.y, i, j) /= sum;
    }
    batches = batches_new(set, BATCH);
    batches_next(&batches);
    masks = net.random;
}

static void teardown(void) {
    batches_free(&batches);
    dataset_free(&set);
    layers_free(&net);
}

static double cost(void) {
    net.random = masks;
    layers_forward(&net, batches.x, training);
    double squares = (double)mat_dot(net.weights, net.weights);
    return net.layer[net.L].cost(&net, batches.y) / BATCH +
           (double)net.lambda / (2 * EXAMPLES) * squares;
}

static void check_array(const char *name, int l, Matrix m, Matrix nabla,
                        bool may_vanish) {
    char what[80];
    if (m.cols == 0) return;
    snprintf(what, sizeof what, "layer %d, %s, %s", l, net.layer[l].name, name);
    check_gradient(what, m.at, nabla.at, m.rows * m.cols, cost, may_vanish);
}

// In training b of a dense layer before batch_norm has no effect.  In use the
// averages come from a few batches before.
static void check_gradients(void) {
    for (int l = 1; l <= net.L; l++) {
        bool idle = training && l < net.L &&
                    strcmp(net.layer[l].name, "dense") == 0 &&
                    strcmp(net.layer[l + 1].name, "batch_norm") == 0;
        check_array("w", l, net.layer[l].w, net.layer[l].nabla_w, false);
        check_array("b", l, net.layer[l].b, net.layer[l].nabla_b, idle);
        check_array("γ", l, net.layer[l].gamma, net.layer[l].nabla_gamma,
                    false);
    }
    Matrix to_x = mat_new(BATCH, INPUTS);         // delta is per example
    mat_scale(to_x, 1.0 / BATCH, net.layer[0].delta);
    check_array("x", 0, batches.x, to_x, false);
    mat_free(&to_x);
}

static void check_net(void (*build)(Layers *n)) {
    setup(build);
    net.to_input = training = true;
    net.lambda = 0.4;
    layers_gradient(&net, &batches);
    check_gradients();
    for (int t = 0; t < 3; t++) layers_forward(&net, batches.x, true);
    training = false;
    net.lambda = 0;
    layers_forward(&net, batches.x, false);
    mat_fill(net.gradient, 0);
    layers_backward(&net, batches.y);
    check_gradients();
    teardown();
}

static void build_plain(Layers *n) {
    layers_dense(n, 5);
    layers_sigmoid(n);
    layers_dense(n, 4);
    layers_tanh(n);
    layers_dense(n, 5);
    layers_relu(n);
    layers_dense(n, 3);
    layers_softmax(n);
}

static void build_norm(Layers *n) {
    layers_batch_norm(n, 1);
    layers_tanh(n);
    layers_dense(n, 6);
    layers_batch_norm(n, 1);
    layers_sigmoid(n);
    layers_dense(n, 6);
    layers_batch_norm(n, 3);                      // two maps of three pixels
    layers_tanh(n);
    layers_dense(n, 3);
    layers_cross_entropy(n);
}

static void build_dropout(Layers *n) {
    layers_dropout(n, 0.2);
    layers_dense(n, 8);
    layers_tanh(n);
    layers_dropout(n, 0.5);
    layers_dense(n, 3);
    layers_softmax(n);
}

static void build_residual(Layers *n) {
    int x = 0;
    layers_dense(n, INPUTS);
    layers_tanh(n);
    x = layers_sum(n, x);                         // reads the input twice
    layers_dense(n, INPUTS);
    layers_batch_norm(n, 1);
    layers_relu(n);
    layers_dense(n, INPUTS);
    int y = layers_sum(n, x);
    layers_sum(n, y);                             // the layer below, again
    layers_dense(n, 3);
    layers_softmax(n);
}

static void build_concat(Layers *n) {
    int x = layers_dense(n, 4);
    layers_tanh(n);
    int two = layers_concat(n, x);
    layers_dense(n, 3);
    layers_sigmoid(n);
    layers_concat(n, two);
    layers_concat(n, 0);
    layers_dense(n, 2);
    layers_cross_entropy(n);
}

static void test_gradients(void) {
    test("dense, sigmoid, tanh, relu, softmax: ∇C is the slope of C, in "
         "training and in use");
    check_net(build_plain);
    test("batch normalisation: ∇C is the slope of C, γ, β and inputs too, "
         "in training and in use");
    check_net(build_norm);
    test("dropout: ∇C is the slope of C, under the same masks, and without "
         "any");
    check_net(build_dropout);
    test("residual connections: δ arrives twice, and is added");
    check_net(build_residual);
    test("dense connections: δ is divided as the outputs were joined");
    check_net(build_concat);
}

static void test_forward(void) {
    test("forward, by hand: dense, relu, sum, concat");
    Layers n = layers_new(2, 1);
    Random random = random_new(1);
    int dense = layers_dense(&n, 2);
    int relu = layers_relu(&n);
    int sum = layers_sum(&n, dense);
    int both = layers_concat(&n, relu);
    layers_softmax(&n);
    layers_start(&n, &random);
    real w[] = {1, 2, -3, 1}, x[] = {1, 0.5}, b[] = {0.5, 0};
    memcpy(n.layer[dense].w.at, w, sizeof w);
    memcpy(n.layer[dense].b.at, b, sizeof b);
    layers_forward(&n, mat_view(x, 1, 2), false);
    real want[] = {5, -2.5, 2.5, 0};               // z = 2.5, -2.5
    for (int j = 0; j < 2; j++)
        CHECK_NEAR(AT(n.layer[sum].a, 0, j), want[j], 1e-15);
    for (int j = 0; j < 4; j++)
        CHECK_NEAR(AT(n.layer[both].a, 0, j), want[j], 1e-15);
    double exps = exp(5) + exp(-2.5) + exp(2.5) + 1;
    CHECK_NEAR(AT(n.layer[n.L].a, 0, 2), exp(2.5) / exps, 1e-15);
    layers_free(&n);
}

static void test_like_network2(void) {
    test("dense and sigmoid layers are network2: the same gradient");
    Random random = random_new(5);
    Network2 two = network2_new(3, (int[]){INPUTS, 5, 3}, BATCH,
                                &network2_cross_entropy, &random);
    two.lambda = 0.3;
    Layers n = layers_new(INPUTS, BATCH);
    layers_dense(&n, 5);
    layers_sigmoid(&n);
    layers_dense(&n, 3);
    layers_cross_entropy(&n);
    layers_start(&n, &random);
    n.lambda = 0.3;
    CHECK(n.parameters.cols == two.parameters.cols, "%d", n.parameters.cols);
    mat_copy(n.parameters, two.parameters);
    setup(build_plain);
    network2_gradient(&two, &batches, &random);
    layers_gradient(&n, &batches);
    for (int i = 0; i < n.parameters.cols; i++)
        CHECK_NEAR(n.gradient.at[i], two.gradient.at[i], 1e-15);
    CHECK_NEAR(layers_score(&n, set).cost, network2_score(&two, set).cost,
               1e-14);
    CHECK_NEAR(layers_score(&n, set).accuracy,
               network2_score(&two, set).accuracy, 1e-12);
    teardown();
    layers_free(&n);
    network2_free(&two);
}

static void test_batch_norm(void) {
    test("batch_norm: mean 0 and variance 1 over the batch; then γ and β");
    setup(build_norm);
    Layer *first = &net.layer[1];
    first->gamma.at[2] = 3;
    first->b.at[2] = -1;
    layers_forward(&net, batches.x, true);
    for (int j = 0; j < INPUTS; j++) {
        double sum = 0, squares = 0;
        for (int i = 0; i < BATCH; i++) {
            sum += AT(first->kept, i, j);
            squares += pow(AT(first->kept, i, j), 2);
        }
        CHECK_NEAR(sum, 0, 1e-12);
        CHECK_NEAR(squares / BATCH, 1, 1e-3);      // ε is in it
    }
    for (int i = 0; i < BATCH; i++)
        CHECK_NEAR(AT(first->a, i, 2), 3 * AT(first->kept, i, 2) - 1, 1e-14);

    test("in use the averages stand in for the batch, and stay as they are");
    for (int t = 0; t < 300; t++) layers_forward(&net, batches.x, true);
    Matrix trained = mat_new(BATCH, 3), before = mat_new(1, INPUTS);
    mat_copy(trained, net.layer[net.L].a);
    mat_copy(before, first->mean);
    layers_forward(&net, batches.x, false);
    for (int i = 0; i < BATCH * 3; i++)
        CHECK_NEAR(net.layer[net.L].a.at[i], trained.at[i], 1e-6);
    layers_forward(&net, mat_rows(set.x, 5, 1), false);
    for (int j = 0; j < INPUTS; j++)
        CHECK(first->mean.at[j] == before.at[j], "average %d moved", j);
    mat_free(&before);
    mat_free(&trained);

    test("a single example in training comes out as β");
    layers_forward(&net, mat_rows(set.x, 3, 1), true);
    for (int j = 0; j < INPUTS; j++)
        CHECK_NEAR(AT(first->a, 0, j), first->b.at[j], 1e-9);
    teardown();
}

static void test_dropout(void) {
    test("dropout: nothing in use, masks of 0 and 1/(1-p) in training");
    setup(build_dropout);
    layers_forward(&net, batches.x, false);
    for (int i = 0; i < BATCH * INPUTS; i++)
        CHECK(net.layer[1].a.at[i] == batches.x.at[i], "input %d", i);
    int off = 0;
    for (int t = 0; t < 100; t++) {
        layers_forward(&net, batches.x, true);
        for (int i = 0; i < BATCH * INPUTS; i++) {
            real r = net.layer[1].kept.at[i];
            CHECK(r == 0 || r == 1 / (1 - (real)0.2), "mask %g", r);
            off += r == 0;
        }
    }
    CHECK_NEAR(off / (100.0 * BATCH * INPUTS), 0.2, 0.03);
    teardown();
}

static void test_start(void) {
    test("the blocks: all w first; sd is √(1/inputs) or what was asked for");
    Layers n = layers_new(400, 1);
    Random random = random_new(3);
    int one = layers_dense(&n, 50);
    layers_batch_norm(&n, 1);
    layers_relu(&n);
    int two = layers_dense(&n, 60);
    n.layer[two].sd = 2;
    layers_softmax(&n);
    layers_start(&n, &random);
    CHECK(n.weights.cols == 400 * 50 + 50 * 60, "%d weights", n.weights.cols);
    CHECK(n.parameters.cols == n.weights.cols + 50 + 100 + 60, "%d",
          n.parameters.cols);
    CHECK(n.layer[two].w.at == n.parameters.at + 400 * 50, "not in a row");
    CHECK(n.layer[one].b.at == n.parameters.at + n.weights.cols, "b before");
    CHECK_NEAR(mat_norm(n.layer[one].w) / sqrt(400 * 50), 0.05, 0.002);
    CHECK_NEAR(mat_norm(n.layer[two].w) / sqrt(50 * 60), 2, 0.1);
    CHECK(n.layer[2].gamma.at[7] == 1 && n.layer[one].b.at[3] == 0, "γ, b");
    layers_free(&n);
}

static void test_training(void) {
    test("a deep network with batch_norm and residuals learns two moons");
    Random random = random_new(4);
    Dataset moons = toys_moons(200, 0.05, &random);
    mat_free(&moons.y);
    moons.y = data_one_hot(moons.label, 200, 2);
    Layers n = layers_new(2, 20);
    int from = layers_dense(&n, 8);
    for (int block = 0; block < 3; block++) {
        layers_batch_norm(&n, 1);
        layers_relu(&n);
        layers_dense(&n, 8);
        from = layers_sum(&n, from);
    }
    layers_dense(&n, 2);
    layers_softmax(&n);
    layers_start(&n, &random);
    Batches all = batches_new(moons, 20);
    for (int epoch = 0; epoch < 40; epoch++)
        layers_epoch(&n, &all, 0.3, &random);
    CHECK(layers_score(&n, moons).accuracy >= 99, "%g %%",
          layers_score(&n, moons).accuracy);
    batches_free(&all);
    layers_free(&n);
    dataset_free(&moons);
}

// ## Wrong use
static void misfit(void) {
    Layers n = layers_new(3, 1);
    layers_dense(&n, 2);
    layers_sum(&n, 0);
}
static void unfinished(void) {
    Layers n = layers_new(3, 1);
    Random random = random_new(1);
    layers_dense(&n, 2);
    layers_start(&n, &random);
}
static void above_the_top(void) {
    Layers n = layers_new(3, 1);
    layers_softmax(&n);
    layers_dense(&n, 2);
}
static void future(void) {
    Layers n = layers_new(3, 1);
    layers_concat(&n, 1);
}
static void drop_all(void) {
    Layers n = layers_new(3, 1);
    layers_dropout(&n, 1);
}
static void odd_maps(void) {
    Layers n = layers_new(3, 1);
    layers_batch_norm(&n, 2);
}
static void late(void) {
    setup(build_plain);
    layers_relu(&net);
}
static void wide(void) {
    setup(build_plain);
    layers_forward(&net, set.y, false);
}

static void test_errors(void) {
    test("wrong use ends with one line");
    check_dies(misfit, 1, "sum of 2|3 of layer 0");
    check_dies(unfinished, 1, "softmax or cross_entropy");
    check_dies(above_the_top, 1, "dense|softmax|last");
    check_dies(future, 1, "concat wants layer 1 of 0");
    check_dies(drop_all, 1, "p_drop is 1");
    check_dies(odd_maps, 1, "3 numbers in maps of 2");
    check_dies(late, 1, "relu layer after layers_start");
    check_dies(wide, 1, "3 numbers|6");
}

int main(void) {
    test_gradients();
    test_forward();
    test_like_network2();
    test_batch_norm();
    test_dropout();
    test_start();
    test_training();
    test_errors();
    return tests_end();
}
