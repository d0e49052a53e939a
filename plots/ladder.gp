# ladder.gp -- misread test images, epoch by epoch, for each rung
width = 900; height = 560
load "plots/style.gp"
set title "How many digits are misread: ".caption noenhanced
set xlabel "epoch"; set ylabel "misread test images, %"
set logscale y; set yrange [0.3:*]
set ytics (0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.5, 2, 3, 4, 6, 8, 10, 20, 50, 90)
set xrange [1:*]; set xtics 1, 1
stats dat index "rungs" using "epoch" name "epochs" nooutput
if (epochs_max > 20) { set xtics 10 }
set key top right
rungs = "dense convolution two relu shifted wide"
array named[6] = ["100 neurons: text 2.20", "one convolution: text 1.22", \
                  "two convolutions: text 0.94", "ReLU: text 0.77", \
                  "shifted images, too: text 0.63", \
                  "two layers of 1000, dropout: text 0.40"]
of(i) = strcol("rung") eq word(rungs, i) ? 100 - column("test") : NaN
there(i) = int(system("grep -c '^".word(rungs, i)." ' '".dat."'"))
plot for [i = 1:6] dat index "rungs" \
         using "epoch":(of(i)) with linespoints lt i \
         title there(i) ? named[i] : ""
