// # Rules of descent
//
// The slides' rules, in their order, each under its formula.  θ is the block of
// parameters, g its gradient, t counts the steps from 1.  ⊙ and √ go element by
// element, so a rule is a loop over the parameters: what one of them does does
// not depend on the others.
//
// Such loops begin with a copy of *o.  Its numbers cannot change in between,
// which lets compilers use vector instructions; the arrays are the same.
#include "ch04-optimizers/optimizer.h"

#include "common/report.h"

static real root(real x) { return (real)sqrt(x); }

// ## Gradient descent
//
//     θ ← θ - η g
static void descent(Optimizer *o, Matrix theta, Matrix g) {
    mat_step(theta, -o->eta, g);
}
const OptimizerRule optimizer_descent = {
    .name = "descent", .step = descent, .eta = 0.01,
};

// ## Momentum
//
//     v ← ρv - η g          θ ← θ + v
//
// A ball that rolls: it keeps a part ρ of its velocity, and the slope pushes.
// v is -η times the sum of all gradients so far, each weighted with ρ as often
// as it is steps old.
static void momentum(Optimizer *o, Matrix theta, Matrix g) {
    mat_scale(o->v, o->rho, o->v);
    mat_step(o->v, -o->eta, g);
    mat_add(theta, theta, o->v);
}
const OptimizerRule optimizer_momentum = {
    .name = "momentum", .step = momentum, .eta = 0.01, .rho = 0.9,
};

// ## Nesterov's momentum
//
//     v ← ρv - η ∇J(θ + ρv)          θ ← θ + v
//
// The same, but the slope is measured where the old velocity alone would lead:
// optimizer_look_ahead has moved θ there, and left the place it came from.
static void nesterov(Optimizer *o, Matrix theta, Matrix g) {
    mat_copy(theta, o->from);
    momentum(o, theta, g);
}
const OptimizerRule optimizer_nesterov = {
    .name = "nesterov", .step = nesterov, .looks_ahead = true, .eta = 0.01,
    .rho = 0.9,
};

// ## AdaGrad
//
//     s ← s + g ⊙ g          θ ← θ - η / √(s + ε) ⊙ g
//
// A parameter that has had large gradients, or many, gets small steps.  s only
// grows, so all steps become smaller and smaller.
static void adagrad(Optimizer *o, Matrix theta, Matrix g) {
    const Optimizer it = *o;
    for (int i = 0; i < g.rows * g.cols; i++) {
        it.s.at[i] += g.at[i] * g.at[i];
        theta.at[i] -= it.eta / root(it.s.at[i] + it.epsilon) * g.at[i];
    }
}
const OptimizerRule optimizer_adagrad = {
    .name = "adagrad", .step = adagrad, .eta = 0.01, .epsilon = 1e-6,
};

// ## RMSProp
//
//     s ← ρs + (1 - ρ) g ⊙ g          θ ← θ - η / √(s + ε) ⊙ g
//
// A mean of the recent squares instead of the sum of all: old ones are
// forgotten, and steps do not die away.  (The slides give no ρ.)
static void rmsprop(Optimizer *o, Matrix theta, Matrix g) {
    const Optimizer it = *o;
    for (int i = 0; i < g.rows * g.cols; i++) {
        real square = g.at[i] * g.at[i];
        it.s.at[i] = it.rho * it.s.at[i] + (1 - it.rho) * square;
        theta.at[i] -= it.eta / root(it.s.at[i] + it.epsilon) * g.at[i];
    }
}
const OptimizerRule optimizer_rmsprop = {
    .name = "rmsprop", .step = rmsprop, .eta = 0.001, .rho = 0.9,
    .epsilon = 1e-6,
};

