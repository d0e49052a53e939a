// # Every layer reads all before it
//
// A residual block adds its result to what it has read; a dense block puts it
// beside, and so the next layer reads the input and all results so far.  The
// slides' DenseNet, with its transition layers: how many maps are where, what
// do they cost, and what is gained?
//
//     make maps_dense                          22 layers, 2 pictures
//     make maps_dense ARGS="--layers 2"        10 layers: is there a need?
//     make maps_dense ARGS="--growth 8"        each layer adds twice as much
//     make maps_dense FULL=1                   10 000 images
//
// Time: 15 s
//
// What to look for: in the first picture, maps pile up by 4 from layer to layer
// while those below stay as they are; a transition halves their number and
// their side, and what comes out enters the next block.
//
// In the second the dense network of 22 layers reads nearly all its images
// after three epochs.  Cut its connections, so that each layer reads only the 4
// maps below it, and in the end about 30 % are misread.  Is that because few
// parameters are left?  A plain network with as many, 12 maps in each layer,
// stays behind as well, and its error jumps from epoch to epoch.
#include <stdio.h>

#include "ch06-convnets/network3.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings
//
// Depth counts convolutions and the dense layer: with 6 layers in a block, 22.
typedef struct {
    int images;                // the first ones of the training data
    int epochs;
    int layers;                // in each block
    int growth;                // k, the maps that each of them adds
    int batch;                 // m
    real eta;
} Settings;

static const Settings OURS = {2000, 5, 6, 4, 20, 0.1f};

enum { BLOCKS = 3, MOST_LAYERS = 16, MOST_GROWTH = 64 };

// ## A dense block
//
//     x₁ = x
//     x₂ = [x, f₁(x)]                                        slides, DenseNet
//     x₃ = [x, f₁(x), f₂([x, f₁(x)])]
//     xᵢ₊₁ = [xᵢ, fᵢ(xᵢ)]
//
// [ , ] puts maps beside each other.  (The slides name the third line x₂, too.
// They speak of a Taylor series: where a residual network has x + f(x), here is
// term after term, each made of the ones before.)
//
// fᵢ is batch normalisation, ReLU, and a convolution, 3 x 3 with a border of
// one zero, to k maps.  layers_concat puts the new maps first: [fᵢ(xᵢ), xᵢ].
//
// Going down, δ of xᵢ₊₁ is divided as the maps were joined: one part goes
// through fᵢ, the other straight to xᵢ.  So every map gets δ from all layers
// above it in the block, and there is a way without factors to each of them.
static void f(Layers *n, int maps, int window) {
    int side = n->layer[n->L].side;
    layers_batch_norm(n, side * side);
    layers_relu(n);
    int l = network3_convolution_with(n, maps, window, 1, window / 2);
    n->layer[l].sd = (real)sqrt(2.0 / n->layer[l].w.rows);       // He's start
}

static void dense_block(Layers *n, int layers, int growth) {
    for (int i = 1; i <= layers; i++) {
        int x = n->L;
        f(n, growth, 3);
        layers_concat(n, x);
    }
}

// The same without connections: fᵢ reads nothing but fᵢ₋₁.
static void plain_block(Layers *n, int layers, int maps) {
    for (int i = 1; i <= layers; i++) f(n, maps, 3);
}

// ## The transition layer
//
// Inside a block all maps have the same side, or they could not stand beside
// each other; and they become more and more.  So between blocks
//
//     z_m(i, j) = b_m + Σ w_mc x_c(i, j)                    1 x 1 convolution
//                       c
//
// mixes the maps, place by place, to half as many, and pooling halves the side.
// (Original DenseNets take the mean of 2 x 2 numbers, we the largest.)
static void transition(Layers *n, int maps) {
    f(n, maps, 1);
    network3_max_pool(n, 2, 2);
}

