// # What the exercises of chapter 3 demand
//
// A check knows the answer by another way than the one that is asked for: a
// slope is a difference of costs, a minimum is found by looking, a mean is
// taken over all cases there are.  So there is nothing to copy here.
#include "ch03-crossentropy-regularization/exercises.h"
#include "tools/exercises.h"

// The slope from four values, at 2h, h, -h and -2h: right to 12 digits.
static const double STEP = 1e-3, STEPS[4] = {2e-3, 1e-3, -1e-3, -2e-3};
static double slope_of(const double at[4]) {
    return (8 * (at[1] - at[2]) - (at[0] - at[3])) / (12 * STEP);
}

// A number to foretell, good to `tolerance`.
static void expect_foretold(double got, double want, double tolerance,
                            const char *what) {
    if (!(relative_error(got, want) <= tolerance))
        expect_secret(got, want, "%s", what);
}

// The first n of some numbers, as text.
static const char *listed(int n, const double x[]) {
    static char text[500];
    int length = 0;
    for (int i = 0; i < n; i++)
        length += snprintf(text + length, sizeof text - (size_t)length,
                           "%s%g", i ? ", " : "", x[i]);
    return text;
}

// ## Costs of one neuron, from the texts' formulas
static double quadratic(double y, double a) { return (y - a) * (y - a) / 2; }
static double entropy(double y, double a) {
    return -log(pow(a, y) * pow(1 - a, 1 - y));
}
static double fourth_power(double y, double a) { return pow(a - y, 4); }
static double linear_in_a(double y, double a) { return (1 - 2 * y) * a; }

// ## 3.1: the slopes measured, the largest found by looking
static double neurons_slope(double (*cost)(double, double), double w,
                            double b) {
    double at[4];
    for (int i = 0; i < 4; i++) at[i] = cost(0, sigmoid(w + STEPS[i] + b));
    return slope_of(at);
}

static void check_steeper(const Answers *a) {
    expect_foretold(a->steeper, neurons_slope(entropy, 2, 2) /
                    neurons_slope(quadratic, 2, 2), 5e-3,
                    "how many times as large ∂C/∂w is");
    double most = 0, where = 0;
    for (double z = -5; z < 5; z += 1e-3)
        if (neurons_slope(quadratic, z, 0) > most) {
            most = neurons_slope(quadratic, z, 0);
            where = sigmoid(z);
        }
    expect_foretold(a->fastest_output, where, 1e-2,
                    "the output a where ∂C/∂w is largest");
}

// ## 3.2: e⁻ᶜ is a product; and the least cost, by looking at every a
static void check_costs(const Answers *a) {
    const double dog[] = {0, 1, 0}, p[][3] = {
        {0.2, 0.3, 0.5}, {0.3, 0.5, 0.2}, {0, 1, 0}};
    for (int i = 0; i < 3; i++)
        expect(a->class_cost(3, dog, p[i]), -log(p[i][1]),
               "E where y = (0, 1, 0), p = (%s)", listed(3, p[i]));
    expect(isinf(a->class_cost(3, dog, (const double[]){1, 0, 0})), 1,
           "y = (0, 1, 0), p = (1, 0, 0): is E infinite? (1: yes)");
    const double soft[] = {0.1, 0.6, 0, 0.3}, q[] = {0.4, 0.2, 0.1, 0.3};
    expect(a->class_cost(4, soft, q),
           -log(pow(0.4, 0.1) * pow(0.2, 0.6) * pow(0.3, 0.3)),
           "E where y = (0.1, 0.6, 0, 0.3), p = (0.4, 0.2, 0.1, 0.3)");

    expect(a->cross_entropy(0, 0.25), -log(0.75), "C where y = 0, a = 0.25");
    expect(a->cross_entropy(1, 0.25), -log(0.25), "C where y = 1, a = 0.25");
    for (int i = 0; i < 2; i++)
        expect(a->cross_entropy(i, i), 0, "C where y = a = %d", i);
    for (double y = 0.1; y < 1; y += 0.2)
        expect(a->cross_entropy(y, 0.8), entropy(y, 0.8),
               "C where y = %g, a = 0.8", y);

    for (double y = 0.1; y < 1; y += 0.2) {
        double least = INFINITY;
        for (int i = 1; i < 10000; i++)
            least = fmin(least, entropy(y, i / 10000.0));
        expect(a->least_cost(y), least, "the least C where y = %g", y);
    }
    for (int i = 0; i < 2; i++)
        expect(a->least_cost(i), 0, "the least C where y = %d", i);
}

