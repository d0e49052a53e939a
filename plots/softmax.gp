# softmax.gp -- three positions of the slider z4; softmax stacks up to 1
width = 1100; height = 560
load "plots/style.gp"
do for [i = 1:3] {
    stats dat index "sliders" every ::(4 * i - 4)::(4 * i - 1) using "z4" \
        name "slider".i nooutput
}
set multiplot title "Softmax and sigmoids of the same z: ".caption noenhanced
set style fill solid 0.8 noborder
unset key
set tics scale 0

# Left: the text's three pictures, a slider and a bar per neuron.
set yrange [4.6:0.4]; set ytics 1; set format y "a_%.0f"
set lmargin 0; set rmargin 0; set bmargin 0; set tmargin 0
set xrange [0:1.15]; set xtics 0.25; set xlabel "output"
width_of_panel = 0.175
do for [i = 1:3] {
    set size width_of_panel, 0.66
    set origin 0.05 + (i - 1) * 0.205, 0.17
    set title sprintf("slider at z₄ = %g", value("slider".i."_max"))
    plot dat index "sliders" using (column("slider") == i ? \
             column("softmax") / 2 : NaN):"neuron": \
             (column("softmax") / 2):(0.28):"neuron" \
             with boxxyerror lc variable, \
         "" index "sliders" using (column("slider") == i ? \
             column("softmax") + 0.03 : NaN):"neuron": \
             (sprintf("%.3f", column("softmax"))) with labels left, \
         "" index "sliders" using (column("slider") == i ? 1.14 : NaN): \
             (column("neuron") - 0.36): \
             (sprintf("z_%.0f = %g", column("neuron"), column("z"))) \
             with labels right font ",12" tc rgb "#666666"
}

# Right: the same bars on top of each other, and those of the sigmoids.
set size 0.27, 0.66; set origin 0.7, 0.17
set title "stacked up: softmax (left), sigmoids (right)"
set xrange [0.4:3.6]; set xtics 1; set xlabel "slider position"
set yrange [0:4.3]; set ytics 1; set format y "%g"; set ylabel "sum of outputs"
plot dat index "sliders" using (column("slider") - 0.2): \
         (column("foot") + column("softmax") / 2):(0.17): \
         (column("softmax") / 2):"neuron" with boxxyerror lc variable, \
     "" index "sliders" using (column("slider") + 0.2): \
         (column("sigmoids") + column("sigmoid") / 2):(0.17): \
         (column("sigmoid") / 2):"neuron" with boxxyerror lc variable, \
     "" index "sliders" using (column("slider") - 0.2): \
         (column("neuron") == 4 ? \
             column("foot") + column("softmax") + 0.13 : NaN): \
         (sprintf("%.2f", column("foot") + column("softmax"))) \
         with labels, \
     "" index "sliders" using (column("slider") + 0.2): \
         (column("neuron") == 4 ? \
             column("sigmoids") + column("sigmoid") + 0.13 : NaN): \
         (sprintf("%.2f", column("sigmoids") + column("sigmoid"))) \
         with labels
unset multiplot
