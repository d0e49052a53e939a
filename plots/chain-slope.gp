# chain-slope.gp -- the graph of σ′, and the neurons of the chain on it
load "plots/style.gp"
set title "σ′(z), and the four neurons of the chain: ".caption
set xlabel "z"; set ylabel "σ′(z)"
set xrange [-5:5]; set yrange [0:0.28]; set ytics 0.05
unset key
set label "the maximum: σ′(0) = 1/4" at 0.15, 0.26
sub(j) = substr("₁₂₃₄", int(j), int(j))
plot 0.25 with lines lt 8 dt 2 lw 1.5, \
     dat index "neurons" using "z":"slope" with impulses lt 2 lw 1, \
     dat index "sigma" using "z":"slope" with lines lt 1 lw 3, \
     dat index "neurons" using "z":"slope" with points lt 2 pt 7 ps 1.2, \
     "" index "neurons" using "z":(0.1 - 0.02 * column("j")): \
         ("z".sub(column("j"))) with labels left offset 0.5, 0 tc lt 2
