// # Why not simply solve the equations?
//
// A neuron needs hundreds of steps to learn what a burger costs (fast_food.c).
// Clever guests would order one burger alone, one portion of fries, one soda;
// and each meal is an equation for the prices, so why not solve these?  Buduma,
// chapter 4, "The fast-food problem".
//
//     make clever_meals                       run it, and draw the picture
//     make clever_meals SEED=2                other meals, other guests
//     make clever_meals ARGS="--meals 100"    more of them
//
// Time: 1 s
//
// What to look for: after clever meals the error is a round bowl, and one step
// of the delta rule ends at the bottom.  Equations give the prices from any
// meals, without a step.  But they belong to the *linear* neuron.  A sigmoid
// neuron, fitted as if it were linear, misses its targets.  Its σ can be undone
// first, but not where all guests agree.  The way downhill is always there.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "common/report.h"
#include "common/toys.h"

// ## Settings: the text gives no numbers; these are ours
enum { ITEMS = 3 };            // burgers, fries, sodas

typedef struct {
    double prices[ITEMS];      // what a linear neuron must find
    double liking[ITEMS];      // what a sigmoid neuron must find
    int meals;
} Settings;

static const Settings TEXT = {{8, 4, 2}, {0.5, -0.2, -0.2}, 10};

// ## Two neurons, and the delta rule, as in fast_food.c and sigmoid_neuron.c
//
//     z = Σ w_k x_k         y = z of a linear, y = σ(z) of a sigmoid neuron
//     E = ½ Σᵢ (t - y)²     Δw_k = -ε ∂E/∂w_k = Σᵢ ε x_k f′(z) (t - y)
typedef struct {
    real (*f)(real z);
    real (*f_prime)(real z);
} Neuron;

static real identity(real z) { return z; }
static real one(real z) { (void)z; return 1; }
static real sigmoid(real z) { return 1 / (1 + exp(-z)); }
static real sigmoid_prime(real z) { return sigmoid(z) * (1 - sigmoid(z)); }

static const Neuron LINEAR = {identity, one};
static const Neuron SIGMOID = {sigmoid, sigmoid_prime};

static real weighted_sum(const real *w, Matrix x, int i) {
    real z = 0;
    for (int k = 0; k < x.cols; k++) z += w[k] * AT(x, i, k);
    return z;
}

static real error(Neuron n, const real *w, Dataset m) {
    real sum = 0;
    for (int i = 0; i < m.x.rows; i++) {
        real miss = AT(m.y, i, 0) - n.f(weighted_sum(w, m.x, i));
        sum += miss * miss;
    }
    return sum / 2;
}

static void gradient(real *slope, Neuron n, const real *w, Dataset m) {
    for (int k = 0; k < m.x.cols; k++) slope[k] = 0;
    for (int i = 0; i < m.x.rows; i++) {
        real z = weighted_sum(w, m.x, i), miss = AT(m.y, i, 0) - n.f(z);
        for (int k = 0; k < m.x.cols; k++)
            slope[k] -= miss * n.f_prime(z) * AT(m.x, i, k);
    }
}

static void delta_rule(real *w, Neuron n, Dataset m, real epsilon) {
    real slope[ITEMS];
    gradient(slope, n, w, m);
    for (int k = 0; k < m.x.cols; k++) w[k] -= epsilon * slope[k];
}

// ## Solving the equations
//
// Each meal is an equation for the prices, X w = t.  Multiplied by Xᵀ these are
// as many equations as prices,
//
//     XᵀX w = Xᵀt
//
// and they say that all ∂E/∂w_k are 0, because the slopes of a linear neuron
// are linear in w.  Gauss and Jordan solve them.  (XᵀX is positive definite if
// the meals tell all prices at all; then no rows need to change places.)
static void solve(real *w, Dataset m) {
    int n = m.x.cols;
    Matrix a = mat_new(n, n), b = mat_new(n, 1);
    mat_mul_at(a, m.x, m.x);
    mat_mul_at(b, m.x, m.y);
    for (int k = 0; k < n; k++)
        for (int i = 0; i < n; i++) {
            real factor = AT(a, i, k) / AT(a, k, k);
            if (i == k) continue;
            for (int j = k; j < n; j++) AT(a, i, j) -= factor * AT(a, k, j);
            AT(b, i, 0) -= factor * AT(b, k, 0);
        }
    for (int k = 0; k < n; k++) w[k] = AT(b, k, 0) / AT(a, k, k);
    mat_free(&b);
    mat_free(&a);
}

