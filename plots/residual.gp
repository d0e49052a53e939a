# residual.gp -- training error of plain and of residual networks, two depths
width = 1000; height = 480
load "plots/style.gp"
set datafile missing NaN
stats dat index "errors" using "depth" name "depth" nooutput
set multiplot layout 1, 2 title "Training error: ".caption noenhanced
set xlabel "epoch"; set ylabel "error on the training images in %"
set yrange [0:100]; set xrange [0:*]; set key top right
of(kind, deep) = strcol("kind") eq kind && column("deep") == deep ? \
                 column("error") : NaN
array name[2] = [sprintf("%d layers", depth_min), \
                 sprintf("%d layers", depth_max)]
do for [i = 1:2] {
    kind = word("normed before", i)
    set title i == 1 ? "plain, with batch normalisation" : \
                       "residual, with batch normalisation"
    plot for [deep = 0:1] dat index "errors" using "epoch":(of(kind, deep)) \
             smooth unique lt deep + 1 title name[deep + 1], \
         for [deep = 0:1] "" index "errors" using "epoch":(of(kind, deep)) \
             with points lt deep + 1 pt 7 notitle
    set ylabel ""; if (i == 1) { set key center right }
}
unset multiplot
