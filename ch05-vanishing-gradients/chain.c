// # A chain of neurons: why gradients vanish
//
// What causes the vanishing gradient?  Nielsen, chapter 5, takes the simplest
// deep network there is, one neuron in every layer, and writes down ∂C/∂b₁.  It
// is a product, with two more factors for every neuron on the way.
//
//     make chain                              run it, and draw two pictures
//     make chain ARGS="--db 1"                Δb₁ no longer small: ≈ fails
//     make chain ARGS="--weight 8"            does it help if weights grow?
//     make chain SEED=2                       other chains
//
// Time: 1 s
//
// What to look for: the first picture is the text's, with numbers.  Read the
// network from left to right, and you have read the expression.  Below it,
// ∂C/∂b₁ beside ∂C/∂b₃: two pairs of factors more, each of them less than 1/4.
// The second picture is the graph of σ′, with the four neurons of the chain on
// it, and its maximum of 1/4.  The claims try the text's argument on 10 000
// chains, and then let a chain explode: every weight 100, and every z 0.
//
// Deeper chains, and layers of many neurons: unstable.c.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/random.h"
#include "common/report.h"

// ## Settings: the text's chain of four neurons; how many chains is ours
typedef struct {
    int chains;                // random ones
    real weight;               // their weights are from N(0, weight²)
    real large;                // each weight of the chain that explodes
    real db;                   // Δb₁
} Settings;

static const Settings TEXT = {10000, 1, 100, 0.001};

enum { N = 4 };                // neurons: three hidden ones, and the output

// ## The chain
//
//     zⱼ = wⱼ aⱼ₋₁ + bⱼ        aⱼ = σ(zⱼ)        C = ½ (y - a₄)²
//
// C may be any cost of the output; here it is the quadratic one, and the
// desired output y is 0.
typedef struct {
    real w[N + 1], b[N + 1];   // entry 0 stays empty
    real z[N + 1], a[N + 1];   // a[0] is the input
    real y;                    // the desired output
} Chain;

// For large z, σ is rounded to 1 and σ (1 - σ) to 0; this is the same, and is
// not:
//
//     σ′(z) = σ(z) (1 - σ(z)) = e⁻ᶻ / (1 + e⁻ᶻ)²,      σ′(-z) = σ′(z)
static real sigmoid(real z) { return 1 / (1 + exp(-z)); }
static real sigmoid_prime(real z) {
    real e = exp(-fabs(z));
    return e / ((1 + e) * (1 + e));
}

static void forward(Chain *c) {
    for (int j = 1; j <= N; j++) {
        c->z[j] = c->w[j] * c->a[j - 1] + c->b[j];
        c->a[j] = sigmoid(c->z[j]);
    }
}

static real cost(const Chain *c) {
    return (c->y - c->a[N]) * (c->y - c->a[N]) / 2;
}
static real cost_prime(const Chain *c) { return c->a[N] - c->y; }

// The text's start, which makes all weights, and biases, normal with mean 0 and
// standard deviation 1.  --weight changes that of the weights.
static Chain chain_random(real weight, Random *random) {
    Chain c = {.a = {random_uniform(random)}};
    for (int j = 1; j <= N; j++) {
        c.w[j] = weight * random_normal(random);
        c.b[j] = random_normal(random);
    }
    forward(&c);
    return c;
}

// ## Following a small change
//
// The bias b₁ changes by Δb₁.  It moves the first output, that moves the second
// weighted input, and so on.  Every neuron gives a σ′, every weight a w:
//
//     Δa₁ ≈ σ′(z₁) Δb₁
//     Δz₂ ≈ w₂ Δa₁ = σ′(z₁) w₂ Δb₁
//     Δa₂ ≈ σ′(z₁) w₂ σ′(z₂) Δb₁          ... and so on to a₄
//
// (In the text's second line the z₂ behind the Δ is lost.)  So this is what a
// change of bias j is multiplied with on its way to output i:
static real gain(const Chain *c, int j, int i) {
    real terms = sigmoid_prime(c->z[j]);
    for (int k = j + 1; k <= i; k++) terms *= c->w[k] * sigmoid_prime(c->z[k]);
    return terms;
}

// And this is what really happens, when the chain runs again.  The ≈ stands for
// what is of the order of (Δb₁)²: with a tenth of Δb₁, a hundredth of it.
static Chain changed(const Chain *c, real db) {
    Chain again = *c;
    again.b[1] += db;
    forward(&again);
    return again;
}

