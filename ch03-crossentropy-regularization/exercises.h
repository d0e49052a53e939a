// exercises.h -- what the exercises of chapter 3 ask for: exercises.c answers,
// check_exercises.c asks.
#ifndef CH03_EXERCISES_H
#define CH03_EXERCISES_H

#include <math.h>

#include "tools/todo.h"

enum { MOST = 12 };            // neurons in a layer, and numbers that come in

static inline double sigmoid(double z) { return 1 / (1 + exp(-z)); }

// A sigmoid neuron, or the slopes of its cost, ∂C/∂w and ∂C/∂b.
typedef struct {
    int inputs;
    double w[MOST], b;
} Neuron;

// A layer, or the slopes of a cost: w[j][k] leads to neuron j from what comes
// in as number k.
typedef struct {
    int in, out;
    double w[MOST][MOST], b[MOST];
} Layer;

// Sigmoid neurons, and after them an output layer.
typedef struct { Layer hidden, output; } Net;

// What comes into the output layer, aᴸ⁻¹, and what should come out of it.
typedef struct { double a[MOST], y[MOST]; } Example;

// How to step: η, λ of L2 (87), λ of L1 (95), and n, the training images.
typedef struct { double eta, lambda, lambda_1, images; } Plan;

// λ elsewhere, for the same step: see 3.8.
typedef struct { double of_1000, buduma, slides; } Lambdas;

// The epoch after which training ends, and the one that was best.
typedef struct { double last, best; } Stop;

// error = A n⁻ᵏ, for n training images.
typedef struct { double A, k; } Law;

typedef struct {
    double steeper, fastest_output;                                  // 3.1
    double (*class_cost)(int classes, const double y[],
                         const double p[]);                          // 3.2
    double (*cross_entropy)(double y, double a);
    double (*least_cost)(double y);
    double (*sigmoid_prime)(double z);                               // 3.3
    Neuron (*slopes)(Neuron n, const double x[], double y,
                     double (*by_a)(double y, double a));
    double (*error_quadratic)(double z, double y);                   // 3.4
    double (*error_entropy)(double z, double y);
    double (*error_linear)(double z, double y);
    Layer (*output_gradient)(Layer n, int count, const Example e[],
                             double (*error)(double z, double y));
    const double *sum_is_two;                                        // 3.5
    void (*softmax)(double a[], int n, const double z[], double c);
    void (*softmax_limit)(double a[], int n, const double z[]);
    double (*softmax_slope)(const double a[], int j, int k);         // 3.6
    void (*softmax_inverse)(double z[], int n, const double a[]);
    double (*likelihood_cost)(int n, const double z[], int label);   // 3.7
    void (*likelihood_gradient)(const Net *n, const double x[], int label,
                                Net *g);
    Lambdas lambdas;                                                 // 3.8
    void (*step)(Layer *n, const Layer *slope, Plan plan);
    void (*shorten)(int n, double w[], double c);                    // 3.9
    void (*drop)(double a[], int n, const double u[], double p_drop);
    double (*at_run_time)(int n, const double w[], const double a[], double b,
                          double p_drop);
    Stop (*early_stopping)(int epochs, const double accuracy[],
                           int patience);                            // 3.10
    double (*vote)(int networks, const int says[]);
    Law (*fit_law)(int count, const double images[],
                   const double error[]);                            // 3.11
    double (*images_for)(Law law, double error);
} Answers;

Answers answers(void);

#endif
