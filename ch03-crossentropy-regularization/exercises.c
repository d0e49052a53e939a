// # Exercises: costs that teach, and what helps against over-fitting
//
// Change this file and say `make ex03`: the first exercise that is not right is
// shown, with what your code gave and what it should have given.  TODO stands
// where something is missing.  `make hint03` helps, `make diff03` shows our
// way once yours is right, `make run03` trains a network with your 3.7 and 3.8,
// `make reset03` begins anew and keeps a copy.
//
// What a Neuron, a Layer and the other types are stands in exercises.h: look
// there first.
#include "ch03-crossentropy-regularization/exercises.h"

// ## 3.1 A neuron that is badly wrong
//
// Nielsen ch3, the animations: a sigmoid neuron should turn the input 1 into 0,
// but begins with w = b = 2, so it says 0.98.  Foretell, on paper:
//
// How many times as large is ∂C/∂w at this start with the cross-entropy, (61),
// as with the quadratic cost, (55)?  Three digits will do.
//
// With the quadratic cost a neuron learns slowly when it is badly wrong, and
// slowly when it is nearly right.  At which output a, between the two, is
// ∂C/∂w largest?  (σ′ = a (1 - a).)
static const double STEEPER = TODO;
static const double FASTEST_OUTPUT = TODO;

// ## 3.2 Which is y, and which is a?
//
// Elgendy 2.5.5: of cat, dog and fish the picture shows a dog, y = (0, 1, 0).
// The network says p.  Its cost is
//
//     E = -Σ y ln p        over the classes
//
// "Try it", he says: with p = (0, 1, 0) it is 0.  For a computer 0 · ln 0 is
// not a number; see that it counts 0, and 1 · ln 0 stays infinite.
//
// Nielsen's (57) is the same for one neuron: two classes, of which the first
// should have y, and gets a.  His exercise: what happens to the formula if you
// confuse y and a?  Write the right one, then confuse them and say make ex03.
//
//     C = -[y ln a + (1 - y) ln (1 - a)]
//
// And the next exercise: show that it is least where a = y, also if y is
// neither 0 nor 1, (64).  The least cost is then not 0; what is it?
static double class_cost(int classes, const double y[], const double p[]) {
    return TODO;
}

static double cross_entropy(double y, double a) {
    return TODO;
}

static double least_cost(double y) {
    return TODO;
}

// ## 3.3 Any cost you like
//
// Nielsen ch3, exercises: verify σ′(z) = σ(z) (1 - σ(z)), and (62).  And his
// problem: with an input near 0 a weight learns slowly; why can no cost change
// this?  To see it, write the slopes for any cost at all: a = σ(Σ wⱼ xⱼ + b),
// and by_a(y, a) is ∂C/∂a.  Return ∂C/∂wⱼ in the places of w, and ∂C/∂b in
// that of b.
//
//     quadratic       ∂C/∂a = a - y
//     cross-entropy   ∂C/∂a = (a - y) / (a (1 - a))                   (75)
//
// The second is made to cancel one factor of yours.  Which, and what is left?
static double sigmoid_prime(double z) {
    return TODO;
}

static Neuron slopes(Neuron n, const double x[], double y,
                     double (*by_a)(double y, double a)) {
    Neuron slope = n;
    slope.w[0] = slope.b = TODO;
    return slope;
}

// ## 3.4 What the output layer learns
//
// Nielsen ch3, two problems, (65) to (70).  The error of an output neuron is
// δ = ∂C/∂z.  Derive it three times, for a target y:
//
//     sigmoid neuron, C = ½ (y - a)²                          a = σ(z)
//     sigmoid neuron, the cross-entropy of 3.2                a = σ(z)
//     linear neuron,  C = ½ (y - a)²                          a = z
//
// Then the gradient of the whole output layer, over the examples e[0] ...
// e[count - 1].  Each has e.a, what comes into the layer, and e.y.  The cost of
// an example is a sum over the neurons, C is the mean over the examples, as in
// (67), (69), (70); error(z, y) is any of your three.
static double error_quadratic(double z, double y) {
    return TODO;
}