// ## 3.3: move each weight, and the bias
static double quadratic_by_a(double y, double a) { return a - y; }
static double entropy_by_a(double y, double a) {
    return (a - y) / (a * (1 - a));
}
static double fourth_by_a(double y, double a) { return 4 * pow(a - y, 3); }
static double linear_by_a(double y, double a) { return 1 - 2 * y + 0 * a; }

static const struct {
    const char *name;
    double (*cost)(double y, double a), (*by_a)(double y, double a);
} COSTS[] = {{"quadratic cost", quadratic, quadratic_by_a},
             {"cross-entropy", entropy, entropy_by_a},
             {"cost (a - y)⁴", fourth_power, fourth_by_a},
             {"cost (1 - 2y) a", linear_in_a, linear_by_a}};

static double output_of(const Neuron *n, const double x[]) {
    double z = n->b;
    for (int j = 0; j < n->inputs; j++) z += n->w[j] * x[j];
    return sigmoid(z);
}

static void check_slopes(const Answers *a) {
    for (double z = -3; z <= 3; z += 1.5) {
        double at[4];
        for (int i = 0; i < 4; i++) at[i] = sigmoid(z + STEPS[i]);
        expect(a->sigmoid_prime(z), slope_of(at), "σ′(%g)", z);
    }
    const double x[] = {0.5, -2, 0.01, 1.5}, y = 0.3;
    const Neuron n = {.inputs = 4, .w = {0.8, -0.4, 3, 0.6}, .b = -0.7};
    for (int c = 0; c < 4; c++) {
        Neuron got = a->slopes(n, x, y, COSTS[c].by_a);
        for (int j = 0; j <= n.inputs; j++) {
            Neuron moved = n;
            double *theta = j < n.inputs ? &moved.w[j] : &moved.b, at[4];
            for (int i = 0; i < 4; i++) {
                double keep = *theta;
                *theta += STEPS[i];
                at[i] = COSTS[c].cost(y, output_of(&moved, x));
                *theta = keep;
            }
            if (j < n.inputs)
                expect(got.w[j], slope_of(at), "∂C/∂w[%d], where x[%d] is %g, "
                       "of the %s", j, j, x[j], COSTS[c].name);
            else expect(got.b, slope_of(at), "∂C/∂b of the %s", COSTS[c].name);
        }
    }
}

// ## 3.4: move z; then move every weight, and take the mean of the costs
typedef struct {
    const char *name;
    double (*a)(double z), (*cost)(double y, double a);
} Output;

static double itself(double z) { return z; }
static const Output OUTPUTS[] = {
    {"sigmoid, quadratic", sigmoid, quadratic},
    {"sigmoid, cross-entropy", sigmoid, entropy},
    {"linear, quadratic", itself, quadratic}};

static double mean_cost(const Layer *n, int count, const Example e[],
                        Output output) {
    double sum = 0;
    for (int i = 0; i < count; i++)
        for (int j = 0; j < n->out; j++) {
            double z = n->b[j];
            for (int k = 0; k < n->in; k++) z += n->w[j][k] * e[i].a[k];
            sum += output.cost(e[i].y[j], output.a(z));
        }
    return sum / count;
}

static double mean_slope(Layer *n, double *theta, int count, const Example e[],
                         Output output) {
    double at[4], keep = *theta;
    for (int i = 0; i < 4; i++) {
        *theta = keep + STEPS[i];
        at[i] = mean_cost(n, count, e, output);
    }
    *theta = keep;
    return slope_of(at);
}

static void expect_layer(const Layer *got, Layer n, int count,
                         const Example e[], Output output) {
    const char *s = count > 1 ? "s" : "";
    for (int j = 0; j < n.out; j++) {
        expect(got->b[j], mean_slope(&n, &n.b[j], count, e, output),
               "∂C/∂b of neuron %d, %s, %d example%s", j, output.name, count,
               s);
        for (int k = 0; k < n.in; k++)
            expect(got->w[j][k], mean_slope(&n, &n.w[j][k], count, e, output),
                   "∂C/∂w to neuron %d from %d, %s, %d example%s", j, k,
                   output.name, count, s);
    }
}

