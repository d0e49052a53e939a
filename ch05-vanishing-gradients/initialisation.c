// # What arrives in layer ten depends on how the weights start
//
// A deep network starts with random weights, and has learnt nothing yet.  What
// comes out of each layer?  Slides on optimisation, "parameter initialisation":
// four pictures of ten layers, for small and large weights, Xavier's and He's.
//
//     make initialisation                        the slides' pictures
//     make initialisation ARGS="--width 100"     narrower layers fade faster
//     make initialisation ARGS="--layers 30"     what holds for thirty layers?
//
// Time: 2 s
//
// What to look for: with small weights the outputs are crowded at 0 after three
// layers.  With large ones nearly all stand at -1 or 1.  With Xavier's they
// keep their spread, if the activation is tanh; with ReLU they fade, slowly.
// With He's and ReLU the tenth layer looks like the first.
//
// The second picture has one number per layer, on a logarithmic axis: on the
// left the outputs, on the way up; on the right the gradient, on the way down.
// There the large weights hold a surprise.  The slides say of saturated neurons
// that the gradient is 0.  Their slope is; but the few neurons that are not
// saturated pass the gradient on through weights of size 1, and it *explodes*.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/matrix.h"
#include "common/report.h"

// ## Settings: the slides say 10 layers; the rest is ours
typedef struct {
    int layers;
    int width;                 // neurons in every layer
    int examples;
} Settings;

static const Settings TEXT = {10, 500, 500};
enum { NARROW = 100, MOST_LAYERS = 100, BINS = 40 };   // NARROW: a second width

// ## Neurons
//
//     a = f(z)
//
// For tanh and ReLU the slope can be had from the output: 1 - a²; 1 or 0.
typedef struct {
    real (*f)(real z);
    real (*slope)(real a);     // f′(z), given a = f(z)
    real low, high;            // what the histogram shows
} Activation;

static real tanh_slope(real a) { return 1 - a * a; }
static real relu(real z) { return z > 0 ? z : 0; }
static real relu_slope(real a) { return a > 0 ? 1 : 0; }
static const Activation TANH = {tanh, tanh_slope, -1, 1};
static const Activation RELU = {relu, relu_slope, 0, 4};

// ## Ways to start
//
// Weights come from N(0, Var[w]), biases are 0.  A rule says Var[w], from the
// number of inputs of a layer, N_in, and of its outputs, N_out.
typedef struct { int in, out; } Sizes;

// The slides write N(0, 0.01) for small weights.  If 0.01 were the variance,
// nothing would vanish: see the curve `as_variance`.  Their picture needs 0.01
// as the *standard deviation*.
static real little_random(Sizes n) { (void)n; return 0.01 * 0.01; }
static real as_variance(Sizes n) { (void)n; return 0.01; }
static real standard(Sizes n) { (void)n; return 1; }

//     Xavier:  Var[w] = 2 / (N_in + N_out)
//     He:      Var[w] = 4 / (N_in + N_out)
//
// variance.c shows where they come from, and why the slides' words for He's
// rule, "divide by 2", do not fit their formula.
static real xavier(Sizes n) { return 2.0 / (n.in + n.out); }
static real he(Sizes n) { return 4.0 / (n.in + n.out); }

typedef struct {
    const char *name;          // a single word
    real (*variance)(Sizes n);
    const Activation *activation;
} Start;

// Add one of your own: the second picture will have its curves.
static const Start STARTS[] = {
    {"little_random", little_random, &TANH}, {"random", standard, &TANH},
    {"xavier_tanh", xavier, &TANH}, {"xavier_relu", xavier, &RELU},
    {"he_relu", he, &RELU}, {"as_variance", as_variance, &TANH}};
enum { LITTLE, RANDOM, XAVIER, XAVIER_RELU, HE, AS_VARIANCE };
enum { NUMBER = sizeof STARTS / sizeof *STARTS };

// ## A network, up and down
//
// Layer 0 is the input.  There is no cost: the way down begins with independent
// random numbers for ∂C/∂a of the last layer.
typedef struct {
    Matrix w;                  // width x width; layer 0 does not use it
    Matrix a;                  // examples x width
    Matrix delta;              // ∂C/∂a, then ∂C/∂z
} Layer;

static Layer layer_new(int examples, int width) {
    return (Layer){mat_new(width, width), mat_new(examples, width),
                   mat_new(examples, width)};
}
static void layer_free(Layer *layer) {
    mat_free(&layer->delta);
    mat_free(&layer->a);
    mat_free(&layer->w);
}

