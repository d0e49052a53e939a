#define REAL double
// What the program says of the slow way: its network and slopes are right, a
// try that does not help is undone, half of them help, backpropagation wins.
#define main slow_way_main
#include "ch02-backprop/slow_way.c"
#undef main

#include "tests/check.h"

static Net net;
static Sample point = {{0.4, -0.9}, 1};
static double cost(void) { return evaluate(&net, point); }

static void check_slopes(real y) {
    Random random = random_new(5);
    net = net_random(5, &random);
    for (int i = 0; i < net.weights; i++) net.w[i] += i % 7 / 5.0 - 0.5;
    point.y = y;
    evaluate(&net, point);
    find_slopes(&net, point);
    check_gradient("hidden", net.w, net.slope, 15, cost, false);
    check_gradient("output", net.w + 15, net.slope + 15, 6, cost, false);
}

static void too_wide(void) {
    char *arguments[] = {"slow_way", "--hidden", "101", NULL};
    slow_way_main(3, arguments);
}

int main(void) {
    test("one evaluation, by hand");
    Net one = {.hidden = 1, .weights = 5, .w = {0.1, 0.2, -0.3, 0.5, 2}};
    real z = 0.5 + 2 * tanh(0.1 + 0.2 * 0.4 + 0.3 * 0.9);
    CHECK_NEAR(evaluate(&one, (Sample){{0.4, -0.9}, 1}), log(1 + exp(-z)),
               1e-15);
    CHECK_NEAR(evaluate(&one, (Sample){{0.4, -0.9}, 0}), log(1 + exp(z)),
               1e-15);
    CHECK_NEAR(one.p, 1 / (1 + exp(-z)), 1e-15);

    test("no overflow when it is sure, right or wrong");
    one.w[3] = 1000;
    one.w[4] = 0;
    CHECK_NEAR(evaluate(&one, (Sample){{0, 0}, 1}), 0, 0);
    CHECK_NEAR(evaluate(&one, (Sample){{0, 0}, 0}), 1000, 0);

    test("the slopes are slopes, for both classes");
    check_slopes(1);
    check_slopes(0);

    test("weights start within their range, biases at 0");
    Random random = random_new(1);
    Net start = net_random(6, &random);
    CHECK(start.weights == 25, "%d weights", start.weights);
    real largest = 0;
    for (int i = 0; i < 18; i++) {
        largest = fmax(largest, fabs(start.w[i]));
        CHECK((start.w[i] == 0) == (i % 3 == 0), "weight %d: %g", i,
              start.w[i]);
    }
    CHECK(largest > 0.5 && largest <= sqrt(6.0 / 8), "largest %g", largest);
    CHECK_NEAR(start.w[18], 0, 0);

    test("a try that helps is kept, one that does not is undone");
    point.y = 1;
    evaluate(&net, point);
    find_slopes(&net, point);
    real error = cost(), keep = net.w[15];
    real downhill = net.slope[15] > 0 ? -0.01 : 0.01;
    CHECK_NEAR(tweak(&net, point, error, &net.w[15], -downhill), error, 0);
    CHECK_NEAR(net.w[15], keep, 0);
    real after = tweak(&net, point, error, &net.w[15], downhill);
    CHECK(after < error, "%g from %g", after, error);
    CHECK_NEAR(net.w[15], keep + downhill, 0);
    CHECK_NEAR(cost(), after, 0);

    test("the slow way never raises this sample's error, and counts its tries");
    Settings set = OURS;
    set.enough = 0;
    for (int i = 0; i < 20; i++) {
        real before = cost();
        int used = slow(&net, point, before, &set, &random);
        CHECK(used == set.tweaks, "%d tries", used);
        CHECK(cost() <= before, "%g from %g", cost(), before);
    }
    set.enough = 1e9;
    CHECK(slow(&net, point, cost(), &set, &random) == 0, "not content");

    test("backpropagation moves all weights, each against its slope");
    Random again = random_new(2);
    net = net_random(5, &again);
    Net old = net;
    evaluate(&net, point);
    CHECK(backprop(&net, point, 1, &OURS, &again) == 2, "cost of a gradient");
    for (int i = 0; i < net.weights; i++)
        CHECK_NEAR(net.w[i], old.w[i] - 0.05 * net.slope[i], 1e-15);

    test("at the start half of the tries help, and the sign is worth two");
    First first = first_tries(&OURS, 3);
    CHECK_NEAR(first.kept / TRIES, 0.5, 0.05);
    CHECK_NEAR(first.with_sign / first.by_chance, 2, 0.3);

    test("backpropagation is far ahead after the same evaluations");
    set = OURS;
    set.evaluations = 20000;
    Run fast = race(backprop, &set, 2), slowly = race(slow, &set, 2);
    CHECK(fast.there && fast.needed < 20000, "needed %d", fast.needed);
    CHECK(!slowly.there && slowly.needed > fast.needed, "needed %d",
          slowly.needed);
    CHECK(fast.marks == slowly.marks && fast.marks > 40, "%d and %d marks",
          fast.marks, slowly.marks);
    CHECK_NEAR(fast.error[0], slowly.error[0], 0);
    CHECK(slowly.error[slowly.marks - 1] < slowly.error[0] - 0.2,
          "the slow way learns nothing: %g", slowly.error[slowly.marks - 1]);
    CHECK_NEAR(factor(&slowly, &fast, 1), (real)slowly.needed / fast.needed,
               1e-9);

    test("a network that does not fit is refused");
    check_dies(too_wide, 2, "--hidden|100");
    return tests_end();
}
