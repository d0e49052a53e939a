# early_stopping.gp -- the epoch of the lowest cost, and where patience ends
width = 1100; height = 520
load "plots/style.gp"
set multiplot title "When to stop: ".caption noenhanced
set xlabel "epoch"

set datafile missing NaN
of(run) = strcol("run") eq run ? column("epoch") : NaN
at(run) = strcol("run") eq run ? column("stop") : NaN

set size 0.46, 0.92; set origin 0, 0
set title "without decay: validation cost is lowest at the mark"
set ylabel "cost"; set yrange [0:*]; set xrange [0:*]; set key center right
plot dat index "curves" using (of("plain")):"train_cost" with lines lt 1 \
         title "training images", \
     "" index "curves" using (of("plain")):"cost" with lines lt 2 \
         title "validation images", \
     "" index "lowest" using "epoch":(0):(0):"cost" with vectors nohead lt 7 \
         dt 2 notitle, \
     "" index "lowest" using "epoch":"cost" with points lt 7 pt 7 ps 1.2 \
         notitle, \
     "" index "lowest" using "epoch":(0.25): \
         (sprintf("  epoch %d", column("epoch"))) with labels left notitle

set size 0.54, 0.92; set origin 0.46, 0
set title "accuracy, and where a patience of so many epochs stops"
set ylabel "accuracy on the validation images, %"; set yrange [79:90]
set logscale x; set xrange [5:450]; set key top left
plot dat index "curves" using (of("decay")):"validation" with lines lt 3 \
         title "with decay", \
     "" index "curves" using (of("plain")):"validation" with lines lt 2 \
         title "without", \
     "" index "stops" using (at("decay")):"accuracy" with points lt 7 pt 7 \
         ps 0.7 notitle, \
     "" index "stops" using (at("plain")):"accuracy" with points lt 7 pt 7 \
         ps 0.7 notitle, \
     "" index "stops" using (at("decay")):"accuracy":"patience" with labels \
         offset 0, 0.9 notitle, \
     "" index "stops" using (at("plain")):"accuracy":"patience" with labels \
         offset 0, -0.9 notitle
unset multiplot
