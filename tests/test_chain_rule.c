#define REAL double
// What the program says of the chain rule: gradients are slopes, products along
// a path are right when there is one path, and are added when there are more.
#define main chain_rule_main
#include "ch02-backprop/chain_rule.c"
#undef main

#include "tests/check.h"

static Problem problem;
static real slopes[PARAMETERS];

static double error(void) { return error_of(problem, 0, 0); }

int main(void) {
    test("one neuron, by hand: values, and dE/d of everything");
    Graph g = neuron(2, OURS);
    real a = 1 / (1 + exp(-0.4)), delta = (a - 1) * a * (1 - a);
    CHECK_NEAR(g.node[PRODUCT].value, 1, 0);
    CHECK_NEAR(g.node[Z].value, 0.4, 1e-15);
    CHECK_NEAR(g.node[ERROR].value, (a - 1) * (a - 1) / 2, 1e-15);
    CHECK_NEAR(g.node[A].gradient, a - 1, 1e-15);
    CHECK_NEAR(g.node[B].gradient, delta, 1e-15);
    CHECK_NEAR(g.node[W].gradient, 2 * delta, 1e-15);
    CHECK_NEAR(g.node[X].gradient, 0.5 * delta, 1e-15);

    test("a number used twice has two ways: d(x x)/dx = 2 x");
    Graph square = {.nodes = 0};
    node(&square, 3);
    int product = times(&square, 0, 0);
    backward(&square, product);
    CHECK_NEAR(square.node[0].gradient, 6, 0);
    CHECK_NEAR(effect(&square, 0, product), 6, 0);
    int sum = plus(&square, product, 0);                // x² + x
    backward(&square, sum);
    CHECK_NEAR(square.node[0].gradient, 7, 0);
    CHECK_NEAR(effect(&square, 0, sum), 7, 0);

    test("the network's gradients are the slopes of its error");
    for (uint64_t seed = 1; seed <= 3; seed++) {
        problem = random_problem(seed);
        Net n = build_net(&problem);
        for (int i = 0; i < PARAMETERS; i++) slopes[i] = n.g.node[i].gradient;
        check_gradient("parameters", problem.theta, slopes, PARAMETERS, error,
                       false);
        for (int k = 0; k < SIZES[1]; k++)
            slopes[k] = n.g.node[n.a[1][k]].gradient;
        check_gradient("inputs", problem.x, slopes, SIZES[1], error, false);
        CHECK(n.g.nodes <= MOST && n.g.edges <= MOST, "no room");
    }

    test("backward gives each node the sum of its paths to the error");
    Net n = build_net(&problem);
    for (int i = 0; i < PARAMETERS; i++)
        CHECK_NEAR(n.g.node[i].gradient, effect(&n.g, i, n.error), 1e-15);

    test("w13 has four paths: added they are dE/dw13, one alone is not");
    real edges[4], all = n.g.node[n.w[2][0][2]].gradient, added = 0;
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++) {
            real one = four_edges(&n, i, j, edges);
            added += one;
            CHECK(fabs(one - all) > 0.01 * fabs(all), "%g alone is all", one);
            CHECK_NEAR(one, edges[0] * edges[1] * edges[2] * edges[3], 1e-18);
        }
    CHECK_NEAR(added / all, 1, 1e-12);

    test("w13 is the weight from input 1 to neuron 3");
    real before = n.g.node[n.a[2][2]].value, other = n.g.node[n.a[2][1]].value;
    problem.theta[n.w[2][0][2]] += 0.1;
    Net moved = build_net(&problem);
    CHECK(moved.g.node[moved.a[2][2]].value != before, "neuron 3 stays");
    CHECK(moved.g.node[moved.a[2][1]].value == other, "neuron 2 moves");

    test("the loop: w - α dE/dw, and the error falls; with -α it rises");
    Problem next = problem;
    n = build_net(&next);
    update(&next, &n, 0.5);
    for (int i = 0; i < PARAMETERS; i++)
        CHECK_NEAR(next.theta[i],
                   problem.theta[i] - 0.5 * n.g.node[i].gradient, 1e-15);
    Settings set = OURS;
    set.updates = 20;
    CHECK(learn(problem, set), "the error does not fall");
    set.alpha = -1;
    CHECK(!learn(problem, set), "uphill, the error falls");
    return tests_end();
}
