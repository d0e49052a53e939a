# drifting-stages.gp -- one neuron, one batch: z, z̃, ẑ, a; a line per example
width = 800; height = 520
load "plots/style.gp"
set title "A batch goes through one neuron: ".caption noenhanced
set xrange [-0.4:3.4]; unset key
set xtics ("z" 0, "z̃ = (z - μ) / σ" 1, "ẑ = γ z̃ + β" 2, "a = σ(ẑ)" 3)
set ylabel "value, for each example of the batch"
set xzeroaxis lc rgb "#666666"
plot dat index "stages" using "stage":"value" with lines lc rgb "#88999999" \
         lw 1, \
     "" index "stages" using "stage":"value":(column("stage") + 1) with points \
         pt 7 ps 0.5 lc variable
