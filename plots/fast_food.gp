# fast_food.gp -- a linear neuron finds the prices; its error while it does
width = 1100; height = 500
load "plots/style.gp"
set multiplot layout 1, 2 \
    title "A linear neuron learns what things cost: ".caption noenhanced
items = "burger fries soda"
stats dat index "steps" using "step" name "steps" nooutput
set xlabel "step"

set title "the prices it believes, and the true ones (dashed)"
set ylabel "price"
set xrange [0:steps_max / 3]; set yrange [0:10]
set key top right horizontal
array price[3]
do for [i = 1:3] {
    stats dat index "prices" using i name "true" nooutput
    price[i] = true_min
}
plot for [i = 1:3] price[i] with lines lt i lw 1 dt 2 notitle, \
     for [i = 1:3] dat index "steps" using "step":(column(word(items, i))) \
         with lines lt i title word(items, i)

set title "its error"
set ylabel "E = ½ Σ (t - y)², logarithmic"
set logscale y; set format y "10^{%T}"; set ytics 1e4; set mytics 1
set xrange [0:steps_max]; set yrange [*:*]
plot dat index "steps" using "step":"error" with lines lt 7 notitle
unset multiplot
