// exercises.h -- what the exercises of chapter 1 ask for: exercises.c answers,
// check_exercises.c asks.
#ifndef CH01_EXERCISES_H
#define CH01_EXERCISES_H

#include "tools/todo.h"

// z = w₁ x₁ + w₂ x₂ + b; where z is 0, a line.
typedef struct { double w[2], b; } Line;

// Two layers of steps: two lines look at x, a third at their answers.
typedef struct { Line hidden[2], output; } TwoLayers;

// A neuron of three inputs, or the slopes of its error, ∂E/∂w and ∂E/∂b.
typedef struct { double w[3], b; } Neuron3;

// What the neuron sees, and what it should answer.
typedef struct { double x[3], t; } Example;

// The sidebar's picture, with numbers: circles are 0, stars are 1.
enum { POINTS = 8 };
static const double POINT[POINTS][2] = {
    {0.2, 0.5}, {0.3, 0.3}, {0.5, 0.4}, {0.6, 0.1},        // circles
    {0.6, 1.5}, {0.9, 0.9}, {1.5, 1.2}, {1.8, 0.3}};       // stars
static const int IS_STAR[POINTS] = {0, 0, 0, 0, 1, 1, 1, 1};

typedef struct {
    Line line;                                                       // 1.1
    double fewest_mistakes;                                          // 1.2
    double (*weighted_sum)(int n, const double w[], const double x[],
                           double b);                                // 1.3
    double (*parameters)(int layers, const int sizes[]);             // 1.4
    Line (*correct)(Line n, const double x[2], double y, double eta);// 1.5
    double (*leaky_relu)(double z, double leak);                     // 1.6
    double (*leaky_relu_prime)(double z, double leak);
    double (*sigmoid_prime)(double y);                               // 1.7
    double (*tanh_prime)(double y);
    double (*relu_prime)(double y);
    Neuron3 (*gradient)(Neuron3 n, int count, const Example e[]);    // 1.8
    double largest_eta;                                              // 1.9
    TwoLayers exclusive_or;                                          // 1.10
    void (*find_prices)(double prices[3], int meals,
                        const double portions[][3], const double bill[]);
} Answers;                                                           // 1.11

Answers answers(void);

#endif
