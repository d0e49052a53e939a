# narrow_window.gp -- factors over a; the width of the window; how often
width = 1200; height = 460
load "plots/style.gp"
set multiplot layout 1, 3 title "|wσ′(wa + b)| ≥ 1: ".caption noenhanced
set bmargin 4; set rmargin 2
set title "the factor that a gradient passes"
set xlabel "incoming activation a"; set ylabel "|wσ′(wa + b)|"
set xrange [0:1]; set yrange [0:4<*]
set key top right samplen 1.5
weights = system("awk '/^# factors/ {on = 1; getline; next} /^# / {on = 0} \
                       on && NF && $1 != last {print last = $1}' '".dat."'")
plot for [k = words(weights):1:-1] dat index "factors" using "a":"factor" \
         every ::(401 * (k - 1))::(401 * k - 1) with lines lt k lw 2.5 \
         title "w = ".word(weights, k), \
     1 with lines lt 8 dt 2 lw 1.5 notitle

set title "how wide the window is"
set xlabel "|w|"; set ylabel "width in a"
set xrange [0:36]; set yrange [0:0.55]
set key bottom right
plot dat index "formula" using "w":"width" with lines lt 1 lw 2.5 \
         title "the text's formula", \
     "" index "search" using "w":"width" with points lt 7 pt 6 ps 0.9 \
         title "by search", \
     "" index "widest" using "w":"width" with points lt 2 pt 7 ps 1.1 notitle, \
     "" index "widest" using "w":"width":(sprintf("%.4f at |w| = %.3f", \
         column("width"), column("w"))) with labels left offset 0.3, 0.9 \
         tc lt 2 notitle

set title "how many random neurons are in it"
set xlabel "s: weights and biases from N(0, s²)"
set ylabel "share with |wσ′| ≥ 1, in %"
set logscale x 2; set xrange [0.5:64]; set yrange [0:10]
unset key
plot dat index "share" using "scale":"share" with linespoints lt 3
unset multiplot
