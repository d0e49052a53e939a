# lenet.gp -- a digit on its way through LeNet-5
width = 1100; height = 540
load "plots/style.gp"
unset border; unset tics; unset grid; unset colorbox; unset key
set lmargin 0; set rmargin 0; set tmargin 3; set bmargin 0.5
set palette defined (-1 "#d55e00", 0 "white", 1 "black"); set cbrange [-1:1]
set style fill solid 1 noborder
set title "A digit on its way through LeNet-5 (black: positive, orange: " \
    ."negative)\n".caption noenhanced
set size ratio -1
set xrange [-4:291]; set yrange [-72:60]

# at: left edges.  Maps have a pixel for each number, and stand in two columns;
# a neuron is a stripe.
array named[7] = ["C1", "S2", "C3", "S4", "C5", "F6", "output"]
array at[7] = [48, 122, 170, 209, 236, 256, 276]
array side[4] = [28, 14, 10, 5]
array many[7] = [6, 6, 16, 16, 120, 84, 10]
array tall[7] = [0, 0, 0, 0, 0.75, 0.75, 4]
gap = 2
wide(k) = k <= 4 ? 2 * (side[k] + gap) - gap : k == 7 ? 4 : 5
x(k, m) = at[k] + (side[k] + gap) * (2 * m / many[k])
y(k, m) = ((many[k] / 2) * (side[k] + gap) - gap) / 2.0 \
          - (side[k] + gap) * (m % (many[k] / 2))
top(k) = many[k] * tall[k] / 2
frame(x, y, w, h) = sprintf("set object rectangle from %g, %g to %g, %g " \
    ."front fs empty border lc rgb '#999999'", x, y, x + w, y - h)
eval frame(0, 16, 32, 32)
do for [k = 1:4] {
    do for [m = 0:many[k]-1] { eval frame(x(k, m), y(k, m), side[k], side[k]) }
}
do for [k = 5:7] { eval frame(at[k], top(k), wide(k), 2 * top(k)) }
do for [k = 0:9] { set label sprintf("%d", k) at at[7] + 6, 18 - 4 * k }

# Arrows, and what is written above and below the middle of each stage
array how[7] = ["5 × 5", "pool\n2 × 2", "5 × 5", "pool", "dense", "dense", \
                "dense"]
do for [k = 1:7] {
    from = k == 1 ? 32 : at[k - 1] + wide(k - 1)
    set arrow from from + 2, 0 to at[k] - 2, 0 filled size 2, 20 fixed \
        lc rgb "#666666" lw 1.5
    set label how[k] at (from + at[k]) / 2.0, (k == 2 ? 7 : 3) center \
        font ",11"
}
place(stage) = stage >= 1 ? int(stage) : 1
middle(x) = at[place(column("stage"))] + wide(place(column("stage"))) / 2.0
said(maps, side) = side > 1 ? sprintf("%d maps\n%d × %d", maps, side, side) : \
                              sprintf("%d\n ", maps)
set label "image" at 16, 54 center
set label "28 × 28,\nand a border" at 16, -50 center font ",12"
set label "parameters,\nin 1998" at 16, -63 center font ",12"
plot image("image") matrix using (2.5 + $1):(13.5 - $2):3 with image pixels, \
     for [k = 1:4] for [m = 0:many[k]-1] image(named[k]) matrix \
         using (x(k, m) + 0.5 + $1): \
               (y(k, m) - 0.5 - ($2 - side[k] * m)):3 \
         every 1:1:0:side[k]*m:side[k]-1:side[k]*m+side[k]-1 \
         with image pixels, \
     for [k = 5:7] image(named[k]) matrix using (at[k] + wide(k) / 2.0): \
         (top(k) - tall[k] * ($2 + 0.5)):(wide(k) / 2.0):(tall[k] / 2):3 \
         with boxxyerror lc palette, \
     dat index "stages" using (middle(0)):(-50): \
         (said(column("maps"), column("side"))) with labels font ",12", \
     "" index "stages" using (middle(0)):(-63): \
         (sprintf("%d\n%d", column("parameters"), column("then"))) \
         with labels font ",12", \
     "" index "stages" using (middle(0)):(54):"name" with labels
