# activations_deep.gp -- outputs of the last hidden layer while it learns
width = 1260; height = 660
load "plots/style.gp"
set datafile missing NaN
stats dat index "learning" using "epoch" name "epoch" nooutput
set multiplot title "The last hidden layer: ".caption noenhanced
array neuron[3] = ["sigmoid", "tanh", "relu"]
array said[3] = ["sigmoid", "tanh", "ReLU"]
of(k, what) = strcol("neuron") eq neuron[k] ? column(what) : NaN
set palette defined (0 "#ffffff", 0.25 "#d6e6f2", 0.5 "#56b4e9", \
                     0.75 "#0072b2", 1 "#001f33")
set logscale cb; set cbrange [0.2:100]; unset grid; set xrange [0:epoch_max]; set tics out
set lmargin 9; set rmargin 1
unset key; set style fill solid 1 noborder
do for [k = 1:3] {
    set size 0.305, 0.6; set origin (k - 1) * 0.305, 0.35
    if (k == 3) { set colorbox user origin 0.918, 0.43 size 0.012, 0.42 } \
    else { unset colorbox }
    set cblabel "% of the outputs, per bar"
    set title said[k]; set xlabel ""
    set ylabel k == 1 ? "outputs" : ""
    set yrange [k == 2 ? -1 : 0 : k == 3 ? 4 : 1]
    plot dat index neuron[k] using "epoch":"value":"share" with image
    set size 0.305, 0.36; set origin (k - 1) * 0.305, 0
    set title ""; set xlabel "epoch"; set ylabel k == 1 ? "accuracy in %" : ""
    set yrange [0:100]
    plot dat index "learning" using "epoch":(of(k, "accuracy")) \
         with lines lt 2, 10 with lines lt 8 dt 2
}
unset multiplot
