# schedule-change.gp -- Adam first, SGD later; and what it has to be compared to
width = 1150; height = 540
load "plots/style.gp"
set multiplot layout 1, 2 title "Adam first, SGD later: ".caption noenhanced
set datafile missing NaN
set xlabel "epoch"; set xrange [0:*]
set logscale y; set format y "%g"
set ytics (0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16, 0.2, \
    0.3, 0.5)
set autoscale yfix; set offsets 0, 0, graph 0.06, graph 0.06
of(run, what) = strcol("run") eq run && column("epoch") > 0 \
    ? column(what) : NaN
runs = "constant drop_adam change adam one_over_t"
names = "'SGD + momentum' 'Adam, its rate drops' " \
    ."'Adam, then SGD + momentum' 'Adam' 'SGD + momentum, 1/t'"
array colour[5] = [8, 5, 2, 1, 3]

set ylabel "cost"
set title "cost on the training images"
unset key
plot for [i = 1:5] dat index "runs" using "epoch":(of(word(runs, i), "train")) \
    with lines lt colour[i] title word(names, i)

set title "cost on the validation images"
set key top right
plot for [i = 1:5] dat index "runs" \
    using "epoch":(of(word(runs, i), "validation")) with lines lt colour[i] \
    title word(names, i)
unset multiplot
