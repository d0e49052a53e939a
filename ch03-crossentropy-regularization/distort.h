// distort.h -- images that are turned, skewed, shifted, stretched.
//
// For the artificial expansion of training data: Nielsen, chapter 3; Simard,
// Steinkraus and Platt (2003).  Images are 28 x 28, a row of PIXELS numbers.
//
//     Distorter by = distorter_new(4);
//     Distortion most = {.rotate = 15, .elastic = 34};
//     distort(image, distort_draw(most, &random), &by, &random);
//     distorter_free(&by);
#ifndef DISTORT_H
#define DISTORT_H

#include "common/data.h"
#include "common/matrix.h"
#include "common/random.h"

enum { SIDE = 28 };

// How the ink of an image moves; all zeros: not at all.
typedef struct {
    real rotate;               // degrees, counter-clockwise
    real skew;                 // leaning to the right: pixels per row
    real down, right;          // shift, in pixels
    real elastic;              // α, how strongly the paper is stretched
} Distortion;

// What distort works with.
typedef struct {
    Matrix g;                  // the Gaussian; SIDE x SIDE, like the next
    Matrix noise, half;
    Matrix down, right;        // the elastic field of the last image, in pixels
    Matrix before;             // 1 x PIXELS: the last image as it was
} Distorter;

// sigma, in pixels: how smoothly images are stretched; more than 0.
Distorter distorter_new(real sigma);
void distorter_free(Distorter *by);

// Distorts an image in place.  The elastic field is drawn anew for each.
void distort(Matrix image, Distortion d, Distorter *by, Random *random);

// Uniform between -most and most, each amount for itself; but α is most's.
Distortion distort_draw(Distortion most, Random *random);

// How much ink there is y rows down and x columns to the right of the pixel at
// the upper left; y and x need not be whole numbers.
real distort_ink_at(Matrix image, real y, real x);

#endif
