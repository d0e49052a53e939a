#define REAL double
// The exercises of chapter 2: ours pass, untouched ones fail, and so do these
// mistakes.
#include "ch02-backprop/solutions.c"
#define main check_main
#include "ch02-backprop/check_exercises.c"
#undef main

#include "tests/wrong_answers.h"

// Which mistake the functions below make.
static enum {
    NONE, SIGN, TWICE, NO_BIAS, MINUS_BIAS, TRANSPOSED, NO_SLOPE, SLOPE_AT_A,
    SLOPE_ABOVE, SLOPE_BELOW, LAST_LINEAR, SIGMOID_TWICE, STARTS_LATE,
    ENDS_EARLY, Z_FOR_A, LAST_ONLY, WRONG_LAYER, MEAN, NO_ACTIVATION, OWN_A,
    KEEPS_SIGMOID, KEEPS_SLOPE, WHOLE_LAYER, F_FOR_SLOPE, SLOPE_OF_A,
    OTHER_LAYER
} mistake;

static double slope_at(const Net *n, int l, int j) {
    double s = sigmoid_prime(n->z[l][j]);
    return mistake == NO_SLOPE ? 1
         : mistake == SLOPE_AT_A ? sigmoid_prime(n->a[l][j])
         : mistake == SLOPE_ABOVE ? sigmoid_prime(n->z[l + 1][0])
         : mistake == SLOPE_BELOW ? sigmoid_prime(n->z[l - 1][0])
         : mistake == SIGMOID_TWICE ? s * s : s;
}

// ---- 2.2 Forwards

static void forward(Net *n, const double x[]) {
    for (int k = 0; k < n->size[1]; k++) n->a[1][k] = x[k];
    for (int l = 2; l <= n->L; l++)
        for (int j = 0; j < n->size[l]; j++) {
            double z = mistake == NO_BIAS ? 0
                     : mistake == MINUS_BIAS ? -n->b[l][j] : n->b[l][j];
            int first = mistake == STARTS_LATE;
            int count = n->size[l - 1] - (mistake == ENDS_EARLY);
            for (int k = first; k < count; k++) {
                double a = mistake == Z_FOR_A && l > 2 ? n->z[l - 1][k]
                                                       : n->a[l - 1][k];
                double w = mistake == TRANSPOSED ? n->w[l][k][j]
                                                 : n->w[l][j][k];
                z = mistake == LAST_ONLY ? w * a : z + w * a;
            }
            if (mistake == MEAN) z /= n->size[l - 1];
            n->z[l][j] = z;
            n->a[l][j] = sigmoid(z);
            if (mistake == SIGMOID_TWICE) n->a[l][j] = sigmoid(sigmoid(z));
            if (mistake == LAST_LINEAR && l == n->L) n->a[l][j] = z;
        }
}

// ---- 2.3 Four neurons

static Deltas as_printed(Four n, double label1, double label2) {
    Deltas d = four_deltas(n, label1, label2);
    return (Deltas){-d.A, -d.B, -d.C, -d.D};
}
static Deltas no_half(Four n, double label1, double label2) {
    Deltas d = four_deltas(n, label1, label2);
    return (Deltas){2 * d.A, 2 * d.B, 2 * d.C, 2 * d.D};
}
static Deltas one_path(Four n, double label1, double label2) {
    Deltas d = four_deltas(n, label1, label2);
    return (Deltas){n.AC * d.C, n.BD * d.D, d.C, d.D};
}
static Deltas forward_weights(Four n, double label1, double label2) {
    Deltas d = four_deltas(n, label1, label2);
    return (Deltas){n.AC * d.C + n.BC * d.D, n.AD * d.C + n.BD * d.D, d.C, d.D};
}
static Deltas exchanged(Four n, double label1, double label2) {
    Deltas d = four_deltas(n, label1, label2);
    return (Deltas){d.B, d.A, d.C, d.D};
}
static Deltas times_output(Four n, double label1, double label2) {
    Deltas d = four_deltas(n, label1, label2);
    return (Deltas){n.A * d.A, n.B * d.B, d.C, d.D};
}
static Deltas labels_exchanged(Four n, double label1, double label2) {
    return four_deltas(n, label2, label1);
}

// ---- 2.4, 2.5 Errors

static void last_error(Net *n, const double y[]) {
    int L = n->L;
    for (int j = 0; j < n->size[L]; j++) {
        n->delta[L][j] = (n->a[L][j] - y[j]) * slope_at(n, L, j);
        if (mistake == SIGN) n->delta[L][j] *= -1;
        if (mistake == TWICE) n->delta[L][j] *= 2;
        if (mistake == MEAN) n->delta[L][j] /= n->size[L];
        if (mistake == Z_FOR_A)
            n->delta[L][j] = (n->z[L][j] - y[j]) * slope_at(n, L, j);
    }
    if (mistake == ENDS_EARLY) n->delta[L][n->size[L] - 1] = 0;
}