// ## The network
//
// It begins with 2k maps of 12 x 12.  width is k, or the maps of each layer of
// a plain network.
static Layers net_new(bool dense, int width, Settings set, Random *random) {
    Layers n = network3_new(1, 28, set.batch);
    int l = network3_convolution_with(&n, dense ? 2 * width : width, 5, 2, 0);
    n.layer[l].sd = (real)sqrt(2.0 / n.layer[l].w.rows);
    for (int b = 0; b < BLOCKS; b++) {
        if (b > 0) transition(&n, dense ? network3_maps(&n, n.L) / 2 : width);
        if (dense) dense_block(&n, set.layers, width);
        else plain_block(&n, set.layers, width);
    }
    int side = n.layer[n.L].side;
    layers_batch_norm(&n, side * side);
    layers_relu(&n);
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    layers_start(&n, random);
    return n;
}

// ## Maps and parameters
//
//     mᵢ = m₁ + (i - 1) k            maps that fᵢ reads: they grow linearly
//
//     9 mᵢ k + k + 2 mᵢ              its weights and biases, its γ and β
//     m m/2 + m/2 + 2 m              those of a transition from m maps
//
// A dense layer need not make old maps again to hand them on, so it can do with
// few.  The last one of all reads 40 maps and makes 4, with 9 * 40 * 4 = 1440
// weights; one that made all 44 anew would have 15 840.
static int f_parameters(int read, int made, int window) {
    return window * window * read * made + made + 2 * read;
}

// Of the network that net_new makes, counted without making it.
static int parameters_of(bool dense, int width, Settings set) {
    int maps = dense ? 2 * width : width, sum = (5 * 5 + 1) * maps;
    for (int b = 0; b < BLOCKS; b++) {
        if (b > 0) {
            int read = maps;
            maps = dense ? read / 2 : width;
            sum += f_parameters(read, maps, 1);
        }
        for (int i = 1; i <= set.layers; i++) {
            sum += f_parameters(maps, width, 3);
            maps = dense ? maps + width : width;
        }
    }
    return sum + 2 * maps + (3 * 3 * maps + 1) * CLASSES;
}

// ## Learning
//
// The plain network gets as many parameters as the dense one, or a few more.
// "Cut" is the dense network whose connections are cut: plain, k maps in each
// layer.
enum { DENSE, PLAIN, CUT, KINDS };
static const char *const NAME[KINDS] = {"dense", "plain", "cut"};

static int width_of(int kind, Settings set) {
    int width = set.growth, wanted = parameters_of(true, set.growth, set);
    while (kind == PLAIN && parameters_of(false, width, set) < wanted) width++;
    return width;
}

// errors gets a column for each epoch, 0 is before the first: on the training
// images, in per cent.  Gives the error on the test images in the end.
static double learn(Matrix errors, Layers *n, Settings set, Digits digits,
                    Random *random) {
    Dataset train = data_part(digits.train, 0, set.images);
    Batches batches = batches_new(train, set.batch);
    for (int epoch = 0; epoch < errors.cols; epoch++) {
        if (epoch > 0) layers_epoch(n, &batches, set.eta, random);
        errors.at[epoch] = (real)(100 - layers_score(n, train).accuracy);
    }
    batches_free(&batches);
    return 100 - layers_score(n, digits.test).accuracy;
}

// ## The experiment
typedef struct {
    double error[KINDS], test[KINDS];
} Errors;

static Errors race(Settings set, Digits digits, uint64_t seed) {
    Errors end = {{0}, {0}};
    Matrix errors = mat_new(1, set.epochs + 1);
    Progress bar = progress_begin("network", KINDS);
    for (int kind = 0; kind < KINDS; kind++) {
        Random random = random_new(seed);
        Layers n = net_new(kind == DENSE, width_of(kind, set), set, &random);
        int parameters = n.parameters.cols;
        end.test[kind] = learn(errors, &n, set, digits, &random);
        end.error[kind] = (double)AT(errors, 0, set.epochs);
        for (int epoch = 0; epoch <= set.epochs; epoch++)
            printf("%s %d %llu %d %.3f\n", NAME[kind], parameters,
                   (unsigned long long)seed, epoch, (double)errors.at[epoch]);
        progress_show(&bar, kind + 1, "%s, %d parameters: training error "
                      "%.1f %%, test error %.1f %%", NAME[kind], parameters,
                      end.error[kind], end.test[kind]);
        layers_free(&n);
    }
    progress_end(&bar);
    mat_free(&errors);
    return end;
}

