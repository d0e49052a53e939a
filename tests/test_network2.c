#define REAL double
// The second network: every cost with every regulariser and with dropout,
// against slopes; what each addition does to a step; the watched loop; files.
// Its source is included, so that a cost can be measured under fixed masks.
#include "ch02-backprop/network.h"
#include "ch03-crossentropy-regularization/network2.c"
#include "ch03-crossentropy-regularization/network2_file.h"
#include "common/toys.h"
#include "tests/check.h"

static const Network2Cost *const COSTS[] = {
    &network2_quadratic, &network2_cross_entropy, &network2_log_likelihood,
};

// A net with different numbers everywhere, and a mini-batch of 5 of 12
// examples, so that m and n cannot be confused.
enum { EXAMPLES = 12, BATCH = 5 };
static Network2 net;
static Dataset set;
static Batches batches;
static Random masks;                   // as it was before the masks were drawn

static void setup(int layers, const int sizes[], const Network2Cost *cost) {
    Random random = random_new(11);
    net = network2_new(layers, sizes, BATCH, cost, &random);
    set = dataset_new(EXAMPLES, sizes[0], sizes[layers - 1]);
    mat_randn(set.x, 1, &random);
    for (int i = 0; i < EXAMPLES; i++) {       // targets that sum to 1, none 0
        real sum = 0;
        for (int j = 0; j < set.y.cols; j++)
            sum += AT(set.y, i, j) = (real)0.1 + random_uniform(&random);
        for (int j = 0; j < set.y.cols; j++) AT(set.y, i, j) /= sum;
    }
    batches = batches_new(set, BATCH);
    batches_next(&batches);
    masks = random_new(5);
}

static void teardown(void) {
    batches_free(&batches);
    dataset_free(&set);
    network2_free(&net);
}

// What descent makes small, for this batch and these masks.
static double cost(void) {
    Random random = masks;
    if (net.p_drop > 0) draw_masks(&net, BATCH, &random);
    feed_forward(&net, batches.x, net.p_drop > 0);
    return net.cost->cost(net.z[net.L], net.a[net.L], batches.y) / BATCH +
           network2_penalty(&net, EXAMPLES);
}

static void check_all_arrays(const char *name) {
    Random random = masks;
    network2_gradient(&net, &batches, &random);
    for (int l = 2; l <= net.L; l++) {
        char what[120];
        snprintf(what, sizeof what, "%s ∂C/∂w%d", name, l);
        check_gradient(what, net.w[l].at, net.nabla_w[l].at,
                       net.w[l].rows * net.w[l].cols, cost, false);
        snprintf(what, sizeof what, "%s ∂C/∂b%d", name, l);
        check_gradient(what, net.b[l].at, net.nabla_b[l].at, net.b[l].cols,
                       cost, false);
    }
}

static void test_gradients(void) {
    test("every cost, regulariser and kind of dropout: ∇C is its slope");
    for (int c = 0; c < 3; c++)
        for (int regulariser = 0; regulariser < 4; regulariser++)
            for (int dropout = 0; dropout < 3; dropout++) {
                char name[80];
                setup(4, (int[]){3, 6, 4, 3}, COSTS[c]);
                net.lambda = regulariser & 1 ? 0.7 : 0;
                net.lambda_1 = regulariser & 2 ? 0.3 : 0;
                net.p_drop = dropout ? 0.4 : 0;
                net.mask_per_example = dropout == 2;
                snprintf(name, sizeof name, "%s, λ %g, λ₁ %g, dropout %d:",
                         COSTS[c]->name, net.lambda, net.lambda_1, dropout);
                check_all_arrays(name);
                teardown();
            }
}

