# thinned-mean.gp -- what a neuron passes on; all thinned networks and their mean
width = 1100; height = 520
load "plots/style.gp"
stats dat index "whole" using "mean_z" name "mean" nooutput
set multiplot title "On average: ".caption noenhanced

set size 0.45, 0.92; set origin 0, 0
set title "what a neuron with x = 1 passes on: mean of 10⁶ coins"
set xlabel "p, the part that is deleted"; set ylabel "E[output]"
set xrange [0:0.9]; set yrange [0:1.25]; set key bottom left
plot dat index "coins" using "p_drop":"inverted" with points lt 1 ps 1.1 \
         title "inverted dropout", \
     1 with lines lt 1 lw 1 title "x", \
     dat index "coins" using "p_drop":"naive" with points lt 2 ps 1.1 \
         title "naive dropout", \
     1 - x with lines lt 2 lw 1 title "(1 - p) x"

set size 0.55, 0.92; set origin 0.45, 0
set title "one question, 256 thinned networks"
set xlabel "weighted sum z³"; set ylabel "output a³ = σ(z³)"
set autoscale; set yrange [*:1.02]; set key bottom right
set offsets graph 0.03, graph 0.03, 0, 0
set arrow from mean_min, graph 0 to mean_min, graph 1 nohead lt 7 lw 1 dt 3
plot dat index "thinned" using "z":"a" with points lt 6 pt 7 ps 0.6 \
         title "a thinned network", \
     "" index "whole" using "z":"a" with points lt 1 pt 7 ps 1.6 \
         title "the network in use", \
     "" index "whole" using "mean_z":"mean_a" with points lt 2 pt 5 ps 1.4 \
         title "mean of the 256"
unset multiplot
