// # Exercises: convolution
//
#ifdef STUB
// Change this file and say `make ex06`: the first exercise that is not right is
// shown, with what your code gave and what it should have given.  TODO stands
// where something is missing.  `make hint06` helps, `make diff06` shows our
// way once yours is right, `make run06` trains a small convolutional network
// with your 6.3, 6.5 and 6.11, `make reset06` begins anew and keeps a copy.
//
// What an Image and the other types are stands in exercises.h: look there
// first.
#else
// Our answers.  `make diff06` shows them beside yours, one by one; read them
// there, after your own.  (Between STUB and else stands what exercises.c begins
// with: it is made from this file.)
#endif
#include "ch06-convnets/exercises.h"

// ## 6.1 Count before you build
//
// Nielsen ch6, the network with two convolutions: images of 28 x 28; 20 maps
// with windows of 5 x 5; max-pooling 2 x 2; 40 maps with windows of 5 x 5 in
// all 20 maps below; max-pooling 2 x 2; 100 dense neurons.  How long is a side
// after each, and how many weights and biases have the two convolutions and the
// dense layer?  (Nearly all are where you may not expect them.)
#ifdef STUB
static const Counts COUNTS = {
    .conv1 = TODO, .pool1 = TODO, .conv2 = TODO, .pool2 = TODO,
    .conv1_numbers = TODO, .conv2_numbers = TODO, .dense_numbers = TODO};
#else
static const Counts COUNTS = {
    .conv1 = 24, .pool1 = 12, .conv2 = 8, .pool2 = 4,
    .conv1_numbers = 520, .conv2_numbers = 20040, .dense_numbers = 64100};
#endif

// ## 6.2 Before the first step
//
// Nielsen ch6, network3.py: the softmax layer starts with all weights and
// biases 0.  FIRST_COST: what is the log-likelihood cost then, of ten digits,
// whatever the image?  (A formula, not rounded; C's log is ln.)  A training
// that begins with another number has a mistake in it: the cheapest test there
// is.
//
// our_lambda: network3 adds λ/2 Σ w² divided by the number of *mini-batches* in
// an epoch, chapter 3 divides by the number of *examples*.  Which λ of chapter
// 3's kind is the same as network3's lambda, for mini-batches of so many?
#ifdef STUB
static const double FIRST_COST = TODO;
static double our_lambda(double lambda, double batch) { return TODO; }
#else
static const double FIRST_COST = 2.302585093;
static double our_lambda(double lambda, double batch) { return lambda * batch; }
#endif

// ## 6.3 Convolution
//
// Nielsen ch6, local receptive fields and shared weights: the same window looks
// at every place of the image,
//
//     z_jk = b + Σ_l Σ_m w_lm x_{j+l, k+m}
//
// and all places share w and b.  The window never leaves the image.
// image(side) gives an image of zeros.
static Image convolve(Image x, Image w, double b) {
#ifdef STUB
    Image z = image(1);
    z.at[0][0] = TODO;
#else
    Image z = image(x.side - w.side + 1);
    for (int j = 0; j < z.side; j++)
        for (int k = 0; k < z.side; k++) {
            z.at[j][k] = b;
            for (int l = 0; l < w.side; l++)
                for (int m = 0; m < w.side; m++)
                    z.at[j][k] += w.at[l][m] * x.at[j + l][k + m];
        }
#endif
    return z;
}

// ## 6.4 What mathematics calls a convolution
//
// Theano's conv2d, as mathematics has it, runs through the image the other way
// round: Σ_l Σ_m w_lm x_{j-l, k-m}.  Return the kernel with which 6.3 does what
// conv2d does with w, and nobody sees a difference.
static Image turned(Image w) {
    Image to = image(w.side);
#ifdef STUB
    to.at[0][0] = TODO;
#else
    for (int l = 0; l < w.side; l++)
        for (int m = 0; m < w.side; m++)
            to.at[l][m] = w.at[w.side - 1 - l][w.side - 1 - m];
#endif
    return to;
}

