#define REAL double
// Convolution and pooling: against their definitions over many shapes, against
// slopes of the cost alone and in whole nets; the start; threads.
#include "tests/check.h"

#include "ch06-convnets/network3.h"
#include "common/report.h"

enum { BATCH = 3, EXAMPLES = 6 };
static Layers net;
static Dataset set;
static Batches batches;
static Random masks;

// ## Against the definitions
typedef struct {
    int maps_below, side, maps, window, stride, padding;
} Shape;

static const Shape SHAPES[] = {
    {1, 5, 1, 5, 1, 0},  {1, 28, 2, 5, 1, 0}, {2, 6, 3, 3, 1, 0},
    {3, 7, 2, 3, 2, 0},  {3, 8, 2, 3, 2, 1},  {2, 9, 4, 5, 1, 2},
    {4, 6, 5, 1, 1, 0},  {1, 12, 2, 4, 3, 1}, {2, 11, 3, 2, 1, 1},
    {1, 10, 7, 3, 1, 1}, {5, 4, 1, 4, 1, 3},  {2, 17, 3, 5, 4, 0},
};

static void one_convolution(Shape s) {
    Random random = random_new(3);
    Layers n = network3_new(s.maps_below, s.side, 2);
    int l = network3_convolution_with(&n, s.maps, s.window, s.stride,
                                      s.padding);
    layers_softmax(&n);
    layers_start(&n, &random);
    Layer *it = &n.layer[l];
    mat_randn(it->b, 1, &random);
    Matrix x = mat_new(2, n.layer[0].outputs);
    mat_randn(x, 1, &random);
    layers_forward(&n, x, false);
    int places = it->side * it->side;
    Matrix z = mat_new(s.maps, places);
    CHECK(network3_maps(&n, l) == s.maps, "%d maps", network3_maps(&n, l));
    for (int e = 0; e < 2; e++) {
        Matrix image = mat_view(&AT(x, e, 0), s.maps_below, s.side * s.side);
        network3_convolution_plain(z, it->w, it->b, image, it);
        for (int i = 0; i < s.maps * places; i++)
            CHECK_NEAR(it->a.at[e * s.maps * places + i], z.at[i], 1e-12);
    }
    mat_free(&z);
    mat_free(&x);
    layers_free(&n);
}

static void test_convolution(void) {
    test("convolution is its six loops, over many shapes");
    for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++)
        one_convolution(SHAPES[i]);
}

static void test_by_hand(void) {
    test("convolution by hand: a window on its place, bias, padding");
    Random random = random_new(1);
    Layers n = network3_new(1, 3, 1);
    int l = network3_convolution_with(&n, 1, 2, 1, 1);
    layers_softmax(&n);
    layers_start(&n, &random);
    real w[] = {1, 2, 3, 4}, x[] = {1, 0, 2, 0, 5, 0, 7, 0, 1};
    memcpy(n.layer[l].w.at, w, sizeof w);
    n.layer[l].b.at[0] = 0.5;
    CHECK(n.layer[l].side == 4, "side %d", n.layer[l].side);
    layers_forward(&n, mat_view(x, 1, 9), false);
    real want[] = {4.5, 3.5, 8.5, 6.5,  2.5, 21.5, 19.5, 2.5,
                   28.5, 31.5, 9.5, 3.5, 14.5, 7.5, 2.5, 1.5};
    for (int i = 0; i < 16; i++) CHECK_NEAR(n.layer[l].a.at[i], want[i], 0);
    layers_free(&n);
}

// The largest of a window, and only it moves with δ.
static void one_pool(int side, int window, int stride) {
    enum { MAPS = 2 };
    Random random = random_new(4);
    Layers n = network3_new(MAPS, side, 2);
    int l = network3_max_pool(&n, window, stride);
    layers_softmax(&n);
    layers_start(&n, &random);
    n.to_input = true;
    Matrix x = mat_new(2, MAPS * side * side);
    mat_randn(x, 1, &random);
    layers_forward(&n, x, false);
    int out = n.layer[l].side, checked = 0;
    CHECK(out == (side - window) / stride + 1, "side %d", out);
    Matrix want = mat_new(2, MAPS * side * side);
    mat_fill(n.layer[l].delta, 0);
    mat_fill(n.layer[0].delta, 0);
    for (int map = 0; map < 2 * MAPS; map++)
        for (int p = 0; p < out * out; p++) {
            int corner = (p / out * stride) * side + p % out * stride;
            int best = corner;
            for (int u = 0; u < window; u++)
                for (int v = 0; v < window; v++) {
                    int at = corner + u * side + v;
                    if (x.at[map * side * side + at] >
                        x.at[map * side * side + best]) best = at;
                }
            CHECK_NEAR(n.layer[l].a.at[map * out * out + p],
                       x.at[map * side * side + best], 0);
            real delta = random_normal(&random);
            n.layer[l].delta.at[map * out * out + p] = delta;
            want.at[map * side * side + best] += delta;
            checked++;
        }
    n.layer[l].backward(&n, l);
    CHECK(checked == 2 * MAPS * out * out && checked > 0, "%d", checked);
    for (int i = 0; i < 2 * MAPS * side * side; i++)
        CHECK_NEAR(n.layer[0].delta.at[i], want.at[i], 1e-15);
    mat_free(&want);
    mat_free(&x);
    layers_free(&n);
}

