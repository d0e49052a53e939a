# pretraining.gp -- three starts, and digits given back by the first layer
width = 1000; height = 700
load "plots/style.gp"
set datafile missing NaN
set multiplot title "Pre-training: ".caption noenhanced
set size 1, 0.57; set origin 0, 0.39
set xlabel "epoch with labels"; set ylabel "validation images read, %"
set xrange [0:*]; set yrange [0:100]; set key center right
of(way) = strcol("way") eq way ? column("accuracy") : NaN
plot dat index "curves" using "epoch":(of("pretrained")) with lines lt 2 \
         title "pre-trained", \
     "" index "curves" using "epoch":(of("shallow")) with lines lt 8 dt 2 \
         title "one hidden layer, random start", \
     "" index "curves" using "epoch":(of("random")) with lines lt 1 \
         title "the same network, random start"

set size 0.34, 0.4; set origin 0.66, 0
set title "missed by the auto-encoders"
set xlabel "hidden layer"; set ylabel "mean squared miss"
stats dat index "coding" using "layer" name "layer" nooutput
set xrange [0.4:layer_max + 0.6]; set xtics 1; set yrange [0:0.4]
set ytics 0.1; set key top right font ",11"
set style fill solid 0.8 noborder
left(l) = column("layer") + l * 0.25
plot dat index "coding" using (left(-1)):"before":(0.23) with boxes lt 8 \
         title "before learning", \
     "" index "coding" using (left(0)):"mean":(0.23) with boxes lt 6 \
         title "by their mean", \
     "" index "coding" using (left(1)):"after":(0.23) with boxes lt 2 \
         title "after learning"

set size 0.66, 0.4; set origin 0, 0
set title "digits, and what the first hidden layer gives back of them"
set xlabel ""; set ylabel ""; unset key; unset tics; unset border
unset colorbox; unset grid
set palette defined (0 "white", 1 "black"); set cbrange [0:1]
set xrange [-0.5:279.5]; set yrange [55.5:-0.5]; set size ratio -1
plot image("images") matrix with image
unset multiplot
