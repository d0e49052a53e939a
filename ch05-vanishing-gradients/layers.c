// # Layers
//
// Every kind of layer stands here as a constructor and its two functions.
// Forward computes the layer's output a from the output of the layer below.
// Backward is the chain rule: it knows δ = ∂C/∂a of its own output, and passes
// on what that means for its input and for its parameters.  δ has a row for
// each example, the slope of that example's cost; parameters get the mean, 1/m
// of the sum over the m examples.
//
// In these functions `it` is layer l, and it[-1] the layer below.
//
// A dense layer is only z = w a + b here; its activation is a layer of its own.
// So the δ of a dense layer is the text's δ = ∂C/∂z.
//
// What is passed on is *added*: where the output of a layer is read twice, as
// in residual networks, C depends on it in two ways, and the slopes add up.
#include "ch05-vanishing-gradients/layers.h"

#include "common/report.h"

// ## Putting layers together
static Matrix shape(int rows, int cols) { return (Matrix){rows, cols, NULL}; }

Layers layers_new(int inputs, int most_rows) {
    if (inputs < 1) die("layers_new: %d inputs", inputs);
    if (most_rows < 1) die("layers_new: %d examples at a time", most_rows);
    return (Layers){
        .most_rows = most_rows, .threads = 1,
        .layer[0] = {.name = "input", .outputs = inputs, .side = 1}};
}

int layers_put(Layers *n, Layer layer) {
    if (n->L == LAYERS_MOST)
        die("layers: more than %d of them", LAYERS_MOST);
    if (n->parameters.at)
        die("layers: a %s layer after layers_start", layer.name);
    if (n->layer[n->L].cost)
        die("layers: a %s layer on top of %s, which is the last one",
            layer.name, n->layer[n->L].name);
    if (layer.outputs < 1)
        die("layers: a %s layer of %d outputs", layer.name, layer.outputs);
    layer.inputs = n->layer[n->L].outputs;
    if (layer.side == 0) layer.side = n->layer[n->L].side;
    n->layer[++n->L] = layer;
    return n->L;
}

static int outputs_so_far(const Layers *n) { return n->layer[n->L].outputs; }

static void check_source(const Layers *n, const char *name, int source) {
    if (source < 0 || source > n->L)
        die("layers: %s wants layer %d of %d", name, source, n->L);
}

// ## Dense
//
//     z = w a + b,    an example per row:  Z = A wᵀ + b                (25)
//
// and with the δ of the examples as the rows of Δ
//
//     ∂C/∂w = 1/m Δᵀ A,   ∂C/∂b = 1/m Σₓ δ                      (BP4), (BP3)
//     ∂C/∂a = δ w                                       (BP2, without its σ′)
static void dense_forward(Layers *n, int l, bool training) {
    Layer *it = &n->layer[l];
    (void)training;
    mat_mul_bt(it->a, it[-1].a, it->w);
    mat_add_row(it->a, it->b);
}

static void dense_backward(Layers *n, int l) {
    Layer *it = &n->layer[l];
    real each = (real)1 / it->a.rows;
    mat_add_mul_at(it->nabla_w, each, it->delta, it[-1].a);
    mat_add_sum_rows(it->nabla_b, each, it->delta);
    if (l > 1 || n->to_input) mat_add_mul(it[-1].delta, 1, it->delta, it->w);
}

int layers_dense(Layers *n, int outputs) {
    return layers_put(n, (Layer){
        .name = "dense", .outputs = outputs, .side = 1,
        .w = shape(outputs, outputs_so_far(n)), .b = shape(1, outputs),
        .forward = dense_forward, .backward = dense_backward});
}

// ## Activations
//
//     a = σ(z)       ∂C/∂z = δ σ (1 - σ)
//     a = tanh z     ∂C/∂z = δ (1 - tanh² z)
//     a = max(z, 0)  ∂C/∂z = δ where z > 0
static real sigmoid(real z) { return 1 / (1 + real_exp(-z)); }

// tanh z = 2 σ(2z) - 1: with our own exponential it has the same bits
// everywhere.
static real tanh_of(real z) { return 2 * sigmoid(2 * z) - 1; }
static real relu(real z) { return z > 0 ? z : 0; }

