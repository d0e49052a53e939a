// Matrices: the products against their definitions, to the bit where the
// result is exact; shapes; the exponential; the same bits everywhere.
#include "common/matrix.h"
#include "tests/check.h"

enum { SHAPES = 17 };
static const int SIZES[SHAPES] = {0,  1,  2,  3,  5,  7,  8,  9, 13,
                                  15, 16, 17, 31, 32, 33, 50, 67};
static const bool IN_DOUBLE = sizeof(real) == sizeof(double);

static Matrix random_matrix(int rows, int cols, Random *random) {
    Matrix m = mat_new(rows, cols);
    mat_randn(m, 1, random);
    return m;
}

// Small whole numbers: every sum of their products is exact, in any order.
static Matrix whole_matrix(int rows, int cols, Random *random) {
    Matrix m = mat_new(rows, cols);
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < cols; j++)
            AT(m, i, j) = (real)random_below(random, 17) - 8;
    return m;
}

static int differences(Matrix a, Matrix b) {
    int count = a.rows != b.rows || a.cols != b.cols;
    for (int i = 0; i < a.rows && !count; i++)
        for (int j = 0; j < a.cols; j++) count += AT(a, i, j) != AT(b, i, j);
    return count;
}

typedef void (*Product)(Matrix, Matrix, Matrix);
typedef void (*Accumulate)(Matrix, real, Matrix, Matrix);
typedef struct {
    const char *name;
    Product fast, plain;
    Accumulate add;
    bool at, bt;               // which factor is transposed
} Kind;

static const Kind KINDS[3] = {
    {"a b", mat_mul, mat_mul_plain, mat_add_mul, false, false},
    {"aᵀ b", mat_mul_at, mat_mul_at_plain, mat_add_mul_at, true, false},
    {"a bᵀ", mat_mul_bt, mat_mul_bt_plain, mat_add_mul_bt, false, true},
};

typedef Matrix (*Maker)(int, int, Random *);

static Matrix left(Kind kind, int m, int k, Maker make, Random *random) {
    return kind.at ? make(k, m, random) : make(m, k, random);
}

static Matrix right(Kind kind, int k, int n, Maker make, Random *random) {
    return kind.bt ? make(n, k, random) : make(k, n, random);
}

static void compare_exactly(Kind kind, int m, int n, int k, Random *random) {
    Matrix a = left(kind, m, k, whole_matrix, random);
    Matrix b = right(kind, k, n, whole_matrix, random);
    Matrix got = whole_matrix(m, n, random), want = mat_new(m, n);
    Matrix sum = mat_new(m, n);
    mat_copy(sum, got);
    kind.plain(want, a, b);
    mat_step(sum, 3, want);
    kind.add(got, 3, a, b);
    CHECK(differences(got, sum) == 0, "%s: %d x %d, sums of %d, added",
          kind.name, m, n, k);
    kind.fast(got, a, b);
    CHECK(differences(got, want) == 0, "%s: %d x %d, sums of %d", kind.name, m,
          n, k);
    mat_free(&sum);
    mat_free(&want);
    mat_free(&got);
    mat_free(&b);
    mat_free(&a);
}

static void test_products(void) {
    Random random = random_new(1);
    for (int i = 0; i < 3; i++) {
        test(KINDS[i].name);
        for (int m = 0; m < SHAPES; m++)
            for (int n = 0; n < SHAPES; n++)
                for (int k = 0; k < SHAPES; k++)
                    compare_exactly(KINDS[i], SIZES[m], SIZES[n], SIZES[k],
                                    &random);
    }
    test("long sums, done in stretches");
    static const int LONG[] = {255, 256, 257, 1023, 1024, 1025, 2100};
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 7; k++) {
            compare_exactly(KINDS[i], 10, 13, LONG[k], &random);
            compare_exactly(KINDS[i], 50, 30, LONG[k], &random);
        }
}

