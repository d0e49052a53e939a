# habits.gp -- four runs: accuracy up to where each stops, and the gap of costs
width = 1160; height = 520
load "plots/style.gp"
set multiplot layout 1, 2 title "Four ways to train: ".caption noenhanced
runs = "bare halving moved both"
array said[4] = ["bare", "the rate halves", "moved images", "both"]
of(i, what) = strcol("run") eq word(runs, i) ? column(what) : NaN
best(i) = column("best") == 1 ? of(i, "validation") : NaN
set datafile missing NaN
set xlabel "epoch"; set xrange [0:*]
set ylabel "accuracy, %"; set yrange [85:100.4]; set key bottom right
set title "on validation images; thin: on the training images"
plot for [i = 1:4] dat index "runs" using "epoch":(of(i, "train")) \
         with lines lt i lw 0.7 notitle, \
     for [i = 1:4] dat index "runs" using "epoch":(of(i, "validation")) \
         with lines lt i title said[i], \
     for [i = 1:4] dat index "runs" using "epoch":(best(i)) \
         with points lt i pt 7 ps 1.3 notitle
unset key
set ylabel "cost on validation images - cost on training images"
set yrange [0:*]; set title "how much it over-fits"
plot for [i = 1:4] dat index "runs" using "epoch":(of(i, "gap")) \
         with lines lt i
unset multiplot
