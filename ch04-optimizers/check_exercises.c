// # What the exercises of chapter 4 demand
//
// A check knows the answer by another way than the one that is asked for: a
// slope is a difference of values, a rate is found by trying, and what a rule
// has added up step by step is one sum over all its past.  So there is nothing
// to copy here.
#include <math.h>

#include "ch04-optimizers/exercises.h"
#include "tools/exercises.h"

static const char *const NAME[] = {"θ₁", "θ₂"};

// A number to foretell: three digits will do.
static void foretold(double got, double want, const char *what) {
    if (!(relative_error(got, want) <= 5e-3))
        expect_secret(got, want, "%s", what);
}

// 4.1: by trying, and halving the interval again and again.
enum { X, Y };
static void bowl_step(double at[2], double eta) {
    at[X] -= eta * at[X];
    at[Y] -= eta * 20 * at[Y];
}

static bool changes_sign(double eta) {
    double at[] = {1, 1};
    bowl_step(at, eta);
    return at[Y] < 0;
}

static bool grows(double eta) {
    double at[] = {1, 1};
    bowl_step(at, eta);
    return fabs(at[Y]) > 1;
}

// The slower one, x or y, is y as soon as the rate is above the best.
static bool y_is_slower(double eta) {
    double at[] = {1, 1};
    bowl_step(at, eta);
    return at[Y] < 0 && fabs(at[Y]) > fabs(at[X]);
}

static double least_rate(bool (*is_so)(double eta)) {
    double low = 0, high = 10;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (is_so(middle)) high = middle;
        else low = middle;
    }
    return low;
}

static void check_three_rates(const Answers *a) {
    foretold(a->zigzag, least_rate(changes_sign), "ZIGZAG");
    foretold(a->too_large, least_rate(grows), "TOO_LARGE");
    foretold(a->best, least_rate(y_is_slower), "BEST");
}

// 4.2: dealing out, one by one; and moving w and b.
static double mean_error(Neuron1 n, int count, const Example e[], int m,
                         int k) {
    double sum = 0, size = 0;
    for (int i = 0; i < count; i++)
        if (i / m == k) {
            sum += pow(e[i].t - n.w * e[i].x - n.b, 2) / 2;
            size++;
        }
    return sum / size;
}

static void check_steps(const Answers *a) {
    const int cases[][2] = {{1000, 256}, {1000, 250}, {7, 7}, {5, 8}, {9, 1},
                            {50000, 32}, {0, 4}};
    for (int i = 0; i < 7; i++) {
        int steps = 0, count = cases[i][0], m = cases[i][1];
        for (int left = count; left > 0; left -= m) steps++;
        expect(a->steps_in_epoch(count, m), steps,
               "steps for %d examples in batches of %d", count, m);
    }
}

static void check_batches(const Answers *a) {
    const Example e[] = {{3, 1}, {-1, 0.5}, {0.5, 2}, {2, -1}, {1.5, 0.25},
                         {-2, 1}, {0.75, -0.5}};
    const Neuron1 n = {2, -1};
    const int sizes[] = {1, 2, 3, 7, 10};
    const double h = 1e-5;
    check_steps(a);
    for (int i = 0; i < 5; i++)
        for (int m = sizes[i], k = 0; k * m < 7; k++) {
            Neuron1 got = a->batch_gradient(n, 7, e, m, k), up = n, down = n;
            up.w += h;
            down.w -= h;
            expect(got.w, (mean_error(up, 7, e, m, k) -
                           mean_error(down, 7, e, m, k)) / (2 * h),
                   "∂E/∂w, 7 examples in batches of %d, batch k = %d; w = 2, "
                   "b = -1", m, k);
            up = down = n;
            up.b += h;
            down.b -= h;
            expect(got.b, (mean_error(up, 7, e, m, k) -
                           mean_error(down, 7, e, m, k)) / (2 * h),
                   "∂E/∂b, 7 examples in batches of %d, batch k = %d; w = 2, "
                   "b = -1", m, k);
        }
    double step = 0, sum = 0;
    for (int i = 0; i < 32; i++) {
        step += 0.5 * (i + 1) / 32;                    // slopes 1, 2, 3, ...
        sum += i + 1;
    }
    foretold(a->eta_of_sum, step / sum, "ETA_OF_SUM");
}

