// # What the exercises of chapter 5 demand
//
// A check knows the answer by another way than the one that is asked for: by
// counting, by random numbers, mostly by moving a number a little and looking
// how far the cost moves.
#include <stdint.h>

#include "ch05-vanishing-gradients/exercises.h"
#include "tools/exercises.h"

// The slope from four values, at h and 2h to both sides: right to 12 digits.
static const double STEP = 1e-3, STEPS[4] = {2e-3, 1e-3, -1e-3, -2e-3};

static double slope(const double at[4]) {
    return (8 * (at[1] - at[2]) - (at[0] - at[3])) / (12 * STEP);
}

// ## 5.1: rows of the truth table that have to give 1
static void check_parity_gates(const Answers *a) {
    enum { BITS = 10 };
    int odd = 0;
    for (int row = 0; row < 1 << BITS; row++) {
        int ones = 0;
        for (int bit = 0; bit < BITS; bit++) ones += row >> bit & 1;
        odd += ones % 2;
    }
    int wires = BITS, gates = 0;             // a gate makes one wire of two
    for (; wires > 1; wires--) gates++;
    expect_secret(a->parity_gates.tree, gates, "exclusive-ors in a tree");
    expect_secret(a->parity_gates.two_layers, odd, "ANDs below one OR");
}

// ## A chain, by asking: neuron j asks neuron j - 1
static double chain_answer(const Chain *n, double x, int j) {
    if (j == 0) return x;
    return 1 / (1 + exp(-n->w[j] * chain_answer(n, x, j - 1) - n->b[j]));
}

static double slope_of_bias(Chain n, double x, double y, int j) {
    double at[4], keep = n.b[j];
    for (int i = 0; i < 4; i++) {
        n.b[j] = keep + STEPS[i];
        at[i] = pow(y - chain_answer(&n, x, n.L), 2) / 2;
    }
    return slope(at);
}

// ## 5.2: chains whose z are all 0, where σ′ is largest
static Chain chain_at_0(double w) {
    Chain n = {.L = 4};
    for (int j = 1; j <= n.L; j++) {
        n.w[j] = w;
        n.b[j] = -w * (j == 1 ? 1 : 0.5);    // x = 1, and then a = 1/2
    }
    return n;
}

static void check_factors(const Answers *a) {
    Chain n = chain_at_0(1);
    expect_secret(a->factors.vanishes,
                  slope_of_bias(n, 1, 0, 1) / slope_of_bias(n, 1, 0, 3),
                  "the smallest number above all |∂C/∂b₁| / |∂C/∂b₃|, |w| < 1");
    double growth = 1, at[4];
    for (int j = 2; j <= 4; j++) {           // w times a little, to a, to z
        for (int i = 0; i < 4; i++) at[i] = 100 / (1 + exp(-STEPS[i]));
        growth *= slope(at);
    }
    expect_secret(a->factors.explodes, growth,
                  "∂C/∂b₁ / ∂C/∂b₄ for w = 100, z = 0");
}

// ## 5.3: move b₁
static void check_chain_slope(const Answers *a) {
    const Chain one = {.L = 1, .w = {0, 2}, .b = {0, -2}};
    expect(a->chain_slope(&one, 1, 0), 0.125,
           "∂C/∂b₁ of one neuron, w = 2, b = -2, x = 1, y = 0");
    Chain n = {.w = {0, 1.5, -2, 0.7, 3, -1.2},
               .b = {0, -0.4, 0.9, 0.2, -1, 1}};
    for (n.L = 1; n.L <= 5; n.L++)
        expect(a->chain_slope(&n, 0.8, 0.3), slope_of_bias(n, 0.8, 0.3, 1),
               "∂C/∂b₁ of a chain of %d, where x = 0.8, y = 0.3", n.L);
}

