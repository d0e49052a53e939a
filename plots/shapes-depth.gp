# shapes-depth.gp -- the slides' table of depths, and the parameters of each
width = 1000; height = 440
load "plots/style.gp"
set multiplot title "Deeper is not larger: the four networks of the slides, " \
    ."counted layer by layer" noenhanced
came(x) = column("place") == 1 ? ", first" : \
          column("place") == 2 ? ", second" : ""
is(x) = stringcolumn("name") eq "KSH" ? "AlexNet (KSH)" : stringcolumn("name")
unset key; unset xtics; unset grid
set style fill solid 0.9 noborder; set boxwidth 0.6
set xrange [-0.7:3.7]; set border 2
set bmargin 4; set rmargin 1
set size 0.5, 0.92; set origin 0, 0
set title "layers with weights, one behind the other"
set yrange [0:25]; set ylabel "layers"
under(x) = sprintf("%s\n%.0f%s", is(0), column("year"), came(0))
plot dat index "networks" using "row":"depth" with boxes lt 1, \
     "" index "networks" using "row":"depth":"depth" \
         with labels offset 0, 0.7, \
     "" index "networks" using "row":(0):(under(0)) \
         with labels offset 0, -1.5
set origin 0.5, 0
set title "parameters"
set yrange [0:165]; set ylabel "millions"
millions(x) = column("parameters") / 1e6
plot dat index "networks" using "row":(millions(0)) with boxes lt 2, \
     "" index "networks" using "row":(millions(0)): \
         (sprintf("%.0f", column("parameters"))) with labels offset 0, 0.7, \
     "" index "networks" using "row":(0):(under(0)) \
         with labels offset 0, -1.5
unset multiplot