// ## 6.5 Max-pooling, there and back
//
// Nielsen ch6: a holds the largest number of each window of z; windows begin
// `stride` apart (2 x 2 with stride 2 in the text); what is left over at the
// border is ignored.  row and col say where in z that number stands; of equal
// ones the first, row by row.
//
// unpool: only the number that was largest has moved a.  Given delta = ∂C/∂a,
// return ∂C/∂z, of the given side.  (Windows may overlap.)
static Pooled pool(Image z, int window, int stride) {
#ifdef STUB
    Pooled p = {.a = image(1)};
    p.a.at[0][0] = TODO;
#else
    Pooled p = {.a = image((z.side - window) / stride + 1)};
    for (int j = 0; j < p.a.side; j++)
        for (int k = 0; k < p.a.side; k++) {
            int row = j * stride, col = k * stride;
            for (int l = j * stride; l < j * stride + window; l++)
                for (int m = k * stride; m < k * stride + window; m++)
                    if (z.at[l][m] > z.at[row][col]) row = l, col = m;
            p.a.at[j][k] = z.at[row][col];
            p.row[j][k] = row;
            p.col[j][k] = col;
        }
#endif
    return p;
}

static Image unpool(Pooled p, Image delta, int side) {
    Image to = image(side);
#ifdef STUB
    to.at[0][0] = TODO;
#else
    for (int j = 0; j < delta.side; j++)
        for (int k = 0; k < delta.side; k++)
            to.at[p.row[j][k]][p.col[j][k]] += delta.at[j][k];
#endif
    return to;
}

// ## 6.6 How well does it read?
//
// Nielsen ch6, problems: a function that gives the accuracy on any data, and
// one that tells how much a network over-fits.
//
// accuracy: a[i] are the ten outputs for example i of n; the digit it reads is
// the one with the largest (of equal ones the first).  How many in a hundred
// are label[i]?
//
// gap: by how many points is it better on the images it was trained with than
// on the others?
static double accuracy(int n, const double a[][DIGITS], const int label[]) {
#ifdef STUB
    return TODO;
#else
    int right = 0;
    for (int i = 0; i < n; i++) {
        int digit = 0;
        for (int d = 1; d < DIGITS; d++)
            if (a[i][d] > a[i][digit]) digit = d;
        right += digit == label[i];
    }
    return 100.0 * right / n;
#endif
}

static double gap(int n_train, const double train[][DIGITS], const int label[],
                  int n, const double other[][DIGITS],
                  const int other_label[]) {
#ifdef STUB
    return TODO;
#else
    return accuracy(n_train, train, label) - accuracy(n, other, other_label);
#endif
}

// ## 6.7 When to stop, and how fast to go until then
//
// Nielsen ch6, problems: early stopping, and a learning rate that depends on
// the epoch.  Epochs count from 1.
//
// early_stop: accuracy[0] is the validation accuracy after epoch 1, and so on.
// Training ends as soon as the last `patience` epochs have brought no new best;
// as in network3.py, one that is as good as the best is a new best.  Return how
// many epochs are run (all, if it never ends early), and the best of those.
//
// rate: η is halved after every `every` epochs.
static Stop early_stop(const double accuracy[], int epochs, int patience) {
#ifdef STUB
    return (Stop){TODO, TODO};
#else
    int best = 1, e = 1;
    while (e < epochs && e - best < patience) {
        e++;
        if (accuracy[e - 1] >= accuracy[best - 1]) best = e;
    }
    return (Stop){e, best};
#endif
}

static double rate(double eta, int epoch, int every) {
#ifdef STUB
    return TODO;
#else
    return eta * pow(0.5, (epoch - 1) / every);
#endif
}

// ## 6.8 Five times as many images, and none of them stored
//
// Nielsen ch6, problem: expand the training data without keeping the expanded
// set.  Number i of the expanded set is image i / 5 in position i % 5: 0 as it
// is, 1 shifted up by one pixel, 2 down, 3 left, 4 right.  What comes in at the
// border is 0.  Fill *to.
static void position(const Image images[], int i, Image *to) {
#ifdef STUB
    *to = image(images[0].side);
    to->at[0][0] = TODO;
#else
    static const int DOWN[] = {0, -1, 1, 0, 0}, RIGHT[] = {0, 0, 0, -1, 1};
    const Image *from = &images[i / 5];
    *to = image(from->side);
    for (int j = 0; j < from->side; j++)
        for (int k = 0; k < from->side; k++) {
            int row = j - DOWN[i % 5], col = k - RIGHT[i % 5];
            if (row >= 0 && row < from->side && col >= 0 && col < from->side)
                to->at[j][k] = from->at[row][col];
        }
#endif
}