// ## 5.4: move z; ask the neuron at some a
static void check_steep(const Answers *a) {
    const double zs[] = {0, 0.5, -2}, cs[] = {1, 4, 30};
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++) {
            double at[4], z = zs[k] / (cs[i] > 4 ? 10 : 1), c = cs[i];
            for (int s = 0; s < 4; s++)
                at[s] = 1 / (1 + exp(-c * z - STEPS[s]));
            expect(a->steep_slope(c, z), slope(at) * c,
                   "slope of σ(%g z) at z = %g", c, z);
        }
    for (int k = 0; k < 3; k++) {
        const Neuron1 n = {1.5, -0.4};
        Neuron1 got = a->as_steep(n, 5);
        double said = 1 / (1 + exp(-got.w * zs[k] - got.b));
        if (is_todo(got.w) || is_todo(got.b)) said = TODO;
        expect(said, 1 / (1 + exp(-5 * (1.5 * zs[k] - 0.4))),
               "what your neuron says of %g; s(z) = σ(5 z), w = 1.5, b = -0.4",
               zs[k]);
    }
    double low = 0.1, high = 100;            // where the slope at 0 is 1
    for (int i = 0; i < 60; i++) {
        double c = (low + high) / 2, at[4];
        for (int s = 0; s < 4; s++) at[s] = c / (1 + exp(-STEPS[s]));
        *(slope(at) < 1 ? &low : &high) = c;
    }
    expect_secret(a->explodes_beyond, low, "c beyond which the chain explodes");
}

// ## 5.5: halve the interval in which |w σ′(z)| falls below 1
static double width_by_search(double w) {
    double inside = 0, outside = 100;
    w = fabs(w);
    if (w / 4 < 1) return 0;
    for (int i = 0; i < 80; i++) {
        double z = (inside + outside) / 2, e = exp(-z);
        *(w * e / ((1 + e) * (1 + e)) >= 1 ? &inside : &outside) = z;
    }
    return 2 * inside / w;                   // of a; inside is of z
}

static void check_width(const Answers *a) {
    const double ws[] = {9, 5, 40, 4.5, -9, -300, 3.9, 0, -2};
    for (int i = 0; i < 9; i++)
        expect(a->width(ws[i]), width_by_search(ws[i]), "width for w = %g",
               ws[i]);
    expect_near(a->width(4), 0, 1e-4, "width for w = 4");
    double best = 0;
    for (double w = 4; w < 50; w += 0.001)
        best = fmax(best, width_by_search(w));
    expect_near(width_by_search(a->widest_at), best, 1e-5,
                "width for your WIDEST_AT, which is to be the largest");
}

// ## 5.6: ask the neuron; x - w₁² Δ³/12 is never more than w₁²/96 off
static void check_identity(const Answers *a) {
    const double w1s[] = {1, 0.1, 0.01};
    for (int i = 0; i < 3; i++) {
        Identity n = a->identity(w1s[i]);
        for (int k = 0; k <= 4; k++) {
            double x = (2 + k) % 5 / 4.0;        // ½ first
            double z = n.w1 * x + n.b;
            double got = n.w2 / (1 + exp(-z)) + n.offset;
            expect_near(1 + got, 1 + x, w1s[i] * w1s[i] / 96,
                        "1 + what your neuron says of x = %g, nearly 1 + x; "
                        "w₁ = %g", x, w1s[i]);
        }
        expect(n.w1, w1s[i], "w₁ of your neuron");
    }
}

// ## 5.7: random numbers
//
// Not common/random, so that this file needs nothing else: xorshift, and Box
// and Muller's normal numbers.
static double uniform(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return ((double)(*state >> 12) + 0.5) / 4503599627370496.0;
}

static double normal(uint64_t *state) {
    double r = sqrt(-2 * log(uniform(state)));
    return r * cos(6.283185307179586 * uniform(state));
}

// The standard deviation of z = Σ w x over n inputs, w from N(0, sd²), x from
// N(0, 1), or the positive part of that.
static double measured(int n, double sd, bool relu) {
    enum { TRIALS = 20000 };
    uint64_t state = 88172645463325252u;
    double sum = 0;
    for (int t = 0; t < TRIALS; t++) {
        double z = 0;
        for (int j = 0; j < n; j++) {
            double x = normal(&state);
            z += sd * normal(&state) * (relu && x < 0 ? 0 : x);
        }
        sum += z * z;
    }
    return sqrt(sum / TRIALS);
}

static void check_starts(const Answers *a) {
    const int sizes[] = {4, 25};
    for (int i = 0; i < 2; i++) {
        int n = sizes[i];
        expect_near(measured(n, a->start_plain(n), false), 1, 0.03,
                    "√Var z, if √Var x is 1 and σ is start_plain(%d) "
                    "(measured)", n);
        expect_near(measured(n, a->start_relu(n), true), 1, 0.03,
                    "√Var z, if it was 1 one layer before and σ is "
                    "start_relu(%d) (measured)", n);
    }
    const int pairs[][2] = {{30, 10}, {3, 500}, {8, 8}};
    for (int i = 0; i < 3; i++) {
        int in = pairs[i][0], out = pairs[i][1];
        double sd = a->start_both(in, out);
        expect(sd * sd * in + sd * sd * out, 2,
               "n_in σ² + n_out σ², at best 1 + 1, if σ is start_both(%d, %d)",
               in, out);
    }
}