static double error_entropy(double z, double y) {
    return TODO;
}

static double error_linear(double z, double y) {
    return TODO;
}

static Layer output_gradient(Layer n, int count, const Example e[],
                             double (*error)(double z, double y)) {
    Layer g = {.in = n.in, .out = n.out};                   // all zeros
    g.w[0][0] = g.b[0] = TODO;
    return g;
}

// ## 3.5 Outputs that add up to 1
//
// Nielsen ch3, exercise: show that the outputs of sigmoid neurons need not add
// up to 1.  Find z for three of them such that they add up to 2.
//
// Softmax does add up, (79).  Write it with the constant c of his problem; the
// usual softmax is c = 1, (78):
//
//     aⱼ = e^(c zⱼ) / Σ_k e^(c z_k)                                   (83)
//
// z may be 1000, whose exponential is infinite for a computer.  But softmax
// does not change if you subtract the same number from every z.
//
// Then the limit c → ∞, which gave softmax its name.  Several z may be equally
// large.
static const double SUM_IS_TWO[3] = {0, 0, 0};

static void softmax(double a[], int n, const double z[], double c) {
    for (int j = 0; j < n; j++) a[j] = TODO;
}

static void softmax_limit(double a[], int n, const double z[]) {
    for (int j = 0; j < n; j++) a[j] = TODO;
}

// ## 3.6 Softmax, there and back
//
// Nielsen ch3, two exercises: a larger z_k makes a_k larger and every other a
// smaller, and each output depends on every z.  Both are plain to see once you
// have ∂aⱼ/∂z_k.  (78) has it; write it with the outputs a alone, for j = k and
// for j ≠ k.  (c is 1.)
//
// And his problem: from the outputs a, find z, which is zⱼ = ln aⱼ + C.  The
// outputs do not tell which C; choose the one for which the z add up to 0.
static double softmax_slope(const double a[], int j, int k) {
    return TODO;
}

static void softmax_inverse(double z[], int n, const double a[]) {
    for (int j = 0; j < n; j++) z[j] = TODO;
}

// ## 3.7 Backpropagation through softmax
//
// Nielsen ch3, two problems, (80) to (84).  The output layer is softmax, and
// the cost of an example whose class is number `label` (from 0) is
//
//     C = -ln a_label                                                  (80)
//
// First the cost, from the z of the n output neurons.  Where a_label is 0 for a
// computer, C is not infinite: take the logarithm on paper, and use 3.5's
// trick again.
//
// Then build the gradient of C for one example and a network with a hidden
// layer of sigmoid neurons: forwards, δᴸ by (84), which is yours to prove, one
// layer back by (BP2), and ∂C/∂w and ∂C/∂b of both layers into g.  Everything
// it takes is above, or in chapter 2's exercises.
static double likelihood_cost(int n, const double z[], int label) {
    return TODO;
}

static void likelihood_gradient(const Net *n, const double x[], int label,
                                Net *g) {
    for (int j = 0; j < n->hidden.out; j++)
        g->hidden.b[j] = g->hidden.w[j][0] = TODO;
    for (int j = 0; j < n->output.out; j++)
        g->output.b[j] = g->output.w[j][0] = TODO;
}

// ## 3.8 Weights that forget
//
// Nielsen ch3, (85) to (98).  L2 adds (λ/2n) Σ w² to the cost, a mean over the
// n images, so each step multiplies every weight by 1 - ηλ/n.  He has n = 50000
// and λ = 5.  Other texts write it otherwise.  Foretell which λ makes the
// weights forget as fast, beside what the images teach them:
//
//     of_1000   as above, but with the first 1000 images only
//     buduma    the errors of a mini-batch of 10 are *added up*, plus ½ λ Σ w²
//     slides    the errors of all 50000 are added up, plus λ Σ w²
//
// (A sum is a mean times a number.  Whoever adds up takes a rate smaller by
// this number, so the images push a weight as far as before.)
//
// Then write one step, with both L2 and L1.  slope->w and slope->b are ∂C₀/∂w
// and ∂C₀/∂b, without regularisation; plan.images is n:
//
//     w → w - η ∂C₀/∂w - (ηλ/n) w - (ηλ₁/n) sgn(w)             (93), (97)
//     b → b - η ∂C₀/∂b                                         (94)
//
// On the right w is everywhere the old weight, and sgn(0) is 0.
static const Lambdas SAME_DECAY = {
    .of_1000 = TODO, .buduma = TODO, .slides = TODO};

