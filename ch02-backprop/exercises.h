// exercises.h -- what the exercises of chapter 2 ask for: exercises.c answers,
// check_exercises.c asks.
#ifndef CH02_EXERCISES_H
#define CH02_EXERCISES_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "tools/todo.h"

static inline double sigmoid(double z) { return 1 / (1 + exp(-z)); }
static inline double sigmoid_prime(double z) {
    return sigmoid(z) * (1 - sigmoid(z));
}

// ## One example in a network
//
// Layers are numbered 1 ... L as in the text, so [0] stays empty; neurons are
// numbered from 0, as in C.  n->w[l][j][k] leads to neuron j of layer l from
// neuron k of layer l - 1.  w and b begin at layer 2.
enum { LAYERS = 5, MOST = 6 };

typedef double PerNeuron[LAYERS + 1][MOST];

typedef struct {
    int L, size[LAYERS + 1];
    double w[LAYERS + 1][MOST][MOST];
    PerNeuron b, z, a, delta;
} Net;

// One neuron that is no sigmoid: neuron j of layer l answers f(z).
typedef struct {
    int l, j;
    double (*f)(double z), (*f_prime)(double z);
} Odd;

// ## Glassner's four neurons: what A and B say, and the weights to C and D
typedef struct { double A, B, AC, BC, AD, BD; } Four;
typedef struct { double A, B, C, D; } Deltas;

// ## Small matrices, passed and returned as they are
typedef struct {
    int rows, cols;
    double at[8][8];
} Rect;

static inline Rect rect(int rows, int cols) {               // all zeros
    return (Rect){.rows = rows, .cols = cols};
}
static inline void rect_check(const char *what, Rect a, Rect b, int fits) {
    if (fits) return;
    fprintf(stderr, "%s: %d x %d and %d x %d do not fit\n", what, a.rows,
            a.cols, b.rows, b.cols);
    exit(1);
}
static inline Rect product(Rect a, Rect b) {                // a b
    rect_check("product", a, b, a.cols == b.rows);
    Rect to = rect(a.rows, b.cols);
    for (int i = 0; i < a.rows; i++)
        for (int j = 0; j < b.cols; j++)
            for (int k = 0; k < a.cols; k++)
                to.at[i][j] += a.at[i][k] * b.at[k][j];
    return to;
}
static inline Rect transposed(Rect a) {                     // aᵀ
    Rect to = rect(a.cols, a.rows);
    for (int i = 0; i < a.rows; i++)
        for (int j = 0; j < a.cols; j++) to.at[j][i] = a.at[i][j];
    return to;
}
static inline Rect hadamard(Rect a, Rect b) {               // a ⊙ b
    rect_check("hadamard", a, b, a.rows == b.rows && a.cols == b.cols);
    for (int i = 0; i < a.rows; i++)
        for (int j = 0; j < a.cols; j++) a.at[i][j] *= b.at[i][j];
    return a;
}
static inline Rect minus(Rect a, Rect b) {                  // a - b
    rect_check("minus", a, b, a.rows == b.rows && a.cols == b.cols);
    for (int i = 0; i < a.rows; i++)
        for (int j = 0; j < a.cols; j++) a.at[i][j] -= b.at[i][j];
    return a;
}
static inline Rect scaled(double c, Rect a) {               // c a
    for (int i = 0; i < a.rows; i++)
        for (int j = 0; j < a.cols; j++) a.at[i][j] *= c;
    return a;
}
static inline Rect each(double (*f)(double), Rect a) {     // f of every element
    for (int i = 0; i < a.rows; i++)
        for (int j = 0; j < a.cols; j++) a.at[i][j] = f(a.at[i][j]);
    return a;
}
static inline Rect plus_row(Rect a, Rect row) {             // each row plus row
    rect_check("plus_row", a, row, row.rows == 1 && a.cols == row.cols);
    for (int i = 0; i < a.rows; i++)
        for (int j = 0; j < a.cols; j++) a.at[i][j] += row.at[0][j];
    return a;
}
static inline Rect sum_of_rows(Rect a) {                    // one row
    Rect to = rect(1, a.cols);
    for (int i = 0; i < a.rows; i++)
        for (int j = 0; j < a.cols; j++) to.at[0][j] += a.at[i][j];
    return to;
}

// A network with one hidden layer, or the gradient of its cost.  Biases are
// rows.
typedef struct { Rect w2, b2, w3, b3; } Layers3;

typedef struct { double rows, cols; } Shape;
typedef struct { Shape w1, x, after_1, w2, after_2, w3, answer; } Shapes;

typedef struct {
    Shapes shapes;                                                   // 2.1
    void (*feed_forward)(Net *n, const double x[]);                  // 2.2
    Deltas (*four_deltas)(Four n, double label1, double label2);     // 2.3
    void (*output_error)(Net *n, const double y[]);                  // 2.4
    void (*error_before)(Net *n, int l);                             // 2.5
    void (*gradient)(const Net *n, Net *g);                          // 2.6
    void (*descend)(Net *n, const Net *g, double eta);               // 2.7
    void (*odd_backprop)(Net *n, const double x[], const double y[],
                         Odd odd);                                   // 2.8
    void (*linear_errors)(Net *n, const double y[]);                 // 2.9
    Rect (*without_hadamard)(const Net *n);                          // 2.10
    double (*by_paths)(const Net *n, const double y[], int j, int k);// 2.11
    Layers3 (*batch_gradient)(Layers3 n, Rect x, Rect y);            // 2.12
} Answers;

Answers answers(void);

#endif
