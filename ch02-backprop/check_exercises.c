// # What the exercises of chapter 2 demand
//
// A check knows the answer by another way than the one that is asked for.  Here
// that is nearly always the definition of δ and of the gradient: move z, or a
// weight, a little, and see how far the cost moves.  No backpropagation.
#include <string.h>

#include "ch02-backprop/exercises.h"
#include "tools/exercises.h"

// ## A network, by asking
//
// A neuron asks those of the layer before it, which ask those before them.  One
// z, that of neuron `j` of layer `l`, can be moved `by` a little.
typedef struct {
    const Net *n;
    const double *x, *y;
    Odd odd;                   // a neuron with another f; none if odd.f is NULL
    bool linear;               // all neurons are linear
    int l, j;
    double by;
} Case;

static double answer(Case c, int l, int j) {
    if (l == 1) return c.x[j];
    double z = c.n->b[l][j] + (l == c.l && j == c.j ? c.by : 0);
    for (int k = 0; k < c.n->size[l - 1]; k++)
        z += c.n->w[l][j][k] * answer(c, l - 1, k);
    if (c.linear) return z;
    if (c.odd.f && l == c.odd.l && j == c.odd.j) return c.odd.f(z);
    return 1 / (1 + exp(-z));
}

static double cost(Case c) {
    double sum = 0;
    for (int j = 0; j < c.n->size[c.n->L]; j++)
        sum += pow(c.y[j] - answer(c, c.n->L, j), 2);
    return sum / 2;
}

// The slope from four values, at h and 2h to both sides: right to 12 digits.
static double slope(const double at[4], double h) {
    return (8 * (at[1] - at[2]) - (at[0] - at[3])) / (12 * h);
}
static const double STEP = 1e-3, STEPS[4] = {2e-3, 1e-3, -1e-3, -2e-3};

// ∂C/∂zˡⱼ, and ∂C/∂θ for a weight or a bias of the network.
static double true_delta(Case c, int l, int j) {
    double at[4];
    c.l = l;
    c.j = j;
    for (int i = 0; i < 4; i++) {
        c.by = STEPS[i];
        at[i] = cost(c);
    }
    return slope(at, STEP);
}

static double true_slope(Case c, double *theta) {
    double at[4], keep = *theta;
    for (int i = 0; i < 4; i++) {
        *theta = keep + STEPS[i];
        at[i] = cost(c);
    }
    *theta = keep;
    return slope(at, STEP);
}

// ## Networks to ask about
//
// No two weights are alike, no two layers of one size follow each other.
static const double X[MOST] = {0.8, -0.5, 0.3, 1.2}, Y[MOST] = {0.9, 0.2, 0.6};

static Net some_net(int L, const int sizes[]) {
    Net n = {.L = L};
    for (int l = 1; l <= L; l++) n.size[l] = sizes[l - 1];
    for (int l = 2; l <= L; l++)
        for (int j = 0; j < n.size[l]; j++) {
            n.b[l][j] = 0.7 * cos(5 * l + 2 * j);
            for (int k = 0; k < n.size[l - 1]; k++)
                n.w[l][j][k] = 1.4 * sin(7 * l + 3 * j + 1.7 * k);
        }
    return n;
}
static Net deep_net(void) {
    return some_net(5, (const int[]){3, 4, 2, 3, 2});
}
static Net flat_net(void) { return some_net(2, (const int[]){4, 3}); }

// z, a and δ as they are when the answer begins; what it is to fill is TODO.
static void fill(Net *n, Case c) {
    todo_fill(n->delta[0], sizeof n->delta / sizeof(double));
    for (int k = 0; k < n->size[1]; k++) n->a[1][k] = c.x[k];
    for (int l = 2; l <= n->L; l++)
        for (int j = 0; j < n->size[l]; j++) {
            n->a[l][j] = answer(c, l, j);
            n->z[l][j] = c.linear ? n->a[l][j]
                                  : log(n->a[l][j] / (1 - n->a[l][j]));
        }
}

