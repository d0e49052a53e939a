// # What the exercises of chapter 6 demand
//
// A check knows the answer by another way than the one that is asked for: by
// listing, by counting, by moving a number a little and looking how far the
// answer moves.
#include <stdint.h>

#include "ch06-convnets/exercises.h"
#include "tools/exercises.h"

// No two numbers alike, no symmetry; and beyond its side what nobody may use.
static Image some_image(int side, double seed) {
    Image x = image(side);
    for (int i = 0; i < MOST * MOST; i++) x.at[i / MOST][i % MOST] = 1e6;
    for (int j = 0; j < side; j++)
        for (int k = 0; k < side; k++)
            x.at[j][k] = sin(seed + 3 * j + 1.7 * k * k) + 0.1 * j;
    return x;
}

static Image todo_image(void) {
    Image to = image(MOST);
    todo_fill(to.at[0], MOST * MOST);
    return to;
}

static void expect_image(const Image *got, const Image *want,
                         const char *what) {
    if (is_todo(got->at[0][0])) expect(TODO, 0, "%s", what);
    expect(got->side, want->side, "side of %s", what);
    for (int j = 0; j < want->side; j++)
        for (int k = 0; k < want->side; k++)
            expect(got->at[j][k], want->at[j][k], "%s, row %d, column %d", what,
                   j, k);
}

// The slope from two values, at h to both sides.  What is asked about is linear
// in every number, so it is exact.
static const double STEP = 0.25;

// ## 6.1: places where a window fits, found by trying
static int places(int side, int window, int stride) {
    int count = 0;
    for (int first = 0; first < side; first += stride)
        count += first + window <= side;
    return count;
}

static void check_counts(const Answers *a) {
    const Counts *got = &a->counts;
    int conv1 = places(28, 5, 1), pool1 = places(conv1, 2, 2);
    int conv2 = places(pool1, 5, 1), pool2 = places(conv2, 2, 2), n = 0;
    expect_secret(got->conv1, conv1, "side of the first maps");
    expect_secret(got->pool1, pool1, "their side after pooling");
    expect_secret(got->conv2, conv2, "side of the second maps");
    expect_secret(got->pool2, pool2, "their side after pooling");
    for (int map = 0; map < 20; map++) n += 5 * 5 + 1;
    expect_secret(got->conv1_numbers, n, "parameters of the first convolution");
    n = 0;
    for (int map = 0; map < 40; map++) {
        for (int below = 0; below < 20; below++) n += 5 * 5;
        n++;
    }
    expect_secret(got->conv2_numbers, n, "parameters of the second");
    n = 0;
    for (int neuron = 0; neuron < 100; neuron++) n += 40 * pool2 * pool2 + 1;
    expect_secret(got->dense_numbers, n, "parameters of the dense layer");
}

// ## 6.2: the cost of ten equal answers; the penalties beside each other
static void check_before(const Answers *a) {
    double sum = 0;
    for (int d = 0; d < DIGITS; d++) sum += exp(0);
    expect_secret(a->first_cost, -log(exp(0) / sum), "the first cost");
    const double batches[] = {10, 20, 1};
    for (int i = 0; i < 3; i++) {
        double examples = 600, m = batches[i], weights = 7.3;
        double network3 = 0.1 * weights / 2 / (examples / m);
        double chapter3 = a->our_lambda(0.1, m) * weights / (2 * examples);
        expect(chapter3, network3, "the penalty with your λ for lambda = 0.1, "
               "mini-batches of %g,\n      600 examples, Σ w² = 7.3", m);
    }
}

// ## 6.3: the answer to a single bright pixel shows the kernel, and every image
// is a sum of such
static double seen(const Image *w, int row, int col, int j, int k) {
    int l = row - j, m = col - k;
    bool inside = l >= 0 && l < w->side && m >= 0 && m < w->side;
    return inside ? w->at[l][m] : 0;
}

