# saturation.gp -- a cost in each row, a start in each column; the walk on σ
costs = system("awk '/^# runs/ {on = 1; getline; next} /^# / {on = 0} \
                     on && NF && $1 != last {print last = $1}' '".dat."'")
head = 130; row = 300; foot = 25
width = 1150; height = head + words(costs) * row + foot
load "plots/style.gp"
stats dat index "runs" using "epoch" name "epoch" nooutput
stats dat index "curve" using "z" name "z" nooutput

# What of row c and column s is drawn: C, or a, or a corner of the panel.
is_here(r) = strcol("cost") eq word(costs, c) && column("start") == s && \
             column("rate") == r
if_here(r, value) = is_here(r) ? value : NaN
corner(epoch, x) = is_here(0) && column("epoch") == epoch ? x : NaN
numbers(first) = sprintf("%s\n%.2f\n%.2f\n%.2f", first ? "first" : "last", \
                         column("w"), column("b"), column("a"))

set multiplot title "A sigmoid neuron learns: ".caption noenhanced
unset key

# The neuron, above the panels.
set size 1, 75.0 / height; set origin 0, 1 - 110.0 / height
set margins 0, 0, 0, 0
unset border; unset tics; unset grid
set xrange [0:20]; set yrange [-1:1]
set label 1 "input x" at 6.9, 0 right
set label 2 "weight w" at 8.2, 0.4 center
set label 3 "bias b" at 10, 0 center
set label 4 "output a = σ(w x + b)" at 12.1, 0 left
set arrow 1 from 7.1, 0 to 9.2, 0 lt 7
set arrow 2 from 10.8, 0 to 11.9, 0 lt 7
set object 1 ellipse at 10, 0 size 1.6, 1.6 fc rgb "#cfe3f1" fs solid
plot NaN
unset object 1; unset arrow; unset label

set border 3 lc rgb "#666666"; set tics nomirror
set grid lc rgb "#dddddd" lt 1 lw 1
set bmargin 2.5; set tmargin 2; set lmargin 10; set rmargin 1.5
set x2range [0:1]; set y2range [0:1]
high = row * 1.0 / height
do for [c = 1:words(costs)] {
    foot_of = ((words(costs) - c) * row + foot) * 1.0 / height
    is_last = c == words(costs)
    do for [s = 0:1] {
        set size 0.33, high; set origin 0.33 * s, foot_of
        if (c == 1) { set title s ? "starts badly wrong" : "starts wrong" }
        if (is_last) { set xlabel "epoch" }
        set ylabel word(costs, c)."  C" noenhanced
        set xrange [*:*]; set yrange [*:*]
        stats dat index "runs" using (corner(0, column("C"))) name "C" nooutput
        set xrange [0:epoch_max]; set yrange [0:1.72 * C_max]
        set xtics nomirror autofreq; set ytics nomirror autofreq
        set label 1 "\nw\nb\na" at graph 0.58, 0.95 center
        plot dat index "runs" using "epoch":(if_here(1, column("C"))) \
                 with lines lt 1 + s lw 1.5 dt 2, \
             "" index "runs" using "epoch":(if_here(0, column("C"))) \
                 with lines lt 1 + s lw 3, \
             "" index "runs" using (corner(0, 0.71)):(0.95):(numbers(1)) \
                 axes x2y2 with labels, \
             "" index "runs" using (corner(epoch_max, 0.9)):(0.95): \
                 (numbers(0)) axes x2y2 with labels
        unset label
    }
    set size 0.34, high; set origin 0.66, foot_of
    if (c == 1) { set title "the badly wrong one on its way along σ" }
    if (is_last) { set xlabel "z = w x + b" }
    set ylabel "a"
    set xrange [z_min:z_max]; set yrange [0:1.15]
    set ytics 0.25
    plot dat index "curve" using "z":"a" with lines lt 8 lw 1.5, \
         for [s = 1:1] dat index "runs" every 10 \
             using (if_here(0, column("z"))):"a" with points lt 2 pt 7 ps 0.7, \
         for [s = 0:1] dat index "runs" using (corner(0, column("z"))):"a" \
             with points lt 1 + s pt 13 ps 1.4, \
         for [s = 0:1] dat index "runs" using (corner(0, column("z"))):"a": \
             (sprintf("start: %.2f", column("a"))) \
             with labels offset -1, 0.8 right tc lt 1 + s
    unset title
}
unset multiplot
