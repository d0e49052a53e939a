// random.h -- one small generator of random numbers.
//
// A Random is a 64-bit counter; every number drawn moves it on.  It is passed
// to whoever draws, so that the same seed gives the same run: with every
// compiler, on every machine, in float and in double builds.
//
// The generator is splitmix64: a counter that advances by an odd constant, and
// a mixing function that turns neighbouring counts into unrelated numbers
// (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
#ifndef RANDOM_H
#define RANDOM_H

#include <stdint.h>

#include "common/real.h"

typedef struct {
    uint64_t count;
} Random;

// A generator whose numbers depend on the seed alone.
Random random_new(uint64_t seed);

// 64 random bits.
uint64_t random_bits(Random *random);

// Uniform in [0, 1): a multiple of 2⁻²⁴, which float and double both hold.
real random_uniform(Random *random);

// Uniform in 0, 1, ... n-1, each exactly equally likely.  Needs n >= 1.
int random_below(Random *random, int n);

// Normal with mean 0 and standard deviation 1 (Marsaglia's polar method).
real random_normal(Random *random);

// Puts n numbers in random order; every order is equally likely
// (Fisher and Yates).
void random_shuffle(int *order, int n, Random *random);

// Fills mask with n numbers: 0 with probability p, otherwise 1.
void random_mask(real *mask, int n, real p, Random *random);

#endif
