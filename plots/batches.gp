# batches.gp -- three paths down the same bowl
width = 1240; height = 430
load "plots/style.gp"
set table $contours                        # of the grid
set contour base; unset surface
set cntrparam levels discrete 0.07, 0.08, 0.1, 0.13, 0.17, 0.21, 0.25, 0.29, \
    0.33
splot dat index "surface" using "w1":"w2":"error"
unset table; unset contour; set surface

kinds = "whole some single"
array looked[3]
do for [i = 1:3] {
    stats dat index word(kinds, i) using "seen" name "seen" nooutput
    looked[i] = seen_max
}
set multiplot layout 1, 3 title caption noenhanced
set size ratio -1
set xrange [-4:4]; set yrange [-1.5:3.5]
set xlabel "w_1"; set ylabel "w_2"; unset key; unset grid
array name[3] = ["batch: all examples in each step", \
                 "mini-batches", "stochastic: one example in each step"]
do for [i = 1:3] {
    set title name[i].sprintf("\n%.0f examples in all", looked[i])
    plot $contours using 1:2 with lines lt 8 lw 0.8, \
         dat index word(kinds, i) using "w1":"w2" with linespoints lt i \
             lw 1.5 pt 7 ps 0.3, \
         dat index "ends" every :::(i-1)::(i-1) using "w1":"w2" \
             with points lt 7 pt 7 ps 0.3, \
         dat index word(kinds, i) every ::0::0 using "w1":"w2":("start") \
             with labels offset 0, -1
}
unset multiplot
