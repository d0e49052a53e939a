// # Which weights learn slowly?
//
// Nielsen, chapter 2, draws conclusions from the four equations before he
// proves them: a weight learns slowly if its input neuron is hardly active, or
// if its output neuron is saturated.  By how much?
//
//     make slow_weights                         three networks, and a neuron
//     make slow_weights ARGS="--z 4"            half as far into saturation
//     make slow_weights SEED=3                  other weights
//
// Time: 1 s
//
// What to look for: in the first picture a line is a weight, and the darker it
// is the larger its ∂C/∂w; a step of the scale is a factor of 10.  A saturated
// output neuron makes all lines *into* it fade, although its answer could
// hardly be more wrong.  A silent hidden neuron makes the lines *out of* it
// fade; and those into it as well, because a silent sigmoid is saturated too.
//
// The second picture follows one output neuron into saturation.  The text hints
// at a cure: an activation function whose slope is always positive.  The slope
// of σ is always positive, too; what helps is a slope that stays away from 0.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "ch02-backprop/network.h"
#include "common/report.h"

// ## Settings: ours, as the text has no numbers here
typedef struct {
    real z;                    // a saturated neuron is at z, a silent one at -z
} Settings;

static const Settings OURS = {8};

// ## Where the equations say so
//
//     δᴸ = ∇ₐC ⊙ σ′(zᴸ)                                                 (BP1)
//     δˡ = ((wˡ⁺¹)ᵀ δˡ⁺¹) ⊙ σ′(zˡ)                                      (BP2)
//     ∂C/∂wⱼₖ = aₖ δⱼ                                                   (BP4)
//
// aₖ is small where neuron k is silent, and σ′(zⱼ), a factor of δⱼ, where
// neuron j is saturated, high or low.  (In a hidden layer a large (w)ᵀδ could
// make up for it.  The text says so, and that it is not the rule.)
//
// To push a neuron to some z, its bias is changed.  One output and one hidden
// neuron are looked at; in the ordinary case both are at z = 0, with a = 1/2,
// where σ is steepest.
enum { L = 4 };
static const int SIZES[] = {3, 4, 3, 2};       // of layers 1 ... L
enum { OUT_L = 4, OUT_J = 0, HIDDEN_L = 3, HIDDEN_J = 1 };

typedef enum { ORDINARY, SATURATED, SILENT, CASES } Case;
static const char *const NAMES[CASES] = {"ordinary", "saturated", "silent"};

// The bias that leads to z: b → b + (z wanted - z found).  Weights and the
// layers before stay as they are, so nothing else is different.
static void push(Network *n, Dataset example, int l, int j, real z) {
    network_feed_forward(n, example.x);
    AT(n->b[l], 0, j) += z - AT(n->z[l], 0, j);
}

// The hidden neuron first: it is an input of the output neuron.
static void prepare(Network *n, Dataset example, Case which, real z) {
    push(n, example, HIDDEN_L, HIDDEN_J, which == SILENT ? -z : 0);
    push(n, example, OUT_L, OUT_J, which == SATURATED ? z : 0);
    network_gradient(n, example.x, example.y);
}

// ## How large are the gradients?  Means of |∂C/∂w|
//
// Into neuron j lead the weights of row j of w, which share the factor δⱼ; out
// of neuron k those of column k of the next w, which share the factor aₖ.
static real into(const Network *n, int l, int j) {
    real sum = 0;
    for (int k = 0; k < n->sizes[l - 1]; k++)
        sum += fabs(AT(n->nabla_w[l], j, k));
    return sum / n->sizes[l - 1];
}

static real out_of(const Network *n, int l, int k) {
    real sum = 0;
    for (int j = 0; j < n->sizes[l + 1]; j++)
        sum += fabs(AT(n->nabla_w[l + 1], j, k));
    return sum / n->sizes[l + 1];
}

typedef struct {
    real output_in, output_bias;       // of the output neuron
    real hidden_in, hidden_out;        // of the hidden neuron
} Means;

static Means measure(const Network *n) {
    return (Means){into(n, OUT_L, OUT_J), fabs(AT(n->nabla_b[OUT_L], 0, OUT_J)),
                   into(n, HIDDEN_L, HIDDEN_J), out_of(n, HIDDEN_L, HIDDEN_J)};
}

// ## One output neuron, from -z to z, that ought to answer 0
//
//     δ = (f(z) - y) f′(z),   y = 0
//
// with f = σ, and with a sigmoid that is tilted a little, so that its slope is
// at least 1/10:
//
//     f(z) = σ(z) + z/10        f′(z) = σ′(z) + 1/10
//
// A tilted neuron also answers more, at z = 8 it is 1.8 in place of 1, and so
// its mistake is larger: a factor of 1.8 in δ.  The other factor, f′, is 300
// times the sigmoid's.  That one is the cure, and the claim is about f′ alone.
static real sigmoid(real z) { return 1 / (1 + exp(-z)); }
static real sigmoid_prime(real z) { return sigmoid(z) * (1 - sigmoid(z)); }
static real tilted(real z) { return sigmoid(z) + z / 10; }
static real tilted_prime(real z) { return sigmoid_prime(z) + (real)1 / 10; }

