// # Shortcuts between maps
//
// Chapter 5 has residual networks of dense layers; those that won competitions
// are convolutional.  The slides draw one as stages of equal blocks: batch
// normalisation in them, a shortcut round each, and between stages a stride or
// a pooling that makes the maps smaller.  Does depth hurt without shortcuts
// here too, and do they repair it?
//
//     make maps_resnet                         10, 22 and 46 layers, 2 pictures
//     make maps_resnet ARGS="--blocks 11"      70 layers instead of 46
//     make maps_resnet ARGS="--pool"           pooling between the stages
//     make maps_resnet ARGS="--eta 0.02"       is it the learning rate?
//
// Time: 24 s
//
// What to look for: with 10 layers nobody needs a shortcut.  With 22 the plain
// network lags behind, with 46 it hardly learns: this is the error on the
// *training* images, so it is not over-fitting.  With shortcuts, 46 layers are
// about as good as 10.  They are not better either: 2000 small digits do not
// need them.
//
// The second picture is the reason, before the first step.  Nothing vanishes,
// as the slides' story has it.  The plain network's δ *grows* on the way down,
// some 20 % in each layer, thanks to batch normalisation: at the bottom of 46
// layers it is thousands of times as long as at the top, and no learning rate
// suits both.  With shortcuts it grows too, but by a factor of ten in all.
#include <stdio.h>

#include "ch06-convnets/network3.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings
//
// Depth counts convolutions and the dense layer: the first convolution, three
// stages of blocks with two convolutions each, two convolutions between stages,
// and the dense layer.  So it is 6 blocks + 4.
typedef struct {
    int images;                // the first ones of the training data
    int epochs;
    int blocks;                // in each stage, of the deepest network
    int maps;                  // in the first stage
    int batch;                 // m
    real eta;
    bool pool;                 // between stages; else a stride
} Settings;

static const Settings OURS = {2000, 6, 7, 4, 20, 0.1f, false};

enum { STAGES = 3, DEPTHS = 3, MOST_BLOCKS = 11, MOST_DEPTH = 70 };

static int blocks_of(int d, Settings set) {
    const int blocks[DEPTHS] = {1, 3, set.blocks};
    return blocks[d];
}

static int depth_of(int d, Settings set) { return 6 * blocks_of(d, set) + 4; }

// ## A block
//
//     F(x) = w₂ * r(w₁ * r(x)),    r(x) = ReLU(BN(x))           a plain block
//     F(x) + x                                                slides, shortcut
//
// * is a convolution, 3 x 3 with a border of one zero, so that maps keep their
// side; x and F(x) have as many maps.
//
// Batch normalisation of maps: a map is the same feature in all places, so all
// its places, in all images of the batch, share one mean μ, one deviation σ,
// one γ and one β.
static void convolve(Layers *n, int maps, int window, int stride, int padding) {
    int l = network3_convolution_with(n, maps, window, stride, padding);
    n->layer[l].sd = (real)sqrt(2.0 / n->layer[l].w.rows);       // He's start
}

static void normed_relu(Layers *n) {
    int side = n->layer[n->L].side;
    layers_batch_norm(n, side * side);
    layers_relu(n);
}

static void block(Layers *n, int maps, bool shortcut) {
    int x = n->L;
    for (int i = 0; i < 2; i++) {
        normed_relu(n);
        convolve(n, maps, 3, 1, 1);
    }
    if (shortcut) layers_sum(n, x);
}

// ## From stage to stage
//
// Maps get half the side, and there are twice as many: 4 of 12 x 12, 8 of
// 6 x 6, 16 of 3 x 3.  A shortcut cannot pass here, because x and F(x) have not
// the same shape.  (The original networks send x through a 1 x 1 convolution
// with the same stride.  Two places without a shortcut do no harm.)
static void next_stage(Layers *n, int maps, bool pool) {
    normed_relu(n);
    convolve(n, maps, 3, pool ? 1 : 2, 1);
    if (pool) network3_max_pool(n, 2, 2);
}

