// # Which output layers learn slowly, and which do not
//
// Nielsen, chapter 3, leaves it as two problems, equations (63) and (65) to
// (70): in a network of many layers, too, a sigmoid output slows down with the
// quadratic cost and not with the cross-entropy; and a linear output does not
// slow down even with the quadratic cost.
//
//     make output_layers                      three outputs
//     make output_layers ARGS="--w 3 --b 3 --epochs 2000"       start worse
//     make output_layers ARGS="--eta 1"       a linear output jumps to and fro
//
// Time: 1 s
//
// What to look for: on the left, how hard an output is pushed, over how wrong
// it is.  A sigmoid with the quadratic cost is pushed hardest when it is wrong
// by 2/3, and hardly at all when it could not be more wrong.  The others are
// pushed as hard as they are wrong: one straight line.  On the right all learn.
//
// So the text recommends the cross-entropy wherever outputs are sigmoid; where
// they are linear the quadratic cost will do.  Only the layer on which the
// equations are checked is random.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/random.h"
#include "common/report.h"

// ## Settings: the text's worst start (section on the cross-entropy)
typedef struct {
    real w, b;                 // a neuron's start, badly wrong about 1 → 0
    real eta;                  // η
    int epochs;
} Settings;

static const Settings TEXT = {2, 2, 0.15, 300};

// ## Outputs: an activation function and a cost
static real sigmoid(real z) { return 1 / (1 + exp(-z)); }
static real identity(real z) { return z; }

//     C = (y - a)² / 2               C = -[y ln a + (1 - y) ln(1 - a)]
static real quadratic(real a, real y) { return (y - a) * (y - a) / 2; }
static real cross_entropy(real a, real y) {
    return -(y * log(a) + (1 - y) * log(1 - a));               // 0 < a < 1
}

// The error δ = ∂C/∂z = ∂C/∂a f′(z), for the text's three outputs:
//
//     sigmoid, quadratic         δ = (a - y) σ′(z)      with σ′ = a (1 - a)
//     sigmoid, cross-entropy     δ = a - y                             (66)
//     linear, quadratic          δ = a - y                             (68)
//
// The cross-entropy has ∂C/∂a = (a - y) / (a (1 - a)), which cancels σ′; for a
// linear output, a = z, there is nothing to cancel: f′ is 1.
static real slow(real a, real y) { return (a - y) * a * (1 - a); }
static real mistake(real a, real y) { return a - y; }

// Add one of your own: it will be drawn.
typedef struct {
    const char *name;          // a single word
    real (*f)(real z);
    real (*cost)(real a, real y);
    real (*delta)(real a, real y);             // ∂C/∂z
} Output;

static const Output OUTPUTS[] = {
    {"sigmoid_quadratic", sigmoid, quadratic, slow},
    {"sigmoid_cross_entropy", sigmoid, cross_entropy, mistake},
    {"linear_quadratic", identity, quadratic, mistake},
};
enum { SLOW, ENTROPY, LINEAR, COUNT = sizeof OUTPUTS / sizeof *OUTPUTS };

// ## An output layer
//
// Over several outputs costs are added, over n examples they are averaged:
//
//     C = -1/n Σₓ Σⱼ [yⱼ ln aⱼᴸ + (1 - yⱼ) ln(1 - aⱼᴸ)]                (63)
//
// and the same with the quadratic cost.  The layers below, however many, only
// matter here by what they put out, aᴸ⁻¹.
enum { N = 4, OUT = 2, IN = 3 };               // examples, outputs, inputs

typedef struct {
    real w[OUT][IN + 1];       // w[j][IN] is the bias: its input is always 1
    real a_in[N][IN + 1];      // aᴸ⁻¹, what the layer before puts out
    real y[N][OUT];
} Layer;

static real layer_output(const Layer *layer, Output output, int i, int j) {
    real z = 0;
    for (int k = 0; k <= IN; k++) z += layer->w[j][k] * layer->a_in[i][k];
    return output.f(z);
}

static real layer_cost(const Layer *layer, Output output) {
    real sum = 0;
    for (int i = 0; i < N; i++)
        for (int j = 0; j < OUT; j++)
            sum += output.cost(layer_output(layer, output, i, j),
                               layer->y[i][j]);
    return sum / N;
}

//     ∂C/∂w_jk = 1/n Σₓ a_kᴸ⁻¹ (aⱼ - yⱼ) σ′(zⱼ)    sigmoid, quadratic  (65)
//     ∂C/∂w_jk = 1/n Σₓ a_kᴸ⁻¹ (aⱼ - yⱼ)           the others      (67, 69)
//     ∂C/∂bⱼ   = 1/n Σₓ (aⱼ - yⱼ)                                      (70)
//
// All are 1/n Σₓ a_kᴸ⁻¹ δⱼ, since ∂zⱼ/∂w_jk = a_kᴸ⁻¹.
static real layer_slope(const Layer *layer, Output output, int j, int k) {
    real sum = 0;
    for (int i = 0; i < N; i++)
        sum += layer->a_in[i][k] * output.delta(
            layer_output(layer, output, i, j), layer->y[i][j]);
    return sum / N;
}

