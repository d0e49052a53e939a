# momentum.gp -- three rules in a long bowl: the slides' two comparisons
width = 1200; height = 680
load "plots/style.gp"
set multiplot layout 3, 2 columnsfirst title "Walks down ".caption noenhanced \
    margins 0.05, 0.985, 0.09, 0.87 spacing 0.05, 0.1
unset key; unset grid; set size ratio -1
set xtics 2; set ytics 1
walks = "one_descent one_momentum one_nesterov " \
    ."two_descent two_momentum two_nesterov"
titles = "'descent' 'momentum' 'Nesterov (NAG)'"
array colour[3] = [2, 3, 4]
do for [i = 1:6] {
    walk = word(walks, i)
    kind = (i - 1) % 3 + 1
    set autoscale                        # stats looks at what is in range
    stats dat index walk using "eta":"rho" name "run" nooutput
    stats dat index walk using "steps":"sides" name "count" nooutput
    set xrange [-3.5:11]; set yrange [-1.75:1.75]
    set ylabel i < 4 ? "y" : ""
    set xlabel kind == 3 ? "x" : ""
    set title sprintf("%s, η = %g%s: %d steps, %d change sides", \
        word(titles, kind), run_max_x, \
        kind == 1 ? "" : sprintf(", ρ = %g", run_max_y), \
        count_max_x, count_max_y) offset 0, -0.6
    plot dat index "contours" using "x":"y" with lines lt 8 lw 0.7, \
         "" index walk using "x":"y" with linespoints lt colour[kind] lw 1.7 \
             pt 7 ps 0.35, \
         "" index walk every ::0::0 using "x":"y" with points lt 7 pt 7 ps 0.7
}
unset multiplot