// ## Clever meals
//
// With one item on each bill X is the identity.  The totals are the prices, and
// no slope depends on another price than its own: each step leads straight to
// the bottom, and the first one arrives if ε = 1.  (For images, says the text,
// there are no such clever examples.)
static Dataset clever_new(const real *prices) {
    Dataset m = dataset_new(ITEMS, ITEMS, 1);
    for (int k = 0; k < ITEMS; k++) {
        AT(m.x, k, k) = 1;
        AT(m.y, k, 0) = prices[k];
    }
    return m;
}

// ## Where the equations stop helping
//
// Guests taste each meal, and t is the share of them that would order it again.
// A sigmoid neuron shall predict it: burgers speak for a meal, fries and sodas
// against.  Ten guests give a share in tenths.
static real of_ten_guests(real z) { return round(10 * sigmoid(z)) / 10; }

// The equations are now σ(X w) = t, and not linear.  "We can no longer set up"
// linear ones, says the text; but σ can be undone in the targets:
//
//     X w = σ⁻¹(t) = ln (t / (1 - t))
//
// This finds the weights if the shares are exact.  Shares of ten guests are
// not, and as σ⁻¹ stretches some misses more than others, the solution of the
// new equations is not where E is least, if near by.  And where all guests
// agree, t = 0 or 1, the right side is infinite: there is no solution.
static real undo_sigmoid(real t) { return log(t / (1 - t)); }

// ## The experiment: three ways to fit a sigmoid neuron
enum { AS_IF_LINEAR, UNDONE, DOWNHILL, WAYS };

typedef struct {
    Dataset m;                 // meals, and the guests' answers
    real w[WAYS][ITEMS];       // where each way ends,
    real error[WAYS];          // and the error there
} Tasting;

// How much the guests like a meal, z, comes from `liking`; share makes it t.
static Tasting tasting_new(int meals, const double *liking,
                           real (*share)(real z), Random random) {
    Tasting it = {.m = toys_meals(meals, liking, &random)};
    Dataset undone = it.m;
    undone.y = mat_new(meals, 1);
    mat_map(it.m.y, share, it.m.y);
    mat_map(undone.y, undo_sigmoid, it.m.y);
    solve(it.w[AS_IF_LINEAR], it.m);
    solve(it.w[UNDONE], undone);
    mat_free(&undone.y);
    real epsilon = 4 / mat_dot(it.m.x, it.m.x);  // small enough, as σ′ <= ¼
    for (int step = 0; step < 20000; step++)
        delta_rule(it.w[DOWNHILL], SIGMOID, it.m, epsilon);
    for (int way = 0; way < WAYS; way++)
        it.error[way] = error(SIGMOID, it.w[way], it.m);
    return it;
}

typedef struct {
    real solved[ITEMS];        // prices from equations of ordinary meals,
    real clever[ITEMS];        // of clever ones,
    real one_step[ITEMS];      // and from one step after clever ones
    Tasting ten, exact;        // shares of ten guests, exact shares,
    Tasting strong;            // of ten who feel three times as strongly
} Result;

