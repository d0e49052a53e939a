# moons-starts.gp -- when each of twelve starts has learned everything
width = 900; height = 520
load "plots/style.gp"
stats dat index "epochs" using "epoch" name "epochs" nooutput
stats dat index "starts" using "seed" name "seed" nooutput
array eta[3]
do for [r = 1:3] {
    stats dat index "rates" using "eta" every ::(r-1)::(r-1) nooutput
    eta[r] = STATS_min
}
never = 3.2 * epochs_max
settings = caption[1:strstrt(caption, ", seed") - 1]    # of one run: its seed
set title "Starts as they come: first epoch with all answers right, " \
    ."training and test\n".settings noenhanced
set xlabel "epoch, logarithmic"; set ylabel "seed"
set logscale x; unset mxtics
set xrange [0.8:12 * epochs_max]; set yrange [seed_max + 0.7:seed_min - 1.3]
set xtics (1, 2, 5, 10, 20, 50, 100, 200)
set ytics seed_min, 1, seed_max
set key bottom center outside horizontal; set bmargin 6; set rmargin 3
mark(r) = column("rate") == r && column("done") > 0 ? column("done") : NaN
place(r) = never * 1.7 ** (r - 1)
missed(r) = column("rate") == r && column("done") == 0 ? place(r) : NaN
set object 1 rectangle from 1.6 * epochs_max, graph 0 to graph 1, graph 1 \
    fc rgb "#f2f2f2" fs solid noborder behind
set label "never; accuracy in %" at place(2), seed_min - 0.85 center
array colour[3]
colour[1] = 2; colour[2] = 1; colour[3] = 3
plot for [r = 1:3] dat index "starts" using (mark(r)):"seed" with points \
         lt colour[r] ps 1.2 title sprintf("η = %g", eta[r]), \
     for [r = 1:3] "" index "starts" \
         using (missed(r)):"seed":(sprintf("%.0f", column("accuracy"))) \
         with labels tc lt colour[r] notitle
