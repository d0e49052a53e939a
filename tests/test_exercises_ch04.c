#define REAL double
// The exercises of chapter 4: ours pass, untouched ones fail, and so do these
// mistakes.
#include "ch04-optimizers/solutions.c"
#define main check_main
#include "ch04-optimizers/check_exercises.c"
#undef main

#include "tests/wrong_answers.h"

// Which mistake the functions below make.
static enum {
    NONE, SIGN, TWICE, SUM, WHOLE_SIZE, NO_BIAS, NEXT_BATCH, FROM_START,
    STARTS_LATE, ENDS_EARLY, BEYOND_END, LAST_ONLY, OLD_V, NO_RHO, RHO_FOR_G,
    NO_ETA, ETA_AT_THETA, ONE_PARAMETER, SAME_V, FORGETS, HERE, WHOLE_V,
    STAYS_AHEAD, TWO_STEPS, NO_ROOT, EPSILON_OUTSIDE, EPSILON_INSIDE, ABSOLUTE,
    NO_SQUARE, OLD_S, KEEPS_ALL, MEAN_AND_SUM, SHARED, NO_SLOPE, SWAPPED,
    UNCORRECTED, NO_POWER, ONLY_V, ONLY_S, LATE, CORRECTS_MEMORY, LINEAR,
    NEGATIVE_POWER, FROM_ZERO, FROM_FIRST, FROM_A_LOT, GREATEST, BY_U, THE_LOSS,
    EVEN
} mistake;

// ---- 4.2 An epoch in mini-batches

static double steps(int count, int m) {
    return mistake == ENDS_EARLY ? count / m
         : mistake == BEYOND_END ? count / m + 1
         : mistake == SUM ? (double)count / m
         : mistake == FROM_START ? (count + m) / m : (count + m - 1) / m;
}

static Neuron1 batch(Neuron1 n, int count, const Example e[], int m, int k) {
    Neuron1 g = {0, 0};
    if (mistake == NEXT_BATCH) k++;
    int from = k * m, end = from + m < count ? from + m : count;
    if (mistake == FROM_START) from = 0;
    if (mistake == STARTS_LATE) from++;
    if (mistake == ENDS_EARLY) end--;
    if (mistake == BEYOND_END) end = from + m;
    double size = mistake == SUM ? 1 : mistake == WHOLE_SIZE ? m : end - from;
    for (int i = from; i < end; i++) {
        double y = n.w * e[i].x + (mistake == NO_BIAS ? 0 : n.b);
        double d = (y - e[i].t) / size;
        if (mistake == SIGN) d = -d;
        if (mistake == TWICE) d *= 2;
        if (mistake == LAST_ONLY) g = (Neuron1){0, 0};
        g.w += d * e[i].x;
        g.b += d * (mistake == SWAPPED ? e[i].x : 1);
    }
    return g;
}

// ---- 4.3 A ball that rolls, 4.5 Look before you leap

static void ball(Walker *w, const double g[2], Rates r) {
    for (int i = 0; i < 2 - (mistake == ONE_PARAMETER); i++) {
        double v = w->v[mistake == SAME_V ? 0 : i], old = v;
        if (mistake == RHO_FOR_G) v = r.rho * v - (1 - r.rho) * r.eta * g[i];
        else if (mistake == NO_RHO) v -= r.eta * g[i];
        else if (mistake == NO_ETA) v = r.rho * v - g[i];
        else if (mistake == SIGN) v = r.rho * v + r.eta * g[i];
        else if (mistake == SUM) v = r.rho * (v - r.eta * g[i]);
        else if (mistake == FORGETS) v = -r.eta * g[i];
        else v = r.rho * v - r.eta * g[i];
        w->v[i] = v;
        w->theta[i] += mistake == OLD_V ? old
                     : mistake == ETA_AT_THETA ? r.eta * v
                     : mistake == TWICE ? -v : v;
    }
}

static void looks_ahead(Walker *w, Slope *slope, Rates r) {
    double g[2], ahead[2];
    for (int i = 0; i < 2; i++) {
        double by = mistake == HERE ? 0 : mistake == WHOLE_V ? 1
                  : mistake == SIGN ? -r.rho : r.rho;
        ahead[i] = w->theta[i] + by * w->v[i];
        if (mistake == STAYS_AHEAD) w->theta[i] = ahead[i];
    }
    slope(g, ahead);
    for (int i = 0; i < 2; i++) {
        if (mistake == SWAPPED) w->v[i] = r.rho * w->v[i] - r.eta * g[1 - i];
        else if (mistake == NO_RHO) w->v[i] -= r.eta * g[i];
        else if (mistake == FORGETS) w->v[i] = -r.eta * g[i];
        else if (mistake == TWICE)
            w->v[i] = r.rho * r.rho * w->v[i] - r.eta * g[i];
        else w->v[i] = r.rho * w->v[i] - r.eta * g[i];
        w->theta[i] += w->v[i];
    }
}

