// # The second network
//
// Nielsen's network2.py, in C and by matrices: ch02-backprop/network.c, and
// what chapter 3 adds.  Put the two side by side; what is not explained here is
// explained there.  New are: costs, each with its own δᴸ; a start from smaller
// weights; regularisation, which the gradient begins with; dropout, a factor
// on every hidden activation; a bound on the weights, after each step; and the
// loop that watches itself.
#include "ch03-crossentropy-regularization/network2.h"

#include "common/report.h"

// ## The neuron
//
//     σ(z) = 1 / (1 + e⁻ᶻ)            σ′(z) = σ(z) (1 - σ(z))
static real sigmoid(real z) { return 1 / (1 + real_exp(-z)); }
static real sigmoid_prime(real z) { return sigmoid(z) * (1 - sigmoid(z)); }

static void sigmoid_output(Matrix a, Matrix z) { mat_map(a, sigmoid, z); }

// ## The quadratic cost
//
//     C = Σⱼ (yⱼ - aⱼ)² / 2                                            (26)
//     δᴸ = (aᴸ - y) ⊙ σ′(zᴸ)                                           (30)
static double quadratic_cost(Matrix z, Matrix a, Matrix y) {
    double sum = 0;
    (void)z;
    for (int i = 0; i < a.rows * a.cols; i++) {
        double miss = (double)(a.at[i] - y.at[i]);
        sum += miss * miss / 2;
    }
    return sum;
}

static void quadratic_delta(Matrix delta, Matrix z, Matrix a, Matrix y) {
    for (int i = 0; i < a.rows * a.cols; i++)
        delta.at[i] = (a.at[i] - y.at[i]) * sigmoid_prime(z.at[i]);
}

const Network2Cost network2_quadratic = {
    "quadratic", sigmoid_output, quadratic_cost, quadratic_delta,
};

// ## The cross-entropy
//
//     C = -Σⱼ [yⱼ ln aⱼ + (1 - yⱼ) ln(1 - aⱼ)]                         (63)
//     δᴸ = aᴸ - y                                                      (66)
//
// σ′ has gone: that is the whole point of this cost.
//
// For z = 17 a float rounds a = σ(z) to 1, and ln(1 - a) would be -∞.  So the
// logarithms are taken of z, which knows better: -ln σ(z) = ln(1 + e⁻ᶻ), and
// 1 - σ(z) = σ(-z).
static double minus_log_sigmoid(double z) {
    return z > 0 ? log1p(exp(-z)) : log1p(exp(z)) - z;
}

static double cross_entropy_cost(Matrix z, Matrix a, Matrix y) {
    double sum = 0;
    for (int i = 0; i < a.rows * a.cols; i++) {
        double zj = (double)z.at[i], yj = (double)y.at[i];
        sum += yj * minus_log_sigmoid(zj) + (1 - yj) * minus_log_sigmoid(-zj);
    }
    return sum;
}

static void output_minus_y(Matrix delta, Matrix z, Matrix a, Matrix y) {
    (void)z;
    mat_sub(delta, a, y);
}

const Network2Cost network2_cross_entropy = {
    "cross-entropy", sigmoid_output, cross_entropy_cost, output_minus_y,
};

// ## Softmax, and the log-likelihood
//
//     aⱼ = e^zⱼ / Σₖ e^zₖ                                              (78)
//
// Softmax does not change when all z move together, so the largest is moved to
// 0: no exponential can overflow.
static real largest_in_row(Matrix z, int i) {
    return AT(z, i, mat_argmax_row(z, i));
}

static void softmax_output(Matrix a, Matrix z) {
    for (int i = 0; i < z.rows; i++) {
        real largest = largest_in_row(z, i), sum = 0;
        for (int j = 0; j < z.cols; j++)
            sum += AT(a, i, j) = real_exp(AT(z, i, j) - largest);
        for (int j = 0; j < z.cols; j++) AT(a, i, j) /= sum;
    }
}

//     C = -Σⱼ yⱼ ln aⱼ,    where ln aⱼ = zⱼ - ln Σₖ e^zₖ               (80)
//     δᴸ = aᴸ - y                                                      (84)
//
// For a one-hot y the sum is the text's single term, -ln of the output that
// ought to be 1.
static double log_likelihood_cost(Matrix z, Matrix a, Matrix y) {
    double sum = 0;
    for (int i = 0; i < a.rows; i++) {
        double largest = (double)largest_in_row(z, i), exps = 0;
        for (int k = 0; k < a.cols; k++)
            exps += exp((double)AT(z, i, k) - largest);
        for (int j = 0; j < a.cols; j++)
            sum -= (double)AT(y, i, j) *
                   ((double)AT(z, i, j) - largest - log(exps));
    }
    return sum;
}

