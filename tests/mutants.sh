# mutants.sh [WORD] -- tests the tests.  Makes one small mistake at a time, as
# listed in mutants.txt (or in those of its lines that contain WORD), in a copy
# of this folder: each must make its test fail.  Without sanitizers, for speed:
# a test has to notice by itself.  CC is the compiler.
copy=build/mutants
passed=0
failed=0
rm -rf $copy
mkdir -p $copy
trap 'rm -rf $copy' EXIT
trap 'exit 130' HUP INT TERM
cp -R Makefile common ch0* plots tests tools $copy/
unset MAKEFLAGS MFLAGS MAKELEVEL

run() {         # run TEST: makes its log anew; 100 seconds are an endless loop
    rm -f "$copy/build/logs/$1.log"
    (ulimit -t 100; cd $copy &&
        make CC="${CC:-cc}" SANITIZE= "build/logs/$1.log") > $copy/make.log 2>&1
}
passes() { tail -n 1 "$copy/build/logs/$1.log" | grep -q ' passed, 0 failed'; }
verdict() {     # verdict ✓ or ✗, and why
    printf '  %s %-28s %s\n' "$1" "$file" "$2"
    if [ "$1" = ✓ ]; then passed=$((passed + 1))
    else failed=$((failed + 1)); fi
}

tests=$(grep -F -e "${1-}" tests/mutants.txt |
        sed -n 's/^[^#|]*|\([a-z0-9_]*\)|.*/\1/p' | sort -u)
for test in $tests; do
    if ! run "$test" || ! passes "$test"; then
        echo "mutants.sh: $test fails without any mistake; see make test" >&2
        exit 1
    fi
done

while IFS='|' read -r file test change; do
    case $file in '' | '#'*) continue ;; esac
    case "$file|$test|$change" in *"$1"*) ;; *) continue ;; esac
    sed "$change" "$file" > $copy/mutant
    if cmp -s "$file" $copy/mutant; then
        verdict ✗ "changes nothing: $change"
        continue
    fi
    cp $copy/mutant "$copy/$file"
    if ! run "$test"; then
        verdict ✗ "does not compile: $change"
        grep -m 3 error $copy/make.log
    elif passes "$test"; then
        verdict ✗ "$test did not notice: $change"
    else
        verdict ✓ "$change"
    fi
    cp "$file" "$copy/$file"
done < tests/mutants.txt
echo "$passed passed, $failed failed"
[ $failed = 0 ]
