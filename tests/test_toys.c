#define REAL double
// Toy data sets: what each is meant to show holds for every seed tried, and
// the surfaces have the slopes they say.
#include "common/toys.h"
#include "tests/check.h"

// ## All of them, with their usual settings

typedef Dataset (*Maker)(int count, Random *random);

static const double PRICES[3] = {2.95, 1.5, 1.05};

static Dataset moons(int count, Random *random) {
    return toys_moons(count, 0.05, random);
}
static Dataset spiral(int count, Random *random) {
    return toys_spiral(count, 1.75, 0.05, random);
}
static Dataset ring(int count, Random *random) {
    return toys_ring(count, 0.15, random);
}
static Dataset meals(int count, Random *random) {
    return toys_meals(count, PRICES, random);
}
static Dataset line(int count, Random *random) {
    return toys_line(count, 2, -1, 0.1, random);
}

enum { TWO_CLASSES = 6, SETS = 8 };
static const struct {
    const char *name;
    Maker make;
    int inputs;
} SET[SETS] = {
    {"moons", moons, 2},
    {"spiral", spiral, 2},
    {"ring", ring, 2},
    {"circle", toys_circle, 2},
    {"stars", toys_stars_and_circles, 2},
    {"players", toys_players, 2},
    {"meals", meals, 3},
    {"line", line, 1},
};

static Dataset make(Maker maker, int count, uint64_t seed) {
    Random random = random_new(seed);
    return maker(count, &random);
}

static bool is_shaped(Dataset set, int count, int inputs) {
    return set.x.rows == count && set.x.cols == inputs &&
           set.y.rows == count && set.y.cols == 1;
}

static void test_shapes(void) {
    test("every set has the shape and the number of examples asked for");
    for (int s = 0; s < SETS; s++)
        for (int count = 2; count < 100; count += count % 2 ? 30 : 1) {
            Dataset set = make(SET[s].make, count, 1);
            CHECK(is_shaped(set, count, SET[s].inputs), "%s", SET[s].name);
            CHECK((set.label != NULL) == (s < TWO_CLASSES), "%s", SET[s].name);
            dataset_free(&set);
        }
}

static void test_classes(void) {
    test("half of the examples are in each class, and y is the label");
    for (int s = 0; s < TWO_CLASSES; s++)
        for (int count = 100; count <= 101; count++) {
            Dataset set = make(SET[s].make, count, 1);
            int ones = 0, changes = 0;
            for (int i = 0; i < count; i++) {
                CHECK(set.label[i] == 0 || set.label[i] == 1, "no class");
                CHECK(AT(set.y, i, 0) == set.label[i], "y is not the label");
                ones += set.label[i];
                changes += i > 0 && set.label[i] != set.label[i - 1];
            }
            CHECK(ones == 50, "%s: %d of %d are 1", SET[s].name, ones, count);
            CHECK(changes > 30, "%s: %d changes", SET[s].name, changes);
            dataset_free(&set);
        }
}

// ## The same seed, the same points

static int differences(Dataset a, Dataset b) {
    int count = 0;
    for (int i = 0; i < a.x.rows; i++) {
        bool same = AT(a.y, i, 0) == AT(b.y, i, 0);
        for (int k = 0; k < a.x.cols; k++)
            same = same && AT(a.x, i, k) == AT(b.x, i, k);
        count += !same;
    }
    return count;
}

static void test_seeds(void) {
    test("the same seed gives the same examples, another seed others");
    for (int s = 0; s < SETS; s++) {
        Dataset a = make(SET[s].make, 100, 7);
        Dataset same = make(SET[s].make, 100, 7);
        Dataset other = make(SET[s].make, 100, 8);
        CHECK(differences(a, same) == 0, "%s differs", SET[s].name);
        CHECK(differences(a, other) > 50, "%s: too alike", SET[s].name);
        dataset_free(&other);
        dataset_free(&same);
        dataset_free(&a);
    }
}

