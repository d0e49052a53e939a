#define REAL double
// What the program says of paths: there are that many, their sum is the
// gradient, and the table finds the same sum with far fewer products.
#define main paths_main
#include "ch02-backprop/paths.c"
#undef main

#include "tests/check.h"

static Trial t;
static double cost(void) { return network_cost(&t.n, t.one); }

static void too_many(void) {
    char *arguments[] = {"paths", "--hidden", "7", NULL};
    paths_main(3, arguments);
}

int main(void) {
    test("a chain 1-1-1 has one path, a product of all slopes");
    t = trial_new(3, (int[]){1, 1, 1}, 2);
    real x = AT(t.one.x, 0, 0), y = AT(t.one.y, 0, 0);
    real a = 1 / (1 + exp(-(AT(t.n.w[2], 0, 0) * x + AT(t.n.b[2], 0, 0))));
    real w = AT(t.n.w[3], 0, 0);
    real out = 1 / (1 + exp(-(w * a + AT(t.n.b[3], 0, 0))));
    Work work = {0};
    CHECK_NEAR(sum_over_paths(&t, 2, 0, 0, &work),
               (out - y) * out * (1 - out) * w * a * (1 - a) * x, 1e-15);
    CHECK(work.paths == 1 && work.products == 2, "%g paths, %g products",
          work.paths, work.products);
    trial_free(&t);

    test("[2,3,3,2]: 6 different paths from a weight of layer 2");
    int sizes[] = {2, 3, 3, 2}, seen = 0;
    t = trial_new(4, sizes, 1);
    Path path = {.l = 2};
    path.at[2] = J;
    do {
        CHECK(path.at[2] == J, "the path has left its weight");
        CHECK(path.at[3] * 2 + path.at[4] == seen, "path %d is another", seen);
        seen++;
    } while (next_path(&path, &t));
    CHECK(seen == 6, "%d paths", seen);
    work = (Work){0};
    sum_over_paths(&t, 2, J, K, &work);
    CHECK(work.paths == 6 && work.products == 6 * 3, "%g, %g", work.paths,
          work.products);

    test("the sum over all paths (53) is the slope of the cost");
    for (int l = 2; l <= 4; l++) {
        real slopes[9];
        for (int j = 0, i = 0; j < sizes[l - 1]; j++)
            for (int k = 0; k < sizes[l - 2]; k++)
                slopes[i++] = sum_over_paths(&t, l, j, k, &work);
        network_gradient(&t.n, t.one.x, t.one.y);
        Matrix w_l = t.n.w[l];
        check_gradient("∂C/∂w", w_l.at, slopes, w_l.rows * w_l.cols, cost,
                       false);
        network_gradient(&t.n, t.one.x, t.one.y);
    }

    test("the table, times σ′(z), is δ: that is (BP2)");
    fill_table(&t, &work);
    for (int l = 2; l <= 4; l++)
        for (int j = 0; j < sizes[l - 1]; j++)
            CHECK_NEAR(AT(t.table[l], 0, j) * AT(t.n.sp[l], 0, j),
                       AT(t.n.delta[l], 0, j), 1e-15);
    trial_free(&t);

    test("paths, table and backpropagation agree; not only where sizes do");
    CHECK(work_in(4, sizes, 5).gap <= 1e-12, "[2,3,3,2]");
    CHECK(work_in(5, (int[]){3, 2, 4, 1, 3}, 5).gap <= 1e-12, "[3,2,4,1,3]");

    test("counted work is what the formulas say, and the table's is linear");
    for (int n = 2; n <= 4; n++)
        for (int L = 2; L <= 6; L++) {
            work = count(n, L, 1);
            double paths = 0, products = 0;
            for (int l = 2; l <= L; l++) {
                paths += n * n * pow(n, L - l);
                products += n * n * pow(n, L - l) * (L - l + 1);
            }
            CHECK_NEAR(work.paths, paths, 0);
            CHECK_NEAR(work.products, products, 0);
            CHECK_NEAR(work.table, n * n * (2 * L - 3), 0);
            CHECK(work.gap <= 1e-12, "gap %g", work.gap);
        }
    CHECK(work.products > 50 * work.table, "no figure to draw");

    test("a drawing that would not be readable is refused");
    check_dies(too_many, 2, "--hidden|6");
    return tests_end();
}
