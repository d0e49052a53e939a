// # One digit through a convolution
//
// A dense network does not know which pixels are neighbours.  Nielsen, chapter
// 6, first recalls how it sees an image: every pixel is joined to every neuron.
// In a convolutional network a neuron looks at a small window, its *local
// receptive field*, and all windows are looked at with the same weights.
//
//     make convolution                        a digit through 6 + 20 kernels
//     make convolution ARGS="--image 4"       another test image
//     make convolution ARGS="--epochs 0"      kernels that have learned nothing
//     make convolution ARGS="--start 0.2"     noise hides what is learned
//
// Time: 3 s
//
// What to look for: a *kernel* is a small square of weights, and what it makes
// of the image is a *feature map*: black where the window looks like the
// kernel, orange where it looks like its opposite.  The first kernels are made
// by hand, and we know what they look for.  The others are learned.  Nobody
// told them to, but most end up with a black side and an orange one: they look
// for edges, too.  (An even tint where the image is empty is the map's bias.)
// *Max-pooling* then keeps the largest of every 2 x 2 numbers: that the thing
// was seen, and roughly where.
//
// Shared weights are few: 25 and a bias for each map, however large the image.
// If nothing were shared, the same neurons would learn 576 times as much.
#include <stdio.h>

#include "ch06-convnets/network3.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings
//
// The text's first convolutional network: 20 kernels of 5 x 5, pooling 2 x 2,
// 100 dense neurons, mini-batches of 10.  With ReLU and the η that goes with it
// one epoch is enough.  The kernels start small, to show what they learn.
typedef struct {
    int image;                 // of the test images; the first is 0
    int epochs, batch;
    real eta;
    real start;                // the kernels come from N(0, start²)
} Settings;

static const Settings TEXT = {0, 1, 10, 0.03f, 0.02f};

enum { SIDE = 28, MAPS = 20, WINDOW = 5, DENSE = 100 };

// ## Maps and kernels
typedef struct {
    Matrix at;                 // a row for each map, side x side
    int side;
} Maps;

typedef struct {
    Matrix w;                  // a row for each kernel: (c, u, v)
    Matrix b;                  // one row
    int window;                // u and v are 0 ... window - 1
} Kernels;

static Maps maps_new(int maps, int side) {
    return (Maps){mat_new(maps, side * side), side};
}
static Kernels kernels_new(int maps, int window) {
    return (Kernels){mat_new(maps, window * window), mat_new(1, maps), window};
}
static void kernels_free(Kernels *k) {
    mat_free(&k->b);
    mat_free(&k->w);
}

// ## Kernels made by hand
//
// Edges: what is on one side of the window minus what is on the other.  Eight
// times the middle minus its neighbours is 0 wherever the image is even.  Nine
// ones are nine times the mean: a blur.  Try kernels of your own.
enum { HAND = 6, HAND_WINDOW = 3 };
static const real BY_HAND[HAND][HAND_WINDOW * HAND_WINDOW] = {
    {-1, 0, 1,     -2, 0, 2,    -1, 0, 1},              // left edges
    {-1, -2, -1,    0, 0, 0,     1, 2, 1},              // upper edges
    {1, 2, 1,       0, 0, 0,    -1, -2, -1},            // lower edges
    {-1, -1, 2,    -1, 2, -1,    2, -1, -1},            // slanted strokes
    {-1, -1, -1,   -1, 8, -1,   -1, -1, -1},            // outlines
    {1, 1, 1,       1, 1, 1,     1, 1, 1},              // a blur
};

static Kernels kernels_by_hand(void) {
    Kernels k = kernels_new(HAND, HAND_WINDOW);
    memcpy(k.w.at, BY_HAND, sizeof BY_HAND);
    return k;
}

