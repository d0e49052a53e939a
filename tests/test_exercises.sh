#!/bin/sh
# test_exercises.sh -- what make says to a reader of the exercises, in a copy of
# chapter 1: nothing done, done, and done wrong in every way.

top=$(pwd)
box=$(mktemp -d) || exit 1
watching=
trap 'rm -rf "$box"; [ ! "$watching" ] || kill "$watching"' EXIT
trap 'exit 130' HUP INT TERM
make=${MAKE:-make}
compiler=${CC:-cc}
unset MAKE MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES CC CFLAGS LDLIBS COLUMNS

mkdir "$box/copy" && cd "$box/copy" || exit 1
mkdir tools plots ch01-perceptron
cp "$top/Makefile" .
cp "$top"/tools/exercises.* "$top/tools/todo.h" tools
cp -R "$top/common" .
cp "$top/plots/style.gp" "$top/plots/ex01.gp" plots
cp "$top"/ch01-perceptron/*exercises.[ch] ch01-perceptron
cp "$top/ch01-perceptron/solutions.c" "$top/ch01-perceptron/perceptron.c" \
    ch01-perceptron
mine=ch01-perceptron/exercises.c
sh tools/exercises.sh stub01 > $mine
cp $mine "$box/stub.c"
awk '/^#ifdef STUB/ { part = 1; next }
     /^#else/ && part { part = 2; next }
     /^#endif/ && part { part = 0; next }
     part != 1' ch01-perceptron/solutions.c > "$box/ours.c"

. "$top/tests/check.sh"
makes() {
    "$make" CC="$compiler" "$@" > "$box/said" 2> "$box/complained"
    status=$?
}
show() { sed 's/^/    | /' "$box/said" "$box/complained"; false; }
succeeded() { [ $status = 0 ] || show; }
did_not_succeed() { [ $status != 0 ] || show; }
said() { grep -q -e "$1" "$box/said" || show; }
not_said() { ! grep -q -e "$1" "$box/said" || show; }
last_said() { tail -n 1 "$box/said" | grep -q -e "$1" || show; }
complained_of() { grep -q -e "$1" "$box/complained" || show; }
same() { cmp -s "$1" "$2"; }
no_colour() { ! grep -q "$(printf '\033')" "$box/said" || show; }

# Our answers, with one mistake; where it is, and what make ex01 says of it.
mistake() {
    sed "$1" "$box/ours.c" > $mine
    check "the mistake is made" differ "$box/ours.c" $mine
    line=$(grep -n "$2" $mine | sed 's/:.*//;q')
    makes ex01
    check "exit status is not 0" did_not_succeed
}
differ() { ! cmp -s "$1" "$2"; }

begin "untouched: the first exercise, and where it is"
makes ex01
check "exit status is not 0" did_not_succeed
check "what was given" said "^      got  *1$"
check "what was wanted" said "^      want  *0$"
check "where, in the end" last_said \
    "^$mine:$(grep -n 'Line LINE' $mine | sed 's/:.*//'): "
check "nothing of the second" not_said "1\.2"
check "no colour" no_colour

begin "the first is solved: the next is named, and that it is empty"
sed 's/LINE = .*/LINE = {.w = {1, 1}, .b = -1.2};/' "$box/stub.c" > $mine
makes ex01
check "1.1" said "^  ✓ 1.1 A line for the stars$"
check "1.2" said "^  next: 1.2 "
check "what is missing" said "nothing yet for the fewest mistakes"
check "exit status is not 0" did_not_succeed

begin "hints come one by one, and begin anew with the next exercise"
makes hint01
check "the first" said "^1.2 .*, hint 1 of 3:"
makes hint01
check "the second" said "^1.2 .*, hint 2 of 3:"
makes hint01
makes hint01
check "and no more" said "^1.2 .*, hint 3 of 3:"
sed 's/MISTAKES = TODO/MISTAKES = 4/' $mine > "$box/next.c"
cp "$box/next.c" $mine
makes hint01
check "the next exercise" said "^1.3 .*, hint 1 of 3:"

begin "diff shows what is solved, and nothing else"
makes diff01
check "exit status 0" succeeded
check "1.2" said "^1.2 "
check "not 1.3" not_said "^1.3 "
check "not 1.10 for 1.1" not_said "EXCLUSIVE_OR"
cp "$box/stub.c" $mine
makes diff01
check "nothing is solved: exit status" did_not_succeed
check "a sentence" complained_of "^diff01 shows our way only after yours"

