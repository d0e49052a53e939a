# activations.gp -- every function of table 2.1, with its slope
width = 1160; height = 640
load "plots/style.gp"
names = system("awk '/^# table/ {on = 1; getline; next} /^$/ {on = 0} \
                     on {print $1}' '".dat."'")
title_of(name) = name eq "identity" ? "identity: z" : \
    name eq "linear" ? "linear: 4z" : \
    name eq "step" ? "step: 1 if z ≥ 0, else 0" : \
    name eq "sigmoid" ? "sigmoid: 1 / (1 + exp(-z))" : \
    name eq "softmax" ? "softmax: z beside 1 and 0" : \
    name eq "tanh" ? "tanh: 2 σ(2z) - 1" : \
    name eq "relu" ? "ReLU: max(0, z)" : \
    name eq "leaky_relu" ? "leaky ReLU: max(0.01 z, z)" : name
z_of(name) = strcol("function") eq name ? column("z") : NaN
rows = (words(names) + 3) / 4

set multiplot title "Activation functions and their slopes"
set label 1 "function f" at screen 0.65, 0.968 left tc lt 1
set label 2 "slope f′ (dashed)" at screen 0.74, 0.968 left tc lt 2
set xrange [-4:4]; set xtics 2; set xlabel "z" offset 0, 0.5
set xzeroaxis lt 1 lw 1 lc rgb "#999999"
unset key
do for [i = 1:words(names)] {
    name = word(names, i)
    set size 0.25, 0.95 / rows
    set origin (i - 1) % 4 * 0.25, 0.95 * (1 - ((i - 1) / 4 + 1.0) / rows)
    set title title_of(name) noenhanced
    # Two scales: one for functions within -1 ... 1, one for the others.
    stats [-4:4] dat index "curves" using (z_of(name)):"f" nooutput
    if (STATS_max_y > 1.2) { set yrange [-1.2:4.3]; set ytics 1 } \
    else { set yrange [-1.2:1.25]; set ytics 0.5 }
    plot dat index "curves" using (z_of(name)):"f" with lines lt 1 lw 3, \
         "" index "curves" using (z_of(name)):"slope" \
             with lines lt 2 dt (6, 4), \
         "" index "table" using (0):(strcol(1) eq "step" && name eq "step" ? \
             column("f_0") : NaN) with points lt 1 ps 0.8
    unset label 1; unset label 2
}
unset multiplot
