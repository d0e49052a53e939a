# reading_digits.gp -- accuracy by epoch, and test digits with the misread ones
width = 1100; height = 560
load "plots/style.gp"
set multiplot title "A network learns to read: ".caption noenhanced

set size 0.45, 0.93; set origin 0, 0
set title "images read rightly"
set xlabel "epoch"; set ylabel "accuracy in %"
set yrange [88:100]; set xrange [0:*]
set key bottom right
plot 95.42 with lines lt 8 dt 2 title "the text: 95.42", \
     dat index "accuracy" using "epoch":"train_min":"train_max" \
         with filledcurves lt 1 notitle, \
     "" index "accuracy" using "epoch":"train" with lines lt 1 \
         title "training images", \
     "" index "accuracy" using "epoch":"test_min":"test_max" \
         with filledcurves lt 2 notitle, \
     "" index "accuracy" using "epoch":"test" with lines lt 2 \
         title "test images"

set size ratio -1 0.55, 0.93; set origin 0.45, 0
set title "the first test digits; framed: read wrongly, as the red number says"
unset key; unset border; unset tics; unset xlabel; unset ylabel; unset grid
unset colorbox
set palette gray negative; set cbrange [0:1]
set xrange [-1:384]; set yrange [320:-1]
cell = 32
plot image("grid") matrix with image, \
     dat index "misread" using ($1+cell/2):($2+cell/2):(cell/2):(cell/2) \
         with boxxyerror lt 2 fs empty border lt 2, \
     "" index "misread" using ($1+cell-5):($2+7):"answer" with labels \
         tc lt 2 font ",16"
unset multiplot
