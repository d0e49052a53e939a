// # LeNet-5, the network of 1998
//
// The slides' table of depths begins with it: LeNet, 1998, five layers, "the
// classic model for handwritten digits".  Convolution, pooling, convolution,
// pooling, and dense layers on top: networks for images still look like that.
// What does a digit look like on its way through, how many numbers are to be
// learned, and are they better spent than in a dense network?
//
//     make lenet                              4 epochs
//     make lenet ARGS="--image 15"            another digit on its way
//     make lenet ARGS="--eta 0.2"             steps that are too large
//     make lenet FULL=1                       20 epochs, as in 1998
//
// Time: 11 s
//
// What to look for: from left to right there are more maps, and they are
// smaller.  In C1 one still recognises the digit, its strokes and their edges;
// in S4 only which feature is where, roughly.  C5 and F6 are mere numbers.
//
// A dense network with as many parameters misreads twice as many digits (1.8 to
// 2.7 times, five seeds).  Most of LeNet's parameters are in dense layers, too;
// but what these look at has been prepared by 2572 parameters that are used
// again in every place: the network has seven times as many connections as
// parameters.  (Its curve may jump: steps of ten images are rough, and an epoch
// may end badly.)
//
// The numbers of 1998 are those of LeCun, Bottou, Bengio and Haffner,
// "Gradient-based learning applied to document recognition".
#include <stdio.h>

#include "ch06-convnets/network3.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings
typedef struct {
    int epochs;
    int batch;                 // m
    int hidden;                // neurons of the dense network
    int image;                 // of the test images, to be shown
    real eta, eta_dense;       // best of 0.03, 0.06, 0.1, 0.2; 2 seeds
} Settings;

static const Settings OURS = {4, 10, 77, 1, 0.03f, 0.06f};
enum { FULL = 20 };            // epochs, in 1998

// ## The network
//
// The image gets a border of 2 zeros, so that the end of a stroke, too, can be
// in the middle of a window.  Then, with side_out = side + 2 padding - 4 for
// windows of 5, and half the side after a pool:
//
//     28 + 2·2 = 32   C1: 6 of 28   S2: 6 of 14   C3: 16 of 10   S4: 16 of 5
//
// and C5: 120, F6: 84, output: 10 neurons.  C is for convolution, S for
// subsampling, F for fully connected.  C5 is a convolution whose windows are as
// large as the maps, 5 x 5.  Such a window has one place only, and a map of one
// neuron: it is a dense layer.
//
// Ours differs from that of 1998 as networks have changed since then:
//
//     1998                                      here
//     a pool is a mean, times w, plus b         the largest, nothing to learn
//     a map of C3 sees 3, 4 or all 6 of S2      all 6
//     tanh                                      ReLU
//     ten drawings of digits, 7 x 12 pixels,    softmax, log-likelihood
//     to which F6 is compared
//
// The function max(z, 0) comes after the pool, where there is less to do; in
// both orders the same comes out.
static Layers lenet_new(int batch) {
    Layers n = network3_new(1, 28, batch);
    network3_convolution_with(&n, 6, 5, 1, 2);
    network3_max_pool(&n, 2, 2);
    layers_relu(&n);
    network3_convolution(&n, 16, 5);
    network3_max_pool(&n, 2, 2);
    layers_relu(&n);
    layers_dense(&n, 120);
    layers_relu(&n);
    layers_dense(&n, 84);
    layers_relu(&n);
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    return n;
}

static Layers dense_new(int hidden, int batch) {
    Layers n = network3_new(1, 28, batch);
    layers_dense(&n, hidden);
    layers_relu(&n);
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    return n;
}

// ## Parameters and connections
//
// A kernel and its bias are used in each of side x side places, and each time
// they are connections:
//
//     parameters = maps (window² maps below + 1)
//     connections = parameters · side²
//
// 1998's are counted by the same rule.  SEEN: of the 16 maps of C3, six look at
// 3 maps below, nine at 4, one at 6, so that they have to be different.
enum { SEEN = 6 * 3 + 9 * 4 + 1 * 6, STAGES = 7 };

typedef struct {
    long parameters, connections;
} Counts;

typedef struct {
    const char *name;
    int layer, shown;          // shown is after max(z, 0), or softmax, except
                               // for C1 and C3
    Counts then;               // 1998
} Stage;

