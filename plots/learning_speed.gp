# learning_speed.gp -- the first neurons of both hidden layers, with their bars
width = 760; height = 640
load "plots/style.gp"
stats dat index "bars" using "slope" name "slope" nooutput
stats dat index "bars" using "neuron" name "neuron" nooutput
set title "|∂C/∂b| of the first neurons, right after the start:\n".caption \
    noenhanced
set xrange [0.5:2.6]; set yrange [neuron_max + 0.7:-0.1]
unset border; unset tics; unset grid; unset key
set style fill solid 0.9 noborder
r = 0.105                                   # the longest bar fills a neuron
long(s) = s / slope_max * 1.7 * r
plot dat index "bars" using "layer":"neuron":(r) with circles lc rgb "#dfeaf3" \
         fs solid, \
     "" index "bars" using (column("layer") - 0.85 * r):"neuron": \
         (column("layer") - 0.85 * r): \
         (column("layer") - 0.85 * r + long(column("slope"))): \
         (column("neuron") - 0.12):(column("neuron") + 0.12) with boxxyerror \
         lt 2, \
     "" index "bars" using (column("layer") + 0.2):"neuron": \
         (sprintf("%.4f", column("slope"))) with labels left, \
     "+" using (1):(0.2):("hidden layer 1") every ::0::0 with labels, \
     "+" using (2):(0.2):("hidden layer 2") every ::0::0 with labels
