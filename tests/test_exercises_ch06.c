#define REAL double
// The exercises of chapter 6: ours pass, untouched ones fail, and so do these
// mistakes.
#include "ch06-convnets/solutions.c"
#define main check_main
#include "ch06-convnets/check_exercises.c"
#undef main

#include "tests/wrong_answers.h"

// Which mistake the functions below make.
static enum {
    NONE, DIVIDED, SAME, TWICE, SQUARED, NO_BIAS, BIAS_EVERY_TAP, TURNED,
    TRANSPOSED, ONE_SHORT, ONE_LONG, SIGN, MEAN, ROWS_ONLY, COLS_ONLY,
    STAYS, FROM_ZERO, LAST_OF_EQUAL, WINDOW_FOR_STRIDE, ROUNDED_UP, SET,
    EXCHANGED, TO_CORNER, FRACTION, SMALLEST, OFF_BY_ONE, STRICT,
    NO_PATIENCE, ONE_MORE, LAST_BEST, INDEX, FROM_EPOCH_0, NOT_HALF, LINEAR,
    WRONG_WAY, WRAPS, REPEATS, PASSES, FLAT_AND_UPRIGHT, AS_TEXT, SIX_DIGITS,
    FLOATS, NO_COUNT, HALF_READ, AT_LEAST, NO_HALF, NO_SQUARE, NOT_N, PLUS,
    WEIGHT_FOR_PIXEL, CENTRE_ONLY, LAST_MAP_ONLY, BIAS_EVERY_MAP,
    NO_PADDING, NO_STRIDE, OTHER_KERNEL, FIRST_BIAS, STRIDE_PADDING,
    NO_LAST_ROW, NO_LAST_COLUMN
} mistake;

static bool is(int it) { return (int)mistake == it; }

// ---- 6.2 Before the first step

static double sloppy_lambda(double lambda, double batch) {
    return is(DIVIDED) ? lambda / batch : is(SAME) ? lambda
         : is(TWICE) ? 2 * lambda * batch : is(SQUARED) ? lambda * batch * batch
         : lambda * batch;
}

// ---- 6.3 Convolution

static Image sloppy_convolve(Image x, Image w, double b) {
    int side = x.side - w.side + 1 - is(ONE_SHORT) + is(ONE_LONG);
    Image z = image(side);
    for (int j = 0; j < side; j++)
        for (int k = 0; k < side; k++) {
            double sum = is(NO_BIAS) ? 0 : b;
            for (int l = 0; l < w.side; l++)
                for (int m = 0; m < w.side; m++) {
                    double tap = is(TURNED) ? w.at[w.side - 1 - l]
                                                  [w.side - 1 - m]
                               : is(TRANSPOSED) ? w.at[m][l] : w.at[l][m];
                    if (j + l >= MOST || k + m >= MOST) continue;
                    sum += tap * x.at[j + l][k + m];
                    if (is(BIAS_EVERY_TAP)) sum += b;
                }
            if (is(MEAN)) sum /= w.side * w.side;
            z.at[j][k] = is(SIGN) ? -sum : sum;
        }
    return z;
}

// ---- 6.4 What mathematics calls a convolution

static Image sloppy_turned(Image w) {
    Image to = image(w.side);
    int end = w.side - !is(OFF_BY_ONE);
    for (int l = 0; l < w.side; l++)
        for (int m = 0; m < w.side; m++) {
            int row = is(COLS_ONLY) ? l : end - l;
            int col = is(ROWS_ONLY) ? m : end - m;
            double tap = is(TRANSPOSED) ? w.at[m][l] : w.at[row][col];
            if (is(STAYS)) tap = w.at[l][m];
            to.at[l][m] = is(SIGN) ? -tap : tap;
        }
    return to;
}

// ---- 6.5 Max-pooling

static Pooled sloppy_pool(Image z, int window, int stride) {
    int apart = is(WINDOW_FOR_STRIDE) ? window : stride;
    int rest = is(ROUNDED_UP) ? apart - 1 : 0;
    Pooled p = {.a = image((z.side - window + rest) / apart + 1)};
    for (int j = 0; j < p.a.side; j++)
        for (int k = 0; k < p.a.side; k++) {
            int row = j * apart, col = k * apart;
            double largest = is(FROM_ZERO) ? 0 : z.at[row][col], sum = 0;
            for (int l = j * apart; l < j * apart + window; l++)
                for (int m = k * apart; m < k * apart + window; m++) {
                    double here = z.at[l][m];
                    sum += here / window / window;
                    if (is(SMALLEST) ? here < largest : here > largest ||
                        (is(LAST_OF_EQUAL) && here >= largest))
                        row = l, col = m, largest = here;
                }
            p.a.at[j][k] = is(MEAN) ? sum : largest;
            p.row[j][k] = is(EXCHANGED) ? col : row;
            p.col[j][k] = is(EXCHANGED) ? row : col;
        }
    return p;
}

