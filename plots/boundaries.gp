# boundaries.gp -- Buduma's figures 4-10, 4-11 and 4-15, a row each
width = 900; height = 1080
load "plots/style.gp"
set multiplot layout 3, 3 margins 0.01, 0.99, 0.01, 0.9 spacing 0.015, 0.055 \
    title "How a network divides the plane\n{/=11 ".caption."}" font ",17"
unset key; unset colorbox; unset grid; unset tics
set border 15; set size ratio -1
set palette defined (0 "#cfe3f1", 1 "#fbdcc4"); set cbrange [0:1]
# The first and the last number of a row belong to -2 and 2.
stats image("region0") matrix nooutput
at(pixel) = -2 + 4.0 * pixel / (STATS_size_x - 1)
of(class) = column("class") == class ? column("y") : NaN
best(what) = column("best") == 1 ? column(what) : NaN
array name[9] = ["3 hidden neurons", "6 hidden neurons", \
    "20 hidden neurons", "one layer of 3", "two layers of 3", \
    "four layers of 3", "20 neurons, λ = 0.01", "λ = 0.1", "λ = 1"]
array figure[3] = ["figure 4-10: ", "figure 4-11: ", "figure 4-15: "]
do for [p = 0:8] {
    set autoscale
    stats dat index sprintf("starts%d", p) using (best("train")) \
        name "train" nooutput
    stats dat index sprintf("starts%d", p) using (best("fresh")) \
        name "fresh" nooutput
    stats dat index sprintf("starts%d", p) using (best("boundary")) \
        name "long" nooutput
    set title (p % 3 ? "" : figure[p / 3 + 1]).name[p + 1].sprintf( \
        "\n{/=12 %.0f %% right, of new points %.0f %%; length %.1f}", \
        train_max, fresh_max, long_max) offset 0, -0.7
    set xrange [-2:2]; set yrange [-2:2]
    points = p / 3 == 1 ? "rings" : "moons"
    plot image(sprintf("region%d", p)) matrix using (at($1)):(at($2)):3 \
             with image, \
         dat index points using "x":(of(0)) with points lt 1 ps 0.45, \
         "" index points using "x":(of(1)) with points lt 2 pt 7 ps 0.45
}
unset multiplot