// ---- 4.4 What the ball remembers

static double remembers(int t, int j, double eta, double rho) {
    int first = mistake == STARTS_LATE ? 2 : mistake == FROM_ZERO ? 0 : 1;
    int last = mistake == ENDS_EARLY ? t - 1
             : mistake == BEYOND_END ? t + 1 : t;
    if (mistake != EVEN && (j < first || j > last)) return 0;
    double w = -eta * pow(rho, mistake == LATE ? t - j + 1
                             : mistake == SWAPPED ? j - 1 : t - j);
    return mistake == SIGN ? -w : mistake == NO_ETA ? w / eta
         : mistake == MEAN_AND_SUM ? w * (1 - rho)
         : mistake == LINEAR ? -eta * rho * (t - j)
         : mistake == NO_RHO ? -eta : w;
}

// ---- 4.6 To each parameter its own rate

static void divides(Walker *w, const double g[2], Rates r, bool mean) {
    double shared = g[0] * g[0] + g[1] * g[1];
    for (int i = 0; i < 2; i++) {
        double square = g[i] * g[i], old = w->s[i];
        if (mistake == NO_SQUARE) square = g[i];
        if (mistake == ABSOLUTE) square = fabs(g[i]);
        if (mistake == SHARED) square = shared;
        if (mistake == MEAN_AND_SUM) mean = !mean;
        if (mistake == FORGETS) old = 0;
        double s = mean ? r.rho * old + (1 - r.rho) * square : old + square;
        if (mistake == KEEPS_ALL && mean) s = r.rho * old + square;
        if (mistake == SWAPPED && mean)
            s = (1 - r.rho) * old + r.rho * square;
        double root = mistake == EPSILON_OUTSIDE ? sqrt(s) + r.epsilon
                    : mistake == NO_ROOT ? s + r.epsilon
                    : mistake == OLD_S ? sqrt(w->s[i] + r.epsilon)
                                       : sqrt(s + r.epsilon);
        w->s[i] = s;
        w->theta[i] -= r.eta / root * (mistake == SIGN ? -g[i]
                                     : mistake == NO_SLOPE ? 1 : g[i]);
        if (mistake == MEAN_AND_SUM) mean = !mean;
    }
}
static void sum_rule(Walker *w, const double g[2], Rates r) {
    divides(w, g, r, false);
}
static void mean_rule(Walker *w, const double g[2], Rates r) {
    divides(w, g, r, true);
}

// ---- 4.7 Adam, uphill and down

static void moments(Walker *w, const double g[2], Rates r) {
    if (mistake == SWAPPED)
        r = (Rates){r.eta, r.rho_2, r.rho, r.epsilon};
    for (int i = 0; i < 2; i++) {
        w->v[i] = r.rho * w->v[i] + (mistake == SIGN ? -1 : 1) *
                  (mistake == SUM ? 1 : 1 - r.rho) * g[i];
        w->s[i] = r.rho_2 * w->s[i] + (1 - r.rho_2) *
                  (mistake == NO_SQUARE ? fabs(g[i]) : g[i] * g[i]);
    }
}
static void adam_s(Walker *w, const double g[2], Rates r) {
    moments(w, g, r);
    for (int i = 0; i < 2; i++) {
        double root = mistake == EPSILON_OUTSIDE ? sqrt(w->s[i]) + r.epsilon
                    : mistake == NO_ROOT ? w->s[i] + r.epsilon
                                         : sqrt(w->s[i] + r.epsilon);
        w->theta[i] -= r.eta / root * (mistake == NO_SLOPE ? g[i] : w->v[i]);
    }
}
static void adam_c(Walker *w, const double g[2], Rates r) {
    moments(w, g, r);
    int t = w->t - (mistake == LATE);
    for (int i = 0; i < 2; i++) {
        double full_v = 1 - pow(r.rho, t), full_s = 1 - pow(r.rho_2, t);
        if (mistake == NO_POWER) full_v = 1 - r.rho, full_s = 1 - r.rho_2;
        if (mistake == ONLY_S || mistake == UNCORRECTED) full_v = 1;
        if (mistake == ONLY_V || mistake == UNCORRECTED) full_s = 1;
        double v = w->v[i] / full_v, s = w->s[i] / full_s;
        if (mistake == TWICE) v = w->v[i] * full_v, s = w->s[i] * full_s;
        if (mistake == CORRECTS_MEMORY) w->v[i] = v, w->s[i] = s;
        double root = mistake == EPSILON_INSIDE ? sqrt(s + r.epsilon)
                    : mistake == NO_ROOT ? s + r.epsilon
                                         : sqrt(s) + r.epsilon;
        w->theta[i] -= r.eta * v / root;
    }
}
static void program_for_published(Walker *w, const double g[2], Rates r) {
    adam(w, g, r);
}

