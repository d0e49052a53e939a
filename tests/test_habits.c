// Accuracy of any set, a rate by epoch, images that are moved and stay as they
// were, the best epoch, and a network that comes back from its file.
#define main habits_main
#include "ch06-convnets/habits.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

static const Settings SMALL = {60, 12, 3, 5, 2, 15, 10, 0.1f,
                               {15, 0.2f, 1, 1, 0}};
static char path[200];

static uint32_t hash_of(Matrix m) {
    return hash_numbers(0, m.at, m.rows * m.cols);
}

static void test_accuracy(Digits digits) {
    test("accuracy of any set, of any size, is that of layers_score");
    Random random = random_new(4);
    Layers n = network_new(SMALL);
    layers_start(&n, &random);
    for (int count = 7; count <= 30; count += 23) {
        Dataset set = data_part(digits.train, 3, count);
        CHECK_NEAR(accuracy(&n, set), layers_score(&n, set).accuracy, 1e-9);
    }
    layers_free(&n);
}

static void test_rates(void) {
    test("rates: constant, and half after every five epochs");
    static const double WANT[] = {1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25};
    for (int e = 0; e <= 10; e++) {
        CHECK_NEAR(halving(SMALL, e), (double)SMALL.eta * WANT[e], 1e-9);
        CHECK_NEAR(constant(SMALL, e), SMALL.eta, 0);
    }
}

// The parameters after one epoch on the images.
static uint32_t after_epoch(const Task *task, Layers *n) {
    Random random = random_new(7);
    Batches batches = batches_new(task->digits.train, task->set.batch);
    layers_start(n, &random);
    one_epoch(n, &batches, task, 0.1f, &random);
    batches_free(&batches);
    return hash_of(n->parameters);
}

static void test_moved(Digits digits) {
    test("images are moved in the mini-batch, not in the set");
    Distorter by = distorter_new(1);
    uint32_t before = hash_of(digits.train.x), hashes[2];
    for (int w = 0; w < 2; w++) {
        Task task = {&WAYS[w == 0 ? BARE : MOVED], SMALL, digits, &by, path};
        Layers n = network_new(SMALL);
        hashes[w] = after_epoch(&task, &n);
        layers_free(&n);
    }
    CHECK(hash_of(digits.train.x) == before, "the images are others");
    CHECK(hashes[0] != hashes[1], "nothing was moved");

    test("not moved, at a constant rate, it is the layers' own epoch");
    Random random = random_new(7);
    Layers n = network_new(SMALL);
    Batches batches = batches_new(digits.train, SMALL.batch);
    layers_start(&n, &random);
    layers_epoch(&n, &batches, 0.1f, &random);
    CHECK(hash_of(n.parameters) == hashes[0], "other weights");
    batches_free(&batches);
    layers_free(&n);
    distorter_free(&by);
}

static void test_stopping(void) {
    test("the best epoch is the later of two; it stops so many after it");
    static const double SEEN[] = {80, 92, 91, 92, 90, 91, 89};
    Matrix scores = mat_new(7, SCORES);
    for (int e = 0; e < 7; e++) AT(scores, e, VALIDATION) = (real)SEEN[e];
    CHECK(best_epoch(scores, 3) == 1, "%d", best_epoch(scores, 3));
    CHECK(best_epoch(scores, 7) == 3, "%d", best_epoch(scores, 7));
    CHECK(!enough(scores, 0, 1), "stops before it begins");
    CHECK(!enough(scores, 6, 3), "too early");
    CHECK(enough(scores, 7, 3), "not at all");
    AT(scores, 2, COST) = 0.75f;
    AT(scores, 2, TRAIN_COST) = 0.5f;
    CHECK_NEAR(gap(scores, 2), 0.25, 0);
    mat_free(&scores);
}

static void test_run(Digits digits) {
    test("a run stops, and its best network comes back from the file");
    Distorter by = distorter_new(1);
    Task task = {&WAYS[HALVING], SMALL, digits, &by, path};
    Result it = learn(&task, 3, false);
    CHECK(it.epochs < SMALL.epochs, "%d epochs", it.epochs);
    CHECK(it.epochs - 1 - it.best == SMALL.patience, "best %d of %d", it.best,
          it.epochs);
    CHECK(it.same, "other weights came back");
    CHECK_NEAR(it.again, it.seen, 1e-4);
    CHECK(it.seen > 40, "it reads %g %%", it.seen);
    CHECK(it.gap > 0, "gap %g", it.gap);
    remove(path);
    distorter_free(&by);
}

static void refused_1(void) {
    char *arguments[] = {"habits", "--half", "0", NULL};
    habits_main(3, arguments);
}

int main(void) {
    snprintf(path, sizeof path, "build/test_habits.%d", (int)getpid());
    Digits digits = drawn_digits(60, 40);
    test_accuracy(digits);
    test_rates();
    test_moved(digits);
    test_stopping();
    test_run(digits);
    digits_free(&digits);

    test("options out of range: one line, exit status 2");
    check_dies(refused_1, 2, "--half");
    return tests_end();
}
