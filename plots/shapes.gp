# shapes.gp -- KSH's layers as boxes, half on each GPU; neurons and parameters
width = 1100; height = 700
load "plots/style.gp"
set multiplot title "A network, layer by layer: ".caption font ",13" noenhanced
stats dat index "layers" using "order" name "order" nooutput
stats dat index "layers" using (column("depth") > 0 ? column("neurons") : 0) \
    name "neurons" nooutput
stats dat index "layers" using "parameters" name "learned" nooutput
stats dat index "layers" using "groups" name "groups" nooutput
rows = groups_max > 1 ? "10 -10" : "0"
unset key
set lmargin at screen 0.06; set rmargin at screen 0.985
set xrange [-0.6:order_max + 0.6]

# Boxes: height and depth are a map's side, the width is the number of maps; of
# all, the root.  Dense layers are columns of neurons.  Pools are not drawn.
set tmargin at screen 0.92; set bmargin at screen 0.47
unset border; unset tics; unset grid
set style fill solid 1 border lc rgb "#666666"
set yrange [-18:19.5]
at(x) = column("depth") > 0 ? column("order") + x : NaN
image(x) = stringcolumn("word") eq "image" ? x : NaN
map(x) = column("side") > 1 ? x : 0
w(x) = column("side") > 1 ? 0.018 * sqrt(column("maps") / 2) : 0.04
h(x) = 0.45 * sqrt(column("side") > 1 ? column("side") : column("maps") / 40)
back(x) = map(0.6 * h(0)); aside(x) = map(0.04 * h(0))    # drawn slantingly
crossing(x) = groups_max > 1 && column("groups") == 1 && column("order") > 1 ? at(x) : NaN
from(y) = column("order") == 1 ? 0.25 * y : y + 0         # the image is one
set style arrow 1 nohead lc rgb "#666666" lw 1
# Two styles that are almost the same: gnuplot's svg fills the heads of the
# second of two plots with equal lines.
set style arrow 2 head nofilled size 0.09, 20 fixed lc rgb "#999999" lw 1.5
set style arrow 3 head nofilled size 0.09, 20 fixed lc rgb "#999999" lw 1.4
into(y) = y > 0 ? 2 : 3
if (groups_max > 1) {
    set label "half of the maps on one GPU" at -0.45, 18.8
    set label "and half on the other" at -0.45, -16.5
}
plot dat index "layers" using (image(0)):(0):(0.018 * sqrt(column("maps"))): \
         (0.45 * sqrt(column("side"))) with boxxyerror fc rgb "#dddddd", \
     for [y in rows] "" index "layers" using (at(-0.68)):(from(y)):(0.36): \
         (y - from(y)) with vectors arrowstyle into(y), \
     for [y in rows] "" index "layers" using (crossing(-0.68)):(y + 0): \
         (0.36):(-2 * y) with vectors arrowstyle into(y), \
     for [y in rows] for [side in "-1 1"] "" index "layers" \
         using (at(side * w(0))):(y + h(0)):(aside(0)):(back(0)) \
         with vectors arrowstyle 1, \
     for [y in rows] "" index "layers" \
         using (at(w(0))):(y - h(0)):(aside(0)):(back(0)) \
         with vectors arrowstyle 1, \
     for [y in rows] "" index "layers" \
         using (at(aside(0) - w(0))):(y + h(0) + back(0)):(2 * w(0)):(0) \
         with vectors arrowstyle 1, \
     for [y in rows] "" index "layers" \
         using (at(aside(0) + w(0))):(y + back(0) + h(0)):(0):(-2 * h(0)) \
         with vectors arrowstyle 1, \
     for [y in rows] "" index "layers" using (at(0)):(y + 0):(w(0)):(h(0)) \
         with boxxyerror fc rgb (y >= 0 ? "#cfe3f1" : "#fde8c8"), \
     "" index "layers" using (at(0)):(groups_max > 1 ? 0 : -10.5):(column("side") > 1 ? \
         sprintf("%.0f × %.0f\n%.0f maps", column("side"), column("side"), \
                 column("maps")) : sprintf("%.0f\nneurons", column("maps"))) \
         with labels, \
     "" index "layers" using (image(0)):(-8.7):(sprintf("%.0f × %.0f × %.0f", \
         column("maps"), column("side"), column("side"))) with labels
unset label

# Bars
set border 3 lc rgb "#666666"; set grid y; set ytics nomirror 0, 20, 100
set style fill solid 0.9 noborder; set boxwidth 0.5
set ylabel "in %" offset 1.5; top = 165.0
set xtics nomirror 1; set xtics scale 0; set format x ""
round(x) = x >= 1e6 ? sprintf("%.1f M", x / 1e6) : sprintf("%.0f", x)
set tmargin at screen 0.43; set bmargin at screen 0.265
set yrange [0:top * neurons_max / neurons_sum]
set label sprintf("neurons: %.0f", neurons_sum) at graph 0.02, 0.88
plot dat index "layers" using (at(0)):(100 * column("neurons") / neurons_sum) \
         with boxes lt 1, \
     "" index "layers" using (at(0)):(100 * column("neurons") / neurons_sum): \
         (round(column("neurons"))) with labels offset 0, 0.6
unset label
set tmargin at screen 0.24; set bmargin at screen 0.075
set format x "%.0f"; set xlabel "layers that learn (0: the image)" offset 0, 0.5
set yrange [0:top * learned_max / learned_sum]
set label sprintf("parameters: %.0f", learned_sum) at graph 0.02, 0.88
plot dat index "layers" using (at(0)): \
         (100 * column("parameters") / learned_sum) with boxes lt 2, \
     "" index "layers" using (at(0)): \
         (100 * column("parameters") / learned_sum): \
         (round(column("parameters"))) with labels offset 0, 0.6
unset multiplot
