# momentum-scaled.gp -- features in different units, and the same ones scaled
width = 1150; height = 470
load "plots/style.gp"
set multiplot layout 1, 2 \
    title "The zig-zag comes from features without a common scale"
unset key; unset grid
set size ratio -1
set xlabel "weight x"; set ylabel "weight y"
array walks[2] = ["two_descent", "scaled_descent"]
array bowls[2] = ["contours", "circles"]
array what[2] = ["as measured", "scaled to standard deviation 1"]
do for [i = 1:2] {
    set autoscale                        # stats looks at what is in range
    stats dat index walks[i] using "eta":"steps" name "run" nooutput
    set xrange [-6:11]; set yrange [-5:5]
    set title sprintf("%s: descent, η = %g, %d steps", what[i], run_max_x, \
                      run_max_y)
    plot dat index bowls[i] using "x":"y" with lines lt 8 lw 0.7, \
         "" index walks[i] using "x":"y" with linespoints lt 2 pt 7 ps 0.5, \
         "" index walks[i] every ::0::0 using "x":"y" with points lt 7 pt 7
}
unset multiplot