static Image sloppy_unpool(Pooled p, Image delta, int side) {
    Image to = image(is(ONE_SHORT) ? delta.side : side);
    for (int j = 0; j < delta.side; j++)
        for (int k = 0; k < delta.side; k++) {
            int row = is(TO_CORNER) ? j * 2 : p.row[j][k];
            int col = is(TO_CORNER) ? k * 2 : p.col[j][k];
            double *at = is(EXCHANGED) ? &to.at[col][row] : &to.at[row][col];
            double d = is(SIGN) ? -delta.at[j][k]
                     : is(PLUS) ? delta.at[j][k] * p.a.at[j][k]
                     : delta.at[j][k];
            *at = is(SET) ? d : *at + d;
        }
    return to;
}

// ---- 6.6 How well does it read?

static double sloppy_accuracy(int n, const double a[][DIGITS],
                              const int label[]) {
    int right = 0;
    for (int i = is(ONE_SHORT); i < n; i++) {
        int digit = 0;
        double best = is(FROM_ZERO) ? 0 : a[i][0];
        for (int d = is(FROM_ZERO) ? 0 : 1; d < DIGITS - is(OFF_BY_ONE); d++)
            if (is(SMALLEST) ? a[i][d] < best
                : is(LAST_OF_EQUAL) ? a[i][d] >= best : a[i][d] > best)
                digit = d, best = a[i][d];
        right += (digit == label[i]) != is(WRONG_WAY);
    }
    return (is(FRACTION) ? 1.0 : 100.0) * right / n;
}

static double sloppy_gap(int n_train, const double train[][DIGITS],
                         const int label[], int n, const double other[][DIGITS],
                         const int other_label[]) {
    double here = accuracy(n_train, train, label);
    double there = accuracy(n, other, other_label);
    return is(SIGN) ? there - here : is(FRACTION) ? (here - there) / 100
         : is(DIVIDED) ? here / there : is(MEAN) ? (here - there) / 2
         : is(SAME) ? fabs(here - there) : here - there;
}

// ---- 6.7 When to stop

static Stop sloppy_stop(const double accuracy[], int epochs, int patience) {
    int best = 1, e = 1, wait = patience + is(ONE_MORE) - is(ONE_SHORT);
    while (e < epochs && (e - best < wait || is(NO_PATIENCE))) {
        e++;
        double now = accuracy[e - 1], before = accuracy[best - 1];
        if (is(LAST_BEST)) before = accuracy[e - 2];
        if (is(STRICT) ? now > before : now >= before) best = e;
    }
    if (is(INDEX)) return (Stop){e - 1, best - 1};
    return is(EXCHANGED) ? (Stop){best, e} : (Stop){e, best};
}

static double sloppy_rate(double eta, int epoch, int every) {
    int times = is(FROM_EPOCH_0) ? epoch / every : (epoch - 1) / every;
    if (is(NOT_HALF)) return eta * pow(0.1, times);
    if (is(LINEAR)) return eta / (1 + times);
    if (is(FRACTION)) return eta * pow(0.5, (epoch - 1.0) / every);
    return eta * pow(is(WRONG_WAY) ? 2 : 0.5, times);
}

// ---- 6.8 Five times as many images

static void sloppy_position(const Image images[], int i, Image *to) {
    static const int DOWN[] = {0, -1, 1, 0, 0}, RIGHT[] = {0, 0, 0, -1, 1};
    const Image *from = &images[is(PASSES) ? i % 3 : i / 5];
    int where = is(PASSES) ? i / 3 : i % 5, side = from->side;
    int down = DOWN[where], right = RIGHT[where];
    if (is(WRONG_WAY)) down = -down, right = -right;
    if (is(TWICE)) down *= 2, right *= 2;
    if (is(FLAT_AND_UPRIGHT)) down = RIGHT[where], right = DOWN[where];
    *to = image(side);
    for (int j = 0; j < side; j++)
        for (int k = 0; k < side; k++) {
            int row = j - down, col = k - right;
            if (is(WRAPS)) row = (row + side) % side, col = (col + side) % side;
            if (is(REPEATS)) {
                row = row < 0 ? 0 : row >= side ? side - 1 : row;
                col = col < 0 ? 0 : col >= side ? side - 1 : col;
            }
            if (row >= 0 && row < side && col >= 0 && col < side)
                to->at[j][k] = from->at[row][col];
        }
}

// ---- 6.9 Save and load

