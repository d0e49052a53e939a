# expand.gp -- what each distortion adds; rotations that are too large
width = 1100; height = 500
load "plots/style.gp"
set multiplot title "Distorted images: ".caption noenhanced
set datafile missing NaN
stats dat index "runs" using "seed":"accuracy" name "runs" nooutput
low = 5 * floor((runs_min_y - 3) / 5)
in(kind) = strcol("of") eq kind
once(kind) = in(kind) && column("seed") == runs_min_x

set size 0.53, 0.92; set origin 0, 0
set title "what each distortion adds"
set ylabel "test images read, in %"
set yrange [low:100]; set xrange [-0.6:6.6]; unset key; unset xtics
set boxwidth 0.7; set bmargin 3.5
shown(name) = name eq "these_three" ? "the first\nthree" : \
              name eq "all_four" ? "all\nfour" : name
plot dat index "runs" using (once("kind") ? column("place") : NaN): \
         "accuracy":(column("place") < 4 ? 6 : column("place") < 5 ? 3 : 2) \
         with boxes lc variable, \
     "" index "runs" using (in("kind") ? column("place") : NaN):"accuracy" \
         with points lt 7 pt 6 ps 0.7, \
     "" index "runs" using (once("kind") ? column("place") : NaN): \
         (column("accuracy") + 1.4):(sprintf("%.1f", column("accuracy"))) \
         with labels, \
     "" index "runs" using (once("kind") ? column("place") : NaN):(low): \
         (shown(strcol("name"))) with labels offset 0, -1.4

set bmargin; set xtics 30 nomirror; set xrange [-5:185]
angle = 'in("angle") ? column("angle") : NaN'
set size 0.47, 0.48; set origin 0.53, 0.44
set title "rotation alone, up to a largest angle"
set ylabel "test images read, in %"; set yrange [low:95]; set format x ""
plot dat index "runs" using (@angle):"accuracy" with linespoints lt 1 ps 0.8

set size 0.47, 0.44; set origin 0.53, 0
set title "6s taken for 9s, 9s taken for 6s"
set xlabel "largest angle, in degrees"; set ylabel "in %"; set format x
set yrange [-0.3:*]; set ytics 2
plot dat index "runs" using (@angle):"six_nine" with linespoints lt 2 ps 0.8
unset multiplot
