#define REAL double
// The exercises of chapter 5: ours pass, untouched ones fail, and so do these
// mistakes.
#include "ch05-vanishing-gradients/solutions.c"
#define main check_main
#include "ch05-vanishing-gradients/check_exercises.c"
#undef main

#include "tests/wrong_answers.h"

// Which mistake the functions below make.
static enum {
    NONE, SIGN, NO_LAST_W, FIRST_W, NO_LAST_SLOPE, SLOPE_AT_A, NO_COST,
    COST_TWICE, ONE_SHORT, NO_FACTOR, SLOPE_AT_Z, FACTOR_SQUARED, DIVIDED,
    ONLY_W, ONLY_B, MINUS_1_OUTSIDE, HALF, NO_ABS, NO_EDGE, LOG_10, ONE_ROOT,
    NO_MIDDLE, B_SIGN, NO_OFFSET, OFFSET_HALF, W2_FLAT, W2_INVERSE, VARIANCE,
    OUT_FOR_IN, TWICE, INVERSE, SUM_FOR_MEAN, LESS_ONE, NO_EPSILON,
    EPSILON_OUTSIDE, NOT_ROOT, NO_BETA, NO_GAMMA, NO_MEAN, BY_ROWS,
    EXCHANGED, AVERAGES_SD, ONLY_NOW, SQUARES, USES_BATCH, NO_ALONG,
    BOTH_MISSING, MEAN_SLOPES, X_FOR_X_HAT, NO_SHORTCUT,
    NO_LAST_RELU, NO_FIRST_RELU, TRANSPOSED_1, TRANSPOSED_2, ONLY_SHORTCUT,
    RELU_OF_X, ONE_PLACE, OTHER_PLACE, TRANSPOSED, NO_SLOPE_H, NO_SLOPE_X
} mistake;

static bool is(int it) { return (int)mistake == it; }

// ---- 5.3 The whole chain

static double sloppy_chain(const Chain *n, double x, double y) {
    double a = x, product = 1;
    int last = n->L - is(ONE_SHORT);
    for (int j = 1; j <= last; j++) {
        double z = n->w[j] * a + n->b[j];
        bool with_w = is(FIRST_W) || (j > 1 && !(is(NO_LAST_W) && j == n->L));
        double s = sigmoid_prime(is(SLOPE_AT_A) ? sigmoid(z) : z);
        product *= (with_w ? n->w[j] : 1) *
                   (is(NO_LAST_SLOPE) && j == n->L ? 1 : s);
        a = sigmoid(z);
    }
    double cost = is(SIGN) ? y - a : is(NO_COST) ? 1
                : is(COST_TWICE) ? 2 * (a - y) : a - y;
    return product * cost;
}

// ---- 5.4 A steeper neuron

static double sloppy_steep(double c, double z) {
    if (is(NO_FACTOR)) return sigmoid_prime(c * z);
    if (is(SLOPE_AT_Z)) return c * sigmoid_prime(z);
    if (is(FACTOR_SQUARED)) return c * c * sigmoid_prime(c * z);
    if (is(SIGN)) return -c * sigmoid_prime(c * z);
    return is(SLOPE_AT_A) ? c * sigmoid_prime(sigmoid(c * z))
                          : c * sigmoid_prime(c * z);
}

static Neuron1 sloppy_neuron(Neuron1 n, double c) {
    if (is(ONLY_W)) return (Neuron1){c * n.w, n.b};
    if (is(ONLY_B)) return (Neuron1){n.w, c * n.b};
    if (is(DIVIDED)) return (Neuron1){n.w / c, n.b / c};
    if (is(SIGN)) return (Neuron1){c * n.w, -c * n.b};
    return (Neuron1){c * n.w, c * n.b};
}

// ---- 5.5 A narrow window

static double sloppy_width(double w) {
    if (!is(NO_ABS)) w = fabs(w);
    if (w < 4 && !is(NO_EDGE)) return 0;
    double root = sqrt(1 - 4 / w);
    double u = is(MINUS_1_OUTSIDE) ? (w * (1 + root) - 1) / 2
             : w * (1 + root) / 2 - 1;
    double z = is(LOG_10) ? log10(u) : is(ONE_ROOT) ? u : log(u);
    return (is(HALF) ? 1 : 2) * z / (is(NO_FACTOR) ? 1 : w);
}

// ---- 5.6 A neuron that changes nothing

