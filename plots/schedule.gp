# schedule.gp -- three schedules for SGD with momentum
width = 1250; height = 500
load "plots/style.gp"
set multiplot layout 1, 3 title "A rate that falls, SGD with momentum: " \
    .caption noenhanced
set datafile missing NaN
set xlabel "epoch"; set xrange [0:*]
set logscale y; set format y "%g"
of(run, what) = strcol("run") eq run ? column(what) : NaN
late(run, what) = column("epoch") > 0 ? of(run, what) : NaN
runs = "constant step one_over_t"
names = "'constant' 'step' '1/t'"
array colour[3] = [8, 2, 3]

set title "learning rate"
set ylabel "η"
set ytics (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1)
set autoscale yfix; set offsets 0, 0, graph 0.06, graph 0.06; unset key
plot for [i = 1:2] dat index "runs" \
    using "epoch":(of(word(runs, i), "eta")) with fsteps lt colour[i], \
    "" index "runs" using "epoch":(of("one_over_t", "eta")) with lines \
    lt colour[3]

set title "cost on the training images"
set ylabel "cost"
set ytics (0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16, 0.2, \
    0.3, 0.5); set key top right
plot for [i = 1:3] dat index "runs" \
    using "epoch":(late(word(runs, i), "train")) with lines lt colour[i] \
    title word(names, i)

set title "cost on the validation images"
plot for [i = 1:3] dat index "runs" \
    using "epoch":(late(word(runs, i), "validation")) with lines \
    lt colour[i] title word(names, i)
unset multiplot
