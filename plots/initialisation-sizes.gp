# initialisation-sizes.gp -- per layer: spread of the outputs, size of gradients
width = 1200; height = 520
load "plots/style.gp"
set datafile missing NaN
stats dat index "layers" using "layer" name "layers" nooutput
set multiplot layout 1, 2 title "On the way up, and down: ".caption noenhanced
starts = system("awk '/^# histograms/{exit} NF == 6 && $2 + 0 > 0 && " \
                . "!seen[$1]++ {print $1}' '".dat."'")
array known[6] = ["N(0, 0.01^2), tanh", "N(0, 1), tanh", "Xavier, tanh", \
                  "Xavier, ReLU", "He, ReLU", \
                  "N(0, 0.01): variance 0.01, tanh"]
plain(k) = system("echo '".word(starts, k)."' | tr _ ' '")
said(k) = k <= 6 ? known[k] : plain(k)
of(k, what) = strcol("start") eq word(starts, k) ? column(what) : NaN
set logscale y; set format y "10^{%L}"; set xlabel "layer"
set xrange [0.5:layers_max + 0.5]
unset key
set title "outputs: standard deviation"
set ylabel "standard deviation of the outputs"
plot for [k = 1:words(starts)] dat index "layers" using "layer":(of(k, "std")) \
     with linespoints lt k
set title "gradient: from right to left"
set ylabel "√(mean of δ^2)" enhanced
stats dat index "layers" using "gradient" name "slope" nooutput
room = slope_min > 0 ? (slope_max / slope_min) ** 0.75 : 1e7     # for the key
set yrange [*:slope_max * room]; set key top right spacing 1.1
plot for [k = 1:words(starts)] dat index "layers" \
     using "layer":(of(k, "gradient")) \
     with linespoints lt k title said(k) enhanced
unset multiplot
