# expanded.gp -- one digit in three ways, and how well the network reads
width = 1100; height = 760
load "plots/style.gp"
set multiplot title "Images made on the fly: ".caption noenhanced
ways = "plain stored shifted all"
place(way) = way eq "plain" ? 0 : way eq "stored" ? 1 : way eq "all" ? 3 : 2
colour(place) = int(word("8 5 1 2", int(place) + 1))

# one digit, ten times in each of three ways
sheet = "< awk '/^# /{on = $2 == \"images\"; next} on && NF {" \
    ."s[y + r] = s[y + r] $0 \" 0 0 \"; if (++r == 28) {r = 0; " \
    ."if (++x == 10) {x = 0; y += 30}}} " \
    ."END {for (i = 0; i < 88; i++) print s[i] == \"\" ? s[0] : s[i]}' '" \
    .dat."'"
set size 0.76, 0.37; set origin 0.2, 0.58
set lmargin 0; set rmargin 0; set bmargin 0; set tmargin 0
unset key; unset tics; unset grid; unset colorbox; unset border
set size ratio -1
set palette gray negative; set cbrange [0:1]
set xrange [-1:300]; set yrange [-90:8]
do for [k = 0:29] {
    x = k % 10 * 30; y = -30 * (k / 10)
    set object k + 1 rectangle from x - 0.5, y + 0.5 to x + 27.5, y - 27.5 \
        front fs empty border lc rgb "#bbbbbb"
}
set label 1 "a training image, shown ten times" at 150, 5 center font ",15"
set label 2 "plain" at -6, -13.5 right font ",15" tc lt 8
set label 3 "shifted by a pixel,\nor not" at -6, -41.5 right font ",15" tc lt 1
set label 4 "all motions: turned,\nskewed, shifted" at -6, -71.5 right \
    font ",15" tc lt 2
plot sheet matrix using 1:(-$2):3 with image
unset label; unset object
set size noratio; set border 3; set grid
set xtics nomirror; set ytics nomirror
set lmargin; set rmargin; set bmargin; set tmargin

# accuracy: a thin line for each seed, and their mean
set size 0.9, 0.57; set origin 0.05, 0
set title "test images read"
set xlabel "how often the network has seen each image"; set ylabel "in %"
set xrange [0:*]; set xtics 5; set yrange [*:*]; set key bottom right
rows(way) = "awk '/^# /{on = ($2 == \"rounds\")} on && $2 == \"".way."\"' '" \
            .dat."'"
of(way) = "< ".rows(way)." | awk '{s[$3] += $5; n[$3]++} " \
          ."END {for (r in s) print 5 * r, s[r]/n[r]}' | sort -n"
one(way) = "< ".rows(way)." | awk '{if ($1 != last) print \"\"; last = $1; " \
           ."print 5 * $3, $5}'"
plot for [i = 0:3] one(word(ways, i + 1)) using 1:2 with lines \
         lt colour(i) lw 0.7 notitle, \
     for [way in "stored all shifted plain"] of(way) using 1:2 \
         with linespoints lt colour(place(way)) \
         lw (way eq "stored" ? 9 : 3) title way
unset multiplot
