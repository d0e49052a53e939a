# polynomial.gp -- Nielsen's pictures: the points, through all, y = 2x, beyond
width = 1000; height = 700
load "plots/style.gp"
stats dat index "ten" using "y" nooutput
set multiplot layout 2, 2 title "Ten points: ".caption noenhanced
unset key
set xlabel "x"; set ylabel "y"
set xrange [-0.03:1.06]; set yrange [STATS_min - 0.5:STATS_max + 0.5]
set title "ten points"
plot dat index "ten" using "x":"y" with points lt 7 pt 7 ps 0.9
set title "a polynomial of the 9th degree through all of them"
plot dat index "ninth" using "x":"polynomial" with lines lt 1 lw 3, \
     "" index "ten" using "x":"y" with points lt 7 pt 7 ps 0.9
set title "the line y = 2x"
plot dat index "ninth" using "x":"line" with lines lt 2 lw 3, \
     "" index "ten" using "x":"y" with points lt 7 pt 7 ps 0.9
set title "beyond the points, both axes logarithmic"
set logscale xy
set ylabel "|y|"
set xrange [0.5:10]; set yrange [0.1:*]
set xtics (0.5, 1, 2, 5, 10); set format y "10^{%L}"
set key at graph 0.04, 0.95 left Left reverse
plot dat index "beyond" using "x":(abs(column("polynomial"))) with lines \
         lt 1 lw 3 title "9th degree", \
     "" index "beyond" using "x":"line" with lines lt 2 lw 3 title "y = 2x", \
     "" index "ten" using (column("x") < 0.5 ? NaN : column("x")):"y" \
         with points lt 7 pt 7 ps 0.9 title "points"
unset multiplot
