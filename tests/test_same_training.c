// network3.py's training is what its cost says; converted numbers give the same
// weights, copied ones do not; dropout expects what is in use.
#define REAL double
#define main same_training_main
#include "ch06-convnets/same_training.c"
#undef main

#include "tests/check.h"

static const Settings SMALL = {20, 5, 30, 0.1, 0.1, 0.5};

// ## Their gradient
static Theirs theirs;
static Batches batches;
static Matrix kept;

//     C = 1/m Σ -ln a_y + λ/2 Σ w² / (number of mini-batches)
static double cost_now(void) {
    double cost = 0;
    for (int i = 0; i < 5; i++) {
        double z[CLASSES], exps = 0;
        for (int j = 0; j < CLASSES; j++) {
            z[j] = theirs.b.at[j];
            for (int k = 0; k < PIXELS; k++)
                if (AT(kept, i, k) > 0)
                    z[j] += AT(theirs.w, j, k) * AT(batches.x, i, k);
            exps += exp(z[j]);
        }
        cost += (log(exps) - z[batches.label[i]]) / 5;
    }
    double norm = mat_norm(theirs.w);
    return cost + SMALL.lambda / 2 * norm * norm / 4;
}

static void test_theirs(Dataset images) {
    test("network3.py's step is down the slope of its cost");
    Random random = random_new(8);
    Settings one = SMALL;
    one.eta = 1;
    theirs = theirs_new();
    mat_randn(theirs.w, 0.1, &random);
    mat_randn(theirs.b, 1, &random);
    batches = batches_new(images, 5);
    batches_next(&batches);
    kept = mat_new(5, PIXELS);
    random_mask(kept.at, 5 * PIXELS, 0.5, &random);
    Matrix w = mat_new(CLASSES, PIXELS), b = mat_new(1, CLASSES);
    mat_copy(w, theirs.w);
    mat_copy(b, theirs.b);
    theirs_update(&theirs, &batches, kept, one);
    mat_sub(theirs.nabla_w, w, theirs.w);
    mat_sub(theirs.nabla_b, b, theirs.b);
    mat_copy(theirs.w, w);
    mat_copy(theirs.b, b);
    for (int j = 0; j < CLASSES; j += 3)
        check_gradient("w", &AT(theirs.w, j, 400), &AT(theirs.nabla_w, j, 400),
                       30, cost_now, false);
    check_gradient("b", theirs.b.at, theirs.nabla_b.at, CLASSES, cost_now,
                   false);
    mat_free(&b);
    mat_free(&w);
    mat_free(&kept);
    batches_free(&batches);
    theirs_free(&theirs);
}

// ## The same training
static void test_same(Dataset images) {
    static const double P[] = {0, 0.2, 0.5};
    for (int i = 0; i < 3; i++) {
        test(i == 0 ? "no dropout: λ times m is the same training"
             : i == 1 ? "p = 0.2: λ and η converted, the same training"
                      : "p = 0.5: the same, and copied numbers are another");
        Settings set = SMALL;
        set.p_drop = P[i];
        Gaps gaps = train(set, images, 4, NULL);
        CHECK(gaps.converted < 1e-13, "converted: apart by %g",
              gaps.converted);
        CHECK(gaps.copied > 1e-4, "copied: apart by %g", gaps.copied);
    }
    test("0.1 is 1, and with p = 1/2 a quarter of η and four times λ");
    CHECK_NEAR(converted((Settings){.batch = 10, .lambda = 0.1}, 0).lambda, 1,
               1e-12);
    Numbers half = converted(SMALL, 0.5);
    CHECK_NEAR(half.eta, SMALL.eta / 4, 1e-15);
    CHECK_NEAR(half.lambda, 4 * 5 * SMALL.lambda, 1e-12);
}

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"same_training", option, value, NULL};
    same_training_main(3, arguments);
}
static void refused_1(void) { main_with("--p", "1"); }
static void refused_2(void) { main_with("--batch", "7"); }

int main(void) {
    Dataset images = dataset_new(20, PIXELS, CLASSES);
    data_draw(images, 1, 0, DIGITS_SPREAD);
    test_theirs(images);
    test_same(images);
    test("the mean over the masks is off by one standard error");
    double off = off_in_errors(SMALL, images, 3);
    CHECK(off > 0.6 && off < 1.4, "off by %g", off);
    dataset_free(&images);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--p|below 1");
    check_dies(refused_2, 2, "--batch|divide 500");
    return tests_end();
}
