# paths.gp -- one path of a weight to the cost, and what every path adds
width = 1100; height = 500
load "plots/style.gp"
stats dat index "edges" using "x":"y" name "edges" nooutput
stats dat index "paths" using "rate" name "paths" nooutput
cost = edges_max_x + 1
set multiplot title "All ways of w²₂₁ to the cost: ".caption noenhanced

set size 0.6, 0.92; set origin 0, 0
set margins 1, 1, 1, 3
set title "the path that adds most: multiply along it"
unset key; unset border; unset tics; unset grid
set xrange [0.6:cost + 0.4]
set yrange [edges_min_y - 0.9:edges_max_y + 0.9]
set style fill solid 1 border lt 7
set style textbox opaque noborder fc "white"
on(wanted) = column("on") == wanted ? column("x") : NaN
name(l) = l == 1 ? "∂a²/∂w²" : l == cost - 1 ? "∂C/∂a⁴" \
        : l == 2 ? "∂a³/∂a²" : "∂a⁴/∂a³"
set for [l=1:cost - 1] label (l == 1 ? "inputs" : l == cost - 1 ? "outputs" \
        : sprintf("layer %d", l)) at l, edges_min_y - 0.7 center
plot dat index "edges" using (on(0)):"y":"dx":"dy" with vectors nohead \
         lc rgb "#cccccc" lw 1, \
     "" index "edges" using (on(1)):"y":"dx":"dy" with vectors lt 2 lw 4 \
         nohead, \
     "" index "edges" using "x":"y":(0.13) with circles fc rgb "#cfe3f1", \
     "" index "edges" using (on(1)):"y":(0.13) with circles fc rgb "#f6c7a8", \
     "" index "edges" using (cost):(0 * column("y")):(0.17) every ::::0 \
         with circles fc rgb "#fde8c8", \
     "" index "edges" using (cost):(0 * column("y")):("C") every ::::0 \
         with labels font ",18", \
     "" index "edges" using (on(1) + 0.5): \
         (column("y") + column("dy") / 2.0): \
         (sprintf("%s\n%.4g", name(column("x")), column("rate"))) \
         with labels boxed font ",13"
unset label; unset object

set size 0.4, 0.92; set origin 0.6, 0
set margins 9, 2, 5, 3
set title "what each path adds to ∂C/∂w²₂₁"
set border 3 lc rgb "#666666"; set tics nomirror scale 0.5
set grid ytics; set xtics rotate by -55 noenhanced
set style fill solid 0.8 noborder
set autoscale; set xrange [-0.7:paths_records - 0.3]; set yrange [*:*]
set xlabel "path: its neuron in layers 2–3–4" offset 0, -0.4; set ylabel "rate"
set boxwidth 0.7; set format y "%.1te%T"
set xzeroaxis lt 7 lw 1
is_sum(p) = p eq "sum"
plot dat index "paths" using 0:(is_sum(strcol("path")) ? NaN : \
         column("rate")):xtic(1) with boxes lt 2, \
     "" index "paths" using 0:(is_sum(strcol("path")) ? column("rate") : NaN) \
         with boxes lt 1
unset multiplot
