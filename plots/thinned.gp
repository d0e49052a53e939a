# thinned.gp -- a network before dropout, four thinned ones, and the one in use
width = 1100; height = 760
load "plots/style.gp"
set multiplot layout 2, 3 title "Hidden neurons deleted at random: " \
    .caption noenhanced
unset key; unset border; unset tics; unset grid
set margins 1, 1, 0.5, 3
set xrange [0.8:3.35]; set yrange [0.2:8.8]
set style fill solid 1 border lt 7
inputs = 5
height_of(k) = 4.5 + (inputs + 1) / 2.0 - k      # input k = 1 ... 5
up(j) = 9 - j                                    # hidden neuron 1 on top
in(p) = column("panel") == p ? 2 : NaN
one(p) = column("neuron") == 1 ? in(p) : NaN
there(p) = column("deleted") == 0 ? in(p) : NaN
gone(p) = column("deleted") == 1 ? in(p) : NaN
title_of(p) = p == 0 ? "before dropout" : p < 5 ? \
    sprintf("mini-batch %d learns", p) : "in use: all; blue weights × (1 - p)"
set angles degrees
do for [p = 0:5] {
    set title title_of(p)
    plot for [k = 1:inputs] dat index "masks" using (there(p) - 1): \
             (height_of(k)):(1):(up(column("neuron")) - height_of(k)) \
             with vectors nohead lc rgb "#9aa7b3" lw 1, \
         "" index "masks" using (there(p)):(up(column("neuron"))):(1): \
             (4.5 - up(column("neuron"))) with vectors nohead lt 1 \
             lw (p == 5 ? 1 : 2.2), \
         for [k = 1:inputs] "" index "masks" using (one(p) - 1): \
             (height_of(k)):(0.09) with circles fc rgb "#e8f1f8", \
         "" index "masks" using (there(p)):(up(column("neuron"))):(0.09) \
             with circles fc rgb "#cfe3f1", \
         for [t = 0:330:30] "" index "masks" using \
             (gone(p) + 0.09 * cos(t)): \
             (up(column("neuron")) + 0.36 * sin(t)) with points pt 7 ps 0.25 \
             lc rgb "#999999", \
         "" index "masks" using (one(p) + 1):(4.5):(0.09) \
             with circles fc rgb "#fde8c8", \
         "" index "masks" using (one(p) + 1.1):(4.5):(0.25):(0) \
             with vectors lt 7 lw 1
}
unset multiplot
