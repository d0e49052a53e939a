// # Boundaries
//
// A network with two inputs divides the plane into regions, one per class.
// What becomes of their boundary with more neurons, more layers, more
// regularisation?  Buduma, chapter 4, figures 4-10, 4-11 and 4-15.  (At 4-15,
// the text calls the first two 2-10 and 2-11.)
//
//     make boundaries                            nine networks, three figures
//     make boundaries ARGS="--epochs 100"        stopped early
//     make boundaries ARGS="--starts 1"          no choice among starts
//     make boundaries ARGS="--points 1000 --epochs 300"      ten times the data
//
// Time: 5 s
//
// What to look for: in the first row, from left to right, training points on
// the wrong side are fetched one by one, with bays and islands, and new points
// gain nothing.  In the last row λ takes the bays back: with λ = 0.01 training
// points are lost and new ones won; λ = 1 leaves little more than a straight
// line, too simple for both.
//
// The middle row is delicate.  *Depth alone does not make a boundary complex*:
// a layer of three hands on only three numbers, what one loses is missing in
// the next, and from most starts four layers fit less than two.  So the data
// here are a disc within two rings, which three lines cannot part, and each
// network drawn is the one of its starts with the least training cost; the
// second picture shows all.  The text calls this row over-fitting, too; here it
// is mostly the end of under-fitting: of what training points gain from more
// layers, new points gain the larger part.
#define REAL double
#include <stdio.h>

#include "ch02-backprop/network.h"
#include "common/report.h"
#include "common/toys.h"

// ## Settings: networks, λ and mini-batches are the text's, the rest is ours
typedef struct {
    int points;                // to learn from
    int epochs;
    int starts;                // of each network; the best one is drawn
    real epsilon;              // ε, the learning rate; a fifth for the rings
} Settings;

static const Settings TEXT = {100, 3000, 8, 0.05};
enum { BATCH = 10, NEW_POINTS = 2000 };

typedef struct {
    bool rings;                // the data: a disc and rings, or two moons
    int hidden, width;         // hidden layers, and neurons in each
    real lambda;               // λ
} Panel;

static const Panel PANELS[] = {
    {false, 1, 3, 0},     {false, 1, 6, 0},    {false, 1, 20, 0},   // 4-10
    {true, 1, 3, 0},      {true, 2, 3, 0},     {true, 4, 3, 0},     // 4-11
    {false, 1, 20, 0.01}, {false, 1, 20, 0.1}, {false, 1, 20, 1},   // 4-15
};
enum {
    NARROW, MIDDLE, WIDE, ONE, TWO, FOUR, WEAK, MEDIUM, STRONG, PANEL_COUNT
};

// ## The network
//
// It is the one of network.h, with other verbs: tanh between the layers, a
// softmax of size 2 at the end.  Layer 1 is the input; an example is a row.
//
// Weights start from N(0, 1/n_in), n_in being the neuron's inputs; biases at 0.
static void start(Network *n, Random *random) {
    mat_randn(n->parameters, 1, random);
    for (int l = 2; l <= n->L; l++) {
        mat_scale(n->w[l], 1 / sqrt(n->sizes[l - 1]), n->w[l]);
        mat_fill(n->b[l], 0);
    }
}

//     a₁ = e^z₁ / (e^z₁ + e^z₂) = 1 / (1 + e^(z₂ - z₁))                (78)
static void softmax(Matrix a, Matrix z) {
    for (int i = 0; i < z.rows; i++)
        for (int j = 0; j < 2; j++)
            AT(a, i, j) = 1 / (1 + exp(AT(z, i, 1 - j) - AT(z, i, j)));
}

//     zˡ = wˡ aˡ⁻¹ + bˡ        aˡ = tanh(zˡ),  but  aᴸ = softmax(zᴸ)   (25)
static void forward(Network *n, Matrix x) {
    n->a[1] = x;
    for (int l = 2; l <= n->L; l++) {
        n->z[l].rows = n->a[l].rows = x.rows;
        n->sp[l].rows = n->delta[l].rows = x.rows;
        mat_mul_bt(n->z[l], n->a[l - 1], n->w[l]);
        mat_add_row(n->z[l], n->b[l]);
        if (l < n->L) mat_map(n->a[l], tanh, n->z[l]);
        else softmax(n->a[l], n->z[l]);
    }
}

