#define REAL double
// The exercises of chapter 3: ours pass, untouched ones fail, and so do these
// mistakes.
#include "ch03-crossentropy-regularization/solutions.c"
#define main check_main
#include "ch03-crossentropy-regularization/check_exercises.c"
#undef main

#include "tests/wrong_answers.h"

// Which mistake the functions below make.
static enum {
    NONE, SIGN, EXCHANGED, HALF_OF_IT, NO_ZERO, CLAMPED, LOG2, MEAN, TWICE,
    HALF, LAST_ONLY, STARTS_LATE, ENDS_EARLY, NO_BIAS, NO_SLOPE, SLOPE_AT_A,
    NO_INPUT, Z_FOR_A, TRANSPOSED, WRONG_LABEL, OVERFLOWS, NO_C, C_OUTSIDE,
    SQUARES, ABSOLUTE, FIRST_OF_TIES, ALL_ONES, SIGMOIDS, WRONG_LAYER, WITH_Y,
    BIAS_TOO, NEW_WEIGHT, NO_ETA, NO_N, ETA_TWICE, SGN_0_IS_1, ONLY_L1, ONLY_L2,
    ALWAYS, SQUARED, EACH, KEEPS, NOT_LARGER, TIMES, EDGE, INVERTED,
    BIAS_SCALED, IMPATIENT, PATIENT, AS_GOOD, LAST_IS_BEST, NO_END, NOT_0,
    LARGEST, MEDIAN, BASE_10, ORIGIN, ENDS_ONLY, NO_LOG, PLUS
} mistake;

static bool is(int which) { return (int)mistake == which; }

// ---- 3.2 Costs

static double some_class_cost(int classes, const double y[], const double p[]) {
    double cost = 0;
    for (int j = is(STARTS_LATE); j < classes - is(ENDS_EARLY); j++) {
        double from = is(EXCHANGED) ? p[j] : y[j];
        double of = is(EXCHANGED) ? y[j] : p[j];
        if (is(CLAMPED)) of = fmax(of, 1e-12);
        if (from == 0 && !is(NO_ZERO)) continue;
        double part = from * (is(LOG2) ? log2(of) : log(of));
        if (is(WITH_Y)) part += (1 - from) * log(1 - of);
        cost = is(LAST_ONLY) ? -part : cost - part;
    }
    if (is(SIGN)) cost = -cost;
    return is(MEAN) ? cost / classes : cost;
}
static double some_cross_entropy(double y, double a) {
    double first = y > 0 ? -y * log(a) : 0;
    double second = y < 1 ? -(1 - y) * log(1 - a) : 0;
    switch ((int)mistake) {
    case SIGN: return -first - second;
    case EXCHANGED: return -a * log(y) - (1 - a) * log(1 - y);
    case HALF_OF_IT: return first;
    case NO_ZERO: return -(y * log(a) + (1 - y) * log(1 - a));
    case MEAN: return (first + second) / 2;
    case LOG2: return (first + second) / log(2);
    case TRANSPOSED: return -(1 - y) * log(a) - y * log(1 - a);
    default: return first + second;
    }
}
static double some_least_cost(double y) {
    switch ((int)mistake) {
    case SIGN: return -least_cost(y);
    case NO_ZERO: return -(y * log(y) + (1 - y) * log(1 - y));
    case HALF_OF_IT: return y > 0 ? -y * log(y) : 0;
    case ALWAYS: return 0;
    case ALL_ONES: return y;
    case LAST_ONLY: return cross_entropy(y, 0.5);
    default: return least_cost(y);
    }
}

// ---- 3.3 Any cost

