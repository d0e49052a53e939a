// # All remedies, one by one and together
//
// The slides begin each part with the same list: mini-batches, momentum,
// adaptive rates, the start, batch normalisation, shortcuts.  Nielsen, chapter
// 5, adds other activations.  Here all of them treat the same patient, a deep
// network of sigmoids that learns nothing.  Which one cures it?  And which one
// could be left out?
//
//     make remedies                              28 sets of remedies, 3 seeds
//     make remedies ARGS="--hidden 2"            hardly ill: most of them help
//     make remedies ARGS="--hidden 12"           only shortcuts cure alone
//     make remedies ARGS="--eta 1"               was it only the rate?
//     make remedies ARGS="--epsilon 1e-20 --epochs 30"    adaptive rates, awake
//
// Time: 14 s
//
// What to look for: in the middle, each remedy alone.  Of the slides' list,
// batch normalisation and shortcuts cure, and the others do nothing at all.  On
// the left is the reason: with these two a good part of the gradient gets down
// to the first layer.  ("Start, times 4" is ours, see below.)  On the right one
// is missing, and the others stand in for it.  But without mini-batches there
// are fewer steps; and without batch normalisation, shortcuts quarrel with
// ReLUs from He's start: together they more than double the squares of all
// numbers in every layer, which ends well or not, as luck has it (residual.c).
//
// So one has to look from both sides.  Going by the right, hardly any remedy is
// of use; going by the middle, ReLU and the start are of none.  The second
// picture has all sixteen sets of those four that change the network: ReLUs
// with He's start do as well as anything; where nothing else helps, either of
// them alone fails.  (For the slides' pre-training see pretraining.c.)
#include <stdio.h>

#include "ch04-optimizers/optimizer.h"
#include "ch05-vanishing-gradients/layers.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: the slides give a list, and no numbers
//
// Steps with momentum add up, so it gets less of η.  4992 images are 156 whole
// batches (batch_norm.c tells why).
typedef struct {
    int hidden, width;         // hidden layers, and neurons in each
    int images, epochs, few;   // few: the images where δ is measured
    int batch;                 // with the remedy; without it, all images
    real eta;                  // η of descent; momentum takes 0.3 η
    real eta_adaptive;         // η of adaptive rates
    real epsilon;              // their ε, under the root
} Settings;

static const Settings OURS = {6, 30, 4992, 10, 500, 32, 0.1f, 0.003f, 1e-6f};
enum { MOST_HIDDEN = 50, TRIED = 28 };           // sets that are tried

// ## A set of remedies is a number, and each of them a bit
enum {
    BATCHES = 1, MOMENTUM = 2, ADAPTIVE = 4,     // slides: how to descend
    START = 8, NORM = 32, SHORTCUT = 64,         // slides: what descends
    RELU = 16,                                   // Nielsen, chapter 5
    ALL = 127, FOUR_TIMES = 128, SETS = 256      // four times: see below
};

// ## Three of them are a rule of descent
//
//     neither             θ ← θ - η g                             chapter 4
//     momentum            v ← ρv - η g,   θ ← θ + v
//     adaptive            s ← ρs + (1 - ρ) g ⊙ g,   θ ← θ - η / √(s + ε) ⊙ g
//     both                Adam
//
// An adaptive rate divides g by its own size, so should it not cure all that
// vanishes?  If ε were 0.  But the slides' 10⁻⁶ is large beside the square of a
// gradient of 10⁻¹⁰.  With 10⁻²⁰ the patient stirs: some 40 % after 30 epochs.
static Optimizer optimizer_for(int set, Settings its, int parameters) {
    static const OptimizerRule *const rule[] = {
        &optimizer_descent, &optimizer_momentum, &optimizer_rmsprop,
        &optimizer_adam};
    Optimizer o = optimizer_new(rule[(set & (MOMENTUM | ADAPTIVE)) / MOMENTUM],
                                parameters);
    o.eta = set & ADAPTIVE ? its.eta_adaptive :
            set & MOMENTUM ? its.eta * 0.3f : its.eta;
    if (set & ADAPTIVE) o.epsilon = its.epsilon;
    return o;
}

// ## The start
//
//     without       N(0, 0.01²)                  slides, "little random"
//     with it       N(0, 2 / (N_in + N_out))     slides, Xavier, for sigmoids
//                   N(0, 2 / N_in)               He, for ReLUs
//
// Xavier's formula wants N σ² = 1, for then a layer leaves the size of numbers
// and of gradients as it is: if it is linear, says the slide, and the sigmoid
// is nearly so about 0, "with a gradient near 1".  That is true of tanh.  The
// sigmoid's slope at 0 is 1/4, so each layer leaves a quarter.  Weights four
// times as large make up for it; this start is tried besides, and cures alone.
static real sd(int set, int inputs, int outputs) {
    real xavier = (real)sqrt(2.0 / (inputs + outputs));
    if (set & FOUR_TIMES) return 4 * xavier;
    if (!(set & START)) return 0.01f;
    return set & RELU ? (real)sqrt(2.0 / inputs) : xavier;
}

