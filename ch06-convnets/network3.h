// network3.h -- layers that look at images: convolution and pooling.
//
// The text's network3.py.  Chapter 5's layers go on as they are; here are two
// more kinds, and images as input:
//
//     Layers n = network3_new(1, 28, 10);         one map of 28 x 28, batch 10
//     network3_convolution(&n, 20, 5);            20 maps of 24 x 24
//     network3_max_pool(&n, 2, 2);                20 maps of 12 x 12
//     layers_relu(&n);
//     layers_dense(&n, 100);
//     layers_relu(&n);
//     layers_dense(&n, CLASSES);
//     layers_softmax(&n);
//     network3_start(&n, &random);                or layers_start
//     ... as in chapter 5
//
// A *map* is an image of side x side numbers.  A layer's output, a row for each
// example, is map after map, each of them row after row.
#ifndef NETWORK3_H
#define NETWORK3_H

#include "ch05-vanishing-gradients/layers.h"

// The input is so many maps (1: grey, 3: colours) of side x side pixels.
Layers network3_new(int maps, int side, int most_rows);

// How many maps come out of layer l; 100 neurons are 100 maps of side 1.
int network3_maps(const Layers *n, int l);

// ## Convolution
//
// Every neuron of a map looks at a window of window x window pixels, in all
// maps below, and all neurons of a map share weights and bias:
//
//     z_m(i, j) = b_m + Σ w_m(c, u, v) x_c(i + u, j + v)
//                     c, u, v
//
// c runs over the maps below, u and v over the window.  (This is the usual
// "convolution" of networks.  In mathematics, and in Theano, the kernel is
// turned by 180°; what is learned is the same.)
//
// With padding, the maps below get a border of zeros, so wide; with a stride,
// windows are so far apart.  side_out = (side + 2 padding - window)/stride + 1,
// rounded down.
//
// w has a row for each (c, u, v) and a *column* for each map.
int network3_convolution(Layers *n, int maps, int window);
int network3_convolution_with(Layers *n, int maps, int window, int stride,
                              int padding);

// The same for one image, in six loops: the definition.  x: maps below, a row
// each; z: a row for each map.
void network3_convolution_plain(Matrix z, Matrix w, Matrix b, Matrix x,
                                const Layer *it);

// ## Max-pooling
//
// From each window of a map, its largest number.  2, 2: the text's halves the
// side; 3, 2: windows overlap.  What is left over at the border is ignored.
int network3_max_pool(Layers *n, int window, int stride);

// ## The start
//
// As network3.py: w from N(0, 1/n_out) and b from N(0, 1); the last dense layer
// all zeros, so that the first cost is ln 10.  n_out is the number of outputs
// of a dense layer, and maps x window² / 4 of a convolution, the 4 being the
// pool's.  (layers_start has 1/n_in instead, and b = 0.)
void network3_start(Layers *n, Random *random);

#endif
