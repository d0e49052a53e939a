# remedies.gp -- each remedy alone, and all without it
width = 1200; height = 520
load "plots/style.gp"
set datafile missing NaN
set multiplot title "Remedies: ".caption.\
    "\nbars: mean, dots: single seeds" noenhanced
array named[9] = ["nothing", "mini-batches", "momentum", "adaptive rate", \
    "start (Xavier; He)", "start, times 4", "ReLU", "batch normalisation", \
    "shortcuts"]
# remedies.c: a set is a sum of bits
array alone[9] = [0, 1, 3, 5, 9, 129, 17, 33, 65]
array all_but[9] = [127, 126, 125, 123, 119, -1, 111, 95, 63]
row_alone(set) = sum [i = 1:9] (alone[i] == set ? i : 0)
row_all_but(set) = sum [i = 1:9] (all_but[i] == set ? i : 0)
# a little up or down, so that dots do not hide each other
aside(seed) = 0.15 * (int(seed) % 3 - 1)
# sets that do not belong here get row 0, outside
set yrange [9.6:0.4]; set border 1; unset key
set ytics scale 0 ("" 0)
set for [i = 1:9] ytics add (named[i] i)
unset grid; set grid x
set tmargin screen 0.80; set bmargin screen 0.13

set lmargin screen 0.15; set rmargin screen 0.37
set title "how much of δ reaches layer 1"
set xlabel "‖δ^1‖ / ‖δ^H‖ before learning"
set logscale x; set format x "10^{%L}"
set xtics 1e-10, 100; unset mxtics
set xrange [*:10]
set arrow 1 from 1, graph 0 to 1, graph 1 nohead lc rgb "#999999" dt 2
plot dat index "dots" using "arrives": \
         (row_alone(column("set")) + aside(column("seed"))) \
         with points lt 1 pt 7 ps 0.5
unset arrow 1

set ytics ("" 0)
unset logscale x; set format x "%g"; set xrange [0:100]; set xtics 0, 20
set xlabel "validation accuracy in %"
set lmargin screen 0.40; set rmargin screen 0.67
set title "with mini-batches and this one alone"
plot dat index "bars" using (0):(row_alone(column("set"))):(0):"accuracy": \
         (row_alone(column("set")) - 0.35):(row_alone(column("set")) + 0.35) \
         with boxxyerror lt 1 fs solid 0.4, \
     "" index "dots" using "accuracy": \
         (row_alone(column("set")) + aside(column("seed"))) \
         with points lt 7 pt 7 ps 0.35
set lmargin screen 0.71; set rmargin screen 0.98
set title "all but this one"
plot dat index "bars" using (0):(row_all_but(column("set"))):(0): \
         "accuracy": \
         (row_all_but(column("set")) - 0.35): \
         (row_all_but(column("set")) + 0.35) \
         with boxxyerror lt 3 fs solid 0.4, \
     "" index "dots" using "accuracy": \
         (row_all_but(column("set")) + aside(column("seed"))) \
         with points lt 7 pt 7 ps 0.35
unset multiplot
