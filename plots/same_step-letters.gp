# same_step-letters.gp -- layers i and j in Buduma's letters: y, z and w_ij
width = 1000; height = 560
load "plots/style.gp"
set title "Figure 4-5 with numbers, the first of the examples: ".caption \
    noenhanced
unset key; unset border; unset tics; unset grid
set margins 1, 1, 1, 3
set xrange [-2.75:4.3]; set yrange [-0.75:2.75]
set style fill solid 1 border lt 7
set style textbox opaque noborder fc "white" margins 1, 1
wide = 1.5; low = 0; high = 2.1                  # places of neurons
up(l) = l == 4 ? high : low
name(l) = l == 4 ? "j" : "i"
part(j) = j == 1 ? 0.34 : 0.6                    # of an edge, to its label
marked(x) = column("i") == 2 && column("j") == 1 ? x : NaN
set label "layer j" at -2.7, high left font ",18"
set label "layer i" at -2.7, low left font ",18"
set label "i = 2" at 0, low center front
set label "j = 1" at -0.5 * wide, high center front
set label "y_j = σ(z_j)" at 2.1, high left
set label "∂E/∂z_j = y_j (1 - y_j) ∂E/∂y_j" at 2.1, high - 0.3 left tc lt 2
set label "z_j = Σ_i w_{ij} y_i" at 2.1, 0.5 * (low + high) + 0.3 left
set label "∂E/∂w_{ij} = y_i ∂E/∂z_j" at 2.1, 0.5 * (low + high) left tc lt 2
set label "∂E/∂y_i = Σ_j w_{ij} ∂E/∂z_j" at 2.1, low left tc lt 2
plot dat index "weights" using (wide * column("from")):(low + 0.17): \
         (wide * column("along")):(high - low - 0.34) with vectors lt 8 lw 1, \
     "" index "weights" using (marked(wide * column("from"))):(low + 0.17): \
         (wide * column("along")):(high - low - 0.34) with vectors lt 2 lw 3, \
     "" index "neurons" using (wide * column("place")):(up(column("layer"))): \
         (0.17) with circles fc rgb "#cfe3f1", \
     "" index "neurons" using (wide * column("place")): \
         (up(column("layer")) + 0.3):(sprintf("y_%d = %.3f", \
         column("neuron"), column("y"))) with labels boxed tc lt 1, \
     "" index "neurons" using (wide * column("place")): \
         (column("layer") == 3 ? low - 0.3 : NaN):(sprintf("z_%d = %.3f", \
         column("neuron"), column("z"))) with labels boxed tc lt 3, \
     "" index "neurons" using (wide * column("place") + \
         (column("place") < 0 ? -0.62 : 0.62)): \
         (column("layer") == 4 ? high : NaN):(sprintf("z_%d = %.3f", \
         column("neuron"), column("z"))) with labels tc lt 3, \
     "" index "weights" using (wide * (column("from") + part(column("j")) * \
         column("along"))):(low + 0.17 + part(column("j")) * \
         (high - low - 0.34)): \
         (sprintf("w_{%d%d} = %.2f", column("i"), column("j"), column("w"))) \
         with labels boxed font ",12"
