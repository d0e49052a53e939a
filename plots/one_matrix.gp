# one_matrix.gp -- an output while the input moves along a straight line
width = 1100; height = 420
load "plots/style.gp"
names = system("awk '/^# walks/ {on = 1; getline; next} /^$/ {on = 0} \
                     on && $1 != last {print last = $1}' '".dat."'")
title_of(name) = \
    name eq "identity" ? "nothing in between; circles: one matrix" : \
    name eq "relu" ? "ReLU in between" : name." in between"
t_of(name) = strcol("function") eq name ? column("t") : NaN
n = words(names)

set multiplot title "The same layers, the same straight line of inputs: " \
    .caption noenhanced
set xlabel "input: t along the line"
unset key
do for [k = 1:n] {
    set size 1.0 / n, 0.92; set origin (k - 1.0) / n, 0
    set title title_of(word(names, k)) noenhanced
    set ylabel (k == 1 ? "first output" : "")
    plot dat index "walks" using (t_of(word(names, k))):"output" \
             with lines lt k lw 3, \
         "" index "walks" using (k == 1 ? t_of("identity") : NaN) \
             :"one_matrix" every 15 with points lt 7 pt 6 ps 0.8
}
unset multiplot
