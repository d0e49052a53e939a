# overfitting-full.gp -- the same network with all the training images
load "plots/style.gp"
set title "The same network with all training images instead\n{/=11 ".caption."}"
set xlabel "epoch"; set ylabel "accuracy in %"
set xrange [0:*]; set yrange [90:100]; set key bottom right
plot dat index "all" using "epoch":"train" every ::1 with lines lt 1 \
         title "training images", \
     97.86 with lines lt 1 lw 1 dt 3 title "the text, on MNIST: 97.86", \
     dat index "all" using "epoch":"test" every ::1 with lines lt 2 \
         title "test images", \
     95.33 with lines lt 2 lw 1 dt 3 title "the text, on MNIST: 95.33"
