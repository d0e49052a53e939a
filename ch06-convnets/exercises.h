// exercises.h -- what the exercises of chapter 6 ask for: exercises.c answers,
// check_exercises.c asks.
#ifndef CH06_EXERCISES_H
#define CH06_EXERCISES_H

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "tools/todo.h"

// ## Images, kernels, maps: all are squares of side x side numbers
enum { MOST = 12, MOST_MAPS = 4, DIGITS = 10 };

typedef struct {
    int side;
    double at[MOST][MOST];     // row, column; beyond side stands anything
} Image;

static inline Image image(int side) { return (Image){.side = side}; }    // 0

typedef struct {
    double conv1, pool1, conv2, pool2;               // sides
    double conv1_numbers, conv2_numbers;             // parameters
    double dense_numbers;
} Counts;

// An example's largest number of each window, and where it stands.
typedef struct {
    Image a;
    int row[MOST][MOST], col[MOST][MOST];
} Pooled;

typedef struct {
    Image w, x;
    double b;
} Slopes;                      // ∂C/∂ of them

// z_m has a kernel for each map below.
typedef struct {
    int maps_below, maps, stride, padding;
    Image w[MOST_MAPS][MOST_MAPS];                   // [m][c]
    double b[MOST_MAPS];
} Convolution;

typedef struct { double epochs, best; } Stop;

typedef struct {
    Counts counts;                                                   // 6.1
    double first_cost;                                               // 6.2
    double (*our_lambda)(double lambda, double batch);
    Image (*convolve)(Image x, Image w, double b);                   // 6.3
    Image (*turned)(Image w);                                        // 6.4
    Pooled (*pool)(Image z, int window, int stride);                 // 6.5
    Image (*unpool)(Pooled p, Image delta, int side);
    double (*accuracy)(int n, const double a[][DIGITS],
                       const int label[]);                           // 6.6
    double (*gap)(int n_train, const double train[][DIGITS],
                  const int label[], int n, const double other[][DIGITS],
                  const int other_label[]);
    Stop (*early_stop)(const double accuracy[], int epochs,
                       int patience);                                // 6.7
    double (*rate)(double eta, int epoch, int every);
    void (*position)(const Image images[], int i, Image *to);        // 6.8
    void (*save)(FILE *f, const double numbers[], int n);            // 6.9
    bool (*load)(FILE *f, double numbers[], int n);
    double (*times_output)(double c, int layers);                    // 6.10
    double (*times_delta)(int n_out, double sd);
    Slopes (*convolve_back)(Image x, Image w, Image delta);          // 6.11
    void (*convolve_maps)(const Convolution *it, const Image x[],
                          Image z[]);                                // 6.12
} Answers;

Answers answers(void);

#endif
