# ex03.gp -- the reader's network and ours: the cost on new points
load "plots/style.gp"
set title "Two noisy moons, learned from 100 points (η = 1, λ = 0.1, seed 1)"
set xlabel "pass through the 100 points"
set ylabel "cost on 500 new points: mean of -ln a_y"
set key outside bottom center horizontal
set yrange [0:1.3]                       # what runs away leaves at the top
plot dat index "ours" using "pass":"plain" with lines lt 8 lw 6 title "ours", \
     dat index "ours" using "pass":"decay" with lines lt 8 lw 6 notitle, \
     dat index "yours" using "pass":"plain" with lines lt 3 lw 2 \
         title "yours, λ = 0", \
     dat index "yours" using "pass":"decay" with lines lt 2 lw 2 \
         title "yours, λ = 0.1"
