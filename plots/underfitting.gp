# underfitting.gp -- how well networks fit: width, depth, what stands between
width = 1100; height = 500
load "plots/style.gp"
set multiplot title "When a network does not fit: ".caption noenhanced

in(p) = strcol("panel") eq p ? column("row") : NaN
set ytics 10; unset key
set label "● training points" at screen 0.13, 0.035 tc lt 1
set label "━ their mean over the seeds" at screen 0.32, 0.035
set label "■ other points of the spiral" at screen 0.58, 0.035 tc lt 2
set label "┄ guessing" at screen 0.82, 0.035 tc lt 8
do for [i = 1:3] {
    panel = word("width depth between", i)
    set yrange [*:*]; set xrange [*:*]
    stats dat index "means" using (in(panel)) name "row" nooutput
    set size (i < 3 ? 0.3 : 0.4), 0.86; set origin 0.3 * (i - 1), 0.07
    set title (i == 1 ? "one hidden layer" : i == 2 ? \
        "hidden layers of 8 neurons" : "3 hidden layers of 8, and between them")
    set xlabel (i == 1 ? "neurons" : i == 2 ? \
        "hidden layers" : "activation; numbers: leak of a leaky ReLU")
    set ylabel (i == 1 ? "right, in %" : "")
    set yrange [47:101]; set xrange [row_min - 0.6:row_max + 0.6]
    plot 50 with lines lt 8 dt 2, \
         dat index "runs" using (column("row") - 0.12):"train" \
             with points lt 1 ps 0.6, \
         "" index "means" using (column("row") - 0.3):"train":(0.6):(0) \
             with vectors nohead lt 7, \
         "" index "runs" using (column("row") + 0.12):"test" \
             with points lt 2 ps 0.6, \
         "" index "means" using "row":"train":xticlabels(3) \
             with dots lt 7
    unset label
}
unset multiplot