// ## Slopes as a rule may meet them
enum { STEPS = 12 };
static const double *slope_at_step(int t) {            // 1 ... STEPS
    static const double g[STEPS][2] = {
        {2, -3}, {0.5, 4}, {0, -1}, {-1.5, 0.01}, {1, 2}, {3, -0.25},
        {0.125, 5}, {-2, 0}, {4, -1}, {0.75, 0.5}, {-0.5, -2}, {1.25, 3}};
    return g[t - 1];
}

// Σ ρᵗ⁻ʲ of slopes (power 1), of their squares (2), or of 1 (0), j = 1 ... t.
static double past(int t, int i, double rho, int power) {
    double sum = 0;
    for (int j = 1; j <= t; j++)
        sum += pow(rho, t - j) * pow(slope_at_step(j)[i], power);
    return sum;
}

static Walker walker(double x, double y) { return (Walker){.theta = {x, y}}; }

// 4.3: by hand; and how far the push of each slope has carried it by the end.
static void check_momentum(const Answers *a) {
    const double hand[] = {0.85, -1.075}, g[] = {4, -8};
    Rates r = {.eta = 0.1, .rho = 0.5};
    Walker w = {.theta = {1, -2}, .v = {0.5, 0.25}, .t = 1};
    a->momentum(&w, g, r);
    for (int i = 0; i < 2; i++)
        expect(w.theta[i], hand[i], "%s, from (1, -2); v = (0.5, 0.25), g = "
               "(4, -8), η = 0.1, ρ = 0.5", NAME[i]);
    r = (Rates){.eta = 0.03, .rho = 0.9};
    w = walker(10, 20);
    for (int t = 1; t <= STEPS; t++) {
        w.t = t;
        a->momentum(&w, slope_at_step(t), r);
        for (int i = 0; i < 2; i++) {
            double way = 0;
            for (int j = 1; j <= t; j++)
                way -= r.eta * slope_at_step(j)[i] * (1 - pow(r.rho, t - j + 1))
                       / (1 - r.rho);
            expect(w.theta[i], 10 * (i + 1) + way, "%s after %d steps, η = "
                   "0.03, ρ = 0.9", NAME[i], t);
        }
    }
}

// 4.4: a ball that is pushed once, in step j, by a slope of 1.
static double pushed_once(int t, int j, double eta, double rho) {
    double v = 0;
    for (int step = 1; step <= t; step++) v = rho * v - eta * (step == j);
    return v;
}

static void check_memory(const Answers *a) {
    const Rates r[] = {{.eta = 0.1, .rho = 0.5}, {.eta = 2, .rho = 0.9},
                       {.eta = 0.3, .rho = 0}};
    enum { MOST = 6 };
    for (int edges = 0; edges <= 1; edges++)
        for (int i = 0; i < 3; i++)
            for (int t = 0; t <= MOST; t++)
                for (int j = 0; j <= MOST; j++) {
                    bool inside = j >= 1 && j <= t;
                    if (inside == edges) continue;
                    expect(a->weight(t, j, r[i].eta, r[i].rho),
                           pushed_once(t, j, r[i].eta, r[i].rho),
                           "the weight of the slope of step %d in v of step %d,"
                           "\n      η = %g, ρ = %g", j, t, r[i].eta, r[i].rho);
                }
    double v = 0, way = 0;
    for (int t = 0; t < 2000; t++) v = 0.95 * v - 1;
    foretold(a->times_as_long, -v, "TIMES_AS_LONG");
    for (double on = 0.95 * v; on < -1e-15; on *= 0.95) way += on;
    foretold(a->rolls_on, way / v, "ROLLS_ON");
}

// 4.5: by hand; and in two valleys, by Nesterov's own formula, without v:
//
//     y = θ⁽ᵗ⁾ + ρ (θ⁽ᵗ⁾ - θ⁽ᵗ⁻¹⁾),     θ⁽ᵗ⁺¹⁾ = y - η ∇J(y)
static void bowl(double g[2], const double at[2]) {
    g[X] = at[X];
    g[Y] = 20 * at[Y];
}

