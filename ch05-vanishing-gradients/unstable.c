// # Unstable gradients
//
// A chain of single neurons multiplies its factors (chain.c).  Is it the same
// with layers of many neurons?  And would it help if σ′ were not so small?
// Nielsen, chapter 5: "the unstable gradient problem" with its exercise, and
// "unstable gradients in more complex networks".
//
//     make unstable                           run it, and draw two pictures
//     make unstable ARGS="--layers 60"        deeper
//     make unstable SEED=2                    other weights
//
// Time: 1 s
//
// What to look for: on the left, every line is a network that has just been
// started.  In chains luck decides: 19 neurons below the output, gradients
// differ by ten powers of ten or more.  In layers of many neurons luck averages
// out, and all vanish alike.  What rises is the text's chain that explodes.
//
// On the right σ becomes steeper and steeper.  What lies below 1 vanishes, what
// lies above 1 explodes.  Steep enough, wide layers explode, chains vanish all
// the more, and nobody stays at 1.  In the second picture are the singular
// values of every factor (what they are: below): with a steep σ some are well
// above 1, and most so far below that the picture cannot show them.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/matrix.h"
#include "common/random.h"
#include "common/report.h"

// ## Settings: ours, as the text has an argument and no numbers
typedef struct {
    int layers;                // L; the input is layer 0, not counted
} Settings;

static const Settings OURS = {20};

enum { MOST = 100, NEURONS = 600, SHOWN = 80 };
static const int WIDTHS[] = {1, 30, 300};        // neurons in every layer
enum { CHAIN, TEXTS_WIDTH, WIDE, KINDS };        // what they stand for

// ## The network
//
// Weights from N(0, 1/n), with n neurons in a layer, so that a weighted input
// is as large in wide layers as in narrow ones; biases from N(0, 1).  For n = 1
// this is the chain of the text.
typedef struct {
    int L;                                       // layers
    Matrix w[MOST + 1], b[MOST + 1];             // from 1 on; columns
    Matrix z[MOST + 1], a[MOST + 1];             // a[0] is the input
    Matrix delta[MOST + 1];
    Matrix factor;             // the one in use
} Net;

static Net net_new(int L, int width, Random *random) {
    Net net = {.L = L, .factor = mat_new(width, width)};
    for (int l = 0; l <= L; l++) {
        Matrix *columns[] = {net.b, net.z, net.a, net.delta};
        for (int i = 0; i < 4; i++) columns[i][l] = mat_new(width, 1);
        net.w[l] = mat_new(width, width);
        mat_randn(net.w[l], 1 / sqrt(width), random);
        mat_randn(net.b[l], 1, random);
    }
    for (int j = 0; j < width; j++) AT(net.a[0], j, 0) = random_uniform(random);
    return net;
}
static void net_free(Net *net) {
    for (int l = net->L; l >= 0; l--) {
        Matrix *columns[] = {net->delta, net->a, net->z, net->b};
        mat_free(&net->w[l]);
        for (int i = 0; i < 4; i++) mat_free(&columns[i][l]);
    }
    mat_free(&net->factor);
}

// ## The exercise: a steeper σ
//
// Is the trouble that σ′ is at most 1/4?  The text asks for an activation with
// a large derivative.  Let it be σ(c z): its slope is c σ′(c z), at most c/4.
static real sigmoid(real z) { return 1 / (1 + exp(-z)); }
static real slope(real z, real c) {
    real e = exp(-fabs(c * z));
    return c * e / ((1 + e) * (1 + e));
}

// It is nothing new.  With z = w a + b,
//
//     σ(c z) = σ((c w) a + (c b))
//
// is the old σ with all weights and biases c times as large.  Its factors are
// larger only while z stays near 0.  If every z is held there, they are c w/4:
// that explodes beyond c w = 4 (dashed, on the right, for w = 1).  If z falls
// where it will, a steep σ is nearly a step: in a chain most factors are nearly
// 0, and a few are huge.  In a wide layer some neurons, a share of about 1/c,
// are always near z = 0; their squared slopes are of the order of c², which is
// more than enough.  So it is no cure: what vanished explodes, or vanishes
// faster.
static void forward(Net *net, real c) {
    for (int l = 1; l <= net->L; l++) {
        mat_mul(net->z[l], net->w[l], net->a[l - 1]);
        mat_add(net->z[l], net->z[l], net->b[l]);
        for (int j = 0; j < net->z[l].rows; j++)
            AT(net->a[l], j, 0) = sigmoid(c * AT(net->z[l], j, 0));
    }
}