// ## A step, with L2
//
// The error of a point is the log-likelihood, E = -ln of what its class got;
// and for every weight (biases have no part in it) ½ λ w² is added.
//
//     δᴸ = aᴸ - y                                                      (84)
//     δˡ = ((wˡ⁺¹)ᵀ δˡ⁺¹) ⊙ tanh′(zˡ),     tanh′ = 1 - tanh²          (BP2)
//     b → b - ε Σₓ δ                                                  (BP3)
//     w → w - ε (Σₓ δ aᵀ + λ w) = (1 - ελ) w - ε Σₓ δ aᵀ              (BP4)
//
// *The sum over the mini-batch, not the mean*: so the text's delta rule has it,
// and only so do 0.01, 0.1 and 1 give its figure.  Beside a mean over ten
// points λ w would be ten times as strong, and λ = 1 would leave nothing of the
// network.  Nielsen's λ/n stands beside a mean: for our n = 100 points his λ is
// ten times the one here.
static real tanh_slope(real a) { return 1 - a * a; }

static void step(Network *n, const Batches *batch, real epsilon, real lambda) {
    forward(n, batch->x);
    mat_sub(n->delta[n->L], n->a[n->L], batch->y);
    for (int l = n->L - 1; l >= 2; l--) {
        mat_mul(n->delta[l], n->delta[l + 1], n->w[l + 1]);
        mat_map(n->sp[l], tanh_slope, n->a[l]);
        mat_hadamard(n->delta[l], n->delta[l], n->sp[l]);
    }
    for (int l = 2; l <= n->L; l++) {
        mat_add_sum_rows(n->b[l], -epsilon, n->delta[l]);
        mat_scale(n->w[l], 1 - epsilon * lambda, n->w[l]);
        mat_add_mul_at(n->w[l], -epsilon, n->delta[l], n->a[l - 1]);
    }
}

static void learn(Network *n, Dataset points, Settings set, Panel panel,
                  Random *random) {
    Batches batches = batches_new(points, BATCH);
    for (int epoch = 0; epoch < set.epochs; epoch++) {
        batches_shuffle(&batches, random);
        while (batches_next(&batches))
            step(n, &batches, panel.rings ? set.epsilon / 5 : set.epsilon,
                 panel.lambda);
    }
    batches_free(&batches);
}

// ## Judging a network
//
// The accuracy alone does not tell which start is best: two may both have all
// points right.  So there is also the mean error, and the least one wins.
static real error_on(Dataset set, Network *n, real *accuracy) {
    real error = 0, right = 0;
    forward(n, set.x);
    for (int i = 0; i < set.x.rows; i++) {
        real own = AT(n->a[n->L], i, set.label[i]);
        error -= log(own) / set.x.rows;
        right += own > 0.5;
    }
    *accuracy = 100 * right / set.x.rows;
    return error;
}

// The square from -2 to 2 is covered with SIDE x SIDE points, and each of them
// gets its class.
enum { SIDE = 121 };
static const real APART = 4.0 / (SIDE - 1);      // neighbours on this grid

static void survey(Matrix plane, Network *n) {
    Matrix grid = mat_new(SIDE * SIDE, 2);
    for (int i = 0; i < grid.rows; i++) {
        AT(grid, i, 0) = i % SIDE * APART - 2;
        AT(grid, i, 1) = i / SIDE * APART - 2;
    }
    forward(n, grid);
    for (int i = 0; i < grid.rows; i++)
        plane.at[i] = AT(n->a[n->L], i, 1) > 0.5;
    mat_free(&grid);
}

// How long is the boundary?  A line of length s runs between some neighbours,
// side by side or one above the other: averaged over its directions, between
// 4/π s/APART pairs.  So pairs are counted that differ.
static real boundary(Matrix plane) {
    int pairs = 0;
    for (int i = 0; i < SIDE; i++)
        for (int k = 1; k < SIDE; k++)
            pairs += (AT(plane, i, k) != AT(plane, i, k - 1)) +
                     (AT(plane, k, i) != AT(plane, k - 1, i));
    return pairs * APART * 0.7853981633974483;   // π/4
}