// ## 5.8: mean 0 and variance 1, then γ and β
static Batch some_batch(int rows, int cols) {
    Batch x = batch(rows, cols);
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < cols; j++)
            x.at[i][j] = 3 * sin(2 * i + 5 * j + 1) + j - 1;
    return x;
}

static Norm some_norm(void) {
    return (Norm){.gamma = {2, -0.5, 1.5}, .beta = {0.3, -1, 4},
                  .mean = {0.5, -2, 7}, .variance = {4, 0.25, 9},
                  .epsilon = 0.01, .p = 0.9};
}

// Σ x and Σ x² tell mean and variance: E[x²] - E[x]².
static double true_norm(const Norm *n, const Batch *x, int i, int j) {
    double sum = 0, squares = 0, m = x->rows;
    for (int k = 0; k < x->rows; k++) {
        sum += x->at[k][j];
        squares += x->at[k][j] * x->at[k][j];
    }
    double variance = squares / m - sum / m * (sum / m);
    return n->gamma[j] * (x->at[i][j] - sum / m) / sqrt(variance + n->epsilon) +
           n->beta[j];
}

static void check_norm_forward(const Answers *a) {
    const Norm one = {.gamma = {1, 1}};
    Batch y = a->norm_forward(&one, (Batch){2, 1, {{1}, {5}}});
    expect(y.at[0][0], -1, "x̂ of 1, in the batch 1, 5 (ε = 0)");
    expect(y.at[1][0], 1, "x̂ of 5, in the batch 1, 5 (ε = 0)");
    const Norm by_hand = {.gamma = {3}, .beta = {1}, .epsilon = 5};
    y = a->norm_forward(&by_hand, (Batch){2, 1, {{1}, {5}}});
    expect(y.at[0][0], -1, "y of 1, in the batch 1, 5; γ = 3, β = 1, ε = 5");
    const int rows[] = {5, 2, 1};
    const Norm n = some_norm();
    for (int r = 0; r < 3; r++) {
        Batch x = some_batch(rows[r], 3);
        y = a->norm_forward(&n, x);
        for (int i = 0; i < x.rows; i++)
            for (int j = 0; j < x.cols; j++)
                expect(y.at[i][j], true_norm(&n, &x, i, j),
                       "y, row %d, column %d, of %d rows, ε = 0.01", i, j,
                       x.rows);
    }
}

// ## 5.9: the averages written out; a batch that says the averages itself
static void check_averages(const Answers *a) {
    Norm n = {.mean = {10, 0}, .variance = {1, 8}, .p = 0.75};
    const Batch x = {2, 2, {{1, 2}, {5, -2}}};   // means 3, 0; variances 4, 4
    a->norm_remember(&n, x);
    expect(n.mean[0], 8.25, "average of μ: it was 10, now 3, p = 0.75");
    expect(n.variance[0], 1.75, "average of σ²: it was 1, now 4, p = 0.75");
    expect(n.variance[1], 7, "average of σ²: it was 8, now 4, p = 0.75");
    for (int i = 0; i < 200; i++) a->norm_remember(&n, x);
    expect(n.mean[0], 3, "average of μ after 200 batches with μ = 3");
    expect(n.variance[1], 4, "average of σ² after 200 batches with σ² = 4");
}

static void check_in_use(const Answers *a) {
    check_averages(a);
    const Norm one = {.gamma = {1}, .mean = {3}, .variance = {4}};
    expect(a->norm_in_use(&one, (Batch){1, 1, {{7}}}).at[0][0], 2,
           "in use: x̂ of 7, with the averages μ = 3, σ² = 4, and ε = 0");
    const Norm n = some_norm();
    Batch x = some_batch(4, 3);
    for (int rows = 1; rows <= 4; rows += 3) {
        x.rows = rows;
        Batch y = a->norm_in_use(&n, x);
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < 3; j++) {
                Norm of_it = {.gamma = {n.gamma[j]}, .beta = {n.beta[j]},
                              .epsilon = n.epsilon};
                double d = sqrt(n.variance[j]);
                Batch pair = {2, 1, {{n.mean[j] - d}, {n.mean[j] + d}}};
                double low = true_norm(&of_it, &pair, 0, 0);
                double high = true_norm(&of_it, &pair, 1, 0);
                double part = (x.at[i][j] - pair.at[0][0]) / (2 * d);
                expect(y.at[i][j], low + part * (high - low),
                       "in use: y, row %d of %d, column %d", i, rows, j);
            }
    }
}