static void test_pooling(void) {
    test("max-pooling: the largest, which alone gets δ; borders are ignored");
    one_pool(4, 2, 2);
    one_pool(24, 2, 2);
    one_pool(5, 2, 2);
    one_pool(7, 3, 2);
    one_pool(8, 3, 2);
    one_pool(9, 3, 3);
    one_pool(6, 2, 1);
    one_pool(3, 3, 1);
    one_pool(5, 1, 2);
}

// ## Against slopes
static void setup(Layers made, int outputs) {
    Random random = random_new(21);
    net = made;
    layers_start(&net, &random);
    for (int i = net.weights.cols; i < net.parameters.cols; i++)
        net.parameters.at[i] += 0.3 * random_normal(&random);
    set = dataset_new(EXAMPLES, net.layer[0].outputs, outputs);
    mat_randn(set.x, 1, &random);
    for (int i = 0; i < EXAMPLES; i++) {
        real sum = 0;
        for (int j = 0; j < outputs; j++)
            sum += AT(set.y, i, j) = 0.1 + random_uniform(&random);
        for (int j = 0; j < outputs; j++) AT(set.y, i, j) /= sum;
    }
    batches = batches_new(set, BATCH);
    batches_next(&batches);
    masks = net.random;
    net.to_input = true;
    net.lambda = 0.4;
}

