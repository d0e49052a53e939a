// # The same numbers, another training
//
// You have network3.py's settings, λ = 0.1 say, and dropout of one half.  Typed
// into another program they train another network, for each program means its
// own by them.  Nielsen's network3.py, chapter 6: its λ is divided by the
// number of mini-batches, and its dropout makes nothing larger in training, but
// weights smaller in use.  What are the numbers here?
//
//     make same_training                      one softmax layer, 500 digits
//     make same_training ARGS="--p 0.2"       fewer inputs dropped
//     make same_training ARGS="--batch 20"    the batch is part of λ
//
// Time: 1 s
//
// What to look for: in each panel the thick grey curve is network3.py's
// training.  Whoever copies its numbers gets the vermilion one; who converts
// them, the black one, which is the same to the last digits.  With dropout even
// the learning rate has to be converted: with p = 1/2, our programs take steps
// four times as large with the same η.
#define REAL double
#include <stdio.h>

#include "ch05-vanishing-gradients/layers.h"
#include "common/digits.h"
#include "common/report.h"

// ## Settings: λ is the text's, the rest ours
typedef struct {
    int images, batch, updates;
    real eta, lambda;
    real p_drop;
} Settings;

static const Settings TEXT = {500, 10, 2000, 0.1, 0.1, 0.5};

// ## Two conventions
//
// The cost, with w for all weights, those of the softmax layer included:
//
//     network3.py    C₀ + λ/2 Σ w² / (number of mini-batches)
//     here           C₀ + λ/2 Σ w² / n                                   (87)
//
// There are n/m mini-batches, so our λ is m times theirs: 1 for their 0.1.
//
// Dropout, with a mask r of zeros (probability p) and ones:
//
//     network3.py    z = w (r ⊙ x) + b                 in training
//                    z = (1 - p) w x + b               in use
//     here           z = w′ (r ⊙ x) / (1 - p) + b      in training
//                    z = w′ x + b                      in use
//
// With w′ = (1 - p) w it is the same network, in training and in use.  But
// ∂C/∂w′ = ∂C/∂w / (1 - p), while a step that moves w by one has to move w′ by
// 1 - p.  So the same training has
//
//     η′ = (1 - p)² η for w′,      η for b,      λ′ = m λ / (1 - p)²
//
// (the last one, because η′ λ′ is what is taken from a weight).
typedef struct {
    real eta;                  // for weights; biases keep theirs
    real lambda;
} Numbers;

static Numbers converted(Settings set, real p_drop) {
    real scale = (1 - p_drop) * (1 - p_drop);
    return (Numbers){scale * set.eta, set.batch * set.lambda / scale};
}

// ## network3.py's training
//
// For one softmax layer on the images.  r is what the other network, below,
// has drawn, so that both drop the same.
typedef struct {
    Matrix w, b;
    Matrix nabla_w, nabla_b;   // ∂C/∂w, ∂C/∂b
    Matrix x, a;               // of one example: r ⊙ x, and the answer
} Theirs;

static Theirs theirs_new(void) {
    return (Theirs){mat_new(CLASSES, PIXELS), mat_new(1, CLASSES),
                    mat_new(CLASSES, PIXELS), mat_new(1, CLASSES),
                    mat_new(1, PIXELS), mat_new(1, CLASSES)};
}

static void theirs_free(Theirs *t) {
    Matrix *all[] = {&t->a, &t->x, &t->nabla_b, &t->nabla_w, &t->b, &t->w};
    for (int i = 0; i < 6; i++) mat_free(all[i]);
}

//     z = w (r ⊙ x) + b,      a = softmax z,      δ = a - y
static void theirs_delta(Theirs *t, Matrix y) {
    real sum = 0;
    mat_mul_bt(t->a, t->x, t->w);
    mat_add_row(t->a, t->b);
    for (int j = 0; j < CLASSES; j++) sum += t->a.at[j] = real_exp(t->a.at[j]);
    mat_scale(t->a, 1 / sum, t->a);
    mat_sub(t->a, t->a, y);
}

//     w ← w - η (∂C₀/∂w + λ w / (number of mini-batches))
static void theirs_update(Theirs *t, const Batches *batch, Matrix kept,
                          Settings set) {
    int count = batch->x.rows, all = batch->set.x.rows / set.batch;
    mat_fill(t->nabla_w, 0);
    mat_fill(t->nabla_b, 0);
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < PIXELS; k++)
            t->x.at[k] = AT(kept, i, k) > 0 ? AT(batch->x, i, k) : 0;
        theirs_delta(t, mat_rows(batch->y, i, 1));
        mat_add_mul_at(t->nabla_w, (real)1 / count, t->a, t->x);
        mat_step(t->nabla_b, (real)1 / count, t->a);
    }
    mat_step(t->nabla_w, set.lambda / all, t->w);
    mat_step(t->w, -set.eta, t->nabla_w);
    mat_step(t->b, -set.eta, t->nabla_b);
}

// ## Ours, with chapter 5's layers
enum { DROPOUT = 1, DENSE = 2 };

static Layers ours_new(Settings set, Random *random) {
    Layers n = layers_new(PIXELS, set.batch);
    layers_dropout(&n, set.p_drop);
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    layers_start(&n, random);
    return n;
}

static void ours_update(Layers *n, const Batches *batch, Numbers numbers,
                        real eta_b) {
    n->lambda = numbers.lambda;
    layers_gradient(n, batch);
    mat_step(n->layer[DENSE].w, -numbers.eta, n->layer[DENSE].nabla_w);
    mat_step(n->layer[DENSE].b, -eta_b, n->layer[DENSE].nabla_b);
}

