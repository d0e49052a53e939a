# momentum-limits.gp -- what is left of y after a step, over ηλ
height = 560
load "plots/style.gp"
stats dat index "one_momentum" using "rho" name "rho" nooutput
rho = rho_max
set title sprintf("Why no single η shows it all: what a step leaves of y, in " \
                  ."the long run (ρ = %g)", rho)
set xlabel "ηλ, learning rate times curvature"
set ylabel "|y_{t+1} / y_t|"
set xrange [0:4.2]; set yrange [0:1.45]
set key at 3.5, 0.55
set arrow from 0, 1 to 4.2, 1 nohead lt 7 lw 1
set label "above 1 the walk leaves the bowl" at 2.2, 1.05
walks(rule, side, yes) = (column(side) == yes ? column(rule) : NaN)
plot dat index "factors" \
    using "a":(walks("descent", "side_d", 0)) with lines lt 2 lw 2 \
        title "descent", \
    "" index "factors" using "a":(walks("momentum", "side_m", 0)) \
        with lines lt 3 lw 2 title "momentum", \
    "" index "factors" using "a":(walks("nesterov", "side_n", 0)) \
        with lines lt 4 lw 2 title "NAG", \
    "" index "factors" using "a":(walks("descent", "side_d", 1)) \
        with lines lt 2 lw 6 notitle, \
    "" index "factors" using "a":(walks("momentum", "side_m", 1)) \
        with lines lt 3 lw 6 notitle, \
    "" index "factors" using "a":(walks("nesterov", "side_n", 1)) \
        with lines lt 4 lw 6 notitle, \
    NaN with lines lt 8 lw 6 title "thick: each step changes sides"
