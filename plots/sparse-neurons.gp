# sparse-neurons.gp -- what some hidden neurons weigh each pixel with
width = 1000; height = 440
load "plots/style.gp"
set title "What seven hidden neurons look for\n{/=12 ".caption."}"
unset key; unset tics; unset grid; unset border
set size ratio -1; set margins 11, 12, 0.5, 4; set style fill solid 1
set palette defined (-1 "#d55e00", -0.15 "#f3c9a5", 0 "white", \
    0.15 "#a6cbe3", 1 "#0072b2")
set cbrange [-0.6:0.6]; set cblabel "weight"; set cbtics 0.3
set yrange [89.5:-0.5]; set xrange [-0.5:209.5]
set label "no penalty" at -3, 15 right
set label "L2" at -3, 45 right
set label "L1" at -3, 75 right
do for [x = 0:6] {
    do for [y = 0:2] {
        set object 1 + x + 7 * y rectangle from 30 * x + 0.5, 30 * y + 0.5 \
            to 30 * x + 28.5, 30 * y + 28.5 front fs empty \
            border lc rgb "#999999"
    }
}
plot image("neurons") matrix with image
