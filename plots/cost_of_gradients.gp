# cost_of_gradients.gp -- seconds for one gradient, over the number of weights
load "plots/style.gp"
set title "One example's gradient: ".caption noenhanced
set xlabel "weights and biases, n"; set ylabel "seconds"
set logscale xy; set format x "10^{%T}"; set format y "10^{%T}"
set xrange [20:5e7]; set yrange [2e-7:2e3]
set key top left
share(yes) = column("sampled") == yes ? column("slow") : NaN
last = 1e6
said(s, what) = sprintf("%s %s", s < 0.1 ? sprintf("%.2g ms", 1000 * s) \
                                         : sprintf("%.0f s", s), what)
at_last(y) = column("parameters") == last ? y : NaN
stats dat index "nets" using (at_last(column("slow"))) name "slow" nooutput
stats dat index "nets" using (column("sampled") == 0 ? column("parameters") \
    : NaN):"slow" name "full" nooutput
plot dat index "nets" using "parameters":(share(0)) with linespoints lt 2 \
         title "n + 1 forward passes (46)", \
     (slow_records > 0 && x >= full_max_x && x <= last) \
         ? full_max_y * (x / full_max_x) ** (log(slow_max / full_max_y) / \
           log(last / full_max_x)) : NaN with lines lt 2 dt 2 notitle, \
     dat index "nets" using "parameters":(share(1)) with points lt 2 pt 4 ps 1 \
         title "extrapolated from a sample of weights", \
     "" index "nets" using "parameters":"fast" with linespoints lt 1 \
         title "backpropagation", \
     "" index "nets" using "parameters":"forward" with linespoints lt 8 \
         title "one forward pass", \
     "" index "nets" using "parameters":(at_last(column("slow"))): \
         (said(column("slow"), sprintf("for %.0f passes", column("passes")))) \
         with labels left offset 1, 0 notitle, \
     "" index "nets" using "parameters":(at_last(column("fast"))): \
         (said(column("fast"), "")) with labels left offset 1, 0.3 notitle, \
     "" index "nets" using "parameters":(at_last(column("forward"))): \
         (said(column("forward"), "")) with labels left offset 1, -0.2 notitle
