// # Exercises: costs that teach, and what helps against over-fitting
//
#ifdef STUB
// Change this file and say `make ex03`: the first exercise that is not right is
// shown, with what your code gave and what it should have given.  TODO stands
// where something is missing.  `make hint03` helps, `make diff03` shows our
// way once yours is right, `make run03` trains a network with your 3.7 and 3.8,
// `make reset03` begins anew and keeps a copy.
//
// What a Neuron, a Layer and the other types are stands in exercises.h: look
// there first.
#else
// Our answers.  `make diff03` shows them beside yours, one by one; read them
// there, after your own.  (Between STUB and else stands what exercises.c begins
// with: it is made from this file.)
#endif
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
#ifdef STUB
static const double STEEPER = TODO;
static const double FASTEST_OUTPUT = TODO;
#else
static const double STEEPER = 56.6;                 // a / (a σ′(4)) = 1/σ′(4)
static const double FASTEST_OUTPUT = 2.0 / 3;       // of a² (1 - a)
#endif

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
#ifdef STUB
    return TODO;
#else
    double cost = 0;
    for (int j = 0; j < classes; j++)
        if (y[j] > 0) cost -= y[j] * log(p[j]);
    return cost;
#endif
}

static double cross_entropy(double y, double a) {
#ifdef STUB
    return TODO;
#else
    return class_cost(2, (double[]){y, 1 - y}, (double[]){a, 1 - a});
#endif
}

static double least_cost(double y) {
#ifdef STUB
    return TODO;
#else
    return cross_entropy(y, y);
#endif
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
#ifdef STUB
    return TODO;
#else
    return sigmoid(z) * (1 - sigmoid(z));
#endif
}

static Neuron slopes(Neuron n, const double x[], double y,
                     double (*by_a)(double y, double a)) {
    Neuron slope = n;
#ifdef STUB
    slope.w[0] = slope.b = TODO;
#else
    double z = n.b;
    for (int j = 0; j < n.inputs; j++) z += n.w[j] * x[j];
    slope.b = by_a(y, sigmoid(z)) * sigmoid_prime(z);
    for (int j = 0; j < n.inputs; j++) slope.w[j] = slope.b * x[j];
#endif
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
#ifdef STUB
    return TODO;
#else
    return (sigmoid(z) - y) * sigmoid_prime(z);
#endif
}

static double error_entropy(double z, double y) {
#ifdef STUB
    return TODO;
#else
    return sigmoid(z) - y;
#endif
}

static double error_linear(double z, double y) {
#ifdef STUB
    return TODO;
#else
    return z - y;
#endif
}

