# moons.gp -- the two moons, and how each network divides the plane
width = 900; height = 640
load "plots/style.gp"
array eta[3]
do for [r = 1:3] {
    stats dat index "rates" using "eta" every ::(r-1)::(r-1) nooutput
    eta[r] = STATS_min
}
set multiplot layout 2, 2 title "Two moons: ".caption noenhanced
unset key; unset colorbox; unset grid
set size ratio -1
set xrange [-1.5:2.5]; set yrange [-1.05:1.55]; set xtics 1; set ytics 1
set palette defined (0 "#cfe3f1", 1 "#fbdcc4"); set cbrange [0:1]
of(class) = column("label") == class ? column("y") : NaN
set title "the training points"
plot dat index "points" using "x":(of(0)) with points lt 1 ps 0.22, \
     "" index "points" using "x":(of(1)) with points lt 2 pt 7 ps 0.22
do for [r = 1:3] {
    set title sprintf("the network's answer after η = %g", eta[r])
    plot dat index "plane" using "x":"y":(column(sprintf("rate_%d", r))) \
             with image, \
         "" index "points" using "x":(of(0)) every 3 with points lt 1 \
             ps 0.22, \
         "" index "points" using "x":(of(1)) every 3 with points lt 2 \
             pt 7 ps 0.22
}
unset multiplot