static void test_rounding(void) {
    test("a product of random numbers is right to rounding");
    Random random = random_new(2);
    double epsilon = IN_DOUBLE ? DBL_EPSILON : FLT_EPSILON;
    for (int i = 0; i < 3; i++) {
        Matrix a = left(KINDS[i], 20, 784, random_matrix, &random);
        Matrix b = right(KINDS[i], 784, 30, random_matrix, &random);
        Matrix got = mat_new(20, 30), want = mat_new(20, 30);
        KINDS[i].fast(got, a, b);
        KINDS[i].plain(want, a, b);
        mat_sub(got, got, want);
        CHECK((double)mat_norm(got) < 4 * epsilon * (double)mat_norm(want) *
                                          sqrt(784),
              "%s is off by %g", KINDS[i].name, (double)mat_norm(got));
        mat_free(&want);
        mat_free(&got);
        mat_free(&b);
        mat_free(&a);
    }
    test("adding with a factor of 0 changes nothing");
    Matrix a = random_matrix(10, 3, &random);
    Matrix b = random_matrix(10, 20, &random);
    Matrix dst = random_matrix(3, 20, &random), before = mat_new(3, 20);
    mat_copy(before, dst);
    mat_add_mul_at(dst, 0, a, b);
    CHECK(differences(dst, before) == 0, "η = 0 moved the weights");
    mat_free(&before);
    mat_free(&dst);
    mat_free(&b);
    mat_free(&a);
}

static uint32_t hash_of_products(void) {
    Random random = random_new(3);
    uint32_t hash = 0;
    for (int i = 0; i < 3; i++)
        for (int shape = 0; shape < 200; shape++) {
            int m = 1 + random_below(&random, 60);
            int n = 1 + random_below(&random, 60);
            int k = 1 + random_below(&random, shape % 10 ? 90 : 1500);
            Matrix a = left(KINDS[i], m, k, random_matrix, &random);
            Matrix b = right(KINDS[i], k, n, random_matrix, &random);
            Matrix dst = random_matrix(m, n, &random);
            KINDS[i].add(dst, (real)0.3, a, b);
            hash = hash_numbers(hash, dst.at, m * n);
            KINDS[i].fast(dst, a, b);
            hash = hash_numbers(hash, dst.at, m * n);
            mat_free(&dst);
            mat_free(&b);
            mat_free(&a);
        }
    return hash;
}

static real sigmoid(real z) { return 1 / (1 + real_exp(-z)); }

static uint32_t hash_of_sigmoids(void) {
    Matrix z = mat_new(1, 20001);
    for (int i = 0; i <= 20000; i++) z.at[i] = (real)(i - 10000) / 100;
    mat_map(z, sigmoid, z);
    uint32_t hash = hash_numbers(0, z.at, 20001);
    mat_free(&z);
    return hash;
}

// Every compiler, level of optimisation and machine has to find these hashes.
static void test_same_bits(void) {
    test("products have the same bits everywhere");
    uint32_t hash = hash_of_products();
    CHECK(hash == (IN_DOUBLE ? 0xcc79e1b4 : 0xfa760579), "hash 0x%08x", hash);
    if (IN_DOUBLE) return;     // there, the exponential is the C library's
    test("the sigmoid has the same bits everywhere");
    hash = hash_of_sigmoids();
    CHECK(hash == 0x5e5de463, "hash 0x%08x", hash);
}

static void test_exponential(void) {
    test("the exponential is right to the last place");
    double worst = 0;
    for (float x = -86.9f; x < 86.9f; x += 0.00037f) {
        double want = exp((double)x);
        int exponent;
        frexp(want, &exponent);
        double place = IN_DOUBLE ? ldexp(1, exponent - 53)
                                 : ldexp(1, exponent - 24);
        worst = fmax(worst, fabs((double)real_exp((real)x) - want) / place);
    }
    CHECK(worst < 1.1, "off by %g units in the last place", worst);
    CHECK(real_exp(0) == 1, "e⁰ is %g", (double)real_exp(0));
    test("the sigmoid is safe for every z");
    CHECK(sigmoid(1000) == 1, "σ(1000) is %g", (double)sigmoid(1000));
    CHECK(sigmoid(-1000) >= 0 && sigmoid(-1000) < (real)1e-30,
          "σ(-1000) is %g", (double)sigmoid(-1000));
    CHECK(isnan(sigmoid((real)NAN)), "NaN got lost");
    CHECK(sigmoid((real)INFINITY) == 1, "σ(∞)");
}

