// # Your exercises 3.7 and 3.8 at work
//
// `make run03` runs this twice, with our answers and with yours: a network with
// a softmax layer learns two noisy moons from 100 points, a step after every
// ten, without and with weight decay.  Written down is its cost on points that
// it has not seen.
#define REAL double
#include <stdio.h>

#include "ch03-crossentropy-regularization/exercises.h"
#include "common/toys.h"

enum { SEEN = 100, NEW = 500, BATCH = 10, PASSES = 1000, EVERY = 10 };
enum { RUNS = 2 };
static const Plan PLANS[RUNS] = {{.eta = 1, .lambda = 0, .images = SEEN},
                                 {.eta = 1, .lambda = 0.1, .images = SEEN}};

static Layer some_layer(int in, int out, double spread, Random *random) {
    Layer n = {.in = in, .out = out};
    for (int j = 0; j < out; j++)
        for (int k = 0; k < in; k++)
            n.w[j][k] = spread * random_normal(random);
    return n;
}

static void weighted_inputs(double z[], const Layer *n, const double a[]) {
    for (int j = 0; j < n->out; j++) {
        z[j] = n->b[j];
        for (int k = 0; k < n->in; k++) z[j] += n->w[j][k] * a[k];
    }
}

static double cost(const Net *n, Dataset set, Answers a) {
    double sum = 0, hidden[MOST], z[MOST];
    for (int i = 0; i < set.x.rows; i++) {
        weighted_inputs(hidden, &n->hidden, mat_rows(set.x, i, 1).at);
        for (int k = 0; k < n->hidden.out; k++) hidden[k] = sigmoid(hidden[k]);
        weighted_inputs(z, &n->output, hidden);
        sum += a.likelihood_cost(n->output.out, z, set.label[i]);
    }
    return sum / set.x.rows;
}

static void add_to(Layer *sum, const Layer *g, double factor) {
    for (int j = 0; j < sum->out; j++) {
        sum->b[j] += factor * g->b[j];
        for (int k = 0; k < sum->in; k++)
            sum->w[j][k] += factor * g->w[j][k];
    }
}

// The mean gradient of the points first ... first + BATCH - 1, and a step.
static void learn(Net *n, Dataset set, int first, Plan plan, Answers a) {
    Net mean = {{.in = n->hidden.in, .out = n->hidden.out},
                {.in = n->output.in, .out = n->output.out}};
    for (int i = first; i < first + BATCH; i++) {
        Net g = *n;
        a.likelihood_gradient(n, mat_rows(set.x, i, 1).at, set.label[i], &g);
        add_to(&mean.hidden, &g.hidden, 1.0 / BATCH);
        add_to(&mean.output, &g.output, 1.0 / BATCH);
    }
    a.step(&n->hidden, &mean.hidden, plan);
    a.step(&n->output, &mean.output, plan);
}

int main(void) {
    Random random = random_new(1);
    Dataset seen = toys_moons(SEEN, 0.3, &random);
    Dataset new = toys_moons(NEW, 0.3, &random);
    Net start = {some_layer(2, MOST, 2, &random),
                 some_layer(MOST, 2, 0.5, &random)};
    Net n[RUNS] = {start, start};
    printf("pass plain decay\n");
    for (int pass = 0; pass <= PASSES; pass++) {
        if (pass % EVERY == 0)
            printf("%d %.6f %.6f\n", pass, cost(&n[0], new, answers()),
                   cost(&n[1], new, answers()));
        for (int r = 0; r < RUNS; r++)
            for (int i = 0; i < SEEN; i += BATCH)
                learn(&n[r], seen, i, PLANS[r], answers());
    }
    dataset_free(&new);
    dataset_free(&seen);
    return 0;
}