static void add_to(Matrix to, Matrix from) { mat_add(to, to, from); }
static size_t count_of(Matrix m) { return (size_t)m.rows * (size_t)m.cols; }

static void sigmoid_forward(Layers *n, int l, bool training) {
    (void)training;
    mat_map(n->layer[l].a, sigmoid, n->layer[l - 1].a);
}
static void sigmoid_backward(Layers *n, int l) {
    const real *a = n->layer[l].a.at, *delta = n->layer[l].delta.at;
    real *to = n->layer[l - 1].delta.at;
    for (size_t i = 0; i < count_of(n->layer[l].a); i++)
        to[i] += delta[i] * a[i] * (1 - a[i]);
}

static void tanh_forward(Layers *n, int l, bool training) {
    (void)training;
    mat_map(n->layer[l].a, tanh_of, n->layer[l - 1].a);
}
static void tanh_backward(Layers *n, int l) {
    const real *a = n->layer[l].a.at, *delta = n->layer[l].delta.at;
    real *to = n->layer[l - 1].delta.at;
    for (size_t i = 0; i < count_of(n->layer[l].a); i++)
        to[i] += delta[i] * (1 - a[i] * a[i]);
}

static void relu_forward(Layers *n, int l, bool training) {
    (void)training;
    mat_map(n->layer[l].a, relu, n->layer[l - 1].a);
}
static void relu_backward(Layers *n, int l) {
    const real *a = n->layer[l].a.at, *delta = n->layer[l].delta.at;
    real *to = n->layer[l - 1].delta.at;
    for (size_t i = 0; i < count_of(n->layer[l].a); i++)
        to[i] += a[i] > 0 ? delta[i] : 0;
}

int layers_sigmoid(Layers *n) {
    return layers_put(n, (Layer){
        .name = "sigmoid", .outputs = outputs_so_far(n),
        .forward = sigmoid_forward, .backward = sigmoid_backward});
}
int layers_tanh(Layers *n) {
    return layers_put(n, (Layer){
        .name = "tanh", .outputs = outputs_so_far(n),
        .forward = tanh_forward, .backward = tanh_backward});
}
int layers_relu(Layers *n) {
    return layers_put(n, (Layer){
        .name = "relu", .outputs = outputs_so_far(n),
        .forward = relu_forward, .backward = relu_backward});
}

// ## Dropout
//
// A mask r of zeros, with probability p, and of 1/(1 - p) before every number:
//
//     ã = r ⊙ a          ∂C/∂a = r ⊙ δ              ch. 3; slides, Dropout
//
// Out of training nothing happens.  Each example has its own mask.
static void dropout_forward(Layers *n, int l, bool training) {
    Layer *it = &n->layer[l];
    if (!training) {
        mat_copy(it->a, it[-1].a);
        return;
    }
    random_mask(it->kept.at, it->kept.rows * it->kept.cols, it->p_drop,
                &n->random);
    mat_scale(it->kept, 1 / (1 - it->p_drop), it->kept);
    mat_hadamard(it->a, it[-1].a, it->kept);
}

static void dropout_backward(Layers *n, int l) {
    if (!n->training) {
        add_to(n->layer[l - 1].delta, n->layer[l].delta);
        return;
    }
    const real *mask = n->layer[l].kept.at, *delta = n->layer[l].delta.at;
    real *to = n->layer[l - 1].delta.at;
    for (size_t i = 0; i < count_of(n->layer[l].a); i++)
        to[i] += mask[i] * delta[i];
}

int layers_dropout(Layers *n, real p_drop) {
    if (!(p_drop >= 0 && p_drop < 1))
        die("layers: p_drop is %g, but must be 0 or more, and below 1",
            (double)p_drop);
    return layers_put(n, (Layer){
        .name = "dropout", .outputs = outputs_so_far(n), .p_drop = p_drop,
        .kept = shape(n->most_rows, outputs_so_far(n)),
        .forward = dropout_forward, .backward = dropout_backward});
}

