# same_maps.gp -- in each row, which maps are the same
width = 1000; height = 640
load "plots/style.gp"
unset border; unset tics; unset grid; unset colorbox; unset key
set lmargin 0; set rmargin 0; set tmargin 3.5; set bmargin 0.5
set size ratio -1
set title "Different formulas, the same maps (black: positive, orange: " \
    ."negative)\n".caption noenhanced
set palette defined (-1 "#d55e00", 0 "white", 1 "black"); set cbrange [-1:1]

# Five columns and three rows of cells; an image of n pixels, each s wide, the
# largest number being m, in cell (column, row).
set xrange [-2:192]; set yrange [-118:7]
x(c) = 40 * c; y(r) = -42 * r
frame(c, r, w) = sprintf("set object rectangle from %g, %g to %g, %g " \
    ."fs empty border lc rgb '#999999'", x(c) - 0.5, y(r) + 0.5, \
    x(c) + w - 0.5, y(r) - w + 0.5)
set label "image" at x(0) + 13, 4 center
set label "Σ w(u, v) x(i + u, j + v)" at x(1) + 13, 4 center
set label "Σ w(u, v) x(i - u, j - v)" at x(2) + 13, 4 center
set label "the same, w turned" at x(3) + 13, 4 center
set label "w and w turned" at x(4) + 13, 4 center
set label "ReLU, then pooling" at x(0) + 13, y(1) + 4 center
set label "pooling, then ReLU" at x(1) + 13, y(1) + 4 center
set label "|z|, then pooling" at x(2) + 13, y(1) + 4 center
set label "pooling, then |z|" at x(3) + 13, y(1) + 4 center
set label "image, moved by 2" at x(0) + 13, y(2) + 4 center
set label "its map" at x(1) + 13, y(2) + 4 center
set label "its map, pooled" at x(2) + 13, y(2) + 4 center
set label "pooled, not moved" at x(3) + 13, y(2) + 4 center
eval frame(0, 0, 28)
eval frame(0, 2, 28)
do for [c = 1:3] {
    eval frame(c, 0, 26); eval frame(c, 1, 26); eval frame(c, 2, 26)
}
eval frame(0, 1, 26)
plot image("image") matrix using (x(0) + $1):(y(0) - $2):3 \
         with image pixels, \
     image("correlation") matrix using (x(1) + $1):(y(0) - $2):($3/4) \
         with image pixels, \
     image("convolution") matrix using (x(2) + $1):(y(0) - $2):($3/4) \
         with image pixels, \
     image("turned_convolution") matrix using (x(3) + $1):(y(0) - $2):($3/4) \
         with image pixels, \
     image("kernel") matrix using (x(4) + 1 + 4*$1):(y(0) - 2 - 4*$2):($3/2) \
         with image pixels, \
     image("turned_kernel") matrix \
         using (x(4) + 17 + 4*$1):(y(0) - 2 - 4*$2):($3/2) with image pixels, \
     image("relu_first") matrix \
         using (x(0) + 0.5 + 2*$1):(y(1) - 0.5 - 2*$2):($3/4) \
         with image pixels, \
     image("relu_last") matrix \
         using (x(1) + 0.5 + 2*$1):(y(1) - 0.5 - 2*$2):($3/4) \
         with image pixels, \
     image("size_first") matrix \
         using (x(2) + 0.5 + 2*$1):(y(1) - 0.5 - 2*$2):($3/4) \
         with image pixels, \
     image("size_last") matrix \
         using (x(3) + 0.5 + 2*$1):(y(1) - 0.5 - 2*$2):($3/4) \
         with image pixels, \
     image("moved_image") matrix using (x(0) + $1):(y(2) - $2):3 \
         with image pixels, \
     image("moved_map") matrix using (x(1) + $1):(y(2) - $2):($3/4) \
         with image pixels, \
     image("moved_pooled") matrix \
         using (x(2) + 0.5 + 2*$1):(y(2) - 0.5 - 2*$2):($3/4) \
         with image pixels, \
     image("pooled") matrix \
         using (x(3) + 0.5 + 2*$1):(y(2) - 0.5 - 2*$2):($3/4) \
         with image pixels