static void test_costs(void) {
    test("quadratic cost, cross-entropy, log-likelihood: values by hand");
    real z[] = {0.5, -1, 2}, y[] = {0.2, 0.7, 0.1}, a[3];
    Matrix zs = mat_view(z, 1, 3), ys = mat_view(y, 1, 3);
    Matrix as = mat_view(a, 1, 3);
    double half = 0, entropy = 0, likelihood = 0, exps = 0;
    for (int j = 0; j < 3; j++) exps += exp(z[j]);
    for (int j = 0; j < 3; j++) {
        double s = 1 / (1 + exp(-z[j]));
        half += pow(y[j] - s, 2) / 2;
        entropy -= y[j] * log(s) + (1 - y[j]) * log(1 - s);
        likelihood -= y[j] * log(exp(z[j]) / exps);
    }
    network2_quadratic.output(as, zs);
    CHECK_NEAR(network2_quadratic.cost(zs, as, ys), half, 1e-14);
    CHECK_NEAR(network2_cross_entropy.cost(zs, as, ys), entropy, 1e-14);
    network2_log_likelihood.output(as, zs);
    CHECK_NEAR(a[0] + a[1] + a[2], 1, 1e-15);
    CHECK_NEAR(a[2], exp(2) / exps, 1e-15);
    CHECK_NEAR(network2_log_likelihood.cost(zs, as, ys), likelihood, 1e-14);

    test("costs stay finite where a is 0 or 1, and say how wrong it is");
    real far[] = {1000, -1000, 0}, hot[] = {0, 1, 0};
    Matrix zf = mat_view(far, 1, 3), yf = mat_view(hot, 1, 3);
    network2_cross_entropy.output(as, zf);
    CHECK_NEAR(network2_cross_entropy.cost(zf, as, yf), 2000 + log(2), 1e-9);
    network2_log_likelihood.output(as, zf);
    CHECK(a[0] == 1 && a[1] == 0 && a[2] == 0, "%g %g %g", a[0], a[1], a[2]);
    CHECK_NEAR(network2_log_likelihood.cost(zf, as, yf), 2000, 1e-9);
    real right[] = {-1000, 1000, -1000};
    Matrix zr = mat_view(right, 1, 3);
    network2_cross_entropy.output(as, zr);
    CHECK_NEAR(network2_cross_entropy.cost(zr, as, yf), 0, 1e-9);
    network2_log_likelihood.output(as, zr);
    CHECK_NEAR(network2_log_likelihood.cost(zr, as, yf), 0, 1e-9);
}

static double spread(Matrix m) {
    return mat_norm(m) / sqrt((double)m.rows * m.cols);
}

static void test_starts(void) {
    test("weights start with spread 1/√n_in, biases with 1; or all with 1");
    Random random = random_new(3);
    Network2 n = network2_new(3, (int[]){400, 100, 200}, 1,
                              &network2_cross_entropy, &random);
    CHECK_NEAR(spread(n.w[2]), 1.0 / 20, 0.001);
    CHECK_NEAR(spread(n.w[3]), 1.0 / 10, 0.002);
    CHECK_NEAR(spread(n.b[3]), 1, 0.15);
    CHECK(n.weights.cols == 400 * 100 + 100 * 200, "%d", n.weights.cols);
    network2_large_start(&n, &random);
    CHECK_NEAR(spread(n.w[2]), 1, 0.02);
    CHECK_NEAR(spread(n.w[3]), 1, 0.02);
    CHECK_NEAR(spread(n.b[3]), 1, 0.15);
    network2_free(&n);
}

// One step against the text's formulas, from the gradient without additions.
static void test_decay(void) {
    test("L2: w → (1 - ηλ/n) w - η ∂C₀/∂w (93), L1: - ηλ/n sgn(w) (97)");
    setup(3, (int[]){3, 4, 2}, &network2_cross_entropy);
    net.w[2].at[5] = 0;                        // sgn(0) = 0
    Matrix w = mat_new(1, net.parameters.cols), slope = mat_new(1, w.cols);
    network2_gradient(&net, &batches, NULL);
    mat_copy(w, net.parameters);
    mat_copy(slope, net.gradient);
    for (int l1 = 0; l1 <= 1; l1++) {
        mat_copy(net.parameters, w);
        net.lambda = l1 ? 0 : 0.6;
        net.lambda_1 = l1 ? 0.6 : 0;
        network2_gradient(&net, &batches, NULL);
        network2_step(&net, 0.5);
        for (int i = 0; i < w.cols; i++) {
            double wi = w.at[i], less = 0;
            if (i < net.weights.cols)          // biases do not decay
                less = l1 ? (wi > 0) - (wi < 0) : wi;
            CHECK_NEAR(net.parameters.at[i],
                       wi - 0.5 * 0.6 / EXAMPLES * less - 0.5 * slope.at[i],
                       1e-15);
        }
    }
    mat_free(&slope);
    mat_free(&w);
    teardown();
}