static void check_output_layer(const Answers *a) {
    double (*const error[])(double, double) = {
        a->error_quadratic, a->error_entropy, a->error_linear};
    const double y[] = {0, 1, 0.3};
    for (int o = 0; o < 3; o++)
        for (int t = 0; t < 3; t++)
            for (double z = -1.5; z <= 4.5; z += 2) {
                double at[4];
                for (int i = 0; i < 4; i++)
                    at[i] = OUTPUTS[o].cost(y[t], OUTPUTS[o].a(z + STEPS[i]));
                expect(error[o](z, y[t]), slope_of(at),
                       "δ where z = %g, y = %g; %s", z, y[t],
                       OUTPUTS[o].name);
            }
    const Layer n = {.in = 3, .out = 2, .w = {{0.5, -1, 2}, {1.5, 0.3, -0.8}},
                     .b = {0.2, -0.6}};
    const Example e[] = {{{0.9, 0.2, 0.4}, {1, 0}}, {{0.1, 0.7, 0.3}, {0, 1}},
                         {{0.6, 0.5, 0.8}, {0.3, 0.8}}};
    for (int count = 1; count <= 3; count += 2)
        for (int o = 0; o < 3; o++) {
            Layer got = a->output_gradient(n, count, e, error[o]);
            expect_layer(&got, n, count, e, OUTPUTS[o]);
        }
}

// ## 3.5: 1 over a sum of ratios; and a c that is nearly infinite
static double softmax_of(int n, const double z[], double c, int j) {
    double sum = 0;
    for (int k = 0; k < n; k++) sum += exp(c * (z[k] - z[j]));
    return 1 / sum;
}

static void check_softmax(const Answers *a) {
    double sum = 0, got[4];
    for (int j = 0; j < 3; j++) sum += sigmoid(a->sum_is_two[j]);
    expect_near(sum, 2, 1e-3, "the sum of three sigmoid outputs");

    const double z[][4] = {{0, 0.6931471806}, {2.5, -1, 3.2, 0.5},
                           {1000, 1001, 999}, {-1000, -1000, -1002}};
    const int n[] = {2, 4, 3, 3};
    const double c[] = {1, 0.5, 3};
    for (int i = 0; i < 3; i++)
        for (int s = 0; s < 4; s++) {
            todo_fill(got, 4);
            a->softmax(got, n[s], z[s], c[i]);
            for (int j = 0; j < n[s]; j++)
                expect(got[j], softmax_of(n[s], z[s], c[i], j),
                       "a[%d] where z = (%s), c = %g", j, listed(n[s], z[s]),
                       c[i]);
        }
    const double ends[][4] = {{1, 3, 2}, {-1, -3, -2}, {1, 2, 3}, {2, 5, 5, 1},
                              {0, 0, 0, 0}, {0.5, 0.51, -4, 0.51}};
    const int count[] = {3, 3, 3, 4, 4, 4};
    for (int s = 0; s < 6; s++) {
        todo_fill(got, 4);
        a->softmax_limit(got, count[s], ends[s]);
        for (int j = 0; j < count[s]; j++)
            expect(got[j], softmax_of(count[s], ends[s], 1e5, j),
                   "a[%d] where z = (%s), c → ∞", j, listed(count[s], ends[s]));
    }
}

