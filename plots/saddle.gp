# saddle.gp -- six paths over a saddle, in perspective
width = 1000; height = 700
load "plots/style.gp"
names = "descent momentum nesterov adagrad adadelta rmsprop"
titles = "'gradient descent' momentum 'Nesterov (NAG)' AdaGrad AdaDelta RMSProp"
array colour[6] = [2, 3, 4, 1, 5, 7]
array steps[6]
do for [i = 1:6] {
    stats dat index word(names, i) using "step" name "s" nooutput
    steps[i] = s_max
}
# The walks are shown up to when all but descent have left.
last = steps[2] > steps[3] ? steps[2] : steps[3]
set title caption
set xlabel "x"; set ylabel "y"; set zlabel "J" offset 2, 0
set xrange [-1.2:1.2]; set yrange [-1.2:1.2]; set zrange [-1.5:1.5]
set xtics 1; set ytics 1; set ztics 1
set xyplane 0; set view 55, 240, 1.1, 1.1
set border 31; unset colorbox
set palette defined (0 "#a9cbe2", 1 "#ffffff")
set key at screen 0.98, 0.88 Left reverse samplen 2 spacing 1.2
splot dat index "surface" using "x":"y":"height" with pm3d notitle, \
      "" index "surface" using "x":"y":"height" with lines \
          lc rgb "#9ab8cc" lw 0.6 notitle, \
      for [i = 1:6] dat index word(names, i) every ::::last \
          using "x":"y":(column("height") + 0.02) with linespoints \
          lt colour[i] lw 2.5 pt 7 ps 0.5 \
          title sprintf("%s: %d steps", word(titles, i), steps[i]), \
      dat index "descent" every ::last::last \
          using "x":"y":(column("height") + 0.03) with points lt 2 pt 7 ps 1.5 \
          notitle
