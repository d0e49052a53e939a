# slow_way.gp -- the error over the evaluations: one weight at a time, or all
load "plots/style.gp"
set title "Mean error of all samples: ".caption noenhanced
set xlabel "evaluations of the network"; set ylabel "mean error E"
set logscale x; set format x "10^{%T}"
set yrange [0:*]; set xrange [1:*]
set key top right
plot dat index "slow" using "evaluations":"error" with lines lt 2 lw 1.3 \
         notitle, \
     dat index "backprop" using "evaluations":"error" with lines lt 1 lw 1.3 \
         notitle, \
     NaN with lines lt 2 title "one random weight at a time", \
     NaN with lines lt 1 title "backpropagation, three evaluations a step", \
     0.1 with lines lt 8 dt 2 title "the goal, 0.1"
