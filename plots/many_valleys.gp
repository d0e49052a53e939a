# many_valleys.gp -- where balls come to rest, and what helps them on
width = 1200; height = 860
load "plots/style.gp"
stats dat index "ends" using "valley" name "valleys" nooutput
away = valleys_max                      # its last row: ended off the page
set multiplot title caption noenhanced
unset key

set size 1, 0.5; set origin 0, 0.47
set title "an error curve with several minima, and descent from twelve starts"
set xlabel "weight w"; set ylabel "error E"
set xrange [0.9:10.5]; set yrange [-0.09:*]
plot dat index "curve" using "w":"error" with lines lt 7, \
     dat index "balls" using "w":(column("error") + 0.007) \
         with lines lt 1 lw 4, \
     dat index "balls" every ::0::0 using "w":(column("error") + 0.007) \
         with points lt 1 pt 6 ps 1.5, \
     dat index "ends" using "w":"error" with points lt 1 pt 7 ps 1.8, \
     dat index "ends" using "w":"error":(column("lowest") == 1 ? \
         "global minimum" : "local") with labels offset 0, -1.3

set size 0.58, 0.46; set origin 0, 0
set title "where random starts end, in %"
set xlabel "valley, at w ="; set ylabel "starts in %"
set xrange [-0.6:away + 0.6]; set yrange [0:85]
set style fill solid 0.8 noborder
set key top left reverse Left samplen 1
place(v, w) = v == away ? "off the page" : w
plot dat index "ends" using (column("valley") - 0.25):"batch":(0.24): \
         xtic(place(column("valley"), strcol("w"))) with boxes lt 8 \
         title "batch descent", \
     "" index "ends" using "valley":"quiet":(0.24) with boxes lt 1 \
         title "SGD, short steps", \
     "" index "ends" using (column("valley") + 0.25):"loud":(0.24) \
         with boxes lt 2 title "SGD, long steps"

set size 0.42, 0.46; set origin 0.58, 0
set title "the same start, with more and more momentum"
set xlabel "ρ"; set ylabel "ends at w ="
set xtics auto; set xtics 0.1
set xrange [0.5:1]; set yrange [0.9:11.2]
set key bottom left
stats dat index "momentum" every :::0::0 using "start" name "a" nooutput
stats dat index "momentum" every :::1::1 using "start" name "b" nooutput
plot dat index "momentum" every :::0::0 using "rho":"w" \
         with points lt 1 pt 7 ps 0.7 title sprintf("from w = %g", a_min), \
     "" index "momentum" every :::1::1 using "rho":"w" \
         with points lt 2 pt 4 ps 1.1 title sprintf("from w = %g", b_min), \
     dat index "ends" using (0.5):(column("lowest") == 1 ? column("w") : NaN): \
         (0.5):(0) with vectors nohead lt 7 lw 1 notitle, \
     "" index "ends" using (0.51):(column("lowest") == 1 ? column("w") : NaN): \
         ("global minimum") with labels left offset 0, -0.8 notitle
unset multiplot