static Layer output_gradient(Layer n, int count, const Example e[],
                             double (*error)(double z, double y)) {
    Layer g = {.in = n.in, .out = n.out};                   // all zeros
#ifdef STUB
    g.w[0][0] = g.b[0] = TODO;
#else
    for (int i = 0; i < count; i++)
        for (int j = 0; j < n.out; j++) {
            double z = n.b[j];
            for (int k = 0; k < n.in; k++) z += n.w[j][k] * e[i].a[k];
            double delta = error(z, e[i].y[j]);
            g.b[j] += delta / count;
            for (int k = 0; k < n.in; k++)
                g.w[j][k] += e[i].a[k] * delta / count;
        }
#endif
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
#ifdef STUB
static const double SUM_IS_TWO[3] = {0, 0, 0};
#else
static const double SUM_IS_TWO[3] = {0, 0, 100};
#endif

static void softmax(double a[], int n, const double z[], double c) {
#ifdef STUB
    for (int j = 0; j < n; j++) a[j] = TODO;
#else
    double most = z[0], sum = 0;
    for (int j = 1; j < n; j++) most = fmax(most, z[j]);
    for (int j = 0; j < n; j++) sum += a[j] = exp(c * (z[j] - most));
    for (int j = 0; j < n; j++) a[j] /= sum;
#endif
}

static void softmax_limit(double a[], int n, const double z[]) {
#ifdef STUB
    for (int j = 0; j < n; j++) a[j] = TODO;
#else
    double most = z[0], ties = 0;
    for (int j = 1; j < n; j++) most = fmax(most, z[j]);
    for (int j = 0; j < n; j++) ties += z[j] == most;
    for (int j = 0; j < n; j++) a[j] = z[j] == most ? 1 / ties : 0;
#endif
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
#ifdef STUB
    return TODO;
#else
    return a[j] * ((j == k) - a[k]);
#endif
}

static void softmax_inverse(double z[], int n, const double a[]) {
#ifdef STUB
    for (int j = 0; j < n; j++) z[j] = TODO;
#else
    double mean = 0;
    for (int j = 0; j < n; j++) mean += log(a[j]) / n;
    for (int j = 0; j < n; j++) z[j] = log(a[j]) - mean;
#endif
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
#ifdef STUB
    return TODO;
#else
    double most = z[0], sum = 0;
    for (int j = 1; j < n; j++) most = fmax(most, z[j]);
    for (int j = 0; j < n; j++) sum += exp(z[j] - most);
    return log(sum) + most - z[label];
#endif
}

#ifdef STUB
static void likelihood_gradient(const Net *n, const double x[], int label,
                                Net *g) {
    for (int j = 0; j < n->hidden.out; j++)
        g->hidden.b[j] = g->hidden.w[j][0] = TODO;
    for (int j = 0; j < n->output.out; j++)
        g->output.b[j] = g->output.w[j][0] = TODO;
}
#else
static void weighted_inputs(double z[], const Layer *layer, const double a[]) {
    for (int j = 0; j < layer->out; j++) {
        z[j] = layer->b[j];
        for (int k = 0; k < layer->in; k++) z[j] += layer->w[j][k] * a[k];
    }
}

// (BP3) and (BP4)
static void layer_slopes(Layer *g, const double a[], const double delta[]) {
    for (int j = 0; j < g->out; j++) {
        g->b[j] = delta[j];
        for (int k = 0; k < g->in; k++) g->w[j][k] = a[k] * delta[j];
    }
}

static void likelihood_gradient(const Net *n, const double x[], int label,
                                Net *g) {
    double z2[MOST], a2[MOST], z3[MOST], delta3[MOST], delta2[MOST];
    weighted_inputs(z2, &n->hidden, x);
    for (int k = 0; k < n->hidden.out; k++) a2[k] = sigmoid(z2[k]);
    weighted_inputs(z3, &n->output, a2);
    softmax(delta3, n->output.out, z3, 1);
    delta3[label] -= 1;                              // a - y, (84)
    for (int k = 0; k < n->hidden.out; k++) {
        delta2[k] = 0;
        for (int j = 0; j < n->output.out; j++)
            delta2[k] += n->output.w[j][k] * delta3[j] * sigmoid_prime(z2[k]);
    }
    layer_slopes(&g->output, a2, delta3);
    layer_slopes(&g->hidden, x, delta2);
}
#endif

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
#ifdef STUB
static const Lambdas SAME_DECAY = {
    .of_1000 = TODO, .buduma = TODO, .slides = TODO};
#else
static const Lambdas SAME_DECAY = {
    .of_1000 = 0.1, .buduma = 0.001, .slides = 2.5};
#endif

static void step(Layer *n, const Layer *slope, Plan plan) {
#ifdef STUB
    for (int j = 0; j < n->out; j++) n->w[j][0] = n->b[j] = TODO;
#else
    double shrink = plan.eta * plan.lambda / plan.images;
    double move = plan.eta * plan.lambda_1 / plan.images;
    for (int j = 0; j < n->out; j++) {
        n->b[j] -= plan.eta * slope->b[j];
        for (int k = 0; k < n->in; k++) {
            double w = n->w[j][k], sign = (w > 0) - (w < 0);
            n->w[j][k] = w - plan.eta * slope->w[j][k] - shrink * w -
                         move * sign;
        }
    }
#endif
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
#ifdef STUB
    for (int k = 0; k < n; k++) w[k] = TODO;
#else
    double square = 0;
    for (int k = 0; k < n; k++) square += w[k] * w[k];
    if (square <= c * c) return;
    for (int k = 0; k < n; k++) w[k] *= c / sqrt(square);
#endif
}

static void drop(double a[], int n, const double u[], double p_drop) {
#ifdef STUB
    for (int k = 0; k < n; k++) a[k] = TODO;
#else
    for (int k = 0; k < n; k++)
        a[k] = u[k] < p_drop ? 0 : a[k] / (1 - p_drop);
#endif
}

static double at_run_time(int n, const double w[], const double a[], double b,
                          double p_drop) {
#ifdef STUB
    return TODO;
#else
    double z = b;
    for (int k = 0; k < n; k++) z += (1 - p_drop) * w[k] * a[k];
    return z;
#endif
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
#ifdef STUB
    return (Stop){TODO, TODO};
#else
    int best = 0, last = 0;
    while (last < epochs && last - best < patience) {
        last++;
        if (accuracy[last] > accuracy[best]) best = last;
    }
    return (Stop){last, best};
#endif
}

static double vote(int networks, const int says[]) {
#ifdef STUB
    return TODO;
#else
    int votes[10] = {0}, winner = 0;
    for (int i = 0; i < networks; i++) votes[says[i]]++;
    for (int digit = 1; digit < 10; digit++)
        if (votes[digit] > votes[winner]) winner = digit;
    return winner;
#endif
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
#ifdef STUB
    return (Law){TODO, TODO};
#else
    double x = 0, y = 0, xx = 0, xy = 0;             // means, then sums
    for (int i = 0; i < count; i++) {
        x += log(images[i]) / count;
        y += log(error[i]) / count;
    }
    for (int i = 0; i < count; i++) {
        xx += (log(images[i]) - x) * (log(images[i]) - x);
        xy += (log(images[i]) - x) * (log(error[i]) - y);
    }
    return (Law){.A = exp(y - xy / xx * x), .k = -xy / xx};
#endif
}

static double images_for(Law law, double error) {
#ifdef STUB
    return TODO;
#else
    return pow(law.A / error, 1 / law.k);
#endif
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
