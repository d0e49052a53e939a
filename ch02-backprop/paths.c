// # Backpropagation adds up all paths
//
// A small change of one weight reaches the cost on many ways through the
// network (ripple.c watches it travel).  Nielsen, chapter 2, "Backpropagation:
// the big picture", multiplies along each way and adds up all of them: (51) to
// (53).  Nobody computes it so.  Buduma has the reason in a word: there is
// *dynamic programming*, which does not compute the same thing twice.
//
//     make paths                              run it, and draw both pictures
//     make paths ARGS="--hidden 4"            more neurons, more paths
//     make paths SEED=2                       other weights
//
// Time: 1 s
//
// What to look for: the first picture follows one path, a factor on each edge,
// and beside it has a bar for each path; what the bars add up to is ∂C/∂w.
// Paths can cancel: one alone may be larger than the sum, or of the other sign.
// The second picture counts multiplications.  With every layer the paths grow
// by a factor, and backpropagation's table only by a summand.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "ch02-backprop/network.h"
#include "common/report.h"

// ## Settings: ours, as the text has letters and no numbers
//
// The network that is drawn is [2, hidden, hidden, 2], and the weight is w²_21,
// to the second neuron of layer 2 from the first input.  (The text counts
// neurons from 1; the code, as all C, from 0.)
enum { J = 1, K = 0, MOST_HIDDEN = 6 };

typedef struct {
    int hidden;                // neurons in each of the two hidden layers
} Settings;

static const Settings OURS = {3};

// Counted are networks with as many neurons in every layer, and up to so many
// layers: beyond, there are too many paths to walk.
enum { WIDTHS = 4 };
static const struct { int width, layers; } COUNTED[WIDTHS] = {
    {2, 12}, {3, 12}, {10, 6}, {30, 4}};

// ## The trial: a random example in a network of random weights
typedef struct {
    Network n;                 // after network_gradient: a, σ′(z), ∇C are there
    Dataset one;               // the example: x and y from N(0, 1)
    PerLayer table;            // ∂C/∂aˡ, a row per layer; see below
} Trial;

static Trial trial_new(int layers, const int sizes[], uint64_t seed) {
    Random random = random_new(seed);
    Trial t = {.n = network_new(layers, sizes, 1, &random),
               .one = dataset_new(1, sizes[0], sizes[layers - 1])};
    for (int l = 2; l <= layers; l++) t.table[l] = mat_new(1, sizes[l - 1]);
    mat_randn(t.one.x, 1, &random);
    mat_randn(t.one.y, 1, &random);
    network_gradient(&t.n, t.one.x, t.one.y);
    return t;
}

static void trial_free(Trial *t) {
    for (int l = t->n.L; l >= 2; l--) mat_free(&t->table[l]);
    dataset_free(&t->one);
    network_free(&t->n);
}

// ## How fast one thing changes with the next
//
// Along one edge of the network, from a = σ(w a + b) and C = ‖y - aᴸ‖²/2:
//
//     ∂a_jˡ/∂w_jkˡ = σ′(z_jˡ) a_kˡ⁻¹                         from a weight
//     ∂a_qˡ/∂a_jˡ⁻¹ = σ′(z_qˡ) w_qjˡ                         between layers
//     ∂C/∂a_mᴸ = a_mᴸ - y_m                                  to the cost
//
static real from_weight(const Trial *t, int l, int j, int k) {
    return AT(t->n.sp[l], 0, j) * AT(t->n.a[l - 1], 0, k);
}
static real between(const Trial *t, int l, int q, int j) {
    return AT(t->n.sp[l], 0, q) * AT(t->n.w[l], q, j);
}
static real to_cost(const Trial *t, int m) {
    return AT(t->n.a[t->n.L], 0, m) - AT(t->one.y, 0, m);
}

// ## One path
//
// The change may go by way of one neuron in each layer, j, q, ..., n, m.  The
// factors on this way are multiplied:
//
//     ∂C/∂a_mᴸ ∂a_mᴸ/∂a_nᴸ⁻¹ ... ∂a_qˡ⁺¹/∂a_jˡ ∂a_jˡ/∂w_jkˡ            (51)
typedef struct {
    int l;                                  // the weight leads into layer l
    int at[NETWORK_MOST_LAYERS + 1];        // the neuron in layers l ... L
} Path;