// ## 5.10: move an x, a γ, a β
//
// delta is ∂C/∂y, whatever C is: let it be Σ delta y.
static double weighted_sum(const Norm *n, const Batch *x, const Batch *delta) {
    double sum = 0;
    for (int i = 0; i < x->rows; i++)
        for (int j = 0; j < x->cols; j++)
            sum += delta->at[i][j] * true_norm(n, x, i, j);
    return sum;
}

static double norm_slope(const Norm *n, const Batch *x, const Batch *delta,
                         double *theta) {
    double at[4], keep = *theta;
    for (int i = 0; i < 4; i++) {
        *theta = keep + STEPS[i];
        at[i] = weighted_sum(n, x, delta);
    }
    *theta = keep;
    return slope(at);
}

// Four rows that can be done by hand.
static void check_four_rows(const Answers *a) {
    const Norm one = {.gamma = {1}};
    const Batch x = {4, 1, {{1}, {1}, {5}, {5}}}, delta = {4, 1, {{8}}};
    const double want[] = {2, -2, 0, 0};
    NormSlopes got = a->norm_backward(&one, x, delta);
    expect(got.beta[0], 8, "∂C/∂β; x = 1 1 5 5 (x̂ = -1 -1 1 1), δ = 8 0 0 0, "
           "γ = 1, ε = 0");
    expect(got.gamma[0], -8, "∂C/∂γ; x = 1 1 5 5 (x̂ = -1 -1 1 1), "
           "δ = 8 0 0 0, γ = 1, ε = 0");
    for (int i = 0; i < 4; i++)
        expect(got.x.at[i][0], want[i], "∂C/∂x, row %d; x = 1 1 5 5 "
               "(x̂ = -1 -1 1 1), δ = 8 0 0 0, γ = 1, ε = 0", i);
}

static void check_norm_backward(const Answers *a) {
    check_four_rows(a);
    Norm n = some_norm();
    for (int rows = 5; rows >= 3; rows -= 2) {
        Batch x = some_batch(rows, 3), delta = batch(rows, 3);
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < 3; j++)
                delta.at[i][j] = cos(3 * i + j) + 0.5;
        NormSlopes got = a->norm_backward(&n, x, delta);
        for (int j = 0; j < 3; j++) {
            expect(got.beta[j], norm_slope(&n, &x, &delta, &n.beta[j]),
                   "∂C/∂β of column %d, %d rows", j, rows);
            expect(got.gamma[j], norm_slope(&n, &x, &delta, &n.gamma[j]),
                   "∂C/∂γ of column %d, %d rows", j, rows);
            for (int i = 0; i < rows; i++)
                expect(got.x.at[i][j], norm_slope(&n, &x, &delta, &x.at[i][j]),
                       "∂C/∂x, row %d of %d, column %d", i, rows, j);
        }
    }
}

// ## 5.11: move an x
static double block_cost(const Block *n, const double x[],
                         const double delta[]) {
    double sum = 0;
    for (int i = 0; i < n->n; i++) {
        double y = x[i];
        for (int j = 0; j < n->n; j++) {
            double z = 0;
            for (int k = 0; k < n->n; k++) z += n->w1[j][k] * x[k];
            y += n->w2[i][j] * (z > 0 ? z : 0);
        }
        sum += delta[i] * (y > 0 ? y : 0);
    }
    return sum;
}

