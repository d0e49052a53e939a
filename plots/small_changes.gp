# small_changes.gp -- the error of measured slopes over the step: two Vs
load "plots/style.gp"
stats dat index "best" using "h_forward" name "hf" nooutput
stats dat index "best" using "h_central" name "hc" nooutput
stats dat index "best" using "forward" name "f" nooutput
stats dat index "best" using "central" name "c" nooutput
set title "Slopes by small changes, against backpropagation: ".caption \
    noenhanced
set logscale xy
set format x "10^{%L}"; set format y "10^{%L}"
set xlabel "step h"; set ylabel "relative error of the gradient"
set xrange [1e-14:1]; set yrange [1e-12:10]
set key bottom left
set label sprintf("%.0e", hf_min) at hf_min, f_min offset -1, -1 right \
    tc lt 1
set label sprintf("%.0e", hc_min) at hc_min, c_min offset -1, -1 right \
    tc lt 2
plot dat index "errors" using "h":"forward" with linespoints lt 1 \
         title "forward, (46)", \
     "" index "errors" using "h":"central" with linespoints lt 2 \
         title "central", \
     "" index "best" using "h_forward":"forward" with points lt 1 pt 6 ps 2 \
         notitle, \
     "" index "best" using "h_central":"central" with points lt 2 pt 6 ps 2 \
         notitle
