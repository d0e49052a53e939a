// digits.c -- see digits.h.
//
// A digit comes about as if a hand had written it:
//
//   1. pick a way of writing it: a 7 with a bar, or without
//   2. blend two writers of that way, and let the hand tremble
//   3. join the points by smooth curves
//   4. bend the curves a little, stretch and slant them
//   5. follow them with a pen, in a box of 20 x 20 pixels
//   6. centre the ink on a page of 28 x 28
//
// The numbers below are such that networks which have seen only these digits
// read MNIST's as well: with 100 hidden neurons, 60 000 examples and spread 1,
// 96 to 97 % of them.  For that the thickness of the pen matters most, then the
// variety of ways, then slant and stretch.
//
// The same arguments must give the same image everywhere.  So all numbers are
// floats, even where `real` is double, and meet only + - * / and square roots,
// which all machines round alike; and each random number is drawn in a
// statement of its own, because C leaves open which operand comes first.
#include "common/digits.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "common/report.h"

// ## The ways of writing
//
// The number after the digit is a weight: how common the way is.  Then a mark
// for each point that the pen passes: smoothly (-), in a corner (^), in either
// manner (?), or to end a stroke (|).  Then the points, x,y in a box of
// 100 x 100, y down: as one writer has them, and below, as another has them who
// writes quite differently.  The rest of us are somewhere in between.
enum { MOST_POINTS = 14 };

typedef struct {
    int digit, weight;
    const char *marks;
    float one[2 * MOST_POINTS], other[2 * MOST_POINTS];
} Way;

