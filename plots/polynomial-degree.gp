# polynomial-degree.gp -- old points praise every degree, new ones only a few
load "plots/style.gp"
stats dat index "degrees" using "drawings" name "drawings" nooutput
stats dat index "old" using "x" name "old" nooutput
stats dat index "fresh" using "x" name "fresh" nooutput
set title "The larger the degree, the better on old points; not on new ones\n" \
    .caption.sprintf("; %d drawings of %d points and %d new ones", \
    drawings_max, old_records, fresh_records) noenhanced
set xlabel "degree of the polynomial"; set ylabel "mean squared error"
set logscale y; set format y "10^{%L}"
set xtics 1; set yrange [1e-5:10]
set key top center enhanced
plot dat index "degrees" using "degree":"least":"most" with filledcurves lt 2 \
         fs transparent solid 0.2 title "new points: range over the drawings", \
     "" index "degrees" using "degree":"fresh" with linespoints lt 2 pt 7 \
         ps 0.7 lw 3 title "new points: mean", \
     "" index "degrees" using "degree":"old" with linespoints lt 1 pt 7 \
         ps 0.7 lw 3 title "the points it was made from: mean", \
     "" index "degrees" using (column("old") < 1e-5 ? column("degree") : NaN): \
         (1.6e-5):("0 ") with labels right tc lt 1 notitle