// ## 3.6: move z; and put what comes back through softmax
static void check_softmax_back(const Answers *a) {
    const double z[] = {0.5, -1, 1.2, 0.1};
    double outputs[4], got[4];
    for (int j = 0; j < 4; j++) outputs[j] = softmax_of(4, z, 1, j);
    for (int j = 0; j < 4; j++)
        for (int k = 0; k < 4; k++) {
            double at[4], moved[4];
            memcpy(moved, z, sizeof moved);
            for (int i = 0; i < 4; i++) {
                moved[k] = z[k] + STEPS[i];
                at[i] = softmax_of(4, moved, 1, j);
            }
            expect(a->softmax_slope(outputs, j, k), slope_of(at),
                   "∂a[%d]/∂z[%d] where a = (%s)", j, k, listed(4, outputs));
        }
    const double probable[][4] = {{0.5, 0.25, 0.25}, {0.1, 0.2, 0.3, 0.4},
                                  {1e-200, 1}};
    const int n[] = {3, 4, 2};
    for (int s = 0; s < 3; s++) {
        double sum = 0;
        todo_fill(got, 4);
        a->softmax_inverse(got, n[s], probable[s]);
        for (int j = 0; j < n[s]; j++) {
            expect(softmax_of(n[s], got, 1, j), probable[s][j],
                   "softmax of your z, output %d, where it was %g", j,
                   probable[s][j]);
            sum += got[j];
        }
        expect(1 + sum, 1, "1 + the sum of your z, where a = (%s)",
               listed(n[s], probable[s]));
    }
}

// ## 3.7: move every weight of the network
static double likelihood(const Net *n, const double x[], int label) {
    double a[MOST], z[MOST];
    for (int j = 0; j < n->hidden.out; j++) {
        a[j] = n->hidden.b[j];
        for (int k = 0; k < n->hidden.in; k++) a[j] += n->hidden.w[j][k] * x[k];
        a[j] = sigmoid(a[j]);
    }
    for (int j = 0; j < n->output.out; j++) {
        z[j] = n->output.b[j];
        for (int k = 0; k < n->output.in; k++)
            z[j] += n->output.w[j][k] * a[k];
    }
    return -log(softmax_of(n->output.out, z, 1, label));
}

static double net_slope(Net *n, double *theta, const double x[], int label) {
    double at[4], keep = *theta;
    for (int i = 0; i < 4; i++) {
        *theta = keep + STEPS[i];
        at[i] = likelihood(n, x, label);
    }
    *theta = keep;
    return slope_of(at);
}

static Layer some_layer(int in, int out, double phase) {
    Layer n = {.in = in, .out = out};
    for (int j = 0; j < out; j++) {
        n.b[j] = 0.7 * cos(2 * j + phase);
        for (int k = 0; k < in; k++)
            n.w[j][k] = 1.4 * sin(3 * j + 1.7 * k + phase);
    }
    return n;
}

static void todo_layer(Layer *layer) {
    todo_fill(layer->b, MOST);
    for (int j = 0; j < MOST; j++) todo_fill(layer->w[j], MOST);
}

static void expect_net(const Answers *a, Net n, const double x[], int label) {
    static const char *const NAME[] = {"hidden", "output"};
    Net g = n;
    todo_layer(&g.hidden);
    todo_layer(&g.output);
    a->likelihood_gradient(&n, x, label, &g);
    for (int l = 1; l >= 0; l--) {
        Layer *layer = l ? &n.output : &n.hidden;
        const Layer *got = l ? &g.output : &g.hidden;
        for (int j = 0; j < layer->out; j++) {
            expect(got->b[j], net_slope(&n, &layer->b[j], x, label),
                   "∂C/∂b of %s neuron %d, label %d", NAME[l], j, label);
            for (int k = 0; k < layer->in; k++)
                expect(got->w[j][k],
                       net_slope(&n, &layer->w[j][k], x, label),
                       "∂C/∂w to %s neuron %d from %d, label %d", NAME[l], j,
                       k, label);
        }
    }
}

static void check_likelihood(const Answers *a) {
    const double z[][3] = {{0, 0, 0}, {1, 2, 4}, {1000, 0, 0}, {-1000, -1001}};
    const int n[] = {3, 3, 3, 2};
    for (int s = 0; s < 3; s++)
        for (int label = 0; label < n[s]; label++)
            expect(a->likelihood_cost(n[s], z[s], label),
                   s == 2 ? (label ? 1000 : 0) :
                   -log(softmax_of(n[s], z[s], 1, label)),
                   "C where z = (%s), label %d", listed(n[s], z[s]), label);
    expect(a->likelihood_cost(2, z[3], 1), 1 + log1p(exp(-1)),
           "C where z = (-1000, -1001), label 1");
    const double x[] = {0.8, -0.5, 0.3};
    for (int label = 0; label < 3; label++)
        expect_net(a, (Net){some_layer(3, 4, 1), some_layer(4, 3, 2)}, x,
                   label);
}