static void check_block(const Answers *a) {
    const double delta[] = {0.5, -2, 0.25, 1};
    double x[] = {0.8, 1.3, -0.6, 0.4}, to[MOST];
    Block n = {.n = 2};
    todo_fill(to, MOST);
    a->block_backward(&n, x, delta, to);
    expect(to[1], -2, "all weights 0: ∂C/∂x where x = 1.3, ∂C/∂y = -2");
    Block one = {.n = 1, .w1 = {{2}}, .w2 = {{3}}};
    a->block_backward(&one, (double[]){1}, (double[]){1}, to);
    expect(to[0], 7, "one number: ∂C/∂x; x = 1, w₁ = 2, w₂ = 3, ∂C/∂y = 1");
    one.w2[0][0] = -1;
    a->block_backward(&one, (double[]){1}, (double[]){1}, to);
    expect(to[0], 0, "one number: ∂C/∂x; x = 1, w₁ = 2, w₂ = -1, ∂C/∂y = 1");
    Block two = {.n = 2, .w1 = {{1, 2}, {0, 1}}, .w2 = {{2, 0}, {1, 3}}};
    todo_fill(to, MOST);
    a->block_backward(&two, (double[]){1, 2}, (double[]){1, 10}, to);
    for (int k = 0; k < 2; k++)
        expect(to[k], k ? 64 : 13, "∂C/∂x, number %d; x = (1, 2), ∂C/∂y = "
               "(1, 10),\n      w₁ = (1 2 / 0 1), w₂ = (2 0 / 1 3)", k);
    n.n = 4;
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++) {
            n.w1[i][j] = 1.2 * sin(3 * i + 7 * j + 2);
            n.w2[i][j] = 0.9 * cos(5 * i + 2 * j);
        }
    for (int turn = 0; turn < 3; turn++) {
        todo_fill(to, MOST);
        a->block_backward(&n, x, delta, to);
        for (int k = 0; k < 4; k++) {
            double at[4], keep = x[k];
            for (int i = 0; i < 4; i++) {
                x[k] = keep + STEPS[i];
                at[i] = block_cost(&n, x, delta);
            }
            x[k] = keep;
            expect(to[k], slope(at), "∂C/∂x, number %d, x = (%g, %g, %g, %g)",
                   k, x[0], x[1], x[2], x[3]);
        }
        for (int k = 0; k < 4; k++) x[k] = 1.4 * cos(k + 2 * turn + 1);
    }
}

// ## 5.12: move a weight, in both places at once
static double coder_cost(const Coder *n, const double x[]) {
    double cost = 0;
    for (int j = 0; j < n->n; j++) {
        double z = n->c[j];
        for (int i = 0; i < n->hidden; i++) {
            double zh = n->b[i];
            for (int k = 0; k < n->n; k++) zh += n->w[i][k] * x[k];
            z += n->w[i][j] / (1 + exp(-zh));
        }
        cost += pow(x[j] - 1 / (1 + exp(-z)), 2) / 2;
    }
    return cost;
}

static void check_coder(const Answers *a) {
    const double x[] = {0.9, 0.2, 0.6};
    Coder n = {.n = 3, .hidden = 2, .b = {0.3, -0.5}, .c = {0.1, -0.2, 0.4}};
    const Coder one = {.n = 1, .hidden = 1};
    double to[MOST][MOST], at[4];
    todo_fill(to[0], MOST * MOST);
    a->coder_slopes(&one, (double[]){1}, to);
    expect(to[0][0], -0.0625, "∂C/∂w; one number x = 1, one h; w, b, c all 0");
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 3; j++) n.w[i][j] = 1.3 * sin(2 * i + 3 * j + 1);
    todo_fill(to[0], MOST * MOST);
    a->coder_slopes(&n, x, to);
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 3; j++) {
            double keep = n.w[i][j];
            for (int s = 0; s < 4; s++) {
                n.w[i][j] = keep + STEPS[s];
                at[s] = coder_cost(&n, x);
            }
            n.w[i][j] = keep;
            expect(to[i][j], slope(at),
                   "∂C/∂w, row %d, column %d; 3 numbers, 2 h", i, j);
        }
}

