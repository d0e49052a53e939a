# rules.gp -- effective rates on an even slope, and after a cliff
width = 1200; height = 500
load "plots/style.gp"
names = "adagrad rmsprop adadelta adam"
titles = "AdaGrad RMSProp 'AdaDelta (η = 1)' 'Adam (slides)'"
array colour[4] = [1, 7, 5, 6]
set multiplot layout 1, 2 title \
    "What a step makes of its gradient: ".caption noenhanced \
    margins 0.065, 0.84, 0.13, 0.83 spacing 0.06, 0
set logscale xy
set xlabel "step t"; set ylabel "effective rate, in η"
set xrange [1:3000]; set format y "10^{%L}"
set key at screen 0.99, 0.83 samplen 2 spacing 1.3
set title "on an even slope, g = 1"
set yrange [1e-3:10]
plot 1 with lines lt 2 lw 2 title "descent", \
     for [i = 1:4] dat index "even" using "t":word(names, i) with lines \
         lt colour[i] lw 2 title word(titles, i)
unset key; set ylabel ""
set title "20 steps down a cliff, then g = 1"
set yrange [1e-5:10]
plot 1 with lines lt 2 lw 2 title "descent", \
     for [i = 1:4] dat index "cliff" using "t":word(names, i) with lines \
         lt colour[i] lw 2
unset multiplot
