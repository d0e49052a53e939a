// # How small is a small change?
//
// There is a way to the gradient that needs no equations: change one weight a
// little, and see what the cost does.  Nielsen, chapter 2, "In what sense is
// backpropagation a fast algorithm?", equation (46).  He drops it because it is
// slow; as a check of backpropagation it is priceless.  How exact is it?
//
//     make small_changes                        the error over the step h
//     make small_changes ARGS="--hidden 30"     a larger network
//
// Time: 1 s
//
// What to look for: two lopsided Vs.  From the right, a smaller h is better:
// the error falls like h for the text's difference, and like h² for the central
// one.  Then both turn.  The two costs that are subtracted now agree in nearly
// all their 16 digits, only the last few are left in the difference, and they
// are noise.  The best h is near 10⁻⁸ for the text's difference, and near 10⁻⁵
// for the central one, which there is a hundred times as exact or more.
#define REAL double
#include <math.h>
#include <stdio.h>

#include "ch02-backprop/network.h"
#include "common/report.h"

// ## Settings: ours; the text only says "a small positive number"
typedef struct {
    int hidden;                // neurons in the hidden layer
} Settings;

static const Settings OURS = {4};

// ## Two differences
//
// The text's ε is our h, eᵢ is the direction of parameter number i.
//
//     ∂C/∂wᵢ ≈ (C(w + h eᵢ) - C(w)) / h                   forward        (46)
//     ∂C/∂wᵢ ≈ (C(w + h eᵢ) - C(w - h eᵢ)) / 2h           central, ours
//
// Taylor's series says what they miss, ½ C″ h and ⅙ C‴ h²: in the central one
// the errors from both sides cancel.  To this comes the noise of the last
// digit, about 10⁻¹⁶ C / h.  The sum of both is least where they are about as
// large: at h ~ √10⁻¹⁶ and h ~ ∛10⁻¹⁶.
typedef real Difference(Network *n, Dataset example, int i, real h);

static real cost_at(Network *n, Dataset example, int i, real change) {
    real *parameter = &n->parameters.at[i], keep = *parameter;
    *parameter = keep + change;
    real cost = network_cost(n, example);
    *parameter = keep;
    return cost;
}

static real forward_difference(Network *n, Dataset example, int i, real h) {
    return (cost_at(n, example, i, h) - cost_at(n, example, i, 0)) / h;
}

static real central_difference(Network *n, Dataset example, int i, real h) {
    return (cost_at(n, example, i, h) - cost_at(n, example, i, -h)) / (2 * h);
}

// How far the differences are from backpropagation's gradient ∇C, which must
// be in n already: ‖difference - ∇C‖ / ‖∇C‖.
static real relative_error(Difference *slope, Network *n, Dataset example,
                           real h) {
    real sum = 0;
    for (int i = 0; i < n->gradient.cols; i++) {
        real miss = slope(n, example, i, h) - n->gradient.at[i];
        sum += miss * miss;
    }
    return sqrt(sum) / mat_norm(n->gradient);
}

// ## The experiment: h from 0.3 down to 10⁻¹⁴, four to a power of ten
enum { PER_POWER = 4, FIRST = 2, STEPS = 55 };

typedef struct {
    real h[STEPS];
    real forward[STEPS], central[STEPS];         // relative errors
} Result;

static Result measure(Network *n, Dataset example) {
    Result it;
    network_gradient(n, example.x, example.y);
    for (int k = 0; k < STEPS; k++) {
        it.h[k] = pow(10, -(real)(FIRST + k) / PER_POWER);
        it.forward[k] = relative_error(forward_difference, n, example, it.h[k]);
        it.central[k] = relative_error(central_difference, n, example, it.h[k]);
    }
    return it;
}

// The place in h of 10 to the power -p.
static int at_power(int p) { return p * PER_POWER - FIRST; }

static int best(const real error[STEPS]) {
    int least = 0;
    for (int k = 1; k < STEPS; k++)
        if (error[k] < error[least]) least = k;
    return least;
}

// ## Data for the picture
static void print_errors(const Result *it) {
    block_begin("errors", "h forward central");
    for (int k = 0; k < STEPS; k++)
        printf("%.6g %.6g %.6g\n", it->h[k], it->forward[k], it->central[k]);
    block_end();
    int f = best(it->forward), c = best(it->central);
    block_begin("best", "h_forward forward h_central central");
    printf("%.6g %.6g %.6g %.6g\n", it->h[f], it->forward[f], it->h[c],
           it->central[c]);
    block_end();
}

// ## What we have seen
static void make_claims(const Result *it) {
    int f = best(it->forward), c = best(it->central);
    claim_between("our finding: (46), with the best h, relative error", "", 0,
                  1e-6, it->forward[f]);
    claim_between("our finding: central, with the best h, relative error", "",
                  0, 1e-9, it->central[c]);
    claim_between("our finding: (46) is best at h = 10 to the power", "", -9,
                  -6.5, log10(it->h[f]));
    claim_between("our finding: central is best at h = 10 to the power", "",
                  -6, -4, log10(it->h[c]));
    claim("our finding: h ten times smaller, error of (46) smaller by", "times",
          10, it->forward[at_power(3)] / it->forward[at_power(4)], 1);
    claim("our finding: h ten times smaller, central error smaller by", "times",
          100, it->central[at_power(2)] / it->central[at_power(3)], 10);
}

int main(int argc, char **argv) {
    Settings set = OURS;
    Options options = options_begin(argc, argv, "how small is a small change?");
    option_int(&options, "--hidden", &set.hidden, 1, "hidden neurons");
    options_end(&options);

    caption("[3,%d,2], quadratic cost, one example, seed %llu", set.hidden,
            (unsigned long long)options.seed);
    for (int i = 0; i < options.seeds; i++) {
        Random random = random_new(options.seed + (uint64_t)i);
        Network n = network_new(3, (int[]){3, set.hidden, 2}, 1, &random);
        Dataset example = dataset_new(1, 3, 2);
        mat_randn(example.x, 1, &random);
        AT(example.y, 0, 0) = 1;
        say("%d parameters: (46) runs forward %d times, backpropagation once "
            "and once back", n.parameters.cols, n.parameters.cols + 1);
        Result result = measure(&n, example);
        if (i == 0) print_errors(&result);
        make_claims(&result);
        dataset_free(&example);
        network_free(&n);
    }
    claims_print();
    return 0;
}