// The three brackets of race.c, each times its slope.
static void two_valleys(double g[2], const double at[2]) {
    const double level[] = {1.5, 2.25, 2.625};
    g[X] = g[Y] = 0;
    for (int k = 1; k <= 3; k++) {
        double bracket = level[k - 1] - at[X] + at[X] * pow(at[Y], k);
        g[X] += 2 * bracket * (pow(at[Y], k) - 1);
        g[Y] += 2 * bracket * at[X] * k * pow(at[Y], k - 1);
    }
}

static void check_nesterov(const Answers *a) {
    const double hand[] = {9.9, -0.5};
    Rates r = {.eta = 0.1, .rho = 0.5};
    Walker w = {.theta = {10, 1}, .v = {2, -1}, .t = 1};
    a->nesterov(&w, bowl, r);
    for (int i = 0; i < 2; i++)
        expect(w.theta[i], hand[i], "%s, from (10, 1) in the bowl of 4.1; v = "
               "(2, -1), η = 0.1, ρ = 0.5", NAME[i]);
    double before[] = {1, 1.5}, at[] = {1, 1.5}, ahead[2], g[2];
    r = (Rates){.eta = 0.003, .rho = 0.9};
    w = walker(at[X], at[Y]);
    for (w.t = 1; w.t <= 15; w.t++) {
        a->nesterov(&w, two_valleys, r);
        for (int i = 0; i < 2; i++)
            ahead[i] = at[i] + r.rho * (at[i] - before[i]);
        two_valleys(g, ahead);
        for (int i = 0; i < 2; i++) {
            before[i] = at[i];
            at[i] = ahead[i] - r.eta * g[i];
            expect(w.theta[i], at[i], "%s in the two valleys, after %d steps "
                   "from (1, 1.5), η = 0.003, ρ = 0.9", NAME[i], w.t);
        }
    }
}

// ## 4.6 and 4.7: each step by itself, from the whole past
typedef void Rule(Walker *w, const double g[2], Rates r);
typedef double Step(int t, int i, Rates r);            // θ becomes less by this

static double adagrad_step(int t, int i, Rates r) {
    return r.eta * slope_at_step(t)[i] / sqrt(past(t, i, 1, 2) + r.epsilon);
}
static double rmsprop_step(int t, int i, Rates r) {
    double s = (1 - r.rho) * past(t, i, r.rho, 2);
    return r.eta * slope_at_step(t)[i] / sqrt(s + r.epsilon);
}
static double adam_step(int t, int i, Rates r) {
    double v = (1 - r.rho) * past(t, i, r.rho, 1);
    return r.eta * v / sqrt((1 - r.rho_2) * past(t, i, r.rho_2, 2) + r.epsilon);
}
// A mean divides by its weights.
static double corrected_step(int t, int i, Rates r) {
    double v = past(t, i, r.rho, 1) / past(t, i, r.rho, 0);
    double s = past(t, i, r.rho_2, 2) / past(t, i, r.rho_2, 0);
    return r.eta * v / (sqrt(s) + r.epsilon);
}

static void check_rule(Rule *rule, Step *step, const char *name, Rates r) {
    Walker w = walker(1, -2);
    for (int t = 1; t <= STEPS; t++) {
        const double *g = slope_at_step(t);
        Walker before = w;
        w.t = t;
        rule(&w, g, r);
        for (int i = 0; i < 2; i++)
            expect(w.theta[i], before.theta[i] - step(t, i, r),
                   "%s: %s in step %d, from %.7g; g = (%g, %g)%s,\n      η = "
                   "%g, ρ = %g, ρ₂ = %g, ε = %g", name, NAME[i], t,
                   before.theta[i], g[X], g[Y], t > 1 ? " now" : "", r.eta,
                   r.rho, r.rho_2, r.epsilon);
    }
}

static void check_own_rates(const Answers *a) {
    const Rates some = {.eta = 0.1, .rho = 0.9, .epsilon = 1e-6};
    const Rates others = {.eta = 0.5, .rho = 0.75, .epsilon = 0.25};
    check_rule(a->adagrad, adagrad_step, "AdaGrad", some);
    check_rule(a->adagrad, adagrad_step, "AdaGrad", others);
    check_rule(a->rmsprop, rmsprop_step, "RMSProp", some);
    check_rule(a->rmsprop, rmsprop_step, "RMSProp", others);
}

