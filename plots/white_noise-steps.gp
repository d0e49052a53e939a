# white_noise-steps.gp -- what is seen in noise; how far it is to other digits
width = 1000; height = 420
load "plots/style.gp"
set multiplot layout 1, 2 title caption noenhanced
unset key
set xlabel "digit"; set xrange [-0.6:9.6]; set xtics 0, 1, 9
set boxwidth 0.7
set title "seen in 1000 noises that nobody has touched"
set ylabel "noises"; set yrange [0:1000]
plot dat index "wishes" using "digit":"seen" with boxes lt 1, \
     "" index "wishes" using "digit":(column("seen") + 30):"seen" with labels
set title "to be read as this digit, one noise takes"
set ylabel "steps"; set yrange [0:*]
plot dat index "wishes" using "digit":"steps" with boxes lt 2
unset multiplot
