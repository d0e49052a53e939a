# dropout-thinned.gp -- thinned networks alone and on average; the whole network
width = 1000
load "plots/style.gp"
set title "Thinned networks taken out of one: ".caption noenhanced
set xlabel "number of thinned networks"
set ylabel "test images read rightly, in %"
set xrange [0:*]; set offsets 0, 1, 0, 4; set key bottom right
plot dat index "thinned" using "networks":"single" with points lt 8 ps 0.8 \
         title "this one alone", \
     "" index "thinned" using "networks":"together" with lines lt 2 lw 3 \
         title "the average of all so far", \
     "" index "thinned" using "networks":"whole" with lines lt 1 dt 2 \
         title "weight scaling: the whole network"