static Layers net_new(bool shortcuts, int blocks, Settings set,
                      Random *random) {
    Layers n = network3_new(1, 28, set.batch);
    convolve(&n, set.maps, 5, 2, 0);
    for (int stage = 0; stage < STAGES; stage++) {
        int maps = set.maps << stage;
        if (stage > 0) next_stage(&n, maps, set.pool);
        for (int b = 0; b < blocks; b++) block(&n, maps, shortcuts);
    }
    normed_relu(&n);
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    layers_start(&n, random);
    return n;
}

// ## Learning
//
// A row of learned for each epoch, 0 is before the first.  Errors are those on
// the training images, in per cent.
enum { ERROR, COST, COLUMNS };

static void score(Matrix row, Layers *n, Dataset train) {
    LayersScore s = layers_score(n, train);
    row.at[ERROR] = (real)(100 - s.accuracy);
    row.at[COST] = (real)s.cost;
}

// Gives the error on the test images in the end.
static double learn(Matrix learned, Layers *n, Settings set, Digits digits,
                    Random *random) {
    Dataset train = data_part(digits.train, 0, set.images);
    Batches batches = batches_new(train, set.batch);
    score(mat_rows(learned, 0, 1), n, train);
    for (int epoch = 1; epoch < learned.rows; epoch++) {
        layers_epoch(n, &batches, set.eta, random);
        score(mat_rows(learned, epoch, 1), n, train);
    }
    batches_free(&batches);
    return 100 - layers_score(n, digits.test).accuracy;
}

// ## The length of δ
//
//     ‖δ‖ = √(Σ δⱼ²),   δ = ∂Cₓ/∂z,  z: all maps of one convolution
//
// of an image on the average, in a network that has not learned yet.
enum { BATCHES = 10 };

// Adds the mean over a batch to lengths, from below.
static void add_lengths(double lengths[MOST_DEPTH], const Layers *n) {
    for (int l = 1, i = 0; l <= n->L; l++) {
        Matrix delta = n->layer[l].delta;
        if (n->layer[l].window == 0 || n->layer[l].w.cols == 0) continue;
        for (int e = 0; e < delta.rows; e++)
            lengths[i] += (double)mat_norm(mat_rows(delta, e, 1)) /
                          delta.rows / BATCHES;
        i++;
    }
}

static void measure_lengths(double lengths[MOST_DEPTH], Layers *n,
                            Dataset train) {
    for (int i = 0; i < MOST_DEPTH; i++) lengths[i] = 0;
    for (int b = 0; b < BATCHES; b++) {
        int first = b * n->most_rows;
        layers_forward(n, mat_rows(train.x, first, n->most_rows), true);
        layers_backward(n, mat_rows(train.y, first, n->most_rows));
        add_lengths(lengths, n);
    }
}

// ## The experiment
enum { PLAIN, RESIDUAL, KINDS };
static const char *const NAME[KINDS] = {"plain", "residual"};

typedef struct {
    double error[KINDS][DEPTHS], test[KINDS][DEPTHS];
} Errors;

typedef struct {
    double times[KINDS][DEPTHS];         // ‖δ‖ of the first over the last
} Growth;

static void print_learned(int kind, int depth, uint64_t seed, Matrix learned) {
    for (int epoch = 0; epoch < learned.rows; epoch++)
        printf("%s %d %llu %d %.3f %.5f\n", NAME[kind], depth,
               (unsigned long long)seed, epoch,
               (double)AT(learned, epoch, ERROR),
               (double)AT(learned, epoch, COST));
}

static Errors race(Settings set, Digits digits, uint64_t seed) {
    Errors end = {{{0}}, {{0}}};
    Matrix learned = mat_new(set.epochs + 1, COLUMNS);
    Progress bar = progress_begin("network", KINDS * DEPTHS);
    for (int i = 0; i < KINDS * DEPTHS; i++) {
        int kind = i % KINDS, d = i / KINDS;
        Random random = random_new(seed);
        Layers n = net_new(kind == RESIDUAL, blocks_of(d, set), set, &random);
        end.test[kind][d] = learn(learned, &n, set, digits, &random);
        end.error[kind][d] = (double)AT(learned, set.epochs, ERROR);
        print_learned(kind, depth_of(d, set), seed, learned);
        progress_show(&bar, i + 1, "%s, %d layers: training error %.1f %%, "
                      "test error %.1f %%", NAME[kind], depth_of(d, set),
                      end.error[kind][d], end.test[kind][d]);
        layers_free(&n);
    }
    progress_end(&bar);
    mat_free(&learned);
    return end;
}

