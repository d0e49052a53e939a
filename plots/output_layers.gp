# output_layers.gp -- how hard outputs are pushed, and how they learn
width = 1100; height = 500
load "plots/style.gp"
outputs = system("awk '/^# pushes/ {on = 1; getline; next} /^# / {on = 0} \
                       on && NF && $1 != last {print last = $1}' '".dat."'")
told(k) = system("echo ".word(outputs, k)." | tr _ ' '")
set multiplot layout 1, 2 title "Outputs that should be 0: ".caption noenhanced
set title "how hard an output is pushed, and how wrong it is"
set xlabel "mistake |a - y|"; set ylabel "push |δ| = |∂C/∂z|"
set xrange [0:1.5]; set yrange [0:1.5]
set key top left reverse Left
plot for [k = words(outputs):1:-1] dat index "pushes" every :::k-1::k-1 \
         using "mistake":"push" with lines lt k lw (k == 3 ? 8 : 3) \
         title told(k)

set title "learning"
set xlabel "epoch"; set ylabel "mistake, as a share of the first"
set xrange [0:*]; set yrange [0:1.05]
unset key
plot for [k = words(outputs):1:-1] dat index "courses" every :::k-1::k-1 \
         using "epoch":"share" with lines lt k lw 3
unset multiplot
