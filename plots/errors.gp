# errors.gp -- the error of one perceptron over its weight: a V and a bowl
load "plots/style.gp"
stats dat index "minimum" using "x" name "x" nooutput
stats dat index "minimum" using "y" name "y" nooutput
stats dat index "minimum" using "absolute" name "tip" nooutput
set title sprintf("How wrong is ŷ = w x, if x = %g and the right answer is " \
                  ."y = %g?", x_min, y_min)
set xlabel "weight w"; set ylabel "error"
set yrange [-0.06:1]
set key top center
set label sprintf("both are least at w = %.4f", tip_min) \
    at tip_min, -0.03 offset 1.5, 0
plot dat index "weights" using "w":"absolute" with lines lt 1 lw 3 \
         title "absolute, |ŷ - y|: a V", \
     "" index "weights" using "w":"squared" with lines lt 2 lw 3 \
         title "squared, (ŷ - y)²: a bowl", \
     "" index "minimum" using "absolute":(0) with points lt 7 pt 7 ps 1.2 \
         notitle
