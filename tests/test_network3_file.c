// A network and its run come back to the bit; a file that is damaged, or of
// something else, is refused and changes nothing.
#include "tests/check.h"

#include "ch06-convnets/network3.h"
#include "ch06-convnets/network3_file.h"

static char path[200];

static Layers some_net(int maps) {
    Random random = random_new(6);
    Layers n = network3_new(1, 8, 4);
    network3_convolution(&n, maps, 3);
    layers_batch_norm(&n, 36);
    layers_relu(&n);
    layers_dropout(&n, 0.5f);
    layers_dense(&n, 5);
    layers_softmax(&n);
    layers_start(&n, &random);
    return n;
}

static void train(Layers *n, uint64_t seed) {
    Random random = random_new(seed);
    Dataset set = dataset_new(12, 64, 5);
    mat_randn(set.x, 1, &random);
    for (int i = 0; i < 12; i++) AT(set.y, i, i % 5) = 1;
    Batches batches = batches_new(set, 4);
    layers_epoch(n, &batches, 0.1f, &random);
    batches_free(&batches);
    dataset_free(&set);
}

static Network3Run some_run(const char *settings) {
    return (Network3Run){settings, 7, random_new(77), mat_new(3, 2)};
}

static uint32_t hash_of(const Layers *n) {
    uint32_t hash = hash_numbers(0, n->parameters.at, n->parameters.cols);
    for (int l = 1; l <= n->L; l++) {
        hash = hash_numbers(hash, n->layer[l].mean.at, n->layer[l].mean.cols);
        hash = hash_numbers(hash, n->layer[l].variance.at,
                            n->layer[l].variance.cols);
    }
    return hash;
}

static void test_round_trip(void) {
    test("what is saved comes back to the bit, and goes on alike");
    Layers a = some_net(2), b = some_net(2);
    Network3Run run = some_run("here"), back = some_run("here");
    train(&a, 1);
    mat_fill(run.scores, 1.5f);
    run.random.count = UINT64_C(0x123456789abcdef0);
    back.epoch = 0;
    network3_save(&a, &run, path);
    CHECK(hash_of(&a) != hash_of(&b), "nothing was learnt");
    CHECK(network3_load(&b, &back, path), "not there");
    CHECK(hash_of(&a) == hash_of(&b), "other bits");
    CHECK(back.epoch == 7, "epoch %d", back.epoch);
    CHECK(back.random.count == run.random.count, "other random numbers");
    for (int i = 0; i < 6; i++) CHECK_NEAR(back.scores.at[i], 1.5, 0);
    train(&a, 2);                                  // dropout: n->random too
    train(&b, 2);
    CHECK(hash_of(&a) == hash_of(&b), "they part after another epoch");
    network3_save(&a, NULL, path);
    CHECK(network3_load(&b, NULL, path), "not there");
    CHECK(hash_of(&a) == hash_of(&b), "other bits, without a run");
    mat_free(&back.scores);
    mat_free(&run.scores);
    layers_free(&b);
    layers_free(&a);
}

static void test_no_file(void) {
    test("without a file nothing changes");
    Layers n = some_net(2);
    uint32_t before = hash_of(&n);
    remove(path);
    CHECK(!network3_load(&n, NULL, path), "loaded from nowhere");
    CHECK(hash_of(&n) == before, "changed");
    layers_free(&n);
}

// ## What is refused
static void load_two(void) {
    Layers n = some_net(2);
    Network3Run run = some_run("here");
    network3_load(&n, &run, path);
}
static void load_other_layers(void) {
    Layers n = some_net(3);
    Network3Run run = some_run("here");
    network3_load(&n, &run, path);
}
static void load_other_settings(void) {
    Layers n = some_net(2);
    Network3Run run = some_run("there");
    network3_load(&n, &run, path);
}
static void load_more_scores(void) {
    Layers n = some_net(2);
    Network3Run run = some_run("here");
    run.scores = mat_new(9, 2);
    network3_load(&n, &run, path);
}
static void save_nowhere(void) {
    Layers n = some_net(2);
    network3_save(&n, NULL, "/nowhere/at/all");
}

static long length_of_file(void) {
    FILE *file = fopen(path, "rb");
    fseek(file, 0, SEEK_END);
    long length = ftell(file);
    fclose(file);
    return length;
}

static void save_some(void) {
    Layers n = some_net(2);
    Network3Run run = some_run("here");
    network3_save(&n, &run, path);
    mat_free(&run.scores);
    layers_free(&n);
}

static void test_refused(void) {
    test("other layers, settings or scores are refused");
    save_some();
    check_dies(load_other_layers, 1, "layers|move it away");
    check_dies(load_other_settings, 1, "settings|'here'|'there'");
    check_dies(load_more_scores, 1, "ends too early");
    check_dies(save_nowhere, 1, "/nowhere/at/all|cannot be written");

    test("a file is refused if any byte of it is changed, or the end is lost");
    long length = length_of_file();
    for (long at = 0; at < length; at += length / 9) {
        save_some();
        FILE *file = fopen(path, "r+b");
        fseek(file, at, SEEK_SET);
        int byte = getc(file);
        fseek(file, at, SEEK_SET);
        putc(byte ^ 4, file);
        fclose(file);
        check_dies(load_two, 1, "damaged");
    }
    for (long cut = 0; cut < length; cut += length / 5) {
        save_some();
        if (truncate(path, cut)) CHECK(false, "truncate");
        check_dies(load_two, 1, "saved network");
    }
}

int main(void) {
    snprintf(path, sizeof path, "build/test_network3_file.%d", (int)getpid());
    test_round_trip();
    test_no_file();
    test_refused();
    remove(path);
    return tests_end();
}