static real sigmoid_delta(real z) { return sigmoid(z) * sigmoid_prime(z); }
static real tilted_delta(real z) { return tilted(z) * tilted_prime(z); }

// ## Data for the pictures
static real height(int l, int j) { return (SIZES[l - 1] - 1) / 2.0 - j; }

static void print_nodes(Network nets[CASES]) {
    block_begin("nodes", "net layer y a");
    for (int c = 0; c < CASES; c++)
        for (int l = 1; l <= L; l++)
            for (int j = 0; j < SIZES[l - 1]; j++)
                printf("%s %d %g %.4g\n", NAMES[c], l, height(l, j),
                       AT(nets[c].a[l], 0, j));
    block_end();
}

static void print_edges(Network nets[CASES]) {
    block_begin("edges", "net layer y dy gradient");
    for (int c = 0; c < CASES; c++)
        for (int l = 2; l <= L; l++)
            for (int j = 0; j < SIZES[l - 1]; j++)
                for (int k = 0; k < SIZES[l - 2]; k++)
                    printf("%s %d %g %g %.4g\n", NAMES[c], l, height(l - 1, k),
                           height(l, j) - height(l - 1, k),
                           fabs(AT(nets[c].nabla_w[l], j, k)));
    block_end();
}

static void print_curve(void) {
    block_begin("curve", "z sigmoid tilted");
    for (real z = 0; z <= 15; z += 0.125)
        printf("%g %.4g %.4g\n", z, sigmoid_delta(z), tilted_delta(z));
    block_end();
}

static void print_means(const Means s[CASES]) {
    say("mean |∂C/∂w|   into the output  (its bias)   into the hidden   out of "
        "it");
    for (int c = 0; c < CASES; c++)
        say("%-16s%14.2e%13.2e%18.2e%11.2e", NAMES[c], s[c].output_in,
            s[c].output_bias, s[c].hidden_in, s[c].hidden_out);
}

static void print_all(Network nets[CASES], const Means means[CASES]) {
    print_means(means);
    print_nodes(nets);
    print_edges(nets);
    print_curve();
}

// ## What the text says
static void make_claims(const Means s[CASES], real z) {
    const Means *awake = &s[ORDINARY];
    claim_between("Nielsen ch2: output neuron saturated, |∂C/∂w| into it, as a "
                  "share of the ordinary", "", 0, 0.01,
                  s[SATURATED].output_in / awake->output_in);
    claim_between("Nielsen ch2: output neuron saturated, |∂C/∂b|, as a share",
                  "", 0, 0.01, s[SATURATED].output_bias / awake->output_bias);
    claim_between("Nielsen ch2: hidden neuron silent, |∂C/∂w| out of it, as a "
                  "share", "", 0, 0.01,
                  s[SILENT].hidden_out / awake->hidden_out);
    claim_between("Nielsen ch2: the same neuron is saturated, |∂C/∂w| into it, "
                  "as a share", "", 0, 0.01,
                  s[SILENT].hidden_in / awake->hidden_in);
    claim_true("our finding: a slope f′ that stays up is there more than 100 "
               "times the sigmoid's",
               tilted_prime(z) > 100 * sigmoid_prime(z));
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "which weights learn slowly?");
    option_real(&options, "--z", &set.z, "where a neuron is saturated");
    options_end(&options);
    if (set.z <= 0) wrong_usage("--z must be positive, not %g", set.z);

    caption("3-4-3-2 sigmoid neurons, saturated at z = %g, silent at z = %g, "
            "seed %llu", set.z, -set.z, (unsigned long long)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        Network nets[CASES];
        Means means[CASES];
        Dataset example = dataset_new(1, SIZES[0], SIZES[L - 1]);
        Random of_example = random_new(options.seed + (uint64_t)i + 1000);
        mat_randn(example.x, 1, &of_example);
        AT(example.y, 0, 1) = 1;                // y = (0, 1)
        for (int c = 0; c < CASES; c++) {
            Random random = random_new(options.seed + (uint64_t)i);
            nets[c] = network_new(L, SIZES, 1, &random);
            prepare(&nets[c], example, (Case)c, set.z);
            means[c] = measure(&nets[c]);
        }
        if (i == 0) print_all(nets, means);
        make_claims(means, set.z);
        for (int c = CASES - 1; c >= 0; c--) network_free(&nets[c]);
        dataset_free(&example);
    }
    claims_print();
    return 0;
}
