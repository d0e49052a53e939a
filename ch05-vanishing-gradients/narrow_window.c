// # The narrow window in which nothing vanishes
//
// A gradient passes a sigmoid neuron undiminished if |w σ′(w a + b)| ≥ 1.  How
// often is that?  And can a sigmoid neuron pass on its input unchanged?
// Nielsen, chapter 5, the two problems under "the prevalence of the vanishing
// gradient problem".
//
//     make narrow_window                      run it, and draw both pictures
//     make narrow_window ARGS="--w 40"        another weight on the left
//     make narrow_window ARGS="--b 5"         its window moves out of [0, 1]
//
// Time: 1 s
//
// What to look for: on the left, the factor |w σ′| over the incoming activation
// a.  A larger weight makes it higher, and narrower.  In the middle, how wide
// the window above 1 is.  It opens at |w| = 4, is never wider than 0.45, and
// closes again; the circles were found by search, the line is the text's
// formula.  On the right, how many random neurons are in their window: hardly
// one with weights from N(0, 1), and few with any others.
//
// In the second picture a neuron tries to be the identity.  With an offset it
// succeeds as well as you like; as the text writes it, without one, it fails.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/random.h"
#include "common/report.h"

// ## Settings
typedef struct {
    real w, b;                 // a weight and bias of your own, on the left
} Settings;

static const Settings OURS = {25, -12.5};

static real sigmoid(real z) { return 1 / (1 + exp(-z)); }
static real sigmoid_prime(real z) {
    real e = exp(-fabs(z));
    return e / ((1 + e) * (1 + e));
}

// ## Problem 1: the window
//
//     |w σ′(w a + b)| ≥ 1
//
// (a) σ′ ≤ 1/4, so |w| ≥ 4 is needed.
//
// (b) With |w| ≥ 4, how wide is the set of all a that fulfil it?  Put u = eᶻ.
// Then σ′(z) = u / (1 + u)², and σ′(z) = 1/|w| is a quadratic equation:
//
//     u² + (2 - |w|) u + 1 = 0,     u = |w| (1 + √(1 - 4/|w|)) / 2 - 1
//
// The other root is 1/u.  So |z| ≤ ln u, and as z = w a + b, a runs through an
// interval of width 2 ln u / |w|, wherever b puts it:
//
//     2/|w| ln( |w| (1 + √(1 - 4/|w|)) / 2 - 1 )
//
// Mind the -1: it stands inside the logarithm, and outside the fraction.  The
// text says "no wider than"; if all numbers may be activations, it is just as
// wide.
static real width(real w) {
    w = fabs(w);
    if (w < 4) return 0;
    return 2 / w * log(w * (1 + sqrt(1 - 4 / w)) / 2 - 1);
}

// By search, with no formula: walk along a in small steps, and count.
static real width_by_search(real w, real b) {
    const real step = 1e-5;
    real middle = -b / w;                        // where z = 0
    int inside = 0;
    for (int i = -50000; i <= 50000; i++)
        inside += fabs(w * sigmoid_prime(w * (middle + i * step) + b)) >= 1;
    return inside * step;
}

// (c) The width rises, then falls: of two weights, each a third of the way in
// from its end, the worse one shows which outer third cannot hold the maximum.
static real widest(void) {
    real low = 4, high = 100;
    for (int i = 0; i < 100; i++) {
        real third = (high - low) / 3;
        if (width(low + third) > width(high - third)) high -= third;
        else low += third;
    }
    return (low + high) / 2;
}

// How often is a random neuron in its window?  Weights and biases are from
// N(0, 1), times a scale; a is anything from 0 to 1.
enum { NEURONS = 100000 };

static real share_in_window(real scale, Random *random) {
    int inside = 0;
    for (int i = 0; i < NEURONS; i++) {
        real w = scale * random_normal(random);
        real b = scale * random_normal(random);
        inside += fabs(w * sigmoid_prime(w * random_uniform(random) + b)) >= 1;
    }
    return (real)inside / NEURONS;
}

