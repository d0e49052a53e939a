// What stands below the pictures: distances, without the image itself; and
// which distortion is which.
#define main distortions_main
#include "ch03-crossentropy-regularization/distortions.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

int main(void) {
    Dataset set = drawn_set(60, 0);
    int five = first_of(5, set);

    test("the first image of a digit");
    CHECK(set.label[five] == 5, "it is a %d", set.label[five]);
    for (int i = 0; i < five; i++) CHECK(set.label[i] != 5, "%d is one", i);

    test("the distance is the length of the difference");
    Matrix a = mat_new(1, PIXELS), b = mat_new(1, PIXELS);
    AT(a, 0, 3) = 1;
    AT(b, 0, 7) = -2;
    AT(b, 0, 3) = 3;
    CHECK_NEAR(distance(a, b), sqrt(8), 1e-12);

    test("an image is 0 away from itself, and itself is not its neighbour");
    mat_copy(a, mat_rows(set.x, five, 1));
    Nearness near = how_near(a, set, five);
    CHECK_NEAR(near.own, 0, 0);
    CHECK(near.other > 0.5 && near.other < 12, "%g", near.other);
    int nearest = 0;
    for (int i = 0; i < 60; i++)
        if (i != five && distance(a, mat_rows(set.x, i, 1)) <= near.other)
            nearest = i;
    CHECK_NEAR(distance(a, mat_rows(set.x, nearest, 1)), near.other, 0);
    CHECK(set.label[nearest] == near.label, "%d", near.label);

    test("one way at a time, and only that");
    Distortion most = {1, 2, 3, 4, 5};
    CHECK(one_way(TURNED, most).rotate == 1, "turned");
    CHECK(one_way(SKEWED, most).skew == 2, "skewed");
    CHECK(one_way(SHIFTED, most).down == 3, "shifted");
    CHECK(one_way(SHIFTED, most).right == 4, "shifted");
    CHECK(one_way(ELASTIC, most).elastic == 5, "elastic");
    real total = 0;
    for (int way = 0; way < WAYS; way++) {
        Distortion d = one_way(way, most);
        total += d.rotate + d.skew + d.down + d.right + d.elastic;
    }
    CHECK(total == 15, "%g", (double)total);

    test("turned by 15 degrees: another image, and farther than turned by 3");
    Random random = random_new(1);
    Distorter by = distorter_new(4);
    mat_copy(b, a);
    distort(b, (Distortion){.rotate = 15}, &by, &random);
    double far = how_near(b, set, five).own;
    distort(a, (Distortion){.rotate = 3}, &by, &random);
    double close = how_near(a, set, five).own;
    CHECK(close > 0.1 && far > 2 * close, "%g, %g", far, close);
    distorter_free(&by);

    test("a sheet has its images side by side");
    Matrix sheet = mat_new(2 * CELL, 3 * CELL);
    paste(sheet, 1, 2, b);
    for (int p = 0; p < PIXELS; p++)
        CHECK(AT(sheet, 30 + p / 28, 60 + p % 28) == b.at[p], "pixel %d", p);
    mat_free(&sheet);
    mat_free(&b);
    mat_free(&a);
    dataset_free(&set);
    return tests_end();
}
