# cross_entropy_digits.gp -- five networks, epoch by epoch, and the text's words
width = 1000; height = 560
load "plots/style.gp"
set title "Digits with the cross-entropy: ".caption noenhanced
set xlabel "epoch"; set ylabel "accuracy in %"
set xrange [0:*]; set yrange [92.5:98.6]
set key bottom right
runs = "quadratic_30 entropy_30 entropy_100 decay slow"
array texts[5] = [95.42, 95.49, 96.82, 97.92, 98.04]
array named[5] = ["quadratic, 30 hidden, η = 3: text 95.42", \
                  "cross-entropy, 30 hidden, η = 0.5: text 95.49", \
                  "cross-entropy, 100 hidden, η = 0.5: text 96.82", \
                  "100 hidden, η = 0.5, λ = 5 (validation): text 97.92", \
                  "100 hidden, η = 0.1, λ = 5 (validation): text 98.04"]
shown(i) = i > 3 ? column("validation") : column("test")
of(i) = strcol("run") eq word(runs, i) ? shown(i) : NaN
set datafile missing NaN
plot for [i = 5:1:-1] dat index "runs" using "epoch":(of(i)) with lines lt i \
         title named[i], \
     for [i = 1:5] texts[i] with lines lt i lw 1 dt 3 notitle