// ## Problem 2: the identity neuron
//
// The text wants w₁, b and w₂ such that, for all x from 0 to 1,
//
//     w₂ σ(w₁ x + b) ≈ x
//
// Its hint: x = 1/2 + Δ, a small w₁, and Taylor's series in w₁ Δ.  With
// b = -w₁/2, z is w₁ Δ, and
//
//     σ(w₁ Δ) = 1/2 + w₁ Δ / 4 - (w₁ Δ)³ / 48 + ...
//
// So w₂ = 4 / w₁ makes the slope 1.  But then w₂ σ is 2 / w₁ too high, less the
// 1/2 in x: an offset has to be taken away,
//
//     w₂ σ(w₁ x + b) - w₂/2 + 1/2 = x - w₁² Δ³ / 12 + ...
//
// which the bias of the next neuron can do.  The text's "(in proportion)" may
// mean as much.  (Its "arc neuron" is this one; "identity" got lost.)
typedef struct { real w1, b, w2, offset; } Neuron;

static real output(Neuron n, real x) {
    return n.w2 * sigmoid(n.w1 * x + n.b) + n.offset;
}

static Neuron with_offset(real w1) {
    return (Neuron){w1, -w1 / 2, 4 / w1, 0.5 - 2 / w1};
}

static real worst_error(Neuron n) {
    real worst = 0;
    for (int i = 0; i <= 100; i++) {
        real miss = fabs(output(n, i / 100.0) - i / 100.0);
        if (miss > worst || isnan(miss)) worst = miss;       // NaN stays
    }
    return worst;
}

// Taken literally, with no offset, the hint cannot be followed.  To be right in
// value and slope at x = 1/2, where z = w₁/2 + b, asks for
//
//     w₂ σ(z) = 1/2,   w₁ w₂ σ′(z) = 1   ⟹   w₁ = 2 / (1 - σ(z)) > 2
//
// so w₁ is not small, and Taylor's series does not help.
static Neuron literal(real w1) {
    real a = 1 - 2 / w1;                         // σ(z)
    real z = log(a / (1 - a));
    return (Neuron){w1, z - w1 / 2, 0.5 / a, 0};
}

// The best of all neurons without offset: a grid over w₁ and b, again and again
// around the best point so far.  For given w₁ and b, the error is a convex
// function of w₂, and thirds find its minimum.
static Neuron best_w2(real w1, real b) {
    real low = 0, high = 20;
    for (int i = 0; i < 40; i++) {
        real third = (high - low) / 3;
        Neuron left = {w1, b, low + third, 0}, right = {w1, b, high - third, 0};
        if (worst_error(left) < worst_error(right)) high -= third;
        else low += third;
    }
    return (Neuron){w1, b, (low + high) / 2, 0};
}

static Neuron best_literal(void) {
    Neuron best = best_w2(4, -2);
    for (real reach = 4; reach > 1e-4; reach /= 2) {
        Neuron centre = best;
        for (int i = -4; i <= 4; i++)
            for (int j = -4; j <= 4; j++) {
                Neuron n = best_w2(centre.w1 + i * reach / 4,
                                   centre.b + j * reach / 4);
                if (worst_error(n) < worst_error(best)) best = n;
            }
    }
    return best;
}

// ## What the two problems have to do with each other
//
// Let identity neurons follow each other.  From the output a of one to the z of
// the next lead w₂, the offset and w₁, and together they are
//
//     z = w₁ (w₂ a + 1/2 - w₂/2) - w₁/2 = 4 a - 2
//
// a weight of exactly 4, and a bias that puts z near 0: the one point where the
// window opens.  So ∂C/∂b passes through all of them nearly unchanged.  This is
// how much is left of it after n neurons, for the input x = 1.
static real passed_on(real w1, int n) {
    real z = w1 / 2, left = 1;
    for (int i = 0; i < n; i++) {
        left *= 4 * sigmoid_prime(z);
        z = 4 * sigmoid(z) - 2;
    }
    return left;
}

