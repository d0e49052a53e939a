// # Before anything is learned
//
// What is the cost of a network that knows nothing, and what do its first steps
// do?  network3.py (Nielsen, chapter 6) starts in its own way: weights from
// N(0, 1/n_out), where chapter 3 explains 1/n_in, biases from N(0, 1), and a
// softmax layer of zeros.  And whoever trains two convolutions with sigmoids
// sees, for thousands of mini-batches, nothing at all.  Is it a mistake?
//
//     make first_steps                        six networks, until they learn
//     make first_steps ARGS="--batch 20"      half as many mini-batches
//     make first_steps ARGS="--times 3"       kernels that start three times
//                                             as large keep images apart
//
// Time: 17 s
//
// What to look for: in the left picture one convolution starts after some
// hundred mini-batches, ReLUs start at once.  Two convolutions with sigmoids
// stay at ln 10, the cost of ten answers that are all 1/10: a *plateau*.  It
// looks like a program that does not work.  It ends without any warning.
//
// The right picture has the reason: how much the outputs of the 100 neurons
// differ from image to image.  In the images themselves a pixel spreads by
// 0.25; each layer of sigmoids makes them more alike, down to 0.003 (see also
// first_steps-layers).  And the first thing that the network learns makes it
// worse: all neurons go towards 0, because a cost of ln 10 is best reached with
// no answer at all.  Only what differs can tell digits apart, and it has to
// grow from there.
//
// Which part of the start is to blame?  Not 1/n_out, but the zeros.  They give
// a first cost of exactly ln 10, good to check a program by.  But δ comes down
// to the other layers through these weights: at 0 nothing arrives, and as long
// as they are small, little.  Draw them like all others (dashed), and the
// plateau is about half as long, or less, with 1/n_out as with 1/n_in.
#include <math.h>
#include <stdio.h>

#include "ch06-convnets/network3.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: the text's networks, as in ladder.c
typedef struct {
    int batch;                 // m
    int most;                  // mini-batches, if nothing happens
    real times;                // the start of the convolutions, multiplied
} Settings;

static const Settings TEXT = {10, 6000, 1};

enum { HIDDEN = 100, LOOK = 100, EXAMPLES = 100 };

typedef struct {
    const char *name;          // a single word
    int convolutions;
    bool relu;                 // else sigmoids
    bool n_in;                 // w from N(0, 1/n_in) and b = 0, as chapter 3
    bool top;                  // the softmax layer's weights are drawn, too
    real eta;
} Way;

static const Way WAYS[] = {
    {"network3", 2, false, false, false, 0.1f},
    {"n_in", 2, false, true, false, 0.1f},
    {"network3_drawn", 2, false, false, true, 0.1f},
    {"n_in_drawn", 2, false, true, true, 0.1f},
    {"one", 1, false, false, false, 0.1f},
    {"relu", 2, true, false, false, 0.03f},
};
enum { NETWORK3, N_IN, DRAWN, N_IN_DRAWN, ONE, RELU, WAYS_COUNT };

// ## The networks
static void activation(Layers *n, const Way *way) {
    if (way->relu) layers_relu(n);
    else layers_sigmoid(n);
}

static Layers network_new(const Way *way) {
    static const int MAPS[] = {20, 40};
    Layers n = network3_new(1, 28, EXAMPLES);
    for (int i = 0; i < way->convolutions; i++) {
        network3_convolution(&n, MAPS[i], 5);
        network3_max_pool(&n, 2, 2);
        activation(&n, way);
    }
    layers_dense(&n, HIDDEN);
    activation(&n, way);
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    return n;
}

// ## The start
//
// N(0, 1/n_out) or N(0, 1/n_in)?  A weighted sum of n_in inputs keeps their
// size if its weights are from N(0, 1/n_in); n_out has no part in it.  Here
//
//     convolution    1 x 5 x 5 -> 20     1/√n_out = 0.09    1/√n_in = 0.20
//     convolution   20 x 5 x 5 -> 40                0.06              0.04
//     dense                640 -> 100               0.10              0.04
//
// (network3.py's n_out of a convolution is maps x 5 x 5 / 4, for the pool.)
static Layer *top_of(Layers *n) { return &n->layer[n->L - 1]; }

