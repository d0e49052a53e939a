# lenet-misread.gp -- LeNet and a dense network of as many parameters
width = 800; height = 500
load "plots/style.gp"
set title "As many parameters, otherwise spent: ".caption noenhanced font ",13"
set xlabel "epoch"; set ylabel "misread test images, %"
unset key
stats dat index "misread" using "epoch" name "epochs" nooutput
stats dat index "misread" using "dense" name "dense" nooutput
last = epochs_max
set xrange [1:last * 1.3]; set xtics 1, (last > 10 ? 5 : 1), last
set yrange [0:dense_max * 1.05]
set arrow from 1, 0.95 to last * 1.3, 0.95 nohead lc rgb "#666666" dt (6, 4)
set label "LeNet-5 in 1998, MNIST, after 20 passes: 0.95 %" at 1.1, 0.95 offset 0, -0.8 \
    tc rgb "#666666"
at_end(y) = column("epoch") == last ? y : NaN
plot for [i = 1:2] dat index "misread" \
         using "epoch":(column(i == 1 ? "lenet" : "dense")) \
         with linespoints lt i, \
     "" index "misread" every :::0::0 using "epoch":(at_end(column("lenet"))): \
         ("  LeNet-5") with labels left tc lt 1, \
     "" index "misread" every :::0::0 using "epoch":(at_end(column("dense"))): \
         ("  dense") with labels left tc lt 2
