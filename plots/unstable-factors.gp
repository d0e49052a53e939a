# unstable-factors.gp -- singular values of each factor of the product
width = 1100; height = 520
load "plots/style.gp"
of(c, y) = column("c") == c + 0 ? y : NaN
# Steep slopes make values down to 0; they are counted, not drawn.
low = 1e-6
stats dat index "factors" using (of(1, column("value") < low)) name "flat" \
    nooutput
stats dat index "factors" using (of(32, column("value") < low)) name "steep" \
    nooutput
below(part) = part > 0 ? sprintf("; %.0f %% of the values are below 10⁻⁶", \
                                 100 * part) : ""
set multiplot layout 1, 2 title \
    "Factors Σ′(zˡ)(wˡ⁺¹)ᵀ of a network with layers of 30: ".caption noenhanced
set xlabel "layer l"; set ylabel "singular values"
set logscale y; set format y "10^{%T}"
set xrange [0.3:*]; set yrange [low:3000]
set key top right
set bmargin 4
do for [c in "1 32"] {
    set title (c eq "1" ? "σ(z)".below(flat_mean) : \
                          "σ(32 z)".below(steep_mean))
    plot 1 with lines lt 8 lw 1.5 notitle, \
         dat index "factors" using "layer":(of(c, column("value"))) \
             with points lt 1 pt 6 ps 0.4 lw 1 \
             title "the factor's singular values", \
         "" index "factors" using "layer":(of(c, column("growth"))) \
             with points lt 2 pt 13 ps 0.7 title "what it does to ‖δ‖"
    set ylabel ""
}
unset multiplot
