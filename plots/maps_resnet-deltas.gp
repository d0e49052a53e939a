# maps_resnet-deltas.gp -- length of δ in each convolution, before learning
width = 900; height = 520
load "plots/style.gp"
set title "Length of δ before the first step: ".caption noenhanced
set xlabel "convolution, from the input up"; set ylabel "‖δ‖, mean over images"
set logscale y; set xrange [1:*]; set key top right
set format y "%g"
depths = system("awk '/^# /{on = ($2 == \"deltas\"); next} \
    on && $2 + 0 && !seen[$2]++ {print $2}' '".dat."'")
kinds = "plain residual"
of(kind, depth) = strcol("kind") eq kind && \
    column("depth") == int(depth) ? column("length") : NaN
array colour[3] = [3, 1, 2]
named(i, d) = (i == 1 ? "plain, " : "shortcuts, ").word(depths, d)." layers"
plot for [i = 1:2] for [d = words(depths):1:-1] dat index "deltas" \
         using "layer":(of(word(kinds, i), word(depths, d))) \
         with linespoints lt colour[d] pt (i == 1 ? 6 : 7) \
         dt (i == 1 ? 2 : 1) title named(i, d)
