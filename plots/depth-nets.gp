# depth-nets.gp -- networks with one and with several hidden layers, drawn
width = 1100; height = 500
load "plots/style.gp"
set multiplot layout 1, 2 title "Shallow and deep: a few neurons of each layer"
unset border; unset tics; unset grid; unset key
set yrange [-4.7:4.4]
neuron(j, count) = (count + 1) / 2.0 - j
do for [hidden = 1:3:2] {
    last = hidden + 2
    set title sprintf("%d hidden layer%s", hidden, hidden > 1 ? "s" : "")
    set xrange [0.5:last + 0.5]
    unset arrow; unset label; unset object
    do for [l = 1:last] {
        n = l == 1 ? 8 : l == last ? 4 : 6
        below = l == 1 ? 0 : l == 2 ? 8 : 6
        do for [j = 1:n] {
            do for [k = 1:below] {
                set arrow from l - 1, neuron(k, below) to l, neuron(j, n) \
                    nohead back lc rgb "#bbbbbb" lw 0.6
            }
            set object circle at l, neuron(j, n) size graph 0.022 front \
                fs solid 1 fc rgb (l == 1 ? "#ffffff" : l == last ? "#f4c7a8" \
                : "#cfe2f0")
            set object circle at l, neuron(j, n) size graph 0.022 front \
                fs empty border rgb "#333333"
        }
        name = l == 1 ? "784 pixels" : l == last ? "10 digits" : \
               sprintf("hidden layer %d", l - 1)
        set label name at l, -4.3 center font ",12"
    }
    plot NaN
}
unset multiplot
