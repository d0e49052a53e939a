# ex01.gp -- the reader's perceptron rule and ours, after each mistake
load "plots/style.gp"
set title "One neuron learns from its mistakes which of 400 players are taken"
set xlabel "mistakes made"
set ylabel "players on the right side of the line, in %"
set key bottom right
set yrange [0:102]
plot dat index "ours" using "mistakes":"right" with lines lt 8 lw 6 \
         title "ours", \
     dat index "yours" using "mistakes":"right" with lines lt 2 lw 2 \
         title "yours"
