# convolution-windows.gp -- all pixels to one neuron; a window to one neuron
width = 1000; height = 480
load "plots/style.gp"
count(n) = system("awk '/^# counts/ {getline; getline; print $".n."}' '" \
                  .dat."'")
set multiplot title "What one neuron sees: ".caption noenhanced
unset border; unset tics; unset grid; unset colorbox; unset key
set lmargin 0; set rmargin 0; set tmargin 2.5; set bmargin 0
set size ratio -1
set palette defined (0 "#e4e4e4", 1 "black"); set cbrange [0:1]

# The dense network: of 30 hidden neurons, 15 are drawn.
set size 0.44, 0.94; set origin 0, 0
set xrange [-1:50]; set yrange [-33:1]
set title "dense: every pixel"
neuron(k) = -13.5 - 1.9 * (k - 7)
set label "784 weights and a bias for each neuron" at 24, -31 center
plot image("digit") matrix \
         using 1:(-$2):(42 - $1):(neuron(5) + $2) with vectors nohead \
         lc rgb "#a6cfe8" lw 0.3, \
     image("digit") matrix using 1:(-$2):3 with points pt 7 ps 0.45 palette, \
     "+" using (42):(neuron($0)) every ::0::14 with points lt 8 pt 7 ps 1.2, \
     "+" using (42):(neuron(5)) every ::0::0 with points lt 1 pt 7 ps 1.3
unset label

# The window of 5 x 5 whose corner is (row, column), and the neuron it makes.
set size 0.56, 0.94; set origin 0.44, 0
set xrange [-1:63]
set title "convolution: a window, the same weights for all windows"
row = 7; column = 12; across(j) = 37 + j; down(i) = -2 - i
set object 1 rectangle from column - 0.5, -row + 0.5 to column + 4.5, \
    -row - 4.5 fs empty border lt 1 lw 2 front
set label 1 "25 weights and a bias for each map:\nwith 20 maps, ".count(1) \
    ." numbers; not shared, ".count(2)."; dense, ".count(3) at 30, -31 center
plot image("digit") matrix \
         using (column + $1):(-row - $2): \
         (across(column) - column - $1):(down(row) + row + $2) \
         every 1:1:0:0:4:4 with vectors nohead lc rgb "#a6cfe8" lw 0.6, \
     image("digit") matrix using 1:(-$2):3 with points pt 7 ps 0.45 palette, \
     image("learned_maps") matrix using (across($1)):(down($2 - 48)): \
         ($3 > 0 ? $3 : 0) every 1:1:0:48:23:71 with points pt 7 ps 0.45 \
         palette, \
     "+" using (across(column)):(down(row)) every ::0::0 with points lt 1 \
         pt 7 ps 0.9
unset multiplot
