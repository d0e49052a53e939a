// # How a small change of one weight reaches the cost
//
// Nielsen, chapter 2, "Backpropagation: the big picture", draws four pictures:
// a weight changes by Δw; so does the activation it leads to; so do all
// activations of the next layer; and at last the outputs, and the cost.  Here
// they are, with numbers, beside equations (47) to (50).  paths.c goes on from
// there.  The network is the one of network.h: look at that first.
//
//     make ripple                             run it, and draw both pictures
//     make ripple ARGS="--dw 4"               too far for a first order
//     make ripple SEED=2                      other weights
//
// Time: 1 s
//
// What to look for: in each picture the upper number at a neuron is the change
// that was measured, by running the network again, and the one in brackets what
// the equations foretell.  The foretold change is a tangent: the second picture
// shows where it leaves the curve, and how fast.  With half the Δw a quarter of
// the misfit is left.  That is what the ≈ in the text's equations means.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "ch02-backprop/network.h"
#include "common/report.h"

// ## Settings: ours, as the text has letters and no numbers
//
// The network is [2, 3, 3, 2].  The weight is w²_21, to the second neuron of
// layer 2 from the first input.  (The text counts neurons from 1; the code, as
// all C, from 0.)
enum { L = 4, J = 1, K = 0, MOST = 3 };
static const int SIZES[] = {2, 3, 3, 2};

typedef struct {
    real dw;                   // Δw in the first picture
} Settings;

static const Settings OURS = {0.5};

// ## A random example in a network of random weights
typedef struct {
    Network n;
    Dataset one;               // x and y from N(0, 1)
} Trial;

static Trial trial_new(uint64_t seed) {
    Random random = random_new(seed);
    Trial t = {.n = network_new(L, SIZES, 1, &random),
               .one = dataset_new(1, SIZES[0], SIZES[L - 1])};
    mat_randn(t.one.x, 1, &random);
    mat_randn(t.one.y, 1, &random);
    return t;
}

static void trial_free(Trial *t) {
    dataset_free(&t->one);
    network_free(&t->n);
}

// ## What happens
typedef struct {
    real a[L + 1][MOST];       // Δa of the neurons in layers 2 ... L
    real cost;                 // ΔC
    real by_gradient;          // foretold in one go, (47); 0 where measured
} Change;

static void add_activations(Change *change, real sign, const Network *n) {
    for (int l = 2; l <= L; l++)
        for (int q = 0; q < n->sizes[l]; q++)
            change->a[l][q] += sign * AT(n->a[l], 0, q);
}

// By doing it: with the weight changed, minus with the weight as it was.
static Change measured(Trial *t, real dw) {
    Change change = {.cost = 0};
    real *w = &AT(t->n.w[2], J, K), keep = *w;
    change.cost -= network_cost(&t->n, t->one);
    add_activations(&change, -1, &t->n);
    *w = keep + dw;
    change.cost += network_cost(&t->n, t->one);
    add_activations(&change, +1, &t->n);
    *w = keep;
    return change;
}

// ## What the equations foretell
//
// A weight changes the activation that it leads to,
//
//     Δa_jˡ ≈ ∂a_jˡ/∂w_jkˡ Δw_jkˡ                                        (48)
//     ∂a_jˡ/∂w_jkˡ = σ′(z_jˡ) a_kˡ⁻¹
//
static real of_neuron(const Network *n, real dw) {
    return AT(n->sp[2], 0, J) * AT(n->a[1], 0, K) * dw;
}

// and an activation those of the next layer.  The text looks at one of them:
//
//     Δa_qˡ⁺¹ ≈ ∂a_qˡ⁺¹/∂a_jˡ Δa_jˡ                                      (49)
//     ∂a_qˡ⁺¹/∂a_jˡ = σ′(z_qˡ⁺¹) w_qjˡ⁺¹
//
// (the text's l + 1 is l in the function below: the layer that is reached).
// ((50) is (48) put into (49).)  In the layer after that, changes arrive from
// every neuron q, and add up.  With a sum over j the line covers both cases:
// of the a_j of layer 2 only one has changed.
static real of_next(const Network *n, int l, int q, const real before[]) {
    real sum = 0;
    for (int j = 0; j < n->sizes[l - 1]; j++)
        sum += AT(n->sp[l], 0, q) * AT(n->w[l], q, j) * before[j];
    return sum;
}

// At the end, the cost C = ‖y - aᴸ‖²/2 changes by Σ_m (a_m - y_m) Δa_m.  And
// all of it must be what the gradient says in one go:
//
//     ΔC ≈ ∂C/∂w_jkˡ Δw_jkˡ                                              (47)
static Change foretold(Trial *t, real dw) {
    Network *n = &t->n;
    Change change = {.cost = 0};
    network_gradient(n, t->one.x, t->one.y);
    change.by_gradient = AT(n->nabla_w[2], J, K) * dw;
    change.a[2][J] = of_neuron(n, dw);
    for (int l = 3; l <= L; l++)
        for (int q = 0; q < n->sizes[l]; q++)
            change.a[l][q] = of_next(n, l, q, change.a[l - 1]);
    for (int m = 0; m < n->sizes[L]; m++)
        change.cost += (AT(n->a[L], 0, m) - AT(t->one.y, 0, m)) *
                       change.a[L][m];
    return change;
}

