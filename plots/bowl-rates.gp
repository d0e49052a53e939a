# bowl-rates.gp -- the bowl from above, and three walks down
width = 1200; height = 470
load "plots/style.gp"
walks = "path_slow path_good path_large"
array what[3] = ["too small", "good", "too large"]
set multiplot layout 1, 3 \
    title "20 steps down the same bowl, seen from above: " \
          ."E is equal along a line, and least at the black point"
set size ratio -1
set xrange [-1:17]; set yrange [-5:12.5]
set xlabel "w_1, price of a burger"; set ylabel "w_2, price of fries"
set xtics 4; set ytics 4
unset grid; unset key
do for [i = 1:3] {
    stats dat index word(walks, i) using "epsilon" name "epsilon" nooutput
    set title sprintf("ε = %.4f: %s", epsilon_min, what[i])
    plot dat index "contours" using "w1":"w2" with lines lt 8 lw 1, \
         "" index "bowl" every ::0:0:0:0 using "w1":"w2" \
             with points lt 7 pt 7 ps 0.9, \
         "" index word(walks, i) using "w1":"w2" with linespoints lt i lw 2 \
             pt 7 ps 0.5, \
         "" index word(walks, i) every ::0::0 \
             using "w1":"w2":("A") with labels offset 0.5, -1
}
unset multiplot