// ## What is where
//
// The network is asked, not the formula.  For each place where maps stand
// beside each other: which of them, from the bottom, come from fᵢ?  0 is what
// came into the block.  Rows are for the first picture.
static void print_stack(const Layers *n, int l, int block, int layer, int k) {
    int maps = network3_maps(n, l), entered = maps - layer * k;
    for (int from = 0; from <= layer; from++)
        printf("%d %d %d %d %d %d\n", block, layer, n->layer[l].side, from,
               from ? entered + (from - 1) * k : 0, entered + from * k);
}

static void print_maps(const Layers *n, int k) {
    for (int l = 1, block = 1, layer = 0; l <= n->L; l++) {
        bool joined = strcmp(n->layer[l].name, "concat") == 0;
        bool pooled = strcmp(n->layer[l].name, "max_pool") == 0;
        layer = joined ? layer + 1 : pooled ? 0 : layer;
        block += pooled;
        if (joined || pooled || l == 1) print_stack(n, l, block, layer, k);
    }
}

// ## Claims
//
// The slides give no numbers of errors; chance is 90 %.
//
// Layer 1 is the first convolution.  A layer of a dense block is four here:
// batch normalisation, ReLU, convolution, concat.  So is a transition.
static void claim_maps(const Layers *n, Settings set) {
    int end = 1 + 4 * set.layers, after = end + 4, k = set.growth;
    claim("slides, dense block: maps after it", "", 2 * k + set.layers * k,
          network3_maps(n, end), 0);
    claim("slides, transition: numbers after it over before", "", 1 / 8.0,
          n->layer[after].outputs / (double)n->layer[end].outputs, 0);
    claim("our count: parameters of the dense network", "",
          parameters_of(true, k, set), n->parameters.cols, 0);
}

static void look_at_maps(Settings set) {
    Random random = random_new(1);
    Layers n = net_new(true, set.growth, set, &random);
    print_maps(&n, set.growth);
    claim_maps(&n, set);
    layers_free(&n);
}

static void claim_errors(Errors end) {
    data_claim_between("slides, DenseNet: it trains, training error", "%", 0,
                       2, end.error[DENSE]);
    data_claim_between("our finding: plain, as many parameters", "%", 3, 60,
                       end.error[PLAIN]);
    data_claim_between("our finding: plain, k maps in each layer", "%", 10, 90,
                       end.error[CUT]);
    data_claim_between("our finding: test error, what connections save, "
                       "parameters equal", "points", 2, 60,
                       end.test[PLAIN] - end.test[DENSE]);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "every layer reads all before");
    option_int(&options, "--images", &set.images, 20, "training images");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over them");
    option_int(&options, "--layers", &set.layers, 1, "in each block");
    option_int(&options, "--growth", &set.growth, 1, "k, maps of each layer");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    options_end(&options);
    if (options.full) set.images = 10000;
    if (set.layers > MOST_LAYERS || set.growth > MOST_GROWTH)
        wrong_usage("--layers %d --growth %d: at most %d and %d", set.layers,
                    set.growth, MOST_LAYERS, MOST_GROWTH);

    say("Three dense blocks of %d layers, seed %llu", set.layers,
        (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    if (set.images > digits.train.x.rows)
        wrong_usage("--images: there are only %d", digits.train.x.rows);
    caption("blocks of %d layers, k = %d, %d images of %s, η = %g, %s %llu",
            set.layers, set.growth, set.images, report_data_name(),
            (double)set.eta, options.seeds > 1 ? "seeds from" : "seed",
            (unsigned long long)options.seed);
    block_begin("maps", "block layer side from bottom top");
    look_at_maps(set);
    block_end();
    block_begin("learned", "kind parameters seed epoch error");
    for (int k = 0; k < options.seeds; k++)
        claim_errors(race(set, digits, options.seed + (uint64_t)k));
    block_end();
    claims_print();
    digits_free(&digits);
    return 0;
}
