# untrained.gp -- five outputs of a network that has learned nothing; the error
width = 1100; height = 460
load "plots/style.gp"
set multiplot title "An untrained network: ".caption noenhanced
set size 0.5, 0.92; set origin 0, 0
set title "its five outputs for a sample of class 3"
set xlabel "class"; set ylabel "output of softmax"
set xrange [0.4:5.6]; set yrange [0:0.6]; set xtics 1
set boxwidth 0.7; set key top right
set style fill solid 0.7 noborder
kind(is_label, is_answer) = is_label == 1 ? 3 : is_answer == 1 ? 2 : 6
plot dat index "outputs" using "class":"p": \
         (kind(column("label"), column("answer"))) with boxes lc variable \
         notitle, \
     "" index "outputs" using "class":(0.02): \
         (sprintf("%.2f", column("p"))) with labels notitle, \
     0.2 with lines lt 8 dt 2 title "one fifth", \
     NaN with boxes lt 3 title "what the label says", \
     NaN with boxes lt 2 title "what the network answers"

set origin 0.5, 0
set title "one number: E = -ln (output of the right class)"
set xlabel "output of the right class"; set ylabel "error E"
set xrange [0:1.15]; set yrange [0:4.2]; set xtics 0.2
plot dat index "errors" using "p":"error" with lines lt 1 lw 3 notitle, \
     "" index "marks" using "p":"error" with points lt 7 pt 7 ps 1.2 notitle, \
     "" index "marks" using "p":"error": \
         (sprintf("  %.2f: E = %.3f", column("p"), column("error"))) \
         with labels offset 5, 1.2 notitle
unset multiplot
