// # Neurons that are no sigmoids
//
// What changes in backpropagation if one neuron has another f, or if all of
// them are linear?  And how does it look without the product ⊙?  Nielsen,
// chapter 2: the two exercises after the algorithm, and the problem with
// (33) to (35).  Read four_equations.c first.
//
//     make other_neurons                        the checks, and their picture
//     make other_neurons SEED=3                 other weights
//
// Time: 1 s
//
// What to look for: only σ and σ′ change, and only at that neuron.  One neuron
// in layer 3 gives the sine of z.  With cos z in place of its σ′ the gradient
// is right.  With σ′ left there, it is right in the layer above, and wrong in
// layer 3 and below (unless the two slopes happen to agree), because the error
// comes down through that neuron.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/matrix.h"
#include "common/random.h"
#include "common/report.h"

// ## Neurons
//
// Add one of your own: f and its slope f′.
typedef real Function(real z);
typedef struct { Function *f, *f_prime; } Neuron;

static real sigmoid(real z) { return 1 / (1 + exp(-z)); }
static real sigmoid_prime(real z) { return sigmoid(z) * (1 - sigmoid(z)); }
static real identity(real z) { return z; }
static real one(real z) { (void)z; return 1; }

static const Neuron SIGMOID = {sigmoid, sigmoid_prime};
static const Neuron LINEAR = {identity, one};
static const Neuron SINE = {sin, cos};

// ## A network in which every neuron has an f of its own
enum { L = 4, MOST_NEURONS = 4 };
static const int SIZES[L + 1] = {0, 3, 4, 3, 2};        // entry 0 stays empty

typedef Matrix PerLayer[L + 1];

typedef struct {
    Neuron neuron[L + 1][MOST_NEURONS];
    PerLayer w, b, nabla_w, nabla_b;
    PerLayer a, z, fp, delta;  // columns; fp is f′(z)
    Matrix y;                  // the desired output of the one example, a[1]
} Net;

// Weights, biases and input are random; at first all neurons get the same f.
static Net net_new(Neuron neuron, uint64_t seed) {
    Random random = random_new(seed);
    Net n = {.a[1] = mat_new(SIZES[1], 1), .y = mat_new(SIZES[L], 1)};
    for (int l = 2; l <= L; l++) {
        n.w[l] = mat_new(SIZES[l], SIZES[l - 1]);
        n.nabla_w[l] = mat_new(SIZES[l], SIZES[l - 1]);
        Matrix *columns[] = {n.b, n.nabla_b, n.a, n.z, n.fp, n.delta};
        for (int i = 0; i < 6; i++) columns[i][l] = mat_new(SIZES[l], 1);
        for (int j = 0; j < SIZES[l]; j++) n.neuron[l][j] = neuron;
        mat_randn(n.w[l], 1, &random);
        mat_randn(n.b[l], 1, &random);
    }
    mat_randn(n.a[1], 1, &random);
    AT(n.y, 1, 0) = 1;                          // y = (0, 1)
    return n;
}
static void net_free(Net *n) {
    for (int l = L; l >= 2; l--) {
        Matrix *columns[] = {n->b, n->nabla_b, n->a, n->z, n->fp, n->delta};
        for (int i = 5; i >= 0; i--) mat_free(&columns[i][l]);
        mat_free(&n->nabla_w[l]);
        mat_free(&n->w[l]);
    }
    mat_free(&n->y);
    mat_free(&n->a[1]);
}

// ## Exercise: one modified neuron
//
// Its output is f(z) with some f that is not σ.  Nothing changes but this: at
// that neuron, σ becomes f on the way forward, and σ′ becomes f′ on the way
// back.
//
//     zˡ = wˡ aˡ⁻¹ + bˡ,   aˡⱼ = fˡⱼ(zˡⱼ),   and keep f′ˡⱼ(zˡⱼ)
static void feed_forward(Net *n) {
    for (int l = 2; l <= L; l++) {
        mat_mul(n->z[l], n->w[l], n->a[l - 1]);
        mat_add(n->z[l], n->z[l], n->b[l]);
        for (int j = 0; j < SIZES[l]; j++) {
            real z = AT(n->z[l], j, 0);
            AT(n->a[l], j, 0) = n->neuron[l][j].f(z);
            AT(n->fp[l], j, 0) = n->neuron[l][j].f_prime(z);
        }
    }
}