// ## Batch normalisation
//
// Every number is measured from its mean over the mini-batch, in standard
// deviations; then a learned scale and a learned shift are applied:
//
//     μ = mean of x       σ² = mean of (x - μ)²      slides; Algorithm 1 of
//     x̂ = (x - μ) / √(σ² + ε)                        Ioffe and Szegedy, 2015
//     a = γ x̂ + β
//
// In convolutional layers all pixels of a map share μ, σ, γ and β: an example's
// row is map after map, with so many pixels each.  In dense layers a map is one
// number, pixels = 1.
//
// Out of training there may be no batch.  Running averages of μ and σ² take
// their place; each batch of training moves them by a tenth.
static const real EPSILON = 1e-5f, KEEP = 0.9f;

typedef struct {
    int rows, maps, pixels;
} BatchShape;

static BatchShape batch_shape(const Layer *it) {
    return (BatchShape){it->a.rows, it->outputs / it->pixels, it->pixels};
}

// The pixels of one map in one example.
static real *map_at(Matrix m, int row, int map, int pixels) {
    return &m.at[(size_t)row * (size_t)m.cols + (size_t)map * (size_t)pixels];
}

static void measure_batch(Layer *it, Matrix x, int map, double *mean,
                          double *variance) {
    BatchShape s = batch_shape(it);
    double sum = 0, squares = 0, count = (double)s.rows * s.pixels;
    for (int i = 0; i < s.rows; i++)
        for (int p = 0; p < s.pixels; p++)
            sum += (double)map_at(x, i, map, s.pixels)[p];
    *mean = sum / count;
    for (int i = 0; i < s.rows; i++)
        for (int p = 0; p < s.pixels; p++) {
            double off = (double)map_at(x, i, map, s.pixels)[p] - *mean;
            squares += off * off;
        }
    *variance = squares / count;
}

static void batch_norm_forward(Layers *n, int l, bool training) {
    Layer *it = &n->layer[l];
    BatchShape s = batch_shape(it);
    for (int map = 0; map < s.maps; map++) {
        double mean = (double)it->mean.at[map];
        double variance = (double)it->variance.at[map];
        if (training) {
            measure_batch(it, it[-1].a, map, &mean, &variance);
            it->mean.at[map] += (1 - KEEP) * ((real)mean - it->mean.at[map]);
            it->variance.at[map] +=
                (1 - KEEP) * ((real)variance - it->variance.at[map]);
        }
        real scale = (real)(1 / sqrt(variance + (double)EPSILON));
        real middle = (real)mean;
        it->scale.at[map] = scale;
        for (int i = 0; i < s.rows; i++) {
            const real *x = map_at(it[-1].a, i, map, s.pixels);
            real *x_hat = map_at(it->kept, i, map, s.pixels);
            real *a = map_at(it->a, i, map, s.pixels);
            for (int p = 0; p < s.pixels; p++) {
                x_hat[p] = (x[p] - middle) * scale;
                a[p] = it->gamma.at[map] * x_hat[p] + it->b.at[map];
            }
        }
    }
}

// All examples of the batch have a part in μ and σ, so a change of one x moves
// all x̂: its own directly, and every one through μ, ∂μ/∂xⱼ = 1/m, and through
// σ², ∂σ²/∂xⱼ = 2 (xⱼ - μ)/m.  With the quotient rule,
//
//     ∂x̂ᵢ/∂xⱼ = ([i = j] - 1/m - x̂ᵢ x̂ⱼ/m) / √(σ² + ε)
//
// where [i = j] is 1 if i = j, and else 0.  All x̂ᵢ lead on to the cost, so
// this is summed over i, times γ δᵢ:
//
//     ∂C/∂β = 1/m Σ δ          ∂C/∂γ = 1/m Σ δ x̂
//     ∂C/∂x = γ / √(σ² + ε) (δ - mean of δ - x̂ · mean of δ x̂)
//
// (The slides leave it to the library.  In a map, m of the means counts the
// pixels of all examples.)  What μ and σ take away in forward,
// they take away from δ: its mean, and its part along x̂.  Out of training μ
// and σ are constants, and take nothing away.
static void batch_norm_backward(Layers *n, int l) {
    Layer *it = &n->layer[l];
    BatchShape s = batch_shape(it);
    double count = (double)s.rows * s.pixels;
    for (int map = 0; map < s.maps; map++) {
        double sum = 0, along = 0;
        for (int i = 0; i < s.rows; i++)
            for (int p = 0; p < s.pixels; p++) {
                double d = (double)map_at(it->delta, i, map, s.pixels)[p];
                sum += d;
                along += d * (double)map_at(it->kept, i, map, s.pixels)[p];
            }
        it->nabla_b.at[map] += (real)(sum / s.rows);
        it->nabla_gamma.at[map] += (real)(along / s.rows);
        real mean = n->training ? (real)(sum / count) : 0;
        real part = n->training ? (real)(along / count) : 0;
        real factor = it->gamma.at[map] * it->scale.at[map];
        for (int i = 0; i < s.rows; i++) {
            const real *d = map_at(it->delta, i, map, s.pixels);
            const real *x_hat = map_at(it->kept, i, map, s.pixels);
            real *to = map_at(it[-1].delta, i, map, s.pixels);
            for (int p = 0; p < s.pixels; p++)
                to[p] += factor * (d[p] - mean - x_hat[p] * part);
        }
    }
}