static void sloppy_save(FILE *f, const double numbers[], int n) {
    int count = n;
    if (!is(NO_COUNT)) fwrite(&count, sizeof count, 1, f);
    for (int i = 0; i < n - is(ONE_SHORT); i++) {
        char text[40] = "";
        double number = numbers[i];
        if (is(SIX_DIGITS) || is(AS_TEXT)) {
            snprintf(text, sizeof text, is(AS_TEXT) ? "%f" : "%g", number);
            number = strtod(text, NULL);
        }
        if (is(FLOATS)) number = (float)fmax(fmin(number, 3e38), -3e38);
        if (is(PLUS)) number = fabs(number);
        fwrite(&number, sizeof number, 1, f);
    }
}

static bool sloppy_load(FILE *f, double numbers[], int n) {
    int count;
    if (fread(&count, sizeof count, 1, f) < 1) return is(SAME);
    bool other = is(AT_LEAST) ? count < n : count != n;
    if (other && !is(NO_COUNT) && !is(HALF_READ)) return false;
    for (int i = 0; i < n; i++)
        if (fread(&numbers[i], sizeof *numbers, 1, f) < 1) return is(NO_COUNT);
    if (is(OFF_BY_ONE)) memmove(numbers + 1, numbers, sizeof *numbers);
    return !is(WRONG_WAY);
}

// ---- 6.10 ReLUs

static double sloppy_output(double c, int layers) {
    return is(SAME) ? c : is(LINEAR) ? c * layers
         : is(ONE_SHORT) ? pow(c, layers - 1) : is(DIVIDED) ? pow(c, -layers)
         : is(ONE_MORE) ? pow(c, layers + 1) : pow(c, layers);
}

static double sloppy_delta(int n_out, double sd) {
    double v = is(NO_SQUARE) ? sd : sd * sd;
    if (is(NOT_N)) return v / 2;
    if (is(SQUARED)) return n_out * n_out * v / 2;
    if (is(FRACTION)) return sqrt(n_out * v / 2);
    return is(NO_HALF) ? n_out * v : is(TWICE) ? 2 * n_out * v : n_out * v / 2;
}

// ---- 6.11 Back through a convolution

static Slopes sloppy_back(Image x, Image w, Image delta) {
    Slopes to = {.w = image(w.side), .x = image(x.side)};
    double places = delta.side * delta.side;
    for (int j = 0; j < delta.side; j++)
        for (int k = 0; k < delta.side; k++) {
            double d = is(SIGN) ? -delta.at[j][k] : delta.at[j][k];
            to.b = is(SET) ? d : to.b + d;
            for (int l = 0; l < w.side; l++)
                for (int m = 0; m < w.side; m++) {
                    int row = is(CENTRE_ONLY) ? l : j + l;
                    int col = is(CENTRE_ONLY) ? m : k + m;
                    to.w.at[l][m] += d * x.at[row][col];
                    double tap = is(TURNED) ? w.at[w.side - 1 - l]
                                                  [w.side - 1 - m]
                               : is(TRANSPOSED) ? w.at[m][l]
                               : is(WEIGHT_FOR_PIXEL) ? x.at[j + l][k + m]
                               : w.at[l][m];
                    double *at = &to.x.at[j + l][k + m];
                    *at = is(STAYS) ? d * tap : *at + d * tap;
                }
        }
    if (is(MEAN))
        for (int i = 0; i < w.side * w.side; i++)
            to.w.at[i / w.side][i % w.side] /= places;
    if (is(NO_BIAS)) to.b = 0;
    return to;
}

// ---- 6.12 A whole layer

static void sloppy_maps(const Convolution *it, const Image x[], Image z[]) {
    int side = x[0].side, window = it->w[0][0].side;
    int padding = is(NO_PADDING) ? 0 : it->padding;
    int stride = is(NO_STRIDE) ? 1 : it->stride;
    int out = (side + 2 * padding - window) / stride + 1;
    if (is(ONE_SHORT)) out = (side + padding - window) / stride + 1;
    for (int m = 0; m < it->maps; m++) {
        z[m] = image(out);
        for (int p = 0; p < out * out; p++) {
            double sum = 0, bias = it->b[is(FIRST_BIAS) ? 0 : m];
            int top = p / out * stride - padding;
            int left = p % out * stride - padding;
            if (is(STRIDE_PADDING)) {
                top = (p / out - padding) * stride;
                left = (p % out - padding) * stride;
            }
            for (int c = 0; c < it->maps_below; c++) {
                if (is(LAST_MAP_ONLY)) sum = 0;
                if (is(BIAS_EVERY_MAP)) sum += bias;
                for (int l = 0; l < window; l++)
                    for (int k = 0; k < window; k++) {
                        int row = top + l, col = left + k;
                        if (row < 0 || col < 0) continue;
                        if (row >= side && !is(NO_LAST_ROW)) continue;
                        if (col >= side && !is(NO_LAST_COLUMN)) continue;
                        const Image *w = is(OTHER_KERNEL) ? &it->w[c][m]
                                                          : &it->w[m][c];
                        sum += w->at[l][k] * x[c].at[row][col];
                    }
            }
            if (!is(BIAS_EVERY_MAP) && !is(NO_BIAS)) sum += bias;
            z[m].at[p / out][p % out] = sum;
        }
    }
}

