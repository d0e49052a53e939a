# softmax-glide.gp -- the slider glides: what one output gains, others lose
load "plots/style.gp"
set title "The slider glides: what a₄ gains, the others lose\n" . \
    "{/=12 " . caption . "; dots: the text's three positions}"
set xlabel "z₄"; set ylabel "output"
set yrange [0:1.02]; set xrange [-4:10]
set key enhanced at graph 0.98, 0.6 right
plot for [j = 1:4] dat index "glide" using "z4":"a".j with lines lt j lw 3 \
         title "a_".j, \
     for [j = 1:4] dat index "sliders" using \
         (column("neuron") == j ? column("z4") : NaN):"softmax" \
         with points lt j pt 7 ps 0.9 notitle
