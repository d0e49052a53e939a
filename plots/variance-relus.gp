# variance-relus.gp -- mean square of ReLUs' outputs, layer by layer
width = 900; height = 520
load "plots/style.gp"
set datafile missing NaN
array rule[4] = ["he", "on_slides", "xavier", "in_words"]
array said[4] = ["He: 2/N_{in}", "He on the slides: 4/(N_{in} + N_{out})", \
                 "Xavier: 2/(N_{in} + N_{out})", \
                 "in the slides' words, Xavier divided by 2: 1/(N_{in} + N_{out})"]
of(k) = strcol("rule") eq rule[k] ? column("square") : NaN
set title "ReLUs in wide and thin layers in turns: ".caption noenhanced
set logscale y; set format y "10^{%L}"
set xlabel "layer"; set ylabel "mean of a^2"
set key bottom left Left reverse spacing 1.2 enhanced
plot for [k = 1:4] dat index "relus" using "layer":(of(k)) \
     with linespoints lt k title said[k]
