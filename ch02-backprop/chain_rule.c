// # The chain rule, edge by edge
//
// How does an error at the end reach a weight at the beginning?  Elgendy,
// section 2.7: multiply the gradient that comes from above, *upstream*, by the
// *local* gradient of each edge, from the output back to the input; figures
// 2.35 to 2.37.
//
//     make chain_rule                         run it, and draw the pictures
//     make chain_rule ARGS="--alpha 20"       steps too large to trust a slope
//     make chain_rule SEED=2                  other weights
//
// Time: 1 s
//
// What to look for: the first picture is one neuron, taken apart.  Values
// (blue) are computed from left to right, gradients (red) from right to left,
// and each edge only has to know its own slope.  The second is a network:
// forwards on the left, backwards on the right.
//
// Edge 4 × edge 3 × edge 2 × the target edge, says the text, is the error at a
// first-layer weight.  That is so where there is a single path, as through the
// neuron.  In a network like the text's there are several, and their products
// are *added* (below the network); paths.c is about that sum.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/random.h"
#include "common/report.h"

// ## Settings: ours; the text has no numbers here
//
// Weights are named as in the text, from and to: w13 leads from input 1 to
// neuron 3 of the first hidden layer, w21 from neuron 2 of the last hidden
// layer to output 1.  (Elsewhere in this codebase it is w_jk, to j from k.)
enum { L = 5, WIDEST = 3, MOST = 128 };      // MOST: nodes, and edges
static const int SIZES[L + 1] = {0, 3, 3, 2, 2, 1};       // of layers 1 ... 5

typedef struct {
    real x, w, b, y;           // the neuron of the first picture
    real alpha;                // α, the learning rate; η in other texts
    int updates;
} Settings;

static const Settings OURS = {2, 0.5, -0.6, 1, 1, 200};

// ## A computational graph
//
// A node is a number: given, or computed from others.  An edge leads from a
// number to one that was computed with it.  Its local gradient says how fast
// the one changes with the other.
typedef struct {
    real value;
    real gradient;             // dE/d(value), once backward has been called
} Node;

typedef struct {
    int from, to;              // nodes
    real local;                // d(value of to) / d(value of from)
} Edge;

typedef struct {
    int nodes, edges;
    Node node[MOST];
    Edge edge[MOST];
} Graph;

static int node(Graph *g, real value) {
    if (g->nodes == MOST) die("more than %d nodes", MOST);
    g->node[g->nodes] = (Node){value, 0};
    return g->nodes++;
}

static void edge(Graph *g, int from, int to, real local) {
    if (g->edges == MOST) die("more than %d edges", MOST);
    g->edge[g->edges++] = (Edge){from, to, local};
}

// ## Forwards: compute, and write down each edge's slope
//
//     d(a b)/da = b          d(a + b)/da = 1          dσ(z)/dz = σ (1 - σ)
//     d ½(ŷ - y)²/dŷ = ŷ - y
static int times(Graph *g, int a, int b) {
    int it = node(g, g->node[a].value * g->node[b].value);
    edge(g, a, it, g->node[b].value);
    edge(g, b, it, g->node[a].value);
    return it;
}
static int plus(Graph *g, int a, int b) {
    int it = node(g, g->node[a].value + g->node[b].value);
    edge(g, a, it, 1);
    edge(g, b, it, 1);
    return it;
}
static int sigmoid(Graph *g, int z) {
    real a = 1 / (1 + exp(-g->node[z].value));
    int it = node(g, a);
    edge(g, z, it, a * (1 - a));
    return it;
}
static int half_square(Graph *g, int a, real y) {
    real off = g->node[a].value - y;
    int it = node(g, off * off / 2);
    edge(g, a, it, off);
    return it;
}

// ## Backwards: upstream × local
//
// The chain rule, "outside, inside", for a function within a function:
//
//     d/dx f(g(x)) = f′(g(x)) g′(x)                            section 2.7.1
//
// f′ is what comes from upstream, g′ is local.  A node with several edges out
// of it reaches the error in several ways, so its gradient is a sum: += and not
// =.  The edges are gone through from the last to the first, so that a node's
// gradient is complete before it is passed on.
static void backward(Graph *g, int error) {
    for (int i = 0; i < g->nodes; i++) g->node[i].gradient = 0;
    g->node[error].gradient = 1;                 // dE/dE
    for (int i = g->edges - 1; i >= 0; i--) {
        Edge e = g->edge[i];
        g->node[e.from].gradient += g->node[e.to].gradient * e.local;
    }
}

// The same the long way, for comparison: the effect of one node on another is
// the sum, over all paths between them, of the products along the path.
static real effect(const Graph *g, int from, int to) {
    real sum = from == to;
    for (int i = 0; i < g->edges; i++)
        if (g->edge[i].from == from)
            sum += g->edge[i].local * effect(g, g->edge[i].to, to);
    return sum;
}

// ## One neuron
//
//     E = ½(σ(w x + b) - y)²
enum { X, W, B, PRODUCT, Z, A, ERROR };          // its nodes