static void check_adam(const Answers *a) {
    const Rates slides = {0.1, 0.9, 0.999, 1e-7}, others = {0.5, 0.6, 0.8, 0.1};
    check_rule(a->adam, adam_step, "Adam", slides);
    check_rule(a->adam, adam_step, "Adam", others);
    Walker w = {.t = 1};
    a->adam(&w, (const double[]){7, -0.5}, (Rates){1, 0.9, 0.999, 0});
    foretold(a->first_step, fabs(w.theta[Y]), "FIRST_STEP");
    check_rule(a->adam_corrected, corrected_step, "corrected", slides);
    check_rule(a->adam_corrected, corrected_step, "corrected", others);
}

// 4.8: the mean itself; and one epoch after the other.
static void check_falling(const Answers *a) {
    const double x[] = {3, -1, 4, 1, -5, 9, 2, -6};
    double w = 100, sum = 0;
    expect(a->mean_rate(1), 1, "the rate of step 1, after which w is x⁽¹⁾");
    for (int t = 1; t <= 8; t++) {
        sum += x[t - 1];
        w -= a->mean_rate(t) * (w - x[t - 1]);
        expect(w, sum / t, "w after %d steps with your rates; examples 3, -1, "
               "4, 1, -5, 9, ...", t);
    }
    const double etas[] = {0.8, 0.03};
    const int everies[] = {3, 1};
    for (int i = 0; i < 2; i++) {
        double eta = etas[i];
        for (int epoch = 0; epoch <= 12; epoch++) {
            if (epoch > 0 && epoch % everies[i] == 0) eta /= 2;
            expect(a->halved_rate(etas[i], everies[i], epoch), eta,
                   "η in epoch %d, from %g, halved every %d", epoch, etas[i],
                   everies[i]);
        }
    }
}

// 4.9: at u = k/8 the rate is the eighth root of low⁸⁻ᵏ highᵏ; and all losses,
// beside each other.
static double eighths(int k, double low, double high) {
    double product = 1;
    for (int i = 0; i < 8; i++) product *= i < k ? high : low;
    return sqrt(sqrt(sqrt(product)));
}

static double parabola(double eta) { return pow(log10(eta) + 2.3, 2) + 1; }
static double below_0(double eta) { return -1 / parabola(eta); }
static double huge_loss(double eta) { return 1e30 * parabola(eta); }
static double runs_away(double eta) {
    return eta > 0.02 ? NAN : eta > 0.001 ? INFINITY : parabola(eta);
}

static void check_find(const Answers *a, int tries, const int k[],
                       double (*loss)(double), const char *which) {
    double u[8], want = NAN;
    for (int i = 0; i < tries; i++) {
        double eta = eighths(k[i], 1e-5, 0.1);
        bool worse = false;
        u[i] = k[i] / 8.0;
        for (int j = 0; j < tries; j++)
            worse = worse || loss(eighths(k[j], 1e-5, 0.1)) < loss(eta);
        if (!worse && !isnan(loss(eta))) want = eta;
    }
    expect(a->find_rate(tries, u, 1e-5, 0.1, loss), want, "find_rate, %d %s "
           "from 1e-5 to 0.1, %s", tries, tries > 1 ? "tries" : "try", which);
}

static void check_search(const Answers *a) {
    const double ranges[][2] = {{1e-5, 0.1}, {0.002, 0.7}};
    for (int i = 0; i < 2; i++)
        for (int k = 0; k <= 8; k++) {
            double low = ranges[i][0], high = ranges[i][1];
            expect(a->on_log_scale(k / 8.0, low, high), eighths(k, low, high),
                   "u = %g, between %g and %g", k / 8.0, low, high);
        }
    const int k[] = {8, 0, 5, 7, 2, 6}, best_last[] = {1, 8, 4, 0, 5};
    const int nan_last[] = {2, 5, 0, 8};
    check_find(a, 6, k, parabola, "the best in the middle");
    check_find(a, 3, k, parabola, "the best is the last");
    check_find(a, 4, k + 2, parabola, "the best is the first");
    check_find(a, 5, best_last, parabola, "the best is the last");
    check_find(a, 1, k, parabola, "no choice");
    check_find(a, 6, k, below_0, "losses below 0");
    check_find(a, 6, k, huge_loss, "huge losses");
    check_find(a, 6, k, runs_away, "rates that are too high give NaN");
    check_find(a, 4, nan_last, runs_away, "the last of which gives NaN");
}

