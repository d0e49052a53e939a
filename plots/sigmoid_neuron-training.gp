# sigmoid_neuron-training.gp -- several neurons learn from the same patients
width = 1100; height = 460
load "plots/style.gp"
stats dat index "error" using 1 nooutput
last = STATS_columns                   # the neurons are columns 2 ... last
set multiplot layout 1, 2 title "One rule, several neurons: ".caption noenhanced
set key top right
set title "the error while they learn"
set xlabel "step"; set ylabel "error E"
set logscale x; set format x "10^{%T}"; unset mxtics
set xrange [1:1e4]; set yrange [0.6:2]
plot for [i = 2:last] dat index "error" using 1:i with lines lt i-1 \
         title columnheader(i)

set title "what they answer then"
unset logscale x; set format x "%g"
set xlabel "age in years"; set ylabel "answer y"
set xrange [17:53]; set yrange [-0.7:1.95]
set key top left reverse Left
set object 1 rectangle from graph 0, first 0 to graph 1, first 1 \
    fc rgb "#f2f2f2" fs solid noborder behind
plot for [i = 2:last] dat index "answers" using 1:i with lines lt i-1 \
         title columnheader(i), \
     dat index "patients" using "age":"sick" with points lt 7 pt 6 ps 0.9 \
         lw 1.5 title "patients"
unset multiplot
