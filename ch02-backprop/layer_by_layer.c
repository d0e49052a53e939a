// # Deltas of a larger network, layer by layer
//
// Two inputs, hidden layers of 2, 4 and 3 neurons, two outputs: eleven neurons,
// eleven deltas.  How are they all found, and at what cost?  Glassner, chapter
// 14, "Backprop on a larger network", figures 14-21 to 14-26.
//
//     make layer_by_layer                     the network with its deltas
//     make layer_by_layer SEED=2              other weights
//     make layer_by_layer ARGS="--eta 0.01"   a smaller step on the way
//
// Time: 1 s
//
// What to look for: the journey starts at the label and needs, for each layer,
// nothing but the weights that lead out of it, and the deltas at their ends.
// Every delta agrees with what a small push at its neuron does to the error.
// And the order matters: whoever changes the weights into a layer before the
// layer to its left has its deltas gets another gradient, a wrong one.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/random.h"
#include "common/report.h"

// ## Settings
typedef struct {
    real eta;                  // η
} Settings;

static const Settings OURS = {0.05};

// ## The network (figure 14-22)
//
// Layers are numbered 1 ... L; 1 is the input.  w[l][j][k] leads to neuron j of
// layer l from neuron k of layer l - 1.
enum { L = 5, WIDEST = 4, NEURONS = 11, WEIGHTS = 30 };
static const int SIZES[L + 1] = {0, 2, 2, 4, 3, 2};
static const real SAMPLE[2] = {1, 0.5}, LABEL[2] = {1, 0};   // ours

// The text leaves activation functions out.  We can choose: none, or tanh.
typedef struct {
    real (*f)(real z);
    real (*f_prime)(real z);
} Activation;

static real identity(real z) { return z; }
static real one(real z) { (void)z; return 1; }
static real tanh_prime(real z) { return 1 - tanh(z) * tanh(z); }

static const Activation NONE = {identity, one}, TANH = {tanh, tanh_prime};

typedef struct {
    Activation activation;
    real w[L + 1][WIDEST][WIDEST];
    real m[L + 1][WIDEST];     // a push: added to the sum z, else 0
    real z[L + 1][WIDEST], o[L + 1][WIDEST];
    real delta[L + 1][WIDEST];
    int forward, backward;     // multiply-adds so far
} Net;

static Net net_random(Activation activation, uint64_t seed) {
    Random random = random_new(seed);
    Net n = {.activation = activation, .o[1] = {SAMPLE[0], SAMPLE[1]}};
    for (int l = 2; l <= L; l++)
        for (int j = 0; j < SIZES[l]; j++)
            for (int k = 0; k < SIZES[l - 1]; k++)
                n.w[l][j][k] = random_normal(&random);
    return n;
}

// ## From left to right (figure 14-21, left)
//
//     z_j = Σ_k w_jk o_k        o_j = f(z_j)
//     E = ½ Σ_j (o_j - label_j)²                          at the output
static real evaluate(Net *n) {
    for (int l = 2; l <= L; l++)
        for (int j = 0; j < SIZES[l]; j++) {
            n->z[l][j] = n->m[l][j];
            for (int k = 0; k < SIZES[l - 1]; k++, n->forward++)
                n->z[l][j] += n->w[l][j][k] * n->o[l - 1][k];
            n->o[l][j] = n->activation.f(n->z[l][j]);
        }
    real error = 0;
    for (int j = 0; j < SIZES[L]; j++)
        error += (n->o[L][j] - LABEL[j]) * (n->o[L][j] - LABEL[j]) / 2;
    return error;
}

// ## From right to left (figure 14-21, right)
//
// A push at neuron k reaches every neuron j of the next layer, w_jk times as
// large, and moves the error there δ_j times as far.  All the ways add up:
//
//     δ_k = (Σ_j w_jk δ_j) f′(z_k)
//     δ_k = (o_k - label_k) f′(z_k)                       at the output
//
// The factor f′ is all that an activation function asks for: our delta is the
// slope of E over z, in front of f.  Without activations it is 1, z is the
// output, and this is the text's formula.
static void deltas_of_layer(Net *n, int l) {
    for (int k = 0; k < SIZES[l]; k++) {
        real sum = 0;
        if (l == L) sum = n->o[L][k] - LABEL[k];
        else
            for (int j = 0; j < SIZES[l + 1]; j++, n->backward++)
                sum += n->w[l + 1][j][k] * n->delta[l + 1][j];
        n->delta[l][k] = sum * n->activation.f_prime(n->z[l][k]);
    }
}

// Steps 1, 2, 3, 4: figures 14-23, 14-24, 14-25, 14-26.
static void find_deltas(Net *n) {
    for (int l = L; l >= 2; l--) deltas_of_layer(n, l);
}

// ## First all deltas, then all weights
//
//     w_jk ← w_jk - η (o_k × δ_j)                             figure 14-27
static void update_layer(Net *n, int l, real eta) {
    for (int j = 0; j < SIZES[l]; j++)
        for (int k = 0; k < SIZES[l - 1]; k++)
            n->w[l][j][k] -= eta * n->o[l - 1][k] * n->delta[l][j];
}

typedef void Rule(Net *n, real eta);

static void deltas_first(Net *n, real eta) {
    find_deltas(n);
    for (int l = L; l >= 2; l--) update_layer(n, l, eta);
}

// The text says that we could begin to change weights as soon as one layer has
// its deltas, but usually wait.  That is more than a habit.  The layer to the
// left would meet weights that have already moved, and deltas from before they
// did: what comes out is the slope of no network, and the larger η is, the
// further it is from the true one.
static void update_on_the_way(Net *n, real eta) {
    for (int l = L; l >= 2; l--) {
        deltas_of_layer(n, l);
        update_layer(n, l, eta);
    }
}

