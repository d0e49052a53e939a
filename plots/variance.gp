# variance.gp -- measured variances of sums, beside two formulas
width = 820; height = 600
load "plots/style.gp"
set title "Variance of o = Σ w x: ".caption noenhanced
set logscale xy; set format xy "10^{%L}"
set xlabel "what the formula says"; set ylabel "Var[o], measured"
set key top left Left reverse
set xrange [0.05:2e4]; set yrange [0.05:2e4]
plot x with lines lt 8 dt 2 title "as measured", \
     dat index "sums" using "product":"measured" with points lt 1 ps 1.4 \
         title "N σ^2 γ^2 = Σ E[w^2] E[x^2]" enhanced, \
     "" index "sums" using "sum":"measured" with points lt 2 ps 1.2 \
         title "Σ E[w^2] + Σ E[x^2], as printed" enhanced
