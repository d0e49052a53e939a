# dropout.gp -- accuracy and cost on the test images, without and with dropout
width = 1100; height = 500
load "plots/style.gp"
set multiplot title "Dropout: ".caption noenhanced
set datafile missing NaN
set xlabel "epoch"; set xrange [0:*]
of(way, what) = strcol("way") eq way && column("epoch") > 0 ? column(what) : NaN

set size 0.5, 0.92; set origin 0, 0
set title "accuracy"
set ylabel "accuracy in %"; set yrange [60:101]; set key bottom right
plot dat index "curves" using "epoch":(of("none", "test")) with lines lt 8 \
         title "test images, no dropout", \
     "" index "curves" using "epoch":(of("batch", "test")) with lines lt 2 \
         title "a mask per mini-batch", \
     "" index "curves" using "epoch":(of("example", "test")) with lines lt 1 \
         title "a mask per example", \
     "" index "curves" using "epoch":(of("none", "train")) with lines lt 8 \
         lw 1 dt 3 title "training images, no dropout", \
     "" index "curves" using "epoch":(of("batch", "train")) with lines lt 2 \
         lw 1 dt 3 title "a mask per mini-batch", \
     "" index "curves" using "epoch":(of("example", "train")) with lines lt 1 \
         lw 1 dt 3 title "a mask per example"

set origin 0.5, 0
set title "cost of the test images"
set ylabel "cost"; set yrange [0.8:2.2]; set key top right
plot dat index "curves" using "epoch":(of("none", "cost")) with lines lt 8 \
         title "no dropout", \
     "" index "curves" using "epoch":(of("batch", "cost")) with lines lt 2 \
         title "a mask per mini-batch", \
     "" index "curves" using "epoch":(of("example", "cost")) with lines lt 1 \
         title "a mask per example"
unset multiplot
