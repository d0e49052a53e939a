# one_step-nesterov.gp -- the same place, the same v: where is the slope taken?
width = 1150; height = 640
load "plots/style.gp"
stats dat index "nesterov" using (column("x") + column("keep_x")) \
    name "look_x" nooutput
stats dat index "nesterov" using (column("y") + column("keep_y")) \
    name "look_y" nooutput
stats dat index "nesterov" using (column("x") + column("move_x")) \
    name "tip_x" nooutput
stats dat index "nesterov" every ::0::0 \
    using (column("y") + column("push_y")) name "tip_y" nooutput
stats dat index "nesterov" using "x" name "x" nooutput
stats dat index "nesterov" using "y" name "y" nooutput
min(a, b) = a < b ? a : b
max(a, b) = a > b ? a : b
set multiplot layout 1, 2 title \
    "A third step with the same v, by both rules: ".caption noenhanced \
    margins 0.05, 0.985, 0.16, 0.89 spacing 0.06, 0
arrow = "head filled size 0.05, 20"
unset grid; set key outside bottom center horizontal
set size ratio -1
set xrange [x_min - 0.3:max(look_x_max, tip_x_max) + 0.3]
set yrange [min(look_y_min, y_min) - 0.15:max(y_max, tip_y_max) + 0.15]
set xlabel "x"; set ylabel "y"
array kind[2] = ["momentum: the slope at θ", "Nesterov: the slope at θ + ρv"]
do for [i = 1:2] {
    set title kind[i]
    tail(at, kept) = i == 1 ? column(at) : column(at) + column(kept)
    plot dat index "contours" using "x":"y" with lines lt 8 lw 0.7 notitle, \
        "" index "nesterov" every ::i - 1::i - 1 \
            using "x":"y":"keep_x":"keep_y" with vectors @arrow lt 3 lw 2 dt 2 \
            title "ρv", \
        "" index "nesterov" every ::i - 1::i - 1 \
            using (tail("x", "keep_x")):(tail("y", "keep_y")): \
            "push_x":"push_y" with vectors @arrow lt 2 lw 2 title "-ηg", \
        "" index "nesterov" every ::i - 1::i - 1 \
            using "x":"y":"move_x":"move_y" with vectors @arrow lt 1 lw 3 \
            title "the move", \
        "" index "nesterov" every ::i - 1::i - 1 using "x":"y" \
            with points lt 7 pt 7 notitle, \
        "" index "nesterov" every ::i - 1::i - 1 using "x":"y":("θ") \
            with labels offset -1.2, 0.4 notitle
}
unset multiplot