static Graph neuron(real x, Settings set) {
    Graph g = {.nodes = 0};
    node(&g, x);
    node(&g, set.w);
    node(&g, set.b);
    times(&g, X, W);
    plus(&g, PRODUCT, B);
    sigmoid(&g, Z);
    half_square(&g, A, set.y);
    backward(&g, ERROR);
    return g;
}

// ## A network
//
// The nodes of its parameters come first: parameter i is node i.
enum { PARAMETERS = 3 * 4 + 2 * 4 + 2 * 3 + 1 * 3 };      // with biases

typedef struct {
    Graph g;
    int w[L + 1][WIDEST][WIDEST];                // nodes: [layer][from][to]
    int b[L + 1][WIDEST], a[L + 1][WIDEST];      // [layer][neuron]
    int error;
} Net;

typedef struct {
    real theta[PARAMETERS];
    real x[WIDEST], y;         // one example
} Problem;

static Problem random_problem(uint64_t seed) {
    Random random = random_new(seed);
    Problem it = {.y = random_uniform(&random)};
    for (int i = 0; i < PARAMETERS; i++) it.theta[i] = random_normal(&random);
    for (int k = 0; k < SIZES[1]; k++) it.x[k] = random_normal(&random);
    return it;
}

// Forward and backward: the error, and its gradient for every number in it.
static Net build_net(const Problem *it) {
    Net n = {.error = 0};
    Graph *g = &n.g;
    for (int l = 2; l <= L; l++)
        for (int j = 0; j < SIZES[l]; j++) {
            for (int k = 0; k < SIZES[l - 1]; k++)
                n.w[l][k][j] = node(g, it->theta[g->nodes]);
            n.b[l][j] = node(g, it->theta[g->nodes]);
        }
    for (int k = 0; k < SIZES[1]; k++) n.a[1][k] = node(g, it->x[k]);
    for (int l = 2; l <= L; l++)
        for (int j = 0; j < SIZES[l]; j++) {
            int z = n.b[l][j];
            for (int k = 0; k < SIZES[l - 1]; k++)
                z = plus(g, z, times(g, n.w[l][k][j], n.a[l - 1][k]));
            n.a[l][j] = sigmoid(g, z);
        }
    n.error = half_square(g, n.a[L][0], it->y);
    backward(g, n.error);
    return n;
}

// ## Experiment: edge 4 × edge 3 × edge 2 × target edge
//
// w13 leads to neuron 3, and from there the way may go over neuron i of the
// next layer and neuron j of the one after it.  Edge 4 ends in the error.
static real four_edges(const Net *n, int i, int j, real edges[4]) {
    const Graph *g = &n->g;
    edges[0] = effect(g, n->w[2][0][2], n->a[2][2]);     // the target edge
    edges[1] = effect(g, n->a[2][2], n->a[3][i]);
    edges[2] = effect(g, n->a[3][i], n->a[4][j]);
    edges[3] = effect(g, n->a[4][j], n->error);
    return edges[3] * edges[2] * edges[1] * edges[0];
}

// ## Experiment: the text's loop
//
//     forward, E, backward, w_new = w - α dE/dw, and again        section 2.7
//
// What travels back is the gradient.  The text also says Δw; but that is made
// from it at the end of the way, Δw = -α dE/dw.
static void update(Problem *it, const Net *n, real alpha) {
    for (int i = 0; i < PARAMETERS; i++)
        it->theta[i] -= alpha * n->g.node[i].gradient;
}

// Returns whether the error fell with every update.
static bool learn(Problem it, Settings set) {
    real before = INFINITY;
    for (int i = 0; i <= set.updates; i++) {
        Net n = build_net(&it);
        if (!(n.g.node[n.error].value < before)) return false;
        before = n.g.node[n.error].value;
        update(&it, &n, set.alpha);
    }
    return true;
}

// ## Data for the pictures
static void print_neuron(const Graph *g) {
    static const char *name[] = {"x", "w", "b", "×", "+", "σ", "E"};
    static const real x[] = {0, 0, 1, 1, 2, 3, 4};
    static const real y[] = {0.7, -0.7, -1, 0, 0, 0, 0};
    block_begin("neuron", "name x y value gradient");
    for (int i = 0; i < g->nodes; i++)
        printf("%s %g %g %.4f %.4f\n", name[i], x[i], y[i], g->node[i].value,
               g->node[i].gradient);
    block_end();
    block_begin("slopes", "x y dx dy local upstream");
    for (int i = 0; i < g->edges; i++) {
        Edge e = g->edge[i];
        printf("%g %g %g %g %.4f %.4f\n", x[e.from], y[e.from],
               x[e.to] - x[e.from], y[e.to] - y[e.from], e.local,
               g->node[e.to].gradient);
    }
    block_end();
}

static real height(int l, int j) { return (SIZES[l] - 1) / 2.0 - j; }

