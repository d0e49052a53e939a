# chain_rule.gp -- a neuron as a graph: values forwards, gradients backwards
width = 1100; height = 480
load "plots/style.gp"
set title "E = ½(σ(w x + b) - y)², piece by piece:   value →   ← gradient"
unset key; unset border; unset tics; unset grid
set xrange [-0.5:4.6]; set yrange [-1.65:1.25]
set style fill solid 1 border lt 7
set style textbox opaque noborder fc "white"
blue = "#0072b2"; red = "#d55e00"
set label "upper number: value    lower: dE/d(value)" at 2.6, 1.1 center
set label "on an edge: upstream × local" at 2.6, 0.92 center
e(t) = column("y") + t * column("dy")
plot dat index "slopes" using "x":"y":"dx":"dy" with vectors nohead lt 8, \
     "" index "neuron" using "x":"y":(0.16) with circles fc rgb "#fde8c8", \
     "" index "neuron" using "x":"y":"name" with labels font ",18", \
     "" index "neuron" using "x":(column("y") + 0.3): \
         (sprintf("%.4g", column("value"))) with labels tc rgb blue, \
     "" index "neuron" using "x":(column("y") - 0.3): \
         (sprintf("%.4g", column("gradient"))) with labels tc rgb red, \
     "" index "slopes" using (column("x") + 0.5 * column("dx")): \
         (e(0.5)):(sprintf("%.4g × %.4g", column("upstream"), \
         column("local"))) with labels boxed font ",12" tc rgb red
