# loss_curves.gp -- a rate too large, too late lowered, right; and two models
width = 1100; height = 480
load "plots/style.gp"
set multiplot title "Loss over the epochs: ".caption noenhanced
set key top right opaque
array rate[5]; array neurons[5]
do for [k=1:5] {
    stats dat index "models" using "eta" every ::k-1::k-1 name "eta" nooutput
    stats dat index "models" using "width" every ::k-1::k-1 name "width" \
        nooutput
    rate[k] = eta_max; neurons[k] = width_max
}
stats dat index "good" using "epoch" name "epoch" nooutput
late(y) = 2 * column("epoch") >= epoch_max ? y : NaN

set xlabel "epoch"; set ylabel "loss" offset 1
set size 0.5, 0.93; set origin 0, 0
set title "3 hidden layers of 8, on the spiral"
set yrange [0:1.4]; set xrange [0:*]
plot dat index "large" using "epoch":"loss" with lines lt 2 lw 0.8 \
         title sprintf("η = %g", rate[1]), \
     "" index "lowered" using "epoch":(late(column("loss"))) \
         with lines lt 7 lw 0.8 \
         title sprintf("η = %g, lowered half way to %g", rate[2], rate[3]), \
     "" index "good" using "epoch":"loss" with lines lt 1 lw 0.8 \
         title sprintf("η = %g", rate[3])

set origin 0.5, 0
set title "one hidden layer, two models look for a disc"
set yrange [0:0.95]; set xtics 3
plot dat index "first_model" using "epoch":"loss" with lines lt 1 lw 1.2 \
         title sprintf("model #1: %g neurons, η = %g", neurons[4], rate[4]), \
     "" index "second_model" using "epoch":"loss" with lines lt 2 lw 1.2 \
         title sprintf("model #2: %g neurons, η = %g", neurons[5], rate[5]), \
     "" index "crossings" using "epoch":"loss" with points lt 7 ps 1 \
         title "they cross"
unset multiplot
