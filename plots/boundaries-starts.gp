# boundaries-starts.gp -- all starts of the nine networks: how much is luck?
width = 1000; height = 520
load "plots/style.gp"
set title "All starts, not only the best: ".caption noenhanced
set ylabel "accuracy in %"; set yrange [45:102]
set xrange [-0.6:8.6]; unset grid; set grid ytics
set xtics ("3" 0, "6" 1, "20" 2, "one" 3, "two" 4, "four" 5, \
    "λ = 0.01" 6, "0.1" 7, "1" 8) scale 0
set arrow 1 from 2.5, graph 0 to 2.5, graph 1 nohead lc rgb "#999999"
set arrow 2 from 5.5, graph 0 to 5.5, graph 1 nohead lc rgb "#999999"
set xlabel " "
set label "hidden neurons (figure 4-10)" at 1, graph -0.13 center
set label "layers of three (figure 4-11)" at 4, graph -0.13 center
set label "20 hidden neurons (figure 4-15)" at 7, graph -0.13 center
set key bottom right opaque
best(p, what) = column("best") == 1 ? column(what) : NaN
# A little apart, so that equal values are seen
at(p, side) = p + side + 0.018 * (column(0) - 4)
plot for [p = 0:8] dat index sprintf("starts%d", p) \
         using (at(p, -0.15)):"train" with points lt 1 pt 7 ps 0.7 notitle, \
     for [p = 0:8] dat index sprintf("starts%d", p) \
         using (at(p, 0.17)):"fresh" with points lt 2 pt 5 ps 0.7 notitle, \
     for [p = 0:8] dat index sprintf("starts%d", p) \
         using (at(p, -0.15)):(best(p, "train")) with points lt 7 pt 6 \
         ps 1.5 lw 1.5 notitle, \
     for [p = 0:8] dat index sprintf("starts%d", p) \
         using (at(p, 0.17)):(best(p, "fresh")) with points lt 7 pt 6 \
         ps 1.5 lw 1.5 notitle, \
     NaN with points lt 1 pt 7 ps 0.7 title "training points", \
     NaN with points lt 2 pt 5 ps 0.7 title "new points", \
     NaN with points lt 7 pt 6 ps 1.5 lw 1.5 title "the start that is drawn"