// on: the edge lies on a path of w13.
static void print_net(const Net *n) {
    const Graph *g = &n->g;
    block_begin("units", "x y value gradient");
    for (int l = 1; l <= L; l++)
        for (int j = 0; j < SIZES[l]; j++)
            printf("%d %g %.4f %.4g\n", l, height(l, j),
                   g->node[n->a[l][j]].value, g->node[n->a[l][j]].gradient);
    printf("%d 0 %.4g 1\n", L + 1, g->node[n->error].value);
    block_end();
    block_begin("edges", "x y dx dy on w gradient");
    for (int l = 2; l <= L; l++)
        for (int k = 0; k < SIZES[l - 1]; k++)
            for (int j = 0; j < SIZES[l]; j++)
                printf("%d %g 1 %g %d %.3g %.3g\n", l - 1, height(l - 1, k),
                       height(l, j) - height(l - 1, k),
                       l == 2 ? k == 0 && j == 2 : l > 3 || k == 2,
                       g->node[n->w[l][k][j]].value,
                       g->node[n->w[l][k][j]].gradient);
    printf("%d 0 1 0 1 1 %.3g\n", L, g->node[n->a[L][0]].gradient);
    block_end();
}

static void print_paths(const Net *n) {
    real edges[4];
    block_begin("paths", "i j edge4 edge3 edge2 target product");
    for (int i = 0; i < SIZES[3]; i++)
        for (int j = 0; j < SIZES[4]; j++) {
            real product = four_edges(n, i, j, edges);
            printf("%d %d %.3g %.3g %.3g %.3g %.3g\n", i + 1, j + 1, edges[3],
                   edges[2], edges[1], edges[0], product);
        }
    block_end();
}

// ## What the text says
static real error_of(Problem it, int parameter, real change) {
    it.theta[parameter] += change;
    Net n = build_net(&it);
    return n.g.node[n.error].value;
}

// The gradient of a parameter, as a share of the slope that is measured.
static real share(const Problem *it, const Net *n, int parameter) {
    const real h = 1e-5;
    return n->g.node[parameter].gradient /
           ((error_of(*it, parameter, h) - error_of(*it, parameter, -h)) /
            (2 * h));
}

static void claim_neuron(const Graph *g, Settings set) {
    const real h = 1e-5, dE_dx = g->node[X].gradient;
    Graph above = neuron(set.x + h, set), below = neuron(set.x - h, set);
    const Edge *e = g->edge;                     // 0, 2, 4, 5: the way of x
    claim("Elgendy 2.7.1: dE/dx, upstream × local, against the measured slope",
          "", (above.node[ERROR].value - below.node[ERROR].value) / (2 * h),
          dE_dx, 1e-8);
    claim("Elgendy 2.7.1: one path: its edges multiplied, against dE/dx", "",
          dE_dx, e[0].local * e[2].local * e[4].local * e[5].local, 1e-15);
}

static void claim_net(const Problem *it, const Net *n) {
    int w13 = n->w[2][0][2], w21 = n->w[5][1][0];
    real edges[4], sum = 0, all = n->g.node[w13].gradient;
    for (int i = 0; i < SIZES[3]; i++)
        for (int j = 0; j < SIZES[4]; j++) sum += four_edges(n, i, j, edges);
    claim("Elgendy fig 2.35: dE/dw21, last layer, as a share of the measured "
          "slope", "", 1, share(it, n, w21), 1e-5);
    claim("Elgendy fig 2.35: dE/dw13, first layer, as a share of the measured "
          "slope", "", 1, share(it, n, w13), 1e-5);
    claim_failed_because("Elgendy 2.7.1: edge 4 × edge 3 × edge 2 × target "
                         "edge, as a share of dE/dw13", "", 1,
                         four_edges(n, 1, 1, edges) / all, "this is one of "
                         "four paths; their products are added");
    claim("our finding: all four products, added, as a share of dE/dw13", "", 1,
          sum / all, 1e-12);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "the chain rule, edge by edge");
    option_real(&options, "--x", &set.x, "input of the neuron");
    option_real(&options, "--w", &set.w, "its weight");
    option_real(&options, "--b", &set.b, "its bias");
    option_real(&options, "--alpha", &set.alpha, "learning rate α");
    option_int(&options, "--updates", &set.updates, 1, "of the network");
    options_end(&options);

    say("A neuron, and a network 3-3-2-2-1 with α = %g; seed %d", set.alpha,
        (int)options.seed);
    caption("network 3-3-2-2-1, random weights, one example, seed %d",
            (int)options.seed);
    Graph one = neuron(set.x, set);
    print_neuron(&one);
    claim_neuron(&one, set);
    for (int i = 0; i < options.seeds; i++) {
        Problem problem = random_problem(options.seed + (uint64_t)i);
        Net net = build_net(&problem);
        if (i == 0) print_net(&net);
        if (i == 0) print_paths(&net);
        claim_net(&problem, &net);
        claim_true("Elgendy 2.7: with every update the error falls",
                   learn(problem, set));
    }
    claims_print();
    return 0;
}