static Identity sloppy_identity(double w1) {
    Identity n = {w1, -w1 / 2, 4 / w1, 0.5 - 2 / w1};
    if (is(NO_MIDDLE)) n.b = 0;
    if (is(B_SIGN)) n.b = w1 / 2;
    if (is(NO_OFFSET)) n.offset = 0;
    if (is(OFFSET_HALF)) n.offset = -2 / w1;
    if (is(W2_FLAT)) n.w2 = 1 / w1, n.offset = 0.5 - 0.5 / w1;
    if (is(W2_INVERSE)) n.w2 = w1 / 4;
    if (is(SIGN)) n.offset = 2 / w1 - 0.5;
    return n;
}

// ---- 5.7 Where to start

static double sloppy_plain(int n_in) {
    double v = is(TWICE) ? 2.0 / n_in : is(HALF) ? 0.5 / n_in : 1.0 / n_in;
    return is(VARIANCE) ? v : is(INVERSE) ? 1 / sqrt(v) : sqrt(v);
}
static double sloppy_relu(int n_in) {
    double v = is(NO_FACTOR) ? 1.0 / n_in : is(HALF) ? 0.5 / n_in : 2.0 / n_in;
    return is(VARIANCE) ? v : is(TWICE) ? 2 / sqrt(n_in) : sqrt(v);
}
static double sloppy_both(int n_in, int n_out) {
    if (is(NO_FACTOR)) return sqrt(1.0 / (n_in + n_out));
    if (is(OUT_FOR_IN)) return sqrt(1.0 / n_out);
    if (is(VARIANCE)) return 2.0 / (n_in + n_out);
    if (is(MEAN_SLOPES)) return sqrt((1.0 / n_in + 1.0 / n_out) / 2);
    return is(HALF) ? sqrt(1.0 / n_in) : sqrt(2.0 / (n_in + n_out));
}

// ---- 5.8 to 5.10 Batch normalisation

static void moments(Batch x, int j, double *mean, double *variance) {
    double m = is(LESS_ONE) ? x.rows - 1 : is(SUM_FOR_MEAN) ? 1 : x.rows;
    *mean = *variance = 0;
    for (int i = 0; i < x.rows; i++) *mean += x.at[i][j] / x.rows;
    for (int i = 0; i < x.rows; i++) {
        double off = x.at[i][j] - (is(NO_MEAN) ? 0 : *mean);
        *variance += off * off / m;
    }
}

static double root_of(double variance, double epsilon) {
    return is(NO_EPSILON) ? sqrt(variance)
         : is(EPSILON_OUTSIDE) ? sqrt(variance) + epsilon
         : is(NOT_ROOT) ? variance + epsilon : sqrt(variance + epsilon);
}

static Batch sloppy_norm(const Norm *n, Batch x) {
    Batch y = batch(x.rows, x.cols);
    for (int j = 0; j < x.cols; j++)
        for (int i = 0; i < x.rows; i++) {
            double mean, variance;
            moments(x, is(BY_ROWS) ? 0 : j, &mean, &variance);
            double x_hat = (x.at[i][j] - mean) / root_of(variance, n->epsilon);
            y.at[i][j] = (is(NO_GAMMA) ? 1 : n->gamma[j]) * x_hat +
                         (is(NO_BETA) ? 0 : n->beta[j]);
            if (is(EXCHANGED)) y.at[i][j] = n->beta[j] * x_hat + n->gamma[j];
        }
    return y;
}

static void sloppy_remember(Norm *n, Batch x) {
    for (int j = 0; j < x.cols; j++) {
        double mean, variance;
        moments(x, j, &mean, &variance);
        double p = is(EXCHANGED) ? 1 - n->p : is(ONLY_NOW) ? 0 : n->p;
        double part = is(SUM_FOR_MEAN) ? 1 : 1 - p;
        double now = is(AVERAGES_SD) ? sqrt(variance)
                   : is(SQUARES) ? variance + mean * mean : variance;
        n->mean[j] = p * n->mean[j] + part * mean;
        n->variance[j] = p * n->variance[j] + part * now;
    }
}

static Batch sloppy_in_use(const Norm *n, Batch x) {
    Batch y = batch(x.rows, x.cols);
    if (is(USES_BATCH)) return norm_forward(n, x);
    for (int i = 0; i < x.rows; i++)
        for (int j = 0; j < x.cols; j++) {
            double off = x.at[i][j] - (is(NO_MEAN) ? 0 : n->mean[j]);
            y.at[i][j] = (is(NO_GAMMA) ? 1 : n->gamma[j]) * off /
                         root_of(n->variance[j], n->epsilon) +
                         (is(NO_BETA) ? 0 : n->beta[j]);
        }
    return y;
}

