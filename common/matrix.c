// matrix.c -- see matrix.h.  The three products are in product.c.
#include "common/matrix.h"

#include <stdio.h>
#include <stdlib.h>

#include "common/report.h"

static size_t size(Matrix m) { return (size_t)m.rows * (size_t)m.cols; }

// ## Errors

void mat_no_entry(Matrix m, int i, int j) {
    die("there is no entry (%d, %d) in a %d x %d matrix", i, j, m.rows, m.cols);
}

void mat_misfit(const char *function, Matrix dst, Matrix a, Matrix b) {
    die("%s: shapes do not fit: destination %d x %d, operands %d x %d"
        " and %d x %d",
        function, dst.rows, dst.cols, a.rows, a.cols, b.rows, b.cols);
}

static void same_shape(const char *function, Matrix dst, Matrix a, Matrix b) {
    if (dst.rows != a.rows || dst.cols != a.cols || dst.rows != b.rows ||
        dst.cols != b.cols)
        mat_misfit(function, dst, a, b);
}

// ## Birth, death, views

Matrix mat_new(int rows, int cols) {
    if (rows < 0 || cols < 0) die("mat_new: %d x %d", rows, cols);
    Matrix m = {rows, cols, NULL};
    size_t lines = size(m) * sizeof(real) / 64 + 1;     // of the cache
    if (size(m) <= INT32_MAX) m.at = aligned_alloc(64, lines * 64);
    if (!m.at) die("mat_new: no memory for %d x %d numbers", rows, cols);
    memset(m.at, 0, lines * 64);
    return m;
}

void mat_free(Matrix *m) {
    free(m->at);
    *m = (Matrix){0, 0, NULL};
}

Matrix mat_view(real *at, int rows, int cols) {
    if (rows < 0 || cols < 0) die("mat_view: %d x %d", rows, cols);
    return (Matrix){rows, cols, at};
}

Matrix mat_rows(Matrix m, int first, int count) {
    if (first < 0 || count < 0 || first > m.rows - count)
        die("mat_rows: rows %d to %d of a matrix with %d rows", first,
            first + count - 1, m.rows);
    return (Matrix){count, m.cols, m.at + (size_t)first * (size_t)m.cols};
}

// ## Filling

void mat_fill(Matrix dst, real c) {
    for (size_t i = 0; i < size(dst); i++) dst.at[i] = c;
}

void mat_copy(Matrix dst, Matrix src) {
    same_shape("mat_copy", dst, src, src);
    if (size(src)) memmove(dst.at, src.at, size(src) * sizeof(real));
}

void mat_randn(Matrix dst, real sd, Random *random) {
    for (size_t i = 0; i < size(dst); i++)
        dst.at[i] = sd * random_normal(random);
}

// ## Element by element

void mat_add(Matrix dst, Matrix a, Matrix b) {
    same_shape("mat_add", dst, a, b);
    for (size_t i = 0; i < size(dst); i++) dst.at[i] = a.at[i] + b.at[i];
}

void mat_sub(Matrix dst, Matrix a, Matrix b) {
    same_shape("mat_sub", dst, a, b);
    for (size_t i = 0; i < size(dst); i++) dst.at[i] = a.at[i] - b.at[i];
}

void mat_hadamard(Matrix dst, Matrix a, Matrix b) {
    same_shape("mat_hadamard", dst, a, b);
    for (size_t i = 0; i < size(dst); i++) dst.at[i] = a.at[i] * b.at[i];
}

void mat_scale(Matrix dst, real c, Matrix a) {
    same_shape("mat_scale", dst, a, a);
    for (size_t i = 0; i < size(dst); i++) dst.at[i] = c * a.at[i];
}

void mat_step(Matrix dst, real c, Matrix a) {
    same_shape("mat_step", dst, a, a);
    for (size_t i = 0; i < size(dst); i++) dst.at[i] += c * a.at[i];
}

void mat_transpose(Matrix dst, Matrix a) {
    if (dst.rows != a.cols || dst.cols != a.rows)
        mat_misfit("mat_transpose", dst, a, a);
    for (int i = 0; i < a.rows; i++)
        for (int j = 0; j < a.cols; j++) AT(dst, j, i) = AT(a, i, j);
}

// ## Rows

static void one_row(const char *function, Matrix b, Matrix m) {
    if ((b.rows != 1 && b.cols != 1) || size(b) != (size_t)m.cols)
        mat_misfit(function, m, m, b);
}

void mat_add_row(Matrix m, Matrix b) {
    one_row("mat_add_row", b, m);
    for (int i = 0; i < m.rows; i++) {
        real *row = m.at + (size_t)i * (size_t)m.cols;
        for (int j = 0; j < m.cols; j++) row[j] += b.at[j];
    }
}

void mat_sum_rows(Matrix b, Matrix m) {
    one_row("mat_sum_rows", b, m);
    mat_fill(b, 0);
    mat_add_sum_rows(b, 1, m);
}

void mat_add_sum_rows(Matrix b, real c, Matrix m) {
    one_row("mat_add_sum_rows", b, m);
    for (int i = 0; i < m.rows; i++) {
        const real *row = m.at + (size_t)i * (size_t)m.cols;
        for (int j = 0; j < m.cols; j++) b.at[j] += c * row[j];
    }
}

// ## Asking

real mat_dot(Matrix a, Matrix b) {
    same_shape("mat_dot", a, a, b);
    real sum = 0;
    for (size_t i = 0; i < size(a); i++) sum += a.at[i] * b.at[i];
    return sum;
}

real mat_norm(Matrix a) { return (real)sqrt((double)mat_dot(a, a)); }

int mat_argmax_row(Matrix m, int i) {
    int best = 0;
    for (int j = 1; j < m.cols; j++)
        if (AT(m, i, j) > AT(m, i, best)) best = j;
    return best;
}

void mat_print(const char *name, Matrix m) {
    fprintf(stderr, "%s (%d x %d)\n", name, m.rows, m.cols);
    for (int i = 0; i < m.rows; i++)
        for (int j = 0; j < m.cols; j++)
            fprintf(stderr, "%10.4g%s", (double)AT(m, i, j),
                    j + 1 < m.cols ? " " : "\n");
}

// ## The definitions of the products

void mat_mul_plain(Matrix dst, Matrix a, Matrix b) {
    for (int i = 0; i < dst.rows; i++)
        for (int j = 0; j < dst.cols; j++) {
            real sum = 0;
            for (int k = 0; k < a.cols; k++) sum += AT(a, i, k) * AT(b, k, j);
            AT(dst, i, j) = sum;
        }
}

void mat_mul_at_plain(Matrix dst, Matrix a, Matrix b) {
    for (int i = 0; i < dst.rows; i++)
        for (int j = 0; j < dst.cols; j++) {
            real sum = 0;
            for (int k = 0; k < a.rows; k++) sum += AT(a, k, i) * AT(b, k, j);
            AT(dst, i, j) = sum;
        }
}

void mat_mul_bt_plain(Matrix dst, Matrix a, Matrix b) {
    for (int i = 0; i < dst.rows; i++)
        for (int j = 0; j < dst.cols; j++) {
            real sum = 0;
            for (int k = 0; k < a.cols; k++) sum += AT(a, i, k) * AT(b, j, k);
            AT(dst, i, j) = sum;
        }
}