static double some_sigmoid_prime(double z) {
    double a = sigmoid(z);
    return is(SIGN) ? -a * (1 - a) : is(Z_FOR_A) ? z * (1 - z)
         : is(NO_SLOPE) ? a : is(SQUARED) ? a * a * (1 - a)
         : is(SLOPE_AT_A) ? sigmoid(a) * (1 - sigmoid(a))
         : is(PLUS) ? a * (1 + a) : a * (1 - a);
}
static Neuron some_slopes(Neuron n, const double x[], double y,
                          double (*by_a)(double y, double a)) {
    Neuron slope = n;
    double z = is(NO_BIAS) ? 0 : n.b;
    for (int j = is(STARTS_LATE); j < n.inputs - is(ENDS_EARLY); j++)
        z += n.w[j] * x[j];
    double a = sigmoid(z), prime = is(SLOPE_AT_A) ? sigmoid_prime(a)
                                                  : sigmoid_prime(z);
    double delta = is(Z_FOR_A) ? by_a(y, z) : is(EXCHANGED) ? by_a(a, y)
                 : is(ALWAYS) ? a - y : by_a(y, a);
    if (!is(NO_SLOPE) && !is(ALWAYS)) delta *= prime;
    if (is(SIGN)) delta = -delta;
    slope.b = is(BIAS_TOO) ? delta * n.b : is(KEEPS) ? 0 : delta;
    for (int j = 0; j < n.inputs; j++)
        slope.w[j] = is(NO_INPUT) ? delta : is(TIMES) ? delta * n.w[j]
                                                      : delta * x[j];
    return slope;
}

// ---- 3.4 The output layer

static double no_slope(double z, double y) { return sigmoid(z) - y; }
static double minus_quadratic(double z, double y) {
    return -error_quadratic(z, y);
}
static double twice_quadratic(double z, double y) {
    return 2 * error_quadratic(z, y);
}
static double slope_at_a(double z, double y) {
    return (sigmoid(z) - y) * sigmoid_prime(sigmoid(z));
}
static double minus_entropy(double z, double y) { return y - sigmoid(z); }
static double by_a_only(double z, double y) {
    return (sigmoid(z) - y) / sigmoid_prime(z);
}
static double sigmoid_of_linear(double z, double y) { return sigmoid(z) - y; }
static double linear_slope(double z, double y) { return (z - y) * z; }
static double minus_linear(double z, double y) { return y - z; }

static Layer some_output_gradient(Layer n, int count, const Example e[],
                                  double (*error)(double z, double y)) {
    Layer g = {.in = n.in, .out = n.out};
    for (int i = is(STARTS_LATE) && count > 1; i < count; i++)
        for (int j = 0; j < n.out - is(ENDS_EARLY); j++) {
            double z = is(NO_BIAS) ? 0 : n.b[j];
            for (int k = 0; k < n.in; k++) z += n.w[j][k] * e[i].a[k];
            double delta = error(z, e[i].y[j]);
            if (is(Z_FOR_A)) delta = error(sigmoid(z), e[i].y[j]);
            if (is(NO_SLOPE)) delta *= sigmoid_prime(z);
            if (is(LAST_ONLY)) g.b[j] = 0;
            g.b[j] += is(MEAN) ? delta : delta / count;
            for (int k = 0; k < n.in; k++) {
                double part = e[i].a[k] * delta;
                if (is(NO_INPUT)) part = delta;
                if (!is(MEAN)) part /= is(TIMES) ? count * n.out : count;
                if (is(LAST_ONLY)) g.w[j][k] = 0;
                if (is(TRANSPOSED)) g.w[k][j] += part;
                else g.w[j][k] += part;
            }
            if (is(BIAS_TOO)) g.b[j] = n.b[j] * delta;
        }
    return g;
}

// ---- 3.5 Softmax

