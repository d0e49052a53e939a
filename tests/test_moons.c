#define REAL double
// What moons.c shows: the network's δs are slopes, a step after every example,
// three regimes from one start.
#define main moons_main
#include "ch02-backprop/moons.c"
#undef main

#include "tests/check.h"

static ReluNet net;
static real point[2] = {0.7, -0.4}, target = 1;
static bool squared;
static double cost_here(void) {
    ReluNetOutputs it = relu_net_forward(&net, point);
    if (squared) return (it.a4 - target) * (it.a4 - target) / 2;
    return relu_net_cost(it, target);
}

// Settings of a run small enough for a test.
static Settings small(int epochs) {
    Settings set = TEXT;
    set.epochs = epochs;
    set.points = 300;
    return set;
}

static Run trained(real eta, Settings set, uint64_t seed) {
    Run run = {.rows = mat_new(set.epochs + 1, PARAMETER + PARAMETERS)};
    learn(&run, eta, set, seed);
    return run;
}

int main(void) {
    test("37 parameters: 28 weights, then 9 biases");
    CHECK(PARAMETERS == 37, "%d", PARAMETERS);
    CHECK(&net.b2[0] == net.all + 28, "the biases begin elsewhere");
    CHECK(&net.b4 == net.all + 36, "the last bias is elsewhere");

    test("Glorot's start: uniform within its limits, biases 0");
    Random random = random_new(3);
    real most[3] = {0, 0, 0}, limit[3] = {1, sqrt(6.0 / 8), sqrt(6.0 / 5)};
    for (int i = 0; i < 300; i++) {
        net = relu_net_start(&random);
        for (int k = 0; k < 28; k++) {
            int l = k < 8 ? 0 : k < 24 ? 1 : 2;
            most[l] = fmax(most[l], fabs(net.all[k]));
        }
        for (int k = 28; k < 37; k++) CHECK(net.all[k] == 0, "a bias");
    }
    for (int l = 0; l < 3; l++)
        CHECK(most[l] > 0.99 * limit[l] && most[l] <= limit[l], "%g, limit %g",
              most[l], limit[l]);

    test("forward, by hand");
    for (int i = 0; i < PARAMETERS; i++) net.all[i] = 0;
    net.w2[1][0] = 2, net.w2[1][1] = 1, net.b2[1] = 0.5;     // 2(.7) - .4 + .5
    net.w2[2][1] = 1;                                        // negative: off
    net.w3[3][1] = -1, net.w3[0][1] = 0.5, net.b3[0] = 0.25;
    net.w4[0] = 2, net.w4[3] = 100, net.b4 = -1;
    ReluNetOutputs it = relu_net_forward(&net, point);
    CHECK_NEAR(it.a2[1], 1.5, 1e-15);
    CHECK_NEAR(it.a2[2], 0, 0);
    CHECK_NEAR(it.a3[0], 1, 1e-15);
    CHECK_NEAR(it.a3[3], 0, 0);
    CHECK_NEAR(it.z4, 1, 1e-15);
    CHECK_NEAR(it.a4, 1 / (1 + exp(-1)), 1e-15);

    test("the cost is -ln of what the right class was given, for every z");
    CHECK_NEAR(relu_net_cost(it, 1), -log(it.a4), 1e-15);
    CHECK_NEAR(relu_net_cost(it, 0), -log(1 - it.a4), 1e-15);
    it.z4 = 1000;
    CHECK_NEAR(relu_net_cost(it, 0), 1000, 0);
    CHECK_NEAR(relu_net_cost(it, 1), 0, 0);

    test("δ times output is the slope of the cost, for all 37 parameters");
    for (int seed = 1; seed <= 6; seed++) {
        random = random_new((uint64_t)seed);
        for (int i = 0; i < PARAMETERS; i++)
            net.all[i] = random_normal(&random);
        squared = seed % 2;
        target = seed % 3 == 0;
        net.b4 -= relu_net_forward(&net, point).z4 - 0.3;    // not saturated
        ReluNet g = {.all = {0}};
        relu_net_add_gradient(&g, &net, point, target, squared);
        check_gradient("weights", net.all, g.all, 28, cost_here, false);
        check_gradient("biases", net.all + 28, g.all + 28, 9, cost_here, false);
    }

    test("gradients are added; a step goes down by η times their mean");
    ReluNet start = net, g = {.all = {0}};
    Dataset two = dataset_new(2, 2, 1);
    two.x.at[0] = 0.7, two.x.at[1] = -0.4, two.x.at[2] = -0.2, two.x.at[3] = 1;
    two.y.at[0] = 1;
    Batches batches = batches_new(two, 2);
    real way = pass(&net, &batches, 0.1, false);
    relu_net_add_gradient(&g, &start, &two.x.at[0], 1, false);
    relu_net_add_gradient(&g, &start, &two.x.at[2], 0, false);
    for (int i = 0; i < PARAMETERS; i++)
        CHECK_NEAR(net.all[i], start.all[i] - 0.1 * g.all[i] / 2, 1e-14);
    CHECK_NEAR(way, distance(net.all, start.all), 1e-14);
    batches_free(&batches);
    dataset_free(&two);

    test("whatever the rate: the same start, points and first epoch's order");
    Run a = trained(0.5, small(1), 4), b = trained(1e-9, small(1), 4);
    for (int i = 0; i < a.rows.cols; i++)
        CHECK(AT(a.rows, 0, i) == AT(b.rows, 0, i), "column %d differs", i);
    CHECK(AT(b.rows, 1, STEP) > 0 && AT(b.rows, 1, NET) > 0, "no step");
    mat_free(&b.rows);
    mat_free(&a.rows);

    test("η = 0.5: half right, and only the output's bias still moves");
    a = trained(0.5, small(40), 9);
    CHECK_NEAR(AT(a.rows, 40, TRAIN), 50, 1e-9);
    CHECK_NEAR(swing(&a, 0, 36, 30, 40), 0, 0);
    CHECK(swing(&a, 36, 1, 30, 40) > 0.2, "it swings by %g",
          swing(&a, 36, 1, 30, 40));
    CHECK(!a.done, "done in %d", a.done);
    random = random_new(9);
    Dataset moons = toys_moons(300, TEXT.noise, &random);
    for (int i = 0; i < 300; i++) {
        it = relu_net_forward(&a.net, &AT(moons.x, i, 0));
        for (int k = 0; k < 4; k++)
            CHECK(it.a3[k] == 0, "neuron %d of layer 3 is awake", k);
    }
    dataset_free(&moons);
    mat_free(&a.rows);

    test("η = 0.05 learns everything, and its weights leave [-1, 1]");
    b = trained(0.05, small(40), 2);
    CHECK(b.done > 0 && b.done < 40, "done in %d", b.done);
    CHECK(AT(b.rows, b.done, TRAIN) == 100 && AT(b.rows, b.done, TEST) == 100,
          "done too early");
    CHECK(b.done == 0 || AT(b.rows, b.done - 1, TRAIN) < 100 ||
          AT(b.rows, b.done - 1, TEST) < 100, "done before");
    CHECK(swing(&b, 0, 37, 0, 40) > 1, "weights stay small");

    test("mean and cost in the rows are what the net at the end gives");
    real accuracy, cost;
    random = random_new(2);
    Dataset train = toys_moons(300, TEXT.noise, &random);
    measure(&accuracy, &cost, &b.net, train);
    CHECK_NEAR(AT(b.rows, 40, TRAIN), accuracy, 0);
    CHECK_NEAR(AT(b.rows, 40, TRAIN_COST), cost, 0);
    CHECK_NEAR(mean(&b, TRAIN, 40, 40), accuracy, 0);
    dataset_free(&train);
    mat_free(&b.rows);
    return tests_end();
}
