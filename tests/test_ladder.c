// The rungs are the text's networks; shifted images are what they should be; a
// training that was killed goes on and ends with the same bits.
#define main ladder_main
#include "ch06-convnets/ladder.c"
#undef main

#include <signal.h>
#include <time.h>

#include "tests/check.h"
#include "tests/drawn.h"

static char path[200];

static void test_networks(void) {
    test("the rungs have as many parameters as the text's networks");
    static const int WANT[RUNG_COUNT] = {
        784 * 100 + 100 + 1010,
        20 * 26 + 2880 * 100 + 100 + 1010,
        20 * 26 + 40 * 501 + 640 * 100 + 100 + 1010,
        20 * 26 + 40 * 501 + 640 * 100 + 100 + 1010,
        20 * 26 + 40 * 501 + 640 * 100 + 100 + 1010,
        20 * 26 + 40 * 501 + 641 * 1000 + 1001 * 1000 + 10010,
    };
    for (int r = 0; r < RUNG_COUNT; r++) {
        Random random = random_new(1);
        Layers n = network_new(&RUNGS[r], 1);
        network3_start(&n, &random);
        CHECK(n.parameters.cols == WANT[r], "%s: %d, not %d", RUNGS[r].name,
              n.parameters.cols, WANT[r]);
        layers_free(&n);
    }
}

static void test_shift(void) {
    test("a shifted image is the image, one pixel on, with paper behind");
    real image[PIXELS] = {0};
    image[5 * 28 + 9] = 0.5f;
    image[27 * 28 + 3] = 0.25f;
    shift(image, 1, -1);
    CHECK_NEAR(image[6 * 28 + 8], 0.5, 0);
    real sum = 0;
    for (int i = 0; i < PIXELS; i++) sum += image[i];
    CHECK_NEAR(sum, 0.5, 0);                    // the other one fell out

    test("in five passes an image stands in all five positions, once each");
    Dataset set = drawn_set(7, 3);
    Batches batches = batches_new(set, 3);
    Random random = random_new(9);
    int count[7][POSITIONS] = {{0}};
    for (int pass = 0; pass < POSITIONS; pass++) {
        batches_shuffle(&batches, &random);
        while (batches_next(&batches)) {
            int first = batches.next - batches.x.rows;
            shift_batch(&batches, pass);
            for (int i = 0; i < batches.x.rows; i++)
                for (int p = 0; p < POSITIONS; p++) {
                    int k = batches.order[first + i];
                    real moved[PIXELS];
                    memcpy(moved, &AT(set.x, k, 0), sizeof moved);
                    shift(moved, DOWN[p], RIGHT[p]);
                    count[k][p] += memcmp(moved, &AT(batches.x, i, 0),
                                          sizeof moved) == 0;
                }
        }
    }
    for (int k = 0; k < 7; k++)
        for (int p = 0; p < POSITIONS; p++)
            CHECK(count[k][p] == 1, "image %d, %d: %d times", k, p,
                  count[k][p]);
    batches_free(&batches);
    dataset_free(&set);
}

static void test_best(void) {
    test("test accuracy is that at the best validation epoch, the later one");
    real scores[] = {90, 80, 1,  95, 81, 1,  95, 82, 1,  94, 99, 1};
    Best best = best_of(mat_view(scores, 4, SCORES), 4);
    CHECK(best.epoch == 3, "epoch %d", best.epoch);
    CHECK_NEAR(best.test, 82, 0);
    CHECK_NEAR(best_of(mat_view(scores, 4, SCORES), 1).test, 80, 0);
}

// ## Killed and continued
static const Rung TINY = {"tiny", 0, 0, 0, 0.1f, 1, true, 1, 1, 10, true, 0.5f};
enum { EPOCHS = 4 };

static uint32_t trained(Digits digits, const char *where) {
    Network3Run run = {"tiny", 0, random_new(5), mat_new(EPOCHS, SCORES)};
    Layers n = network_new(&TINY, 10);
    network3_start(&n, &run.random);
    if (where) network3_load(&n, &run, where);
    train(&n, &run, &TINY, digits, where);
    uint32_t hash = hash_numbers(0, n.parameters.at, n.parameters.cols);
    hash = hash_numbers(hash, run.scores.at, EPOCHS * SCORES);
    layers_free(&n);
    mat_free(&run.scores);
    return hash;
}

// Runs the training in a process of its own and kills it soon after its first
// epoch, in the middle of the second or third.
static int killed_in_training(Digits digits) {
    int status = 0;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        trained(digits, path);
        _exit(0);
    }
    while (access(path, R_OK) != 0 && waitpid(child, &status, WNOHANG) == 0)
        nanosleep(&(struct timespec){0, 1000000}, NULL);
    nanosleep(&(struct timespec){0, 20000000}, NULL);
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    return status;
}

static void test_killed(void) {
    test("killed with -9 and continued: the same bits as never stopped");
    Digits digits = drawn_digits(20, 10);
    uint32_t whole = trained(digits, NULL);
    int status = killed_in_training(digits);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL,
          "it was over before it was killed");
    Network3Run run = {"tiny", 0, {0}, mat_new(EPOCHS, SCORES)};
    Layers n = network_new(&TINY, 10);
    Random random = random_new(1);
    layers_start(&n, &random);
    CHECK(network3_load(&n, &run, path), "nothing was saved");
    CHECK(run.epoch >= 1 && run.epoch < EPOCHS, "epoch %d", run.epoch);
    CHECK(trained(digits, path) == whole, "other bits");
    CHECK(trained(digits, path) == whole, "other bits when all is done");
    layers_free(&n);
    mat_free(&run.scores);
    remove(path);
    digits_free(&digits);
}

static void test_learns(void) {
    test("a training learns, and the vote of one is its own answer");
    enum { LONGER = 30 };
    Digits digits = drawn_digits(120, 30);
    Rung dense = RUNGS[0];
    dense.eta = 0.5f;
    Network3Run run = {"dense", 0, random_new(5), mat_new(LONGER, SCORES)};
    Layers n = network_new(&dense, 10);
    layers_start(&n, &run.random);
    train(&n, &run, &dense, digits, NULL);
    Matrix votes = mat_new(30, CLASSES);
    vote(votes, &n, digits.test);
    Matrix last = mat_rows(run.scores, LONGER - 1, 1);
    CHECK(last.at[VALIDATION] > 60, "%g %%", (double)last.at[VALIDATION]);
    CHECK(last.at[COST] < 1.5f, "cost %g", (double)last.at[COST]);
    CHECK_NEAR(right(votes, digits.test), last.at[TEST], 1e-4);
    mat_free(&votes);
    layers_free(&n);
    mat_free(&run.scores);
    digits_free(&digits);
}

int main(void) {
    snprintf(path, sizeof path, "build/test_ladder.%d", (int)getpid());
    test_networks();
    test_shift();
    test_best();
    test_killed();
    test_learns();
    return tests_end();
}
