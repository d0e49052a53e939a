# downhill.gp -- walks down the error curve from both sides, and one too large
width = 1200; height = 480
load "plots/style.gp"
set multiplot title caption noenhanced
curve = 'dat index "valley" using "w":"error" with lines lt 8 notitle'

set size 0.37, 0.93; set origin 0, 0
set title "shorter and shorter steps"
set xlabel "weight w"; set ylabel "error E"
set xrange [-1.2:6.5]; set yrange [-0.03:0.72]
set key top center reverse Left samplen 2
reach = 1.1                            # of a tangent, to both sides
tangent = 'using (column("w")-reach):(column("error")-reach*column("slope"))'. \
          ':(2*reach):(2*reach*column("slope")) with vectors nohead lt 7 lw 1.5'
plot @curve, \
     dat index "up" using "w":"error" with impulses lt 1 lw 1 notitle, \
     "" index "down" using "w":"error" with impulses lt 2 lw 1 notitle, \
     "" index "up" every 3::0::3 @tangent title "tangent", \
     "" index "up" every 3::0::3 \
         using "w":"error":(sprintf("slope %.2f", column("slope"))) \
         with labels left offset 0.8, 0.5 notitle, \
     "" index "up" using "w":"error" with points lt 1 ps 0.8 \
         title "too small: turned up", \
     "" index "down" using "w":"error" with points lt 2 ps 0.8 \
         title "too large: turned down", \
     "" index "up" every ::0::0 using "w":"error":("A") with labels \
         offset -1.2, -0.5 notitle

set size 0.26, 0.5; set origin 0.37, 0.43
set title "the weight while it learns"
set xrange [0:20]; set yrange [0:6.5]
unset xlabel; set ylabel "weight w"; set ytics 2
plot dat index "down" using "step":"w" with linespoints lt 2 notitle, \
     "" index "up" using "step":"w" with linespoints lt 1 notitle
set size 0.26, 0.5; set origin 0.37, 0
set title "the error"
set xlabel "step"; set ylabel "error E"; set yrange [0:0.55]; set ytics 0.2
plot dat index "down" using "step":"error" with linespoints lt 2 notitle, \
     "" index "up" using "step":"error" with linespoints lt 1 notitle

set size 0.37, 0.93; set origin 0.63, 0
set title "a large η leaps across the valley"
set xlabel "weight w"; set ylabel "error E"; set ytics auto
set xrange [-1.7:7.2]; set yrange [-0.03:0.9]
name(step) = substr("ABCD", step + 1, step + 1)
plot @curve, \
     dat index "leaps" every ::0::3 using "w":"error" with linespoints lt 2 \
         ps 0.8 notitle, \
     "" index "leaps" every ::0::3 \
         using "w":"error":(name(column("step"))) with labels \
         offset 0, 1 notitle
unset multiplot
