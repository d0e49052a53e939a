// network.h -- the text's first network (network.py), in C.
//
// Layers of sigmoid neurons, the quadratic cost, backpropagation, stochastic
// gradient descent.  Nielsen, chapter 2, "The code"; the figures for digits
// are from his chapter 1.
//
// Layers are numbered as in the text: layer 1 is the input, layer L the output.
// w[l] and b[l] lead into layer l, so they begin at l = 2; w[1] stays empty.
//
//     int sizes[] = {784, 30, 10};
//     Random random = random_new(1);
//     Network n = network_new(3, sizes, 10, &random);
//     network_epoch(&n, &batches, 3.0f, &random);          again and again
//     network_free(&n);
#ifndef NETWORK_H
#define NETWORK_H

#include "common/data.h"
#include "common/matrix.h"
#include "common/random.h"

enum { NETWORK_MOST_LAYERS = 12 };

// An array with an entry for each layer; entry 0 stays empty.
typedef Matrix PerLayer[NETWORK_MOST_LAYERS + 1];

typedef struct {
    int L;                                 // number of layers
    int sizes[NETWORK_MOST_LAYERS + 1];    // neurons in layers 1 ... L
    int most_rows;                         // examples that fit at a time

    Matrix parameters;                     // one row: all weights, all biases
    Matrix gradient;                       // ∂C/∂ of each, in the same order
    PerLayer w, nabla_w;                   // views: sizes[l] x sizes[l-1]
    PerLayer b, nabla_b;                   // views: 1 x sizes[l]

    // What the last batch of m examples left behind, one row per example,
    // m x sizes[l]; a[1] is the batch itself.  The next batch, or measuring the
    // cost, writes over it.
    PerLayer a, z;                         // a = σ(z)
    PerLayer sp;                           // σ′(z)
    PerLayer delta;                        // ∂Cₓ/∂z
} Network;

// Weights and biases are drawn from N(0, 1).  2 to NETWORK_MOST_LAYERS layers.
Network network_new(int layers, const int sizes[], int most_rows,
                    Random *random);
void network_free(Network *n);

// Feed-forward (25): a[L] from the rows of x; at most most_rows of them.
Matrix network_feed_forward(Network *n, Matrix x);

// Backpropagation: feed-forward, then every delta[l] = ∂Cₓ/∂zˡ (BP1, BP2),
// one row per example.
void network_backprop(Network *n, Matrix x, Matrix y);

// ∂C/∂w and ∂C/∂b of the mean cost of these examples (BP3, BP4), into nabla_w
// and nabla_b, that is into gradient.
void network_gradient(Network *n, Matrix x, Matrix y);

// One step of gradient descent, w → w - η ∂C/∂w, b → b - η ∂C/∂b.
void network_update(Network *n, Matrix x, Matrix y, real eta);

// One pass over the examples in new order, one step per mini-batch.
void network_epoch(Network *n, Batches *batches, real eta, Random *random);

// C = 1/(2n) Σ ‖y - aᴸ‖² over a whole data set (26).
double network_cost(Network *n, Dataset set);

// The class with the largest output, for each example.
void network_answers(Network *n, Dataset set, int answer[]);

// How many of the examples are answered with their label.  Needs labels, and
// an output neuron for each class.
int network_evaluate(Network *n, Dataset set);

#endif