static void test_max_norm(void) {
    test("max-norm shortens long neurons to c, and leaves short ones alone");
    setup(3, (int[]){3, 4, 2}, &network2_cross_entropy);
    mat_fill(net.w[2], 2);                     // norm 2 √3
    AT(net.w[2], 0, 1) = 4;                    // norm √24
    mat_fill(mat_rows(net.w[2], 3, 1), 0.1);
    mat_fill(net.gradient, 0);
    net.max_norm = 3;
    network2_step(&net, 1);
    CHECK_NEAR(mat_norm(mat_rows(net.w[2], 0, 1)), 3, 1e-14);
    CHECK_NEAR(AT(net.w[2], 0, 1) / AT(net.w[2], 0, 2), 2, 1e-14);
    CHECK_NEAR(mat_norm(mat_rows(net.w[2], 1, 1)), 3, 1e-14);
    CHECK(AT(net.w[2], 3, 0) == 0.1, "a short neuron was changed");
    teardown();
}

static void test_masks(void) {
    test("masks: 0 or 1/(1 - p), mean 1; the same for a batch, or for none");
    Random random = random_new(8);
    Network2 n = network2_new(3, (int[]){2, 500, 2}, 20,
                              &network2_cross_entropy, &random);
    n.p_drop = 0.25;
    for (int each = 0; each <= 1; each++) {
        n.mask_per_example = each;
        draw_masks(&n, 20, &random);
        double sum = 0, differences = 0;
        for (int i = 0; i < 20; i++)
            for (int j = 0; j < 500; j++) {
                double r = AT(n.mask[2], i, j);
                CHECK(r == 0 || r == 1 / 0.75, "mask %g", r);
                sum += r;
                differences += r != AT(n.mask[2], 0, j);
            }
        CHECK_NEAR(sum / 10000, 1, each ? 0.02 : 0.09);
        if (each) CHECK_NEAR(differences / (19 * 500), 2 * 0.25 * 0.75, 0.04);
        else CHECK(differences == 0, "%g differ", differences);
    }
    network2_free(&n);

    test("nothing is learned at a dropped neuron; in use none is dropped");
    setup(3, (int[]){3, 8, 2}, &network2_cross_entropy);
    net.p_drop = 0.5;
    Random fixed = random_new(4);
    network2_gradient(&net, &batches, &fixed);
    int dropped = 0;
    for (int j = 0; j < 8; j++) {
        bool off = AT(net.mask[2], 0, j) == 0;
        dropped += off;
        for (int k = 0; k < 3; k++)
            CHECK((AT(net.nabla_w[2], j, k) == 0) == off, "w2 of %d", j);
        for (int k = 0; k < 2; k++)
            CHECK((AT(net.nabla_w[3], k, j) == 0) == off, "w3 of %d", j);
        CHECK((AT(net.nabla_b[2], 0, j) == 0) == off, "b2 of %d", j);
    }
    CHECK(dropped > 0 && dropped < 8, "%d of 8 dropped", dropped);
    network2_feed_forward(&net, batches.x);
    for (int j = 0; j < 8; j++)
        CHECK(AT(net.a[2], 0, j) == sigmoid(AT(net.z[2], 0, j)), "a of %d", j);
    teardown();
}

// With the quadratic cost, the large start and nothing else it is chapter 2's
// network.
static void test_like_network(void) {
    test("without additions it walks exactly like chapter 2's network");
    Random random = random_new(7), other = random_new(9);
    int sizes[] = {2, 5, 2};
    Dataset moons = toys_moons(40, 0.1, &random);
    mat_free(&moons.y);
    moons.y = data_one_hot(moons.label, 40, 2);
    Network old = network_new(3, sizes, 10, &random);
    Network2 n = network2_new(3, sizes, 10, &network2_quadratic, &other);
    mat_copy(n.parameters, old.parameters);
    Batches same = batches_new(moons, 10), again = batches_new(moons, 10);
    other = random;
    for (int epoch = 0; epoch < 5; epoch++) {
        network_epoch(&old, &same, 3, &random);
        network2_epoch(&n, &again, 3, &other);
    }
    for (int i = 0; i < n.parameters.cols; i++)
        CHECK_NEAR(n.parameters.at[i], old.parameters.at[i], 1e-12);
    CHECK_NEAR(network2_score(&n, moons).cost, network_cost(&old, moons),
               1e-12);
    CHECK_NEAR(network2_score(&n, moons).accuracy,
               network_evaluate(&old, moons) / 0.4, 1e-12);
    batches_free(&again);
    batches_free(&same);
    network2_free(&n);
    network_free(&old);
    dataset_free(&moons);
}