// ## How good is it?
//
// The largest miss among the neurons of a layer, as a share of the largest
// change there.
static real miss_in_layer(Change it, Change first_order, int l) {
    real miss = 0, largest = 0;
    for (int q = 0; q < SIZES[l - 1]; q++) {
        real off = fabs(it.a[l][q] - first_order.a[l][q]);
        if (off > miss || isnan(off)) miss = off;            // NaN stays
        largest = fmax(largest, fabs(it.a[l][q]));
    }
    return miss / largest;
}

static real miss(Trial *t, real dw) {
    return measured(t, dw).cost - foretold(t, dw).by_gradient;
}

// ## Data for the pictures
static real height(int l, int j) { return (SIZES[l - 1] - 1) / 2.0 - j; }

static void print_network(Trial *t, real dw) {
    Change it = measured(t, dw), first_order = foretold(t, dw);
    block_begin("neurons", "layer y measured foretold");
    for (int l = 1; l <= L; l++)
        for (int q = 0; q < SIZES[l - 1]; q++)
            printf("%d %g %.3g %.3g\n", l, height(l, q), it.a[l][q],
                   first_order.a[l][q]);
    block_end();
    block_begin("cost", "layer measured foretold");
    printf("%d %.3g %.3g\n", L + 1, it.cost, first_order.by_gradient);
    block_end();
}

// changed: 1 if the change travels along this edge.
static void print_edges(void) {
    block_begin("edges", "x y dx dy changed");
    for (int l = 2; l <= L + 1; l++)
        for (int to = 0; to < (l > L ? 1 : SIZES[l - 1]); to++)
            for (int from = 0; from < SIZES[l - 2]; from++)
                printf("%d %g 1 %g %d\n", l - 1, height(l - 1, from),
                       (l > L ? 0 : height(l, to)) - height(l - 1, from),
                       l == 2 ? to == J && from == K : l > 3 || from == J);
    block_end();
}

static void print_order(Trial *t) {
    block_begin("tangent", "dw measured foretold");
    for (int i = -60; i <= 60; i++)
        if (i != 0)
            printf("%g %.6g %.6g\n", i / 10.0, measured(t, i / 10.0).cost,
                   foretold(t, i / 10.0).by_gradient);
    block_end();
    block_begin("misfit", "dw misfit");
    for (int i = 0; i <= 10; i++)
        printf("%.6g %.6g\n", ldexp(1, -i), fabs(miss(t, ldexp(1, -i))));
    block_end();
}

// ## What the text says
static void make_claims(Trial *t) {
    real dw = 1e-4;
    Change it = measured(t, dw), first_order = foretold(t, dw);
    claim_between("Nielsen ch2 (48): Δa of the neuron, Δw = 0.0001, off by, as "
                  "a share", "", 0, 1e-3, miss_in_layer(it, first_order, 2));
    claim_between("Nielsen ch2 (49), (50): Δa of the next layer, off by", "", 0,
                  1e-3, miss_in_layer(it, first_order, 3));
    claim_between("Nielsen ch2, on to the outputs: Δa, off by", "", 0, 1e-3,
                  miss_in_layer(it, first_order, 4));
    claim("Nielsen ch2 (47): measured ΔC as a share of ∂C/∂w Δw", "", 1,
          it.cost / first_order.by_gradient, 2e-3);
    claim("Nielsen ch2 (47) to (50): ΔC foretold layer by layer, as a share of "
          "∂C/∂w Δw", "", 1, first_order.cost / first_order.by_gradient, 1e-12);
    claim("our finding: with half the Δw the misfit is divided by", "", 4,
          miss(t, 2e-3) / miss(t, 1e-3), 0.1);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "how a small change of one "
                                                "weight reaches the cost");
    option_real(&options, "--dw", &set.dw, "Δw, the change of the weight");
    options_end(&options);
    if (set.dw == 0) wrong_usage("--dw must not be 0: nothing would change");

    say("A weight of a network [2,3,3,2] changes by %g; seed %d", set.dw,
        (int)options.seed);
    caption("Δw = %g in a network [2,3,3,2], random weights, one random "
            "example, seed %d", set.dw, (int)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        Trial t = trial_new(options.seed + (uint64_t)i);
        if (i == 0) print_network(&t, set.dw);
        if (i == 0) print_edges();
        if (i == 0) print_order(&t);
        make_claims(&t);
        trial_free(&t);
    }
    claims_print();
    return 0;
}
