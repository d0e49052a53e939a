// # Exercises: one neuron
//
#ifdef STUB
// Change this file and say `make ex01`: the first exercise that is not right is
// shown, with what your code gave and what it should have given.  TODO stands
// where something is missing.  `make hint01` helps, `make diff01` shows our
// way once yours is right, `make run01` sets your 1.5 to work, `make reset01`
// begins anew and keeps a copy.
#else
// Our answers.  `make diff01` shows them beside yours, one by one; read them
// there, after your own.  (Between STUB and else stands what exercises.c begins
// with: it is made from this file.)
#endif
#include "ch01-perceptron/exercises.h"

#include <math.h>

// ## 1.1 A line for the stars
//
// Elgendy, sidebar of 2.1.1: separate the circles from the stars.  A neuron
// with a step answers 1, star, where z = w₁ x₁ + w₂ x₂ + b is at least 0, so
// the line z = 0 is its border.  The points stand in exercises.h.  Turn the
// three numbers until no point is on the wrong side: this is what a perceptron
// does when it learns, only that it turns them by itself.
#ifdef STUB
static const Line LINE = {.w = {1, 1}, .b = 0};
#else
static const Line LINE = {.w = {1, 1}, .b = -1.2};
#endif

// ## 1.2 The same through (0, 0)
//
// "Try a line through (0, 0)", the sidebar goes on: that is b = 0.  Each of
// our stars is one of the circles, three times as far away.  Before you try:
// how many of the eight points are wrong at the very least, whatever w is?
// This is why neurons have a bias.
#ifdef STUB
static const double FEWEST_MISTAKES = TODO;
#else
static const double FEWEST_MISTAKES = 4;
#endif

// ## 1.3 The weighted sum
//
// Elgendy 2.1.1, `z = np.dot(w.T, X) + b`: numpy hides a loop.  Write it:
//
//     z = x₁ w₁ + x₂ w₂ + ... + xₙ wₙ + b
//
// Everything else in these texts, up to the networks that read, is made of
// this sum.  (In C the first of n numbers is w[0].)
static double weighted_sum(int n, const double w[], const double x[],
                           double b) {
#ifdef STUB
    return TODO;
#else
    double z = b;
    for (int i = 0; i < n; i++) z += x[i] * w[i];
    return z;
#endif
}

// ## 1.4 How many numbers does a network learn?
//
// Elgendy 2.2.3, the quick exercise: a network of 4 inputs, two hidden layers
// of 5 and 3 outputs; every neuron is joined to every one of the layer before
// it, and has a bias.  Count on paper first.  Then write it for any network:
// sizes[0] inputs, ..., sizes[layers - 1] outputs.
static double parameters(int layers, const int sizes[]) {
#ifdef STUB
    return TODO;
#else
    double count = 0;
    for (int l = 1; l < layers; l++)
        count += (double)sizes[l - 1] * sizes[l] + sizes[l];
    return count;
#endif
}

// ## 1.5 How a perceptron learns
//
// Elgendy 2.1.2 in words: it answers, ŷ = step(z), it compares, error = y - ŷ,
// and if the answer was too high it makes the weights such that the next one
// is lower.  His formula is missing; it is
//
//     wᵢ ← wᵢ + η · error · xᵢ,     b ← b + η · error
//
// At z = 0 the step is 1.  Return the neuron as it is after this one example.
// `make run01` then lets it learn which players the team takes.
static Line correct(Line n, const double x[2], double y, double eta) {
#ifdef STUB
    n.w[0] = n.w[1] = n.b = TODO;
    return n;
#else
    double answer = weighted_sum(2, n.w, x, n.b) >= 0 ? 1 : 0;
    double error = y - answer;
    for (int i = 0; i < 2; i++) n.w[i] += eta * error * x[i];
    n.b += eta * error;
    return n;
#endif
}

// ## 1.6 A ReLU that leaks
//
// Elgendy 2.3.7: where z is negative a ReLU is 0, its slope is 0 too, and
// nothing is learned there.  The leaky one goes on with a small slope, 0.01.
// "Try 0.1, 0.01, 0.002", the text says: so the leak is a parameter.  Write
// the function, and its slope, which is what learning uses.
static double leaky_relu(double z, double leak) {
#ifdef STUB
    return TODO;
#else
    return z < 0 ? leak * z : z;
#endif
}

static double leaky_relu_prime(double z, double leak) {
#ifdef STUB
    return TODO;
#else
    return z < 0 ? leak : 1;
#endif
}

// ## 1.7 Slopes, told from the answer
//
// Buduma finds that the slope of a sigmoid neuron needs no z: from its answer
// y = 1/(1 + e⁻ᶻ) follows dy/dz = y (1 - y).  He leaves "the other neurons" to
// you: y = tanh z and y = max(0, z).  Work them out on paper, and write all
// three in terms of y.  A network on its way back has the answers at hand, so
// such a slope costs next to nothing.
static double sigmoid_prime(double y) {
#ifdef STUB
    return TODO;
#else
    return y * (1 - y);
#endif
}

