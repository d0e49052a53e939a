# remedies-together.gp -- sixteen sets: all of those that change the network
width = 900; height = 560
load "plots/style.gp"
set datafile missing NaN
set multiplot title "Remedies together: ".caption.\
    "\nwith mini-batches and plain descent; bars: mean, dots: single seeds" \
    noenhanced
# remedies.c: a set is a sum of bits; mini-batches 1, and these four, 8 times k
array bit[4] = [1, 2, 4, 8]
k(set) = int(set) % 8 == 1 && set < 128 ? int(set) / 8 : NaN
has(set, i) = int(set) % 8 == 1 && set < 128 && \
              (int(set) / 8 & bit[i]) > 0 ? k(set) : NaN
aside(seed) = 0.15 * (int(seed) % 3 - 1)
set yrange [15.6:-0.6]; unset key; set border 0
set ytics scale 0 ("" 0)
set tmargin screen 0.78; set bmargin screen 0.11

set lmargin screen 0.02; set rmargin screen 0.34
unset grid; unset xtics
set xrange [0.5:4.5]; set x2range [0.5:4.5]
set x2tics scale 0 ("start" 1, "ReLU" 2, "batch\nnorm." 3, "short-\ncuts" 4)
plot for [i = 1:4] dat index "bars" using (i):(k(column("set"))) \
         with points pt 7 ps 0.9 lc rgb "#dddddd", \
     for [i = 1:4] "" index "bars" using (i):(has(column("set"), i)) \
         with points pt 7 ps 1.3 lc rgb "#333333"

unset x2tics; set grid x; set border 1
set lmargin screen 0.37; set rmargin screen 0.97
set xrange [0:100]; set xtics nomirror 0, 20
set xlabel "validation accuracy in %"
plot dat index "bars" using (0):(k(column("set"))):(0):"accuracy": \
         (k(column("set")) - 0.35):(k(column("set")) + 0.35) \
         with boxxyerror lt 1 fs solid 0.4, \
     "" index "dots" using "accuracy": \
         (k(column("set")) + aside(column("seed"))) \
         with points lt 7 pt 7 ps 0.35
unset multiplot
