// layers.h -- networks put together from layers.
//
// ch03's network2 is always the same: dense layers with sigmoids.  Here each
// kind of layer is a pair of functions, forward and backward, and a network is
// an array of layers, walked up and then down.
//
//     Layers n = layers_new(PIXELS, 64);          at most 64 examples at a time
//     layers_dense(&n, 100);
//     layers_batch_norm(&n, 1);
//     layers_sigmoid(&n);
//     layers_dense(&n, CLASSES);
//     layers_softmax(&n);
//     layers_start(&n, &random);                  weights, at last
//     ... for every mini-batch:
//         layers_gradient(&n, &batches);
//         mat_step(n.parameters, -eta, n.gradient);
//     layers_free(&n);
#ifndef LAYERS_H
#define LAYERS_H

#include "common/data.h"
#include "common/matrix.h"
#include "common/random.h"

enum { LAYERS_MOST = 256 };

typedef struct Layers Layers;

// ## A layer
//
// a and delta have a row for each example of the batch.  Layer 0 is the input:
// its a is the batch.
typedef struct {
    const char *name;          // of its kind
    int inputs, outputs;       // numbers per example
    int source;                // sum, concat: the other layer it reads from
    int pixels;                // batch_norm: numbers that share γ and β
    int side;                  // outputs are images of side x side pixels, one
                               // after another; 1: just numbers
    int window, stride, padding;        // of layers that look at images
    real sd;                   // w starts from N(0, sd²)
    real p_drop;               // dropout

    Matrix w, nabla_w;         // views of the blocks; dense: outputs x inputs
    Matrix b, nabla_b;         // one row; batch_norm: β
    Matrix gamma, nabla_gamma; // one row; batch_norm: γ
    Matrix mean, variance;     // one row each; batch_norm: averages, for use
    Matrix kept;               // what backward needs from forward, a row each:
                               // dropout: the mask, batch_norm: x̂
    Matrix scale;              // one row; batch_norm: 1/√(σ² + ε)
    Matrix room;               // for work; nothing is kept there

    Matrix a;                  // the output, m x outputs
    Matrix delta;              // ∂Cₓ/∂a, m x outputs; in the last layer ∂Cₓ/∂z

    // Writes a.  In training, dropout drops, and batch_norm looks at the batch.
    void (*forward)(Layers *n, int l, bool training);
    // Knows delta of this layer; *adds* to the delta of the layers it reads
    // from, and to nabla_w, nabla_b, nabla_gamma.
    void (*backward)(Layers *n, int l);
    // Σₓ Cₓ; only the last layer has it.
    double (*cost)(const Layers *n, Matrix y);
} Layer;

// ## A network
struct Layers {
    int L;                     // layers 1 ... L, and 0, the input
    int most_rows;
    Layer layer[LAYERS_MOST + 1];
    Matrix parameters;         // one row: all w, then all b and γ
    Matrix gradient;           // ∂C/∂ of each, in the same order
    Matrix weights;            // a view: the w's part of parameters
    real lambda;               // λ of weight decay; divided by n
    bool to_input;             // is delta of layer 0, the input, wanted too?
    bool training;             // was it so in the last layers_forward?
    int threads;               // 1, unless set; for layers that share work
    Matrix y;                  // targets of the batch that goes backward
    Random random;             // for dropout's masks
};

// A network of no layers yet.
Layers layers_new(int inputs, int most_rows);
void layers_free(Layers *n);

// ## Kinds of layers
//
// Each adds a layer on top and returns its number.  Between layers_new and
// layers_start; after that, no more.
int layers_dense(Layers *n, int outputs);        // z = w a + b
int layers_sigmoid(Layers *n);                   // σ(z)
int layers_tanh(Layers *n);
int layers_relu(Layers *n);                      // max(z, 0)
int layers_dropout(Layers *n, real p_drop);      // a mask for each example
int layers_batch_norm(Layers *n, int pixels);    // dense layers: pixels = 1
int layers_sum(Layers *n, int source);           // a + a of layer source
int layers_concat(Layers *n, int source);        // a, then a of layer source

// The last layer, with its cost.
int layers_softmax(Layers *n);                   // and log-likelihood
int layers_cross_entropy(Layers *n);             // sigmoid, cross-entropy

// For kinds that are defined elsewhere: puts this layer on top.  Of w, b,
// gamma, kept, ... only rows and cols are given; layers_start makes them.  side
// is that of the layer below, unless given.
int layers_put(Layers *n, Layer layer);

// Makes the blocks and draws w from N(0, sd²); b = 0, γ = 1.  sd is
// √(1/inputs), unless layer[l].sd has been set to something else.
void layers_start(Layers *n, Random *random);

// ## Walking up and down
//
// aᴸ for the rows of x.
Matrix layers_forward(Layers *n, Matrix x, bool training);

// After layers_forward, in training or not: all deltas for the targets y, and
// the gradient of the mean cost, added to gradient.
void layers_backward(Layers *n, Matrix y);

// For the mini-batch that batches holds: forward, backward; gradient is that of
// its mean cost and of (λ/2n) Σ w², n being the examples in batches->set.
void layers_gradient(Layers *n, const Batches *batches);

// One pass of stochastic gradient descent over the examples in new order.
void layers_epoch(Layers *n, Batches *batches, real eta, Random *random);

// Over a whole data set: the mean cost, without λ, and the percentage of
// examples whose label has the largest output (0 without labels).
typedef struct {
    double cost, accuracy;
} LayersScore;
LayersScore layers_score(Layers *n, Dataset set);

#endif
