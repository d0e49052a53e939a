# rules-sparse.gp -- parameters that are moved often, and rarely
width = 1100; height = 480
load "plots/style.gp"
set multiplot layout 1, 2 title \
    "Parameters moved often and rarely: ".caption noenhanced \
    margins 0.07, 0.985, 0.13, 0.83 spacing 0.08, 0
set xlabel "step t"; set ylabel "effective rate, in η"
set xrange [1:600]
set key top right
array what[2] = ["AdaGrad", "RMSProp"]
array column_of[2] = ["adagrad", "rmsprop"]
do for [i = 1:2] {
    set title what[i]
    set yrange [0:i == 1 ? 0.8 : 4.5]
    plot dat index "rare" using "t":column_of[i] with steps lt 3 \
             title "every 20th step, g = 1", \
         "" index "even" using "t":column_of[i] with lines lt 1 \
             title "every step, g = 1", \
         "" index "large" using "t":column_of[i] with steps lt 2 \
             title "every 20th step, g = 10"
}
unset multiplot
