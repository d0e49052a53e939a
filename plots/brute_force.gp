# brute_force.gp -- 25 weights, and how long it would take to try them all
width = 1200; height = 560
load "plots/style.gp"
set multiplot title "Trying everything: ".caption noenhanced

set size 0.34, 0.9; set origin 0, 0.02
set title "4 inputs, 5 hidden, 1 output: 20 + 5 weights"
unset key; unset border; unset tics; unset grid
set xrange [-0.45:2.45]; set yrange [-2.9:2.9]
set label "features of\na house" at 0, -2.4 center
set label "price" at 2, -0.5 center
plot dat index "edges" using "x":"y":"dx":"dy" \
         with vectors nohead lt 6 lw 1.2, \
     "" index "edges" using "x":"y" with points lt 1 pt 7 ps 2.4, \
     "" index "edges" using (column("x") + column("dx")): \
         (column("y") + column("dy")) with points lt 1 pt 7 ps 2.4
unset label

set size 0.66, 0.9; set origin 0.34, 0.02
set title "how long it takes"
set border 3 lc rgb "#666666"; set grid
set xtics nomirror
set xlabel "weights"; set ylabel "seconds"
set xrange [0:26]; set yrange [1e-9:1e72]
set logscale y; set format y "10^{%T}"; set ytics nomirror 1e-10, 1e10
set mytics 1
set key top left reverse Left samplen 2
plot dat index "extrapolated" using "weights":"here" with lines lt 2 dt 2 \
         title "all weights, on this computer", \
     "" index "extrapolated" using "weights":"taihulight" with lines lt 5 dt 4 \
         title "all weights, TaihuLight (the text's sum)", \
     dat index "measured" using "weights":"brute" with points lt 2 pt 7 ps 1 \
         title "all weights, measured", \
     "" index "measured" using "weights":"descent" with points lt 1 pt 7 ps 1 \
         title "gradient descent, measured", \
     "" index "measured" using "weights":"descent": \
         (column("weights") == 25 ? sprintf("%.0f steps", column("steps")) \
          : "") with labels right offset 0, 1.2 notitle, \
     dat index "marks" using (0):"seconds":(26):(0) with vectors nohead lt 7 \
         lw 1 notitle, \
     "" index "marks" using (25.9):"seconds":"name" with labels right \
         offset 0, 0.55 notitle, \
     dat index "extrapolated" using "weights":"taihulight": \
         (column("weights") == 25 ? sprintf("%.2e s", column("taihulight")) \
          : "") with labels right offset 0.8, -3 notitle
unset multiplot
