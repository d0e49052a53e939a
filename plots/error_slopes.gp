# error_slopes.gp -- the error over P1 with its slope; one change, as bars
width = 1100; height = 480
load "plots/style.gp"
of(wanted, value) = strcol("curve") eq wanted ? value : NaN
stats dat index "dots" using (of("squared", column("x"))) name "x" nooutput
stats dat index "dots" using (of("squared", column("error"))) name "e" nooutput
stats dat index "dots" using (of("squared", column("slope"))) name "s" nooutput
tangent(x) = e_min + s_min * (x - x_min)
stats dat index "squared" using "error" name "top" nooutput
set multiplot title "The error of one output: ".caption noenhanced

set size 0.55, 0.92; set origin 0, 0
set title sprintf("E = (1 - P1)^2; at P1 = %g its slope is %.3g", x_min, s_min)
set xlabel "P1, the output of neuron C"; set ylabel "error E"
set xrange [-2.2:4]; set yrange [-1:top_max]
set key top right
plot dat index "squared" using "x":"error" with lines lt 7 lw 3 \
         title "the error", \
     [x_min - 1:x_min + 1] tangent(x) with lines lt 3 lw 3 \
         title "the slope: the delta Cδ", \
     dat index "dots" using (of("squared", column("x"))):(0) with points lt 5 \
         pt 7 ps 1.5 title "P1 now", \
     "" index "dots" using (of("squared", column("x"))):"error" with points \
         lt 3 pt 7 ps 1.2 notitle

set size 0.45, 0.92; set origin 0.55, 0
set title "a change of P1 becomes a change of E: Em = Cm × Cδ"
set xrange [0.4:5.6]; set yrange [*:*]; set offsets 0, 0, 0.4, 0.4
unset key; set xlabel " "; set ylabel "amount"; set boxwidth 0.7
set xzeroaxis lt 7 lw 1
set xtics ("Cm" 1, "Em" 2, "E" 3, "E + Em" 4, "really" 5)
set style fill solid 0.8 noborder
said(v) = sprintf("%.5g", v)
above(v) = v < 0 ? v - 0.25 : v + 0.2
plot dat index "bars" using (1):"m" with boxes lt 5, \
     "" index "bars" using (2):"em" with boxes lt 2, \
     "" index "bars" using (3):"error" with boxes lt 7, \
     "" index "bars" using (4):"predicted" with boxes lt 3, \
     "" index "bars" using (5):"really" with boxes lt 7, \
     "" index "bars" using (1):(above(column("m"))):(said(column("m"))) \
         with labels, \
     "" index "bars" using (2):(above(column("em"))):(said(column("em"))) \
         with labels, \
     "" index "bars" using (3):(above(column("error"))): \
         (said(column("error"))) with labels, \
     "" index "bars" using (4):(above(column("predicted"))): \
         (said(column("predicted"))) with labels, \
     "" index "bars" using (5):(above(column("really"))): \
         (said(column("really"))) with labels
unset multiplot