// ## 3.8: how fast the penalty rises, measured; then each part of a step alone
static double penalty_slope(double w, double factor) {
    double at[4];
    for (int i = 0; i < 4; i++) at[i] = factor * pow(w + STEPS[i], 2);
    return slope_of(at);
}

// Beside the mean error, whose slope counts 1, Nielsen's penalty has `want`;
// beside a sum of 10 errors, 10 times that.
static void check_lambdas(const Lambdas *l) {
    double want = penalty_slope(0.7, 5.0 / (2 * 50000.0));
    expect_foretold(l->of_1000, want / penalty_slope(0.7, 1.0 / (2 * 1000)),
                    1e-6, "λ for the first 1000 images");
    expect_foretold(l->buduma, 10 * want / penalty_slope(0.7, 0.5), 1e-6,
                    "λ beside a sum over a mini-batch, with ½");
    expect_foretold(l->slides, 50000 * want / penalty_slope(0.7, 1), 1e-6,
                    "λ beside a sum over all images, without ½");
}

// What a step makes of a weight is a sum of what each part of it would do.
static void expect_step(const Answers *a, Plan plan, const char *which) {
    Layer n = some_layer(4, 3, 0.5), slope = some_layer(4, 3, 4);
    n.w[1][2] = 0;
    n.b[1] = 2;
    const Layer before = n;
    double part = plan.eta / plan.images;
    a->step(&n, &slope, plan);
    for (int j = 0; j < 3; j++)
        for (int k = 0; k < 4; k++) {
            double w = before.w[j][k], size = fabs(w);
            double by_cost = plan.eta * slope.w[j][k];
            double smaller = size - part * plan.lambda * size -
                             (w == 0 ? 0 : part * plan.lambda_1);
            expect(n.w[j][k] + by_cost, copysign(smaller, w),
                   "w + η ∂C₀/∂w after the step; w was %g, %s", w, which);
        }
    for (int j = 0; j < 3; j++)
        expect(n.b[j] + plan.eta * slope.b[j], before.b[j],
               "b + η ∂C₀/∂b after the step; b was %g, %s", before.b[j], which);
}

static void check_step(const Answers *a) {
    check_lambdas(&a->lambdas);
    expect_step(a, (Plan){0.5, 0, 0, 10}, "λ = λ₁ = 0");
    expect_step(a, (Plan){0.5, 4, 0, 10}, "η = 0.5, λ = 4, λ₁ = 0, n = 10");
    expect_step(a, (Plan){0.25, 0, 3, 20}, "η = 0.25, λ = 0, λ₁ = 3, n = 20");
    expect_step(a, (Plan){2, 5, 1, 30}, "η = 2, λ = 5, λ₁ = 1, n = 30");
}

// ## 3.9: the nearest point of a ball; every thinned network there is
static void expect_shortened(const Answers *a, int n, const double w[],
                             double c) {
    double got[4], length = 0;
    for (int k = 0; k < n; k++) length = hypot(length, w[k]);
    memcpy(got, w, sizeof(double) * (size_t)n);
    a->shorten(n, got, c);
    for (int k = 0; k < n; k++)
        expect(got[k], w[k] / fmax(1, length / c),
               "w[%d] of (%s), which is %g long; c = %g", k, listed(n, w),
               length, c);
}

static void expect_dropped(const Answers *a, const double u[4],
                           double p_drop) {
    const double before[] = {0.5, 0.25, 0.75, 1};
    double got[4];
    memcpy(got, before, sizeof got);
    a->drop(got, 4, u, p_drop);
    for (int k = 0; k < 4; k++) {
        bool stays = u[k] >= p_drop;
        expect(got[k] * (stays ? 1 - p_drop : 1), stays ? before[k] : 0,
               stays ? "a (1 - p), of a = %g where u = %g, p_drop = %g"
                     : "a, of a = %g where u = %g, p_drop = %g", before[k],
               u[k], p_drop);
    }
}