//     aˡ = f(wˡ aˡ⁻¹)                                         (25), with b = 0
static void go_up(Layer layer[], int layers, const Activation *it) {
    for (int l = 1; l <= layers; l++) {
        mat_mul_bt(layer[l].a, layer[l - 1].a, layer[l].w);
        mat_map(layer[l].a, it->f, layer[l].a);
    }
}

//     δˡ = (wˡ⁺¹)ᵀ δˡ⁺¹ ⊙ f′(zˡ)                                        (BP2)
static void go_down(Layer layer[], int layers, const Activation *it) {
    for (int l = layers; l >= 1; l--) {
        Matrix a = layer[l].a, delta = layer[l].delta;
        for (int i = 0; i < a.rows * a.cols; i++)
            delta.at[i] *= it->slope(a.at[i]);
        mat_mul(layer[l - 1].delta, delta, layer[l].w);
    }
}

// ## What is measured in each layer
//
// For tanh the mean is nearly 0, so `std` and `rms` are the same.  ReLU's
// outputs have a mean, and the next layer's z = Σ w a depends on Σ a², so `rms`
// is what must stay.  ReLU's first bar has the zeros in it, half of the
// outputs.
typedef struct {
    double std;                // standard deviation of the outputs
    double rms;                // root of the mean of a²: their size
    double saturated;          // share of outputs beyond 0.95 or -0.95, in %
    double gradient;           // root of the mean of δ²
    double share[BINS];        // of the outputs, in %, from low to high
} Look;

static Look look(const Layer *layer, const Activation *it) {
    Look look = {.std = 0};
    int n = layer->a.rows * layer->a.cols;
    double sum = 0;
    for (int i = 0; i < n; i++) {
        double a = layer->a.at[i];
        double bin = (a - it->low) / (it->high - it->low) * BINS;
        sum += a;
        look.rms += a * a;
        look.saturated += fabs(a) > 0.95;
        if (a == it->high) bin = BINS - 1;           // ±1 belongs to tanh
        if (bin >= 0 && bin < BINS) look.share[(int)bin] += 100.0 / n;
    }
    look.std = sqrt(look.rms / n - sum / n * (sum / n));
    look.rms = sqrt(look.rms / n);
    look.saturated *= 100.0 / n;
    look.gradient = mat_norm(layer->delta) / sqrt(n);
    return look;
}

// ## The experiment
//
// All starts see the same random numbers, only scaled: the same seed gives the
// same inputs and the same directions of the weights.
typedef struct {
    Look looks[NUMBER][MOST_LAYERS + 1];         // [way to start][layer]
} Result;

static void look_at(Look looks[], const Start *start, Settings set,
                    uint64_t seed) {
    Random random = random_new(seed);
    Layer layer[MOST_LAYERS + 1];
    real sd = sqrt(start->variance((Sizes){set.width, set.width}));
    for (int l = 0; l <= set.layers; l++) {
        layer[l] = layer_new(set.examples, set.width);
        mat_randn(layer[l].w, sd, &random);
    }
    mat_randn(layer[0].a, 1, &random);
    mat_randn(layer[set.layers].delta, 1, &random);
    go_up(layer, set.layers, start->activation);
    go_down(layer, set.layers, start->activation);
    for (int l = 1; l <= set.layers; l++)
        looks[l] = look(&layer[l], start->activation);
    for (int l = set.layers; l >= 0; l--) layer_free(&layer[l]);
}

// ## Data for the pictures
static void print_result(const Result *result, Settings set) {
    block_begin("layers", "start layer std rms saturated gradient");
    for (int way = 0; way < NUMBER; way++, printf("\n"))
        for (int l = 1; l <= set.layers; l++) {
            Look it = result->looks[way][l];
            printf("%s %d %.4e %.4e %.2f %.4e\n", STARTS[way].name, l, it.std,
                   it.rms, it.saturated, it.gradient);
        }
    block_end();
    block_begin("histograms", "start layer value share");
    for (int way = 0; way < NUMBER; way++)
        for (int l = 1; l <= set.layers; l++, printf("\n")) {
            const Activation *it = STARTS[way].activation;
            for (int k = 0; k < BINS; k++)
                printf("%s %d %.4f %.3f\n", STARTS[way].name, l,
                       it->low + (k + 0.5) * (it->high - it->low) / BINS,
                       result->looks[way][l].share[k]);
        }
    block_end();
}

// ## What the slides say, beside what we measure
//
// The slides draw, without numbers.  Where these claims have one, it is theory.
// Small weights: tanh is nearly linear, and each layer multiplies the spread by
// σ √N_in, which is 0.22 for 500 neurons and 0.1 for 100.
static void claim_spread(const char *what, double theory, double measured) {
    claim(what, "", theory, measured, 0.1 * theory);
}