// ## The judge: slopes by two evaluations
//
//     ∂E/∂x ≈ (E(x + h) - E(x - h)) / 2h
//
// for any number x in the network; here a push or a weight.
static real slope(Net *n, real *x) {
    const real h = 1e-5;
    real keep = *x;
    *x = keep + h;
    real above = evaluate(n);
    *x = keep - h;
    real below = evaluate(n);
    *x = keep;
    return (above - below) / (2 * h);
}

// Gaps are shares of the largest slope.
typedef struct {
    real gap, largest;
    int n;
} Gap;

static void gap_add(Gap *gap, real ours, real measured) {
    real miss = fabs(ours - measured);
    if (miss > gap->gap || isnan(miss)) gap->gap = miss;     // NaN stays
    gap->largest = fmax(gap->largest, fabs(measured));
    gap->n++;
}

static Gap gap_of_deltas(Activation activation, uint64_t seed) {
    Net n = net_random(activation, seed), judge = n;
    Gap gap = {0};
    evaluate(&n);
    find_deltas(&n);
    for (int l = 2; l <= L; l++)
        for (int j = 0; j < SIZES[l]; j++)
            gap_add(&gap, n.delta[l][j], slope(&judge, &judge.m[l][j]));
    gap.gap /= gap.largest;
    return gap;
}

// What a rule has taken for the gradient is its step divided by -η.
static Gap gap_of_rule(Rule *rule, real eta, uint64_t seed) {
    Net before = net_random(TANH, seed), after = before, judge = before;
    Gap gap = {0};
    evaluate(&after);
    rule(&after, eta);
    for (int l = 2; l <= L; l++)
        for (int j = 0; j < SIZES[l]; j++)
            for (int k = 0; k < SIZES[l - 1]; k++)
                gap_add(&gap,
                        (before.w[l][j][k] - after.w[l][j][k]) / eta,
                        slope(&judge, &judge.w[l][j][k]));
    gap.gap /= gap.largest;
    return gap;
}

// ## Data for the picture
static real height(int l, int j) { return (SIZES[l] - 1) / 2.0 - j; }

static void print_net(const Net *n) {
    block_begin("neurons", "layer y output delta");
    for (int l = 1; l <= L; l++)
        for (int j = 0; j < SIZES[l]; j++)
            printf("%d %g %.3f %.3f\n", l, height(l, j), n->o[l][j],
                   l > 1 ? n->delta[l][j] : NAN);
    block_end();
    block_begin("weights", "layer y dy w");
    for (int l = 2; l <= L; l++)
        for (int j = 0; j < SIZES[l]; j++)
            for (int k = 0; k < SIZES[l - 1]; k++)
                printf("%d %g %g %.3f\n", l - 1, height(l - 1, k),
                       height(l, j) - height(l - 1, k), n->w[l][j][k]);
    block_end();
}

static void tell(const Net *n) {
    for (int l = L; l >= 2; l--) {
        char row[100];
        int used = 0;
        for (int j = 0; j < SIZES[l]; j++)
            used += snprintf(row + used, sizeof row - (size_t)used, " %7.3f",
                             n->delta[l][j]);
        say("  step %d, layer %d: deltas%s", L + 1 - l, l, row);
    }
}

// ## What the text says
static void make_claims(const Net *n, Settings set, uint64_t seed) {
    Gap straight = gap_of_deltas(NONE, seed), bent = gap_of_deltas(TANH, seed);
    Gap first = gap_of_rule(deltas_first, set.eta, seed);
    Gap on_the_way = gap_of_rule(update_on_the_way, set.eta, seed);
    claim("Glassner fig 14-26: neurons with a delta", "", 11, straight.n, 0);
    claim("Glassner fig 14-23 to 14-26: all deltas against measured slopes, "
          "largest gap, as a share", "", 0, straight.gap, 1e-7);
    claim("Glassner, activations: the same with tanh and its f′", "", 0,
          bent.gap, 1e-7);
    claim_between("Glassner fig 14-21: multiply-adds of the deltas, per "
                  "multiply-add of the outputs", "", 0.5, 2,
                  (double)n->backward / n->forward);
    claim("Glassner, larger network: first all deltas, then all weights: gap "
          "to the measured gradient, as a share", "", 0, first.gap, 1e-7);
    claim_true("our finding: weights updated on the way have followed another "
               "gradient", on_the_way.gap > 1e-3);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "deltas of a larger network, "
                                                "layer by layer");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    options_end(&options);
    if (!(fabs(set.eta) >= 1e-6))
        wrong_usage("--eta must be at least 1e-6, not %g: what a step took for "
                    "the gradient is the step divided by η", set.eta);

    for (int i = 0; i < options.seeds; i++) {
        uint64_t seed = options.seed + (uint64_t)i;
        Net n = net_random(NONE, seed);
        real error = evaluate(&n);
        find_deltas(&n);
        if (i == 0) {
            say("A network 2-2-4-3-2, random weights, seed %d; E = %.4f",
                (int)seed, error);
            caption("2-2-4-3-2, no activations, weights from N(0, 1), sample "
                    "(%g, %g), label (%g, %g), seed %d", SAMPLE[0], SAMPLE[1],
                    LABEL[0], LABEL[1], (int)seed);
            tell(&n);
            print_net(&n);
        }
        if (i == 0)
            say("  multiply-adds: %d for the outputs, %d for the deltas, and "
                "%d weights", n.forward, n.backward, WEIGHTS);
        make_claims(&n, set, seed);
    }
    claims_print();
    return 0;
}
