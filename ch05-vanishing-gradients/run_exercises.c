// # Your exercises 5.8 and 5.10 at work
//
// `make run05` runs this twice, with our batch normalisation and with yours: a
// network that is far too deep for it, eight layers of sigmoids, learns which
// of six points lie inside.  Without batch normalisation it learns nothing.
//
// Where the curve zigzags, the steps are almost too long: there even rounding
// in another order shows, and a right answer may zigzag a little differently.
#include <stdbool.h>
#include <stdio.h>

#include "ch05-vanishing-gradients/exercises.h"

enum { LAYERS = 8, WIDTH = 4, POINTS = 6, STEPS = 1000 };

typedef struct {
    double w[LAYERS + 2][MOST][MOST];    // w[l][j][k]; the last is the output
    Norm norm[LAYERS + 1];
    Batch z[LAYERS + 2], a[LAYERS + 2];
    bool normed;
} Net;

static const double X[POINTS][2] = {{0.1, 0.2}, {-0.3, 0.1}, {0.2, -0.3},
                                    {1, 0.4}, {-0.9, -0.8}, {0.3, 1.1}};
static const double Y[POINTS] = {1, 1, 1, 0, 0, 0};

static int width(int l) { return l == 0 ? 2 : l > LAYERS ? 1 : WIDTH; }

static Net start(bool normed) {
    Net n = {.normed = normed};
    for (int l = 1; l <= LAYERS + 1; l++)
        for (int j = 0; j < width(l); j++)
            for (int k = 0; k < width(l - 1); k++)
                n.w[l][j][k] = sin(7 * l + 5 * j + 3 * k + 2);
    for (int l = 1; l <= LAYERS; l++)
        n.norm[l] = (Norm){.gamma = {1, 1, 1, 1}, .epsilon = 0.01};
    return n;
}

// The cost: cross-entropy.
static double forward(Net *n, Answers a) {
    double cost = 0;
    n->a[0] = batch(POINTS, 2);
    for (int i = 0; i < POINTS; i++)
        for (int k = 0; k < 2; k++) n->a[0].at[i][k] = X[i][k];
    for (int l = 1; l <= LAYERS + 1; l++) {
        Batch z = batch(POINTS, width(l));
        for (int i = 0; i < POINTS; i++)
            for (int j = 0; j < width(l); j++)
                for (int k = 0; k < width(l - 1); k++)
                    z.at[i][j] += n->w[l][j][k] * n->a[l - 1].at[i][k];
        n->z[l] = n->a[l] = z;
        if (n->normed && l <= LAYERS) n->a[l] = a.norm_forward(&n->norm[l], z);
        for (int i = 0; i < POINTS; i++)
            for (int j = 0; j < width(l); j++)
                n->a[l].at[i][j] = sigmoid(n->a[l].at[i][j]);
    }
    for (int i = 0; i < POINTS; i++) {
        double p = n->a[LAYERS + 1].at[i][0];
        cost -= log(Y[i] > 0 ? p : 1 - p) / POINTS;
    }
    return cost;
}

// From delta = ∂C/∂z of layer l, a step, and delta one layer below.
static Batch down(Net *n, int l, Batch delta, double eta, Answers a) {
    Batch below = batch(POINTS, width(l - 1));
    for (int i = 0; i < POINTS; i++)
        for (int k = 0; k < width(l - 1); k++) {
            double out = n->a[l - 1].at[i][k];
            for (int j = 0; j < width(l); j++)
                below.at[i][k] += n->w[l][j][k] * delta.at[i][j] * out *
                                  (1 - out);
        }
    for (int i = 0; i < POINTS; i++)
        for (int j = 0; j < width(l); j++)
            for (int k = 0; k < width(l - 1); k++)
                n->w[l][j][k] -= eta * delta.at[i][j] * n->a[l - 1].at[i][k];
    if (!n->normed || l == 1) return below;
    Norm *norm = &n->norm[l - 1];
    NormSlopes slopes = a.norm_backward(norm, n->z[l - 1], below);
    for (int j = 0; j < WIDTH; j++) {
        norm->gamma[j] -= eta * slopes.gamma[j];
        norm->beta[j] -= eta * slopes.beta[j];
    }
    return slopes.x;
}

int main(void) {
    Net plain = start(false), normed = start(true), *nets[] = {&plain, &normed};
    printf("step without with\n");
    for (int step = 0; step <= STEPS; step++) {
        printf("%d", step);
        for (int i = 0; i < 2; i++) {
            printf(" %.6f", forward(nets[i], answers()));
            Batch delta = batch(POINTS, 1);
            for (int p = 0; p < POINTS; p++)
                delta.at[p][0] = (nets[i]->a[LAYERS + 1].at[p][0] - Y[p]) /
                                 POINTS;
            for (int l = LAYERS + 1; l >= 1; l--)
                delta = down(nets[i], l, delta, 0.05, answers());
        }
        printf("\n");
    }
    return 0;
}
