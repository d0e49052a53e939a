# mistakes.gp -- misread digits: label top right, answer bottom right
width = 1100; height = 370
load "plots/style.gp"
stats dat index "mistakes" using "top" name "top" nooutput
cell_wide = 42; cell_high = 40
rows = top_max / cell_high + 1
set title "The mistakes it is surest of: ".caption noenhanced
unset key; unset border; unset tics; unset grid; unset colorbox
set lmargin 1; set rmargin 1; set bmargin 0.5; set tmargin 2.5
set palette gray negative; set cbrange [0:1]
set size ratio -1
set xrange [0:11 * cell_wide]; set yrange [rows * cell_high:-1]
plot image("grid") matrix with image pixels, \
     dat index "mistakes" using (column("left") + 35.5):(column("top") + 8): \
         "label" with labels font ",17" tc lt 1, \
     "" index "mistakes" using (column("left") + 35.5):(column("top") + 25): \
         "answer" with labels font ",17" tc lt 2, \
     "" index "mistakes" using (column("left") + 17):(column("top") + 34.5): \
         (sprintf("%.1f %%", int(10 * column("sure")) / 10.0)) with labels font ",11" \
         tc rgb "#666666"
