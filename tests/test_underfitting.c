#define REAL double
// What the program says of fitting: every network it tries has the right
// gradient, the best epoch is kept, and layers without activation add nothing.
#define main underfitting_main
#include "ch02-backprop/underfitting.c"
#undef main

#include "tests/check.h"

static Network n;
static Activation f;
static Matrix x, y;

static double entropy(void) {
    feed_forward(&n, f, x);
    double sum = 0;
    for (int i = 0; i < x.rows; i++) {
        double a = AT(n.a[n.L], i, 0), want = AT(y, i, 0);
        sum -= want * log(a) + (1 - want) * log(1 - a);
    }
    return sum / x.rows;
}

// With η = 1 the step is the gradient.
static void check_variant(Variant it, Random *random) {
    n = start(it, x.rows, random);
    f = it.between;
    for (int l = 2; l <= n.L; l++) mat_randn(n.b[l], 0.3, random);
    Matrix before = mat_new(1, n.parameters.cols);
    Matrix gradient = mat_new(1, n.parameters.cols);
    mat_copy(before, n.parameters);
    CHECK_NEAR(entropy(), cross_entropy(&n, y), 1e-12);
    learn(&n, f, x, y, 1);
    mat_sub(gradient, before, n.parameters);
    mat_copy(n.parameters, before);
    real *at = gradient.at;
    for (int l = 2; l <= n.L; l++) {             // all weights, then biases
        check_gradient(it.name, n.w[l].at, at, n.w[l].rows * n.w[l].cols,
                       entropy, false);
        at += n.w[l].rows * n.w[l].cols;
    }
    for (int l = 2; l <= n.L; l++) {
        check_gradient(it.name, n.b[l].at, at, n.b[l].cols, entropy, false);
        at += n.b[l].cols;
    }
    mat_free(&gradient);
    mat_free(&before);
    network_free(&n);
}

static Outcome with_mean(double train) {
    Outcome it = {.numbers = 0};
    spread_add(&it.train, train);
    return it;
}

static void run_with(char *option, char *value) {
    char *arguments[] = {"underfitting", option, value, NULL};
    underfitting_main(3, arguments);
}
static void no_epochs(void) { run_with("--epochs", "0"); }
static void one_point(void) { run_with("--points", "1"); }
static void no_rate(void) { run_with("--eta", "0"); }

int main(void) {
    Random random = random_new(5);

    test("a step is the gradient, for each of the networks that are tried");
    x = mat_new(5, 2);
    y = mat_new(5, 1);
    mat_randn(x, 1, &random);
    for (int i = 0; i < 5; i++) AT(y, i, 0) = i % 2;
    for (int v = 0; v < VARIANTS; v++) check_variant(TRIED[v], &random);

    test("functions and leaks, by hand");
    CHECK_NEAR(tanh_(0.7), tanh(0.7), 1e-15);
    CHECK_NEAR(leak_1(-2), -0.2, 1e-15);
    CHECK_NEAR(leak_01(-2), -0.02, 1e-15);
    CHECK_NEAR(leak_002(-2), -0.004, 1e-15);
    CHECK_NEAR(leak_002(2) + leak_01(2) + leak_1(2) + relu(2), 8, 0);

    test("the cross-entropy overflows for no z");
    Network wild = start(*TRIED, 2, &random);
    wild.z[3].rows = 2;
    mat_copy(wild.z[3], mat_view((real[]){1000, -1000}, 2, 1));
    CHECK_NEAR(cross_entropy(&wild, mat_view((real[]){0, 1}, 2, 1)), 1000,
               1e-9);
    CHECK_NEAR(cross_entropy(&wild, mat_view((real[]){1, 0}, 2, 1)), 0, 1e-9);
    network_free(&wild);

    test("right or wrong: the threshold is a half");
    Settings set = {.epochs = 120, .points = 60, .eta = 0.1, .noise = 0};
    Network one = start((Variant){.between = TANH}, 4, &random);
    mat_copy(one.w[2], mat_view((real[]){1, 0}, 1, 2));
    Dataset four = {mat_view((real[]){1, 0, -1, 0, 2, 0, -2, 0}, 4, 2),
                    mat_view((real[]){1, 0, 1, 1}, 4, 1),
                    (int[]){1, 0, 1, 1}};
    CHECK_NEAR(percent_right(&one, (Activation)TANH, four), 75, 0);
    network_free(&one);

    test("a disc: two layers fit it; without activation they are one neuron");
    Dataset disc = toys_circle(set.points, &random);
    Dataset other = toys_circle(100, &random);
    Activation none = {identity, identity_slope};
    Run bent = run((Variant){"", "", 2, 6, TANH}, set, disc, other, random);
    Run flat = run((Variant){"", "", 2, 6, none}, set, disc, other, random);
    Run line = run((Variant){"", "", 0, 0, TANH}, set, disc, other, random);
    CHECK(bent.train >= 95 && bent.test >= 85, "%g and %g %% right", bent.train,
          bent.test);
    CHECK(line.train <= 85 && flat.train <= 85, "a line gets %g, %g %% right",
          line.train, flat.train);
    CHECK_NEAR(flat.cost, line.cost, 0.01);
    CHECK(bent.cost < line.cost / 2, "cost %g, %g", bent.cost, line.cost);
    CHECK(bent.numbers == 18 + 42 + 7 && line.numbers == 3, "%d and %d numbers",
          bent.numbers, line.numbers);

    test("the best epoch counts: more epochs are never worse");
    Settings wild_steps = set;
    wild_steps.eta = 2;
    real best = 0;
    for (int epochs = 1; epochs <= 8; epochs++) {
        wild_steps.epochs = epochs;
        Run it = run((Variant){"", "", 2, 6, TANH}, wild_steps, disc, other,
                     random);
        CHECK(it.train >= best, "%d epochs: %g after %g", epochs, it.train,
              best);
        best = it.train;
    }

    test("each better: looks at one panel, and at so many layers");
    Outcome of[VARIANTS] = {0};
    for (int v = 0; v < VARIANTS; v++) of[v] = with_mean(50 + v);
    CHECK(each_better(of, "width", 1), "rising, but not seen as such");
    of[4] = with_mean(10);                       // another panel's first row
    CHECK(each_better(of, "width", 1), "looked at another panel");
    CHECK(each_better(of, "depth", 4), "compared two panels");
    of[8] = with_mean(20);                       // four layers
    CHECK(!each_better(of, "depth", 4), "a fall was not seen");
    CHECK(each_better(of, "depth", 3), "looked at too many layers");
    CHECK(find(of, "depth", "4") == of + 8, "found another");

    test("options that make no sense are refused");
    check_dies(no_epochs, 2, "--epochs");
    check_dies(one_point, 2, "--points");
    check_dies(no_rate, 2, "--eta");

    dataset_free(&other);
    dataset_free(&disc);
    mat_free(&y);
    mat_free(&x);
    return tests_end();
}