// ## The same network from several starts
//
// The training points come first, then the new ones.
static Dataset points_new(bool rings, int count, Random *random) {
    Dataset all = rings ? toys_ring(count, 0.15, random)
                        : toys_moons(count, 0.3, random);
    real shift[] = {rings ? 0 : -0.5, rings ? 0 : -0.25};
    mat_add_row(all.x, mat_view(shift, 1, 2));   // their middle is now (0, 0)
    mat_free(&all.y);
    all.y = data_one_hot(all.label, count, 2);
    return all;
}

// Measures: mean error and accuracy on the training points, accuracy on new
// ones, how far that falls behind, ‖w‖, and the length of the boundary.
enum { COST, TRAIN, FRESH, GAP, LENGTH, BOUNDARY, MEASURES };

typedef struct {
    Matrix scores;             // a row per start, a column per measure
    Matrix plane;              // the classes, after the best start
    int best;                  // the one with the least cost
} Result;

static void judge(Matrix score, Network *n, Dataset points, int old) {
    score.at[COST] = error_on(data_part(points, 0, old), n, &score.at[TRAIN]);
    error_on(data_part(points, old, NEW_POINTS), n, &score.at[FRESH]);
    score.at[GAP] = score.at[TRAIN] - score.at[FRESH];
    int weights = (int)(n->b[2].at - n->parameters.at);      // then biases
    score.at[LENGTH] = mat_norm(mat_view(n->parameters.at, 1, weights));
}

static void try_starts(Result *it, Panel panel, Dataset points, Settings set,
                       Random random) {
    int w = panel.width, sizes[] = {2, w, w, w, w, 2};
    sizes[panel.hidden + 1] = 2;
    Network n = network_new(panel.hidden + 2, sizes,
                            points.x.rows + SIDE * SIDE, &random);
    Matrix plane = mat_new(SIDE, SIDE);
    for (int i = 0; i < set.starts; i++) {
        Matrix score = mat_rows(it->scores, i, 1);
        start(&n, &random);
        learn(&n, data_part(points, 0, set.points), set, panel, &random);
        judge(score, &n, points, set.points);
        survey(plane, &n);
        score.at[BOUNDARY] = boundary(plane);
        if (i == 0 || score.at[COST] < AT(it->scores, it->best, COST)) {
            it->best = i;
            mat_copy(it->plane, plane);
        }
    }
    mat_free(&plane);
    network_free(&n);
}

// ## Data for the pictures
static void print_points(const char *name, Dataset points, int count) {
    block_begin(name, "class x y");
    for (int i = 0; i < count; i++)
        printf("%d %.3f %.3f\n", points.label[i], AT(points.x, i, 0),
               AT(points.x, i, 1));
    block_end();
}

static void print_result(int p, const Result *it) {
    printf("# region%d\n", p);
    for (int i = 0; i < SIDE * SIDE; i++)
        printf("%g%c", it->plane.at[i], i % SIDE < SIDE - 1 ? ' ' : '\n');
    block_end();
    printf("# starts%d\nbest cost train fresh gap length boundary\n", p);
    for (int i = 0; i < it->scores.rows; i++) {
        printf("%d", i == it->best);
        for (int m = 0; m < MEASURES; m++)
            printf(" %.4g", AT(it->scores, i, m));
        printf("\n");
    }
    block_end();
}

// ## What the text shows, and what we see
//
// The text gives pictures, not numbers: so a claim says which of two networks
// has more of something, and the number is how much more.  Of the moons, the
// mean over all starts counts; of the rings, the best start.  There is no claim
// about the boundary from λ = 0.1 to 1: it is nearly a straight line by then,
// and how long that is in a square depends on its direction.
static void claim_more(const char *what, Matrix m, int measure, int a, int b) {
    claim_between(what, measure <= GAP ? "points" : "", 0.01, 50,
                  AT(m, a, measure) - AT(m, b, measure));
}