// ## The network
//
//     a = f(z),   z = w x + b            f: the sigmoid, or max(z, 0)
//     a = f(γ z̃ + β)                     with batch normalisation
//     a = f(...) + x                     with a shortcut, from layer 2 on
//
// in every hidden layer, and softmax on top.  (In residual.c a shortcut goes
// round two layers, as on the slides; one is simpler, and does as well here.)
static void dense(Layers *n, int set, int outputs) {
    int l = layers_dense(n, outputs);
    n->layer[l].sd = sd(set, n->layer[l].inputs, outputs);
}

static Layers net_new(int set, Settings its, int most_rows, Random *random) {
    Layers n = layers_new(PIXELS, most_rows);
    for (int h = 1; h <= its.hidden; h++) {
        int x = n.L;
        dense(&n, set, its.width);
        if (set & NORM) layers_batch_norm(&n, 1);
        (set & RELU ? layers_relu : layers_sigmoid)(&n);
        if (set & SHORTCUT && h > 1) layers_sum(&n, x);
    }
    dense(&n, set, CLASSES);
    layers_softmax(&n);
    layers_start(&n, random);
    return n;
}

// ## How much arrives
//
//     √(Σₓ ‖δ¹‖²) / √(Σₓ ‖δᴴ‖²)       δˡ = ∂Cₓ/∂zˡ, H hidden layers
//
// before the first step, over a few images.  Nielsen takes ‖Σₓ δˡ‖, but below
// batch normalisation these sums are 0.  Squares may be too small for a float.
static double length(Matrix delta) {
    double squares = 0;
    for (int i = 0; i < delta.rows * delta.cols; i++)
        squares += (double)delta.at[i] * (double)delta.at[i];
    return sqrt(squares);
}

static double part_arriving(Layers *n, Dataset few) {
    int last = n->L - 2;                         // below dense and softmax
    while (n->layer[last].w.cols == 0) last--;
    layers_forward(n, few.x, true);
    layers_backward(n, few.y);
    return length(n->layer[1].delta) / length(n->layer[last].delta);
}

// ## One treatment
typedef struct {
    double arrives;            // of δ, before the first step
    double accuracy;           // in the end, % of the validation images
} Outcome;

static Outcome treat(int set, Settings its, Digits digits, uint64_t seed) {
    Random random = random_new(seed);
    Dataset train = data_part(digits.train, 0, its.images);
    Layers n = net_new(set, its, its.images, &random);
    Optimizer o = optimizer_for(set, its, n.parameters.cols);
    Batches batches = batches_new(train,
                                  set & BATCHES ? its.batch : its.images);
    Outcome it = {.arrives = part_arriving(&n, data_part(train, 0, its.few))};
    for (int epoch = 0; epoch < its.epochs; epoch++) {
        batches_shuffle(&batches, &random);
        while (batches_next(&batches)) {
            layers_gradient(&n, &batches);
            optimizer_step(&o, n.parameters, n.gradient);
        }
    }
    it.accuracy = layers_score(&n, digits.validation).accuracy;
    batches_free(&batches);
    optimizer_free(&o);
    layers_free(&n);
    return it;
}

// ## The experiment
//
// Of 256 sets we try those that have one remedy, or lack one, and all sets of
// the four that change the network.  A single remedy has mini-batches besides,
// as ten epochs without them are ten steps.
static bool one_at_most(int set) { return (set & (set - 1)) == 0; }

static bool tried(int set) {
    bool alone = one_at_most(set & ~BATCHES);
    bool all_but = one_at_most(ALL & ~set) && set <= ALL;
    bool network = !(set & (MOMENTUM | ADAPTIVE | FOUR_TIMES));
    return all_but || set == 0 || (set & BATCHES && (alone || network));
}

static void treat_all(Outcome result[SETS], Settings its, Digits digits,
                      uint64_t seed) {
    Progress bar = progress_begin("set", TRIED);
    for (int set = 0, done = 0; set < SETS; set++) {
        if (!tried(set)) continue;
        result[set] = treat(set, its, digits, seed);
        progress_show(&bar, ++done, "%.1f %%", result[set].accuracy);
    }
    progress_end(&bar);
}

// For the pictures: dots are single seeds, bars are means.
static void print_outcomes(const Outcome of[SETS], int seed) {
    for (int set = 0; set < SETS; set++)
        if (tried(set))
            printf("%d %d %.4e %.2f\n", set, seed, of[set].arrives,
                   of[set].accuracy);
}

