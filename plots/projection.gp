# projection.gp -- three walks of two weights that may become c long
width = 1200; height = 460
load "plots/style.gp"
stats dat index "places" using "c" name "c" nooutput
set multiplot layout 1, 3 title "Projected descent: ".caption noenhanced
set datafile missing NaN
of(walk, what) = strcol("walk") eq walk ? column(what) : NaN
near(place, what) = strcol("lowest") eq place ? column(what) : NaN
wide = c_max + 0.6
set size ratio -1
set xrange [-wide:wide + 3.6]; set yrange [-wide:wide + 0.6]
set xlabel "w_1"; set ylabel "w_2"; unset grid
set key bottom center outside horizontal samplen 2
array walks[3] = ["good", "held", "jumps"]
array place[3] = ["outside", "outside", "inside"]
array said[3] = ["lowest point out of reach", "the same, the rate too high", \
                 "lowest point inside, the rate too high"]
set object 1 circle at 0, 0 size c_max fs empty border lt 7 lw 1.5
do for [i = 1:3] {
    set title said[i]
    plot dat index "rings" using (near(place[i], "x")):"y" with lines \
             lc rgb "#d8d8d8" lw 1 notitle, \
         "" index "steps" using (of(walks[i], "x")):"y": \
             (column("out_x") - column("x")):(column("out_y") - column("y")) \
             with vectors lt 1 lw 1.5 size 0.25, 20 filled \
             title i == 1 ? "a step" : "", \
         "" index "steps" using (of(walks[i], "out_x")):"out_y": \
             (column("to_x") - column("out_x")): \
             (column("to_y") - column("out_y")) with vectors nohead lt 2 \
             lw 2 dt 3 title i == 2 ? "the way back" : "", \
         "" index "steps" using (of(walks[i], "to_x")):"to_y" with points \
             lt 2 pt 7 ps 0.6 notitle, \
         "" index "places" using (near(place[i], "x")):"y" with points lt 7 \
             pt 3 ps 1.4 title i == 3 ? "lowest point" : ""
}
unset multiplot
