# batch_sizes.gp -- the cost over epochs and over seconds; the time of a step
width = 1240; height = 470
load "plots/style.gp"
stats dat index "curves" using "epoch":"cost" name "last" nooutput
runs = 8
array rate[runs]; array size[runs]
do for [i = 1:runs] {
    stats dat index "curves" every :::(i-1)::(i-1) using "m":"eta" name "a" \
        nooutput
    size[i] = a_max_x; rate[i] = a_max_y
}
set multiplot title caption noenhanced
set logscale y; set yrange [0.1:15]; set ytics (0.1, 0.3, 1, 3, 10)
set ylabel "cost on training images" offset 1
unset key
at_end(x) = column("epoch") == last_max_x ? x : NaN

# The curves of 1 and of 8 nearly meet: their labels stand side by side.
said(m) = m == 1 ? "      1" : sprintf("%.0f", m)
set size 0.36, 0.9; set origin 0, 0
set title "by epochs"
set xlabel "epoch"
set xrange [0:last_max_x * 1.22]
plot for [i = 0:runs-1] dat index "curves" every :::i::i \
         using "epoch":"cost" with lines lt i+1, \
     dat index "curves" using (at_end(column("epoch"))):"cost": \
         (said(column("m"))) with labels left offset 0.4, 0

set size 0.36, 0.9; set origin 0.34, 0
set title "by the clock"
set xlabel "seconds of computing"
set logscale x; set xrange [0.001:1.5]; unset mxtics
set key bottom left Left reverse samplen 1.5 title "m, η"
plot for [i = 0:runs-1] dat index "curves" every ::1:i::i \
         using "seconds":"cost" with linespoints lt i+1 ps 0.3 \
         title sprintf("%.0f,  %g", size[i + 1], rate[i + 1])

set size 0.32, 0.9; set origin 0.68, 0
set title "time of one step"
set xlabel "examples in a step, m"; set ylabel "seconds"
set xrange [0.7:3e4]; set yrange [1e-6:0.2]
set format x "10^{%T}"; set format y "10^{%T}"; set ytics auto
unset key
stats dat index "steps" using "m":"step" name "s" nooutput
plot s_max_y * x / s_max_x with lines lt 8 dt 2, \
     dat index "steps" using "m":"step" with linespoints lt 7 ps 0.8, \
     "" index "steps" every ::0::0 using (40):(2e-6): \
         ("in proportion") with labels left tc lt 8
unset multiplot
