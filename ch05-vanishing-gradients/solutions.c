// # Exercises: depth
//
#ifdef STUB
// Change this file and say `make ex05`: the first exercise that is not right is
// shown, with what your code gave and what it should have given.  TODO stands
// where something is missing.  `make hint05` helps, `make diff05` shows our
// way once yours is right, `make run05` trains a deep network with your batch
// normalisation, 5.8 and 5.10, `make reset05` begins anew and keeps a copy.
//
// What a Chain, a Batch and the other types are stands in exercises.h: look
// there first.
#else
// Our answers.  `make diff05` shows them beside yours, one by one; read them
// there, after your own.  (Between STUB and else stands what exercises.c begins
// with: it is made from this file.)
#endif
#include "ch05-vanishing-gradients/exercises.h"

// ## 5.1 The price of two layers
//
// Nielsen ch5, the story at the beginning: two layers of gates compute every
// function, but some need very many gates.  Take the parity of 10 bits: is the
// number of ones odd?
//
// tree: how many exclusive-ors, of two inputs each, if they may feed each
// other?  two_layers: if a layer of ANDs, with as many inputs as they like, is
// followed by a single OR, how many ANDs?  (Each bit may be had inverted, for
// nothing.  No two of the rows of the truth table that are to give 1 can share
// an AND: they differ in at least two bits.)
#ifdef STUB
static const Gates PARITY_GATES = {.tree = TODO, .two_layers = TODO};
#else
static const Gates PARITY_GATES = {.tree = 9, .two_layers = 512};
#endif

// ## 5.2 Two factors more
//
// Nielsen ch5: in a chain of four neurons
//
//     ∂C/∂b₁ = σ′(z₁) w₂ σ′(z₂) w₃ σ′(z₃) w₄ σ′(z₄) ∂C/∂a₄
//     ∂C/∂b₃ =                         σ′(z₃) w₄ σ′(z₄) ∂C/∂a₄
//
// vanishes: with all |w| < 1, what is the smallest number that
// |∂C/∂b₁| / |∂C/∂b₃| always stays below?  explodes: with all w = 100, and
// biases such that all z are 0, what is ∂C/∂b₁ / ∂C/∂b₄?
#ifdef STUB
static const Factors FACTORS = {.vanishes = TODO, .explodes = TODO};
#else
static const Factors FACTORS = {.vanishes = 1.0 / 16, .explodes = 15625};
#endif

// ## 5.3 The whole chain
//
// The same for any length: return ∂C/∂b₁ of a chain of n->L neurons with the
// input x, for C = ½ (y - a_L)².  sigmoid and sigmoid_prime are given.  This
// product is all there is to the vanishing gradient.
static double chain_slope(const Chain *n, double x, double y) {
#ifdef STUB
    return TODO;
#else
    double a = x, product = 1;
    for (int j = 1; j <= n->L; j++) {
        double z = n->w[j] * a + n->b[j];
        product *= (j > 1 ? n->w[j] : 1) * sigmoid_prime(z);
        a = sigmoid(z);
    }
    return product * (a - y);
#endif
}

// ## 5.4 A steeper neuron
//
// Nielsen ch5, exercise: would it help to use an activation with a much larger
// derivative?  Try s(z) = σ(c z).
//
// - steep_slope: s′(z).
// - as_steep: a neuron that says s(w a + b) says nothing new.  Return the
//   neuron whose σ(w a + b), with an ordinary σ, is the same for every a.
// - EXPLODES_BEYOND: in a chain all w are 1, and all z are held at 0.  Beyond
//   which c does the gradient grow from layer to layer?
//
// Whatever is gained in one place is so much too large in the next: a large
// derivative turns what vanished into what explodes.
static double steep_slope(double c, double z) {
#ifdef STUB
    return TODO;
#else
    return c * sigmoid_prime(c * z);
#endif
}

static Neuron1 as_steep(Neuron1 n, double c) {
#ifdef STUB
    return (Neuron1){TODO, TODO};
#else
    return (Neuron1){c * n.w, c * n.b};
#endif
}

#ifdef STUB
static const double EXPLODES_BEYOND = TODO;
#else
static const double EXPLODES_BEYOND = 4;
#endif

// ## 5.5 A narrow window
//
// Nielsen ch5, problem: a gradient passes the neuron σ(w a + b) undiminished if
// |w σ′(w a + b)| ≥ 1.  How wide is the interval of all a where that is so?  It
// depends on w alone, not on b; where there is no such a, it is 0.
//
// With u = e^(w a + b), σ′ is u/(1 + u)², and |w| σ′ = 1 is a quadratic
// equation.  Find the width on paper, then write it.
//
// WIDEST_AT: for which w > 0 is the window widest, to two digits?  (Let a loop
// in a small program of your own find it, or try: the check says how wide the
// window is at yours, and how wide it could be.)
static double width(double w) {
#ifdef STUB
    return TODO;
#else
    w = fabs(w);
    if (w < 4) return 0;
    return 2 / w * log(w * (1 + sqrt(1 - 4 / w)) / 2 - 1);
#endif
}

