# perceptron-parts.gp -- the parts of a neuron, with the new player's numbers
width = 1100; height = 440
load "plots/style.gp"
set multiplot title \
    "The four parts of a neuron, with the new player: ".caption noenhanced

set size 0.7, 0.9; set origin 0, 0
set margins 0, 0, 0, 0
unset key; unset border; unset tics; unset grid
set xrange [-3.2:9.4]; set yrange [-3.7:3.7]
set style fill solid 1 border lt 7
set style textbox opaque noborder fc "white"
high(input) = 4.6 - 2.3 * input         # inputs 1, 2, 3 from top to bottom
along(input, t) = (1 - t) * high(input) # on the arrow to the sum
said(i, w, product) = i == 3 ? sprintf("b = %s", w) : \
    sprintf("w_%.0f = %s\nx_%.0f w_%.0f = %s", i, w, i, i, product)
set label "1 inputs (scaled)" at -0.5, 3.5 center
set label "2 weights" at 1.9, 3.5 center
set label "3 weighted sum" at 4.6, 3.5 center
set label "4 step" at 6.9, 3.5 center
set label "z = Σ x_i w_i + b" at 4.6, -1.5 center
set label "1 if z ≥ 0\n0 if z < 0" at 6.9, -1.5 center
set label "rejected: 0\naccepted: 1" at 8.7, -1.5 center
set label "always 1" at -1.4, high(3) right
plot dat index "parts" using (0.2):(high(column("input"))):(3.5): \
             (-high(column("input"))) with vectors lt 7 lw 1.5, \
     "" index "parts" using (-0.5):(high(column("input"))):(0.7) \
         with circles fc rgb "#cfe3f1", \
     "" index "parts" using (-0.5):(high(column("input"))):"x" with labels, \
     "" index "parts" using (1.9):(along(column("input"), 0.48)): \
         (said(column("input"), strcol("w"), strcol("product"))) \
         with labels boxed, \
     "" index "newcomer" using (5.5 + 0 * column("z")):(0):(0.6):(0) \
         with vectors lt 7 lw 1.5, \
     "" index "newcomer" using (7.7 + 0 * column("z")):(0):(0.6):(0) \
         with vectors lt 7 lw 1.5, \
     "" index "newcomer" using (4.6):(0 * column("z")):(0.9) \
         with circles fc rgb "#fde8c8", \
     "" index "newcomer" using (6.9):(0 * column("z")):(0.8):(0.9) \
         with boxxyerror fc rgb "#fde8c8", \
     "" index "step" using (6.9 + 0.22 * column("z")): \
         (column("text") - 0.5) with steps lt 1 lw 3, \
     "" index "newcomer" using (4.6):(0):"z" with labels font ",18", \
     "" index "newcomer" using (8.7):(0):"answer" with labels font ",24", \
     "" index "newcomer" using (-1.4):(high(1)): \
         (sprintf("%g cm", column("height"))) with labels right, \
     "" index "newcomer" using (-1.4):(high(2)): \
         (sprintf("%g years", column("age"))) with labels right
unset label

set size 0.3, 0.9; set origin 0.7, 0
set lmargin 6; set rmargin 2; set bmargin 4; set tmargin 3
set title "the step (ring: the listing's, at z = 0)"
set border 3 lc rgb "#666666"; set tics nomirror scale 0.5; set grid
set style fill solid 1 noborder
set xlabel "z"; set ylabel "ŷ" offset 2
set xrange [-3:3]; set yrange [-0.15:1.15]; set ytics 1
at(z, y) = column("z") == z ? y : NaN
plot dat index "step" using "z":(column("z") < 0 ? column("text") : NaN) \
         with lines lt 1 lw 3, \
     "" index "step" using "z":(column("z") >= 0 ? column("text") : NaN) \
         with lines lt 1 lw 3, \
     "" index "step" using "z":(at(0, column("text"))) \
         with points lt 1 pt 7 ps 1.2, \
     "" index "step" using "z":(at(0, column("listing"))) \
         with points lt 1 pt 6 ps 1.2, \
     "" index "newcomer" using "z":"answer" with points lt 7 pt 3 ps 2 lw 2, \
     "" index "newcomer" using "z":(column("answer") + 0.1):("the new player") \
         with labels
unset multiplot
