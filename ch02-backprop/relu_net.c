// # Backpropagation, neuron by neuron
//
// Glassner, chapter 14: the network of figure 14-29, as plain loops over its
// neurons, in the order of the text's figures.  moons.c trains it.
#include "ch02-backprop/relu_net.h"

#include <math.h>

enum { H = RELU_NET_HIDDEN };
_Static_assert(sizeof(ReluNet) == RELU_NET_PARAMETERS * sizeof(real),
               "ReluNet has a gap, or its parameters are counted wrongly");

// ## The start
//
// "Small random numbers", says the text.  These are Glorot's: uniform within
// ±√(6 / (in + out)), so that signals neither fade nor grow on their way.
static void start_layer(real *w, int in, int out, Random *random) {
    real limit = (real)sqrt(6.0 / (in + out));
    for (int i = 0; i < in * out; i++)
        w[i] = limit * (2 * random_uniform(random) - 1);
}

ReluNet relu_net_start(Random *random) {
    ReluNet n = {.all = {0}};
    start_layer(n.all, 2, H, random);
    start_layer(n.all + 2 * H, H, H, random);
    start_layer(n.all + 2 * H + H * H, H, 1, random);
    return n;
}

// ## Forwards
//
//     Ho = f(Σ Ao AH + bias)                                 figure 14-21, left
//
// The output Ho of neuron H gathers the outputs Ao of all neurons A before it,
// each times the weight AH between them.  f is ReLU, at the end the sigmoid.
static real relu(real z) { return z > 0 ? z : 0; }

ReluNetOutputs relu_net_forward(const ReluNet *n, const real x[2]) {
    ReluNetOutputs it;
    for (int j = 0; j < H; j++)
        it.a2[j] = relu(n->w2[j][0] * x[0] + n->w2[j][1] * x[1] + n->b2[j]);
    for (int j = 0; j < H; j++) {
        real z = n->b3[j];
        for (int k = 0; k < H; k++) z += n->w3[j][k] * it.a2[k];
        it.a3[j] = relu(z);
    }
    it.z4 = n->b4;
    for (int k = 0; k < H; k++) it.z4 += n->w4[k] * it.a3[k];
    it.a4 = (real)(1 / (1 + exp((double)-it.z4)));
    return it;
}

// ## The cost, and the δ of the output
//
//     C = -ln a for y = 1, -ln(1 - a) for y = 0         δ = a - y
//     C = ½ (a - y)²                                    δ = (a - y) a (1 - a)
//
// δ is how fast C changes with the weighted sum z.  The binary cross-entropy is
// the cost whose δ is the mistake itself; chapter 3 says why.  (The text writes
// label minus output; a step *against* the gradient needs output minus label.)
//
// Written with z the logarithm is safe: -ln a = ln(1 + e⁻ᶻ), and -ln(1 - a) is
// that plus z.  Both are max(z, 0) - z y + ln(1 + e^-|z|), for y = 1 and y = 0,
// in which no exponential can overflow.
real relu_net_cost(ReluNetOutputs it, real y) {
    double z = (double)it.z4;
    return (real)(fmax(z, 0) - z * (double)y + log1p(exp(-fabs(z))));
}

// ## Backwards
//
//     Hδ = f′(z) Σ HC Cδ                                    figure 14-21, right
//     ∂C/∂AC = Ao Cδ                                        figure 14-13
//
// δ comes back through the same weights.  The text leaves the activation out;
// its slope f′ is a factor, for ReLU 1 where the neuron is active, else 0.  A
// neuron that is 0 for every point learns nothing any more.
void relu_net_add_gradient(ReluNet *g, const ReluNet *n, const real x[2],
                           real y, bool squared) {
    ReluNetOutputs it = relu_net_forward(n, x);
    real d2[H], d3[H], d4 = it.a4 - y;
    if (squared) d4 *= it.a4 * (1 - it.a4);
    for (int k = 0; k < H; k++) d3[k] = it.a3[k] > 0 ? n->w4[k] * d4 : 0;
    for (int k = 0; k < H; k++) {
        real sum = 0;
        for (int j = 0; j < H; j++) sum += n->w3[j][k] * d3[j];
        d2[k] = it.a2[k] > 0 ? sum : 0;
    }
    for (int j = 0; j < H; j++) {
        for (int k = 0; k < 2; k++) g->w2[j][k] += x[k] * d2[j];
        for (int k = 0; k < H; k++) g->w3[j][k] += it.a2[k] * d3[j];
        g->w4[j] += it.a3[j] * d4;
        g->b2[j] += d2[j];
        g->b3[j] += d3[j];
    }
    g->b4 += d4;
}
