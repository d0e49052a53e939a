# downhill-rates.gp -- the same walk with five learning rates
load "plots/style.gp"
set title "A learning rate ten times smaller needs ten times as many steps"
set xlabel "step"; set ylabel "error left, in % of the first"
set logscale x; set format x "10^{%T}"
set xrange [1:1e7]; set yrange [0:105]
unset key; unset mxtics
# The last row of each rate, where a hundredth is left, has its steps: the label
# stands right of the curve, which has come to 60 % at 0.11 of them.
beside(left, step) = left == 0.01 ? 0.145 * step : NaN
plot for [i = 0:4] dat index "sweep" every :::i::i \
         using "step":(100*column("left")) with lines lt i+1, \
     dat index "sweep" using (beside(column("left"), column("step"))):(63): \
         (sprintf("η = %g\n%d steps", column("eta"), column("step"))) \
         with labels left offset 0.2, 0 font ",13"
