// # A curve through all points, or a line past them?
//
// Ten points lie nearly on a line.  A polynomial of the 9th degree meets every
// one of them, the line y = 2x none.  Which to trust?  Nielsen, chapter 3, "Why
// does regularization help reduce overfitting?", asks it; Buduma, chapter 4,
// figures 4-8 and 4-9, asks the same of a polynomial of degree 12, and answers
// with new points.
//
//     make polynomial                            run it, draw all pictures
//     make polynomial ARGS="--points 100"        degree 12, but more data
//     make polynomial ARGS="--noise 0"           nothing false to be learned
//
// Time: 1 s
//
// What to look for: the large model is perfect where its points are and bad
// between them, worst near the ends; beyond them it runs away like x⁹.  Nothing
// in the old points tells.  The new ones do at once, and not by bad luck: one
// picture shows 200 drawings of all points, for every degree.  (The last one is
// about computing: two ways to the same polynomial, one of which fails.)
#define REAL double
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "common/data.h"
#include "common/matrix.h"
#include "common/random.h"
#include "common/report.h"
#include "common/toys.h"

// ## Settings: the degrees are the texts', the points ours
//
// The texts' own points are not in the text.  Ours have evenly spaced x from 0
// to 1 and y = 2x, plus noise.
enum { TEN = 10, NINTH = 9, MOST_DEGREE = 16, MOST_POINTS = 1000 };

typedef struct {
    real noise;                // standard deviation of what is added to y
    int points, degree;        // Buduma's
    int fresh;                 // new points
    int draws;                 // how often old and new points are drawn
} Settings;

static const Settings TEXT = {0.05, 13, 12, 40, 200};

// ## The model
//
//     y = a₀ x⁹ + a₁ x⁸ + ... + a₉
//
// and so for any degree.  By Horner's rule, ((a₀ x + a₁) x + a₂) x ...
typedef struct {
    int degree;
    real a[MOST_DEGREE + 1];   // a[0] belongs to the highest power
} Polynomial;

static real value(const Polynomial *p, real x) {
    real y = p->a[0];
    for (int k = 1; k <= p->degree; k++) y = y * x + p->a[k];
    return y;
}

// ## Least squares
//
// Each point gives a row of powers of x, and each coefficient a column:
//
//     X a ≈ y,     Xᵢₖ = xᵢ^(degree - k)
//
// Wanted is the a for which ‖X a - y‖ is least.  With as many coefficients as
// points it is 0, and only one a does it.
static void fill_with_powers(Matrix X, Matrix x) {
    for (int i = 0; i < X.rows; i++) {
        AT(X, i, X.cols - 1) = 1;
        for (int k = X.cols - 2; k >= 0; k--)
            AT(X, i, k) = AT(X, i, k + 1) * AT(x, i, 0);
    }
}

// The columns of X, x⁹ and x⁸ and x⁷, point in nearly the same direction.  So
// first they are replaced by columns at right angles: from each column, take
// away what it shares with those before it, then make its length 1.  This is
// the method of Gram and Schmidt,
//
//     X = Q R      QᵀQ = 1,  R is 0 below its diagonal
//
// Where nearly everything is taken away, what is left is mostly rounding error
// and no longer at right angles.  Doing it twice is enough to mend that.
static real dot(Matrix q, int j, int k) {       // of two columns
    real sum = 0;
    for (int i = 0; i < q.rows; i++) sum += AT(q, i, j) * AT(q, i, k);
    return sum;
}

static void right_angles(Matrix q, Matrix r) {  // q comes as X and becomes Q
    for (int k = 0; k < q.cols; k++) {
        for (int twice = 0; twice < 2; twice++)
            for (int j = 0; j < k; j++) {
                real shared = dot(q, j, k);
                AT(r, j, k) += shared;
                for (int i = 0; i < q.rows; i++)
                    AT(q, i, k) -= shared * AT(q, i, j);
            }
        AT(r, k, k) = sqrt(dot(q, k, k));
        for (int i = 0; i < q.rows; i++) AT(q, i, k) /= AT(r, k, k);
    }
}

// What remains, R a = Qᵀy, is solved from the last row up.
static void least_squares(real *a, Matrix X, Matrix y) {
    Matrix q = mat_new(X.rows, X.cols), r = mat_new(X.cols, X.cols);
    Matrix c = mat_new(X.cols, 1);
    mat_copy(q, X);
    right_angles(q, r);
    mat_mul_at(c, q, y);
    for (int k = X.cols - 1; k >= 0; k--) {
        a[k] = c.at[k];
        for (int j = k + 1; j < X.cols; j++) a[k] -= AT(r, k, j) * a[j];
        a[k] /= AT(r, k, k);
    }
    mat_free(&c);
    mat_free(&r);
    mat_free(&q);
}

