# bias.gp -- circles and stars: a line through (0, 0), and any line
width = 1100; height = 430
load "plots/style.gp"
set multiplot title "Why a bias: ".caption noenhanced

set xlabel "x_1"; set ylabel "x_2"
set xrange [-0.7:2.4]; set yrange [-0.7:2.4]
set xtics 1; set ytics 1
unset key; set clip two
only(what) = what ? column("x2") : NaN
do for [bias = 0:1] {
    set size 0.34, 0.92; set origin 0.33 * bias, 0
    set title bias ? "with a bias: circles and stars apart" \
                   : "without: any line through (0, 0) gets half wrong"
    given = bias ? "with" : "without"
    of(kind) = only(strcol("kind") eq kind)
    plot dat index "lines" using "x1":(bias ? NaN : of("turns")): \
             (column("to_x1") - column("x1")):(column("to_x2") - column("x2")) \
             with vectors nohead lc rgb "#bbbbbb" lw 0.7, \
         "" index "lines" using "x1":(of(given)): \
             (column("to_x1") - column("x1")):(column("to_x2") - column("x2")) \
             with vectors nohead lt 7 lw 2.5, \
         "" index "points" using "x1":(only(column("star") == 0)) \
             with points lt 1 pt 7 ps 0.8, \
         "" index "points" using "x1":(only(column("star") == 1)) \
             with points lt 5 pt 3 ps 0.8, \
         "" index "points" using "x1":(only(column("star") != column(given))) \
             with points lt 2 pt 6 ps 1.6 lw 2, \
         "" index "axis" using (0):(only(bias)) with points lt 3 pt 7 ps 1, \
         "" index "axis" using (-0.6):(bias ? -0.3 : NaN):(sprintf( \
             "meets the axis at\n-b/w_2 = %.2f, b is %.2f", column("x2"), \
             column("b"))) with labels left tc lt 3 font ",13"
}
set size 0.33, 0.92; set origin 0.67, 0
set title "mistakes in each pass"
set key opaque at graph 0.98, 0.6
set xlabel "pass"; set ylabel "mistakes"
set xrange [1:1000]; set yrange [0:*]; set logscale x
set xtics auto; set ytics auto
plot dat index "errors" using "pass":"without" with lines lt 2 \
         title "without a bias", \
     "" index "errors" using "pass":"with" with lines lt 1 title "with a bias"
unset multiplot
