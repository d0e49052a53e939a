# rate_search.gp -- the cost over the learning rate, for three rules: an epoch
# with each rate, and one epoch with all of them
width = 1150; height = 540
load "plots/style.gp"
set multiplot layout 1, 2 title "Looking for a learning rate: " \
    .caption noenhanced
set logscale xy
set format x "10^{%T}"; set format y "%g"
set xlabel "learning rate η"
set xrange [1e-5:100]; set yrange [0.15:20]
set object 1 rectangle from 1e-5, graph 0 to 1e-3, graph 1 behind fc lt 8 \
    fs solid 0.18 noborder
set label 1 "the slides' range" at 1.3e-5, 0.18 left
set arrow 2 from graph 0, first log(10) to graph 1, first log(10) nohead lt 7 \
    lw 1 dt 3
set ytics add ("guessing" log(10))
set key top left
rules = "descent momentum adam"
names = "'descent' 'momentum, ρ = 0.9' 'Adam'"
array colour[3] = [2, 3, 1]

set title "one epoch with each rate"
set ylabel "cost on the validation images after it"
plot for [i = 1:3] dat index "sweep" using "eta":(column(word(rules, i))) \
    with linespoints lt colour[i] ps 0.7 title word(names, i)

set title "the range test: one epoch with a rate that rises"
set ylabel "cost of the mini-batches at that moment"
plot for [i = 1:3] dat index "range" using "eta":(column(word(rules, i))) \
    with lines lt colour[i] title word(names, i)
unset multiplot