static void test_training(void) {
    test("training learns two moons, and writes down every epoch");
    Random random = random_new(2);
    Dataset moons = toys_moons(200, 0.05, &random);
    mat_free(&moons.y);
    moons.y = data_one_hot(moons.label, 200, 2);
    Dataset train = data_part(moons, 0, 150), held = data_part(moons, 150, 50);
    Network2 n = network2_new(3, (int[]){2, 10, 2}, 10,
                              &network2_log_likelihood, &random);
    n.lambda = 0.001;
    Matrix seen = mat_new(101, MONITORS);
    Network2Plan plan = {.epochs = 100, .eta = 3, .monitors = seen};
    CHECK(network2_train(&n, train, held, plan, &random) == 100, "not 100");
    CHECK_NEAR(AT(seen, 100, TRAIN_ACCURACY), 100, 3);
    CHECK_NEAR(AT(seen, 100, ACCURACY), 100, 5);
    CHECK(AT(seen, 0, ACCURACY) < 90, "%g at first", AT(seen, 0, ACCURACY));
    CHECK(AT(seen, 100, TRAIN_COST) < AT(seen, 10, TRAIN_COST), "no descent");
    CHECK_NEAR(AT(seen, 100, TRAIN_COST), network2_score(&n, train).cost,
               1e-12);
    CHECK_NEAR(AT(seen, 100, COST), network2_score(&n, held).cost, 1e-12);
    double length = AT(seen, 100, LENGTH);
    CHECK_NEAR(network2_penalty(&n, 150), 0.001 / (2 * 150) * length * length,
               1e-12);

    test("patience: it stops when accuracy has not risen for so many epochs");
    plan.patience = 3;
    int epochs = network2_train(&n, train, held, plan, &random);
    int best = network2_best_epoch(seen, epochs + 1);
    CHECK(epochs == best + 3, "%d epochs, best %d", epochs, best);
    for (int epoch = 0; epoch <= epochs; epoch++) {
        CHECK(AT(seen, epoch, ACCURACY) < AT(seen, best, ACCURACY) ||
              epoch >= best, "%d is as good as %d", epoch, best);
        CHECK(AT(seen, epoch, ACCURACY) <= AT(seen, best, ACCURACY),
              "%d is better than %d", epoch, best);
    }
    mat_free(&seen);
    network2_free(&n);
    dataset_free(&moons);
}

// ## Files
#define FILE_NAME "build/test_network2.txt"

static void write_file(const char *text) {
    FILE *file = fopen(FILE_NAME, "w");
    fputs(text, file);
    fclose(file);
}

static void load(void) {
    Network2 n = network2_load(FILE_NAME, 1);
    network2_free(&n);
}

static void save_broken(void) { network2_save(&net, FILE_NAME); }
static void save_nowhere(void) { network2_save(&net, "build/no/such/folder"); }