static void claim_little(const Result *wide, const Result *narrow, int last) {
    claim_spread("Slides, N(0, 0.01²), tanh, theory: spread, layer 1 (of 500)",
                 0.21, wide->looks[LITTLE][1].std);
    claim_spread("Slides, N(0, 0.01²), tanh, theory: of layer 10 (of 500)",
                 3e-7, wide->looks[LITTLE][last].std);
    claim_spread("Slides, N(0, 0.01²), tanh, theory: of layer 10 (of 100)",
                 1e-10, narrow->looks[LITTLE][last].std);
    claim_spread("our finding: N(0, 0.1²) does not vanish; layer 10 (of 500)",
                 0.76, wide->looks[AS_VARIANCE][last].std);
}

// Large weights: z is spread by √N_in, 22 for 500 neurons.  tanh z is beyond
// 0.95 where |z| > 1.83, that is in 93 % of the cases.
//
// On the way down each layer multiplies the gradient by √(N_out E[f′(z)²]).
// The mean E[f′²] is small, about 0.53 / √N; but N times that is 12 for 500
// neurons.
static void claim_large(const Result *wide, const Result *narrow, int last) {
    const Look *it = wide->looks[RANDOM];
    claim("Slides, N(0, 1), tanh (width 500): outputs beyond ±0.95, layer 10",
          "%", 93, it[last].saturated, 1);
    claim("Slides, N(0, 1), tanh (width 100): outputs beyond ±0.95, layer 10",
          "%", 84, narrow->looks[RANDOM][last].saturated, 2);
    double times = it[1].gradient / it[last].gradient;
    claim_failed_because("Slides, N(0, 1), tanh: the gradient becomes 0; layer "
                         "1's, as a multiple of layer 10's", "", 0, times,
                         "the slopes of saturated neurons are 0, but the "
                         "others' weights are large: it explodes");
    claim("our finding: it grows from layer to layer by √(0.53 √500)", "times",
          sqrt(0.53 * sqrt(500)), pow(times, 1.0 / (last - 1)), 0.15);
}

// Xavier's start lets tanh lose a little in every layer, as tanh z is smaller
// than z; the smaller the outputs, the less.  ReLU halves the mean square, and
// He's rule makes that good.
static void claim_kept(const Result *wide, int last) {
    const Look *it = wide->looks[XAVIER], *with_he = wide->looks[HE];
    claim_spread("Slides, Xavier, tanh: a good spread; layer 1 (of 500)", 0.63,
                 it[1].std);
    claim_spread("Slides, Xavier, tanh: a good spread; layer 10 (of 500)",
                 0.225, it[last].std);
    Spread he_rms = {0};
    for (int l = 1; l <= last; l++) spread_add(&he_rms, with_he[l].rms);
    claim_between("Slides, He, ReLU: stable; largest rms of a layer, over the "
                  "smallest", "times", 1, 1.5, he_rms.max / he_rms.min);
    claim_between("Slides: Xavier does not suit ReLU; rms of layer 10 (theory: "
                  "√½ for each layer, 0.031)", "", 0.02, 0.05,
                  wide->looks[XAVIER_RELU][last].rms);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "outputs of ten layers, by the "
                                                "start of their weights");
    option_int(&options, "--layers", &set.layers, 2, "layers");
    option_int(&options, "--width", &set.width, 2, "neurons in every layer");
    options_end(&options);
    if (set.layers > MOST_LAYERS || set.width > 2000)
        wrong_usage("at most --layers %d, --width 2000", MOST_LAYERS);

    say("%d ways to start %d layers", NUMBER, set.layers);
    caption("%d layers of %d neurons, %d inputs from N(0, 1), seed %llu",
            set.layers, set.width, set.examples,
            (unsigned long long)options.seed);
    for (int k = 0; k < options.seeds; k++) {
        Result wide, narrow;
        Settings thin = {set.layers, NARROW, set.examples};
        for (int way = 0; way < NUMBER; way++) {
            uint64_t seed = options.seed + (uint64_t)k;
            look_at(wide.looks[way], &STARTS[way], set, seed);
            look_at(narrow.looks[way], &STARTS[way], thin, seed);
        }
        if (k == 0) print_result(&wide, set);
        claim_little(&wide, &narrow, set.layers);
        claim_large(&wide, &narrow, set.layers);
        claim_kept(&wide, set.layers);
    }
    claims_print();
    return 0;
}
