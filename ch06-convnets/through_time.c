// # Through time: recurrent networks
//
// A recurrent network reads a sequence, and hands its hidden activations on to
// itself.  Unrolled, it is a network as deep as the sequence is long, with the
// same weights in every layer.  Does its gradient vanish?  Nielsen, chapter 6,
// "other approaches": recurrent networks, and the memory cells (LSTM) that were
// invented against it.
//
//     make through_time                       100 steps
//     make through_time ARGS="--steps 400"    longer
//     make through_time ARGS="--hidden 200"   wider: less luck
//
// Time: 1 s
//
// What to look for: going back in time, each line is how much what was 1, 2, 3,
// ... steps ago still matters.  With ordinary recurrent neurons it falls by the
// same factor in each step (orange, blue), or, with larger weights, it grows
// and grows (green).  To stay level, one size in between would have to be hit:
// chapter 5 once more.  The memory cells (purple) lose a factor of ten at first
// and then nothing more, and nobody had to choose their weights for it.
//
// Nothing is trained here; these are networks that have just been started.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/matrix.h"
#include "common/random.h"
#include "common/report.h"

// ## Settings: ours, as the text has no numbers
typedef struct {
    int steps;                 // T, the length of the sequence
    int hidden;                // neurons
    int networks;              // of each kind
} Settings;

static const Settings OURS = {100, 50, 20};

// ## A recurrent network
//
// At each time t it reads one number x and its own last answer h:
//
//     h_t = tanh(w h_{t-1} + u x_t)
//
// w starts from N(0, s²/n); with s = 1 a layer neither grows nor shrinks much
// (Xavier's rule).
//
// ## Memory cells
//
// Hochreiter and Schmidhuber, 1997.  Each neuron has a cell c, to which is only
// ever *added*.  One gate, i, decides how much comes in, another, o, how much
// is told; both are neurons themselves:
//
//     i = σ(wᵢ h_{t-1} + uᵢ x_t)        c_t = c_{t-1} + i ⊙ g
//     o = σ(wₒ h_{t-1} + uₒ x_t)        h_t = o ⊙ tanh(c_t)
//     g = tanh(w_g h_{t-1} + u_g x_t)
//
// From c_{t-1} to c_t there is a way without any factor.  It is the sum of a
// residual network (chapter 5), eighteen years before those.  (Today's cells
// also have a gate that forgets, a factor f < 1 before c_{t-1}.)
enum { IN, OUT, NEW, GATES };                // i, o, g
enum { MOST_STEPS = 600 };

typedef struct {
    int T, n, gates;                         // gates = 1: ordinary neurons
    Matrix w[GATES], u[GATES];               // n x n, n x 1
    Matrix a[GATES][MOST_STEPS + 1];         // what they answer, at each time
    Matrix c[MOST_STEPS + 1], h[MOST_STEPS + 1];     // time 0: all 0
    Matrix delta_c[MOST_STEPS + 1], delta_h[MOST_STEPS + 1];
    Matrix delta_z;                          // in use
} Net;

static Net net_new(Settings set, int gates, real s, Random *random) {
    Net net = {.T = set.steps, .n = set.hidden, .gates = gates};
    for (int k = 0; k < gates; k++) {
        net.w[k] = mat_new(net.n, net.n);
        net.u[k] = mat_new(net.n, 1);
        mat_randn(net.w[k], s / sqrt(net.n), random);
        mat_randn(net.u[k], 1, random);
    }
    for (int t = 0; t <= net.T; t++) {
        Matrix *all[] = {net.c, net.h, net.delta_c, net.delta_h};
        for (int i = 0; i < 4; i++) all[i][t] = mat_new(net.n, 1);
        for (int k = 0; k < gates; k++) net.a[k][t] = mat_new(net.n, 1);
    }
    net.delta_z = mat_new(net.n, 1);
    return net;
}

static void net_free(Net *net) {
    mat_free(&net->delta_z);
    for (int t = net->T; t >= 0; t--) {
        for (int k = net->gates - 1; k >= 0; k--) mat_free(&net->a[k][t]);
        Matrix *all[] = {net->delta_h, net->delta_c, net->h, net->c};
        for (int i = 0; i < 4; i++) mat_free(&all[i][t]);
    }
    for (int k = net->gates - 1; k >= 0; k--) {
        mat_free(&net->u[k]);
        mat_free(&net->w[k]);
    }
}

// ## Forwards, one step
static real sigmoid(real z) { return 1 / (1 + exp(-z)); }

static bool is_new(const Net *net, int k) {
    return k == NEW || net->gates == 1;
}

static void step(Net *net, int t, real x) {
    for (int k = 0; k < net->gates; k++) {
        Matrix a = net->a[k][t];
        mat_mul(a, net->w[k], net->h[t - 1]);
        for (int j = 0; j < net->n; j++) {
            real z = a.at[j] + net->u[k].at[j] * x;
            a.at[j] = is_new(net, k) ? tanh(z) : sigmoid(z);
        }
    }
    for (int j = 0; j < net->n; j++) {
        if (net->gates == 1) {
            net->h[t].at[j] = net->a[0][t].at[j];
            continue;
        }
        net->c[t].at[j] = net->c[t - 1].at[j] +
                          net->a[IN][t].at[j] * net->a[NEW][t].at[j];
        net->h[t].at[j] = net->a[OUT][t].at[j] * tanh(net->c[t].at[j]);
    }
}

