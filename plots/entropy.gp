# entropy.gp -- the cross-entropy over the answer, and over the truth
width = 1100; height = 520
load "plots/style.gp"
set multiplot layout 1, 2 \
    title "The cross-entropy of a neuron.  ".caption noenhanced
array y[6]
do for [k = 1:6] {
    stats dat index "minima" every ::k-1::k-1 using "y" name "it" nooutput
    y[k] = it_max
}
set ylabel "C"; set yrange [0:3]; set xrange [0:1]; set xtics 0.1
set key top center reverse Left samplen 2
set title "over the answer a, for six truths y"
set xlabel "answer a"
plot for [k = 1:6] dat index "truths" every :::k-1::k-1 using "a":"C" \
         with lines lt k lw 2.5 title sprintf("y = %g", y[k]), \
     "" index "truths" every 10:::2::2 using "a":"built" \
         with points lt 3 pt 6 ps 1.2 notitle, \
     "" index "truths" every :::0::0 using "a":"entropy" \
         with lines lt 7 lw 2 dt (6, 4) title "binary entropy", \
     for [k = 1:6] "" index "minima" every ::k-1::k-1 using "a":"C" \
         with points lt k pt 7 ps 1.3 notitle

set title "over the truth y, for 19 answers a"
set xlabel "truth y"
plot dat index "answers" using "y":"C" with lines lt 8 lw 1 \
         title "a = 0.05, 0.1, ... 0.95", \
     "" index "truths" every :::0::0 using "a":"entropy" \
         with lines lt 7 lw 2 dt (6, 4) title "binary entropy", \
     for [k = 1:6] "" index "minima" every ::k-1::k-1 using "y":"C" \
         with points lt k pt 7 ps 1.3 notitle
unset multiplot