static void check_thinned(const Answers *a) {
    enum { N = 4 };
    const double w[N] = {2, -1.5, 0.5, 3}, outputs[N] = {0.9, 0.2, 0.6, 0.4};
    const double p[] = {0.5, 0.2, 0};
    for (int i = 0; i < 3; i++) {
        double mean = 0, b = -0.8;
        for (int mask = 0; mask < 1 << N; mask++) {
            double z = b, probability = 1;
            for (int k = 0; k < N; k++) {
                bool stays = mask >> k & 1;
                probability *= stays ? 1 - p[i] : p[i];
                if (stays) z += w[k] * outputs[k];
            }
            mean += probability * z;
        }
        expect(a->at_run_time(N, w, outputs, b, p[i]), mean,
               "the mean z of all 16 thinned networks, p_drop = %g", p[i]);
    }
}

static void check_max_norm_and_dropout(const Answers *a) {
    const double w[][4] = {{3, 4}, {-1, 2, 2, -4}, {0.6, -0.8}, {0, 0, 0},
                           {0.3, 0.2, -0.1}};
    const int n[] = {2, 4, 2, 3, 3};
    const double c[] = {1, 3, 1, 2, 4};
    for (int i = 0; i < 5; i++) expect_shortened(a, n[i], w[i], c[i]);
    expect_dropped(a, (const double[]){0.1, 0.7, 0.499, 0.9}, 0.5);
    expect_dropped(a, (const double[]){0.3, 0.1, 0.85, 0.2}, 0.2);
    expect_dropped(a, (const double[]){0, 0.5, 0.9, 0.1}, 0);
    check_thinned(a);
}

// ## 3.10: the definition, word by word; and sorted votes
static bool ends_here(int epoch, const double accuracy[], int patience) {
    if (epoch < patience) return false;
    double before = -INFINITY, since = -INFINITY;
    for (int e = 0; e <= epoch; e++)
        if (e <= epoch - patience) before = fmax(before, accuracy[e]);
        else since = fmax(since, accuracy[e]);
    return since <= before;
}

static void expect_stop(const Answers *a, int epochs, const double accuracy[],
                        int patience) {
    int last = 0, best = 0;
    while (last < epochs && !ends_here(last, accuracy, patience)) last++;
    for (int e = last; e >= 0; e--)
        if (accuracy[e] >= accuracy[best]) best = e;
    Stop got = a->early_stopping(epochs, accuracy, patience);
    const char *all = listed(epochs + 1, accuracy);
    expect(got.last, last, "the last epoch; patience %d,\n      accuracies %s",
           patience, all);
    expect(got.best, best, "the best epoch; patience %d,\n      accuracies %s",
           patience, all);
}

static int one_by_one(const void *a, const void *b) {
    return *(const int *)a - *(const int *)b;
}

// In order, equal votes are neighbours: the longest row of them wins.
static void expect_vote(const Answers *a, int networks, const int says[]) {
    int sorted[7], longest = 0, winner = 0, row = 0;
    memcpy(sorted, says, sizeof(int) * (size_t)networks);
    qsort(sorted, (size_t)networks, sizeof(int), one_by_one);
    for (int i = 0; i < networks; i++) {
        row = i && sorted[i] == sorted[i - 1] ? row + 1 : 1;
        if (row > longest) {
            longest = row;
            winner = sorted[i];
        }
    }
    double as_text[7];
    for (int i = 0; i < networks; i++) as_text[i] = says[i];
    expect(a->vote(networks, says), winner, "what most say of %s",
           listed(networks, as_text));
}

static void check_stop_and_vote(const Answers *a) {
    const double rest[] = {10, 50, 70, 72, 71, 72, 71.5, 73, 72, 74, 70, 69,
                           68, 67, 66};
    const double rise[] = {10, 20, 30, 40}, fall[] = {40, 30, 20, 10};
    const double late[] = {5, 4, 3, 6, 6, 6, 6};
    for (int patience = 1; patience <= 6; patience++) {
        expect_stop(a, 14, rest, patience);
        expect_stop(a, 3, rise, patience);
        expect_stop(a, 3, fall, patience);
        expect_stop(a, 6, late, patience);
    }
    expect_stop(a, 0, rise, 2);

    expect_vote(a, 5, (const int[]){3, 8, 3, 5, 3});
    expect_vote(a, 5, (const int[]){9, 2, 9, 2, 7});
    expect_vote(a, 5, (const int[]){0, 4, 4, 0, 2});
    expect_vote(a, 5, (const int[]){1, 9, 9, 0, 9});
    expect_vote(a, 7, (const int[]){4, 6, 6, 1, 1, 6, 1});
    expect_vote(a, 1, (const int[]){7});
}