// ## Backwards, one step: backpropagation through time
//
// delta_h[t] and delta_c[t] are ∂C/∂h_t and ∂C/∂c_t, by all ways that lead on
// from t.  First what h_t = o ⊙ tanh(c_t) owes to c_t:
//
//     ∂C/∂c_t ← ∂C/∂c_t + ∂C/∂h_t ⊙ o ⊙ tanh′(c_t)
//
// Then, through each gate, down to h_{t-1}; tanh′ = 1 - tanh², σ′ = σ (1 - σ).
// And c_{t-1} gets what c_t has.
static real gate_slope(const Net *net, int k, int t, int j) {
    real a = net->a[k][t].at[j];
    real to_h = net->delta_h[t].at[j], to_c = net->delta_c[t].at[j];
    if (net->gates == 1) return to_h * (1 - a * a);
    if (k == IN) return to_c * net->a[NEW][t].at[j] * a * (1 - a);
    if (k == OUT) return to_h * tanh(net->c[t].at[j]) * a * (1 - a);
    return to_c * net->a[IN][t].at[j] * (1 - a * a);
}

static void step_back(Net *net, int t) {
    for (int j = 0; j < net->n && net->gates > 1; j++) {
        real told = tanh(net->c[t].at[j]);
        net->delta_c[t].at[j] += net->delta_h[t].at[j] *
                                 net->a[OUT][t].at[j] * (1 - told * told);
    }
    mat_copy(net->delta_c[t - 1], net->delta_c[t]);
    mat_fill(net->delta_h[t - 1], 0);
    for (int k = 0; k < net->gates; k++) {
        for (int j = 0; j < net->n; j++)
            net->delta_z.at[j] = gate_slope(net, k, t, j);
        mat_add_mul_at(net->delta_h[t - 1], 1, net->w[k], net->delta_z);
    }
}

// ## The experiment
//
// C is any function of h_T whose slopes are all equal, ‖∂C/∂h_T‖ = 1.  How long
// is the gradient k steps before, by all ways, through h and through c?
static void run(Net *net, Random *random) {
    for (int t = 1; t <= net->T; t++) step(net, t, random_normal(random));
    mat_fill(net->delta_h[net->T], 1 / sqrt(net->n));
    mat_fill(net->delta_c[net->T], 0);
    for (int t = net->T; t >= 1; t--) step_back(net, t);
}

// (hypot(a, b) is √(a² + b²), also where 10⁻¹⁷⁰ squared would be 0.)
static real length(const Net *net, int t) {
    real sum = 0;
    for (int j = 0; j < net->n; j++)
        sum = hypot(sum, hypot(net->delta_h[t].at[j], net->delta_c[t].at[j]));
    return sum;
}

typedef struct {
    const char *name;
    int gates;
    real s;                    // w from N(0, s²/n)
} Kind;

static const Kind KINDS[] = {{"small", 1, 0.5}, {"one", 1, 1},
                             {"large", 1, 2.5}, {"cells", GATES, 1}};
enum { SMALL, ONE, LARGE, CELLS, KIND_COUNT };

// Geometric means over the networks: log₁₀ of the length k steps before T.
static void measure(Matrix back, const Kind *kind, Settings set,
                    Random *random) {
    mat_fill(back, 0);
    for (int i = 0; i < set.networks; i++) {
        Net net = net_new(set, kind->gates, kind->s, random);
        run(&net, random);
        for (int k = 0; k <= set.steps; k++)
            back.at[k] += log10(length(&net, set.steps - k)) / set.networks;
        net_free(&net);
    }
}

// ## Claims: powers of ten lost on the way, after the first tenth of it
static void claim_losses(const Matrix back[KIND_COUNT], int steps) {
    real lost[KIND_COUNT];
    for (int k = 0; k < KIND_COUNT; k++)
        lost[k] = back[k].at[steps / 10] - back[k].at[steps];
    claim_between("Nielsen ch6: in recurrent networks gradients vanish: powers "
                  "of ten lost, s = 1", "", 5, 30, lost[ONE]);
    claim_between("our finding: with smaller weights faster, s = 0.5", "", 20,
                  60, lost[SMALL]);
    claim_between("our finding: with larger ones they explode, s = 2.5", "",
                  -30, -2, lost[LARGE]);
    claim_between("Nielsen ch6: in memory cells they do not: powers of ten "
                  "lost", "", -2, 2, lost[CELLS]);
}

static void print_lines(const Matrix back[KIND_COUNT], int steps) {
    block_begin("back", "kind steps length");
    for (int k = 0; k < KIND_COUNT; k++, printf("\n"))
        for (int t = 0; t <= steps; t++)
            printf("%s %d %.4f\n", KINDS[k].name, t, back[k].at[t]);
    block_end();
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Matrix back[KIND_COUNT];
    Options options = options_begin(argc, argv, "recurrent networks");
    option_int(&options, "--steps", &set.steps, 2, "of the sequence, T");
    option_int(&options, "--hidden", &set.hidden, 1, "neurons");
    option_int(&options, "--networks", &set.networks, 1, "of each kind");
    options_end(&options);
    if (set.steps > MOST_STEPS) wrong_usage("--steps: at most %d", MOST_STEPS);

    say("%d networks of each kind, %d neurons, %d steps", set.networks,
        set.hidden, set.steps);
    caption("%d hidden neurons, %d steps, means of %d networks, seed %llu",
            set.hidden, set.steps, set.networks,
            (unsigned long long)options.seed);
    for (int k = 0; k < KIND_COUNT; k++) back[k] = mat_new(1, set.steps + 1);
    for (int i = 0; i < options.seeds; i++) {
        Random random = random_new(options.seed + (uint64_t)i);
        for (int k = 0; k < KIND_COUNT; k++)
            measure(back[k], &KINDS[k], set, &random);
        if (i == 0) print_lines(back, set.steps);
        claim_losses(back, set.steps);
    }
    for (int k = KIND_COUNT - 1; k >= 0; k--) mat_free(&back[k]);
    claims_print();
    return 0;
}
