# summary.sh LOG ... -- adds up what the tests said.  A log that is in order has
# `N passed, 0 failed` as its last line; make adds a line when a test ended with
# another status, so that a crash counts as a failure too.  Logs with failures
# are removed: these tests will run again the next time.
passed=0
failed=0
for log; do
    line=$(grep '^[0-9]* passed, [0-9]* failed$' "$log" | tail -n 1)
    p=${line%% *}
    f=${line#*, }
    f=${f%% *}
    [ -n "$line" ] || f=1
    if [ "$(tail -n 1 "$log")" != "$line" ] && [ "$f" = 0 ]; then f=1; fi
    passed=$((passed + ${p:-0}))
    failed=$((failed + f))
    if [ "$f" != 0 ]; then
        printf '\n%s\n' "$log"
        cat "$log"
        rm -f "$log"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
