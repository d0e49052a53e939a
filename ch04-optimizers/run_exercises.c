// # Your rules on two valleys
//
// `make run04` runs this twice, with our rules and with yours: 4.3, 4.5, 4.6,
// 4.7 and 4.10 walk on the surface of race.c, from its start, until they are
// within 0.1 of the minimum.
#include "ch04-optimizers/exercises.h"
#include "common/toys.h"

#include <stdio.h>

enum { MOST_STEPS = 600 };

static void two_valleys(double g[2], const double at[2]) {
    toys_beale_slope(g, at[0], at[1]);
}

static void one_step(Walker *w, Answers a, int rule) {
    double g[2];
    two_valleys(g, w->theta);
    switch (rule) {
    case 0: a.momentum(w, g, (Rates){.eta = 0.003, .rho = 0.9}); break;
    case 1: a.nesterov(w, two_valleys, (Rates){.eta = 0.003, .rho = 0.9});
            break;
    case 2: a.adagrad(w, g, (Rates){.eta = 0.5, .epsilon = 1e-6}); break;
    case 3: a.rmsprop(w, g, (Rates){0.02, .rho = 0.9, .epsilon = 1e-6}); break;
    case 4: a.adam(w, g, (Rates){0.02, 0.9, 0.999, 1e-7}); break;
    case 5: a.own_rule(w, two_valleys); break;
    }
}

// Each path is a block of lines, and ends where it leaves the picture, too.
int main(void) {
    printf("rule step x y\n");
    for (int rule = 0; rule < 6; rule++) {
        Walker w = {.theta = {1, 1.5}};
        printf("%d 0 1 1.5\n", rule);
        while (w.t < MOST_STEPS &&
               hypot(w.theta[0] - 3, w.theta[1] - 0.5) > 0.1) {
            w.t++;
            one_step(&w, answers(), rule);
            if (!(hypot(w.theta[0], w.theta[1]) < 50)) break;
            printf("%d %d %.6g %.6g\n", rule, w.t, w.theta[0], w.theta[1]);
        }
        printf("\n");
    }
    return 0;
}
