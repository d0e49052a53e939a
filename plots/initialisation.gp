# initialisation.gp -- histograms of ten layers' outputs, a row for each start
width = 1320; height = 880
load "plots/style.gp"
set datafile missing NaN
stats dat index "layers" using "layer" name "layers" nooutput
last = int(layers_max)
shown = last < 10 ? last : 10
layer(k) = shown < 2 ? 1 : int(1 + (k - 1) * (last - 1) / (shown - 1.0) + 0.5)
array start[5] = ["little_random", "random", "xavier_tanh", "xavier_relu", \
                  "he_relu"]
array said[5] = ["little random", "random", "Xavier", "Xavier", "He"]
array f[5] = ["tanh", "tanh", "tanh", "ReLU", "ReLU"]
array top[5] = [60, 60, 12, 20, 12]
set multiplot title "What comes out of each layer: ".caption noenhanced
unset key; unset grid; set border 1; set tics out; unset ytics
set style fill solid 0.8 noborder
set lmargin 0; set rmargin 0; set tmargin 0; set bmargin 0
left = 0.02; wide = 0.96 / shown; row = 0.187
do for [r = 1:5] {
    set label 3 sprintf((r <= 3 ? "axes end at %d %% of the outputs" : \
        "the bar at 0 is cut: axes end at %d %%"), top[r]) \
        at screen 0.98, 0.955 - (r - 1) * row - 0.028 right font ",11" \
        textcolor rgb "#777777"
    set label 1 "init method: ".said[r].", batch norm: no, activation: ".f[r] \
        at screen left, 0.955 - (r - 1) * row - 0.028 left font ",14"
    low = r <= 3 ? -1 : 0; high = r <= 3 ? 1 : 4
    bin = (high - low) / 40.0
    set xrange [low:high]; set yrange [0:top[r]]
    if (r <= 3) { set xtics ("-1" -1, "0" 0, "1" 1) font ",10" } \
    else { set xtics ("0" 0, "2" 2, "4" 4) font ",10" }
    of(l) = strcol("start") eq start[r] && column("layer") == l ? \
            column("share") : NaN
    do for [k = 1:shown] {
        set size wide * 0.88, row * 0.58
        set origin left + (k - 1) * wide, 0.955 - r * row + 0.03
        set label 2 sprintf("layer %d", layer(k)) at graph 0.98, 0.9 right \
            font ",10" textcolor rgb "#555555"
        plot dat index "histograms" using "value":(of(layer(k))):(bin) \
             with boxes lt r
        unset label 1; unset label 3
    }
}
unset multiplot
