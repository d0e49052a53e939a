// # Why inputs are standardised
//
// Features come in all sizes: a height of 170 cm beside an age of 15 years.
// Standardised, each has mean 0 and standard deviation 1.  "Easier to train",
// say the slides, "feature standardisation".  How much easier, and why?
//
//     make standardised                       two bowls, and the way down
//     make standardised ARGS="--players 20"   fewer data
//
// Time: 1 s
//
// What to look for: the curves are lines of equal cost over two weights.  Raw,
// they are so long that they look like a line, and descent, after one step
// across, creeps along it: eight thousand steps to come a hundred times as
// near.  With the mean taken away the valley is wider.  Standardised, it is
// nearly a round bowl, and two or three steps will do.
// (Digits are standardised in drifting.c.)
#define REAL double
#include <stdio.h>

#include "common/data.h"
#include "common/matrix.h"
#include "common/report.h"
#include "common/toys.h"

// ## Settings: the data are the players of chapter 1, cm and years
typedef struct {
    int players;
} Settings;

static const Settings OURS = {200};

enum { RAW, CENTRED, STANDARDISED, WAYS, PATH = 30 };
static const char *const WAY[WAYS] = {"raw", "centred", "standardised"};
static const real START[2] = {0.8, 0.3};       // of the descent, from the best

// ## Standardisation
//
//     x′ = (x - μ) / σ                                                 slides
//
// with μ and σ of that feature over all the examples.
static void standardise(Matrix x, bool scaled) {
    for (int j = 0; j < x.cols; j++) {
        real mean = 0, variance = 0;
        for (int i = 0; i < x.rows; i++) mean += AT(x, i, j) / x.rows;
        for (int i = 0; i < x.rows; i++) {
            AT(x, i, j) -= mean;
            variance += AT(x, i, j) * AT(x, i, j) / x.rows;
        }
        for (int i = 0; scaled && i < x.rows; i++)
            AT(x, i, j) /= sqrt(variance);
    }
}

// ## The bowl of a linear neuron
//
//     C = 1/2m Σ (w·x - y)²
//
// has no bias here, so that two weights can be drawn.  It is a bowl over the
// weights, with one lowest point.  v is how far w is from it.  Then, whatever
// the targets are,
//
//     C - C_min = ½ vᵀ H v         ∇C = H v         H = 1/m Σ x xᵀ
//
// Where C is the same, v lies on an ellipse.  Its axes are the eigenvectors of
// H, and the axes' lengths are to each other as 1/√λ of the eigenvalues.  The
// *condition number* λ_max/λ_min says how far it is from a circle.
//
// A large mean makes one large eigenvalue: along v = μ all examples agree.  And
// features of different sizes make λ's as different as their squares.  Without
// both, H is the correlation matrix, (1 ρ; ρ 1), and λ = 1 ± ρ.  What is left,
// how much age says about height, is not changed by standardising.
//
// A bias is one more weight, whose input is always 1.  Raw, the bowl gets only
// longer: a matrix that contains H has a λ_max at least as large, and a λ_min
// at most as large.  Standardised, x and 1 are uncorrelated, and b is an axis
// of its own with λ = 1, between the other two: the condition is what it was.
typedef struct {
    real a, b, c;              // H = (a b; b c)
    real large, small;         // its eigenvalues
} Bowl;

static Bowl bowl_of(Matrix x) {
    Bowl it = {0};
    for (int i = 0; i < x.rows; i++) {
        real x1 = AT(x, i, 0), x2 = AT(x, i, 1);
        it.a += x1 * x1 / x.rows;
        it.b += x1 * x2 / x.rows;
        it.c += x2 * x2 / x.rows;
    }
    it.large = (it.a + it.c) / 2 + hypot((it.a - it.c) / 2, it.b);
    it.small = (it.a * it.c - it.b * it.b) / it.large;
    return it;
}