begin "all solved"
cp "$box/ours.c" $mine
makes ex01
check "exit status 0" succeeded
check "what is left to do" last_said "^all 11 done: make diff01 .* make run01"
sed 's/double z = b;/double z = 0 + b;/' "$box/ours.c" > $mine
makes diff01
check "yours" said "^  *double z = 0 + b;"
check "ours" said "^  *double z = b;"
makes progress
check "progress" said "^ch01  ███████████ .*11 of 11$"

begin "run draws yours over ours"
makes run01
check "exit status 0" succeeded
check "two blocks" [ "$(grep -c '^# \(ours\|yours\)$' out/ex01.dat)" = 2 ]
if command -v gnuplot > /dev/null; then
    check "the picture" grep -q "</svg>" out/ex01.svg
fi

begin "a syntax error: the compiler's message and nothing else"
mistake 's/double z = b;/double z = b/' "double z = b"
check "nothing on stdout" [ ! -s "$box/said" ]
check "file and line" complained_of "^$mine:[0-9]*:.* error: "
check "no file of ours" [ "$(grep -c 'check_\|tools/' "$box/complained")" = 0 ]
makes progress
check "progress says so" said "^ch01  does not compile"

begin "another type than was asked for is an error too"
mistake 's/static double tanh_prime(double/static float tanh_prime(float/' tanh
check "in the reader's file" complained_of "^$mine:[0-9]*:.* error: "

begin "a wrong number: got, want, relative error"
mistake 's/+= (double)sizes/+= 1 + (double)sizes/' "^static double parameters"
check "what went before" said "^  ✓ 1.3 "
check "which" said "^  ✗ 1.4 "
check "got" said "got  *23862$"
check "want" said "want  *23860$"
check "relative error" said "relative error  *8.4e-05: nearly"
check "not the next" not_said "1\.5"

begin "a loop without end is stopped"
mistake 's/step < 20000; step++/step < 20000; step--/' "^static void find_p"
check "a sentence" said "stopped after 2 seconds"
check "which" said "^  ✗ 1.11 "
check "where" last_said "^$mine:[0-9]*: The cashier"

begin "crashes name the exercise, and what has happened"
mistake 's/    double count = 0;/    double count = *(volatile double *)0;/' \
    "volatile"
check "which" said "^  ✗ 1.4 "
check "what" said "crashed: "
mistake 's/    double count = 0;/& void exit(int); exit(0);/' "exit(0)"
check "exit is no answer" said "crashed: it ended the program"
if [ "$("$make" -n ex01 CC="$compiler" | grep -c fsanitize)" != 0 ]; then
    mistake 's/k < 3; k++) prices\[k\] = 0/k < 4; k++) prices[k] = 0/' "k < 4"
    check "beyond an array" said "crashed: an array"
    check "the line" last_said "^$mine:$line: "
fi

begin "not a number"
mistake 's/tanh_prime(y);/sqrt(-1 - y);/' "sqrt"
check "which" said "^  ✗ 1.8 "
check "that it is none" said "no number"

begin "what an answer prints is shown, and printing for ever is stopped"
print='int printf(const char *, ...);'
mistake "s/double z = b;/double z = -b; $print printf(\"z is %g\\\\n\", z);/" \
    printf
check "its words" said "^z is -0.5$"
check "got" said "got  *1.5$"
mistake "s/double z = b;/& $print for (;;) printf(\"z is %g\\\\n\", z);/" printf
check "stopped" said "stopped: it printed without end"
check "not all of it" [ "$(wc -c < "$box/said")" -lt 5000 ]

begin "reset keeps a copy, and never writes over one"
makes reset01
check "where it is" said "now in $mine.1$"
check "the copy" grep -q 'for (;;)' $mine.1
check "the beginning" same $mine "$box/stub.c"
cp "$box/ours.c" $mine
makes reset01
check "the second copy" same $mine.2 "$box/ours.c"
check "the first is still there" grep -q 'for (;;)' $mine.1
makes reset01
check "nothing to do" said "is untouched$"
check "and no third" [ ! -e $mine.3 ]

begin "watch checks at every save"
: > "$box/watched"
"$make" CC="$compiler" watch01 > "$box/watched" 2>&1 &
watching=$!
waited=0
until grep -q "^$mine:" "$box/watched" || [ $waited = 20 ]; do
    sleep 1; waited=$((waited + 1))
done
cp "$box/ours.c" $mine
until grep -q "^all 11 done" "$box/watched" || [ $waited = 40 ]; do
    sleep 1; waited=$((waited + 1))
done
kill $watching
watching=
check "untouched" grep -q "✗ 1.1" "$box/watched"
check "and done" grep -q "^all 11 done" "$box/watched"

tests_end
