# averages-use.gp -- accuracy in use with different μ and σ, after many steps
# and after few
width = 860; height = 480
load "plots/style.gp"
set datafile missing NaN
stats dat index "accuracy" using "seed" name "seed" nooutput
stats dat index "accuracy" using "images" name "images" nooutput
set title "In use: ".caption noenhanced
set ylabel "accuracy on the validation images in %"; set yrange [0:108]
set xrange [-0.6:3.6]; set boxwidth 0.36
set xtics ("0 and 1,\nfrom the start" 0, "moving averages,\np = 0.9" 1, \
           "of the batch\nof 64" 2, "over all\ntraining images" 3)
set grid noxtics; set bmargin 5; set key outside bottom center horizontal
at(few) = column("number") + (few ? 0.2 : -0.2)
of(few) = (column("images") == images_min) == few ? column("accuracy") : NaN
shown(a) = seed_min == seed_max && a == a ? sprintf("%.1f", a) : ""
plot for [few = 0:1] dat index "accuracy" using (at(few)):(of(few)) smooth \
         unique with boxes lt (few ? 8 : 1) fs solid 0.4 \
         title sprintf("%d images", few ? images_min : images_max), \
     for [few = 0:1] "" index "accuracy" using (at(few)):(of(few)) \
         with points lt (few ? 8 : 1) pt 7 notitle, \
     for [few = 0:1] "" index "accuracy" using (at(few)):(of(few) + 4): \
         (shown(of(few))) with labels notitle
