# bowl.gp -- the error of two weights, with a walk down from A
width = 1150; height = 520
load "plots/style.gp"
set multiplot title "The error of a linear neuron over its two weights, and a " \
                    ."walk down: ".caption noenhanced
set xlabel "w_1, price of a burger"; set ylabel "w_2, price of fries"
unset key

set size 0.6, 1; set origin 0, -0.03
set label 1 "E" at screen 0.035, screen 0.65
set xrange [-4:20]; set yrange [-12:20]; set zrange [0:300]
set xyplane 0
set view 30, 220, 1.15, 0.75
set border 31
set xtics 8; set ytics 8; set ztics 100
unset colorbox
set palette defined (0 "#4f97c7", 1 "#f2f8fc")
set style fill solid 1
# Band by band from the bottom up, so that what is nearer is drawn later.
bands = 12
plots = ""
do for [i = 1:bands] {
    plots = plots.sprintf("'%s' index 'bowl' every 1:1:0:%d:120:%d ".\
        "using 'w1':'w2':'error' with pm3d, ", dat, i - 1, i)
    plots = plots.sprintf("'%s' index 'bowl' every 1:1:0:%d:120:%d ".\
        "using 'w1':'w2':'error' with lines lt 1 lw 0.7, ", dat, i, i)
}
splot @plots dat index "path_good" using "w1":"w2":"error" \
          with linespoints lt 2 lw 3, \
      dat index "path_good" every ::0::0 \
          using "w1":"w2":"error":("A") with labels offset -1.5, 0.5

unset label 1
set size 0.4, 0.92; set origin 0.6, 0
set title "from above, with four directions at A"
set size ratio -1
set border 3
set xrange [-1:19]; set yrange [-5:13]; set xtics 4; set ytics 4
reach = 2.2
unset grid
plot dat index "contours" using "w1":"w2" with lines lt 8 lw 1, \
     dat index "path_good" using "w1":"w2" with linespoints lt 2 ps 0.7, \
     dat index "directions" using "w1":"w2":(reach*column("dw1")): \
         (reach*column("dw2")) with vectors lt 7 lw 2, \
     dat index "directions" using (column("w1") + 3*column("dw1")): \
         (column("w2") + 3*column("dw2")):"number" with labels, \
     dat index "path_good" every ::0::0 using "w1":"w2":("A") \
         with labels offset 1, -0.8
unset multiplot
