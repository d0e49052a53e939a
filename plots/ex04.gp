# ex04.gp -- the reader's rules and ours, on a surface with two valleys
width = 1100; height = 800
load "plots/style.gp"
names = "'4.3  momentum, η = 0.003, ρ = 0.9' \
         '4.5  Nesterov, η = 0.003, ρ = 0.9' '4.6  AdaGrad, η = 0.5' \
         '4.6  RMSProp, η = 0.02, ρ = 0.9' '4.7  Adam, η = 0.02' \
         '4.10  your own rule'"
array ours[6]; array yours[6]              # steps
do for [k = 1:6] {
    stats dat index "ours" every :::k-1::k-1 using "step" name "s" nooutput
    ours[k] = s_max
    stats dat index "yours" every :::k-1::k-1 using "step" name "s" nooutput
    yours[k] = s_max
}
f(x, y) = (1.5 - x + x * y)**2 + (2.25 - x + x * y**2)**2 \
          + (2.625 - x + x * y**3)**2
set table $contours                        # of the surface
set contour base; unset surface
set cntrparam levels discrete 0.2, 1, 4, 8, 12, 16, 40, 120
set samples 90; set isosamples 90
set xrange [-1:4]; set yrange [-2:2]
splot f(x, y)
unset table; unset contour; set surface
unset grid; unset key
set xlabel "x" offset 0, 0.6; set ylabel "y" offset 1.5, 0; set ytics 1
set multiplot layout 2, 3 title "From (1, 1.5) into two valleys, until 0.1 " \
    ."from the minimum: ours broad, yours thin, a dot each step" \
    margins 0.055, 0.985, 0.075, 0.87 spacing 0.05, 0.16
do for [k = 1:6] {
    set title sprintf("%s\nours: %d steps, yours: %d", word(names, k), \
                      ours[k], yours[k])
    plot $contours using 1:2 with lines lc rgb "#bbbbbb" lw 0.8, \
         dat index "ours" every :::k-1::k-1 using "x":"y" with lines lt 8 \
             lw 6, \
         dat index "yours" every :::k-1::k-1 using "x":"y" with linespoints \
             lt 2 lw 1.5 pt 7 ps 0.3, \
         "+" every ::0::0 using (3):(0.5) with points lt 7 pt 3 ps 1.4
}
unset multiplot
