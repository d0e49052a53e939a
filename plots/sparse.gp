# sparse.gp -- how L2 and L1 shrink a weight, and what becomes of all of them
width = 1100; height = 480
load "plots/style.gp"
set multiplot layout 1, 2 title "Sparse weights: ".caption noenhanced
set title "weights of a pixel that is white in all images"
set xlabel "epoch"; set ylabel "w"
set xrange [0:*]; set yrange [-0.03:0.055]; set ytics 0.01
set key top right
some(what) = column("neuron") < 8 ? column(what) : NaN
plot dat index "paths" using "epoch":(some("none")) with lines lt 8 lw 1 \
         title "no penalty", \
     "" index "paths" using "epoch":(some("L2")) with lines lt 2 lw 1.5 \
         title "L2", \
     "" index "paths" using "epoch":(some("L1")) with lines lt 1 lw 1.5 \
         title "L1"

set title "how large the weights of all pixels with ink end"
set xlabel "|w|"; set ylabel "share of the weights in %"
set logscale x; set xrange [1e-7:4]; set format x "10^{%L}"
set key top left; set yrange [0:*]; set ytics autofreq
set grid noxtics nomxtics
plot dat index "sizes" using "size":"none" with lines lt 8 lw 2.5 \
         title "no penalty", \
     "" index "sizes" using "size":"L2" with lines lt 2 lw 2.5 title "L2", \
     "" index "sizes" using "size":"L1" with filledcurves y1=0 lt 1 notitle, \
     "" index "sizes" using "size":"L1" with lines lt 1 lw 2.5 title "L1"
unset multiplot
