# ripple-tangent.gp -- the cost over Δw, the tangent (47), and what it misses
width = 1100; height = 460
load "plots/style.gp"
set multiplot layout 1, 2 title caption noenhanced
set xlabel "Δw"; set ylabel "ΔC"
set format y "%.1te%T"
set xzeroaxis lt 8 lw 1; set yzeroaxis lt 8 lw 1
set title "how the cost changes: a curve and its tangent"
set key top center
plot dat index "tangent" using "dw":"measured" with lines lt 1 lw 3 \
         title "measured", \
     "" index "tangent" using "dw":"foretold" with lines lt 2 \
         title "∂C/∂w Δw (47)"

set title "the gap between them"
set ylabel "|ΔC - ∂C/∂w Δw|"
set logscale xy; set format y "10^{%T}"; set format x "10^{%T}"
set xrange [5e-4:2]; set key top left
stats dat index "misfit" using "misfit" name "miss" nooutput
plot dat index "misfit" using "dw":"misfit" with linespoints lt 1 \
         title "half the Δw: a quarter of it"
unset multiplot
