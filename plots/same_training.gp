# same_training.gp -- the length of the weights in use, in three trainings
width = 1060; height = 480
load "plots/style.gp"
set multiplot layout 1, 2 title "One softmax layer: ".caption noenhanced
of(name, what) = strcol("run") eq name ? column(what) : NaN
set datafile missing NaN
set xlabel "updates"; set ylabel "length of all weights, in use"
set xrange [0:*]; set yrange [0:*]; set key bottom right
do for [name in "none dropout"] {
    set title name eq "none" ? "without dropout: our λ is m times theirs" : \
        "with dropout: η is another, too"
    plot dat index "weights" using "updates":(of(name, "theirs")) with lines \
             lt 8 lw 7 title "network3.py", \
         "" index "weights" using "updates":(of(name, "copied")) with lines \
             lt 2 title "its numbers, copied", \
         "" index "weights" using "updates":(of(name, "converted")) \
             with lines lt 7 dt 2 title "its numbers, converted"
    unset key
}
unset multiplot
