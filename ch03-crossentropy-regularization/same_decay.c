// # Which λ?
//
// All texts shorten the weights by a number λ, and each means another one.
// Nielsen, chapter 3, adds λ/2n Σ w² to the cost (87); Buduma adds ½ λ w² for
// every weight; the slides λ Σ w², without the ½; and the listing of Nielsen's
// chapter 6, network3.py, half of λ Σ w² over the number of mini-batches.  Is
// it one method?
//
//     make same_decay                         four texts, 1000 images
//     make same_decay ARGS="--batch 50"       the batch is part of two of them
//     make same_decay ARGS="--lambda 1"       ten times as strong
//
// Time: 12 s
//
// What to look for: on the left all four are given the *number* 0.1, and train
// four different networks; Buduma's forgets what it has just learned.  In the
// middle each λ is converted, and the four curves are one.  On the right the
// biases decay as well, which no text does: Nielsen says that it makes little
// difference, and it makes none that could be told from luck.
//
// So never take over a λ without the formula it stands in.  What the training
// feels is the part that a step takes away from each weight, here 0.00005.
#include <stdio.h>

#include "ch03-crossentropy-regularization/network2.h"
#include "common/data.h"
#include "common/report.h"

// ## Settings: Nielsen's run with λ
typedef struct {
    int images;                // n: the first ones of the training data
    int epochs, hidden;
    int batch;                 // m
    real eta;                  // η
    real lambda;               // λ
} Settings;

static const Settings TEXT = {1000, 400, 30, 10, 0.5f, 0.1f};
enum { EVERY = 10 };           // epochs, then a look at the test images

// ## Four ways to decay
//
//     text        to what                       is added
//     Nielsen     mean cost of n examples       λ/2n Σ w²              (87)
//     Buduma      error of a batch, a sum       ½ λ Σ w²
//     slides      loss of N examples, a sum     λ Σ w²
//     network3    mean cost of a batch          ½ λ Σ w² / batches
//
// network2_gradient gives ∂C₀/∂w, the mean over a mini-batch of m examples out
// of n.  What follows is each text's own way from there to a step.  The biases
// are left alone in all of them; n.weights is what decays.
typedef struct {
    real lambda, eta;
    int m, n;
} Rates;

static Matrix slopes(Network2 *n) {              // of what decays
    return mat_view(n->gradient.at, 1, n->weights.cols);
}

// Nielsen shrinks first, then steps.  (The slopes are those at the weights
// before they shrank, so the order does not matter, here or below.)
//
//     w → (1 - ηλ/n) w - η/m Σₓ ∂Cₓ/∂w                                  (93)
static void nielsen(Network2 *n, Rates r) {
    mat_scale(n->weights, 1 - r.eta * r.lambda / r.n, n->weights);
    mat_step(n->parameters, -r.eta, n->gradient);
}

// Buduma has no n and no m: his error is the *sum* over the batch, plus
// ½ λ Σ w².  As in grid_search.c, his rate is ε = η/m.
//
//     Δw = -ε (Σₖ ∂E⁽ᵏ⁾/∂w + λ w)
static void buduma(Network2 *n, Rates r) {
    mat_scale(n->gradient, (real)r.m, n->gradient);
    mat_step(slopes(n), r.lambda, n->weights);
    mat_step(n->parameters, -r.eta / r.m, n->gradient);
}

// The slides sum over all N examples (our n), J = Σ L + λ Σ w², and do not say
// how they step.  The mean over a batch, times n, stands for the sum; a rate of
// η/n makes the steps as long as the others'.
//
//     w → w - η/n (∂ΣL/∂w + 2λ w)
static void slides(Network2 *n, Rates r) {
    mat_scale(n->gradient, (real)r.n, n->gradient);
    mat_step(slopes(n), 2 * r.lambda, n->weights);
    mat_step(n->parameters, -r.eta / r.n, n->gradient);
}

// network3.py adds ½ λ Σ w² / (n/m) to the mean cost of a batch, n/m being the
// number of batches: the same step of decay as Nielsen's, m times as strong.
//
//     w → w - η (∂C₀/∂w + λ m/n w)
static void network3(Network2 *n, Rates r) {
    mat_step(slopes(n), r.lambda * r.m / r.n, n->weights);
    mat_step(n->parameters, -r.eta, n->gradient);
}