// ## Convolution
//
//     z_m(i, j) = b_m + Σ w_m(c, u, v) x_c(i + u, j + v)
//                     c, u, v
//
// m: which map; (i, j): where its neuron stands, and the corner of the window
// that it sees; c: which of the maps below; (u, v): where in the window.  An
// image has one map; a layer on top of this one has many below it.  A window
// stays inside, so z is smaller than x: 28 - 5 + 1 = 24.
//
// Six loops are the whole of it; network3.c multiplies matrices, faster.
static void convolution(Maps z, Kernels k, Maps x) {
    for (int m = 0; m < z.at.rows; m++)
        for (int i = 0; i < z.side; i++)
            for (int j = 0; j < z.side; j++) {
                real sum = k.b.at[m];
                for (int c = 0; c < x.at.rows; c++)
                    for (int u = 0; u < k.window; u++)
                        for (int v = 0; v < k.window; v++)
                            sum += AT(k.w, m, (c * k.window + u) * k.window + v)
                                   * AT(x.at, c, (i + u) * x.side + j + v);
                AT(z.at, m, i * z.side + j) = sum;
            }
}

// ## Max-pooling
//
//     a(i, j) = max z(2i + u, 2j + v)
//              u, v = 0, 1
//
// If the side is odd, the last row and the last column have no partner.  The
// text's network3.py ignores them (ignore_border), and so do we: 13 becomes 6.
static void max_pool(Maps a, Maps z) {
    for (int m = 0; m < a.at.rows; m++)
        for (int i = 0; i < a.side; i++)
            for (int j = 0; j < a.side; j++) {
                const real *corner = &AT(z.at, m, 2 * (i * z.side + j));
                real upper = fmax(corner[0], corner[1]);
                real lower = fmax(corner[z.side], corner[z.side + 1]);
                AT(a.at, m, i * a.side + j) = fmax(upper, lower);
            }
}

// ## Learned kernels
static Layers network_new(Settings set) {
    Layers n = network3_new(1, SIDE, set.batch);
    network3_convolution(&n, MAPS, WINDOW);
    n.layer[n.L].sd = set.start;
    network3_max_pool(&n, 2, 2);
    layers_relu(&n);
    layers_dense(&n, DENSE);
    layers_relu(&n);
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    return n;
}

static void learn(Layers *n, Dataset train, Settings set, uint64_t seed) {
    Random random = random_new(seed);
    Batches batches = batches_new(train, set.batch);
    layers_start(n, &random);
    for (int epoch = 0; epoch < set.epochs; epoch++)
        layers_epoch(n, &batches, set.eta, &random);
    batches_free(&batches);
}

// network3's w has a column for each map; ours, a row.
static Kernels kernels_of(const Layers *n) {
    Kernels k = kernels_new(MAPS, WINDOW);
    mat_transpose(k.w, n->layer[1].w);
    mat_copy(k.b, n->layer[1].b);
    return k;
}

// ## The experiment: maps, and the same pooled
typedef struct {
    Maps z, pooled;
} Look;

static Look look_new(Kernels k, Maps x) {
    int side = x.side - k.window + 1, maps = k.w.rows;
    Look it = {maps_new(maps, side), maps_new(maps, side / 2)};
    convolution(it.z, k, x);
    max_pool(it.pooled, it.z);
    return it;
}
static void look_free(Look *it) {
    mat_free(&it->pooled.at);
    mat_free(&it->z.at);
}

// How far the network's own pooled maps are from ours: |its - ours|.
static double gap_between(Layers *n, Look it, Maps x) {
    Matrix ours = it.pooled.at, its = n->layer[2].a;
    layers_forward(n, x.at, false);
    its = mat_view(its.at, ours.rows, ours.cols);
    mat_sub(its, its, ours);
    return (double)mat_norm(its);
}

// ## Are the learned kernels more than noise?
//
// A dark half and a light half: neighbours in the kernel have similar weights.
//
//     likeness = Σ w w′ / Σ ½ (w² + w′²)
//
// with w′ to the right of w or below, is about 0 when the kernels start, and 1
// if all weights of a kernel are the same.
static double likeness(Kernels k) {
    double products = 0, squares = 0;
    for (int m = 0; m < k.w.rows; m++)
        for (int u = 0; u + 1 < k.window; u++)
            for (int v = 0; v + 1 < k.window; v++) {
                const real *w = &AT(k.w, m, u * k.window + v);
                double here = (double)w[0], right = (double)w[1];
                double below = (double)w[k.window];
                products += here * (right + below);
                squares += here * here + (right * right + below * below) / 2;
            }
    return products / squares;
}

