# maps_resnet-gradients.gp -- ‖∂C/∂w‖ of each convolution, before learning
width = 1100; height = 520
load "plots/style.gp"
set datafile missing NaN
stats dat index "gradients" using "images" name "images" nooutput
set title sprintf("Gradient of the mean cost of %.0f images, before the first \
step\n", images_max).caption noenhanced
set xlabel "convolution, from the input up"; set ylabel "‖∂C/∂w‖"
set logscale y; set xrange [0:*]; set format y "%g"
set key outside right center Left reverse
depths = system("awk '/^# /{on = ($2 == \"gradients\"); next} \
    on && $2 + 0 && !seen[$2]++ {print $2}' '".dat."'")
kinds = "plain residual"
of(kind, depth) = strcol("kind") eq kind && \
    column("depth") == int(depth) ? column("length") : NaN
array colour[3] = [3, 1, 2]
named(i, d) = (i == 1 ? "plain, " : "shortcuts, ").word(depths, d)." layers"
plot for [i = 1:2] for [d = words(depths):1:-1] dat index "gradients" \
         using "layer":(of(word(kinds, i), word(depths, d))) \
         with linespoints lt colour[d] pt (i == 1 ? 6 : 7) \
         dt 3 - i title named(i, d)
