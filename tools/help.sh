# help.sh PROGRAM.c ... -- what `make` prints.  A program's title is its first
# line, `// # Title`; its running time stands in a line `// Time: ...`.
cat <<'END'
make ch02              run the programs of a chapter, draw their pictures
make NAME              one program, from the list below
make NAME ARGS="..."   with other settings; ARGS=-h lists them
     SEED=3  SEEDS=5   another start; several, with their spread
     FULL=1            the text's own size, where that takes long
     MNIST=folder      real digits; without them, drawn ones are used
make show NAME=stuck   look at a picture
make ex02              check your answers to the exercises of a chapter
     hint02 run02 diff02 watch02 reset02       make progress   all chapters

END
folder=
for source; do
    if [ "$folder" != "${source%/*}" ]; then
        folder=${source%/*}
        chapter=${folder%%-*}
        printf '%s  %s\n' "$chapter" \
            "$(sed -n '1s/^# *//p' "$folder/README.md" 2>/dev/null)"
    fi
    name=${source##*/}
    awk -v name="${name%.c}" '
        NR == 1 { sub(/^\/\/ # /, ""); title = $0 }
        /^\/\/ Time: / { sub(/^\/\/ Time: /, ""); time = $0 }
        END { printf "  %-20s %-48s %s\n", name, title, time }' "$source"
done
cat <<'END'

make digits            the built-in digits, and a sheet that shows them
make mnist             download MNIST into data/mnist (11 MB)
make test              all tests, 2 minutes        make mutants  tests of tests
make bench             speed of the products and of training
make ledger            every claim on MNIST, into REPRODUCTION.md
make gallery           the pictures of the READMEs, from MNIST
make clean             remove what was built; CC=clang for another compiler
END
