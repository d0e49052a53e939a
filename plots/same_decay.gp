# same_decay.gp -- four texts: the same number, the same decay; then the biases
width = 1200; height = 500
load "plots/style.gp"
texts = "Nielsen Buduma slides network3"
is(panel, text) = strcol("panel") eq panel && strcol("text") eq text
of(panel, text) = is(panel, text) ? column("test") : NaN
array lambda[4]
do for [k=1:4] {
    stats dat index "trainings" using \
        (is("decay", word(texts, k)) ? column("lambda") : NaN) nooutput
    lambda[k] = STATS_mean
}
set multiplot layout 1, 3 title \
    "Accuracy on the test images: ".caption noenhanced
set xlabel "epoch"; set ylabel "accuracy in %"
set yrange [70:90]; set key bottom right noenhanced

set title sprintf("the same number: λ = %g in each formula", lambda[1])
plot for [k=1:4] dat index "trainings" \
         using "epoch":(of("number", word(texts, k))) with lines lt k \
         title word(texts, k), \
     "" index "trainings" using "epoch":(of("others", "none")) with lines \
         lt 8 dt 2 title "λ = 0"

set title "the same decay: λ converted"
turn(k) = int(column("epoch") / 10) % 4 == k - 1
plot dat index "trainings" using "epoch":(of("decay", "Nielsen")) with lines \
         lt 1 title sprintf("Nielsen, λ = %g", lambda[1]), \
     for [k=2:4] "" index "trainings" using "epoch": \
         (turn(k) ? of("decay", word(texts, k)) : NaN) with points lt k ps 0.9 \
         title sprintf("%s, λ = %g", word(texts, k), lambda[k]), \
     "" index "trainings" using "epoch":(of("others", "none")) with lines \
         lt 8 dt 2 title "λ = 0"

set title "the biases decay, too"
plot dat index "trainings" using "epoch":(of("others", "biases")) with lines \
         lt 2 title "weights and biases", \
     "" index "trainings" using "epoch":(of("number", "Nielsen")) with lines \
         lt 1 title "weights alone", \
     "" index "trainings" using "epoch":(of("others", "none")) with lines \
         lt 8 dt 2 title "neither"
unset multiplot