int layers_batch_norm(Layers *n, int pixels) {
    int outputs = outputs_so_far(n);
    if (pixels < 1 || outputs % pixels)
        die("layers: batch_norm of %d numbers in maps of %d", outputs, pixels);
    int maps = outputs / pixels;
    return layers_put(n, (Layer){
        .name = "batch_norm", .outputs = outputs, .pixels = pixels,
        .b = shape(1, maps), .gamma = shape(1, maps), .mean = shape(1, maps),
        .variance = shape(1, maps), .scale = shape(1, maps),
        .kept = shape(n->most_rows, outputs),
        .forward = batch_norm_forward, .backward = batch_norm_backward});
}

// ## Residual connections
//
// The output of an earlier layer is added again:
//
//     a = F(x) + x                                            slides, ResNet
//
// δ goes down both ways unchanged.  Whatever F does to it, there is a way
// without factors.
static void sum_forward(Layers *n, int l, bool training) {
    Layer *it = &n->layer[l];
    (void)training;
    mat_add(it->a, it[-1].a, n->layer[it->source].a);
}

static void sum_backward(Layers *n, int l) {
    Layer *it = &n->layer[l];
    add_to(it[-1].delta, it->delta);
    add_to(n->layer[it->source].delta, it->delta);
}

int layers_sum(Layers *n, int source) {
    check_source(n, "sum", source);
    if (n->layer[source].outputs != outputs_so_far(n))
        die("layers: sum of %d outputs and the %d of layer %d",
            outputs_so_far(n), n->layer[source].outputs, source);
    return layers_put(n, (Layer){
        .name = "sum", .outputs = outputs_so_far(n), .source = source,
        .forward = sum_forward, .backward = sum_backward});
}

// ## Dense connections
//
// The output of an earlier layer is put beside:
//
//     x₂ = [f₁(x), x]                                      slides, DenseNet
//
// (The slides put x first.  Which is first makes no difference: the next w has
// its columns in the same order.)
static void concat_forward(Layers *n, int l, bool training) {
    Layer *it = &n->layer[l];
    Matrix first = it[-1].a, second = n->layer[it->source].a;
    (void)training;
    for (int i = 0; i < it->a.rows; i++) {
        real *to = map_at(it->a, i, 0, 1);
        for (int j = 0; j < first.cols; j++) to[j] = AT(first, i, j);
        for (int j = 0; j < second.cols; j++)
            to[first.cols + j] = AT(second, i, j);
    }
}

static void concat_backward(Layers *n, int l) {
    Layer *it = &n->layer[l];
    Matrix first = it[-1].delta, second = n->layer[it->source].delta;
    for (int i = 0; i < it->a.rows; i++) {
        const real *from = map_at(it->delta, i, 0, 1);
        for (int j = 0; j < first.cols; j++) AT(first, i, j) += from[j];
        for (int j = 0; j < second.cols; j++)
            AT(second, i, j) += from[first.cols + j];
    }
}

int layers_concat(Layers *n, int source) {
    check_source(n, "concat", source);
    return layers_put(n, (Layer){
        .name = "concat", .source = source,
        .outputs = outputs_so_far(n) + n->layer[source].outputs,
        .forward = concat_forward, .backward = concat_backward});
}