static void hidden_error(Net *n, int l) {
    int above = n->size[l + 1] - (mistake == ENDS_EARLY);
    for (int k = 0; k < n->size[l]; k++) {
        double sum = mistake == NO_BIAS ? n->b[l][k] : 0;
        for (int j = mistake == STARTS_LATE; j < above; j++) {
            double w = mistake == TRANSPOSED ? n->w[l + 1][k][j]
                     : mistake == WRONG_LAYER ? n->w[l][j][k]
                                              : n->w[l + 1][j][k];
            double delta = mistake == OTHER_LAYER ? n->a[l + 1][j]
                                                  : n->delta[l + 1][j];
            sum = mistake == LAST_ONLY ? w * delta : sum + w * delta;
        }
        if (mistake == MEAN) sum /= n->size[l + 1];
        n->delta[l][k] = (mistake == SIGN ? -sum : sum) * slope_at(n, l, k);
    }
}

// ---- 2.6 The gradient

static void sloppy_gradient(const Net *n, Net *g) {
    for (int l = 2 + (mistake == STARTS_LATE); l <= n->L; l++)
        for (int j = 0; j < n->size[l]; j++) {
            double delta = n->delta[l][j];
            if (mistake == SIGN) delta *= -1;
            if (mistake == NO_SLOPE) delta *= sigmoid_prime(n->z[l][j]);
            g->b[l][j] = mistake == NO_BIAS ? 0
                       : mistake == NO_ACTIVATION ? delta * n->b[l][j] : delta;
            for (int k = 0; k < n->size[l - 1]; k++) {
                double a = mistake == OWN_A ? n->a[l][j]
                         : mistake == Z_FOR_A && l > 2 ? n->z[l - 1][k]
                         : mistake == WHOLE_LAYER ? 1 : n->a[l - 1][k];
                if (mistake == SLOPE_AT_A) a *= n->w[l][j][k];
                if (mistake == TRANSPOSED) g->w[l][k][j] = a * delta;
                else g->w[l][j][k] = a * delta;
            }
        }
    if (mistake == STARTS_LATE)
        for (int j = 0; j < n->size[2]; j++)
            g->b[2][j] = g->w[2][j][0] = 0;
}

// ---- 2.7 Downhill

static void sloppy_descend(Net *n, const Net *g, double eta) {
    if (mistake == SIGN) eta = -eta;
    if (mistake == TWICE) eta = 1;
    int last = mistake == LAST_LINEAR ? n->L - 1 : n->L;
    for (int l = last; l >= 2 + (mistake == STARTS_LATE); l--)
        for (int j = 0; j < n->size[l]; j++) {
            if (mistake != NO_BIAS) n->b[l][j] -= eta * g->b[l][j];
            if (mistake == LAST_ONLY) n->b[l][j] = -eta * g->b[l][j];
            int count = n->size[l - 1] - (mistake == ENDS_EARLY);
            for (int k = 0; k < count; k++)
                n->w[l][j][k] -= eta * (mistake == TRANSPOSED ? g->w[l][k][j]
                                                              : g->w[l][j][k]);
        }
}

// ---- 2.8 One neuron is different

static double half(double z) { return 0.5 * z; }
static void sloppy_odd(Net *n, const double x[], const double y[], Odd odd) {
    Odd back = odd;
    if (mistake == KEEPS_SIGMOID) odd.f = sigmoid;
    if (mistake == KEEPS_SLOPE) back.f_prime = sigmoid_prime;
    if (mistake == F_FOR_SLOPE) back.f_prime = odd.f;
    if (mistake == SLOPE_OF_A) back.f_prime = half;
    if (mistake == OTHER_LAYER) back.l = odd.l - 1;
    if (mistake == STARTS_LATE) back.j = odd.j + 1;
    for (int k = 0; k < n->size[1]; k++) n->a[1][k] = x[k];
    for (int l = 2; l <= n->L; l++)
        for (int j = 0; j < n->size[l]; j++) {
            n->z[l][j] = n->b[l][j];
            for (int k = 0; k < n->size[l - 1]; k++)
                n->z[l][j] += n->w[l][j][k] * n->a[l - 1][k];
            bool it = l == odd.l && (j == odd.j || mistake == WHOLE_LAYER);
            n->a[l][j] = it ? odd.f(n->z[l][j]) : sigmoid(n->z[l][j]);
        }
    for (int l = n->L; l >= 2; l--)
        for (int k = 0; k < n->size[l]; k++) {
            double sum = n->a[l][k] - y[k], z = n->z[l][k];
            for (int j = 0; l < n->L && j < n->size[l + 1]; j++)
                sum = (j ? sum : 0) + n->w[l + 1][j][k] * n->delta[l + 1][j];
            bool it = l == back.l && (k == back.j || mistake == WHOLE_LAYER);
            n->delta[l][k] = sum * (it ? back.f_prime(z) : sigmoid_prime(z));
        }
}

