# fast_food-bowl.gp -- the error of a neuron with two weights is a bowl
height = 600
load "plots/style.gp"
stats dat index "path_good" using "epsilon" name "epsilon" nooutput
set title sprintf("The error of a linear neuron over its two weights, " \
                  ."and a walk down, ε = %.4f", epsilon_min)
set xlabel "w_1, price of a burger"; set ylabel "w_2, price of fries"
set zlabel "E"
set xrange [-4:20]; set yrange [-12:20]; set zrange [0:300]
set xyplane 0
set view 30, 40, 1.15, 0.75
set border 31
set xtics 8; set ytics 8; set ztics 100
unset key; unset colorbox
set palette defined (0 "#4f97c7", 1 "#f2f8fc")
set style fill solid 1
# Band by band from the bottom up, so that what is nearer is drawn later.
bands = 12
plots = ""
do for [i = 1:bands] {
    plots = plots.sprintf("'%s' index 'bowl' every 1:1:0:%d:120:%d ".\
        "using 'w1':'w2':'error' with pm3d, ", dat, i - 1, i)
    plots = plots.sprintf("'%s' index 'bowl' every 1:1:0:%d:120:%d ".\
        "using 'w1':'w2':'error' with lines lt 1 lw 0.7, ", dat, i, i)
}
splot @plots dat index "path_good" using "w1":"w2":"error" \
          with linespoints lt 2 lw 3
