# more_data-which.gp -- two algorithms, whose curves cross
width = 900; height = 540
load "plots/style.gp"
set title "Which is better? ".caption noenhanced
set ylabel "error on the validation images, %"
set xlabel "training images"; set key top right
set logscale xy; set xrange [80:65000]; set yrange [2.5:40]
set xtics ("100" 100, "1000" 1000, "10 000" 10000, "50 000" 50000)
set ytics (3, 4, 5, 7, 10, 15, 20, 30)
plot dat index "accuracies" using "size":(100 - column("network")) \
         with linespoints lt 1 ps 0.8 title "the network", \
     "" index "accuracies" using "size":(100 - column("nearest")) \
         with linespoints lt 3 ps 1 title "nearest neighbour (no SVM)"
