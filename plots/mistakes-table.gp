# mistakes-table.gp -- which digit is taken for which, and how sure it was
width = 1100; height = 520
load "plots/style.gp"
set multiplot title "Which digit is taken for which: ".caption noenhanced

set size 0.5, 0.93; set origin 0, 0
set title "mistakes"
set xlabel "the answer"; set ylabel "the label"
unset key; unset grid; unset colorbox; unset border
set tics scale 0; set xtics 0, 1, 9; set ytics 0, 1, 9
set size ratio -1
set xrange [-0.5:9.5]; set yrange [9.5:-0.5]
set palette defined (0 "#ffffff", 1 "#d55e00"); set cbrange [0:15]
miss(label, answer, n) = label == answer || n == 0 ? NaN : n
plot dat index "taken" using "answer":"label": \
         (miss(column("label"), column("answer"), column("images"))) \
         with image pixels, \
     "" index "taken" using "answer":"label": \
         (column("label") == column("answer") ? "·" : \
          column("images") == 0 ? "" : strcol("images")) \
         with labels font ",14"

set size noratio 0.5, 0.93; set origin 0.5, 0
set title "the surer, the less often wrong; above: number of images"
set border 3; set tics scale 1; set grid ytics; set key top right
set xlabel "how sure it was, at least, %"; set ylabel "wrong, % of the images"
set autoscale; set ytics auto; set yrange [0:*]; set offsets 0, 0, 5, 0
set boxwidth 0.7
share(n, part) = n > 0 ? 100.0 * part / n : 0
plot dat index "steps" using "step": \
         (share(column("images"), column("wrong"))): \
         xtic(strcol("least")) with boxes lt 1 title "wrong", \
     "" index "steps" using "step": \
         (share(column("images"), column("expected"))) \
         with points lt 2 ps 1 title "as it expects, 100 - sure", \
     "" index "steps" using "step": \
         (share(column("images"), column("wrong")) + 3): \
         (strcol("images")) with labels notitle
unset multiplot
