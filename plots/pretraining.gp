# pretraining.gp -- three starts, and digits given back by the first layer
width = 1000; height = 640
load "plots/style.gp"
set datafile missing NaN
set multiplot title "Pre-training: ".caption noenhanced
set size 1, 0.6; set origin 0, 0.34
set xlabel "epoch with labels"; set ylabel "validation images read, %"
set xrange [0:*]; set yrange [0:100]; set key center right
of(way) = strcol("way") eq way ? column("accuracy") : NaN
plot dat index "curves" using "epoch":(of("pretrained")) with lines lt 2 \
         title "pre-trained", \
     "" index "curves" using "epoch":(of("shallow")) with lines lt 8 dt 2 \
         title "one hidden layer, random start", \
     "" index "curves" using "epoch":(of("random")) with lines lt 1 \
         title "the same network, random start"

set size 1, 0.36; set origin 0, 0
set title "digits, and what 100 hidden neurons give back of them"
set xlabel ""; set ylabel ""; unset key; unset tics; unset border
unset colorbox; unset grid
set palette defined (0 "white", 1 "black"); set cbrange [0:1]
set xrange [-0.5:279.5]; set yrange [55.5:-0.5]; set size ratio -1
plot image("images") matrix with image
unset multiplot