// ## 3.11: laws that are known; and the least sum, by trying near by
static double misfit(Law law, int count, const double n[], const double e[]) {
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum += pow(log(e[i] / (law.A * pow(n[i], -law.k))), 2);
    return sum;
}

static void check_law(const Answers *a) {
    const double n[] = {100, 1000, 2000, 10000, 50000};
    const Law laws[] = {{300, 0.5}, {40, 0.2}};
    double error[5];
    for (int l = 0; l < 2; l++)
        for (int count = 2; count <= 5; count += 3) {
            for (int i = 0; i < count; i++)
                error[i] = laws[l].A * pow(n[i], -laws[l].k);
            Law got = a->fit_law(count, n, error);
            expect(got.k, laws[l].k, "k, from errors of %s %%",
                   listed(count, error));
            expect(got.A, laws[l].A, "A, from errors of %s %%",
                   listed(count, error));
        }
    const double measured[] = {31, 15, 12.5, 6, 4.2};
    const Law got = a->fit_law(5, n, measured);
    double least = misfit(got, 5, n, measured);
    for (int i = 0; i < 4; i++) {
        Law near = got;
        *(i < 2 ? &near.A : &near.k) *= i % 2 ? 1.001 : 0.999;
        double there = misfit(near, 5, n, measured);
        expect_near(fmax(0, least - there), 0, 0, "errors that lie on no line: "
                    "the squares would be less by this,\n      if %s were "
                    "0.1 %% %s", i < 2 ? "A" : "k", i % 2 ? "more" : "less");
    }
    const double wanted[] = {3, 1, 12};
    for (int i = 0; i < 3; i++)
        for (int l = 0; l < 2; l++) {
            double images = a->images_for(laws[l], wanted[i]);
            expect(laws[l].A * pow(images, -laws[l].k), wanted[i],
                   "the error at your number of images; A = %g, k = %g",
                   laws[l].A, laws[l].k);
        }
}

