// # Two texts, the same step
//
// Nielsen (chapter 2) and Buduma ("The backpropagation algorithm", figure 4-5)
// write backpropagation in different letters.  Nielsen keeps the error on z,
// Buduma on y; w₂₄ leads to 2 from 4 in one text, from 2 to 4 in the other; and
// one takes the mean over a batch of examples, the other the sum.  Do they go
// the same way downhill?
//
//     make same_step                            the letters, and four walks
//     make same_step ARGS="--eta 0.05"          short steps, no jumps
//     make same_step SEED=4                     other examples
//
// Time: 1 s
//
// What to look for: one picture is figure 4-5 with numbers in it, for whoever
// has lost a letter.  In the other the circles, Buduma's sum with ε = η/m, lie
// on Nielsen's curve.  With the same *number* for both rates, ε = η, a step of
// Buduma's is m times as long: faster here, until it becomes too long and jumps
// about.  The uppermost curve follows the printed list of Nielsen's mini-batch
// algorithm to the letter, and its output layer never learns.
//
// (With --eta 5 the circles leave the curve in the end.  Once a walk jumps
// about, the last digit of a sum, which depends on its order, decides where it
// goes.)
#define REAL double
#include <math.h>
#include <stdio.h>

#include "ch02-backprop/network.h"
#include "common/report.h"

// ## Settings: ours
typedef struct {
    int examples;              // m: all of them are one batch
    int steps;
    real eta;                  // η
} Settings;

static const Settings OURS = {10, 1000, 0.5};

enum { L = 4, MOST_NEURONS = 4 };
static const int SIZES[] = {3, 4, 3, 2};       // of layers 1 ... L
enum { PARAMETERS = 4 * (3 + 1) + 3 * (4 + 1) + 2 * (3 + 1) };

// ## A step, in Nielsen's letters
//
//     w → w - (η/m) Σₓ δ aᵀ        b → b - (η/m) Σₓ δ
//
// is `network_update`; its δ = ∂C/∂z are (BP1) and (BP2), as in
// four_equations.c.
typedef void Step(Network *n, Dataset batch, real rate);

static void nielsen(Network *n, Dataset batch, real eta) {
    network_update(n, batch.x, batch.y, eta);
}

// His list takes this step "for each l = L-1, L-2, ... 2", copied from the line
// about the errors above it.  There L is left out because δᴸ is known already;
// here it must be in, or the output layer keeps its first weights.
static void as_printed(Network *n, Dataset batch, real eta) {
    network_gradient(n, batch.x, batch.y);
    for (int l = L - 1; l >= 2; l--) {
        mat_step(n->w[l], -eta, n->nabla_w[l]);
        mat_step(n->b[l], -eta, n->nabla_b[l]);
    }
}

// ## A step, in Buduma's letters
//
//     Buduma                       Nielsen
//     y, z, t                      a, z, y         output, logit, target
//     w_ij, from i to j            w_ji, to j from i
//     E, ε                         C, η
//     ∂E/∂y_j                      ∂C/∂a_j;  δ_j = σ′(z_j) ∂C/∂a_j
//
// Layer i is the one below layer j.  The errors stay on the outputs y:
//
//     ∂E/∂y_j = -(t_j - y_j)                                 in the last layer
//     ∂E/∂y_i = Σ_j w_ij y_j (1 - y_j) ∂E/∂y_j               below layer j
//
// (The text says that this gives layer j by layer i; it is layer i by layer j:
// errors go down.)  From them, and summed over the examples k,
//
//     ∂E/∂w_ij = y_i y_j (1 - y_j) ∂E/∂y_j
//     Δw_ij = -Σ_k ε y_i y_j (1 - y_j) ∂E/∂y_j
//
// y (1 - y) is σ′(z): Nielsen multiplies by it once, when an error arrives at
// a neuron, Buduma each time it leaves.  A bias is a weight whose y_i is 1.
//
// Adds the Δw of one example to the blocks where Nielsen's gradient would be.
static void add_change(Network *n, Matrix x, Matrix t, real epsilon) {
    real dE_dy[L + 1][MOST_NEURONS];
    Matrix *y = n->a;                          // one example, so one row each
    network_feed_forward(n, x);
    for (int j = 0; j < n->sizes[L]; j++)
        dE_dy[L][j] = -(AT(t, 0, j) - AT(y[L], 0, j));
    for (int l = L; l >= 2; l--)               // layer j is l, layer i is l-1
        for (int i = 0; i < n->sizes[l - 1]; i++) {
            real y_i = AT(y[l - 1], 0, i), sum = 0;
            for (int j = 0; j < n->sizes[l]; j++) {
                real y_j = AT(y[l], 0, j), w_ij = AT(n->w[l], j, i);
                real dE_dz = y_j * (1 - y_j) * dE_dy[l][j];
                sum += w_ij * dE_dz;
                AT(n->nabla_w[l], j, i) -= epsilon * y_i * dE_dz;
                if (i == 0) AT(n->nabla_b[l], 0, j) -= epsilon * dE_dz;
            }
            dE_dy[l - 1][i] = sum;
        }
}