static void some_softmax(double a[], int n, const double z[], double c) {
    double most = z[0], sum = 0;
    for (int j = 1; j < n; j++) most = fmax(most, z[j]);
    if (is(OVERFLOWS)) most = 0;
    if (is(ABSOLUTE)) most = fabs(most);
    if (is(NO_C)) c = 1;
    if (is(SIGN)) c = -c;
    for (int j = 0; j < n; j++) {
        a[j] = is(C_OUTSIDE) ? c * exp(z[j] - most) : exp(c * (z[j] - most));
        if (is(SIGMOIDS)) a[j] = sigmoid(c * z[j]);
        if (j >= is(STARTS_LATE) && j < n - is(ENDS_EARLY)) sum += a[j];
        if (is(SQUARES)) sum += a[j] * a[j] - a[j];
    }
    for (int j = 0; j < n && !is(SIGMOIDS) && !is(KEEPS); j++)
        a[j] /= is(MEAN) ? n : sum;
}
static void some_limit(double a[], int n, const double z[]) {
    double most = z[0], ties = 0;
    for (int j = 1; j < n - is(ENDS_EARLY); j++) most = fmax(most, z[j]);
    if (is(STARTS_LATE)) most = fmax(most, 0);
    if (is(SIGN)) for (int j = 1; j < n; j++) most = fmin(most, z[j]);
    for (int j = 0; j < n; j++) ties += z[j] == most;
    for (int j = 0; j < n; j++) a[j] = z[j] == most ? 1 / ties : 0;
    if (is(ALL_ONES)) for (int j = 0; j < n; j++) a[j] = z[j] == most;
    if (is(MEAN)) for (int j = 0; j < n; j++) a[j] = 1.0 / n;
    if (is(TIMES)) softmax(a, n, z, 100);
    if (!is(FIRST_OF_TIES)) return;
    int first = 0;
    while (z[first] != most) first++;
    for (int j = 0; j < n; j++) a[j] = j == first;
}
static const double ZEROS[3] = {0}, ONES[3] = {1, 1, 1},
                    TWOS[3] = {2, 2, 2}, LARGE[3] = {9, 9, 9},
                    THIRDS[3] = {2 / 3.0, 2 / 3.0, 2 / 3.0};

// ---- 3.6 Softmax, there and back

static double some_softmax_slope(const double a[], int j, int k) {
    switch ((int)mistake) {
    case SIGN: return -softmax_slope(a, j, k);
    case SIGMOIDS: return j == k ? a[j] * (1 - a[j]) : 0;
    case PLUS: return a[j] * ((j == k) + a[k]);
    case TRANSPOSED: return a[k] * ((j == k) - a[k]);
    case ALL_ONES: return a[j] * (1 - a[k]);
    case NO_SLOPE: return (j == k) - a[k];
    case ABSOLUTE: return fabs(softmax_slope(a, j, k));
    default: return softmax_slope(a, j, k);
    }
}
static void some_inverse(double z[], int n, const double a[]) {
    double mean = 0, sum = 0;
    for (int j = 0; j < n; j++) mean += log(a[j]) / n;
    for (int j = 0; j < n; j++) {
        double with = is(NO_C) ? 0 : is(SIGN) ? -mean : is(MEAN) ? mean * n
                    : is(LARGEST) ? log(a[0]) : mean;
        z[j] = log(a[j]) - with;
        if (is(SIGMOIDS)) z[j] = log(a[j] / (1 - a[j]));
        if (is(INVERTED)) z[j] = mean - log(a[j]);
        if (is(BASE_10)) z[j] /= log(10);
        sum += z[j];
    }
    if (is(SIGMOIDS)) for (int j = 0; j < n; j++) z[j] -= sum / n;
}

// ---- 3.7 Softmax and log-likelihood