//     δᴸ = ∇ₐC ⊙ f′(zᴸ),   δˡ = ((wˡ⁺¹)ᵀ δˡ⁺¹) ⊙ f′(zˡ)            (BP1, BP2)
//     ∂C/∂b = δ,           ∂C/∂w = δˡ (aˡ⁻¹)ᵀ                      (BP3, BP4)
//
// With linear neurons, f(z) = z, all f′ are 1 (the second exercise):
//
//     δᴸ = aᴸ - y,         δˡ = (wˡ⁺¹)ᵀ δˡ⁺¹
static void backprop(Net *n) {
    feed_forward(n);
    mat_sub(n->delta[L], n->a[L], n->y);
    mat_hadamard(n->delta[L], n->delta[L], n->fp[L]);
    for (int l = L - 1; l >= 2; l--) {
        mat_mul_at(n->delta[l], n->w[l + 1], n->delta[l + 1]);
        mat_hadamard(n->delta[l], n->delta[l], n->fp[l]);
    }
    for (int l = 2; l <= L; l++) {
        mat_copy(n->nabla_b[l], n->delta[l]);
        mat_mul_bt(n->nabla_w[l], n->delta[l], n->a[l - 1]);
    }
}

// ## Problem: the same without ⊙
//
// Σ′(z) is a square matrix with the f′(zⱼ) on its diagonal and 0 elsewhere.
//
//     δᴸ = Σ′(zᴸ) ∇ₐC                                                   (33)
//     δˡ = Σ′(zˡ) (wˡ⁺¹)ᵀ δˡ⁺¹                                          (34)
//     δˡ = Σ′(zˡ) (wˡ⁺¹)ᵀ ... Σ′(zᴸ⁻¹) (wᴸ)ᵀ Σ′(zᴸ) ∇ₐC                 (35)
//
// Row j of Σ′(z) has f′(zⱼ) at place j and zeros elsewhere, so of its product
// with ∇ₐC only f′(zⱼ) ∂C/∂aⱼ is left: that is (33).  (34) is the same for
// (BP2), and (35) is (34) put into itself again and again, down from (33).
// Nearly all these products are with zeros; ⊙, says the text, is faster.
static void by_diagonals(Matrix delta, const Net *n, int l) {
    Matrix sigma = mat_new(SIZES[l], SIZES[l]), arriving = mat_new(SIZES[l], 1);
    for (int j = 0; j < SIZES[l]; j++) AT(sigma, j, j) = AT(n->fp[l], j, 0);
    if (l == L) {
        mat_sub(arriving, n->a[L], n->y);
    } else {
        Matrix above = mat_new(SIZES[l + 1], 1);
        by_diagonals(above, n, l + 1);
        mat_mul_at(arriving, n->w[l + 1], above);
        mat_free(&above);
    }
    mat_mul(delta, sigma, arriving);
    mat_free(&arriving);
    mat_free(&sigma);
}

// ## Checks
//
// An exercise in proving ends with a formula.  A program can only try it, on
// random networks, against something that knows nothing of the formula.
static real worse(real worst, real error) {
    return error > worst || isnan(error) ? error : worst;    // NaN stays
}

// (33) to (35) against the δ of backprop: the largest of all layers'
// ‖δ by Σ′ - δ by ⊙‖.
static real diagonal_gap(Net *n) {
    real gap = 0;
    for (int l = 2; l <= L; l++) {
        Matrix delta = mat_new(SIZES[l], 1);
        by_diagonals(delta, n, l);
        mat_sub(delta, delta, n->delta[l]);
        gap = worse(gap, mat_norm(delta));
        mat_free(&delta);
    }
    return gap;
}

//     C = ½ ‖y - aᴸ‖²                                                   (27)
static real cost(Net *n) {
    feed_forward(n);
    real sum = 0;
    for (int j = 0; j < SIZES[L]; j++)
        sum += pow(AT(n->y, j, 0) - AT(n->a[L], j, 0), 2);
    return sum / 2;
}

// The largest miss of ∂C/∂w in layer l, against small changes of each weight,
// as a share of the largest component:
//
//     ∂C/∂w ≈ (C(w + h) - C(w - h)) / 2h          (46), but on both sides
static real relative_error(Net *n, int l) {
    const real h = 1e-5;
    real miss = 0, largest = 0;
    for (int i = 0; i < n->w[l].rows * n->w[l].cols; i++) {
        real *w = &n->w[l].at[i], keep = *w, g = n->nabla_w[l].at[i];
        *w = keep + h;
        real above = cost(n);
        *w = keep - h;
        real slope = (above - cost(n)) / (2 * h);
        *w = keep;
        miss = worse(miss, fabs(g - slope));
        largest = fmax(largest, fmax(fabs(g), fabs(slope)));
    }
    return miss / largest;
}

// ## Experiments
//
// The modified neuron is neuron 2 of layer 3, as j counts from 0.
enum { WHERE_L = 3, WHERE_J = 1 };

typedef struct {
    real right[L + 1];         // errors by layer, with the neuron's own f′,
    real forgotten[L + 1];     // and with σ′ in its place
    real diagonals;            // (33) to (35) against ⊙, largest difference
} Modified;

