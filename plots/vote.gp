# vote.gp -- each voter, the vote of the first few, and how sure a vote is
width = 1100; height = 500
load "plots/style.gp"
set multiplot title "Networks vote: ".caption noenhanced
stats dat index "voters" using "voter" name "voters" nooutput

set size 0.5, 0.92; set origin 0, 0
set title "test images read rightly"
set xlabel "number of voters"; set ylabel "accuracy in %"
set xrange [0.5:voters_max + 0.5]; set xtics 1; set key top left
plot dat index "voters" using "voter":"single" with points lt 8 ps 1.2 \
         title "this voter alone", \
     "" index "voters" using "voter":"together" with linespoints lt 2 ps 1 \
         title "the vote of all so far"

set size 0.5, 0.92; set origin 0.5, 0
set title "the more agree, the less they err; above: number of images"
set xlabel "votes for the winner"; set ylabel "winner is wrong, % of the images"
set yrange [0:105]; set boxwidth 0.7; unset key
plot dat index "agreement" using "votes":"wrong" with boxes lt 1, \
     "" index "agreement" using "votes":(column("wrong") + 3): \
         (sprintf("%d", column("images"))) with labels
unset multiplot
