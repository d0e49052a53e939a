# other_neurons.gp -- how wrong ∂C/∂w is in each layer, with f′ and without
load "plots/style.gp"
set title "Backpropagation against small changes of each weight: ".caption \
    noenhanced
set xlabel "layer that the weights lead into"; set xtics 1
set ylabel "largest error, as a share of the gradient"
set logscale y; set format y "10^{%L}"
set xrange [1.5:4.5]; set yrange [1e-13:1e3]
set key top right
set label "one neuron of layer 3 has f = sin" at 2.96, 20 right
set arrow from 3, 10 to 3, 2 lt 7 lw 1
plot dat index "errors" using "layer":"forgotten" with linespoints lt 2 ps 1.2 \
         title "one sine neuron, σ′ left in place", \
     "" index "errors" using "layer":"right" with linespoints lt 1 ps 1.2 \
         title "one sine neuron, with its own f′", \
     "" index "errors" using "layer":"linear" with linespoints lt 3 ps 1.2 \
         title "all neurons linear, f′ = 1"
