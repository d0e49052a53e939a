// # Images turned, skewed, shifted, stretched
//
// The mathematics behind distortions.c, which shows them, and expand.c, which
// learns from them.  A distortion is a map from places to places.  The image is
// made backwards: each pixel of the new image asks which place of the old one
// it shows.  So every new pixel gets its ink, once; going forwards would leave
// holes.
#include "ch03-crossentropy-regularization/distort.h"

#include <tgmath.h>

#include "common/report.h"

// ## Ink between the pixels
//
// A place (y, x), y rows down and x columns to the right, lies between four
// pixels, and the nearer ones count more (bilinear interpolation).  With
// y = i + s and x = j + t:
//
//     I(y, x) = (1-s) [(1-t) I(i,j)   + t I(i,j+1)  ]
//               +  s  [(1-t) I(i+1,j) + t I(i+1,j+1)]
//
// Around the image there is paper.
static real pixel(const real *image, int i, int j) {
    bool inside = i >= 0 && i < SIDE && j >= 0 && j < SIDE;
    return inside ? image[i * SIDE + j] : 0;
}

real distort_ink_at(Matrix image, real y, real x) {
    if (!(y > -1 && y < SIDE && x > -1 && x < SIDE)) return 0;
    const real *at = image.at;
    int i = (int)floor(y), j = (int)floor(x);
    real s = y - i, t = x - j;
    real above = (1 - t) * pixel(at, i, j) + t * pixel(at, i, j + 1);
    real below = (1 - t) * pixel(at, i + 1, j) + t * pixel(at, i + 1, j + 1);
    return (1 - s) * above + s * below;
}

// ## The elastic field
//
// Every pixel gets a random displacement N, uniform in -1 ... 1.  Then they are
// smoothed, so that neighbours go together: each becomes a sum of those around
// it, weighted by a Gaussian.  Down the columns that is a product with a matrix
// G, along the rows a product with G from the other side:
//
//     u = α G N Gᵀ,       Gᵢⱼ = e^(-(i-j)²/2σ²) / (σ √2π)
//
// Smoothing leaves little of the noise, about 1/(σ √12π) of a pixel.  That is
// why α is so large: with σ = 4 and α = 34, which are Simard's, a pixel moves
// by 1.4, up or down, and as far left or right.
static void fill_gaussian(Matrix g, real sigma) {
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < SIDE; j++) {
            real away = (i - j) / sigma;
            AT(g, i, j) = real_exp(-away * away / 2) /
                          (sigma * (real)2.50662827);           // √2π
        }
}

static real either_way(real most, Random *random) {
    return most * (2 * random_uniform(random) - 1);
}

static void stretch(Matrix field, Distorter *by, real alpha, Random *random) {
    for (int i = 0; i < PIXELS; i++)
        by->noise.at[i] = either_way(alpha, random);
    mat_mul(by->half, by->g, by->noise);
    mat_mul_bt(field, by->half, by->g);
}

// Two fields: how far each place moves down, and how far to the right.
static void draw_field(Distorter *by, real alpha, Random *random) {
    if (alpha == 0) {
        mat_fill(by->down, 0);
        mat_fill(by->right, 0);
    } else {
        stretch(by->down, by, alpha, random);
        stretch(by->right, by, alpha, random);
    }
}

// ## The whole map
//
// Places are measured from the middle of the image, (13.5, 13.5).  The new
// pixel at p = (x, y) shows the place
//
//     R(φ) K (p - shift) + u(p)
//
//     K, skew:      x ← x + k y            R, rotation:  x ← x cos φ - y sin φ
//                                                        y ← x sin φ + y cos φ
//
// As y points down, R asks clockwise, and the ink turns the other way.
void distort(Matrix image, Distortion d, Distorter *by, Random *random) {
    draw_field(by, d.elastic, random);
    mat_copy(by->before, image);
    double phi = (double)d.rotate * 3.14159265358979323846 / 180;
    real c = (real)cos(phi), s = (real)sin(phi), middle = (real)(SIDE - 1) / 2;
    for (int p = 0; p < PIXELS; p++) {
        real y = p / SIDE - middle - d.down;
        real x = p % SIDE - middle - d.right + d.skew * y;
        image.at[p] = distort_ink_at(
            by->before, middle + x * s + y * c + by->down.at[p],
            middle + x * c - y * s + by->right.at[p]);
    }
}

Distortion distort_draw(Distortion most, Random *random) {
    Distortion d = most;
    d.rotate = either_way(most.rotate, random);
    d.skew = either_way(most.skew, random);
    d.down = either_way(most.down, random);
    d.right = either_way(most.right, random);
    return d;
}

// ## Birth and death
Distorter distorter_new(real sigma) {
    if (!(sigma > 0)) die("distorter_new: sigma is %g, but must be more than 0",
                          (double)sigma);
    Distorter by = {mat_new(SIDE, SIDE), mat_new(SIDE, SIDE),
                    mat_new(SIDE, SIDE), mat_new(SIDE, SIDE),
                    mat_new(SIDE, SIDE), mat_new(1, PIXELS)};
    fill_gaussian(by.g, sigma);
    return by;
}

void distorter_free(Distorter *by) {
    mat_free(&by->before);
    mat_free(&by->right);
    mat_free(&by->down);
    mat_free(&by->half);
    mat_free(&by->noise);
    mat_free(&by->g);
}
