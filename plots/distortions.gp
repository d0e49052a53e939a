# distortions.gp -- one digit in every way, the elastic field, ten digits
width = 1100; height = 800
load "plots/style.gp"
unset key; unset tics; unset grid; unset colorbox; unset border
set palette gray negative; set cbrange [0:1]
set lmargin 0; set rmargin 0; set bmargin 0; set tmargin 0
set size ratio -1
set multiplot title "Still a five: ".caption noenhanced
cell = 30

# the digit, five times, and the field that bent the last one
set size 0.81, 0.36; set origin 0.01, 0.58
set xrange [-2:5 * cell]; set yrange [41:-8]
title_of(way) = way eq "as_it_is" ? "as it is" : way
middle(i) = cell * i + 13.5
plot image("ways") matrix with image, \
     dat index "distances" using (middle(column("place"))):(-5): \
         (title_of(strcol("way"))) \
         with labels font ",15", \
     "" index "distances" using (middle(column("place"))):(34): \
         (sprintf("to its original: %.1f", column("own"))) with labels, \
     "" index "distances" using (middle(column("place"))):(38): \
         (sprintf("to the nearest %d: %.1f", column("label"), \
                  column("other"))) with labels
set size 0.17, 0.36; set origin 0.82, 0.58
set xrange [-1:29]
set label 1 "whence the ink" at 13.5, -5 center font ",15"
plot dat index "field" using "x":"y":"dx":"dy" with vectors size 1.2, 25 \
         filled lt 1 lw 1

# ten digits
set size 0.86, 0.54; set origin 0.13, 0.01
set xrange [-1:10 * cell]; set yrange [4 * cell:-3]
set label 1 "as they are" at -4, middle(0) right font ",15"
set label 2 "turned, skewed,\nshifted" at -4, middle(1) - 3 right font ",15"
set label 3 "elastic" at -4, middle(2) right font ",15"
set label 4 "turned\nup to 180°" at -4, middle(3) - 3 right font ",15"
plot image("digits") matrix with image
unset multiplot
