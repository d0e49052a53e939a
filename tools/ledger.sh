# ledger.sh PROGRAM.c ... -- writes REPRODUCTION.md from the `# claim` lines of
# out/ledger/NAME.dat.  A program that was not run keeps the section it has.
ledger=REPRODUCTION.md
trap 'rm -f $ledger.part' EXIT

new_section() {     # the section of program $1, from its data
    awk -F '\t' '
        /^# caption: / { sub(/^# caption: /, ""); print $0 "\n" }
        /^# claim\t/ {
            if (!rows++) print "| | claim | text | here | ± |\n|-|-|-|-|-|"
            print "| " $2 " | " $3 " | " $4 " | " $5 " | " $6 " |"
            if ($7 != "") why = why "\n- " $3 ": " $7
        }
        END {
            if (!rows) print "The texts give no number for this."
            if (why) print why
        }' "out/ledger/$1.dat"
}

old_section() {     # the section of program $1 in the ledger as it is
    [ -f $ledger ] && awk -v head="### $1" '
        /^##/ { on = 0 } on { print } $0 == head { on = 1 }' $ledger
}

{
    cat <<'END'
# What the texts say, and what these programs measure

Every number here was printed by the program that its section names, run on
MNIST; `make ledger` runs what is out of date and writes this page. *here* is
the mean over several seeds, with the least and the largest. A number in the
column *text* is the text's, a range is ours: what its words lead one to expect.
✓: within the tolerance, or the range. ✗: not. ✗ (known): the text's number
cannot be had, for the reason given below it.
END
    chapter=
    for source; do
        [ "$chapter" = "${source%/*}" ] || printf '\n## %s\n' "${source%/*}"
        chapter=${source%/*}
        name=${source##*/}
        name=${name%.c}
        if [ -f "out/ledger/$name.dat" ]; then text=$(new_section "$name")
        else text=$(old_section "$name"); fi
        [ -z "$text" ] || printf '\n### %s\n\n%s\n' "$name" "${text#
}"
    done
} > $ledger.part && mv $ledger.part $ledger
echo "$ledger: $(grep -c '^| ✓' $ledger) claims hold," \
    "$(grep -c '^| ✗ |' $ledger) fail, $(grep -c '^| ✗ (' $ledger) are known to"
