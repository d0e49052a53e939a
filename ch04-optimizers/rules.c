// # Rates that change themselves: AdaGrad, RMSProp, AdaDelta, Adam
//
// Adaptive rules give each parameter a learning rate of its own, and change it
// as they go.  How large is it, after so many steps, on slopes that we know?
// Optimisation slides (chapter 13, part 2): "adaptive learning rates", with
// AdaGrad, RMSProp and Adam.
//
//     make rules                              three pictures of rates
//     make rules ARGS="--rho 0.99"            a longer memory
//     make rules ARGS="--steep 1000"          a worse cliff
//
// Time: 1 s
//
// What to look for: on an even slope AdaGrad's rate falls for ever, RMSProp's
// stays.  After a cliff RMSProp recovers within a hundred steps; AdaGrad never
// does.  (Adam's peak there: its v still holds the cliff's slope, while g is 1
// already.)  A parameter that is rarely moved keeps a larger rate.  Adam as on
// the slides begins with steps up to 6.6 times as long as η says; as published
// it does not.  And the slides' formula for Adam, unlike their program, has a
// minus too many: it walks uphill, as the last picture shows.
#define REAL double
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "ch04-optimizers/optimizer.h"
#include "common/report.h"
#include "common/toys.h"

// ## Settings: ρ₁, ρ₂ and ε are the slides'; they give RMSProp's ρ no value
typedef struct {
    real rho;                  // RMSProp's and AdaDelta's ρ; Adam's ρ₁
    real steep;                // g on the cliff
} Settings;

static const Settings TEXT = {0.9, 100};

enum { STEPS = 3000, CLIFF = 20, EVERY = 20 };

// ## The rules
//
//     AdaGrad      s ← s + g ⊙ g                 θ ← θ - η / √(s + ε) ⊙ g
//     RMSProp      s ← ρ s + (1 - ρ) g ⊙ g       θ ← θ - η / √(s + ε) ⊙ g
//     Adam         s ← ρ₂ s + (1 - ρ₂) g ⊙ g     θ ← θ - η / √(s + ε) ⊙ v
//                  v ← ρ₁ v + (1 - ρ₁) g
//
// All go parameter by parameter: a slope along x changes nothing for y.  All
// divide g by a kind of mean, or sum, of |g|: on slopes a hundred times as
// steep they take the same steps, as long as ε is small beside s.  AdaDelta,
// which the slides name only, also multiplies with a mean of its own steps,
// √(v + ε), and needs no η.
//
// The *effective rate* is what a step made of its gradient, in units of η:
//
//     rate(t) = (θ(t) - θ(t+1)) / (η g(t))
//
// It is 1 for descent, and where g = 0 it stays as it was.
typedef real Gradient(int t, Settings set);

static void effective(real rate[STEPS], const OptimizerRule *rule,
                      Gradient *gradient, Settings set) {
    real theta = 0, last = NAN;
    Matrix all = mat_view(&theta, 1, 1);
    Optimizer o = optimizer_new(rule, 1);
    o.rho = set.rho;
    o.rho_2 = 0.999;
    for (int t = 0; t < STEPS; t++) {
        real g = gradient(t, set), before = theta;
        optimizer_step(&o, all, mat_view(&g, 1, 1));
        if (g != 0) last = (before - theta) / (o.eta * g);
        rate[t] = last;
    }
    optimizer_free(&o);
}

// ## Slopes that we know
//
// An even one; a cliff of 20 steps, then even; one parameter that is moved with
// every step, one with every 20th, and one of the latter kind with ten times
// the slope.
static real even(int t, Settings set) { (void)t; (void)set; return 1; }
static real cliff(int t, Settings set) { return t < CLIFF ? set.steep : 1; }
static real rare(int t, Settings set) { (void)set; return t % EVERY == 0; }
static real rare_large(int t, Settings set) { return 10 * rare(t, set); }