static void expect_deltas(const Net *n, Case c, int from, int to) {
    for (int l = from; l >= to; l--)
        for (int j = 0; j < n->size[l]; j++)
            expect(n->delta[l][j], true_delta(c, l, j),
                   "δ of neuron %d in layer %d of %d", j, l, n->L);
}

// ## 2.1: sizes, counted in the figure
static void check_shapes(const Answers *a) {
    enum { INPUTS = 3, FIRST = 3, SECOND = 4, OUTPUTS = 1 };
    const Shapes *s = &a->shapes;
    const struct { const char *name; Shape got; int rows, cols; } ALL[] = {
        {"W⁽¹⁾", s->w1, FIRST, INPUTS}, {"x", s->x, INPUTS, 1},
        {"σ(W⁽¹⁾ x)", s->after_1, FIRST, 1}, {"W⁽²⁾", s->w2, SECOND, FIRST},
        {"what layer 2 hands on", s->after_2, SECOND, 1},
        {"W⁽³⁾", s->w3, OUTPUTS, SECOND}, {"ŷ", s->answer, OUTPUTS, 1}};
    for (int i = 0; i < 7; i++) {
        expect_secret(ALL[i].got.rows, ALL[i].rows, "rows of %s", ALL[i].name);
        expect_secret(ALL[i].got.cols, ALL[i].cols, "columns of %s",
                      ALL[i].name);
    }
}

// ## 2.2: by hand, then by asking
static void check_feed_forward(const Answers *a) {
    Net n = {.L = 2, .size = {0, 2, 1}};
    n.w[2][0][0] = 2;
    n.w[2][0][1] = -1;
    n.b[2][0] = 0.5;
    n.a[1][0] = n.a[1][1] = n.a[2][0] = n.z[2][0] = TODO;
    a->feed_forward(&n, (const double[]){1, 3});
    expect(n.a[1][1], 3, "a¹, the second input, where x = (1, 3)");
    expect(n.z[2][0], -0.5, "z of w = (2, -1), b = 0.5, x = (1, 3)");
    expect(n.a[2][0], 0.3775406688, "a where z is -0.5");
    n = deep_net();
    Net before = n;
    todo_fill(n.a[0], sizeof n.a / sizeof(double));
    todo_fill(n.z[0], sizeof n.z / sizeof(double));
    a->feed_forward(&n, X);
    for (int l = 2; l <= n.L; l++)
        for (int j = 0; j < n.size[l]; j++) {
            double want = answer((Case){.n = &before, .x = X}, l, j);
            expect(n.z[l][j], log(want / (1 - want)),
                   "z of neuron %d in layer %d of 5", j, l);
            expect(n.a[l][j], want, "a of neuron %d in layer %d of 5", j, l);
        }
}

// ## 2.3: add a little to what each neuron says
static double four_error(Four n, double more_c, double more_d) {
    double p1 = n.A * n.AC + n.B * n.BC + more_c;
    double p2 = n.A * n.AD + n.B * n.BD + more_d;
    return (pow(1 - p1, 2) + pow(0.25 - p2, 2)) / 2;
}

static void check_four_deltas(const Answers *a) {
    const Four n = {.A = 2, .B = 0.5, .AC = -1, .BC = 1.5, .AD = 0.75,
                    .BD = -0.5};
    Deltas got = a->four_deltas(n, 1, 0.25);
    double at[4][4];
    for (int i = 0; i < 4; i++) {
        Four more_a = n, more_b = n;
        more_a.A += STEPS[i];
        more_b.B += STEPS[i];
        at[0][i] = four_error(n, STEPS[i], 0);
        at[1][i] = four_error(n, 0, STEPS[i]);
        at[2][i] = four_error(more_a, 0, 0);
        at[3][i] = four_error(more_b, 0, 0);
    }
    const char *which = "where A says 2, B 0.5; labels 1 and 0.25; AC = -1, "
                        "BC = 1.5, AD = 0.75, BD = -0.5";
    expect(got.C, slope(at[0], STEP), "Cδ,\n      %s", which);
    expect(got.D, slope(at[1], STEP), "Dδ,\n      %s", which);
    expect(got.A, slope(at[2], STEP), "Aδ,\n      %s", which);
    expect(got.B, slope(at[3], STEP), "Bδ,\n      %s", which);
}

