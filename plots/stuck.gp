# stuck.gp -- several starts of the same network; which digits each can read
width = 1100; height = 480
load "plots/style.gp"
stats dat index "digits" using "start" name "starts" nooutput
set multiplot title "Lucky and stuck starts: ".caption noenhanced

set size 0.45, 0.92; set origin 0, 0
set title "accuracy on the test images"
set xlabel "epoch"; set ylabel "accuracy in %"
set yrange [60:100]; set xrange [0:*]
set key bottom right
colour(is_stuck) = 1 + is_stuck        # the line types below
plot 96.59 with lines lt 8 dt 2 title "the text, on MNIST: 96.59", \
     dat index "accuracy" using "epoch":"test":(colour(column("stuck"))) \
         every ::1 with lines lc variable lw 2 notitle, \
     NaN with lines lt 1 title "reads all ten digits", \
     NaN with lines lt 2 title "misses a digit or two"

set size 0.55, 0.92; set origin 0.45, 0
set title "share of each digit's test images that is read, in %"
unset key; unset grid; unset border; unset colorbox
set tics scale 0; set xlabel "digit"; set ylabel "start"
set xtics 1; set ytics 1
set xrange [-0.5:9.5]; set yrange [starts_max + 0.6:0.4]
set palette defined (0 "#d55e00", 5 "#d55e00", 5.1 "#e8f1f8", 100 "#56b4e9")
set cbrange [0:100]
plot dat index "digits" using "digit":"start":(0.48):(0.47):"read" \
         with boxxyerror fc palette fs solid, \
     "" index "digits" using "digit":"start":(sprintf("%.0f", column("read"))) \
         with labels
unset multiplot
