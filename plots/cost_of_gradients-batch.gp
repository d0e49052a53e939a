# cost_of_gradients-batch.gp -- a mini-batch, one by one and as a matrix
load "plots/style.gp"
stats dat index "batches" using "hidden" name "hidden" nooutput
set title sprintf("Time for an example of a mini-batch, [784,%.0f,10]: ", \
                  hidden_min).caption noenhanced
set xlabel "mini-batch size m"; set ylabel "microseconds per example"
set logscale x; set xrange [0.85:150]
set xtics (1, 2, 5, 10, 32, 100); set yrange [0:*]
set key at graph 0.98, 0.72
us(name) = 1e6 * column(name)
plot dat index "batches" using "rows":(us("one_by_one")) with linespoints lt 2 \
         title "one example after the other", \
     "" index "batches" using "rows":(us("at_once")) with linespoints lt 1 \
         title "all at once, as a matrix", \
     "" index "batches" using "rows":(us("forward")) with linespoints lt 8 \
         title "of it, the forward pass", \
     "" index "batches" using "rows":(us("at_once")): \
         (sprintf("%.1f ×", column("one_by_one") / column("at_once"))) \
         with labels offset 2, 0.9 tc lt 1 notitle
