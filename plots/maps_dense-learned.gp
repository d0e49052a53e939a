# maps_dense-learned.gp -- training error with and without connections
width = 900; height = 500
load "plots/style.gp"
set datafile missing NaN
set title "Training error: ".caption noenhanced
set xlabel "epoch"; set ylabel "error on the training images, %"
kinds = "dense plain cut"
of(i) = strcol("kind") eq word(kinds, i) ? column("error") : NaN
array colour[3] = [1, 5, 2]
array named[3] = ["dense", "plain, wider", \
                  "plain, k maps in each layer"]
array count[3]
do for [i = 1:3] {
    stats dat index "learned" using (strcol("kind") eq word(kinds, i) ? \
        column("parameters") : NaN) name "count" nooutput
    count[i] = count_max
}
set yrange [0:100]; set xrange [0:*]; set key top right
plot for [i = 1:3] dat index "learned" using "epoch":(of(i)) smooth unique \
         lt colour[i] title sprintf("%s: %.0f parameters", named[i], count[i]), \
     for [i = 1:3] "" index "learned" using "epoch":(of(i)) \
         with points lt colour[i] pt 7 notitle
