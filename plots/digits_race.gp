# digits_race.gp -- seven rules at their best rates, three at the same rate
width = 1100; height = 560
load "plots/style.gp"
set multiplot title "Rules of descent read digits: ".caption noenhanced
set datafile missing NaN
set xlabel "epoch"; set ylabel "accuracy on the test images, %"
stats dat index "race" using "most" name "best" nooutput
stats dat index "race" using "accuracy" name "all" nooutput
last = all_records / 7
set yrange [best_max - 4:best_max + 0.2]
rules = "descent momentum nesterov adagrad rmsprop adadelta adam"
of(rule, what) = strcol("rule") eq rule ? column(what) : NaN
rate(rule) = system("awk '$1 == \"".rule."\" && $3 == 1 {print $2; exit}' '" \
                    .dat."'")

set size 0.58, 0.93; set origin 0, 0
set title "each rule at its best rate; bars: range of the starts"
set xrange [0.7:last + 0.4]; set key bottom right
shift(i) = (i - 4) * 0.06                # so that the bars stand side by side
ends(y) = column("epoch") == 1 || column("epoch") == last ? y : NaN
plot for [i = 1:7] dat index "race" using (column("epoch") + shift(i)): \
         (ends(of(word(rules, i), "least"))):(0): \
         (column("most") - column("least")) with vectors nohead lt i lw 3 \
         notitle, \
     for [i = 1:7] "" index "race" using (column("epoch") + shift(i)): \
         (of(word(rules, i), "accuracy")) with lines lt i \
         title word(rules, i).", η = ".rate(word(rules, i))

set size 0.42, 0.93; set origin 0.58, 0
set title "the same small rate"; set xrange [0.7:*]
set yrange [*:*]; set ylabel ""
plot for [i = 1:2] dat index "same" using "epoch": \
         (of(word(rules, i), "accuracy")) with lines lt i \
         title word(rules, i), \
     "" index "same" using "epoch":(of("nesterov", "accuracy")) with lines \
         lt 3 dt 2 title "nesterov"
unset multiplot
