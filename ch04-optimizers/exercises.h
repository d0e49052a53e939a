// exercises.h -- what the exercises of chapter 4 ask for: exercises.c answers,
// check_exercises.c asks.
#ifndef CH04_EXERCISES_H
#define CH04_EXERCISES_H

#include <math.h>

#include "tools/todo.h"

// y = w x + b; or the slopes of its error, ∂E/∂w and ∂E/∂b.
typedef struct { double w, b; } Neuron1;

// What the neuron sees, and what it should answer.
typedef struct { double x, t; } Example;

// ## One who walks downhill, with what it remembers
//
// Every rule moves theta, and may keep what it likes in v and s.  Both are 0 in
// the beginning.  t is the number of the step: 1 in the first; who calls the
// rule counts.
typedef struct {
    double theta[2];           // θ, where it stands
    double v[2];               // velocity, or a mean of slopes
    double s[2];               // sum, or mean, of squared slopes
    int t;
} Walker;

typedef struct { double eta, rho, rho_2, epsilon; } Rates;    // η, ρ, ρ₂, ε

// Puts the gradient of J at theta into g.
typedef void Slope(double g[2], const double theta[2]);

typedef struct {
    double zigzag, too_large, best;                                  // 4.1
    double (*steps_in_epoch)(int count, int m);                      // 4.2
    Neuron1 (*batch_gradient)(Neuron1 n, int count, const Example e[], int m,
                              int k);
    double eta_of_sum;
    void (*momentum)(Walker *w, const double g[2], Rates r);         // 4.3
    double (*weight)(int t, int j, double eta, double rho);          // 4.4
    double times_as_long, rolls_on;
    void (*nesterov)(Walker *w, Slope *slope, Rates r);              // 4.5
    void (*adagrad)(Walker *w, const double g[2], Rates r);          // 4.6
    void (*rmsprop)(Walker *w, const double g[2], Rates r);
    void (*adam)(Walker *w, const double g[2], Rates r);             // 4.7
    double first_step;
    void (*adam_corrected)(Walker *w, const double g[2], Rates r);
    double (*mean_rate)(int t);                                      // 4.8
    double (*halved_rate)(double eta, int every, int epoch);
    double (*on_log_scale)(double u, double low, double high);       // 4.9
    double (*find_rate)(int tries, const double u[], double low, double high,
                        double (*loss)(double eta));
    void (*own_rule)(Walker *w, Slope *slope);                       // 4.10
} Answers;

Answers answers(void);

#endif