typedef void Solve(real *a, Matrix X, Matrix y);

static Polynomial fit(Dataset set, int degree, Solve *solve) {
    Polynomial p = {.degree = degree};
    Matrix X = mat_new(set.x.rows, degree + 1);
    fill_with_powers(X, set.x);
    solve(p.a, X, set.y);
    mat_free(&X);
    return p;
}

// ## Why not the normal equations?
//
// Where ‖X a - y‖ is least, its slope is 0:
//
//     XᵀX a = Xᵀy
//
// They are as many as the unknowns, and soon written.  But if an error in X
// grows up to κ times on its way to a, an error in XᵀX grows up to κ² times.
// For our x, κ is 10⁷ at degree 9 and nearly 10¹⁰ at degree 12, and a double
// has 16 digits: at degree 12 nothing of a is right.  The same method solves
// both, so what is lost is lost to XᵀX.
static void normal_equations(real *a, Matrix X, Matrix y) {
    Matrix XX = mat_new(X.cols, X.cols), Xy = mat_new(X.cols, 1);
    mat_mul_at(XX, X, X);
    mat_mul_at(Xy, X, y);
    least_squares(a, XX, Xy);
    mat_free(&Xy);
    mat_free(&XX);
}

// ## Judging a model
static real mean_square(const Polynomial *p, Dataset set) {
    real sum = 0;
    for (int i = 0; i < set.x.rows; i++)
        sum += pow(value(p, set.x.at[i]) - set.y.at[i], 2);
    return sum / set.x.rows;
}

static real largest_miss(const Polynomial *p, Dataset set) {
    real most = 0;
    for (int i = 0; i < set.x.rows; i++) {
        real miss = fabs(value(p, set.x.at[i]) - set.y.at[i]);
        most = miss > most || isnan(miss) ? miss : most;    // NaN stays
    }
    return most;
}

// ## Experiment: many drawings
//
// Old points, new points, and polynomials of every degree fitted to the old
// ones; then all of it again.
typedef struct {
    Spread old[MOST_DEGREE + 1], fresh[MOST_DEGREE + 1];  // squared errors
    int line_better;           // on the new points
} Drawings;

static Drawings draw_again_and_again(Settings set, uint64_t seed) {
    Random random = random_new(seed);
    Drawings it = {.line_better = 0};
    for (int draw = 0; draw < set.draws; draw++) {
        Dataset old = toys_line(set.points, 2, 0, set.noise, &random);
        Dataset fresh = toys_line(set.fresh, 2, 0, set.noise, &random);
        real line = 0, large = 0;
        for (int degree = 0; degree <= set.degree; degree++) {
            Polynomial p = fit(old, degree, least_squares);
            large = mean_square(&p, fresh);
            if (degree == 1) line = large;
            spread_add(&it.old[degree], mean_square(&p, old));
            spread_add(&it.fresh[degree], large);
        }
        it.line_better += line < large;
        dataset_free(&fresh);
        dataset_free(&old);
    }
    return it;
}

// ## Data for the pictures
static void print_points(const char *name, Dataset set) {
    block_begin(name, "x y");
    for (int i = 0; i < set.x.rows; i++)
        printf("%.6g %.6g\n", set.x.at[i], set.y.at[i]);
    block_end();
}

static void print_models(const char *name, const Polynomial *large,
                         const Polynomial *line, real from, real to) {
    block_begin(name, "x polynomial line");
    for (int i = 0; i <= 600; i++) {
        real x = from + (to - from) * i / 600;
        printf("%.6g %.6g %.6g\n", x, value(large, x), value(line, x));
    }
    block_end();
}

static void print_drawings(const Drawings *it, Settings set) {
    block_begin("degrees", "degree drawings old fresh least most");
    for (int k = 0; k <= set.degree; k++)
        printf("%d %d %.3e %.3e %.3e %.3e\n", k, set.draws,
               spread_mean(&it->old[k]), spread_mean(&it->fresh[k]),
               it->fresh[k].min, it->fresh[k].max);
    block_end();
}