// ## 2.4 and 2.5: move z
static void check_output_error(const Answers *a) {
    Net nets[] = {flat_net(), deep_net()};
    Net one = {.L = 2, .size = {0, 1, 1}, .a = {[2] = {0.75}}};
    one.z[2][0] = log(3);
    one.delta[2][0] = TODO;
    a->output_error(&one, (const double[]){1});
    expect(one.delta[2][0], -0.25 * 0.1875,
           "δ where a = 0.75 (z = ln 3), y = 1");
    for (int i = 0; i < 2; i++) {
        Net n = nets[i];
        Case c = {.n = &nets[i], .x = X, .y = Y};
        fill(&n, c);
        a->output_error(&n, Y);
        expect_deltas(&n, c, n.L, n.L);
    }
}

static void check_error_before(const Answers *a) {
    Net before = deep_net(), n = before;
    Case c = {.n = &before, .x = X, .y = Y};
    Net one = {.L = 3, .size = {0, 1, 1, 2}, .delta = {[3] = {0.5, -0.1}}};
    one.w[3][0][0] = 2;
    one.w[3][1][0] = 3;
    one.delta[2][0] = TODO;
    a->error_before(&one, 2);
    expect(one.delta[2][0], (2 * 0.5 - 3 * 0.1) / 4,
           "δ where z = 0, before two neurons of δ = (0.5, -0.1), w = (2, 3)");
    for (int l = n.L - 1; l >= 2; l--) {
        fill(&n, c);
        for (int j = 0; j < n.size[l + 1]; j++)
            n.delta[l + 1][j] = true_delta(c, l + 1, j);
        a->error_before(&n, l);
        expect_deltas(&n, c, l, l);
    }
}

// ## 2.6: move each weight and each bias
static void check_bp34(const Answers *a) {
    Net nudged = deep_net(), n = nudged, g = nudged;
    Case c = {.n = &nudged, .x = X, .y = Y};
    fill(&n, c);
    for (int l = 2; l <= n.L; l++)
        for (int j = 0; j < n.size[l]; j++)
            n.delta[l][j] = true_delta(c, l, j);
    todo_fill(g.b[0], sizeof g.b / sizeof(double));
    todo_fill(g.w[0][0], sizeof g.w / sizeof(double));
    a->gradient(&n, &g);
    for (int l = 2; l <= n.L; l++)
        for (int j = 0; j < n.size[l]; j++) {
            expect(g.b[l][j], true_slope(c, &nudged.b[l][j]),
                   "∂C/∂b of neuron %d in layer %d", j, l);
            for (int k = 0; k < n.size[l - 1]; k++)
                expect(g.w[l][j][k], true_slope(c, &nudged.w[l][j][k]),
                       "∂C/∂w to neuron %d of layer %d, from neuron %d", j, l,
                       k);
        }
}

// ## 2.7: whoever has taken the step can take it back
static void check_descend(const Answers *a) {
    const double eta = 0.5;
    Net before = deep_net(), n = before, g = before;
    for (int l = 2; l <= n.L; l++)
        for (int j = 0; j < n.size[l]; j++) {
            g.b[l][j] = 0.1 * (l + j);
            for (int k = 0; k < n.size[l - 1]; k++)
                g.w[l][j][k] = 0.1 * (l - 2 * j + 3 * k) - 0.05;
        }
    a->descend(&n, &g, eta);
    for (int l = 2; l <= n.L; l++)
        for (int j = 0; j < n.size[l]; j++) {
            expect(n.b[l][j] + eta * g.b[l][j], before.b[l][j],
                   "b + η ∂C/∂b of neuron %d in layer %d of 5, after the step",
                   j, l);
            for (int k = 0; k < n.size[l - 1]; k++)
                expect(n.w[l][j][k] + eta * g.w[l][j][k], before.w[l][j][k],
                       "w + η ∂C/∂w to neuron %d of layer %d of 5, after the "
                       "step", j, l);
        }
}

