#define REAL double
// What boundaries.c stands on: a step is the slope of the summed error with
// ½ λ w² in it, the boundary's length is a length, the best start is chosen,
// and λ does what the picture shows.
#include "tests/check.h"

#define main boundaries_main
#include "ch03-crossentropy-regularization/boundaries.c"
#undef main

// ## The whole error of a batch, written down once more
static Network n;
static Batches batch;
static real lambda;

static double error_here(void) {
    double sum = 0;
    for (int i = 0; i < batch.x.rows; i++) {
        double a[2][20] = {{AT(batch.x, i, 0), AT(batch.x, i, 1)}};
        for (int l = 2; l <= n.L; l++)
            for (int j = 0; j < n.sizes[l]; j++) {
                double z = n.b[l].at[j];
                for (int k = 0; k < n.sizes[l - 1]; k++)
                    z += AT(n.w[l], j, k) * a[l % 2][k];
                a[(l + 1) % 2][j] = l < n.L ? tanh(z) : z;
            }
        double *z = a[(n.L + 1) % 2];
        sum += log(exp(z[0]) + exp(z[1])) - z[batch.label[i]];
    }
    for (int l = 2; l <= n.L; l++)
        for (int i = 0; i < n.w[l].rows * n.w[l].cols; i++)
            sum += lambda / 2 * n.w[l].at[i] * n.w[l].at[i];
    return sum;
}

static void check_step(void) {
    Matrix before = mat_new(1, n.parameters.cols);
    Matrix gradient = mat_new(1, n.parameters.cols);
    mat_copy(before, n.parameters);
    step(&n, &batch, 1, lambda);                 // with ε = 1
    mat_sub(gradient, before, n.parameters);
    mat_copy(n.parameters, before);
    for (int l = 2; l <= n.L; l++) {
        check_gradient("w", n.w[l].at,
                       gradient.at + (n.w[l].at - n.parameters.at),
                       n.w[l].rows * n.w[l].cols, error_here, false);
        check_gradient("b", n.b[l].at,
                       gradient.at + (n.b[l].at - n.parameters.at),
                       n.b[l].cols, error_here, false);
    }
    mat_free(&gradient);
    mat_free(&before);
}

// ## Wrong usage
static void run_with(char *option, char *value) {
    char *arguments[] = {"boundaries", option, value, NULL};
    boundaries_main(3, arguments);
}
static void no_starts(void) { run_with("--starts", "0"); }
static void one_point(void) { run_with("--points", "1"); }
static void no_rate(void) { run_with("--epsilon", "0"); }

// The classes of the half plane c x + s y > d.
static void half_plane(Matrix plane, real c, real s, real d) {
    for (int i = 0; i < SIDE; i++)
        for (int k = 0; k < SIDE; k++)
            AT(plane, i, k) = c * (k * APART - 2) + s * (i * APART - 2) > d;
}

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"boundaries", option, value, NULL};
    boundaries_main(3, arguments);
}
static void refused_1(void) { main_with("--points", "1000000000"); }

