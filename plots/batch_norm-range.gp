# batch_norm-range.gp -- at which rates, from which starts, with which batches:
# a point for each seed, a line for their mean
width = 1150; height = 480
load "plots/style.gp"
set datafile missing NaN
set multiplot layout 1, 3 title "Accuracy at the end: ".caption noenhanced
set yrange [0:100]; set ylabel "accuracy on validation images in %"
set logscale x
unset key
array way[3] = ["none", "before", "after"]
array name[3] = ["without", "before σ", "after σ"]
array colour[3] = [8, 1, 5]
of(i) = strcol("way") eq way[i] && column("epoch") == last_max ? \
        column("accuracy") : NaN
array heading[3] = ["rates", "starts", "batches, half the images"]
array label[3] = ["learning rate η", "start: times N(0, 1/n)", \
                  "examples in a mini-batch, m"]
do for [k = 1:3] {
    block = word("rates starts batches", k)
    stats dat index block using "epoch" name "last" nooutput
    set title sprintf("%s, after %d epochs", heading[k], last_max)
    set xlabel label[k] noenhanced
    if (k == 1) { set xrange [0.07:43]; set xtics (0.1, 0.3, 1, 3, 10, 30) }
    if (k == 2) { set xrange [0.007:14]; set xtics (0.01, 0.1, 0.3, 1, 3, 10) }
    if (k == 3) { set xrange [0.75:85]; set xtics (1, 2, 4, 8, 16, 64) }
    ways = k == 1 ? 3 : 2
    plot for [i = 1:ways] dat index block using "value":(of(i)) \
             smooth unique lt colour[i] notitle, \
         for [i = 1:ways] "" index block using "value":(of(i)) \
             with points lt colour[i] pt 7 ps 0.8 notitle, \
         for [i = 1:3] NaN lt colour[i] title name[i]
    set ylabel ""; unset key
    if (k == 1) { set key at graph 0.5, 0.55 right }
}
unset multiplot
