# entropy-classes.gp -- a dog, and three expectations of a network
width = 1000; height = 380
load "plots/style.gp"
array loss[3]
do for [s = 1:3] {
    stats dat index "classes" every ::3*s-3::3*s-1 using "loss" name "it" \
        nooutput
    loss[s] = it_max
}
set multiplot layout 1, 3 \
    title "A picture of a dog.  Frame: the truth; bars: expected; E: loss"
set yrange [0:1.15]; set xrange [-0.6:2.6]; set ytics 0.2
set boxwidth 0.7; set xtics scale 0
unset key; unset grid
do for [s = 1:3] {
    set title sprintf("E = %.4f", loss[s])
    set ylabel s == 1 ? "probability" : ""
    plot dat index "classes" every ::3*s-3::3*s-1 \
             using "class":"expected":xtic(3) with boxes lt 6 fs solid 0.6, \
         "" index "classes" every ::3*s-3::3*s-1 \
             using "class":"true" with boxes fs empty border lc rgb "black", \
         "" index "classes" every ::3*s-3::3*s-1 \
             using "class":(column("expected") + 0.06):"expected" with labels
}
unset multiplot
