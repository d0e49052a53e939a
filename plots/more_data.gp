# more_data.gp -- the text's two pictures: linear and logarithmic axis
width = 1100; height = 480
load "plots/style.gp"
set multiplot title "More data: ".caption noenhanced
set ylabel "accuracy on the validation images, %"
set yrange [65:100]; set key bottom right
set xlabel "training images"

set size 0.5, 0.92; set origin 0, 0
set title "linear axis: it seems to have come to rest"
set xrange [0:52000]
set xtics ("0" 0, "10 000" 10000, "20 000" 20000, "50 000" 50000)
plot dat index "accuracies" using "size":"network" with linespoints lt 1 \
         ps 0.8 title "here", \
     "" index "accuracies" using "size":"text" with points lt 2 pt 6 ps 1.3 \
         title "the text, on MNIST"

set origin 0.5, 0
set title "logarithmic axis: it still rises, but less"
set logscale x; set xrange [80:65000]
set xtics ("100" 100, "1000" 1000, "10 000" 10000, "50 000" 50000)
replot
unset multiplot
