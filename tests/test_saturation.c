#define REAL double
// What the program says of one neuron: costs and their slopes, the text's four
// courses, and where learning is slow.
#define main saturation_main
#include "ch03-crossentropy-regularization/saturation.c"
#undef main

#include "tests/check.h"

static double theta[2];                          // w, b
static Run some;
static double some_cost(void) {
    return cost_of((Neuron){theta[0], theta[1]}, some);
}

static Run text(int cost, int start, int rate) {
    return run_of(TEXT, cost, start, rate);
}

static void negative_eta(void) {
    char *arguments[] = {"saturation", "--eta", "-1", NULL};
    saturation_main(3, arguments);
}

static void no_epochs(void) {
    char *arguments[] = {"saturation", "--epochs", "0", NULL};
    saturation_main(3, arguments);
}

// ## Options out of range
static void main_with(char *option, char *value) {
    char *arguments[] = {"saturation", option, value, NULL};
    saturation_main(3, arguments);
}
static void refused_1(void) { main_with("--eta", "0"); }
static void refused_2(void) { main_with("--epochs", "1000000000"); }

int main(void) {
    test("σ and σ′, also far out");
    CHECK_NEAR(sigmoid(0), 0.5, 0);
    CHECK_NEAR(sigmoid(2), 0.88079707797788, 1e-14);
    CHECK_NEAR(sigmoid_prime(2), 0.10499358540351, 1e-14);
    CHECK_NEAR(sigmoid(1000), 1, 0);
    CHECK_NEAR(sigmoid(-1000), 0, 0);
    CHECK_NEAR(sigmoid_prime(40) * exp(40), 1, 1e-12);
    CHECK_NEAR(sigmoid_prime(-1000), 0, 0);

    test("the costs by hand, and finite where a is 0 or 1 to all digits");
    CHECK_NEAR(quadratic_cost(4, 0), 0.48217554, 1e-8);
    CHECK_NEAR(entropy_cost(4, 0), 4.01814993, 1e-8);
    CHECK_NEAR(entropy_cost(4, 1), 0.01814993, 1e-8);
    CHECK_NEAR(entropy_cost(0, 0.3), 0.69314718, 1e-8);
    CHECK_NEAR(entropy_cost(1000, 0), 1000, 0);
    CHECK_NEAR(entropy_cost(-1000, 1), 1000, 0);
    CHECK_NEAR(entropy_cost(1000, 1), 0, 0);

    test("the gradients (55), (56), (61), (62) are the slopes of the costs");
    for (int c = 0; c < COST_COUNT; c++)
        for (int i = 0; i < 15; i++) {
            some = (Run){COSTS[c], {0.7, i - 6.8}, -1.3, i % 5 / 4.0, 0.1, 1};
            theta[0] = some.start.w;
            theta[1] = some.start.b;
            Neuron next = step(some.start, some);
            double gradient[2] = {(some.start.w - next.w) / some.eta,
                                  (some.start.b - next.b) / some.eta};
            check_gradient(COSTS[c].name, theta, gradient, 2, some_cost, false);
        }

    test("the text's outputs, and those a calculation of its own has between");
    static const int epoch[] = {0, 100, 150, 200, 250, 300};
    static const double a[] = {0.982, 0.964, 0.933, 0.789, 0.357, 0.203};
    for (int i = 0; i < 6; i++) {
        Settings set = TEXT;
        set.epochs = epoch[i];
        CHECK_NEAR(course(set, QUADRATIC, BADLY, FAST).after, a[i], 0.0005);
    }
    Course wrong = course(TEXT, QUADRATIC, WRONG, FAST);
    Course badly = course(TEXT, QUADRATIC, BADLY, FAST);
    CHECK_NEAR(wrong.before, 0.818, 0.0005);
    CHECK_NEAR(wrong.after, 0.094, 0.0005);
    CHECK_NEAR(badly.half, 0.933, 0.0005);

    test("quadratic, badly wrong: a plateau first; wrong: none");
    CHECK(badly.steepest > 150, "fastest in epoch %d", badly.steepest);
    CHECK(wrong.steepest < 50, "fastest in epoch %d", wrong.steepest);
    CHECK(badly.lost > 150, "%d epochs lost", badly.lost);
    CHECK(wrong.lost == 0, "%d epochs lost", wrong.lost);
    CHECK_NEAR(badly.gone, 0.2532, 0.0005);

    test("what is lost is the time that the slope law gives");
    // z falls by 2 η a² (1 - a) an epoch; dz = da / (a (1 - a)).
    double epochs = 0, a0 = sigmoid(1.5), a1 = sigmoid(4);
    int pieces = 100000;
    for (int i = 0; i < pieces; i++) {
        double at = a0 + (a1 - a0) * (i + 0.5) / pieces;
        epochs += (a1 - a0) / pieces / (0.3 * pow(at * (1 - at), 2) * at);
    }
    CHECK_NEAR(badly.lost, epochs, 3);

    test("cross-entropy: fastest at once, with both learning rates");
    for (int s = 0; s < STARTS; s++)
        for (int r = 0; r < RATES; r++)
            CHECK(course(TEXT, ENTROPY, s, r).steepest == 0, "start %d", s);
    Course entropy = course(TEXT, ENTROPY, BADLY, FAST);
    CHECK(entropy.lost < 15, "%d epochs lost", entropy.lost);
    CHECK_NEAR(entropy.after, 0.012, 0.0005);
    CHECK_NEAR(course(TEXT, ENTROPY, WRONG, FAST).after, 0.012, 0.0005);
    CHECK_NEAR(course(TEXT, ENTROPY, WRONG, SLOW).after, 0.418, 0.0005);
    CHECK_NEAR(course(TEXT, ENTROPY, BADLY, SLOW).after, 0.780, 0.0005);

    test("a cost that never falls has no steepest epoch");
    Settings still = TEXT;
    still.eta[FAST] = 0;
    CHECK(course(still, QUADRATIC, BADLY, FAST).steepest == -1, "it has");

    test("steepness at 2, 2: 2 a² against 2 (a σ′)², 3000 times less");
    double at = 1 / (1 + exp(-4.0));
    CHECK_NEAR(steepness(text(ENTROPY, BADLY, FAST)), 2 * at * at, 1e-8);
    CHECK_NEAR(steepness(text(QUADRATIC, BADLY, FAST)),
               2 * pow(at * at * (1 - at), 2), 1e-10);

    test("the input stays in the weight's slope, whatever the cost");
    for (int c = 0; c < COST_COUNT; c++)
        for (double x = -2; x <= 2; x += 0.8) {
            Run run = text(c, WRONG, FAST);
            run.x = x;
            CHECK_NEAR(slope(run, 1, 0) / slope(run, 0, 1), x, 1e-7);
        }

    test("η must be positive, epochs at least one");
    check_dies(negative_eta, 2, "--eta");
    check_dies(no_epochs, 2, "--epochs");

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--eta|above 0");
    check_dies(refused_2, 2, "--epochs|at most");
    return tests_end();
}
