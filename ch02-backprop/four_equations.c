// # The four equations of backpropagation
//
// How fast does the cost change with each weight and each bias?  Nielsen,
// chapter 2, from the two assumptions about the cost to the algorithm: four
// equations, (BP1) to (BP4), and five steps.  Here they run on a network small
// enough to be drawn, with one example, in columns, as the text writes it.
// Read this before network.c, which does the same for many examples.
//
//     make four_equations                       draw it, and check it
//     make four_equations ARGS="--push 0.5"     a demon that pushes hard
//     make four_equations ARGS="--scale 6"      large weights: σ′ is small
//
// Time: 1 s
//
// What to look for: in the first picture two numbers stand at every neuron,
// found in two ways.  δ comes from the equations, going back once through the
// network.  The other comes from the text's demon, who sits at that neuron,
// pushes its weighted input a little, and waits for the cost to change.  They
// are the same number.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/matrix.h"
#include "common/random.h"
#include "common/report.h"

// ## Settings: ours, as the text has equations and no numbers
typedef struct {
    real push;                 // the demon's Δz, and h in the check
    real scale;                // standard deviation of weights and biases
} Settings;

static const Settings OURS = {1e-5, 1};

// ## The network
//
// Layers 1 ... L; w[l] and b[l] lead into layer l, so they begin at 2.  w³₂₄,
// the text's example, leads *to* neuron 2 of layer 3 *from* neuron 4 of layer
// 2.  In C neurons count from 0: AT(w[3], 1, 3).  Its other two, b²₃ and a³₁,
// are the bias of the third neuron of layer 2 and the answer of the first one
// of layer 3: AT(b[2], 2, 0) and AT(a[3], 0, 0).  The picture names all three.
enum { L = 4, MOST_NEURONS = 4 };
static const int SIZES[L + 1] = {0, 3, 4, 3, 2};        // entry 0 stays empty

typedef Matrix PerLayer[L + 1];

typedef struct {
    PerLayer w, b;             // b[l] is a column
    PerLayer nabla_w, nabla_b; // ∂C/∂w, ∂C/∂b
    PerLayer a, z, sp, delta;  // columns; sp is σ′(z)
} Net;

static Net net_new(real scale, Random *random) {
    Net n = {.a[1] = mat_new(SIZES[1], 1)};
    for (int l = 2; l <= L; l++) {
        n.w[l] = mat_new(SIZES[l], SIZES[l - 1]);
        n.nabla_w[l] = mat_new(SIZES[l], SIZES[l - 1]);
        Matrix *columns[] = {n.b, n.nabla_b, n.a, n.z, n.sp, n.delta};
        for (int i = 0; i < 6; i++) columns[i][l] = mat_new(SIZES[l], 1);
        mat_randn(n.w[l], scale, random);
        mat_randn(n.b[l], scale, random);
    }
    return n;
}
static void net_free(Net *n) {
    for (int l = L; l >= 2; l--) {
        Matrix *columns[] = {n->b, n->nabla_b, n->a, n->z, n->sp, n->delta};
        for (int i = 5; i >= 0; i--) mat_free(&columns[i][l]);
        mat_free(&n->nabla_w[l]);
        mat_free(&n->w[l]);
    }
    mat_free(&n->a[1]);
}

typedef struct {
    Matrix x, y;               // columns: the input, the desired output
} Example;

// ## Steps 1 and 2: input, feed-forward
//
//     a¹ = x            (the translation has aˡ = x: layer 1 is meant)
//     zˡ = wˡ aˡ⁻¹ + bˡ,   aˡ = σ(zˡ)    for l = 2, 3, ... L             (25)
//
// The text's demon may sit at one neuron and add a little to its z; at layer 0
// there is no demon.
typedef struct { int l, j; real push; } Demon;         // push is Δz
static const Demon NOBODY = {0, 0, 0};

static real sigmoid(real z) { return 1 / (1 + exp(-z)); }
static real sigmoid_prime(real z) { return sigmoid(z) * (1 - sigmoid(z)); }

static void feed_forward(Net *n, Matrix x, Demon demon) {
    mat_copy(n->a[1], x);
    for (int l = 2; l <= L; l++) {
        mat_mul(n->z[l], n->w[l], n->a[l - 1]);
        mat_add(n->z[l], n->z[l], n->b[l]);
        if (l == demon.l) AT(n->z[l], demon.j, 0) += demon.push;
        mat_map(n->a[l], sigmoid, n->z[l]);
    }
}