// ## The product, with matrices
//
//     δˡ = Σ′(zˡ) (wˡ⁺¹)ᵀ Σ′(zˡ⁺¹) (wˡ⁺²)ᵀ ... Σ′(zᴸ) ∇ₐC
//
// Σ′(z) is the diagonal matrix of the slopes.  As in the chain, each layer more
// is one factor more; only that now it is a matrix.  This one is layer l's:
//
//     Σ′(zˡ) (wˡ⁺¹)ᵀ
static void factor(Matrix dst, const Net *net, int l, real c) {
    mat_transpose(dst, net->w[l + 1]);
    for (int j = 0; j < dst.rows; j++) {
        Matrix row = mat_rows(dst, j, 1);
        mat_scale(row, slope(AT(net->z[l], j, 0), c), row);
    }
}

// How fast layer l learns, ‖δˡ‖, is compared with the last layer.  So δᴸ may be
// of any length; here it is a column of equal numbers, of length 1.  As the
// product soon leaves the range of a double, every δ is brought to length 1,
// and the logarithms of the lengths are added.
static void backprop(Net *net, real c, real log_speed[MOST + 1]) {
    mat_fill(net->delta[net->L], 1 / sqrt(net->factor.rows));
    log_speed[net->L] = 0;
    for (int l = net->L - 1; l >= 1; l--) {
        factor(net->factor, net, l, c);
        mat_mul(net->delta[l], net->factor, net->delta[l + 1]);
        real length = mat_norm(net->delta[l]);
        mat_scale(net->delta[l], 1 / length, net->delta[l]);
        log_speed[l] = log_speed[l + 1] + log10(length);
    }
}

// ## Singular values
//
// By how much does a matrix change the length of δ?  It turns a ball into an
// ellipsoid; the singular values are the half-axes of that, and for a 1 x 1
// matrix it is |wσ′|.  No vector grows more than by the largest of them, or
// shrinks more than by the smallest.
//
// At c = 1 no slope is above 1/4, and the largest singular value of a random w
// with variance 1/n is about 2: together about 1/2 at most.  So every factor
// makes every δ smaller, whatever its direction.
//
// They are found in Jacobi's way: turn pairs of rows until all rows are at
// right angles to each other.  Turning changes no singular value, and in the
// end they are the lengths of the rows.
static void turn(Matrix p, Matrix q) {
    real pq = mat_dot(p, q), difference = mat_dot(q, q) - mat_dot(p, p);
    if (pq == 0) return;
    real angle = atan2(2 * pq, difference) / 2, c = cos(angle), s = sin(angle);
    for (int k = 0; k < p.cols; k++) {
        real old = p.at[k];
        p.at[k] = c * old - s * q.at[k];
        q.at[k] = s * old + c * q.at[k];
    }
}

// The rows of m become orthogonal, and their lengths go to values.
static void singular_values(Matrix values, Matrix m) {
    for (int sweep = 0; sweep < 12; sweep++)
        for (int i = 0; i < m.rows; i++)
            for (int j = i + 1; j < m.rows; j++)
                turn(mat_rows(m, i, 1), mat_rows(m, j, 1));
    for (int i = 0; i < m.rows; i++)
        values.at[i] = mat_norm(mat_rows(m, i, 1));
}

// ## Experiment: many random networks, at many slopes c
//
// Growth per layer is the geometric mean of ‖δˡ‖ / ‖δˡ⁺¹‖ over all layers and
// networks: 600 chains, 20 networks of width 30, 2 of width 300.
enum { SLOPES = 13, TEXTS = 2, STEEPEST = SLOPES - 1 };
static real slope_at(int i) { return pow(2, i / 2.0 - 1); }    // 1/2, ... 32

typedef struct {
    Matrix speed[KINDS];       // log₁₀ ‖δˡ‖ / ‖δᴸ‖ at c = 1: a row per network,
                               // in column L - l
    real growth[KINDS][SLOPES];
} Result;

static void add_network(Result *it, Net *net, int k, int number) {
    real log_speed[MOST + 1];
    for (int s = 0; s < SLOPES; s++) {
        forward(net, slope_at(s));
        backprop(net, slope_at(s), log_speed);
        it->growth[k][s] += log_speed[1] / (net->L - 1) / it->speed[k].rows;
        for (int l = 1; l <= net->L && s == TEXTS; l++)
            AT(it->speed[k], number, net->L - l) = log_speed[l];
    }
}