static void start(Layers *n, const Way *way, Settings set, Random *random) {
    if (way->n_in) layers_start(n, random);
    else network3_start(n, random);
    for (int l = 1; l <= n->L; l++)
        if (n->layer[l].window > 0)
            mat_scale(n->layer[l].w, set.times, n->layer[l].w);
    Layer *top = top_of(n);
    if (way->top) mat_randn(top->w, (real)sqrt(1.0 / top->inputs), random);
    else mat_fill(top->w, 0);
}

// ## How different do images look?
//
// For each number of a layer's output, its standard deviation over some images;
// over all numbers, the root of the mean square:
//
//     spread = √( mean over j of the variance over x of aⱼ(x) )
static double spread_of(Matrix a) {
    double sum = 0;
    for (int j = 0; j < a.cols; j++) {
        double mean = 0, squares = 0;
        for (int i = 0; i < a.rows; i++) mean += (double)AT(a, i, j) / a.rows;
        for (int i = 0; i < a.rows; i++)
            squares += pow((double)AT(a, i, j) - mean, 2);
        sum += squares / a.rows;
    }
    return sqrt(sum / a.cols);
}

// Of the 100 neurons below the softmax layer.
static double hidden_spread(Layers *n, Matrix x) {
    layers_forward(n, x, false);
    return spread_of(n->layer[n->L - 2].a);
}

// The length of the gradient of all weights and biases below the top.
static double gradient_below(Layers *n) {
    double squares = 0;
    for (int l = 1; l < n->L - 1; l++)
        squares += pow((double)mat_norm(n->layer[l].nabla_w), 2) +
                   pow((double)mat_norm(n->layer[l].nabla_b), 2);
    return sqrt(squares);
}

// ## Until it learns
//
// The plateau ends when the mean cost of 100 mini-batches is a tenth below that
// of ignorance; the run, when it is half of it.
//
//     C = -ln 1/10 = ln 10 = 2.3026              if all answers are 1/10
static double ignorance(void) { return log(CLASSES); }

typedef struct {
    double first;              // cost of the first mini-batch
    double below;              // gradient_below, of the same
    double spread;             // hidden_spread, before
    int plateau;               // mini-batches; the most, if it never ended
} Beginning;

static void one_step(Beginning *it, double *cost, Layers *n, Batches *batches,
                     real eta) {
    layers_gradient(n, batches);
    double now = n->layer[n->L].cost(n, batches->y) / batches->x.rows;
    if (isnan(it->first)) {
        it->first = now;
        it->below = gradient_below(n);
    }
    *cost += now / LOOK;
    mat_step(n->parameters, -eta, n->gradient);
}

static Beginning learn(const Way *way, Settings set, Digits digits,
                       uint64_t seed, bool draw) {
    Random random = random_new(seed);
    Layers n = network_new(way);
    Matrix x = data_part(digits.validation, 0, EXAMPLES).x;
    start(&n, way, set, &random);
    Beginning it = {NAN, NAN, hidden_spread(&n, x), set.most};
    Batches batches = batches_new(digits.train, set.batch);
    double cost = INFINITY;
    for (int done = 0; done < set.most && !(cost < ignorance() / 2);
         done += LOOK) {
        cost = 0;
        for (int i = 0; i < LOOK; i++) {
            if (!batches_next(&batches)) {
                batches_shuffle(&batches, &random);
                batches_next(&batches);
            }
            one_step(&it, &cost, &n, &batches, way->eta);
        }
        if (cost < 0.9 * ignorance() && it.plateau == set.most)
            it.plateau = done;
        if (draw)
            printf("%s %d %.5f %.6f\n", way->name, done + LOOK, cost,
                   hidden_spread(&n, x));
    }
    if (draw) printf("\n");
    batches_free(&batches);
    layers_free(&n);
    return it;
}

