# check.sh -- the form of a test written as a shell script, as in check.h:
#
#     . tests/check.sh
#     begin "what is shown"
#     check "a part of it" COMMAND...
#     tests_end                       the last line; its status is the script's
passed=0 failed=0 shown='' wrong=0

verdict() {
    [ -n "$shown" ] || return 0
    if [ $wrong = 0 ]; then echo "  ✓ $shown"; passed=$((passed + 1))
    else echo "  ✗ $shown"; failed=$((failed + 1)); fi
}
begin() { verdict; shown=$1 wrong=0; }
check() {
    what=$1; shift
    "$@" || { echo "    not so: $what"; wrong=1; }
}
tests_end() { verdict; echo "$passed passed, $failed failed"; [ $failed = 0 ]; }