static double tanh_prime(double y) {
#ifdef STUB
    return TODO;
#else
    return 1 - y * y;
#endif
}

static double relu_prime(double y) {
#ifdef STUB
    return TODO;
#else
    return y > 0 ? 1 : 0;
#endif
}

// ## 1.8 The gradient of a tanh neuron, with its bias
//
// Buduma's derivation for the sigmoid neuron has no bias: "it extends easily,
// the bias is a weight whose input is always one".  Extend it, and to the tanh
// neuron of 1.7.  Over the examples e[0] ... e[count - 1],
//
//     y = tanh(w₁ x₁ + w₂ x₂ + w₃ x₃ + b),     E = ½ Σᵢ (t - y)²
//
// Return ∂E/∂w₁, ∂E/∂w₂, ∂E/∂w₃ and ∂E/∂b, in the places of w and b.
static Neuron3 gradient(Neuron3 n, int count, const Example e[]) {
    Neuron3 slope = {{0, 0, 0}, 0};
#ifdef STUB
    slope.w[0] = slope.w[1] = slope.w[2] = slope.b = TODO;
#else
    for (int i = 0; i < count; i++) {
        double y = tanh(weighted_sum(3, n.w, e[i].x, n.b));
        double delta = -(e[i].t - y) * tanh_prime(y);
        for (int k = 0; k < 3; k++) slope.w[k] += delta * e[i].x[k];
        slope.b += delta;
    }
#endif
    return slope;
}

// ## 1.9 How large may a step be?
//
// Elgendy, figure 2.32: with too large a learning rate the weight leaps from
// one side of the valley to the other and never gets down.  Let the error be
// E = a w²/2 with a = 4.  A step is w ← w - η dE/dw.  Foretell the rate above
// which w moves away from the minimum, whatever it starts from.
#ifdef STUB
static const double LARGEST_ETA = TODO;
#else
static const double LARGEST_ETA = 0.5;     // w ← (1 - 4 η) w, and |1 - 4 η| = 1
#endif

// ## 1.10 What a second layer is for
//
// Elgendy 2.2.3 sends you to a playground, to see what more layers do.  Here
// is the smallest one: *exclusive or* is 1 at (0, 1) and (1, 0), and 0 at
// (0, 0) and (1, 1).  No line separates them.  Two neurons that look at x, and
// a third that looks at the answers of those two, all with a step (1 where z
// is at least 0), can do it: find weights for them, by thinking.
#ifdef STUB
static const TwoLayers EXCLUSIVE_OR = {
    .hidden = {{.w = {1, 1}, .b = 0}, {.w = {1, 1}, .b = 0}},
    .output = {.w = {1, 1}, .b = 0}};
#else
static const TwoLayers EXCLUSIVE_OR = {
    .hidden = {{.w = {1, 1}, .b = -0.5},        // at least one of them
               {.w = {1, 1}, .b = -1.5}},       // both
    .output = {.w = {1, -1}, .b = -0.5}};       // the one, but not the other
#endif

// ## 1.11 The cashier's prices
//
// Buduma, the fast-food problem: meals are made of burgers, fries and sodas,
// the cashier tells only what a meal costs, and a linear neuron
// y = w₁ x₁ + w₂ x₂ + w₃ x₃ is to find the prices w.  Build all of it: begin
// somewhere, and walk down E = ½ Σᵢ (t - y)² until it is done.  Meal i has
// portions[i][0] burgers, portions[i][1] fries and portions[i][2] sodas (0 to
// 5 of each; at most 12 meals), and costs bill[i].  Some bills are slightly
// wrong: then the best prices are those where E is least.
static void find_prices(double prices[3], int meals,
                        const double portions[][3], const double bill[]) {
#ifdef STUB
    for (int k = 0; k < 3; k++) prices[k] = TODO;
#else
    for (int k = 0; k < 3; k++) prices[k] = 0;
    for (int step = 0; step < 20000; step++) {
        double slope[3] = {0, 0, 0};
        for (int i = 0; i < meals; i++) {
            double y = weighted_sum(3, prices, portions[i], 0);
            for (int k = 0; k < 3; k++)
                slope[k] -= (bill[i] - y) * portions[i][k];
        }
        for (int k = 0; k < 3; k++) prices[k] -= 0.002 * slope[k];
    }
#endif
}

// ## What make ex01 looks at: leave this as it is
Answers answers(void) {
    return (Answers){
        LINE, FEWEST_MISTAKES, weighted_sum, parameters, correct,
        leaky_relu, leaky_relu_prime, sigmoid_prime, tanh_prime, relu_prime,
        gradient, LARGEST_ETA, EXCLUSIVE_OR, find_prices};
}