// FNV-1a of the points, as floats.
static uint32_t hash_of(Matrix m, uint32_t hash) {
    for (int i = 0; i < m.rows * m.cols; i++) {
        float value = (float)m.at[i];
        unsigned char bytes[sizeof value];
        memcpy(bytes, &value, sizeof value);
        for (size_t k = 0; k < sizeof value; k++)
            hash = (hash ^ bytes[k]) * 16777619u;
    }
    return hash;
}

static void test_bits(void) {
    test("the points are the same to the bit with every compiler");
    uint32_t hash = 2166136261u;
    for (int s = 0; s < SETS; s++) {
        Dataset set = make(SET[s].make, 1000, 1);
        hash = hash_of(set.y, hash_of(set.x, hash));
        for (int i = 0; i < 1000 * set.x.cols; i++)
            CHECK(set.x.at[i] == (float)set.x.at[i], "not a float");
        dataset_free(&set);
    }
    CHECK(hash == 0x44bc1a72, "hash 0x%08x", hash);
}

typedef Dataset (*NoisyMaker)(int count, double noise, Random *random);

static Dataset noisy_spiral(int count, double noise, Random *random) {
    return toys_spiral(count, 0.75, noise, random);
}

// What is added to a coordinate has mean 0 and the standard deviation asked
// for, and is added to the points that would be there without noise.
static void check_noise(const char *name, NoisyMaker maker) {
    enum { COUNT = 4000 };
    Random random = random_new(3), again = random_new(3);
    Dataset clean = maker(COUNT, 0, &random);
    Dataset noisy = maker(COUNT, 0.3, &again);
    double sum = 0, squares = 0;
    for (int i = 0; i < 2 * COUNT; i++) {
        double moved = noisy.x.at[i] - clean.x.at[i];
        sum += moved;
        squares += moved * moved;
    }
    CHECK(random.count == again.count, "%s: noise draws more", name);
    CHECK_NEAR(sum / (2 * COUNT), 0, 0.015);
    CHECK_NEAR(sqrt(squares / (2 * COUNT)), 0.3, 0.01);
    dataset_free(&noisy);
    dataset_free(&clean);
}

static void test_noise(void) {
    test("noise moves the same points, with its standard deviation");
    check_noise("moons", toys_moons);
    check_noise("spiral", noisy_spiral);
    check_noise("ring", toys_ring);
}

// ## Lines
//
// A perceptron: w += (y - ŷ) x until an epoch passes without an error.

typedef struct {
    double w[2], b;
} Line;

static int answer(const Line *l, double x0, double x1) {
    return l->w[0] * x0 + l->w[1] * x1 + l->b >= 0;
}

static int learn_once(Line *l, Dataset set, bool with_bias) {
    int errors = 0;
    for (int i = 0; i < set.x.rows; i++) {
        double x0 = AT(set.x, i, 0), x1 = AT(set.x, i, 1);
        int error = set.label[i] - answer(l, x0, x1);
        l->w[0] += error * x0;
        l->w[1] += error * x1;
        if (with_bias) l->b += error;
        errors += error != 0;
    }
    return errors;
}

static bool learns(Line *l, Dataset set, bool with_bias) {
    *l = (Line){{0, 0}, 0};
    for (int epoch = 0; epoch < 2000; epoch++)
        if (learn_once(l, set, with_bias) == 0) return true;
    return false;
}

// The share of the examples that the best of many lines gets right: 180
// directions, and in each a line through every example.
static double best_line(Dataset set) {
    int best = 0, count = set.x.rows;
    for (int k = 0; k < 180; k++) {
        double u = cos(k * 3.14159 / 180), v = sin(k * 3.14159 / 180);
        for (int j = 0; j < count; j++) {
            Line l = {{u, v}, -u * AT(set.x, j, 0) - v * AT(set.x, j, 1)};
            int right = 0;
            for (int i = 0; i < count; i++)
                right += set.label[i] == answer(&l, set.x.at[2 * i],
                                                set.x.at[2 * i + 1]);
            if (right > best) best = right;
            if (count - right > best) best = count - right;
        }
    }
    return (double)best / count;
}