static void test_files(void) {
    test("a saved network comes back to the bit, cost and sizes included");
    setup(4, (int[]){3, 4, 2, 3}, &network2_log_likelihood);
    network2_save(&net, FILE_NAME);
    Network2 copy = network2_load(FILE_NAME, 7);
    CHECK(copy.cost == net.cost && copy.L == 4 && copy.sizes[3] == 2,
          "cost %s, %d layers", copy.cost->name, copy.L);
    CHECK(copy.most_rows == 7, "%d rows", copy.most_rows);
    for (int i = 0; i < net.parameters.cols; i++)
        CHECK(copy.parameters.at[i] == net.parameters.at[i], "number %d", i);
    network2_free(&copy);

    test("a damaged file is refused, and says why");
    check_dies(save_nowhere, 1, "build/no/such/folder|cannot be written");
    char whole[4000] = "";
    FILE *file = fopen(FILE_NAME, "r");
    size_t length = fread(whole, 1, sizeof whole - 1, file);
    fclose(file);
    char *second = strchr(strchr(whole, '\n') + 1, '\n');
    char digit = second[-1];
    second[-1] = digit == '5' ? '6' : '5';     // one digit of the first number
    write_file(whole);
    check_dies(load, 1, "damaged|sum");
    second[-1] = digit;
    char *gap = strstr(second, "\n0");         // a digit changes its line
    memcpy(gap, "0\n", 2);
    write_file(whole);
    check_dies(load, 1, "damaged|sum");
    memcpy(gap, "\n0", 2);
    char *sizes = strstr(whole, ": 3 4 2 3");   // as many numbers as 3 2 4 3
    memcpy(sizes, ": 3 2 4 3", 9);
    write_file(whole);
    check_dies(load, 1, "damaged|first line");
    memcpy(sizes, ": 3 4 2 3", 9);
    strcpy(whole + length, "more\n");
    write_file(whole);
    check_dies(load, 1, "does not end");
    whole[length - 14] = '\0';
    write_file(whole);
    check_dies(load, 1, "does not end");
    whole[length / 2] = '\0';
    write_file(whole);
    check_dies(load, 1, "ends after|numbers");
    write_file("network2 log-likelihood 3 layers: 1 1 1\nnan\n");
    check_dies(load, 1, "number 1 of 4|nan");
    write_file("network2 quadratic 2 layers: 1 1\n1\n2\nsum 0\n");
    check_dies(load, 1, "damaged|not 00000000");
    write_file("network2 hinge 3 layers: 1 1 1\n");
    check_dies(load, 1, "hinge|no cost");
    write_file("network2 quadratic 3 layers: 1 1\n");
    check_dies(load, 1, "sizes of 3 layers");
    write_file("network2 quadratic 3 layers: 784 2000000 10\n0.5\n");
    check_dies(load, 1, "too short for");
    write_file("network2 quadratic 99 layers: 1 1\n");
    check_dies(load, 1, "does not begin");
    write_file("");
    check_dies(load, 1, "does not begin");
    remove(FILE_NAME);
    check_dies(load, 1, "cannot be read");
    net.b[2].at[0] = NAN;
    check_dies(save_broken, 1, "not finite");
    teardown();
}

// ## Wrong use
static void drop_all(void) {
    net.p_drop = 1;
    network2_gradient(&net, &batches, &masks);
}
static void too_many(void) { network2_feed_forward(&net, set.x); }
static void no_labels(void) {
    set.label = NULL;
    network2_score(&net, set);
}
static void patience_without_eyes(void) {
    network2_train(&net, set, set, (Network2Plan){.patience = 1}, &masks);
}
static void few_monitors(void) {
    Network2Plan plan = {.epochs = 3, .monitors = mat_new(3, MONITORS)};
    network2_train(&net, set, set, plan, &masks);
}
static void infinite(void) {
    net.lambda = 1e30;
    for (int i = 0; i < 100; i++) network2_epoch(&net, &batches, 1, &masks);
}
static void one_layer(void) {
    network2_new(1, (int[]){3}, 1, &network2_quadratic, &masks);
}

static void test_errors(void) {
    test("wrong use ends with one line");
    setup(3, (int[]){3, 4, 2}, &network2_quadratic);
    check_dies(drop_all, 1, "p_drop");
    check_dies(too_many, 1, "12 examples|5");
    check_dies(no_labels, 1, "labels");
    check_dies(patience_without_eyes, 1, "patience needs monitors");
    check_dies(few_monitors, 1, "3 x 5|4 x 5");
    check_dies(infinite, 1, "infinite|η");
    check_dies(one_layer, 1, "1 layers");
    teardown();
}

int main(void) {
    test_gradients();
    test_costs();
    test_starts();
    test_decay();
    test_max_norm();
    test_masks();
    test_like_network();
    test_training();
    test_files();
    test_errors();
    return tests_end();
}
