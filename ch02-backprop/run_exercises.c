// # Your exercises 2.2, 2.4, 2.5, 2.6 and 2.7 at work
//
// `make run02` runs this twice, with our backpropagation and with yours: a
// network with two hidden layers learns the two moons of moons.c, a step after
// every example, and the cost is written down after every pass.
#define REAL double
#include "ch02-backprop/exercises.h"
#include "common/toys.h"

enum { POINTS = 200, PASSES = 300 };

static Net start(Random *random) {
    Net n = {.L = 4, .size = {0, 2, 6, 4, 1}};
    for (int l = 2; l <= n.L; l++)
        for (int j = 0; j < n.size[l]; j++)
            for (int k = 0; k < n.size[l - 1]; k++)
                n.w[l][j][k] = random_normal(random);
    return n;
}

// The network's own a tells, as its 2.2 has filled it.
static double cost(Net *n, Dataset set, Answers a) {
    double sum = 0;
    for (int i = 0; i < POINTS; i++) {
        a.feed_forward(n, mat_rows(set.x, i, 1).at);
        double miss = AT(set.y, i, 0) - n->a[n->L][0];
        sum += miss * miss / 2;
    }
    return sum / POINTS;
}

static void learn(Net *n, const double *x, const double *y, Answers a) {
    Net g = *n;
    a.feed_forward(n, x);
    a.output_error(n, y);
    for (int l = n->L - 1; l >= 2; l--) a.error_before(n, l);
    a.gradient(n, &g);
    a.descend(n, &g, 0.5);
}

int main(void) {
    Random random = random_new(1);
    Dataset moons = toys_moons(POINTS, 0.1, &random);
    Net n = start(&random);
    printf("pass cost\n");
    for (int pass = 0; pass <= PASSES; pass++) {
        printf("%d %.6f\n", pass, cost(&n, moons, answers()));
        for (int i = 0; i < POINTS; i++)
            learn(&n, mat_rows(moons.x, i, 1).at, mat_rows(moons.y, i, 1).at,
                  answers());
    }
    dataset_free(&moons);
    return 0;
}
