#define REAL double
// What the program says of costs: how many passes (46) takes, that it finds the
// gradient, and that a mini-batch at once and one by one are the same.  Nothing
// here depends on how long anything takes.
#define main cost_of_gradients_main
#include "ch02-backprop/cost_of_gradients.c"
#undef main

#include "tests/check.h"

static const int SMALL[LAYERS] = {7, 5, 3};
static int calls;
static void count_call(Work *w) { (void)w, calls++; }

static void no_epsilon(void) {
    char *arguments[] = {"cost_of_gradients", "--epsilon", "0", NULL};
    cost_of_gradients_main(3, arguments);
}

int main(void) {
    test("(46) takes n + 1 forward passes for n weights and biases");
    Work w = work_new(SMALL, 1e-6, 1);
    int n = 7 * 5 + 5 * 3 + 5 + 3;
    CHECK(w.partials == n, "%d parameters", w.partials);
    real first = w.n.parameters.at[0], last = w.n.parameters.at[n - 1];
    at_once(&w);
    forward_difference(&w);
    CHECK(w.passes == n + 1, "%lld passes", w.passes);

    test("and leaves every weight as it was");
    CHECK(w.n.parameters.at[0] == first && w.n.parameters.at[n - 1] == last,
          "a weight has moved");

    test("it finds the gradient, to first order in ε");
    double small = difference(&w);
    CHECK(small < 1e-5, "off by %g", small);
    CHECK(mat_norm(w.n.gradient) > 0.01, "there is no gradient");
    w.epsilon = 1e-2;
    forward_difference(&w);
    double large = difference(&w);
    w.epsilon = 5e-3;
    forward_difference(&w);
    CHECK_NEAR(large / difference(&w), 2, 0.1);
    work_free(&w);

    test("a mini-batch, at once and one by one: the same to 1e-12");
    for (int i = 0; i < N_ROWS; i++) {
        w = work_new(SMALL, 1e-6, 2);
        w.rows = ROWS[i];
        one_by_one(&w);
        at_once(&w);
        CHECK(difference(&w) <= 1e-12, "m = %d: %g", w.rows, difference(&w));
        CHECK(mat_norm(w.other) > 1e-3, "there is no gradient");
        work_free(&w);
    }

    test("a step of the mini-batch is w - (η/m) Σ of single gradients");
    w = work_new(SMALL, 1e-6, 3);
    w.rows = 10;
    one_by_one(&w);
    mat_scale(w.other, -3, w.other);
    mat_add(w.other, w.other, w.n.parameters);
    network_update(&w.n, mat_rows(w.set.x, 0, 10), mat_rows(w.set.y, 0, 10), 3);
    for (int i = 0; i < n; i++)
        CHECK_NEAR(w.n.parameters.at[i], w.other.at[i], 1e-14);

    test("the difference sees a single wrong component, and NaN");
    one_by_one(&w);
    at_once(&w);
    w.other.at[n / 2] += 1e-3;
    CHECK(difference(&w) > 1e-4, "%g", difference(&w));
    w.other.at[n / 2] = NAN;
    CHECK(!(difference(&w) <= 1), "%g", difference(&w));

    test("the stop-watch runs the job, in every try");
    double time = time_of(count_call, &w, 3);
    CHECK(time > 0 && isfinite(time), "%g s", time);
    CHECK(calls >= 3, "%d calls", calls);
    work_free(&w);

    test("a sample of (46) is counted as the whole; a million is a million");
    Settings set = {.epsilon = 1e-6, .hidden = 30, .tries = 1};
    Cost cost = cost_of_net(SMALL, set, false, 1);
    CHECK(!cost.sampled && cost.passes == n + 1, "%g passes", cost.passes);
    const int *big = NETS[N_NETS - 1], *text = NETS[N_NETS - 2];
    CHECK(text[0] == 784 && text[1] == 100 && text[2] == 10, "not the text's");
    CHECK((big[0] + 1) * big[1] + (big[1] + 1) * big[2] == 1000000, "not it");

    test("ε = 0 is refused");
    check_dies(no_epsilon, 2, "--epsilon|0");
    return tests_end();
}