const Network2Cost network2_log_likelihood = {
    "log-likelihood", softmax_output, log_likelihood_cost, output_minus_y,
};

// ## Making a network
//
// All weights of all layers lie in one block, followed by all biases; a second
// block like it holds the gradient.
static void view_parameters(Network2 *n, Matrix block, Network2Layers w,
                            Network2Layers b) {
    real *at = block.at;
    for (int l = 2; l <= n->L; l++) {
        w[l] = mat_view(at, n->sizes[l], n->sizes[l - 1]);
        at += (size_t)n->sizes[l] * (size_t)n->sizes[l - 1];
    }
    for (int l = 2; l <= n->L; l++) {
        b[l] = mat_view(at, 1, n->sizes[l]);
        at += n->sizes[l];
    }
}

static void make_blocks(Network2 *n) {
    long long weights = 0, biases = 0;
    for (int l = 1; l <= n->L; l++) {
        if (n->sizes[l] < 1)
            die("network2: %d neurons in layer %d", n->sizes[l], l);
        if (l > 1) weights += (long long)n->sizes[l] * n->sizes[l - 1];
        if (l > 1) biases += n->sizes[l];
        if (weights + biases > INT32_MAX)
            die("network2: more than 2^31 parameters");
    }
    n->parameters = mat_new(1, (int)(weights + biases));
    n->gradient = mat_new(1, (int)(weights + biases));
    n->weights = mat_view(n->parameters.at, 1, (int)weights);
    view_parameters(n, n->parameters, n->w, n->b);
    view_parameters(n, n->gradient, n->nabla_w, n->nabla_b);
}

// A weighted input z is a sum of n_in products.  With weights from N(0, 1) it
// is spread over ±√n_in, and most neurons start saturated; weights √n_in times
// smaller keep z, and so σ′(z), in the middle.
static void small_start(Network2 *n, Random *random) {
    mat_randn(n->parameters, 1, random);
    for (int l = 2; l <= n->L; l++)
        mat_scale(n->w[l], 1 / (real)sqrt(n->sizes[l - 1]), n->w[l]);
}

void network2_large_start(Network2 *n, Random *random) {
    mat_randn(n->parameters, 1, random);
}

Network2 network2_new(int layers, const int sizes[], int most_rows,
                      const Network2Cost *cost, Random *random) {
    if (layers < 2 || layers > NETWORK2_MOST_LAYERS)
        die("network2: %d layers, but 2 to %d can be had", layers,
            NETWORK2_MOST_LAYERS);
    if (most_rows < 1) die("network2: %d examples at a time", most_rows);
    Network2 n = {.L = layers, .most_rows = most_rows, .cost = cost};
    for (int l = 1; l <= layers; l++) n.sizes[l] = sizes[l - 1];
    make_blocks(&n);
    for (int l = 2; l <= layers; l++) {
        n.a[l] = mat_new(most_rows, n.sizes[l]);
        n.z[l] = mat_new(most_rows, n.sizes[l]);
        n.mask[l] = mat_new(most_rows, n.sizes[l]);
        n.sp[l] = mat_new(most_rows, n.sizes[l]);
        n.delta[l] = mat_new(most_rows, n.sizes[l]);
    }
    small_start(&n, random);
    return n;
}

void network2_free(Network2 *n) {
    for (int l = n->L; l >= 2; l--) {
        mat_free(&n->delta[l]);
        mat_free(&n->sp[l]);
        mat_free(&n->mask[l]);
        mat_free(&n->z[l]);
        mat_free(&n->a[l]);
    }
    mat_free(&n->gradient);
    mat_free(&n->parameters);
}

static void set_rows(Network2 *n, int m) {
    if (m > n->most_rows)
        die("network2: %d examples at once, but made for %d", m, n->most_rows);
    for (int l = 2; l <= n->L; l++)
        n->a[l].rows = n->z[l].rows = n->mask[l].rows = n->sp[l].rows =
            n->delta[l].rows = m;
}

// ## Forwards
//
//     zˡ = wˡ aˡ⁻¹ + bˡ        aˡ = σ(zˡ)                              (25)
//
// While a network with dropout learns, a mask r of zeros and 1/(1 - p) stands
// before each hidden activation:
//
//     aˡ = rˡ ⊙ σ(zˡ)                                         slides, Dropout
//
// A neuron that is dropped passes nothing on; the others pass on more, so that
// the next layer gets as much as without dropout, on average.  So nothing has
// to be scaled in use.  (The text instead halves the weights in use, for p = ½;
// the slides write the factor one layer too late.)
static void feed_forward(Network2 *n, Matrix x, bool masked) {
    set_rows(n, x.rows);
    n->a[1] = x;
    for (int l = 2; l <= n->L; l++) {
        mat_mul_bt(n->z[l], n->a[l - 1], n->w[l]);
        mat_add_row(n->z[l], n->b[l]);
        if (l == n->L) {
            n->cost->output(n->a[l], n->z[l]);
        } else {
            mat_map(n->a[l], sigmoid, n->z[l]);
            if (masked) mat_hadamard(n->a[l], n->a[l], n->mask[l]);
        }
    }
}

