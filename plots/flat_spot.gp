# flat_spot.gp -- a ball at rest on a flat part, and noise that carries across
width = 1100; height = 800
load "plots/style.gp"
set multiplot title caption noenhanced
set xrange [-2.6:9.4]; set yrange [-0.04:1.12]
set xlabel "weight w"; set ylabel "error E"
unset key

set size 0.5, 0.56; set origin 0, 0.4
set title "batch descent: one curve, with a flat part"
plot dat index "mean" using "w":"error" with lines lt 7, \
     dat index "whole" every ::::0 using "w":"error":("start") \
         with labels offset 0, 1, \
     dat index "whole" every 300 using "w":"error" \
         with points lt 2 pt 6 ps 1.3, \
     dat index "rests" every ::0::0 using "w":"error" \
         with points lt 2 pt 7 ps 1.8, \
     "" index "rests" every ::0::0 using "w":"error": \
         (sprintf("at rest:\nslope below 10^{-6}\nafter %.0f steps", \
                  column("steps"))) with labels center offset 1, -2.4, \
     "" index "rests" every ::1::1 using "w":"error" \
         with points lt 1 pt 7 ps 1.8, \
     "" index "rests" every ::1::1 using "w":"error": \
         ("where a lucky\nstart ends") with labels offset 0, -2

set size 0.5, 0.56; set origin 0.5, 0.4
set title "SGD: every example has a curve of its own"
plot dat index "single" using "w":"error" with lines lt 6 lw 0.8, \
     dat index "mean" using "w":"error" with lines lt 7, \
     dat index "stochastic" every ::::900 using "w":"error" \
         with points lt 1 pt 6 ps 0.7, \
     dat index "whole" every ::::0 using "w":"error":("start") \
         with labels offset 0, 1, \
     dat index "rests" every ::1::1 using "w":"error" \
         with points lt 1 pt 7 ps 1.8

set size 1, 0.4; set origin 0, 0
set title "the weight while it learns"
set xlabel "epoch"; set ylabel "weight w"
set xrange [0:40]; set yrange [-1.6:8]; set rmargin 32
set label "SGD, one example at a time" at graph 1.01, first 6.9 tc lt 1
set label "mini-batches, summed" at graph 1.01, first 5.7 tc lt 3
set label "mini-batches, averaged" at graph 1.01, first 2.2 tc lt 5
set label "batch descent" at graph 1.01, first 0 tc lt 2
plot dat index "summed" using "epoch":"w" with lines lt 3 lw 1, \
     dat index "stochastic" using "epoch":"w" with lines lt 1 lw 1, \
     dat index "averaged" using "epoch":"w" with lines lt 5, \
     dat index "whole" using "epoch":"w" with lines lt 2
unset multiplot
