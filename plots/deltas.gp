# deltas.gp -- four neurons: outputs to the right, deltas to the left
width = 1000; height = 520
load "plots/style.gp"
set title "Outputs o travel right, deltas δ travel left: ".caption noenhanced
unset border; unset tics; unset grid; unset key
set xrange [-0.35:2.5]; set yrange [-0.45:1.45]
set style textbox opaque noborder fc "white"
set style fill solid 1 border lt 7
neuron(value) = column("x") > 0 ? value : NaN
along(from, to, t) = from + (to - from) * t
near(from, to) = from == to ? 0.5 : 0.3  # crossing lines: off the middle
set arrow from 2.13, 1 to 2.35, 1 lt 1 lw 2
set arrow from 2.13, 0 to 2.35, 0 lt 1 lw 2
set label "P1" at 2.38, 1
set label "P2" at 2.38, 0
plot dat index "weights" using "x":"y":(1):(column("to") - column("y")) \
         with vectors nohead lt 8 lw 1.5, \
     "" index "weights" using \
         (column("x") + near(column("y"), column("to"))): \
         (along(column("y"), column("to"), near(column("y"), column("to")))): \
         (sprintf("%s = %s", strcol("name"), strcol("value"))) \
         with labels boxed, \
     "" index "neurons" using "x":"y":(0.11) with circles fc rgb "#fde8c8", \
     "" index "neurons" using "x":"y":"name" with labels font ",20", \
     "" index "neurons" using (column("x") + 0.02):(column("y") + 0.28): \
         (sprintf("%s = %s →", strcol("name").(column("x") > 0 ? "o" : ""), \
                  strcol("output"))) with labels tc lt 1, \
     "" index "neurons" using (neuron(column("x"))):(column("y") - 0.28): \
         (sprintf("← %sδ = %s", strcol("name"), strcol("delta"))) \
         with labels tc lt 2
