# ex05.gp -- the reader's batch normalisation and ours: the cost, by step
load "plots/style.gp"
set title "Eight layers of sigmoids learn six points"
set xlabel "step"
set ylabel "cost: cross-entropy"
set yrange [0:*]
set key at graph 0.98, 0.6 right
plot dat index "ours" using "step":"without" with lines lt 8 dt 2 \
         title "without batch normalisation", \
     dat index "ours" using "step":"with" with lines lt 8 lw 6 title "ours", \
     dat index "yours" using "step":"with" with lines lt 2 lw 2 title "yours"
