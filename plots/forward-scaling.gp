# forward-scaling.gp -- the same network and house, with inputs scaled and not
width = 1100; height = 480
load "plots/style.gp"
set multiplot title "Sigmoids, and inputs scaled or not: ".caption noenhanced
unset key; unset border; unset tics; unset grid
set style fill solid 1 border lt 7
set xrange [0.6:4.4]; set yrange [-2.3:2]
of(name, x) = strcol("net") eq name ? x : NaN
shade(layer, a) = layer == 1 ? 0xffffff : \
    65536 * int(255 - 86 * a) + 256 * int(255 - 46 * a) + int(255 - 13 * a)
label_of(a) = abs(a) >= 10 ? sprintf("%.0f", a) : sprintf("%.3f", a)
do for [i = 1:2] {
    name = word("scaled unscaled", i)
    set size 0.5, 0.92; set origin (i - 1) * 0.5, 0
    set title i == 1 ? "inputs scaled" \
        : "inputs as they are"
    plot dat index "edges" using (column("layer") - 1):"y":(1):"dy" \
             with vectors nohead lt 8 lw 1, \
         "" index "nodes" using (of(name, column("layer"))):"y":(0.25): \
             (shade(column("layer"), column("a"))) \
             with circles fc rgb variable, \
         "" index "nodes" using (of(name, column("layer"))):"y": \
             (label_of(column("a"))) with labels
}
unset multiplot
