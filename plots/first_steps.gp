# first_steps.gp -- the cost until something happens, and how images differ
width = 1160; height = 520
load "plots/style.gp"
set multiplot layout 1, 2 title "The first steps: ".caption noenhanced
runs = "network3 n_in network3_drawn n_in_drawn one relu"
array said[6] = ["two convolutions, network3.py's start", \
    "the same from N(0, 1/n_in), b = 0", "softmax layer drawn, not zero", \
    "both", "one convolution", "two, with ReLUs"]
color(i) = i <= 2 ? i : i <= 4 ? i - 2 : i - 2
line(i) = i == 3 || i == 4 ? 2 : 1
of(i, what) = strcol("run") eq word(runs, i) ? column(what) : NaN
set datafile missing NaN
set xlabel "mini-batches"; set xrange [0:*]
set ylabel "cost of the last 100 mini-batches"
set yrange [0:2.6]; set key bottom right samplen 2.5 spacing 0.9
set arrow from graph 0, first log(10) to graph 1, first log(10) nohead lt 8 \
    dt 3
set label "ln 10, all answers 1/10" at graph 0.98, first 2.43 right
set title "cost"
plot for [i = 1:6] dat index "curves" using "updates":(of(i, "cost")) \
         with lines lt color(i) dt line(i) title said[i]
unset arrow; unset label; unset key
set ylabel "spread of the outputs of the 100 neurons"
set logscale y; set yrange [0.0008:3]; set format y "%g"
set title "how different images look to the network"
plot for [i = 1:6] dat index "curves" using "updates":(of(i, "spread")) \
         with lines lt color(i) dt line(i)
unset multiplot