// All these Δw are found at the old weights, and only then added:
//
//     w_ij → w_ij + Δw_ij
static void buduma(Network *n, Dataset batch, real epsilon) {
    mat_fill(n->gradient, 0);
    for (int k = 0; k < batch.x.rows; k++)
        add_change(n, mat_rows(batch.x, k, 1), mat_rows(batch.y, k, 1),
                   epsilon);
    mat_add(n->parameters, n->parameters, n->gradient);
}

// ## The experiment
//
// Walks that begin at the same weights, and see the same examples: random
// inputs, and for each at random which of the two outputs should be 1.
static Dataset examples_new(int m, Random *random) {
    Dataset set = dataset_new(m, SIZES[0], SIZES[L - 1]);
    mat_randn(set.x, 1, random);
    for (int i = 0; i < m; i++) AT(set.y, i, random_below(random, 2)) = 1;
    return set;
}

typedef struct {
    Matrix cost;               // one row: at the start, after step 1, 2, ...
    Matrix first;              // what the first step adds to the parameters
    real output_moved;         // how far the weights of layer L got
} Walk;

static Walk walk_new(int steps) {
    return (Walk){mat_new(1, steps + 1), mat_new(1, PARAMETERS), 0};
}
static void walk_free(Walk *walk) {
    mat_free(&walk->first);
    mat_free(&walk->cost);
}

// A seed fixes the start, so walks of one seed differ by their step alone.
static void go(Walk *walk, Step *step, real rate, Dataset set, uint64_t seed) {
    Random random = random_new(seed);
    Network n = network_new(L, SIZES, set.x.rows, &random);
    Matrix start = mat_new(1, n.parameters.cols);
    Matrix output = mat_new(n.w[L].rows, n.w[L].cols);
    mat_copy(start, n.parameters);
    mat_copy(output, n.w[L]);
    for (int i = 0; i < walk->cost.cols; i++) {
        if (i > 0) step(&n, set, rate);
        if (i == 1) mat_sub(walk->first, n.parameters, start);
        AT(walk->cost, 0, i) = network_cost(&n, set);
    }
    mat_sub(output, n.w[L], output);
    walk->output_moved = mat_norm(output);
    mat_free(&output);
    mat_free(&start);
    network_free(&n);
}

enum { WALKS = 4 };

static Dataset examples_of(int m, uint64_t seed) {
    Random random = random_new(seed + 1000);     // not the weights' numbers
    return examples_new(m, &random);
}

static void go_all(Walk walks[WALKS], Settings set, uint64_t seed) {
    Dataset examples = examples_of(set.examples, seed);
    go(&walks[0], nielsen, set.eta, examples, seed);
    go(&walks[1], buduma, set.eta / set.examples, examples, seed);
    go(&walks[2], buduma, set.eta, examples, seed);
    go(&walks[3], as_printed, set.eta, examples, seed);
    dataset_free(&examples);
}

