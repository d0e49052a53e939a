// # Many valleys
//
// An error curve may have several minima, and descent ends in the one below its
// start.  How does one find the lowest?  Elgendy, 2.6.2 and 2.6.3, figures 2.33
// and 2.34; slides, "momentum: no guarantee, but it gives some hope".
//
//     make many_valleys                       start 1000 times; add a push
//     make many_valleys ARGS="--loud 0.6"     another valley collects the walks
//     make many_valleys ARGS="--tone 7.25"    another curve
//
// Time: 1 s
//
// What to look for: above, twelve balls, and where they come to rest: every
// start belongs to a valley.  Below left, how many of 1000 random starts end in
// each, by batch descent, by SGD with short steps, and with long ones.  Right,
// the same start again and again with more and more momentum: from ρ = 0.87 on
// the ball rolls through the local minimum, and mostly comes to rest in the
// global one.  From the other start it would have been there without momentum,
// and some ρ carry it out.  So there is hope, and no guarantee.
//
// The text describes SGD as drawing random points of the *curve*, going down
// from each, and taking the lowest of the minima found.  That is a good method,
// but its name is multi-start.  If a share p of the starts lies in the lowest
// valley, k starts find it with probability 1 - (1 - p)ᵏ.  Here p is nearly a
// quarter, and twenty starts are as good as certain.
//
// SGD draws *examples*, not places.  It starts once, and with short steps it
// ends, 98 times in 100, in the valley that it started in, just as batch
// descent does.  Long steps are noise, and noise carries it from valley to
// valley, mostly into deeper ones; it may also carry it off the page.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "ch04-optimizers/optimizer.h"
#include "common/report.h"

// ## Settings: ours, as the text's curve has no numbers
typedef struct {
    real tone;                 // the weight to be found
    int starts;                // random places, between LEFT and RIGHT
    real eta;                  // η of batch descent, SGD and momentum
    real loud;                 // η of SGD with long steps
} Settings;

static const Settings OURS = {8, 1000, 0.1, 0.8};
static const real LEFT = 1.2, RIGHT = 10.2;
enum { EPOCHS = 200 };         // of SGD

// ## A neuron that swings
//
// A tone sin(wx) was heard at five moments x.  Its pitch, the weight, is to be
// found again:
//
//     ŷ = sin(w x)       E = 1/2n Σ (ŷ - y)²       y = sin(8 x)
//
// Nothing is hidden in this neuron, and yet its error is hilly: a wave that
// swings too fast meets the right one again some moments later, and a small
// change, to either side, spoils that.
enum { N = 5 };
static const real X[N] = {0.4, 0.8, 1.2, 1.6, 2.0};

static real E(real w, real tone) {
    real sum = 0;
    for (int k = 0; k < N; k++) {
        real off = sin(w * X[k]) - sin(tone * X[k]);
        sum += off * off;
    }
    return sum / (2 * N);
}

// The slope of a single example, which is SGD's, and the mean:
//
//     dE⁽ᵏ⁾/dw = (ŷ - y) cos(w x) x          dE/dw = 1/n Σ dE⁽ᵏ⁾/dw
static real slope_of(int k, real w, real tone) {
    return (sin(w * X[k]) - sin(tone * X[k])) * cos(w * X[k]) * X[k];
}

static real slope(real w, real tone) {
    real sum = 0;
    for (int k = 0; k < N; k++) sum += slope_of(k, w, tone);
    return sum / N;
}

// ## The valleys
//
// With one weight all of them can be found by looking everywhere (for more, see
// brute_force.c).  `lowest` is the goal, the text's global minimum.
enum { MOST = 20 };
static const real PAGE[2] = {0.9, 10.5}, FINE = 0.001;

typedef struct {
    int count, lowest;
    real w[MOST], error[MOST];
} Valleys;

static Valleys look_everywhere(real tone) {
    Valleys v = {0, 0, {0}, {0}};
    for (real w = PAGE[0]; w < PAGE[1] && v.count < MOST; w += FINE) {
        real here = E(w, tone);
        if (!(here < E(w - FINE, tone) && here <= E(w + FINE, tone))) continue;
        v.w[v.count] = w;
        v.error[v.count] = here;
        if (here < v.error[v.lowest]) v.lowest = v.count;
        v.count++;
    }
    return v;
}

