# xor.gp -- one neuron goes round for ever; two lines do it
width = 1100; height = 370
load "plots/style.gp"
set multiplot title \
    "XOR: after four corrections the neuron is where it was;  two lines do " \
    ."it  (".caption.")" noenhanced

unset key; unset colorbox; unset grid
set border 15; set clip two
set palette defined (0 "white", 1 "#cfe3f1"); set cbrange [0:1]
set xrange [-0.6:1.6]; set yrange [-0.6:1.6]
set xtics 1 scale 0; set ytics 1 scale 0
of(class) = column("dark") == class ? column("x2") : NaN
at(pixel) = -0.6 + 2.2 * pixel / 120.0
do for [i = 1:5] {
    panel = i == 5 ? "xor" : sprintf("turn_%d", i)
    set size ratio -1 0.2, 0.86; set origin 0.2 * (i - 1), 0.08
    set title " "
    if (i < 4) { set label i "→" at screen 0.2 * i, 0.5 center font ",20" }
    here(text) = column("turn") == i ? text : ""
    plot image(panel."_region") matrix using (at($1)):(at($2)):3 with image, \
         dat index panel."_lines" using "x1":"x2" with lines lt 1 lw 2, \
         "" index "points" using "x1":(of(0)) with points lt 5 pt 3 \
             ps 1, \
         "" index "points" using "x1":(of(1)) with points lt 7 pt 7 \
             ps 1, \
         "" index "cycle" using "x1":(column("turn") == i ? column("x2") \
             : NaN) with points lt 2 pt 6 ps 2 lw 2, \
         "" index "cycle" using (0.5):(1.6):(here(sprintf( \
             "(%s, %s): says %s, not %s", strcol("x1"), strcol("x2"), \
             strcol("answer"), strcol("dark")))) with labels offset 0, 1, \
         "" index "cycle" using (0.5):(-0.6):(here(sprintf( \
             "w = (%s, %s), b = %s", strcol("w1"), strcol("w2"), \
             strcol("b")))) with labels offset 0, -2.5, \
         "+" using (0.5):(1.6):(i == 5 && $0 == 0 ? \
             "OR, NAND; output: AND" : "") with labels offset 0, 1
}
unset multiplot