// ## Data for the pictures
//
// The spread of the images themselves, and behind each layer, at the start.
static void print_layers(Settings set, Digits digits, uint64_t seed) {
    block_begin("layers", "run depth spread");
    for (int w = 0; w < WAYS_COUNT; w++) {
        Random random = random_new(seed);
        Layers n = network_new(&WAYS[w]);
        start(&n, &WAYS[w], set, &random);
        layers_forward(&n, data_part(digits.validation, 0, EXAMPLES).x, false);
        for (int l = 0, depth = 0; l < n.L; l++)
            if (l == 0 || strcmp(n.layer[l].name, "sigmoid") == 0 ||
                strcmp(n.layer[l].name, "relu") == 0)
                printf("%s %d %.6f\n", WAYS[w].name, depth++,
                       spread_of(n.layer[l].a));
        printf("\n");
        layers_free(&n);
    }
    block_end();
}

// ## Claims
static void make_claims(const Beginning it[WAYS_COUNT]) {
    claim("network3.py, softmax layer of zeros: first cost, ln 10", "",
          log(10), it[NETWORK3].first, 1e-6);
    claim("our finding: then the first gradient of all other layers", "", 0,
          it[NETWORK3].below, 0);
    data_claim_between("our finding: two convolutions, how different the "
                       "outputs of the 100 neurons are", "", 0.001, 0.01,
                       it[NETWORK3].spread);
    data_claim_between("our finding: mini-batches on the plateau, two "
                       "convolutions", "", 2000, 5000, it[NETWORK3].plateau);
    data_claim_between("our finding: one convolution", "", 200, 800,
                       it[ONE].plateau);
    data_claim_between("our finding: two, with ReLUs", "", 0, 300,
                       it[RELU].plateau);
    data_claim_between("our finding: plateau with 1/n_in and biases of 0, "
                       "against network3.py's", "times", 0.7, 2,
                       (double)it[N_IN].plateau / it[NETWORK3].plateau);
    data_claim_between("our finding: plateau when the softmax layer's weights "
                       "are drawn, against zeros", "times", 0.1, 0.67,
                       (double)it[DRAWN].plateau / it[NETWORK3].plateau);
    data_claim_between("our finding: the same with 1/n_in", "times", 0.1, 0.67,
                       (double)it[N_IN_DRAWN].plateau / it[N_IN].plateau);
}

// All six networks; the plateaus of all seeds, the curves of the first.
static void begin_all(Spread plateaus[WAYS_COUNT], Settings set, Digits digits,
                      uint64_t seed, bool draw) {
    Beginning it[WAYS_COUNT];
    Progress bar = progress_begin("network", WAYS_COUNT);
    for (int w = 0; w < WAYS_COUNT; w++) {
        it[w] = learn(&WAYS[w], set, digits, seed, draw);
        spread_add(&plateaus[w], it[w].plateau);
        progress_show(&bar, w + 1, "%s: the plateau ends after %d mini-batches",
                      WAYS[w].name, it[w].plateau);
    }
    progress_end(&bar);
    make_claims(it);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "before anything is learned");
    option_int(&options, "--batch", &set.batch, 1, "examples per step, m");
    option_int(&options, "--most", &set.most, LOOK, "mini-batches");
    option_real(&options, "--times", &set.times, "larger convolutions");
    options_end(&options);
    if (set.batch > EXAMPLES) wrong_usage("--batch is 1 to %d", EXAMPLES);

    say("The first steps of six networks, mini-batches of %d, seed %llu",
        set.batch, (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    caption("mini-batches of %d, %s, %s %llu", set.batch, report_data_name(),
            options.seeds > 1 ? "seeds from" : "seed",
            (unsigned long long)options.seed);
    Spread plateaus[WAYS_COUNT] = {{0}};
    print_layers(set, digits, options.seed);
    block_begin("curves", "run updates cost spread");
    for (int k = 0; k < options.seeds; k++)
        begin_all(plateaus, set, digits, options.seed + (uint64_t)k, k == 0);
    block_end();
    block_begin("plateaus", "run mean min max");
    for (int w = 0; w < WAYS_COUNT; w++)
        printf("%s %.0f %.0f %.0f\n", WAYS[w].name, spread_mean(&plateaus[w]),
               plateaus[w].min, plateaus[w].max);
    block_end();
    claims_print();
    digits_free(&digits);
    return 0;
}
