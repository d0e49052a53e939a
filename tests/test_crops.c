// Crops by hand, places all the same, the best k answers; what crops and
// mirrors do to a small network.
#include "tests/check.h"

#define main crops_main
#include "ch06-convnets/crops.c"
#undef main

#include "tests/drawn.h"

static void no_epochs(void) {
    char *argv[] = {"crops", "--epochs", "0", NULL};
    exit(crops_main(3, argv));
}

static void too_large(void) {
    char *argv[] = {"crops", "--side", "29", NULL};
    exit(crops_main(3, argv));
}

static void a_window(void) {
    Matrix image = mat_new(1, SIDE * SIDE), to = mat_new(1, 24 * 24);
    test("a crop is a window; in a mirror, columns run the other way");
    for (int p = 0; p < SIDE * SIDE; p++) image.at[p] = (real)p;
    crop(to, image, 24, (Crop){3, 1, false});
    for (int i = 0; i < 24; i++)
        for (int j = 0; j < 24; j++)
            CHECK(AT(to, 0, i * 24 + j) == (real)((3 + i) * 28 + 1 + j),
                  "row %d, column %d", i, j);
    crop(to, image, 24, (Crop){4, 0, true});
    CHECK(to.at[0] == 4 * 28 + 23, "left %g", (double)to.at[0]);
    CHECK(to.at[23] == 4 * 28, "right %g", (double)to.at[23]);
    CHECK(to.at[575] == 27 * 28, "the last %g", (double)to.at[575]);
    mat_free(&to);
    mat_free(&image);
}

static void everywhere(void) {
    int at[5][5] = {{0}}, mirrored = 0;
    Random random = random_new(2);
    test("all 25 places, and both sides of the mirror, come equally often");
    for (int i = 0; i < 5000; i++) {
        Crop c = random_crop(24, true, &random);
        at[c.top][c.left]++;
        mirrored += c.mirrored;
        CHECK(!random_crop(24, false, &random).mirrored, "no mirror wanted");
    }
    for (int p = 0; p < 25; p++)
        CHECK(at[p / 5][p % 5] > 130 && at[p / 5][p % 5] < 280,
              "place %d %d: %d of 5000", p / 5, p % 5, at[p / 5][p % 5]);
    CHECK(mirrored > 2350 && mirrored < 2650, "%d mirrored", mirrored);
    Crop middle = centre_crop(24);
    CHECK(middle.top == 2 && middle.left == 2 && !middle.mirrored,
          "the centre is at %d, %d", middle.top, middle.left);
    CHECK(random_crop(28, false, &random).top == 0, "28 fits in one place");
}

static void places(void) {
    real out[] = {0.1f, 0.4f, 0.2f, 0.3f, 0, 0, 0, 0, 0, 0};
    Matrix a = mat_view(out, 1, CLASSES);
    test("the label's place among the answers");
    CHECK(place_of(a, 0, 1) == 0, "the best");
    CHECK(place_of(a, 0, 3) == 1, "the second");
    CHECK(place_of(a, 0, 0) == 3, "the fourth");
}

static void what_they_do(void) {
    Settings set = {60, 4, 20, 5, 0.1f};
    Digits digits = drawn_digits(60, 60);
    double among[WAYS][BEST + 1];
    test("more answers find more; three ways differ, and come back the same");
    for (int way = 0; way < WAYS; way++) {
        double again[BEST + 1];
        learn(among[way], way, set, digits, 1);
        learn(again, way, set, digits, 1);
        for (int k = 1; k <= BEST; k++) {
            CHECK(again[k] == among[way][k], "%s, k = %d", NAME[way], k);
            if (k > 1)
                CHECK(among[way][k] >= among[way][k - 1], "k = %d: %g", k,
                      among[way][k]);
        }
    }
    CHECK(among[CENTRE][1] > 30, "it learns: %g", among[CENTRE][1]);
    CHECK(among[CENTRE][BEST] > among[CENTRE][1], "five are more than one");
    CHECK(memcmp(among[CROPS], among[MIRRORS], sizeof among[CROPS]) != 0,
          "mirrors do nothing");
    digits_free(&digits);
}

int main(void) {
    test("wrong options end in one line");
    check_dies(no_epochs, 2, "--epochs|0");
    check_dies(too_large, 2, "--side|28");
    a_window();
    everywhere();
    places();
    what_they_do();
    return tests_end();
}
