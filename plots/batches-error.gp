# batches-error.gp -- the error over the examples that were looked at
load "plots/style.gp"
set title caption noenhanced
set xlabel "examples looked at"; set ylabel "error E"
set logscale x; set xrange [0.8:2e6]; set yrange [0:*]
set format x "10^{%T}"
unset key
set label "one at a time" at 120, 0.115 tc lt 3
set label "mini-batches" at 8000, 0.055 tc lt 2
set label "all at once" at 250000, 0.066 tc lt 1
start(seen) = seen < 1 ? 0.8 : seen
plot dat index "whole" using (start(column("seen"))):"error" with steps lt 1, \
     dat index "some" using (start(column("seen"))):"error" with steps lt 2, \
     dat index "single" using (start(column("seen"))):"error" with steps lt 3
