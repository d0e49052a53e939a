// toys.h -- data sets small enough to draw, and surfaces to walk down.
//
// The same seed gives the same points: with every compiler, C library and
// machine, in float and in double builds.  How many random numbers are drawn
// does not depend on the noise, so the same seed with more noise gives the
// same points, each moved further.
//
// Whoever calls one of these calls dataset_free.  Fewer than two examples, or
// a noise that is negative or not finite, is a one-line error, exit status 1.
#ifndef TOYS_H
#define TOYS_H

#include "common/data.h"
#include "common/random.h"

// ## Two classes in the plane
//
// x is count x 2.  label is 0 or 1, and y, count x 1, is the same number.  For
// a network with an output neuron per class, exchange y:
//
//     mat_free(&set.y);
//     set.y = data_one_hot(set.label, count, 2);
//
// Half of the examples belong to each class (of an odd number, one more to
// class 0), in random order.  noise is the standard deviation of what is added
// to both coordinates.

// Two interleaved half circles of radius 1, about (0, 0) and (1, 1/2):
//
//     (cos t, sin t)   and   (1 - cos t, 1/2 - sin t),     t in 0 ... π
//
// Glassner, figure 14-28: 1500 points, noise 0.05.  Buduma, figures 4-10 and
// 4-15: 100 points, noise 0.3; the middle is (1/2, 1/4).
Dataset toys_moons(int count, double noise, Random *random);

// Two arms, opposite each other, wind from the centre to radius 2; the radius
// is uniform.  Elgendy, figures 2.10 and 2.23: 1.75 turns, noise 0.05.  Buduma,
// figure 4-11: 100 points, 0.75 turns, noise 0.2.
Dataset toys_spiral(int count, double turns, double noise, Random *random);

// A disc (radius 0.2) and an outer ring (1.2), in turns, are class 0, a ring
// between them (0.65) is class 1.  Buduma, figure 4-11: 100 points, noise 0.15.
Dataset toys_ring(int count, double noise, Random *random);

// Class 1 fills a disc of radius 0.4, class 0 surrounds it at 1 ... 1.5: wide
// enough apart for a triangle around the disc.  Elgendy, figure 2.9.
Dataset toys_circle(int count, Random *random);

// Circles, class 0, at 0.5 <= x + y <= 1 and stars, class 1, at 1.7 ... 2.5.  A
// line separates them, but none through (0, 0): seen from there, each star
// stands behind a circle.  They come in turns.  Elgendy, sidebar of 2.1.1.
Dataset toys_stars_and_circles(int count, Random *random);

// Height (130 ... 210 cm) and age (10 ... 20 years) of players, in whole
// numbers, not scaled; 1 is accepted.  A line separates them, with a margin:
// height + 8 age is at most 282 for the rejected, at least 298 for the
// accepted.  The new player (150 cm, 12 years) has 246.  Elgendy, figure 2.7.
Dataset toys_players(int count, Random *random);

// Exclusive or: (0, 0), (0, 1), (1, 0), (1, 1) with 0, 1, 1, 0, in this order.
Dataset toys_xor(void);

// ## Numbers to predict: y is count x 1, label is NULL

// x, count x 3: portions of burgers, fries and sodas, 0 ... 5 of each, never an
// empty meal.  y: what the meal costs, exactly.  Buduma, figure 4-1.
Dataset toys_meals(int count, const double prices[3], Random *random);

// Points about the line y = slope x + intercept; noise is added to y alone.
// x, count x 1, is evenly spread: 0, 1 / (count - 1), ... 1.  Nielsen's ten
// points about y = 2x (chapter 3); Buduma, figures 4-8 and 4-9.
Dataset toys_line(int count, double slope, double intercept, double noise,
                  Random *random);

// ## Surfaces: height and slope (∂/∂x, ∂/∂y) at (x, y)
//
// Optimisation slides, the pictures of paths; Elgendy, figure 2.32; Buduma,
// figure 4-2.

// ½ (x² + c y²): a bowl, the longer the larger c is; minimum 0 at (0, 0).  The
// slides' comparisons: c = 20, from (10, 1).
real toys_bowl(real c, real x, real y);
void toys_bowl_slope(real slope[2], real c, real x, real y);

// x² - y²: a saddle, flat at (0, 0), without a minimum.
real toys_saddle(real x, real y);
void toys_saddle_slope(real slope[2], real x, real y);

// Beale's function, two curved valleys; minimum 0 at (3, 1/2).
real toys_beale(real x, real y);
void toys_beale_slope(real slope[2], real x, real y);

#endif
