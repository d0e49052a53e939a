# repeatable.gp -- all starts, without decay, with it, and from small weights
width = 1150; height = 460
load "plots/style.gp"
ways = "plain decay small"
array title[3] = ["λ = 0, first weights from N(0, 1)", "with decay", \
                  "λ = 0, from N(0, 1/n_{in})"]
of(way, what) = strcol("way") eq way ? column(what) : NaN
stats dat index "runs" using "epoch" name "e" nooutput
stats dat index "runs" using \
    (column("epoch") > 0 ? column("test") : NaN) name "worst" nooutput
array first[3]; array last[3]; array low[3]; array high[3]
do for [k=1:3] {
    way = word(ways, k)
    stats dat index "runs" using \
        (column("epoch") == 0 ? of(way, "length") : NaN) nooutput
    first[k] = STATS_mean
    stats dat index "runs" using \
        (column("epoch") == e_max ? of(way, "length") : NaN) nooutput
    last[k] = STATS_mean
    stats dat index "ends" using (of(way, "low")) nooutput
    low[k] = STATS_mean
    stats dat index "ends" using (of(way, "high")) nooutput
    high[k] = STATS_mean
}
set multiplot layout 1, 3 title "The same network, other starts: ".caption \
    noenhanced
unset key
set xlabel "epoch"; set ylabel "accuracy on the test images, %"
set yrange [100 - 1.2 * (100 - worst_min):100]; set xrange [1:*]
do for [k=1:3] {
    set title title[k]
    set label 1 sprintf("at the end %.1f … %.1f %%\nlength of the weights " \
        ."%.0f → %.0f", low[k], high[k], first[k], last[k]) at graph 0.1, 0.12
    plot dat index "runs" using "epoch":(of(word(ways, k), "test")) \
        with linespoints lt k
}
unset multiplot
