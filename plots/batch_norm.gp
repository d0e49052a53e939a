# batch_norm.gp -- accuracy by epoch, with and without, at three rates: a point
# for each seed, a line for their mean
width = 1150; height = 480
load "plots/style.gp"
set datafile missing NaN
set multiplot layout 1, 3 title "Batch normalisation: ".caption noenhanced
set xlabel "epoch"; set xrange [0:*]; set xtics 1
set yrange [0:100]; set ylabel "accuracy on validation images in %"
set key at graph 1, 0.55 right
array way[3] = ["none", "before", "after"]
array name[3] = ["without", "before σ", "after σ"]
array colour[3] = [8, 1, 5]
of(i, eta) = strcol("way") eq way[i] && \
             abs(column("value") / eta - 1) < 1e-3 ? column("accuracy") : NaN
do for [eta in "0.1 1 10"] {
    set title "η = ".eta
    plot for [i = 1:3] dat index "rates" using "epoch":(of(i, eta + 0)) \
             smooth unique lt colour[i] title name[i], \
         for [i = 1:3] "" index "rates" using "epoch":(of(i, eta + 0)) \
             with points lt colour[i] pt 7 notitle
    set ylabel ""; unset key
}
unset multiplot