// ## From one λ to another
//
// All four multiply a weight by 1 - d, where
//
//     d = ηλ/n (Nielsen)   ηλ/m (Buduma)   2ηλ/n (slides)   ηλ m/n (network3)
//
// Nielsen's hangs on n: where 0.1 is right for 1000 images, 5 is for 50 000;
// 0.1 would then take away a millionth.  (Buduma's stays 0.001.)  The d being
// equal, Nielsen's λ is, in the others' formulas:
static real as_nielsen(real lambda, Rates r) { (void)r; return lambda; }
static real as_buduma(real lambda, Rates r) { return lambda * r.m / r.n; }
static real as_slides(real lambda, Rates r) { (void)r; return lambda / 2; }
static real as_network3(real lambda, Rates r) { return lambda / r.m; }

typedef struct {
    const char *name;          // a single word
    void (*step)(Network2 *n, Rates r);
    real (*convert)(real lambda, Rates r);
} Convention;

static const Convention TEXTS[] = {
    {"Nielsen", nielsen, as_nielsen}, {"Buduma", buduma, as_buduma},
    {"slides", slides, as_slides}, {"network3", network3, as_network3},
};
enum { CONVENTIONS = sizeof TEXTS / sizeof *TEXTS };

// d: what a step takes away from a weight of 1 whose cost has no slope.
static double taken_away(Convention text, Rates r) {
    Random any = random_new(1);
    Network2 n = network2_new(2, (int[]){1, 1}, 1, &network2_quadratic, &any);
    AT(n.w[2], 0, 0) = 1;
    text.step(&n, r);
    double left = (double)AT(n.w[2], 0, 0);
    network2_free(&n);
    return 1 - left;
}

// ## One training
//
// Why not the biases?  Nielsen: a large bias does not make a neuron sensitive
// to its inputs, as large weights do.  And there are only 40 of them, beside
// 23 820 weights.
typedef struct {
    const char *panel, *name;  // of its curve
    Convention text;
    Rates rates;
    bool biases;               // do they decay, too?
} Method;

typedef struct {
    Matrix accuracy;           // 1 x looks: on the test images, in %
    Matrix weights;            // 1 x weights: all of them, at the end
} Training;

static Training training_new(Settings set) {
    int weights = (PIXELS + CLASSES) * set.hidden;
    return (Training){mat_new(1, set.epochs / EVERY + 1), mat_new(1, weights)};
}
static void training_free(Training *it) {
    mat_free(&it->weights);
    mat_free(&it->accuracy);
}

static void train(Training *it, Settings set, Method method, Digits digits,
                  uint64_t seed) {
    Random random = random_new(seed);
    Network2 n = network2_new(3, (int[]){PIXELS, set.hidden, CLASSES},
                              set.batch, &network2_cross_entropy, &random);
    network2_large_start(&n, &random);
    Matrix weights = n.weights;
    if (method.biases) n.weights = n.parameters;
    Batches batches = batches_new(data_part(digits.train, 0, set.images),
                                  set.batch);
    for (int epoch = 0; epoch <= set.epochs; epoch++) {
        if (epoch % EVERY == 0)
            AT(it->accuracy, 0, epoch / EVERY) =
                (real)network2_score(&n, digits.test).accuracy;
        batches_shuffle(&batches, &random);
        while (epoch < set.epochs && batches_next(&batches)) {
            network2_gradient(&n, &batches, &random);
            method.text.step(&n, method.rates);
        }
    }
    mat_copy(it->weights, weights);
    batches_free(&batches);
    network2_free(&n);
}

// ## The experiment
//
// Each text with the same number, then each with the same decay; then no decay
// at all, and Nielsen's with the biases.
enum { NUMBER, DECAY = CONVENTIONS, PLAIN = 2 * DECAY, BIASES, TRAININGS };

static Method method(int k, Settings set) {
    Rates r = {k == PLAIN ? 0 : set.lambda, set.eta, set.batch, set.images};
    Convention text = TEXTS[k < PLAIN ? k % CONVENTIONS : 0];
    if (k == PLAIN) return (Method){"others", "none", text, r, false};
    if (k == BIASES) return (Method){"others", "biases", text, r, true};
    if (k < DECAY) return (Method){"number", text.name, text, r, false};
    r.lambda = text.convert(set.lambda, r);
    return (Method){"decay", text.name, text, r, false};
}

static double at_end(const Training *it) {
    return (double)AT(it->accuracy, 0, it->accuracy.cols - 1);
}