int main(void) {
    Random random = random_new(5);

    test("a step goes down the sum of the errors, with ½ λ w²");
    Dataset few = points_new(true, 7, &random);
    batch = batches_new(few, 7);
    batches_next(&batch);
    for (int hidden = 1; hidden <= 3; hidden++) {
        int sizes[] = {2, 4, 3, 5, 2};
        sizes[hidden + 1] = 2;
        n = network_new(hidden + 2, sizes, SIDE * SIDE, &random);
        for (lambda = 0; lambda < 1; lambda += 0.7) check_step();
        if (hidden < 3) network_free(&n);
    }
    batches_free(&batch);
    dataset_free(&few);

    test("it starts from N(0, 1/n_in), biases from 0");
    Spread squares = {0};
    for (int i = 0; i < 300; i++) {
        start(&n, &random);
        for (int k = 0; k < 12; k++)
            spread_add(&squares, n.w[3].at[k] * n.w[3].at[k]);
        CHECK(n.b[3].at[2] == 0, "a bias");
    }
    CHECK_NEAR(spread_mean(&squares), 1.0 / 4, 0.02);

    test("softmax is safe, and its two answers are one together");
    Matrix z = mat_new(2, 2), a = mat_new(2, 2);
    z.at[0] = 1000, z.at[1] = -1000, z.at[2] = 0.3, z.at[3] = -0.4;
    softmax(a, z);
    CHECK_NEAR(a.at[0], 1, 0);
    CHECK_NEAR(a.at[1], 0, 0);
    CHECK_NEAR(a.at[2], exp(0.3) / (exp(0.3) + exp(-0.4)), 1e-15);
    CHECK_NEAR(a.at[2] + a.at[3], 1, 1e-15);
    mat_free(&a);
    mat_free(&z);

    test("the length of a boundary is a length");
    Matrix plane = mat_new(SIDE, SIDE);
    CHECK_NEAR(boundary(plane), 0, 0);
    Spread over = {0};                           // lines through the middle
    for (int degree = 0; degree < 360; degree++) {
        real c = cos(degree * 0.0174532925), s = sin(degree * 0.0174532925);
        half_plane(plane, c, s, 0.01);
        spread_add(&over, boundary(plane) * fmax(fabs(c), fabs(s)) / 4);
    }
    CHECK_NEAR(spread_mean(&over), 1, 0.02);
    CHECK(over.min > 0.77 && over.max < 1.13, "%g to %g", over.min, over.max);
    for (int i = 0; i < SIDE * SIDE; i++)        // a disc of radius 1.51
        plane.at[i] = hypot(i % SIDE * APART - 2, i / SIDE * APART - 2) < 1.51;
    CHECK_NEAR(boundary(plane), 2 * 3.14159265 * 1.51, 0.1);

    test("the plane is asked from -2 to 2, row by row upwards");
    network_free(&n);
    n = network_new(2, (int[]){2, 2}, SIDE * SIDE, &random);      // a line
    mat_fill(n.parameters, 0);
    AT(n.w[2], 1, 0) = 1, AT(n.w[2], 1, 1) = 10, n.b[2].at[1] = 5;
    survey(plane, &n);                           // x + 10 y + 5 > 0
    CHECK(AT(plane, 0, 0) == 0 && AT(plane, SIDE - 1, 0) == 1, "upside down");
    CHECK(AT(plane, 48, 40) == 1 && AT(plane, 42, 80) == 0, "elsewhere");

    test("of several starts, the one with the least error counts");
    Dataset points = points_new(false, 60 + NEW_POINTS, &random);
    Settings set = {.points = 60, .epochs = 150, .starts = 3, .epsilon = 0.05};
    Result it = {mat_new(3, MEASURES), plane, 0};
    real length[3] = {0};
    for (int i = 0; i < 3; i++) {                // λ = 0.01, 0.1, 1
        try_starts(&it, PANELS[WEAK + i], points, set, random);
        length[i] = AT(it.scores, it.best, LENGTH);
        for (int k = 0; k < 3; k++)
            CHECK(AT(it.scores, it.best, COST) <= AT(it.scores, k, COST),
                  "start %d is better than %d", k, it.best);
        CHECK_NEAR(boundary(it.plane), AT(it.scores, it.best, BOUNDARY), 0);
        CHECK_NEAR(AT(it.scores, 1, TRAIN) - AT(it.scores, 1, FRESH),
                   AT(it.scores, 1, GAP), 1e-12);
    }
    CHECK(AT(it.scores, 0, COST) != AT(it.scores, 1, COST), "the same start");

    test("the larger λ, the shorter the weights; λ = 1 under-fits");
    CHECK(length[0] > length[1] && length[1] > 1.5 * length[2], "%g, %g, %g",
          length[0], length[1], length[2]);
    CHECK(AT(it.scores, it.best, TRAIN) < 90, "λ = 1 fits %g %%",
          AT(it.scores, it.best, TRAIN));
    CHECK(AT(it.scores, it.best, BOUNDARY) < 5.8, "λ = 1: no line");

    test("no starts, no points, no rate: one line, exit status 2");
    check_dies(no_starts, 2, "--starts|0");
    check_dies(one_point, 2, "--points|1");
    check_dies(no_rate, 2, "--epsilon");
    mat_free(&it.scores);
    mat_free(&plane);
    network_free(&n);
    dataset_free(&points);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "at most --points");
    return tests_end();
}
