# overfitting.gp -- the text's four pictures, over its own ranges of epochs
width = 1100; height = 760
load "plots/style.gp"
stats dat index "few" using "epoch" name "few" nooutput
stats dat index "few" using "test" every ::(int(few_max / 2)) name "late" \
    nooutput
from = few_max / 2
set multiplot layout 2, 2 title "Over-fitting: ".caption noenhanced
set xlabel "epoch"; unset key

set title "cost on the training images: still falling"
set ylabel "cost"; set xrange [from:few_max]; set yrange [0:*]
plot dat index "few" using "epoch":"train_cost" with lines lt 1

set title "accuracy on the test images: rises no more"
set ylabel "accuracy in %"; set yrange [late_min - 0.5:late_max + 0.5]
set key bottom right
plot dat index "few" using "epoch":"test" with lines lt 2 notitle, \
     82.27 with lines lt 2 lw 1 dt 3 title "the text, on MNIST, in the end: 82.27"
unset key

set title "cost on the test images: lowest early, then worse"
set ylabel "cost"; set xrange [0:few_max]; set yrange [*:*]
plot dat index "few" using "epoch":"test_cost" every ::1 with lines lt 2

set title "every training image is read"
set ylabel "accuracy in %"; set yrange [60:102]; set key bottom right
plot dat index "few" using "epoch":"train" with lines lt 1 \
         title "training images", \
     "" index "few" using "epoch":"test" with lines lt 2 title "test images"
unset multiplot