static double cost(void) {
    net.random = masks;
    layers_forward(&net, batches.x, true);
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

static void check_net(Layers made, int outputs) {
    setup(made, outputs);
    layers_gradient(&net, &batches);
    for (int l = 1; l <= net.L; l++) {
        bool idle = l < net.L && net.layer[l].w.cols > 0 &&
                    strcmp(net.layer[l + 1].name, "batch_norm") == 0;
        check_array("w", l, net.layer[l].w, net.layer[l].nabla_w, false);
        check_array("b", l, net.layer[l].b, net.layer[l].nabla_b, idle);
        check_array("γ", l, net.layer[l].gamma, net.layer[l].nabla_gamma,
                    false);
    }
    Matrix to_x = mat_new(BATCH, net.layer[0].outputs);
    mat_scale(to_x, 1.0 / BATCH, net.layer[0].delta);
    check_array("x", 0, batches.x, to_x, false);
    mat_free(&to_x);
    batches_free(&batches);
    dataset_free(&set);
    layers_free(&net);
}

static void test_gradients(void) {
    test("convolutions of all shapes: ∇C is the slope of C");
    for (size_t i = 2; i < sizeof SHAPES / sizeof *SHAPES; i++) {
        Shape s = SHAPES[i];
        Layers n = network3_new(s.maps_below, s.side, BATCH);
        network3_convolution_with(&n, s.maps, s.window, s.stride, s.padding);
        layers_tanh(&n);
        layers_dense(&n, 3);
        layers_softmax(&n);
        check_net(n, 3);
    }
    test("conv, pool, sigmoid, twice, dropout, dense: ∇C is the slope of C");
    Layers n = network3_new(2, 10, BATCH);
    network3_convolution(&n, 3, 3);
    network3_max_pool(&n, 2, 2);
    layers_sigmoid(&n);
    network3_convolution_with(&n, 4, 3, 1, 1);
    network3_max_pool(&n, 3, 2);                   // overlapping
    layers_tanh(&n);
    layers_dropout(&n, 0.5);
    layers_dense(&n, 4);
    layers_sigmoid(&n);
    layers_dense(&n, 3);
    layers_softmax(&n);
    check_net(n, 3);
    test("batch norm of maps inside a residual block: ∇C is the slope of C");
    n = network3_new(1, 6, BATCH);
    network3_convolution_with(&n, 3, 3, 1, 1);
    int x = layers_tanh(&n);
    network3_convolution_with(&n, 3, 3, 1, 1);
    layers_batch_norm(&n, 36);
    layers_tanh(&n);
    network3_convolution_with(&n, 3, 3, 1, 1);
    layers_batch_norm(&n, 36);
    int sum = layers_sum(&n, x);
    layers_concat(&n, sum);                        // six maps now
    network3_convolution(&n, 2, 1);
    network3_max_pool(&n, 2, 2);
    layers_dense(&n, 3);
    layers_softmax(&n);
    check_net(n, 3);
}

static void test_maps(void) {
    test("layers in between keep maps, concat adds them, dense ends them");
    Layers n = network3_new(1, 8, 1);
    int a = network3_convolution(&n, 3, 3);
    int b = layers_relu(&n);
    int c = layers_concat(&n, a);
    int d = layers_dense(&n, 10);
    CHECK(n.layer[b].side == 6 && network3_maps(&n, b) == 3, "relu");
    CHECK(n.layer[c].side == 6 && network3_maps(&n, c) == 6, "concat");
    CHECK(n.layer[d].side == 1 && network3_maps(&n, d) == 10, "dense");
}

// ## The start
static double sd_of(Matrix m) {
    return (double)mat_norm(m) / sqrt((double)(m.rows * m.cols));
}

static void test_start(void) {
    test("the start is network3.py's: 1/√n_out, b ~ N(0, 1), cost ln 10");
    Random random = random_new(2);
    Layers n = network3_new(1, 28, 10);
    int conv = network3_convolution(&n, 20, 5);
    network3_max_pool(&n, 2, 2);
    layers_sigmoid(&n);
    int dense = layers_dense(&n, 100);
    layers_sigmoid(&n);
    int last = layers_dense(&n, 10);
    layers_softmax(&n);
    network3_start(&n, &random);
    CHECK_NEAR(sd_of(n.layer[conv].w), sqrt(1.0 / 125), 0.01);
    CHECK_NEAR(sd_of(n.layer[dense].w), sqrt(1.0 / 100), 0.001);
    CHECK_NEAR(sd_of(n.layer[dense].b), 1, 0.2);
    CHECK_NEAR(sd_of(n.layer[conv].b), 1, 0.4);
    CHECK_NEAR(sd_of(n.layer[last].w), 0, 0);
    CHECK_NEAR(sd_of(n.layer[last].b), 0, 0);
    Matrix x = mat_new(1, 784), y = mat_new(1, 10);
    mat_randn(x, 1, &random);
    y.at[3] = 1;
    layers_forward(&n, x, true);
    CHECK_NEAR(n.layer[n.L].cost(&n, y), log(10), 1e-15);
    mat_free(&y);
    mat_free(&x);
    layers_free(&n);
}

// ## Threads
static uint32_t trained_with(int threads) {
    Random random = random_new(8);
    Layers n = network3_new(1, 12, 5);
    network3_convolution(&n, 6, 5);
    network3_max_pool(&n, 2, 2);
    layers_relu(&n);
    network3_convolution_with(&n, 4, 3, 1, 1);
    network3_max_pool(&n, 3, 1);
    layers_relu(&n);
    layers_dense(&n, 3);
    layers_softmax(&n);
    network3_start(&n, &random);
    n.threads = threads;
    Dataset some = dataset_new(23, 144, 3);
    mat_randn(some.x, 1, &random);
    for (int i = 0; i < 23; i++) AT(some.y, i, i % 3) = 1;
    Batches b = batches_new(some, 5);
    for (int epoch = 0; epoch < 3; epoch++)
        layers_epoch(&n, &b, 0.1, &random);
    uint32_t hash = hash_numbers(0, n.parameters.at, n.parameters.cols);
    batches_free(&b);
    dataset_free(&some);
    layers_free(&n);
    return hash;
}

static void test_threads(void) {
    test("any number of threads gives the same bits");
    uint32_t one = trained_with(1);
    for (int threads = 2; threads <= 5; threads++)
        CHECK(trained_with(threads) == one, "%d threads: other bits", threads);
}

// ## Wrong use
static void too_wide(void) {
    Layers n = network3_new(1, 4, 1);
    network3_convolution(&n, 2, 5);
}
static void no_stride(void) {
    Layers n = network3_new(1, 4, 1);
    network3_convolution_with(&n, 2, 3, 0, 0);
}
static void pool_too_wide(void) {
    Layers n = network3_new(1, 4, 1);
    network3_max_pool(&n, 5, 1);
}
static void no_maps(void) { network3_new(0, 28, 10); }

static void test_errors(void) {
    test("windows that do not fit and other nonsense are refused");
    check_dies(too_wide, 1, "window of 5|side 4");
    check_dies(no_stride, 1, "stride 0");
    check_dies(pool_too_wide, 1, "window 5|side 4");
    check_dies(no_maps, 1, "0 maps");
}

int main(void) {
    test_convolution();
    test_by_hand();
    test_pooling();
    test_gradients();
    test_maps();
    test_start();
    test_errors();
    test_threads();              // last: threads disturb a leak check
    return tests_end();
}