#ifdef STUB
static const double WIDEST_AT = TODO;
#else
static const double WIDEST_AT = 6.9;
#endif

// ## 5.6 A neuron that changes nothing
//
// Nielsen ch5, problem: choose b and w₂ so that w₂ σ(w₁ x + b) is nearly x for
// all x from 0 to 1.  His hint: x = ½ + Δ, a small w₁, and Taylor's series of
//
//     σ(w₁ Δ) = ½ + w₁ Δ/4 - (w₁ Δ)³/48 + ...
//
// As the text has it, it cannot be done: something has to be taken away behind
// w₂, and that is `offset`, so that
//
//     w₂ σ(w₁ x + b) + offset = x - w₁² Δ³/12 + ...
//
// A network that is deep can always be one that is not, if some layers do this.
static Identity identity(double w1) {
#ifdef STUB
    return (Identity){.w1 = w1, .b = TODO, .w2 = TODO, .offset = TODO};
#else
    return (Identity){.w1 = w1, .b = -w1 / 2, .w2 = 4 / w1,
                      .offset = 0.5 - 2 / w1};
#endif
}

// ## 5.7 Where to start
//
// Slides, initialisation: weights from N(0, σ²), inputs x of mean 0, and
//
//     z = Σ_j w_j x_j      over n_in inputs:      Var z = n_in σ² E[x²]
//
// Return σ (not σ²):
//
// - start_plain: z is to have the variance of x;
// - start_relu (He): x = max(z, 0) of a layer before, so that half of it is 0;
//   z is to have the variance of that layer's z.  (The slides say "divide by
//   2" in words.  Look which way it has to be.)
// - start_both (Xavier): as start_plain; but on the way back n_out takes the
//   place of n_in.  The compromise puts the mean of n_in and n_out there.
#ifdef STUB
static double start_plain(int n_in) { return TODO; }
static double start_relu(int n_in) { return TODO; }
static double start_both(int n_in, int n_out) { return TODO; }
#else
static double start_plain(int n_in) { return sqrt(1.0 / n_in); }
static double start_relu(int n_in) { return sqrt(2.0 / n_in); }
static double start_both(int n_in, int n_out) {
    return sqrt(2.0 / (n_in + n_out));
}
#endif

// ## 5.8 Batch normalisation
//
// Slides: for each column of x, with μ and σ² over the m rows of the batch
// (σ² is divided by m),
//
//     x̂ = (x - μ)/√(σ² + ε)        y = γ x̂ + β
//
// The ε keeps a column in which all numbers are the same from dividing by 0.
static Batch norm_forward(const Norm *n, Batch x) {
    Batch y = batch(x.rows, x.cols);
#ifdef STUB
    for (int i = 0; i < x.rows; i++)
        for (int j = 0; j < x.cols; j++) y.at[i][j] = TODO;
#else
    for (int j = 0; j < x.cols; j++) {
        double mean = 0, variance = 0;
        for (int i = 0; i < x.rows; i++) mean += x.at[i][j] / x.rows;
        for (int i = 0; i < x.rows; i++)
            variance += (x.at[i][j] - mean) * (x.at[i][j] - mean) / x.rows;
        for (int i = 0; i < x.rows; i++)
            y.at[i][j] = n->beta[j] + n->gamma[j] * (x.at[i][j] - mean) /
                                          sqrt(variance + n->epsilon);
    }
#endif
    return y;
}

// ## 5.9 One image alone
//
// In use there may be a single example, and no batch to measure it by.  Slides:
// during training keep moving averages,
//
//     average ← p average + (1 - p) now
//
// of μ and of σ² of each column, in n->mean and n->variance: that is
// norm_remember, called for every mini-batch.  norm_in_use then does the same
// as 5.8, with the averages in place of what the batch would say.
static void norm_remember(Norm *n, Batch x) {
#ifdef STUB
    for (int j = 0; j < x.cols; j++) n->mean[j] = n->variance[j] = TODO;
#else
    for (int j = 0; j < x.cols; j++) {
        double mean = 0, variance = 0;
        for (int i = 0; i < x.rows; i++) mean += x.at[i][j] / x.rows;
        for (int i = 0; i < x.rows; i++)
            variance += (x.at[i][j] - mean) * (x.at[i][j] - mean) / x.rows;
        n->mean[j] = n->p * n->mean[j] + (1 - n->p) * mean;
        n->variance[j] = n->p * n->variance[j] + (1 - n->p) * variance;
    }
#endif
}

static Batch norm_in_use(const Norm *n, Batch x) {
    Batch y = batch(x.rows, x.cols);
#ifdef STUB
    for (int i = 0; i < x.rows; i++)
        for (int j = 0; j < x.cols; j++) y.at[i][j] = TODO;
#else
    for (int i = 0; i < x.rows; i++)
        for (int j = 0; j < x.cols; j++)
            y.at[i][j] = n->beta[j] + n->gamma[j] * (x.at[i][j] - n->mean[j]) /
                                          sqrt(n->variance[j] + n->epsilon);
#endif
    return y;
}