// ## 6.9 Save and load
//
// Nielsen ch6, problem.  save writes n numbers to f, load reads them back, and
// they must be the same in every bit, however large or small they are; else the
// network that was loaded is another one.  If f does not hold exactly n
// numbers, load returns false and changes nothing.  How you write them is up to
// you.  f is open, in binary, and stands at the beginning.
static void save(FILE *f, const double numbers[], int n) {
#ifdef STUB
    // TODO
#else
    fwrite(&n, sizeof n, 1, f);
    fwrite(numbers, sizeof *numbers, (size_t)n, f);
#endif
}

static bool load(FILE *f, double numbers[], int n) {
#ifdef STUB
    return false;  // TODO
#else
    int count;
    double read[1000];
    if (n > 1000 || fread(&count, sizeof count, 1, f) < 1) return false;
    if (count != n || fread(read, sizeof *read, (size_t)n, f) < (size_t)n)
        return false;
    memcpy(numbers, read, sizeof *read * (size_t)n);
    return true;
#endif
}

// ## 6.10 ReLUs, larger and smaller
//
// Nielsen ch6, problems on networks of ReLUs.  All biases are 0.
//
// times_output: the weights of so many layers of ReLUs are all multiplied by
// c > 0.  By what is the output?  (The text says by c.)
//
// times_delta: on its way down through a layer of ReLUs δ is multiplied by wᵀ,
// with n_out weights for each number, and by relu′.  If weights are from
// N(0, sd²), and every second ReLU is 0: by what is the mean of δ² multiplied,
// on average?  (So there is no vanishing for the right sd; but there is only
// one that is right.)
#ifdef STUB
static double times_output(double c, int layers) { return TODO; }
static double times_delta(int n_out, double sd) { return TODO; }
#else
static double times_output(double c, int layers) { return pow(c, layers); }
static double times_delta(int n_out, double sd) { return n_out * sd * sd / 2; }
#endif

// ## 6.11 Back through a convolution
//
// Given delta = ∂C/∂z of 6.3, return ∂C/∂w, ∂C/∂b and ∂C/∂x.  Nothing new is
// needed: z_jk = b + Σ w_lm x_{j+l, k+m} says what every weight and every pixel
// has a part in, and how much.  A weight is used in every place, so its slope
// is a sum over all places.
static Slopes convolve_back(Image x, Image w, Image delta) {
    Slopes to = {.w = image(w.side), .x = image(x.side)};
#ifdef STUB
    to.b = to.w.at[0][0] = to.x.at[0][0] = TODO;
#else
    for (int j = 0; j < delta.side; j++)
        for (int k = 0; k < delta.side; k++) {
            to.b += delta.at[j][k];
            for (int l = 0; l < w.side; l++)
                for (int m = 0; m < w.side; m++) {
                    to.w.at[l][m] += delta.at[j][k] * x.at[j + l][k + m];
                    to.x.at[j + l][k + m] += delta.at[j][k] * w.at[l][m];
                }
        }
#endif
    return to;
}

// ## 6.12 A whole layer
//
// Several maps below, several above, a border of zeros, a stride: fill all
// it->maps maps z, their sides too.
//
//     z_m(j, k) = b_m + Σ_c Σ_l Σ_m′ w_mc(l, m′) x_c(s j + l - p, s k + m′ - p)
//
// where s is the stride and p the padding; outside of x there are zeros.  The
// last window is the last that fits into the image with its border.
static void convolve_maps(const Convolution *it, const Image x[], Image z[]) {
#ifdef STUB
    z[0] = image(1);
    z[0].at[0][0] = TODO;
#else
    int side = x[0].side, window = it->w[0][0].side;
    int out = (side + 2 * it->padding - window) / it->stride + 1;
    for (int m = 0; m < it->maps; m++) {
        z[m] = image(out);
        for (int p = 0; p < out * out; p++) {
            double sum = it->b[m];
            int top = p / out * it->stride - it->padding;
            int left = p % out * it->stride - it->padding;
            for (int c = 0; c < it->maps_below; c++)
                for (int l = 0; l < window; l++)
                    for (int k = 0; k < window; k++) {
                        int row = top + l, col = left + k;
                        if (row < 0 || row >= side) continue;
                        if (col < 0 || col >= side) continue;
                        sum += it->w[m][c].at[l][k] * x[c].at[row][col];
                    }
            z[m].at[p / out][p % out] = sum;
        }
    }
#endif
}

// ## What make ex06 looks at: leave this as it is
Answers answers(void) {
    return (Answers){
        COUNTS, FIRST_COST, our_lambda, convolve, turned, pool, unpool,
        accuracy, gap, early_stop, rate, position, save, load, times_output,
        times_delta, convolve_back, convolve_maps};
}