static Result result_new(Settings set, uint64_t seed) {
    Random random = random_new(seed);
    Dataset m = toys_meals(set.meals, set.prices, &random);
    Dataset clever = clever_new(set.prices);
    Result it = {.one_step = {0}};
    solve(it.solved, m);
    solve(it.clever, clever);
    delta_rule(it.one_step, LINEAR, clever, 1);
    dataset_free(&clever);
    dataset_free(&m);
    double strong[ITEMS];
    for (int k = 0; k < ITEMS; k++) strong[k] = 3 * set.liking[k];
    it.ten = tasting_new(set.meals, set.liking, of_ten_guests, random);
    it.exact = tasting_new(set.meals, set.liking, sigmoid, random);
    it.strong = tasting_new(set.meals, strong, of_ten_guests, random);
    return it;
}

static void result_free(Result *it) {
    dataset_free(&it->strong.m);
    dataset_free(&it->exact.m);
    dataset_free(&it->ten.m);
}

// ## Data for the picture
//
// The share, and what the neuron answers after each way, over the z that the
// neuron finds downhill.
static void print_tasting(const char *name, const Tasting *it) {
    block_begin(name, "z share linear undone downhill");
    for (int i = 0; i < it->m.x.rows; i++) {
        printf("%.3f %g", weighted_sum(it->w[DOWNHILL], it->m.x, i),
               AT(it->m.y, i, 0));
        for (int way = 0; way < WAYS; way++)
            printf(" %.4f", sigmoid(weighted_sum(it->w[way], it->m.x, i)));
        printf("\n");
    }
    block_end();
}

static void print_errors(const char *name, const real error[WAYS]) {
    block_begin(name, "linear undone downhill");
    printf("%.4f %.4f %.4f\n", error[AS_IF_LINEAR], error[UNDONE],
           error[DOWNHILL]);
    block_end();
}

static void print_curve(void) {
    block_begin("curve", "z y");
    for (int i = -80; i <= 80; i++)
        printf("%g %.4f\n", 0.1 * i, sigmoid(0.1 * i));
    block_end();
}

// ## The text's statements, measured
static void claims_on_prices(const Result *it, const double *prices) {
    claim("Buduma ch4: price of a burger by equations", "", prices[0],
          it->solved[0], 1e-9);
    claim("Buduma ch4: price of a burger by equations, clever meals", "",
          prices[0], it->clever[0], 0);
    claim("Buduma ch4: price of a burger by one step, clever meals", "",
          prices[0], it->one_step[0], 0);
}

static void claims_on_sigmoid(const Result *it, const double *liking) {
    const real *ten = it->ten.error, *strong = it->strong.error;
    claim_true("Buduma ch4: sigmoid neuron: equations as if it were linear "
               "leave a larger error than descent",
               ten[AS_IF_LINEAR] > ten[DOWNHILL]);
    claim_true("Buduma ch4: sigmoid neuron: equations with σ undone leave a "
               "larger error than descent", ten[UNDONE] > ten[DOWNHILL]);
    real off = 0;
    for (int k = 0; k < ITEMS; k++)
        off += fabs(it->exact.w[UNDONE][k] - liking[k]);
    claim("our finding: if shares are exact, σ undone finds the weights; off "
          "by", "", 0, off, 1e-9);
    claim_true("our finding: if all guests agree about a meal, σ undone has no "
               "solution; descent has", !isfinite(strong[UNDONE]) &&
                                        isfinite(strong[DOWNHILL]));
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "why not simply solve the "
                                                "equations?");
    option_int(&options, "--meals", &set.meals, 3, "equations for 3 unknowns");
    options_end(&options);

    say("%d meals: prices by equations; what guests like, by equations and by "
        "descent; seed %d", set.meals, (int)options.seed);
    caption("%d meals, seed %d", set.meals, (int)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        Result result = result_new(set, options.seed + (uint64_t)i);
        if (i == 0) {
            print_tasting("ten", &result.ten);
            print_errors("left_ten", result.ten.error);
            print_tasting("strong", &result.strong);
            print_errors("left_strong", result.strong.error);
            print_curve();
        }
        claims_on_prices(&result, set.prices);
        claims_on_sigmoid(&result, set.liking);
        result_free(&result);
    }
    claims_print();
    return 0;
}