static void test_elements(void) {
    test("vectorised functions, (24): f([2, 3]) = [4, 9] for f(x) = x²");
    real two_three[] = {2, 3}, one_two[] = {1, 2}, three_four[] = {3, 4};
    Matrix v = mat_view(two_three, 2, 1);
    Matrix square = mat_new(2, 1);
    mat_hadamard(square, v, v);
    CHECK(AT(square, 0, 0) == 4 && AT(square, 1, 0) == 9, "wrong squares");
    test("the Hadamard product, (28): [1, 2] ⊙ [3, 4] = [3, 8]");
    mat_hadamard(square, mat_view(one_two, 2, 1), mat_view(three_four, 2, 1));
    CHECK(AT(square, 0, 0) == 3 && AT(square, 1, 0) == 8, "wrong products");
    test("sums, differences, multiples, a step of descent");
    mat_add(square, v, mat_view(three_four, 2, 1));
    CHECK(AT(square, 0, 0) == 5 && AT(square, 1, 0) == 7, "a + b");
    mat_sub(square, square, v);
    CHECK(AT(square, 0, 0) == 3 && AT(square, 1, 0) == 4, "a - b");
    mat_scale(square, 2, square);
    CHECK(AT(square, 0, 0) == 6 && AT(square, 1, 0) == 8, "c a");
    mat_step(square, -2, v);
    CHECK(AT(square, 0, 0) == 2 && AT(square, 1, 0) == 2, "dst + c a");
    CHECK(mat_dot(v, mat_view(three_four, 2, 1)) == 18, "the dot product");
    mat_free(&square);

    test("rows: add to each, sum over all, transpose, norm, largest");
    real six[] = {1, 2, 3, 4, 5, 9};
    Matrix m = mat_view(six, 2, 3), sums = mat_new(1, 3), t = mat_new(3, 2);
    mat_sum_rows(sums, m);
    CHECK(sums.at[0] == 5 && sums.at[1] == 7 && sums.at[2] == 12, "sums");
    mat_transpose(t, m);
    CHECK(AT(t, 2, 0) == 3 && AT(t, 2, 1) == 9, "transpose");
    mat_add_row(m, sums);
    CHECK(AT(m, 0, 0) == 6 && AT(m, 1, 2) == 21, "added rows");
    CHECK(mat_argmax_row(m, 1) == 2, "largest");
    CHECK_NEAR(mat_norm(mat_view(three_four, 1, 2)), 5, 1e-6);
    mat_free(&t);
    mat_free(&sums);
}

static Matrix a34, b43, c33;
static void misfit_product(void) { mat_mul(a34, a34, a34); }
static void misfit_sum(void) { mat_add(a34, a34, b43); }
static void in_place(void) { mat_mul(c33, c33, c33); }
static void no_entry(void) { AT(a34, 3, 0) = 1; }
static void no_rows(void) { mat_rows(a34, 2, 2); }
static void negative(void) { mat_new(-1, 3); }
static void too_large(void) { mat_new(2000000000, 2000000000); }

static void test_mistakes(void) {
    test("mistakes end the program with the shapes");
    a34 = mat_new(3, 4);
    b43 = mat_new(4, 3);
    c33 = mat_new(3, 3);
    check_dies(misfit_product, 1, "mat_mul:|3 x 4");
    check_dies(misfit_sum, 1, "mat_add:|3 x 4|4 x 3");
    check_dies(in_place, 1, "mat_mul:|destination is one");
    check_dies(no_entry, 1, "(3, 0)|3 x 4");
    check_dies(no_rows, 1, "mat_rows:|2 to 3|3 rows");
    check_dies(negative, 1, "mat_new|-1");
    check_dies(too_large, 1, "mat_new|2000000000");
    mat_free(&c33);
    mat_free(&b43);
    mat_free(&a34);
}

int main(void) {
    test_products();
    test_rounding();
    test_same_bits();
    test_exponential();
    test_elements();
    test_mistakes();
    return tests_end();
}