static NormSlopes sloppy_backward(const Norm *n, Batch x, Batch delta) {
    NormSlopes to = {.x = batch(x.rows, x.cols)};
    for (int j = 0; j < x.cols; j++) {
        double mean, variance, m = x.rows;
        moments(x, j, &mean, &variance);
        double root = root_of(variance, n->epsilon), x_hat[MOST];
        for (int i = 0; i < x.rows; i++) {
            x_hat[i] = is(X_FOR_X_HAT) ? x.at[i][j]
                                       : (x.at[i][j] - mean) / root;
            to.beta[j] += delta.at[i][j];
            to.gamma[j] += delta.at[i][j] * x_hat[i];
        }
        for (int i = 0; i < x.rows; i++) {
            double level = is(NO_MEAN) || is(BOTH_MISSING) ? 0
                         : to.beta[j] / m;
            double along = is(NO_ALONG) || is(BOTH_MISSING) ? 0
                         : x_hat[i] * to.gamma[j] / m;
            if (is(SIGN)) along = -along;
            if (is(SUM_FOR_MEAN)) level *= m;
            to.x.at[i][j] = (is(NO_GAMMA) ? 1 : n->gamma[j]) / root *
                            (delta.at[i][j] - level - along);
        }
        if (is(MEAN_SLOPES)) to.beta[j] /= m, to.gamma[j] /= m;
        if (is(EXCHANGED)) {
            double keep = to.beta[j];
            to.beta[j] = to.gamma[j];
            to.gamma[j] = keep;
        }
    }
    return to;
}

// ---- 5.11 The way without factors

static void sloppy_block(const Block *n, const double x[], const double delta[],
                         double to[]) {
    double z1[MOST] = {0}, past[MOST], through[MOST] = {0};
    for (int i = 0; i < n->n; i++)
        for (int j = 0; j < n->n; j++) z1[i] += n->w1[i][j] * x[j];
    for (int i = 0; i < n->n; i++) {
        double sum = is(NO_SHORTCUT) ? 0 : x[i];
        for (int j = 0; j < n->n; j++) sum += n->w2[i][j] * fmax(z1[j], 0);
        if (is(RELU_OF_X)) sum = x[i];
        past[i] = sum > 0 || is(NO_LAST_RELU) ? delta[i] : 0;
    }
    for (int j = 0; j < n->n; j++)
        for (int i = 0; i < n->n; i++)
            if (z1[j] > 0 || is(NO_FIRST_RELU))
                through[j] += past[i] *
                              (is(TRANSPOSED_2) ? n->w2[j][i] : n->w2[i][j]);
    for (int k = 0; k < n->n; k++) {
        to[k] = is(NO_SHORTCUT) ? 0 : is(SIGN) ? -past[k] : past[k];
        if (is(ONLY_SHORTCUT)) continue;
        for (int j = 0; j < n->n; j++)
            to[k] += through[j] * (is(TRANSPOSED_1) ? n->w1[k][j]
                                                    : n->w1[j][k]);
    }
}

// ---- 5.12 One matrix, used twice

static void sloppy_coder(const Coder *n, const double x[],
                         double to[MOST][MOST]) {
    double h[MOST], delta_h[MOST] = {0}, delta_x[MOST];
    for (int i = 0; i < n->hidden; i++) {
        double z = n->b[i];
        for (int j = 0; j < n->n; j++) z += n->w[i][j] * x[j];
        h[i] = sigmoid(z);
    }
    for (int j = 0; j < n->n; j++) {
        double z = n->c[j];
        for (int i = 0; i < n->hidden; i++) z += n->w[i][j] * h[i];
        delta_x[j] = is(NO_SLOPE_X) ? sigmoid(z) - x[j]
                   : (sigmoid(z) - x[j]) * sigmoid_prime(z);
        for (int i = 0; i < n->hidden; i++)
            delta_h[i] += n->w[i][j] * delta_x[j] *
                          (is(NO_SLOPE_H) ? 1 : h[i] * (1 - h[i]));
    }
    for (int i = 0; i < n->hidden; i++)
        for (int j = 0; j < n->n; j++) {
            double above = h[i] * delta_x[j], below = delta_h[i] * x[j];
            double both = is(ONE_PLACE) ? above : is(OTHER_PLACE) ? below
                        : is(HALF) ? (above + below) / 2 : above + below;
            *(is(TRANSPOSED) ? &to[j][i] : &to[i][j]) = is(SIGN) ? -both : both;
        }
}

