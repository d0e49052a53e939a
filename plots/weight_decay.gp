# weight_decay.gp -- the text's pictures with λ, and what becomes of the weights
width = 1100; height = 780
load "plots/style.gp"
set multiplot layout 2, 2 title "Weight decay: ".caption noenhanced
set xlabel "epoch"; set xrange [0:*]
set datafile missing NaN
of(run, what) = strcol("run") eq run ? column(what) : NaN
late(run, what) = column("epoch") > 0 ? of(run, what) : NaN

set title "1000 images: cost on them"
set ylabel "cost"; set logscale y
plot dat index "runs" using "epoch":(late("decay_few", "whole_cost")) \
         with lines lt 2 title "λ = 0.1, with the λ term", \
     "" index "runs" using "epoch":(late("decay_few", "cost")) \
         with lines lt 2 dt 2 title "λ = 0.1, without it", \
     "" index "runs" using "epoch":(late("plain_few", "cost")) \
         with lines lt 8 title "λ = 0"
unset logscale y

set title "1000 images: accuracy on the test images"
set ylabel "accuracy in %"; set yrange [74:90]; set key bottom right
plot dat index "runs" using "epoch":(late("decay_few", "test")) \
         with lines lt 2 title "λ = 0.1", \
     87.1 with lines lt 2 lw 1 dt 3 title "the text, on MNIST: 87.1", \
     dat index "runs" using "epoch":(late("plain_few", "test")) \
         with lines lt 8 title "λ = 0", \
     82.27 with lines lt 8 lw 1 dt 3 title "the text, on MNIST: 82.27"

set title "1000 images: length of all weights, ‖w‖"
set ylabel "‖w‖"; set yrange [0:*]
plot dat index "runs" using "epoch":(of("plain_few", "length")) with lines \
         lt 8 title "λ = 0", \
     "" index "runs" using "epoch":(of("decay_few", "length")) with lines \
         lt 2 title "λ = 0.1"

set title "all images: accuracy, λ = 5 (red) and λ = 0 (grey)"
set ylabel "accuracy in %"; set yrange [88:98.5]
plot dat index "runs" using "epoch":(late("plain_all", "train")) \
         with lines lt 8 dt 2 title "λ = 0, training images", \
     "" index "runs" using "epoch":(late("plain_all", "test")) \
         with lines lt 8 title "test images", \
     "" index "runs" using "epoch":(late("decay_all", "train")) \
         with lines lt 2 dt 2 title "λ = 5, training images", \
     "" index "runs" using "epoch":(late("decay_all", "test")) \
         with lines lt 2 title "test images", \
     96.49 with lines lt 2 lw 1 dt 3 title "the text, on MNIST: 96.49"
unset multiplot
