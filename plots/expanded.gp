# expanded.gp -- one digit in three ways, accuracy by epoch, what storing takes
width = 1100; height = 760
load "plots/style.gp"
set multiplot title "Images made on the fly: ".caption noenhanced
ways = "plain shifted all"
cell = 30

# one digit, ten times in each way
set size 0.76, 0.37; set origin 0.2, 0.58
set lmargin 0; set rmargin 0; set bmargin 0; set tmargin 0
unset key; unset tics; unset grid; unset colorbox; unset border
set size ratio -1
set palette gray negative; set cbrange [0:1]
set xrange [-1:10 * cell]; set yrange [3 * cell:-8]
set label 1 "the same training image, in the first ten epochs" at 5 * cell, -5 \
    center font ",15"
set label 2 "plain" at -6, 13.5 right font ",15" tc lt 8
set label 3 "shifted by a pixel,\nor not" at -6, cell + 11.5 right \
    font ",15" tc lt 1
set label 4 "turned, skewed,\nshifted" at -6, 2 * cell + 11.5 right \
    font ",15" tc lt 2
plot image("images") matrix with image pixels
unset label
set size noratio; set border 3; set grid
set xtics nomirror; set ytics nomirror
set lmargin; set rmargin; set bmargin; set tmargin

# accuracy: a thin line for each seed, and their mean
set size 0.5, 0.57; set origin 0, 0
set title "test images read"
set xlabel "epoch"; set ylabel "in %"
set xrange [0:*]; set yrange [*:100]; set key bottom right
colour(i) = int(word("8 1 2", i))
of(way) = "< awk '/^# /{on = ($2 == \"epochs\")} on && $2 == \"".way. \
          "\" {s[$3] += $5; n[$3]++} END {for (e in s) print e, s[e]/n[e]}' '" \
          .dat."' | sort -n"
one(way) = "< awk '/^# /{on = ($2 == \"epochs\")} on && $2 == \"".way. \
           "\" {if ($1 != last) print \"\"; last = $1; print $3, $5}' '".dat."'"
plot for [i = 1:3] one(word(ways, i)) using 1:2 with lines lt colour(i) lw 0.7 \
         notitle, \
     for [i = 3:1:-1] of(word(ways, i)) using 1:2 with linespoints \
         lt colour(i) lw 3 title word(ways, i)

# memory: logarithmic, from a mini-batch to all images of all epochs
set size 0.5, 0.57; set origin 0.5, 0
set title "what 50 000 training images take, in 60 epochs"
unset xlabel; set ylabel "megabytes (logarithmic)"; unset key; unset xtics
set logscale y; set yrange [0.005:100000]; set format y "%g"
set xrange [-0.6:3.6]; set boxwidth 0.6; set bmargin 5
name(place) = word("one_mini-batch the_originals shifted,_stored all,_stored", \
                   int(place) + 1)
line(text) = (at = strstrt(text, "_"), text[1:at-1]."\n".text[at+1:*])
count(n) = n < 1000 ? sprintf("%d images", n) : n < 1e6 ? \
    sprintf("%d 000", n / 1000) : sprintf("%g million", n / 1e6)
megabytes(x) = x < 1000 ? sprintf(x < 1 ? "%.2f MB" : "%.0f MB", x) : sprintf("%.2g GB", x / 1000)
plot dat index "memory" using "place":"megabytes": \
         (int(word("3 3 1 2", int(column("place")) + 1))) \
         with boxes lc variable, \
     "" index "memory" using "place":(column("megabytes") * 2.2): \
         (megabytes(column("megabytes"))) with labels, \
     "" index "memory" using "place":(0.005): \
         (line(name(column("place"))).sprintf("\n%s", \
          count(column("images")))) with labels offset 0, -1.8
unset multiplot