// ## The cost, and the two assumptions
//
//     C = 1/n Σₓ Cₓ,   Cₓ = ½ ‖y - aᴸ‖² = ½ Σⱼ (yⱼ - aᴸⱼ)²          (26, 27)
//
// The cost is a mean over examples, so one example is enough to look at; and
// its cost depends on the outputs aᴸ alone, as y is given.
static real cost(Net *n, Example e, Demon demon) {
    feed_forward(n, e.x, demon);
    real sum = 0;
    for (int j = 0; j < SIZES[L]; j++)
        sum += pow(AT(e.y, j, 0) - AT(n->a[L], j, 0), 2);
    return sum / 2;
}

// ## Step 3: the error of the output layer
//
// The error of a neuron is what the demon finds there:
//
//     δˡⱼ ≡ ∂C/∂zˡⱼ                                                     (29)
//
// Where δ is large, a small push of the other sign lowers the cost; where it is
// near 0, no small push changes much.  At the output,
//
//     δᴸⱼ = ∂C/∂aᴸⱼ σ′(zᴸⱼ)                                            (BP1)
//
// in which the translation once prints σ′(zˡₖ); in one piece, and with the
// slope of the quadratic cost, ∇ₐC = aᴸ - y:
//
//     δᴸ = ∇ₐC ⊙ σ′(zᴸ) = (aᴸ - y) ⊙ σ′(zᴸ)                      (BP1a, 30)
static void output_error(Net *n, Matrix y) {
    mat_sub(n->delta[L], n->a[L], y);
    mat_map(n->sp[L], sigmoid_prime, n->z[L]);
    mat_hadamard(n->delta[L], n->delta[L], n->sp[L]);
}

// ## Step 4: the errors of all other layers, from the last to the first
//
// Transposed, the weights carry the error of a layer back to the outputs of the
// layer before it, and σ′ carries it back through their sigmoids:
//
//     δˡ = ((wˡ⁺¹)ᵀ δˡ⁺¹) ⊙ σ′(zˡ)      for l = L-1, L-2, ... 2          (BP2)
static void backpropagate_error(Net *n) {
    for (int l = L - 1; l >= 2; l--) {
        mat_mul_at(n->delta[l], n->w[l + 1], n->delta[l + 1]);
        mat_map(n->sp[l], sigmoid_prime, n->z[l]);
        mat_hadamard(n->delta[l], n->delta[l], n->sp[l]);
    }
}

// ## Step 5: the gradient
//
//     ∂C/∂bˡⱼ = δˡⱼ                                                (BP3, 31)
//     ∂C/∂wˡⱼₖ = aˡ⁻¹ₖ δˡⱼ        ∂C/∂w = a_in δ_out               (BP4, 32)
//
// (The translation prints the second in the middle of step 4, without its ∂.)
// Why: zⱼ = Σₖ wⱼₖ aₖ + bⱼ, so a change of bⱼ is the demon's push itself, and a
// change of wⱼₖ is that push, aₖ times.  All the products at once are a column
// times a row, δˡ (aˡ⁻¹)ᵀ.
static void output_gradient(Net *n) {
    for (int l = 2; l <= L; l++) {
        mat_copy(n->nabla_b[l], n->delta[l]);
        mat_mul_bt(n->nabla_w[l], n->delta[l], n->a[l - 1]);
    }
}

static void backprop(Net *n, Example e) {
    feed_forward(n, e.x, NOBODY);               // 1. input, 2. feed-forward
    output_error(n, e.y);                       // 3.
    backpropagate_error(n);                     // 4.
    output_gradient(n);                         // 5.
}

// ## The demon
//
//     ΔC ≈ ∂C/∂zˡⱼ Δzˡⱼ,   so   ΔC/Δz ≈ δ     if Δz is small
static real demon_finds(Net *n, Example e, Demon demon) {
    return (cost(n, e, demon) - cost(n, e, NOBODY)) / demon.push;
}

// ## The check: change one parameter a little, look at the cost
//
//     ∂C/∂wᵢ ≈ (C(w + h eᵢ) - C(w - h eᵢ)) / 2h          (46), but both ways
//
// small_changes.c shows why both ways, and why h = 10⁻⁵.
static real slope(Net *n, Example e, real *parameter, real h) {
    real keep = *parameter;
    *parameter = keep + h;
    real above = cost(n, e, NOBODY);
    *parameter = keep - h;
    real below = cost(n, e, NOBODY);
    *parameter = keep;
    return (above - below) / (2 * h);
}

static real worse(real worst, real error) {
    return error > worst || isnan(error) ? error : worst;    // NaN stays
}