// ## AdaDelta
//
//     s ← ρs + (1 - ρ) g ⊙ g
//     Δ = -√(v + ε) / √(s + ε) ⊙ g          v ← ρv + (1 - ρ) Δ ⊙ Δ
//     θ ← θ + η Δ
//
// Named on the slides; the formula is Zeiler's (2012).  Its steps are measured
// by its own recent steps, so there is no learning rate: η is 1.  Here v is a
// mean of squares.
static void adadelta(Optimizer *o, Matrix theta, Matrix g) {
    const Optimizer it = *o;
    for (int i = 0; i < g.rows * g.cols; i++) {
        real *v = &it.v.at[i], *s = &it.s.at[i], gi = g.at[i];
        *s = it.rho * *s + (1 - it.rho) * gi * gi;
        real delta = -root(*v + it.epsilon) / root(*s + it.epsilon) * gi;
        *v = it.rho * *v + (1 - it.rho) * delta * delta;
        theta.at[i] += it.eta * delta;
    }
}
const OptimizerRule optimizer_adadelta = {
    .name = "adadelta", .step = adadelta, .eta = 1, .rho = 0.95,
    .epsilon = 1e-6,
};

// ## Adam
//
//     v ← ρ₁v + (1 - ρ₁) g          s ← ρ₂s + (1 - ρ₂) g ⊙ g
//     θ ← θ - η / √(s + ε) ⊙ v
//
// Momentum and RMSProp in one, as in the slides' program.  (Their formula has a
// second minus, in v: it would go uphill.)  v and s start at 0, and s needs
// longer to fill, so the first step is (1 - ρ₁) / √(1 - ρ₂) = 3.16 times η.
static void adam(Optimizer *o, Matrix theta, Matrix g) {
    const Optimizer it = *o;
    for (int i = 0; i < g.rows * g.cols; i++) {
        real *v = &it.v.at[i], *s = &it.s.at[i], gi = g.at[i];
        *v = it.rho * *v + (1 - it.rho) * gi;
        *s = it.rho_2 * *s + (1 - it.rho_2) * gi * gi;
        theta.at[i] -= it.eta / root(*s + it.epsilon) * *v;
    }
}
const OptimizerRule optimizer_adam = {
    .name = "adam", .step = adam, .eta = 0.001, .rho = 0.9, .rho_2 = 0.999,
    .epsilon = 1e-7,
};

// As published (Kingma and Ba, 2015), v and s are first divided by how full
// they are, and ε stands outside the root; the first step is η.
//
//     θ ← θ - η / (√(s / (1 - ρ₂ᵗ)) + ε) ⊙ v / (1 - ρ₁ᵗ)
static void adam_published(Optimizer *o, Matrix theta, Matrix g) {
    const Optimizer it = *o;
    real full_v = 1 - (real)pow(it.rho, it.t);
    real full_s = 1 - (real)pow(it.rho_2, it.t);
    for (int i = 0; i < g.rows * g.cols; i++) {
        real *v = &it.v.at[i], *s = &it.s.at[i], gi = g.at[i];
        *v = it.rho * *v + (1 - it.rho) * gi;
        *s = it.rho_2 * *s + (1 - it.rho_2) * gi * gi;
        theta.at[i] -= it.eta / (root(*s / full_s) + it.epsilon) * *v / full_v;
    }
}
const OptimizerRule optimizer_adam_published = {
    .name = "adam_published", .step = adam_published, .eta = 0.001,
    .rho = 0.9, .rho_2 = 0.999, .epsilon = 1e-8,
};

// ## A rule at work
Optimizer optimizer_new(const OptimizerRule *rule, int parameters) {
    return (Optimizer){
        .rule = rule, .eta = rule->eta, .rho = rule->rho,
        .rho_2 = rule->rho_2, .epsilon = rule->epsilon,
        .v = mat_new(1, parameters), .s = mat_new(1, parameters),
        .from = mat_new(1, rule->looks_ahead ? parameters : 0),
    };
}

void optimizer_free(Optimizer *o) {
    mat_free(&o->from);
    mat_free(&o->s);
    mat_free(&o->v);
}

static Matrix as_row(const Optimizer *o, Matrix m) {
    if (m.rows * m.cols != o->v.cols)
        die("optimizer: %d x %d parameters, but made for %d", m.rows, m.cols,
            o->v.cols);
    return mat_view(m.at, 1, o->v.cols);
}

void optimizer_look_ahead(Optimizer *o, Matrix theta) {
    if (!o->rule->looks_ahead) return;
    theta = as_row(o, theta);
    mat_copy(o->from, theta);
    mat_step(theta, o->rho, o->v);
}

void optimizer_step(Optimizer *o, Matrix theta, Matrix g) {
    o->t++;
    o->rule->step(o, as_row(o, theta), as_row(o, g));
}
