// # Your exercise 1.5 at work
//
// `make run01` runs this twice, with our `correct` and with yours: the neuron
// of perceptron.c learns which players the team takes, and after every mistake
// all of them are asked again.  Its `learn` takes the rule as a parameter.
#define REAL double
#define main perceptron_main
#include "ch01-perceptron/perceptron.c"
#undef main

#include "ch01-perceptron/exercises.h"

static Neuron by_exercise(Neuron n, const real *x, real y, real eta) {
    Line line = answers().correct((Line){{n.w[0], n.w[1]}, n.b}, x, y, eta);
    n.w[0] = line.w[0];
    n.w[1] = line.w[1];
    n.b = line.b;
    return n;
}

int main(void) {
    Random random = random_new(3);
    Dataset measured = toys_players(400, &random);
    Dataset players = scaled_new(measured, scale_of(measured.x));
    Run run = learn(random_neuron(&random), players, by_exercise, 0.02);
    printf("mistakes right\n");
    for (int i = 0; i <= run.mistakes && i < TRAIL; i++)
        printf("%d %g\n", i, percent_right(run.after[i], players));
    dataset_free(&players);
    dataset_free(&measured);
    return 0;
}
