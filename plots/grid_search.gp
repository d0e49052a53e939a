# grid_search.gp -- the accuracy of every pair, for two ways to step
width = 1100; height = 520
load "plots/style.gp"
test(rule) = strcol("rule") eq rule ? column("test") : NaN
stats dat index "winners" using (test("sum")) name "sum" nooutput
stats dat index "winners" using (test("mean")) name "mean" nooutput
set multiplot layout 1, 2 title \
    "Accuracy on the validation images: ".caption noenhanced
unset key; unset grid; unset border; unset colorbox
unset tics
set xlabel "examples in a mini-batch"; set ylabel "learning rate ε"
set xrange [-0.95:2.55]; set yrange [-0.75:2.55]
# The error on a logarithmic scale: 96.5 to 96 % is as far as 93 to 92 %.
set palette defined (0 "#009e73", 0.35 "#d8efe7", 0.6 "#fde8c8", 1 "#d55e00")
set cbrange [log10(3):log10(90)]
wrong(v) = log10(100 - v < 3 ? 3 : 100 - v)
of(rule) = strcol("rule") eq rule ? column("column") : NaN
won(rule) = column("won") == 1 ? of(rule) : NaN
lowest(rule) = column("row") == 0 ? of(rule) : NaN
shown(v, low, high) = low < high ? \
    sprintf("%.2f %%\n%.2f … %.2f", v, low, high) : sprintf("%.2f %%", v)

titles = "sum mean"
do for [rule in titles] {
    set title (rule eq "sum" ? "a step along the sum of the batch (Buduma)" : \
                               "a step along its mean (Nielsen), η = ε"). \
        sprintf("\nframed: the winner; the test images: %.2f %%", \
                rule eq "sum" ? sum_mean : mean_mean)
    plot dat index "maps" using (of(rule)):"row":(0.5):(0.5): \
             (wrong(column("validation"))) with boxxyerror fc palette \
             fs solid noborder, \
         "" index "maps" using (won(rule)):"row":(0.48):(0.48) \
             with boxxyerror lt 7 lw 4 fs empty border lt 7, \
         "" index "maps" using (of(rule)):"row": \
             (shown(column("validation"), column("low"), column("high"))) \
             with labels font ",15", \
         "" index "maps" using (lowest(rule)):(-0.62):"batch" with labels, \
         "" index "maps" using (of(rule) == 0 ? -0.75 : NaN):"row": \
             "epsilon" with labels
}
unset multiplot
