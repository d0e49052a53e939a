# softmax-jacobian.gp -- which output does each z move, and which way?
width = 900; height = 500
load "plots/style.gp"
set multiplot layout 1, 2 title \
    "∂aⱼ/∂zₖ at the second slider position; the colour is the sign\n" \
    .caption noenhanced \
    margins 0.07, 0.98, 0.13, 0.79 spacing 0.09, 0
unset key; unset grid; unset border; unset colorbox
set tics scale 0
set xlabel "zₖ, moved"; set ylabel "aⱼ, moving"
set xrange [0.5:4.5]; set yrange [4.5:0.5]
set xtics 1; set ytics 1; set format x "z_%.0f"; set format y "a_%.0f"
set palette defined (-1 "#f0b088", 0 "#f2f2f2", 1 "#8fc1e3")
set cbrange [-1:1]
sign(x) = x > 0 ? "+" : x < 0 ? "−" : ""
do for [which in "softmax sigmoid"] {
    set title which eq "softmax" ? "softmax: every z moves every output" : \
                                   "sigmoid: every z has an output of its own"
    plot dat index "jacobian" using "k":"j":(0.47):(0.47):(sgn(column(which))) \
             with boxxyerror fc palette fs solid 1, \
         "" index "jacobian" using "k":"j":(column(which) == 0 ? "0" : \
             sign(column(which)).sprintf("%.4f", abs(column(which)))) \
             with labels
}
unset multiplot
