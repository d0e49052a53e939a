# ex04.gp -- the reader's rules and ours, on a surface with two valleys
width = 1100; height = 720
load "plots/style.gp"
f(x, y) = (1.5 - x + x * y)**2 + (2.25 - x + x * y**2)**2 \
          + (2.625 - x + x * y**3)**2
set table $contours                        # of the surface
set contour base; unset surface
set cntrparam levels discrete 0.2, 1, 4, 8, 12, 16, 40, 120
set samples 90; set isosamples 90
set xrange [-1:4]; set yrange [-2:2]
splot f(x, y)
unset table; unset contour; set surface
names = "'4.3  momentum' '4.5  Nesterov' '4.6  AdaGrad' '4.6  RMSProp' \
         '4.7  Adam' '4.10  your own rule'"
unset grid
set multiplot layout 2, 3 title \
    "From (1, 1.5) into two valleys: ours broad, yours thin" \
    margins 0.05, 0.985, 0.08, 0.87 spacing 0.045, 0.12
do for [k = 0:5] {
    stats dat index "ours" every :::k::k using "step" name "ours" nooutput
    stats dat index "yours" every :::k::k using "step" name "yours" nooutput
    set title sprintf("%s: ours %d steps, yours %d", word(names, k + 1), \
                      ours_max, yours_max)
    unset key
    plot $contours using 1:2 with lines lc rgb "#bbbbbb" lw 0.8, \
         dat index "ours" every :::k::k using "x":"y" with lines lt 8 lw 6, \
         dat index "yours" every :::k::k using "x":"y" with linespoints \
             lt 2 lw 1.5 pt 7 ps 0.3, \
         "+" every ::0::0 using (3):(0.5) with points lt 7 pt 3 ps 1.4
}
unset multiplot
