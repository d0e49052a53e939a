# softmax-sharpness.gp -- c grows: from equal shares to "the largest takes all"
width = 1000; height = 440
load "plots/style.gp"
set multiplot layout 1, 2 title \
    "How soft is the maximum?  c z in place of z: ".caption noenhanced
set logscale x
set xlabel "c"; set ylabel "output"
set yrange [-0.02:1.02]; set xrange [0.01:100]
set format x "10^{%L}"
set key enhanced at graph 0.03, 0.95 left Left reverse
set arrow from 1, graph 0 to 1, graph 1 nohead lt 8 dt 3 lw 1
set label "softmax: c = 1" at 1, 0.68 rotate left offset -0.8, 0 \
    font ",12" tc rgb "#666666"
do for [tie = 0:1] {
    set title tie ? "two are largest: z₄ = z₃" : \
                      "one is largest: the first slider position"
    plot for [j = 1:4] dat index "sharpness" using \
             (column("tie") == tie ? column("c") : NaN):"a".j with lines \
             lt j lw (j == 3 ? 5 : 2.5) title "a_".j
}
unset multiplot
