# unstable-factors.gp -- singular values of each factor of the product
width = 1100; height = 520
load "plots/style.gp"
set multiplot layout 1, 2 title \
    "Factors Σ′(zˡ)(wˡ⁺¹)ᵀ of a network with layers of 30: ".caption noenhanced
set xlabel "layer l"; set ylabel "singular values"
set logscale y; set format y "10^{%T}"
set xrange [0.3:*]; set yrange [1e-6:3000]
set key top right
set bmargin 4
of(c, y) = column("c") == c + 0 ? y : NaN
do for [c in "1 32"] {
    set title (c eq "1" ? "σ(z)" : "σ(32 z)")
    plot 1 with lines lt 8 lw 1.5 notitle, \
         dat index "factors" using "layer":(of(c, column("value"))) \
             with points lt 1 pt 6 ps 0.4 lw 1 \
             title "the factor's singular values", \
         "" index "factors" using "layer":(of(c, column("growth"))) \
             with points lt 2 pt 13 ps 0.7 title "what it does to ‖δ‖"
    set ylabel ""
}
unset multiplot
