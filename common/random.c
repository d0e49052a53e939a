// random.c -- see random.h.
#include "common/random.h"

#include <math.h>

#include "common/report.h"

Random random_new(uint64_t seed) {
    Random random = {seed};
    random.count = random_bits(&random);        // small seeds start far apart
    return random;
}

uint64_t random_bits(Random *random) {
    uint64_t z = random->count += 0x9E3779B97F4A7C15;   // 2⁶⁴ / golden ratio
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

real random_uniform(Random *random) {
    return (real)(random_bits(random) >> 40) / (1 << 24);
}

// The remainder of a division would favour small numbers a little, unless n
// divides 2³².  So draws from the last, incomplete round are thrown away.
int random_below(Random *random, int n) {
    if (n < 1) die("random_below: there is no number below %d", n);
    uint32_t rounds = UINT32_MAX / (uint32_t)n;
    uint32_t draw;
    do
        draw = (uint32_t)(random_bits(random) >> 32);
    while (draw >= rounds * (uint32_t)n);
    return (int)(draw % (uint32_t)n);
}

// A point (u, v) drawn in the unit circle, s = u² + v²:
//
//     u √(-2 ln s / s)   is normal
//
// (v gives a second, independent one, which is not kept: no hidden state.)
// Computed in double and rounded to float, so that logarithms which differ in
// their last bit, as those of two C libraries may, still give the same number.
real random_normal(Random *random) {
    double u, v, s;
    do {
        u = 2 * (double)random_uniform(random) - 1;
        v = 2 * (double)random_uniform(random) - 1;
        s = u * u + v * v;
    } while (s >= 1 || s == 0);
    return (float)(u * sqrt(-2 * log(s) / s));
}

void random_shuffle(int *order, int n, Random *random) {
    for (int i = n - 1; i > 0; i--) {
        int j = random_below(random, i + 1);
        int swap = order[i];
        order[i] = order[j];
        order[j] = swap;
    }
}

void random_mask(real *mask, int n, real p, Random *random) {
    for (int i = 0; i < n; i++)
        mask[i] = random_uniform(random) < p ? 0 : 1;
}
