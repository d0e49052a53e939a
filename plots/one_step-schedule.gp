# one_step-schedule.gp -- what is in v, and what happens to it when η falls
width = 1100; height = 460
load "plots/style.gp"
set multiplot layout 1, 2 title "What is in v: ".caption noenhanced
set title "weight of a gradient in v, by its age"
set xlabel "age, t - j"; set ylabel "ρ^{t-j}"
set xrange [-0.7:15.7]; set yrange [0:1.05]
unset key
plot dat index "lengths" using (column("t") - 1):"weight":(0.7) \
    with boxes lt 1 fs solid 0.5
set title "on an even slope; η becomes a tenth after step 30"
set xlabel "step t"; set ylabel "length of the step"
set xrange [0:60]; set yrange [0:*]; set offsets 0, 0, graph 0.2, 0
set key top right
plot dat index "lengths" using "t":"slides" with linespoints lt 1 ps 0.4 \
         title "η in v, as on the slides", \
     "" index "lengths" using "t":"outside" with linespoints lt 2 ps 0.4 \
         title "η outside v"
unset multiplot
