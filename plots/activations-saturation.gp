# activations-saturation.gp -- where the slope goes when z is far from 0
width = 1000; height = 460
load "plots/style.gp"
z_of(name) = strcol("function") eq name ? column("z") : NaN
set multiplot title "Far from the middle, sigmoid and tanh are flat"
set xlabel "z"; set xtics 2
set xrange [-8:8]

set size 0.48, 0.93; set origin 0, 0
set title "the functions"
set ylabel "f(z)"; set yrange [-1.3:2.5]; set ytics 0.5
set key top left
plot dat index "curves" using (z_of("relu")):"f" with lines lt 3 title "ReLU", \
     "" index "curves" using (z_of("sigmoid")):"f" with lines lt 1 \
         title "sigmoid", \
     "" index "curves" using (z_of("tanh")):"f" with lines lt 2 title "tanh"

set size 0.52, 0.93; set origin 0.48, 0
set title "their slopes, on a logarithmic scale"
set ylabel "f′(z)"; set logscale y; set format y "10^{%T}"
set yrange [1e-7:10]; set ytics autofreq
unset key
set label "ReLU: 0 for z < 0" at graph 0.03, 0.06 tc lt 3
plot dat index "curves" using (z_of("relu")):"slope" with lines lt 3, \
     "" index "curves" using (z_of("sigmoid")):"slope" with lines lt 1, \
     "" index "curves" using (z_of("tanh")):"slope" with lines lt 2
unset multiplot