// With g = 1 one can work out what must come:
//
//     AdaGrad      s = t               rate = 1 / √t
//     RMSProp      s = 1 - ρᵗ          rate = 1 / √(1 - ρᵗ), which tends to 1
//     Adam                             rate = (1 - ρ₁ᵗ) / √(1 - ρ₂ᵗ)
//
// So in t steps AdaGrad goes a way of 2η√t: not a halt, but with η = 0.01 the
// first unit takes 2500 steps, and the next one three times as many.  After
// the cliff its s is 20 × 100² for good, and its rate 1/447.  In RMSProp's mean
// this is forgotten by a factor ρ per step: after 100 steps the rate is 0.9
// again, after 150 it is 1.  In Adam's s, with ρ₂ = 0.999, it takes some
// thousands.
//
// The slides say that AdaGrad gives frequent parameters smaller rates.  That is
// so if their slopes are alike.  In truth s counts squares: the rare parameter
// with ten times the slope has 100 / 20 = 5 times the s, and the smaller rate.
// They also say, as a problem, that it slows steep regions and speeds up flat
// ones.  For each parameter by itself, that is what it is for.
//
// ## Adam's first steps
//
// v and s begin at 0.  Both are too small at first, s for longer: after one
// step v = (1 - ρ₁) g = 0.1 g, and √s = √(1 - ρ₂) |g| = 0.032 |g|.  So the
// first step is 0.1 / 0.032 = 3.16 η long, and the hundred after it are longer
// still: the twelfth is 6.57 η.  As published (Kingma and Ba, 2015) v and s are
// divided by 1 - ρ₁ᵗ and 1 - ρ₂ᵗ, and ε = 10⁻⁸ stands outside the root: rate 1
// from the first step on.  The chapter's module has both, `optimizer_adam` as
// on the slides and `optimizer_adam_published`.
//
// ## Adam, twice on one page
//
// This is the slides' program, in C, with their names:
static void by_program(Optimizer *o, Matrix x, Matrix dx) {
    real *first_moment = o->v.at, *second_moment = o->s.at;
    real rho_1 = o->rho, rho_2 = o->rho_2, learning_rate = o->eta;
    for (int i = 0; i < x.cols; i++) {
        first_moment[i] = rho_1 * first_moment[i] + (1 - rho_1) * dx.at[i];
        second_moment[i] = rho_2 * second_moment[i] +
                           (1 - rho_2) * dx.at[i] * dx.at[i];
        x.at[i] -= learning_rate * first_moment[i] /
                   sqrt(second_moment[i] + 1e-7);
    }
}
static const OptimizerRule adam_by_program = {
    .name = "program", .step = by_program, .eta = 0.01,
};

// And this is their formula beside it, word by word (g⁽ⁱ⁾ there means g⁽ᵗ⁾):
//
//     v = ρ₁ v - (1 - ρ₁) g      θ = θ - η / √(s + ε) ⊙ v     (so in the text)
//
// v is a mean of -g, and -v goes uphill.  One minus must go; the program is
// right, and so is the module.
static void as_printed(Optimizer *o, Matrix theta, Matrix g) {
    for (int i = 0; i < theta.cols; i++) {
        real *v = &o->v.at[i], *s = &o->s.at[i];
        *v = o->rho * *v - (1 - o->rho) * g.at[i];
        *s = o->rho_2 * *s + (1 - o->rho_2) * g.at[i] * g.at[i];
        theta.at[i] -= o->eta / sqrt(*s + o->epsilon) * *v;
    }
}
static const OptimizerRule adam_as_printed = {
    .name = "printed", .step = as_printed, .eta = 0.01,
};

// All of them walk in a bowl, ½ (x² + 20 y²), from (1, 1), η = 0.01.
enum { WALK = 300 };

static void walk(real J[WALK + 1], const OptimizerRule *rule) {
    real theta[2] = {1, 1}, g[2];
    Matrix all = mat_view(theta, 1, 2);
    Optimizer o = optimizer_new(rule, 2);
    o.eta = 0.01;
    o.rho = 0.9;
    o.rho_2 = 0.999;
    o.epsilon = 1e-7;
    for (int t = 0; t <= WALK; t++) {
        J[t] = toys_bowl(20, theta[0], theta[1]);
        toys_bowl_slope(g, 20, theta[0], theta[1]);
        optimizer_step(&o, all, mat_view(g, 1, 2));
    }
    optimizer_free(&o);
}

// ## The experiment
enum { ADAGRAD, RMSPROP, ADADELTA, ADAM, PUBLISHED, RULES };

static const OptimizerRule *const RULE[RULES] = {
    &optimizer_adagrad, &optimizer_rmsprop, &optimizer_adadelta,
    &optimizer_adam, &optimizer_adam_published,
};

typedef struct {
    real even[RULES][STEPS], cliff[RULES][STEPS];
    real rare[RULES][STEPS], rare_large[RULES][STEPS];
    real program[WALK + 1], module[WALK + 1], printed[WALK + 1];   // J
} Result;

static void run(Result *r, Settings set) {
    for (int k = 0; k < RULES; k++) {
        effective(r->even[k], RULE[k], even, set);
        effective(r->cliff[k], RULE[k], cliff, set);
        effective(r->rare[k], RULE[k], rare, set);
        effective(r->rare_large[k], RULE[k], rare_large, set);
    }
    walk(r->program, &adam_by_program);
    walk(r->module, &optimizer_adam);
    walk(r->printed, &adam_as_printed);
}

