// toys.c -- see toys.h.
#include "common/toys.h"

#include <math.h>

#include "common/report.h"

static const double PI = 3.14159265358979323846;

// ## Points

static void need(const char *function, int count, double noise) {
    if (count < 2)
        die("%s: %d examples; at least 2 are needed", function, count);
    if (!(noise >= 0 && isfinite(noise)))
        die("%s: noise with a standard deviation of %g; 0 or more is needed",
            function, noise);
}

typedef struct {
    double x, y;
} Point;

// Rounded to float: float and double programs have the same points, and sines
// which differ in their last bit, as those of two C libraries may, still give
// the same number.  (volatile: gcc 12 forgets to round two numbers at a time.)
static double rounded(double x) {
    volatile float y = (float)x;
    return y;
}

static Point on_circle(double radius, double angle) {
    return (Point){radius * rounded(cos(angle)), radius * rounded(sin(angle))};
}

// Example i is this point, with noise.
static void put(Dataset set, int i, Point point, double noise, Random *random) {
    double dx = noise * random_normal(random);
    double dy = noise * random_normal(random);
    AT(set.x, i, 0) = (real)rounded(point.x + dx);
    AT(set.x, i, 1) = (real)rounded(point.y + dy);
}

// Uniform in low ... high.
static double between(double low, double high, Random *random) {
    return low + (high - low) * random_uniform(random);
}

// ## Two classes

// The classes in turns: 0, 1, 0, 1, ...
static Dataset two_classes(int count) {
    Dataset set = dataset_new(count, 2, 1);
    for (int i = 0; i < count; i++) AT(set.y, i, 0) = set.label[i] = i % 2;
    return set;
}

// As many of each, in random order.
static Dataset two_classes_mixed(int count, Random *random) {
    Dataset set = two_classes(count);
    random_shuffle(set.label, count, random);
    for (int i = 0; i < count; i++) AT(set.y, i, 0) = set.label[i];
    return set;
}

Dataset toys_moons(int count, double noise, Random *random) {
    need("toys_moons", count, noise);
    Dataset set = two_classes_mixed(count, random);
    for (int i = 0; i < count; i++) {
        Point point = on_circle(1, between(0, PI, random));
        if (set.label[i] == 1) point = (Point){1 - point.x, 0.5 - point.y};
        put(set, i, point, noise, random);
    }
    return set;
}

Dataset toys_spiral(int count, double turns, double noise, Random *random) {
    need("toys_spiral", count, noise);
    if (!(turns >= 0 && isfinite(turns)))
        die("toys_spiral: %g turns; 0 or more are needed", turns);
    Dataset set = two_classes_mixed(count, random);
    for (int i = 0; i < count; i++) {
        double way = random_uniform(random);            // 0 centre ... 1 end
        double angle = 2 * PI * turns * way + PI * set.label[i];
        put(set, i, on_circle(2 * way, angle), noise, random);
    }
    return set;
}

Dataset toys_ring(int count, double noise, Random *random) {
    need("toys_ring", count, noise);
    Dataset set = two_classes_mixed(count, random);
    int of_class_0 = 0;
    for (int i = 0; i < count; i++) {
        double angle = between(0, 2 * PI, random);
        double disc = 0.2 * sqrt(random_uniform(random));
        double radius = set.label[i] == 1      ? 0.65
                        : of_class_0++ % 2 == 0 ? disc
                                                : 1.2;
        put(set, i, on_circle(radius, angle), noise, random);
    }
    return set;
}

// The square root of a uniform number fills a disc evenly.
Dataset toys_circle(int count, Random *random) {
    need("toys_circle", count, 0);
    Dataset set = two_classes_mixed(count, random);
    for (int i = 0; i < count; i++) {
        double angle = between(0, 2 * PI, random);
        double radius = set.label[i] == 1
                            ? sqrt(between(0, 0.4 * 0.4, random))
                            : sqrt(between(1, 1.5 * 1.5, random));
        put(set, i, on_circle(radius, angle), 0, random);
    }
    return set;
}

