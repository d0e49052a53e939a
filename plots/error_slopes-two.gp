# error_slopes-two.gp -- the error over each of two outputs, the other frozen
width = 1100; height = 460
load "plots/style.gp"
of(wanted, value) = strcol("curve") eq wanted ? value : NaN
set multiplot layout 1, 2 title \
    "E = (1 - P1)^2 + (0 - P2)^2, one output moves and the other is frozen"
set ylabel "error E"; set key top center
do for [it in "first second"] {
    set yrange [*:*]     # stats leaves out what is not in the range
    stats dat index "dots" using (of(it, column("x"))) name "x" nooutput
    stats dat index "dots" using (of(it, column("error"))) name "e" nooutput
    stats dat index "dots" using (of(it, column("slope"))) name "s" nooutput
    stats dat index it using "error" name "low" nooutput
    name = it eq "first" ? "P1" : "P2"; neuron = it eq "first" ? "C" : "D"
    set title sprintf("at %s = %g the slope, %sδ, is %.3g", name, x_min, \
                      neuron, s_min)
    set xlabel name
    set yrange [0:7]
    plot dat index it using "x":"error" with lines lt 7 lw 3 \
             title "the error", \
         [x_min - 0.8:x_min + 0.8] e_min + s_min * (x - x_min) with lines lt 3 \
             lw 3 title "its slope", \
         dat index "dots" using (of(it, column("x"))):(0.1) with points lt 5 \
             pt 7 ps 1.5 title name." now", \
         low_min with lines lt 8 dt 2 title sprintf("lowest: %.2f", low_min)
}
unset multiplot
