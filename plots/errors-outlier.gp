# errors-outlier.gp -- one price for all houses: what one mansion does to it
width = 1100; height = 520
load "plots/style.gp"
array answer[5]          # mansion, then least: MSE, MAE, and with the mansion
do for [i = 1:5] {
    stats dat index "answers" using i name "it" nooutput
    answer[i] = it_min
}
set multiplot layout 1, 2 \
    title "Which one price is least wrong about all the houses?"
set xlabel "one price for all, in thousands"
set xtics 50
set key top center

set title "mean squared error: least at the mean"
set ylabel "MSE above its least value, in thousands, squared"
set yrange [-2000:50000]
plot dat index "constants" using "price":"mse_plain" with lines lt 1 lw 3 \
         title sprintf("ordinary houses: least at %.0f", answer[2]), \
     "" index "constants" using "price":"mse_rich" with lines lt 2 lw 3 \
         title sprintf("one is a mansion: least at %.0f", answer[4]), \
     "" index "houses" using "price":(0) with points lt 7 pt 7 ps 0.6 \
         title sprintf("the houses (the mansion: at %g)", answer[1]), \
     "" index "answers" using "mse_plain":(0) with points lt 1 pt 7 ps 1.5 \
         notitle, \
     "" index "answers" using "mse_rich":(0) with points lt 2 pt 7 ps 1.5 \
         notitle

set title "mean absolute error: least at the median"
set ylabel "MAE above its least value, in thousands"
set yrange [-4:100]
set key top left reverse Left width -2
plot dat index "constants" using "price":"mae_plain" with lines lt 1 lw 8 \
         title sprintf("ordinary houses: least at %.0f", answer[3]), \
     "" index "constants" using "price":"mae_rich" with lines lt 2 lw 3 \
         title sprintf("one is a mansion: least at %.0f", answer[5]), \
     "" index "houses" using "price":(0) with points lt 7 pt 7 ps 0.6 \
         notitle, \
     "" index "answers" using "mae_rich":(0) with points lt 2 pt 7 ps 1.5 \
         notitle
unset multiplot