// ---- 4.8 A rate that falls

static double half(int t) { return t > 0 ? 0.5 : 1; }
static double always_one(int t) { return t > 0; }
static double from_two(int t) { return 1.0 / (t + 1); }
static double root_of_t(int t) { return 1 / sqrt(t); }
static double whole_numbers(int t) { return 1 / t; }
static double halves(int t) { return 1 / pow(2, t - 1); }
static double old_part(int t) { return (t - 1.0) / t; }

static double falls(double eta, int every, int epoch) {
    return mistake == LINEAR ? eta / pow(2, (double)epoch / every)
         : mistake == LATE ? eta / pow(2, (epoch - 1) / every)
         : mistake == FROM_ZERO ? eta / pow(2, epoch / every + 1)
         : mistake == SUM ? eta / (1 + epoch / every)
         : mistake == SWAPPED ? eta / pow(2, epoch % every)
         : mistake == TWICE ? eta * pow(2, epoch / every)
         : mistake == LAST_ONLY ? (epoch < every ? eta : eta / 2)
         : mistake == NO_ETA ? 1 / pow(2, epoch / every)
                             : eta / pow(2, epoch / every);
}

// ---- 4.9 In search of a rate

static double on_scale(double u, double low, double high) {
    return mistake == LINEAR ? low + u * (high - low)
         : mistake == SWAPPED ? high * pow(low / high, u)
         : mistake == NEGATIVE_POWER ? low * pow(high, -u)
         : mistake == SUM ? low + pow(high, u)
         : mistake == NO_POWER ? exp(low + u * (high - low))
         : mistake == WHOLE_SIZE ? pow(10, -5 + 4 * u)
         : mistake == NO_ROOT ? log(low) + u * (log(high) - log(low))
                              : low * pow(high / low, u);
}

static double searches(int tries, const double u[], double low, double high,
                       double (*loss)(double eta)) {
    double best = NAN, least = mistake == FROM_ZERO ? 0
                             : mistake == FROM_A_LOT ? 1e6 : INFINITY;
    if (mistake == GREATEST) least = -INFINITY;
    for (int i = mistake == STARTS_LATE; i < tries - (mistake == ENDS_EARLY);
         i++) {
        double eta = mistake == BY_U ? u[i] : on_log_scale(u[i], low, high);
        double here = loss(eta);
        bool better = mistake == GREATEST ? here > least
                    : mistake == NO_RHO ? !(here >= least)      // NaN is best
                    : mistake == FROM_FIRST ? i == 0 || here < least
                    : mistake == LAST_ONLY ? !isnan(here) : here < least;
        if (!better) continue;
        if (mistake != FORGETS) least = here;
        best = eta;
    }
    return mistake == THE_LOSS ? least : best;
}

// ---- 4.10 A rule of your own

static void own_descent(Walker *w, Slope *slope) {
    double g[2];
    slope(g, w->theta);
    for (int i = 0; i < 2; i++) w->theta[i] -= 0.003 * g[i];
}
static void own_uphill(Walker *w, Slope *slope) {
    Walker was = *w;
    own_rule(w, slope);
    for (int i = 0; i < 2; i++) w->theta[i] = 2 * was.theta[i] - w->theta[i];
}
static void own_momentum(Walker *w, Slope *slope) {
    double g[2];
    slope(g, w->theta);
    momentum(w, g, (Rates){.eta = 0.003, .rho = 0.9});
}
static void own_nesterov(Walker *w, Slope *slope) {
    nesterov(w, slope, (Rates){.eta = 0.003, .rho = 0.9});
}
static void own_adam(Walker *w, Slope *slope) {
    double g[2];
    slope(g, w->theta);
    adam(w, g, (Rates){0.1, 0.9, 0.999, 1e-7});
}
static void own_rmsprop(Walker *w, Slope *slope) {
    double g[2];
    slope(g, w->theta);
    rmsprop(w, g, (Rates){.eta = 0.02, .rho = 0.9, .epsilon = 1e-6});
}
static void too_fast(Walker *w, Slope *slope) {
    double g[2];
    slope(g, w->theta);
    for (int i = 0; i < 2; i++) w->theta[i] -= 0.0952 * g[i];
}
static void knows_the_text(Walker *w, Slope *slope) {
    slope(w->s, w->theta);
    w->theta[0] = 3;
    w->theta[1] = 0.5;
}
static void stands_still(Walker *w, Slope *slope) { slope(w->s, w->theta); }
static void never_asks(Walker *w, Slope *slope) {
    if (slope) w->theta[0] -= 0.1;
}
static void looks_everywhere(Walker *w, Slope *slope) {
    double g[2];
    for (int i = 0; i < 20; i++) slope(g, w->theta);
    own_rule(w, slope);
}
static void ends_as_nothing(Walker *w, Slope *slope) {
    own_rule(w, slope);
    if (w->t == 3) w->theta[1] = NAN;
}

