# maps_resnet.gp -- training error of plain and residual networks, three depths
width = 1000; height = 480
load "plots/style.gp"
set datafile missing NaN
set multiplot layout 1, 2 title "Training error: ".caption noenhanced
set xlabel "epoch"; set ylabel "error on the training images, %"
set yrange [0:100]; set xrange [0:*]; unset key
depths = system("awk '/^# /{on = ($2 == \"learned\"); next} \
    on && $2 + 0 && !seen[$2]++ {print $2}' '".dat."'")
of(kind, depth) = strcol("kind") eq kind && \
    column("depth") == int(depth) ? column("error") : NaN
array colour[3] = [3, 1, 2]
do for [i = 1:2] {
    kind = word("plain residual", i)
    set title i == 1 ? "plain" : "with a shortcut round every block"
    plot for [d = 1:words(depths)] dat index "learned" using "epoch": \
             (of(kind, word(depths, d))) smooth unique lt colour[d] \
             title word(depths, d)." layers", \
         for [d = 1:words(depths)] "" index "learned" using "epoch": \
             (of(kind, word(depths, d))) with points lt colour[d] pt 7 notitle
    set ylabel ""; set key center right
}
unset multiplot