static const Way WAYS[] = {
{0, 10, "---------|",  // one loop from the top; its ends cross or leave a gap
 {58,2, 30,10, 12,35, 10,65, 28,94, 55,98, 82,75, 88,40, 75,10, 50,3},
 {62,12, 38,2, 15,28, 8,60, 20,90, 48,100, 78,82, 90,50, 80,18, 45,12}},
{0, 2, "----------|",  // a loop closed at the top, with a tail going in
 {70,6, 40,4, 14,30, 10,65, 28,94, 55,98, 82,75, 88,40, 70,8, 44,8, 40,28},
 {62,0, 34,8, 18,35, 16,70, 34,96, 60,96, 80,70, 80,36, 60,14, 40,20, 52,36}},
{1, 75, "---|",  // a plain stroke
 {50,0, 50,33, 50,66, 50,100},
 {50,0, 47,33, 49,66, 54,100}},
{1, 8, "-^-|",  // with a flag
 {30,22, 50,0, 50,50, 50,100},
 {38,14, 50,0, 50,50, 48,100}},
{1, 7, "-^-|--|",  // with a flag and a foot
 {28,22, 50,0, 50,50, 50,100, 20,98, 50,99, 82,100},
 {30,22, 50,0, 50,50, 50,96, 26,98, 50,97, 74,96}},
{1, 4, "-^-|",  // with a long, low flag
 {30,46, 54,0, 50,50, 46,100},
 {12,44, 50,0, 50,50, 50,100}},
{1, 6, "---|",  // with a small hook at either end
 {56,0, 48,40, 44,86, 58,98},
 {42,8, 53,0, 52,50, 50,100}},
{2, 10, "-----^-|",  // a corner at the bottom left
 {12,24, 35,3, 68,8, 76,30, 50,62, 14,95, 48,94, 92,93},
 {10,10, 40,2, 74,8, 72,30, 44,60, 8,92, 44,94, 88,98}},
{2, 10, "----------|",  // a loop at the bottom left
 {14,24, 38,3, 70,10, 74,36, 50,72, 26,96, 8,90, 18,74, 42,82, 66,95, 96,86},
 {10,20, 40,4, 68,14, 66,44, 44,76, 18,94, 4,84, 20,72, 48,84, 76,94, 100,80}},
{2, 7, "----------|",  // a large lower loop, the upper bowl closing on it
 {22,40, 12,20, 42,1, 74,14, 76,50, 54,86, 22,98, 8,78, 28,60, 62,70, 98,86},
 {30,48, 20,24, 44,4, 68,18, 68,54, 46,88, 20,96, 12,80, 30,66, 66,78, 92,96}},
{2, 5, "------?--|",  // narrow: a hook, a stem, a loop or a corner, a foot
 {0,30, 16,10, 36,8, 40,34, 28,58, 14,80, 6,76, 30,70, 70,64, 116,60},
 {32,22, 44,2, 58,8, 60,34, 50,66, 38,94, 28,98, 40,86, 64,86, 90,84}},
{3, 10, "----?---|",  // round
 {14,14, 42,1, 74,14, 66,36, 38,47, 68,54, 82,76, 54,98, 10,90},
 {18,20, 44,2, 68,16, 60,36, 42,44, 64,52, 72,78, 44,100, 14,86}},
{3, 3, "----------|",  // with a small loop in the middle
 {14,14, 42,1, 74,12, 66,34, 42,50, 34,44, 46,40, 72,52, 82,76, 54,98, 10,90},
 {10,18, 44,4, 78,16, 64,38, 38,54, 26,48, 42,42, 74,54, 84,76, 50,97, 4,88}},
{3, 3, "--^-^---|",  // a zigzag under a flat top
 {12,6, 44,5, 78,4, 58,22, 38,42, 68,46, 82,70, 58,96, 10,92},
 {18,2, 46,4, 76,8, 56,26, 40,44, 66,50, 76,72, 50,98, 14,94}},
{3, 3, "-----?----|",  // the lower end curling in, the upper end hooked
 {10,34, 20,8, 50,0, 76,16, 62,38, 42,46, 70,52, 80,76, 54,98, 22,92, 14,76},
 {26,28, 30,8, 48,0, 64,14, 56,32, 42,42, 62,50, 66,76, 48,98, 28,94, 18,84}},
{3, 2, "----?-----|",  // closing into a loop at the bottom left
 {16,12, 44,1, 72,14, 62,36, 40,46, 66,54, 78,74, 54,96, 18,98, 10,84, 40,82},
 {22,10, 48,2, 68,14, 58,34, 40,42, 68,48, 76,72, 50,98, 14,96, 6,76, 26,66}},
{4, 10, "--?-|--|",  // open: an L, then a stroke down
 {18,2, 14,30, 12,54, 44,55, 86,50, 72,6, 68,50, 64,100},
 {26,0, 14,28, 4,58, 40,60, 92,56, 64,14, 60,55, 56,100}},
{4, 6, "-----^-|",  // open, in one stroke: down, right, up, down again
 {16,4, 12,32, 24,50, 54,48, 74,28, 78,2, 72,48, 66,100},
 {20,10, 10,40, 26,58, 56,54, 72,34, 76,6, 72,50, 70,100}},
{4, 4, "--?-|--|",  // closed at the top
 {62,2, 36,28, 8,58, 46,58, 90,56, 62,2, 60,50, 58,100},
 {56,0, 36,20, 18,46, 44,52, 80,48, 58,4, 60,46, 60,100}},
{5, 8, "--^-?---|",  // one stroke, from the right end of the bar
 {84,4, 58,5, 32,7, 28,24, 24,42, 56,38, 78,58, 66,90, 12,93},
 {92,0, 64,6, 38,12, 32,28, 26,44, 54,44, 68,62, 54,90, 6,96}},
{5, 4, "--------|",  // like an S, smooth
 {86,4, 58,4, 34,12, 26,30, 38,44, 64,52, 76,70, 62,92, 10,94},
 {80,8, 54,2, 30,14, 28,34, 46,46, 66,58, 70,78, 46,98, 8,88}},
{5, 7, "--?---|--|",  // the body, then the bar
 {30,6, 27,24, 24,42, 56,38, 78,58, 66,90, 12,93, 30,6, 60,5, 90,2},
 {34,14, 30,30, 26,46, 56,46, 70,64, 54,92, 6,94, 38,6, 66,6, 100,0}},
{5, 3, "--?-?----|",  // the bowl closing on the neck
 {80,4, 56,4, 30,6, 24,24, 18,42, 56,34, 82,56, 66,94, 24,94, 8,74},
 {84,8, 52,2, 26,12, 18,28, 14,46, 50,38, 84,58, 72,96, 28,98, 12,62}},
{5, 2, "--?----|--|",  // the bowl closing on the neck, then the bar
 {26,12, 20,30, 12,50, 50,36, 82,56, 68,94, 26,96, 6,76, 26,10, 56,8, 90,6},
 {34,8, 26,28, 18,46, 50,42, 72,62, 60,94, 30,98, 12,82, 32,12, 60,6, 96,-2}},
{6, 10, "--------|",  // a slanting back, a round loop
 {62,2, 34,26, 16,62, 28,92, 56,97, 78,78, 64,58, 38,64, 22,84},
 {52,0, 32,28, 22,62, 28,92, 54,98, 72,82, 64,66, 44,66, 28,80}},
{6, 4, "---------|",  // a round back
 {74,12, 54,2, 26,18, 12,58, 26,94, 58,97, 80,74, 60,52, 32,58, 16,74},
 {66,8, 46,4, 24,28, 16,64, 30,96, 58,96, 70,76, 56,60, 36,64, 22,78}},
{6, 3, "---------|",  // the loop hanging to the right, its end inside
 {50,0, 24,26, 8,62, 20,94, 58,98, 86,78, 84,54, 62,50, 44,66, 52,94},
 {36,2, 14,34, 6,70, 24,96, 56,96, 88,84, 98,60, 76,48, 50,60, 40,88}},
{7, 10, "--?--|",  // a bar and a stem
 {8,14, 40,10, 82,6, 66,34, 50,64, 40,100},
 {12,6, 44,6, 78,6, 68,34, 58,66, 52,100}},
{7, 5, "-?-?--|",  // with a serif at the left
 {10,30, 14,10, 44,8, 80,6, 66,36, 52,66, 44,100},
 {6,26, 8,12, 40,10, 84,4, 70,34, 56,66, 50,100}},
{7, 4, "------|",  // a curved arch
 {6,24, 22,8, 52,2, 78,14, 74,46, 62,74, 50,100},
 {10,14, 28,4, 56,4, 74,20, 68,50, 56,76, 40,100}},
{7, 4, "--?--|--|",  // with a second bar across the stem
 {8,14, 40,10, 82,6, 66,34, 50,64, 40,100, 28,54, 52,52, 78,48},
 {12,8, 44,6, 78,6, 66,34, 56,66, 52,100, 38,48, 58,50, 84,52}},
{7, 2, "-?-?--|--|",  // with a serif and a second bar
 {10,30, 14,10, 44,8, 80,6, 66,36, 52,66, 44,100, 28,54, 52,52, 78,48},
 {14,36, 16,12, 44,14, 78,6, 70,34, 58,66, 50,100, 40,60, 62,52, 90,44}},
{7, 1, "--?--|--|",  // with a foot
 {8,14, 40,10, 82,6, 66,34, 50,64, 40,98, 18,98, 44,97, 74,94},
 {12,8, 44,6, 78,6, 66,34, 56,66, 52,96, 26,94, 50,96, 80,98}},
{8, 10, "----------|",  // one stroke, from the top right
 {72,14, 48,1, 20,14, 38,42, 70,66, 74,90, 44,99, 14,82, 36,54, 70,32, 72,12},
 {66,10, 46,2, 26,20, 40,46, 64,70, 62,92, 40,98, 22,80, 36,56, 62,36, 66,14}},
{8, 6, "----------|",  // open at the top, the ends apart or crossing
 {84,6, 54,4, 24,12, 32,36, 64,60, 76,86, 46,99, 16,82, 36,54, 62,34, 76,18},
 {78,10, 48,2, 20,20, 36,44, 66,64, 70,90, 42,98, 18,80, 34,56, 60,38, 84,8}},
{8, 3, "----------|",  // a large upper loop, the lower one a mere point
 {74,14, 44,0, 16,20, 30,44, 48,66, 56,88, 46,100, 36,90, 48,66, 74,40, 78,12},
 {62,8, 40,2, 24,22, 32,46, 46,70, 52,92, 44,100, 38,92, 48,68, 66,40, 70,14}},
{8, 2, "----------|",  // wide, with a large lower loop
 {68,10, 46,2, 28,18, 46,40, 86,60, 94,84, 50,98, 6,86, 18,60, 60,36, 74,14},
 {60,6, 40,4, 30,20, 46,38, 70,58, 80,86, 44,100, 6,82, 22,56, 54,34, 62,12}},
{8, 2, "----------|",  // from the waist, in one stroke
 {50,46, 26,26, 36,4, 62,2, 72,24, 50,46, 28,70, 34,96, 62,98, 72,74, 50,46},
 {56,44, 28,34, 26,10, 56,0, 74,18, 52,46, 34,72, 34,94, 54,100, 66,80, 44,44}},
{8, 2, "----------|",  // from the top left, mirrored
 {28,14, 52,1, 80,14, 62,42, 30,66, 26,90, 56,99, 86,82, 64,54, 30,32, 28,12},
 {34,10, 54,2, 74,20, 60,46, 36,70, 38,92, 60,98, 78,80, 64,56, 38,36, 34,14}},
{8, 3, "------|------|",  // two circles
 {50,2, 24,12, 28,40, 52,46, 74,32, 70,8, 46,2,
  50,46, 18,60, 14,86, 48,99, 82,86, 80,60, 48,46},
 {52,0, 34,12, 32,34, 50,46, 68,32, 68,12, 50,0,
  50,46, 28,62, 24,86, 48,100, 74,86, 72,62, 50,46}},
{9, 10, "-----^-|",  // a loop, then a straight tail
 {74,16, 46,3, 18,20, 24,46, 52,46, 74,18, 70,58, 64,100},
 {72,10, 50,2, 24,24, 28,48, 54,44, 72,20, 72,58, 70,100}},
{9, 5, "------?--|",  // a round, curved tail
 {72,20, 50,3, 22,16, 18,42, 46,50, 70,28, 74,16, 74,56, 58,92, 22,94},
 {70,16, 46,4, 24,20, 26,44, 50,46, 70,24, 72,12, 76,56, 68,88, 36,100}},
{9, 5, "-------|",  // one smooth stroke, no corner
 {70,30, 44,48, 18,36, 26,10, 56,2, 74,24, 74,60, 66,100},
 {68,34, 42,50, 22,32, 32,8, 58,4, 72,28, 66,64, 50,100}},
{9, 4, "-----?-|",  // the bowl open or flat at the top, like a 4
 {58,2, 24,12, 14,36, 34,50, 60,40, 76,14, 72,56, 66,100},
 {44,0, 26,18, 20,44, 40,50, 62,36, 76,8, 70,54, 62,100}},
{9, 3, "------?---|",  // a tail that hooks
 {72,22, 52,2, 24,12, 20,36, 44,48, 70,32, 74,18, 74,60, 60,94, 30,98, 14,84},
 {70,18, 48,2, 28,18, 28,40, 48,46, 68,28, 70,14, 72,62, 62,96, 42,100, 30,90}},
{9, 2, "------?--|",  // closing on a stroke down, tail to the right
 {70,20, 42,2, 12,26, 14,58, 44,66, 72,40, 74,10, 76,60, 82,86, 100,96},
 {66,12, 40,4, 18,24, 20,48, 46,52, 68,32, 70,8, 68,60, 70,90, 88,100}},
};