// The sum of all differences between these slopes and those that are measured.
static real slopes_off(Layer layer, Output output) {
    const real h = 1e-5;
    real off = 0;
    for (int j = 0; j < OUT; j++)
        for (int k = 0; k <= IN; k++) {
            real slope = layer_slope(&layer, output, j, k), w = layer.w[j][k];
            layer.w[j][k] = w + h;
            real above = layer_cost(&layer, output);
            layer.w[j][k] = w - h;
            real below = layer_cost(&layer, output);
            layer.w[j][k] = w;
            off += fabs(slope - (above - below) / (2 * h));
        }
    return off;
}

static Layer random_layer(Random *random) {
    Layer layer;
    for (int j = 0; j < OUT; j++)
        for (int k = 0; k <= IN; k++) layer.w[j][k] = random_normal(random);
    for (int i = 0; i < N; i++) {
        for (int k = 0; k <= IN; k++)
            layer.a_in[i][k] = k < IN ? random_uniform(random) : 1;
        for (int j = 0; j < OUT; j++) layer.y[i][j] = random_uniform(random);
    }
    return layer;
}

// ## The slowdown, and two ways around it
//
// A neuron learns 1 → 0: w and b both fall by η δ, and z = w + b by 2 η δ.  So
// from a large z a sigmoid needs a time like e^z with the quadratic cost, and
// like z with the cross-entropy; a linear output, the same time from anywhere.
static real learn(real z, Output output, real eta) {
    return z - 2 * eta * output.delta(output.f(z), 0);
}

// The epochs until half of its mistake is gone, a million at most.
static int half_life(real z, Output output, real eta) {
    real half = fabs(output.f(z)) / 2;
    int epochs = 0;
    for (; fabs(output.f(z)) > half && epochs < 1000000; epochs++)
        z = learn(z, output, eta);
    return epochs;
}

// ## Data for the picture
static void print_pushes(void) {
    block_begin("pushes", "output mistake push");
    for (int o = 0; o < COUNT; o++) {
        for (int i = -160; i <= 160; i++) {
            real a = OUTPUTS[o].f(i / 20.0);
            printf("%s %.6g %.6g\n", OUTPUTS[o].name, fabs(a),
                   fabs(OUTPUTS[o].delta(a, 0)));
        }
        printf("\n");                           // the next is a new line
    }
    block_end();
}

static void print_courses(Settings set) {
    int every = (set.epochs - 1) / 300 + 1;
    block_begin("courses", "output epoch share");
    for (int o = 0; o < COUNT; o++) {
        real z = set.w + set.b, first = OUTPUTS[o].f(z);
        for (int epoch = 0; epoch <= set.epochs; epoch++) {
            if (epoch % every == 0)
                printf("%s %d %.6g\n", OUTPUTS[o].name, epoch,
                       fabs(OUTPUTS[o].f(z)) / first);
            z = learn(z, OUTPUTS[o], set.eta);
        }
        printf("\n");
    }
    block_end();
}

// ## The text's problems, measured
static void claim_slopes(Layer layer) {
    static const char *const what[] = {
        "Nielsen (65): slopes, sigmoid, quadratic, off by",
        "Nielsen (67): slopes, sigmoid, cross-entropy, off by",
        "Nielsen (69), (70): slopes, linear, quadratic, off by"};
    for (int o = SLOW; o <= LINEAR; o++)
        claim_between(what[o], "", 0, 1e-9, slopes_off(layer, OUTPUTS[o]));
}

static void claim_half_lives(Settings set) {
    real z = set.w + set.b, eta = set.eta;
    claim_between("our finding: epochs to halve a mistake, sigmoid, quadratic",
                  "", 200, 260, half_life(z, OUTPUTS[SLOW], eta));
    claim_between("our finding: epochs to halve a mistake, sigmoid, "
                  "cross-entropy", "", 10, 20,
                  half_life(z, OUTPUTS[ENTROPY], eta));
    claim("Nielsen ch3, problem: a linear output does not slow down: epochs to "
          "halve a mistake, and one a hundred times as large", "",
          half_life(z, OUTPUTS[LINEAR], eta),
          half_life(100 * z, OUTPUTS[LINEAR], eta), 0);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "which output layers learn "
                                                "slowly");
    option_real(&options, "--w", &set.w, "first weight of a neuron");
    option_real(&options, "--b", &set.b, "its first bias");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    option_int(&options, "--epochs", &set.epochs, 1, "steps");
    options_end(&options);
    if (!(set.eta > 0) || set.epochs > 1000000)
        wrong_usage("--eta must be above 0, --epochs at most 1000000");
    if (!(set.w + set.b > 0)) wrong_usage("--w plus --b must be more than 0");

    say("Three outputs learn 1 → 0 from w = %g, b = %g, with η = %g", set.w,
        set.b, set.eta);
    caption("learning 1 → 0 from w = %g, b = %g, with η = %g", set.w, set.b,
            set.eta);
    print_pushes();
    print_courses(set);
    for (int i = 0; i < options.seeds; i++) {
        Random random = random_new(options.seed + (uint64_t)i);
        claim_slopes(random_layer(&random));
    }
    claim_half_lives(set);
    claims_print();
    return 0;
}
