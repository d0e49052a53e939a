# chain.gp -- the chain with its factors; ∂C/∂b₁ beside ∂C/∂b₃
width = 1150; height = 620
load "plots/style.gp"
stats dat index "cost" using "slope" name "slope" nooutput
stats dat index "cost" using "foretold" name "foretold" nooutput
stats dat index "cost" using "measured" name "measured" nooutput
stats dat index "cost" using "db" name "db" nooutput
of(j) = column("j") == j ? column("nabla") : NaN
stats dat index "neurons" using (of(1)) name "b1" nooutput
stats dat index "neurons" using (of(3)) name "b3" nooutput
set title "∂C/∂b₁ in a chain of single neurons: ".caption
unset key; unset border; unset tics; unset grid
set margins 1, 1, 1, 3
set xrange [-1.15:5.5]; set yrange [-5.6:1.35]
set style fill solid 1 border lt 7
set style textbox opaque noborder fc "white"
red = "#d55e00"; blue = "#0072b2"; grey = "#666666"

# Rows: the network, the factors in words and in numbers, small changes.
sub(j) = substr("₁₂₃₄", int(j), int(j))
words = -1.1; numbers = -1.5; small = -2.3; third = -3.45; extra = -4.55
late(j) = column("j") >= j ? column("j") : NaN
set label "∂C/∂b₁  =" at -0.1, words right
set label sprintf("%.3g  =", b1_min) at -0.1, numbers right
set label sprintf("Δb₁ = %g  gives", db_min) at -0.1, small right
set label "(measured, and foretold)" at -0.1, small - 0.4 right tc rgb grey
set label "∂C/∂b₃  =" at -0.1, third right
set label sprintf("%.3g  =", b3_min) at -0.1, third - 0.4 right
set label sprintf("∂C/∂b₁ is ∂C/∂b₃ × %.3g", b1_min / b3_min) \
    at 1.5, extra - 0.7 center tc rgb red
set arrow from 0.7, extra + 0.32 to 1.46, extra + 0.32 nohead lc rgb red lw 2
set arrow from 1.54, extra + 0.32 to 2.7, extra + 0.32 nohead lc rgb red lw 2
set label "σ′(z₁) w₂\nless than 1/4 if |w| < 1" at 1.08, extra center \
    tc rgb red font ",12"
set label "σ′(z₂) w₃\nless than 1/4 if |w| < 1" at 2.12, extra center \
    tc rgb red font ",12"
set arrow from 2.8, extra + 0.32 to 5.3, extra + 0.32 nohead lc rgb grey lw 2
set label "common factors" at 4.05, extra center tc rgb grey font ",12"
set arrow from 4.2, 0 to 4.75, 0 lt 7 lw 1.5
set label "C" at 5, 0 center font ",18"
set label "a₀" at -0.1, 0 center font ",16"
set label "× ∂C/∂a₄" at 5, words center tc rgb blue
set label sprintf("× %.3g", slope_min) at 5, numbers center tc rgb blue
set label "× ∂C/∂a₄" at 5, third center tc rgb grey
set label sprintf("× %.3g", slope_min) at 5, third - 0.4 center tc rgb grey
set label sprintf("ΔC = %.3g\n(%.3g)", measured_min, foretold_min) \
    at 5, small center
plot dat index "neurons" using (column("j") - 0.8):(0):(0.58):(0) \
         with vectors lt 7 lw 1.5, \
     "" index "neurons" using "j":(1.05):(0):(-0.72) with vectors lt 8 lw 1.5, \
     "" index "neurons" using "j":(0):(0.2) with circles fc rgb "#cfe3f1", \
     "" index "neurons" using "j":(1.2):("b".sub(column("j"))) \
         with labels font ",16", \
     "" index "neurons" using "j":(0):("a".sub(column("j"))) \
         with labels font ",16", \
     "" index "neurons" using (column("j") - 0.53):(0.22): \
         ("w".sub(column("j"))) with labels font ",16", \
     "" index "neurons" using "j":(words): \
         ((column("j") > 1 ? "× σ′(z" : "σ′(z").sub(column("j")).")") \
         with labels tc rgb red, \
     "" index "neurons" using "j":(numbers): \
         (sprintf(column("j") > 1 ? "× %.3g" : "%.3g", column("slope"))) \
         with labels tc rgb red, \
     "" index "neurons" using (late(2) - 0.53):(words): \
         ("× w".sub(column("j"))) with labels tc rgb blue, \
     "" index "neurons" using (late(2) - 0.53):(numbers): \
         (sprintf("× %.3g", column("w"))) with labels tc rgb blue, \
     "" index "neurons" using "j":(small): \
         (sprintf("Δa%s = %.3g\n(%.3g)", sub(column("j")), \
         column("measured"), column("foretold"))) with labels, \
     "" index "neurons" using (late(3)):(third): \
         ((column("j") > 3 ? "× σ′(z" : "σ′(z").sub(column("j")).")") \
         with labels tc rgb grey, \
     "" index "neurons" using (late(3)):(third - 0.4): \
         (sprintf(column("j") > 3 ? "× %.3g" : "%.3g", column("slope"))) \
         with labels tc rgb grey, \
     "" index "neurons" using (late(4) - 0.53):(third): \
         ("× w".sub(column("j"))) with labels tc rgb grey, \
     "" index "neurons" using (late(4) - 0.53):(third - 0.4): \
         (sprintf("× %.3g", column("w"))) with labels tc rgb grey
