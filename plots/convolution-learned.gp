# convolution-learned.gp -- learned kernels, their maps, and these pooled
width = 1000; height = 570
load "plots/style.gp"
unset border; unset tics; unset grid; unset colorbox; unset key
set lmargin 0; set rmargin 0; set tmargin 3.5; set bmargin 0.5
set size ratio -1
set palette defined (-1 "#d55e00", 0 "white", 1 "black"); set cbrange [-1:1]
set title "The same digit through learned kernels: kernel (5 × 5), map " \
    ."(24 × 24), pooled (12 × 12)\n".caption noenhanced

# Two rows of ten: a kernel of 5, its map of 24, and that pooled to 12,
# stretched to the same width.
maps = 20
x(k) = 27 * (k % 10); y(k) = -72 * (k / 10)
set xrange [-2:269]; set yrange [-142:1]
frame(x, y, w) = sprintf("set object rectangle from %g, %g to %g, %g " \
    ."fs empty border lc rgb '#999999'", x - 0.5, y + 0.5, x + w - 0.5, \
    y - w + 0.5)
do for [k = 0:maps-1] {
    eval frame(x(k) + 4.5, y(k), 15)
    eval frame(x(k), y(k) - 17, 24)
    eval frame(x(k), y(k) - 43, 24)
}
plot for [k = 0:maps-1] image("learned_kernels") matrix \
         using (x(k) + 5.5 + 3 * $1):(y(k) - 1 - 3 * ($2 - 5 * k)):3 \
         every 1:1:0:5*k:4:5*k+4 with image pixels, \
     for [k = 0:maps-1] image("learned_maps") matrix \
         using (x(k) + $1):(y(k) - 17 - ($2 - 24 * k)):3 \
         every 1:1:0:24*k:23:24*k+23 with image, \
     for [k = 0:maps-1] image("learned_pooled") matrix \
         using (x(k) + 0.5 + 2 * $1):(y(k) - 43.5 - 2 * ($2 - 12 * k)):3 \
         every 1:1:0:12*k:11:12*k+11 with image pixels