// ## How much is there to learn?
//
// The neurons of a map share 25 weights and a bias.  If they did not, each of
// the 20 x 24 x 24 neurons would have 26 numbers of its own; and if each saw
// all of the image, 785.
static int shared(const Layer *it) {
    return it->w.rows * it->w.cols + it->b.cols;
}
static int own(const Layer *it, int sees) { return it->outputs * (sees + 1); }

// ## Data for the pictures
//
// Maps stand below each other, each divided by its largest number.
static void print_maps(const char *name, Matrix maps, int side) {
    block_begin(name, NULL);
    for (int m = 0; m < maps.rows; m++) {
        double largest = 1e-9;
        for (int p = 0; p < maps.cols; p++)
            largest = fmax(largest, fabs((double)AT(maps, m, p)));
        for (int p = 0; p < maps.cols; p++)
            printf("%.3g%c", (double)AT(maps, m, p) / largest,
                   (p + 1) % side ? ' ' : '\n');
    }
    block_end();
}

// ## What the text says
static void make_claims(Layers *n, Kernels k, Look it, Maps x) {
    claim("Nielsen, original ch6: numbers that 20 maps learn", "", 520,
          shared(&n->layer[1]), 0);
    claim_between("our finding: six loops against network3, difference", "", 0,
                  1e-4, gap_between(n, it, x));
    data_claim_between("our finding: likeness of neighbouring weights in "
                       "learned kernels", "", 0.4, 1, likeness(k));
}

static void look_at(Digits digits, Settings set, uint64_t seed, bool show) {
    Maps x = {mat_rows(digits.test.x, set.image, 1), SIDE};
    Layers n = network_new(set);
    const Layer *first = &n.layer[1];
    learn(&n, digits.train, set, seed);
    Kernels learned = kernels_of(&n), by_hand = kernels_by_hand();
    Look it = look_new(learned, x), hand = look_new(by_hand, x);
    make_claims(&n, learned, it, x);
    if (show) {
        print_maps("digit", x.at, SIDE);
        print_maps("hand_kernels", by_hand.w, HAND_WINDOW);
        print_maps("hand_maps", hand.z.at, hand.z.side);
        print_maps("hand_pooled", hand.pooled.at, hand.pooled.side);
        print_maps("learned_kernels", learned.w, WINDOW);
        print_maps("learned_maps", it.z.at, it.z.side);
        print_maps("learned_pooled", it.pooled.at, it.pooled.side);
        block_begin("counts", "shared unshared dense");
        printf("%d %d %d\n", shared(first), own(first, first->w.rows),
               own(first, first->inputs));
        block_end();
        say("the network reads %.2f %% of the test images",
            layers_score(&n, digits.test).accuracy);
    }
    look_free(&hand);
    look_free(&it);
    kernels_free(&by_hand);
    kernels_free(&learned);
    layers_free(&n);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "one digit through a "
                                                "convolution");
    option_int(&options, "--image", &set.image, 0, "which test image");
    option_int(&options, "--epochs", &set.epochs, 0, "of learning");
    option_real(&options, "--start", &set.start, "size of the first weights");
    options_end(&options);

    Digits digits = digits_load(NULL);
    if (set.image >= digits.test.x.rows)
        wrong_usage("--image is 0 to %d", digits.test.x.rows - 1);
    caption("%s, test image %d; epochs: %d, η = %g, seed %llu",
            report_data_name(), set.image, set.epochs, (double)set.eta,
            (unsigned long long)options.seed);
    for (int i = 0; i < options.seeds; i++)
        look_at(digits, set, options.seed + (uint64_t)i, i == 0);
    claims_print();
    digits_free(&digits);
    return 0;
}