// The largest difference between the elements of two matrices, without NaN.
static real largest_gap(Matrix a, Matrix b) {
    real gap = 0;
    for (int i = 0; i < a.rows * a.cols; i++) {
        real d = fabs(a.at[i] - b.at[i]);
        if (d > gap || isnan(d)) gap = d;
    }
    return gap;
}

// ## Data for the pictures
//
// Figure 4-5 has two layers, i below j.  Here they are the last two, with the
// numbers of the first example, before the first step.
static real place(int l, int j) { return j - (SIZES[l - 1] - 1) / 2.0; }

static void print_letters(int m, uint64_t seed) {
    Random random = random_new(seed);
    Network n = network_new(L, SIZES, 1, &random);
    Dataset examples = examples_of(m, seed);
    network_feed_forward(&n, mat_rows(examples.x, 0, 1));
    block_begin("neurons", "layer neuron place z y");
    for (int l = L - 1; l <= L; l++)
        for (int j = 0; j < SIZES[l - 1]; j++)
            printf("%d %d %g %.4f %.4f\n", l, j + 1, place(l, j),
                   AT(n.z[l], 0, j), AT(n.a[l], 0, j));
    block_end();
    block_begin("weights", "i j from along w");
    for (int i = 0; i < SIZES[L - 2]; i++)
        for (int j = 0; j < SIZES[L - 1]; j++)
            printf("%d %d %g %g %.4f\n", i + 1, j + 1, place(L - 1, i),
                   place(L, j) - place(L - 1, i), AT(n.w[L], j, i));
    block_end();
    dataset_free(&examples);
    network_free(&n);
}

static void print_walks(const Walk walks[WALKS]) {
    block_begin("costs", "step mean sum sum_same_number as_printed");
    for (int i = 0; i < walks[0].cost.cols; i++)
        printf("%d %.6g %.6g %.6g %.6g\n", i, AT(walks[0].cost, 0, i),
               AT(walks[1].cost, 0, i), AT(walks[2].cost, 0, i),
               AT(walks[3].cost, 0, i));
    block_end();
}

// ## What the texts say
static void make_claims(const Walk walks[WALKS], int m) {
    int last = walks[0].cost.cols - 1;
    claim_between("Buduma, backpropagation: a step by errors on y, against "
                  "Nielsen's by errors on z, largest difference", "", 0, 1e-14,
                  largest_gap(walks[0].first, walks[1].first));
    claim_between("Buduma, backpropagation: the sum with ε = η/m against the "
                  "mean, all along the walk, costs differ by", "", 0, 1e-9,
                  largest_gap(walks[0].cost, walks[1].cost));
    claim("our finding: with ε = η the first step is longer by", "times", m,
          mat_norm(walks[2].first) / mat_norm(walks[0].first), 1e-9);
    claim("our finding: step 3 as printed moves the output weights by", "", 0,
          walks[3].output_moved, 0);
    claim_true("our finding: from L on they move, and the cost ends lower",
               walks[0].output_moved > 0.1 &&
               AT(walks[0].cost, 0, last) < AT(walks[3].cost, 0, last));
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "two texts, the same step");
    option_int(&options, "--examples", &set.examples, 1, "m, all in one batch");
    option_int(&options, "--steps", &set.steps, 1, "of each walk");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    options_end(&options);

    say("[3,4,3,2] takes %d steps with %d examples, η = %g, seed %llu",
        set.steps, set.examples, set.eta, (unsigned long long)options.seed);
    caption("[3,4,3,2], m = %d examples, η = %g, seed %llu", set.examples,
            set.eta, (unsigned long long)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        Walk walks[WALKS];
        for (int k = 0; k < WALKS; k++) walks[k] = walk_new(set.steps);
        go_all(walks, set, options.seed + (uint64_t)i);
        if (i == 0) print_letters(set.examples, options.seed);
        if (i == 0) print_walks(walks);
        make_claims(walks, set.examples);
        for (int k = WALKS - 1; k >= 0; k--) walk_free(&walks[k]);
    }
    claims_print();
    return 0;
}
