# transfer.gp -- 5 to 9: accuracy by number of updates, four ways to begin
width = 1100; height = 520
load "plots/style.gp"
set multiplot title "From 0 ... 4 to 5 ... 9: ".caption noenhanced
set datafile missing NaN
array way[4] = ["scratch", "top", "upper", "all"]
array said[4] = ["from random weights", "only a new top learns", \
                 "the dense layers learn", "all layers learn"]
of(n, w, what) = column("images") == n && strcol("way") eq way[w] ? \
                 column(what) : NaN
color(w) = w == 1 ? 8 : 5 - w
apart(w) = column("updates") * (1 + 0.035 * (w - 2.5))
set logscale x; set xrange [1.7:240]
set xtics (2, 5, 10, 20, 40, 60, 100, 200)
set yrange [10:100]; set ytics 10
set xlabel "updates, mini-batches of 10"
do for [n in "100 500"] {
    set size 0.5, 0.92; set origin (n eq "100" ? 0 : 0.5), 0
    set title n." images of 5 to 9"
    set ylabel (n eq "100" ? "accuracy on test images of 5 to 9, %" : "")
    set key bottom right
    plot for [w = 1:4] dat index "accuracy" \
             using (apart(w)):(of(n + 0, w, "min")):(0): \
             (of(n + 0, w, "max") - of(n + 0, w, "min")) with vectors nohead \
             lt color(w) lw 1 notitle, \
         for [w = 1:4] dat index "accuracy" \
             using (apart(w)):(of(n + 0, w, "mean")) with linespoints \
             lt color(w) title (n eq "100" ? said[w] : "")
}
unset multiplot
