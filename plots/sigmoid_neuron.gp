# sigmoid_neuron.gp -- patients, the straight line through them, and the S-curve
load "plots/style.gp"
set title "A straight line leaves 0 ... 1; an S-curve does not"
set xlabel "age in years"; set ylabel "probability of diabetes"
set xrange [17:53]; set yrange [-0.45:1.5]
set key top left reverse Left
set object 1 rectangle from graph 0, first 0 to graph 1, first 1 \
    fc rgb "#f2f2f2" fs solid noborder behind
set xtics add ("25" 25, "43" 43)
set arrow 1 from 25, graph 0 to 25, 0 nohead lt 2 dt 3
set arrow 2 from 43, graph 0 to 43, 1 nohead lt 2 dt 3
plot dat index "curves" using "age":"line" with lines lt 2 \
         title "straight line z, fitted", \
     "" index "curves" using "age":"squashed" with lines lt 8 dt 2 \
         title "σ of that line", \
     "" index "curves" using "age":"s_curve" with lines lt 1 lw 3 \
         title "σ of a line fitted again", \
     "" index "patients" using "age":"sick" with points lt 7 pt 6 ps 0.9 \
         lw 1.5 title "patients: 1 has diabetes, 0 has not"
