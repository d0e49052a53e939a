# first_steps-layers.gp -- images become alike, layer by layer; the plateaus
width = 1160; height = 480
load "plots/style.gp"
set multiplot layout 1, 2 title "Before the first step: ".caption noenhanced
of(name, what) = strcol("run") eq name ? column(what) : NaN
set datafile missing NaN
set logscale y; set yrange [0.0005:0.5]; set format y "%g"
set xrange [-0.2:3.2]
set xtics ("images" 0, "first\nconvolution" 1, "second" 2, "100 neurons" 3)
set bmargin 4
set ylabel "spread from image to image"
set title "how different images are, behind each layer"
set key bottom left
plot dat index "layers" using "depth":(of("relu", "spread")) \
         with linespoints lt 4 ps 1 title "ReLUs, network3.py's start", \
     "" index "layers" using "depth":(of("n_in", "spread")) \
         with linespoints lt 2 ps 1 title "sigmoids, N(0, 1/n_in)", \
     "" index "layers" using "depth":(of("network3", "spread")) \
         with linespoints lt 1 ps 1 title "sigmoids, network3.py's start"
unset logscale; unset key; set format y "%.0f"
runs = "network3 n_in network3_drawn n_in_drawn one relu"
place(name) = (strstrt(runs, name." ") == 1 ? 1 : name eq "n_in" ? 2 : \
    name eq "network3_drawn" ? 3 : name eq "n_in_drawn" ? 4 : \
    name eq "one" ? 5 : 6)
set xrange [0.4:6.6]; set yrange [0:*]; set offsets 0, 0, 400, 0
set boxwidth 0.6
set xtics ("network3.py" 1, "1/n_{in}" 2, "network3.py,\ntop drawn" 3, \
           "1/n_{in},\ntop drawn" 4, "one con-\nvolution" 5, "ReLUs" 6) \
    font ",12" scale 0
set ylabel "mini-batches on the plateau"
set title "how long nothing happens; lines: range of the seeds"
plot dat index "plateaus" using (place(strcol("run"))):"mean" with boxes lt 1, \
     "" index "plateaus" using (place(strcol("run"))):"mean":"min":"max" \
         with yerrorbars lt 7 pt 7 ps 0.4, \
     "" index "plateaus" using (place(strcol("run"))):(column("max")): \
         (sprintf("%d", column("mean"))) with labels offset 0, 0.8
unset multiplot