// ---- 2.9 Linear neurons

static void sloppy_linear(Net *n, const double y[]) {
    int L = n->L;
    for (int j = 0; j < n->size[L]; j++) {
        double miss = n->a[L][j] - y[j];
        n->delta[L][j] = mistake == SIGN ? -miss
            : mistake == SLOPE_AT_A ? miss * sigmoid_prime(n->z[L][j])
            : mistake == SLOPE_OF_A ? miss * n->z[L][j]
            : mistake == Z_FOR_A ? sigmoid(n->z[L][j]) - y[j] : miss;
    }
    for (int l = L - 1; l >= 2; l--)
        for (int k = 0; k < n->size[l]; k++) {
            double sum = 0;
            for (int j = 0; j < n->size[l + 1]; j++)
                sum += n->delta[l + 1][j] * (mistake == TRANSPOSED
                    ? n->w[l + 1][k][j] : n->w[l + 1][j][k]);
            n->delta[l][k] = mistake == NO_SLOPE
                ? sum * sigmoid_prime(n->z[l][k])
                : mistake == WHOLE_LAYER ? 0 : sum;
        }
}

// ---- 2.10 Without ⊙

static Rect sloppy_product(const Net *n) {
    Rect all = diagonal(n, mistake == WRONG_LAYER ? n->L : 2);
    if (mistake == NO_SLOPE) all = each(sigmoid_prime, scaled(0, all));
    if (mistake == STARTS_LATE)
        for (int i = 0; i < all.rows; i++) all.at[i][i] = 1;
    for (int l = 3; l <= n->L; l++) {
        Rect w = transposed(weights(n, l)), sigma = diagonal(n, l);
        if (mistake == TRANSPOSED) w = weights(n, l);
        if (mistake == ENDS_EARLY && l == n->L) all = product(all, w);
        else if (mistake == SIGMOID_TWICE)
            all = product(product(all, w), product(sigma, sigma));
        else if (mistake == OTHER_LAYER)
            all = product(product(all, diagonal(n, l - 1)), w);
        else all = product(product(all, w), sigma);
    }
    return mistake == SIGN ? transposed(all) : all;
}

// ---- 2.11 All the paths

static double sloppy_paths(const Net *n, const double y[], int l, int j) {
    if (l == n->L)
        return (n->a[l][j] - y[j]) * (mistake == SIGN ? -1 :
                                      mistake == TWICE ? 2 : 1);
    double sum = 0;
    for (int q = mistake == STARTS_LATE; q < n->size[l + 1]; q++) {
        double slope = sigmoid_prime(n->z[l + 1][q]), w = n->w[l + 1][q][j];
        if (mistake == NO_SLOPE) slope = 1;
        if (mistake == TRANSPOSED) w = n->w[l + 1][j][q];
        double path = sloppy_paths(n, y, l + 1, q) * slope * w;
        sum = mistake == LAST_ONLY ? path : sum + path;
    }
    return sum;
}
static double add_paths(const Net *n, const double y[], int j, int k) {
    double rest = sloppy_paths(n, y, 2, j);
    if (mistake != SLOPE_AT_A) rest *= sigmoid_prime(n->z[2][j]);
    return mistake == NO_ACTIVATION ? rest
         : mistake == OWN_A ? rest * n->a[2][j] : rest * n->a[1][k];
}

// ---- 2.12 A mini-batch at once

static Layers3 times(double c, Layers3 g) {
    return (Layers3){scaled(c, g.w2), scaled(c, g.b2), scaled(c, g.w3),
                     scaled(c, g.b3)};
}
static Layers3 sloppy_batch(Layers3 n, Rect x, Rect y) {
    double m = x.rows;
    Layers3 blind = n;
    if (mistake == NO_BIAS) blind.b2 = scaled(0, n.b2);
    if (mistake == MINUS_BIAS) blind.b3 = scaled(-1, n.b3);
    if (mistake == LAST_ONLY) x.rows = y.rows = 1;
    Layers3 g = batch_gradient(blind, x, y);
    if (mistake == MEAN) g = times(m, g);
    if (mistake == TWICE) g = times(2, g);
    if (mistake == SIGN) g = times(-1, g);
    if (mistake == WHOLE_LAYER) g.b2 = scaled(m, g.b2);
    if (mistake == OWN_A) g.b3 = scaled(0, g.b3);
    if (mistake == NO_SLOPE || mistake == SLOPE_AT_A) {
        Rect a2 = each(sigmoid, plus_row(product(x, transposed(n.w2)), n.b2));
        Rect z3 = plus_row(product(a2, transposed(n.w3)), n.b3);
        Rect delta3 = hadamard(minus(each(sigmoid, z3), y),
                               each(sigmoid_prime, z3));
        Rect delta2 = product(delta3, n.w3);
        if (mistake == SLOPE_AT_A)
            delta2 = hadamard(delta2, each(sigmoid_prime, a2));
        g.w2 = scaled(1 / m, product(transposed(delta2), x));
    }
    if (mistake == TRANSPOSED) g.w2 = transposed(g.w2);
    return g;
}

