# mistakes.gp -- misread digits: label top right, answer bottom right
stats dat index "mistakes" using "place" name "place" nooutput
across = 11; wide = 42; high = 40
rows = int(place_max) / across + 1
width = 1100; height = 80 + 96 * rows
load "plots/style.gp"
set title "Label (blue), answer (orange), how sure it was: ".caption noenhanced
unset key; unset border; unset tics; unset grid; unset colorbox
set lmargin 1; set rmargin 1; set bmargin 0.5; set tmargin 2.5
set palette gray negative; set cbrange [0:1]
set size ratio -1
set xrange [0:across * wide]; set yrange [rows * high:-1]
left(place) = int(place) % across * wide
top(place) = int(place) / across * high
percent(sure) = sprintf("%.1f %%", int(10 * sure) / 10.0)
plot image("grid") matrix with image, \
     dat index "mistakes" using (left(column("place")) + 35.5): \
         (top(column("place")) + 8):"label" \
         with labels font ",17" tc lt 1, \
     "" index "mistakes" using (left(column("place")) + 35.5): \
         (top(column("place")) + 25):"answer" \
         with labels font ",17" tc lt 2, \
     "" index "mistakes" using (left(column("place")) + 17): \
         (top(column("place")) + 34.5):(percent(column("sure"))) \
         with labels font ",11" tc rgb "#666666"
