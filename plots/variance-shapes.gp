# variance-shapes.gp -- what each rule does to outputs and to the gradient
width = 1200; height = 460
load "plots/style.gp"
set datafile missing NaN
set multiplot layout 1, 3 title "One linear layer: ".caption noenhanced
array rule[3] = ["keep_outputs", "keep_gradient", "xavier"]
array said[3] = ["σ^2 = 1/N_{in}", "σ^2 = 1/N_{out}", \
                 "Xavier: σ^2 = 2/(N_{in} + N_{out})"]
of(k, what) = strcol("rule") eq rule[k] ? column(what) : NaN
set logscale xy; set yrange [0.1:10]; set xrange [0.1:10]
set xlabel "N_{in} / N_{out}"; set ylabel "variance multiplied by"
do for [k = 1:3] {
    set title said[k]
    if (k == 1) { set key top right } else { unset key }
    plot dat index "shapes" using (column("n_in") / column("n_out")): \
             (of(k, "up_theory")) with lines lt 1 title "outputs, theory", \
         "" index "shapes" using (column("n_in") / column("n_out")): \
             (of(k, "up")) with points lt 1 ps 1.1 title "measured", \
         "" index "shapes" using (column("n_in") / column("n_out")): \
             (of(k, "down_theory")) with lines lt 2 title "gradient, theory", \
         "" index "shapes" using (column("n_in") / column("n_out")): \
             (of(k, "down")) with points lt 2 ps 1.1 title "measured"
    set ylabel ""
}
unset multiplot