// ## Data for the pictures
static void print_window(Settings set, uint64_t seed) {
    const real w[] = {2, 4, widest(), set.w};
    Random random = random_new(seed);
    block_begin("factors", "w a factor");
    for (int i = 0; i <= 4 * 400 + 3; i++) {
        real a = i % 401 / 400.0, q = w[i / 401];
        real b = i / 401 < 3 ? -q / 2 : set.b;
        printf("%.4g %g %.6g\n", q, a, fabs(q * sigmoid_prime(q * a + b)));
    }
    block_end();
    block_begin("formula", "w width");
    for (int i = 0; i <= 720; i++)
        printf("%g %.6g\n", i / 20.0, width(i / 20.0));
    block_end();
    block_begin("search", "w width");
    for (real q = 3; q <= 36; q += 1.5)
        printf("%g %.6g\n", q, width_by_search(q, random_normal(&random)));
    block_end();
    block_begin("widest", "w width");
    printf("%.6g %.6g\n", widest(), width(widest()));
    block_end();
    block_begin("share", "scale share");
    for (int i = -2; i <= 12; i++)
        printf("%.4g %.5g\n", pow(2, i / 2.0),
               100 * share_in_window(pow(2, i / 2.0), &random));
    block_end();
}

static void print_identity(Neuron best) {
    block_begin("identity", "x best matched offset");
    for (int i = 0; i <= 100; i++) {
        real x = i / 100.0;
        printf("%g %.6g %.6g %.6g\n", x, output(best, x),
               output(literal(4), x), output(with_offset(1), x));
    }
    block_end();
    block_begin("errors", "w1 offset best");
    for (int i = 0; i <= 40; i++) {
        real w1 = pow(10, i / 20.0 - 2) * 5;
        printf("%.5g %.5g %.5g\n", w1, worst_error(with_offset(w1)),
               worst_error(best));
    }
    block_end();
}

// ## The text's numbers beside ours
static void claim_window(uint64_t seed) {
    Random random = random_new(seed);
    real worst = 0, most = 0;
    for (int i = 0; i < 20; i++) {
        real w = 4 + 20 * random_uniform(&random), b = random_normal(&random);
        worst = fmax(worst, fabs(width(w) - width_by_search(w, b)));
    }
    for (real scale = 1; scale <= 32; scale *= 2)
        most = fmax(most, share_in_window(scale, &random));
    claim("Nielsen ch5: the widest window", "", 0.45, width(widest()), 0.005);
    claim("Nielsen ch5: it is at |w| =", "", 6.9, widest(), 0.05);
    claim("Nielsen ch5: the window opens at |w| = 4, where its width is", "",
          0, width(4), 0);
    claim_between("Nielsen ch5: the formula against a search, largest "
                  "difference", "", 0, 3e-5, worst);
    claim_between("our finding: neurons from N(0, 1) in their window", "%", 0,
                  0.02, 100 * share_in_window(1, &random));
    claim_between("our finding: the same from N(0, s²), the best s", "%", 5,
                  20, 100 * most);
}

static void claim_identity(Neuron best) {
    claim("our finding: identity neuron with offset, w₁ = 1: largest error", "",
          1e-2, worst_error(with_offset(1)), 1e-3);
    claim("our finding: the same, w₁ = 0.1", "", 1e-4,
          worst_error(with_offset(0.1)), 1e-5);
    claim("our finding: the same, w₁ = 0.01", "", 1e-6,
          worst_error(with_offset(0.01)), 1e-7);
    claim_failed_because("Nielsen ch5: w₂ σ(w₁ x + b) = x; error of the best "
                         "neuron", "", 0, worst_error(best),
                         "it needs an offset: without, w₁ cannot be small");
    claim_between("our finding: after 100 identity neurons with w₁ = 0.1, left "
                  "of the gradient", "", 0.9, 1, passed_on(0.1, 100));
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "the narrow window in which "
                                                "nothing vanishes");
    option_real(&options, "--w", &set.w, "a weight of your own");
    option_real(&options, "--b", &set.b, "and its bias");
    options_end(&options);

    say("windows of |wσ′| ≥ 1, and an identity neuron");
    caption("search and shares: seed %llu", (unsigned long long)options.seed);
    Neuron best = best_literal();
    print_window(set, options.seed);
    print_identity(best);
    for (int i = 0; i < options.seeds; i++)
        claim_window(options.seed + (uint64_t)i);
    claim_identity(best);
    claims_print();
    return 0;
}