static real rate_along(const Trial *t, const Path *path, int k) {
    real rate = to_cost(t, path->at[t->n.L]);
    for (int l = t->n.L; l > path->l; l--)
        rate *= between(t, l, path->at[l], path->at[l - 1]);
    return rate * from_weight(t, path->l, path->at[path->l], k);
}

// ## All paths
//
//     ∂C/∂w_jkˡ = Σ_mnp...q (the product above)                          (53)
//
// The paths are gone through as a mileage counter goes through its numbers: the
// last layer's neuron moves on; after its last one it starts again, and the
// layer before moves on.
static bool next_path(Path *path, const Trial *t) {
    for (int l = t->n.L; l > path->l; l--) {
        if (++path->at[l] < t->n.sizes[l]) return true;
        path->at[l] = 0;
    }
    return false;
}

// What there is to do is counted (products within a factor are not).
typedef struct {
    double paths, products;    // along the paths
    double table;              // products, with the table below
    real gap;                  // between the ways, as a share of the largest
} Work;

static real sum_over_paths(const Trial *t, int l, int j, int k, Work *work) {
    Path path = {.l = l};
    path.at[l] = j;
    real sum = 0;
    do {
        sum += rate_along(t, &path, k);
        work->products += t->n.L - l + 1;
        work->paths++;
    } while (next_path(&path, t));
    return sum;
}

// ## The same sum from a table
//
// The text leaves it as a challenge to find backpropagation in (53).  Here is
// the step.  All paths out of neuron j go first to some neuron q; from there on
// they are the paths out of q.  Taken out of the sum, what comes after q is
// added up *once*, and used by all j:
//
//     ∂C/∂a_jˡ = Σ_q ∂C/∂a_qˡ⁺¹ ∂a_qˡ⁺¹/∂a_jˡ
//
// That is Buduma's dynamic programming: a table of ∂C/∂a, filled from the last
// layer to the first.  Multiply by σ′(z_j), write δ for ∂C/∂a σ′(z), and it
// reads δ_jˡ = Σ_q w_qjˡ⁺¹ δ_qˡ⁺¹ σ′(z_jˡ): that is (BP2).
static void fill_table(Trial *t, Work *work) {
    int L = t->n.L;
    mat_sub(t->table[L], t->n.a[L], t->one.y);
    for (int l = L - 1; l >= 2; l--)
        for (int j = 0; j < t->n.sizes[l]; j++) {
            real sum = 0;
            for (int q = 0; q < t->n.sizes[l + 1]; q++)
                sum += AT(t->table[l + 1], 0, q) * between(t, l + 1, q, j);
            AT(t->table[l], 0, j) = sum;
            work->table += t->n.sizes[l + 1];
        }
}

// ## Experiment: the whole gradient, by paths, by table, and by network.c
static real worse(real worst, real error) {
    return error > worst || isnan(error) ? error : worst;    // NaN stays
}

static void compare(Work *work, Trial *t) {
    real largest = 0;
    fill_table(t, work);
    for (int l = 2; l <= t->n.L; l++)
        for (int j = 0; j < t->n.sizes[l]; j++)
            for (int k = 0; k < t->n.sizes[l - 1]; k++) {
                real it = AT(t->n.nabla_w[l], j, k);
                real by_paths = sum_over_paths(t, l, j, k, work);
                real by_table = AT(t->table[l], 0, j) * from_weight(t, l, j, k);
                work->table++;
                work->gap = worse(work->gap, fabs(by_paths - it));
                work->gap = worse(work->gap, fabs(by_table - it));
                largest = fmax(largest, fabs(it));
            }
    work->gap /= largest;
}

static Work work_in(int layers, const int sizes[], uint64_t seed) {
    Trial t = trial_new(layers, sizes, seed);
    Work work = {.gap = 0};
    compare(&work, &t);
    trial_free(&t);
    return work;
}

// ## Experiment: how many multiplications?
//
// With n neurons in every layer, a weight of layer 2 has n^(L-2) paths, each
// with L-1 products, and there are n² such weights (and cheaper ones behind
// them).  The table takes one product for each edge after layer 2, and one for
// each weight.  [784,30,10] has but 10 paths for a weight; it is depth that
// makes them many.
static Work count(int n, int L, uint64_t seed) {
    int sizes[NETWORK_MOST_LAYERS];
    for (int i = 0; i < L; i++) sizes[i] = n;
    return work_in(L, sizes, seed);
}

