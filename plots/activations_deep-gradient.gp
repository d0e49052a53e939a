# activations_deep-gradient.gp -- length of δ in each hidden layer, at the start
width = 860; height = 500
load "plots/style.gp"
set datafile missing NaN
array neuron[4] = ["sigmoid", "tanh", "relu", "small_relu"]
array said[4] = ["sigmoid, Var[w] = 1/N_{in}", "tanh, 1/N_{in}", \
                 "ReLU, 2/N_{in} (He)", "ReLU, 1/N_{in}"]
of(k) = strcol("neuron") eq neuron[k] ? column("length") : NaN
stats dat index "gradients" using "layer" name "layer" nooutput
set title "Before learning: ".caption noenhanced
set logscale y; set format y "10^{%L}"; set xrange [0.5:layer_max + 0.5]
set xtics 1; set xlabel "hidden layer"; set ylabel "‖δ‖"
set key bottom right enhanced spacing 1.2
plot for [k = 1:4] dat index "gradients" using "layer":(of(k)) \
     with linespoints lt k title said[k]