static Result result_new(int L, uint64_t seed) {
    Random random = random_new(seed);
    Result it = {.growth = {{0}}};
    for (int k = 0; k < KINDS; k++) {
        it.speed[k] = mat_new(NEURONS / WIDTHS[k], L);
        for (int i = 0; i < it.speed[k].rows; i++) {
            Net net = net_new(L, WIDTHS[k], &random);
            add_network(&it, &net, k, i);
            net_free(&net);
        }
        for (int s = 0; s < SLOPES; s++)
            it.growth[k][s] = pow(10, it.growth[k][s]);
    }
    return it;
}
static void result_free(Result *it) {
    for (int k = KINDS - 1; k >= 0; k--) mat_free(&it->speed[k]);
}

// ## Data for the pictures
static void print_result(const Result *it, int L) {
    block_begin("depth", "width between speed explodes");
    for (int k = 0; k < KINDS; k++)
        for (int i = 0; i < it->speed[k].rows && i < SHOWN; i++, printf("\n"))
            for (int m = 0; m < L; m++)
                printf("%d %d %.4f %.4f\n", WIDTHS[k], m,
                       AT(it->speed[k], i, m), m * log10(100 * slope(0, 1)));
    block_end();
    block_begin("growth", "width c growth held");
    for (int k = 0; k < KINDS; k++, printf("\n"))
        for (int s = 0; s < SLOPES; s++)
            printf("%d %.4g %.5g %.4g\n", WIDTHS[k], slope_at(s),
                   it->growth[k][s], slope(0, slope_at(s)));
    block_end();
}

// The factors of one network, with slope c.  Returns the largest value.
static real print_factors(Net *net, real c) {
    real log_speed[MOST + 1], largest = 0;
    Matrix values = mat_new(net->factor.rows, 1);
    forward(net, c);
    backprop(net, c, log_speed);
    for (int l = 1; l < net->L; l++) {
        factor(net->factor, net, l, c);
        singular_values(values, net->factor);
        for (int i = 0; i < values.rows; i++) {
            printf("%g %d %.5g %.5g\n", c, l, values.at[i],
                   pow(10, log_speed[l] - log_speed[l + 1]));
            largest = fmax(largest, values.at[i]);
        }
    }
    mat_free(&values);
    return largest;
}

// ## The text's words beside our numbers
static void claim_growth(const Result *it, int L) {
    const real *chain = it->growth[CHAIN], *wide = it->growth[WIDE];
    Spread first = {0};
    for (int i = 0; i < it->speed[CHAIN].rows; i++)
        spread_add(&first, AT(it->speed[CHAIN], i, L - 1));
    claim_between("Nielsen ch5: chains vanish; growth per neuron", "", 0.05,
                  0.25, chain[TEXTS]);
    claim_between("our finding: powers of ten between the luckiest chain and "
                  "the unluckiest", "", 10, 25, first.max - first.min);
    claim_between("Nielsen ch5: layers of many neurons vanish, too: growth per "
                  "layer of 300", "", 0.05, 0.25, wide[TEXTS]);
    claim_between("Nielsen ch5, exercise, larger slopes: σ(32 z), growth per "
                  "layer of 300", "", 1.1, 2, wide[STEEPEST]);
    real best = chain[0];
    for (int s = 1; s < SLOPES; s++) best = fmax(best, chain[s]);
    claim_between("our finding: chains vanish with any slope; the largest "
                  "growth per neuron", "", 0.05, 0.25, best);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "unstable gradients");
    option_int(&options, "--layers", &set.layers, 2, "of every network");
    options_end(&options);
    if (set.layers > MOST) wrong_usage("--layers: at most %d", MOST);

    say("random networks of %d layers", set.layers);
    caption("%d layers, weights N(0, 1/n), biases N(0, 1), seed %llu",
            set.layers, (unsigned long long)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        Result it = result_new(set.layers, options.seed + (uint64_t)i);
        if (i == 0) print_result(&it, set.layers);
        claim_growth(&it, set.layers);
        result_free(&it);
    }
    Random random = random_new(options.seed);
    Net net = net_new(set.layers, WIDTHS[TEXTS_WIDTH], &random);
    block_begin("factors", "c layer value growth");
    claim_between("Nielsen ch5: every factor makes the gradient smaller: the "
                  "largest singular value", "", 0, 1, print_factors(&net, 1));
    print_factors(&net, slope_at(STEEPEST));
    block_end();
    net_free(&net);
    claims_print();
    return 0;
}