// ## 4.10: four courses
//
// The surfaces are moved, and every look at them is counted: `asked` and
// `course` are the only variables of this file.
typedef struct {
    const char *name;
    Slope *slope;
    double start[2], minimum[2], moved[2];
} Course;

static void tilted(double g[2], const double at[2]) {
    double along = 0.6 * at[X] + 0.8 * at[Y];
    double across = 50 * (0.6 * at[Y] - 0.8 * at[X]);
    g[X] = 0.6 * along - 0.8 * across;
    g[Y] = 0.8 * along + 0.6 * across;
}

static const Course COURSES[] = {
    {"long bowl", bowl, {10, 1}, {0, 0}, {-3.7, 2.1}},
    {"tilted bowl", tilted, {3, 5}, {0, 0}, {1.3, 5.2}},
    {"two valleys, from (1, 1.5)", two_valleys, {1, 1.5}, {3, 0.5}, {2.4, -1}},
    {"two valleys, from (0.5, 1.2)", two_valleys, {0.5, 1.2}, {3, 0.5},
     {-5.1, 0.7}},
};
enum { MOST_ASKED = 60 };
static const double NEAR = 0.01;
static const Course *course;
static int asked;

static void counted(double g[2], const double at[2]) {
    double there[] = {at[X] - course->moved[X], at[Y] - course->moved[Y]};
    asked++;
    course->slope(g, there);
}

static double far_off(const Walker *w) {
    return hypot(w->theta[X] - course->moved[X] - course->minimum[X],
                 w->theta[Y] - course->moved[Y] - course->minimum[Y]);
}

static void check_own_rule(const Answers *a) {
    for (int i = 0; i < 4; i++) {
        course = &COURSES[i];
        asked = 0;
        Walker w = walker(course->start[X] + course->moved[X],
                          course->start[Y] + course->moved[Y]);
        while (far_off(&w) > NEAR && asked < MOST_ASKED && w.t < MOST_ASKED) {
            w.t++;
            a->own_rule(&w, counted);
            if (isnan(w.theta[X])) expect(w.theta[X], 0, "a step of your rule");
            if (isnan(w.theta[Y])) expect(w.theta[Y], 0, "a step of your rule");
        }
        expect_near(fmax(far_off(&w), NEAR), NEAR, 0,
                    "%s: how far from the minimum, after %d steps",
                    course->name, w.t);
        expect_near(fmax(asked, MOST_ASKED), MOST_ASKED, 0,
                    "%s: slopes asked for, at most", course->name);
    }
}

