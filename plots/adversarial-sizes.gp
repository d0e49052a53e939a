# adversarial-sizes.gp -- what is still read, for changes of every size
width = 1100; height = 480
load "plots/style.gp"
set multiplot layout 1, 2 title "What is still read: ".caption noenhanced
set xlabel "ε, the largest change of a pixel (paper 0, ink 1)"
set ylabel "test images read, %"
set xrange [0:0.305]; set yrange [0:100]; set key at graph 0.98, 0.45 right
name = "dense convolution"
title_of = "'100 neurons' 'one convolution, 100 neurons'"
do for [i = 1:2] {
    set title word(title_of, i)
    plot dat index word(name, i) using "epsilon":"random" with linespoints \
             lt 3 title "random signs", \
         "" index word(name, i) using "epsilon":"one_step" with linespoints \
             lt 1 title "one step", \
         "" index word(name, i) using "epsilon":"iterated" with linespoints \
             lt 2 title "T small steps"
    unset key
}
unset multiplot
