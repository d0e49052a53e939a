# activations-leak.gp -- leaky ReLU with three leaks: as in the text, and near
width = 1000; height = 440
load "plots/style.gp"
set multiplot title "Can you see the leak?"
set xlabel "z"; set xtics 1
set xzeroaxis lt 1 lw 1 lc rgb "#999999"
# Each leak is a curve of its own, which a blank line ends.
leaks = system("awk '/^# leaks/ {on = 1; getline; next} /^# / {on = 0} \
                     on && NF && $1 != last {print last = $1}' '".dat."'")

set size ratio -1 0.48, 0.93; set origin 0, 0
set title "leaky ReLU, true to scale"
set xrange [-5:5]; set yrange [-2:5]; set ytics 1
set ylabel "f(z)"
unset key
plot for [k = 1:words(leaks)] dat index "leaks" every :::k-1::k-1 \
         using "z":"f" with lines lt k

set size noratio 0.52, 0.93; set origin 0.48, 0
set title "its left side, stretched upwards"
set xrange [-5:0.5]; set yrange [-0.52:0.08]; set ytics 0.1
set key bottom right Left reverse
plot for [k = 1:words(leaks)] dat index "leaks" every :::k-1::k-1 \
         using "z":"f" with lines lt k title "leak ".word(leaks, k)
unset multiplot