static Image true_convolution(const Image *x, const Image *w, double b) {
    Image z = image(places(x->side, w->side, 1));
    for (int j = 0; j < z.side; j++)
        for (int k = 0; k < z.side; k++) {
            z.at[j][k] = b;
            for (int row = 0; row < x->side; row++)
                for (int col = 0; col < x->side; col++)
                    z.at[j][k] += x->at[row][col] * seen(w, row, col, j, k);
        }
    return z;
}

static void check_convolve(const Answers *a) {
    Image x = image(3), w = image(2);
    x.at[0][1] = 1;
    w.at[0][0] = 5;
    w.at[0][1] = 7;
    Image z = a->convolve(x, w, 0.5);
    expect(z.at[0][0], 7.5, "z, row 0, column 0; x has a 1 in row 0, column 1;"
           "\n      w is (5 7 / 0 0), b = 0.5");
    expect(z.at[0][1], 5.5, "z, row 0, column 1, of the same");
    expect(z.at[1][0], 0.5, "z, row 1, column 0, of the same");
    const int sizes[][2] = {{6, 3}, {5, 2}, {4, 4}, {12, 5}, {3, 1}};
    for (int i = 0; i < 5; i++) {
        char what[60];
        Image big = some_image(sizes[i][0], 1), kernel = some_image(sizes[i][1],
                                                                    4);
        Image got = a->convolve(big, kernel, -0.3);
        Image want = true_convolution(&big, &kernel, -0.3);
        snprintf(what, sizeof what, "z (image of %d, window of %d)",
                 sizes[i][0], sizes[i][1]);
        expect_image(&got, &want, what);
    }
}

// ## 6.4: around each pixel, Theano's sum written out
static void check_turned(const Answers *a) {
    for (int side = 3; side >= 1; side--) {
        Image w = some_image(side, 2), x = some_image(6, 5);
        Image mine = a->turned(w);
        expect(mine.side, side, "side of the kernel");
        Image got = true_convolution(&x, &mine, 0), want = image(got.side);
        for (int j = 0; j < want.side; j++)
            for (int k = 0; k < want.side; k++)
                for (int l = 0; l < side; l++)
                    for (int m = 0; m < side; m++)
                        want.at[j][k] += w.at[l][m] *
                            x.at[j + side - 1 - l][k + side - 1 - m];
        char what[80];
        snprintf(what, sizeof what, "z of your kernel, against conv2d with w, "
                 "%d x %d", side, side);
        expect_image(&got, &want, what);
    }
}

// ## 6.5: nobody in the window is larger, and it is in the window
static void check_pool_of(const Answers *a, int side, int window, int stride) {
    Image z = some_image(side, side + window);
    Pooled p = a->pool(z, window, stride);
    int out = places(side, window, stride);
    expect(p.a.side, out, "side after pooling: side %d, window %d, stride %d",
           side, window, stride);
    for (int j = 0; j < out; j++)
        for (int k = 0; k < out; k++) {
            double largest = -INFINITY;
            int at = 0;
            for (int i = window * window - 1; i >= 0; i--) {
                double here = z.at[j * stride + i / window]
                                  [k * stride + i % window];
                if (here >= largest) largest = here, at = i;
            }
            const char *which = "row %d, column %d, side %d, window %d, "
                                "stride %d";
            char where[100];
            snprintf(where, sizeof where, which, j, k, side, window, stride);
            expect(p.a.at[j][k], largest, "a, %s", where);
            expect(p.row[j][k], j * stride + at / window,
                   "row of the largest; %s", where);
            expect(p.col[j][k], k * stride + at % window,
                   "column of the largest; %s", where);
        }
}

// Move each z a little: so far a moves, times δ.
static void check_unpool_of(const Answers *a, int side, int window,
                            int stride) {
    Image z = some_image(side, side + window);
    Pooled p = a->pool(z, window, stride);
    Image delta = some_image(p.a.side, 7);
    Image got = a->unpool(p, delta, side);
    expect(got.side, side, "side of ∂C/∂z");
    for (int row = 0; row < side; row++)
        for (int col = 0; col < side; col++) {
            double moved = 0, step = 1e-6;
            Image more = z;
            more.at[row][col] += step;
            Pooled q = a->pool(more, window, stride);
            for (int j = 0; j < q.a.side; j++)
                for (int k = 0; k < q.a.side; k++)
                    moved += delta.at[j][k] *
                             (q.a.at[j][k] - p.a.at[j][k]) / step;
            expect_near(got.at[row][col], moved, 1e-5, "∂C/∂z, row %d, column "
                        "%d, side %d, window %d, stride %d", row, col, side,
                        window, stride);
        }
}