// ## What Nielsen says: ten points
static void ten_points(Settings set, uint64_t seed, bool print) {
    Random random = random_new(seed);
    Dataset ten = toys_line(TEN, 2, 0, set.noise, &random);
    Polynomial ninth = fit(ten, NINTH, least_squares);
    Polynomial line = {1, {2, 0}};
    if (print) {
        print_points("ten", ten);
        print_models("ninth", &ninth, &line, -0.03, 1.06);
        print_models("beyond", &ninth, &line, 0.5, 10);
    }
    claim("Nielsen ch3: the 9th degree misses the ten points by, at most", "",
          0, largest_miss(&ninth, ten), 1e-8);
    claim_between("Nielsen ch3: y = 2x fits well too, it misses them by (root "
                  "mean square, of the range of y)", "%", 0.1, 5,
                  100 * sqrt(mean_square(&line, ten)) / 2);
    claim_true("Nielsen ch3: beyond the points the difference is extreme: at "
               "twice the largest x, 100 times the line's y",
               fabs(value(&ninth, 2)) > 100 * value(&line, 2));
    claim("Nielsen ch3: far out the polynomial grows like x to the power", "",
          9, log2(fabs(value(&ninth, 20000) / value(&ninth, 10000))), 0.01);
    dataset_free(&ten);
}

// ## What Buduma says: thirteen points, and new ones
static void new_points(Settings set, uint64_t seed, bool print) {
    Random random = random_new(seed);
    Dataset old = toys_line(set.points, 2, 0, set.noise, &random);
    Dataset fresh = toys_line(set.fresh, 2, 0, set.noise, &random);
    Polynomial large = fit(old, set.degree, least_squares);
    Polynomial normal = fit(old, set.degree, normal_equations);
    Polynomial line = fit(old, 1, least_squares);
    real seen[] = {mean_square(&line, old), mean_square(&large, old)};
    real unseen[] = {mean_square(&line, fresh), mean_square(&large, fresh)};
    if (print) {
        print_points("old", old);
        print_points("fresh", fresh);
        print_models("models", &large, &line, -0.03, 1.03);
        print_models("normal", &normal, &line, 0, 1);
        block_begin("judged", "line_old large_old line_new large_new");
        printf("%g %g %g %g\n", seen[0], seen[1], unseen[0], unseen[1]);
        block_end();
    }
    claim("Buduma fig 4-8: degree 12 misses the 13 points by, at most", "", 0,
          largest_miss(&large, old), 1e-6);
    claim_between("our finding: solved by normal equations, degree 12 misses "
                  "the 13 points by", "", 1e-3, 1, largest_miss(&normal, old));
    claim_true("Buduma fig 4-8: judged by these points, degree 12 is better",
               seen[1] < seen[0]);
    claim_true("Buduma fig 4-9: on new points the line has the smaller squared "
               "error", unseen[0] < unseen[1]);
    dataset_free(&fresh);
    dataset_free(&old);
}

static void claim_drawings(const Drawings *it, Settings set) {
    const Spread *fresh = it->fresh;
    int best = 0;
    for (int k = 1; k <= set.degree; k++)
        if (spread_mean(&fresh[k]) < spread_mean(&fresh[best])) best = k;
    claim_between("our finding: drawings in which the line is better than "
                  "degree 12 on new points", "%", 99, 100,
                  100.0 * it->line_better / set.draws);
    claim("our finding: degree with the least mean error on new points", "", 1,
          best, 0);
}

int main(int argc, char **argv) {
    Settings set = TEXT;
    Options options = options_begin(argc, argv, "a curve through all points, "
                                                "or a line past them?");
    option_real(&options, "--noise", &set.noise, "standard deviation in y");
    option_int(&options, "--points", &set.points, 3, "old points");
    option_int(&options, "--degree", &set.degree, 2, "of the large model");
    option_seeds(&options, 5);
    options_end(&options);
    if (set.noise < 0 || set.points > MOST_POINTS)
        wrong_usage("--noise must be 0 or more, --points at most %d",
                    MOST_POINTS);
    if (set.degree > MOST_DEGREE || set.degree >= set.points)
        wrong_usage("--degree must be below --points, at most %d", MOST_DEGREE);

    say("Degree %d through %d points, degree %d for %d; noise %g, %d seeds",
        NINTH, TEN, set.degree, set.points, set.noise, options.seeds);
    caption("y = 2x + noise of standard deviation %g, seed %llu", set.noise,
            (unsigned long long)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        uint64_t seed = options.seed + (uint64_t)i;
        Drawings drawings = draw_again_and_again(set, seed);
        ten_points(set, seed, i == 0);
        new_points(set, seed, i == 0);
        if (i == 0) print_drawings(&drawings, set);
        claim_drawings(&drawings, set);
    }
    claims_print();
    return 0;
}
