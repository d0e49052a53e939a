#define REAL double
// Thinned networks: probabilities, means by another way, slopes of deleted
// neurons, and the text's way of scaling against the inverted one.
#define main thinned_main
#include "ch03-crossentropy-regularization/thinned.c"
#undef main

#include "tests/check.h"

static Network2 net;
static Dataset task;
static Batches batches;
static double text_w3[HIDDEN];      // the text's outgoing weights, w³/(1 - p)

// The text's cost of the mini-batch, thinned by zeros and ones.
static double text_cost(void) {
    double sum = 0;
    for (int m = 0; m < BATCH; m++) {
        double z3 = AT(net.b[3], 0, 0), y = AT(batches.y, m, 0);
        for (int j = 0; j < HIDDEN; j++) {
            double z2 = AT(net.b[2], 0, j);
            for (int k = 0; k < INPUTS; k++)
                z2 += AT(net.w[2], j, k) * AT(batches.x, m, k);
            if (AT(net.mask[2], 0, j) != 0) z3 += text_w3[j] / (1 + exp(-z2));
        }
        sum += log1p(exp(-z3)) * y + log1p(exp(z3)) * (1 - y);
    }
    return sum / BATCH;
}

static void delete_all(void) {
    char *arguments[] = {"thinned", "--p", "1", NULL};
    thinned_main(3, arguments);
}

// The mean over neuron j and those after it, one deleted or not at a time.
static double mean_from(int j, double z, double p) {
    if (j == HIDDEN) return 1 / (1 + exp(-z));
    double on = AT(net.w[3], 0, j) * AT(net.a[2], 0, j) / (1 - p);
    return p * mean_from(j + 1, z, p) + (1 - p) * mean_from(j + 1, z + on, p);
}

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"thinned", option, value, NULL};
    thinned_main(3, arguments);
}
static void refused_1(void) { main_with("--epochs", "1000000000"); }

int main(void) {
    test("a number is a mask; the probabilities add up to 1");
    real r[HIDDEN], sum = 0;
    real probability = numbered_mask(r, 5, 1.25, 0.2);
    CHECK_NEAR(probability, 0.2 * 0.2 * pow(0.8, 6), 1e-15);
    for (int j = 0; j < HIDDEN; j++)
        CHECK(r[j] == (j == 0 || j == 2 ? 0 : 1.25), "neuron %d", j);
    for (int number = 0; number < MASKS; number++)
        sum += numbered_mask(r, number, 1, 0.3);
    CHECK_NEAR(sum, 1, 1e-14);

    test("coins: E[output] is 1 - p, naive, or 1, inverted");
    Random random = random_new(6);
    CHECK_NEAR(mean_output(1, 0.3, &random), 0.7, 0.007);
    CHECK_NEAR(mean_output(inverted(0.3), 0.3, &random), 1, 0.01);

    test("while it learns, what is deleted has no slope, what is left has");
    net = network2_new(3, (int[]){INPUTS, HIDDEN, 1}, BATCH,
                       &network2_cross_entropy, &random);
    net.p_drop = 0.25;
    task = new_task(&random);
    Result it = {.slope = 0};
    learn(&it, &net, task, 40, &random);
    CHECK(it.slope == 0, "%g", it.slope);
    CHECK_NEAR(it.share, 0.25, 0.02);
    int deleted = 0;
    for (int i = 0; i < SHOWN * HIDDEN; i++)
        deleted += it.deleted[i / HIDDEN][i % HIDDEN];
    CHECK(deleted > 0 && deleted < 20, "%d of 32", deleted);
    for (int j = 0; j < HIDDEN; j++)
        CHECK((slopes_at(&net, j) > 0) == (AT(net.mask[2], 0, j) != 0),
              "neuron %d: %g", j, slopes_at(&net, j));

    test("it has learned its task, and in use nothing is deleted");
    int right = 0;
    for (int i = 0; i < EXAMPLES; i++) {
        real a = network2_feed_forward(&net, mat_rows(task.x, i, 1)).at[0];
        right += (a > 0.5) == (AT(task.y, i, 0) > 0.5);
    }
    CHECK(right > 0.85 * EXAMPLES, "%d of %d", right, EXAMPLES);

    test("means of all thinned networks, by another way; outputs not equal");
    Answer mean = mean_of_all(&net, inverted(0.25));
    CHECK_NEAR(mean.a, mean_from(0, AT(net.b[3], 0, 0), 0.25), 1e-13);
    CHECK_NEAR(mean.z, AT(net.z[3], 0, 0), 1e-13);
    CHECK(fabs(mean.a - AT(net.a[3], 0, 0)) > 1e-4, "equal");
    for (int j = 0; j < HIDDEN; j++) r[j] = 1;
    CHECK_NEAR(weighted_sum(&net, r), AT(net.z[3], 0, 0), 1e-14);
    for (int i = 0; i < EXAMPLES; i++) ask(&it, &net, mat_rows(task.x, i, 1));
    CHECK(it.gap_naive < 1e-12 && it.gap_inverted < 1e-12, "%g %g",
          it.gap_naive, it.gap_inverted);
    CHECK(it.gap_a > 0.001 && it.gap_a < 0.1, "%g", it.gap_a);
    CHECK(it.late > 1 && it.late < 1 / 0.75, "%g", it.late);

    test("the text's weights are 1/(1 - p) times as large, their slopes 1 - p");
    batches = batches_new(task, BATCH);
    batches_next(&batches);
    network2_gradient(&net, &batches, &random);
    real slope[HIDDEN];
    for (int j = 0; j < HIDDEN; j++) {
        text_w3[j] = AT(net.w[3], 0, j) / 0.75;
        slope[j] = AT(net.nabla_w[3], 0, j) * 0.75;
    }
    CHECK_NEAR(text_cost(), net.cost->cost(net.z[3], net.a[3], batches.y) /
               BATCH, 1e-14);
    check_gradient("∂C/∂w³", text_w3, slope, HIDDEN, text_cost, false);

    test("to delete everything is refused");
    check_dies(delete_all, 2, "--p|1");
    batches_free(&batches);
    dataset_free(&task);
    network2_free(&net);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--epochs|at most");
    return tests_end();
}
