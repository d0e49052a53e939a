// relu_net.h -- Glassner's network of figure 14-29, with plain loops.
//
// 2 inputs, two hidden layers of 4 ReLUs, 1 sigmoid output.  Layers are
// numbered from the input, layer 1; w3[j][k] leads from neuron k of layer 2 to
// neuron j of layer 3.  The text counts biases among its weights:
//
//     (2 × 4) + (4 × 4) + 4 = 28,   and   4 + 4 + 1 = 9 biases
#ifndef RELU_NET_H
#define RELU_NET_H

#include <stdbool.h>

#include "common/random.h"

enum { RELU_NET_HIDDEN = 4, RELU_NET_PARAMETERS = 37 };

typedef union {
    struct {
        real w2[RELU_NET_HIDDEN][2];
        real w3[RELU_NET_HIDDEN][RELU_NET_HIDDEN];
        real w4[RELU_NET_HIDDEN];
        real b2[RELU_NET_HIDDEN], b3[RELU_NET_HIDDEN], b4;
    };
    real all[RELU_NET_PARAMETERS];         // the same numbers, in one row
} ReluNet;

// What the neurons put out for one point.
typedef struct {
    real a2[RELU_NET_HIDDEN], a3[RELU_NET_HIDDEN];
    real z4, a4;               // weighted sum and output of the last neuron
} ReluNetOutputs;

// Small random weights (Glorot's: see relu_net.c); biases 0.
ReluNet relu_net_start(Random *random);

// Feed-forward, figure 14-21 left.
ReluNetOutputs relu_net_forward(const ReluNet *n, const real x[2]);

// The binary cross-entropy of one answer; y is 0 or 1.
real relu_net_cost(ReluNetOutputs it, real y);

// Backpropagation, figures 14-12 to 14-26: adds ∂C/∂ of every parameter, for
// one point, to g.  C is the cross-entropy, or with squared ½ (a - y)².
void relu_net_add_gradient(ReluNet *g, const ReluNet *n, const real x[2],
                           real y, bool squared);

#endif
