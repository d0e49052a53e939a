#!/bin/sh
# test_compilers.sh -- the same bits from every compiler that is here, with and
# without optimisation.  The hashes themselves stand in the two tests it runs.
. tests/check.sh
box=$(mktemp -d) || exit 1
trap 'rm -rf "$box"' EXIT
trap 'exit 130' HUP INT TERM

passes() {             # passes TEST COMPILER OPTIONS...
    test=$1
    shift
    if ! "$@" -std=c11 -ffp-contract=off -w -I. -D_POSIX_C_SOURCE=200809L \
        -o "$box/$test" "tests/$test.c" ch02-backprop/network.c \
        common/data.c common/digits.c common/matrix.c common/product.c \
        common/random.c common/report.c -lm > "$box/log" 2>&1 ||
        ! "$box/$test" > "$box/log" 2>&1
    then
        cat "$box/log"
        return 1
    fi
}

for compiler in gcc clang; do
    command -v $compiler > /dev/null || continue
    begin "$compiler, not optimised"
    check "a trained network" passes test_same_bits $compiler -O0
    begin "$compiler, optimised, for any processor of this kind"
    check "a trained network" passes test_same_bits $compiler -O3
    check "all products" passes test_matrix $compiler -O3
done
tests_end
