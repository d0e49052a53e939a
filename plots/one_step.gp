# one_step.gp -- the arrows of each step: descent's, and momentum's
width = 1150; height = 580
load "plots/style.gp"
stats dat index "momentum" using (column("x") + column("move_x")): \
    (column("y") + column("keep_y")) name "tip" nooutput
stats dat index "momentum" using "x":"y" name "at" nooutput
set multiplot layout 1, 2 title "What moves a step: ".caption noenhanced \
    margins 0.05, 0.985, 0.2, 0.86 spacing 0.06, 0
arrow = "head filled size 0.11, 20"
unset grid
set size ratio -1
set xrange [at_min_x - 0.5:tip_max_x + 0.6]
low = tip_min_y < at_min_y ? tip_min_y : at_min_y
set yrange [low - 0.1:at_max_y + 0.3]
set xlabel "x" offset -20, 0; set ylabel "y"
set title "descent: v = -ηg"
set key at screen 0.48, 0.075
plot dat index "contours" using "x":"y" with lines lt 8 lw 0.7 notitle, \
     "" index "descent" using "x":"y":"push_x":"push_y" \
         with vectors @arrow lt 2 lw 2.5 title "-ηg, which is the move", \
     "" index "descent" using "x":"y" with points lt 7 pt 7 ps 0.7 notitle, \
     "" index "descent" using "x":"y":"t" with labels offset -0.9, -0.7 notitle
set title "momentum: v = ρv - ηg"
set key at screen 0.985, 0.115
plot dat index "contours" using "x":"y" with lines lt 8 lw 0.7 notitle, \
     "" index "momentum" using "x":"y":"push_x":"push_y" \
         with vectors @arrow lt 2 lw 2 title "-ηg", \
     "" index "momentum" using "x":"y":"keep_x":"keep_y" \
         with vectors @arrow lt 3 lw 2 dt 2 title "ρv, kept of the last move", \
     "" index "momentum" using "x":"y":"move_x":"move_y" \
         with vectors @arrow lt 1 lw 3 title "the move, their sum", \
     "" index "momentum" using "x":"y" with points lt 7 pt 7 ps 0.7 notitle, \
     "" index "momentum" using "x":"y":"t" with labels offset -0.9, -0.7 notitle
unset multiplot
