# shortcut.gp -- length of the gradient in each block, before the first step
width = 1150; height = 520
load "plots/style.gp"
set datafile missing NaN
stats dat index "lengths" using "depth" name "depth" nooutput
set multiplot title "Length of the gradient before the first step: ".caption \
    noenhanced
set xlabel "block, from the input up"; set ylabel "‖∂C/∂w‖"
set logscale y; set format y "10^{%L}"; unset mytics; unset key; set xrange [0:*]
kinds = "sigmoid sigmoid_summed relu relu_normed relu_summed"
array name[5] = ["sigmoid, plain", "sigmoid, shortcuts", "ReLU, plain", \
    "ReLU, batch norm., plain", "ReLU, batch norm., shortcuts"]
array colour[5] = [8, 1, 5, 2, 3]
of(kind, deep) = strcol("kind") eq kind && column("deep") == deep ? \
                 column("length") : NaN
stats dat index "lengths" using "length" name "length" nooutput
set yrange [length_min / 10:length_max * 10]
do for [deep = 0:1] {
    set origin deep ? 0.38 : 0, 0; set size deep ? 0.62 : 0.38, 0.93
    set title sprintf("%d layers", deep ? depth_max : depth_min)
    if (deep) { set key outside right center Left reverse width -3; set ylabel "" }
    plot for [i = 1:5] dat index "lengths" using "block": \
             (of(word(kinds, i), deep)) with linespoints lt colour[i] pt 7 \
             title name[i]
}
unset multiplot
