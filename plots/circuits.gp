# circuits.gp -- a circuit with two layers; what parity costs in gates
width = 1200; height = 480
load "plots/style.gp"
stats dat index "terms" using "y" name "term" nooutput
stats dat index "terms" using "input_y" name "input" nooutput
set multiplot title "Two layers and more: ".caption noenhanced

set size 0.36, 0.9; set origin 0, 0
set margins 1, 1, 1, 3
set title "parity in two layers of NANDs"
unset key; unset border; unset tics; unset grid
set style fill solid 1 border lt 7
set xrange [-0.4:2.7]; set yrange [term_min - 0.8:term_max + 0.8]
set label "inputs" at 0, term_min - 0.65 center
set label "layer 1" at 1, term_min - 0.65 center
set label "layer 2" at 2, term_min - 0.65 center
set arrow from 2, 0 to 2.6, 0 lt 7
pin(y) = y + 0.18 * column("input_y") / input_max
plot dat index "terms" using (0):"input_y":(0.76): \
         (pin(column("y")) - column("input_y")) with vectors nohead lt 8 \
         lw 1.5, \
     "" index "terms" using (1):"y":(1):(-column("y")) with vectors nohead \
         lt 8 lw 1.5, \
     "" index "terms" using (column("zero") == 1 ? 0.745 : NaN): \
         (pin(column("y"))):(0.04) with circles fc rgb "white", \
     "" index "terms" using (0):"input_y":(0.13) with circles \
         fc rgb "#dfeaf2", \
     "" index "terms" using (1):"y":(0.22):(0.25) with boxxyerror \
         fc rgb "#fde8c8", \
     "" index "terms" using (1):"y":("NAND") with labels font ",12", \
     "+" using (2):(0):(0.22):(0.25) every ::0::0 with boxxyerror \
         fc rgb "#f6c7a8", \
     "+" using (2):(0):("NAND") every ::0::0 with labels font ",12"
unset label; unset arrow

set border 3 lc rgb "#666666"; set xtics nomirror; set ytics nomirror
set grid lc rgb "#dddddd" lt 1 lw 1
unset margins
set lmargin 9; set rmargin 2; set bmargin 4; set tmargin 3
set size 0.32, 0.9; set origin 0.36, 0
set title "gates for parity"
set xlabel "inputs"; set ylabel "gates" offset 1
set logscale y; set format y "10^{%T}"
set xrange [1.5:16.5]; set yrange [1:3e6]
set key top left Left reverse samplen 2
plot dat index "parity" using "n":"shallow" with linespoints lt 2 \
         title "two layers", \
     "" index "parity" using "n":"tree" with linespoints lt 1 \
         title "a tree of XORs"

set origin 0.68, 0
stats dat index "parity" using "n" name "n" nooutput
set title sprintf("parity of %.0f bits, trees of groups", n_max)
set xlabel "layers"
set xrange [0.5:10]; set yrange [1:3e6]
unset key
plot dat index "depth" using "layers":"gates" with linespoints lt 3, \
     "" index "depth" using "layers":"gates": \
         (sprintf("groups\nof %.0f:\n%.0f gates", column("group"), \
         column("gates"))) with labels offset 2.2, 2.3 font ",11"
unset multiplot
