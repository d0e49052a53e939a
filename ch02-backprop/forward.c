// # From three inputs to one prediction
//
// A network has nothing but weights, biases and sigmoids.  How does it turn
// three numbers about a house into one, its price?  Elgendy, section 2.4:
// figures 2.20 and 2.22 (the network), the equations of its layers, figure 2.21
// (the same by matrices) and the refresher on matrices.  Nielsen writes the
// same as (23) to (25), with the product (28) that chapter 2 will need.
//
//     make forward                              the house of figure 2.22
//     make forward ARGS="--feet 700"            a hut
//     make forward SEED=2                       other random weights
//
// Time: 1 s
//
// What to look for: follow one number through the first picture.  Each node is
// the sigmoid of a weighted sum of the nodes before it, and that is all.  In
// the second picture the same weights get the house as the text writes it, with
// 2000 square feet: all sigmoids of the first hidden layer are at 0 or at 1,
// and stay there whatever house comes in.  So inputs are scaled first.
//
// The weights are random.  A forward pass learns nothing: the "new features" in
// the hidden nodes are mixtures of the inputs, useful only after training.
#define REAL double
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "common/matrix.h"
#include "common/random.h"
#include "common/report.h"

// ## Settings: the house is the text's; what houses are typical is ours
//
// (A neighbourhood's number is a name and not a size.  The figure has one input
// for it; one input per neighbourhood, 0 or 1, would be better.)
enum { INPUTS = 3 };

typedef struct {
    real house[INPUTS];        // bedrooms, square feet, neighbourhood
    real hut[INPUTS];          // another house, ours
    real typical[INPUTS];      // of all houses: the means,
    real spread[INPUTS];       // and the standard deviations
} Settings;

static const Settings TEXT = {
    {3, 2000, 1}, {1, 900, 3}, {2.5, 1500, 2}, {1, 500, 1}};

// ## The network of figure 2.20
//
// "Three hidden layers with 3, 4, 1 neurons", says the text, and later "a
// two-layer network": two layers are hidden, the third is the output.  It
// numbers the input 0.  In all our programs the input is layer 1, as in
// Nielsen's text, and here the output is layer L = 4.
//
// A weight is named *to, from*: w³₂₃ leads to neuron 2 of layer 3 from neuron 3
// of layer 2.  It is the text's W₂₃ of layer 2, which runs the other way in the
// text's own example.  (In Nielsen's translation wˡⱼₖ leads to the l-th neuron
// of layer l; the j-th is meant.)  With this order w a is an ordinary product:
// row j of w holds all that leads to neuron j.
enum { L = 4 };
static const int SIZES[L + 1] = {0, INPUTS, 3, 4, 1};   // entry 0 stays empty

typedef struct {
    Matrix w[L + 1], b[L + 1]; // into layer l = 2 ... L; b[l] is a column
    Matrix z[L + 1], a[L + 1]; // weighted sums and activations, columns;
                               // a[1] is the input
} Net;

// The same seed gives the same weights.  So one network can be looked at twice,
// with scaled inputs and with others.
static Net net_new(uint64_t seed) {
    Random random = random_new(seed);
    Net n = {.a[1] = mat_new(SIZES[1], 1)};
    for (int l = 2; l <= L; l++) {
        n.w[l] = mat_new(SIZES[l], SIZES[l - 1]);
        n.b[l] = mat_new(SIZES[l], 1);
        n.z[l] = mat_new(SIZES[l], 1);
        n.a[l] = mat_new(SIZES[l], 1);
        mat_randn(n.w[l], 1, &random);
        mat_randn(n.b[l], 1, &random);
    }
    return n;
}
static void net_free(Net *n) {
    for (int l = L; l >= 2; l--) {
        mat_free(&n->a[l]);
        mat_free(&n->z[l]);
        mat_free(&n->b[l]);
        mat_free(&n->w[l]);
    }
    mat_free(&n->a[1]);
}

// ## Forwards, neuron by neuron
//
// Written out (2.4.1), layer after layer:
//
//     a²₁ = σ(w²₁₁ x₁  + w²₁₂ x₂  + w²₁₃ x₃  + b²₁)        ... up to a²₃
//     a³₁ = σ(w³₁₁ a²₁ + w³₁₂ a²₂ + w³₁₃ a²₃ + b³₁)        ... up to a³₄
//     ŷ   = σ(w⁴₁₁ a³₁ + w⁴₁₂ a³₂ + w⁴₁₃ a³₃ + w⁴₁₄ a³₄ + b⁴₁)
//
// Eight equations in all, and one says the same:
//
//     aˡⱼ = σ(Σₖ wˡⱼₖ aˡ⁻¹ₖ + bˡⱼ)                                     (23)
static real sigmoid(real z) { return 1 / (1 + exp(-z)); }
static real sigmoid_prime(real z) { return sigmoid(z) * (1 - sigmoid(z)); }

