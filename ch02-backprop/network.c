// # The first network
//
// Nielsen, chapter 2, "The code": network.py, in C and by matrices.  Read it
// beside that section: the functions stand in the order in which an example
// passes through them.
//
// The text sends one example at a time through the network, as a column x,
// and writes z = w a + b.  Here a mini-batch goes through at once, one example
// per *row* (an image is then contiguous in memory), and the same equation,
// transposed, is  Z = A wᵀ + b.  With a single row it is the text's algorithm;
// with ten it is his problem "fully matrix-based backpropagation".
#include "ch02-backprop/network.h"

#include "common/report.h"

// ## The neuron
//
//     σ(z) = 1 / (1 + e⁻ᶻ)            σ′(z) = σ(z) (1 - σ(z))
static real sigmoid(real z) { return 1 / (1 + real_exp(-z)); }
static real sigmoid_prime(real z) { return sigmoid(z) * (1 - sigmoid(z)); }

// ## Making a network
//
// All weights of all layers lie in one block, followed by all biases; w[l] and
// b[l] are views into it.  A second block like it holds the gradient.
static void view_parameters(Network *n, Matrix block, PerLayer w, PerLayer b) {
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

Network network_new(int layers, const int sizes[], int most_rows,
                    Random *random) {
    if (layers < 2 || layers > NETWORK_MOST_LAYERS)
        die("network_new: %d layers, but 2 to %d can be had", layers,
            NETWORK_MOST_LAYERS);
    Network n = {.L = layers, .most_rows = most_rows};
    if (most_rows < 1) die("network_new: %d examples at a time", most_rows);
    long long count = 0;
    for (int l = 1; l <= layers; l++) {
        n.sizes[l] = sizes[l - 1];
        if (n.sizes[l] < 1)
            die("network_new: %d neurons in layer %d", n.sizes[l], l);
        if (l > 1) count += (long long)n.sizes[l] * (n.sizes[l - 1] + 1LL);
        if (count > INT32_MAX) die("network_new: more than 2^31 parameters");
    }
    n.parameters = mat_new(1, (int)count);
    n.gradient = mat_new(1, (int)count);
    view_parameters(&n, n.parameters, n.w, n.b);
    view_parameters(&n, n.gradient, n.nabla_w, n.nabla_b);
    for (int l = 2; l <= layers; l++) {
        n.a[l] = mat_new(most_rows, n.sizes[l]);
        n.z[l] = mat_new(most_rows, n.sizes[l]);
        n.sp[l] = mat_new(most_rows, n.sizes[l]);
        n.delta[l] = mat_new(most_rows, n.sizes[l]);
    }
    mat_randn(n.parameters, 1, random);
    return n;
}

void network_free(Network *n) {
    for (int l = n->L; l >= 2; l--) {
        mat_free(&n->delta[l]);
        mat_free(&n->sp[l]);
        mat_free(&n->z[l]);
        mat_free(&n->a[l]);
    }
    mat_free(&n->gradient);
    mat_free(&n->parameters);
}

// A batch may be smaller than most_rows, as the last one of an epoch can be.
static void set_rows(Network *n, int m) {
    if (m > n->most_rows)
        die("network: %d examples at once, but made for %d", m, n->most_rows);
    for (int l = 2; l <= n->L; l++)
        n->a[l].rows = n->z[l].rows = n->sp[l].rows = n->delta[l].rows = m;
}

// ## Forwards
//
//     zˡ = wˡ aˡ⁻¹ + bˡ        aˡ = σ(zˡ)                              (25)
Matrix network_feed_forward(Network *n, Matrix x) {
    set_rows(n, x.rows);
    n->a[1] = x;
    for (int l = 2; l <= n->L; l++) {
        mat_mul_bt(n->z[l], n->a[l - 1], n->w[l]);
        mat_add_row(n->z[l], n->b[l]);
        mat_map(n->a[l], sigmoid, n->z[l]);
    }
    return n->a[n->L];
}

// ## Backwards
//
// δ is the error of a neuron: how fast the cost of one example changes with
// its weighted input z (29).  At the output, for the quadratic cost
// C = ‖y - aᴸ‖²/2, whose slope ∇ₐC is a - y:
//
//     δᴸ = ∇ₐC ⊙ σ′(zᴸ)                                           (BP1, 30)
static void output_error(Network *n, Matrix y) {
    int L = n->L;
    mat_sub(n->delta[L], n->a[L], y);
    mat_map(n->sp[L], sigmoid_prime, n->z[L]);
    mat_hadamard(n->delta[L], n->delta[L], n->sp[L]);
}

// and from any layer to the one before it:
//
//     δˡ = ((wˡ⁺¹)ᵀ δˡ⁺¹) ⊙ σ′(zˡ)                                    (BP2)
//
// (with an example per row, Δˡ = (Δˡ⁺¹ wˡ⁺¹) ⊙ σ′(Zˡ))
static void error_before(Network *n, int l) {
    mat_mul(n->delta[l], n->delta[l + 1], n->w[l + 1]);
    mat_map(n->sp[l], sigmoid_prime, n->z[l]);
    mat_hadamard(n->delta[l], n->delta[l], n->sp[l]);
}

void network_backprop(Network *n, Matrix x, Matrix y) {
    network_feed_forward(n, x);
    output_error(n, y);
    for (int l = n->L - 1; l >= 2; l--) error_before(n, l);
}

// The errors give the gradient:
//
//     ∂C/∂bˡ = Σₓ δˡ                                             (BP3, 31)
//     ∂C/∂wˡ = Σₓ δˡ (aˡ⁻¹)ᵀ                                     (BP4, 32)
//
// for one example, without the sums; over the rows of a batch, the second sum
// is the product Δᵀ A.  Each is multiplied by c and added to w and b, which may
// be the blocks of the gradient, or the weights and biases themselves.
static void add_gradient(Network *n, real c, PerLayer w, PerLayer b) {
    for (int l = 2; l <= n->L; l++) {
        mat_add_sum_rows(b[l], c, n->delta[l]);
        mat_add_mul_at(w[l], c, n->delta[l], n->a[l - 1]);
    }
}

// The cost of a mini-batch is the mean over its m examples.
void network_gradient(Network *n, Matrix x, Matrix y) {
    network_backprop(n, x, y);
    mat_fill(n->gradient, 0);
    add_gradient(n, (real)1 / x.rows, n->nabla_w, n->nabla_b);
}

// ## Downhill
//
//     w → w - (η/m) Σₓ δ aᵀ        b → b - (η/m) Σₓ δ
//
// First all errors, then all steps: δˡ needs wˡ⁺¹ as it was.  The step goes
// straight into w and b, which saves writing the gradient down.  (The text's
// step 3 counts l = L-1, ... 2; layer L has to learn too.)
void network_update(Network *n, Matrix x, Matrix y, real eta) {
    network_backprop(n, x, y);
    add_gradient(n, -eta / x.rows, n->w, n->b);
}

void network_epoch(Network *n, Batches *batches, real eta, Random *random) {
    batches_shuffle(batches, random);
    while (batches_next(batches))
        network_update(n, batches->x, batches->y, eta);
}

// ## How good is it?
//
// A data set goes through in portions of most_rows examples.
static Dataset portion(Network *n, Dataset set, int first) {
    int left = set.x.rows - first;
    return data_part(set, first, left < n->most_rows ? left : n->most_rows);
}

//     C = 1/(2n) Σₓ ‖y - aᴸ‖²                                          (26)
double network_cost(Network *n, Dataset set) {
    double sum = 0;
    for (int first = 0; first < set.x.rows; first += n->most_rows) {
        Dataset part = portion(n, set, first);
        Matrix a = network_feed_forward(n, part.x), miss = n->delta[n->L];
        mat_sub(miss, a, part.y);
        sum += (double)mat_dot(miss, miss);
    }
    return sum / (2 * set.x.rows);
}

// The network's answer is the class whose output neuron is most active.
void network_answers(Network *n, Dataset set, int answer[]) {
    for (int first = 0; first < set.x.rows; first += n->most_rows) {
        Matrix a = network_feed_forward(n, portion(n, set, first).x);
        for (int i = 0; i < a.rows; i++)
            answer[first + i] = mat_argmax_row(a, i);
    }
}

int network_evaluate(Network *n, Dataset set) {
    if (!set.label || n->sizes[n->L] < 2)
        die("network_evaluate: needs labels and an output for each class");
    int right = 0;
    for (int first = 0; first < set.x.rows; first += n->most_rows) {
        Dataset part = portion(n, set, first);
        Matrix a = network_feed_forward(n, part.x);
        for (int i = 0; i < a.rows; i++)
            right += mat_argmax_row(a, i) == part.label[i];
    }
    return right;
}
