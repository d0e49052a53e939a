#define REAL double
// The projection goes to the nearest point of the ball; walks end where the
// text and the picture say, by another way of finding the place.
#define main projection_main
#include "ch03-crossentropy-regularization/projection.c"
#undef main

#include "tests/check.h"

static double theta[2];
static const double *lowest;
static double bowl(void) {
    return pow(theta[0] - lowest[0], 2) / 2 + pow(theta[1] - lowest[1], 2) / 6;
}

static void no_leash(void) {
    char *arguments[] = {"projection", "--c", "0", NULL};
    projection_main(3, arguments);
}

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"projection", option, value, NULL};
    projection_main(3, arguments);
}
static void refused_1(void) { main_with("--c", "5"); }
static void refused_2(void) { main_with("--eta", "0"); }
static void refused_3(void) { main_with("--fast", "1000"); }

int main(void) {
    test("too long: back to c in the same direction; short ones stay");
    real w[2] = {3, -4};
    project(w, 2);
    CHECK_NEAR(w[0], 1.2, 1e-15);
    CHECK_NEAR(w[1], -1.6, 1e-15);
    project(w, 3);
    CHECK_NEAR(w[0], 1.2, 1e-15);

    test("no point of the ball is nearer");
    for (int i = 0; i < 360; i++) {
        real angle = i * 3.14159265358979 / 180;
        CHECK(hypot(2 * cos(angle) - 3, 2 * sin(angle) + 4) >= 3 - 1e-12,
              "at %d°", i);
    }
    CHECK_NEAR(hypot(w[0] - 3, w[1] + 4), 3, 1e-12);

    test("the slope is the slope of the bowl, and a step goes down it");
    real nabla[2];
    theta[0] = 0.4;
    theta[1] = -1.7;
    lowest = OUTSIDE;
    slope(nabla, theta, OUTSIDE);
    check_gradient("∂C/∂w", theta, nabla, 2, bowl, false);
    real at[2] = {0.4, -1.7};
    descend(at, OUTSIDE, 0.3);
    CHECK_NEAR(at[0], 0.4 - 0.3 * (0.4 - 4), 1e-15);
    CHECK_NEAR(at[1], -1.7 - 0.1 * (-1.7 - 3), 1e-15);

    test("out of reach: the end is the best place on the circle");
    real best = INFINITY;
    for (int i = 0; i < 36000; i++) {
        theta[0] = 3 * cos(i * 3.14159265358979 / 18000);
        theta[1] = 3 * sin(i * 3.14159265358979 / 18000);
        if (bowl() < best) {
            best = bowl();
            at[0] = theta[0];
            at[1] = theta[1];
        }
    }
    slope(nabla, at, OUTSIDE);
    CHECK_NEAR(at[0] * nabla[1] - at[1] * nabla[0], 0, 1e-2);
    Walk good = walk(NULL, OUTSIDE, 0.5, 3), held = walk(NULL, OUTSIDE, 2.5, 3);
    CHECK(good.aslant < 1e-6 && good.last < 1e-6, "%g", good.aslant);
    CHECK(held.aslant < 1e-6 && held.last < 1e-6, "%g", held.aslant);
    CHECK_NEAR(good.longest, 3, 1e-14);
    CHECK_NEAR(held.longest, 3, 1e-14);

    test("inside: a good rate arrives, a high one jumps, free it flies away");
    Walk calm = walk(NULL, INSIDE, 0.5, 3), jumps = walk(NULL, INSIDE, 2.5, 3);
    CHECK(calm.last < 1e-4 && calm.longest < 3, "%g", calm.last);
    CHECK(jumps.last > 3 && jumps.last <= 6, "%g", jumps.last);
    Walk away = walk(NULL, INSIDE, 2.5, INFINITY);
    CHECK_NEAR(away.longest / (pow(1.5, STEPS) * (START[0] - INSIDE[0])), 1,
               1e-6);
    CHECK_NEAR(away.last / away.longest, 1 + 1 / 1.5, 1e-6);

    test("a leash of 0 is refused");
    check_dies(no_leash, 2, "--c|0");

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--c|below 5");
    check_dies(refused_2, 2, "--eta|above 0");
    check_dies(refused_3, 2, "--fast|at most");
    return tests_end();
}