// ## The last layer, with its cost
//
// For softmax with the log-likelihood, and for sigmoids with the cross-entropy,
// ∂C/∂z is the difference of answer and target (chapter 3):
//
//     ∂C/∂z = a - y                                              (84), (66)
static void difference_backward(Layers *n, int l) {
    Layer *it = &n->layer[l];
    mat_sub(it->delta, it->a, n->y);
    add_to(it[-1].delta, it->delta);
}

//     aⱼ = e^zⱼ / Σₖ e^zₖ          C = -Σⱼ yⱼ ln aⱼ               (78), (80)
static real largest_in_row(Matrix z, int i) {
    return AT(z, i, mat_argmax_row(z, i));
}

static void softmax_forward(Layers *n, int l, bool training) {
    Matrix a = n->layer[l].a, z = n->layer[l - 1].a;
    (void)training;
    for (int i = 0; i < z.rows; i++) {
        real largest = largest_in_row(z, i), sum = 0;
        for (int j = 0; j < z.cols; j++)
            sum += AT(a, i, j) = real_exp(AT(z, i, j) - largest);
        for (int j = 0; j < z.cols; j++) AT(a, i, j) /= sum;
    }
}

static double softmax_cost(const Layers *n, Matrix y) {
    Matrix z = n->layer[n->L - 1].a;
    double sum = 0;
    for (int i = 0; i < z.rows; i++) {
        double largest = (double)largest_in_row(z, i), exps = 0;
        for (int k = 0; k < z.cols; k++)
            exps += exp((double)AT(z, i, k) - largest);
        for (int j = 0; j < z.cols; j++)
            sum -= (double)AT(y, i, j) *
                   ((double)AT(z, i, j) - largest - log(exps));
    }
    return sum;
}

int layers_softmax(Layers *n) {
    return layers_put(n, (Layer){
        .name = "softmax", .outputs = outputs_so_far(n),
        .forward = softmax_forward, .backward = difference_backward,
        .cost = softmax_cost});
}

//     a = σ(z)          C = -Σⱼ [yⱼ ln aⱼ + (1 - yⱼ) ln(1 - aⱼ)]        (63)
static double minus_log_sigmoid(double z) {
    return z > 0 ? log1p(exp(-z)) : log1p(exp(z)) - z;
}

static double cross_entropy_cost(const Layers *n, Matrix y) {
    Matrix z = n->layer[n->L - 1].a;
    double sum = 0;
    for (size_t i = 0; i < count_of(z); i++) {
        double zi = (double)z.at[i], yi = (double)y.at[i];
        sum += yi * minus_log_sigmoid(zi) + (1 - yi) * minus_log_sigmoid(-zi);
    }
    return sum;
}

int layers_cross_entropy(Layers *n) {
    return layers_put(n, (Layer){
        .name = "cross_entropy", .outputs = outputs_so_far(n),
        .forward = sigmoid_forward, .backward = difference_backward,
        .cost = cross_entropy_cost});
}

// ## The blocks
//
// Each layer has said how many parameters it wants.  All w come first, then all
// b and γ; each layer's matrices become views into the two blocks.
static void view(Matrix *m, Matrix *nabla, const Layers *n, int *at) {
    *nabla = mat_view(n->gradient.at + *at, m->rows, m->cols);
    *m = mat_view(n->parameters.at + *at, m->rows, m->cols);
    *at += m->rows * m->cols;
}

static void make_blocks(Layers *n) {
    long long weights = 0, others = 0;
    for (int l = 1; l <= n->L; l++) {
        weights += (long long)count_of(n->layer[l].w);
        others += n->layer[l].b.cols + n->layer[l].gamma.cols;
        if (weights + others > INT32_MAX)
            die("layers: more than 2^31 parameters");
    }
    n->parameters = mat_new(1, (int)(weights + others));
    n->gradient = mat_new(1, (int)(weights + others));
    n->weights = mat_view(n->parameters.at, 1, (int)weights);
    int at = 0;
    for (int l = 1; l <= n->L; l++)
        view(&n->layer[l].w, &n->layer[l].nabla_w, n, &at);
    for (int l = 1; l <= n->L; l++) {
        view(&n->layer[l].b, &n->layer[l].nabla_b, n, &at);
        view(&n->layer[l].gamma, &n->layer[l].nabla_gamma, n, &at);
    }
}

