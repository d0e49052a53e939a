# race-height.gp -- how high each rule is, step by step
load "plots/style.gp"
set title "Height on the way: ".caption noenhanced
set xlabel "step"; set ylabel "J"
set logscale xy
set xrange [1:2000]; set yrange [0.001:200]
set format y "10^{%L}"
set key outside right center
names = "descent momentum nesterov adagrad adadelta rmsprop"
titles = "'gradient descent' momentum 'Nesterov (NAG)' AdaGrad AdaDelta RMSProp"
array colour[6] = [2, 3, 4, 1, 5, 7]
plot for [i = 1:6] dat index word(names, i) using "step":"height" with lines \
    lt colour[i] lw 2 title word(titles, i)