// The valley in which w lies is the one that it rolls down to.  Off the page,
// its number is v->count.
static real roll_down(real w, Settings set) {
    for (int i = 0; i < 500; i++) w -= set.eta * slope(w, set.tone);
    return w;
}

static int valley_of(real w, const Valleys *v, Settings set) {
    w = roll_down(w, set);
    for (int i = 0; i < v->count; i++)
        if (fabs(w - v->w[i]) < 0.05) return i;
    return v->count;
}

// ## Stochastic descent
//
// In every epoch the examples come in a new order, one in each step.  At the
// right weight each of them is content: there is no noise left, and SGD rests.
// In every other valley they contradict each other for ever.
static real stochastic(real w, real eta, Settings set, Random *random) {
    int order[N] = {0, 1, 2, 3, 4};
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        random_shuffle(order, N, random);
        for (int i = 0; i < N; i++)
            w -= eta * slope_of(order[i], w, set.tone);
    }
    return w;
}

// ## Momentum
//
//     v ← ρv - η g          θ ← θ + v                                 slides
//
// A ball with some speed rolls through a shallow valley and out again (ρ = 0:
// it stops in the first).  Too much of it, and it leaves the lowest as well.
static real with_momentum(real w, real rho, Settings set) {
    Optimizer o = optimizer_new(&optimizer_momentum, 1);
    Matrix theta = mat_view(&w, 1, 1);
    Matrix g = mat_new(1, 1);
    o.eta = set.eta;
    o.rho = rho;
    for (int i = 0; i < 3000; i++) {
        g.at[0] = slope(w, set.tone);
        optimizer_step(&o, theta, g);
    }
    mat_free(&g);
    optimizer_free(&o);
    return w;
}

// ## The experiments
//
// Every start is used three times.  Batch descent from all of them, the lowest
// end kept, *is* multi-start; what it costs is that many descents.  In one
// dimension that is nothing, but the more weights there are, the smaller a
// share of all the starts any one valley has.
enum { BATCH, QUIET, LOUD, WAYS, RHOS = 100 };
static const real PUSHED[2] = {10.2, 7};     // starts of the pushed balls

typedef struct {
    Valleys valleys;
    int ends[WAYS][MOST + 1];  // starts that end in each valley
    int strays;                // of QUIET: not in the valley they began in
    real best;                 // where batch descent found the lowest error
    int pushed[2][RHOS];       // valley reached with ρ = 0, 0.01, ... 0.99
} Result;

static void start_often(Result *it, Settings set, Random *random) {
    const Valleys *v = &it->valleys;
    it->best = LEFT;
    for (int i = 0; i < set.starts; i++) {
        real w = LEFT + (RIGHT - LEFT) * random_uniform(random);
        int from = valley_of(w, v, set);
        int quiet = valley_of(stochastic(w, set.eta, set, random), v, set);
        int loud = valley_of(stochastic(w, set.loud, set, random), v, set);
        it->ends[BATCH][from]++;
        it->ends[QUIET][quiet]++;
        it->ends[LOUD][loud]++;
        it->strays += quiet != from;
        w = roll_down(w, set);
        if (E(w, set.tone) < E(it->best, set.tone)) it->best = w;
    }
}

static Result experiment(Settings set, uint64_t seed) {
    Random random = random_new(seed);
    Result it = {.valleys = look_everywhere(set.tone)};
    if (it.valleys.count == 0) wrong_usage("this tone has no valley here");
    start_often(&it, set, &random);
    for (int i = 0; i < 2; i++)
        for (int r = 0; r < RHOS; r++) {
            real w = with_momentum(PUSHED[i], 0.01 * r, set);
            it.pushed[i][r] = valley_of(w, &it.valleys, set);
        }
    return it;
}

