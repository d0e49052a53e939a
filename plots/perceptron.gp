# perceptron.gp -- the line after some of the mistakes; mistakes per pass
width = 1100; height = 500
load "plots/style.gp"
set multiplot title "One neuron learns whom the team takes: ".caption noenhanced

set size 0.56, 0.94; set origin 0, 0
set title "its line after 0, 1, 2, ... mistakes, and the players"
set xlabel "height in cm"; set ylabel "age in years"
set xrange [125:215]; set yrange [9:21]
set key outside top center horizontal
set palette defined (0 "#cccccc", 1 "#222222"); unset colorbox
set style textbox opaque noborder fc "white" margins 0.5, 0.5
of(class, y) = column("accepted") == class ? y : NaN
near(from, to) = 0.06 * from + 0.94 * to
plot dat index "lines" using "height":"age":(column("to_height") \
         - column("height")):(column("to_age") - column("age")):"mistakes" \
         with vectors nohead lw 2.5 lc palette notitle, \
     dat index "players" using "height":(of(1, column("age"))) \
         with points lt 1 ps 0.8 title "accepted", \
     "" index "players" using "height":(of(0, column("age"))) \
         with points lt 2 ps 0.8 title "rejected", \
     "" index "newcomer" using "height":"age" with points lt 7 pt 3 ps 2 lw 2 \
         title "the new player", \
     "" index "lines" using (near(column("height"), column("to_height"))): \
         (near(column("age"), column("to_age"))):"mistakes" \
         with labels boxed font ",16" notitle

set size 0.44, 0.94; set origin 0.56, 0
set title "mistakes in each pass through the players"
set key default; set key noenhanced opaque at graph 0.98, 0.4
set xlabel "pass"; set ylabel "mistakes"
set xrange [1:1000]; set yrange [0:*]; set logscale x
plot dat index "errors" using "pass":"unscaled" with lines lt 2 \
         title "inputs in cm and years", \
     "" index "errors" using "pass":"scaled" with lines lt 1 \
         title "scaled inputs"
unset multiplot