int main(void) {
    solutions_pass("ch02-backprop/solutions.c");

    REFUSED("2.1", "transposed", a.shapes.w2 = (Shape){3, 4});
    REFUSED("2.1", "x is a row", a.shapes.x = (Shape){1, 3});
    REFUSED("2.1", "with the bias", a.shapes.w1 = (Shape){3, 4});
    REFUSED("2.1", "the last is a column", a.shapes.w3 = (Shape){4, 1});
    REFUSED("2.1", "still of three", a.shapes.after_2 = (Shape){3, 1});
    REFUSED("2.1", "outer product", a.shapes.answer = (Shape){4, 4});

    MISTAKES("2.2", feed_forward, forward, NO_BIAS, MINUS_BIAS, TRANSPOSED,
             STARTS_LATE, ENDS_EARLY, Z_FOR_A, LAST_ONLY, MEAN, SIGMOID_TWICE,
             LAST_LINEAR);

    REFUSED("2.3", "label - output", a.four_deltas = as_printed);
    REFUSED("2.3", "no ½", a.four_deltas = no_half);
    REFUSED("2.3", "one path", a.four_deltas = one_path);
    REFUSED("2.3", "weights of the way forward",
            a.four_deltas = forward_weights);
    REFUSED("2.3", "A for B", a.four_deltas = exchanged);
    REFUSED("2.3", "times the output", a.four_deltas = times_output);
    REFUSED("2.3", "labels exchanged", a.four_deltas = labels_exchanged);

    MISTAKES("2.4", output_error, last_error, SIGN, TWICE, NO_SLOPE,
             SLOPE_AT_A, SLOPE_BELOW, SIGMOID_TWICE, MEAN, Z_FOR_A, ENDS_EARLY);
    MISTAKES("2.5", error_before, hidden_error, SIGN, TRANSPOSED, NO_SLOPE,
             SLOPE_AT_A, SLOPE_ABOVE, WRONG_LAYER, OTHER_LAYER, STARTS_LATE,
             ENDS_EARLY, LAST_ONLY, MEAN, NO_BIAS);
    MISTAKES("2.6", gradient, sloppy_gradient, SIGN, NO_SLOPE, NO_BIAS,
             NO_ACTIVATION, OWN_A, Z_FOR_A, WHOLE_LAYER, SLOPE_AT_A,
             STARTS_LATE);
    MISTAKES("2.7", descend, sloppy_descend, SIGN, TWICE, NO_BIAS, STARTS_LATE,
             LAST_LINEAR, LAST_ONLY, ENDS_EARLY, TRANSPOSED);
    MISTAKES("2.8", odd_backprop, sloppy_odd, KEEPS_SIGMOID, KEEPS_SLOPE,
             F_FOR_SLOPE, SLOPE_OF_A, WHOLE_LAYER, OTHER_LAYER, STARTS_LATE);
    MISTAKES("2.9", linear_errors, sloppy_linear, SIGN, SLOPE_AT_A, SLOPE_OF_A,
             Z_FOR_A, TRANSPOSED, NO_SLOPE, WHOLE_LAYER);
    MISTAKES("2.10", without_hadamard, sloppy_product, WRONG_LAYER, NO_SLOPE,
             STARTS_LATE, TRANSPOSED, ENDS_EARLY, SIGMOID_TWICE, OTHER_LAYER,
             SIGN);
    MISTAKES("2.11", by_paths, add_paths, SIGN, TWICE, STARTS_LATE, NO_SLOPE,
             TRANSPOSED, LAST_ONLY, SLOPE_AT_A, NO_ACTIVATION, OWN_A);
    MISTAKES("2.12", batch_gradient, sloppy_batch, NO_BIAS, MINUS_BIAS, MEAN,
             TWICE, LAST_ONLY, SIGN, WHOLE_LAYER, OWN_A, NO_SLOPE, SLOPE_AT_A,
             TRANSPOSED);
    return wrong_answers_end();
}
