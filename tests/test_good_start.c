// From 0 and from small weights nothing is learnt, from He's it is; those that
// start alike stay alike; ReLUs' weights times c give c^L times the output.
#define main good_start_main
#include "ch05-vanishing-gradients/good_start.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static void too_deep(void) {
    char *arguments[] = {"good_start", "--hidden", "51", NULL};
    good_start_main(3, arguments);
}
static void backwards(void) {
    char *arguments[] = {"good_start", "--eta", "-0.01", NULL};
    good_start_main(3, arguments);
}

int main(void) {
    Digits digits = drawn_digits(200, 100);
    Settings set = {3, 20, 200, 4, 10, 0.06f};
    Random random = random_new(1);

    test("starts: weights of the size asked for, biases 0");
    CHECK_NEAR(sd_of(HE, 50), 0.2, 1e-7);
    CHECK_NEAR(sd_of(LITTLE, 50), 0.01, 1e-9);
    CHECK_NEAR(sd_of(ZERO, 50), 0, 0);
    Layers n = net_new(set, layers_relu, true);
    start(&n, HE, &random);
    CHECK_NEAR(mat_norm(n.layer[4].w), sqrt(20 * 2), 1);
    CHECK_NEAR(mat_norm(n.layer[4].b), 0, 0);
    CHECK(strcmp(n.layer[2].name, "batch_norm") == 0, "%s", n.layer[2].name);
    layers_free(&n);

    test("from 0 nothing is learnt, from He's start it is");
    Matrix accuracy = mat_new(WAYS_NUMBER, set.epochs + 1);
    for (int w = 0; w < WAYS_NUMBER; w++) {
        run(mat_rows(accuracy, w, 1), ZERO, &WAYS[w], set, digits,
            &random);
        CHECK(AT(accuracy, w, set.epochs) < 25, "%s: %g", WAYS[w].name,
              (double)AT(accuracy, w, set.epochs));
        random = random_new(9);                  // the same for all
        Settings its = set;
        if (w == TEN_TIMES) its.eta /= 10;
        run(mat_rows(accuracy, w, 1), HE, &WAYS[w], its, digits,
            &random);
        CHECK(AT(accuracy, w, set.epochs) > 40, "%s: %g", WAYS[w].name,
              (double)AT(accuracy, w, set.epochs));
    }
    CHECK(AT(accuracy, MOMENTUM, 1) > AT(accuracy, DESCENT, 1) + 5,
          "momentum is not faster: %g, %g", (double)AT(accuracy, MOMENTUM, 1),
          (double)AT(accuracy, DESCENT, 1));

    CHECK_NEAR(AT(accuracy, TEN_TIMES, set.epochs),
               AT(accuracy, DESCENT, set.epochs), 3);

    test("from small weights only with batch normalisation");
    run(mat_rows(accuracy, 0, 1), LITTLE, &WAYS[MOMENTUM], set, digits,
        &random);
    CHECK(AT(accuracy, 0, set.epochs) < 25, "without: %g",
          (double)AT(accuracy, 0, set.epochs));
    run(mat_rows(accuracy, 1, 1), LITTLE, &WAYS[BATCH_NORM], set,
        digits, &random);
    CHECK(AT(accuracy, 1, set.epochs) > 40, "with: %g",
          (double)AT(accuracy, 1, set.epochs));
    mat_free(&accuracy);

    test("sigmoids that start at 0 move, but never apart");
    Zero deep = from_zero(2, set, digits, &random);
    CHECK_NEAR(deep.apart, 0, 0);
    CHECK(deep.moved > 1e-5, "they do not move");
    Zero simple = from_zero(0, set, digits, &random);
    CHECK(simple.accuracy > deep.accuracy + 15, "%g from %g", simple.accuracy,
          deep.accuracy);

    test("weights times c: outputs times c^L, and surer answers");
    Matrix x = mat_rows(digits.train.x, 0, 100);
    Scaled twice = scale_weights(set, 2, x, &random);
    CHECK_NEAR(twice.off, 0, 0);                 // 2 and 16 are exact
    CHECK(twice.changed == 0, "%d answers change", twice.changed);
    CHECK(twice.surer > twice.sure + 0.1, "%g, %g", twice.sure, twice.surer);
    Scaled less = scale_weights(set, 0.7f, x, &random);
    CHECK_NEAR(less.off, 0, 1e-5);
    CHECK(less.surer < less.sure, "%g, %g", less.sure, less.surer);

    test("more hidden layers than there is room for are refused");
    check_dies(too_deep, 2, "--hidden|50");
    check_dies(backwards, 2, "--eta|above 0");
    digits_free(&digits);
    return tests_end();
}