// The largest miss in a layer's weights, or biases, as a share of the largest
// component of their gradient.  If that is 0 (--scale 0: no weight, no way back
// for an error), there is nothing to be a share of, and it is the miss itself.
static real relative_error(Net *n, Example e, Matrix w, Matrix nabla, real h) {
    real miss = 0, largest = 0;
    for (int i = 0; i < w.rows * w.cols; i++) {
        miss = worse(miss, fabs(nabla.at[i] - slope(n, e, &w.at[i], h)));
        largest = fmax(largest, fabs(nabla.at[i]));
    }
    return largest > 0 ? miss / largest : miss;
}

// ## The experiment
typedef struct {
    real found[L + 1][MOST_NEURONS];   // by the demon, ΔC/Δz, at each neuron
    real gap;                          // the largest |ΔC/Δz - δ|
    real w_error, b_error;             // the largest relative errors
} Result;

static Result examine(Net *n, Example e, Settings set) {
    Result it = {.gap = 0};
    backprop(n, e);
    for (int l = 2; l <= L; l++) {
        for (int j = 0; j < SIZES[l]; j++) {
            it.found[l][j] = demon_finds(n, e, (Demon){l, j, set.push});
            real gap = fabs(it.found[l][j] - AT(n->delta[l], j, 0));
            it.gap = worse(it.gap, gap);
        }
        real w = relative_error(n, e, n->w[l], n->nabla_w[l], set.push);
        real b = relative_error(n, e, n->b[l], n->nabla_b[l], set.push);
        it.w_error = worse(it.w_error, w);
        it.b_error = worse(it.b_error, b);
    }
    feed_forward(n, e.x, NOBODY);      // the last demon has left his marks
    return it;
}

// ## Data for the picture
static real height(int l, int j) { return (SIZES[l] - 1) / 2.0 - j; }

static void print_nodes(const Net *n, const Result *it) {
    say("layer neuron        a           δ       ΔC/Δz");
    block_begin("nodes", "layer neuron y b a delta demon");
    for (int l = 1; l <= L; l++)
        for (int j = 0; j < SIZES[l]; j++) {
            real a = AT(n->a[l], j, 0), found = it->found[l][j];
            real delta = l > 1 ? AT(n->delta[l], j, 0) : 0;
            real b = l > 1 ? AT(n->b[l], j, 0) : 0;
            printf("%d %d %g %.4g %.6g %.6g %.6g\n", l, j + 1, height(l, j), b,
                   a, delta, found);
            if (l > 1)
                say("%5d %6d %8.4f %11.3e %11.3e", l, j + 1, a, delta, found);
        }
    block_end();
}

static void print_net(const Net *n, const Result *it) {
    print_nodes(n, it);
    block_begin("edges", "layer to from y dy a_in delta_out gradient");
    for (int l = 2; l <= L; l++)
        for (int j = 0; j < SIZES[l]; j++)
            for (int k = 0; k < SIZES[l - 1]; k++)
                printf("%d %d %d %g %g %.6g %.6g %.6g\n", l, j + 1, k + 1,
                       height(l - 1, k), height(l, j) - height(l - 1, k),
                       AT(n->a[l - 1], k, 0), AT(n->delta[l], j, 0),
                       AT(n->nabla_w[l], j, k));
    block_end();
}

// ## What the text says
static void make_claims(Result it) {
    claim_between("Nielsen ch2, the demon: ΔC/Δz and δ differ at most by", "",
                  0, 1e-6, it.gap);
    claim_between("Nielsen ch2, BP4: ∂C/∂w against small changes, relative "
                  "error", "", 0, 1e-7, it.w_error);
    claim_between("Nielsen ch2, BP3: ∂C/∂b against small changes, relative "
                  "error", "", 0, 1e-7, it.b_error);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "the four equations of "
                                                "backpropagation");
    option_real(&options, "--push", &set.push, "the demon's Δz");
    option_real(&options, "--scale", &set.scale, "sd of weights and biases");
    options_end(&options);
    if (set.push == 0) wrong_usage("--push must not be 0");

    caption("3-4-3-2 sigmoid neurons, weights and biases from N(0, %g²), Δz = "
            "%g, seed %llu", set.scale, set.push,
            (unsigned long long)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        Random random = random_new(options.seed + (uint64_t)i);
        Net n = net_new(set.scale, &random);
        real y[] = {1, 0};
        Example e = {mat_new(SIZES[1], 1), mat_view(y, SIZES[L], 1)};
        mat_randn(e.x, 1, &random);
        Result result = examine(&n, e, set);
        if (i == 0) print_net(&n, &result);
        make_claims(result);
        mat_free(&e.x);
        net_free(&n);
    }
    claims_print();
    return 0;
}
