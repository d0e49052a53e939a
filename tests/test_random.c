// Random numbers: the same everywhere, uniform, normal, fair.
#include "common/random.h"
#include "tests/check.h"

enum { MANY = 1000000 };

static void test_sequence(void) {
    test("the same seed gives the same numbers, another seed others");
    Random a = random_new(1), b = random_new(1), c = random_new(2);
    int same = 0;
    for (int i = 0; i < 1000; i++) {
        uint64_t bits = random_bits(&a);
        CHECK(bits == random_bits(&b), "number %d differs", i);
        same += bits == random_bits(&c);
    }
    CHECK(same == 0, "%d of 1000 numbers of two seeds are the same", same);
    test("the numbers are these on every machine, in float and double");
    Random r = random_new(7);
    CHECK(random_bits(&r) == 0xb8b4c2977eabce45, "other bits");
    CHECK((float)random_normal(&r) == 2.04066062f, "another normal number");
}

static void test_uniform(void) {
    test("uniform: mean 1/2, variance 1/12, inside [0, 1)");
    Random r = random_new(3);
    double sum = 0, squares = 0;
    for (int i = 0; i < MANY; i++) {
        double x = (double)random_uniform(&r);
        CHECK(x >= 0 && x < 1, "%g", x);
        sum += x;
        squares += (x - 0.5) * (x - 0.5);
    }
    CHECK_NEAR(sum / MANY, 0.5, 5 * sqrt(1.0 / 12 / MANY));
    CHECK_NEAR(squares / MANY, 1.0 / 12, 0.0005);
}

static void test_normal(void) {
    test("normal: mean 0, variance 1, skewness 0, kurtosis 3, tails");
    Random r = random_new(4);
    double m[5] = {0};
    int beyond_2 = 0;
    for (int i = 0; i < MANY; i++) {
        double x = (double)random_normal(&r);
        for (int k = 1; k <= 4; k++) m[k] += pow(x, k) / MANY;
        beyond_2 += fabs(x) > 2;
    }
    CHECK_NEAR(m[1], 0, 0.005);
    CHECK_NEAR(m[2], 1, 0.008);
    CHECK_NEAR(m[3], 0, 0.02);
    CHECK_NEAR(m[4], 3, 0.06);
    CHECK_NEAR((double)beyond_2 / MANY, 0.0455, 0.001);
}

static void test_below(void) {
    test("random_below: each number equally often, also for awkward ranges");
    Random r = random_new(5);
    int count[7] = {0};
    for (int i = 0; i < MANY; i++) count[random_below(&r, 7)]++;
    for (int k = 0; k < 7; k++)
        CHECK_NEAR(count[k], MANY / 7.0, 5 * sqrt(MANY / 7.0));
    // Of 3 * 2³⁰ numbers a remainder of 2³² would hit the first third twice.
    int low = 0, n = 3 << 29;
    for (int i = 0; i < 30000; i++) low += random_below(&r, n) < n / 3;
    CHECK_NEAR(low / 30000.0, 1.0 / 3, 0.015);
    CHECK(random_below(&r, 1) == 0, "below 1 there is only 0");
}

static void test_shuffle(void) {
    test("shuffle: all 6 orders of 3 things equally often");
    Random r = random_new(6);
    int count[27] = {0};
    for (int i = 0; i < 60000; i++) {
        int order[] = {0, 1, 2};
        random_shuffle(order, 3, &r);
        count[9 * order[0] + 3 * order[1] + order[2]]++;
    }
    int orders = 0;
    for (int i = 0; i < 27; i++) {
        if (count[i] == 0) continue;
        orders++;
        CHECK_NEAR(count[i], 10000, 500);
    }
    CHECK(orders == 6, "%d orders", orders);
}

static void test_mask(void) {
    test("mask: 0 with probability p, else 1; p = 0 and p = 1 are sure");
    Random r = random_new(8);
    static real mask[100000];
    static const double P[] = {0, 0.2, 0.5, 1};
    for (int k = 0; k < 4; k++) {
        random_mask(mask, 100000, (real)P[k], &r);
        int zeros = 0, ones = 0;
        for (int i = 0; i < 100000; i++) {
            zeros += mask[i] == 0;
            ones += mask[i] == 1;
        }
        CHECK(zeros + ones == 100000, "something else than 0 and 1");
        CHECK_NEAR(zeros / 1e5, P[k], 0.01 * (P[k] > 0 && P[k] < 1));
    }
}

static void below_zero(void) {
    Random r = random_new(1);
    random_below(&r, 0);
}

int main(void) {
    test_sequence();
    test_uniform();
    test_normal();
    test_below();
    test_shuffle();
    test_mask();
    test("no number below 0");
    check_dies(below_zero, 1, "random_below");
    return tests_end();
}