// (across, 1 - across) is a direction; a circle and the star after it have the
// same, and both are moved along it to their x + y.
Dataset toys_stars_and_circles(int count, Random *random) {
    need("toys_stars_and_circles", count, 0);
    Dataset set = two_classes(count);
    double across = 0;
    for (int i = 0; i < count; i++) {
        bool star = set.label[i] == 1;
        if (!star) across = between(0.1, 0.9, random);
        double sum = star ? between(1.7, 2.5, random) : between(0.5, 1, random);
        put(set, i, (Point){sum * across, sum * (1 - across)}, 0, random);
    }
    return set;
}

Dataset toys_players(int count, Random *random) {
    need("toys_players", count, 0);
    Dataset set = two_classes_mixed(count, random);
    for (int i = 0; i < count; i++) {
        int height, age, sum;
        do {
            height = 130 + random_below(random, 81);
            age = 10 + random_below(random, 11);
            sum = height + 8 * age;
        } while (set.label[i] == 1 ? sum < 298 : sum > 282);
        AT(set.x, i, 0) = (real)height;
        AT(set.x, i, 1) = (real)age;
    }
    return set;
}

Dataset toys_xor(void) {
    Dataset set = dataset_new(4, 2, 1);
    for (int i = 0; i < 4; i++) {
        int a = i / 2, b = i % 2;
        AT(set.x, i, 0) = (real)a;
        AT(set.x, i, 1) = (real)b;
        AT(set.y, i, 0) = set.label[i] = a != b;
    }
    return set;
}

// ## Numbers to predict

static Dataset without_labels(int count, int inputs) {
    return (Dataset){mat_new(count, inputs), mat_new(count, 1), NULL};
}

Dataset toys_meals(int count, const double prices[3], Random *random) {
    need("toys_meals", count, 0);
    Dataset set = without_labels(count, 3);
    for (int i = 0; i < count; i++) {
        int portions;
        double total;
        do {
            portions = 0;
            total = 0;
            for (int k = 0; k < 3; k++) {
                int n = random_below(random, 6);
                AT(set.x, i, k) = (real)n;
                portions += n;
                total += n * prices[k];
            }
        } while (portions == 0);
        AT(set.y, i, 0) = (real)total;
    }
    return set;
}

Dataset toys_line(int count, double slope, double intercept, double noise,
                  Random *random) {
    need("toys_line", count, noise);
    Dataset set = without_labels(count, 1);
    for (int i = 0; i < count; i++) {
        double x = rounded((double)i / (count - 1));
        double y = slope * x + intercept;
        AT(set.x, i, 0) = (real)x;
        AT(set.y, i, 0) = (real)rounded(y + noise * random_normal(random));
    }
    return set;
}

// ## Surfaces

real toys_bowl(real c, real x, real y) { return (x * x + c * y * y) / 2; }

void toys_bowl_slope(real slope[2], real c, real x, real y) {
    slope[0] = x;
    slope[1] = c * y;
}

real toys_saddle(real x, real y) { return x * x - y * y; }

void toys_saddle_slope(real slope[2], real x, real y) {
    slope[0] = 2 * x;
    slope[1] = -2 * y;
}

//     f = (3/2 - x + x y)² + (9/4 - x + x y²)² + (21/8 - x + x y³)²
//
// With u, v, w for what stands in the brackets, f = u² + v² + w².
real toys_beale(real x, real y) {
    real u = (real)1.5 - x + x * y;
    real v = (real)2.25 - x + x * y * y;
    real w = (real)2.625 - x + x * y * y * y;
    return u * u + v * v + w * w;
}

//     ∂f/∂x = 2 u (y - 1) + 2 v (y² - 1) + 2 w (y³ - 1)
//     ∂f/∂y = 2 u x + 4 v x y + 6 w x y²
void toys_beale_slope(real slope[2], real x, real y) {
    real u = (real)1.5 - x + x * y;
    real v = (real)2.25 - x + x * y * y;
    real w = (real)2.625 - x + x * y * y * y;
    slope[0] = 2 * (u * (y - 1) + v * (y * y - 1) + w * (y * y * y - 1));
    slope[1] = 2 * x * (u + 2 * v * y + 3 * w * y * y);
}
