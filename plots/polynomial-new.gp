# polynomial-new.gp -- Buduma's figures 4-8 and 4-9: which one was better?
width = 1100; height = 520
load "plots/style.gp"
stats dat index "judged" using "line_old" name "line_old" nooutput
stats dat index "judged" using "large_old" name "large_old" nooutput
stats dat index "judged" using "line_new" name "line_new" nooutput
stats dat index "judged" using "large_new" name "large_new" nooutput
stats dat index "degrees" using "degree" name "degree" nooutput
stats dat index "old" using "y" name "old" nooutput
set multiplot layout 1, 2 title "A line and a large polynomial: ".caption \
    noenhanced
set xlabel "x"; set ylabel "y"
set xrange [-0.03:1.03]; set yrange [old_min - 2.6:old_max + 2.6]
set key at graph 0.1, 0.97 left Left reverse
said(what, error) = sprintf("%s: mean squared error %.2g", what, error)
set title "the points both were made from"
plot dat index "models" using "x":"polynomial" with lines lt 1 lw 2.5 \
         title said("degree ".int(degree_max), large_old_max), \
     "" index "models" using "x":"line" with lines lt 2 lw 2.5 \
         title said("line", line_old_max), \
     "" index "old" using "x":"y" with points lt 7 pt 7 ps 0.8 notitle
set title "the same two, and new points"
plot dat index "models" using "x":"polynomial" with lines lt 1 lw 2.5 \
         title said("degree ".int(degree_max), large_new_max), \
     "" index "models" using "x":"line" with lines lt 2 lw 2.5 \
         title said("line", line_new_max), \
     "" index "old" using "x":"y" with points lt 8 pt 7 ps 0.8 notitle, \
     "" index "fresh" using "x":"y" with points lt 3 pt 7 ps 0.7 \
         title "new points"
unset multiplot
