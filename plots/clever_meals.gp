# clever_meals.gp -- three ways to fit a sigmoid neuron to what guests say
width = 1100; height = 500
load "plots/style.gp"
set multiplot layout 1, 2 \
    title "Which share of ten guests likes a meal?  A sigmoid neuron, fitted in " \
          ."three ways: ".caption noenhanced
ways = "linear undone downhill"
array what[3] = ["as if it were linear", "σ undone", "downhill"]
array mark[3] = [7, 2, 1]
array title_of[2] = ["moderate guests", "guests with strong feelings"]
set xlabel "z, as found downhill"
set ylabel "share t, answer y"
set ytics 0.2
set key top left reverse Left
do for [i = 1:2] {
    name = i == 1 ? "ten" : "strong"
    left = system("awk '/^# left_".name."/ {getline; getline; print}' '" \
                  .dat."'")
    said(way) = word(left, way) eq "nan" ? what[way].": no solution" \
                : what[way].": E = ".word(left, way)
    set yrange [*:*]
    stats dat index name using "z" name "z" nooutput
    set yrange [-0.05:1.4]
    set title title_of[i]
    set xrange [floor(z_min) - 0.2:ceil(z_max) + 0.2]
    plot dat index "curve" using "z":"y" with lines lt 8 notitle, \
         for [way = 1:3] dat index name using "z":word(ways, way) \
             with points lt way pt mark[way] ps 1.3 lw 3 title said(way), \
         dat index name using "z":"share" with points lt 7 pt 6 ps 1.6 lw 1.5 \
             title "the guests"
}
unset multiplot
