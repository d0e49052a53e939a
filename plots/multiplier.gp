# multiplier.gp -- a multiplier of adders of bit adders; what it costs
width = 1200; height = 600
load "plots/style.gp"
stats dat index "numbers" using "bits" name "n" nooutput
stats dat index "numbers" using "x" name "x" nooutput
stats dat index "numbers" using "y" name "y" nooutput
stats dat index "numbers" using "product" name "product" nooutput
n = n_max
set multiplot title "A multiplier: ".caption noenhanced

set size 0.62, 0.92; set origin 0, 0
set margins 1, 1, 1, 1
unset key; unset border; unset tics; unset grid
set style fill solid 1 border lt 7
set xrange [2 * n + 0.9:-0.9]; set yrange [-n - 1.1:0.4]
set object 1 rectangle from 2 * n - 0.1, -0.05 to -0.75, -n + 0.1 behind \
    fc rgb "#eef4f8" fs solid border lt 1
set label sprintf("multiplies x = %.0f by y = %.0f", x_max, y_max) \
    at 2 * n - 0.4, -0.3 left tc lt 1
set label sprintf("product %.0f", product_max) at -0.6, -n - 0.85 right
set arrow from 0, -0.45 to 0, -n - 0.1 lt 1 lw 1.5
set label "x₀ y₀" at 0, -0.3 center
right_end = 'column("place") == column("adder")'
left_end = 'column("place") == column("adder") + n - 1'
plot dat index "adders" using (@right_end ? column("adder") + \
         (n - 1) / 2.0 - 0.1 : NaN):(-column("adder")):(n / 2.0 + 0.08):(0.42) \
         with boxxyerror fc rgb "#cfe3f1", \
     "" index "adders" using (@right_end ? column("adder") - 0.5 : NaN): \
         (-column("adder")):("adder") with labels rotate by 90 font ",11", \
     "" index "adders" using "place":(-column("adder")):(0.3):(0.26) \
         with boxxyerror fc rgb "#fde8c8", \
     "" index "adders" using (@left_end ? NaN : column("place") + 0.31): \
         (-column("adder")):(0.37):(0) with vectors lt 2 lw 1.5, \
     "" index "adders" using (@left_end ? column("place") + 0.31 : NaN): \
         (-column("adder")):(0.69):(0) with vectors nohead lt 2 lw 1.5, \
     "" index "adders" using (@left_end ? column("place") + 1 : NaN): \
         (-column("adder")):(0):(column("adder") < n - 1 ? -0.72 : -1.1) \
         with vectors lt 2 lw 1.5, \
     "" index "adders" using (column("place") + (@left_end ? 0.8 : 0.49)): \
         (-column("adder") + 0.13):(sprintf("%.0f", column("carry"))) \
         with labels font ",11" tc lt 2, \
     "" index "adders" using "place":(-column("adder") + 0.12): \
         (sprintf("%.0f + %.0f", column("x"), column("y"))) \
         with labels font ",12", \
     "" index "adders" using "place":(-column("adder") - 0.12): \
         (sprintf("= %.0f", column("sum"))) with labels font ",12", \
     "" index "adders" using "place":(-column("adder") - 0.28):(0): \
         (@right_end || column("adder") == n - 1 ? \
         column("adder") - n + 0.18 : -0.44) \
         with vectors lt 1 lw 1.5, \
     "" index "product" using "place":(-n - 0.35):(0.28):(0.22) \
         with boxxyerror fc rgb "white", \
     "" index "product" using "place":(-n - 0.35): \
         (sprintf("%.0f", column("bit"))) with labels font ",16"
unset arrow
unset label; unset object

set border 3 lc rgb "#666666"; set xtics nomirror; set ytics nomirror
set grid lc rgb "#dddddd" lt 1 lw 1
unset margins
set lmargin 9; set rmargin 2; set bmargin 4; set tmargin 3
set size 0.38, 0.92; set origin 0.62, 0
set title "gates, NOTs counted"
set xlabel "bits of x and of y"; set ylabel "gates" offset 1
set logscale y; set format y "10^{%T}"
set xrange [1.5:8.9]; set yrange [10:1e5]
set key top left Left reverse samplen 2
plot dat index "gates" using "bits":"table" with linespoints lt 2 \
         title "a table, two layers", \
     "" index "gates" using "bits":"deep" with linespoints lt 1 \
         title "adders of bit adders", \
     "" index "gates" using "bits":"deep":(column("bits") > 3 ? \
         sprintf("%.0f layers", column("layers")) : "") with labels \
         offset 0, -1 font ",11" tc lt 1 notitle
unset multiplot
