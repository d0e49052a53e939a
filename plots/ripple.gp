# ripple.gp -- a changed weight, and how far the change has come: four pictures
width = 1100; height = 820
load "plots/style.gp"
stats dat index "neurons" using "layer":"y" name "net" nooutput
last = net_max_x; cost = last + 1
set multiplot layout 2, 2 title \
    "Changes, measured (and foretold): ".caption noenhanced
set margins 1, 1, 1, 3
unset key; unset border; unset tics; unset grid
set xrange [0.6:cost + 0.5]
set yrange [net_min_y - 0.5:net_max_y + 0.5]
set style fill solid 1 border lt 7
set style textbox opaque noborder fc "white"

# A change has reached layer `reached`; with cost it has reached the cost.
titles = "'1  the weight changes by Δw' " \
    ."'2  so does a, to which it leads (48)' " \
    ."'3  so do all of the next layer (49), (50)' " \
    ."'4  so do the outputs, and the cost (47)'"
array reaches[4] = [1, 2, 3, cost]
on(yes) = yes ? column("x") : NaN
moved(l) = column("layer") <= l && column("foretold") != 0
said(d, f) = sprintf("%.2g\n(%.2g)", d, f)
do for [s=1:4] {
    reached = reaches[s]
    set title word(titles, s)
    plot dat index "edges" using "x":"y":"dx":"dy" with vectors nohead \
             lc rgb "#bbbbbb" lw 1, \
         "" index "edges" using (on(column("changed") == 1 && \
             column("x") < (s == 1 ? 2 : reached))):"y":"dx":"dy" with vectors \
             lt 2 lw 2.5, \
         "" index "neurons" using "layer":"y":(0.14) with circles \
             fc rgb "#dfeaf2", \
         "" index "neurons" using (moved(reached) ? column("layer") : NaN): \
             "y":(0.14) with circles fc rgb "#f6c7a8", \
         "" index "cost" using "layer":(0):(0.17) with circles \
             fc rgb s == 4 ? "#f6c7a8" : "#fde8c8", \
         "" index "cost" using "layer":(0):("C") with labels, \
         "" index "neurons" using (moved(reached) ? column("layer") : NaN): \
             (column("y") - 0.3):(said(column("measured"), \
             column("foretold"))) with labels boxed font ",12", \
         "" index "cost" using (s == 4 ? column("layer") : NaN):(-0.38): \
             ("ΔC = ".said(column("measured"), column("foretold"))) \
             with labels boxed font ",12", \
         "" index "edges" using \
             (on(column("changed") == 1 && column("x") == 1) + 0.5): \
             (column("y") + column("dy") / 2.0 + 0.12):("w + Δw") \
             with labels boxed tc lt 2
}
unset multiplot