static void test_players(void) {
    test("players: whole cm and years, and the margin that the header states");
    Dataset set = make(toys_players, 2000, 1);
    for (int i = 0; i < 2000; i++) {
        double height = AT(set.x, i, 0), age = AT(set.x, i, 1);
        CHECK(height == floor(height) && height >= 130 && height <= 210 &&
              age == floor(age) && age >= 10 && age <= 20,
              "%g cm, %g years", height, age);
        double sum = height + 8 * age;
        CHECK(set.label[i] ? sum >= 298 : sum <= 282, "sum %g", sum);
    }
    dataset_free(&set);

    test("players: a line separates them, and (150, 12) is rejected");
    for (uint64_t seed = 1; seed <= 30; seed++) {
        Dataset players = make(toys_players, 40, seed);
        for (int i = 0; i < 40; i++) {                    // scaled: -1 ... 1
            AT(players.x, i, 0) = (AT(players.x, i, 0) - 170) / 40;
            AT(players.x, i, 1) = (AT(players.x, i, 1) - 15) / 5;
        }
        Line l;
        CHECK(learns(&l, players, true), "seed %d: errors left", (int)seed);
        CHECK(answer(&l, (150 - 170) / 40.0, (12 - 15) / 5.0) == 0,
              "seed %d: accepted", (int)seed);
        dataset_free(&players);
    }
}

static void test_stars(void) {
    test("circles and stars: a line separates them, through (0, 0) never");
    for (uint64_t seed = 1; seed <= 30; seed++) {
        Dataset set = make(toys_stars_and_circles, seed < 10 ? 4 : 40, seed);
        Line l;
        CHECK(learns(&l, set, true), "seed %d: errors left", (int)seed);
        CHECK(!learns(&l, set, false), "seed %d: separated", (int)seed);
        for (int i = 0; i < set.x.rows; i++) {
            double sum = AT(set.x, i, 0) + AT(set.x, i, 1);
            CHECK(set.label[i] ? sum > 1.699 && sum < 2.501
                               : sum > 0.499 && sum < 1.001, "sum %g", sum);
        }
        dataset_free(&set);
    }
}

static void test_xor(void) {
    test("exclusive or: four rows, and no line separates them");
    static const double ROWS[4][3] = {
        {0, 0, 0}, {0, 1, 1}, {1, 0, 1}, {1, 1, 0}};
    Dataset set = toys_xor();
    CHECK(is_shaped(set, 4, 2), "%d x %d", set.x.rows, set.x.cols);
    for (int i = 0; i < 4; i++) {
        CHECK(AT(set.x, i, 0) == ROWS[i][0] && AT(set.x, i, 1) == ROWS[i][1],
              "row %d: (%g, %g)", i, AT(set.x, i, 0), AT(set.x, i, 1));
        CHECK(AT(set.y, i, 0) == ROWS[i][2] && set.label[i] == ROWS[i][2],
              "row %d: label %d", i, set.label[i]);
    }
    Line l;
    CHECK(!learns(&l, set, true), "separated");
    dataset_free(&set);
}

// ## Curves

static void test_moons(void) {
    test("moons: without noise, points lie on two half circles");
    Random random = random_new(1);
    Dataset set = toys_moons(1000, 0, &random);
    double left = 1, right = -1, up = 0;
    for (int i = 0; i < 1000; i++) {
        double x = AT(set.x, i, 0), y = AT(set.x, i, 1);
        if (set.label[i] == 1) {
            x = 1 - x;
            y = 0.5 - y;
        }
        CHECK_NEAR(x * x + y * y, 1, 3e-7);
        CHECK(y > -1e-7, "the lower half: (%g, %g)", x, y);
        left = fmin(left, x);
        right = fmax(right, x);
        up = fmax(up, y);
    }
    CHECK(left < -0.999 && right > 0.999 && up > 0.999, "not all of it");
    dataset_free(&set);
}

// The label of the nearest other example, for every example: how many differ.
static int strangers(Dataset set) {
    int count = set.x.rows, strange = 0;
    for (int i = 0; i < count; i++) {
        double nearest = INFINITY;
        int label = -1;
        for (int k = 0; k < count; k++) {
            double dx = set.x.at[2 * i] - set.x.at[2 * k];
            double dy = set.x.at[2 * i + 1] - set.x.at[2 * k + 1];
            if (k == i || dx * dx + dy * dy >= nearest) continue;
            nearest = dx * dx + dy * dy;
            label = set.label[k];
        }
        strange += label != set.label[i];
    }
    return strange;
}

