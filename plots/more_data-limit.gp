# more_data-limit.gp -- curves through the same points, and what they promise
width = 900; height = 560
load "plots/style.gp"
set title "Where would it end? ".caption noenhanced
set ylabel "error on the validation images, %"
set xlabel "training images; measured to 50 000"; set key bottom left
set logscale xy; set xrange [80:1e7]; set yrange [0.3:40]
set xtics ("100" 100, "1000" 1000, "10 000" 1e4, "100 000" 1e5, \
           "1 000 000" 1e6, "10 000 000" 1e7)
set ytics (0.3, 0.5, 1, 2, 3, 5, 10, 20, 30)
plot dat index "fits" using "size":"before" with lines lt 8 dt 2 \
         title "a/nᵇ, without the last size", \
     "" index "fits" using "size":"pure" with lines lt 5 title "a/nᵇ", \
     "" index "fits" using "size":"ending" with lines lt 3 \
         title "c + a/nᵇ", \
     "" index "accuracies" using "size":(100 - column("network")) \
         with points lt 1 pt 7 ps 1.1 title "the network"
