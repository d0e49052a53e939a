# saddle-steps.gp -- how soon each rule leaves, over its rate and its start
width = 1200; height = 480
load "plots/style.gp"
names = "descent momentum nesterov adagrad adadelta rmsprop adam"
titles = "descent momentum NAG AdaGrad AdaDelta RMSProp Adam"
array colour[7] = [2, 3, 4, 1, 5, 7, 6]
set multiplot layout 1, 2 title \
    "Steps from (1, y) until |y| > 1; AdaDelta has no rate" \
    margins 0.06, 0.87, 0.14, 0.83 spacing 0.07, 0
set ylabel "steps"
set key at screen 0.99, 0.83 samplen 2 spacing 1.2
set title "over the rate, from y = 10^{-3}"
set logscale xy
set xlabel "η"
set yrange [1:2000]; set xrange [0.01:0.5]
set xtics (0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
plot for [i = 1:7] dat index "rates" using "eta":word(names, i) \
    with linespoints lt colour[i] title word(titles, i)
set title "over the start, with the η of the first picture"
set xlabel "y at the start"
set xrange [0.1:1e-12] reverse
set format x "10^{%L}"
set xtics (1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12)
set yrange [1:400]
unset key
plot for [i = 1:7] dat index "starts" using "start":word(names, i) \
    with linespoints lt colour[i] title word(titles, i)
unset multiplot