static void test_overlap(void) {
    test("moons: noise 0.05 keeps them apart, 0.3 does not; no line helps");
    for (uint64_t seed = 1; seed <= 3; seed++) {
        Dataset apart = make(moons, 1500, seed);
        CHECK(strangers(apart) == 0, "%d overlap", strangers(apart));
        dataset_free(&apart);
        Random random = random_new(seed);
        Dataset mixed = toys_moons(300, 0.3, &random);
        CHECK(strangers(mixed) > 10, "%d overlap", strangers(mixed));
        dataset_free(&mixed);
        Dataset few = make(moons, 200, seed);
        double share = best_line(few);
        CHECK(share > 0.8 && share < 0.95, "a line gets %g right", share);
        dataset_free(&few);
    }
}

static void test_spiral(void) {
    test("spiral: points lie on two arms, at every radius");
    Random random = random_new(1);
    Dataset set = toys_spiral(1000, 1.75, 0, &random);
    int within_1 = 0;
    for (int i = 0; i < 1000; i++) {
        double x = AT(set.x, i, 0), y = AT(set.x, i, 1), r = hypot(x, y);
        double angle = 2 * 3.14159265 * 1.75 * r / 2;
        double sign = set.label[i] ? -1 : 1;
        CHECK_NEAR(x, sign * r * cos(angle), 1e-5);
        CHECK_NEAR(y, sign * r * sin(angle), 1e-5);
        CHECK(r <= 2.000001, "radius %g", r);
        within_1 += r <= 1;
    }
    CHECK(within_1 > 450 && within_1 < 550, "%d within radius 1", within_1);
    dataset_free(&set);

    test("spiral: arms of 1.75 turns stay apart, a line is hardly of use");
    for (uint64_t seed = 1; seed <= 3; seed++) {
        Dataset arms = make(spiral, 200, seed);
        double share = best_line(arms);
        CHECK(share > 0.5 && share < 0.7, "a line gets %g right", share);
        CHECK(strangers(arms) <= 6, "%d overlap", strangers(arms));
        dataset_free(&arms);
    }
}

static void test_ring(void) {
    test("ring: a quarter disc, a quarter outer ring, half middle ring");
    Random random = random_new(1);
    Dataset set = toys_ring(400, 0, &random);
    int disc = 0, outer = 0, middle = 0;
    for (int i = 0; i < 400; i++) {
        double r = hypot(AT(set.x, i, 0), AT(set.x, i, 1));
        disc += set.label[i] == 0 && r < 0.2000001;
        outer += set.label[i] == 0 && fabs(r - 1.2) < 1e-6;
        middle += set.label[i] == 1 && fabs(r - 0.65) < 1e-6;
    }
    CHECK(disc == 100 && outer == 100 && middle == 200, "%d %d %d", disc,
          outer, middle);
    double share = best_line(set);
    CHECK(share > 0.5 && share < 0.7, "a line gets %g right", share);
    dataset_free(&set);
}

// Three lines at distance 1/2 from (0, 0); the corners are at distance 1.
static bool in_triangle(double x, double y) {
    double half_root_3 = sqrt(3) / 2;
    return y > -0.5 && y / 2 + half_root_3 * x < 0.5 &&
           y / 2 - half_root_3 * x < 0.5;
}

static void test_circle(void) {
    test("circle: a triangle fits around the disc; a line does not");
    for (uint64_t seed = 1; seed <= 3; seed++) {
        Dataset set = make(toys_circle, 200, seed);
        int quadrants[4] = {0};
        for (int i = 0; i < 200; i++) {
            double x = AT(set.x, i, 0), y = AT(set.x, i, 1), r = hypot(x, y);
            CHECK(set.label[i] ? r < 0.4001 : r > 0.9999 && r < 1.5001,
                  "label %d at radius %g", set.label[i], r);
            CHECK(set.label[i] == in_triangle(x, y), "(%g, %g)", x, y);
            quadrants[(x > 0) + 2 * (y > 0)] += set.label[i] == 0;
        }
        for (int q = 0; q < 4; q++)
            CHECK(quadrants[q] > 10, "%d in a quadrant", quadrants[q]);
        CHECK(best_line(set) < 0.85, "a line gets %g right", best_line(set));
        dataset_free(&set);
    }
}