// ## Descent
//
//     v ← v - η ∇C = v - η H v
//
// Along an axis, v shrinks by 1 - ηλ in each step.  η must be below 2/λ_max, or
// the steep axis overshoots further each time.  With η = 1/λ_max it is done in
// one step, and the other one shrinks by 1 - λ_min/λ_max: for a hundredth it
// takes about ln 100 = 4.6 times the condition number of steps.  No η helps
// both: the best one, 2/(λ_max + λ_min), saves less than half of them.
static void descend(real v[2], Bowl it) {
    real eta = 1 / it.large;
    real slope[2] = {it.a * v[0] + it.b * v[1], it.b * v[0] + it.c * v[1]};
    for (int j = 0; j < 2; j++) v[j] -= eta * slope[j];
}

// How many steps until 1/100 of the way is left?
static int steps_down(Bowl it) {
    real v[2] = {START[0], START[1]}, start = hypot(v[0], v[1]);
    int steps = 0;
    for (; hypot(v[0], v[1]) > start / 100 && steps < 1000000; steps++)
        descend(v, it);
    return steps;
}

// ## The experiment
static void measure(Bowl bowl[WAYS], Settings set, uint64_t seed) {
    Random random = random_new(seed);
    Dataset players = toys_players(set.players, &random);
    bowl[RAW] = bowl_of(players.x);
    standardise(players.x, false);
    bowl[CENTRED] = bowl_of(players.x);
    standardise(players.x, true);
    bowl[STANDARDISED] = bowl_of(players.x);
    dataset_free(&players);
}

// ## Data for the pictures
//
// Four ellipses with long half axes of 1/4 ... 1.
static void print_contours(const Bowl bowl[WAYS]) {
    block_begin("contours", "way level x y");
    for (int way = 0; way < WAYS; way++)
        for (int level = 1; level <= 4; level++, printf("\n"))
            for (int i = 0; i <= 720; i++) {
                Bowl it = bowl[way];
                real x = cos(i * 3.14159265358979 / 360);
                real y = sin(i * 3.14159265358979 / 360);
                real h = it.a * x * x + 2 * it.b * x * y + it.c * y * y;
                real r = level / 4.0 * sqrt(it.small / h);
                printf("%d %d %.5f %.5f\n", way, level, r * x, r * y);
            }
    block_end();
}

static void print_paths(const Bowl bowl[WAYS]) {
    block_begin("paths", "way step x y");
    for (int way = 0; way < WAYS; way++, printf("\n")) {
        real v[2] = {START[0], START[1]};
        for (int step = 0; step <= PATH; step++, descend(v, bowl[way]))
            printf("%d %d %.5f %.5f\n", way, step, v[0], v[1]);
    }
    block_end();
    block_begin("bowls", "way name condition steps");
    for (int way = 0; way < WAYS; way++)
        printf("%d %s %.4g %d\n", way, WAY[way],
               bowl[way].large / bowl[way].small, steps_down(bowl[way]));
    block_end();
}

// ## Claims
static void make_claims(const Bowl bowl[WAYS]) {
    const Bowl *raw = &bowl[RAW], *now = &bowl[STANDARDISED];
    claim_between("slides, standardisation: condition number before", "", 1000,
                  5000, raw->large / raw->small);
    claim_between("slides, standardisation: condition number after", "", 1, 2,
                  now->large / now->small);
    claim("slides, standardisation: standard deviation of height, after", "", 1,
          sqrt(now->a), 1e-12);
    claim_between("slides, easier to train: steps before, over steps after", "",
                  500, 5000, (double)steps_down(*raw) / steps_down(*now));
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "why inputs are standardised");
    option_seeds(&options, 5);
    option_int(&options, "--players", &set.players, 3, "examples");
    options_end(&options);
    if (set.players > 1000000) wrong_usage("--players must be at most 1000000");

    say("The bowl of a linear neuron with two inputs, %d players, seed %llu",
        set.players, (unsigned long long)options.seed);
    caption("%d players, height in cm and age in years, seed %llu", set.players,
            (unsigned long long)options.seed);
    Bowl bowl[WAYS];
    for (int k = 0; k < options.seeds; k++) {
        measure(bowl, set, options.seed + (uint64_t)k);
        make_claims(bowl);
        if (k > 0) continue;
        print_contours(bowl);
        print_paths(bowl);
    }
    claims_print();
    return 0;
}