// ## The exercises, in their order
static const Exercise EXERCISES[] = {
    {"3.1", "A neuron that is badly wrong", "Nielsen ch3, (55), (61)",
     check_steeper,
     {"(61) has no σ′, (55) has: at this start z = w x + b = 4.",
      "The first is 1/σ′(4).  For the second, ∂C/∂w is a σ′(z) = a² (1 - a): "
      "at which a does this stop growing?",
      "σ′(4) is 0.982 · 0.018, with more digits; and 2a - 3a² = 0."}},
    {"3.2", "Which is y, and which is a?",
     "Elgendy 2.5.5; Nielsen ch3, (57), (64), two exercises", check_costs,
     {"Leave out the classes whose y is 0: then no 0 · ln 0 can arise.",
      "One neuron is two classes: y and 1 - y, with a and 1 - a.",
      "class_cost(2, (double[]){y, 1 - y}, (double[]){a, 1 - a}); it is least "
      "where a = y: put y in a's place."}},
    {"3.3", "Any cost you like",
     "Nielsen ch3, (58) to (62), (71) to (75), exercise and problem",
     check_slopes,
     {"By the chain rule ∂C/∂b = ∂C/∂a da/dz ∂z/∂b.",
      "da/dz is σ′(z); ∂z/∂b is 1, and ∂z/∂wⱼ is xⱼ, whatever the cost is.",
      "slope.b = by_a(y, sigmoid(z)) * sigmoid_prime(z), and slope.w[j] = "
      "slope.b * x[j]."}},
    {"3.4", "What the output layer learns",
     "Nielsen ch3, two problems, (65) to (70)", check_output_layer,
     {"δ = ∂C/∂a da/dz.  A linear neuron has da/dz = 1.",
      "For the cross-entropy ∂C/∂a is (a - y) / (a (1 - a)), and da/dz is "
      "a (1 - a).",
      "Of each example, delta = error(z, e[i].y[j]); add delta / count to "
      "g.b[j], and e[i].a[k] * delta / count to g.w[j][k]."}},
    {"3.5", "Outputs that add up to 1",
     "Nielsen ch3, (78), (79), (83), exercise and problem", check_softmax,
     {"σ(0) is ½: what is missing to 2?  And which z should be subtracted, so "
      "that no exponential is large?",
      "Three times σ(ln 2), or 0, 0 and something large.  Subtract the largest "
      "z.  In the limit it takes all, or shares with its equals.",
      "a[j] = exp(c * (z[j] - most)), then over the sum of these; in the limit "
      "1 / (how many z are equal to most), and 0 for the others."}},
    {"3.6", "Softmax, there and back",
     "Nielsen ch3, two exercises and a problem", check_softmax_back,
     {"The quotient rule; e^zⱼ / Σ is aⱼ, wherever it turns up.",
      "For j = k it is aⱼ - aⱼ², for j ≠ k it is -aⱼ a_k.  For z, begin with "
      "ln aⱼ, and see what their mean is.",
      "a[j] * ((j == k) - a[k]); and z[j] = log(a[j]) - mean, the mean of all "
      "log(a[k])."}},
    {"3.7", "Backpropagation through softmax",
     "Nielsen ch3, (80) to (84), two problems", check_likelihood,
     {"-ln (e^z_label / Σ e^z) = ln Σ e^z - z_label; and ln Σ e^z = most + "
      "ln Σ e^(z - most).",
      "δᴸ is softmax of z, minus 1 at the label.  One layer back: δ_k = Σⱼ "
      "w[j][k] δⱼ σ′(z_k), with the output layer's w, the hidden neuron's z.",
      "In both layers ∂C/∂b[j] is δⱼ, and ∂C/∂w[j][k] is δⱼ times what came in "
      "as number k: x for the hidden layer, the hidden a for the output."}},
    {"3.8", "Weights that forget", "Nielsen ch3, (85) to (98)", check_step,
     {"Begin with (1/n) Σ error + (λ/2n) Σ w², and multiply all of it by what "
      "makes the first part look as in the other text.",
      "Times 10, λ/2n becomes ½ (10 λ/n), and 10 λ/n is Buduma's λ; times n it "
      "becomes λ/2, the slides' λ.  For sgn: (w > 0) - (w < 0).",
      "With w the old weight: w - eta * slope->w[j][k] - eta * lambda / n * w "
      "- eta * lambda_1 / n * sign; the bias has only eta * slope->b[j]."}},
    {"3.9", "Not too long, not too many",
     "Buduma, max-norm; Nielsen ch3 and slides, dropout",
     check_max_norm_and_dropout,
     {"Multiply all weights by one number, such that √(Σ w²) becomes c; but "
      "only if it is more.  p_drop is the part that goes.",
      "The factors are c/√(Σ w²); 1/(1 - p_drop) where u >= p_drop; and "
      "(1 - p_drop) on the weights in use.  Is a bias ever dropped?",
      "z = b + (1 - p_drop) * Σ w a; a[k] = u[k] < p_drop ? 0 : a[k] / (1 - "
      "p_drop)."}},
    {"3.10", "When to stop, and whom to believe",
     "Nielsen ch3, early stopping; averages of networks", check_stop_and_vote,
     {"Keep the best epoch so far.  For votes, count them in an array of 10.",
      "An epoch becomes the best only with >, not with >=; the same for the "
      "winner, from digit 0 on.",
      "while (last < epochs && last - best < patience) { last++; if "
      "(accuracy[last] > accuracy[best]) best = last; }"}},
    {"3.11", "How many images would it take?",
     "Nielsen ch3, research problem; more_data.c", check_law,
     {"With x = ln n and y = ln error it is the line y = ln A - k x, fitted by "
      "least squares.",
      "Its slope is Σ (x - mean x)(y - mean y) / Σ (x - mean x)², and it goes "
      "through both means.",
      "k = -slope, A = exp(mean y - slope * mean x); images: solve error = "
      "A n⁻ᵏ for n, which is pow(A / error, 1 / k)."}},
};

int main(int argc, char **argv) {
    return exercises_main(argc, argv, EXERCISES,
                          (int)(sizeof EXERCISES / sizeof *EXERCISES));
}
