// Sizes, starts and decay are what the picture says they are; five neurons
// learn by heart what they can, one cannot.
#define main smaller_net_main
#include "ch03-crossentropy-regularization/smaller_net.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"smaller_net", option, value, NULL};
    smaller_net_main(3, arguments);
}
static void refused_1(void) { main_with("--eta", "0"); }
static void refused_2(void) { main_with("--lambda", "-1"); }
static void refused_3(void) { main_with("--batch", "1000000000"); }

int main(void) {
    test("the number of parameters, counted in a network");
    for (int hidden = 2; hidden < 8; hidden += 5) {
        Random random = random_new(1);
        Network2 n = network2_new(3, (int[]){PIXELS, hidden, CLASSES}, 1,
                                  &network2_cross_entropy, &random);
        CHECK(parameters(hidden) == n.parameters.cols, "%d, not %d",
              parameters(hidden), n.parameters.cols);
        network2_free(&n);
    }
    CHECK(parameters(30) == 23860, "%d", parameters(30));

    test("ten neurons learn 60 images by heart, one does not");
    Digits digits = drawn_digits(60, 100);
    Settings set = {60, 60, 10, 0.5f, 0.1f, false};
    Result ten = learn(set, 10, 0, digits, 1);
    Result one = learn(set, 1, 0, digits, 1);
    CHECK(ten.training > 95, "%g %%", ten.training);
    CHECK(one.training < 70, "%g %%", one.training);
    CHECK(ten.test < ten.training - 20, "it does not over-fit: %g %%",
          ten.test);

    test("the accuracies are of the training part, and of the test images");
    Settings part = set;
    part.images = 20;
    part.epochs = 5;
    Random random = random_new(3);
    Network2 n = network2_new(3, (int[]){PIXELS, 4, CLASSES}, 10,
                              &network2_cross_entropy, &random);
    network2_large_start(&n, &random);
    n.lambda = 0.2f;
    Network2Plan plan = {.epochs = 5, .eta = 0.5f};
    Dataset few = data_part(digits.train, 0, 20);
    network2_train(&n, few, digits.test, plan, &random);
    Result it = learn(part, 4, 0.2f, digits, 3);
    CHECK_NEAR(it.training, network2_score(&n, few).accuracy, 1e-9);
    CHECK_NEAR(it.test, network2_score(&n, digits.test).accuracy, 1e-9);
    CHECK(fabs(it.training - network2_score(&n, digits.train).accuracy) > 1,
          "of all training images");
    network2_free(&n);

    test("all sizes are measured, first without and then with decay");
    Results all = {.test[0][0].n = 0};
    Settings quick = {20, 2, 10, 0.5f, 3, false};
    measure(&all, quick, digits, 4);
    int differ = 0;
    for (int size = 0; size < SIZES; size++) {
        Result plain = learn(quick, HIDDEN[size], 0, digits, 4);
        Result decay = learn(quick, HIDDEN[size], 3, digits, 4);
        CHECK_NEAR(spread_mean(&all.test[PLAIN][size]), plain.test, 1e-9);
        CHECK_NEAR(spread_mean(&all.training[DECAY][size]), decay.training,
                   1e-9);
        differ += fabs(plain.training - decay.training) > 1 ||
                  fabs(plain.test - decay.test) > 1;
    }
    CHECK(differ > 0, "decay changes nothing");
    CHECK(HIDDEN[THIRTY] == 30 && HIDDEN[HUNDRED] == 100, "other sizes");

    test("the small start is another start");
    quick.small = true;
    Result small = learn(quick, 30, 0, digits, 4);
    Result large = {spread_mean(&all.training[PLAIN][THIRTY]),
                    spread_mean(&all.test[PLAIN][THIRTY])};
    CHECK(small.training != large.training || small.test != large.test,
          "%g %%, %g %%", small.training, small.test);
    digits_free(&digits);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--eta|above 0");
    check_dies(refused_2, 2, "--lambda|0 or more");
    check_dies(refused_3, 2, "--batch|at most");
    return tests_end();
}
