// bench.c -- how fast are the products, and how fast is training?
//
//     make bench                      about a minute; pinned to one core if
//                                     you say  taskset -c 0 make bench
//
// Products: GFLOP/s, the best and the median of many short runs, and OpenBLAS
// on the same matrices where it is installed (apt-get install libopenblas-dev).
// Ours are 256-bit vectors on every machine, for the sake of the same bits;
// OpenBLAS takes 512-bit ones where there are any.
// Training: seconds of computing per 50 000 images, mini-batches of 10.  With
// two threads: seconds on the clock.
#include <stdio.h>
#include <stdlib.h>

#include "ch02-backprop/network.h"
#include "ch06-convnets/network3.h"
#include "common/data.h"
#include "common/matrix.h"
#include "common/report.h"

enum { RUNS = 60 };

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double time[], int n) {
    qsort(time, (size_t)n, sizeof time[0], compare);
    return time[n / 2];
}

// ## Products

typedef enum { AB, ATB, ABT } Kind;
typedef struct {
    const char *name;
    Kind kind;
    int m, n, k;               // destination m x n, sums of k
    bool add;
} Shape;

static const Shape SHAPES[] = {
    {"10x784 (30x784)ᵀ", ABT, 10, 30, 784, false},
    {"10x784 (100x784)ᵀ", ABT, 10, 100, 784, false},
    {"(10x30)ᵀ 10x784", ATB, 30, 784, 10, false},
    {"(10x30)ᵀ 10x784, added", ATB, 30, 784, 10, true},
    {"(10x100)ᵀ 10x784, added", ATB, 100, 784, 10, true},
    {"20x25 25x576", AB, 20, 576, 25, false},
    {"40x500 500x64", AB, 40, 64, 500, false},
    {"40x500 500x640", AB, 40, 640, 500, false},
    {"1024x1024 1024x1024", AB, 1024, 1024, 1024, false},
    {"(1024x1024)ᵀ 1024x1024", ATB, 1024, 1024, 1024, false},
    {"1024x1024 (1024x1024)ᵀ", ABT, 1024, 1024, 1024, false},
    {"10x784 784x30", AB, 10, 30, 784, false},
    {"10x784 784x31", AB, 10, 31, 784, false},
    {"10x784 784x32", AB, 10, 32, 784, false},
    {"10x784 784x33", AB, 10, 33, 784, false},
    {"(10x784)ᵀ 10x30, added", ATB, 784, 30, 10, true},
    {"(10x784)ᵀ 10x31, added", ATB, 784, 31, 10, true},
    {"(10x784)ᵀ 10x32, added", ATB, 784, 32, 10, true},
    {"(10x784)ᵀ 10x33, added", ATB, 784, 33, 10, true},
};

typedef struct {
    Shape shape;
    Matrix dst, a, b;
} Task;

static void ours(const Task *t) {
    const real tiny = (real)1e-6;
    switch (t->shape.kind) {
    case AB:
        if (t->shape.add) mat_add_mul(t->dst, tiny, t->a, t->b);
        else mat_mul(t->dst, t->a, t->b);
        break;
    case ATB:
        if (t->shape.add) mat_add_mul_at(t->dst, tiny, t->a, t->b);
        else mat_mul_at(t->dst, t->a, t->b);
        break;
    case ABT:
        if (t->shape.add) mat_add_mul_bt(t->dst, tiny, t->a, t->b);
        else mat_mul_bt(t->dst, t->a, t->b);
        break;
    }
}

#ifdef OPENBLAS
#include <cblas.h>
static const bool COMPARED = true;
static void openblas(const Task *t) {
    const Shape *s = &t->shape;
    cblas_sgemm(CblasRowMajor, s->kind == ATB ? CblasTrans : CblasNoTrans,
                s->kind == ABT ? CblasTrans : CblasNoTrans, s->m, s->n, s->k,
                s->add ? 1e-6f : 1, t->a.at, t->a.cols, t->b.at, t->b.cols,
                s->add, t->dst.at, t->dst.cols);
}
static void one_thread(void) { openblas_set_num_threads(1); }
#else
static const bool COMPARED = false;
static void openblas(const Task *t) { (void)t; }
static void one_thread(void) {}
#endif

// Seconds for one product, in each of RUNS runs of about a millisecond.
static void measure(void (*product)(const Task *), const Task *t,
                    double time[]) {
    double operations = 2.0 * t->shape.m * t->shape.n * t->shape.k;
    int repeats = (int)(5e7 / operations) + 1;
    for (int run = 0; run < RUNS; run++) {
        double started = seconds();
        for (int i = 0; i < repeats; i++) product(t);
        time[run] = (seconds() - started) / repeats;
    }
}

static void print_speed(void (*product)(const Task *), const Task *t) {
    double time[RUNS];
    measure(product, t, time);
    double middle = median(time, RUNS);         // sorts
    double operations = 2.0 * t->shape.m * t->shape.n * t->shape.k;
    printf("%10.0f %7.0f", 1e-9 * operations / time[0],
           1e-9 * operations / middle);
}