static const Stage STAGE[STAGES] = {
    {"C1", 1, 1, {6 * 26, 28 * 28 * 6 * 26}},
    {"S2", 2, 3, {6 * 2, 14 * 14 * 6 * 5}},                    // 4 and a bias
    {"C3", 4, 4, {25 * SEEN + 16, 10 * 10 * (25 * SEEN + 16)}},
    {"S4", 5, 6, {16 * 2, 5 * 5 * 16 * 5}},
    {"C5", 7, 8, {120 * 401, 120 * 401}},
    {"F6", 9, 10, {84 * 121, 84 * 121}},
    {"output", 11, 12, {0, 84 * 10}},                          // not learned
};

static Counts counts_of(const Layers *lenet, int stage) {
    const Layer *it = &lenet->layer[STAGE[stage].layer];
    long learned = (long)it->w.rows * it->w.cols + it->b.cols;
    return (Counts){learned, learned * it->side * it->side};
}

typedef struct {
    Counts here, then;
    int depth;                 // layers that learn, here
} Totals;

static Totals totals_of(const Layers *lenet) {
    Totals all = {{0, 0}, {0, 0}, 0};
    for (int k = 0; k < STAGES; k++) {
        Counts here = counts_of(lenet, k), then = STAGE[k].then;
        all.here.parameters += here.parameters;
        all.here.connections += here.connections;
        all.then.parameters += then.parameters;
        all.then.connections += then.connections;
        all.depth += here.parameters > 0;
    }
    return all;
}

// ## The experiment: two networks, the same images
//
// 784 pixels, 77 hidden neurons and 10 outputs make 61 225 parameters, nearly
// LeNet's 61 706.  It wants larger steps than LeNet, so each has its own η.
// Both start from weights ~ N(0, 1/n_in) and biases of 0.  (The biases of
// network3.py, ~ N(0, 1), would cost LeNet one or two of its six maps in C1:
// their z is below 0 everywhere, and stays there.)
//
// In 1998 LeNet learned from all 60 000 images; here, as in the text, 10 000 of
// them are held back.
enum { LENET, DENSE, NETS };

// misread, in % of the test images, has a row for each epoch and a column for
// each network.
static void train(Layers *n, int net, real eta, Matrix misread, Digits digits,
                  Random *random) {
    static const char *const NAME[NETS] = {"LeNet", "dense"};
    Batches batches = batches_new(digits.train, n->most_rows);
    Progress bar = progress_begin("epoch", misread.rows);
    for (int e = 0; e < misread.rows; e++) {
        layers_epoch(n, &batches, eta, random);
        LayersScore test = layers_score(n, digits.test);
        if (!isfinite(test.cost)) die("%s: the cost is no number", NAME[net]);
        AT(misread, e, net) = (real)(100 - test.accuracy);
        progress_show(&bar, e + 1, "%s  test cost %.4f  misread %.2f %%",
                      NAME[net], test.cost, 100 - test.accuracy);
    }
    progress_end(&bar);
    batches_free(&batches);
}

// lenet comes back trained; misread, too, is filled.
static void run(Layers *lenet, Matrix misread, Settings set, Digits digits,
                uint64_t seed) {
    Random random = random_new(seed);
    Layers dense = dense_new(set.hidden, set.batch);
    layers_start(lenet, &random);
    layers_start(&dense, &random);
    train(lenet, LENET, set.eta, misread, digits, &random);
    train(&dense, DENSE, set.eta_dense, misread, digits, &random);
    layers_free(&dense);
}

// ## Data for the pictures
static void print_stages(const Layers *lenet) {
    block_begin("stages", "stage name maps side parameters then");
    say("%24s parameters (1998)    connections (1998)", "");
    for (int k = 0; k < STAGES; k++) {
        int l = STAGE[k].layer, side = lenet->layer[l].side;
        Counts here = counts_of(lenet, k), then = STAGE[k].then;
        say("%-6s  %3d of %2d x %2d   %9ld %7ld %13ld %7ld", STAGE[k].name,
            network3_maps(lenet, l), side, side, here.parameters,
            then.parameters, here.connections, then.connections);
        printf("%d %s %d %d %ld %ld\n", k + 1, STAGE[k].name,
               network3_maps(lenet, l), side, here.parameters,
               then.parameters);
    }
    block_end();
    Totals all = totals_of(lenet);
    say("all %32ld %7ld %13ld %7ld", all.here.parameters,
        all.then.parameters, all.here.connections, all.then.connections);
}

