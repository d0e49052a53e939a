# reading_digits.gp -- accuracy by epoch, and test digits with the misread ones
width = 1100; height = 560
load "plots/style.gp"
set multiplot title "A network learns to read: ".caption noenhanced

# Epoch 0, which is chance, is left out.
stats dat index "seeds" using "test" every ::1 name "test" nooutput
set size 0.45, 0.93; set origin 0, 0
set title "images read rightly"
set xlabel "epoch"; set ylabel "accuracy in %"
set yrange [(test_min < 88 ? floor(test_min / 10) * 10 : 88):100]
set xrange [0:*]
set key bottom right
plot 95.42 with lines lt 8 dt 2 title "the text, on MNIST: 95.42", \
     dat index "seeds" using "epoch":"train" every ::1 with lines lt 1 lw 0.5 \
         notitle, \
     "" index "seeds" using "epoch":"test" every ::1 with lines lt 2 lw 0.5 \
         notitle, \
     "" index "mean" using "epoch":"train" every ::1 with lines lt 1 \
         title "training images", \
     "" index "mean" using "epoch":"test" every ::1 with lines lt 2 \
         title "test images"

set size ratio -1 0.55, 0.93; set origin 0.45, 0
set title "the first test digits; framed: misread, as the number says"
unset key; unset border; unset tics; unset xlabel; unset ylabel; unset grid
unset colorbox
set palette gray negative; set cbrange [0:1]
set style textbox opaque noborder margins 0.3, 0.3
set xrange [-1:384]; set yrange [320:-1]
cell = 32
plot image("grid") matrix with image, \
     dat index "misread" using ($1+cell/2):($2+cell/2):(cell/2):(cell/2) \
         with boxxyerror lt 2 fs empty border lt 2, \
     "" index "misread" using ($1+cell):($2+3):"answer" with labels \
         boxed tc lt 2 font ",15"
unset multiplot