// ## What the slides promise, and what we find
static const struct {
    const char *what;
    int set;
    double low, high;          // accuracy in %
} EXPECTED[] = {
    {"our finding, one remedy: mini-batches", BATCHES, 5, 15},
    {"our finding, one more: momentum", BATCHES | MOMENTUM, 5, 15},
    {"our finding, one more: adaptive rates", BATCHES | ADAPTIVE, 5, 15},
    {"our finding, one more: Xavier's start", BATCHES | START, 5, 15},
    {"our finding, one more: Xavier times 4", BATCHES | FOUR_TIMES, 70, 95},
    {"our finding, one more: ReLU", BATCHES | RELU, 5, 15},
    {"our finding, two: ReLU, He's start", BATCHES | RELU | START, 85, 95},
    {"slides, one more: batch normalisation", BATCHES | NORM, 60, 95},
    {"slides, one more: shortcuts", BATCHES | SHORTCUT, 80, 95},
    {"slides: all remedies", ALL, 90, 97},
    {"our finding, all but mini-batches", ALL & ~BATCHES, 45, 85},
    {"our finding, all but momentum", ALL & ~MOMENTUM, 90, 97},
    {"our finding, all but adaptive rates", ALL & ~ADAPTIVE, 90, 97},
    {"our finding, all but the start", ALL & ~START, 90, 97},
    {"our finding, all but ReLU", ALL & ~RELU, 88, 95},
    {"our finding, all but batch normalisation", ALL & ~NORM, 5, 91},
    {"our finding, all but shortcuts", ALL & ~SHORTCUT, 90, 97},
};
enum { ROWS = sizeof EXPECTED / sizeof *EXPECTED };

// Three of the sixteen sets cannot learn: none, start, ReLU.  The others have
// batch normalisation, or shortcuts, or ReLUs *and* He's start, and they learn,
// unless they quarrel.  They are also the ones that let much of δ through.
static void make_claims(const Outcome it[SETS]) {
    for (int i = 0; i < ROWS; i++)
        data_claim_between(EXPECTED[i].what, "%", EXPECTED[i].low,
                           EXPECTED[i].high, it[EXPECTED[i].set].accuracy);
    Spread ill = {0}, cured = {0}, accuracy = {0};
    for (int k = 0; k < 16; k++) {
        int set = BATCHES | k * START;
        spread_add(k <= 2 ? &ill : &cured, it[set].arrives);
        if (k > 2 && set != (BATCHES | START | RELU | SHORTCUT))
            spread_add(&accuracy, it[set].accuracy);
    }
    data_claim_between("our finding: sixteen sets, worst of twelve that learn",
                       "%", 60, 95, accuracy.min);
    data_claim_between("our finding: least of δ in the thirteen others", "",
                       0.05, 1, cured.min);
    data_claim_between("our finding: most of δ in the three that do not", "", 0,
                       0.005, ill.max);
}

static void measure(Settings its, Digits digits, const Options *options) {
    Outcome result[SETS] = {{0, 0}}, mean[SETS] = {{0, 0}};
    block_begin("dots", "set seed arrives accuracy");
    for (int k = 0; k < options->seeds; k++) {
        treat_all(result, its, digits, options->seed + (uint64_t)k);
        print_outcomes(result, (int)options->seed + k);
        make_claims(result);
        for (int set = 0; set < SETS; set++) {
            mean[set].arrives += result[set].arrives / options->seeds;
            mean[set].accuracy += result[set].accuracy / options->seeds;
        }
    }
    block_end();
    block_begin("bars", "set no_seed arrives accuracy");
    print_outcomes(mean, 0);
    block_end();
}

int main(int argc, char **argv) {
    Settings its = OURS;
    Options options = options_begin(argc, argv, "remedies, alone and together");
    option_seeds(&options, 3);
    option_int(&options, "--hidden", &its.hidden, 2, "hidden layers");
    option_int(&options, "--epochs", &its.epochs, 1, "passes over them");
    option_real(&options, "--eta", &its.eta, "η of descent");
    option_real(&options, "--epsilon", &its.epsilon, "ε of adaptive rates");
    options_end(&options);
    if (its.hidden > MOST_HIDDEN || !(its.epsilon > 0))
        wrong_usage("--hidden is at most %d, --epsilon above 0", MOST_HIDDEN);

    say("Remedies for %d hidden layers of sigmoids", its.hidden);
    Digits digits = digits_load(NULL);
    caption("%d hidden layers of %d, %d images of %s, %d epochs, %d seed%s "
            "from %llu", its.hidden, its.width, its.images, report_data_name(),
            its.epochs, options.seeds, options.seeds > 1 ? "s" : "",
            (unsigned long long)options.seed);
    measure(its, digits, &options);
    claims_print();
    digits_free(&digits);
    return 0;
}
