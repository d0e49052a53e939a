// Moving averages are those of the formula; the ideal is measured layer by
// layer, over all images; and both read what the batch reads.
#define main averages_main
#include "ch05-vanishing-gradients/averages.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static const Settings SMALL = {200, 10, 2, 16, 20, 0.5f};

static void check_last(const Result *it) {
    test("the layer's average is p μ̄ + (1 - p) μᵗ, p = 0.9; slow has 0.99");
    double fast = (double)AT(it->last, 0, 1), slow = (double)AT(it->last, 0, 2);
    for (int i = 1; i < it->last.rows; i++) {
        double now = (double)AT(it->last, i, 0);
        fast += 0.1 * (now - fast);
        slow += 0.01 * (now - slow);
        CHECK_NEAR(AT(it->last, i, 1), fast, 1e-5);
        CHECK_NEAR(AT(it->last, i, 2), slow, 1e-5);
    }
    CHECK(it->last.rows == 10, "%d steps", it->last.rows);
}

// All images in one batch: then the batch's statistics are those of all.
static void check_all(Dataset train) {
    test("over all images: the same as one batch of all of them");
    Settings whole = SMALL;
    whole.batch = 200;
    Random random = random_new(3);
    Layers n = model_new(whole, &random);
    Matrix a = mat_new(200, CLASSES), b = mat_new(200, CLASSES);
    outputs(a, &n, n.L, train.x, true);
    n.most_rows = 30;                            // in parts, the last of 20
    measure_all(&n, train.x);
    outputs(b, &n, n.L, train.x, false);
    for (int i = 0; i < 200 * CLASSES; i++)
        CHECK_NEAR(b.at[i], a.at[i], 1e-5);
    n.most_rows = 200;
    for (int l = 2; l <= n.L; l += 3) {
        if (n.layer[l].mean.cols == 0) continue;
        layers_forward(&n, train.x, false);
        Moments want = moments(n.layer[l - 1].a, 3);
        CHECK_NEAR(n.layer[l].mean.at[3], want.mean, 1e-5);
        CHECK_NEAR(n.layer[l].variance.at[3], want.variance, 1e-5);
    }
    mat_free(&b);
    mat_free(&a);
    layers_free(&n);
}

// Many independent batches: after a long time the average has the variance
// (1 - p)/(1 + p) of one, and a step from 0 to 1 arrives as 1 - pᵏ.
static void check_memory(void) {
    test("an average with p = 0.9 has the luck of 19 batches");
    Random random = random_new(1);
    double average = 0, squares = 0, step = 0;
    for (int t = -100; t < 40000; t++) {
        average = moving_average(average, 0.9, random_normal(&random));
        if (t >= 0) squares += average * average / 40000;
    }
    CHECK_NEAR(19 * squares, 1, 0.1);
    for (int k = 1; k <= 25; k++) step = moving_average(step, 0.9, 1);
    CHECK_NEAR(1 - step, 0.0718, 1e-4);
}

static void no_rate(void) {
    char *arguments[] = {"averages", "--eta", "-1", NULL};
    averages_main(3, arguments);
}

int main(void) {
    Digits digits = drawn_digits(200, 100);
    check_memory();

    test("moments, and who is right, and who says the same");
    real x[] = {0, 3, 1, 1, 2, 8}, y[] = {5, 4, 1, 2, 0, 1};
    CHECK_NEAR(moments(mat_view(x, 3, 2), 1).mean, 4, 1e-12);
    CHECK_NEAR(moments(mat_view(x, 3, 2), 1).variance, 26 / 3.0, 1e-12);
    int label[] = {1, 1, 1};
    CHECK_NEAR(percent_right(mat_view(x, 3, 2), label), 200 / 3.0, 1e-9);
    CHECK_NEAR(percent_same(mat_view(x, 3, 2), mat_view(y, 3, 2)), 100 / 3.0,
               1e-9);

    Result it = {.last = mat_new(steps_of(SMALL), 3)};
    measure(&it, SMALL, digits.train, digits.validation, 1);
    check_last(&it);
    check_all(digits.train);

    test("averages and all images read as much as the batch, 0 and 1 do not");
    CHECK(it.accuracy[BATCHES] > 50, "batch: %g", it.accuracy[BATCHES]);
    CHECK(fabs(it.accuracy[AVERAGES] - it.accuracy[ALL]) < 12, "%g, %g",
          it.accuracy[AVERAGES], it.accuracy[ALL]);
    CHECK(it.accuracy[AVERAGES] > 50, "averages %g", it.accuracy[AVERAGES]);
    CHECK(it.accuracy[NOTHING] < 40, "nothing %g", it.accuracy[NOTHING]);
    CHECK(it.same > 75 && it.same <= 100, "the same: %g %%", it.same);
    CHECK_NEAR(it.of_all, AT(it.last, 9, 1), 0.2);

    test("a learning rate below 0 is a mistake");
    check_dies(no_rate, 2, "--eta|above 0");
    mat_free(&it.last);
    digits_free(&digits);
    return tests_end();
}
