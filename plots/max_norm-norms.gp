# max_norm-norms.gp -- how long the weights of each neuron have become
width = 1100; height = 520
load "plots/style.gp"
set multiplot title "Length of the weights of each neuron, at the end: " \
    .caption noenhanced
set datafile missing NaN
of(set, c, layer, what) = strcol("set") eq set && column("c") == c && \
    column("layer") == layer ? column(what) : NaN
set logscale y; set yrange [0.8:400]; set ytics (1, 2, 3, 4, 10, 28, 100, 300)
set ylabel "‖w‖ of a neuron"
array cs[4] = [4, 3, 2, 1]
array kind[4] = [1, 3, 5, 2]
do for [layer = 2:3] {
    set size (layer == 2 ? 0.4 : 0.6), 0.92
    set origin 0.4 * (layer - 2), 0
    if (layer == 2) { unset key } else { set key outside right samplen 2 }
    set title layer == 2 ? "hidden neurons, 784 weights each" : \
        "output neurons, 100 weights each"
    set xlabel "neurons, the longest first"; set xrange [0:*]
    plot dat index "norms" using (of("fast", 0, layer, "rank")):"norm" \
             with linespoints lt 4 title "η 20 times, no bound", \
         "" index "norms" using (of("large", 0, layer, "rank")):"norm" \
             with linespoints lt 7 title "N(0, 1), no bound", \
         "" index "norms" using (of("small", 0, layer, "rank")):"norm" \
             with linespoints lt 8 title "N(0, 1/n_in), no bound", \
         for [i = 1:4] "" index "norms" using \
             (of("small", cs[i], layer, "rank")):"norm" with linespoints \
             lt kind[i] title sprintf("N(0, 1/n_in), c = %g", cs[i])
}
unset multiplot
