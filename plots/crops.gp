# crops.gp -- errors by epoch and by number of answers; crops of one image
width = 1100; height = 520
load "plots/style.gp"
set multiplot title "Crops and mirrors: ".caption noenhanced
ways = "centre crops mirrors"
array named[3] = ["the centre, always", "random crops", "and mirrors"]
colour(i) = int(word("8 1 2", i))
rows(way) = "awk '/^# /{on = ($2 == \"errors\")} on && $1 == \"".way."\"' '" \
            .dat."'"
# the mean of the seeds, by epoch; and after the last, by k
by_epoch(way) = "< ".rows(way)." | awk '{s[$3] += $4; n[$3]++} " \
                ."END {for (e in s) print e, s[e] / n[e]}' | sort -n"
by_best(way) = "< ".rows(way)." | awk '{for (k = 1; k <= 5; k++) " \
               ."now[$2, k] = $(k + 3); seeds[$2]} END {for (k = 1; k <= 5; " \
               ."k++) {sum = n = 0; for (x in seeds) {sum += now[x, k]; n++} " \
               ."print k, sum / n}}'"
set size 0.36, 0.92; set origin 0, 0
set title "misread test images"
set xlabel "epoch"; set ylabel "in %"
set xrange [0:*]; set yrange [0:*]; set xtics 10
set key top right
plot for [i = 1:3] by_epoch(word(ways, i)) using 1:2 with linespoints \
         lt colour(i) title named[i]
set origin 0.34, 0
set title "label not among the best k answers"
set xlabel "k"; unset ylabel; unset key
set logscale y; set xrange [0.8:5.2]; set yrange [*:*]; set xtics 1
plot for [i = 1:3] by_best(word(ways, i)) using 1:2 with linespoints \
         lt colour(i)
unset logscale

# three rows of six images, side x side pixels, a gap of 2 between them
side = int(system("awk '/^# /{on = $2 == \"images\"; next} on && NF " \
                  ."{print NF; exit}' '".dat."'"))
sheet = "< awk '/^# /{on = $2 == \"images\"; next} on && NF {" \
    ."s[y + r] = s[y + r] $0 \" 0 0 \"; if (++r == NF) {side = NF; r = 0; " \
    ."if (++x == 6) {x = 0; y += side + 2}}} " \
    ."END {for (i = 0; i < 3 * side + 4; i++) " \
    ."print s[i] == \"\" ? s[0] : s[i]}' '".dat."'"
set size 0.28, 0.8; set origin 0.7, 0.08
set lmargin 0; set rmargin 0; set bmargin 0; set tmargin 0
unset tics; unset grid; unset colorbox; unset border; unset title; unset xlabel
set size ratio -1
set palette gray negative; set cbrange [0:1]
step = side + 2
set xrange [-1:6 * step]; set yrange [-3 * step - 1:8]
do for [k = 0:17] {
    x = k % 6 * step; y = -step * (k / 6)
    set object k + 1 rectangle from x - 0.5, y + 0.5 \
        to x + side - 0.5, y - side + 0.5 front fs empty border lc rgb "#bbbbbb"
}
set label 1 "one image, shown six times" at 3 * step, 7 center font ",15"
plot sheet matrix using 1:(-$2):3 with image pixels
unset multiplot
