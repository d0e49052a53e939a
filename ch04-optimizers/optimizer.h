// optimizer.h -- rules that turn a gradient into a step.
//
// Plain descent, momentum, Nesterov's momentum, AdaGrad, RMSProp, AdaDelta and
// Adam, as on the slides.  All work on one block of parameters θ and a block g
// of the same size, its gradient; so they drive any network of this codebase.
//
//     Optimizer o = optimizer_new(&optimizer_momentum, n.parameters.cols);
//     o.eta = 0.1f;                                  or leave the slides' value
//     ... for every mini-batch:
//         optimizer_look_ahead(&o, n.parameters);
//         network2_gradient(&n, &batches, &random);
//         optimizer_step(&o, n.parameters, n.gradient);
//     optimizer_free(&o);
#ifndef OPTIMIZER_H
#define OPTIMIZER_H

#include <stdbool.h>

#include "common/matrix.h"

typedef struct Optimizer Optimizer;

// ## A rule
//
// Write one of your own, and every program of this chapter can run it.
typedef struct {
    const char *name;                          // a single word
    void (*step)(Optimizer *o, Matrix theta, Matrix g);   // moves theta
    bool looks_ahead;                          // wants g at θ + ρv, not at θ
    real eta, rho, rho_2, epsilon;             // what an Optimizer starts with
} OptimizerRule;

extern const OptimizerRule optimizer_descent;
extern const OptimizerRule optimizer_momentum;
extern const OptimizerRule optimizer_nesterov;
extern const OptimizerRule optimizer_adagrad;
extern const OptimizerRule optimizer_rmsprop;
extern const OptimizerRule optimizer_adadelta;
extern const OptimizerRule optimizer_adam;             // as on the slides
extern const OptimizerRule optimizer_adam_published;   // as in Kingma and Ba

// ## A rule at work
struct Optimizer {
    const OptimizerRule *rule;
    real eta;                  // η, the learning rate
    real rho;                  // ρ: how much of the past is kept
    real rho_2;                // Adam's ρ₂, for the squares
    real epsilon;              // ε, against dividing by 0
    int t;                     // number of the step: 1, 2, 3, ...
    Matrix v;                  // velocity, or Adam's first moment
    Matrix s;                  // mean or sum of g ⊙ g
    Matrix from;               // where θ was before it looked ahead
};

// For θ of so many parameters, which are one row or one column.  v and s start
// at 0.
Optimizer optimizer_new(const OptimizerRule *rule, int parameters);
void optimizer_free(Optimizer *o);

// Before the gradient is computed: moves θ to where Nesterov's rule wants it.
// Does nothing for the other rules.
void optimizer_look_ahead(Optimizer *o, Matrix theta);

// After it: one step.  g is left as it is.
void optimizer_step(Optimizer *o, Matrix theta, Matrix g);

#endif
