# spiral.gp -- what each neuron answers, over the plane: as in the playground
width = 1150; height = 760
load "plots/style.gp"
stats dat index "layers" using "size" nooutput
L = STATS_records + 1                            # with the input
W = STATS_max                                    # neurons in a hidden layer

# A map is 1 wide; the maps of layer l stand at x = across(l).
step = 0.265 * W > 2.1 ? 0.265 * W : 2.1
pane = 0.55 * W > 4 ? 0.55 * W : 4
across(l) = l < L ? step * (l - 1) : step * (L - 2) + 1.3 + pane / 2
size_of(l) = l == 1 ? 2 : l < L ? W : 1
up(l, j) = 1.13 * (0.5 * (size_of(l) + 1) - j)
top = 0.2 + (0.57 * W > pane / 2 ? 0.57 * W : pane / 2)
reach = 2.4                                      # x₁ and x₂ of the maps
small(x) = 0.49 * x / reach
large(x) = 0.5 * pane * x / reach

set title "What each neuron sees: ".caption noenhanced
set size ratio -1; set margins 1, 1, 0, 3
unset key; unset border; unset tics; unset grid; unset colorbox
set label "x₁" at -0.6, up(1, 1) right
set label "x₂" at -0.6, up(1, 2) right
set xrange [-1:across(L) + pane / 2 + 0.2]; set yrange [-top - 1:top + 0.5]
set palette defined (-1 "#d55e00", 0 "white", 1 "#0072b2"); set cbrange [-1:1]

# Lines are weights, blue above 0, orange below, thick if large.
ends(w, low, high) = abs(w) >= low && abs(w) < high ? 1 : NaN
x0(l) = across(l - 1) + 0.5
dx(l) = across(l) - (l < L ? 0.5 : pane / 2) - x0(l)
dy(l, k, j) = up(l, j) - up(l - 1, k)
shade(w) = w > 0 ? 0x9cc7e3 : 0xf0bf9a
of(class) = column("class") == class ? across(L) + large(column("x1")) : NaN
frame(l, j) = l < L ? up(l, j) : NaN
name(l) = l < L ? sprintf("hidden layer %d", l - 1) : "output"
range(low, high) = low eq high ? low : low." … ".high
told(l) = "bend ".range(strcol("bend_low"), strcol("bend_high")) \
    .(l < L ? "\nalone " : "\nright ") \
    .range(strcol("alone_low"), strcol("alone_high"))." %"

plot for [t=1:3] dat index "edges" using (x0(column("layer"))): \
         (up(column("layer") - 1, column("from"))):(dx(column("layer")) \
             * ends(column("weight"), t == 1 ? 0.1 : t - 1, t < 3 ? t : 99)): \
         (dy(column("layer"), column("from"), column("to"))): \
         (shade(column("weight"))) \
         with vectors nohead lc rgb variable lw 1.5 * t - 0.8, \
     for [k=1:2] dat index "plane" using (small(column("a1_1"))): \
         (up(1, k) + small(column("a1_2"))):(column(k == 1 ? "a1_1" : "a1_2") \
             / reach) with image, \
     for [l=2:L-1] for [j=1:W] dat index "plane" \
         using (across(l) + small(column("a1_1"))): \
         (up(l, j) + small(column("a1_2"))):(column(sprintf("a%d_%d", l, j))) \
         with image, \
     dat index "plane" using (across(L) + large(column("a1_1"))): \
         (large(column("a1_2"))):(2 * column(sprintf("a%d_1", L)) - 1) \
         with image, \
     for [j=1:W] dat index "layers" using (across(column("layer"))): \
         (frame(column("layer"), j)):(0.49):(0.49) \
         with boxxyerror lt 8 lw 0.5 fs empty border lt 8, \
     dat index "points" using (of(0)):(large(column("x2"))) \
         with points pt 7 ps 0.45 lc rgb "white", \
     "" index "points" using (of(1)):(large(column("x2"))) \
         with points pt 7 ps 0.45 lc rgb "white", \
     "" index "points" using (of(0)):(large(column("x2"))) \
         with points pt 7 ps 0.3 lc rgb "#a04600", \
     "" index "points" using (of(1)):(large(column("x2"))) \
         with points pt 7 ps 0.3 lc rgb "#003d66", \
     "" index "layers" using (across(column("layer"))):(top + 0.2): \
         (name(column("layer"))) with labels, \
     "" index "layers" using (across(column("layer"))):(-top - 0.3): \
         (told(column("layer"))) with labels font ",12"
