# unstable.gp -- gradients by depth; growth per layer over the slope of σ
width = 1150; height = 540
load "plots/style.gp"
set multiplot layout 1, 2 title "Unstable gradients: ".caption noenhanced
set bmargin 4; set rmargin 3
set title "‖∂C/∂b‖, with σ(z)"
set xlabel "layers between the bias and the output layer"
set ylabel "speed of learning, compared with the last layer"
stats dat index "depth" using "between" name "between" nooutput
set format y "10^{%.0f}"; set ytics 5 * ceil(between_max / 20)
set xrange [0:*]; set yrange [-1.42 * between_max:1.68 * between_max]
set key top left Left reverse samplen 2
of(n, y) = column("width") == n ? y : NaN
plot dat index "depth" using "between":(of(1, column("speed"))) with lines \
         lc rgb "#a6cbe3" lw 0.7 notitle, \
     "" index "depth" using "between":(of(30, column("speed"))) with lines \
         lt 2 lw 0.7 notitle, \
     "" index "depth" using "between":(of(1, column("explodes"))) with lines \
         lt 7 lw 2.5 title "a chain, all w = 100, all z = 0", \
     NaN with lines lc rgb "#a6cbe3" lw 2 title "chains of single neurons", \
     NaN with lines lt 2 title "layers of 30"

set title "with σ(cz)"
set xlabel "slope c of the activation"
set ylabel "growth per layer, going down"
set logscale xy 2; set logscale y 10; set format y "10^{%T}"; set format x "%g"
set xrange [0.5:32]; set yrange [1e-4:20]; set ytics autofreq
set key bottom left Left reverse samplen 2
set label "explodes" at 0.55, 2.5 tc rgb "#666666"
set label "vanishes" at 0.55, 0.55 tc rgb "#666666"
plot 1 with lines lt 8 lw 1.5 notitle, \
     dat index "growth" using "c":(of(1, column("held"))) with lines lt 7 dt 2 \
         title "a chain, all w = 1, all z = 0", \
     "" index "growth" using "c":(of(300, column("growth"))) \
         with linespoints lt 3 title "layers of 300", \
     "" index "growth" using "c":(of(30, column("growth"))) \
         with linespoints lt 2 title "layers of 30", \
     "" index "growth" using "c":(of(1, column("growth"))) \
         with linespoints lt 1 title "chains, geometric mean"
unset multiplot
