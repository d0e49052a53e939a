# moons-training.gp -- accuracy and cost by epoch, a column for each rate
width = 1100; height = 620
load "plots/style.gp"
stats dat index "epochs" using "epoch" name "epochs" nooutput
array eta[3]; array end[3]             # drawn until a little after it is done
do for [r = 1:3] {
    stats dat index "rates" using "eta" every ::(r-1)::(r-1) nooutput
    eta[r] = STATS_min
    stats dat index "rates" using "done" every ::(r-1)::(r-1) nooutput
    done = STATS_min
    end[r] = done > 0 && done < 0.9 * epochs_max ? 1.1 * done + 5 : epochs_max
}
set multiplot layout 2, 3 title "Two moons: ".caption noenhanced
set key bottom right
set xtics autofreq font ",12"; set lmargin 8; set rmargin 2
do for [what in "accuracy cost"] {
    suffix = what eq "cost" ? "_cost" : ""
    do for [r = 1:3] {
        set title what eq "cost" ? "" : sprintf("η = %g", eta[r])
        set xlabel what eq "cost" ? "epoch" : ""
        set ylabel (r > 1 ? "" : what eq "cost" ? "cost" : "accuracy in %")
        stop = end[r]; set xrange [0:stop]
        if (what eq "cost") { set yrange [0:1] } else { set yrange [35:102] }
        if (what eq "accuracy" && r == 2) { set key } else { unset key }
        plot dat index "epochs" every :::(r-1)::(r-1) \
                 using "epoch":(column("train".suffix)) with lines lt 1 \
                 title "training set", \
             "" index "epochs" every :::(r-1)::(r-1) \
                 using "epoch":(column("test".suffix)) with lines lt 2 lw 1 \
                 title "test set"
    }
}
unset multiplot
