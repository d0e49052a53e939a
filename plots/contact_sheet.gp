# contact_sheet.gp -- how a digit is drawn; drawn digits, beside others if given
width = 1100; height = 720
load "plots/style.gp"
beside = system("sed -n 's/^# beside: //p' '".dat."'")
unset key; unset tics; unset grid; unset colorbox
set palette gray negative; set cbrange [0:255]
set lmargin 0; set rmargin 0; set bmargin 0; set tmargin 1.5
set size ratio -1
set multiplot title "Digits drawn by a program (".caption.")" \
    font ",17" noenhanced

# The steps: the first four in the table's box of 100 x 100, then in pixels
set border 15 lc rgb "#dddddd"
panel(k) = sprintf("set size 0.15, 0.27; set origin %g, 0.66", \
                   0.01 + 0.166 * k)
set title font ",13" offset 0, -0.5
set xrange [-15:115]; set yrange [115:-15]
eval panel(0); set title "two writers ..."
plot dat index "writer_one" using "x":"y" with lines lt 1, \
     dat index "writer_other" using "x":"y" with lines lt 5
eval panel(1); set title "... blended, trembling"
plot dat index "writer_one" using "x":"y" with lines lt 1 lw 0.5, \
     dat index "writer_other" using "x":"y" with lines lt 5 lw 0.5, \
     dat index "points" using "x":"y":"back_x":"back_y" \
         with vectors nohead lt 7 lw 1, \
     "" index "points" using "x":"y" with points lt 7 pt 7 ps 0.6
eval panel(2); set title "joined by curves"
plot dat index "joined" using "x":"y" with lines lt 7, \
     dat index "points" using "x":"y" with points lt 7 pt 7 ps 0.6
eval panel(3); set title "bent"
plot dat index "joined" using "x":"y" with lines lt 8 lw 1, \
     dat index "bent" using "x":"y" with lines lt 7
eval panel(4); set title "slanted, in 20 × 20"
set xrange [0:20]; set yrange [20:0]
plot dat index "slanted" using "x":"y" with lines lt 7
eval panel(5); set title "inked, centred in 28 × 28"
set xrange [-0.5:27.5]; set yrange [27.5:-0.5]
plot image("inked") matrix with image pixels

# The sheets
unset border; set title font ",15" offset 0, -0.7
set xrange [-2:*]; set yrange [300:-2]
if (strlen(beside)) {
    set size 0.49, 0.63; set origin 0, 0.005
    set title "drawn: the first 12 of each digit"
    plot image("drawn") matrix with image
    set size 0.49, 0.63; set origin 0.51, 0.005
    set title beside.": the first 12 of each digit"
    plot image("given") matrix with image
} else {
    set size 1, 0.63; set origin 0, 0.005
    set title "the first 24 of each digit"
    plot image("drawn") matrix with image
}
unset multiplot
