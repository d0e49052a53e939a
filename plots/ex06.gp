# ex06.gp -- the reader's convolution and ours: the cost, pass by pass
load "plots/style.gp"
set title "Flat or upright?  A convolutional network learns it from 60 strokes"
set xlabel "pass through the 60 images"
set ylabel "cost: cross-entropy"
set key top right
set yrange [0:*]
plot dat index "ours" using "pass":"cost" with lines lt 8 lw 6 title "ours", \
     dat index "yours" using "pass":"cost" with lines lt 2 lw 2 title "yours"
