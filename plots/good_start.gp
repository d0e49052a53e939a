# good_start.gp -- three starts, a panel for each way to learn
width = 1260; height = 460
load "plots/style.gp"
set datafile missing NaN
set multiplot layout 1, 4 title "Starts: ".caption noenhanced
array start[3] = ["zero", "little", "he"]
array said[3] = ["weights 0", "N(0, 0.01^2)", "He, N(0, 2/N_{in})"]
array way[4] = ["descent", "momentum", "ten_times", "batch_norm"]
array said_way[4] = ["descent", "momentum 0.9, same η", "descent, 10 times η", \
                     "descent, batch normalisation"]
of(s, w) = strcol("start") eq start[s] && strcol("way") eq way[w] ? \
           column("validation") : NaN
set yrange [0:100]; set xlabel "epoch"; set ylabel "validation accuracy in %"
set key center right enhanced
do for [w = 1:4] {
    set title said_way[w]
    plot for [s = 1:3] dat index "accuracy" using "epoch":(of(s, w)) \
         with linespoints lt (4 - s) ps (s == 1 ? 1.1 : 0.5) \
         title (w == 1 ? said[s] : "")
    set ylabel ""
}
unset multiplot