typedef void Forward(Net *n);          // a[1] is given, a[L] is wanted

static void by_loops(Net *n) {
    for (int l = 2; l <= L; l++)
        for (int j = 0; j < SIZES[l]; j++) {
            real z = AT(n->b[l], j, 0);
            for (int k = 0; k < SIZES[l - 1]; k++)
                z += AT(n->w[l], j, k) * AT(n->a[l - 1], k, 0);
            AT(n->z[l], j, 0) = z;
            AT(n->a[l], j, 0) = sigmoid(z);
        }
}

// ## Forwards, by matrices
//
//     aˡ = σ(zˡ),        zˡ = wˡ aˡ⁻¹ + bˡ                               (25)
//
// where σ of a column is the column of the σ.
static void by_matrices(Net *n) {
    for (int l = 2; l <= L; l++) {
        mat_mul(n->z[l], n->w[l], n->a[l - 1]);
        mat_add(n->z[l], n->z[l], n->b[l]);
        mat_map(n->a[l], sigmoid, n->z[l]);
    }
}

// Elgendy has it in one line,
//
//     ŷ = σ · W⁽³⁾ · σ · W⁽²⁾ · σ · W⁽¹⁾ · x                      (figure 2.21)
//
// where σ · means "then apply σ".  The text reads it from right to left, the
// caption from left to right.  It is right to left: σ needs its argument first.
//
// And where is the bias?  The text counts it among the weights.  That works if
// each column gets a 1 at its foot, and the bias becomes the last column of w:
//
//     (w | b) (a)  =  w a + b
//             (1)
static void with_bias_in_w(Net *n) {
    for (int l = 2; l <= L; l++) {
        int rows = SIZES[l], cols = SIZES[l - 1];
        Matrix wb = mat_new(rows, cols + 1), a1 = mat_new(cols + 1, 1);
        for (int j = 0; j < rows; j++) {
            for (int k = 0; k < cols; k++) AT(wb, j, k) = AT(n->w[l], j, k);
            AT(wb, j, cols) = AT(n->b[l], j, 0);
        }
        mat_copy(mat_rows(a1, 0, cols), n->a[l - 1]);
        AT(a1, cols, 0) = 1;
        mat_mul(n->z[l], wb, a1);
        mat_map(n->a[l], sigmoid, n->z[l]);
        mat_free(&a1);
        mat_free(&wb);
    }
}

// ## Experiment: two houses, scaled or not
//
// With 2000 square feet as they are, z is in the hundreds or thousands: σ(z) is
// 0 or 1, the other inputs drown, and every house has the same price.  Scaled,
// the inputs are numbers like 1, and so is z.  (In one random net of fifty
// a weight of the square feet is so near to 0 that a neuron is spared.)
//
//     x = (bedrooms - mean) / standard deviation,   and so on
static real price(Net *n, Forward *forward, const real *house, Settings set,
                  bool scaled) {
    for (int i = 0; i < INPUTS; i++) {
        real from_mean = (house[i] - set.typical[i]) / set.spread[i];
        AT(n->a[1], i, 0) = scaled ? from_mean : house[i];
    }
    forward(n);
    return AT(n->a[L], 0, 0);
}

typedef struct {
    real price, hut_price;     // ŷ, as a share of the highest price
    real slope;                // the largest σ′(z) in layer 2, for the house
} Visit;

// A sigmoid that could still change its mind has a slope,
//
//     σ′(z) = σ(z) (1 - σ(z)),
//
// of up to 1/4; at 0 or at 1 it has none.  The largest of a layer tells whether
// any of its neurons is awake.
static Visit visit(Net *n, Settings set, bool scaled) {
    Visit it = {.slope = 0};
    it.hut_price = price(n, by_matrices, set.hut, set, scaled);
    it.price = price(n, by_matrices, set.house, set, scaled);
    for (int j = 0; j < SIZES[2]; j++)
        it.slope = fmax(it.slope, sigmoid_prime(AT(n->z[2], j, 0)));
    return it;                          // n is left with the house in it
}

// ## Data for the pictures
static real height(int l, int j) { return (SIZES[l] - 1) / 2.0 - j; }

static void print_nodes(const Net *n, const char *name) {
    for (int l = 1; l <= L; l++) {
        say("%s, layer %d:", name, l);
        for (int j = 0; j < SIZES[l]; j++) {
            real a = AT(n->a[l], j, 0), b = l > 1 ? AT(n->b[l], j, 0) : 0;
            if (l == 1) say("    x %10.4f", a);
            else say("    z %10.4f    a = σ(z) %.4f", AT(n->z[l], j, 0), a);
            printf("%s %d %g %.4f %.6g\n", name, l, height(l, j), b, a);
        }
    }
}

