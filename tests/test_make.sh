#!/bin/sh
# test_make.sh -- what the Makefile promises, in a copy of it with one invented
# chapter: a program that prints a line of any slope, and its picture.

top=$(pwd)
box=$(mktemp -d) || exit 1
trap 'rm -rf "$box"' EXIT
trap 'exit 130' HUP INT TERM
make=${MAKE:-make}
compiler=${CC:-cc}
unset MAKE MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES CC CFLAGS LDLIBS
unset ARGS FULL SEED SEEDS MNIST NAME LEDGER_SEEDS_line

mkdir "$box/copy" && cd "$box/copy" || exit 1
mkdir common tools plots ch01-perceptron
cp "$top/Makefile" .
cp "$top"/common/*.[ch] common
cp "$top"/tools/*.sh tools
cp "$top/plots/style.gp" plots

cat > ch01-perceptron/line.c <<'END'
// # A line of any slope
#define REAL double
#include <stdio.h>

#include "common/report.h"

int main(int argc, char **argv) {
    real slope = 2;
    Options options = options_begin(argc, argv, "a line of any slope");
    option_real(&options, "--slope", &slope, "its slope");
    options_end(&options);
    say("A line of slope %g", slope);
    block_begin("line", "x y");
    for (int x = 0; x <= 10; x++) printf("%d %g\n", x, slope * x);
    block_end();
    if (slope == 0) die("a line of slope 0 is dull");
    claim("the slope of the line", "", 2, slope, 0);
    claims_print();
    return 0;
}
END
cat > plots/line.gp <<'END'
load "plots/style.gp"
plot dat index "line" using "x":"y" with lines
END

. "$top/tests/check.sh"

# ---- What is checked again and again

# makes ARGUMENTS...: runs make.  What it says stays in two files.
makes() {
    "$make" CC="$compiler" CFLAGS=-O0 "$@" > "$box/said" 2> "$box/complained"
    status=$?
}
show() { sed 's/^/    | /' "$box/said" "$box/complained"; false; }
succeeded() { [ $status = 0 ] || show; }
did_not_succeed() { [ $status != 0 ] || show; }
said() { grep -q -e "$1" "$box/said" || show; }
not_said() { ! grep -q -e "$1" "$box/said" || show; }
complained_of() { grep -q -e "$1" "$box/complained" || show; }
lines_from_program() {                # how many on stderr, make's own aside
    [ "$(grep -c -v "^$(basename "$make")" "$box/complained")" = "$1" ] || show
}
same() { cmp -s "$1" "$2"; }
is_file() { [ -s "$1" ]; }
nothing_at() { [ ! -e "$1" ]; }
nothing_like() { [ -z "$(find out -name "$1")" ]; }

# All files get the same age, long ago; what is made later is new.
settle() { find . -type f -exec touch -t 202001010000 {} +; }
is_new() { [ -n "$(find "$1" -newer Makefile)" ]; }
is_old() { ! is_new "$1"; }

if command -v gnuplot > /dev/null; then gnuplot=yes; else gnuplot=; fi

# ---- The cases

begin "make lists the program and what it is about"
makes
check "exit status 0" succeeded
check "the program's name" said "line"
check "its title" said "A line of any slope"

begin "make line runs the program and draws its picture"
makes line
check "exit status 0" succeeded
check "it says that it runs" said "  run      line"
check "the claim" complained_of \
    "✓ the slope of the line   text 2 ±0   here 2"
check "the data" grep -q "^10 20$" out/line.dat
[ ! $gnuplot ] || check "the picture" grep -q "</svg>" out/line.svg
[ ! $gnuplot ] || check "where the picture is" said "out/line.svg"
cp out/line.dat "$box/first.dat"

begin "make line does nothing when nothing has changed"
touch -r out/line.dat "$box/before"
makes line
check "exit status 0" succeeded
check "nothing compiled, run or drawn" not_said "^  \(compile\|run\|draw\)"
check "the same data" [ -z "$(find out/line.dat -newer "$box/before")" ]

begin "other ARGS run it again, and so does their absence"
settle
makes line ARGS="--slope 3"
check "exit status 0" succeeded
check "it says with what" said "  run      line --slope 3"
check "new data" grep -q "^10 30$" out/line.dat
check "no verdict with other settings" complained_of "^· the slope of the line"
check "nothing compiled" not_said "^  compile"
settle
makes line ARGS="--slope 3"
check "the same ARGS do nothing" is_old out/line.dat
makes line
check "exit status 0" succeeded
check "the first data again" same out/line.dat "$box/first.dat"

if [ $gnuplot ]; then
    begin "a change of its plot script, or of the style, draws and does not run"
    for script in line style; do
        settle
        touch plots/$script.gp
        makes line
        check "exit status 0" succeeded
        check "a new picture" is_new out/line.svg
        check "the old data" is_old out/line.dat
    done

    begin "a plot script that fails leaves no picture"
    settle
    cp plots/line.gp "$box/line.gp"
    echo "plot nonsense" >> plots/line.gp
    makes line
    check "exit status is not 0" did_not_succeed
    check "no picture" nothing_at out/line.svg
    cp "$box/line.gp" plots/line.gp
    makes line
    check "and again, when mended" grep -q "</svg>" out/line.svg
fi

begin "make ch01 lists its pictures; make ch06 says it is not written yet"
makes ch01
check "ch01: exit status 0" succeeded
check "ch01: the picture, or the data" said "  out/line\."
makes ch06
check "ch06: exit status 0" succeeded
check "ch06: not written yet" said "^ch06 is not written yet$"

begin "with -j claims are printed whole, and only they"
sed 's/of the line/of its twin/' ch01-perceptron/line.c > ch01-perceptron/twin.c
rm -f out/line.dat
makes -j2 ch01
check "exit status 0" succeeded
for what in "the line" "its twin"; do
    check "the claim of $what" complained_of \
        "^✓ the slope of $what   text 2 ±0   here 2$"
done
check "no other line" lines_from_program 2
check "the first data" same out/line.dat "$box/first.dat"
check "no log left" nothing_like "*.log"
makes -j2 line ARGS="--slope 0"
check "a program that fails makes make fail" did_not_succeed
check "its reason" complained_of "^line: a line of slope 0 is dull$"
rm ch01-perceptron/twin.c

begin "a program that fails leaves no data"
rm -f out/line.dat
makes line ARGS="--slope 0"
check "exit status is not 0" did_not_succeed
check "its reason" complained_of "^line: a line of slope 0 is dull$"
check "no data" nothing_at out/line.dat
check "nor a part of them" nothing_like "*.part"
makes line
check "exit status 0 without the fault" succeeded
check "the first data" same out/line.dat "$box/first.dat"

begin "a wrong option in ARGS is an error of one line"
settle
makes line ARGS="--speed 3"
check "exit status is not 0" did_not_succeed
check "one line on stderr" lines_from_program 1
check "it names the option" complained_of "unknown option '--speed'"
makes line
check "then it runs again, without" is_new out/line.dat
check "the first data" same out/line.dat "$box/first.dat"

begin "ARGS=-h lists the options, of a program or a chapter, and runs nothing"
for goal in line ch01; do
    makes $goal ARGS=-h
    check "$goal: exit status 0" succeeded
    check "$goal: the program's option" said "^  --slope .* its slope"
    check "$goal: the data are kept" same out/line.dat "$box/first.dat"
done

begin "make ledger without MNIST says so before anything runs"
makes ledger
check "exit status is not 0" did_not_succeed
check "what to do" complained_of "make mnist.* MNIST=folder"
check "nothing run" not_said "^  run"
check "no data that would count as measured on MNIST" \
    nothing_at out/ledger/line.dat

begin "a change of a header makes anew what includes it"
settle
touch common/report.h
makes line
check "exit status 0" succeeded
check "the program is compiled" said "  compile  ch01-perceptron/line.c"
check "its bits are the same" is_old build/line
check "so it is not run" is_old out/line.dat
settle
sed 's/x <= 10/x <= 11/' ch01-perceptron/line.c > "$box/longer.c"
cp ch01-perceptron/line.c "$box/line.c"
cp "$box/longer.c" ch01-perceptron/line.c
makes line
check "a change of what it does: new bits" is_new build/line
check "and new data" is_new out/line.dat
cp "$box/line.c" ch01-perceptron/line.c
makes line
settle
touch common/random.h
makes line
check "a module is compiled" said "  compile  common/random.c"
check "what does not include it is not" \
    not_said "  compile  .*/\(line\|report\).c"
check "the program is linked anew" is_new build/linked/line

begin "without gnuplot the data are made, and how to get gnuplot is said"
mkdir "$box/bin"
(IFS=:; for folder in $PATH; do ln -s "$folder"/* "$box/bin"; done) 2> /dev/null
rm -f "$box"/bin/gnuplot*
rm -f out/line.*
with_gnuplot=$PATH
PATH=$box/bin
makes line
PATH=$with_gnuplot
check "exit status 0" succeeded
check "the data" same out/line.dat "$box/first.dat"
check "no picture" nothing_at out/line.svg
check "how to get gnuplot" said "apt-get install gnuplot"

case $compiler in
*clang*) other=gcc ;;
*) other=clang ;;
esac
if command -v $other > /dev/null; then
    begin "another compiler makes all anew, once"
    compiler=$other
    settle
    makes line
    check "exit status 0" succeeded
    check "the program is compiled" said "  compile  ch01-perceptron/line.c"
    check "the modules are compiled" said "  compile  common/random.c"
    check "new data" is_new out/line.dat
    check "the first data" same out/line.dat "$box/first.dat"
    makes line
    check "and not again" not_said "^  \(compile\|run\|draw\)"
fi

tests_end