// ## The product
//
// At the end stands the cost, ΔC ≈ ∂C/∂a₄ Δa₄.  Divided by Δb₁ it is the
// gradient, since ∂C/∂b₁ ≈ ΔC/Δb₁:
//
//     ∂C/∂b₁ = σ′(z₁) w₂ σ′(z₂) w₃ σ′(z₃) w₄ σ′(z₄) ∂C/∂a₄
//
// That is the text's figure.  Where the text repeats it, under "why gradients
// vanish", w₄ is missing; the figure is right.
static real product(const Chain *c, int j) {
    return gain(c, j, N) * cost_prime(c);
}

// The text calls it a special case of backpropagation, which begins at the
// other end, and has all biases when it arrives at the first:
//
//     δ₄ = ∂C/∂a₄ σ′(z₄)        δⱼ = wⱼ₊₁ δⱼ₊₁ σ′(zⱼ)        ∂C/∂bⱼ = δⱼ
static void backprop(const Chain *c, real nabla_b[N + 1]) {
    nabla_b[N] = cost_prime(c) * sigmoid_prime(c->z[N]);
    for (int j = N - 1; j >= 1; j--)
        nabla_b[j] = c->w[j + 1] * nabla_b[j + 1] * sigmoid_prime(c->z[j]);
}

// ## Why it vanishes
//
// |σ′(z)| ≤ 1/4.  (The text writes |σ′(z) < 1/4|; at z = 0 it is equal.)  And
// weights from N(0, 1) usually have |w| < 1.  Then |w σ′(z)| < 1/4, and b₁ has
// two such factors more than b₃:
//
//     ∂C/∂b₁ = σ′(z₁) w₂ · σ′(z₂) w₃ · ∂C/∂b₃
//              ‾‾‾‾‾‾‾‾‾   ‾‾‾‾‾‾‾‾‾
//                < 1/4       < 1/4
//
// so it is 1/16 of it, or less.  (The text pairs w₂ with σ′(z₂) and w₃ with
// σ′(z₃), and is left with σ′(z₁) against σ′(z₃); paired like this, nothing is
// left.)  It is no proof, says the text, as weights may be larger than 1.  How
// often does it hold?  Many chains will tell.
typedef struct {
    real small_weights;        // share of all weights with |w| < 1
    real small_terms;          // share of all terms with |w σ′| < 1/4
    real sixteenth;            // share of chains with |∂C/∂b₁| < |∂C/∂b₃| / 16
    real worst;                // largest |∂C/∂b₁ / ∂C/∂b₃| if |w₂|, |w₃| < 1
    real largest_slope;        // the largest σ′
    real disagreement;         // product and backprop: largest relative
} Study;

static void look_at(Study *it, const Chain *c, int chains) {
    real nabla_b[N + 1];
    backprop(c, nabla_b);
    for (int j = 1; j <= N; j++) {
        real slope = sigmoid_prime(c->z[j]);
        real p = product(c, j);
        real miss = p == nabla_b[j] ? 0 : fabs(p / nabla_b[j] - 1);
        if (miss > it->disagreement || isnan(miss)) it->disagreement = miss;
        it->largest_slope = fmax(it->largest_slope, slope);
        it->small_weights += (fabs(c->w[j]) < 1) / (real)(N * chains);
        it->small_terms += (fabs(c->w[j] * slope) < 0.25) / (real)(N * chains);
    }
    real b1 = fabs(nabla_b[1]), b3 = fabs(nabla_b[3]);
    it->sixteenth += (b1 < b3 / 16) / (real)chains;
    if (fabs(c->w[2]) < 1 && fabs(c->w[3]) < 1 && b3 > 0)
        it->worst = fmax(it->worst, b1 / b3);
}

static Study study(Settings set, Random *random) {
    Study it = {0};
    for (int i = 0; i < set.chains; i++) {
        Chain c = chain_random(set.weight, random);
        look_at(&it, &c, set.chains);
    }
    return it;
}

// ## How it explodes
//
// Where the terms are larger than 1, the gradient grows on its way down.  Large
// weights are not enough, σ′ must not be small either.  The text keeps every z
// at 0, where σ′ = 1/4, by choosing bⱼ = -100 aⱼ₋₁.  Then each term is
//
//     wⱼ σ′(zⱼ) = 100 · 1/4 = 25
//
// The text calls its example artificial.  It is: move the input by 0.01, and
// z₁ is 1, z₂ is 23, σ′(z₂) is 10⁻¹⁰, and the gradient has vanished after all.
// How narrow that place is: narrow_window.c.
static Chain exploding(real w, real input) {
    Chain c = {.a = {input}};
    for (int j = 1; j <= N; j++) {
        c.w[j] = w;
        c.b[j] = -w * c.a[j - 1];
        c.a[j] = sigmoid(0);
    }
    forward(&c);
    return c;
}