static void print_counts(uint64_t seed) {
    block_begin("counts", "width layers paths products table");
    for (int i = 0; i < WIDTHS; i++) {
        for (int L = 2; L <= COUNTED[i].layers; L++) {
            Work work = count(COUNTED[i].width, L, seed);
            printf("%d %d %.0f %.0f %.0f\n", COUNTED[i].width, L, work.paths,
                   work.products, work.table);
        }
        printf("\n");                           // the next width is a new line
    }
    block_end();
}

// ## Data for the first picture
//
// Every path of the weight; returns the one that adds most.
static Path print_paths(const Trial *t) {
    Path path = {.l = 2}, largest = path;
    Work unused = {0};
    real best = -1;
    path.at[2] = J;
    block_begin("paths", "path rate");
    do {
        real rate = rate_along(t, &path, K);
        printf("%d–%d–%d %.6g\n", J + 1, path.at[3] + 1, path.at[4] + 1, rate);
        if (fabs(rate) > best) best = fabs(rate), largest = path;
    } while (next_path(&path, t));
    printf("sum %.6g\n", sum_over_paths(t, 2, J, K, &unused));
    block_end();
    return largest;
}

// Neurons stand in columns, the first one on top, and the cost behind them.
static real height(const Trial *t, int l, int j) {
    return l > t->n.L ? 0 : (t->n.sizes[l] - 1) / 2.0 - j;
}

// All edges; on: those of this path, with its factors.
static void print_edges(const Trial *t, Path path) {
    int L = t->n.L;
    path.at[1] = K;
    block_begin("edges", "x y dx dy on rate");
    for (int l = 2; l <= L + 1; l++)
        for (int to = 0; to < (l > L ? 1 : t->n.sizes[l]); to++)
            for (int from = 0; from < t->n.sizes[l - 1]; from++) {
                real y = height(t, l - 1, from);
                real rate = l > L ? to_cost(t, from)
                    : l > 2 ? between(t, l, to, from)
                            : from_weight(t, l, to, from);
                printf("%d %g 1 %g %d %.4g\n", l - 1, y, height(t, l, to) - y,
                       path.at[l] == to && path.at[l - 1] == from, rate);
            }
    block_end();
}

// ## What the texts say
static void make_claims(const int sizes[], uint64_t seed) {
    Work drawn = work_in(4, sizes, seed);
    Work eleven = count(3, 11, seed), twelve = count(3, 12, seed);
    claim_between("Nielsen ch2 (53), Buduma: sum over paths, table and "
                  "backpropagation in [2,3,3,2] differ by, as a share", "", 0,
                  1e-12, drawn.gap);
    claim_between("Nielsen ch2 (53), Buduma: and in 12 layers of 3", "", 0,
                  1e-12, twelve.gap);
    claim_between("our finding: a twelfth layer of 3 multiplies the path sum's "
                  "products by", "", 3, 4, twelve.products / eleven.products);
    claim("our finding: and to the table's it adds 2·3²", "", 18,
          twelve.table - eleven.table, 0);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "backpropagation adds up all "
                                                "paths");
    option_int(&options, "--hidden", &set.hidden, 2, "neurons, hidden layers");
    options_end(&options);
    if (set.hidden > MOST_HIDDEN)
        wrong_usage("--hidden must be at most %d", MOST_HIDDEN);

    int sizes[] = {2, set.hidden, set.hidden, 2};
    say("All paths of one weight, in a network [2,%d,%d,2]; seed %d",
        set.hidden, set.hidden, (int)options.seed);
    caption("[2,%d,%d,2], random weights, one random example, seed %d",
            set.hidden, set.hidden, (int)options.seed);
    Trial t = trial_new(4, sizes, options.seed);
    print_edges(&t, print_paths(&t));
    print_counts(options.seed);
    for (int i = 0; i < options.seeds; i++)
        make_claims(sizes, options.seed + (uint64_t)i);
    claims_print();
    trial_free(&t);
    return 0;
}
