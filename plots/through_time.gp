# through_time.gp -- how long the gradient is, so many steps back in time
width = 900; height = 540
load "plots/style.gp"
set title "How much does it matter what was some steps ago?\n".caption noenhanced
set xlabel "steps back in time"
set ylabel "‖∂C/∂h, ∂C/∂c‖"
set format y "10^{%.0f}"
set key bottom left Left reverse
set xrange [0:*]
of(name) = strcol("kind") eq name ? column("length") : NaN
plot dat index "back" using "steps":(of("large")) with lines lt 3 \
         title "recurrent neurons, w from N(0, 2.5²/n)", \
     "" index "back" using "steps":(of("cells")) with lines lt 4 lw 3 \
         title "memory cells, w from N(0, 1/n)", \
     "" index "back" using "steps":(of("one")) with lines lt 1 \
         title "recurrent neurons, w from N(0, 1/n)", \
     "" index "back" using "steps":(of("small")) with lines lt 2 \
         title "recurrent neurons, w from N(0, 0.5²/n)"