static void check_pool(const Answers *a) {
    Image z = image(2);
    z.at[0][0] = z.at[1][1] = -3;
    z.at[0][1] = z.at[1][0] = -1;
    Pooled p = a->pool(z, 2, 2);
    expect(p.a.at[0][0], -1, "the largest of (-3 -1 / -1 -3)");
    expect(p.row[0][0], 0, "its row; of the two that are equal the first");
    expect(p.col[0][0], 1, "its column");
    const int cases[][3] = {{6, 2, 2}, {7, 2, 2}, {7, 3, 2}, {8, 3, 2},
                            {5, 2, 1}};
    for (int i = 0; i < 5; i++)
        check_pool_of(a, cases[i][0], cases[i][1], cases[i][2]);
    for (int i = 0; i < 5; i++)
        check_unpool_of(a, cases[i][0], cases[i][1], cases[i][2]);
}

// ## 6.6: answers made so that it is known which are right
static void check_accuracy(const Answers *a) {
    enum { N = 8 };
    double out[N][DIGITS], other[N][DIGITS];
    int label[N], other_label[N];
    for (int i = 0; i < N; i++) {
        for (int d = 0; d < DIGITS; d++)
            out[i][d] = other[i][d] = -1 - 0.1 * sin(i + 3 * d);
        label[i] = i * 3 % DIGITS;
        other_label[i] = i * 7 % DIGITS;
        out[i][i < 7 ? label[i] : 1 - label[i] % 2] = -0.5;     // 7 right ...
        other[i][(other_label[i] + (i > 4)) % DIGITS] = -0.25;  // 5 right
    }
    label[7] = 9;                                               // ... of 8
    out[7][9] = -2;
    expect(a->accuracy(N, out, label), 87.5, "accuracy, 7 of 8 right");
    expect(a->accuracy(2, out, label), 100, "accuracy, 2 of 2 right");
    expect(a->accuracy(N, other, other_label), 62.5, "accuracy, 5 of 8 right");
    out[0][0] = out[0][9] = 3;
    label[0] = 0;
    expect(a->accuracy(1, out, label), 100,
           "accuracy where 0 and 9 are equal, and it is a 0");
    expect(a->gap(N, out, label, N, other, other_label), 25,
           "gap between 87.5 and 62.5 %%");
    expect(a->gap(N, other, other_label, 2, out, label), -37.5,
           "gap between 62.5 and 100 %%");
}

// ## 6.7: epochs told by hand
static void check_stop(const Answers *a) {
    const double rises[] = {90, 91, 92, 93, 94, 95};
    const double falls[] = {90, 93, 92, 92.5, 91, 94, 95};
    const double equal[] = {90, 93, 92, 93, 92, 91, 90};
    const struct {
        const double *accuracy;
        int epochs, patience, ends, best;
        const char *what;
    } CASES[] = {{rises, 6, 2, 6, 6, "90 91 92 93 94 95, patience 2"},
                 {falls, 7, 3, 5, 2, "90 93 92 92.5 91 94 95, patience 3"},
                 {falls, 7, 4, 7, 7, "90 93 92 92.5 91 94 95, patience 4"},
                 {falls, 4, 3, 4, 2, "90 93 92 92.5, patience 3"},
                 {equal, 7, 2, 6, 4, "90 93 92 93 92 91 90, patience 2"},
                 {rises + 5, 1, 1, 1, 1, "95, patience 1"}};
    for (int i = 0; i < 6; i++) {
        Stop got = a->early_stop(CASES[i].accuracy, CASES[i].epochs,
                                 CASES[i].patience);
        expect(got.epochs, CASES[i].ends, "epochs run: %s", CASES[i].what);
        expect(got.best, CASES[i].best, "best epoch: %s", CASES[i].what);
    }
    double eta = 0.8;
    for (int epoch = 1; epoch <= 9; epoch++) {
        expect(a->rate(0.8, epoch, 3), eta,
               "η in epoch %d; 0.8 at first, halved after every 3", epoch);
        if (epoch % 3 == 0) eta /= 2;
    }
    expect(a->rate(0.8, 4, 1), 0.1, "η in epoch 4; 0.8, halved after each");
}