// Map below map, divided by the largest number (of the output, by 1); neurons
// are one column.
static void print_maps(const char *name, const real *a, int rows, int cols,
                       real largest) {
    for (int i = 0; i < rows * cols; i++)
        largest = fmaxf(largest, fabsf(a[i]));
    block_begin(name, NULL);
    for (int i = 0; i < rows * cols; i++)
        printf("%.3f%c", (double)(a[i] / largest),
               (i + 1) % cols ? ' ' : '\n');
    block_end();
}

static void print_way(Layers *lenet, Dataset test, int image) {
    const real least = 1e-6f;                    // so that 0 is divided, too
    layers_forward(lenet, mat_rows(test.x, image, 1), false);
    print_maps("image", &AT(test.x, image, 0), 28, 28, least);
    for (int k = 0; k < STAGES; k++) {
        const Layer *it = &lenet->layer[STAGE[k].shown];
        print_maps(STAGE[k].name, it->a.at, it->outputs / it->side, it->side,
                   it->cost ? 1 : least);
    }
}

// ## The numbers of 1998 beside ours
static void claim_counts(const Layers *lenet) {
    Totals all = totals_of(lenet);
    claim("slides, table of depths: LeNet", "layers", 5, all.depth, 0);
    claim("LeCun and others 1998: parameters of C5, as here", "", 48120,
          (double)counts_of(lenet, 4).parameters, 0);
    claim("LeCun and others 1998: parameters, counted as they were", "", 60000,
          (double)all.then.parameters, 0);
    claim("LeCun and others 1998: connections, counted as they were", "",
          340908, (double)all.then.connections, 0);
    claim_between("our finding: connections for each parameter, here", "", 6.5,
                  7.5, (double)all.here.connections /
                  (double)all.here.parameters);
}

static void claim_misread(Matrix misread, bool full) {
    int last = misread.rows - 1;
    double lenet = (double)AT(misread, last, LENET);
    double dense = (double)AT(misread, last, DENSE);
    data_claim_between("our finding: a dense network with as many parameters "
                       "misreads so many times as many", "", 1.5, 4,
                       dense / lenet);
    if (full)
        data_claim("LeCun and others 1998: misread after 20 passes", "%", 0.95,
                   lenet, 0.2);
}

// All seeds; the first network shows its maps.
static void experiment(Settings set, Digits digits, const Options *options) {
    Matrix misread = mat_new(set.epochs, NETS);
    for (int k = 0; k < options->seeds; k++) {
        Layers lenet = lenet_new(set.batch);
        uint64_t seed = options->seed + (uint64_t)k;
        run(&lenet, misread, set, digits, seed);
        if (k == 0) {
            print_stages(&lenet);
            print_way(&lenet, digits.test, set.image);
            claim_counts(&lenet);
            block_begin("misread", "seed epoch lenet dense");
        }
        for (int e = 0; e < set.epochs; e++)
            printf("%llu %d %.2f %.2f\n", (unsigned long long)seed, e + 1,
                   (double)AT(misread, e, LENET),
                   (double)AT(misread, e, DENSE));
        printf("\n");
        claim_misread(misread, options->full);
        layers_free(&lenet);
    }
    block_end();
    mat_free(&misread);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "LeNet-5, of 1998");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over the images");
    option_int(&options, "--batch", &set.batch, 1, "examples per step, m");
    option_int(&options, "--image", &set.image, 0, "of the test images, shown");
    option_real(&options, "--eta", &set.eta, "LeNet's learning rate, η");
    option_real(&options, "--eta-dense", &set.eta_dense, "the dense network's");
    options_end(&options);
    if (options.full) set.epochs = FULL;

    Digits digits = digits_load(NULL);
    if (set.image >= digits.test.x.rows)
        wrong_usage("--image is at most %d", digits.test.x.rows - 1);
    caption("%d epochs, mini-batches of %d, η = %g and %g, %s, %s %llu",
            set.epochs, set.batch, (double)set.eta, (double)set.eta_dense,
            report_data_name(), options.seeds > 1 ? "seeds from" : "seed",
            (unsigned long long)options.seed);
    experiment(set, digits, &options);
    claims_print();
    digits_free(&digits);
    return 0;
}
