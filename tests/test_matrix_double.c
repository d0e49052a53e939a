#define REAL double
// The same tests in double.
#include "tests/test_matrix.c"