// ## The exercises, in their order
static const Exercise EXERCISES[] = {
    {"5.1", "The price of two layers",
     "Nielsen ch5, the story at the beginning", check_parity_gates,
     {"A gate with two inputs makes one wire of two.  Ten bits are ten wires, "
      "the answer is one.",
      "In two layers: one AND for each row of the truth table that has an odd "
      "number of ones.  How many of the 1024 rows are that?",
      "Each gate has one wire less: 10 - 1.  And half of 1024."}},
    {"5.2", "Two factors more", "Nielsen ch5, why the gradient vanishes",
     check_factors,
     {"Divide the two expressions: what is left of the first?",
      "σ′ is at most 1/4, at z = 0.",
      "Left is σ′(z₁) w₂ σ′(z₂) w₃: below 1/4 · 1/4.  With w = 100 a pair of "
      "factors is 25; ∂C/∂b₄ is three pairs away."}},
    {"5.3", "The whole chain", "Nielsen ch5, ∂C/∂b₁ of the chain",
     check_chain_slope,
     {"Walk from 1 to L once: z, then the factors, then a.",
      "w₁ is not among the factors: b₁ comes in behind it.",
      "product *= (j > 1 ? n->w[j] : 1) * sigmoid_prime(z); at the end times "
      "∂C/∂a = a - y."}},
    {"5.4", "A steeper neuron", "Nielsen ch5, exercise: a large derivative",
     check_steep,
     {"s(z) = σ(c z): the chain rule gives a factor c, and σ′ is taken where σ "
      "is.",
      "σ(c (w a + b)) = σ(c w a + c b).",
      "s′(z) = c σ′(c z); the neuron is (c w, c b); and at z = 0 a layer's "
      "factor is c/4: when is that 1?"}},
    {"5.5", "A narrow window", "Nielsen ch5, problem: |w σ′(w a + b)| ≥ 1",
     check_width,
     {"σ′ ≤ 1/4: nothing for |w| < 4.  Else |w| u = (1 + u)²; its two "
      "solutions are u and 1/u.",
      "u = |w| (1 + √(1 - 4/|w|)) / 2 - 1; so z may run from -ln u to ln u.  z "
      "= w a + b: divide by |w|.",
      "2 / |w| · log(u).  For the widest: for (double w = 4; w < 20; w += "
      "0.001), keep the w whose width is the largest so far."}},
    {"5.6", "A neuron that changes nothing",
     "Nielsen ch5, problem: the identity neuron", check_identity,
     {"z is to be w₁ Δ, and x = ½ + Δ: that gives b.",
      "w₂ σ(w₁ Δ) = w₂/2 + w₂ w₁ Δ/4 - ...: the slope has to be 1.",
      "b = -w₁/2, w₂ = 4/w₁; then w₂/2 has to go, and ½ to come."}},
    {"5.7", "Where to start", "slides, initialisation: Xavier, He",
     check_starts,
     {"n_in σ² E[x²] has to be Var x; if x has mean 0, E[x²] is Var x.",
      "Half of what comes out of a ReLU is 0, so E[x²] is half of Var z.  The "
      "weights have to make up for it.",
      "√(1/n_in), √(2/n_in), and √(1/n) with n = (n_in + n_out)/2."}},
    {"5.8", "Batch normalisation", "slides, batch normalisation",
     check_norm_forward,
     {"Column by column: the mean, then the variance, then each row.",
      "The variance is the mean of (x - μ)², divided by m = x.rows; ε stands "
      "inside the root.",
      "y = n->gamma[j] * (x - mean) / sqrt(variance + n->epsilon) + "
      "n->beta[j]."}},
    {"5.9", "One image alone", "slides, batch normalisation in use",
     check_in_use,
     {"norm_remember needs your mean and variance of 5.8, and no γ, β, ε.",
      "What is averaged is σ², not σ; p is what stays.",
      "n->mean[j] = n->p * n->mean[j] + (1 - n->p) * mean; in use, (x - "
      "n->mean[j]) / sqrt(n->variance[j] + n->epsilon), whatever the batch."}},
    {"5.10", "Back through the batch", "slides, batch normalisation",
     check_norm_backward,
     {"y = γ x̂ + β, and each column has one β for all rows: ∂C/∂β = Σ δ, "
      "∂C/∂γ = Σ δ x̂.",
      "∂C/∂x̂ = γ δ.  Of it, what a shift of all x (through μ) and a stretch "
      "of all x (through σ) would do is taken away, since both do nothing.",
      "∂C/∂x = γ / √(σ² + ε) (δ - (Σ δ)/m - x̂ (Σ δ x̂)/m)."}},
    {"5.11", "The way without factors", "slides, residual networks",
     check_block,
     {"Go up first: z₁ = w₁ x, then the sum s = w₂ relu(z₁) + x.",
      "Down: δ where s > 0, else 0.  It goes past the weights as it is, and "
      "through them: by w₂ᵀ, relu′(z₁), w₁ᵀ.",
      "to = past + w₁ᵀ (relu′(z₁) ⊙ w₂ᵀ past)."}},
    {"5.12", "One matrix, used twice", "slides, pre-training", check_coder,
     {"Pretend that there are two matrices, w below and v = wᵀ above; do "
      "backpropagation; add up.",
      "Above: δx = (x̂ - x) x̂ (1 - x̂), part one is h δx.  Below: δh = h (1 - h) "
      "Σ w δx, part two is δh x.",
      "to[i][j] = h[i] * delta_x[j] + delta_h[i] * x[j]."}},
};

int main(int argc, char **argv) {
    return exercises_main(argc, argv, EXERCISES,
                          (int)(sizeof EXERCISES / sizeof *EXERCISES));
}
