# drifting.gp -- what the last hidden layer reads, step by step: a band for each
# of a few neurons, mean and standard deviation over the batch
width = 1150; height = 500
load "plots/style.gp"
set datafile missing NaN
set multiplot layout 1, 2 title "What the last hidden layer reads: ".caption \
    noenhanced
set xlabel "step"; set ylabel "mean ± standard deviation over the batch"
unset key; set autoscale xfix
stats dat index "bands" using "neuron" name "neuron" nooutput
stats dat index "bands" using (column("mean") - column("sd")) name "low" nooutput
stats dat index "bands" using (column("mean") + column("sd")) name "high" nooutput
set yrange [floor(low_min):ceil(high_max)]
mine(way, j) = column("with") == way && column("neuron") == j
mean(way, j) = mine(way, j) ? column("mean") : NaN
edge(way, j, s) = mine(way, j) ? column("mean") + s * column("sd") : NaN
do for [way = 0:1] {
    set title way ? "with batch normalisation: ẑ" : "without: z"
    plot for [j = 0:neuron_max] dat index "bands" using "step": \
             (edge(way, j, -1)):(edge(way, j, 1)) with filledcurves lt j + 1 \
             fs transparent solid 0.2, \
         for [j = 0:neuron_max] "" index "bands" using "step":(mean(way, j)) \
             with lines lt j + 1
    set ylabel ""
}
unset multiplot
