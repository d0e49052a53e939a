# workflow-split.gp -- Buduma's figures 4-12 and 4-13: parts that do not overlap
width = 1150; height = 330
load "plots/style.gp"
set title "Parts that do not overlap: images of the training file, then of " \
    ."the test file"
unset key; unset grid; unset border; unset ytics
set margins 20, 3, 3, 3
set xlabel "number of the image, in thousands"
set xtics 10
set xrange [0:*]; set yrange [-0.9:1.6]
set style fill solid 1 noborder
colour(part) = part eq "training" ? 0x9cc7e3 : \
               part eq "validation" ? 0xfde8c8 : 0xf0bf9a
use(part) = part eq "training" ? "learn from these" : \
    part eq "validation" ? "decide by these" : "believe these"
middle(f) = (column("first") + 0.5 * column("count")) / 1000
half(f) = 0.5 * column("count") / 1000 - 0.15
y(f) = 13 - column("figure")
set label "training and test" at graph -0.02, first 1 right
set label "and a part to decide\nby while learning" at graph -0.02, first 0.1 \
    right
plot dat index "split" using (middle(0)):(y(0)):(half(0)):(0.35): \
         (colour(strcol("part"))) with boxxyerror lc rgb variable, \
     "" index "split" using (middle(0)):(y(0) + 0.13): \
         (sprintf("%s: %d", strcol("part"), column("count"))) with labels, \
     "" index "split" using (middle(0)):(y(0) - 0.13): \
         (use(strcol("part"))) with labels