// Forgetting is done on purpose: the neuron still answers sin z, but its slope
// is taken from σ.  Costs, and so the small changes, do not notice.
static Modified modify_one(uint64_t seed) {
    Modified it;
    Net n = net_new(SIGMOID, seed);
    n.neuron[WHERE_L][WHERE_J] = SINE;
    backprop(&n);
    it.diagonals = diagonal_gap(&n);
    for (int l = 2; l <= L; l++) it.right[l] = relative_error(&n, l);
    n.neuron[WHERE_L][WHERE_J].f_prime = sigmoid_prime;
    backprop(&n);
    for (int l = 2; l <= L; l++) it.forgotten[l] = relative_error(&n, l);
    net_free(&n);
    return it;
}

// A network of linear neurons is one matrix, W = w⁴ w³ w² (see one_matrix.c):
// aᴸ(x) - aᴸ(0) = W x.  Leaves 0 in a[1].
static real linear_gap(Net *n) {
    Matrix w3w2 = mat_new(SIZES[3], SIZES[1]), w = mat_new(SIZES[L], SIZES[1]);
    Matrix gap = mat_new(SIZES[L], 1);
    mat_mul(w3w2, n->w[3], n->w[2]);
    mat_mul(w, n->w[4], w3w2);
    mat_mul(gap, w, n->a[1]);
    feed_forward(n);
    mat_sub(gap, gap, n->a[L]);
    mat_fill(n->a[1], 0);
    feed_forward(n);
    mat_add(gap, gap, n->a[L]);
    real norm = mat_norm(gap);
    mat_free(&gap);
    mat_free(&w);
    mat_free(&w3w2);
    return norm;
}

typedef struct {
    real error[L + 1];         // of ∂C/∂w, by layer
    real delta_gap;            // δᴸ against aᴸ - y
    real one_matrix;           // the network against one matrix
} Linear;

// Of linear neurons both can be checked exactly: δᴸ is the mistake itself, and
// the whole network is one matrix and one bias.
static Linear make_linear(uint64_t seed) {
    Linear it = {.delta_gap = 0};
    Net n = net_new(LINEAR, seed);
    backprop(&n);
    for (int j = 0; j < SIZES[L]; j++) {
        real miss = AT(n.a[L], j, 0) - AT(n.y, j, 0);
        it.delta_gap = worse(it.delta_gap, fabs(AT(n.delta[L], j, 0) - miss));
    }
    for (int l = 2; l <= L; l++) it.error[l] = relative_error(&n, l);
    it.one_matrix = linear_gap(&n);
    net_free(&n);
    return it;
}

// ## Data for the picture
static void print_errors(Modified one, Linear all) {
    block_begin("errors", "layer right forgotten linear");
    for (int l = 2; l <= L; l++)
        printf("%d %.4g %.4g %.4g\n", l, one.right[l], one.forgotten[l],
               all.error[l]);
    block_end();
}

// ## What the text says
static real largest(const real error[L + 1]) {
    return worse(worse(error[2], error[3]), error[4]);
}

static void make_claims(Modified one, Linear all) {
    claim_between("Nielsen ch2, (33) to (35): δ with Σ′ and with ⊙ differ by",
                  "", 0, 1e-13, one.diagonals);
    claim_between("Nielsen ch2, one neuron f = sin: with f′ there, error of "
                  "∂C/∂w", "", 0, 1e-7, largest(one.right));
    claim_between("our finding: with σ′ there, error in the layer above", "", 0,
                  1e-7, one.forgotten[4]);
    claim_true("our finding: with σ′ there, it is off by more than 1 % in its "
               "layer and below", one.forgotten[2] > 0.01 &&
               one.forgotten[3] > 0.01);
    claim_between("Nielsen ch2, linear neurons: error of ∂C/∂w", "", 0, 1e-7,
                  largest(all.error));
    claim("Nielsen ch2, linear neurons: δᴸ and aᴸ - y differ by", "", 0,
          all.delta_gap, 0);
    claim_between("our finding: linear neurons against one matrix", "", 0,
                  1e-13, all.one_matrix);
}

int main(int argc, char **argv) {
    Options options = options_begin(argc, argv, "neurons that are no sigmoids");
    options_end(&options);
    caption("3-4-3-2, random weights, seed %llu",
            (unsigned long long)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        Modified one_neuron = modify_one(options.seed + (uint64_t)i);
        Linear all_linear = make_linear(options.seed + (uint64_t)i);
        if (i == 0) print_errors(one_neuron, all_linear);
        make_claims(one_neuron, all_linear);
    }
    claims_print();
    return 0;
}