// ## Numbers to predict

static void test_meals(void) {
    test("meals: a few portions, at the exact price");
    Dataset set = make(meals, 500, 1);
    int most = 0, without_burgers = 0;
    for (int i = 0; i < 500; i++) {
        const real *n = &AT(set.x, i, 0);
        int portions = (int)n[0] + (int)n[1] + (int)n[2];
        for (int k = 0; k < 3; k++)
            CHECK(n[k] == floor(n[k]) && n[k] >= 0 && n[k] <= 5, "%g", n[k]);
        CHECK(AT(set.y, i, 0) == 2.95 * n[0] + 1.5 * n[1] + 1.05 * n[2],
              "meal %d costs %.17g", i, AT(set.y, i, 0));
        CHECK(portions > 0, "meal %d is empty", i);
        if (portions > most) most = portions;
        without_burgers += n[0] == 0;
    }
    CHECK(most >= 14 && without_burgers > 50, "at most %d portions, %d", most,
          without_burgers);
    dataset_free(&set);
}

static void test_line(void) {
    test("line: x evenly from 0 to 1, noise on y alone");
    Random random = random_new(1);
    Dataset clean = toys_line(11, 2, -1, 0, &random);
    for (int i = 0; i < 11; i++) {
        CHECK_NEAR(AT(clean.x, i, 0), i / 10.0, 1e-7);
        CHECK_NEAR(AT(clean.y, i, 0), 2 * i / 10.0 - 1, 2e-7);
    }
    dataset_free(&clean);
    Dataset noisy = make(line, 4000, 1);
    double sum = 0, squares = 0;
    for (int i = 0; i < 4000; i++) {
        double miss = AT(noisy.y, i, 0) - (2 * AT(noisy.x, i, 0) - 1);
        sum += miss;
        squares += miss * miss;
    }
    CHECK_NEAR(AT(noisy.x, 0, 0), 0, 0);
    CHECK_NEAR(AT(noisy.x, 3999, 0), 1, 0);
    CHECK_NEAR(sum / 4000, 0, 0.006);
    CHECK_NEAR(sqrt(squares / 4000), 0.1, 0.004);
    dataset_free(&noisy);
}

// ## Surfaces

static real at[2];
static double bowl_here(void) { return toys_bowl(20, at[0], at[1]); }
static double saddle_here(void) { return toys_saddle(at[0], at[1]); }
static double beale_here(void) { return toys_beale(at[0], at[1]); }

static void test_slopes(void) {
    test("each surface's slope is the slope of its height");
    Random random = random_new(1);
    for (int i = 0; i < 20; i++) {
        real slope[2];
        at[0] = -1 + 5 * random_uniform(&random);
        at[1] = -2 + 4 * random_uniform(&random);
        toys_bowl_slope(slope, 20, at[0], at[1]);
        check_gradient("bowl", at, slope, 2, bowl_here, false);
        toys_saddle_slope(slope, at[0], at[1]);
        check_gradient("saddle", at, slope, 2, saddle_here, false);
        toys_beale_slope(slope, at[0], at[1]);
        check_gradient("beale", at, slope, 2, beale_here, false);
    }
}

