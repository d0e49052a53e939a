# race.gp -- six paths on a surface with two valleys, from above
width = 900; height = 860
load "plots/style.gp"
set table $contours                        # of the grid
set contour base; unset surface
set cntrparam levels discrete 0.05, 0.2, 0.5, 1, 2, 4, 6, 8, 10, 12, 16, 25, \
    40, 70, 120, 250, 500, 1000
splot dat index "surface" using "x":"y":"height"
unset table; unset contour; set surface

names = "descent momentum nesterov adagrad adadelta rmsprop"
titles = "'gradient descent' momentum 'Nesterov (NAG)' AdaGrad AdaDelta RMSProp"
array colour[6] = [2, 3, 4, 1, 5, 7]
array steps[6]; array eta[6]
do for [i = 1:6] {
    stats dat index word(names, i) using "step":"eta" name "s" nooutput
    steps[i] = s_max_x
    eta[i] = s_max_y
}
set title caption.".  A dot every 10 steps." noenhanced
set xlabel "x"; set ylabel "y"
unset grid; unset colorbox; set size ratio -1
set xrange [-1:4]; set yrange [-2:2]
set palette defined (0 "#b7d4e8", 0.55 "#dfecf5", 0.8 "#ffffff", 1 "#ffffff")
set cbrange [-1.3:3]
set key outside bottom center Left reverse samplen 2 maxrows 3 width 2
plot dat index "surface" using "x":"y":(log10(column("height") + 0.01)) \
         with image notitle, \
     $contours using 1:2 with lines lc rgb "#aaaaaa" lw 0.8 notitle, \
     for [i = 1:6] dat index word(names, i) using "x":"y" with linespoints \
         lt colour[i] lw 2 pt 7 ps 0.5 pointinterval 10 \
         title sprintf("%s, η = %g: %d steps", word(titles, i), eta[i], \
                       steps[i]), \
     dat index "descent" every ::0::0 using "x":"y" with points lt 7 pt 7 \
         notitle, \
     "" index "descent" every ::0::0 using "x":"y":("start") with labels \
         offset 2.5, 0.3 notitle, \
     "+" every ::0::0 using (3):(0.5) with points lt 7 pt 3 ps 1.6 notitle, \
     "+" every ::0::0 using (3):(0.5):("minimum") with labels \
         offset 2.5, -1 notitle