static double some_likelihood(int n, const double z[], int label) {
    double most = z[0], sum = 0;
    for (int j = 1; j < n; j++) most = fmax(most, z[j]);
    if (is(OVERFLOWS)) most = 0;
    for (int j = is(STARTS_LATE); j < n; j++) sum += exp(z[j] - most);
    switch ((int)mistake) {
    case SIGN: return z[label] - most - log(sum);
    case NO_LOG: return -exp(z[label] - most) / sum;
    case CLAMPED: return -log(fmax(exp(z[label] - most) / sum, 1e-300));
    case WRONG_LABEL: return log(sum) + most - z[(label + 1) % n];
    case KEEPS: return log(sum) - z[label];
    case TIMES: return (log(sum) + most - z[label]) / n;
    case SQUARES: return (log(sum) + most - z[label]) / log(2);
    default: return log(sum) + most - z[label];
    }
}
static void some_backprop(const Net *n, const double x[], int label, Net *g) {
    double z2[MOST], a2[MOST], z3[MOST], delta3[MOST], delta2[MOST];
    weighted_inputs(z2, &n->hidden, x);
    for (int k = 0; k < n->hidden.out; k++)
        a2[k] = is(NO_BIAS) ? sigmoid(z2[k] - n->hidden.b[k])
              : is(Z_FOR_A) ? z2[k] : sigmoid(z2[k]);
    weighted_inputs(z3, &n->output, a2);
    softmax(delta3, n->output.out, z3, 1);
    if (is(SIGMOIDS))
        for (int j = 0; j < n->output.out; j++) delta3[j] = sigmoid(z3[j]);
    double a_label = delta3[label];
    delta3[is(WRONG_LABEL) ? 0 : label] -= 1;
    for (int j = 0; j < n->output.out; j++) {
        if (is(SIGN)) delta3[j] = -delta3[j];
        if (is(SQUARED)) delta3[j] *= a_label;
        if (is(ALL_ONES) && j != label) delta3[j] = 0;
        if (is(TIMES)) delta3[j] *= sigmoid_prime(z3[j]);
    }
    for (int k = 0; k < n->hidden.out; k++) {
        double sum = 0;
        for (int j = is(STARTS_LATE); j < n->output.out; j++)
            sum += delta3[j] * (is(TRANSPOSED) ? n->output.w[k][j]
                              : is(WRONG_LAYER) ? n->hidden.w[j][k]
                                                : n->output.w[j][k]);
        double prime = sigmoid_prime(is(SLOPE_AT_A) ? a2[k] : z2[k]);
        delta2[k] = is(NO_SLOPE) ? sum : sum * prime;
    }
    layer_slopes(&g->output, is(NO_INPUT) ? z2 : a2, delta3);
    layer_slopes(&g->hidden, x, delta2);
    if (is(KEEPS)) g->hidden.b[0] = 0;
}

// ---- 3.8 Decay

static void some_step(Layer *n, const Layer *slope, Plan p) {
    double shrink = p.eta * p.lambda / p.images;
    double move = p.eta * p.lambda_1 / p.images;
    if (is(NO_ETA)) shrink = p.lambda / p.images, move = p.lambda_1 / p.images;
    if (is(NO_N)) shrink = p.eta * p.lambda, move = p.eta * p.lambda_1;
    if (is(TWICE)) shrink *= 2;
    if (is(HALF)) shrink /= 2;
    if (is(ONLY_L1)) shrink = 0;
    if (is(ONLY_L2)) move = 0;
    if (is(SIGN)) shrink = -shrink;
    if (is(INVERTED)) move = -move;
    for (int j = 0; j < n->out - is(ENDS_EARLY); j++) {
        n->b[j] -= (is(BIAS_TOO) ? shrink * n->b[j] : 0);
        n->b[j] -= is(NO_BIAS) ? 0 : p.eta * slope->b[j];
        for (int k = 0; k < n->in; k++) {
            double w = n->w[j][k], by_cost = p.eta * slope->w[j][k];
            double sign = is(SGN_0_IS_1) ? (w >= 0) - (w < 0)
                        : is(ABSOLUTE) ? w : is(ALL_ONES) ? 1
                        : (w > 0) - (w < 0);
            double old = is(NEW_WEIGHT) ? w - by_cost : w;
            if (is(PLUS)) by_cost = -by_cost;
            if (is(ETA_TWICE)) by_cost *= 1 - shrink;
            n->w[j][k] = w - by_cost - shrink * old - move * sign;
            if (is(EDGE)) {                       // L1 after L2's step
                double mid = w - by_cost - shrink * w;
                n->w[j][k] = mid - move * ((mid > 0) - (mid < 0));
            }
        }
    }
}

// ---- 3.9 Max-norm and dropout

