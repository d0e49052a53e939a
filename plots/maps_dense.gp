# maps_dense.gp -- maps beside each other, layer by layer, in three blocks
width = 1150; height = 560
load "plots/style.gp"
stats dat index "maps" using "layer" name "layer" nooutput
stats dat index "maps" using "top" name "top" nooutput
stats dat index "maps" using "block" name "block" nooutput
last = int(layer_max); blocks = int(block_max)
set title "Dense blocks and transition layers: ".caption noenhanced
place(block, layer) = (block - 1) * (last + 2.5) + layer
set xrange [-0.8:place(blocks, last) + 0.8]; set yrange [0:top_max * 1.3]
set ylabel "maps, beside each other"
set xlabel "grey: x, what comes into the block; a colour for what each f adds"
set xtics scale 0 ("x" 0)
do for [b = 1:blocks] {
    do for [i = 0:last] {
        set xtics add ((i ? sprintf("f_{%d}", i) : "x") place(b, i))
    }
    stats dat index "maps" using (column("block") == b ? column("side") : NaN) \
        name "side" nooutput
    set label sprintf("dense block %d: %.0f x %.0f", b, side_max, side_max) \
        at place(b, last / 2.0), top_max * 1.22 center
    if (b < blocks) {
        set arrow from place(b, last) + 0.6, top_max * 0.55 \
            to place(b + 1, 0) - 0.3, top_max * 0.55 lc rgb "#333333" lw 1.5
        set label "transition:\n1 x 1,\npool" font ",11" center \
            at (place(b, last) + place(b + 1, 0)) / 2.0, top_max * 0.72
    }
}
unset key; set grid noxtics
set style fill solid 0.75 border rgb "white"
shades = "999999 0072b2 d55e00 009e73 cc79a7 e69f00 56b4e9"
shade(from) = int("0x".word(shades, from > 0 ? (int(from) - 1) % 6 + 2 : 1))
x = 'place(column("block"), column("layer"))'
plot dat index "maps" using (@x): \
         ((column("bottom") + column("top")) / 2):(0.42): \
         ((column("top") - column("bottom")) / 2):(shade(column("from"))) \
         with boxxyerror lc rgb variable, \
     "" index "maps" using (@x):(column("top") + top_max * 0.025): \
         (column("from") == column("layer") ? strcol("top") : "") \
         with labels
