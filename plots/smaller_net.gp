# smaller_net.gp -- accuracy against the number of hidden neurons
width = 1100; height = 500
load "plots/style.gp"
set multiplot layout 1, 2 title "A smaller network instead? ".caption noenhanced
set xlabel "hidden neurons"; set ylabel "accuracy in %"
set logscale x; set xrange [1.8:110]; set yrange [25:102]
set xtics (2, 5, 10, 15, 30, 100)
set key bottom right

set title "without decay: fewer neurons lose test images, no more"
plot dat index "sizes" using "hidden":"plain_train_low":"plain_train_high" \
         with filledcurves lt 1 notitle, \
     "" index "sizes" using "hidden":"plain_low":"plain_high" \
         with filledcurves lt 8 notitle, \
     "" index "sizes" using "hidden":"plain_train" with linespoints lt 1 \
         title "training images", \
     "" index "sizes" using "hidden":"plain" with linespoints lt 8 \
         title "test images"

set title "with decay: more neurons gain"
plot dat index "sizes" using "hidden":"decay_train_low":"decay_train_high" \
         with filledcurves lt 1 notitle, \
     "" index "sizes" using "hidden":"decay_low":"decay_high" \
         with filledcurves lt 2 notitle, \
     "" index "sizes" using "hidden":"decay_train" with linespoints lt 1 \
         title "training images", \
     "" index "sizes" using "hidden":"decay" with linespoints lt 2 \
         title "test images", \
     "" index "sizes" using "hidden":"plain" with linespoints lt 8 dt 2 \
         title "test images, without decay"
unset multiplot