// ## The exercises, in their order
static const Exercise EXERCISES[] = {
    {"4.1", "Three rates for a long bowl", "Slides, \"comparison 2\"",
     check_three_rates,
     {"The slope along y is 20 y.  What does a step make of y?",
      "y ← (1 - 20 η) y, and x ← (1 - η) x: each step multiplies by the same "
      "number.  Where is that of y 0, and where is it -1?",
      "x always shrinks to |1 - η|, y to |1 - 20 η|.  BEST is where both are "
      "the same, with y changing its sign: 20 η - 1 = 1 - η."}},
    {"4.2", "An epoch in mini-batches",
     "Elgendy 2.6.5; Buduma, mini-batch gradient descent", check_batches,
     {"A last, smaller batch is a step, too.  And it is divided by its own "
      "size.",
      "Batch k has e[k * m] ... and ends before e[(k + 1) * m], or before "
      "e[count], whichever is less.",
      "Steps: (count + m - 1) / m, in whole numbers.  The slope of ½ (t - y)² "
      "is (y - t) x for w, y - t for b.  A sum is 32 means: η/32."}},
    {"4.3", "A ball that rolls", "Slides, \"momentum\"", check_momentum,
     {"Two lines for each of the two parameters; first v, then θ.",
      "The new v has a part of the old one, and the slope's push: minus.",
      "w->v[i] = r.rho * w->v[i] - r.eta * g[i]; w->theta[i] += w->v[i];"}},
    {"4.4", "What the ball remembers", "Slides, \"momentum\"", check_memory,
     {"v⁽²⁾ = -η (ρ g⁽¹⁾ + g⁽²⁾).  What is v⁽³⁾?",
      "g⁽ʲ⁾ has been multiplied by ρ once in each step since.  There is no "
      "g⁽⁰⁾, and what is to come weighs nothing: 0.",
      "-eta * pow(rho, t - j) if 1 <= j <= t, else 0.  On an even slope all "
      "weights add up: 1 + ρ + ρ² + ... = 1/(1 - ρ); what still comes after "
      "it has ended is that without the 1."}},
    {"4.5", "Look before you leap", "Slides, \"Nesterov\"", check_nesterov,
     {"You need a place of your own: double ahead[2], and double g[2].",
      "First ahead = θ + ρ v, then slope(g, ahead), then as in 4.3.  θ itself "
      "does not move to ahead.",
      "ahead[i] = w->theta[i] + r.rho * w->v[i] for both i; slope(g, ahead); "
      "momentum(w, g, r);"}},
    {"4.6", "To each parameter its own rate",
     "Slides, \"AdaGrad\", \"RMSProp\"", check_own_rates,
     {"w->s[i] is all that is remembered; change it first, then θ.",
      "g ⊙ g is g[i] * g[i], and ε stands inside the root.",
      "AdaGrad: w->s[i] += g[i] * g[i]; then w->theta[i] -= r.eta / "
      "sqrt(w->s[i] + r.epsilon) * g[i].  RMSProp: w->s[i] = r.rho * w->s[i] + "
      "(1 - r.rho) * g[i] * g[i]; then the same."}},
    {"4.7", "Adam, uphill and down", "Slides, \"Adam\"", check_adam,
     {"Let g be 2: what is v after the first step, and which way does θ go?",
      "Of the two minuses one must go.  In the first step v = 0.1 g and "
      "s = 0.001 g²: what is v / √s?",
      "FIRST_STEP is 0.1 / √0.001 = √10.  Corrected: w->v[i] / (1 - "
      "pow(r.rho, w->t)), the same for s with r.rho_2, in variables of your "
      "own; then w->theta[i] -= r.eta * v / (sqrt(s) + r.epsilon)."}},
    {"4.8", "A rate that falls", "Slides, \"methods of optimisation\"",
     check_falling,
     {"Step 1 must forget where w began: its rate is 1.  Step 2 must take half "
      "of w and half of x⁽²⁾.",
      "w ← w - η (w - x).  The mean of t numbers is (t - 1)/t of the old mean, "
      "and 1/t of the new number.  Mind that 1 / t, of whole numbers, is 0.",
      "1.0 / t.  And epoch / every, of whole numbers, is how often the rate "
      "has been halved."}},
    {"4.9", "In search of a rate",
     "Slides, \"learning rate\"; Elgendy 2.6.5; Buduma, grid search",
     check_search,
     {"Even steps of u are even steps of the logarithm: from log low at u = 0 "
      "to log high at u = 1.",
      "exp(log(low) + u * (log(high) - log(low))) is low * pow(high / low, u). "
      "For the search: NaN < anything is false, and so is anything < NaN.",
      "Begin with least = INFINITY; in the loop, if (loss(eta) < least) keep "
      "both the loss and the rate; return the rate."}},
    {"4.10", "A rule of your own", "Slides, \"newer optimisers\"",
     check_own_rule,
     {"Try your 4.5 with other numbers: (Rates){.eta = ..., .rho = ...}.  4.1 "
      "tells how large η may be in a bowl of steepness 50.",
      "Or let slopes tell the rate.  Where J is a bowl of steepness λ, the "
      "slope changes by Δg = λ Δθ in a step Δθ; and the best η is 1/λ.  Keep "
      "Δθ in v, g in s.",
      "η = |Δθ · Δg| / |Δg|², with dots for sums over both parameters; in the "
      "first step 0.1 / |g|; never so large that η |g| is above 1.  (Or "
      "Nesterov with η = 0.02, ρ = 0.8.)"}},
};

int main(int argc, char **argv) {
    return exercises_main(argc, argv, EXERCISES,
                          (int)(sizeof EXERCISES / sizeof *EXERCISES));
}
