# polynomial-normal.gp -- one polynomial, computed in two ways
load "plots/style.gp"
stats dat index "old" using "y" name "old" nooutput
set title "The same polynomial, computed in two ways\n" \
    .caption noenhanced
set xlabel "x"; set ylabel "y"
set xrange [-0.02:1.02]; set yrange [old_min - 1.2:old_max + 1.2]
set key at graph 0.06, 0.97 left Left reverse
plot dat index "models" using "x":"polynomial" with lines lt 1 lw 3 \
         title "by columns at right angles", \
     "" index "normal" using "x":"polynomial" with lines lt 2 lw 3 dt 2 \
         title "by the normal equations", \
     "" index "old" using "x":"y" with points lt 7 pt 7 ps 0.9 notitle