// ## Data for the pictures
static void print_chain(const Chain *c, real db) {
    real nabla_b[N + 1];
    Chain after = changed(c, db);
    backprop(c, nabla_b);
    block_begin("neurons", "j w z slope nabla foretold measured");
    for (int j = 1; j <= N; j++)
        printf("%d %.6g %.6g %.6g %.6g %.6g %.6g\n", j, c->w[j], c->z[j],
               sigmoid_prime(c->z[j]), nabla_b[j], gain(c, 1, j) * db,
               after.a[j] - c->a[j]);
    block_end();
    block_begin("cost", "slope db foretold measured");
    printf("%.6g %g %.6g %.6g\n", cost_prime(c), db, product(c, 1) * db,
           cost(&after) - cost(c));
    block_end();
}

static void print_slope(void) {
    block_begin("sigma", "z slope");
    for (int i = -100; i <= 100; i++)
        printf("%g %.6g\n", i / 20.0, sigmoid_prime(i / 20.0));
    block_end();
}

// ## The text's numbers beside ours
//
// "Usually" is no number; for a normal distribution it is 68.27 %.
static void claim_study(Study it) {
    claim_between("Nielsen ch5: the product against backpropagation, largest "
                  "relative difference", "", 0, 1e-14, it.disagreement);
    claim("Nielsen ch5: the maximum of σ′ is 1/4", "", 0.25, it.largest_slope,
          1e-4);
    claim_between("Nielsen ch5: usually |w| < 1 (normal: 68.27 %)", "%", 67.27,
                  69.27, 100 * it.small_weights);
    claim_between("Nielsen ch5: then |w σ′| < 1/4; of all terms", "%", 68.27,
                  100, 100 * it.small_terms);
    claim_between("Nielsen ch5: |∂C/∂b₁ / ∂C/∂b₃| is below 1/16 if |w| < 1; "
                  "the largest", "", 0, 1.0 / 16, it.worst);
    claim_between("our finding: with any w from N(0, 1) it is below 1/16 in "
                  "most chains", "%", 80, 100, 100 * it.sixteenth);
}

static void claim_four(const Chain *c, real db, real large) {
    Chain after = changed(c, db), explodes = exploding(large, 0.5);
    claim_between("Nielsen ch5: ∂C/∂b₁ ≈ ΔC/Δb₁, relative error", "", 0, 0.001,
                  fabs((cost(&after) - cost(c)) / db / product(c, 1) - 1));
    claim("Nielsen ch5: all w = 100, all z = 0: a term", "", 25,
          explodes.w[2] * sigmoid_prime(explodes.z[1]), 0);
    claim("Nielsen ch5: so ∂C/∂b₁ / ∂C/∂b₄ = 25³", "", 15625,
          product(&explodes, 1) / product(&explodes, N), 0);
    explodes.a[0] += 0.01;
    forward(&explodes);
    claim_between("our finding: the input moves by 0.01, the same ratio", "", 0,
                  1e-6, product(&explodes, 1) / product(&explodes, N));
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "why gradients vanish");
    option_int(&options, "--chains", &set.chains, 1, "random chains");
    option_real(&options, "--weight", &set.weight, "weights: N(0, weight²)");
    option_real(&options, "--large", &set.large, "all weights, to explode");
    option_real(&options, "--db", &set.db, "the small change Δb₁");
    options_end(&options);
    if (set.db == 0) wrong_usage("--db 0 is no change");
    if (!(set.weight > 0 && set.weight <= 100) || set.chains > 10000000)
        wrong_usage("--weight: above 0, at most 100; --chains: at most 10⁷");

    say("%d random chains, weights from N(0, %g²), seed %llu", set.chains,
        set.weight, (unsigned long long)options.seed);
    caption("weights from N(0, %g²), biases from N(0, 1), seed %llu",
            set.weight, (unsigned long long)options.seed);
    for (int k = 0; k < options.seeds; k++) {
        Random random = random_new(options.seed + (uint64_t)k);
        Chain c = chain_random(set.weight, &random);
        if (k == 0) print_chain(&c, set.db);
        claim_four(&c, set.db, set.large);
        claim_study(study(set, &random));
    }
    print_slope();
    claims_print();
    return 0;
}
