# adversarial.gp -- image, noise, misread image; two groups of three columns
width = 1000; height = 690
load "plots/style.gp"
wide = 44; high = 34; down = 5
set title "One convolution, misled: ".caption noenhanced
unset key; unset border; unset tics; unset grid; unset colorbox
set lmargin 1; set rmargin 1; set bmargin 0.5; set tmargin 2.5
set palette gray negative; set cbrange [0:1]
set size ratio -1
set xrange [0:6 * wide]; set yrange [down * high:-7]
left(label, column) = (int(label) / down * 3 + column) * wide
top(label) = int(label) % down * high
do for [g = 0:1] {
    set label "image" at left(g * down, 0) + 17, -4 center
    set label "noise, ε" at left(g * down, 1) + 17, -4 center
    set label "misread" at left(g * down, 2) + 17, -4 center
}
plot image("columns") matrix with image, \
     dat index "examples" using (left(column("label"), 0) + 37): \
         (top(column("label")) + 17):"label" with labels font ",20" tc lt 1, \
     "" index "examples" using (left(column("label"), 1) + 37): \
         (top(column("label")) + 17):"epsilon" with labels font ",14", \
     "" index "examples" using (left(column("label"), 2) + 37): \
         (top(column("label")) + 17):"answer" with labels font ",20" tc lt 2
