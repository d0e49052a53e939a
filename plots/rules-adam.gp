# rules-adam.gp -- Adam's first steps, and its formula with two minus signs
width = 1150; height = 480
load "plots/style.gp"
set multiplot layout 1, 2 title "Adam: ".caption noenhanced \
    margins 0.06, 0.985, 0.13, 0.83 spacing 0.08, 0
set title "length of its steps on an even slope"
set xlabel "step t"; set ylabel "effective rate, in η"
set logscale x
set xrange [1:3000]; set yrange [0:7.5]
set key top right
plot dat index "even" using "t":"adam" with lines lt 6 lw 2.5 \
         title "as on the slides", \
     "" index "even" using "t":"published" with lines lt 7 \
         title "as published, corrected", \
     "" index "even" every ::0::0 using "t":"adam" with points lt 6 pt 7 ps 1 \
         notitle, \
     "" index "even" every ::0::0 using (1.15):"adam": \
         (sprintf("%.3f", column("adam"))) with labels left notitle
unset logscale x; set logscale y
set title "down a bowl, ½ (x² + 20 y²), η = 0.01"
set ylabel "J"; set xrange [0:300]; set yrange [1e-5:1e4]
set format y "10^{%L}"
set key center right
plot dat index "walks" using "t":"program" with lines lt 6 lw 2.5 \
         title "the slides' program", \
     "" index "walks" using "t":"printed" with lines lt 2 lw 2.5 \
         title "the slides' formula: uphill"
unset multiplot
