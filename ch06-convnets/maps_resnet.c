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
//     make maps_resnet FULL=1                  10 000 images
//
// Time: 17 s
//
// What to look for: with 10 layers nobody needs a shortcut.  With 22 the plain
// network lags behind, with 46 it hardly learns: this is the error on the
// *training* images, so it is not over-fitting.  With shortcuts, 46 layers are
// about as good as 10.  They are not better either: 2000 digits in maps of 12 x
// 12 do not need them.
//
// The second picture is taken before the first step.  The slides say of depth
// that the gradient vanishes; here it *grows* on the way down, thanks to batch
// normalisation.  At the bottom of 46 plain layers it is a hundred times as
// long as at the top, or more, and no learning rate suits both.  With shortcuts
// all convolutions get about the same, within a factor of about ten.  The teeth
// of the line are the stages.
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

static const Settings OURS = {2000, 5, 7, 4, 20, 0.1f, false};

// LOOKED_AT: images whose gradient the second picture shows.
enum { STAGES = 3, DEPTHS = 3, MOST_BLOCKS = 11, LOOKED_AT = 200 };

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
// one γ and one β.  With m images and maps of side s,
//
//     μ = 1/(m s²) Σ z(x, i, j),    σ² = 1/(m s²) Σ (z(x, i, j) - μ)²
//                 x,i,j                         x,i,j
//
// Even the 3 x 3 maps of the last stage give 180 numbers for 20 images, so this
// works with small batches, too.
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
//
// A stride of 2 computes only every other place; with --pool all of them are
// computed, and the largest of four stays.  The slides allow both.
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

// ## The length of the gradient
//
//     ‖∂C/∂w‖ = √(Σ (∂C/∂w)²)        over all weights of one convolution
//
// C is the mean cost of some images, in a network that has not learned yet.
// On the way down (BP2), a block with the derivative F′ hands on
//
//     F′ᵀ δ         plain: a factor in each block, and they are multiplied
//     F′ᵀ δ + δ     residual
//
// F′ contains two divisions by σ.  What a ReLU hands on varies less than what
// it reads, batch normalisation stretches it again, and δ is stretched by as
// much on its way back: so the factor is above 1 (chapter 5's shortcut.c works
// it out).  With shortcuts x grows from block to block, since something is
// added in each; the σ by which F divides it grows along, and the factor 1 + F′
// comes closer to 1.  Where a stage begins x is small again.
//
// lengths gets a column for each convolution, from below.
static void measure_lengths(Matrix lengths, Layers *n, Dataset images) {
    Batches all = batches_new(images, n->most_rows);
    batches_next(&all);
    layers_gradient(n, &all);
    for (int l = 1, i = 0; l <= n->L; l++)
        if (strcmp(n->layer[l].name, "convolution") == 0)
            AT(lengths, 0, i++) = mat_norm(n->layer[l].nabla_w);
    batches_free(&all);
}

// ## The experiment
enum { PLAIN, RESIDUAL, KINDS };
static const char *const NAME[KINDS] = {"plain", "residual"};

typedef struct {
    double error[KINDS][DEPTHS], test[KINDS][DEPTHS];
} Errors;

typedef struct {
    double times[KINDS][DEPTHS];         // ‖∂C/∂w‖ of the first over the last
} Growth;

static Errors race(Settings set, Digits digits, uint64_t seed) {
    Errors end = {{{0}}, {{0}}};
    Matrix errors = mat_new(1, set.epochs + 1);
    Progress bar = progress_begin("network", KINDS * DEPTHS);
    for (int i = 0; i < KINDS * DEPTHS; i++) {
        int kind = i % KINDS, d = i / KINDS, depth = depth_of(d, set);
        Random random = random_new(seed);
        Layers n = net_new(kind == RESIDUAL, blocks_of(d, set), set, &random);
        end.test[kind][d] = learn(errors, &n, set, digits, &random);
        end.error[kind][d] = (double)AT(errors, 0, set.epochs);
        for (int epoch = 0; epoch <= set.epochs; epoch++)
            printf("%s %d %llu %d %.3f\n", NAME[kind], depth,
                   (unsigned long long)seed, epoch, (double)errors.at[epoch]);
        progress_show(&bar, i + 1, "%s, %d layers: training error %.1f %%, "
                      "test error %.1f %%", NAME[kind], depth,
                      end.error[kind][d], end.test[kind][d]);
        layers_free(&n);
    }
    progress_end(&bar);
    mat_free(&errors);
    return end;
}

