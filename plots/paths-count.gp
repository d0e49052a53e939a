# paths-count.gp -- multiplications for a gradient: path by path, or by a table
load "plots/style.gp"
set title "What it takes to find a whole gradient"
set xlabel "layers, with the input"; set ylabel "multiplications of factors"
set logscale y; set format y "10^{%T}"
set xrange [1.8:13.2]; set yrange [1:2e7]; set xtics 2, 1, 12
set key bottom right
is(n, y) = column("width") == n ? y : NaN
widths = "2 3 10 30"; ends = "12 12 6 4"
paths(n, last) = column("width") == n && column("layers") == last
plot for [i=1:4] dat index "counts" using "layers": \
         (is(word(widths, i) + 0, column("products"))) with linespoints lt 2 \
         notitle, \
     for [i=1:4] "" index "counts" using "layers": \
         (is(word(widths, i) + 0, column("table"))) with linespoints lt 1 \
         notitle, \
     for [i=1:4] "" index "counts" using \
         (paths(word(widths, i) + 0, word(ends, i) + 0) ? column("layers") : \
          NaN):"products":(sprintf("%d neurons", column("width"))) with labels \
         offset 0, 0.9 tc lt 2 notitle, \
     for [i=1:4] "" index "counts" using \
         (paths(word(widths, i) + 0, word(ends, i) + 0) ? column("layers") : \
          NaN):"table":(sprintf("%d", column("width"))) with labels left \
         offset 0.8, 0 tc lt 1 notitle, \
     NaN with linespoints lt 2 title "each path by itself (53)", \
     NaN with linespoints lt 1 title "backpropagation: the table"