// ## Data for the pictures
//
// A block for each slope: even, cliff, rare and large.
static void print_rates(const char *name, const real rate[RULES][STEPS]) {
    block_begin(name, "t adagrad rmsprop adadelta adam published");
    for (int t = 0; t < STEPS; t++) {
        printf("%d", t + 1);
        for (int k = 0; k < RULES; k++) printf(" %.6g", rate[k][t]);
        printf("\n");
    }
    block_end();
}

static void print_walks(const Result *r) {
    block_begin("walks", "t program printed");
    for (int t = 0; t <= WALK; t++)
        printf("%d %.6g %.6g\n", t, r->program[t], r->printed[t]);
    block_end();
}

// ## What the slides say
//
// Their default values are those that the module starts with.
static void claim_defaults(void) {
    const OptimizerRule adagrad = optimizer_adagrad, adam = optimizer_adam;
    claim("Slides: AdaGrad's η", "", 0.01, adagrad.eta, 1e-8);
    claim("Slides: AdaGrad's ε", "", 1e-6, adagrad.epsilon, 1e-12);
    claim("Slides: Adam's η", "", 1e-3, adam.eta, 1e-9);
    claim("Slides: Adam's ρ₁", "", 0.9, adam.rho, 1e-6);
    claim("Slides: Adam's ρ₂", "", 0.999, adam.rho_2, 1e-6);
    claim("Slides: Adam's ε", "", 1e-7, adam.epsilon, 1e-13);
}

static void claim_rates(const Result *r) {
    bool falls = true;
    for (int t = 1; t < STEPS; t++)
        falls = falls && r->even[ADAGRAD][t] < r->even[ADAGRAD][t - 1];
    claim_true("Slides: AdaGrad's rate falls with every step", falls);
    claim("our finding: AdaGrad's rate after 3000 steps, of η", "",
          1 / sqrt(STEPS), r->even[ADAGRAD][STEPS - 1], 1e-5);
    claim("Slides: RMSProp's does not decay: after 3000 steps, of η", "", 1,
          r->even[RMSPROP][STEPS - 1], 1e-5);
    const int later = CLIFF + 150;
    claim("our finding: 150 steps after the cliff, RMSProp's rate", "", 1,
          r->cliff[RMSPROP][later], 0.01);
    claim("our finding: 150 steps after the cliff, AdaGrad's rate", "",
          1 / sqrt(CLIFF * 1e4), r->cliff[ADAGRAD][later], 1e-5);
    claim_true("Slides, AdaGrad: a rarely moved parameter has the larger rate",
               r->rare[ADAGRAD][STEPS - 1] > 4 * r->even[ADAGRAD][STEPS - 1]);
    claim_true("our finding: not so if its slope is ten times as large",
               r->rare_large[ADAGRAD][STEPS - 1] <
               r->even[ADAGRAD][STEPS - 1] / 2);
}

static void claim_adam(const Result *r) {
    real longest = 0, apart = 0;
    for (int t = 0; t < STEPS; t++) longest = fmax(longest, r->even[ADAM][t]);
    for (int t = 0; t <= WALK; t++)
        apart = fmax(apart, fabs(r->program[t] - r->module[t]));
    claim("our finding: first step of the slides' Adam, in η", "", 3.162,
          r->even[ADAM][0], 0.001);
    claim("our finding: its longest step, in η", "", 6.57, longest, 0.01);
    claim("our finding: first step of Adam as published, in η", "", 1,
          r->even[PUBLISHED][0], 1e-6);
    claim("Slides, Adam's program: it and the module differ by", "", 0, apart,
          1e-12);
    claim_true("our finding: Adam's program walks downhill",
               r->program[WALK] < r->program[0] / 100);
    claim_true("our finding: its printed formula walks uphill",
               r->printed[WALK] > 10 * r->printed[0]);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "rates that change themselves");
    option_real(&options, "--rho", &set.rho, "what is kept of the past, ρ");
    option_real(&options, "--steep", &set.steep, "slope of the cliff");
    options_end(&options);
    if (!(set.rho >= 0 && set.rho < 1 && set.steep > 0 && set.steep <= 1e6))
        wrong_usage("--rho must be 0 ... below 1, --steep above 0, up to 1e6");

    say("Effective rates of five rules on known slopes, ρ = %g", set.rho);
    caption("ρ = %g, Adam's ρ₂ = 0.999; nothing is random", set.rho);
    Result result;
    run(&result, set);
    print_rates("even", result.even);
    print_rates("cliff", result.cliff);
    print_rates("rare", result.rare);
    print_rates("large", result.rare_large);
    print_walks(&result);
    claim_defaults();
    claim_rates(&result);
    claim_adam(&result);
    claims_print();
    return 0;
}
