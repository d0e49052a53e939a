# depth.gp -- one to four hidden layers, and two of which the first is frozen
width = 1100; height = 520
load "plots/style.gp"
set multiplot title "More layers: ".caption noenhanced
set xlabel "epoch"
set datafile missing NaN
stats dat index "runs" using "accuracy" name "all" nooutput
set xrange [0:*]; set key bottom right
runs = "one two three four frozen"
array named[5] = ["1 hidden layer: text 96.48", "2 hidden layers: text 96.90", \
                  "3 hidden layers: text 96.57", "4 hidden layers: text 96.53", \
                  "2, the first left at random"]
of(i) = strcol("run") eq word(runs, i) ? column("accuracy") : NaN
colour(i) = i == 5 ? 8 : i

set size 0.6, 0.93; set origin 0, 0
set title "the best part: the second layer helps, the others do not"
set ylabel "accuracy on the validation images, %"
set yrange [all_max - 3.5:all_max + 0.3]
plot for [i = 1:4] dat index "runs" using "epoch":(of(i)) with lines lt i \
     title named[i]

set size 0.4, 0.93; set origin 0.6, 0
set title "from the first epoch on"
set ylabel ""; set yrange [0:100]
plot for [i = 1:4] dat index "runs" using "epoch":(of(i)) with lines lt i \
         notitle, \
     "" index "runs" using "epoch":(of(5)) with lines lt 8 title named[5]
unset multiplot
