// # How many numbers does a network learn?
//
// Elgendy, section 2.2.3, sets an exercise: a network has 4 inputs, two hidden
// layers of 5 neurons and 3 outputs.  How many edges has it?  His answer is 73,
// and Keras, asked for model.summary(), says the same.
//
//     make counting                                   count, and draw it
//     make counting ARGS='--layers "4 50 50 3"'       more hidden neurons
//     make counting ARGS='--layers "784 30 10"'       chapter 2's network
//
// Time: 1 s
//
// What to look for: every neuron is joined to *all* neurons of the layer before
// it, and to a 1 that belongs to no neuron: the input of its bias.  The text
// counts the biases as edges.  60 edges lead from neuron to neuron, 13 are
// biases.
//
// Each edge carries one number that learning will set, a *parameter*.  The
// sizes of the layers are not learned.  We choose them; they are
// *hyper-parameters*.  The choice decides how much there is to learn: with ten
// times as many hidden neurons, 50 in each layer, there are forty times as many
// numbers.  In chapter 2's network nearly all are in the first layer.  More
// numbers fit the examples better, says the text, cost more time, and may
// over-fit (chapter 3); it advises to begin with three to five layers.
#define REAL double
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/report.h"

// ## Settings: the text's
typedef struct {
    const char *layers;        // neurons in each, from input to output
} Settings;

static const Settings TEXT = {"4 5 5 3"};

// ## The sizes of the layers
//
// The text numbers layers from 0, the input.  In all our programs the input is
// layer 1.
enum { MOST_LAYERS = 12, MOST_NEURONS = 100000, MOST_EDGES = 5000000 };

typedef struct {
    int L;                     // number of layers
    int n[MOST_LAYERS + 1];    // neurons in layers 1 ... L; n[0] stays empty
} Sizes;

static void add_size(Sizes *sizes, long neurons) {
    if (neurons < 1 || neurons > MOST_NEURONS)
        wrong_usage("--layers: a layer has 1 to %d neurons, not %ld",
                    MOST_NEURONS, neurons);
    if (sizes->L == MOST_LAYERS)
        wrong_usage("--layers: not more than %d layers", MOST_LAYERS);
    sizes->n[++sizes->L] = (int)neurons;
}

// Reads whole numbers with blanks or commas between them: "4 5 5 3", "4,5,5,3".
static Sizes sizes_from(const char *text) {
    const char *between = " ,";
    Sizes sizes = {.L = 0};
    const char *at = text + strspn(text, between);
    while (*at) {
        char *end;
        long neurons = strtol(at, &end, 10);
        if (end == at || (*end && !strchr(between, *end)))
            wrong_usage("--layers needs whole numbers, like '%s', not '%s'",
                        TEXT.layers, text);
        add_size(&sizes, neurons);
        at = end + strspn(end, between);
    }
    if (sizes.L < 2)
        wrong_usage("--layers needs two layers at least, like '%s', not '%s'",
                    TEXT.layers, text);
    return sizes;
}

// ## Counting by formula
//
// A layer of n_out neurons that has n_in inputs has a weight for each pair of
// an input and a neuron, and a bias for each neuron:
//
//     n_in n_out + n_out                                         section 2.2.3
//
// For the text's network 4·5 + 5 = 25, 5·5 + 5 = 30, 5·3 + 3 = 18; in all, 73.
static long long by_formula(Sizes sizes) {
    long long sum = 0;
    for (int l = 2; l <= sizes.L; l++)
        sum += (long long)sizes.n[l - 1] * sizes.n[l] + sizes.n[l];
    return sum;
}

// ## Counting by walking
//
// A formula may be wrong, or wrongly remembered.  So we build the network, edge
// after edge, and then walk along all of them.
typedef struct {
    int layer, to;             // leads to this neuron of this layer,
    int from;                  // from this neuron of the layer before, or, if
                               // 0, from the 1 of the biases
} Edge;

typedef struct {
    Edge *at;
    int count, room;
} Edges;

// The list grows as needed: how long it will be is what we want to find out.
static void add_edge(Edges *edges, Edge edge) {
    if (edges->count == edges->room) {
        edges->room = edges->room ? 2 * edges->room : 64;
        edges->at = realloc(edges->at, sizeof edge * (size_t)edges->room);
        if (!edges->at) die("out of memory for %d edges", edges->room);
    }
    edges->at[edges->count++] = edge;
}

// A fully connected layer, the `Dense` of the text's listing: an edge to every
// neuron, from everything there is below.
static void add_layer(Edges *edges, int layer, int n_in, int n_out) {
    for (int to = 1; to <= n_out; to++)
        for (int from = 0; from <= n_in; from++)
            add_edge(edges, (Edge){layer, to, from});
}

// The listing has two such layers and forgets the third, Dense(3), which its
// summary shows.  Here the output layer is a layer like the others.
static Edges edges_new(Sizes sizes) {
    Edges edges = {NULL, 0, 0};
    if (by_formula(sizes) > MOST_EDGES)
        wrong_usage("--layers: %lld edges are too many, at most %d",
                    by_formula(sizes), MOST_EDGES);
    for (int l = 2; l <= sizes.L; l++)
        add_layer(&edges, l, sizes.n[l - 1], sizes.n[l]);
    return edges;
}