static void some_shorten(int n, double w[], double c) {
    double square = 0, most = 0;
    for (int k = is(STARTS_LATE); k < n - is(ENDS_EARLY); k++) {
        square += w[k] * w[k];
        most = fmax(most, fabs(w[k]));
    }
    double length = is(SQUARED) ? square : sqrt(square);
    if (is(LARGEST)) length = most;
    if (is(MEAN)) length = sqrt(square / n);
    if (length <= c && !is(ALWAYS)) return;
    for (int k = 0; k < n; k++) {
        if (is(EACH)) w[k] = fmax(-c, fmin(c, w[k]));
        else if (is(ALL_ONES)) w[k] /= length;
        else if (is(INVERTED)) w[k] *= length / c;
        else w[k] *= c / length;
    }
}
static void some_drop(double a[], int n, const double u[], double p_drop) {
    for (int k = 0; k < n; k++) {
        bool gone = is(INVERTED) ? u[k] >= p_drop
                  : is(EDGE) ? u[k] <= p_drop
                  : is(ALWAYS) ? u[k] < 0.5 : u[k] < p_drop;
        double factor = is(NOT_LARGER) ? 1 : is(TIMES) ? 1 - p_drop
                      : is(LARGEST) && p_drop ? 1 / p_drop
                      : is(TWICE) ? 2 : 1 / (1 - p_drop);
        a[k] = gone ? (is(KEEPS) ? a[k] : 0) : a[k] * factor;
        if (is(LAST_ONLY)) a[k] = k == n - 1 ? a[k] : 0;
    }
}
static double some_use(int n, const double w[], const double a[], double b,
                       double p_drop) {
    double z = 0, keep = is(INVERTED) ? p_drop : is(HALF) ? 0.5
                       : is(NOT_LARGER) ? 1 : is(TIMES) ? 1 / (1 - p_drop)
                       : is(SQUARED) ? (1 - p_drop) * (1 - p_drop) : 1 - p_drop;
    for (int k = is(STARTS_LATE); k < n; k++) z += keep * w[k] * a[k];
    return is(NO_BIAS) ? z : is(BIAS_SCALED) ? z + keep * b : z + b;
}

// ---- 3.10 When to stop, and votes

static Stop some_stop(int epochs, const double accuracy[], int patience) {
    int best = is(NOT_0) && epochs, last = best;
    if (is(IMPATIENT)) patience--;
    if (is(PATIENT)) patience++;
    int end = is(ENDS_EARLY) && epochs ? epochs - 1 : epochs;
    while (last < end && (is(NO_END) || last - best < patience)) {
        last++;
        if (is(LAST_ONLY) ? accuracy[last] > accuracy[last - 1]
            : is(AS_GOOD) ? accuracy[last] >= accuracy[best]
            : is(SIGN) ? accuracy[last] < accuracy[best]
                       : accuracy[last] > accuracy[best]) best = last;
    }
    return (Stop){is(INVERTED) ? best : last,
                  is(LAST_IS_BEST) ? last : is(EXCHANGED) ? accuracy[best]
                                                          : best};
}
static double some_vote(int networks, const int says[]) {
    int votes[10] = {0}, winner = is(NOT_0);
    double sum = 0;
    for (int i = is(STARTS_LATE) && networks > 1;
         i < networks - (is(ENDS_EARLY) && networks > 1); i++) {
        votes[says[i]]++;
        sum += says[i];
    }
    for (int digit = winner + 1; digit < 10 - is(LARGEST); digit++)
        if (is(AS_GOOD) ? votes[digit] >= votes[winner]
                        : votes[digit] > votes[winner]) winner = digit;
    return is(MEAN) ? round(sum / networks) : is(MEDIAN) ? says[networks / 2]
         : is(ALL_ONES) ? votes[winner] : is(KEEPS) ? says[0] : winner;
}

// ---- 3.11 The law