// ## Chance, from exact arithmetic
//
// C libraries differ in the last bit of a logarithm or an exponential; these
// stand-ins are near enough for handwriting.  Uniform in [0, 1):
static float uniform(Random *random) { return (float)random_uniform(random); }

// About normal, mean 0, standard deviation 1, never beyond ±3.5: the sum of
// four uniform numbers.  Each has variance 1/12, so it is multiplied by √3.
static float normal(Random *random) {
    uint64_t bits = random_bits(random);
    float sum = 0;
    for (int i = 0; i < 4; i++) sum += (float)((bits >> 16 * i) & 0xFFFF);
    return (sum / 65536 - 2) * 1.7320508f;
}

// About eˣ: (1 + x/64)⁶⁴.  growth(normal) doubles as often as it halves.
static float growth(float x) {
    float power = 1 + x / 64;
    for (int i = 0; i < 6; i++) power *= power;
    return power;
}

// About sin 2πt, an arch up and an arch down, each a parabola; |t| < 10⁶.
static float wave(float t) {
    t -= (float)(int)t;
    if (t > 0.5f) t -= 1;
    if (t < -0.5f) t += 1;
    return 8 * t - 16 * t * (t < 0 ? -t : t);
}

// ## 1. Pick a way of writing
//
// A lottery in which each way of the digit holds as many tickets as it weighs.
static const Way *pick(int digit, Random *random) {
    int tickets = 0;
    for (size_t i = 0; i < sizeof WAYS / sizeof *WAYS; i++)
        if (WAYS[i].digit == digit) tickets += WAYS[i].weight;
    int drawn = random_below(random, tickets);
    const Way *way = WAYS;
    while (way->digit != digit || (drawn -= way->weight) >= 0) way++;
    return way;
}

