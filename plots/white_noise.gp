# white_noise.gp -- noise, the same as ten digits; below, what was changed
width = 1100; height = 340
load "plots/style.gp"
set title "The same noise, read as ten digits: ".caption noenhanced
unset key; unset border; unset tics; unset grid; unset colorbox
set lmargin 1; set rmargin 1; set bmargin 0.5; set tmargin 2.5
set palette gray negative; set cbrange [0:1]
set size ratio -1
cell = 32
set xrange [0:11 * cell]; set yrange [2 * cell + 10:-10]
set label "random" at 15.5, -3.5 center font ",15"
set label "changed, × 4\n(grey: not)" at 15.5, cell + 13 center
set label "pixels\nchanged by" at 15.5, 2 * cell + 2 center font ",11"
plot image("sheet") matrix using 1:2:($1 < 32 && $2 >= 32 ? NaN : $3) \
         with image pixels, \
     dat index "wishes" using ((column("digit") + 1) * cell + 15.5):(-3.5): \
         "digit" with labels font ",20" tc lt 2, \
     "" index "wishes" using ((column("digit") + 1) * cell + 15.5): \
         (2 * cell + 3):(sprintf("%.2f", column("change"))) \
         with labels font ",12"