// The numbers in the prose of 4.10: slopes until it is near.
static void tuned_nesterov(Walker *w, Slope *slope) {
    nesterov(w, slope, (Rates){.eta = 0.02, .rho = 0.8});
}
static int slopes_needed(void (*rule)(Walker *, Slope *), int i) {
    course = &COURSES[i];
    asked = 0;
    Walker w = walker(course->start[X] + course->moved[X],
                      course->start[Y] + course->moved[Y]);
    while (far_off(&w) > NEAR && asked < 500) {
        w.t++;
        rule(&w, counted);
    }
    return asked;
}
static void check_prose(void) {
    const int by_adam[] = {111, 77, 311, 79};
    test("the numbers of 4.10");
    for (int i = 0; i < 4; i++) {
        CHECK(slopes_needed(own_adam, i) == by_adam[i], "Adam, course %d: %d",
              i, slopes_needed(own_adam, i));
        CHECK(slopes_needed(own_rule, i) <= 31, "ours, course %d: %d", i,
              slopes_needed(own_rule, i));
        CHECK(slopes_needed(tuned_nesterov, i) <= MOST_ASKED,
              "Nesterov, course %d: %d", i, slopes_needed(tuned_nesterov, i));
    }
}

int main(void) {
    solutions_pass("ch04-optimizers/solutions.c");

    REFUSED("4.1", "that of x", a.zigzag = 1);
    REFUSED("4.1", "where it grows", a.zigzag = 0.1);
    REFUSED("4.1", "sign", a.zigzag = -0.05);
    REFUSED("4.1", "for 20 y²", a.zigzag = 0.025);
    REFUSED("4.1", "where it changes its sign", a.too_large = 0.05);
    REFUSED("4.1", "that of x", a.too_large = 2);
    REFUSED("4.1", "below it", a.too_large = 0.09);
    REFUSED("4.1", "Newton's for y", a.best = 0.05);
    REFUSED("4.1", "the largest", a.best = 0.1);
    REFUSED("4.1", "2 / (20 - 1)", a.best = 2.0 / 19);
    REFUSED("4.1", "1 / 21", a.best = 1.0 / 21);
    REFUSED("4.1", "the mean of both", a.best = 0.075);

    MISTAKES("4.2", steps_in_epoch, steps, ENDS_EARLY, BEYOND_END, SUM,
             FROM_START);
    MISTAKES("4.2", batch_gradient, batch, SIGN, TWICE, SUM, WHOLE_SIZE,
             NO_BIAS, NEXT_BATCH, FROM_START, STARTS_LATE, ENDS_EARLY,
             BEYOND_END, LAST_ONLY, SWAPPED);
    REFUSED("4.2", "times m", a.eta_of_sum = 16);
    REFUSED("4.2", "the same", a.eta_of_sum = 0.5);
    REFUSED("4.2", "no η", a.eta_of_sum = 1.0 / 32);
    REFUSED("4.2", "root of m", a.eta_of_sum = 0.5 / sqrt(32));

    MISTAKES("4.3", momentum, ball, SIGN, TWICE, OLD_V, NO_RHO, RHO_FOR_G,
             NO_ETA, SUM, FORGETS, ETA_AT_THETA, ONE_PARAMETER, SAME_V);

    MISTAKES("4.4", weight, remembers, SIGN, NO_ETA, STARTS_LATE, FROM_ZERO,
             ENDS_EARLY, BEYOND_END, LATE, SWAPPED, MEAN_AND_SUM, LINEAR,
             NO_RHO, EVEN);
    REFUSED("4.4", "ρ = 0.9", a.times_as_long = 10);
    REFUSED("4.4", "1 + ρ", a.times_as_long = 1.95);
    REFUSED("4.4", "without the first", a.times_as_long = 19);
    REFUSED("4.4", "with the last", a.rolls_on = 20);
    REFUSED("4.4", "one step only", a.rolls_on = 0.95);
    REFUSED("4.4", "ρ = 0.9", a.rolls_on = 9);

    MISTAKES("4.5", nesterov, looks_ahead, HERE, WHOLE_V, SIGN, STAYS_AHEAD,
             SWAPPED, NO_RHO, FORGETS, TWICE);

    MISTAKES("4.6", adagrad, sum_rule, SIGN, NO_SLOPE, NO_SQUARE, ABSOLUTE,
             SHARED, MEAN_AND_SUM, FORGETS, EPSILON_OUTSIDE, NO_ROOT, OLD_S);
    MISTAKES("4.6", rmsprop, mean_rule, SIGN, NO_SLOPE, NO_SQUARE, ABSOLUTE,
             SHARED, MEAN_AND_SUM, FORGETS, EPSILON_OUTSIDE, NO_ROOT, OLD_S,
             KEEPS_ALL, SWAPPED);

    MISTAKES("4.7", adam, adam_s, SIGN, SUM, NO_SQUARE, SWAPPED, NO_ROOT,
             EPSILON_OUTSIDE, NO_SLOPE);
    MISTAKES("4.7", adam_corrected, adam_c, SIGN, SUM, NO_SQUARE, SWAPPED,
             NO_ROOT, EPSILON_INSIDE, LATE, NO_POWER, ONLY_S, ONLY_V,
             UNCORRECTED, TWICE, CORRECTS_MEMORY);
    REFUSED("4.7", "the program's", a.adam_corrected = program_for_published);
    REFUSED("4.7", "η", a.first_step = 1);
    REFUSED("4.7", "0.1", a.first_step = 0.1);
    REFUSED("4.7", "no root", a.first_step = 100);
    REFUSED("4.7", "upside down", a.first_step = 0.316228);
    REFUSED("4.7", "rounded", a.first_step = 3);

    REFUSED("4.8", "constant", a.mean_rate = half);
    REFUSED("4.8", "the newest only", a.mean_rate = always_one);
    REFUSED("4.8", "off by one", a.mean_rate = from_two);
    REFUSED("4.8", "root", a.mean_rate = root_of_t);
    REFUSED("4.8", "1 / t of whole numbers", a.mean_rate = whole_numbers);
    REFUSED("4.8", "halved each time", a.mean_rate = halves);
    REFUSED("4.8", "the part that stays", a.mean_rate = old_part);
    MISTAKES("4.8", halved_rate, falls, LINEAR, LATE, FROM_ZERO, SUM, SWAPPED,
             TWICE, LAST_ONLY, NO_ETA);

    MISTAKES("4.9", on_log_scale, on_scale, LINEAR, SWAPPED, NEGATIVE_POWER,
             SUM, NO_POWER, WHOLE_SIZE, NO_ROOT);
    MISTAKES("4.9", find_rate, searches, FROM_ZERO, FROM_A_LOT, GREATEST,
             STARTS_LATE, ENDS_EARLY, BY_U, NO_RHO, FROM_FIRST, LAST_ONLY,
             FORGETS, THE_LOSS);

    REFUSED("4.10", "too slow", a.own_rule = own_descent);
    REFUSED("4.10", "uphill", a.own_rule = own_uphill);
    REFUSED("4.10", "momentum as in race.c", a.own_rule = own_momentum);
    REFUSED("4.10", "Nesterov as in race.c", a.own_rule = own_nesterov);
    REFUSED("4.10", "Adam with 0.1", a.own_rule = own_adam);
    REFUSED("4.10", "RMSProp as in race.c", a.own_rule = own_rmsprop);
    REFUSED("4.10", "4.1's best rate runs away", a.own_rule = too_fast);
    REFUSED("4.10", "the text's minimum", a.own_rule = knows_the_text);
    REFUSED("4.10", "does nothing", a.own_rule = stands_still);
    REFUSED("4.10", "never asks", a.own_rule = never_asks);
    REFUSED("4.10", "asks too often", a.own_rule = looks_everywhere);
    REFUSED("4.10", "not a number", a.own_rule = ends_as_nothing);

    check_prose();
    return wrong_answers_end();
}
