// Where the ink goes: every kind of motion on images whose result is known, the
// elastic field against its definition.
#define REAL double
#include "ch03-crossentropy-regularization/distort.h"

#include "tests/check.h"

static Random random_numbers;
static Distorter by;

// A random image, and what a distortion makes of it.
static Matrix before, after;
static void become(Distortion d) {
    for (int p = 0; p < PIXELS; p++)
        before.at[p] = random_uniform(&random_numbers);
    mat_copy(after, before);
    distort(after, d, &by, &random_numbers);
}
static double was(int row, int column) {
    bool inside = row >= 0 && row < SIDE && column >= 0 && column < SIDE;
    return inside ? before.at[row * SIDE + column] : 0;
}

static void sigma_zero(void) { distorter_new(0); }

int main(void) {
    random_numbers = random_new(1);
    by = distorter_new(4);
    before = mat_new(1, PIXELS);
    after = mat_new(1, PIXELS);

    test("between pixels the ink is their weighted mean, outside is paper");
    become((Distortion){0});
    CHECK_NEAR(distort_ink_at(before, 3, 5), was(3, 5), 0);
    CHECK_NEAR(distort_ink_at(before, 3.25, 5), .75 * was(3, 5) +
               .25 * was(4, 5), 1e-15);
    CHECK_NEAR(distort_ink_at(before, 3, 5.25), .75 * was(3, 5) +
               .25 * was(3, 6), 1e-15);
    CHECK_NEAR(distort_ink_at(before, 3.5, 5.5), (was(3, 5) + was(3, 6) +
               was(4, 5) + was(4, 6)) / 4, 1e-15);
    CHECK_NEAR(distort_ink_at(before, -0.75, 0), .25 * was(0, 0), 1e-15);
    CHECK_NEAR(distort_ink_at(before, 27, 27.5), .5 * was(27, 27), 1e-15);
    CHECK_NEAR(distort_ink_at(before, 5, 28), 0, 0);
    CHECK_NEAR(distort_ink_at(before, -1e30, 5), 0, 0);
    CHECK_NEAR(distort_ink_at(before, NAN, 5), 0, 0);

    test("no distortion changes nothing");
    for (int p = 0; p < PIXELS; p++) CHECK_NEAR(after.at[p], before.at[p], 0);

    test("a shift moves the ink down and to the right");
    become((Distortion){.down = 2, .right = -3});
    for (int p = 0; p < PIXELS; p++)
        CHECK_NEAR(after.at[p], was(p / SIDE - 2, p % SIDE + 3), 1e-12);

    test("90 degrees turn the right edge to the top: counter-clockwise");
    become((Distortion){.rotate = 90});
    for (int p = 0; p < PIXELS; p++)
        CHECK_NEAR(after.at[p], was(p % SIDE, 27 - p / SIDE), 1e-9);

    test("skew leans to the right: the upper half moves right, the lower left");
    become((Distortion){.skew = 2});                 // by 1, 3, 5 ... pixels
    for (int p = 0; p < PIXELS; p++)
        CHECK_NEAR(after.at[p],
                   was(p / SIDE, p % SIDE + 2 * (p / SIDE) - 27), 1e-12);

    test("first skewed, then turned, then shifted");
    become((Distortion){.rotate = 90, .skew = 2, .down = 1});
    for (int p = 0; p < PIXELS; p++) {
        int y = 2 * (p / SIDE - 1) - 27, x = 2 * (p % SIDE) - 27 + 2 * y;
        CHECK_NEAR(after.at[p], was((x + 27) / 2, (27 - y) / 2), 1e-9);
    }

    test("the elastic field is the noise, smoothed by a Gaussian");
    become((Distortion){.elastic = 10});
    for (int p = 0; p < PIXELS; p += 53) {
        double sum = 0;
        for (int q = 0; q < PIXELS; q++)
            sum += by.noise.at[q] / (2 * acos(-1) * 16) *
                   exp(-(pow(p / SIDE - q / SIDE, 2) +
                         pow(p % SIDE - q % SIDE, 2)) / 32);
        CHECK_NEAR(by.right.at[p], sum, 1e-7);
    }
    for (int p = 0; p < PIXELS; p++) {
        CHECK(fabs(by.noise.at[p]) <= 10, "noise %g", by.noise.at[p]);
        CHECK_NEAR(after.at[p],
                   distort_ink_at(before, p / SIDE + by.down.at[p],
                                  p % SIDE + by.right.at[p]), 1e-12);
    }

    test("alpha 34 moves the middle by 1.4 pixels, both ways independently");
    double down = 0, right = 0, both = 0;
    for (int i = 0; i < 400; i++) {
        become((Distortion){.elastic = 34});
        double d = AT(by.down, 13, 13), r = AT(by.right, 13, 13);
        down += d * d / 400;
        right += r * r / 400;
        both += d * r / 400;
    }
    CHECK_NEAR(sqrt(down), 1.38, 0.14);
    CHECK_NEAR(sqrt(right), 1.38, 0.14);
    CHECK_NEAR(both, 0, 0.3);

    test("amounts are drawn from -most to most, each for itself; not alpha");
    Distortion most = {15, 0.3, 2, 1, 34};
    double lowest = 0, highest = 0, product = 0;
    for (int i = 0; i < 1000; i++) {
        Distortion d = distort_draw(most, &random_numbers);
        CHECK(fabs(d.skew) <= 0.3 && fabs(d.down) <= 2 && fabs(d.right) <= 1 &&
              d.elastic == 34, "out of bounds");
        lowest = fmin(lowest, d.rotate);
        highest = fmax(highest, d.rotate);
        product += d.rotate * d.skew + d.down * d.right;
    }
    CHECK(lowest >= -15 && lowest < -14.8, "%g", lowest);
    CHECK(highest <= 15 && highest > 14.8, "%g", highest);
    CHECK_NEAR(product / 1000, 0, 0.3);

    test("a sigma of 0 is an error");
    check_dies(sigma_zero, 1, "sigma|0");

    mat_free(&after);
    mat_free(&before);
    distorter_free(&by);
    return tests_end();
}