int main(void) {
    solutions_pass("ch05-vanishing-gradients/solutions.c");

    REFUSED("5.1", "a gate for each bit", a.parity_gates.tree = 10);
    REFUSED("5.1", "layers for gates", a.parity_gates.tree = 4);
    REFUSED("5.1", "all rows", a.parity_gates.two_layers = 1024);
    REFUSED("5.1", "bits squared", a.parity_gates.two_layers = 100);
    REFUSED("5.1", "row of zeros left out", a.parity_gates.two_layers = 511);
    REFUSED("5.1", "the OR counted", a.parity_gates.two_layers = 513);

    REFUSED("5.2", "one factor", a.factors.vanishes = 0.25);
    REFUSED("5.2", "three factors", a.factors.vanishes = 1.0 / 64);
    REFUSED("5.2", "upside down", a.factors.vanishes = 16);
    REFUSED("5.2", "one step", a.factors.explodes = 25);
    REFUSED("5.2", "two steps", a.factors.explodes = 625);
    REFUSED("5.2", "four steps", a.factors.explodes = 390625);
    REFUSED("5.2", "without the slopes", a.factors.explodes = 1e6);

    MISTAKES("5.3", chain_slope, sloppy_chain, SIGN, NO_LAST_W, FIRST_W,
             NO_LAST_SLOPE, SLOPE_AT_A, NO_COST, COST_TWICE, ONE_SHORT);
    MISTAKES("5.4", steep_slope, sloppy_steep, NO_FACTOR, SLOPE_AT_Z,
             FACTOR_SQUARED, SIGN, SLOPE_AT_A);
    MISTAKES("5.4", as_steep, sloppy_neuron, ONLY_W, ONLY_B, DIVIDED, SIGN);
    REFUSED("5.4", "σ′ is ½", a.explodes_beyond = 2);
    REFUSED("5.4", "σ′ is 1", a.explodes_beyond = 1);
    REFUSED("5.4", "upside down", a.explodes_beyond = 0.25);
    MISTAKES("5.5", width, sloppy_width, MINUS_1_OUTSIDE, HALF, NO_ABS, NO_EDGE,
             LOG_10, ONE_ROOT, NO_FACTOR);
    REFUSED("5.5", "its edge", a.widest_at = 4);
    REFUSED("5.5", "far too large", a.widest_at = 25);
    REFUSED("5.5", "not yet there", a.widest_at = 6.7);
    REFUSED("5.5", "beyond", a.widest_at = 7.1);
    REFUSED("5.5", "the width itself", a.widest_at = 0.4477);
    MISTAKES("5.6", identity, sloppy_identity, NO_MIDDLE, B_SIGN, NO_OFFSET,
             OFFSET_HALF, W2_FLAT, W2_INVERSE, SIGN);
    MISTAKES("5.7", start_plain, sloppy_plain, TWICE, HALF, VARIANCE, INVERSE);
    MISTAKES("5.7", start_relu, sloppy_relu, NO_FACTOR, HALF, VARIANCE, TWICE);
    MISTAKES("5.7", start_both, sloppy_both, NO_FACTOR, OUT_FOR_IN, VARIANCE,
             MEAN_SLOPES, HALF);
    MISTAKES("5.8", norm_forward, sloppy_norm, LESS_ONE, SUM_FOR_MEAN, NO_MEAN,
             NO_EPSILON, EPSILON_OUTSIDE, NOT_ROOT, NO_BETA, NO_GAMMA, BY_ROWS,
             EXCHANGED);
    MISTAKES("5.9", norm_remember, sloppy_remember, EXCHANGED, ONLY_NOW,
             SUM_FOR_MEAN, AVERAGES_SD, SQUARES, LESS_ONE);
    MISTAKES("5.9", norm_in_use, sloppy_in_use, USES_BATCH, NO_MEAN, NO_EPSILON,
             NOT_ROOT, NO_BETA, NO_GAMMA);
    MISTAKES("5.10", norm_backward, sloppy_backward, NO_MEAN, NO_ALONG,
             BOTH_MISSING, SIGN, SUM_FOR_MEAN, NO_GAMMA, MEAN_SLOPES,
             X_FOR_X_HAT, EXCHANGED, NO_EPSILON, NOT_ROOT, LESS_ONE);
    MISTAKES("5.11", block_backward, sloppy_block, NO_SHORTCUT, NO_LAST_RELU,
             NO_FIRST_RELU, TRANSPOSED_1, TRANSPOSED_2, ONLY_SHORTCUT, SIGN,
             RELU_OF_X);
    MISTAKES("5.12", coder_slopes, sloppy_coder, ONE_PLACE, OTHER_PLACE, HALF,
             TRANSPOSED, NO_SLOPE_H, NO_SLOPE_X, SIGN);
    return wrong_answers_end();
}
