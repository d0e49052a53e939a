# error_slopes-sign.gp -- the update with both signs of the output's delta
load "plots/style.gp"
set title "AC ← AC - η Ao × Cδ, from Co = 2, label 1: which sign has Cδ?"
set xlabel "step"; set ylabel "error E = ½ (label - Co)^2"
set yrange [0:*]; set key top left
plot dat index "walks" using "step":"right" with linespoints lt 1 ps 0.8 \
         title "Cδ = Co - label, a slope: the error falls", \
     "" index "walks" using "step":"literal" with linespoints lt 2 ps 0.8 \
         title "Cδ = label - Co, as printed in figure 14-12: it grows"