static void test_minima(void) {
    test("heights at known points; no slope at the minima and on the saddle");
    CHECK_NEAR(toys_bowl(20, 10, 1), 60, 0);
    CHECK_NEAR(toys_bowl(20, 0, 0), 0, 0);
    CHECK_NEAR(toys_saddle(3, 2), 5, 0);
    CHECK_NEAR(toys_beale(0, 0), 14.203125, 0);
    CHECK_NEAR(toys_beale(1, 2), 126.453125, 0);
    CHECK_NEAR(toys_beale(3, 0.5), 0, 0);
    real slope[2] = {1, 1};
    toys_bowl_slope(slope, 20, 0, 0);
    CHECK(slope[0] == 0 && slope[1] == 0, "bowl: %g %g", slope[0], slope[1]);
    slope[0] = slope[1] = 1;
    toys_saddle_slope(slope, 0, 0);
    CHECK(slope[0] == 0 && slope[1] == 0, "saddle: %g %g", slope[0], slope[1]);
    slope[0] = slope[1] = 1;
    toys_beale_slope(slope, 3, 0.5);
    CHECK(slope[0] == 0 && slope[1] == 0, "beale: %g %g", slope[0], slope[1]);
}

// By hand: 10 (1 - 0.02)ⁿ < 10⁻³ for n = 456, 10⁻³ (1 + 2 * 0.05)ⁿ > 1 for 73.
static void test_descents(void) {
    test("gradient descent takes the known number of steps on each surface");
    real slope[2], x = 10, y = 1;
    int steps = 0;
    for (; hypot(x, y) >= 1e-3 && steps < 5000; steps++) {
        toys_bowl_slope(slope, 20, x, y);
        x -= 0.02 * slope[0];
        y -= 0.02 * slope[1];
    }
    CHECK(steps == 456, "bowl: %d steps", steps);
    x = 1;
    y = 1e-3;
    for (steps = 0; fabs(y) <= 1 && steps < 5000; steps++) {
        toys_saddle_slope(slope, x, y);
        x -= 0.05 * slope[0];
        y -= 0.05 * slope[1];
    }
    CHECK(steps == 73, "saddle: %d steps", steps);
    x = 1;
    y = 1.5;
    for (steps = 0; hypot(x - 3, y - 0.5) >= 0.1 && steps < 5000; steps++) {
        toys_beale_slope(slope, x, y);
        x -= 0.003 * slope[0];
        y -= 0.003 * slope[1];
    }
    CHECK(steps == 1609, "beale: %d steps", steps);
}

// ## Bad arguments

static Random some;

static void one_moon(void) { toys_moons(1, 0, &some); }
static void no_circle(void) { toys_circle(0, &some); }
static void fewer_players(void) { toys_players(-5, &some); }
static void one_star(void) { toys_stars_and_circles(1, &some); }
static void one_meal(void) { toys_meals(1, PRICES, &some); }
static void one_point(void) { toys_line(1, 2, 0, 0, &some); }
static void negative_moons(void) { toys_moons(10, -0.1, &some); }
static void unknown_ring(void) { toys_ring(10, NAN, &some); }
static void endless_line(void) { toys_line(10, 2, 0, INFINITY, &some); }
static void noisy_arms(void) { toys_spiral(10, 1, -1, &some); }
static void negative_turns(void) { toys_spiral(10, -0.5, 0, &some); }

static void test_bad_arguments(void) {
    test("too few examples and impossible noise are one-line errors");
    check_dies(one_moon, 1, "toys_moons|1 examples|at least 2");
    check_dies(no_circle, 1, "toys_circle|0 examples");
    check_dies(fewer_players, 1, "toys_players|-5 examples");
    check_dies(one_star, 1, "toys_stars_and_circles|1 examples");
    check_dies(one_meal, 1, "toys_meals|1 examples");
    check_dies(one_point, 1, "toys_line|1 examples");
    check_dies(negative_moons, 1, "toys_moons|noise|-0.1");
    check_dies(unknown_ring, 1, "toys_ring|noise|nan");
    check_dies(endless_line, 1, "toys_line|noise|inf");
    check_dies(noisy_arms, 1, "toys_spiral|noise|-1");
    check_dies(negative_turns, 1, "toys_spiral|-0.5 turns");
}

int main(void) {
    test_shapes();
    test_classes();
    test_seeds();
    test_bits();
    test_noise();
    test_players();
    test_stars();
    test_xor();
    test_moons();
    test_overlap();
    test_spiral();
    test_ring();
    test_circle();
    test_meals();
    test_line();
    test_slopes();
    test_minima();
    test_descents();
    test_bad_arguments();
    return tests_end();
}
