// The network of the slides, layer by layer; each comparison varies one thing;
// with batch normalisation it learns where it does not without; and a batch of
// one says nothing.
#define main batch_norm_main
#include "ch05-vanishing-gradients/batch_norm.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static const Settings SMALL = {300, 4, 3, 20, 20, 0.3f};

static void check_model(int way, const char *want) {
    Random random = random_new(1);
    Layers n = model_new((Run){way, 1, 2, 300, 20, 1}, SMALL, &random);
    char got[200] = "";
    for (int l = 1; l <= n.L; l++) {
        strcat(got, n.layer[l].name);
        strcat(got, " ");
        if (n.layer[l].w.cols > 0)
            CHECK_NEAR(n.layer[l].sd, 2 / sqrt(n.layer[l].inputs), 1e-6);
    }
    CHECK(strcmp(got, want) == 0, "it is %s", got);
    layers_free(&n);
}

static void no_epochs(void) {
    char *arguments[] = {"batch_norm", "--epochs", "0", NULL};
    batch_norm_main(3, arguments);
}

static void no_rate(void) {
    char *arguments[] = {"batch_norm", "--eta", "0", NULL};
    batch_norm_main(3, arguments);
}

int main(void) {
    Digits digits = drawn_digits(400, 100);

    test("three sigmoid layers and softmax; without, before σ, after σ");
    check_model(NONE, "dense sigmoid dense sigmoid dense sigmoid dense "
                      "softmax ");
    check_model(BEFORE, "dense batch_norm sigmoid dense batch_norm sigmoid "
                        "dense batch_norm sigmoid dense softmax ");
    check_model(AFTER, "dense sigmoid batch_norm dense sigmoid batch_norm "
                       "dense sigmoid batch_norm dense softmax ");

    test("each comparison varies one thing");
    for (int which = 0; which < COMPARISONS; which++)
        for (int i = 0; i < VALUES; i++) {
            Run run = run_of(which, i, BEFORE, SMALL);
            real value = COMPARE[which].value[i];
            CHECK(run.way == BEFORE, "way %d", run.way);
            CHECK(run.eta == (which == RATES ? value : SMALL.eta), "η");
            CHECK(run.scale == (which == STARTS ? value : 1), "start");
            CHECK(run.batch == (which == BATCHES ? (int)value : 20), "m");
            CHECK(run.images == (which == BATCHES ? 150 : 300), "images");
            CHECK(run.epochs == (which == BATCHES ? 2 : 4), "epochs");
        }

    test("it learns with it, not without; in batches of one, neither");
    Matrix seen = mat_new(1, 5);
    learn(seen, (Run){NONE, 0.3f, 1, 400, 20, 4}, SMALL, digits, 1);
    CHECK(AT(seen, 0, 4) < 40, "without: %g", (double)AT(seen, 0, 4));
    learn(seen, (Run){BEFORE, 0.3f, 1, 400, 20, 4}, SMALL, digits, 1);
    CHECK(AT(seen, 0, 0) < 30, "before training: %g", (double)AT(seen, 0, 0));
    CHECK(AT(seen, 0, 4) > 60, "with: %g", (double)AT(seen, 0, 4));
    learn(seen, (Run){BEFORE, 0.3f, 1, 100, 1, 4}, SMALL, digits, 1);
    CHECK(AT(seen, 0, 4) < 40, "batches of 1: %g", (double)AT(seen, 0, 4));
    mat_free(&seen);

    test("a comparison has a row for each value and way");
    Settings quick = {40, 1, 1, 5, 20, 0.3f};
    Matrix all = mat_new(VALUES * WAYS, 2), one = mat_new(1, 2);
    compare(all, RATES, quick, digits, 3);
    learn(one, run_of(RATES, 4, AFTER, quick), quick, digits, 3);
    CHECK(AT(all, 4 * WAYS + AFTER, 1) == AT(one, 0, 1), "another row");
    CHECK_NEAR(at_end(all, 4, AFTER), AT(one, 0, 1), 1e-6);

    test("the fewest epochs to 85 %, the largest rate, the worst start");
    mat_fill(all, 50);
    CHECK(fewest_epochs(all, NONE) == 2, "%d", fewest_epochs(all, NONE));
    CHECK(isnan(largest_rate(all, NONE)), "%g", largest_rate(all, NONE));
    AT(all, row_of(3, BEFORE), 1) = 86;
    AT(all, row_of(5, BEFORE), 1) = 81;
    AT(all, row_of(1, BEFORE), 1) = 7;
    CHECK(fewest_epochs(all, BEFORE) == 1, "%d", fewest_epochs(all, BEFORE));
    CHECK_NEAR(largest_rate(all, BEFORE), 30, 1e-6);
    CHECK_NEAR(ends(all, BEFORE).min, 7, 1e-6);
    CHECK_NEAR(ends(all, BEFORE).max, 86, 1e-6);

    test("no epochs is a mistake, and no rate");
    check_dies(no_epochs, 2, "--epochs");
    check_dies(no_rate, 2, "--eta|above 0");
    mat_free(&one);
    mat_free(&all);
    digits_free(&digits);
    return tests_end();
}