// ## 6.8: walk with the pixel
static void check_position(const Answers *a) {
    const char *const NAMES[] = {"as it is", "up", "down", "left", "right"};
    const Image images[] = {some_image(4, 1), some_image(4, 2),
                            some_image(4, 3)};
    for (int i = 0; i < 15; i++) {
        Image got = todo_image(), framed = image(6), want = image(4);
        a->position(images, i, &got);
        for (int p = 0; p < 16; p++)
            framed.at[p / 4 + 1][p % 4 + 1] = images[i / 5].at[p / 4][p % 4];
        int top = 1, left = 1;               // where the new image begins
        if (i % 5 == 1) top++;
        if (i % 5 == 2) top--;
        if (i % 5 == 3) left++;
        if (i % 5 == 4) left--;
        for (int p = 0; p < 16; p++)
            want.at[p / 4][p % 4] = framed.at[top + p / 4][left + p % 4];
        char what[60];
        snprintf(what, sizeof what, "number %d: image %d, %s", i, i / 5,
                 NAMES[i % 5]);
        expect_image(&got, &want, what);
    }
}

// ## 6.9: write, read, compare the bits
static FILE *saved(const Answers *a, const double numbers[], int n) {
    FILE *f = tmpfile();
    if (!f) perror("tmpfile"), exit(3);
    a->save(f, numbers, n);
    rewind(f);
    return f;
}

static void check_save(const Answers *a) {
    enum { N = 9 };
    const double numbers[N] = {1, 1.0 / 3, -0.0, 1e-320, -1.7e308, 0.1, 1e100,
                               -2.5, 123456789.123456789};
    double got[N + 1];
    FILE *f = saved(a, numbers, N);
    todo_fill(got, N + 1);
    expect(a->load(f, got, N), 1, "load after save (1: true, 0: false)");
    for (int i = 0; i < N; i++) {
        uint64_t bits, bits_of;
        memcpy(&bits, &got[i], sizeof bits);
        memcpy(&bits_of, &numbers[i], sizeof bits_of);
        if (bits != bits_of) expect(got[i], numbers[i], "%.17g, loaded",
                                    numbers[i]);
        expect(bits == bits_of, 1, "all bits of %.17g are the same (1: true)",
               numbers[i]);
    }
    fclose(f);
    for (int wants = N - 1; wants <= N + 1; wants += 2) {
        f = saved(a, numbers, N);
        for (int i = 0; i <= N; i++) got[i] = 7;
        expect(a->load(f, got, wants), 0,
               "load of %d numbers, where %d were saved (1: true, 0: false)",
               wants, N);
        for (int i = 0; i <= N; i++)
            expect(got[i], 7, "number %d after load has returned false", i);
        fclose(f);
    }
    f = tmpfile();
    if (!f) perror("tmpfile"), exit(3);
    expect(a->load(f, got, N), 0, "load of an empty file (1: true, 0: false)");
    fclose(f);
}

// ## 6.10: networks of one neuron; random numbers
static double relus(double w, int layers) {
    double a = 1;
    for (int l = 0; l < layers; l++) a = fmax(w * a, 0);
    return a;
}

static double uniform(uint64_t *state) {                  // xorshift
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return ((double)(*state >> 12) + 0.5) / 4503599627370496.0;
}

static double normal(uint64_t *state) {                   // Box and Muller
    double r = sqrt(-2 * log(uniform(state)));
    return r * cos(6.283185307179586 * uniform(state));
}

