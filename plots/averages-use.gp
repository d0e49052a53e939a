# averages-use.gp -- accuracy in use with different μ and σ
width = 800; height = 480
load "plots/style.gp"
set title "In use: ".caption noenhanced
set ylabel "accuracy on the validation images in %"; set yrange [0:108]
set xrange [-0.6:3.6]; set boxwidth 0.6; unset key
set xtics ("0 and 1,\nfrom the start" 0, "moving averages,\np = 0.9" 1, \
           "of the batch\nof 64" 2, "over all\ntraining images" 3)
set grid noxtics; set bmargin 4
stats dat index "accuracy" using "seed" name "seed" nooutput
shown(a) = seed_min == seed_max ? sprintf("%.1f", a) : ""
plot dat index "accuracy" using "number":"accuracy" smooth unique with boxes \
         lt 1 fs solid 0.4, \
     "" index "accuracy" using "number":"accuracy" with points lt 1 pt 7, \
     "" index "accuracy" using "number":(column("accuracy") + 4): \
         (shown(column("accuracy"))) with labels