// ## 2.8 and 2.9: move z again
static double bump(double z) { return exp(-z * z); }
static double bump_prime(double z) { return -2 * z * exp(-z * z); }

static void check_odd_backprop(const Answers *a) {
    const Odd odds[] = {{3, 1, sin, cos}, {2, 3, bump, bump_prime},
                        {5, 0, bump, bump_prime}};
    for (int i = 0; i < 3; i++) {
        Net before = deep_net(), n = before;
        Case c = {.n = &before, .x = X, .y = Y, .odd = odds[i]};
        todo_fill(n.delta[0], sizeof n.delta / sizeof(double));
        a->odd_backprop(&n, X, Y, odds[i]);
        expect_deltas(&n, c, n.L, 2);
    }
}

static void check_linear_errors(const Answers *a) {
    Net nets[] = {flat_net(), deep_net()};
    for (int i = 0; i < 2; i++) {
        Net n = nets[i];
        Case c = {.n = &nets[i], .x = X, .y = Y, .linear = true};
        fill(&n, c);
        a->linear_errors(&n, Y);
        expect_deltas(&n, c, n.L, 2);
    }
}

// ## 2.10: move z², and look at every output
static void check_without_hadamard(const Answers *a) {
    Net nets[] = {some_net(3, (const int[]){2, 3, 2}), deep_net(), flat_net()};
    for (int i = 0; i < 3; i++) {
        Net n = nets[i];
        Case c = {.n = &nets[i], .x = X, .l = 2};
        fill(&n, c);
        Rect got = a->without_hadamard(&n);
        for (c.j = 0; c.j < n.size[2]; c.j++)
            for (int m = 0; m < n.size[n.L]; m++) {
                double at[4];
                for (int s = 0; s < 4; s++) {
                    c.by = STEPS[s];
                    at[s] = answer(c, n.L, m);
                }
                expect(got.at[c.j][m], slope(at, STEP),
                       "row %d, column %d of the product, of %d layers", c.j, m,
                       n.L);
            }
        expect(got.rows, n.size[2], "rows of the product, of %d layers", n.L);
        expect(got.cols, n.size[n.L], "columns of the product, of %d layers",
               n.L);
    }
}

// ## 2.11: move the weight
static void check_by_paths(const Answers *a) {
    Net nets[] = {flat_net(), some_net(3, (const int[]){2, 3, 2}), deep_net()};
    for (int i = 0; i < 3; i++) {
        Net n = nets[i], *nudged = &nets[i];
        Case c = {.n = nudged, .x = X, .y = Y};
        fill(&n, c);
        for (int j = 0; j < n.size[2]; j++)
            for (int k = 0; k < n.size[1]; k++)
                expect(a->by_paths(&n, Y, j, k),
                       true_slope(c, &nudged->w[2][j][k]),
                       "∂C/∂w² to neuron %d from %d, of %d layers", j, k, n.L);
    }
}

// ## 2.12: move every weight, one example at a time
static Layers3 as_rects(const Net *n) {
    Layers3 to = {rect(n->size[2], n->size[1]), rect(1, n->size[2]),
                  rect(n->size[3], n->size[2]), rect(1, n->size[3])};
    for (int j = 0; j < n->size[2]; j++) {
        to.b2.at[0][j] = n->b[2][j];
        for (int k = 0; k < n->size[1]; k++) to.w2.at[j][k] = n->w[2][j][k];
    }
    for (int j = 0; j < n->size[3]; j++) {
        to.b3.at[0][j] = n->b[3][j];
        for (int k = 0; k < n->size[2]; k++) to.w3.at[j][k] = n->w[3][j][k];
    }
    return to;
}

