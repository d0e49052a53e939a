// # Exercises: backpropagation
//
// Change this file and say `make ex02`: the first exercise that is not right is
// shown, with what your code gave and what it should have given.  TODO stands
// where something is missing.  `make hint02` helps, `make diff02` shows our
// way once yours is right, `make run02` trains a network with your 2.2 and 2.4
// to 2.7, `make reset02` begins anew and keeps a copy.
//
// What a Net, a Rect and the other types are stands in exercises.h: look there
// first.
#include "ch02-backprop/exercises.h"

// ## 2.1 Which matrices fit?
//
// Elgendy, refresher on matrices: "work out the dimensions" of figure 2.21,
//
//     ŷ = σ(W⁽³⁾ σ(W⁽²⁾ σ(W⁽¹⁾ x)))
//
// for 3 inputs, layers of 3 and 4 neurons, and one output; x is a column.
// Rows, then columns.  after_1 is what layer 1 hands on, and so on.  Whoever
// can say the shapes of a formula has found half of the mistakes in a program.
static const Shapes SHAPES = {
    .w1 = {TODO, TODO}, .x = {TODO, TODO}, .after_1 = {TODO, TODO},
    .w2 = {TODO, TODO}, .after_2 = {TODO, TODO},
    .w3 = {TODO, TODO}, .answer = {TODO, TODO}};

// ## 2.2 Forwards
//
// Nielsen ch2, (23) and (25); Elgendy 2.4.1.  Put x into n->a[1], then for each
// layer l = 2 ... L fill n->z[l] and n->a[l]:
//
//     zˡⱼ = Σ_k wˡⱼₖ aˡ⁻¹ₖ + bˡⱼ,     aˡⱼ = σ(zˡⱼ)
//
// z is kept because the way back needs it.  sigmoid(z) is given.
static void feed_forward(Net *n, const double x[]) {
    for (int k = 0; k < n->size[1]; k++) n->a[1][k] = TODO;
}

// ## 2.3 "Repeat for neuron D, and for neuron B"
//
// Glassner, figures 14-12 to 14-19: A and B feed C and D, which only add up:
// P1 = A·AC + B·BC is what C says, P2 = A·AD + B·BD what D says, and
//
//     E = ½ (label1 - P1)² + ½ (label2 - P2)²
//
// A neuron's delta is how fast E changes with what it says.  The text finds
// those of C and A, and leaves D and B to you.  (Look twice at the sign in
// figure 14-12.)
static Deltas four_deltas(Four n, double label1, double label2) {
    return (Deltas){TODO, TODO, TODO, TODO};
}

// ## 2.4 The error of the output (BP1)
//
// Nielsen ch2, (29) and (30): δⱼ = ∂C/∂zⱼ.  After a pass forwards, fill
// n->delta[L] for the quadratic cost C = ½ Σⱼ (yⱼ - aᴸⱼ)²:
//
//     δᴸ = ∇ₐC ⊙ σ′(zᴸ)                                                (BP1)
//
// ∇ₐC is yours to find.  sigmoid_prime(z) is given.
static void output_error(Net *n, const double y[]) {
    int L = n->L;
    for (int j = 0; j < n->size[L]; j++) n->delta[L][j] = TODO;
}

// ## 2.5 The error one layer before (BP2)
//
// Nielsen ch2: n->delta[l + 1] is known.  Fill n->delta[l]:
//
//     δˡ = ((wˡ⁺¹)ᵀ δˡ⁺¹) ⊙ σ′(zˡ)                                     (BP2)
//
// This is the step that gives the algorithm its name.  The transposed matrix
// only says over which of the two indices of w you add.
static void error_before(Net *n, int l) {
    for (int k = 0; k < n->size[l]; k++) n->delta[l][k] = TODO;
}

// ## 2.6 From errors to the gradient (BP3, BP4)
//
// Nielsen ch2, exercise: prove (BP3) and (BP4).  The proof is the chain rule:
// how does zˡⱼ = Σ_k wˡⱼₖ aˡ⁻¹ₖ + bˡⱼ change with bˡⱼ, and how with wˡⱼₖ?  Do
// it on paper, then write what you have found.  All errors and activations of n
// are there; fill g->b[l] with ∂C/∂bˡ and g->w[l] with ∂C/∂wˡ, l = 2 ... L.
static void gradient(const Net *n, Net *g) {
    for (int l = 2; l <= n->L; l++)
        for (int j = 0; j < n->size[l]; j++)
            g->b[l][j] = g->w[l][j][0] = TODO;
}