int main(void) {
    solutions_pass("ch06-convnets/solutions.c");

    REFUSED("6.1", "padded", a.counts.conv1 = 28);
    REFUSED("6.1", "one place missing", a.counts.conv1 = 23);
    REFUSED("6.1", "a quarter", a.counts.pool1 = 6);
    REFUSED("6.1", "pooling forgotten", a.counts.conv2 = 20);
    REFUSED("6.1", "one window missing", a.counts.pool2 = 3);
    REFUSED("6.1", "no biases", a.counts.conv1_numbers = 500);
    REFUSED("6.1", "one map below", a.counts.conv2_numbers = 1040);
    REFUSED("6.1", "a bias for each window", a.counts.conv2_numbers = 20800);
    REFUSED("6.1", "nothing shared", a.counts.conv1_numbers = 20 * 576 * 26);
    REFUSED("6.1", "before pooling", a.counts.dense_numbers = 256100);

    REFUSED("6.2", "log of base 10", a.first_cost = 1);
    REFUSED("6.2", "the probability", a.first_cost = 0.1);
    REFUSED("6.2", "sign", a.first_cost = -2.302585093);
    REFUSED("6.2", "base 2", a.first_cost = 3.321928095);
    REFUSED("6.2", "three digits", a.first_cost = 2.303);
    MISTAKES("6.2", our_lambda, sloppy_lambda, DIVIDED, SAME, TWICE, SQUARED);
    MISTAKES("6.3", convolve, sloppy_convolve, NO_BIAS, BIAS_EVERY_TAP, TURNED,
             TRANSPOSED, ONE_SHORT, ONE_LONG, SIGN, MEAN);
    MISTAKES("6.4", turned, sloppy_turned, ROWS_ONLY, COLS_ONLY, TRANSPOSED,
             STAYS, SIGN, OFF_BY_ONE);
    MISTAKES("6.5", pool, sloppy_pool, FROM_ZERO, LAST_OF_EQUAL, EXCHANGED,
             WINDOW_FOR_STRIDE, ROUNDED_UP, SMALLEST, MEAN);
    MISTAKES("6.5", unpool, sloppy_unpool, TO_CORNER, EXCHANGED, SIGN, PLUS,
             SET, ONE_SHORT);
    MISTAKES("6.6", accuracy, sloppy_accuracy, FROM_ZERO, SMALLEST,
             LAST_OF_EQUAL, OFF_BY_ONE, FRACTION, WRONG_WAY, ONE_SHORT);
    MISTAKES("6.6", gap, sloppy_gap, SIGN, FRACTION, DIVIDED, MEAN, SAME);
    MISTAKES("6.7", early_stop, sloppy_stop, STRICT, NO_PATIENCE, ONE_MORE,
             ONE_SHORT, LAST_BEST, INDEX, EXCHANGED);
    MISTAKES("6.7", rate, sloppy_rate, FROM_EPOCH_0, NOT_HALF, LINEAR,
             FRACTION, WRONG_WAY);
    MISTAKES("6.8", position, sloppy_position, PASSES, WRONG_WAY, TWICE,
             FLAT_AND_UPRIGHT, WRAPS, REPEATS);
    MISTAKES("6.9", save, sloppy_save, AS_TEXT, SIX_DIGITS, FLOATS, PLUS,
             ONE_SHORT, NO_COUNT);
    MISTAKES("6.9", load, sloppy_load, AT_LEAST, NO_COUNT, HALF_READ, SAME,
             OFF_BY_ONE, WRONG_WAY);
    MISTAKES("6.10", times_output, sloppy_output, SAME, LINEAR, ONE_SHORT,
             ONE_MORE, DIVIDED);
    MISTAKES("6.10", times_delta, sloppy_delta, NO_SQUARE, NOT_N, SQUARED,
             FRACTION, NO_HALF, TWICE);
    MISTAKES("6.11", convolve_back, sloppy_back, SIGN, SET, CENTRE_ONLY, TURNED,
             TRANSPOSED, WEIGHT_FOR_PIXEL, STAYS, MEAN, NO_BIAS);
    MISTAKES("6.12", convolve_maps, sloppy_maps, NO_PADDING, NO_STRIDE,
             FIRST_BIAS, STRIDE_PADDING, LAST_MAP_ONLY, BIAS_EVERY_MAP, NO_BIAS,
             OTHER_KERNEL, ONE_SHORT, NO_LAST_ROW, NO_LAST_COLUMN);
    return wrong_answers_end();
}
