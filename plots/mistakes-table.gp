# mistakes-table.gp -- which digit is taken for which
width = 640; height = 600
load "plots/style.gp"
set title "What is taken for what\n".caption noenhanced
set xlabel "the answer"; set ylabel "the label"
unset key; unset grid; unset colorbox; unset border
set tics scale 0; set xtics 0, 1, 9; set ytics 0, 1, 9
set size ratio -1
set xrange [-0.5:9.5]; set yrange [9.5:-0.5]
set palette defined (0 "#ffffff", 1 "#d55e00"); set cbrange [0:20]
taken(label, answer, n) = label == answer || n == 0 ? NaN : n
plot dat index "taken" using "answer":"label": \
         (taken(column("label"), column("answer"), column("images"))) \
         with image pixels, \
     "" index "taken" using "answer":"label": \
         (column("label") == column("answer") ? "·" : \
          column("images") == 0 ? "" : strcol("images")) \
         with labels font ",14"
