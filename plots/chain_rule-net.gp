# chain_rule-net.gp -- a network forwards and backwards; the ways of a weight
width = 1200; height = 620
load "plots/style.gp"
stats dat index "units" using "x":"y" name "net" nooutput
set multiplot title caption noenhanced
unset key; unset border; unset tics; unset grid
set xrange [0.6:net_max_x + 0.4]; set yrange [net_min_y - 0.6:net_max_y + 0.6]
set style fill solid 1 border lt 7
set style textbox opaque noborder fc "white"
set margins 1, 1, 1, 3
blue = "#0072b2"; red = "#d55e00"
is(yes) = column("on") == yes ? column("x") : NaN
name(x) = x == net_max_x ? "E = " : ""

set size 0.5, 0.7; set origin 0, 0.24
set title "forwards: the output of every neuron, and the error →"
plot dat index "edges" using "x":"y":"dx":"dy" with vectors lt 8 lw 1, \
     "" index "units" using "x":"y":(0.14) with circles fc rgb "#cfe3f1", \
     "" index "units" using "x":(column("y") - 0.27): \
         (sprintf("%s%.3g", name(column("x")), column("value"))) \
         with labels boxed tc rgb blue

set origin 0.5, 0.24
set title "← backwards: dE/d(output), and the four ways of w_{13}, red"
plot dat index "edges" using (is(0)):"y":"dx":"dy" with vectors nohead lt 8 \
         lw 0.5, \
     "" index "edges" using (is(1) + column("dx")): \
         (column("y") + column("dy")):(-column("dx")):(-column("dy")) \
         with vectors lc rgb red lw 2.5, \
     "" index "units" using "x":"y":(0.14) with circles fc rgb "#f6c7a8", \
     "" index "units" using "x":(column("y") - 0.27): \
         (sprintf("%.2g", column("gradient"))) with labels boxed tc rgb red, \
     "" index "edges" using (column("x") == 1 ? is(1) + 0.45 : NaN): \
         (column("y") + 0.45 * column("dy")): \
         (sprintf("dE/dw_{13}\n%.3g", column("gradient"))) \
         with labels boxed tc rgb red font ",12"

set size 1, 0.28; set origin 0, 0
set title "each way: edge 4 × edge 3 × edge 2 × target edge; " \
    ."added, they are dE/dw_{13}"
set xrange [0:1]; set yrange [-5:0.5]
plot dat index "paths" using (0.5):(-column(0) - 0.2): \
         (sprintf("over neurons 3, %.0f, %.0f:   %.3g × %.3g × %.3g × %.3g  " \
         ."=  %.3g", column("i"), column("j"), column("edge4"), \
         column("edge3"), column("edge2"), column("target"), \
         column("product"))) with labels, \
     "" index "edges" using (column("x") == 1 ? is(1) - 0.5 : NaN):(-4.4): \
         (sprintf("dE/dw_{13} = %.3g", column("gradient"))) \
         with labels tc rgb red
unset multiplot