// ## The experiment
//
// Three trainings from the same start: theirs, ours with the numbers as they
// are, ours with converted ones.  What is compared are weights in use.
static double apart(const Theirs *t, const Layers *n, real p_drop) {
    double largest = 0;
    for (int i = 0; i < CLASSES * PIXELS; i++) {
        double gap = fabs((1 - p_drop) * t->w.at[i] - n->weights.at[i]);
        if (gap > largest || isnan(gap)) largest = gap;
    }
    return largest;
}

typedef struct {
    double copied, converted;  // largest differences of a weight, at the end
} Gaps;

static Gaps train(Settings set, Dataset images, uint64_t seed,
                  const char *name) {
    Random random = random_new(seed), again = random;
    Layers copied = ours_new(set, &random), same = ours_new(set, &again);
    Theirs theirs = theirs_new();
    Batches batches = batches_new(images, set.batch);
    mat_scale(theirs.w, 1 / (1 - set.p_drop), same.layer[DENSE].w);
    Numbers plain = {set.eta, set.lambda}, good = converted(set, set.p_drop);
    for (int u = 1; u <= set.updates; u++) {
        if (!batches_next(&batches)) {
            batches_shuffle(&batches, &random);
            batches_next(&batches);
        }
        ours_update(&copied, &batches, plain, set.eta);
        ours_update(&same, &batches, good, set.eta);
        theirs_update(&theirs, &batches, same.layer[DROPOUT].kept, set);
        if (name && u % 20 == 0)
            printf("%s %d %.6f %.6f %.6f\n", name, u,
                   (1 - set.p_drop) * mat_norm(theirs.w),
                   mat_norm(copied.weights), mat_norm(same.weights));
    }
    if (name) printf("\n");
    Gaps gaps = {apart(&theirs, &copied, set.p_drop),
                 apart(&theirs, &same, set.p_drop)};
    batches_free(&batches);
    theirs_free(&theirs);
    layers_free(&same);
    layers_free(&copied);
    return gaps;
}

// ## What dropout expects
//
// On the average over all masks, z in training is z in use:
//
//     E[w′ (r ⊙ x)] / (1 - p) = w′ x
//
// as E[r] = 1 - p.  Measured with K masks: their mean is off by some standard
// errors, sd(z)/√K.  If nothing but chance is at work, then by 1, as the root
// of the mean square over ten images and ten outputs.
enum { MASKS = 2000 };

static double off_in_errors(Settings set, Dataset images, uint64_t seed) {
    Random random = random_new(seed);
    Layers n = ours_new(set, &random);
    Matrix x = mat_rows(images.x, 0, set.batch);
    Matrix in_use = mat_new(set.batch, CLASSES);
    Matrix sum = mat_new(set.batch, CLASSES);
    Matrix squares = mat_new(set.batch, CLASSES);
    double off = 0;
    int count = set.batch * CLASSES;
    layers_forward(&n, x, false);
    mat_copy(in_use, n.layer[DENSE].a);
    for (int k = 0; k < MASKS; k++) {
        layers_forward(&n, x, true);
        for (int i = 0; i < count; i++) {
            double above = n.layer[DENSE].a.at[i] - in_use.at[i];
            sum.at[i] += above;
            squares.at[i] += above * above;
        }
    }
    for (int i = 0; i < count; i++)
        off += sum.at[i] * sum.at[i] / squares.at[i] / count;
    mat_free(&squares);
    mat_free(&sum);
    mat_free(&in_use);
    layers_free(&n);
    return sqrt(off);
}

// ## Claims
static void make_claims(Gaps plain, Gaps dropout, double off) {
    claim_between("network3.py, λ = 0.1 is 1 here: largest difference of a "
                  "weight, converted", "", 0, 1e-12, plain.converted);
    claim_between("network3.py, the same, not converted", "", 1e-3, 10,
                  plain.copied);
    claim_between("network3.py, dropout, converted", "", 0, 1e-12,
                  dropout.converted);
    claim_between("network3.py, dropout, not converted", "", 1e-3, 10,
                  dropout.copied);
    claim_between("network3.py, dropout: mean z in training against z in use, "
                  "in standard errors", "", 0.6, 1.4, off);
}

static void measure(Settings set, uint64_t seed, bool draw) {
    Dataset images = dataset_new(set.images, PIXELS, CLASSES);
    data_draw(images, seed, 0, DIGITS_SPREAD);
    Settings without = set;
    without.p_drop = 0;
    Gaps plain = train(without, images, seed, draw ? "none" : NULL);
    Gaps dropout = train(set, images, seed, draw ? "dropout" : NULL);
    make_claims(plain, dropout, off_in_errors(set, images, seed));
    dataset_free(&images);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "the same numbers, another "
                                                "training");
    option_int(&options, "--batch", &set.batch, 1, "examples per step, m");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    option_real(&options, "--lambda", &set.lambda, "network3.py's λ");
    option_real(&options, "--p", &set.p_drop, "inputs that are dropped");
    options_end(&options);
    if (!(set.p_drop >= 0 && set.p_drop < 1))
        wrong_usage("--p must be 0 or more, and below 1");
    if (set.images % set.batch)
        wrong_usage("--batch must divide %d", set.images);

    say("One softmax layer, trained by two programs, seed %llu",
        (unsigned long long)options.seed);
    caption("%d drawn digits, mini-batches of %d, η = %g, λ = %g, seed %llu",
            set.images, set.batch, set.eta, set.lambda,
            (unsigned long long)options.seed);
    block_begin("weights", "run updates theirs copied converted");
    for (int k = 0; k < options.seeds; k++)
        measure(set, options.seed + (uint64_t)k, k == 0);
    block_end();
    claims_print();
    return 0;
}
