# adversarial.gp -- image, noise, misread image; two groups of three columns
width = 1000; height = 700
load "plots/style.gp"
wide = 44; high = 34; down = 5
set title "One convolution, misled: ".caption noenhanced offset 0, 0.8
unset key; unset border; unset tics; unset grid; unset colorbox
set lmargin 1; set rmargin 1; set bmargin 0.5; set tmargin 3
set palette gray negative; set cbrange [0:1]
set size ratio -1
set xrange [0:6 * wide]; set yrange [down * high:-8]
left(label, column) = (int(label) / down * 3 + column) * wide
top(label) = int(label) % down * high
do for [g = 0:1] {
    set label "image" at left(g * down, 0) + 17, -4 center
    set label "noise" at left(g * down, 1) + 17, -4 center
    set label "misread" at left(g * down, 2) + 17, -4 center
}
plot image("columns") matrix with image pixels, \
     dat index "examples" using (left(column("label"), 0) + 37): \
         (top(column("label")) + 14): "label" with labels font ",20" tc lt 1, \
     "" index "examples" using (left(column("label"), 0) + 37): \
         (top(column("label")) + 22): \
         (sprintf("%.0f %%", int(column("sure")))) with labels font ",11" \
         tc rgb "#666666", \
     "" index "examples" using (left(column("label"), 2) + 37): \
         (top(column("label")) + 14): "answer" with labels font ",20" tc lt 2, \
     "" index "examples" using (left(column("label"), 2) + 37): \
         (top(column("label")) + 22): \
         (sprintf("%.0f %%", int(column("surer")))) with labels font ",11" \
         tc rgb "#666666"
