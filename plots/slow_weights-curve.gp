# slow_weights-curve.gp -- the error of one output neuron on its way to z = 15
load "plots/style.gp"
set title "An output neuron that ought to answer 0: the further it is off, " \
    ."the slower it learns (nothing is random)"
set xlabel "weighted input z"; set ylabel "error δ = (a - y) f′(z), y = 0"
set logscale y; set format y "10^{%L}"
set yrange [1e-7:10]
set key bottom left
plot dat index "curve" using "z":"sigmoid" with lines lt 1 lw 3 \
         title "f = σ(z): the slope goes to 0", \
     "" index "curve" using "z":"tilted" with lines lt 2 lw 3 \
         title "f = σ(z) + z/10: the slope stays above 1/10"
