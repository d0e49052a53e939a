# four_equations.gp -- every neuron with its error, found in two ways
width = 1100; height = 640
load "plots/style.gp"
set title "What each neuron does to the cost: ".caption noenhanced
unset key; unset border; unset tics; unset grid
set margins 1, 1, 1, 3
set xrange [0.6:4.95]; set yrange [-2.45:2.05]
set style fill solid 1 border lt 7
set style textbox opaque noborder fc "white" margins 1, 1
is_text(x) = column("layer") == 3 && column("to") == 2 && column("from") == 4 \
    ? x : NaN
hidden(x) = column("layer") > 1 ? x : NaN
last(x) = column("layer") == 4 ? x : NaN
node(l, j, x) = column("layer") == l && column("neuron") == j ? x : NaN
set label "input: a^1 = x" at 1, -2.3 center
set label "layer 2" at 2, -2.3 center
set label "layer 3" at 3, -2.3 center
set label "output: a^L" at 4, -2.3 center
set label "C(a^L)" at 4.75, 0 center font ",16" front
set label "on the neuron: a" at 0.65, 1.85 left
set label "δ, by BP1 and BP2" at 0.65, 1.65 left tc lt 1
set label "ΔC/Δz, found by the demon" at 0.65, 1.45 left tc lt 3
set label "a demon: z + Δz" at 2.36, 1.88 left tc lt 3
set arrow from 2.34, 1.86 to 2.11, 1.62 lt 3 lw 2
plot dat index "edges" using (column("layer") - 1):"y":(1):"dy" \
         with vectors nohead lt 8 lw 1, \
     "" index "edges" using (is_text(column("layer") - 1)):"y":(1):"dy" \
         with vectors nohead lt 2 lw 3, \
     "" index "nodes" using (last(4)):"y":(0.75):(-column("y")) \
         with vectors nohead lt 8 lw 1, \
     "" index "nodes" using (last(4.75)):(0):(0.14):(0.3) \
         with boxxyerror fc rgb "#fde8c8", \
     "" index "nodes" using "layer":"y":(0.12) with circles fc rgb "#cfe3f1", \
     "" index "nodes" using "layer":"y":(sprintf("%.3f", column("a"))) \
         with labels, \
     "" index "nodes" using (hidden(column("layer"))):(column("y") - 0.29): \
         (sprintf("%.3e", column("delta"))) with labels boxed font ",12" \
         tc lt 1, \
     "" index "nodes" using (hidden(column("layer"))):(column("y") - 0.44): \
         (sprintf("%.3e", column("demon"))) with labels boxed font ",12" \
         tc lt 3, \
     "" index "nodes" using (node(2, 3, 2)):(column("y") + 0.34): \
         (sprintf("b²₃ = %.3f", column("b"))) with labels boxed font ",12" \
         tc lt 2, \
     "" index "nodes" using (node(3, 1, 3)):(column("y") + 0.34): \
         (sprintf("a³₁ = %.3f", column("a"))) with labels boxed font ",12" \
         tc lt 2, \
     "" index "edges" using (is_text(3.45)):(-1.85): \
         (sprintf("∂C/∂w³₂₄ = a_{in} δ_{out} = %.3f × %.2e = %.2e", \
         column("a_in"), column("delta_out"), column("gradient"))) \
         with labels tc lt 2
