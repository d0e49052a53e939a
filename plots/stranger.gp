# stranger.gp -- two accuracies by digits learnt from; lessons; what is misread
width = 1100; height = 640
load "plots/style.gp"
set multiplot title "A network that never saw a real digit: ".caption noenhanced

# accuracy: a thin line for each seed
set size 0.4, 0.92; set origin 0, 0
set title "images read"
set xlabel "drawn digits learnt from, in thousands"; set ylabel "in %"
set xrange [0:*]; set yrange [*:100]
set label 1 "strangers" at graph 0.97, 0.79 right tc lt 1
set label 2 "drawn as the\ntraining digits were" \
    at graph 0.97, 0.28 right tc lt 2
unset key
plot dat index "epochs" using (column("digits") / 1000):"strangers" \
         with linespoints lt 1, \
     "" index "epochs" using (column("digits") / 1000):"drawn" \
         with linespoints lt 2

# images: ten in a row, each in a cell of 34 by so many pixels
unset label; unset tics; unset grid; unset colorbox; unset border
unset xlabel; unset ylabel
set lmargin 0; set rmargin 0; set bmargin 0
set size ratio -1; set palette gray negative; set cbrange [0:1]
sheet(name, rows, high) = "< awk '/^# /{on = $2 == \"".name."\"; next} " \
    ."on && NF {s[y + r] = s[y + r] $0 \" 0 0 0 0 0 0 \"; if (++r == 28) {" \
    ."r = 0; if (++x == 10) {x = 0; y += ".high."}}} " \
    ."END {for (i = 0; i < ".rows * high."; i++) {n = split(s[i], f); " \
    ."while (n++ < 340) s[i] = s[i] \" 0\"; print s[i]}}' '".dat."'"
set xrange [-4:340]
set size 0.58, 0.4; set origin 0.42, 0.52
set title "its lessons: the first thirty"
set yrange [-100:4]
plot sheet("lessons", 3, 34) matrix using 1:(-$2):3 with image
set size 0.58, 0.5; set origin 0.42, 0
set title "strangers that it misreads and is surest of: its answer (meant)"
set yrange [-132:4]
plot sheet("misread", 3, 46) matrix using 1:(-$2):3 with image, \
     dat index "answers" using (column("place") < 30 ? \
         int(column("place")) % 10 * 34 + 13.5 : NaN): \
         (-46 * (int(column("place")) / 10) - 34): \
         (sprintf("%d (%d)", column("answer"), column("meant"))) with labels
unset multiplot
