# residual-blocks.gp -- training error of all kinds of blocks, two depths
width = 1180; height = 520
load "plots/style.gp"
set datafile missing NaN
stats dat index "errors" using "depth" name "depth" nooutput
kinds = "plain normed after before zero he"
array rate[6]
do for [i = 1:6] {
    stats dat index "errors" using (strcol("kind") eq word(kinds, i) ? \
        column("eta") : NaN) name "eta" nooutput
    rate[i] = eta_max
}
set multiplot title "Blocks: ".caption noenhanced
set xlabel "epoch"; set ylabel "error on the training images in %"
set logscale y; set yrange [0.2:100]; set xrange [0:*]
set ytics (0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
array name[6] = ["plain", "plain, batch norm.", "residual, ReLU after sum", \
    "residual, all before sum", "residual, no batch norm., w₂ = 0", \
    "residual, no batch norm., He's start"]
array colour[6] = [8, 7, 3, 1, 5, 2]
of(kind, deep) = strcol("kind") eq kind && column("deep") == deep ? \
                 column("error") : NaN
unset key
do for [deep = 0:1] {
    set origin deep ? 0.36 : 0, 0; set size deep ? 0.64 : 0.36, 0.93
    set title sprintf("%d layers", deep ? depth_max : depth_min)
    if (deep) { set ylabel "" }
    if (deep) { set key outside right center Left reverse width -10 }
    plot for [i = 1:6] dat index "errors" using "epoch": \
             (of(word(kinds, i), deep)) smooth unique lt colour[i] \
             title sprintf("%s, η = %g", name[i], rate[i]), \
         for [i = 1:6] "" index "errors" using "epoch": \
             (of(word(kinds, i), deep)) with points lt colour[i] pt 7 notitle
}
unset multiplot