// ## Data for the picture
static void print_curve(Settings set) {
    block_begin("curve", "w error");
    for (real w = PAGE[0]; w <= PAGE[1]; w += 0.02)
        printf("%.2f %.5f\n", w, E(w, set.tone));
    block_end();
    block_begin("balls", "ball w error");
    for (int i = 0; i < 12; i++, printf("\n")) {
        real w = LEFT + (RIGHT - LEFT) * (i + 0.5) / 12;
        for (int step = 0; step < 400; step++) {
            if (step == 0 || step == 399 || step % 5 == 0)
                printf("%d %.4f %.5f\n", i, w, E(w, set.tone));
            w -= set.eta * slope(w, set.tone);
        }
    }
    block_end();
}

static void print_ends(const Result *it, Settings set) {
    const Valleys *v = &it->valleys;
    block_begin("ends", "valley w error lowest batch quiet loud");
    for (int i = 0; i <= v->count; i++) {
        bool on_page = i < v->count;
        printf("%d %.2f %.4f %d", i, on_page ? v->w[i] : NAN,
               on_page ? v->error[i] : NAN, i == v->lowest);
        for (int way = 0; way < WAYS; way++)
            printf(" %.1f", 100.0 * it->ends[way][i] / set.starts);
        printf("\n");
    }
    block_end();
    block_begin("momentum", "start rho valley w");
    for (int i = 0; i < 2; i++, printf("\n"))
        for (int r = 0; r < RHOS; r++) {
            int k = it->pushed[i][r];
            printf("%g %.2f %d %.2f\n", PUSHED[i], 0.01 * r, k,
                   k < v->count ? v->w[k] : NAN);
        }
    block_end();
}

// ## What the texts say, and what SGD does
static int with_rho(const Result *it, int ball, int valley) {
    int count = 0;
    for (int r = 0; r < RHOS; r++) count += it->pushed[ball][r] == valley;
    return count;
}

static void make_claims(const Result *it, Settings set) {
    const Valleys *v = &it->valleys;
    const int *batch = it->ends[BATCH];
    int goal = v->lowest, reached = 0;
    for (int i = 0; i < v->count; i++) reached += batch[i] > 0;
    claim_true("Elgendy fig 2.33: several local minima; descent ends in each",
               v->count > 2 && reached == v->count);
    claim("Elgendy fig 2.34: of many starts the lowest end is the global "
          "minimum; w off by", "", 0, it->best - v->w[goal], 0.002);
    claim_between("our finding: starts from which batch descent finds it", "%",
                  20, 30, 100.0 * batch[goal] / set.starts);
    claim_between("our finding: SGD is no multi-start: short steps, ends in "
                  "another valley than batch descent", "%", 0, 5,
                  100.0 * it->strays / set.starts);
    claim_true("our finding: SGD with long steps finds it more often",
               it->ends[LOUD][goal] > batch[goal] * 3 / 2);
    claim_true("slides, momentum: descent stops in a local minimum, suitable ρ "
               "passes it", it->pushed[0][0] != goal &&
                                with_rho(it, 0, goal) > 0);
    claim_true("slides, momentum: no guarantee: some ρ leaves the global one",
               it->pushed[1][0] == goal && with_rho(it, 1, goal) < RHOS);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "many valleys");
    option_real(&options, "--tone", &set.tone, "the weight to be found");
    option_int(&options, "--starts", &set.starts, 1, "random starts");
    option_real(&options, "--eta", &set.eta, "learning rate η");
    option_real(&options, "--loud", &set.loud, "η of SGD with long steps");
    options_end(&options);
    if (set.starts > 100000 || !(set.eta > 0 && set.loud > 0))
        wrong_usage("--starts: at most 100000; --eta and --loud: above 0");

    say("One weight, five examples of sin(%gx), %d starts", set.tone,
        set.starts);
    caption("ŷ = sin(wx), right at w = %g; %d starts, η = %g, seed %d",
            set.tone, set.starts, set.eta, (int)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        Result it = experiment(set, options.seed + (uint64_t)i);
        if (i == 0) print_curve(set), print_ends(&it, set);
        make_claims(&it, set);
    }
    claims_print();
    return 0;
}
