# learning_rate.gp -- the slides' curves, loss by epoch, a line for each rate;
# and the run that ends in NaN, all the way up
width = 1250; height = 540
load "plots/style.gp"
set multiplot title "Learning rates: ".caption noenhanced
set datafile missing NaN
set logscale y; set format y "10^{%T}"
set xlabel "epoch"
array colour[8] = [6, 3, 5, 2, 6, 3, 5, 2]
array words[8] = ["too low", "good", "high", "too high", \
                  "too low", "good", "too high", "much too high"]
array etas[9]; array steps[9]; array broke[9]
do for [k = 0:8] {
    stats dat index "runs" every ::k::k using "eta" name "eta" nooutput
    stats dat index "runs" every ::k::k using "steps" name "steps" nooutput
    stats dat index "runs" every ::k::k using "broke" name "broke" nooutput
    etas[k + 1] = eta_max; steps[k + 1] = steps_max; broke[k + 1] = broke_max
}
name(k) = sprintf("η = %g: %s%s", etas[k + 1], words[k + 1], \
    broke[k + 1] > 0 ? ", NaN" : "")
of(k) = column("run") == k && column("cost") < 1e300 ? column("cost") : NaN

set size 0.4, 0.94; set origin 0, 0
set title "ten linear neurons, squared cost"
set ylabel "cost of mini-batches"
set xrange [0:*]; set yrange [0.1:1e10]; set key top right
plot for [k = 3:0:-1] dat index "curves" using "epoch":(of(k)) \
    with lines lt colour[k + 1] title name(k)

set size 0.37, 0.94; set origin 0.4, 0
set title "hidden sigmoids, softmax, log-likelihood"
unset ylabel
set arrow 1 from graph 0, first log(10) to graph 1, first log(10) nohead lt 7 \
    lw 1 dt 3
set label 1 "guessing: ln 10" at graph 0.99, first log(10) right offset 0, 0.6
plot for [k = 7:4:-1] dat index "curves" using "epoch":(of(k)) \
    with lines lt colour[k + 1] title name(k)

set size 0.23, 0.94; set origin 0.77, 0
unset arrow 1; unset label 1; unset key
set title sprintf("η = %g, all the way", etas[4])
set xtics 0.2; unset mytics
set yrange [0.1:1e80]; set format y "10^{%T}"
set label 2 sprintf("%d steps", steps[4]) at graph 0.95, 0.08 right
plot dat index "curves" using "epoch":(of(3)) with linespoints lt 2 ps 0.4
unset multiplot