static void make_claims(Matrix mean, Matrix best) {
    claim_more("Buduma fig 4-10: 20 neurons fit more training points than 3",
               mean, TRAIN, WIDE, NARROW);
    claim_more("Buduma fig 4-10: and over-fit: new points fall behind",
               mean, GAP, WIDE, NARROW);
    claim_more("Buduma fig 4-10: their boundary is longer",
               mean, BOUNDARY, WIDE, NARROW);
    claim_more("Buduma fig 4-11: two layers fit more training points than one",
               best, TRAIN, TWO, ONE);
    claim_more("Buduma fig 4-11: so do four", best, TRAIN, FOUR, ONE);
    claim_more("our finding: and four also get more of the new points right",
               best, FRESH, FOUR, ONE);
    claim_more("our finding: over all starts, two fit more than four",
               mean, TRAIN, TWO, FOUR);
    claim_more("Buduma fig 4-15: boundary, λ = 0 longer than 0.01",
               mean, BOUNDARY, WIDE, WEAK);
    claim_more("Buduma fig 4-15: boundary, λ = 0.01 longer than 0.1",
               mean, BOUNDARY, WEAK, MEDIUM);
    claim_more("Buduma, L2: ‖w‖, λ = 0.01 longer than 0.1",
               mean, LENGTH, WEAK, MEDIUM);
    claim_more("Buduma, L2: ‖w‖, λ = 0.1 longer than 1",
               mean, LENGTH, MEDIUM, STRONG);
    claim_more("Buduma, L2: λ = 0.01 gets more new points right than 0",
               mean, FRESH, WEAK, WIDE);
    claim_more("Buduma, L2: λ = 1 is too large, fits fewer points than 0.01",
               mean, TRAIN, WEAK, STRONG);
}

// ## The experiment
static void experiment(Settings set, uint64_t seed, bool print) {
    Random random = random_new(seed);
    Dataset moons = points_new(false, set.points + NEW_POINTS, &random);
    Dataset rings = points_new(true, set.points + NEW_POINTS, &random);
    Result it = {mat_new(set.starts, MEASURES), mat_new(SIDE, SIDE), 0};
    Matrix mean = mat_new(PANEL_COUNT, MEASURES);
    Matrix best = mat_new(PANEL_COUNT, MEASURES);
    if (print) print_points("moons", moons, set.points);
    if (print) print_points("rings", rings, set.points);
    Progress bar = progress_begin("network", PANEL_COUNT);
    for (int p = 0; p < PANEL_COUNT; p++) {
        Panel panel = PANELS[p];
        try_starts(&it, panel, panel.rings ? rings : moons, set, random);
        if (print) print_result(p, &it);
        mat_copy(mat_rows(best, p, 1), mat_rows(it.scores, it.best, 1));
        mat_add_sum_rows(mat_rows(mean, p, 1), 1.0 / set.starts, it.scores);
        progress_show(&bar, p + 1, "%d x %d neurons, λ = %g", panel.hidden,
                      panel.width, panel.lambda);
    }
    progress_end(&bar);
    make_claims(mean, best);
    mat_free(&best);
    mat_free(&mean);
    mat_free(&it.plane);
    mat_free(&it.scores);
    dataset_free(&rings);
    dataset_free(&moons);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "how networks divide a plane");
    option_int(&options, "--points", &set.points, 2, "to learn from");
    option_int(&options, "--epochs", &set.epochs, 1, "passes over them");
    option_int(&options, "--starts", &set.starts, 1, "of each network");
    option_real(&options, "--epsilon", &set.epsilon, "learning rate ε");
    options_end(&options);
    if (!(set.epsilon > 0)) wrong_usage("--epsilon must be above 0");
    if (set.points > 10000 || set.epochs > 100000 || set.starts > 100)
        wrong_usage("at most --points 10000, --epochs 100000, --starts 100");

    caption("%d points, ε = %g (rings: %g), mini-batches of %d, %d epochs, the "
            "best of %d starts, seed %llu", set.points, set.epsilon,
            set.epsilon / 5, BATCH, set.epochs, set.starts,
            (unsigned long long)options.seed);
    say("Nine networks, %d starts of each, %d epochs, seed %llu", set.starts,
        set.epochs, (unsigned long long)options.seed);
    for (int i = 0; i < options.seeds; i++)
        experiment(set, options.seed + (uint64_t)i, i == 0);
    claims_print();
    return 0;
}
