# exercises.sh ex01 OBJECT ... -- what make does with a chapter's exercises.
# The objects are those of the checker and what it is linked with; BUILD is the
# command that compiles.  Besides ex there are hint, diff, run, watch, reset and
# progress; and stub, which prints the untouched exercises.
#
# There is one source for each chapter, solutions.c, in which
#
#     #ifdef STUB
#     what exercises.c has in this place
#     #else
#     what our answer has
#     #endif
verb=${1%??} chapter=${1#"$verb"}
[ $# = 0 ] || shift
folder=$(echo ch"$chapter"-*)
mine=$folder/exercises.c
work=build/exercises/$chapter
mkdir -p "$work"

# stub or ours: one of the two sides of solutions.c
side() {
    awk -v side="$1" '
        /^#ifdef STUB$/          { part = "stub"; next }
        /^#else$/ && part        { part = "ours"; next }
        /^#endif$/ && part       { part = ""; next }
        part == "" || part == side' "$folder/solutions.c"
}

# Of the reader's file the compiler speaks, and nobody else.
built() {
    $BUILD -c -o "$work/exercises.o" "$mine" &&
        $BUILD -o "$work/check" "$work/exercises.o" "$@" $LIBS
}

# The code of one exercise, without the prose.  (As words: 5.10 is not 5.1.)
code_of() {
    awk -v number="$1" '
        /^\/\/ ## /              { here = $3 "" == number ""; next }
        here && !/^\/\//         { line[++n] = $0; if (NF) last = n }
        END { for (i = 1; i <= last; i++) if (i > 1 || line[i] != "")
                  print line[i] }' "$2"
}

# Side by side where the terminal is wide enough, else one below the other.
beside() {
    awk -v wide="${COLUMNS:-$( (stty size < /dev/tty) 2>/dev/null |
                               sed 's/.* //')}" '
        NR == FNR { left[NR] = $0; n = NR
                    if (length > w) w = length; next }
                  { right[++m] = $0; if (length > v) v = length }
        END {
            if (w < 5) w = 5
            if (w + v + 7 <= (wide ? wide : 80)) {
                form = "  %-" w "s   | %s\n"
                printf form, "yours", "ours"
                for (i = 1; i <= (n > m ? n : m); i++)
                    printf form, left[i], right[i]
            } else {
                print "  yours"
                for (i = 1; i <= n; i++) print "    " left[i]
                print "  ours"
                for (i = 1; i <= m; i++) print "    " right[i]
            }
        }' "$1" "$2"
}

# The chapter's experiment, which also must come to an end.
run() {
    (ulimit -t 20; exec "./$work/$1") ||
        { echo "run$chapter: the experiment does not end well" >&2; exit 1; }
}

case $verb in
stub) side stub ;;
ex)
    built "$@" && "./$work/check" check "$mine" ;;
hint)
    built "$@" && "./$work/check" hint "$mine" "$work/hint" ;;
count)
    if built "$@" 2> /dev/null; then "./$work/check" progress "$mine"
    else echo "ch$chapter  does not compile: make ex$chapter says why"; fi ;;
diff)
    built "$@" || exit 1
    solved=$("./$work/check" solved "$mine")
    if [ -z "$solved" ]; then
        echo "diff$chapter shows our way only after yours: make ex$chapter" >&2
        exit 1
    fi
    side ours > "$work/ours.c"
    for number in $solved; do
        sed -n "s|^// ## \($number .*\)|\1|p" "$work/ours.c"
        code_of "$number" "$mine" > "$work/yours.txt"
        code_of "$number" "$work/ours.c" > "$work/ours.txt"
        if cmp -s "$work/yours.txt" "$work/ours.txt"; then echo "  the same"
        else beside "$work/yours.txt" "$work/ours.txt"; fi
        echo
    done ;;
run)                                        # with our answers, and with yours
    checker=$1 experiment=$2 ours=$3
    shift 3
    built "$checker" "$@" && "./$work/check" progress "$mine" &&
        $BUILD -o "$work/yours" "$work/exercises.o" "$experiment" "$@" $LIBS &&
        $BUILD -o "$work/ours" "$ours" "$experiment" "$@" $LIBS || exit 1
    mkdir -p out
    data=out/ex$chapter.dat picture=out/ex$chapter.svg
    rm -f "$data.part"
    for who in ours yours; do
        { echo "# $who"; run $who; printf '\n\n'; } >> "$data.part" ||
            { rm -f "$data.part"; exit 1; }
    done
    mv "$data.part" "$data"
    if command -v gnuplot > /dev/null; then
        gnuplot -e "dat='$data'; svg='$picture'" "plots/ex$chapter.gp" &&
            echo "  see      $picture  (or: make show NAME=ex$chapter)"
    else
        echo "  data     $data  (gnuplot is not installed)"
    fi ;;
watch)
    echo "checking $mine whenever it is saved; Ctrl-C ends it"
    seen=
    while :; do
        now=$(cksum < "$mine")
        if [ "$now" != "$seen" ]; then
            seen=$now
            printf '\n'
            built "$@" && "./$work/check" check "$mine"
        fi
        sleep 1
    done ;;
reset)
    side stub > "$work/stub.c"
    if [ ! -e "$mine" ]; then
        :
    elif cmp -s "$work/stub.c" "$mine"; then
        echo "$mine is untouched"
        exit 0
    else
        n=1
        while [ -e "$mine.$n" ]; do n=$((n + 1)); done
        cp "$mine" "$mine.$n" || exit 1
        echo "what was there is now in $mine.$n"
    fi
    cp "$work/stub.c" "$mine" && echo "$mine is as it was in the beginning" ;;
esac
