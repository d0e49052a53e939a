// The thinned networks that the program asks, the averages of their answers,
// and that its three ways start alike and learn differently.
#define main dropout_main
#include "ch03-crossentropy-regularization/dropout.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static void keep_nothing(void) {
    char *arguments[] = {"dropout", "--p", "1", NULL};
    dropout_main(3, arguments);
}

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"dropout", option, value, NULL};
    dropout_main(3, arguments);
}
static void refused_1(void) { main_with("--eta", "0"); }
static void refused_2(void) { main_with("--lambda", "-1"); }
static void refused_3(void) { main_with("--hidden", "1000000000"); }

int main(void) {
    test("thinning deletes whole columns and enlarges the others");
    Random random = random_new(2);
    Matrix w = mat_new(3, 400), thin = mat_new(3, 400);
    mat_randn(w, 1, &random);
    thin_out(thin, w, 0.25f, &random);
    int deleted = 0;
    for (int k = 0; k < 400; k++) {
        bool off = AT(thin, 0, k) == 0;
        deleted += off;
        for (int j = 0; j < 3; j++)
            CHECK_NEAR(AT(thin, j, k), off ? 0 : AT(w, j, k) / 0.75f, 1e-6);
    }
    CHECK_NEAR(deleted, 100, 27);
    mat_free(&thin);
    mat_free(&w);

    test("accuracy is counted by the largest output");
    real outputs[] = {1, 3, 2, 5, 4, 0};
    Matrix a = mat_view(outputs, 2, 3);
    CHECK_NEAR(percent_right(a, (int[]){1, 0}), 100, 0);
    CHECK_NEAR(percent_right(a, (int[]){1, 1}), 50, 0);

    test("where next to nothing is deleted, thinned networks are the whole");
    Digits digits = drawn_digits(60, 50);
    Settings set = {60, 12, 16, 10, 0.5f, 0, 0.5f, true};
    Result it = result_new(set.epochs);
    Network2 n = network2_new(3, (int[]){PIXELS, 16, CLASSES}, 10,
                              &network2_cross_entropy, &random);
    n.p_drop = 1e-7f;
    ask_crowd(&it, &n, digits.test, &random);
    double whole = network2_score(&n, digits.test).accuracy;
    for (int i = 0; i < CROWD; i++)
        CHECK(fabs((double)AT(it.single, 0, i) - whole) < 1e-3 &&
              fabs((double)AT(it.together, 0, i) - whole) < 1e-3, "%d", i);
    network2_free(&n);

    test("the three ways start alike, and then learn differently");
    for (int way = 0; way < WAYS; way++) learn(&it, way, set, digits, 3);
    for (int way = 1; way < WAYS; way++) {
        CHECK(AT(it.seen[way], 0, COST) == AT(it.seen[0], 0, COST), "start");
        CHECK(at_end(&it, way, COST) != at_end(&it, way - 1, COST), "alike");
    }
    CHECK_NEAR(it.whole, at_end(&it, PER_BATCH, ACCURACY), 1e-4);

    test("a network with deleted neurons learns its images more slowly");
    for (int way = PER_BATCH; way <= PER_EXAMPLE; way++)
        CHECK(at_end(&it, way, TRAIN_COST) >
                  1.2 * at_end(&it, NONE, TRAIN_COST),
              "way %d: %g, without %g", way, at_end(&it, way, TRAIN_COST),
              at_end(&it, NONE, TRAIN_COST));

    test("options arrive: λ shortens the weights, the large start is large");
    Result brief = result_new(1);
    set.epochs = 1;
    learn(&brief, NONE, set, digits, 3);
    double length = at_end(&brief, NONE, LENGTH);
    set.lambda = 3;
    learn(&brief, NONE, set, digits, 3);
    CHECK(at_end(&brief, NONE, LENGTH) < 0.95 * length, "%g, %g",
          at_end(&brief, NONE, LENGTH), length);
    set.small = false;
    learn(&brief, NONE, set, digits, 3);
    CHECK_NEAR(AT(brief.seen[NONE], 0, LENGTH), sqrt(PIXELS * 16 + 160), 3);
    result_free(&brief);

    test("thinned networks read more together than alone; the first is alone");
    double mean = 0;
    for (int i = 0; i < CROWD; i++)
        mean += (double)AT(it.single, 0, i) / CROWD;
    CHECK(AT(it.together, 0, 0) == AT(it.single, 0, 0), "not alone");
    CHECK((double)AT(it.together, 0, CROWD - 1) > mean + 3, "%g, alone %g",
          (double)AT(it.together, 0, CROWD - 1), mean);
    CHECK_NEAR(AT(it.together, 0, CROWD - 1), it.whole, 4);

    test("to delete everything is refused");
    check_dies(keep_nothing, 2, "--p|1");
    result_free(&it);
    digits_free(&digits);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--eta|above 0");
    check_dies(refused_2, 2, "--lambda|0 or more");
    check_dies(refused_3, 2, "--hidden|at most");
    return tests_end();
}
