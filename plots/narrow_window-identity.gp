# narrow_window-identity.gp -- a neuron tries to be the identity
width = 1100; height = 500
load "plots/style.gp"
set multiplot layout 1, 2 title \
    "An identity neuron: w₂σ(w₁x + b) ≈ x (nothing is random)"
set bmargin 4; set rmargin 3
set title "what comes out"
set xlabel "x"; set ylabel "output"
set xrange [0:1]; set yrange [-0.05:1.05]
set key bottom right
plot dat index "identity" using "x":"x" with lines lt 8 lw 5 title "x itself", \
     "" index "identity" using "x":"offset" with lines lt 3 lw 2 \
         title "with an offset, w₁ = 1", \
     "" index "identity" using "x":"best" with lines lt 2 lw 2 \
         title "without: the best there is", \
     "" index "identity" using "x":"matched" with lines lt 2 dt 2 lw 2 \
         title "without: right in 1/2, w₁ = 4"

set title "largest error on [0, 1]"
set xlabel "w₁"; set ylabel "largest |output - x|"
set logscale xy; set format "10^{%T}"
set xrange [0.05:5]; set yrange [1e-5:1]
set key top left
plot dat index "errors" using "w1":"best" with lines lt 2 lw 2 \
         title "the best without an offset", \
     "" index "errors" using "w1":"offset" with lines lt 3 lw 2 \
         title "with an offset: about w₁²/96"
unset multiplot
