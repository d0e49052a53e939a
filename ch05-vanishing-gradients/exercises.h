// exercises.h -- what the exercises of chapter 5 ask for: exercises.c answers,
// check_exercises.c asks.
#ifndef CH05_EXERCISES_H
#define CH05_EXERCISES_H

#include <math.h>

#include "tools/todo.h"

static inline double sigmoid(double z) { return 1 / (1 + exp(-z)); }
static inline double sigmoid_prime(double z) {
    return sigmoid(z) * (1 - sigmoid(z));
}

typedef struct { double tree, two_layers; } Gates;
typedef struct { double vanishes, explodes; } Factors;

// ## A chain: one neuron in each of the layers 1 ... L
//
// zⱼ = wⱼ aⱼ₋₁ + bⱼ, aⱼ = σ(zⱼ), a₀ = x; so entry 0 of w and b stays empty.
enum { LONGEST = 8 };

typedef struct {
    int L;
    double w[LONGEST + 1], b[LONGEST + 1];
} Chain;

// ## One neuron with one input
typedef struct { double w, b; } Neuron1;                 // σ(w a + b)
typedef struct { double w1, b, w2, offset; } Identity;   // w₂ σ(w₁ x + b) + it

// ## A mini-batch: a row for each example
enum { MOST = 6 };

typedef struct {
    int rows, cols;
    double at[MOST][MOST];
} Batch;

static inline Batch batch(int rows, int cols) {          // all zeros
    return (Batch){.rows = rows, .cols = cols};
}

// ## Batch normalisation of a layer: for each column a γ, a β, and the averages
// that are used when there is no batch
typedef struct {
    double gamma[MOST], beta[MOST];
    double mean[MOST], variance[MOST];
    double epsilon;            // ε
    double p;                  // how much of an average stays
} Norm;

typedef struct {               // of the sum of all examples' costs
    Batch x;                   // ∂C/∂x
    double gamma[MOST], beta[MOST];
} NormSlopes;

// ## A residual block: relu(w₂ relu(w₁ x) + x)
typedef struct {
    int n;                     // numbers in x
    double w1[MOST][MOST], w2[MOST][MOST];
} Block;

// ## An auto-encoder with one matrix for both ways
//
// h = σ(w x + b), x̂ = σ(wᵀ h + c)
typedef struct {
    int n, hidden;             // numbers in x, and in h
    double w[MOST][MOST];      // hidden rows, n columns
    double b[MOST], c[MOST];
} Coder;

typedef struct {
    Gates parity_gates;                                              // 5.1
    Factors factors;                                                 // 5.2
    double (*chain_slope)(const Chain *n, double x, double y);       // 5.3
    double (*steep_slope)(double c, double z);                       // 5.4
    Neuron1 (*as_steep)(Neuron1 n, double c);
    double explodes_beyond;
    double (*width)(double w);                                       // 5.5
    double widest_at;
    Identity (*identity)(double w1);                                 // 5.6
    double (*start_plain)(int n_in);                                 // 5.7
    double (*start_relu)(int n_in);
    double (*start_both)(int n_in, int n_out);
    Batch (*norm_forward)(const Norm *n, Batch x);                   // 5.8
    void (*norm_remember)(Norm *n, Batch x);                         // 5.9
    Batch (*norm_in_use)(const Norm *n, Batch x);
    NormSlopes (*norm_backward)(const Norm *n, Batch x, Batch delta);// 5.10
    void (*block_backward)(const Block *n, const double x[],
                           const double delta[], double to[]);       // 5.11
    void (*coder_slopes)(const Coder *n, const double x[],
                         double to[MOST][MOST]);                     // 5.12
} Answers;

Answers answers(void);

#endif
