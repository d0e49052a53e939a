# max_norm.gp -- accuracy and cost by epoch, for each bound, from both starts
width = 1300; height = 780
load "plots/style.gp"
set multiplot layout 2, 3 title "Max-norm: ".caption noenhanced
set datafile missing NaN
set xlabel "epoch"; set xrange [0:*]
of(set, c, what) = strcol("set") eq set && column("c") == c && \
    column("epoch") > 0 ? column(what) : NaN
array cs[5] = [0, 3, 4, 2, 1]
array kind[5] = [8, 3, 1, 5, 2]
name(c) = c == 0 ? "no bound" : sprintf("c = %g", c)
array sets[3] = ["large", "small", "fast"]
array start[3] = ["from N(0, 1)", "from N(0, 1/n_{in})", "the same, η × 20"]

set ylabel "accuracy in %"; unset key
do for [s = 1:3] {
    set title "test accuracy, ".start[s]
    set yrange [(s < 3 ? 55 : 0):92]
    plot for [i = 1:(s < 3 ? 5 : 2)] dat index "curves" using "epoch": \
        (of(sets[s], cs[i], "test")) with lines lt kind[i] title name(cs[i])
}
set ylabel "cost"; set key top right samplen 2
do for [s = 1:3] {
    set title "test cost, ".start[s]
    set yrange [(s < 3 ? 0.5 : 0):(s < 3 ? 2.1 : 10)]
    plot for [i = 1:(s < 3 ? 5 : 2)] dat index "curves" using "epoch": \
             (of(sets[s], cs[i], "cost")) with lines lt kind[i] notitle, \
         for [i = 1:(s < 3 ? 0 : 5)] NaN with lines lt kind[i] \
             title name(cs[i])
}
unset multiplot
