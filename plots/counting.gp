# counting.gp -- the network with all its edges: a number to learn on each
width = 940; height = 600
load "plots/style.gp"
stats dat index "nodes" using "x":"y" nooutput
layers = STATS_max_x; top = STATS_max_y + 0.9; foot = STATS_min_y - 1.2

set title caption noenhanced
unset border; unset tics; unset grid; unset colorbox
set xrange [0.7:layers + 0.3]; set yrange [foot - 0.5:top + 0.3]
set key bottom center horizontal outside
is(wanted) = column("bias") == wanted ? column("x") : NaN
into(l) = l == 1 ? NaN : l - 0.5                 # between two layers
below(l) = column("neurons") > column("drawn") ? l : NaN
added = layers > 5 ? "%d\n+ %d\n= %d" : "%d weights + %d biases\n= %d"
plot dat index "edges" using (is(0)):"y":"dx":"dy" with vectors nohead lt 6 \
         lw 1 title "weight", \
     "" index "edges" using (is(1)):"y":"dx":"dy" with vectors nohead lt 5 \
         lw 1 dt (6, 3) title "bias", \
     "" index "nodes" using (is(0)):"y" with points lt 1 ps 2.4 \
         title "neuron", \
     "" index "nodes" using (is(1)):"y" with points lt 5 pt 5 ps 2.2 notitle, \
     "" index "nodes" using (is(1)):"y":("1") with labels tc rgb "white" \
         notitle, \
     "" index "summary" using (below(column("layer"))): \
         (column("bottom") - 0.55):("⋮") with labels font ",20" notitle, \
     "" index "summary" using "layer":(foot): \
         (sprintf("%s\n%d", strcol("kind"), column("neurons"))) \
         with labels notitle, \
     "" index "summary" using (into(column("layer"))):(top): \
         (sprintf(added, column("weights"), column("biases"), \
                  column("parameters"))) with labels notitle
