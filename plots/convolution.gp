# convolution.gp -- kernels made by hand, what they make of the digit, pooled
width = 1000; height = 500
load "plots/style.gp"
unset border; unset tics; unset grid; unset colorbox; unset key
set lmargin 0; set rmargin 0; set tmargin 3.5; set bmargin 0.5
set size ratio -1
set palette defined (-1 "#d55e00", 0 "white", 1 "black"); set cbrange [-1:1]
set title "A digit through kernels made by hand (black: positive, orange: " \
    ."negative)\n".caption noenhanced

# A column for each kernel of 3 pixels, its map of 26, and that pooled to 13,
# stretched to the same width.
kernels = 6
x(k) = 38 + 30 * k
array looks[kernels] = ["left edges", "upper edges", "lower edges", \
                        "strokes: /", "outlines", "a blur"]
set xrange [-2:217]; set yrange [-58:29]
set label "kernels, 3 × 3" at 13.5, 14 center
set label "image, 28 × 28" at 13.5, 3 center
set label "maps, 26 × 26\n(right)" at 13.5, -32 center
set label "maps, pooled\nto 13 × 13" at 13.5, -46 center
set for [k = 1:kernels] label looks[k] at x(k - 1) + 12.5, 25 center
frame(x, y, w) = sprintf("set object rectangle from %g, %g to %g, %g " \
    ."fs empty border lc rgb '#999999'", x - 0.5, y + 0.5, x + w - 0.5, \
    y - w + 0.5)
eval frame(0, 0, 28)
do for [k = 0:kernels-1] {
    eval frame(x(k) + 5, 21, 15)
    eval frame(x(k), 0, 26)
    eval frame(x(k), -30, 26)
}
plot image("digit") matrix using 1:(-$2):3 with image pixels, \
     for [k = 0:kernels-1] image("hand_kernels") matrix \
         using (x(k) + 7 + 5 * $1):(19 - 5 * ($2 - 3 * k)):3 \
         every 1:1:0:3*k:2:3*k+2 with image pixels, \
     for [k = 0:kernels-1] image("hand_maps") matrix \
         using (x(k) + $1):(26 * k - $2):3 \
         every 1:1:0:26*k:25:26*k+25 with image pixels, \
     for [k = 0:kernels-1] image("hand_pooled") matrix \
         using (x(k) + 0.5 + 2 * $1):(-30.5 - 2 * ($2 - 13 * k)):3 \
         every 1:1:0:13*k:12:13*k+12 with image pixels