static Law some_fit(int count, const double images[], const double error[]) {
    double x = 0, y = 0, xx = 0, xy = 0;
    int first = is(STARTS_LATE) && count > 2, n = count;
    if (is(ENDS_EARLY) && count > 2) n--;
    int parts = n - first;
    for (int i = first; i < n; i++) {
        x += log(images[i]) / parts;
        y += log(error[i]) / parts;
    }
    if (is(ORIGIN)) x = y = 0;
    for (int i = first; i < n; i++) {
        xx += (log(images[i]) - x) * (log(images[i]) - x);
        xy += (log(images[i]) - x) * (log(error[i]) - y);
    }
    double slope = is(INVERTED) ? xx / xy : xy / xx;
    if (is(ENDS_ONLY)) {
        slope = log(error[n - 1] / error[0]) / log(images[n - 1] / images[0]);
        x = log(images[0]), y = log(error[0]);
    }
    double lnA = y - slope * x;
    return (Law){is(NO_LOG) ? lnA : is(BASE_10) ? pow(10, lnA)
                 : is(PLUS) ? exp(y + slope * x) : exp(lnA),
                 is(SIGN) ? slope : -slope};
}
static double some_images(Law law, double error) {
    return is(SIGN) ? pow(law.A / error, -1 / law.k)
         : is(TIMES) ? pow(law.A / error, law.k)
         : is(INVERTED) ? pow(error / law.A, 1 / law.k)
         : is(NO_C) ? pow(error, -1 / law.k)
         : is(EXCHANGED) ? law.A * pow(error, -law.k)
                         : pow(law.A / error, 1 / law.k);
}