// How far the weights have ended from another training's, as a part of their
// length.  Converted, the steps still round differently, as 0.99995 is no
// float; after 40 000 of them the weights are apart by 0.0002.
static double apart(const Training *it, const Training *other) {
    double squares = 0;
    for (int i = 0; i < it->weights.cols; i++)
        squares += pow((double)(it->weights.at[i] - other->weights.at[i]), 2);
    return sqrt(squares) / (double)mat_norm(other->weights);
}

// ## Data for the picture
static void print_training(Method m, uint64_t seed, const Training *it) {
    for (int look = 0; look < it->accuracy.cols; look++)
        printf("%s %s %llu %d %.2f %g\n", m.panel, m.name,
               (unsigned long long)seed, look * EVERY,
               (double)AT(it->accuracy, 0, look), (double)m.rates.lambda);
    printf("\n");
}

// ## What the texts say
static void claim_factors(Settings set) {
    for (int k = DECAY; k < PLAIN; k++) {
        char what[80];
        Method m = method(k, set);
        snprintf(what, sizeof what, "%s: ηλ/n, taken away by a step", m.name);
        claim(what, "", 5e-5, taken_away(m.text, m.rates), 1e-7);
    }
    claim("Nielsen ch3: with 50 000 images λ = 0.1 takes away", "", 1e-6,
          taken_away(TEXTS[0], (Rates){0.1f, 0.5f, 10, 50000}), 1e-7);
}

static void claim_trainings(const Training all[TRAININGS]) {
    double farthest = 0, nearest = 1e9;
    for (int k = 1; k < CONVENTIONS; k++) {
        double gap = apart(&all[DECAY + k], &all[DECAY]);
        if (!(gap <= farthest)) farthest = gap;
        nearest = fmin(nearest, apart(&all[NUMBER + k], &all[NUMBER]));
    }
    claim_between("our finding: converted, all four end at the same weights, "
                  "but for a part of their length of", "", 0, 0.001, farthest);
    data_claim_between("our finding: with the same number, the nearest is off "
                       "by", "", 0.1, 100, nearest);
    double weights = at_end(&all[NUMBER]), both = at_end(&all[BIASES]);
    data_claim("Nielsen ch3: decay of the biases, too, changes the test "
               "accuracy by", "points", 0, both - weights, 0.3);
    data_claim_between("our finding: decay of the weights changes it by",
                       "points", 3, 6, weights - at_end(&all[PLAIN]));
}

static void measure(Settings set, Digits digits, uint64_t seed) {
    Training all[TRAININGS];
    Progress bar = progress_begin("training", TRAININGS);
    for (int k = 0; k < TRAININGS; k++) {
        Method m = method(k, set);
        all[k] = training_new(set);
        train(&all[k], set, m, digits, seed);
        print_training(m, seed, &all[k]);
        progress_show(&bar, k + 1, "%s: %s %.2f %%", m.panel, m.name,
                      at_end(&all[k]));
    }
    progress_end(&bar);
    claim_trainings(all);
    for (int k = TRAININGS - 1; k >= 0; k--) training_free(&all[k]);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "which λ?");
    option_int(&options, "--epochs", &set.epochs, 1, "of each training");
    option_int(&options, "--batch", &set.batch, 1, "examples per step, m");
    option_real(&options, "--lambda", &set.lambda, "λ, in Nielsen's formula");
    options_end(&options);
    if (set.images % set.batch != 0 || set.epochs > 100000)
        wrong_usage("--batch must divide %d, at most --epochs 1e5", set.images);
    if (!(set.lambda >= 0 && set.lambda <= set.batch / set.eta))
        wrong_usage("--lambda must be from 0 to m/η = %g",
                    (double)(set.batch / set.eta));

    say("λ = %g in four formulas, seed %llu", (double)set.lambda,
        (unsigned long long)options.seed);
    Digits digits = digits_load(NULL);
    caption("λ = %g, n = %d, m = %d, η = %g, on %s, from seed %llu",
            (double)set.lambda, set.images, set.batch, (double)set.eta,
            report_data_name(), (unsigned long long)options.seed);
    claim_factors(set);
    block_begin("trainings", "panel text seed epoch test lambda");
    for (int i = 0; i < options.seeds; i++)
        measure(set, digits, options.seed + (uint64_t)i);
    block_end();
    claims_print();
    digits_free(&digits);
    return 0;
}
