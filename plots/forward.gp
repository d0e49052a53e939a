# forward.gp -- the network of figure 2.20, with a number on every node and edge
width = 1100; height = 640
load "plots/style.gp"
stats dat index "edges" using "layer" name "l" nooutput
set title "One house goes forward: ".caption noenhanced
unset key; unset border; unset tics; unset grid
set margins 1, 1, 1, 3
set xrange [0.45:4.35]; set yrange [-2.35:2.1]
set style fill solid 1 border lt 7
set style textbox opaque noborder fc "white" margins 1, 1
# Labels of crossing edges stand at different places along them.
along(to) = 0.22 + 0.17 * (to - 1)
at_x(l, to) = l - 1 + (l == 4 ? 0.45 : along(to))
at_y(l, to) = column("y") + (l == 4 ? 0.45 : along(to)) * column("dy")
scaled(x) = strcol("net") eq "scaled" ? x : NaN
is_text(x) = column("layer") == 3 && column("to") == 2 && column("from") == 3 \
    ? x : NaN
set label "inputs, scaled" at 1, -2.2 center
set label "layer 2: three new features" at 2, -2.2 center
set label "layer 3: four newer ones" at 3, -2.2 center
set label "output ŷ" at 4, -2.2 center
set label "w³₂₃: to neuron 2 of layer 3\nfrom neuron 3 of layer 2" \
    at 2.45, 1.75 center tc lt 2
set label "bedrooms" at 0.82, 1 right
set label "square feet" at 0.82, 0 right
set label "neighbour-\nhood" at 0.82, -0.93 right
plot dat index "edges" using (column("layer") - 1):"y":(1):"dy" \
         with vectors nohead lt 8 lw 1, \
     "" index "edges" using (is_text(column("layer") - 1)):"y":(1):"dy" \
         with vectors nohead lt 2 lw 3, \
     "" index "edges" using (at_x(column("layer"), column("to"))): \
         (at_y(column("layer"), column("to"))):(sprintf("%.2f", column("w"))) \
         with labels boxed font ",11" tc rgb "#444444", \
     "" index "nodes" using (scaled(column("layer"))):"y":(0.13) \
         with circles fc rgb "#cfe3f1", \
     "" index "nodes" using (scaled(column("layer"))):"y": \
         (sprintf("%.3f", column("a"))) with labels, \
     "" index "nodes" using (column("layer") > 1 ? scaled(column("layer")) \
         : NaN):(column("y") - 0.37):(sprintf("b = %.2f", column("b"))) \
         with labels font ",11" tc rgb "#444444"