// ## 5.10 Back through the batch
//
// The slides leave this to the library.  delta is ∂C/∂y of 5.8, C being the sum
// over the examples; return ∂C/∂γ and ∂C/∂β of each column, and ∂C/∂x.
//
// The first two are short.  For the third, mind that x has three ways to y: its
// own, through μ, and through σ².  Worked out, two things are taken away from
// δ: its mean over the batch, and x̂ times the mean of δ x̂.
static NormSlopes norm_backward(const Norm *n, Batch x, Batch delta) {
    NormSlopes to = {.x = batch(x.rows, x.cols)};
#ifdef STUB
    for (int j = 0; j < x.cols; j++)
        to.gamma[j] = to.beta[j] = to.x.at[0][j] = TODO;
#else
    Norm plain = *n;
    for (int j = 0; j < x.cols; j++) plain.gamma[j] = 1, plain.beta[j] = 0;
    Batch x_hat = norm_forward(&plain, x);
    for (int j = 0; j < x.cols; j++) {
        double mean = 0, variance = 0, m = x.rows;
        for (int i = 0; i < x.rows; i++) {
            to.beta[j] += delta.at[i][j];
            to.gamma[j] += delta.at[i][j] * x_hat.at[i][j];
            mean += x.at[i][j] / m;
        }
        for (int i = 0; i < x.rows; i++)
            variance += (x.at[i][j] - mean) * (x.at[i][j] - mean) / m;
        for (int i = 0; i < x.rows; i++)
            to.x.at[i][j] = n->gamma[j] / sqrt(variance + n->epsilon) *
                            (delta.at[i][j] - to.beta[j] / m -
                             x_hat.at[i][j] * to.gamma[j] / m);
    }
#endif
    return to;
}

// ## 5.11 The way without factors
//
// Slides, residual networks: a block answers
//
//     y = relu(w₂ relu(w₁ x) + x)
//
// Given delta = ∂C/∂y, fill to = ∂C/∂x.  There are two ways down, one through
// the weights and one past them, and what comes down both is added.  relu′ is 1
// where its input is above 0, else 0; w is square, n->n rows and columns.
static void block_backward(const Block *n, const double x[],
                           const double delta[], double to[]) {
#ifdef STUB
    for (int j = 0; j < n->n; j++) to[j] = TODO;
#else
    double z1[MOST] = {0}, past[MOST], through[MOST] = {0};
    for (int i = 0; i < n->n; i++)
        for (int j = 0; j < n->n; j++) z1[i] += n->w1[i][j] * x[j];
    for (int i = 0; i < n->n; i++) {
        double sum = x[i];
        for (int j = 0; j < n->n; j++) sum += n->w2[i][j] * fmax(z1[j], 0);
        past[i] = sum > 0 ? delta[i] : 0;
    }
    for (int j = 0; j < n->n; j++)
        for (int i = 0; i < n->n && z1[j] > 0; i++)
            through[j] += n->w2[i][j] * past[i];
    for (int k = 0; k < n->n; k++) {
        to[k] = past[k];
        for (int j = 0; j < n->n; j++) to[k] += n->w1[j][k] * through[j];
    }
#endif
}

// ## 5.12 One matrix, used twice
//
// Slides, pre-training: an auto-encoder is to give back its input.  In this one
// the way back uses the same weights:
//
//     h = σ(w x + b)        x̂ = σ(wᵀ h + c)        C = ½ ‖x - x̂‖²
//
// Fill to = ∂C/∂w.  Each weight stands in two places, and its slope is the sum
// of both.  (So it is with a convolution's weights, in chapter 6: they stand in
// hundreds of places.)
static void coder_slopes(const Coder *n, const double x[],
                         double to[MOST][MOST]) {
#ifdef STUB
    for (int i = 0; i < n->hidden; i++)
        for (int j = 0; j < n->n; j++) to[i][j] = TODO;
#else
    double h[MOST], delta_h[MOST] = {0}, delta_x[MOST];
    for (int i = 0; i < n->hidden; i++) {
        double z = n->b[i];
        for (int j = 0; j < n->n; j++) z += n->w[i][j] * x[j];
        h[i] = sigmoid(z);
    }
    for (int j = 0; j < n->n; j++) {
        double z = n->c[j];
        for (int i = 0; i < n->hidden; i++) z += n->w[i][j] * h[i];
        delta_x[j] = (sigmoid(z) - x[j]) * sigmoid_prime(z);
        for (int i = 0; i < n->hidden; i++)
            delta_h[i] += n->w[i][j] * delta_x[j] * h[i] * (1 - h[i]);
    }
    for (int i = 0; i < n->hidden; i++)
        for (int j = 0; j < n->n; j++)
            to[i][j] = h[i] * delta_x[j] + delta_h[i] * x[j];
#endif
}

// ## What make ex05 looks at: leave this as it is
Answers answers(void) {
    return (Answers){
        PARITY_GATES, FACTORS, chain_slope, steep_slope, as_steep,
        EXPLODES_BEYOND, width, WIDEST_AT, identity, start_plain, start_relu,
        start_both, norm_forward, norm_remember, norm_in_use, norm_backward,
        block_backward, coder_slopes};
}