// ## 2.7 Who does not learn?
//
// Nielsen ch2, the algorithm for a mini-batch, step 3: "for each l = L-1, L-2,
// ..., 2" walk downhill, w ← w - η ∂C/∂w and b ← b - η ∂C/∂b.
// Here it is as printed, and something never learns.  A test that only asks
// whether the cost falls does not notice, because it does fall.  Mend it.
static void descend(Net *n, const Net *g, double eta) {
    for (int l = n->L - 1; l >= 2; l--)
        for (int j = 0; j < n->size[l]; j++) {
            n->b[l][j] -= eta * g->b[l][j];
            for (int k = 0; k < n->size[l - 1]; k++)
                n->w[l][j][k] -= eta * g->w[l][j][k];
        }
}

// ## 2.8 One neuron is different
//
// Nielsen ch2, exercise: a single neuron answers f(z) with some other f.  What
// changes in backpropagation?  Think, then build all of it for one example:
// forwards, δᴸ, and every δˡ down to layer 2.  Neuron odd.j of layer odd.l
// answers odd.f(z), whose slope is odd.f_prime(z); it may be an output neuron.
static void odd_backprop(Net *n, const double x[], const double y[], Odd odd) {
    for (int l = 2; l <= n->L; l++)
        for (int j = 0; j < n->size[l]; j++) n->delta[l][j] = TODO;
}

// ## 2.9 Linear neurons
//
// Nielsen ch2, exercise: replace σ by σ(z) = z in every neuron, and rewrite
// backpropagation.  Forwards is done: a and z of n are filled, and a = z.  Fill
// n->delta[L], n->delta[L-1], ..., n->delta[2], for the quadratic cost.
static void linear_errors(Net *n, const double y[]) {
    for (int l = 2; l <= n->L; l++)
        for (int j = 0; j < n->size[l]; j++) n->delta[l][j] = TODO;
}

// ## 2.10 The same without ⊙
//
// Nielsen ch2, problem, (33) to (35): let Σ′(z) be the square matrix with
// σ′(zⱼ) on its diagonal, and 0 elsewhere.  Then the errors of layer 2 are one
// product,
//
//     δ² = Σ′(z²) (w³)ᵀ ... Σ′(zᴸ⁻¹) (wᴸ)ᵀ Σ′(zᴸ) ∇ₐC                 (35)
//
// Return the product of all these matrices, but ∇ₐC, of a network whose z is
// filled.  weights(n, l) is wˡ; product and transposed are in exercises.h.
// What you get has a meaning: row j, column m is ∂aᴸₘ/∂z²ⱼ.
static Rect weights(const Net *n, int l) {
    Rect w = rect(n->size[l], n->size[l - 1]);
    for (int j = 0; j < w.rows; j++)
        for (int k = 0; k < w.cols; k++) w.at[j][k] = n->w[l][j][k];
    return w;
}

static Rect without_hadamard(const Net *n) {
    return (Rect){.at = {{TODO}}};
}

// ## 2.11 All the paths
//
// Nielsen ch2, "The big picture", (51) to (53), and his challenge: a change of
// a weight runs along every path to the cost.  Each path multiplies what it
// meets, ∂a/∂a on every edge, and the paths are added up.  Return
//
//     ∂C/∂w²ⱼₖ = Σ over all paths ∂C/∂aᴸₘ ... ∂a³_q/∂a²ⱼ ∂a²ⱼ/∂w²ⱼₖ      (53)
//
// for C = ½ Σ (y - aᴸ)², of a network whose z and a are filled, and do not use
// any δ.  A function that calls itself is a good way through all paths.  You
// will see why backpropagation is so much faster.
static double by_paths(const Net *n, const double y[], int j, int k) {
    return TODO;
}

// ## 2.12 A mini-batch at once
//
// Nielsen ch2, problem: backpropagation for a whole mini-batch, by matrices.
// He puts each example into a column.  Here, as in network.c, each is a row of
// x, and its target the same row of y: so Z = A wᵀ + b.  Build it for one
// hidden layer, without a loop over examples: the gradient of the mean cost,
//
//     C = 1/m Σ ½ ‖y - a³‖²               over the m rows of x and y
//
// The functions of exercises.h (product, transposed, hadamard, minus, scaled,
// each, plus_row, sum_of_rows) are all that it takes.
static Layers3 batch_gradient(Layers3 n, Rect x, Rect y) {
    Layers3 g = n;
    g.w2.at[0][0] = g.b2.at[0][0] = g.w3.at[0][0] = g.b3.at[0][0] = TODO;
    return g;
}

// ## What make ex02 looks at: leave this as it is
Answers answers(void) {
    return (Answers){
        SHAPES, feed_forward, four_deltas, output_error, error_before, gradient,
        descend, odd_backprop, linear_errors, without_hadamard, by_paths,
        batch_gradient};
}
