# error_slopes-weights.gp -- two error curves over a weight, slopes at two each
width = 1000; height = 430
load "plots/style.gp"
of(wanted, value) = strcol("curve") eq wanted ? value : NaN
left(it) = of(it, column("x") - 0.45)
down(it) = of(it, column("error") - 0.45 * column("slope"))
# An arrow along the axis, against the sign of the slope.
against(slope) = slope > 0 ? -0.5 : 0.5
set multiplot layout 1, 2 title \
    "Which way must the weight go?  Against the sign of the slope"
set xlabel "weight"; set ylabel "error"; unset key
set yrange [-0.7:4.5]
do for [it in "bowl hills"] {
    set title it eq "bowl" ? "a bowl" : "hill and valley"
    plot dat index it using "x":"error" with lines lt 7 lw 3, \
         dat index "dots" using (left(it)):(down(it)):(0.9): \
             (0.9 * column("slope")) with vectors nohead lt 3 lw 3, \
         "" index "dots" using (of(it, column("x"))):"error" with points lt 3 \
             pt 7 ps 1.2, \
         "" index "dots" using (of(it, column("x"))):(0): \
             (against(column("slope"))):(0) with vectors lt 2 lw 3, \
         "" index "dots" using (of(it, column("x"))):(0) with points lt 2 \
             pt 7 ps 1.2, \
         "" index "dots" using (of(it, column("x"))):(-0.4): \
             (sprintf("slope %.2g", column("slope"))) with labels
}
unset multiplot
