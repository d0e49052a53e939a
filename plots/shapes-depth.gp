# shapes-depth.gp -- the slides' table of depths, and the parameters of each
width = 1000; height = 440
load "plots/style.gp"
set multiplot title "Deeper is not larger: the four networks of the slides, " \
    ."counted layer by layer" noenhanced
known(x) = column("year") > 0 ? x : NaN
place(x) = column("year") == 1998 ? 1 : column("year") == 2012 ? 2 : \
           stringcolumn("name") eq "VGG" ? 3 : 4
is(x) = stringcolumn("name") eq "KSH" ? "AlexNet (KSH)" : stringcolumn("name")
unset key; unset xtics; set grid y; unset grid
set style fill solid 0.9 noborder; set boxwidth 0.6
set xrange [0.4:4.6]; set border 2
set bmargin 4
set size 0.5, 0.92; set origin 0, 0
set title "layers with weights, one behind the other"
set yrange [0:25]; set ylabel "layers"
under(x) = sprintf("%s\n%.0f", is(0), column("year"))
plot dat index "networks" using (known(place(0))):"depth" with boxes lt 1, \
     "" index "networks" using (known(place(0))):"depth":"depth" \
         with labels offset 0, 0.7, \
     "" index "networks" using (known(place(0))):(0):(under(0)) \
         with labels offset 0, -1.5
set origin 0.5, 0
set title "parameters"
set yrange [0:165]; set ylabel "millions"
millions(x) = column("parameters") / 1e6
plot dat index "networks" using (known(place(0))):(millions(0)) with boxes lt 2, \
     "" index "networks" using (known(place(0))):(millions(0)): \
         (sprintf("%.0f", column("parameters"))) with labels offset 0, 0.7, \
     "" index "networks" using (known(place(0))):(0):(under(0)) \
         with labels offset 0, -1.5
unset multiplot
