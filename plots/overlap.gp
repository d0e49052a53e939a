# overlap.gp -- test error and gap of the costs, a dot for each seed
width = 1060; height = 480
load "plots/style.gp"
set multiplot layout 1, 2 title "Poolings: ".caption noenhanced
names = "apart overlapping wide none"
place(name) = name eq "apart" ? 1 : name eq "overlapping" ? 2 : \
              name eq "wide" ? 3 : 4
set xrange [0.4:4.6]; set yrange [0:*]; unset key
set xtics ("2 x 2\nside by side" 1, "3 x 3\noverlapping" 2, \
           "3 x 3\nside by side" 3, "none, every\nother place" 4) \
           font ",12" scale 0
set boxwidth 0.6; set bmargin 4
shift(seed) = 0.06 * (seed - seeds_min - (seeds_max - seeds_min) / 2.0)
stats dat index "poolings" using "seed" name "seeds" nooutput
is(i) = strcol("name") eq word(names, i)
array test[4]; array gap[4]
do for [i = 1:4] {
    stats dat index "poolings" using (is(i) ? column("test_error") : NaN) \
        name "one" nooutput
    test[i] = one_mean
    stats dat index "poolings" \
        using (is(i) ? column("test_cost") - column("train_cost") : NaN) \
        name "one" nooutput
    gap[i] = one_mean
}
set ylabel "misread test images, %"
set title "on test images; grey: on training images"
plot test using 1:2 with boxes lt 1, \
     test using 1:($2 / 2):(sprintf("%.2f", $2)) with labels, \
     dat index "poolings" using \
         (place(strcol("name")) + shift(column("seed"))):"test_error" \
         with points lt 1 pt 7 ps 0.8, \
     "" index "poolings" using \
         (place(strcol("name")) + shift(column("seed"))):"train_error" \
         with points lt 8 pt 6 ps 0.8
set ylabel "cost on test images - cost on training images"
set title "over-fitting"
plot gap using 1:2 with boxes lt 2, \
     gap using 1:($2 / 2):(sprintf("%.3f", $2)) with labels, \
     dat index "poolings" using \
         (place(strcol("name")) + shift(column("seed"))): \
         (column("test_cost") - column("train_cost")) \
         with points lt 2 pt 7 ps 0.8
unset multiplot
