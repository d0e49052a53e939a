// Auto-encoders learn to give back their input; the network gets their
// encoders, layer by layer, and starts better for it.
#define main pretraining_main
#include "ch05-vanishing-gradients/pretraining.c"
#undef main

#include "tests/check.h"
#include "tests/drawn.h"

// How far the last hidden layer tells examples apart: its mean variance.
static double told_apart(Layers *n, Matrix x) {
    double variance = 0;
    Matrix codes = mat_new(x.rows, n->layer[4].outputs);
    for (int i = 0; i < x.rows; i++) {
        layers_forward(n, mat_rows(x, i, 1), false);
        mat_copy(mat_rows(codes, i, 1), n->layer[4].a);
    }
    for (int j = 0; j < codes.cols; j++) {
        double mean = 0, squares = 0;
        for (int i = 0; i < x.rows; i++) {
            mean += (double)AT(codes, i, j) / x.rows;
            squares += pow((double)AT(codes, i, j), 2) / x.rows;
        }
        variance += (squares - mean * mean) / codes.cols;
    }
    mat_free(&codes);
    return variance;
}

int main(void) {
    Digits digits = drawn_digits(120, 60);
    Settings set = {.layers = 2, .hidden = 12, .unlabelled = 120,
                    .labelled = 120, .coding = 15, .epochs = 12,
                    .eta_coding = 0.5f, .eta = 0.5f};
    Dataset images = data_part(digits.train, 0, set.unlabelled);

    test("the miss is the mean square over pixels and examples");
    Random random = random_new(3);
    Layers n = auto_encoder(PIXELS, 12, &random);
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        Matrix again = layers_forward(&n, mat_rows(images.x, i, 1), false);
        for (int k = 0; k < PIXELS; k++)
            sum += pow((double)(again.at[k] - AT(images.x, i, k)), 2);
    }
    CHECK_NEAR(miss(&n, data_part(images, 0, 3)), sum / 3 / PIXELS, 1e-9);

    test("the mean as an answer misses the variance");
    real three[] = {0, 1, 0.5, 0.5, 1, 0};
    Dataset small = {mat_view(three, 3, 2), mat_view(three, 3, 2), NULL};
    CHECK_NEAR(miss_of_mean(small), 1 / 6., 1e-7);

    test("a code is what the hidden neurons say of an example");
    Matrix codes = mat_new(3, 12);
    encode(codes, &n, data_part(images, 0, 3));
    layers_forward(&n, mat_rows(images.x, 2, 1), false);
    for (int j = 0; j < 12; j++)
        CHECK(AT(codes, 2, j) == n.layer[CODE].a.at[j], "neuron %d", j);
    mat_free(&codes);
    layers_free(&n);

    test("pre-training lowers every layer's miss, and replaces its weights");
    random = random_new(5);
    Layers deep = classifier(2, 12, &random);
    Matrix before = mat_new(1, deep.parameters.cols);
    mat_copy(before, deep.parameters);
    double random_start = told_apart(&deep, images.x);
    Coding coding = pretrain(&deep, set, images, &random, false);
    for (int h = 0; h < 2; h++)
        CHECK(coding.after[h] < coding.mean[h], "layer %d: %g, mean %g", h + 1,
              coding.after[h], coding.mean[h]);
    for (int h = 0; h < 2; h++)
        CHECK(coding.after[h] < 0.9 * coding.before[h], "layer %d: %g, %g",
              h + 1, coding.before[h], coding.after[h]);
    mat_sub(before, before, deep.parameters);
    for (int l = 1; l <= 5; l += 2) {
        real *from = before.at + (deep.layer[l].w.at - deep.parameters.at);
        int count = deep.layer[l].w.rows * deep.layer[l].w.cols;
        real moved = mat_norm(mat_view(from, 1, count));
        CHECK((moved > 0) == (l < 5), "layer %d moved by %g", l,
              (double)moved);
    }

    test("the pre-trained layers tell examples apart, random ones hardly do");
    double trained = told_apart(&deep, images.x);
    CHECK(trained > 2 * random_start, "%g, %g", trained, random_start);
    mat_free(&before);
    layers_free(&deep);

    test("one hidden layer learns; each way has its own curve");
    Result result = measure(set, digits, 1, false);
    CHECK(end(&result, SHALLOW) > 30, "shallow: %g %%",
          end(&result, SHALLOW));
    CHECK(result.accuracy[PRETRAINED].at[0] != result.accuracy[SHALLOW].at[0],
          "the same start");
    CHECK(result.accuracy[RANDOM_START].cols == 13, "not 13 rows");
    result_free(&result);
    digits_free(&digits);
    return tests_end();
}