static void edges_free(Edges *edges) {
    free(edges->at);
    *edges = (Edges){NULL, 0, 0};
}

// The walk.  Into layer l lead weights[l] edges from neurons and biases[l] from
// the 1.
typedef struct {
    int weights[MOST_LAYERS + 1], biases[MOST_LAYERS + 1];
    int parameters[MOST_LAYERS + 1];             // both together
    int total;
} Count;

static Count count_edges(const Edges *edges) {
    Count count = {.total = 0};
    for (int i = 0; i < edges->count; i++) {
        Edge edge = edges->at[i];
        if (edge.from == 0) count.biases[edge.layer]++;
        else count.weights[edge.layer]++;
        count.parameters[edge.layer]++;
        count.total++;
    }
    return count;
}

static Count count_network(const char *layers) {
    Edges edges = edges_new(sizes_from(layers));
    Count count = count_edges(&edges);
    edges_free(&edges);
    return count;
}

// ## The drawing
//
// A layer is a column: its neurons one below the other, and above them the 1
// for the biases of the next layer.  At most SHOWN of them are drawn.
enum { SHOWN = 10 };

static int drawn(int neurons) { return neurons < SHOWN ? neurons : SHOWN; }

static double height(Sizes sizes, int l, int place) {
    return (drawn(sizes.n[l]) + 1) / 2.0 - place;
}

static void print_nodes(Sizes sizes) {
    block_begin("nodes", "x y bias");
    for (int l = 1; l <= sizes.L; l++) {
        if (l < sizes.L) printf("%d %g 1\n", l, height(sizes, l, 0));
        for (int place = 1; place <= drawn(sizes.n[l]); place++)
            printf("%d %g 0\n", l, height(sizes, l, place));
    }
    block_end();
}

static void print_edges(Sizes sizes, const Edges *edges) {
    block_begin("edges", "number x y dx dy bias");
    for (int i = 0; i < edges->count; i++) {
        Edge edge = edges->at[i];
        if (edge.from > SHOWN || edge.to > SHOWN) continue;
        double y = height(sizes, edge.layer - 1, edge.from);
        printf("%d %d %g 1 %g %d\n", i + 1, edge.layer - 1, y,
               height(sizes, edge.layer, edge.to) - y, edge.from == 0);
    }
    block_end();
}

// ## The summary, like Keras's model.summary()
static void print_summary(Sizes sizes, const Count *count) {
    say("%-9s%10s%10s%10s%13s", "layer", "neurons", "weights", "biases",
        "parameters");
    block_begin("summary", "layer kind neurons drawn bottom weights biases"
                           " parameters");
    for (int l = 1; l <= sizes.L; l++) {
        int n = sizes.n[l], w = count->weights[l], b = count->biases[l];
        const char *kind = l == 1 ? "input" : l < sizes.L ? "hidden" : "output";
        say("%d %-7s%10d%10d%10d%13d", l, kind, n, w, b, count->parameters[l]);
        printf("%d %s %d %d %g %d %d %d\n", l, kind, n, drawn(n),
               height(sizes, l, drawn(n)), w, b, count->parameters[l]);
    }
    block_end();
    say("total%47d, all of them trainable; by formula %lld", count->total,
        by_formula(sizes));
}

// ## The text's numbers beside ours
//
// Ours are those of the walk.
static void make_claims(void) {
    Count text = count_network(TEXT.layers), listing = count_network("4 5 5");
    claim("Elgendy 2.2.3: parameters from the input to layer 1", "", 25,
          text.parameters[2], 0);
    claim("Elgendy 2.2.3: parameters from layer 1 to layer 2", "", 30,
          text.parameters[3], 0);
    claim("Elgendy 2.2.3: parameters from layer 2 to the output", "", 18,
          text.parameters[4], 0);
    claim("Elgendy 2.2.3: edges of the network 4-5-5-3, biases included", "",
          73, text.total, 0);
    claim_true("Elgendy 2.2.3: the formula gives as many as the walk",
               by_formula(sizes_from(TEXT.layers)) == text.total);
    claim_failed_because("Elgendy 2.2.3: parameters of the Keras listing", "",
                         73, listing.total, "it forgets the output layer, "
                         "Dense(3), which the summary below it shows");
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "how many numbers a network "
                                                "learns");
    option_text(&options, "--layers", &set.layers, "neurons in each layer");
    options_end(&options);

    Sizes sizes = sizes_from(set.layers);
    Edges edges = edges_new(sizes);
    Count count = count_edges(&edges);
    say("A fully connected network, layers of %s neurons", set.layers);
    caption("layers of %s neurons: %d numbers to learn", set.layers,
            count.total);
    print_summary(sizes, &count);
    print_nodes(sizes);
    print_edges(sizes, &edges);
    make_claims();
    claims_print();
    edges_free(&edges);
    return 0;
}