static void make(Matrix *m) { *m = mat_new(m->rows, m->cols); }

void layers_start(Layers *n, Random *random) {
    if (!n->layer[n->L].cost)
        die("layers_start: the last layer must be softmax or cross_entropy");
    make_blocks(n);
    n->layer[0].delta = mat_new(n->most_rows, n->layer[0].outputs);
    for (int l = 1; l <= n->L; l++) {
        Layer *it = &n->layer[l];
        it->a = mat_new(n->most_rows, it->outputs);
        it->delta = mat_new(n->most_rows, it->outputs);
        Matrix *own[] = {&it->mean, &it->variance, &it->scale, &it->kept,
                         &it->room};
        for (int i = 0; i < 5; i++) make(own[i]);
        mat_fill(it->gamma, 1);
        mat_fill(it->variance, 1);
        if (it->sd == 0 && it->w.cols > 0)
            it->sd = (real)sqrt(1.0 / it->w.cols);
        mat_randn(it->w, it->sd, random);
    }
    n->random = random_new(random_bits(random));
}

void layers_free(Layers *n) {
    for (int l = n->L; l >= 1; l--) {
        Layer *it = &n->layer[l];
        Matrix *own[] = {&it->mean, &it->variance, &it->scale, &it->kept,
                         &it->room};
        for (int i = 4; i >= 0; i--) mat_free(own[i]);
        mat_free(&it->delta);
        mat_free(&it->a);
    }
    mat_free(&n->layer[0].delta);
    mat_free(&n->gradient);
    mat_free(&n->parameters);
}

// ## Up
static void set_rows(Layers *n, int m) {
    if (m > n->most_rows)
        die("layers: %d examples at once, but made for %d", m, n->most_rows);
    n->layer[0].delta.rows = m;
    for (int l = 1; l <= n->L; l++) {
        Layer *it = &n->layer[l];
        it->a.rows = it->delta.rows = m;
        if (it->kept.cols > 0) it->kept.rows = m;
    }
}

Matrix layers_forward(Layers *n, Matrix x, bool training) {
    if (x.cols != n->layer[0].outputs)
        die("layers: examples of %d numbers, but made for %d", x.cols,
            n->layer[0].outputs);
    set_rows(n, x.rows);
    n->layer[0].a = x;
    n->training = training;
    for (int l = 1; l <= n->L; l++) n->layer[l].forward(n, l, training);
    return n->layer[n->L].a;
}

// ## And down
void layers_backward(Layers *n, Matrix y) {
    n->y = y;
    for (int l = 0; l <= n->L; l++) mat_fill(n->layer[l].delta, 0);
    for (int l = n->L; l >= 1; l--) n->layer[l].backward(n, l);
}

void layers_gradient(Layers *n, const Batches *batches) {
    layers_forward(n, batches->x, true);
    mat_fill(n->gradient, 0);
    Matrix nabla = mat_view(n->gradient.at, 1, n->weights.cols);
    if (n->lambda != 0)                                    // λ/n w, (88)
        mat_step(nabla, n->lambda / batches->set.x.rows, n->weights);
    layers_backward(n, batches->y);
}

void layers_epoch(Layers *n, Batches *batches, real eta, Random *random) {
    batches_shuffle(batches, random);
    while (batches_next(batches)) {
        layers_gradient(n, batches);
        mat_step(n->parameters, -eta, n->gradient);
    }
}

// ## How good is it?
LayersScore layers_score(Layers *n, Dataset set) {
    LayersScore score = {0, 0};
    for (int first = 0; first < set.x.rows; first += n->most_rows) {
        int left = set.x.rows - first;
        Dataset part = data_part(set, first,
                                 left < n->most_rows ? left : n->most_rows);
        Matrix a = layers_forward(n, part.x, false);
        score.cost += n->layer[n->L].cost(n, part.y);
        for (int i = 0; part.label && i < a.rows; i++)
            score.accuracy += mat_argmax_row(a, i) == part.label[i];
    }
    score.cost /= set.x.rows;
    score.accuracy *= 100.0 / set.x.rows;
    return score;
}