static double measured(int n_out, double sd) {
    enum { TRIALS = 40000 };
    uint64_t state = 88172645463325252u;
    double sum = 0;
    for (int t = 0; t < TRIALS; t++) {
        double delta = 0;
        for (int j = 0; j < n_out; j++)
            delta += sd * normal(&state) * normal(&state);
        if (t % 2) sum += delta * delta;     // every second ReLU is 0
    }
    return sum / TRIALS;
}

static void check_relus(const Answers *a) {
    const double cs[] = {2, 0.5, 3};
    for (int i = 0; i < 3; i++)
        for (int layers = 1; layers <= 5; layers += 2)
            expect(a->times_output(cs[i], layers),
                   relus(1.3 * cs[i], layers) / relus(1.3, layers),
                   "the output is multiplied by; c = %g, %d layers", cs[i],
                   layers);
    expect_near(a->times_delta(3, 0.7), measured(3, 0.7), 0.05,
                "the mean of δ² is multiplied by; n_out = 3, sd = 0.7 "
                "(measured)");
    expect_near(a->times_delta(20, 0.4), measured(20, 0.4), 0.05,
                "the mean of δ² is multiplied by; n_out = 20, sd = 0.4 "
                "(measured)");
}

// ## 6.11: move w, b, x; C is Σ δ z
static double weighed(const Image *x, const Image *w, double b,
                      const Image *delta) {
    double sum = 0;
    Image z = true_convolution(x, w, b);
    for (int j = 0; j < z.side; j++)
        for (int k = 0; k < z.side; k++)
            sum += delta->at[j][k] * z.at[j][k];
    return sum;
}

static void expect_slopes(const Image *got, Image *theta, const Image *x,
                          const Image *w, const Image *delta,
                          const char *name) {
    expect(got->side, theta->side, "side of ∂C/∂%s", name);
    for (int j = 0; j < theta->side; j++)
        for (int k = 0; k < theta->side; k++) {
            double keep = theta->at[j][k];
            theta->at[j][k] = keep + STEP;
            double above = weighed(x, w, 0, delta);
            theta->at[j][k] = keep - STEP;
            double below = weighed(x, w, 0, delta);
            theta->at[j][k] = keep;
            expect(got->at[j][k], (above - below) / (2 * STEP),
                   "∂C/∂%s, row %d, column %d; image of %d, window of %d", name,
                   j, k, x->side, w->side);
        }
}

// One place of the window, which can be done by hand.
static void check_one_place(const Answers *a) {
    const Image x = {2, {{1, 2}, {3, 4}}}, w = {2, {{5, 6}, {7, 8}}};
    const Image delta = {1, {{10}}};
    const char *of = "x = (1 2 / 3 4), w = (5 6 / 7 8), δ = 10";
    Slopes got = a->convolve_back(x, w, delta);
    for (int i = 0; i < 4; i++)
        expect(got.w.at[i / 2][i % 2], 10 + 10 * i,
               "∂C/∂w, row %d, column %d; %s", i / 2, i % 2, of);
    expect(got.b, 10, "∂C/∂b; %s", of);
    for (int i = 0; i < 4; i++)
        expect(got.x.at[i / 2][i % 2], 50 + 10 * i,
               "∂C/∂x, row %d, column %d; %s", i / 2, i % 2, of);
}

static void check_convolve_back(const Answers *a) {
    check_one_place(a);
    const int sizes[][2] = {{2, 2}, {5, 2}, {6, 3}, {4, 1}};
    for (int i = 0; i < 4; i++) {
        Image x = some_image(sizes[i][0], 1), w = some_image(sizes[i][1], 4);
        Image delta = some_image(places(x.side, w.side, 1), 6);
        Slopes got = a->convolve_back(x, w, delta);
        expect_slopes(&got.w, &w, &x, &w, &delta, "w");
        expect(got.b, weighed(&x, &w, 1, &delta) - weighed(&x, &w, 0, &delta),
               "∂C/∂b; image of %d, window of %d", x.side, w.side);
        expect_slopes(&got.x, &x, &x, &w, &delta, "x");
    }
}