static Growth look_at_deltas(Settings set, Dataset train, uint64_t seed) {
    Growth growth = {{{0}}};
    for (int kind = 0; kind < KINDS; kind++)
        for (int d = 0; d < DEPTHS; d++, printf("\n")) {
            double lengths[MOST_DEPTH];
            int count = depth_of(d, set) - 1;
            Random random = random_new(seed);
            Layers n = net_new(kind == RESIDUAL, blocks_of(d, set), set,
                               &random);
            measure_lengths(lengths, &n, train);
            for (int i = 0; i < count; i++)
                printf("%s %d %llu %d %.5g\n", NAME[kind], depth_of(d, set),
                       (unsigned long long)seed, i + 1, lengths[i]);
            growth.times[kind][d] = lengths[0] / lengths[count - 1];
            layers_free(&n);
        }
    return growth;
}

// ## Claims
static void claim_errors(Errors end) {
    data_claim_between("slides, ResNet: training error, 10 layers, shortcuts",
                       "%", 0, 8, end.error[RESIDUAL][0]);
    data_claim_between("slides, ResNet: 46 layers, shortcuts", "%", 0, 8,
                       end.error[RESIDUAL][2]);
    data_claim_between("slides, degradation: 10 plain layers", "%", 0, 8,
                       end.error[PLAIN][0]);
    data_claim_between("slides, degradation: 46 plain layers", "%", 20, 90,
                       end.error[PLAIN][2]);
    data_claim_between("slides, ResNet: test error, saved by shortcuts",
                       "points", 15, 90,
                       end.test[PLAIN][2] - end.test[RESIDUAL][2]);
}

static void claim_growth(Growth first_over_last) {
    data_claim_between("our finding: 46 plain layers, ‖δ‖ of first over last",
                       "times", 100, 1e6, first_over_last.times[PLAIN][2]);
    data_claim_between("our finding: the same with shortcuts", "times", 1, 30,
                       first_over_last.times[RESIDUAL][2]);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "shortcuts between maps");
    option_int(&options, "--images", &set.images, 1, "training images");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over them");
    option_int(&options, "--blocks", &set.blocks, 1, "in a stage, the deepest");
    option_int(&options, "--maps", &set.maps, 1, "in the first stage");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    option_flag(&options, "--pool", &set.pool, "between stages, no stride");
    options_end(&options);
    if (set.blocks > MOST_BLOCKS)
        wrong_usage("--blocks: at most %d", MOST_BLOCKS);

    say("Convolutional networks of %d, %d and %d layers, seed %llu",
        depth_of(0, set), depth_of(1, set), depth_of(2, set),
        (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    if (set.images > digits.train.x.rows || set.images < BATCHES * set.batch)
        wrong_usage("--images: from %d to %d", BATCHES * set.batch,
                    digits.train.x.rows);
    caption("%d maps and more, batch normalisation, %d images of %s, %s %llu",
            set.maps, set.images, report_data_name(),
            options.seeds > 1 ? "seeds from" : "seed",
            (unsigned long long)options.seed);
    block_begin("learned", "kind depth seed epoch error cost");
    for (int k = 0; k < options.seeds; k++)
        claim_errors(race(set, digits, options.seed + (uint64_t)k));
    block_end();
    block_begin("deltas", "kind depth seed layer length");
    for (int k = 0; k < options.seeds; k++)
        claim_growth(look_at_deltas(set, digits.train,
                                    options.seed + (uint64_t)k));
    block_end();
    claims_print();
    digits_free(&digits);
    return 0;
}
