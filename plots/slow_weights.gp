# slow_weights.gp -- the size of every ∂C/∂w in three networks
width = 1100; height = 470
load "plots/style.gp"
set multiplot title "How fast each weight learns: ".caption noenhanced
unset key; unset border; unset tics; unset grid
set style fill solid 1 border lt 7
set xrange [0.7:4.3]; set yrange [-2.2:1.9]
set palette defined (0 "#f2f2f2", 1 "#9ecae1", 2 "#0072b2", 3 "#08306b")
set cbrange [-6:-1]
of(name, x) = strcol("net") eq name ? x : NaN
decade(g) = g > 1e-30 ? log10(g) : -30
pushed(l, j) = column("layer") == l && column("y") == j ? column("layer") : NaN
do for [i = 1:3] {
    name = word("ordinary saturated silent", i)
    set size (i < 3 ? 0.3 : 0.4), 0.9; set origin (i - 1) * 0.3, 0
    if (i == 3) {
        set rmargin at screen 0.89; set cblabel "|∂C/∂w|"
        set colorbox user origin 0.92, 0.2 size 0.015, 0.5
        set cbtics 1 format "10^{%.0f}"
    } else {
        unset colorbox
    }
    set title i == 1 ? "ordinary" : \
        i == 2 ? "an output neuron is saturated" : "a hidden neuron is silent"
    plot dat index "edges" using (of(name, column("layer") - 1)):"y":(1):"dy": \
             (decade(column("gradient"))) with vectors nohead lw 3 lc palette, \
         "" index "nodes" using (of(name, column("layer"))):"y":(0.26) \
             with circles fc rgb "white", \
         "" index "nodes" using (of(i == 2 ? name : "", pushed(4, 0.5))):"y": \
             (0.26) with circles fc rgb "#fde8c8", \
         "" index "nodes" using (of(i == 3 ? name : "", pushed(3, 0))):"y": \
             (0.26) with circles fc rgb "#fde8c8", \
         "" index "nodes" using (of(name, column("layer"))):"y": \
             (sprintf("%.2f", column("a"))) with labels font ",12"
}
unset multiplot