// ## 6.12: put a frame of zeros round the maps, convolve, add up, leave out
static Image true_map(const Convolution *it, int m, const Image x[]) {
    int side = x[0].side + 2 * it->padding, window = it->w[0][0].side;
    Image all = image(side - window + 1), to = image(places(side, window,
                                                            it->stride));
    for (int c = 0; c < it->maps_below; c++) {
        Image framed = image(side);
        for (int j = 0; j < x[c].side; j++)
            for (int k = 0; k < x[c].side; k++)
                framed.at[j + it->padding][k + it->padding] = x[c].at[j][k];
        Image z = true_convolution(&framed, &it->w[m][c],
                                   c == 0 ? it->b[m] : 0);
        for (int j = 0; j < all.side; j++)
            for (int k = 0; k < all.side; k++) all.at[j][k] += z.at[j][k];
    }
    for (int j = 0; j < to.side; j++)
        for (int k = 0; k < to.side; k++)
            to.at[j][k] = all.at[j * it->stride][k * it->stride];
    return to;
}

static void check_convolve_maps(const Answers *a) {
    const int cases[][6] = {     // side, window, below, maps, stride, padding
        {3, 2, 1, 1, 1, 0}, {4, 2, 2, 1, 1, 0}, {4, 2, 2, 3, 1, 0},
        {5, 3, 2, 3, 1, 1}, {7, 3, 1, 2, 2, 0}, {6, 3, 3, 2, 2, 0},
        {6, 3, 2, 4, 2, 1}, {5, 5, 1, 2, 3, 2}};
    for (int i = 0; i < 8; i++) {
        const int *of = cases[i];
        Convolution it = {.maps_below = of[2], .maps = of[3], .stride = of[4],
                          .padding = of[5], .b = {0.5, -1, 0.25, 2}};
        Image x[MOST_MAPS], z[MOST_MAPS];
        for (int c = 0; c < MOST_MAPS; c++) {
            x[c] = some_image(of[0], c);
            z[c] = todo_image();
            for (int m = 0; m < MOST_MAPS; m++)
                it.w[m][c] = some_image(of[1], 5 * m + c + 9);
        }
        a->convolve_maps(&it, x, z);
        for (int m = 0; m < of[3]; m++) {
            char what[120];
            Image want = true_map(&it, m, x);
            snprintf(what, sizeof what, "map %d of %d; %d below, side %d, "
                     "window %d, stride %d, padding %d", m, of[3], of[2], of[0],
                     of[1], of[4], of[5]);
            expect_image(&z[m], &want, what);
        }
    }
}

