# downhill-surface.gp -- down the valley of two weights
width = 1100; height = 500
load "plots/style.gp"
set table $contours                        # of the grid
set contour base; unset surface
set cntrparam levels discrete 0.05, 0.2, 0.5, 1, 2, 3, 4, 5, 6, 7, 8
splot dat index "surface" using "w1":"w2":"error"
unset table; unset contour; set surface

set multiplot title "Down the valley of two weights, step by step"
set xlabel "w_1"; set ylabel "w_2"; unset key
set size 0.54, 1; set origin 0, -0.02
set zlabel "error E" rotate offset 1, 0; set ztics 4
set view 50, 200, 0.95, 1.2; set xyplane 0
set hidden3d offset 0
splot dat index "surface" every 2:2 using "w1":"w2":"error" \
          with lines lc rgb "#56b4e9" lw 1, \
      dat index "trail" using "w1":"w2":"error" \
          with linespoints lt 2 ps 0.7 nohidden3d, \
      dat index "trail" every ::0::0 using "w1":"w2":"error":("A") \
          with labels offset 0, 1 nohidden3d

set size 0.46, 0.94; set origin 0.54, 0
set title "from above, with four directions at A"
set size ratio -1
set xrange [-1:5]; set yrange [-1:5]
plot $contours using 1:2 with lines lt 8 lw 1, \
     dat index "trail" using "w1":"w2" with linespoints lt 2 ps 0.7, \
     dat index "trail" every ::0::0 using "w1":"w2":("A") \
         with labels offset 1, -0.7, \
     dat index "directions" using "w1":"w2":"dx":"dy" \
         with vectors lt 7 lw 1.5, \
     dat index "directions" using (column("w1") + 1.3*column("dx")): \
         (column("w2") + 1.3*column("dy")):"number" with labels
unset multiplot
