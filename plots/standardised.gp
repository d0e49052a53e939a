# standardised.gp -- lines of equal cost over two weights, and a descent
width = 1150; height = 480
load "plots/style.gp"
set datafile missing NaN
set multiplot layout 1, 3 title "Lines of equal cost, and 30 steps of descent: ".\
    caption noenhanced
set size ratio -1; unset key
set xlabel "v_1, from the best weight"; set ylabel "v_2"
array name[3] = ["as they are", "minus the mean", "standardised"]
of(w, what) = column("way") == w ? column(what) : NaN
array condition[3]; array steps[3]
do for [w = 0:2] {
    stats dat index "bowls" using (of(w, "condition")) name "bowl" nooutput
    condition[w + 1] = bowl_max
    stats dat index "bowls" using (of(w, "steps")) name "bowl" nooutput
    steps[w + 1] = bowl_max
}
set xrange [-1.05:1.05]; set yrange [-1.05:1.05]
do for [w = 0:2] {
    set title sprintf("%s\ncondition number %.4g, %d steps to 1/100", \
        name[w + 1], condition[w + 1], steps[w + 1])
    plot dat index "contours" using (of(w, "x")):(of(w, "y")) with lines lt 8 \
             lw 1, \
         "" index "paths" using (of(w, "x")):(of(w, "y")) with linespoints \
             lt 2 pt 7 ps 0.5
    set ylabel " "
}
unset multiplot