static double mean_slope(const Net *n, Rect x, Rect y, double *theta) {
    double sum = 0;
    for (int i = 0; i < x.rows; i++)
        sum += true_slope((Case){.n = n, .x = x.at[i], .y = y.at[i]}, theta);
    return sum / x.rows;
}

static void check_batch_gradient(const Answers *a) {
    Net n = some_net(3, (const int[]){3, 4, 2});
    Rect x = rect(5, 3), y = rect(5, 2);
    for (int i = 0; i < 5; i++) {
        for (int k = 0; k < 3; k++) x.at[i][k] = sin(3 * i + 2 * k + 1);
        for (int j = 0; j < 2; j++) y.at[i][j] = (i + j) % 3 ? 0.1 : 0.8;
    }
    for (int m = 1; m <= 5; m += 4) {
        x.rows = y.rows = m;
        Layers3 got = a->batch_gradient(as_rects(&n), x, y);
        for (int l = 2; l <= 3; l++) {
            Rect w = l == 2 ? got.w2 : got.w3, b = l == 2 ? got.b2 : got.b3;
            for (int j = 0; j < n.size[l]; j++) {
                for (int k = 0; k < n.size[l - 1]; k++)
                    expect(w.at[j][k], mean_slope(&n, x, y, &n.w[l][j][k]),
                           "∂C/∂w%s, row %d, column %d, %d example%s",
                           l == 2 ? "²" : "³", j, k, m, m > 1 ? "s" : "");
                expect(b.at[0][j], mean_slope(&n, x, y, &n.b[l][j]),
                       "∂C/∂b%s of neuron %d, %d example%s",
                       l == 2 ? "²" : "³", j, m, m > 1 ? "s" : "");
            }
        }
    }
}