Matrix network2_feed_forward(Network2 *n, Matrix x) {
    feed_forward(n, x, false);
    return n->a[n->L];
}

// The text draws one mask for a whole mini-batch: its examples all see the same
// thinned network.
static void draw_masks(Network2 *n, int m, Random *random) {
    set_rows(n, m);
    real kept = 1 - n->p_drop;
    if (!(kept > 0 && kept <= 1))
        die("network2: p_drop is %g, but must be 0 or more, and below 1",
            (double)n->p_drop);
    for (int l = 2; l < n->L; l++) {
        Matrix mask = n->mask[l];
        for (int i = 0; i < m; i++) {
            Matrix row = mat_rows(mask, i, 1);
            if (i == 0 || n->mask_per_example)
                random_mask(row.at, row.cols, n->p_drop, random);
            else
                mat_copy(row, mat_rows(mask, 0, 1));
        }
        mat_scale(mask, 1 / kept, mask);
    }
}

// ## Backwards
//
//     δᴸ: from the cost                                               (BP1)
//     δˡ = ((wˡ⁺¹)ᵀ δˡ⁺¹) ⊙ σ′(zˡ)                                    (BP2)
//
// and with dropout another factor, rˡ: the slope of rˡ ⊙ σ(zˡ).  δ is 0 where
// a neuron is dropped, and with it the slope of all its weights.
static void backprop(Network2 *n, Matrix x, Matrix y, bool masked) {
    int L = n->L;
    feed_forward(n, x, masked);
    n->cost->delta(n->delta[L], n->z[L], n->a[L], y);
    for (int l = L - 1; l >= 2; l--) {
        mat_mul(n->delta[l], n->delta[l + 1], n->w[l + 1]);
        mat_map(n->sp[l], sigmoid_prime, n->z[l]);
        mat_hadamard(n->delta[l], n->delta[l], n->sp[l]);
        if (masked) mat_hadamard(n->delta[l], n->delta[l], n->mask[l]);
    }
}

// ## Regularisation
//
//     C = C₀ + λ/2n Σ w²      gives each weight's slope another λ/n w   (87)
//     C = C₀ + λ/n Σ |w|      gives it another λ/n sgn(w), sgn(0) = 0   (96)
//
// Biases have no part in it.  A step of descent then is
//
//     w → w - ηλ/n w - η ∂C₀/∂w                                         (93)
static real sgn(real w) { return (real)((w > 0) - (w < 0)); }

static void regularise(Network2 *n, int examples) {
    Matrix nabla = mat_view(n->gradient.at, 1, n->weights.cols);
    if (n->lambda != 0) mat_step(nabla, n->lambda / examples, n->weights);
    if (n->lambda_1 != 0)
        for (int i = 0; i < nabla.cols; i++)
            nabla.at[i] += n->lambda_1 / examples * sgn(n->weights.at[i]);
}

double network2_penalty(const Network2 *n, int examples) {
    double squares = 0, sizes = 0;
    for (int i = 0; i < n->weights.cols; i++) {
        double w = (double)n->weights.at[i];
        squares += w * w;
        sizes += fabs(w);
    }
    return ((double)n->lambda / 2 * squares + (double)n->lambda_1 * sizes) /
           examples;
}

// ## The gradient
//
//     ∂C/∂bˡ = 1/m Σₓ δˡ          ∂C/∂wˡ = 1/m Σₓ δˡ (aˡ⁻¹)ᵀ     (BP3, BP4)
//
// added to what regularisation has put there.
void network2_gradient(Network2 *n, const Batches *batches, Random *random) {
    Matrix x = batches->x;
    bool masked = n->p_drop != 0;
    if (masked) draw_masks(n, x.rows, random);
    backprop(n, x, batches->y, masked);
    mat_fill(n->gradient, 0);
    regularise(n, batches->set.x.rows);
    for (int l = 2; l <= n->L; l++) {
        mat_add_sum_rows(n->nabla_b[l], (real)1 / x.rows, n->delta[l]);
        mat_add_mul_at(n->nabla_w[l], (real)1 / x.rows, n->delta[l],
                       n->a[l - 1]);
    }
}