// ## 2. Blend and tremble
//
// A line is a list of points: first the few of the table, then many.
enum { STEPS = 8, MOST_STEPS = STEPS * MOST_POINTS };

typedef struct {
    float x, y;
} Point;

typedef struct {
    int n;
    Point at[MOST_STEPS];
    char mark[MOST_STEPS];     // as in the table, but no `?`
} Line;

static bool begins_stroke(const Line *line, int i) {
    return i == 0 || line->mark[i - 1] == '|';
}

// A share t of the way from a to b: 0 is a, 1 is b, 2 is as far again.
static Point between(Point a, Point b, float t) {
    return (Point){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

// How much of the other writer?  Fourth powers make the share nearly 0 or 1 as
// a rule; then it is stretched by an eighth to either side.
static float choose_share(Random *random) {
    float a = 1 - uniform(random), b = 1 - uniform(random);   // never 0
    a *= a * a * a;
    b *= b * b * b;
    return 1.25f * b / (a + b) - 0.125f;
}

static Line blend(const Way *way, float share, Random *random) {
    Line line = {.n = (int)strlen(way->marks)};
    for (int i = 0; i < line.n; i++) {
        const float *one = way->one + 2 * i, *other = way->other + 2 * i;
        line.at[i] = between((Point){one[0], one[1]},
                             (Point){other[0], other[1]}, share);
        char mark = way->marks[i];
        if (mark == '?') mark = uniform(random) < 0.7f ? '^' : '-';
        line.mark[i] = mark;
    }
    return line;
}

// The points stray by a few units, in a messy hand and at the ends of strokes
// by more, in a 1 by less.  Neighbours stray together: each does half of what
// the last one did (and 0.866 of its own: 0.5² + 0.866² = 1).
static void tremble(Line *line, int digit, float spread, Random *random) {
    float size = 6.5f * spread * growth(0.35f * normal(random));
    if (digit == 1) size /= 2;
    float x = normal(random), y = normal(random);
    for (int i = 0; i < line->n; i++) {
        bool end = begins_stroke(line, i) || line->mark[i] == '|';
        x = 0.5f * x + 0.866f * normal(random);
        y = 0.5f * y + 0.866f * normal(random);
        line->at[i].x += (end ? 1.6f * size : size) * x;
        line->at[i].y += (end ? 1.6f * size : size) * y;
    }
}

// ## 3. Join the points by curves
//
// A parabola passes three points at three given times.
static Point parabola(const Point p[3], const float t[3], float now) {
    Point a = between(p[0], p[1], (now - t[0]) / (t[1] - t[0]));
    Point b = between(p[1], p[2], (now - t[1]) / (t[2] - t[1]));
    return between(a, b, (now - t[0]) / (t[2] - t[0]));
}

// From point to point the pen takes the root of the distance as its time, which
// keeps loops out of the curve.  0.01 is for points that coincide.
static float duration(Point a, Point b) {
    float x = b.x - a.x, y = b.y - a.y;
    return sqrtf(sqrtf(x * x + y * y)) + 0.01f;
}

// From point 1 to point 2 the curve changes over from the parabola through
// 0 1 2 to that through 1 2 3: a Catmull-Rom spline.  At a corner or an end,
// what lies beyond is the mirror image of what came before.
static void add_curve(Line *path, const Line *points, int i) {
    const Point *at = points->at + i;
    bool begins = begins_stroke(points, i);
    bool first = begins || points->mark[i] == '^';
    bool last = points->mark[i + 1] != '-';
    Point p[4] = {first ? between(at[1], at[0], 2) : at[-1], at[0], at[1],
                  last ? between(at[0], at[1], 2) : at[2]};
    float t[4] = {0};
    for (int k = 1; k < 4; k++) t[k] = t[k - 1] + duration(p[k - 1], p[k]);
    for (int k = begins ? 0 : 1; k <= STEPS; k++) {
        float done = (float)k / STEPS, now = t[1] + done * (t[2] - t[1]);
        path->at[path->n] = between(parabola(p, t, now),
                                    parabola(p + 1, t + 1, now), done);
        path->mark[path->n++] = k == STEPS ? points->mark[i + 1] : '-';
    }
}

static Line join(const Line *points) {
    Line path = {.n = 0};
    for (int i = 0; i < points->n; i++)
        if (points->mark[i] != '|') add_curve(&path, points, i);
    return path;
}

// ## 4. Bend, stretch and slant
//
// A ripple runs over the paper and pushes the line sideways, or up and down.
static void ripple(Line *line, float length, float height, bool sideways,
                   Random *random) {
    float turn = uniform(random), phase = uniform(random);
    float x = wave(turn + 0.25f) / length, y = wave(turn) / length;
    for (int i = 0; i < line->n; i++) {
        Point *p = &line->at[i];
        float push = height * wave(x * p->x + y * p->y + phase);
        if (sideways) p->x += push;
        else p->y += push;
    }
}

static void bend(Line *line, float spread, Random *random) {
    for (int i = 0; i < 6; i++) {                   // lengths 200, 100, 67
        float k = (float)(i / 2 + 1), height = 8 * spread / k * normal(random);
        ripple(line, 200 / k, height, i % 2, random);
    }
}

// Wide or narrow, wider at the top or the foot, higher at the left or right;
// slanted, to the right as a rule; turned.  x and y are about -1 ... 1.
static void slant(Line *line, float spread, Random *random) {
    float aspect = growth(0.2f * spread * normal(random));
    float taper_x = 0.13f * spread * normal(random);
    float taper_y = 0.13f * spread * normal(random);
    float slope = 0.13f + 0.28f * spread * normal(random);
    float turn = 0.1f * spread * normal(random);
    for (int i = 0; i < line->n; i++) {
        float x = line->at[i].x / 50 - 1, y = line->at[i].y / 50 - 1;
        x *= aspect * (1 + taper_x * y);
        y *= 1 + taper_y * x;
        x -= slope * y;
        line->at[i] = (Point){x - turn * y, y + turn * x};
    }
}

// ## 5. Pen and ink
//
// The pen inks what is nearer to the line than `radius`, in pixels.  Ones are
// often drawn with a fat pen.
static float choose_pen(int digit, Random *random) {
    float radius = 1.15f * growth(0.3f * normal(random));
    if (digit == 1) radius *= 1.2f * growth(0.25f * normal(random));
    return fminf(fmaxf(radius, 0.6f), 3.6f);
}

// Scales the line so that, drawn with this pen, it just fills the box.
enum { BOX = 20, PAGE = 28 };

static void fit(Line *line, float radius) {
    Point low = line->at[0], high = low;
    for (int i = 1; i < line->n; i++) {
        Point p = line->at[i];
        low = (Point){fminf(low.x, p.x), fminf(low.y, p.y)};
        high = (Point){fmaxf(high.x, p.x), fmaxf(high.y, p.y)};
    }
    float size = fmaxf(fmaxf(high.x - low.x, high.y - low.y), 0.01f);
    float scale = (BOX - 2 * radius) / size;
    for (int i = 0; i < line->n; i++) {
        Point *p = &line->at[i];
        p->x = BOX / 2 + scale * (p->x - (low.x + high.x) / 2);
        p->y = BOX / 2 + scale * (p->y - (low.y + high.y) / 2);
    }
}

// How dark is the pixel that is (x, y) away from the beginning of a straight
// piece s of the line?  The edge of the ink is soft, EDGE pixels wide.
static const float EDGE = 1.2f;

static float darkness(float x, float y, Point s, float radius) {
    float t = (x * s.x + y * s.y) / (s.x * s.x + s.y * s.y + 1e-9f);
    t = t < 0 ? 0 : t > 1 ? 1 : t;                  // t s is the nearest point
    x -= t * s.x;
    y -= t * s.y;
    float dark = (radius - sqrtf(x * x + y * y)) / EDGE + 0.5f;
    return dark < 1 ? dark : 1;
}

// Draws from a to b: looks at every pixel that the pen may reach.
static void draw_step(float ink[BOX * BOX], Point a, Point b, float radius) {
    float reach = radius + EDGE / 2;
    int left = (int)fmaxf(fminf(a.x, b.x) - reach, 0);
    int right = (int)fminf(fmaxf(a.x, b.x) + reach, BOX - 1);
    int top = (int)fmaxf(fminf(a.y, b.y) - reach, 0);
    int low = (int)fminf(fmaxf(a.y, b.y) + reach, BOX - 1);
    Point s = {b.x - a.x, b.y - a.y};
    for (int i = top; i <= low; i++)
        for (int j = left; j <= right; j++) {
            float x = (float)j + 0.5f - a.x, y = (float)i + 0.5f - a.y;
            float dark = darkness(x, y, s, radius), *pixel = &ink[i * BOX + j];
            *pixel = dark > *pixel ? dark : *pixel;
        }
}

// On its way the line swells and shrinks a little, in slow waves.
static void draw(float ink[BOX * BOX], const Line *line, float radius,
                 Random *random) {
    float swell = 0.2f * normal(random), phase = uniform(random);
    float rate = 0.005f + 0.015f * uniform(random);         // waves per step
    memset(ink, 0, BOX * BOX * sizeof *ink);
    for (int i = 1; i < line->n; i++) {
        if (begins_stroke(line, i)) continue;
        float here = radius * (1 + swell * wave(phase + rate * (float)i));
        draw_step(ink, line->at[i - 1], line->at[i], here);
    }
}

// ## 6. Centre
//
// Puts the box on the page, in whole pixels, so that the ink's centre of mass
// is in the middle.  What sticks out is lost.
static void centre(uint8_t image[PAGE * PAGE], const float ink[BOX * BOX]) {
    float mass = 1e-9f, x = 0, y = 0;               // never divide by 0
    for (int i = 0; i < BOX * BOX; i++) {
        mass += ink[i];
        x += ink[i] * (float)(i % BOX);
        y += ink[i] * (float)(i / BOX);
    }
    int right = (int)(28.5f - x / mass) - 14;       // 14 - x / mass, rounded
    int down = (int)(28.5f - y / mass) - 14;
    memset(image, 0, PAGE * PAGE);
    for (int i = 0; i < BOX * BOX; i++) {
        int row = i / BOX + down, column = i % BOX + right;
        if (row >= 0 && row < PAGE && column >= 0 && column < PAGE)
            image[row * PAGE + column] = (uint8_t)(255 * ink[i] + 0.5f);
    }
}

// ## The whole digit

void digits_draw(uint8_t image[PAGE * PAGE], int digit, float spread,
                 Random *random) {
    if (!(digit >= 0 && digit <= 9 && spread >= 0 && spread <= 2))
        die("digits_draw: digit %d is not 0 to 9, or spread %g not 0 to 2",
            digit, (double)spread);
    const Way *way = pick(digit, random);
    float share = choose_share(random);
    Line line = blend(way, share, random);
    tremble(&line, digit, spread, random);
    line = join(&line);
    bend(&line, spread, random);
    slant(&line, spread, random);
    float radius = choose_pen(digit, random);
    fit(&line, radius);
    float ink[BOX * BOX];
    draw(ink, &line, radius, random);
    centre(image, ink);
}

// The generator's numbers form one circle of 2⁶⁴.  Example `index` is drawn
// with piece number `index` of the circle, 256 numbers long; no digit takes
// more than 100.
int digits_example(uint8_t image[PAGE * PAGE], uint64_t seed, uint64_t index,
                   float spread) {
    if (index >> 56) die("digits_example: index must be below 2^56");
    Random random = random_new(seed), step = {0};
    random_bits(&step);                             // how far one number goes
    random.count += 256 * index * step.count;
    int digit = random_below(&random, 10);
    digits_draw(image, digit, spread, &random);
    return digit;
}
