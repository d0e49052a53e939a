// whole_net.h -- checks the gradient of a whole network, as a program made it.
//
// A ReLU has a kink, and among thousands of them some are always near it.  So
// every ReLU is replaced by tanh: all connections, shapes and layers stay.  A
// test that includes this computes in double.
#ifndef WHOLE_NET_H
#define WHOLE_NET_H

#include "ch05-vanishing-gradients/layers.h"
#include "tests/check.h"
#include "tests/drawn.h"

static Layers *whole_net;
static Batches *whole_batch;

static double whole_cost(void) {
    Matrix y = whole_batch->y;
    layers_forward(whole_net, whole_batch->x, true);
    return whole_net->layer[whole_net->L].cost(whole_net, y) / y.rows;
}

static void whole_smooth(Layers *n) {
    Layers with_tanh = layers_new(1, 1);
    Layer *smooth = &with_tanh.layer[layers_tanh(&with_tanh)];
    for (int l = 1; l <= n->L; l++)
        if (strcmp(n->layer[l].name, "relu") == 0) {
            n->layer[l].forward = smooth->forward;
            n->layer[l].backward = smooth->backward;
        }
}

static void whole_array(int l, const char *name, Matrix m, Matrix nabla,
                        bool may_vanish) {
    char what[80];
    if (m.cols == 0) return;
    snprintf(what, sizeof what, "layer %d, %s, %s", l,
             whole_net->layer[l].name, name);
    check_gradient(what, m.at, nabla.at, m.rows * m.cols, whole_cost,
                   may_vanish);
}

// For m drawn digits with uneven targets, and some noise, because max-pooling
// cannot choose on empty paper.  Batch normalisation takes away what biases of
// convolutions do.  Of the input, a row of pixels through the middle.
static inline void check_whole_net(Layers *n, int m) {
    Dataset some = drawn_set(m, 5);
    Random random = random_new(31);
    for (int i = 0; i < m; i++)
        for (int j = 0; j < CLASSES; j++)
            AT(some.y, i, j) = 0.5 * AT(some.y, i, j) + 0.05;
    for (int i = 0; i < m * PIXELS; i++)
        some.x.at[i] += 0.1 * random_normal(&random);
    for (int i = n->weights.cols; i < n->parameters.cols; i++)
        n->parameters.at[i] += 0.3 * random_normal(&random);
    Batches batches = batches_new(some, m);
    batches_next(&batches);
    whole_net = n;
    whole_batch = &batches;
    whole_smooth(n);
    n->to_input = true;
    layers_gradient(n, &batches);
    for (int l = 1; l <= n->L; l++) {
        bool idle = strcmp(n->layer[l].name, "convolution") == 0;
        whole_array(l, "w", n->layer[l].w, n->layer[l].nabla_w, false);
        whole_array(l, "b", n->layer[l].b, n->layer[l].nabla_b, idle);
        whole_array(l, "γ", n->layer[l].gamma, n->layer[l].nabla_gamma, false);
    }
    Matrix to_x = mat_new(1, 28);
    Matrix x = mat_view(&AT(batches.x, 0, 14 * 28), 1, 28);
    mat_scale(to_x, 1.0 / m,
              mat_view(&AT(n->layer[0].delta, 0, 14 * 28), 1, 28));
    whole_array(0, "x", x, to_x, false);
    mat_free(&to_x);
    batches_free(&batches);
    dataset_free(&some);
}

#endif