// ## Downhill
//
// Max-norm (Buduma): a neuron whose incoming weights have become longer than c
// gets them shortened to c, in the same direction.
static void shorten_weights(Network2 *n) {
    for (int l = 2; l <= n->L; l++)
        for (int j = 0; j < n->sizes[l]; j++) {
            Matrix row = mat_rows(n->w[l], j, 1);
            real norm = mat_norm(row);
            if (norm > n->max_norm) mat_scale(row, n->max_norm / norm, row);
        }
}

void network2_step(Network2 *n, real eta) {
    mat_step(n->parameters, -eta, n->gradient);
    if (n->max_norm > 0) shorten_weights(n);
}

void network2_epoch(Network2 *n, Batches *batches, real eta, Random *random) {
    batches_shuffle(batches, random);
    while (batches_next(batches)) {
        network2_gradient(n, batches, random);
        network2_step(n, eta);
    }
    if (!isfinite(mat_norm(n->parameters)))
        die("network2: the weights have become infinite; η = %g is too large, "
            "or λ", (double)eta);
}

// ## How good is it?
//
// A data set goes through in portions of most_rows examples.
Network2Score network2_score(Network2 *n, Dataset set) {
    if (!set.label) die("network2_score: needs labels");
    Network2Score score = {0, 0};
    for (int first = 0; first < set.x.rows; first += n->most_rows) {
        int left = set.x.rows - first;
        Dataset part = data_part(set, first,
                                 left < n->most_rows ? left : n->most_rows);
        Matrix a = network2_feed_forward(n, part.x);
        score.cost += n->cost->cost(n->z[n->L], a, part.y);
        for (int i = 0; i < a.rows; i++)
            score.accuracy += mat_argmax_row(a, i) == part.label[i];
    }
    score.cost /= set.x.rows;
    score.accuracy *= 100.0 / set.x.rows;
    return score;
}

static void watch(Network2 *n, Dataset train, Dataset evaluation, Matrix row) {
    Network2Score here = network2_score(n, train);
    Network2Score there = network2_score(n, evaluation);
    AT(row, 0, TRAIN_COST) = (real)here.cost;
    AT(row, 0, TRAIN_ACCURACY) = (real)here.accuracy;
    AT(row, 0, COST) = (real)there.cost;
    AT(row, 0, ACCURACY) = (real)there.accuracy;
    AT(row, 0, LENGTH) = mat_norm(n->weights);
}

int network2_best_epoch(Matrix monitors, int rows) {
    int best = 0;
    for (int epoch = 1; epoch < rows; epoch++)
        if (AT(monitors, epoch, ACCURACY) > AT(monitors, best, ACCURACY))
            best = epoch;
    return best;
}

// ## The text's SGD
static void check_plan(Network2Plan plan) {
    Matrix m = plan.monitors;
    if (m.rows > 0 && (m.rows != plan.epochs + 1 || m.cols != MONITORS))
        die("network2_train: monitors are %d x %d, but %d epochs need %d x %d",
            m.rows, m.cols, plan.epochs, plan.epochs + 1, MONITORS);
    if (m.rows == 0 && plan.patience > 0)
        die("network2_train: patience needs monitors");
}

static bool patience_is_over(Network2Plan plan, int epoch) {
    return plan.patience > 0 &&
           epoch - network2_best_epoch(plan.monitors, epoch + 1) >=
               plan.patience;
}

static void show_progress(Network2Plan plan, Progress *bar, int epoch) {
    if (plan.monitors.rows > 0)
        progress_show(bar, epoch, "%s  cost %.4f  accuracy %.2f %%", plan.name,
                      (double)AT(plan.monitors, epoch, COST),
                      (double)AT(plan.monitors, epoch, ACCURACY));
    else
        progress_show(bar, epoch, "%s", plan.name);
}

int network2_train(Network2 *n, Dataset train, Dataset evaluation,
                   Network2Plan plan, Random *random) {
    check_plan(plan);
    bool watched = plan.monitors.rows > 0;
    Batches batches = batches_new(train, n->most_rows);
    Progress bar = progress_begin("epoch", plan.name ? plan.epochs : 0);
    int epoch = 0;
    if (watched) watch(n, train, evaluation, mat_rows(plan.monitors, 0, 1));
    while (epoch < plan.epochs && !patience_is_over(plan, epoch)) {
        network2_epoch(n, &batches, plan.eta, random);
        epoch++;
        if (watched)
            watch(n, train, evaluation, mat_rows(plan.monitors, epoch, 1));
        show_progress(plan, &bar, epoch);
    }
    progress_end(&bar);
    batches_free(&batches);
    return epoch;
}
