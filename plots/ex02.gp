# ex02.gp -- the reader's backpropagation and ours: the cost, by pass
load "plots/style.gp"
set title "A network learns the two moons by backpropagation"
set xlabel "pass through the 200 points"
set ylabel "cost: mean of ½ (y - a)²"
set key top right
set yrange [0:*]
plot dat index "ours" using "pass":"cost" with lines lt 8 lw 6 title "ours", \
     dat index "yours" using "pass":"cost" with lines lt 2 lw 2 title "yours"