static double first_over_last(int kind, int d, Settings set, Dataset images,
                              uint64_t seed) {
    int depth = depth_of(d, set), count = depth - 1;
    Random random = random_new(seed);
    Layers n = net_new(kind == RESIDUAL, blocks_of(d, set), set, &random);
    Matrix lengths = mat_new(1, count);
    measure_lengths(lengths, &n, images);
    for (int i = 0; i < count; i++)
        printf("%s %d %llu %d %d %.4g\n", NAME[kind], depth,
               (unsigned long long)seed, set.batch, i + 1,
               (double)lengths.at[i]);
    printf("\n");
    double times = (double)(lengths.at[0] / lengths.at[count - 1]);
    mat_free(&lengths);
    layers_free(&n);
    return times;
}

static Growth look_at_gradients(Settings set, Dataset train, uint64_t seed) {
    Growth growth = {{{0}}};
    Dataset images = data_part(train, 0, LOOKED_AT);
    set.batch = LOOKED_AT;
    for (int kind = 0; kind < KINDS; kind++)
        for (int d = 0; d < DEPTHS; d++)
            growth.times[kind][d] = first_over_last(kind, d, set, images, seed);
    return growth;
}

// ## Claims
//
// The slides give no numbers.  Chance is an error of 90 %; a network that has
// learned is far below, and one that suffers from depth far above the others.
static void claim_errors(Errors end) {
    data_claim_between("slides, ResNet: training error, 10 layers, shortcuts",
                       "%", 0, 8, end.error[RESIDUAL][0]);
    data_claim_between("slides, ResNet: the deepest, shortcuts", "%", 0, 8,
                       end.error[RESIDUAL][2]);
    data_claim_between("slides, degradation: 10 plain layers", "%", 0, 15,
                       end.error[PLAIN][0]);
    data_claim_between("slides, degradation: the deepest, plain", "%", 20, 90,
                       end.error[PLAIN][2]);
    data_claim_between("slides, ResNet: test error, saved by shortcuts",
                       "points", 15, 90,
                       end.test[PLAIN][2] - end.test[RESIDUAL][2]);
}

static void claim_growth(Growth growth) {
    data_claim_between("our finding: the deepest, plain: ‖∂C/∂w‖ of first "
                       "over last", "times", 30, 3000, growth.times[PLAIN][2]);
    data_claim_between("slides, residual: the same with shortcuts", "times",
                       1, 20, growth.times[RESIDUAL][2]);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "shortcuts between maps");
    option_int(&options, "--images", &set.images, 1, "training images");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over them");
    option_int(&options, "--blocks", &set.blocks, 4, "in a stage, the deepest");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    option_flag(&options, "--pool", &set.pool, "between stages, no stride");
    options_end(&options);
    if (options.full) set.images = 10000;
    if (set.blocks > MOST_BLOCKS)
        wrong_usage("--blocks %d: at most %d", set.blocks, MOST_BLOCKS);

    say("Convolutional networks of %d, %d and %d layers, seed %llu",
        depth_of(0, set), depth_of(1, set), depth_of(2, set),
        (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    if (set.images > digits.train.x.rows || set.images < LOOKED_AT)
        wrong_usage("--images: from %d to %d", LOOKED_AT,
                    digits.train.x.rows);
    caption("%d images of %s, %s between stages, η = %g, %s %llu", set.images,
            report_data_name(), set.pool ? "pooling" : "a stride",
            (double)set.eta, options.seeds > 1 ? "seeds from" : "seed",
            (unsigned long long)options.seed);
    block_begin("learned", "kind depth seed epoch error");
    for (int k = 0; k < options.seeds; k++)
        claim_errors(race(set, digits, options.seed + (uint64_t)k));
    block_end();
    block_begin("gradients", "kind depth seed images layer length");
    for (int k = 0; k < options.seeds; k++)
        claim_growth(look_at_gradients(set, digits.train,
                                       options.seed + (uint64_t)k));
    block_end();
    claims_print();
    digits_free(&digits);
    return 0;
}
