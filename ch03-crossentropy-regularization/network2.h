// network2.h -- the second network (the text's network2.py), in C.
//
// ch02-backprop/network, and what Nielsen's chapter 3 adds to it: better costs,
// a better start, regularisation, dropout, monitors, early stopping, files.
// Each addition is a field below, and off while it is 0.
//
//     int sizes[] = {784, 30, 10};
//     Random random = random_new(1);
//     Network2 n = network2_new(3, sizes, 10, &network2_cross_entropy,
//                               &random);
//     n.lambda = 5;
//     Network2Plan plan = {.epochs = 30, .eta = 0.5f};
//     network2_train(&n, digits.train, digits.test, plan, &random);
//     network2_free(&n);
#ifndef NETWORK2_H
#define NETWORK2_H

#include "common/data.h"
#include "common/matrix.h"
#include "common/random.h"

enum { NETWORK2_MOST_LAYERS = 12 };

// An array with an entry for each layer; entry 0 stays empty.
typedef Matrix Network2Layers[NETWORK2_MOST_LAYERS + 1];

// ## Costs
//
// A cost comes with the output layer that suits it.  All functions take one
// example per row.
typedef struct {
    const char *name;                          // a single word
    void (*output)(Matrix a, Matrix z);        // aᴸ from zᴸ
    double (*cost)(Matrix z, Matrix a, Matrix y);          // Σₓ Cₓ
    void (*delta)(Matrix delta, Matrix z, Matrix a, Matrix y);   // δᴸ
} Network2Cost;

extern const Network2Cost network2_quadratic;        // sigmoid, (26)
extern const Network2Cost network2_cross_entropy;    // sigmoid, (63)
extern const Network2Cost network2_log_likelihood;   // softmax, (78), (80)

// ## The network
//
// Layers are numbered as in the text: 1 is the input, L the output; w[l] and
// b[l] lead into layer l, so they begin at l = 2.
typedef struct {
    int L;                                     // number of layers
    int sizes[NETWORK2_MOST_LAYERS + 1];       // neurons in layers 1 ... L
    int most_rows;                             // examples that fit at a time
    const Network2Cost *cost;

    // What may be added to plain descent.
    real lambda;               // λ of L2, weight decay (85); divided by n
    real lambda_1;             // λ of L1 (95); divided by n
    real max_norm;             // c: no neuron's weights grow longer than this
    real p_drop;               // part of the hidden neurons that is dropped
    bool mask_per_example;     // else one mask per mini-batch, as in the text

    Matrix parameters;         // one row: all weights, then all biases
    Matrix gradient;           // ∂C/∂ of each, in the same order
    Matrix weights;            // a view: the weights' part of parameters
    Network2Layers w, nabla_w;                 // views: sizes[l] x sizes[l-1]
    Network2Layers b, nabla_b;                 // views: 1 x sizes[l]

    // What the last batch left behind, a row per example, m x sizes[l]
    Network2Layers a, z;                       // aˡ = rˡ ⊙ σ(zˡ)
    Network2Layers mask;                       // rˡ: 0, or 1/(1 - p_drop)
    Network2Layers sp;                         // σ′(zˡ)
    Network2Layers delta;                      // ∂Cₓ/∂zˡ
} Network2;

// Weights from N(0, 1/n_in), n_in being the neuron's number of inputs; biases
// from N(0, 1).  2 to NETWORK2_MOST_LAYERS layers; batches of at most most_rows
// examples.
Network2 network2_new(int layers, const int sizes[], int most_rows,
                      const Network2Cost *cost, Random *random);
void network2_free(Network2 *n);

// The start of chapter 1: all weights and biases anew, from N(0, 1).
void network2_large_start(Network2 *n, Random *random);

// ## Learning
//
// aᴸ for the rows of x; the whole network, nothing dropped.
Matrix network2_feed_forward(Network2 *n, Matrix x);

// The gradient of what descent makes small, for the mini-batch that batches
// holds: its mean cost, and the regularisation (λ/2n) Σ w² + (λ₁/n) Σ |w|, n
// being the number of examples in batches->set.  With p_drop > 0 new masks are
// drawn first.
void network2_gradient(Network2 *n, const Batches *batches, Random *random);

// One step, θ → θ - η ∂C/∂θ; then max_norm.
void network2_step(Network2 *n, real eta);

// One pass over the examples in new order, a gradient and a step for each
// mini-batch.  Weights that become infinite are a one-line error, exit status
// 1.
void network2_epoch(Network2 *n, Batches *batches, real eta, Random *random);

// ## Watching
//
// Over a whole data set: the mean cost, without regularisation, and the
// percentage of examples whose label has the largest output.
typedef struct {
    double cost, accuracy;
} Network2Score;
Network2Score network2_score(Network2 *n, Dataset set);

// (λ/2n) Σ w² + (λ₁/n) Σ |w|, the part of the cost that is regularisation,
// for n = examples.
double network2_penalty(const Network2 *n, int examples);

// What network2_train writes down after every epoch, and before the first
// (row 0), if it is given a matrix of (epochs + 1) x MONITORS.
enum {
    TRAIN_COST, TRAIN_ACCURACY,                // on the training data
    COST, ACCURACY,                            // on the evaluation data
    LENGTH,                                    // ‖w‖, of all weights
    MONITORS
};

typedef struct {
    int epochs;                                // at most
    real eta;
    int patience;              // stop after so many epochs without a better
                               // accuracy on the evaluation data; 0: never
    Matrix monitors;           // or 0 x 0: nothing is watched
    const char *name;          // stands on the progress bar; NULL: no bar
} Network2Plan;

// Stochastic gradient descent with mini-batches of most_rows.  Returns the
// number of epochs it went through.  Patience needs monitors.
int network2_train(Network2 *n, Dataset train, Dataset evaluation,
                   Network2Plan plan, Random *random);

// The row with the highest evaluation accuracy among the first rows ones.
int network2_best_epoch(Matrix monitors, int rows);

#endif
