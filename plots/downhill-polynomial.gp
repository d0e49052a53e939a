# downhill-polynomial.gp -- the refresher's curve, with its tangents at 2 and 6
width = 1000; height = 440
load "plots/style.gp"
set multiplot layout 1, 2 title "f(x) = 10x⁵ + 4x⁷ + 12x, and its tangents"
set xlabel "x"; unset key
only(at) = abs(column("x") - at) < 0.01 ? at : NaN
do for [at = 2:6:4] {
    near = at == 2
    reach = near ? 0.32 : 0.85             # of the tangent, to both sides
    unit = near ? 1 : 1e6
    set ylabel near ? "f(x)" : "f(x) in millions"
    set xrange [near ? 0.8 : 0:near ? 2.4 : 7]
    set yrange [near ? -50 : -0.05:near ? 2000 : 2.5]
    plot dat index "polynomial" using "x":(column("f")/unit) \
             with lines lt 1, \
         "" index "polynomial" using (only(at) - reach): \
             ((column("f") - reach*column("slope"))/unit):(2*reach): \
             (2*reach*column("slope")/unit) with vectors nohead lt 2, \
         "" index "polynomial" using (only(at)):(column("f")/unit) \
             with points lt 2 ps 1, \
         "" index "polynomial" using (only(at)):(column("f")/unit): \
             (sprintf("slope at %d: %.0f", at, column("slope"))) \
             with labels right offset -1.5, 0.5
}
unset multiplot
