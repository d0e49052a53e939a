# derivative_rules.gp -- the refresher's two curves, and tangents to them
width = 1200; height = 430
load "plots/style.gp"
set multiplot layout 1, 3 \
    title "f(x) = 10x⁵ + 4x⁷ + 12x and σ(z), with tangents: ".caption noenhanced
unset key
only(at) = abs(column("x") - at) < 0.001 ? column("x") : NaN
tangent = 'using (only(at) - reach):'. \
    '((column("f") - reach*column("slope"))/unit):(2*reach):'. \
    '(2*reach*column("slope")/unit) with vectors nohead lt 2'
point = 'using (only(at)):(column("f")/unit) with points lt 2 ps 1'
do for [at = 2:6:4] {
    near = at == 2
    reach = near ? 0.32 : 0.85             # of the tangent, to both sides
    unit = near ? 1 : 1e6
    set xlabel "x"; set ylabel near ? "f(x)" : "f(x) in millions"
    set xrange [near ? 0.8 : 0:near ? 2.4 : 7]
    set yrange [near ? -50 : -0.05:near ? 2000 : 2.5]
    plot dat index "polynomial" using "x":(column("f")/unit) \
             with lines lt 1, \
         "" index "polynomial" @tangent, "" index "polynomial" @point, \
         "" index "polynomial" using (only(at)):(column("f")/unit): \
             (sprintf("slope at %d: %.0f", at, column("slope"))) \
             with labels right offset -1.5, 0.5
}
unit = 1; reach = 1.6
set xlabel "z"; set ylabel "σ(z)"
set xrange [-6:6]; set yrange [-0.08:1.05]
plot dat index "sigmoid" using "x":"f" with lines lt 1, \
     for [at in "-2.5 0"] "" index "sigmoid" @tangent, \
     for [at in "-2.5 0"] "" index "sigmoid" @point, \
     for [at in "-2.5 0"] "" index "sigmoid" using (only(at)):"f": \
         (sprintf("slope at %s: %.3g", at, column("slope"))) \
         with labels left offset 1.3, -0.8
unset multiplot
