// digits.h -- handwritten-like digits, drawn by a program.
//
// A stand-in for MNIST that needs no download.  The same arguments draw the
// same image with every compiler: only + - * / and square roots of floats.
#ifndef DIGITS_H
#define DIGITS_H

#include <stdint.h>

#include "common/random.h"

// How differently the imagined writers write, as `spread`: this one is about
// as hard to learn as MNIST; 1 covers most of what MNIST holds.
#define DIGITS_SPREAD 0.58f

// Draws one digit, 0 ... 9, as MNIST has them: 28 x 28 grey levels, 0 paper,
// 255 ink, at most 20 x 20 of it used, centre of mass in the middle.  spread
// is from 0 to 2.
void digits_draw(uint8_t image[28 * 28], int digit, float spread,
                 Random *random);

// One example of a whole data set: draws example `index` of the set `seed`
// and returns its label.  Different indices, below 2⁵⁶, never share random
// numbers.
int digits_example(uint8_t image[28 * 28], uint64_t seed, uint64_t index,
                   float spread);

#endif