// ## The exercises, in their order
static const Exercise EXERCISES[] = {
    {"2.1", "Which matrices fit?",
     "Elgendy, refresher on matrices, figure 2.21", check_shapes,
     {"(rows × columns): (a × b) times (b × c) is (a × c).",
      "Each neuron has a row of weights, as long as there are numbers coming "
      "in.",
      "W⁽¹⁾ is (neurons of layer 1) × (inputs); x is (inputs) × 1; what a "
      "layer hands on is (its neurons) × 1."}},
    {"2.2", "Forwards", "Nielsen ch2, (23), (25); Elgendy 2.4.1",
     check_feed_forward,
     {"Three loops: over layers l = 2 ... L, over neurons j, over k of the "
      "layer before.",
      "k runs up to n->size[l - 1], j up to n->size[l]; begin each sum with "
      "the bias.",
      "z[l][j] = b[l][j], then z[l][j] += w[l][j][k] * a[l - 1][k] for all k, "
      "then a[l][j] = sigmoid(z[l][j])."}},
    {"2.3", "\"Repeat for neuron D, and for neuron B\"",
     "Glassner, figures 14-12 to 14-19", check_four_deltas,
     {"The slope of ½ (label - P)² over P is not label - P.",
      "What A says goes to C and to D: both ways add up.",
      "Cδ = P1 - label1, Dδ = P2 - label2, Aδ = AC · Cδ + AD · Dδ, and B as A, "
      "with its own weights."}},
    {"2.4", "The error of the output (BP1)", "Nielsen ch2, (29), (30)",
     check_output_error,
     {"∂C/∂aⱼ for C = ½ Σ (yⱼ - aⱼ)² is a difference.  Which way round?",
      "σ′ is taken at z, not at a.",
      "delta[L][j] = (a[L][j] - y[j]) * sigmoid_prime(z[L][j])."}},
    {"2.5", "The error one layer before (BP2)", "Nielsen ch2, (BP2)",
     check_error_before,
     {"Neuron k of layer l feeds all neurons j of layer l + 1.",
      "The sum is over j, the first index of w[l + 1][j][k]; σ′ is that of the "
      "layer you are filling.",
      "sum += w[l + 1][j][k] * delta[l + 1][j] over j; then delta[l][k] = "
      "sum * sigmoid_prime(z[l][k])."}},
    {"2.6", "From errors to the gradient (BP3, BP4)", "Nielsen ch2, exercise",
     check_bp34,
     {"By the chain rule ∂C/∂b = ∂C/∂z ∂z/∂b, and ∂C/∂z is δ.",
      "∂zˡⱼ/∂bˡⱼ is 1, and ∂zˡⱼ/∂wˡⱼₖ is what the weight multiplies.",
      "g->b[l][j] = n->delta[l][j], and g->w[l][j][k] = n->a[l - 1][k] * "
      "n->delta[l][j]."}},
    {"2.7", "Who does not learn?",
     "Nielsen ch2, the algorithm for a mini-batch, step 3", check_descend,
     {"The failing neuron above stands in the layer that never learns.",
      "Which layers have weights?  Which of them does the loop visit?",
      "It has to begin at l = L."}},
    {"2.8", "One neuron is different", "Nielsen ch2, exercise",
     check_odd_backprop,
     {"Copy your 2.2, 2.4 and 2.5 here first, all in terms of n->delta.",
      "At that one neuron σ becomes f on the way forward, σ′ becomes f′ on the "
      "way back; nothing else changes.",
      "l == odd.l && j == odd.j ? odd.f(z) : sigmoid(z), and the same with "
      "odd.f_prime and sigmoid_prime."}},
    {"2.9", "Linear neurons", "Nielsen ch2, exercise", check_linear_errors,
     {"What is σ′ if σ(z) = z?",
      "It is 1: the factors σ′(z) vanish from (BP1) and (BP2).",
      "delta[L][j] = a[L][j] - y[j]; below, only the sum over j of "
      "w[l + 1][j][k] * delta[l + 1][j]."}},
    {"2.10", "The same without ⊙", "Nielsen ch2, problem, (33) to (35)",
     check_without_hadamard,
     {"Write a function first that makes Σ′(zˡ): a Rect with a diagonal.",
      "Begin with Σ′(z²), then for l = 3 ... L multiply from the right by "
      "(wˡ)ᵀ and by Σ′(zˡ).",
      "all = product(product(all, transposed(weights(n, l))), diagonal(n, "
      "l))."}},
    {"2.11", "All the paths", "Nielsen ch2, (51) to (53)", check_by_paths,
     {"∂aˡ⁺¹_q/∂aˡⱼ on an edge is σ′(zˡ⁺¹_q) wˡ⁺¹_qⱼ; at the end stands "
      "∂C/∂aᴸ = aᴸ - y, at the beginning ∂a²ⱼ/∂w²ⱼₖ = σ′(z²ⱼ) a¹ₖ.",
      "Write a function `rest(n, y, l, j)` for ∂C/∂aˡⱼ: at l = L it knows the "
      "answer, else it asks itself for all neurons of the next layer.",
      "rest = Σ_q rest(n, y, l + 1, q) * sigmoid_prime(z[l + 1][q]) * w[l + "
      "1][q][j]; the answer is rest(n, y, 2, j) * sigmoid_prime(z[2][j]) * "
      "a[1][k]."}},
    {"2.12", "A mini-batch at once", "Nielsen ch2, problem",
     check_batch_gradient,
     {"Forwards: z2 = plus_row(product(x, transposed(n.w2)), n.b2); a2 = "
      "each(sigmoid, z2); the same again for z3 and a3.",
      "Backwards: delta3 = hadamard(minus(a3, y), each(sigmoid_prime, z3)); "
      "for delta2 take product(delta3, n.w3).",
      "g.w3 = scaled(1.0 / x.rows, product(transposed(delta3), a2)), g.b3 the "
      "sum_of_rows of delta3, scaled; g.w2 with delta2 and x."}},
};

int main(int argc, char **argv) {
    return exercises_main(argc, argv, EXERCISES,
                          (int)(sizeof EXERCISES / sizeof *EXERCISES));
}
