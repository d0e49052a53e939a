// # Your exercises 6.3, 6.5 and 6.11 at work
//
// `make run06` runs this twice, with our functions and with yours: a network
// learns whether a stroke in a small, noisy image lies flat or stands upright,
// wherever it is.  Two kernels of 3 x 3, ReLU, pooling of 3 x 3, one neuron.
#include "ch06-convnets/exercises.h"

enum { SIDE = 8, WINDOW = 3, POOL = 3, KERNELS = 2, IMAGES = 60, PASSES = 60 };

typedef struct {
    Image w[KERNELS], v[KERNELS];            // kernels; the neuron's weights
    double b[KERNELS], c;
    Image z[KERNELS];
    Pooled p[KERNELS];
} Net;

// Noise, and a stroke of four pixels.
static Image stroke(int number, bool upright) {
    Image x = image(SIDE);
    int row = number * 5 % (SIDE - 3), col = number * 3 % (SIDE - 3);
    for (int j = 0; j < SIDE; j++)
        for (int k = 0; k < SIDE; k++)
            x.at[j][k] = 0.3 * sin(37 * number + 13 * j + 7.3 * j * k + 3 * k);
    for (int i = 0; i < 4; i++)
        x.at[row + upright * i][col + !upright * i] += 1;
    return x;
}

static double forward(Net *n, Image x, Answers a) {
    double sum = n->c;
    for (int k = 0; k < KERNELS; k++) {
        n->z[k] = a.convolve(x, n->w[k], n->b[k]);
        Image up = n->z[k];
        for (int i = 0; i < MOST * MOST; i++) {
            double *it = &up.at[i / MOST][i % MOST];
            *it = fmax(*it, 0);
        }
        n->p[k] = a.pool(up, POOL, POOL);
        for (int i = 0; i < 4; i++)
            sum += n->v[k].at[i / 2][i % 2] * n->p[k].a.at[i / 2][i % 2];
    }
    return 1 / (1 + exp(-sum));
}

// A step after each image; δ is answer - y, as of the cross-entropy.
static void learn(Net *n, Image x, double y, double eta, Answers a) {
    double delta = forward(n, x, a) - y;
    n->c -= eta * delta;
    for (int k = 0; k < KERNELS; k++) {
        Image below = image(2);
        for (int i = 0; i < 4; i++) {
            double *v = &n->v[k].at[i / 2][i % 2];
            below.at[i / 2][i % 2] = delta * *v;
            *v -= eta * delta * n->p[k].a.at[i / 2][i % 2];
        }
        Image delta_z = a.unpool(n->p[k], below, n->z[k].side);
        for (int i = 0; i < MOST * MOST; i++)
            if (n->z[k].at[i / MOST][i % MOST] <= 0)
                delta_z.at[i / MOST][i % MOST] = 0;
        Slopes slopes = a.convolve_back(x, n->w[k], delta_z);
        n->b[k] -= eta * slopes.b;
        for (int i = 0; i < WINDOW * WINDOW; i++)
            n->w[k].at[i / WINDOW][i % WINDOW] -=
                eta * slopes.w.at[i / WINDOW][i % WINDOW];
    }
}

int main(void) {
    Net n = {.c = 0};
    for (int k = 0; k < KERNELS; k++) {
        n.w[k] = image(WINDOW);
        n.v[k] = image(2);
        for (int i = 0; i < 9; i++)
            n.w[k].at[i / 3][i % 3] = 0.3 * sin(5 * i + 2 * k + 1);
        for (int i = 0; i < 4; i++)
            n.v[k].at[i / 2][i % 2] = 0.3 * cos(3 * i + 5 * k);
    }
    printf("pass cost\n");
    for (int pass = 0; pass <= PASSES; pass++) {
        double cost = 0;
        for (int i = 0; i < IMAGES; i++) {
            double answer = forward(&n, stroke(i, i % 2), answers());
            cost -= log(i % 2 ? answer : 1 - answer) / IMAGES;
        }
        printf("%d %.6f\n", pass, cost);
        for (int i = 0; i < IMAGES; i++)
            learn(&n, stroke(i, i % 2), i % 2, 0.05, answers());
    }
    return 0;
}