static void step(Layer *n, const Layer *slope, Plan plan) {
    for (int j = 0; j < n->out; j++) n->w[j][0] = n->b[j] = TODO;
}

// ## 3.9 Not too long, not too many
//
// Buduma, max-norm: after a step, a neuron whose weights have become longer
// than c, √(Σ w²) > c, gets them back onto length c, in the same direction.
//
// Dropout deletes each hidden neuron with the probability p_drop.  u holds a
// number for each neuron, random in 0 ... 1: delete those with u < p_drop, that
// is, set a to 0.  The others become larger, such that a is the same as before
// in the mean ("inverted" dropout; p is the part that is kept for Buduma, the
// part that goes here).
//
// Nielsen leaves the others as they are.  When the network is used, all of its
// neurons are there, too many, and "the weights that go out from them are
// halved".  Write z = Σ w a + b of a neuron behind them, as it must be in use
// for any p_drop: the mean of z over all thinned networks.
static void shorten(int n, double w[], double c) {
    for (int k = 0; k < n; k++) w[k] = TODO;
}

static void drop(double a[], int n, const double u[], double p_drop) {
    for (int k = 0; k < n; k++) a[k] = TODO;
}

static double at_run_time(int n, const double w[], const double a[], double b,
                          double p_drop) {
    return TODO;
}

// ## 3.10 When to stop, and whom to believe
//
// Nielsen ch3, early stopping: end when the accuracy on the validation data
// gets no better, but mind that it may rest and rise again.  So have patience:
// training ends after the first epoch at which the best one lies `patience`
// epochs back.  accuracy[0] is the untrained network's, accuracy[epochs] the
// last one's; as good as before is not better.  Return where training ends
// (`epochs`, if patience does not run out) and the best epoch up to there.
//
// And he lets several networks vote, since they err on different images: if
// three of five say 3, it is likely to be a 3.  says holds a digit, 0 ... 9,
// for each network.  Return the one that most of them say; of several, the
// smallest.
static Stop early_stopping(int epochs, const double accuracy[], int patience) {
    return (Stop){TODO, TODO};
}

static double vote(int networks, const int says[]) {
    return TODO;
}

// ## 3.11 How many images would it take?
//
// Nielsen ch3, the research problem: how good would the network be with far
// more images?  He warns that every curve one fits to the accuracies tells
// another story.  Take the commonest, error = A n⁻ᵏ.  On logarithmic axes it is
// a line,
//
//     ln error = ln A - k ln n
//
// Build the fit: the A and k for which the sum of the squares of ln error -
// (ln A - k ln n) over the count measurements is least.  Then the number of
// images that a law needs for an error.  (more_data.c has measured ones.)
static Law fit_law(int count, const double images[], const double error[]) {
    return (Law){TODO, TODO};
}

static double images_for(Law law, double error) {
    return TODO;
}

// ## What make ex03 looks at: leave this as it is
Answers answers(void) {
    return (Answers){
        STEEPER, FASTEST_OUTPUT, class_cost, cross_entropy, least_cost,
        sigmoid_prime, slopes, error_quadratic, error_entropy, error_linear,
        output_gradient, SUM_IS_TWO, softmax, softmax_limit, softmax_slope,
        softmax_inverse, likelihood_cost, likelihood_gradient, SAME_DECAY, step,
        shorten, drop, at_run_time, early_stopping, vote, fit_law, images_for};
}