static void print_nets(const Net *n, const Net *raw) {
    block_begin("nodes", "net layer y b a");
    print_nodes(n, "scaled");
    print_nodes(raw, "unscaled");
    block_end();
    block_begin("edges", "layer to from y dy w");
    for (int l = 2; l <= L; l++)
        for (int j = 0; j < SIZES[l]; j++)
            for (int k = 0; k < SIZES[l - 1]; k++)
                printf("%d %d %d %g %g %.4f\n", l, j + 1, k + 1,
                       height(l - 1, k), height(l, j) - height(l - 1, k),
                       AT(n->w[l], j, k));
    block_end();
}

// ## The texts' numbers beside ours
static real square(real x) { return x * x; }

// The refresher's product is a row times a matrix, with the same rule: go along
// the row and down the column, multiply, add.
//
//                ⎛13  9  7⎞
//     (3  4  2)  ⎜ 8  7  4⎟  =  (x  y  z)
//                ⎝ 6  4  0⎠
static void claim_refresher(void) {
    real row[] = {3, 4, 2}, table[] = {13, 9, 7, 8, 7, 4, 6, 4, 0}, xyz[3];
    mat_mul(mat_view(xyz, 1, 3), mat_view(row, 1, 3), mat_view(table, 3, 3));
    claim("Elgendy refresher: x = 3·13 + 4·8 + 2·6", "", 83, xyz[0], 0);
    claim("Elgendy refresher: y, of the same product", "", 63, xyz[1], 0);
    claim("Elgendy refresher: z, of the same product", "", 37, xyz[2], 0);
    real v[] = {2, 3}, s[] = {1, 2}, t[] = {3, 4};
    Matrix f_v = mat_view(v, 2, 1), s_t = mat_view(s, 2, 1);
    mat_map(f_v, square, f_v);
    mat_hadamard(s_t, s_t, mat_view(t, 2, 1));
    claim_true("Nielsen ch2, (24): x² of [2 3] is [4 9]",
               v[0] == 4 && v[1] == 9);
    claim_true("Nielsen ch2, (28): [1 2] ⊙ [3 4] = [3 8]",
               s[0] == 3 && s[1] == 8);
}

// The refresher's exercise: what are the shapes in figure 2.21?  In a product,
// neighbours must agree, and the outer two numbers remain.
static void claim_shapes(const Net *n) {
    Matrix c = n->w[4], b = n->w[3], a = n->w[2], x = n->a[1];
    say("shapes: (%dx%d)(%dx%d)(%dx%d)(%dx%d) -> %dx%d", c.rows, c.cols, b.rows,
        b.cols, a.rows, a.cols, x.rows, x.cols, c.rows, x.cols);
    claim_true("Elgendy refresher: (1x4)(4x3)(3x3)(3x1) fits, and gives 1x1",
               c.cols == b.rows && b.cols == a.rows && a.cols == x.rows &&
               c.rows == 1 && x.cols == 1);
}

// Three ways of writing one thing must give one number, but for the last digit:
// they add in different orders.
static void claim_ways(Net *n, Settings set) {
    real y = price(n, by_matrices, set.house, set, true);
    claim_between("Elgendy 2.4.1: ŷ by loops and by matrices differ by", "", 0,
                  1e-15, fabs(y - price(n, by_loops, set.house, set, true)));
    claim_between("Elgendy 2.4.1: ŷ with the bias as a weight, and with + b, "
                  "differ by", "", 0, 1e-15,
                  fabs(y - price(n, with_bias_in_w, set.house, set, true)));
}

static void claim_scaling(Visit scaled, Visit raw) {
    claim_between("our finding: unscaled, the largest slope σ′ in layer 2", "",
                  0, 1e-9, raw.slope);
    claim_between("our finding: unscaled, house and hut differ in price by", "",
                  0, 1e-9, fabs(raw.price - raw.hut_price));
    claim_between("our finding: scaled, house and hut differ in price by", "",
                  0.001, 1, fabs(scaled.price - scaled.hut_price));
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "from three inputs to one "
                                                "prediction");
    option_real(&options, "--bedrooms", &set.house[0], "of the house");
    option_real(&options, "--feet", &set.house[1], "its size, square feet");
    option_real(&options, "--neighbourhood", &set.house[2], "its number");
    options_end(&options);

    caption("%g bedrooms, %g square feet, neighbourhood %g; random weights, "
            "seed %llu", set.house[0], set.house[1], set.house[2],
            (unsigned long long)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        Net n = net_new(options.seed + (uint64_t)i);
        Net raw = net_new(options.seed + (uint64_t)i);
        Visit scaled = visit(&n, set, true), unscaled = visit(&raw, set, false);
        if (i == 0) print_nets(&n, &raw);
        claim_refresher();
        claim_shapes(&n);
        claim_ways(&n, set);
        claim_scaling(scaled, unscaled);
        net_free(&raw);
        net_free(&n);
    }
    claims_print();
    return 0;
}
