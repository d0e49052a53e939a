# layer_by_layer.gp -- the network 2-2-4-3-2 with all its deltas
width = 1100; height = 580
load "plots/style.gp"
set title "Deltas, step by step: ".caption noenhanced
unset border; unset tics; unset grid; unset key
set xrange [0.6:5.4]; set yrange [-2.2:2.45]
set style fill solid 1 border lt 7
hidden(value) = column("layer") > 1 ? value : NaN
input(value) = column("layer") == 1 ? value : NaN
do for [l = 2:5] {
    set label sprintf("step %d", 6 - l) at l, 2.3 center tc lt 1
}
set label "sample" at 1, 2.3 center
do for [l = 1:4] {
    set arrow from l + 0.75, 2.3 to l + 0.25, 2.3 lt 1 lw 2
}
set label "in a neuron: its output above, its delta below;  " \
    ."lines: weights, blue above 0, orange below" at 3, -2.1 center
plot dat index "weights" using "layer":"y":(1):"dy":(column("w") < 0 ? 5 : 6) \
         with vectors nohead lc variable lw 1.2, \
     "" index "neurons" using "layer":"y":(0.17) with circles \
         fc rgb "#fde8c8", \
     "" index "neurons" using "layer":(hidden(column("y") + 0.12)): \
         (sprintf("%.2f", column("output"))) with labels tc lt 7, \
     "" index "neurons" using "layer":(hidden(column("y") - 0.12)): \
         (sprintf("%.2f", column("delta"))) with labels tc lt 1, \
     "" index "neurons" using "layer":(input(column("y"))): \
         (sprintf("%.2f", column("output"))) with labels tc lt 7
