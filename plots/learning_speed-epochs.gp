# learning_speed-epochs.gp -- speed of each layer while the network learns
width = 1150; height = 480
load "plots/style.gp"
set datafile missing NaN
set multiplot layout 1, 3 title "Speed of learning: ".caption noenhanced
set xlabel "epoch (a step of batch descent)"; set ylabel "‖∂C/∂b‖"
stats dat index "speeds" using "speed" name "speed" nooutput
low = speed_min > 0 && speed_min < 1e-6 ? 10 ** floor(log10(speed_min)) : 1e-6
set logscale y; set format y "10^{%L}"; set yrange [low:1]; set key top right
of(hidden, l) = column("hidden") == hidden && column("layer") == l ? \
                column("speed") : NaN
do for [hidden = 2:4] {
    set title sprintf("%d hidden layers", hidden)
    plot for [l = 1:hidden] dat index "speeds" using "epoch": \
         (of(hidden, l)) with lines lt l title sprintf("hidden layer %d", l)
    set ylabel ""
}
unset multiplot