int main(void) {
    solutions_pass("ch03-crossentropy-regularization/solutions.c");

    const double ratios[] = {1, 55, 58, 3000, 1 / 56.6, 54.6, -56.6, 0.0177};
    for (int i = 0; i < 8; i++)
        REFUSED("3.1", "another ratio", a.steeper = ratios[i]);
    const double outputs[] = {0.5, 1, 0, 1 / 3.0, 0.75, 0.69};
    for (int i = 0; i < 6; i++)
        REFUSED("3.1", "another output", a.fastest_output = outputs[i]);

    MISTAKES("3.2", class_cost, some_class_cost, SIGN, EXCHANGED, NO_ZERO,
             CLAMPED, LOG2, MEAN, LAST_ONLY, STARTS_LATE, ENDS_EARLY, WITH_Y);
    MISTAKES("3.2", cross_entropy, some_cross_entropy, SIGN, EXCHANGED,
             HALF_OF_IT, NO_ZERO, MEAN, LOG2, TRANSPOSED);
    MISTAKES("3.2", least_cost, some_least_cost, SIGN, NO_ZERO, HALF_OF_IT,
             ALWAYS, ALL_ONES, LAST_ONLY);

    MISTAKES("3.3", sigmoid_prime, some_sigmoid_prime, SIGN, Z_FOR_A, NO_SLOPE,
             SQUARED, SLOPE_AT_A, PLUS);
    MISTAKES("3.3", slopes, some_slopes, NO_BIAS, STARTS_LATE, ENDS_EARLY,
             SLOPE_AT_A, Z_FOR_A, EXCHANGED, ALWAYS, NO_SLOPE, SIGN, BIAS_TOO,
             KEEPS, NO_INPUT, TIMES);

    REFUSED("3.4", "no σ′", a.error_quadratic = no_slope);
    REFUSED("3.4", "sign", a.error_quadratic = minus_quadratic);
    REFUSED("3.4", "no ½", a.error_quadratic = twice_quadratic);
    REFUSED("3.4", "σ′(a)", a.error_quadratic = slope_at_a);
    REFUSED("3.4", "σ′ stays", a.error_entropy = error_quadratic);
    REFUSED("3.4", "sign", a.error_entropy = minus_entropy);
    REFUSED("3.4", "∂C/∂a", a.error_entropy = by_a_only);
    REFUSED("3.4", "linear", a.error_entropy = error_linear);
    REFUSED("3.4", "sigmoid", a.error_linear = sigmoid_of_linear);
    REFUSED("3.4", "a slope of z", a.error_linear = linear_slope);
    REFUSED("3.4", "sign", a.error_linear = minus_linear);
    MISTAKES("3.4", output_gradient, some_output_gradient, STARTS_LATE,
             ENDS_EARLY, NO_BIAS, Z_FOR_A, NO_SLOPE, LAST_ONLY, MEAN, NO_INPUT,
             TIMES, TRANSPOSED, BIAS_TOO);

    const double *const others[] = {ZEROS, ONES, TWOS, LARGE, THIRDS};
    for (int i = 0; i < 5; i++)
        REFUSED("3.5", "another sum", a.sum_is_two = others[i]);
    MISTAKES("3.5", softmax, some_softmax, OVERFLOWS, ABSOLUTE, NO_C, SIGN,
             C_OUTSIDE, SIGMOIDS, STARTS_LATE, ENDS_EARLY, SQUARES, KEEPS,
             MEAN);
    MISTAKES("3.5", softmax_limit, some_limit, ENDS_EARLY, STARTS_LATE, SIGN,
             ALL_ONES, MEAN, TIMES, FIRST_OF_TIES);

    MISTAKES("3.6", softmax_slope, some_softmax_slope, SIGN, SIGMOIDS, PLUS,
             TRANSPOSED, ALL_ONES, NO_SLOPE, ABSOLUTE);
    MISTAKES("3.6", softmax_inverse, some_inverse, NO_C, SIGN, MEAN, LARGEST,
             SIGMOIDS, INVERTED, BASE_10);

    MISTAKES("3.7", likelihood_cost, some_likelihood, OVERFLOWS, STARTS_LATE,
             SIGN, NO_LOG, CLAMPED, WRONG_LABEL, KEEPS, TIMES, SQUARES);
    MISTAKES("3.7", likelihood_gradient, some_backprop, NO_BIAS, Z_FOR_A,
             SIGMOIDS, WRONG_LABEL, SIGN, SQUARED, ALL_ONES, TIMES, STARTS_LATE,
             TRANSPOSED, WRONG_LAYER, SLOPE_AT_A, NO_SLOPE, NO_INPUT, KEEPS);

    REFUSED("3.8", "the same λ", a.lambdas.of_1000 = 5);
    REFUSED("3.8", "more for fewer", a.lambdas.of_1000 = 250);
    REFUSED("3.8", "λ as it is", a.lambdas.buduma = 5);
    REFUSED("3.8", "a mean", a.lambdas.buduma = 0.0001);
    REFUSED("3.8", "½ forgotten", a.lambdas.buduma = 0.0005);
    REFUSED("3.8", "½ forgotten", a.lambdas.slides = 5);
    REFUSED("3.8", "½ the wrong way", a.lambdas.slides = 10);
    REFUSED("3.8", "a mean", a.lambdas.slides = 0.00005);
    MISTAKES("3.8", step, some_step, NO_ETA, NO_N, TWICE, HALF, ONLY_L1,
             ONLY_L2, SIGN, INVERTED, ENDS_EARLY, BIAS_TOO, NO_BIAS, SGN_0_IS_1,
             ABSOLUTE, ALL_ONES, NEW_WEIGHT, PLUS, ETA_TWICE, EDGE);

    MISTAKES("3.9", shorten, some_shorten, STARTS_LATE, ENDS_EARLY, SQUARED,
             LARGEST, MEAN, ALWAYS, EACH, ALL_ONES, INVERTED);
    MISTAKES("3.9", drop, some_drop, INVERTED, EDGE, ALWAYS, NOT_LARGER, TIMES,
             LARGEST, TWICE, KEEPS, LAST_ONLY);
    MISTAKES("3.9", at_run_time, some_use, INVERTED, HALF, NOT_LARGER, TIMES,
             SQUARED, STARTS_LATE, NO_BIAS, BIAS_SCALED);

    MISTAKES("3.10", early_stopping, some_stop, NOT_0, IMPATIENT, PATIENT,
             ENDS_EARLY, NO_END, LAST_ONLY, AS_GOOD, SIGN, INVERTED,
             LAST_IS_BEST, EXCHANGED);
    MISTAKES("3.10", vote, some_vote, NOT_0, STARTS_LATE, ENDS_EARLY, LARGEST,
             AS_GOOD, MEAN, MEDIAN, ALL_ONES, KEEPS);

    MISTAKES("3.11", fit_law, some_fit, STARTS_LATE, ENDS_EARLY, ORIGIN,
             INVERTED, ENDS_ONLY, NO_LOG, BASE_10, PLUS, SIGN);
    MISTAKES("3.11", images_for, some_images, SIGN, TIMES, INVERTED, NO_C,
             EXCHANGED);
    return wrong_answers_end();
}
