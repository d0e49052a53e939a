# moons-weights.gp -- all 37 parameters by epoch, a panel for each rate
width = 1100; height = 480
load "plots/style.gp"
stats dat index "epochs" using "epoch" name "epochs" nooutput
array eta[3]; array end[3]
do for [r = 1:3] {
    stats dat index "rates" using "eta" every ::(r-1)::(r-1) nooutput
    eta[r] = STATS_min
    stats dat index "rates" using "done" every ::(r-1)::(r-1) nooutput
    done = STATS_min
    end[r] = done > 0 && done < 0.9 * epochs_max ? 1.1 * done + 5 : epochs_max
}
first = 8                              # columns 8 ... 44 are the parameters:
last = 44                              # 8 + 16 + 4 weights, 4 + 4 + 1 biases
kind(i) = i < first + 8 ? 1 : i < first + 24 ? 3 : i < first + 28 ? 2 : \
          i < last ? 8 : 7
set multiplot layout 1, 3 title "All weights and biases: ".caption noenhanced
unset key
set xlabel "epoch"; set ylabel "value"
set xtics font ",11"; set lmargin 7; set rmargin 1; set bmargin 6
set key bottom center outside horizontal
do for [r = 1:3] {
    set title sprintf("η = %g", eta[r])
    stop = end[r]; set xrange [0:stop]
    plot for [i = first:last] dat index "epochs" every :::(r-1)::(r-1) \
             using "epoch":i with lines lt kind(i) lw (i == last ? 2 : 1) \
             notitle, \
         NaN with lines lt (r == 1 ? 1 : r == 2 ? 2 : 8) title \
             r == 1 ? "weights into layer 2" : \
             r == 2 ? "into the output" : "biases", \
         NaN with lines lt (r == 1 ? 3 : 7) title \
             r == 1 ? "into layer 3" : r == 2 ? "its bias" : ""
}
unset multiplot