// ## The exercises, in their order
static const Exercise EXERCISES[] = {
    {"6.1", "Count before you build", "Nielsen ch6, the original experiments",
     check_counts,
     {"A window of 2 fits into 4 pixels in 3 places: 4 - 2 + 1.",
      "All places share their weights: a map has 25 and a bias, or 25 for each "
      "map below and a bias.",
      "24, 12, 8, 4; 20 · 26, 40 · (20 · 25 + 1), 100 · (40 · 4 · 4 + 1)."}},
    {"6.2", "Before the first step", "Nielsen ch6, network3.py", check_before,
     {"With all z equal, what are the ten outputs of softmax?",
      "1/10 each; the cost is -ln of the right one.  For λ: an epoch has "
      "(examples / batch) mini-batches.",
      "ln 10, about 2.302585093; λ/(2 · examples/batch) = λ batch/(2 · "
      "examples)."}},
    {"6.3", "Convolution", "Nielsen ch6, shared weights", check_convolve,
     {"In how many places does a window of w.side fit into x.side?  That is "
      "z's side.",
      "Four loops: j and k over places, l and m over the window.",
      "Image z = image(x.side - w.side + 1); each z.at[j][k] begins with b, "
      "then += w.at[l][m] * x.at[j + l][k + m]."}},
    {"6.4", "What mathematics calls a convolution", "Nielsen ch6, network3.py",
     check_turned,
     {"Which weight of conv2d meets the pixel at the upper left of the window?",
      "The last one: the kernel is turned by 180°.  Both axes.",
      "to.at[l][m] = w.at[w.side - 1 - l][w.side - 1 - m]."}},
    {"6.5", "Max-pooling, there and back", "Nielsen ch6, pooling layers",
     check_pool,
     {"The first window's corner is (0, 0), the next one's (0, stride); begin "
      "each with its corner as the largest so far (not with 0!).",
      "The side of a is (z.side - window) / stride + 1.  Only > makes a new "
      "largest, not >=.",
      "unpool: to.at[p.row[j][k]][p.col[j][k]] += delta.at[j][k], for all of "
      "delta; += because windows may share a number."}},
    {"6.6", "How well does it read?", "Nielsen ch6, problems", check_accuracy,
     {"First find the digit with the largest output, then compare.",
      "Begin with digit 0 and go on to d if a[i][d] > a[i][digit].",
      "100.0 * right / n; gap is the difference of two accuracies: training "
      "minus other."}},
    {"6.7", "When to stop, and how fast to go until then",
     "Nielsen ch6, problems", check_stop,
     {"Keep the best epoch so far, and go on while e - best < patience.",
      "Compare with >=, as network3.py.  accuracy[e - 1] belongs to epoch e.",
      "best = e = 1; while (e < epochs && e - best < patience) { e++; if "
      "(accuracy[e - 1] >= accuracy[best - 1]) best = e; }  And η has been "
      "halved (epoch - 1) / every times, a division of whole numbers."}},
    {"6.8", "Five times as many images, and none of them stored",
     "Nielsen ch6, problem", check_position,
     {"Ask for each pixel of the new image: where does it come from?",
      "Shifted down by one, row j comes from row j - 1; row 0 comes from "
      "nowhere, so it is 0.",
      "Begin with *to = image(side); then, if row = j - down and col = k - "
      "right are inside, to->at[j][k] = from->at[row][col]."}},
    {"6.9", "Save and load", "Nielsen ch6, problem", check_save,
     {"fwrite the bytes themselves: printf's %f and %g lose digits.",
      "Write n first, so that load can see that it is another network's file.",
      "load: fread the count, compare it with n; fread the numbers into an "
      "array of your own; only if all have come, copy them."}},
    {"6.10", "ReLUs, larger and smaller", "Nielsen ch6, problems", check_relus,
     {"relu(c z) = c relu(z) for c > 0.  How often does it happen?",
      "δ below is a sum of n_out products; the mean of its square is the sum "
      "of n_out mean squares, sd² each.",
      "c to the power of layers; n_out sd² / 2."}},
    {"6.11", "Back through a convolution", "Nielsen ch6; (BP3), (BP4)",
     check_convolve_back,
     {"Take the loops of 6.3, and in the innermost line ask: how far does z_jk "
      "move with w_lm, and how far with x_{j+l, k+m}?",
      "∂z_jk/∂w_lm is x_{j+l, k+m}, ∂z_jk/∂x_{j+l, k+m} is w_lm, ∂z_jk/∂b is "
      "1; each times δ_jk, all added up.",
      "to.w.at[l][m] += delta.at[j][k] * x.at[j + l][k + m]; to.x.at[j + l][k "
      "+ m] += delta.at[j][k] * w.at[l][m]."}},
    {"6.12", "A whole layer", "Nielsen ch6; slides, ResNet",
     check_convolve_maps,
     {"Six loops: map m, place (j, k), map below c, window (l, m′).",
      "The pixel is (stride * j + l - padding, stride * k + m′ - padding); "
      "skip it if it is outside.",
      "The side is (side + 2 * padding - window) / stride + 1; z[m] = "
      "image(side); each number begins with b[m], once, not for each c."}},
};

int main(int argc, char **argv) {
    return exercises_main(argc, argv, EXERCISES,
                          (int)(sizeof EXERCISES / sizeof *EXERCISES));
}
