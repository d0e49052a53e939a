# same_step.gp -- the cost along four walks; Buduma's lies on Nielsen's
load "plots/style.gp"
set title "The same network goes downhill: ".caption noenhanced
set xlabel "step"; set ylabel "cost, mean over the examples"
set yrange [0:*]
set key outside bottom center horizontal noenhanced
stats dat index "costs" using "step" name "s" nooutput
few = s_max < 40 ? 1 : int(s_max / 20)
plot dat index "costs" using "step":"as_printed" with lines lt 8 lw 3 \
         title "step 3 as printed, l = L-1, ... 2", \
     "" index "costs" using "step":"sum_same_number" with lines lt 2 lw 2 \
         title "Buduma: sum, ε = η", \
     "" index "costs" using "step":"mean" with lines lt 1 lw 3 \
         title "Nielsen: mean, η", \
     "" index "costs" using "step":"sum" every few with points lt 7 pt 6 ps 1 \
         title "Buduma: sum, ε = η/m"