static void bench_products(void) {
    printf("GFLOP/s                         ours                %s\n"
           "                                best  median        %s\n",
           COMPARED ? "OpenBLAS" : "", COMPARED ? "best  median" : "");
    one_thread();
    Random random = random_new(1);
    for (size_t i = 0; i < sizeof SHAPES / sizeof SHAPES[0]; i++) {
        Shape s = SHAPES[i];
        bool at = s.kind == ATB, bt = s.kind == ABT;
        Task t = {s, mat_new(s.m, s.n),
                  at ? mat_new(s.k, s.m) : mat_new(s.m, s.k),
                  bt ? mat_new(s.n, s.k) : mat_new(s.k, s.n)};
        mat_randn(t.a, 1, &random);
        mat_randn(t.b, 1, &random);
        int letters = 0;                        // ᵀ is three bytes, one letter
        for (const char *c = s.name; *c; c++) letters += (*c & 0xC0) != 0x80;
        printf("%s%*s", s.name, 26 - letters, "");
        print_speed(ours, &t);
        if (COMPARED) print_speed(openblas, &t);
        printf("\n");
        fflush(stdout);
        mat_free(&t.b);
        mat_free(&t.a);
        mat_free(&t.dst);
    }
}

// ## Training

static void bench_network(int hidden, Digits digits) {
    enum { EPOCHS = 15 };
    Random random = random_new(1);
    int sizes[] = {PIXELS, hidden, CLASSES};
    Network n = network_new(3, sizes, 10, &random);
    Batches batches = batches_new(digits.train, 10);
    double time[EPOCHS], per_50000 = 50000.0 / digits.train.x.rows;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        double started = cpu_seconds();
        network_epoch(&n, &batches, 3, &random);
        time[epoch] = (cpu_seconds() - started) * per_50000;
    }
    double middle = median(time, EPOCHS);
    printf("[784,%d,10]%*s%10.3f %7.3f %9.0f images/s\n", hidden,
           hidden < 100 ? 15 : 14, "", time[0], middle, 50000 / time[0]);
    batches_free(&batches);
    network_free(&n);
}

// ## Convolutional networks

static Layers one_convolution(void) {
    Layers n = network3_new(1, 28, 10);
    network3_convolution(&n, 20, 5);
    network3_max_pool(&n, 2, 2);
    layers_sigmoid(&n);
    layers_dense(&n, 100);
    layers_sigmoid(&n);
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    return n;
}

static Layers two_convolutions(void) {
    Layers n = network3_new(1, 28, 10);
    network3_convolution(&n, 20, 5);
    network3_max_pool(&n, 2, 2);
    layers_relu(&n);
    network3_convolution(&n, 40, 5);
    network3_max_pool(&n, 2, 2);
    layers_relu(&n);
    layers_dense(&n, 100);
    layers_relu(&n);
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    return n;
}

static Layers lenet(void) {
    Layers n = network3_new(1, 28, 10);
    network3_convolution_with(&n, 6, 5, 1, 2);
    network3_max_pool(&n, 2, 2);
    layers_relu(&n);
    network3_convolution(&n, 16, 5);
    network3_max_pool(&n, 2, 2);
    layers_relu(&n);
    layers_dense(&n, 120);
    layers_relu(&n);
    layers_dense(&n, 84);
    layers_relu(&n);
    layers_dense(&n, CLASSES);
    layers_softmax(&n);
    return n;
}

static void bench_layers(const char *name, Layers (*network)(void), int threads,
                         Dataset train) {
    enum { EPOCHS = 5 };
    Random random = random_new(1);
    Layers n = network();
    layers_start(&n, &random);
    n.threads = threads;
    Batches batches = batches_new(train, 10);
    double (*clock)(void) = threads > 1 ? seconds : cpu_seconds;
    double time[EPOCHS], per_50000 = 50000.0 / train.x.rows;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        double started = clock();
        layers_epoch(&n, &batches, (real)0.03, &random);
        time[epoch] = (clock() - started) * per_50000;
    }
    double middle = median(time, EPOCHS);
    printf("%-26s%10.3f %7.3f %9.0f images/s\n", name, time[0], middle,
           50000 / time[0]);
    fflush(stdout);
    batches_free(&batches);
    layers_free(&n);
}

int main(int argc, char **argv) {
    Options options = options_begin(argc, argv, "speed of the products and of "
                                                "training");
    options_end(&options);
    bench_products();
    Digits digits = digits_load(NULL);
    printf("\nseconds per 50 000 images       best  median\n");
    bench_network(30, digits);
    bench_network(100, digits);
    Dataset some = data_part(digits.train, 0, digits.train.x.rows / 5);
    bench_layers("conv20, 100", one_convolution, 1, some);
    bench_layers("conv20, conv40, 100", two_convolutions, 1, some);
    bench_layers("LeNet, 6, 16, 120, 84", lenet, 1, some);
    bench_layers("conv20, conv40, 2 threads", two_convolutions, 2, some);
    digits_free(&digits);
    return 0;
}
