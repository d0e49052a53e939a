# penalties.gp -- smaller weights; wins by a factor
width = 1000; height = 460
load "plots/style.gp"
set multiplot layout 1, 2 title "Penalties: ".caption noenhanced

set title "five classes: by what factor the right one wins"
set xlabel "at least so many times the score of its rival"
set ylabel "share of the test examples in %"
set xrange [0.5:8]; set yrange [0:105]
set key top right samplen 1.5
set arrow from 2, graph 0 to 2, graph 1 nohead lt 8 dt 2
plot dat index "shares" using "ratio":"plain" with lines lt 1 \
         title "asked to win", \
     "" index "shares" using "ratio":"asked" with lines lt 2 \
         title "and by twice as much"
unset arrow

set title "two moons, η = 0.05: large weights punished"
set xlabel "penalty c, logarithmic"
set ylabel "largest weight, |w|"
set y2label "accuracy in %"
set logscale x; set autoscale xfix; set xrange [*:*]; unset mxtics
set xtics ("0.0025" 0.0025, "0.01" 0.01, "0.04" 0.04, \
           "0.16" 0.16)
set yrange [0:8]; set y2range [80:100.5]; set y2tics 5; set ytics 2
set border 11; set rmargin 8
set key bottom left
plot dat index "moons" using "c":"largest" with linespoints lt 1 pt 7 ps 0.8 \
         title "largest weight", \
     "" index "moons" using "c":"accuracy" axes x1y2 with linespoints lt 2 \
         pt 5 ps 0.8 title "accuracy"
unset multiplot
