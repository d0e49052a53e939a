# mutants.sh [WORD] -- tests the tests.  Makes one small mistake at a time, as
# listed in mutants.txt (or those lines that contain WORD), in a copy of this
# folder: each must make its test fail.  CC is the compiler.
copy=build/mutants
rm -rf $copy
mkdir -p $copy
cp -Rp Makefile common ch0* plots tests tools $copy/
mkdir -p $copy/build
cp -Rp build/.flags build/test build/logs $copy/build/
unset MAKEFLAGS MFLAGS MAKELEVEL
passed=0
failed=0

verdict() {     # ✓ or ✗, and why
    printf '  %s %-28s %s\n' "$1" "$file" "$2"
    if [ "$1" = ✓ ]; then passed=$((passed + 1))
    else failed=$((failed + 1)); fi
}

while IFS='|' read -r file test change; do
    case $file in '' | '#'*) continue ;; esac
    case "$file|$test|$change" in *"$1"*) ;; *) continue ;; esac
    sed "$change" "$file" > $copy/mutant
    if cmp -s "$file" $copy/mutant; then
        verdict ✗ "changes nothing: $change"
        continue
    fi
    cp $copy/mutant "$copy/$file"
    rm -f "$copy/build/logs/$test.log"
    if ! (cd $copy && make CC="${CC:-cc}" "build/logs/$test.log") \
        > $copy/log 2>&1; then
        verdict ✗ "does not compile: $change"
        grep -m 3 error $copy/log
    elif tail -n 1 "$copy/build/logs/$test.log" | grep -q 'passed, 0 failed'
    then
        verdict ✗ "$test did not notice: $change"
    else
        verdict ✓ "$change"
    fi
    cp "$file" "$copy/$file"
done < tests/mutants.txt

rm -rf $copy
echo "$passed passed, $failed failed"
[ $failed = 0 ]
