# few_inputs.gp -- 40 inputs, of which only the first 4 mean something
width = 1000; height = 620
load "plots/style.gp"
set multiplot layout 3, 1 title "A puzzle: ".caption noenhanced
unset key; set style fill solid 0.8; set boxwidth 0.7
set xrange [0.2:40.8]; set xtics (1, 4, 10, 20, 30, 40) scale 0
set ylabel "weight"; set lmargin 9
colour(k) = k <= 4 ? 2 : 1
do for [what in "none L2 L1"] {
    set autoscale y
    stats dat index "right" using (column(what)) nooutput
    set title (what eq "none" ? "no penalty" : what) \
        .sprintf(": %.0f %% of new examples right", STATS_max)
    set xlabel (what eq "L1" ? "input (the first four matter)" : "")
    apart = what eq "none" ? 2 : 0.5
    set ytics apart
    plot dat index "weights" using "input":(column(what)): \
         (colour(column("input"))) with boxes lc variable, \
         0 with lines lt 8 lw 1
}
unset multiplot
